/* cosell-totals-popover.h: all figures below a list, and the currency that they are added up in */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-totals.h"

G_BEGIN_DECLS

/* A block of two lines, the first one stronger. second: (nullable) */
GtkWidget *
cosell_totals_block_new (double xalign);
void
cosell_totals_block_fill (GtkWidget *block, const char *first, const char *second);
/* One with a sum. */
GtkWidget *
cosell_totals_block_new_sum (const CosellTotal *sum);

/* Puts all figures into a popover, and the choice, which keeps the focus. count: of deals that the list
 * shows */
void
cosell_totals_popover_fill (GtkPopover *popover, const CosellTotals *totals, gint64 count);

G_END_DECLS
