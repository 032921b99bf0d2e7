#include "base/cosell-time.h"

#define SECOND G_GINT64_CONSTANT (1000000)

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *formatted; /* NULL: refused */
  } rows[] = {
    { "2026-11-22T08:00:00Z", "2026-11-22T08:00:00Z" },
    { "2026-11-22t08:00:00z", "2026-11-22T08:00:00Z" },
    { "2026-11-22 08:00:00Z", "2026-11-22T08:00:00Z" },
    { "2026-11-22T08:00:00", "2026-11-22T08:00:00Z" },
    { "2026-11-22", "2026-11-22T00:00:00Z" },
    { "2026-11-22T08:00:00.1Z", "2026-11-22T08:00:00.1Z" },
    { "2026-11-22T08:00:00.12Z", "2026-11-22T08:00:00.12Z" },
    { "2026-11-22T08:00:00.123Z", "2026-11-22T08:00:00.123Z" },
    { "2026-11-22T08:00:00.1234Z", "2026-11-22T08:00:00.1234Z" },
    { "2026-11-22T08:00:00.12345Z", "2026-11-22T08:00:00.12345Z" },
    { "2026-11-22T08:00:00.123456Z", "2026-11-22T08:00:00.123456Z" },
    { "2026-11-22T08:00:00.1234567Z", "2026-11-22T08:00:00.123456Z" },
    { "2026-11-22T08:00:00.9999999999999Z", "2026-11-22T08:00:00.999999Z" },
    { "2026-11-22T08:00:00.0000000Z", "2026-11-22T08:00:00Z" },
    { "2026-11-22T08:00:00.1000001", "2026-11-22T08:00:00.1Z" },
    { "2026-11-22T08:00:00+01:00", "2026-11-22T07:00:00Z" },
    { "2026-11-22T08:00:00-0530", "2026-11-22T13:30:00Z" },
    { "2026-11-22T00:00:00+14:00", "2026-11-21T10:00:00Z" },
    { "2026-11-22T23:59:59.5-12:00", "2026-11-23T11:59:59.5Z" },
    { "2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999Z" },
    { "2016-12-31T23:59:60.5Z", "2016-12-31T23:59:59.999999Z" },
    { "2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z" },
    { "1969-12-31T23:59:59.75Z", "1969-12-31T23:59:59.75Z" },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.999999Z" },
    { "0001-01-01T00:00:00+00:01", NULL },
    { "9999-12-31T23:59:59-00:01", NULL },
    { "0000-01-01T00:00:00Z", NULL },
    { "10000-01-01T00:00:00Z", NULL },
    { "2027-02-29T00:00:00Z", NULL },
    { "2026-02-30", NULL },
    { "2026-13-01", NULL },
    { "2026-00-10", NULL },
    { "2026-04-31T00:00:00Z", NULL },
    { "2026-11-22T24:00:00Z", NULL },
    { "2026-11-22T08:60:00Z", NULL },
    { "2026-11-22T08:00:61Z", NULL },
    { "2026-11-22T08:00Z", NULL },
    { "2026-11-22T08:00:00.Z", NULL },
    { "2026-11-22T08:00:00,5Z", NULL },
    { "2026-11-22T08:00:00+1:00", NULL },
    { "2026-11-22T08:00:00+01", NULL },
    { "2026-11-22T08:00:00+24:00", NULL },
    { "2026-11-22T08:00:00+01:60", NULL },
    { "2026-11-22T08:00:00 +01:00", NULL },
    { "2026-11-22T08:00:00ZZ", NULL },
    { "2026-11-22T", NULL },
    { "2026-11-22Z", NULL },
    { " 2026-11-22", NULL },
    { "2026-11-22 ", NULL },
    { "2026-1-22", NULL },
    { "+026-11-22", NULL },
    { "22/11/2026", NULL },
    { "", NULL },
    { "today", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 instant = 5;
      g_autofree char *formatted = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (cosell_time_parse (rows[i].text, &instant), ==, rows[i].formatted != NULL);
      g_assert_cmpint (instant == COSELL_NO_TIME, ==, rows[i].formatted == NULL);
      formatted = cosell_time_format (instant);
      g_assert_cmpstr (formatted, ==, rows[i].formatted);
    }

  gint64 instant = 5;
  g_assert_false (cosell_time_parse (NULL, &instant));
  g_assert_cmpint (instant, ==, COSELL_NO_TIME);
}

