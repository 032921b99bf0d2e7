/* cosell-rates.c: what one currency is worth in another (rule I16) */
#include "model/cosell-rates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-decimal.h"
#include "base/cosell-intl.h"
#include "base/cosell-time.h"

#define MAX_RATE_LENGTH 40

/* One rate of a pair. */
typedef struct
{
  guint32 day;
  char *rate;
} Quote;

/* A step from one currency to another. */
typedef struct
{
  const Quote *quote;
  gboolean inverse;
} Step;

struct _CosellRates
{
  GHashTable *pairs;     /* "EUR SEK" → GArray of Quote */
  GPtrArray *currencies; /* of char *, sorted */
};

static void
quote_clear (gpointer data)
{
  g_free (((Quote *) data)->rate);
}

CosellRates *
cosell_rates_new (void)
{
  CosellRates *self = g_new0 (CosellRates, 1);

  self->pairs =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->currencies = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
cosell_rates_free (CosellRates *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->pairs);
  g_ptr_array_unref (self->currencies);
  g_free (self);
}

static void
add_currency (CosellRates *self, const char *currency)
{
  guint i;

  for (i = 0; i < self->currencies->len; i++)
    {
      int order = strcmp (g_ptr_array_index (self->currencies, i), currency);

      if (order == 0)
        return;
      if (order > 0)
        break;
    }
  g_ptr_array_insert (self->currencies, (gint) i, g_strdup (currency));
}

void
cosell_rates_add (CosellRates *self, const CosellRate *rate)
{
  g_autofree char *key = NULL;
  GArray *quotes;
  Quote quote;
  GDate date;

  g_return_if_fail (self != NULL && rate != NULL);

  g_date_clear (&date, 1);
  if (!cosell_date_parse (rate->date, &date))
    return;
  key = g_strconcat (rate->from, " ", rate->to, NULL);
  quotes = g_hash_table_lookup (self->pairs, key);
  if (quotes == NULL)
    {
      quotes = g_array_new (FALSE, FALSE, sizeof (Quote));
      g_array_set_clear_func (quotes, quote_clear);
      g_hash_table_insert (self->pairs, g_steal_pointer (&key), quotes);
    }
  quote.day = g_date_get_julian (&date);
  quote.rate = g_strdup (rate->rate);
  g_array_append_val (quotes, quote);
  add_currency (self, rate->from);
  add_currency (self, rate->to);
}

/* The newest one that is not after the day; of one day the last that was added. (nullable) */
static const Quote *
find_quote (const CosellRates *self, const char *from, const char *to, guint32 today)
{
  g_autofree char *key = g_strconcat (from, " ", to, NULL);
  GArray *quotes = g_hash_table_lookup (self->pairs, key);
  const Quote *found = NULL;

  for (guint i = 0; quotes != NULL && i < quotes->len; i++)
    {
      const Quote *quote = &g_array_index (quotes, Quote, i);

      if (quote->day <= today && (found == NULL || quote->day >= found->day))
        found = quote;
    }
  return found;
}

/* The rate itself goes before the inverse of the same day. */
static gboolean
find_step (const CosellRates *self, const char *from, const char *to, guint32 today, Step *step)
{
  const Quote *straight = find_quote (self, from, to, today);
  const Quote *back = find_quote (self, to, from, today);

  step->inverse = straight == NULL || (back != NULL && back->day > straight->day);
  step->quote = step->inverse ? back : straight;
  return step->quote != NULL;
}

/* The way whose older rate is the newest; of several the first by its third currency. */
static guint
find_way (const CosellRates *self, const char *from, const char *to, guint32 today, Step steps[2])
{
  guint32 newest = 0;
  guint n = 0;

  if (find_step (self, from, to, today, &steps[0]))
    return 1;
  for (guint i = 0; i < self->currencies->len; i++)
    {
      const char *third = g_ptr_array_index (self->currencies, i);
      Step first, second;
      guint32 day;

      if (!find_step (self, from, third, today, &first) ||
          !find_step (self, third, to, today, &second))
        continue;
      day = MIN (first.quote->day, second.quote->day);
      if (n != 0 && day <= newest)
        continue;
      n = 2;
      newest = day;
      steps[0] = first;
      steps[1] = second;
    }
  return n;
}

GPtrArray *
cosell_rates_get_currencies (const CosellRates *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->currencies;
}

guint32
cosell_rates_get_day (const CosellRates *self, const char *from, const char *to, guint32 today)
{
  Step steps[2];
  guint32 day = 0;
  guint n;

  g_return_val_if_fail (self != NULL && from != NULL && to != NULL, 0);

  n = strcmp (from, to) != 0 ? find_way (self, from, to, today, steps) : 0;
  for (guint i = 0; i < n; i++)
    if (day == 0 || steps[i].quote->day < day)
      day = steps[i].quote->day;
  return day;
}

