/* cosell-row-reasons.h: why the deals of a list were found, asked for rows that are seen */
#pragma once

#include "app/cosell-session.h"
#include "ui/deals/cosell-deal-row.h"

G_BEGIN_DECLS

typedef struct _CosellRowReasons CosellRowReasons;

/* For the rows (CosellDealRow) of a list, which is in a scrolled window, and lives as long. */
CosellRowReasons *
cosell_row_reasons_new (CosellSession *session, GtkListView *list);
void
cosell_row_reasons_free (CosellRowReasons *self); /* self: (nullable) */
/* typed: (nullable): what is searched for now; what was known is forgotten. */
void
cosell_row_reasons_set_search (CosellRowReasons *self, const char *typed);
/* The row has another deal: it says why that was found, now or when it is known. self: (nullable) */
void
cosell_row_reasons_show (CosellRowReasons *self, CosellDealRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRowReasons, cosell_row_reasons_free)

G_END_DECLS
