/* cosell-connection-page.h: the preferences' page about the account: who is signed in, how the app
 * registration is called, and whether the way to the service is open */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CONNECTION_PAGE (cosell_connection_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellConnectionPage, cosell_connection_page, COSELL, CONNECTION_PAGE,
                      AdwPreferencesPage)

/* window: where win.sign-in and win.sign-out are. */
GtkWidget *cosell_connection_page_new (CosellSession *session, GtkWindow *window);

G_END_DECLS
