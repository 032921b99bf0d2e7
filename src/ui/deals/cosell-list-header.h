/* cosell-list-header.h: the titles over the columns of a deal list; pressing one sorts by it
 *
 * Properties: sort (string: a list --json member, "-" before it descends), compact (boolean).
 * Not shown while rows have two lines. One tab stop: Left and Right go from title to title.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COSELL_TYPE_LIST_HEADER (cosell_list_header_get_type ())
G_DECLARE_FINAL_TYPE (CosellListHeader, cosell_list_header, COSELL, LIST_HEADER, GtkWidget)

/* sort: as the property. The rows are sorted by whom "notify::sort" tells. */
void
cosell_list_header_set_sort (CosellListHeader *self, const char *sort);
/* The same as the rows below, so that titles stand over their columns. */
void
cosell_list_header_set_compact (CosellListHeader *self, gboolean compact);
/* The order of the rows is given: titles that say what stands below, and nothing to press. */
void
cosell_list_header_set_fixed (CosellListHeader *self);

G_END_DECLS
