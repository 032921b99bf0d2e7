/* cosell-query-context.h: what the words of a query mean here and today (rules I6, I7, I9); pure
 *
 * A query keeps "this-week" and "mine" as they were written. What they mean is looked up when deals
 * are matched: with the day, the time zone, the week, the fiscal year and the person of a context.
 * A day is a number as g_date_get_julian gives it; 0 is no day.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An amount in another currency. amount: decimal text; from, to: upper case ISO 4217.
 * Returns: (transfer full) (nullable): decimal text, NULL when no rate is known */
typedef char *(*CosellQueryConvertFunc) (const char *amount, const char *from, const char *to,
                                         gpointer user_data);

/* All of it is borrowed, and belongs to whoever fills it. */
typedef struct
{
  guint32 today;              /* the local day */
  GTimeZone *zone;            /* of local days */
  GDateWeekday first_weekday; /* I7: where a week begins */
  guint fiscal_month;         /* I7: 1…12, the first month of the fiscal year */
  const char *currency;       /* (nullable): I6: values are compared in this one */
  CosellQueryConvertFunc convert; /* (nullable): I6: without one values are compared as they are */
  gpointer convert_data;
  const char *const *mine; /* (nullable) (zero-terminated): I9: addresses of who uses this profile */
} CosellQueryContext;

/* today from an instant (µs UTC) of the injected clock; weeks begin where the locale says, the fiscal
 * year in January; everything else is NULL. zone must live as long as self. */
void cosell_query_context_init (CosellQueryContext *self, gint64 now, GTimeZone *zone);
/* The local day of an instant; 0 for COSELL_NO_TIME. */
guint32 cosell_query_context_day_of (const CosellQueryContext *self, gint64 instant);
/* The first instant of a local day (µs UTC), whatever becomes of midnight there; G_MININT64 for day 0.
 * All instants of the days [a, b) are those from the start of a to before the start of b. */
gint64 cosell_query_context_day_start (const CosellQueryContext *self, guint32 day);

G_END_DECLS
