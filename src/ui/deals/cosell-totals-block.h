/* cosell-totals-block.h: a sum, and what is said of it below it */
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

G_END_DECLS
