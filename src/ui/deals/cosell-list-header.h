/* cosell-list-header.h: the titles over the columns of a deal list; pressing one sorts by it
 *
 * Properties: sort (string: a list --json member, "-" before it descends). Not shown while rows have
 * two lines. One tab stop: Left and Right go from title to title, Shift with them makes a column
 * narrower and wider. The border behind a title can be dragged; pressed twice it goes where the
 * column is as wide as its texts. A button at the end, the context menu and the menu key show the
 * chooser of columns.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/deals/cosell-column-grid.h"

G_BEGIN_DECLS

#define COSELL_TYPE_LIST_HEADER (cosell_list_header_get_type ())
G_DECLARE_FINAL_TYPE (CosellListHeader, cosell_list_header, COSELL, LIST_HEADER, GtkWidget)

/* sort: as the property. The rows are sorted by whom "notify::sort" tells. */
void
cosell_list_header_set_sort (CosellListHeader *self, const char *sort);
/* What the rows below share with it, so that titles stand over their columns. (transfer none) */
CosellColumnGrid *
cosell_list_header_get_grid (CosellListHeader *self);
/* Shows the chooser of columns, if titles are shown. Returns: whether it did */
gboolean
cosell_list_header_show_chooser (CosellListHeader *self);
/* Order and columns are given: titles that say what stands below, and nothing to press. */
void
cosell_list_header_set_fixed (CosellListHeader *self);

G_END_DECLS
