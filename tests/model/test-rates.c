/* I16: from one currency to another. */
#include "base/cosell-time.h"
#include "model/cosell-rates.h"

typedef struct
{
  const char *rates; /* "FROM TO RATE DATE", parted by "; " */
  const char *amount;
  const char *from;
  const char *to;
  const char *expected; /* NULL: no way */
} Case;

/* 2026-11-22, two decimals */
static const Case cases[] = {
  { "", "10", "EUR", "EUR", "10.00" },
  { "", "10", "EUR", "SEK", NULL },
  { "EUR SEK 11.20 2026-01-01", "10", "EUR", "SEK", "112.00" },
  { "EUR SEK 11.20 2026-01-01", "112", "SEK", "EUR", "10.00" },
  { "EUR SEK 11.20 2026-01-01", "100", "SEK", "EUR", "8.93" },
  /* the newest one not after today */
  { "EUR SEK 11 2026-01-01; EUR SEK 12 2026-11-22; EUR SEK 13 2026-11-23", "1", "EUR", "SEK",
    "12.00" },
  { "EUR SEK 12 2026-11-22; EUR SEK 11 2026-01-01", "1", "EUR", "SEK", "12.00" },
  { "EUR SEK 13 2026-11-23", "1", "EUR", "SEK", NULL },
  { "EUR SEK 11 2026-01-01; EUR SEK 12 2026-01-01", "1", "EUR", "SEK", "12.00" },
  /* the inverse counts like a rate */
  { "EUR SEK 10 2026-01-01; SEK EUR 0.05 2026-02-01", "1", "EUR", "SEK", "20.00" },
  { "EUR SEK 10 2026-02-01; SEK EUR 0.05 2026-02-01", "1", "EUR", "SEK", "10.00" },
  { "EUR SEK 10 2026-02-01; SEK EUR 0.05 2026-01-01", "1", "EUR", "SEK", "10.00" },
  /* one step through a third, rounded once */
  { "EUR SEK 10 2026-01-01; EUR USD 3 2026-01-01", "1", "SEK", "USD", "0.30" },
  { "SEK EUR 0.001 2026-01-01; EUR USD 1000 2026-01-01", "1.23", "SEK", "USD", "1.23" },
  { "EUR SEK 10 2026-01-01; EUR USD 3 2026-01-01; SEK USD 7 2020-01-01", "1", "SEK", "USD",
    "7.00" },
  { "EUR SEK 10 2026-01-01; EUR USD 2 2026-05-01; GBP SEK 10 2026-02-01; GBP USD 4 2026-02-01",
    "100", "SEK", "USD", "40.00" },
  { "EUR SEK 10 2026-01-01; EUR USD 2 2026-01-01; GBP SEK 10 2026-01-01; GBP USD 4 2026-01-01",
    "100", "SEK", "USD", "20.00" },
  { "EUR SEK 10 2026-01-01; EUR USD 2 2026-01-01; USD JPY 3 2026-01-01", "1", "SEK", "JPY", NULL },
  /* half to even */
  { "EUR SEK 0.5 2026-01-01", "0.01", "EUR", "SEK", "0.00" },
  { "EUR SEK 0.5 2026-01-01", "0.03", "EUR", "SEK", "0.02" },
  { "EUR SEK 0.5 2026-01-01", "0.05", "EUR", "SEK", "0.02" },
  { "EUR SEK 0.5 2026-01-01", "0.0500000000000000001", "EUR", "SEK", "0.03" },
  { "EUR SEK 0.5 2026-01-01", "-0.03", "EUR", "SEK", "-0.02" },
  { "EUR SEK 1.000000000001 2026-01-01", "100000000000000000000000000000", "EUR", "SEK",
    "100000000000100000000000000000.00" },
  { "EUR SEK 3 2026-01-01", "1", "SEK", "EUR", "0.33" },
  { "EUR SEK 3 2026-01-01", "2", "SEK", "EUR", "0.67" },
};

static void
test_convert (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_assert_true (cosell_date_parse ("2026-11-22", &today));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (CosellRates) rates = cosell_rates_new ();
      g_auto (GStrv) lines = g_strsplit (c->rates, "; ", -1);
      g_autofree char *result = NULL;

      for (guint j = 0; lines[j] != NULL && *lines[j] != '\0'; j++)
        {
          g_auto (GStrv) parts = g_strsplit (lines[j], " ", -1);
          g_autoptr (GError) error = NULL;
          g_autoptr (CosellRate) rate =
              cosell_rate_new (parts[0], parts[1], parts[2], parts[3], &error);

          g_assert_no_error (error);
          cosell_rates_add (rates, rate);
        }
      g_test_message ("%s: %s %s", c->rates, c->amount, c->from);
      result =
          cosell_rates_convert (rates, c->amount, c->from, c->to, g_date_get_julian (&today), 2);
      g_assert_cmpstr (result, ==, c->expected);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    const char *from, *to, *rate, *date;
    gboolean good;
  } rows[] = {
    { "eur", "sek", "11.200", "2026-01-01", TRUE }, { "EUR", "EUR", "1", "2026-01-01", FALSE },
    { "EU", "SEK", "11.2", "2026-01-01", FALSE },   { "EUR", "QQQ", "11.2", "2026-01-01", FALSE },
    { "EUR", "SEK", "0", "2026-01-01", FALSE },     { "EUR", "SEK", "0.00", "2026-01-01", FALSE },
    { "EUR", "SEK", "-1", "2026-01-01", FALSE },    { "EUR", "SEK", "1e3", "2026-01-01", FALSE },
    { "EUR", "SEK", "11,2", "2026-01-01", FALSE },  { "EUR", "SEK", "", "2026-01-01", FALSE },
    { "EUR", "SEK", "11.2", "yesterday", FALSE },   { "EUR", "SEK", "11.2", NULL, FALSE },
    { NULL, "SEK", "11.2", "2026-01-01", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellRate) rate =
          cosell_rate_new (rows[i].from, rows[i].to, rows[i].rate, rows[i].date, &error);

      g_assert_cmpint (rate != NULL, ==, rows[i].good);
      if (rate == NULL)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
      else
        g_assert_cmpstr (rate->rate, ==, "11.2");
    }
}

static void
test_csv (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* NULL: it is read */
  } rows[] = {
    { "from,to,rate,date\nEUR,SEK,11.20,2026-01-01\r\n\n usd , sek ,9,2026-01-02\n", NULL },
    { "\357\273\277From,To,Rate,Date\r\nEUR,SEK,11.20,2026-01-01\r\nUSD,SEK,9,2026-01-02", NULL },
    { "EUR,SEK,11.20,2026-01-01", "Line 1*" },
    { "", "Line 1*" },
    { "from,to,rate,date\nEUR,SEK,11.20", "Line 2: there are not the four*" },
    { "from,to,rate,date\nEUR,SEK,11.20,2026-01-01\nEUR,SEK,x,2026-01-01", "Line 3: *“x”*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rates = cosell_rates_read_csv (rows[i].text, &error);

      if (rows[i].message != NULL)
        {
          g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
          g_assert_true (g_pattern_match_simple (rows[i].message, error->message));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (rates->len, ==, 2);
      g_assert_cmpstr (((CosellRate *) g_ptr_array_index (rates, 1))->from, ==, "USD");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rates/I16-convert", test_convert);
  g_test_add_func ("/rates/I16-typed", test_typed);
  g_test_add_func ("/rates/I16-csv", test_csv);
  return g_test_run ();
}
