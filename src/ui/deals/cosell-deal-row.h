/* cosell-deal-row.h: one deal in a list: a line of columns, or two lines when narrow
 *
 * Draws its cells itself; its one child is the heart, which a narrow row only draws. Follows the
 * properties of its deal and its columns. Below the name stands who sent the deal (A10). The close
 * date of an open deal that is over is red, and said in words, or beside an icon. Signals: "opened"
 * (clicked, or the action "row.open"), "favorite-toggled".
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-deal.h"
#include "model/cosell-search-text.h"
#include "ui/deals/cosell-column-grid.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_ROW (cosell_deal_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealRow, cosell_deal_row, COSELL, DEAL_ROW, GtkWidget)

/* What stands in place of the heart while several deals are selected. */
typedef enum
{
  COSELL_ROW_HEART,
  COSELL_ROW_UNCHECKED,
  COSELL_ROW_CHECKED,
} CosellRowMark;

/* Empty until it has a deal; rows are used again. grid: (nullable): the columns that it shares with
 * the other rows of its list. */
GtkWidget *
cosell_deal_row_new (CosellColumnGrid *grid);
/* deal: (nullable); followed until another one takes its place. */
void
cosell_deal_row_set_deal (CosellDealRow *self, CosellDeal *deal);
CosellDeal *
cosell_deal_row_get_deal (CosellDealRow *self); /* (nullable) */
/* words: (nullable) of char *, folded: marked where the row shows them; not changed afterwards. A row
 * that has some is as high as one that says why it was found. */
void
cosell_deal_row_set_marked (CosellDealRow *self, GPtrArray *words);
/* hit: (nullable): why its deal was found: says so in the place of who sent it; of the customer too, where
 * it is narrow. */
void
cosell_deal_row_set_reason (CosellDealRow *self, const CosellSearchHit *hit);
/* Whether it is one of several that are selected is told by the list's own item. */
void
cosell_deal_row_set_mark (CosellDealRow *self, CosellRowMark mark);
/* D4: the time that is left is less than it was. */
void
cosell_deal_row_tick (CosellDealRow *self);
/* "Contoso ERP move, Contoso AB, Co-sell, Proposed 60 %, SEK 1 200 000, closes 15 Jan 2027" */
char *
cosell_deal_row_describe (const CosellDealData *data, gint64 now);

G_END_DECLS
