/* cosell-totals.h: what deals are worth together, by currency and by how sure they are (chapter I); pure */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-rates.h"

G_BEGIN_DECLS

/* I15: percent: 100 for a won deal; of an open one its stage, 80 for "100 %, still open", 0 without a
 * stage; 0 for what was closed otherwise, drafts and leads. Needs status, type and stage. */
guint cosell_deal_weight (const CosellDealData *deal);

/* The deals of one currency. */
typedef struct
{
  char *currency; /* NULL: deals that name none */
  gint64 count;
  char *value;    /* exact decimal text, at least the currency's decimals */
  char *weighted; /* likewise */
  char *size;     /* (nullable): value in the currency that was asked for; NULL: there is no way */
} CosellTotal;

typedef struct
{
  gint64 count;    /* of deals, leads and drafts left out, with and without a value */
  GPtrArray *sums; /* of CosellTotal, in order of their currencies; deals without a value are in none */
  CosellTotal in;  /* in.currency NULL: was not asked for; count: deals that could be converted */
  gint64 without;  /* deals whose currency has no way into it: they are in no sum of in */
  char *rates;     /* (nullable) YYYY-MM-DD: day of the oldest rate in it; NULL: none was needed */
  GPtrArray *currencies; /* of char *, sorted: those of sums and those that a rate names */
} CosellTotals;

typedef struct _CosellTotalsBuilder CosellTotalsBuilder;

CosellTotalsBuilder *cosell_totals_builder_new (void); /* (transfer full) */
void cosell_totals_builder_add (CosellTotalsBuilder *self, const CosellDealData *deal);
/* Ends it, which frees self. currency: (nullable) upper case: all of it in this one, by the rates not after
 * today (julian). rates: (nullable) without a currency.
 * Returns: (transfer full) */
CosellTotals *cosell_totals_builder_end (CosellTotalsBuilder *self, const CosellRates *rates,
                                         const char *currency, guint32 today);
void cosell_totals_builder_free (CosellTotalsBuilder *self); /* self: (nullable) */
void cosell_totals_free (CosellTotals *self);                /* self: (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellTotalsBuilder, cosell_totals_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellTotals, cosell_totals_free)

G_END_DECLS