static void
test_values (void)
{
  gint64 instant;

  g_assert_true (cosell_time_parse ("1970-01-01T00:00:00Z", &instant));
  g_assert_cmpint (instant, ==, 0);
  g_assert_true (cosell_time_parse ("2000-03-01T00:00:01.000001Z", &instant));
  g_assert_cmpint (instant, ==, 951868801 * SECOND + 1);
  g_assert_true (cosell_time_parse ("1969-12-31T23:59:59.999999Z", &instant));
  g_assert_cmpint (instant, ==, -1);
}

static void
test_prefixes (void)
{
  static const char text[] = "2026-11-22T08:00:00.1234567+01:00";

  for (gsize length = 0; length < sizeof text; length++)
    {
      g_autofree char *prefix = g_strndup (text, length);
      gint64 instant;
      gboolean whole = length == 10 || length == 19 || (length > 20 && length <= 27) ||
                       length == sizeof text - 1;

      g_assert_cmpint (cosell_time_parse (prefix, &instant), ==, whole);
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      gint64 seconds = (gint64) (g_test_rand_double () * 315537897600.0) - 62135596800;
      gint64 instant = seconds * SECOND + g_test_rand_int_range (0, SECOND), back;
      g_autofree char *text = cosell_time_format (instant);
      g_autofree char *date = cosell_time_format_date (instant);

      g_assert_true (cosell_time_parse (text, &back));
      g_assert_cmpint (back, ==, instant);
      g_assert_true (g_str_has_prefix (text, date));
      g_assert_true (cosell_date_parse (date, NULL));
    }
  g_assert_null (cosell_time_format (COSELL_NO_TIME));
  g_assert_null (cosell_time_format (G_MAXINT64));
  g_assert_null (cosell_time_format_date (COSELL_NO_TIME));
}

static void
test_dates (void)
{
  static const char *const real[] = { "2026-11-22", "0001-01-01", "9999-12-31", "2028-02-29",
                                      "2000-02-29" };
  static const char *const unreal[] = { "2027-02-29", "1900-02-29", "2026-11-31", "2026-11-22T",
                                        "2026-11-2",  "20261122",   "2026/11/22", "",
                                        "0000-00-00", "2026-11-00", "2026-11-22 " };
  GDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (cosell_date_parse (real[i], &date));
      text = cosell_date_format (&date);
      g_assert_cmpstr (text, ==, real[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unreal); i++)
    g_assert_false (cosell_date_parse (unreal[i], &date));
  g_assert_false (cosell_date_parse (NULL, &date));
  g_assert_cmpint (g_date_get_year (&date), ==, 2000);
}

/* B5: the first and last dates of .NET mean "none". */
static void
test_possible (void)
{
  static const struct
  {
    const char *text;
    const char *formatted; /* NULL: none */
  } rows[] = {
    { "1990-01-01T00:00:00Z", "1990-01-01T00:00:00Z" },
    { "2199-12-31T23:59:59.999999Z", "2199-12-31T23:59:59.999999Z" },
    { "2026-11-22", "2026-11-22T00:00:00Z" },
    { "1989-12-31T23:59:59.9999999Z", NULL },
    { "2200-01-01T00:00:00Z", NULL },
    { "0001-01-01T00:00:00Z", NULL },
    { "0001-01-01T00:00:00", NULL },
    { "0001-01-01T00:00:00.0000000+00:00", NULL },
    { "0001-01-01T00:00:00+02:00", NULL },
    { "0001-01-01t00:00:00z", NULL },
    { "9999-12-31T23:59:59.9999999Z", NULL },
    { "9999-12-31", NULL },
    { "soon", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 instant = 5;
      g_autofree char *formatted = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (cosell_time_parse_possible (rows[i].text, &instant), ==,
                       rows[i].formatted != NULL);
      g_assert_cmpint (cosell_time_is_possible (instant), ==, rows[i].formatted != NULL);
      formatted = cosell_time_format (instant);
      g_assert_cmpstr (formatted, ==, rows[i].formatted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/time/parse", test_parse);
  g_test_add_func ("/base/time/values", test_values);
  g_test_add_func ("/base/time/prefixes", test_prefixes);
  g_test_add_func ("/base/time/round-trip", test_round_trip);
  g_test_add_func ("/base/time/dates", test_dates);
  g_test_add_func ("/time/possible", test_possible);
  return g_test_run ();
}
