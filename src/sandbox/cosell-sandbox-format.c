/* cosell-sandbox-format.c: times, eTags and GUIDs as the service spells them */
#include "sandbox/cosell-sandbox-format.h"

#include <string.h>

#include "sandbox/cosell-sandbox-random.h"

/* Days since 1970-01-01 as a date; Howard Hinnant's arithmetic of 400-year eras. */
static void
date_from_days (gint64 days, int *year, int *month, int *day)
{
  gint64 z = days + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 of_era = z - era * 146097;
  gint64 year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted = (5 * of_year + 2) / 153; /* months from March on */

  *day = (int) (of_year - (153 * shifted + 2) / 5 + 1);
  *month = (int) (shifted < 10 ? shifted + 3 : shifted - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2 ? 1 : 0));
}

char *
sandbox_format_time (gint64 instant, guint salt)
{
  gint64 days = instant / G_TIME_SPAN_DAY - (instant % G_TIME_SPAN_DAY < 0 ? 1 : 0);
  gint64 rest = instant - days * G_TIME_SPAN_DAY;
  int seconds = (int) (rest / G_USEC_PER_SEC);
  int micro = (int) (rest % G_USEC_PER_SEC);
  int year, month, day;
  char text[48];
  gsize length;

  date_from_days (days, &year, &month, &day);
  /* a seventh digit only where there are six others */
  length = (gsize) g_snprintf (text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%06d%u", year,
                               month, day, seconds / 3600, seconds / 60 % 60, seconds % 60, micro,
                               micro % 10 == 0 ? 0 : salt % 10);
  while (text[length - 1] == '0')
    length--;
  if (text[length - 1] == '.')
    length--;
  text[length] = 'Z';
  return g_strndup (text, length + 1);
}

char *
sandbox_format_etag (guint64 number, gint64 updated)
{
  SandboxRandom random = { number };

  return g_strdup_printf ("\"%08x-0000-0100-0000-%08x0000\"",
                          (guint) (sandbox_random_next (&random) >> 32),
                          (guint) (updated / G_USEC_PER_SEC));
}

gboolean
sandbox_format_is_guid (const char *text)
{
  static const char pattern[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  if (text == NULL || strlen (text) != sizeof pattern - 1)
    return FALSE;
  for (gsize i = 0; i < sizeof pattern - 1; i++)
    if (pattern[i] == '-' ? text[i] != '-' : !g_ascii_isxdigit (text[i]))
      return FALSE;
  return TRUE;
}
