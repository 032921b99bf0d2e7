/* I15: what deals are worth together. */
#include "base/cosell-decimal.h"
#include "model/cosell-totals.h"

typedef struct
{
  CosellDealType type;
  CosellDealStatus status;
  gint64 stage;
  const char *value;
  const char *currency;
} Deal;

static CosellDealData *
make (const Deal *deal)
{
  CosellDealData *data = cosell_deal_data_new ();

  data->type = (int) deal->type;
  data->status = (int) deal->status;
  data->stage = deal->stage;
  data->value = g_strdup (deal->value);
  data->currency = g_strdup (deal->currency);
  return data;
}

static void
test_weights (void)
{
  static const struct
  {
    CosellDealType type;
    CosellDealStatus status;
    gint64 stage;
    guint weight;
  } rows[] = {
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_WON, 100, 100 },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_WON, 0, 100 },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 10, 10 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, 60, 60 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, 80, 80 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, 100, 80 },
    { COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DEAL_STATUS_ACCEPTED, 40, 40 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ACCEPTED, 0, 0 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_RECEIVED, 0, 0 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_LOST, 80, 0 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DECLINED, 0, 0 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_EXPIRED, 0, 0 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_ERROR, 60, 0 },
    { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, 0, 0 },
    { COSELL_DEAL_TYPE_LEAD, COSELL_DEAL_STATUS_WON, 100, 0 },
    { COSELL_DEAL_TYPE_LEAD, COSELL_DEAL_STATUS_ACCEPTED, 60, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Deal deal = { rows[i].type, rows[i].status, rows[i].stage, NULL, NULL };
      g_autoptr (CosellDealData) data = make (&deal);

      g_assert_cmpuint (cosell_deal_weight (data), ==, rows[i].weight);
    }
}

static const Deal deals[] = {
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_WON, 100, "100.00", "SEK" },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 60, "0.125", "SEK" },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "1000.00", "EUR" },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_LOST, 20, "7", "EUR" },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "5", "JPY" },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "3", NULL },
  { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, NULL, "SEK" },
  { COSELL_DEAL_TYPE_LEAD, COSELL_DEAL_STATUS_ACCEPTED, 20, "999", "SEK" },
  { COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, 0, "999", "SEK" },
};

static char *
sum_up (const char *currency)
{
  g_autoptr (CosellRates) rates = cosell_rates_new ();
  g_autoptr (CosellRate) rate = cosell_rate_new ("EUR", "SEK", "10.005", "2026-01-01", NULL);
  CosellTotalsBuilder *builder = cosell_totals_builder_new ();
  g_autoptr (CosellTotals) totals = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  cosell_rates_add (rates, rate);
  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    {
      g_autoptr (CosellDealData) data = make (&deals[i]);

      cosell_totals_builder_add (builder, data);
    }
  totals = cosell_totals_builder_end (builder, rates, currency, G_MAXUINT32);
  g_string_append_printf (text, "%d:", (int) totals->count);
  for (guint i = 0; i < totals->sums->len; i++)
    {
      const CosellTotal *sum = g_ptr_array_index (totals->sums, i);

      g_string_append_printf (text, " %s %d %s %s;", sum->currency != NULL ? sum->currency : "-",
                              (int) sum->count, sum->value, sum->weighted);
    }
  if (totals->in.currency != NULL)
    g_string_append_printf (text, " in %s %d %s %s without %d", totals->in.currency,
                            (int) totals->in.count, totals->in.value, totals->in.weighted,
                            (int) totals->without);
  return g_strdup (text->str);
}

static void
test_sums (void)
{
  g_autofree char *plain = sum_up (NULL);
  g_autofree char *in_crowns = sum_up ("SEK");
  g_autofree char *in_francs = sum_up ("CHF");
#define SUMS "7: - 1 3.00 0.60; EUR 2 1007.00 200.00; JPY 1 5 1; SEK 2 100.125 100.075;"

  g_assert_cmpstr (plain, ==, SUMS);
  /* 1007 × 10.005 = 10075.035; with 100.125 it is 10175.16, though neither is rounded before */
  g_assert_cmpstr (in_crowns, ==, SUMS " in SEK 4 10175.16 2101.08 without 2");
  g_assert_cmpstr (in_francs, ==, SUMS " in CHF 0 0.00 0.00 without 6");
}

/* What a window shows beside the sums: how large each is in the currency, how old the rates are,
 * and what else all of it could be in. */
static void
test_beside (void)
{
  static const struct
  {
    const char *from, *to, *rate, *date;
  } known[] = {
    { "EUR", "SEK", "10", "2026-01-02" },
    { "USD", "EUR", "0.5", "2025-12-31" },
    { "EUR", "CHF", "1", "2020-01-01" },
    { "EUR", "SEK", "9", "2027-01-01" },
  };
  static const Deal worth[] = {
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "2", "EUR" },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "4", "USD" },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "5", "XTS" },
    { COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "6", NULL },
  };
  static const char *const currencies[] = { "CHF", "EUR", "SEK", "USD", "XTS" };
  static const char *const sizes[] = { NULL, "20", "20", NULL };
  CosellTotalsBuilder *builder = cosell_totals_builder_new ();
  g_autoptr (CosellRates) rates = cosell_rates_new ();
  g_autoptr (CosellTotals) totals = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 30, G_DATE_NOVEMBER, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (CosellRate) rate =
          cosell_rate_new (known[i].from, known[i].to, known[i].rate, known[i].date, NULL);

      cosell_rates_add (rates, rate);
    }
  g_assert_cmpuint (cosell_rates_get_day (rates, "SEK", "SEK", G_MAXUINT32), ==, 0);
  g_assert_cmpuint (cosell_rates_get_day (rates, "XTS", "SEK", G_MAXUINT32), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (worth); i++)
    {
      g_autoptr (CosellDealData) data = make (&worth[i]);

      cosell_totals_builder_add (builder, data);
    }
  totals = cosell_totals_builder_end (builder, rates, "SEK", g_date_get_julian (&today));
  g_assert_cmpstr (totals->rates, ==, "2025-12-31");
  g_assert_cmpuint (totals->currencies->len, ==, G_N_ELEMENTS (currencies));
  for (guint i = 0; i < totals->currencies->len; i++)
    g_assert_cmpstr (g_ptr_array_index (totals->currencies, i), ==, currencies[i]);
  for (guint i = 0; i < totals->sums->len; i++)
    {
      const CosellTotal *sum = g_ptr_array_index (totals->sums, i);

      g_assert_true (cosell_decimal_equal (sum->size, sizes[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totals/I15-weights", test_weights);
  g_test_add_func ("/totals/I15-sums", test_sums);
  g_test_add_func ("/totals/I15-beside", test_beside);
  return g_test_run ();
}
