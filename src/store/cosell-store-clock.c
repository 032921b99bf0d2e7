/* cosell-store-clock.c: what is known of the service's time, kept for offline and the next start */
#include "store/cosell-store-clock.h"

#include "base/cosell-service-clock.h"
#include "base/cosell-time.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-private.h"

#define META_OFFSET "clock-offset"     /* µs that the service is ahead of this computer */
#define SLACK (5 * G_TIME_SPAN_SECOND) /* that much may be wrong with what is known of it */
#define STEADY (2 * G_TIME_SPAN_SECOND)

static gboolean
read_offset (CosellStore *self, gboolean *there, gint64 *offset, GError **error)
{
  g_autofree char *text = NULL;

  if (!cosell_store_get_meta (self, META_OFFSET, &text, error))
    return FALSE;
  *there =
      text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, offset, NULL);
  return TRUE;
}

static CosellServiceClock *
get_clock (CosellStore *self)
{
  CosellClock *clock = cosell_store_get_clock (self);

  return COSELL_IS_SERVICE_CLOCK (clock) ? COSELL_SERVICE_CLOCK (clock) : NULL;
}

gboolean
cosell_store_load_clock (CosellStore *self, GError **error)
{
  CosellServiceClock *clock = get_clock (self);
  g_autofree char *last = NULL;
  gint64 offset = 0, at_least = 0;
  gboolean there = FALSE;

  COSELL_STORE_WORKER (self);

  if (clock == NULL)
    return TRUE;
  if (!read_offset (self, &there, &offset, error))
    return FALSE;
  if (!there)
    return TRUE;
  if (!cosell_store_get_meta (self, "last-sync", &last, error))
    return FALSE;
  cosell_service_clock_set_offset (clock, offset);
  /* It was later already: the computer's clock was set back meanwhile. */
  if (cosell_time_parse (last, &at_least) && at_least > cosell_store_now (self))
    cosell_service_clock_set_offset (clock, offset + at_least - cosell_store_now (self));
  return TRUE;
}

/* Another process may have learned the time of the service meanwhile: its offset is taken over.
 * The waiting entries follow it already. */
static void
follow_others (CosellServiceClock *clock, gint64 kept)
{
  gint64 *ours = g_object_get_data (G_OBJECT (clock), META_OFFSET);

  if (ours != NULL && *ours != kept)
    cosell_service_clock_set_offset (clock, kept);
}

static gboolean
keep (CosellStore *self, CosellServiceClock *clock, gint64 offset, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, offset);

  g_object_set_data_full (G_OBJECT (clock), META_OFFSET, g_memdup2 (&offset, sizeof offset),
                          g_free);
  return cosell_store_set_meta (self, META_OFFSET, text, error);
}

gboolean
cosell_store_adopt_clock (CosellStore *self, GError **error)
{
  CosellServiceClock *clock = get_clock (self);
  gint64 kept = 0, offset = 0, moved = 0;
  gboolean there = FALSE;

  COSELL_STORE_WORKER (self);

  if (clock == NULL)
    return TRUE;
  if (!read_offset (self, &there, &kept, error))
    return FALSE;
  if (there)
    follow_others (clock, kept);
  /* Holds, waits between tries and for arrivals were counted by the clock as it was. A schedule is
   * an hour of the service's own time and stays. */
  if (cosell_service_clock_adopt (clock, &moved) && moved != 0)
    {
      if (!cosell_store_run_ids (self,
                                 "UPDATE outbox SET not_before = not_before + ?1 "
                                 "WHERE state IN ('pending', 'sent') AND not_before IS NOT NULL",
                                 moved, 0, error))
        return FALSE;
      cosell_store_note_outbox (self);
    }
  if (!cosell_service_clock_get_offset (clock, &offset) || (there && ABS (offset - kept) <= STEADY))
    return TRUE;
  return keep (self, clock, offset, error);
}

gboolean
cosell_store_is_clock_sure (CosellStore *self)
{
  CosellServiceClock *clock = get_clock (self);

  return clock == NULL || cosell_service_clock_is_confirmed (clock);
}

gboolean
cosell_store_is_ahead (CosellStore *self, gint64 instant)
{
  return instant != COSELL_NO_TIME && instant > cosell_store_now (self) + SLACK;
}
