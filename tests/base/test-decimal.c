#include "base/cosell-decimal.h"

static void
test_valid (void)
{
  static const char *const valid[] = { "0", "-0", "1", "-12.50", "1e5", "1E+05", "0.10", "9e-999" };
  static const char *const invalid[] = { "",    " 1",  "1 ",  "+1",    "01",  "1.",  ".5",  "1e",
                                         "1e+", "1,5", "0x1", "1_000", "--1", "NaN", "inf", "-" };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (cosell_decimal_is_valid (valid[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (cosell_decimal_is_valid (invalid[i]));
  g_assert_false (cosell_decimal_is_valid (NULL));
}

static void
test_compare (void)
{
  static const struct
  {
    const char *a, *b;
    int order;
  } rows[] = {
    { "1", "1.0", 0 },
    { "1e0", "10e-1", 0 },
    { "0", "-0.00e99999999999999999999", 0 },
    { "1e400", "10e399", 0 },
    { "1e400", "1e401", -1 },
    { "0.1", "0.10000000000000000000000000001", -1 },
    { "9007199254740993", "9007199254740992", 1 },
    { "-2", "-1", -1 },
    { "-1", "1", -1 },
    { "-1", "0", -1 },
    { "0", "0.001", -1 },
    { "99", "100", -1 },
    { "0.99", "1", -1 },
    { "12", "123e-1", -1 },
    { "1e-5", "0.00001", 0 },
    { "1e00000000000000000000000002", "100", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s ? %s", rows[i].a, rows[i].b);
      g_assert_cmpint (rows[i].order, ==,
                       CLAMP (cosell_decimal_compare (rows[i].a, rows[i].b), -1, 1));
      g_assert_cmpint (-rows[i].order, ==,
                       CLAMP (cosell_decimal_compare (rows[i].b, rows[i].a), -1, 1));
      g_assert_cmpint (rows[i].order == 0, ==, cosell_decimal_equal (rows[i].a, rows[i].b));
    }
  g_assert_cmpint (cosell_decimal_compare ("x", "-5"), <, 0);
  g_assert_cmpint (cosell_decimal_compare (NULL, "x"), <, 0);
  g_assert_true (cosell_decimal_equal (NULL, NULL));
  g_assert_true (cosell_decimal_equal ("x", "x"));
  g_assert_false (cosell_decimal_equal ("x", "y"));
  g_assert_false (cosell_decimal_equal ("1e99999999999999999999", "1e99999999999999999998"));
}

static void
test_normalize (void)
{
  static const struct
  {
    const char *text;
    guint digits;
    const char *expected;
  } rows[] = {
    { "1200000", 2, "1200000.00" },
    { "1200000.5", 2, "1200000.50" },
    { "1200000.125", 2, "1200000.125" },
    { "2.5000", 2, "2.50" },
    { "1e3", 0, "1000" },
    { "1.5e-3", 0, "0.0015" },
    { "0", 0, "0" },
    { "-0", 2, "0.00" },
    { "-0.5", 0, "-0.5" },
    { "0.0500", 3, "0.050" },
    { "100", 0, "100" },
    { "1e2000", 0, NULL },
    { "1e99999999999999999999", 0, NULL },
    { "12,5", 0, NULL },
    { NULL, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *result = cosell_decimal_normalize (rows[i].text, rows[i].digits);

      g_assert_cmpstr (result, ==, rows[i].expected);
    }
}

static void
test_int (void)
{
  static const struct
  {
    const char *text;
    guint scale;
    gboolean fits;
    gint64 value;
  } rows[] = {
    { "12.5", 2, TRUE, 1250 },
    { "12.505", 2, FALSE, 0 },
    { "0", 2, TRUE, 0 },
    { "-0.0", 0, TRUE, 0 },
    { "-3e2", 0, TRUE, -300 },
    { "9223372036854775807", 0, TRUE, G_MAXINT64 },
    { "-9223372036854775808", 0, TRUE, G_MININT64 },
    { "9223372036854775808", 0, FALSE, 0 },
    { "92233720368547758.08", 2, FALSE, 0 },
    { "1e19", 0, FALSE, 0 },
    { "1e400", 0, FALSE, 0 },
    { "abc", 0, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value = 0;

      g_assert_cmpint (cosell_decimal_to_int (rows[i].text, rows[i].scale, &value), ==,
                       rows[i].fits);
      g_assert_cmpint (value, ==, rows[i].value);
    }
}

static void
test_add (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *sum; /* NULL: none */
  } rows[] = {
    { "0", "0", "0" },
    { "0.1", "0.2", "0.3" },
    { "9.99", "0.01", "10" },
    { "999", "1", "1000" },
    { "1200000.50", "0.005", "1200000.505" },
    { "12", "1e3", "1012" },
    { "5", "-7", "-2" },
    { "-7", "5", "-2" },
    { "-0.5", "-0.5", "-1" },
    { "1.25", "-1.25", "0" },
    { "100", "-0.01", "99.99" },
    { "90000000000000000000.2", "0.1", "90000000000000000000.3" },
    { "1e5000", "1", NULL },
    { "x", "1", NULL },
    { "1", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *sum = cosell_decimal_add (rows[i].a, rows[i].b);
      g_autofree char *turned = cosell_decimal_add (rows[i].b, rows[i].a);

      if (rows[i].sum == NULL)
        g_assert_null (sum);
      else
        g_assert_true (cosell_decimal_equal (sum, rows[i].sum));
      g_assert_cmpstr (sum, ==, turned);
    }
}

static void
test_multiply (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    const char *product; /* NULL: none */
  } rows[] = {
    { "0", "12", "0" },
    { "12", "12", "144" },
    { "0.5", "0.5", "0.25" },
    { "-3", "0.1", "-0.3" },
    { "-3", "-4", "12" },
    { "99999999999", "99999999999", "9999999999800000000001" },
    { "1200000.50", "0.08", "96000.0400" },
    { "1e3", "2", "2000" },
    { "1e5000", "1", NULL },
    { "x", "1", NULL },
    { NULL, "1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *product = cosell_decimal_multiply (rows[i].a, rows[i].b);
      g_autofree char *turned = cosell_decimal_multiply (rows[i].b, rows[i].a);

      if (rows[i].product == NULL)
        g_assert_null (product);
      else
        g_assert_true (cosell_decimal_equal (product, rows[i].product));
      g_assert_cmpstr (product, ==, turned);
    }
}

static void
test_divide (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    guint decimals;
    const char *quotient; /* NULL: none */
  } rows[] = {
    { "10", "3", 2, "3.33" },        { "20", "3", 2, "6.67" },
    { "1", "8", 2, "0.12" },         { "3", "8", 2, "0.38" },
    { "0.125", "1", 2, "0.12" },     { "0.135", "1", 2, "0.14" },
    { "0.1250001", "1", 2, "0.13" }, { "999.995", "1", 2, "1000.00" },
    { "-0.135", "1", 2, "-0.14" },   { "0.001", "1", 2, "0.00" },
    { "-0.001", "1", 2, "0.00" },    { "0", "7", 2, "0.00" },
    { "5", "0.5", 0, "10" },         { "2.5", "1", 0, "2" },
    { "3.5", "1", 0, "4" },          { "1", "0", 2, NULL },
    { "x", "1", 2, NULL },           { "1", NULL, 2, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *quotient = cosell_decimal_divide (rows[i].a, rows[i].b, rows[i].decimals);

      g_assert_cmpstr (quotient, ==, rows[i].quotient);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/decimal/valid", test_valid);
  g_test_add_func ("/base/decimal/compare", test_compare);
  g_test_add_func ("/base/decimal/normalize", test_normalize);
  g_test_add_func ("/base/decimal/add", test_add);
  g_test_add_func ("/base/decimal/multiply", test_multiply);
  g_test_add_func ("/base/decimal/divide", test_divide);
  g_test_add_func ("/base/decimal/int", test_int);
  return g_test_run ();
}
