#include "base/cosell-service-clock.h"

#define SAMPLES 5
#define STEADY (2 * G_TIME_SPAN_SECOND)    /* Date has whole seconds: less is no news */
#define MAX_WAIT (10 * G_TIME_SPAN_SECOND) /* an answer that took longer says little */
#define DOUBT (2 * G_TIME_SPAN_MINUTE)     /* of a clock that is known */
#define EARLIEST (G_GINT64_CONSTANT (1704067200) * G_TIME_SPAN_SECOND) /* 2024 */
#define LATEST (G_GINT64_CONSTANT (4102444800) * G_TIME_SPAN_SECOND)   /* 2100 */

struct _CosellServiceClock
{
  GObject parent;

  CosellClock *inner; /* (owned) */
  GMutex lock;
  gint64 base; /* (lock): now is this and what elapsed */
  gboolean known;
  gboolean confirmed;
  gint64 samples[SAMPLES]; /* (lock): bases; a ring */
  guint n_samples;
  guint next;
};

static void
cosell_service_clock_iface_init (CosellClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellServiceClock,
                               cosell_service_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CLOCK,
                                                      cosell_service_clock_iface_init))

static void
add_sample (CosellServiceClock *self, gint64 base)
{
  self->samples[self->next] = base;
  self->next = (self->next + 1) % SAMPLES;
  self->n_samples = MIN (self->n_samples + 1, SAMPLES);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return one < two ? -1 : one > two;
}

static gint64
middle (const CosellServiceClock *self)
{
  gint64 sorted[SAMPLES];

  for (guint i = 0; i < self->n_samples; i++)
    sorted[i] = self->samples[i];
  qsort (sorted, self->n_samples, sizeof *sorted, compare);
  return sorted[(self->n_samples - 1) / 2];
}

static gint64
cosell_service_clock_now (CosellClock *clock)
{
  CosellServiceClock *self = COSELL_SERVICE_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->base + cosell_clock_elapsed (self->inner);
}

static gint64
cosell_service_clock_elapsed (CosellClock *clock)
{
  return cosell_clock_elapsed (COSELL_SERVICE_CLOCK (clock)->inner);
}

static guint
cosell_service_clock_add_timer (CosellClock *clock,
                                guint milliseconds,
                                GSourceFunc func,
                                gpointer user_data,
                                GDestroyNotify notify)
{
  return cosell_clock_add_timer (COSELL_SERVICE_CLOCK (clock)->inner, milliseconds, func, user_data,
                                 notify);
}

static gint64
cosell_service_clock_doubt (CosellClock *clock)
{
  CosellServiceClock *self = COSELL_SERVICE_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->known ? DOUBT : cosell_clock_doubt (self->inner);
}

static void
cosell_service_clock_iface_init (CosellClockInterface *iface)
{
  iface->now = cosell_service_clock_now;
  iface->elapsed = cosell_service_clock_elapsed;
  iface->add_timer = cosell_service_clock_add_timer;
  iface->doubt = cosell_service_clock_doubt;
}

static void
cosell_service_clock_finalize (GObject *object)
{
  CosellServiceClock *self = COSELL_SERVICE_CLOCK (object);

  g_clear_object (&self->inner);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (cosell_service_clock_parent_class)->finalize (object);
}

static void
cosell_service_clock_class_init (CosellServiceClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_service_clock_finalize;
}

static void
cosell_service_clock_init (CosellServiceClock *self)
{
  g_mutex_init (&self->lock);
}

CosellClock *
cosell_service_clock_new (CosellClock *inner)
{
  CosellServiceClock *self = NULL;

  g_return_val_if_fail (COSELL_IS_CLOCK (inner), NULL);

  self = g_object_new (COSELL_TYPE_SERVICE_CLOCK, NULL);
  self->inner = g_object_ref (inner);
  self->base = cosell_clock_now (inner) - cosell_clock_elapsed (inner);
  return COSELL_CLOCK (self);
}

void
cosell_service_clock_learn (CosellServiceClock *self, gint64 date, gint64 asked, gint64 came)
{
  g_return_if_fail (COSELL_IS_SERVICE_CLOCK (self));

  if (date < EARLIEST || date > LATEST || came < asked || came - asked > MAX_WAIT)
    return;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  /* its second was half over, and half of the way lay behind it, as far as anybody can say */
  self->confirmed = TRUE;
  add_sample (self, date + G_TIME_SPAN_SECOND / 2 - (asked + (came - asked) / 2));
}

gboolean
cosell_service_clock_adopt (CosellServiceClock *self, gint64 *moved)
{
  gint64 base = 0;

  g_return_val_if_fail (COSELL_IS_SERVICE_CLOCK (self), FALSE);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  if (self->n_samples == 0)
    return FALSE;
  base = middle (self);
  if (self->known && ABS (base - self->base) <= STEADY)
    return FALSE;
  self->known = TRUE;
  *moved = 0;
  if (ABS (base - self->base) <= STEADY) /* right all along */
    return TRUE;
  *moved = base - self->base;
  self->base = base;
  return TRUE;
}

gboolean
cosell_service_clock_is_confirmed (CosellServiceClock *self)
{
  g_return_val_if_fail (COSELL_IS_SERVICE_CLOCK (self), FALSE);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  return self->confirmed;
}

gboolean
cosell_service_clock_get_offset (CosellServiceClock *self, gint64 *offset)
{
  g_return_val_if_fail (COSELL_IS_SERVICE_CLOCK (self), FALSE);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  *offset = self->base + cosell_clock_elapsed (self->inner) - cosell_clock_now (self->inner);
  return self->known;
}

void
cosell_service_clock_set_offset (CosellServiceClock *self, gint64 offset)
{
  gint64 base = 0;

  g_return_if_fail (COSELL_IS_SERVICE_CLOCK (self));

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  base = cosell_clock_now (self->inner) + offset - cosell_clock_elapsed (self->inner);
  self->base = base;
  self->known = TRUE;
  self->n_samples = self->next = 0;
  self->confirmed = FALSE;
  add_sample (self, base); /* worth one answer */
}
