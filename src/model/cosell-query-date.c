/* cosell-query-date.c: the dates of a query, read, written and resolved (rule I7) */
#include "model/cosell-query-date.h"

#include <string.h>

static const char *const period_names[] = { "week", "month", "quarter", "year" };

static const struct
{
  const char *name;
  int offset;
} offsets[] = { { "this-", 0 }, { "next-", 1 }, { "last-", -1 } };

/* Reads n digits. Returns: what follows them, NULL when there are fewer */
static const char *
read_digits (const char *text, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++, text++)
    {
      if (!g_ascii_isdigit (*text))
        return NULL;
      *number = *number * 10 + (guint) (*text - '0');
    }
  return text;
}

/* 2027, 2027-Q1, 2027-01, 2027-01-15 */
static gboolean
parse_iso (CosellQueryDate *date, const char *text)
{
  const char *rest = read_digits (text, 4, &date->year);

  if (rest == NULL || date->year == 0)
    return FALSE;
  if (*rest == '\0')
    {
      date->kind = COSELL_QUERY_DATE_YEAR;
      return TRUE;
    }
  if (*rest++ != '-')
    return FALSE;
  if (*rest == 'q' || *rest == 'Q')
    {
      date->kind = COSELL_QUERY_DATE_QUARTER;
      rest = read_digits (rest + 1, 1, &date->part);
      return rest != NULL && *rest == '\0' && date->part >= 1 && date->part <= 4;
    }
  rest = read_digits (rest, 2, &date->part);
  if (rest == NULL || date->part < 1 || date->part > 12)
    return FALSE;
  date->kind = *rest == '\0' ? COSELL_QUERY_DATE_MONTH : COSELL_QUERY_DATE_DAY;
  if (*rest == '\0')
    return TRUE;
  rest = *rest == '-' ? read_digits (rest + 1, 2, &date->day) : NULL;
  return rest != NULL && *rest == '\0' &&
         g_date_valid_dmy ((GDateDay) date->day, (GDateMonth) date->part, (GDateYear) date->year);
}

/* "30d" */
static gboolean
parse_days (const char *text, guint *days)
{
  g_autofree char *digits = NULL;
  gsize length = strlen (text);
  guint64 number;

  if (length < 2 || g_ascii_tolower (text[length - 1]) != 'd')
    return FALSE;
  digits = g_strndup (text, length - 1);
  if (!g_ascii_isdigit (*digits) ||
      !g_ascii_string_to_unsigned (digits, 10, 0, COSELL_QUERY_MAX_DAYS, &number, NULL))
    return FALSE;
  *days = (guint) number;
  return TRUE;
}

