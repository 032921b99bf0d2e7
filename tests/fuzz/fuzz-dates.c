/* Instants and dates: what can be read comes back the same when it is written and read again. */
#include "base/cosell-time.h"
#include "fuzz/fuzz.h"

const char *const fuzz_seeds[] = {
  "2026-11-22T08:00:00Z",
  "2026-11-22T08:00:00.1234567Z",
  "2024-02-29T23:59:60+14:00",
  "2026-11-22",
  "0001-01-01T00:00:00-14:00",
  "9999-12-31T23:59:59.999999Z",
  "2026-11-22t08:00:00.5z",
  "2026-11-22T08:00:00",
  "1969-12-31T23:59:59.999999Z",
  "2026-11-22T08:00:00+00:00:",
  "",
  NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autofree char *written = NULL;
  g_autofree char *date = NULL;
  gint64 instant, again;
  GDate day;

  if (cosell_time_parse (text, &instant))
    {
      g_assert_cmpint (instant, !=, COSELL_NO_TIME);
      written = cosell_time_format (instant);
      if (written != NULL)
        {
          g_assert_true (cosell_time_parse (written, &again));
          g_assert_cmpint (again, ==, instant);
        }
      date = cosell_time_format_date (instant);
    }
  else
    g_assert_cmpint (instant, ==, COSELL_NO_TIME);
  g_date_clear (&day, 1);
  if (cosell_date_parse (text, &day))
    {
      g_autofree char *same = cosell_date_format (&day);

      g_assert_true (g_date_valid (&day));
      g_assert_cmpstr (same, ==, text);
    }
  return 0;
}
