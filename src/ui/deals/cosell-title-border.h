/* cosell-title-border.h: the border behind a title of a deal list, which is dragged to make its
 * column wider; pressed twice, the column is as wide as its texts again */
#pragma once

#include "ui/deals/cosell-column-grid.h"

G_BEGIN_DECLS

/* titles: the widget over the columns of grid, which lives as long as it. */
void
cosell_title_border_add (GtkWidget *titles, CosellColumnGrid *grid);
/* by: tenths of a digit, less than 0 for narrower. A column that shares what is left over starts
 * from the width that it has. */
void
cosell_title_border_widen (CosellColumnGrid *grid, GtkWidget *titles, guint column, int by);

G_END_DECLS
