/* cosell-date.c: dates as people type them */
#include "model/cosell-referral.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text.h"
#include "base/cosell-text-show.h"
#include "base/cosell-time.h"

char *
cosell_date_tidy (const char *text)
{
  g_autofree char *clean = cosell_text_tidy (text, COSELL_TEXT_CODE);
  GString *tidy = g_string_new (NULL);

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (tidy, (char) ('0' + g_unichar_digit_value (c)));
      else if (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212)
        g_string_append_c (tidy, '-');
      else
        g_string_append_unichar (tidy, c);
    }
  return g_string_free (tidy, FALSE);
}

gboolean
cosell_date_parse_typed (const char *text, GDate *date)
{
  g_autofree char *tidy = cosell_date_tidy (text);

  return cosell_date_parse (tidy, date);
}

char *
cosell_date_complain_year (const char *date)
{
  return cosell_text_format (
      _ ("“%s” cannot be meant: the year is one between 1990 and 2199. Give the "
         "date as YYYY-MM-DD, in the Gregorian calendar."),
      date);
}