static gboolean
parse_relative (CosellQueryDate *date, const char *text)
{
  if (g_ascii_strcasecmp (text, "today") == 0)
    {
      date->kind = COSELL_QUERY_DATE_TODAY;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      const char *rest = text + strlen (offsets[i].name);

      if (g_ascii_strncasecmp (text, offsets[i].name, strlen (offsets[i].name)) != 0)
        continue;
      if (offsets[i].offset != 0 && parse_days (rest, &date->days))
        {
          date->kind = offsets[i].offset > 0 ? COSELL_QUERY_DATE_NEXT : COSELL_QUERY_DATE_LAST;
          return TRUE;
        }
      for (guint period = 0; period < G_N_ELEMENTS (period_names); period++)
        {
          if (g_ascii_strcasecmp (rest, period_names[period]) != 0)
            continue;
          date->kind = COSELL_QUERY_DATE_PERIOD;
          date->offset = offsets[i].offset;
          date->period = (CosellQueryPeriod) period;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
cosell_query_date_parse (CosellQueryDate *self, const char *text)
{
  CosellQueryDate date = { COSELL_QUERY_DATE_NONE };

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (!(g_ascii_isdigit (*text) ? parse_iso (&date, text) : parse_relative (&date, text)))
    return FALSE;
  *self = date;
  return TRUE;
}

static const char *
offset_name (int offset)
{
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    if (offsets[i].offset == offset)
      return offsets[i].name;
  g_return_val_if_reached ("");
}

char *
cosell_query_date_print (const CosellQueryDate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  switch (self->kind)
    {
    case COSELL_QUERY_DATE_NONE:
      return g_strdup ("");
    case COSELL_QUERY_DATE_DAY:
      return g_strdup_printf ("%04u-%02u-%02u", self->year, self->part, self->day);
    case COSELL_QUERY_DATE_MONTH:
      return g_strdup_printf ("%04u-%02u", self->year, self->part);
    case COSELL_QUERY_DATE_QUARTER:
      return g_strdup_printf ("%04u-Q%u", self->year, self->part);
    case COSELL_QUERY_DATE_YEAR:
      return g_strdup_printf ("%04u", self->year);
    case COSELL_QUERY_DATE_TODAY:
      return g_strdup ("today");
    case COSELL_QUERY_DATE_PERIOD:
      return g_strconcat (offset_name (self->offset), period_names[self->period], NULL);
    case COSELL_QUERY_DATE_NEXT:
      return g_strdup_printf ("next-%ud", self->days);
    case COSELL_QUERY_DATE_LAST:
      return g_strdup_printf ("last-%ud", self->days);
    }
  g_return_val_if_reached (NULL);
}

gboolean
cosell_query_date_equal (const CosellQueryDate *a, const CosellQueryDate *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->kind == b->kind && a->year == b->year && a->part == b->part && a->day == b->day &&
         a->period == b->period && a->offset == b->offset && a->days == b->days;
}

static guint32
julian (guint year, guint month, guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&date);
}

/* The days of n months from a month on; months counts them since the beginning of year 0. What lies
 * before year 1 begins with it. */
static void
take_months (gint64 months, guint n, guint32 *first, guint32 *end)
{
  gint64 from = MAX (months, 12), until = MAX (months + n, 12);

  *first = julian ((guint) (from / 12), (guint) (from % 12) + 1, 1);
  *end = julian ((guint) (until / 12), (guint) (until % 12) + 1, 1);
}

/* The first month of a quarter of the fiscal year that ends in a year. */
static gint64
quarter_start (gint64 year, guint quarter, guint fiscal_month)
{
  gint64 first_year = fiscal_month > 1 ? year - 1 : year;

  return first_year * 12 + fiscal_month - 1 + 3 * ((gint64) quarter - 1);
}

static void
resolve_period (const CosellQueryDate *date,
                const CosellQueryContext *context,
                guint32 *first,
                guint32 *end)
{
  GDate today;
  gint64 month, since;
  guint weekday;

  g_date_clear (&today, 1);
  g_date_set_julian (&today, context->today);
  month = (gint64) g_date_get_year (&today) * 12 + g_date_get_month (&today) - 1;
  switch (date->period)
    {
    case COSELL_QUERY_PERIOD_WEEK:
      weekday = ((guint) g_date_get_weekday (&today) + 7 - (guint) context->first_weekday) % 7;
      since = (gint64) context->today - weekday + 7 * date->offset;
      *first = (guint32) MAX (since, 1);
      *end = (guint32) MAX (since + 7, 1);
      return;
    case COSELL_QUERY_PERIOD_MONTH:
      take_months (month + date->offset, 1, first, end);
      return;
    case COSELL_QUERY_PERIOD_QUARTER:
      since = (month + 12 - (context->fiscal_month - 1)) % 3;
      take_months (month - since + 3 * date->offset, 3, first, end);
      return;
    case COSELL_QUERY_PERIOD_YEAR:
      take_months (month / 12 * 12 + 12 * date->offset, 12, first, end);
      return;
    }
  g_return_if_reached ();
}

void
cosell_query_date_resolve (const CosellQueryDate *self,
                           const CosellQueryContext *context,
                           guint32 *first,
                           guint32 *end)
{
  g_return_if_fail (self != NULL && context != NULL);
  g_return_if_fail (context->today > 0 && context->fiscal_month >= 1 &&
                    context->fiscal_month <= 12);

  *first = *end = 0;
  switch (self->kind)
    {
    case COSELL_QUERY_DATE_NONE:
      break;
    case COSELL_QUERY_DATE_DAY:
      *first = julian (self->year, self->part, self->day);
      *end = *first + 1;
      break;
    case COSELL_QUERY_DATE_MONTH:
      take_months ((gint64) self->year * 12 + self->part - 1, 1, first, end);
      break;
    case COSELL_QUERY_DATE_QUARTER:
      take_months (quarter_start (self->year, self->part, context->fiscal_month), 3, first, end);
      break;
    case COSELL_QUERY_DATE_YEAR:
      take_months ((gint64) self->year * 12, 12, first, end);
      break;
    case COSELL_QUERY_DATE_TODAY:
      *first = context->today;
      *end = context->today + 1;
      break;
    case COSELL_QUERY_DATE_PERIOD:
      resolve_period (self, context, first, end);
      break;
    case COSELL_QUERY_DATE_NEXT:
      *first = context->today;
      *end = context->today + self->days + 1;
      break;
    case COSELL_QUERY_DATE_LAST:
      *first = context->today > self->days ? context->today - self->days : 1;
      *end = context->today + 1;
      break;
    }
}

static gboolean
is_fixed (const CosellQueryDate *date)
{
  return date->kind == COSELL_QUERY_DATE_DAY || date->kind == COSELL_QUERY_DATE_MONTH ||
         date->kind == COSELL_QUERY_DATE_YEAR;
}

gboolean
cosell_query_date_is_after (const CosellQueryDate *a, const CosellQueryDate *b)
{
  const CosellQueryContext any = { .today = 1, .first_weekday = G_DATE_MONDAY, .fiscal_month = 1 };
  gboolean quarters;
  guint32 begin, first, end;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  quarters = a->kind == COSELL_QUERY_DATE_QUARTER && b->kind == COSELL_QUERY_DATE_QUARTER;
  if (!quarters && !(is_fixed (a) && is_fixed (b)))
    return FALSE;
  cosell_query_date_resolve (a, &any, &begin, &end);
  cosell_query_date_resolve (b, &any, &first, &end);
  return end <= begin;
}

const char *const *
cosell_query_date_names (void)
{
  static const char *const names[] = {
    "today",      "this-week",    "this-month", "this-quarter", "this-year", "next-week",
    "next-month", "next-quarter", "next-year",  "next-7d",      "next-30d",  "last-week",
    "last-month", "last-quarter", "last-year",  "last-7d",      "last-30d",  NULL,
  };

  return names;
}
