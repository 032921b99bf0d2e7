/* cosell-window-export.h: deals of a list to a file or to the clipboard, in the columns that it shows */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* For the class of CosellWindow: win.export of what is shown, or of several that are selected;
 * win.copy-selected of these; Ctrl+C on a row, which means them as well. */
void
cosell_window_export_install (GtkWidgetClass *klass);
/* Writes deals to a file as CSV (I18), also when the window is closed meanwhile. deals: taken (nullable:
 * all that are shown), local ids (gint64) in their order */
void
cosell_window_export_to (CosellWindow *self, GArray *deals, GFile *file);
/* Puts what the columns say of deals on the clipboard, a line for each with a tab between. deals: as
 * above */
void
cosell_window_copy (CosellWindow *self, GArray *deals);

G_END_DECLS
