#include "ui/deals/cosell-totals-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-decimal.h"
#include "ui/words/cosell-format.h"

static int
compare_sums (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CosellTotals *totals = user_data;
  const CosellTotal *one = g_ptr_array_index (totals->sums, *(const guint *) a);
  const CosellTotal *other = g_ptr_array_index (totals->sums, *(const guint *) b);
  int by_size = cosell_decimal_compare (other->size, one->size);

  if (by_size != 0)
    return by_size;
  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return g_strcmp0 (one->currency, other->currency);
}

GArray *
cosell_totals_text_order (const CosellTotals *totals)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < totals->sums->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_sums, (gpointer) totals);
  return order;
}

guint
cosell_totals_text_fit (const int *widths, guint n, int gap, int more, int room)
{
  guint fit = 0;
  int used = 0;

  for (guint i = 0; i < n; i++)
    {
      used += widths[i] + (i > 0 ? gap : 0);
      if (used + (i + 1 < n ? gap + more : 0) <= room)
        fit = i + 1;
    }
  return fit;
}

char *
cosell_totals_text_count (gint64 count)
{
  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " deal", "%" G_GINT64_FORMAT " deals",
                                    (gulong) count),
                          count);
}

char *
cosell_totals_text_leads (gint64 count)
{
  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " lead", "%" G_GINT64_FORMAT " leads",
                                    (gulong) count),
                          count);
}

/* An estimate, which needs no decimals. */
static char *
format_about (const char *value, const char *currency)
{
  g_autofree char *rounded = cosell_decimal_divide (value, "1", 0);

  return cosell_format_money (rounded != NULL ? rounded : value, currency);
}

char *
cosell_totals_text_weighted (const char *weighted)
{
  g_autofree char *amount = format_about (weighted, NULL);

  /* Translators: below a sum: what it is worth by how sure the deals are, "weighted 597 300" */
  return g_strdup_printf (_ ("weighted %s"), amount);
}

char *
cosell_totals_text_converted (const CosellTotals *totals)
{
  g_autofree char *sum = format_about (totals->in.value, totals->in.currency);

  return g_strdup_printf ("≈ %s", sum);
}

char *
cosell_totals_text_without (const CosellTotals *totals)
{
  if (totals->in.currency == NULL || totals->without == 0)
    return NULL;
  /* Translators: of deals: there is no rate for their currency, so they are not in the sum */
  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " without a rate",
                                    "%" G_GINT64_FORMAT " without a rate",
                                    (gulong) totals->without),
                          totals->without);
}

char *
cosell_totals_text_brief (const CosellTotals *totals)
{
  char *without = cosell_totals_text_without (totals);

  return without != NULL ? without : cosell_totals_text_weighted (totals->in.weighted);
}

char *
cosell_totals_text_full (const CosellTotals *totals, gint64 now)
{
  g_autofree char *weighted = cosell_totals_text_weighted (totals->in.weighted);
  g_autofree char *without = cosell_totals_text_without (totals);
  g_autofree char *rates = NULL;

  if (totals->rates != NULL)
    {
      g_autofree char *date = cosell_format_date_brief (totals->rates, now);

      /* Translators: the day of the rates that amounts were converted by: "rates of 27 Nov" */
      rates = g_strdup_printf (_ ("rates of %s"), date);
    }
  if (rates == NULL)
    return g_strjoin (" · ", weighted, without, NULL);
  return g_strjoin (" · ", weighted, rates, without, NULL);
}

char *
cosell_totals_text_left_out (const CosellTotals *totals, gint64 shown)
{
  gint64 left_out = shown - totals->count;

  if (left_out <= 0)
    return NULL;
  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " draft or lead does not count.",
                                    "%" G_GINT64_FORMAT " drafts and leads do not count.",
                                    (gulong) left_out),
                          left_out);
}

char *
cosell_totals_text_more (guint n)
{
  return g_strdup_printf (ngettext ("%u more", "%u more", n), n);
}
