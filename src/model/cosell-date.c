/* cosell-date.c: dates as people type them */
#include "model/cosell-referral.h"

#include <glib/gi18n-lib.h>

char *
cosell_date_complain_year (const char *date)
{
  return g_strdup_printf (
      _ ("“%s” cannot be meant: the year is one between 1990 and 2199. Give the "
         "date as YYYY-MM-DD, in the Gregorian calendar."),
      date);
}
