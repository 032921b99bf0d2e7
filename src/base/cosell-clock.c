#include "base/cosell-clock.h"

#include <time.h>

#include "base/cosell-manual-clock.h"
#include "base/cosell-time.h"
#include "cosell-config.h"

G_DEFINE_INTERFACE (CosellClock, cosell_clock, G_TYPE_OBJECT)

static void
cosell_clock_default_init (CosellClockInterface *iface)
{
}

gint64
cosell_clock_now (CosellClock *self)
{
  g_return_val_if_fail (COSELL_IS_CLOCK (self), 0);

  return COSELL_CLOCK_GET_IFACE (self)->now (self);
}

guint
cosell_clock_add_timer (CosellClock *self,
                        guint milliseconds,
                        GSourceFunc func,
                        gpointer user_data,
                        GDestroyNotify notify)
{
  CosellClockInterface *iface;

  g_return_val_if_fail (COSELL_IS_CLOCK (self), 0);

  iface = COSELL_CLOCK_GET_IFACE (self);
  if (iface->add_timer != NULL)
    return iface->add_timer (self, milliseconds, func, user_data, notify);
  return g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, func, user_data, notify);
}

gint64
cosell_clock_doubt (CosellClock *self)
{
  g_return_val_if_fail (COSELL_IS_CLOCK (self), 0);

  if (COSELL_CLOCK_GET_IFACE (self)->doubt == NULL)
    return G_TIME_SPAN_DAY;
  return COSELL_CLOCK_GET_IFACE (self)->doubt (self);
}

gint64
cosell_clock_elapsed (CosellClock *self)
{
  g_return_val_if_fail (COSELL_IS_CLOCK (self), 0);

  if (COSELL_CLOCK_GET_IFACE (self)->elapsed == NULL)
    return cosell_clock_now (self);
  return COSELL_CLOCK_GET_IFACE (self)->elapsed (self);
}

/* ---- the machine's clock ---- */

#define COSELL_TYPE_SYSTEM_CLOCK (cosell_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (CosellSystemClock, cosell_system_clock, COSELL, SYSTEM_CLOCK, GObject)

struct _CosellSystemClock
{
  GObject parent;
};

static gint64
cosell_system_clock_now (CosellClock *clock)
{
  return g_get_real_time ();
}

static gint64
cosell_system_clock_elapsed (CosellClock *clock)
{
#ifdef CLOCK_BOOTTIME
  struct timespec time;

  if (clock_gettime (CLOCK_BOOTTIME, &time) == 0)
    return (gint64) time.tv_sec * G_TIME_SPAN_SECOND + time.tv_nsec / 1000;
#endif
  return g_get_monotonic_time ();
}

static void
cosell_system_clock_iface_init (CosellClockInterface *iface)
{
  iface->now = cosell_system_clock_now;
  iface->elapsed = cosell_system_clock_elapsed;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellSystemClock,
                               cosell_system_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CLOCK,
                                                      cosell_system_clock_iface_init))

static void
cosell_system_clock_class_init (CosellSystemClockClass *klass)
{
}

static void
cosell_system_clock_init (CosellSystemClock *self)
{
}

/**
 * cosell_clock_new_system:
 *
 * Reads COSELL_NOW once, here. A COSELL_NOW that is no time is warned of and ignored.
 *
 * Returns: (transfer full)
 */
CosellClock *
cosell_clock_new_system (void)
{
#if COSELL_DEVEL
  const char *fixed = g_getenv ("COSELL_NOW");
  gint64 now;

  if (fixed != NULL && cosell_time_parse (fixed, &now))
    return COSELL_CLOCK (cosell_manual_clock_new (now));
  if (fixed != NULL && *fixed != '\0')
    g_warning ("COSELL_NOW is not a time of RFC 3339: “%s”", fixed);
#endif
  return g_object_new (COSELL_TYPE_SYSTEM_CLOCK, NULL);
}
