#include "base/cosell-time.h"

#include <string.h>

#define SECONDS_PER_DAY 86400
#define EPOCH_JULIAN 719163 /* GDate's number for 1970-01-01 */
#define DATE_LENGTH 10      /* YYYY-MM-DD */
#define TIME_LENGTH 8       /* HH:MM:SS */

/* 0001-01-01T00:00:00 and the end of 9999-12-31 */
#define FIRST_INSTANT (-G_GINT64_CONSTANT (62135596800) * G_USEC_PER_SEC)
#define BEHIND_LAST_INSTANT (G_GINT64_CONSTANT (253402300800) * G_USEC_PER_SEC)

/* 1990 and 2200 */
#define FIRST_POSSIBLE (G_GINT64_CONSTANT (631152000) * G_USEC_PER_SEC)
#define BEHIND_LAST_POSSIBLE (G_GINT64_CONSTANT (7258118400) * G_USEC_PER_SEC)

/* Exactly count digits. Returns: -1 if there is anything else */
static int
read_digits (const char *at, int count)
{
  int value = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (at[i]))
        return -1;
      value = value * 10 + (at[i] - '0');
    }
  return value;
}

static gboolean
read_date (const char *text, GDate *date)
{
  int year, month, day;

  if (strnlen (text, DATE_LENGTH) < DATE_LENGTH || text[4] != '-' || text[7] != '-')
    return FALSE;
  year = read_digits (text, 4);
  month = read_digits (text + 5, 2);
  day = read_digits (text + 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* HH:MM:SS and a fraction as µs of the day; *at is moved behind them. A leap second counts as the
 * last moment of the minute that it ends. */
static gboolean
read_time (const char **at, gint64 *microseconds)
{
  const char *text = *at;
  int hour, minute, second;
  gint64 fraction = 0;

  if (strnlen (text, TIME_LENGTH) < TIME_LENGTH || text[2] != ':' || text[5] != ':')
    return FALSE;
  hour = read_digits (text, 2);
  minute = read_digits (text + 3, 2);
  second = read_digits (text + 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return FALSE;
  text += TIME_LENGTH;
  if (*text == '.')
    {
      gint64 unit = G_USEC_PER_SEC / 10;

      if (!g_ascii_isdigit (text[1]))
        return FALSE;
      for (text++; g_ascii_isdigit (*text); text++, unit /= 10)
        fraction += (*text - '0') * unit;
    }
  if (second == 60)
    {
      second = 59;
      fraction = G_USEC_PER_SEC - 1;
    }
  *microseconds = ((hour * 60 + minute) * 60 + second) * (gint64) G_USEC_PER_SEC + fraction;
  *at = text;
  return TRUE;
}

/* "Z", "+01:00", "+0100", or nothing, which is UTC; all of text. */
static gboolean
read_zone (const char *text, gint64 *offset)
{
  gboolean colon;
  int hours, minutes;

  *offset = 0;
  if (*text == '\0' || strcmp (text, "Z") == 0 || strcmp (text, "z") == 0)
    return TRUE;
  if ((*text != '+' && *text != '-') || strlen (text) < 5)
    return FALSE;
  colon = text[3] == ':';
  if (strlen (text) != (colon ? 6 : 5))
    return FALSE;
  hours = read_digits (text + 1, 2);
  minutes = read_digits (text + (colon ? 4 : 3), 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return FALSE;
  *offset = (hours * 60 + minutes) * 60 * (gint64) G_USEC_PER_SEC;
  if (*text == '-')
    *offset = -*offset;
  return TRUE;
}

gboolean
cosell_time_parse (const char *text, gint64 *instant)
{
  GDate date;
  const char *at;
  gint64 time = 0, offset = 0, value;

  g_return_val_if_fail (instant != NULL, FALSE);

  *instant = COSELL_NO_TIME;
  if (text == NULL || !read_date (text, &date))
    return FALSE;
  at = text + DATE_LENGTH;
  if (*at != '\0')
    {
      if (*at != 'T' && *at != 't' && *at != ' ')
        return FALSE;
      at++;
      if (!read_time (&at, &time) || !read_zone (at, &offset))
        return FALSE;
    }
  value = ((gint64) g_date_get_julian (&date) - EPOCH_JULIAN) * SECONDS_PER_DAY * G_USEC_PER_SEC +
          time - offset;
  if (value < FIRST_INSTANT || value >= BEHIND_LAST_INSTANT)
    return FALSE;
  *instant = value;
  return TRUE;
}

gboolean
cosell_time_is_possible (gint64 instant)
{
  return instant >= FIRST_POSSIBLE && instant < BEHIND_LAST_POSSIBLE;
}

gboolean
cosell_time_parse_possible (const char *text, gint64 *instant)
{
  if (cosell_time_parse (text, instant) && cosell_time_is_possible (*instant))
    return TRUE;
  *instant = COSELL_NO_TIME;
  return FALSE;
}

/* NULL outside the years 1 to 9999; *microseconds is what the seconds leave. */
static GDateTime *
split_instant (gint64 instant, int *microseconds)
{
  gint64 seconds = instant / G_USEC_PER_SEC;
  gint64 rest = instant % G_USEC_PER_SEC;

  if (instant < FIRST_INSTANT || instant >= BEHIND_LAST_INSTANT)
    return NULL;
  if (rest < 0)
    {
      rest += G_USEC_PER_SEC;
      seconds--;
    }
  *microseconds = (int) rest;
  return g_date_time_new_from_unix_utc (seconds);
}

/**
 * cosell_time_format:
 *
 * Returns: (transfer full) (nullable): %NULL for %COSELL_NO_TIME and outside the years 1 to 9999
 */
char *
cosell_time_format (gint64 instant)
{
  int microseconds = 0;
  g_autoptr (GDateTime) time = split_instant (instant, &microseconds);
  char fraction[8] = "";

  if (time == NULL)
    return NULL;
  if (microseconds != 0)
    {
      g_snprintf (fraction, sizeof fraction, ".%06d", microseconds);
      for (gsize end = strlen (fraction); fraction[end - 1] == '0'; end--)
        fraction[end - 1] = '\0';
    }
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%sZ", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time), fraction);
}

char *
cosell_time_format_date (gint64 instant)
{
  int microseconds;
  g_autoptr (GDateTime) time = split_instant (instant, &microseconds);

  if (time == NULL)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (time),
                          g_date_time_get_month (time), g_date_time_get_day_of_month (time));
}

/**
 * cosell_date_parse:
 * @text: (nullable)
 * @date: (out) (optional): untouched when the result is %FALSE
 *
 * Returns: whether text is a real calendar date of the years 1 to 9999 and nothing else
 */
gboolean
cosell_date_parse (const char *text, GDate *date)
{
  GDate parsed;

  if (text == NULL || !read_date (text, &parsed) || text[DATE_LENGTH] != '\0')
    return FALSE;
  if (date != NULL)
    *date = parsed;
  return TRUE;
}

gboolean
cosell_date_is_possible (const char *text)
{
  gint64 instant;

  return cosell_date_parse (text, NULL) && cosell_time_parse_possible (text, &instant);
}

/**
 * cosell_date_format:
 * @date: a valid date
 *
 * Returns: (transfer full): "YYYY-MM-DD"
 */
char *
cosell_date_format (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}
