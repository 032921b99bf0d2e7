/* cosell-window-views-file.h: the views of the main window to a file and from one, so that a team shares them */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* For the class of the window: win.export-views and win.import-views, which ask for the file. */
void
cosell_window_views_file_install (GtkWidgetClass *klass);
/* Writes those that a person keeps (I17). */
void
cosell_window_views_file_write (CosellWindow *self, GFile *file);
/* Keeps what a file has, all of it or nothing; a name that is there becomes "Name (2)". */
void
cosell_window_views_file_read (CosellWindow *self, GFile *file);

G_END_DECLS
