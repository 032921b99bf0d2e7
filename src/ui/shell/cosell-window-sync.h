/* cosell-window-sync.h: what of the settings concerns the session, and that somebody looks */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

/* Keeps the session at what the settings say (NULL: what they would be at first), and tells it when
 * the window is looked at. */
void
cosell_window_bind_sync (GtkWindow *window, CosellSession *session, GSettings *settings);

G_END_DECLS