static void
multiply (char **product, const char *factor)
{
  char *next = *product != NULL ? cosell_decimal_multiply (*product, factor) : NULL;

  g_free (*product);
  *product = next;
}

char *
cosell_rates_convert (const CosellRates *self,
                      const char *amount,
                      const char *from,
                      const char *to,
                      guint32 today,
                      guint decimals)
{
  g_autofree char *value = g_strdup (amount);
  g_autofree char *divisor = g_strdup ("1");
  Step steps[2];
  guint n = 0;

  g_return_val_if_fail (self != NULL && from != NULL && to != NULL, NULL);

  if (amount == NULL)
    return NULL;
  if (strcmp (from, to) != 0)
    {
      n = find_way (self, from, to, today, steps);
      if (n == 0)
        return NULL;
    }
  for (guint i = 0; i < n; i++)
    multiply (steps[i].inverse ? &divisor : &value, steps[i].quote->rate);
  return value != NULL && divisor != NULL ? cosell_decimal_divide (value, divisor, decimals) : NULL;
}

/* ---- what was typed ---- */

gboolean
cosell_rate_equal (const CosellRate *a, const CosellRate *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return strcmp (a->from, b->from) == 0 && strcmp (a->to, b->to) == 0 &&
         strcmp (a->date, b->date) == 0 && strcmp (a->rate, b->rate) == 0;
}

CosellRate *
cosell_rate_copy (const CosellRate *self)
{
  CosellRate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (CosellRate, 1);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->rate = g_strdup (self->rate);
  copy->date = g_strdup (self->date);
  return copy;
}

void
cosell_rate_free (CosellRate *self)
{
  if (self == NULL)
    return;
  g_free (self->from);
  g_free (self->to);
  g_free (self->rate);
  g_free (self->date);
  g_free (self);
}

static gboolean
take_currency (char **place, const char *typed, GError **error)
{
  *place = g_ascii_strup (typed != NULL ? typed : "", -1);
  if (cosell_intl_is_currency (*place))
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               _ ("“%s” is no currency: write its three letters, as in EUR."),
               typed != NULL ? typed : "");
  return FALSE;
}

static gboolean
take_rate (char **place, const char *typed, GError **error)
{
  *place = typed != NULL && strlen (typed) <= MAX_RATE_LENGTH &&
                   strspn (typed, "0123456789.") == strlen (typed)
               ? cosell_decimal_normalize (typed, 0)
               : NULL;
  if (*place != NULL && cosell_decimal_compare (*place, "0") > 0)
    return TRUE;
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               _ ("“%s” is no rate: write a number above 0, as in 11.20."),
               typed != NULL ? typed : "");
  return FALSE;
}

CosellRate *
cosell_rate_new (const char *from,
                 const char *to,
                 const char *rate,
                 const char *date,
                 GError **error)
{
  g_autoptr (CosellRate) self = g_new0 (CosellRate, 1);

  if (!take_currency (&self->from, from, error) || !take_currency (&self->to, to, error) ||
      !take_rate (&self->rate, rate, error))
    return NULL;
  if (strcmp (self->from, self->to) == 0)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("A rate is between two currencies."));
      return NULL;
    }
  if (!cosell_date_parse (date, NULL))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("“%s” is no date: write it as in 2027-01-15."), date != NULL ? date : "");
      return NULL;
    }
  self->date = g_strdup (date);
  return g_steal_pointer (&self);
}

#define TITLES "from,to,rate,date"

GPtrArray *
cosell_rates_read_csv (const char *text, GError **error)
{
  g_autoptr (GPtrArray) rates = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  rates = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_rate_free);
  if (g_str_has_prefix (text, "\357\273\277")) /* a mark that some programs write */
    text += 3;
  lines = g_strsplit (text, "\n", -1);
  if (lines[0] == NULL || g_ascii_strcasecmp (g_strstrip (lines[0]), TITLES) != 0)
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                   _ ("Line 1: the titles %s are expected."), TITLES);
      return NULL;
    }
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = NULL;
      GError *why = NULL;
      CosellRate *rate = NULL;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      parts = g_strsplit (lines[i], ",", -1);
      for (guint j = 0; parts[j] != NULL; j++)
        g_strstrip (parts[j]);
      if (g_strv_length (parts) == 4)
        rate = cosell_rate_new (parts[0], parts[1], parts[2], parts[3], &why);
      else
        why = g_error_new (COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
                           _ ("there are not the four values %s."), TITLES);
      if (rate == NULL)
        {
          g_autofree char *line = g_strdup_printf ("%u", i + 1);

          /* Translators: %s is a number */
          g_propagate_prefixed_error (error, why, _ ("Line %s: "), line);
          return NULL;
        }
      g_ptr_array_add (rates, rate);
    }
  return g_steal_pointer (&rates);
}
