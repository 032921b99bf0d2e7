/* cosell-totals-bar.h: below a list: how many deals it shows, and what they are worth together
 *
 * A block for each currency, the largest first; those that do not fit are behind "1 more". What all
 * of it is in one currency stands at the end. Nothing is ever cut: a block is there or it is not.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/deals/cosell-totals-text.h"

G_BEGIN_DECLS

#define COSELL_TYPE_TOTALS_BAR (cosell_totals_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellTotalsBar, cosell_totals_bar, COSELL, TOTALS_BAR, GtkWidget)

GtkWidget *
cosell_totals_bar_new (void); /* empty */
/* totals: nothing of it is kept. */
void
cosell_totals_bar_show (CosellTotalsBar *self, const CosellTotalsShown *totals);

G_END_DECLS
