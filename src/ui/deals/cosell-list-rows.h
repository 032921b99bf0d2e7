/* cosell-list-rows.h: the rows of a list of deals */
#pragma once

#include "ui/deals/cosell-deal-row.h"

G_BEGIN_DECLS

/* Those that there are, one after the other: the ones that are seen, and some more. previous: (nullable):
 * before the first one. Returns: (transfer none) (nullable): NULL behind the last one */
CosellDealRow *
cosell_list_rows_next (GtkListView *list, CosellDealRow *previous);

G_END_DECLS
