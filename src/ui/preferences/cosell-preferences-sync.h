/* cosell-preferences-sync.h: the group "Syncing" of the preferences */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *
cosell_preferences_sync_new (GSettings *settings); /* its rows write what is chosen at once */

G_END_DECLS
