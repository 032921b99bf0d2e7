/* Money as text: B5, C5, never rounded (list --json). */
#include "model/cosell-referral.h"

typedef struct
{
  const char *raw;
  const char *currency;
  const char *text;
} MoneyCase;

static const MoneyCase amounts[] = {
  { "120", "INR", "120.00" },
  { "1000000", "USD", "1000000.00" },
  { "10000.5", "SEK", "10000.50" },
  { "10000.50", "SEK", "10000.50" },
  { "10000.5000", "SEK", "10000.50" },
  { "0.125", "SEK", "0.125" },
  { "0.1250", "SEK", "0.125" },
  { "1200000", "JPY", "1200000" },
  { "1200000.5", "JPY", "1200000.5" },
  { "12", "KWD", "12.000" },
  { "12", NULL, "12.00" },
  { "12", "???", "12.00" },
  { "0", "SEK", "0.00" },
  { "-0", "SEK", "0.00" },
  { "-0.5", "SEK", "-0.50" },
  { "-12", "SEK", "-12.00" },
  { "007", "SEK", NULL },
  { "1e3", "SEK", "1000.00" },
  { "1E+3", "JPY", "1000" },
  { "1.5e-3", "SEK", "0.0015" },
  { "12345e-2", "SEK", "123.45" },
  { "1.2300e2", "JPY", "123" },
  { "0e5", "SEK", "0.00" },
  { "12345678901234567890.123456789", "SEK", "12345678901234567890.123456789" },
  { "1e999999999999999999999", "SEK", NULL },
  { "1e-999999999999999999999", "SEK", NULL },
  { "", "SEK", NULL },
  { "-", "SEK", NULL },
  { ".", "SEK", NULL },
  { "e5", "SEK", NULL },
  { "1e", "SEK", NULL },
  { "1,200", "SEK", NULL },
  { "1 200", "SEK", NULL },
  { "0x10", "SEK", NULL },
  { "Infinity", "SEK", NULL },
  { "NaN", "SEK", NULL },
  { "about 5", "SEK", NULL },
  { NULL, "SEK", NULL },
};

static void
test_normalize (gconstpointer item)
{
  const MoneyCase *c = item;
  g_autofree char *text = cosell_money_normalize (c->raw, c->currency);

  g_assert_cmpstr (text, ==, c->text);
  if (text != NULL)
    {
      g_autofree char *again = cosell_money_normalize (text, c->currency);

      g_assert_cmpstr (again, ==, text);
    }
}

static void
test_large_exponents (void)
{
  g_autofree char *huge = cosell_money_normalize ("1e308", "JPY");
  g_autofree char *tiny = cosell_money_normalize ("5e-324", "JPY");

  g_assert_cmpuint (strlen (huge), ==, 309);
  g_assert_cmpuint (strlen (tiny), ==, 326);
}

static void
test_valid (void)
{
  static const struct
  {
    const char *text;
    gboolean valid, negative, zero;
  } texts[] = {
    { "0", TRUE, FALSE, TRUE },
    { "0.00", TRUE, FALSE, TRUE },
    { "-0", TRUE, FALSE, TRUE },
    { "1", TRUE, FALSE, FALSE },
    { "10000.50", TRUE, FALSE, FALSE },
    { "-1.5", TRUE, TRUE, FALSE },
    { "0.001", TRUE, FALSE, FALSE },
    { "1e3", FALSE, FALSE, FALSE },
    { "1.", FALSE, FALSE, FALSE },
    { ".5", FALSE, FALSE, FALSE },
    { "+1", FALSE, FALSE, FALSE },
    { "1,5", FALSE, FALSE, FALSE },
    { "1 000", FALSE, FALSE, FALSE },
    { " 1", FALSE, FALSE, FALSE },
    { "", FALSE, FALSE, FALSE },
    { "-", FALSE, FALSE, FALSE },
    { "--1", FALSE, FALSE, FALSE },
    { "007", FALSE, FALSE, FALSE },
    { "1.2.3", FALSE, FALSE, FALSE },
    { "-0.0", TRUE, FALSE, TRUE },
    { "999999999999999", TRUE, FALSE, FALSE },
    { "1000000000000000", FALSE, FALSE, FALSE },
    { "0.1234567890", TRUE, FALSE, FALSE },
    { "0.12345678901", FALSE, FALSE, FALSE },
    { "many", FALSE, FALSE, FALSE },
    { NULL, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gboolean negative = FALSE, zero = FALSE;

      g_assert_cmpint (cosell_money_is_valid (texts[i].text, &negative, &zero), ==, texts[i].valid);
      g_assert_cmpint (cosell_money_is_valid (texts[i].text, NULL, NULL), ==, texts[i].valid);
      g_assert_cmpint (negative, ==, texts[i].negative);
      g_assert_cmpint (zero, ==, texts[i].zero);
    }
}

/* C5: digits without end are no amount, whatever column or service would make of them. */
static void
test_range (void)
{
  g_autofree char *many = g_strnfill (400, '9');
  g_autofree char *more = g_strnfill (4000, '9');

  g_assert_false (cosell_money_is_valid (many, NULL, NULL));
  g_assert_true (cosell_money_is_out_of_range (many));
  g_assert_true (cosell_money_is_out_of_range (more));
  g_assert_true (cosell_money_is_out_of_range ("-1000000000000000"));
  g_assert_false (cosell_money_is_out_of_range ("999999999999999.99"));
  g_assert_false (cosell_money_is_out_of_range ("many"));
  g_assert_false (cosell_money_is_out_of_range (""));
  g_assert_false (cosell_money_is_out_of_range (NULL));
}

/* C6: a date that was typed with another keyboard, or pasted. */
static void
test_date_tidy (void)
{
  static const char *const dates[][2] = {
    { "2027-01-15", "2027-01-15" },
    { " 2027-01-15\n", "2027-01-15" },
    { "\uff12\uff10\uff12\uff17\uff0d\uff10\uff11\uff0d\uff11\uff15", "2027-01-15" },
    { "\u0662\u0660\u0662\u0667-\u0660\u0661-\u0661\u0665", "2027-01-15" },
    { "2027\u201101\u201115", "2027-01-15" },
    { "2027\u221201\u201315", "2027-01-15" },
    { "2027\u200b-01-15", "2027-01-15" },
    { "15.1.2027", "15.1.2027" },
    { "soon", "soon" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *tidy = cosell_date_tidy (dates[i][0]);

      g_assert_cmpstr (tidy, ==, dates[i][1]);
      g_assert_cmpint (cosell_date_parse_typed (dates[i][0], NULL), ==, i < 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/money/normalize/raw=%s-%s",
                           amounts[i].raw != NULL ? amounts[i].raw : "null",
                           amounts[i].currency != NULL ? amounts[i].currency : "null");

      g_test_add_data_func (path, &amounts[i], test_normalize);
    }
  g_test_add_func ("/B5/money/large-exponents", test_large_exponents);
  g_test_add_func ("/C5/money/valid", test_valid);
  g_test_add_func ("/C5/range", test_range);
  g_test_add_func ("/money/date-tidy", test_date_tidy);
  return g_test_run ();
}
