/* cosell-rates.h: what one currency is worth in another (rule I16); pure
 *
 * Of a pair the newest rate counts that is not after the day; the inverse counts like a rate, and where a
 * pair has none, one step through a third currency does.
 */
#pragma once

#include "model/cosell-rule-error.h"

G_BEGIN_DECLS

typedef struct
{
  char *from; /* upper case ISO 4217 */
  char *to;
  char *rate; /* decimal text above 0: so much of to is 1 of from */
  char *date; /* YYYY-MM-DD */
} CosellRate;

/* What was typed, in the form in which it is kept. Errors: COSELL_RULE_ERROR_SYNTAX.
 * Returns: (transfer full) NULL with error */
CosellRate *cosell_rate_new (const char *from, const char *to, const char *rate, const char *date,
                             GError **error);
gboolean cosell_rate_equal (const CosellRate *a, const CosellRate *b);
CosellRate *cosell_rate_copy (const CosellRate *self); /* (transfer full) */
void cosell_rate_free (CosellRate *self);              /* self: (nullable) */
/* CSV with the title line from,to,rate,date. Errors: COSELL_RULE_ERROR_SYNTAX, which names the line.
 * Returns: (transfer full) of CosellRate; NULL with error */
GPtrArray *cosell_rates_read_csv (const char *text, GError **error);

typedef struct _CosellRates CosellRates;

CosellRates *cosell_rates_new (void); /* (transfer full) */
void cosell_rates_free (CosellRates *self); /* self: (nullable) */
/* rate: copied */
void cosell_rates_add (CosellRates *self, const CosellRate *rate);
/* Currencies that a rate names. Returns: (transfer none) of char *, sorted */
GPtrArray *cosell_rates_get_currencies (const CosellRates *self);
/* The older day of the rates that cosell_rates_convert takes; 0: there is no way, or none is needed. */
guint32 cosell_rates_get_day (const CosellRates *self, const char *from, const char *to,
                              guint32 today);
/* amount: decimal text; from, to: upper case; today: a julian day; decimals: how many the result has, rounded
 * half to even once, at the end. Returns: (transfer full) (nullable): NULL without a way */
char *cosell_rates_convert (const CosellRates *self, const char *amount, const char *from,
                            const char *to, guint32 today, guint decimals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRate, cosell_rate_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRates, cosell_rates_free)

G_END_DECLS
