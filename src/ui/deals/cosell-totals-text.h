/* cosell-totals-text.h: what the deals of a list are worth together, in words, and how much of it
 * fits below the list; pure
 */
#pragma once

#include "model/cosell-totals.h"

G_BEGIN_DECLS

/* Indices of sums in the order that they are shown in: by size, without a size by how many
 * deals have the currency.
 * Returns: (transfer full) of guint */
GArray *
cosell_totals_text_order (const CosellTotals *totals);
/* How many of n blocks stand in room, gap between them, when what does not is behind a button of
 * width more. */
guint
cosell_totals_text_fit (const int *widths, guint n, int gap, int more, int room);

/* All (transfer full). */
char *
cosell_totals_text_count (gint64 count); /* "13 deals" */
char *
cosell_totals_text_leads (gint64 count); /* "13 leads" */
char *
cosell_totals_text_weighted (const char *weighted); /* "weighted 597 300" */
/* The rest of this page asks for totals in one currency. */
char *
cosell_totals_text_converted (const CosellTotals *totals); /* "≈ SEK 21 524 000" */
/* "3 without a rate": deals that are not in it. (nullable): there are none */
char *
cosell_totals_text_without (const CosellTotals *totals);
/* Below it: "weighted 12 434 000 · rates of 27 Nov · 3 without a rate"; of several rates the oldest.
 * now: µs UTC */
char *
cosell_totals_text_full (const CosellTotals *totals, gint64 now);
/* The same where there is little room: what is missing, else the weighted sum. */
char *
cosell_totals_text_brief (const CosellTotals *totals);
/* What of so many deals that are shown is in no sum. (nullable): nothing */
char *
cosell_totals_text_left_out (const CosellTotals *totals, gint64 shown);
char *
cosell_totals_text_more (guint n); /* "1 more" */

G_END_DECLS
