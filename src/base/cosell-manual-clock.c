#include "base/cosell-manual-clock.h"

struct _CosellManualClock
{
  GObject parent;

  GMutex lock;
  gint64 now;     /* (lock) */
  gint64 elapsed; /* (lock) */
};

static gint64
cosell_manual_clock_now (CosellClock *clock)
{
  CosellManualClock *self = COSELL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->now;
}

static gint64
cosell_manual_clock_elapsed (CosellClock *clock)
{
  CosellManualClock *self = COSELL_MANUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->elapsed;
}

static void
cosell_manual_clock_iface_init (CosellClockInterface *iface)
{
  iface->now = cosell_manual_clock_now;
  iface->elapsed = cosell_manual_clock_elapsed;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellManualClock,
                               cosell_manual_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CLOCK,
                                                      cosell_manual_clock_iface_init))

static void
cosell_manual_clock_finalize (GObject *object)
{
  g_mutex_clear (&COSELL_MANUAL_CLOCK (object)->lock);
  G_OBJECT_CLASS (cosell_manual_clock_parent_class)->finalize (object);
}

static void
cosell_manual_clock_class_init (CosellManualClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_manual_clock_finalize;
}

static void
cosell_manual_clock_init (CosellManualClock *self)
{
  g_mutex_init (&self->lock);
}

/**
 * cosell_manual_clock_new:
 * @now: µs since the epoch, UTC
 *
 * Returns: (transfer full): a #CosellManualClock
 */
CosellClock *
cosell_manual_clock_new (gint64 now)
{
  CosellManualClock *self = g_object_new (COSELL_TYPE_MANUAL_CLOCK, NULL);

  self->now = now;
  return COSELL_CLOCK (self);
}

void
cosell_manual_clock_set (CosellManualClock *self, gint64 now)
{
  g_return_if_fail (COSELL_IS_MANUAL_CLOCK (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  self->now = now;
}

void
cosell_manual_clock_advance (CosellManualClock *self, gint64 microseconds)
{
  g_return_if_fail (COSELL_IS_MANUAL_CLOCK (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  self->now += microseconds;
  self->elapsed += microseconds;
}
