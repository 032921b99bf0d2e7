/* cosell-totals-text.h: what the deals of a list are worth together, in words, and how much of it
 * fits below the list; pure
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The deals of one currency. Amounts are exact decimal texts. */
typedef struct
{
  const char *currency; /* (nullable): deals that name none */
  const char *value;
  const char *weighted;
  const char *size; /* (nullable): value in the currency of CosellTotalsShown: the largest first */
} CosellTotalsSum;

/* What stands below a list. */
typedef struct
{
  gint64 count;
  const char *note; /* (nullable) below the count */
  const CosellTotalsSum *sums;
  guint n_sums;
  const char *currency; /* (nullable): all of it in this one; else the next three say nothing */
  const char *value;
  const char *weighted;
  const char *rates; /* date of the rates, "2026-11-27" */
  gint64 without;    /* deals whose currency has no rate, which are not in it */
} CosellTotalsShown;

/* Indices of sums in the order that they are shown in: by size, without a size by currency.
 * Returns: (transfer full) of guint */
GArray *
cosell_totals_text_order (const CosellTotalsShown *totals);
/* How many of n blocks stand in room, gap between them, when what does not is behind a button of
 * width more. */
guint
cosell_totals_text_fit (const int *widths, guint n, int gap, int more, int room);

/* All (transfer full). */
char *
cosell_totals_text_count (gint64 count); /* "13 deals" */
char *
cosell_totals_text_weighted (const char *weighted); /* "weighted 597 300" */
char *
cosell_totals_text_converted (const CosellTotalsShown *totals); /* "≈ SEK 21 524 000" */
/* "weighted 12 434 000 · rates of 27 Nov". now: µs UTC */
char *
cosell_totals_text_rates (const CosellTotalsShown *totals, gint64 now);
/* What is not in the converted sum. (nullable): nothing */
char *
cosell_totals_text_without (const CosellTotalsShown *totals);
char *
cosell_totals_text_more (guint n); /* "1 more" */

G_END_DECLS
