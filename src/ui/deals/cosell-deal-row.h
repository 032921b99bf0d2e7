/* cosell-deal-row.h: one deal in a list: a line of columns, or two lines when narrow
 *
 * Draws its cells itself; its one child is the heart. Follows the properties of its deal. Signals:
 * "opened" (clicked, or the action "row.open"), "favorite-toggled".
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_ROW (cosell_deal_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealRow, cosell_deal_row, COSELL, DEAL_ROW, GtkWidget)

GtkWidget *
cosell_deal_row_new (void); /* empty until it has a deal; rows are used again */
/* deal: (nullable); followed until another one takes its place. */
void
cosell_deal_row_set_deal (CosellDealRow *self, CosellDeal *deal);
CosellDeal *
cosell_deal_row_get_deal (CosellDealRow *self); /* (nullable) */
/* D4: the time that is left is less than it was. */
void
cosell_deal_row_tick (CosellDealRow *self);
/* A deal stands beside the list: fewer columns. */
void
cosell_deal_row_set_compact (CosellDealRow *self, gboolean compact);
/* "Contoso ERP move, Contoso AB, Co-sell, Proposed 60 %, SEK 1 200 000, closes 15 Jan 2027" */
char *
cosell_deal_row_describe (const CosellDealData *data, gint64 now);
/* Width of a digit in this widget's font, Pango units; header and rows compute alike. */
int
cosell_deal_row_digit_width (GtkWidget *widget);

G_END_DECLS
