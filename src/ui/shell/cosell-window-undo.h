/* cosell-window-undo.h: win.undo and Ctrl+Z: the newest change that was not sent is taken back */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the class of CosellWindow. */
void
cosell_window_undo_install (GtkWidgetClass *klass);

G_END_DECLS
