/* cosell-totals.c: what deals are worth together (rule I15) */
#include "model/cosell-totals.h"

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-referral.h"

/* Decimals that a converted sum has before all of them are added up and rounded. */
#define GUARD_DECIMALS 40

#define STILL_OPEN 80 /* "100 %, still open" */

struct _CosellTotalsBuilder
{
  GHashTable *sums; /* currency, "" for none → CosellTotal, whose sums have weights in hundredths */
  gint64 count;
};

guint
cosell_deal_weight (const CosellDealData *deal)
{
  g_return_val_if_fail (deal != NULL, 0);

  if (deal->type == COSELL_DEAL_TYPE_LEAD || deal->status == COSELL_DEAL_STATUS_DRAFT)
    return 0;
  if (deal->status == COSELL_DEAL_STATUS_WON)
    return 100;
  if (cosell_deal_status_is_closed ((CosellDealStatus) deal->status))
    return 0;
  return deal->stage >= 100 ? STILL_OPEN : (guint) MAX (deal->stage, 0);
}

static void
total_clear (CosellTotal *self)
{
  g_free (self->currency);
  g_free (self->value);
  g_free (self->weighted);
  g_free (self->size);
}

static void
total_free (gpointer data)
{
  total_clear (data);
  g_free (data);
}

CosellTotalsBuilder *
cosell_totals_builder_new (void)
{
  CosellTotalsBuilder *self = g_new0 (CosellTotalsBuilder, 1);

  self->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, total_free);
  return self;
}

void
cosell_totals_builder_free (CosellTotalsBuilder *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->sums);
  g_free (self);
}

static CosellTotal *
find_total (CosellTotalsBuilder *self, const char *currency)
{
  const char *key = currency != NULL ? currency : "";
  CosellTotal *total = g_hash_table_lookup (self->sums, key);

  if (total != NULL)
    return total;
  total = g_new0 (CosellTotal, 1);
  total->currency = g_strdup (currency);
  total->value = g_strdup ("0");
  total->weighted = g_strdup ("0");
  g_hash_table_insert (self->sums, g_strdup (key), total);
  return total;
}

static void
add_to (char **sum, char *amount)
{
  cosell_take_str (sum, cosell_decimal_add (*sum, amount));
  g_free (amount);
}

void
cosell_totals_builder_add (CosellTotalsBuilder *self, const CosellDealData *deal)
{
  CosellTotal *total;
  g_autofree char *weight = NULL;
  guint percent;

  g_return_if_fail (self != NULL && deal != NULL);

  if (deal->type == COSELL_DEAL_TYPE_LEAD || deal->status == COSELL_DEAL_STATUS_DRAFT)
    return;
  self->count++;
  if (deal->value == NULL || !cosell_decimal_is_valid (deal->value))
    return;
  total = find_total (self, deal->currency);
  total->count++;
  add_to (&total->value, g_strdup (deal->value));
  percent = cosell_deal_weight (deal);
  weight = g_strdup_printf ("%u.%02u", percent / 100, percent % 100);
  add_to (&total->weighted, cosell_decimal_multiply (deal->value, weight));
}

static gint
compare_totals (gconstpointer a, gconstpointer b)
{
  const CosellTotal *one = *(const CosellTotal *const *) a;
  const CosellTotal *other = *(const CosellTotal *const *) b;

  return g_strcmp0 (one->currency, other->currency);
}

static void
tidy (char **amount, const char *currency)
{
  cosell_take_str (amount, cosell_money_normalize (*amount, currency));
}

/* Adds a sum in its own currency to that of another. FALSE: there is no way. */
static gboolean
add_converted (CosellTotals *self,
               CosellTotal *sum,
               const CosellRates *rates,
               guint32 today,
               guint32 *oldest)
{
  char *value = NULL, *weighted = NULL;
  guint32 day = 0;

  if (sum->currency != NULL)
    {
      value = cosell_rates_convert (rates, sum->value, sum->currency, self->in.currency, today,
                                    GUARD_DECIMALS);
      weighted = cosell_rates_convert (rates, sum->weighted, sum->currency, self->in.currency,
                                       today, GUARD_DECIMALS);
      day = cosell_rates_get_day (rates, sum->currency, self->in.currency, today);
    }
  if (value == NULL || weighted == NULL)
    {
      g_free (value);
      g_free (weighted);
      return FALSE;
    }
  sum->size = g_strdup (value);
  if (day != 0 && (*oldest == 0 || day < *oldest))
    *oldest = day;
  add_to (&self->in.value, value);
  add_to (&self->in.weighted, weighted);
  self->in.count += sum->count;
  return TRUE;
}

static void
convert (CosellTotals *self, const CosellRates *rates, const char *currency, guint32 today)
{
  guint decimals = cosell_intl_currency_digits (currency);
  guint32 oldest = 0;

  self->in.currency = g_strdup (currency);
  self->in.value = g_strdup ("0");
  self->in.weighted = g_strdup ("0");
  for (guint i = 0; i < self->sums->len; i++)
    {
      CosellTotal *sum = g_ptr_array_index (self->sums, i);

      if (!add_converted (self, sum, rates, today, &oldest))
        self->without += sum->count;
    }
  cosell_take_str (&self->in.value, cosell_decimal_divide (self->in.value, "1", decimals));
  cosell_take_str (&self->in.weighted, cosell_decimal_divide (self->in.weighted, "1", decimals));
  if (oldest != 0)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, oldest);
      self->rates = cosell_date_format (&date);
    }
}

static void
add_currency (GPtrArray *currencies, const char *currency)
{
  if (currency != NULL &&
      !g_ptr_array_find_with_equal_func (currencies, currency, g_str_equal, NULL))
    g_ptr_array_add (currencies, g_strdup (currency));
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_currencies (CosellTotals *self, const CosellRates *rates)
{
  GPtrArray *known = rates != NULL ? cosell_rates_get_currencies (rates) : NULL;

  self->currencies = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->sums->len; i++)
    add_currency (self->currencies,
                  ((const CosellTotal *) g_ptr_array_index (self->sums, i))->currency);
  for (guint i = 0; known != NULL && i < known->len; i++)
    add_currency (self->currencies, g_ptr_array_index (known, i));
  g_ptr_array_sort (self->currencies, compare_texts);
}

CosellTotals *
cosell_totals_builder_end (CosellTotalsBuilder *self,
                           const CosellRates *rates,
                           const char *currency,
                           guint32 today)
{
  CosellTotals *totals = g_new0 (CosellTotals, 1);
  GHashTableIter iter;
  gpointer key, total;

  g_return_val_if_fail (self != NULL && (currency == NULL || rates != NULL), NULL);

  totals->count = self->count;
  totals->sums = g_ptr_array_new_with_free_func (total_free);
  g_hash_table_iter_init (&iter, self->sums);
  while (g_hash_table_iter_next (&iter, &key, &total))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (totals->sums, total);
    }
  cosell_totals_builder_free (self);
  g_ptr_array_sort (totals->sums, compare_totals);
  if (currency != NULL)
    convert (totals, rates, currency, today);
  list_currencies (totals, rates);
  for (guint i = 0; i < totals->sums->len; i++)
    {
      CosellTotal *sum = g_ptr_array_index (totals->sums, i);

      tidy (&sum->value, sum->currency);
      tidy (&sum->weighted, sum->currency);
    }
  return totals;
}

void
cosell_totals_free (CosellTotals *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sums);
  g_ptr_array_unref (self->currencies);
  total_clear (&self->in);
  g_free (self->rates);
  g_free (self);
}
