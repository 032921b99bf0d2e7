/* Which days the dates of a query mean, and which instants a day has: I7. */
#include "model/query-test.h"

#define STOCKHOLM "CET-1CEST,M3.5.0,M10.5.0/3"

/* from and until as dates, both included; NULL: an open end */
typedef struct
{
  const char *value;
  const char *from;
  const char *until;
} DayCase;

static char *
day_text (guint32 day)
{
  GDate date;

  if (day == 0)
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return cosell_date_format (&date);
}

static void
check_days (const DayCase *rows, gsize n, const CosellQueryContext *context)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = g_strconcat ("closes:", rows[i].value, NULL);
      g_autoptr (CosellQuery) query = query_test_parse (text);
      const CosellQueryTerm *term = query->terms->pdata[0];
      g_autofree char *from = NULL;
      g_autofree char *until = NULL;
      guint32 first, end;

      cosell_query_value_days (term->values->pdata[0], context, &first, &end);
      from = day_text (first);
      until = day_text (end != 0 ? end - 1 : 0);
      if (g_strcmp0 (from, rows[i].from) != 0 || g_strcmp0 (until, rows[i].until) != 0)
        g_error ("%s: %s to %s", text, from, until);
    }
}

static void
test_days (void)
{
  static const DayCase rows[] = {
    { "2027-01-15", "2027-01-15", "2027-01-15" },
    { "2027-02", "2027-02-01", "2027-02-28" },
    { "2028-02", "2028-02-01", "2028-02-29" },
    { "2027-12", "2027-12-01", "2027-12-31" },
    { "2027-Q1", "2027-01-01", "2027-03-31" },
    { "2027-Q4", "2027-10-01", "2027-12-31" },
    { "2027", "2027-01-01", "2027-12-31" },
    { "0001", "0001-01-01", "0001-12-31" },
    { "9999", "9999-01-01", "9999-12-31" },
    { ">2027-01", "2027-02-01", NULL },
    { ">=2027-01", "2027-01-01", NULL },
    { "<2027-01", NULL, "2026-12-31" },
    { "<=2027-01", NULL, "2027-01-31" },
    { "2027-01..2027-03", "2027-01-01", "2027-03-31" },
    { "2027-01..", "2027-01-01", NULL },
    { "..2027-Q1", NULL, "2027-03-31" },
    { "today", "2026-11-22", "2026-11-22" },
    { ">today", "2026-11-23", NULL },
    { "this-week", "2026-11-16", "2026-11-22" },
    { "next-week", "2026-11-23", "2026-11-29" },
    { "last-week", "2026-11-09", "2026-11-15" },
    { "this-month", "2026-11-01", "2026-11-30" },
    { "next-month", "2026-12-01", "2026-12-31" },
    { "last-month", "2026-10-01", "2026-10-31" },
    { "this-quarter", "2026-10-01", "2026-12-31" },
    { "next-quarter", "2027-01-01", "2027-03-31" },
    { "last-quarter", "2026-07-01", "2026-09-30" },
    { "this-year", "2026-01-01", "2026-12-31" },
    { "next-year", "2027-01-01", "2027-12-31" },
    { "last-year", "2025-01-01", "2025-12-31" },
    { "next-30d", "2026-11-22", "2026-12-22" },
    { "next-0d", "2026-11-22", "2026-11-22" },
    { "last-7d", "2026-11-15", "2026-11-22" },
    { "today..next-month", "2026-11-22", "2026-12-31" },
    { "overdue", NULL, "2026-11-21" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  CosellQueryContext context = query_test_context (utc);

  check_days (rows, G_N_ELEMENTS (rows), &context);
}

static void
test_week (void)
{
  static const DayCase sunday[] = { { "this-week", "2026-11-22", "2026-11-28" },
                                    { "last-week", "2026-11-15", "2026-11-21" } };
  static const DayCase saturday[] = { { "this-week", "2026-11-21", "2026-11-27" } };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  CosellQueryContext context = query_test_context (utc);

  context.first_weekday = G_DATE_SUNDAY;
  check_days (sunday, G_N_ELEMENTS (sunday), &context);
  context.first_weekday = G_DATE_SATURDAY;
  check_days (saturday, G_N_ELEMENTS (saturday), &context);
}

static void
test_fiscal_year (void)
{
  static const DayCase july[] = {
    { "this-quarter", "2026-10-01", "2026-12-31" }, { "2027-Q1", "2026-07-01", "2026-09-30" },
    { "2027-Q4", "2027-04-01", "2027-06-30" },      { "this-year", "2026-01-01", "2026-12-31" },
    { "2027", "2027-01-01", "2027-12-31" },
  };
  static const DayCase february[] = {
    { "this-quarter", "2026-11-01", "2027-01-31" }, { "next-quarter", "2027-02-01", "2027-04-30" },
    { "last-quarter", "2026-08-01", "2026-10-31" }, { "2027-Q1", "2026-02-01", "2026-04-30" },
    { "2027-Q4", "2026-11-01", "2027-01-31" },
  };
  static const DayCase december[] = {
    { "this-quarter", "2026-09-01", "2026-11-30" },
    { "next-quarter", "2026-12-01", "2027-02-28" },
    { "2027-Q1", "2026-12-01", "2027-02-28" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  CosellQueryContext context = query_test_context (utc);

  context.fiscal_month = 7;
  check_days (july, G_N_ELEMENTS (july), &context);
  context.fiscal_month = 2;
  check_days (february, G_N_ELEMENTS (february), &context);
  context.fiscal_month = 12;
  check_days (december, G_N_ELEMENTS (december), &context);
}

/* Where a day begins in a zone: also where midnight is skipped or comes twice. */
static void
test_local_days (void)
{
  static const struct
  {
    const char *zone, *day, *start;
  } rows[] = {
    { "UTC", "2026-11-22", "2026-11-22T00:00:00Z" },
    { STOCKHOLM, "2026-11-22", "2026-11-21T23:00:00Z" },
    { STOCKHOLM, "2026-07-01", "2026-06-30T22:00:00Z" },
    { STOCKHOLM, "2026-03-30", "2026-03-29T22:00:00Z" },
    { "EST5EDT,M3.2.0,M11.1.0", "2026-11-22", "2026-11-22T05:00:00Z" },
    { "+14:00", "2026-11-22", "2026-11-21T10:00:00Z" },
    { "-11:00", "2026-11-22", "2026-11-22T11:00:00Z" },
    { "EET-2EEST,M4.5.5/0,M10.5.4/23", "2024-04-26",
      "2024-04-25T22:00:00Z" },                                             /* 00:00 became 01:00 */
    { "CST5CDT,M3.2.0/0,M11.1.0/1", "2024-11-03", "2024-11-03T04:00:00Z" }, /* 01:00 became 00:00 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      CosellQueryContext context;
      gint64 start;
      GDate date;

      g_assert_nonnull (zone);
      cosell_query_context_init (&context, 0, zone);
      g_date_clear (&date, 1);
      g_assert_true (cosell_date_parse (rows[i].day, &date));
      start = cosell_query_context_day_start (&context, g_date_get_julian (&date));
      g_assert_cmpint (start, ==, query_test_instant (rows[i].start));
      g_assert_cmpuint (cosell_query_context_day_of (&context, start), ==,
                        g_date_get_julian (&date));
      g_assert_cmpuint (cosell_query_context_day_of (&context, start - 1), ==,
                        g_date_get_julian (&date) - 1);
    }
}

static void
test_context (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  CosellQueryContext context = query_test_context (utc);
  g_autofree char *today = day_text (context.today);

  g_assert_cmpstr (today, ==, "2026-11-22");
  g_assert_cmpuint (context.fiscal_month, ==, 1);
  g_assert_cmpuint (cosell_query_context_day_of (&context, COSELL_NO_TIME), ==, 0);
  g_assert_cmpint (cosell_query_context_day_start (&context, 0), ==, G_MININT64);
  g_assert_cmpuint (cosell_query_context_day_of (&context, -1), ==, 719162);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-date/I7-days", test_days);
  g_test_add_func ("/query-date/I7-week", test_week);
  g_test_add_func ("/query-date/I7-fiscal-year", test_fiscal_year);
  g_test_add_func ("/query-date/I7-local-days", test_local_days);
  g_test_add_func ("/query-date/I7-context", test_context);
  return g_test_run ();
}
