/* cosell-outbox-page.h: the outbox as a place: every change that waits, and what can be done with
 * it
 *
 * Signals: "closed"; "deal-opened" (int64 deal, string): a person wants to see the deal of an
 * entry, and then this action of the deal page, or NULL; "toast" (AdwToast).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_OUTBOX_PAGE (cosell_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellOutboxPage, cosell_outbox_page, COSELL, OUTBOX_PAGE, GtkWidget)

GtkWidget *
cosell_outbox_page_new (CosellSession *session); /* reads the outbox while it is shown */

G_END_DECLS
