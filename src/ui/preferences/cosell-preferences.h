/* cosell-preferences.h: the preferences window, one row for each setting that a person chooses */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

/* Seconds that "undo-hold" has where no settings are. */
#define COSELL_DEFAULT_UNDO_WINDOW 10

/* A modal window over parent; changes take effect at once. session: (nullable) without it there are
 * no pages about the connection, the exchange rates and CRMs. */
GtkWidget *
cosell_preferences_new (GtkWindow *parent, GSettings *settings, CosellSession *session);

/* The page of exchange rates. */
#define COSELL_PREFERENCES_RATES "rates"
/* That of CRMs. */
#define COSELL_PREFERENCES_CRM "crm"

/* The same, on the screen: the one that is open already over parent, or a new one. page: (nullable): where it
 * opens */
void
cosell_preferences_show (GtkWindow *parent,
                         GSettings *settings,
                         CosellSession *session,
                         const char *page);

G_END_DECLS
