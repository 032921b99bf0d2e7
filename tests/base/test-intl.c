#include "base/cosell-intl-private.h"

#include <string.h>

#define NBSP "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static void
test_currency_digits (void)
{
  static const struct
  {
    const char *code;
    int digits;
  } rows[] = {
    { "SEK", 2 }, { "USD", 2 }, { "EUR", 2 }, { "JPY", 0 }, { "KRW", 0 },  { "ISK", 0 },
    { "CLP", 0 }, { "VND", 0 }, { "KWD", 3 }, { "BHD", 3 }, { "TND", 3 },  { "IQD", 3 },
    { "RSD", 2 }, { "HUF", 2 }, { "IDR", 2 }, { "CLF", 4 }, { "ITL", 0 },  { "QQQ", 2 },
    { "sek", 2 }, { "jpy", 2 }, { "", 2 },    { NULL, 2 },  { "EURO", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (cosell_intl_currency_digits (rows[i].code), ==, rows[i].digits);
}

static void
test_is_currency (void)
{
  static const char *const current[] = { "SEK", "DKK", "GBP", "EUR", "USD", "JPY", "INR", "ZAR" };
  static const char *const other[] = { "sek", "Sek", "DEM", "HRK", "XAU",  "XTS",
                                       "XXX", "ABC", "",    "SE",  "SEKK", "S K" };
  const char *const *codes = cosell_intl_currencies ();
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (current); i++)
    g_assert_true (cosell_intl_is_currency (current[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (cosell_intl_is_currency (other[i]));
  g_assert_false (cosell_intl_is_currency (NULL));
  for (; codes[count] != NULL; count++)
    {
      g_assert_true (cosell_intl_is_currency (codes[count]));
      if (count > 0)
        g_assert_cmpstr (codes[count - 1], <, codes[count]);
    }
  g_assert_cmpuint (count, >, 140);
}

static void
test_is_country (void)
{
  static const char *const countries[] = { "SE", "US", "GB", "DE", "IN", "JP", "AQ", "XK", "ZW" };
  static const char *const other[] = { "se", "UK", "EU", "ZZ", "XX", "AN", "SWE", "S", "", "EA" };
  const char *const *codes = cosell_intl_countries ();
  guint count = 0, sweden = 0, aland = 0, zimbabwe = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    g_assert_true (cosell_intl_is_country (countries[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_false (cosell_intl_is_country (other[i]));
  g_assert_false (cosell_intl_is_country (NULL));
  for (; codes[count] != NULL; count++)
    {
      g_assert_true (cosell_intl_is_country (codes[count]));
      if (strcmp (codes[count], "SE") == 0)
        sweden = count;
      else if (strcmp (codes[count], "AX") == 0)
        aland = count;
      else if (strcmp (codes[count], "ZW") == 0)
        zimbabwe = count;
    }
  g_assert_cmpuint (count, ==, 250); /* the 249 of the standard, and Kosovo */
  /* as English sorts them: "Åland Islands" among the A, not behind Z */
  g_assert_cmpuint (aland, <, sweden);
  g_assert_cmpuint (sweden, <, zimbabwe);
  g_assert_cmpuint (aland, <, 5);
  g_assert_true (codes == cosell_intl_countries ());
}

static void
test_names (void)
{
  static const struct
  {
    const char *locale, *country, *country_name, *currency, *currency_name;
  } rows[] = {
    { NULL, "SE", "Sweden", "SEK", "Swedish Krona" },
    { "sv_SE", "DE", "Tyskland", "SEK", "svensk krona" },
    { "de_DE", "SE", "Schweden", "USD", "US-Dollar" },
    { NULL, "ZZ", "ZZ", "QQQ", "QQQ" },
    { NULL, "se", "se", "sek", "sek" },
    { NULL, "Sverige", "Sverige", "", "" },
    { NULL, NULL, "", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *country = NULL;
      g_autofree char *currency = NULL;

      cosell_intl_set_locale (rows[i].locale);
      country = cosell_intl_country_name (rows[i].country);
      currency = cosell_intl_currency_name (rows[i].currency);
      g_assert_cmpstr (country, ==, rows[i].country_name);
      g_assert_cmpstr (currency, ==, rows[i].currency_name);
    }
  cosell_intl_set_locale (NULL);
}

static void
test_country_currency (void)
{
  static const char *const rows[][2] = {
    { "SE", "SEK" }, { "US", "USD" }, { "DE", "EUR" }, { "HR", "EUR" }, { "BG", "EUR" },
    { "GB", "GBP" }, { "JP", "JPY" }, { "CH", "CHF" }, { "AQ", NULL },  { "ZZ", NULL },
    { "se", NULL },  { "", NULL },    { NULL, NULL },
  };
  const char *const *codes = cosell_intl_countries ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *currency = cosell_intl_country_currency (rows[i][0]);

      g_assert_cmpstr (currency, ==, rows[i][1]);
    }
  for (; *codes != NULL; codes++)
    {
      g_autofree char *currency = cosell_intl_country_currency (*codes);

      if (currency == NULL)
        g_test_message ("%s has no currency", *codes);
      g_assert_true (currency == NULL || cosell_intl_is_currency (currency));
    }
}

/* ---- folding ---- */

static void
test_fold (void)
{
  static const char *const rows[][2] = {
    { "Räksmörgås", "raksmorgas" },
    { "RAKSMORGAS", "raksmorgas" },
    { "Ra\xCC\x88ksmo\xCC\x88rga\xCC\x8As", "raksmorgas" },
    { "Straße", "strasse" },
    { "STRAẞE", "strasse" },
    { "ＣＯＮＴＯＳＯ　１２", "contoso 12" },
    { "ﬁnance", "finance" },
    { "Malmø Æble Łódź Đà Nẵng", "malmo aeble lodz da nang" },
    { "İstanbul ılık", "istanbul ilik" },
    { "ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ" },
    { "Чайковский", "чаиковскии" },
    { "ガラス", "ガラス" },
    { "ｶﾞﾗｽ", "ガラス" },
    { "한국", "한국" },
    { "ไทย ที่", "ไทย ที่" },
    { "हिन्दी", "हिन्दी" },
    { "soft\xC2\xADhyphen" NBSP "x", "softhyphen x" },
    { "😀 A", "😀 a" },
    { "plain ASCII-only 42", "plain ascii-only 42" },
    { "", "" },
    { "Plain ÅSA\nDRÖM  plain É\n", "plain asa\ndrom  plain e\n" },
    { "A\u00a0B \u0301C ÆØ", "a b c aeo" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folded = cosell_intl_fold (rows[i][0]);
      g_autofree char *again = cosell_intl_fold (folded);

      g_assert_cmpstr (folded, ==, rows[i][1]);
      g_assert_cmpstr (again, ==, folded);
    }

  g_autofree char *null = cosell_intl_fold (NULL);
  g_assert_cmpstr (null, ==, "");
  g_autofree char *broken = cosell_intl_fold ("A\xff"
                                              "Å");
  g_assert_cmpstr (broken, ==,
                   "a\xEF\xBF\xBD"
                   "a");
}

static void
test_fold_random (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint32 length = g_test_rand_int_range (0, 12);

      for (gint32 j = 0; j < length; j++)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, g_test_rand_bit () ? 0x600 : 0x20000);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }

      g_autofree char *folded = cosell_intl_fold (text->str);
      g_autofree char *again = cosell_intl_fold (folded);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_test_message ("%s", text->str);
      g_assert_cmpstr (again, ==, folded);
    }
}

/* ---- numbers ---- */

static void
test_format (void)
{
  static const struct
  {
    const char *locale, *decimal;
    int digits;
    const char *expected;
  } rows[] = {
    { NULL, "1200000.50", 2, "1,200,000.50" },
    { NULL, "1200000", 2, "1,200,000.00" },
    { NULL, "1200000.125", 2, "1,200,000.125" },
    { NULL, "1200000.1000", 2, "1,200,000.10" },
    { NULL, "1200000.0", 0, "1,200,000" },
    { NULL, "-0.5", 0, "-0.5" },
    { NULL, "0", 2, "0.00" },
    { NULL, "1e3", 0, "1,000" },
    { NULL, "123456789012345678901234567890.123456789", 2,
      "123,456,789,012,345,678,901,234,567,890.123456789" },
    { NULL, "9007199254740993.01", 2, "9,007,199,254,740,993.01" },
    { NULL, "0.1000000000000000055511151231257827", 2, "0.1000000000000000055511151231257827" },
    { NULL, "twelve", 2, "twelve" },
    { NULL, "12,5", 2, "12,5" },
    { NULL, "1e5000", 2, "1e5000" },
    { NULL, "", 2, "" },
    { NULL, NULL, 2, "" },
    { "sv_SE", "1200000.50", 2, "1" NBSP "200" NBSP "000,50" },
    { "sv_SE", "-12", 0, MINUS "12" },
    { "de_DE", "1200000.50", 2, "1.200.000,50" },
    { "fr_FR", "1200000.50", 2, "1" NNBSP "200" NNBSP "000,50" },
    { "en_IN", "1200000.50", 2, "12,00,000.50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *formatted = NULL;

      cosell_intl_set_locale (rows[i].locale);
      formatted = cosell_intl_format_decimal (rows[i].decimal, rows[i].digits);
      g_assert_cmpstr (formatted, ==, rows[i].expected);
    }
  cosell_intl_set_locale (NULL);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *locale, *text, *expected;
  } rows[] = {
    { NULL, "1,200,000.50", "1200000.5" },
    { NULL, "1200000.50", "1200000.5" },
    { NULL, " 1 200 000 ", "1200000" },
    { NULL, "-5", "-5" },
    { NULL, "0", "0" },
    { NULL, "0.10", "0.1" },
    { NULL, "123456789012345678901234567890.123456789",
      "123456789012345678901234567890.123456789" },
    { NULL, "9007199254740993.01", "9007199254740993.01" },
    { NULL, "", NULL },
    { NULL, " ", NULL },
    { NULL, "twelve", NULL },
    { NULL, "12 SEK", NULL },
    { NULL, "1.2.3", NULL },
    { NULL, "12,34,5x", NULL },
    { NULL, "NaN", NULL },
    { NULL, "∞", NULL },
    { NULL, "\xff", NULL },
    { NULL, NULL, NULL },
    { "sv_SE", "1 200 000,50", "1200000.5" },
    { "sv_SE", "1" NBSP "200" NBSP "000,50", "1200000.5" },
    { "sv_SE", "1200000,5", "1200000.5" },
    { "sv_SE", "1200000.50", "1200000.5" },
    { "sv_SE", MINUS "12", "-12" },
    { "sv_SE", "-12", "-12" },
    { "de_DE", "1.200.000,50", "1200000.5" },
    { "de_DE", "1200000,50", "1200000.5" },
    { "de_DE", "1.200", "1200" },
    { "de_DE", "1.5", "1.5" },
    { "fr_FR", "1" NNBSP "200,5", "1200.5" },
    { "fr_FR", "1" NNBSP "234,56" NBSP "€", NULL },
    { "de_DE", "1.234,56", "1234.56" },
    { "de_DE", "1,234.56", NULL },
    { "en_US", "1.234,56", NULL },
    { "en_US", "1200,50", NULL },
    { "en_US", "$1,234.56", NULL },
    { "sv_SE", "1 234:-", NULL },
    { "de_CH", "1\u2019234.50", "1234.5" },
    { "en_IN", "12,34,567.50", "1234567.5" },
    { "fa_IR", "\u06f1\u066c\u06f2\u06f3\u06f4\u066b\u06f5", "1234.5" },
    { "ar_EG", "\u0661\u0662\u066b\u0665", "12.5" },
    { "en_US", "\u06f1\u06f2\u06f3\u06f4", "1234" },
    { "ja_JP", "\uff11\uff0c\uff12\uff13\uff14\uff0e\uff15", "1234.5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = g_strescape (rows[i].text != NULL ? rows[i].text : "nothing", NULL);
      g_autofree char *parsed = NULL;

      g_test_message ("%s: %s", rows[i].locale, shown);
      cosell_intl_set_locale (rows[i].locale);
      parsed = cosell_intl_parse_decimal (rows[i].text);
      g_assert_cmpstr (parsed, ==, rows[i].expected);
    }
  cosell_intl_set_locale (NULL);
}

static void
test_format_parse (void)
{
  static const char *const locales[] = { "en_US", "sv_SE", "de_DE", "fr_FR", "de_CH", "pl_PL",
                                         "en_IN", "ja_JP", "ar_EG", "pt_BR", "fa_IR" };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      cosell_intl_set_locale (locales[i]);
      for (guint j = 0; j < 100; j++)
        {
          g_autofree char *decimal =
              g_strdup_printf ("%s%d.%02d5", g_test_rand_bit () ? "-" : "",
                               g_test_rand_int_range (1, 1 << 30), g_test_rand_int_range (0, 100));
          g_autofree char *formatted = cosell_intl_format_decimal (decimal, 2);
          g_autofree char *parsed = cosell_intl_parse_decimal (formatted);

          g_test_message ("%s: %s", locales[i], formatted);
          g_assert_cmpstr (parsed, ==, decimal);
        }
    }
  cosell_intl_set_locale (NULL);
}

static void
test_find_country (void)
{
  static const struct
  {
    const char *locale, *text, *code;
  } rows[] = {
    { "en_US", "SE", "SE" },
    { "en_US", "se", "SE" },
    { "en_US", "swe", "SE" },
    { "en_US", "Sweden", "SE" },
    { "en_US", "united  states", "US" },
    { "en_US", "USA", "US" },
    { "en_US", "uk", "GB" },
    { "en_US", "COTE D'IVOIRE", "CI" },
    { "en_US", "Sverige", NULL },
    { "sv_SE", "Sverige", "SE" },
    { "sv_SE", "osterrike", "AT" },
    { "sv_SE", "Austria", "AT" },
    { "de_DE", "Schweden", "SE" },
    { "en_US", "Atlantis", NULL },
    { "en_US", "EU", NULL },
    { "en_US", "Swed", NULL },
    { "en_US", "", NULL },
    { "en_US", "-", NULL },
    { "en_US", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cosell_intl_set_locale (rows[i].locale);
      g_assert_cmpstr (cosell_intl_find_country (rows[i].text), ==, rows[i].code);
    }
  cosell_intl_set_locale (NULL);
  for (const char *const *code = cosell_intl_countries (); *code != NULL; code++)
    {
      g_autofree char *name = cosell_intl_country_name (*code);

      g_assert_cmpstr (cosell_intl_find_country (*code), ==, *code);
      g_assert_cmpstr (cosell_intl_find_country (name), ==, *code);
    }
}

static void
test_first_weekday (void)
{
  static const struct
  {
    const char *locale;
    int day;
  } rows[] = { { "sv_SE", 1 }, { "en_US", 7 }, { "ar_EG", 6 }, { "de_DE", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cosell_intl_set_locale (rows[i].locale);
      g_assert_cmpint (cosell_intl_first_weekday (), ==, rows[i].day);
    }
  cosell_intl_set_locale (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/intl/currency-digits", test_currency_digits);
  g_test_add_func ("/base/intl/is-currency", test_is_currency);
  g_test_add_func ("/base/intl/is-country", test_is_country);
  g_test_add_func ("/base/intl/find-country", test_find_country);
  g_test_add_func ("/base/intl/first-weekday", test_first_weekday);
  g_test_add_func ("/base/intl/names", test_names);
  g_test_add_func ("/base/intl/country-currency", test_country_currency);
  g_test_add_func ("/base/intl/fold", test_fold);
  g_test_add_func ("/base/intl/fold-random", test_fold_random);
  g_test_add_func ("/base/intl/format", test_format);
  g_test_add_func ("/base/intl/parse", test_parse);
  g_test_add_func ("/base/intl/format-parse", test_format_parse);
  return g_test_run ();
}
