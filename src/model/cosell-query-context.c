/* cosell-query-context.c: local days */
#include "model/cosell-query-context.h"

#include "base/cosell-intl.h"
#include "base/cosell-time.h"

#define DAY_SECONDS 86400
#define JULIAN_EPOCH 719163 /* 1970-01-01 */

/* Days since the epoch, rounded down. */
static gint64
floor_days (gint64 seconds)
{
  return seconds >= 0 ? seconds / DAY_SECONDS : -((DAY_SECONDS - 1 - seconds) / DAY_SECONDS);
}

static gint64
floor_seconds (gint64 instant)
{
  return instant >= 0 ? instant / G_TIME_SPAN_SECOND
                      : -((G_TIME_SPAN_SECOND - 1 - instant) / G_TIME_SPAN_SECOND);
}

/* The local day of an instant in seconds; not above 0 for what is before the first one. */
static gint64
local_day (GTimeZone *zone, gint64 seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return floor_days (seconds + g_time_zone_get_offset (zone, interval)) + JULIAN_EPOCH;
}

void
cosell_query_context_init (CosellQueryContext *self, gint64 now, GTimeZone *zone)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (zone != NULL);

  *self = (CosellQueryContext){
    .zone = zone,
    .first_weekday = (GDateWeekday) cosell_intl_first_weekday (),
    .fiscal_month = 1,
  };
  self->today = cosell_query_context_day_of (self, now);
}

guint32
cosell_query_context_day_of (const CosellQueryContext *self, gint64 instant)
{
  g_return_val_if_fail (self != NULL && self->zone != NULL, 0);

  if (instant == COSELL_NO_TIME)
    return 0;
  return (guint32) CLAMP (local_day (self->zone, floor_seconds (instant)), 0, G_MAXUINT32);
}

gint64
cosell_query_context_day_start (const CosellQueryContext *self, guint32 day)
{
  gint64 before, start;

  g_return_val_if_fail (self != NULL && self->zone != NULL, G_MININT64);

  if (day == 0)
    return G_MININT64;
  /* No zone is two days away from UTC. Where midnight is skipped, or comes twice, the day begins
   * with its first second. */
  before = ((gint64) day - JULIAN_EPOCH - 2) * DAY_SECONDS;
  start = before + 4 * DAY_SECONDS;
  while (start - before > 1)
    {
      gint64 middle = before + (start - before) / 2;

      if (local_day (self->zone, middle) >= day)
        start = middle;
      else
        before = middle;
    }
  return start * G_TIME_SPAN_SECOND;
}
