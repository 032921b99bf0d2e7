/* cosell-totals-bar.h: below a list: how many deals it shows, and what they are worth together
 *
 * A block for each currency, the largest first; those that do not fit are behind "1 more". What all
 * of it is in one currency stands at the end, with its rates where there is room. Both lead to all
 * figures, and to the choice of the currency (the action win.main-currency). No figure is ever cut:
 * it is there or it is not.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-totals.h"

G_BEGIN_DECLS

#define COSELL_TYPE_TOTALS_BAR (cosell_totals_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellTotalsBar, cosell_totals_bar, COSELL, TOTALS_BAR, GtkWidget)

GtkWidget *
cosell_totals_bar_new (void); /* empty */
/* How many deals the list shows. */
void
cosell_totals_bar_set_count (CosellTotalsBar *self, gint64 count);
/* Whether they are leads, which are worth nothing yet (I15): then nothing leads to totals. */
void
cosell_totals_bar_set_leads (CosellTotalsBar *self, gboolean leads);
/* Below the count. note: (nullable) */
void
cosell_totals_bar_set_note (CosellTotalsBar *self, const char *note);
/* totals: taken; (nullable): they are not known. */
void
cosell_totals_bar_take (CosellTotalsBar *self, CosellTotals *totals);

G_END_DECLS
