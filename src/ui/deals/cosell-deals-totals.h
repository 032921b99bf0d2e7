/* cosell-deals-totals.h: the bar below the lists follows the one that is shown */
#pragma once

#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-totals-bar.h"

G_BEGIN_DECLS

/* Shows in bar what the deals of a view (cosell_deals_totals_set_view) are worth: a moment after its list
 * is filled, unless another one is asked for by then. The currency is chosen by the action
 * "main-currency" of window, kept in settings (nullable: none is). */
void
cosell_deals_totals_follow (CosellTotalsBar *bar,
                            CosellSession *session,
                            GtkWidget *window,
                            GSettings *settings);
/* The view whose tab is shown, which was active already. */
void
cosell_deals_totals_set_view (CosellTotalsBar *bar, CosellDealsView *view);

G_END_DECLS
