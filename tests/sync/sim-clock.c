/* sim-clock.c: clocks that may be wrong, and timers that wait for simulated time */
#include "sync/sim.h"

#define SIM_TYPE_CLOCK (sim_clock_get_type ())
G_DECLARE_FINAL_TYPE (SimClock, sim_clock, SIM, CLOCK, GObject)

struct _SimClock
{
  GObject parent_instance;

  Sim *sim;
  gint64 offset;
};

static void
sim_clock_iface_init (CosellClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimClock,
                               sim_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CLOCK, sim_clock_iface_init))

/* Any thread: time moves only while every thread is at rest. */
static gint64
sim_clock_now (CosellClock *clock)
{
  SimClock *self = SIM_CLOCK (clock);

  return self->sim->now + self->offset;
}

/* Nobody sets what really passes. */
static gint64
sim_clock_elapsed (CosellClock *clock)
{
  return SIM_CLOCK (clock)->sim->now;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback != NULL ? callback (user_data) : G_SOURCE_REMOVE;
}

static GSourceFuncs timer_funcs = { .dispatch = dispatch };

static void
time_over (Sim *sim, gpointer data)
{
  GSource *source = data;

  if (!g_source_is_destroyed (source))
    {
      sim_trace (sim, "a timer is over");
      g_source_set_ready_time (source, 0);
    }
}

/* A wrong clock goes as fast as any other. */
static guint
sim_clock_add_timer (CosellClock *clock,
                     guint milliseconds,
                     GSourceFunc func,
                     gpointer user_data,
                     GDestroyNotify notify)
{
  SimClock *self = SIM_CLOCK (clock);
  GSource *source = g_source_new (&timer_funcs, sizeof (GSource));
  guint id;

  g_source_set_callback (source, func, user_data, notify);
  id = g_source_attach (source, NULL);
  sim_later (self->sim, (gint64) milliseconds * 1000, time_over, source,
             (GDestroyNotify) g_source_unref);
  return id;
}

static void
sim_clock_iface_init (CosellClockInterface *iface)
{
  iface->now = sim_clock_now;
  iface->elapsed = sim_clock_elapsed;
  iface->add_timer = sim_clock_add_timer;
}

static void
sim_clock_class_init (SimClockClass *klass)
{
}

static void
sim_clock_init (SimClock *self)
{
}

CosellClock *
sim_clock_new (Sim *sim)
{
  SimClock *self = g_object_new (SIM_TYPE_CLOCK, NULL);

  self->sim = sim;
  return COSELL_CLOCK (self);
}

void
sim_clock_set_offset (CosellClock *clock, gint64 microseconds)
{
  SIM_CLOCK (clock)->offset = microseconds;
}

gint64
sim_clock_get_offset (CosellClock *clock)
{
  return SIM_CLOCK (clock)->offset;
}
