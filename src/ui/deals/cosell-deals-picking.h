/* cosell-deals-picking.h: how a person selects several deals of a list
 *
 * Ctrl, Shift and Space are the list's own ways; here stand the check marks of the rows, the long press
 * that begins it on a touch screen, and Escape, which ends it.
 */
#pragma once

#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-selection.h"

G_BEGIN_DECLS

/* view: what is around list; Escape is taken there. They live as long as each other. */
void
cosell_deals_picking_follow (CosellDealsSelection *selection, GtkWidget *view, GtkListView *list);
/* Marks a row that has another deal than before. */
void
cosell_deals_picking_show (CosellDealsSelection *selection, CosellDealRow *row);

G_END_DECLS
