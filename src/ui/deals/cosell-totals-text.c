#include "ui/deals/cosell-totals-text.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-decimal.h"
#include "ui/words/cosell-format.h"

static int
compare_sums (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CosellTotalsShown *totals = user_data;
  const CosellTotalsSum *one = &totals->sums[*(const guint *) a];
  const CosellTotalsSum *other = &totals->sums[*(const guint *) b];
  int by_size = cosell_decimal_compare (other->size, one->size);

  return by_size != 0 ? by_size : g_strcmp0 (one->currency, other->currency);
}

GArray *
cosell_totals_text_order (const CosellTotalsShown *totals)
{
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < totals->n_sums; i++)
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
cosell_totals_text_weighted (const char *weighted)
{
  g_autofree char *amount = cosell_format_money (weighted, NULL);

  /* Translators: below a sum: what it is worth by how sure the deals are, "weighted 597 300" */
  return g_strdup_printf (_ ("weighted %s"), amount);
}

char *
cosell_totals_text_converted (const CosellTotalsShown *totals)
{
  g_autofree char *sum = cosell_format_money (totals->value, totals->currency);

  return g_strdup_printf ("≈ %s", sum);
}

char *
cosell_totals_text_rates (const CosellTotalsShown *totals, gint64 now)
{
  g_autofree char *weighted = cosell_totals_text_weighted (totals->weighted);
  g_autofree char *date = cosell_format_date_brief (totals->rates, now);

  /* Translators: below a converted sum: "weighted 12 434 000 · rates of 27 Nov" */
  return g_strdup_printf (_ ("%s · rates of %s"), weighted, date);
}

char *
cosell_totals_text_without (const CosellTotalsShown *totals)
{
  if (totals->currency == NULL || totals->without == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT
                                    " deal is not in it: its currency has no rate.",
                                    "%" G_GINT64_FORMAT
                                    " deals are not in it: their currencies have no rate.",
                                    (gulong) totals->without),
                          totals->without);
}

char *
cosell_totals_text_more (guint n)
{
  return g_strdup_printf (ngettext ("%u more", "%u more", n), n);
}
