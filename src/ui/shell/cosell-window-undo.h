/* cosell-window-undo.h: win.undo and win.redo, Ctrl+Z and Ctrl+Shift+Z: the last change, until it
 * was sent */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

/* For the class of CosellWindow, or of CosellDealWindow. */
void
cosell_window_undo_install (GtkWidgetClass *klass);

/* Undo and redo are there as long as the session has something for them. */
void
cosell_window_undo_follow (GtkWidget *window, CosellSession *session);

G_END_DECLS
