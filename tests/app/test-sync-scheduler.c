/* test-sync-scheduler.c: when it syncs without being told, with network, battery and time that the
 * test sets: no test waits for a clock */
#include "app/cosell-sync-scheduler-private.h"

#include "base/cosell-time.h"
#include "support/fake-monitors.h"

/* --- a clock whose timers end when the test says so --- */

typedef struct
{
  gint64 at;
  GSource *source; /* (owned) */
} Timer;

#define TIMER_TYPE_CLOCK (timer_clock_get_type ())
G_DECLARE_FINAL_TYPE (TimerClock, timer_clock, TIMER, CLOCK, GObject)

struct _TimerClock
{
  GObject parent_instance;
  gint64 now;
  GArray *timers; /* (owned) of Timer */
};

static gint64
timer_clock_now (CosellClock *clock)
{
  return TIMER_CLOCK (clock)->now;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static guint
timer_clock_add_timer (CosellClock *clock,
                       guint milliseconds,
                       GSourceFunc func,
                       gpointer user_data,
                       GDestroyNotify notify)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };
  TimerClock *self = TIMER_CLOCK (clock);
  Timer timer = { .at = self->now + milliseconds * G_TIME_SPAN_MILLISECOND,
                  .source = g_source_new (&funcs, sizeof (GSource)) };

  g_source_set_callback (timer.source, func, user_data, notify);
  g_array_append_val (self->timers, timer);
  return g_source_attach (timer.source, NULL);
}

static void
clear_timer (gpointer data)
{
  g_source_destroy (((Timer *) data)->source);
  g_source_unref (((Timer *) data)->source);
}

static void
timer_clock_init (TimerClock *self)
{
  self->timers = g_array_new (FALSE, FALSE, sizeof (Timer));
  g_array_set_clear_func (self->timers, clear_timer);
}

static void
timer_clock_finalize (GObject *object)
{
  g_array_unref (TIMER_CLOCK (object)->timers);
  G_OBJECT_CLASS (g_type_class_peek (G_TYPE_OBJECT))->finalize (object);
}

static void
timer_clock_class_init (TimerClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = timer_clock_finalize;
}

static void
timer_clock_iface_init (CosellClockInterface *iface)
{
  iface->now = timer_clock_now;
  iface->add_timer = timer_clock_add_timer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TimerClock,
                               timer_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CLOCK, timer_clock_iface_init))

/* The timer that ends next, of those that still run. */
static Timer *
next_timer (TimerClock *self)
{
  Timer *next = NULL;

  for (guint i = 0; i < self->timers->len; i++)
    {
      Timer *timer = &g_array_index (self->timers, Timer, i);

      if (!g_source_is_destroyed (timer->source) && (next == NULL || timer->at < next->at))
        next = timer;
    }
  return next;
}

static void
let_pass (TimerClock *self, gint64 span)
{
  gint64 end = self->now + span;

  for (Timer *timer = next_timer (self); timer != NULL && timer->at <= end;
       timer = next_timer (self))
    {
      g_autoptr (GSource) source = g_source_ref (timer->source);

      self->now = timer->at;
      g_source_set_ready_time (source, 0);
      while (!g_source_is_destroyed (source))
        g_main_context_iteration (NULL, FALSE);
    }
  self->now = end;
}

static guint
count_timers (TimerClock *self)
{
  guint n = 0;

  for (guint i = 0; i < self->timers->len; i++)
    n += !g_source_is_destroyed (g_array_index (self->timers, Timer, i).source);
  return n;
}

/* --- a profile of which nothing is known but what the scheduler asks for --- */

typedef struct
{
  TimerClock *clock;
  GNetworkMonitor *network;
  GPowerProfileMonitor *power;
  CosellSyncScheduler *scheduler;
  CosellSyncFacts facts;
  guint synced, looked, told;
} Fixture;

static void
read_facts (gpointer data, CosellSyncFacts *facts)
{
  *facts = ((Fixture *) data)->facts;
}

/* Begins one; end_sync ends it. */
static void
sync_begins (gpointer data)
{
  Fixture *f = data;

  g_assert_true (f->facts.account && !f->facts.busy);
  f->facts.busy = TRUE;
  f->synced++;
}

static void
looks (gpointer data)
{
  ((Fixture *) data)->looked++;
}

static void
end_sync (Fixture *f)
{
  f->facts.busy = FALSE;
  f->facts.last_sync = f->clock->now;
  cosell_sync_scheduler_update (f->scheduler);
}

/* As many since the last time as are expected, each of which ends at once. */
static void
assert_synced (Fixture *f, guint n)
{
  g_assert_cmpuint (f->synced, ==, n);
  f->synced = 0;
  if (f->facts.busy)
    end_sync (f);
}

static void
pause_changed_cb (CosellSyncScheduler *scheduler, GParamSpec *pspec, Fixture *f)
{
  f->told++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const CosellSyncSchedulerFuncs funcs = { read_facts, sync_begins, looks };

  f->clock = g_object_new (TIMER_TYPE_CLOCK, NULL);
  f->clock->now = 100 * G_TIME_SPAN_DAY;
  f->network = fake_network_new (TRUE, FALSE);
  f->power = fake_power_new (FALSE);
  f->facts.account = TRUE;
  f->facts.last_sync = COSELL_NO_TIME;
  f->scheduler = cosell_sync_scheduler_new (&funcs, f, COSELL_CLOCK (f->clock));
  cosell_sync_scheduler_set_monitors (f->scheduler, f->network, f->power);
  g_signal_connect (f->scheduler, "notify::pause", G_CALLBACK (pause_changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  cosell_sync_scheduler_stop (f->scheduler);
  g_assert_cmpuint (count_timers (f->clock), ==, 0);
  g_assert_finalize_object (f->scheduler);
  g_assert_finalize_object (f->network);
  g_assert_finalize_object (f->power);
  g_assert_finalize_object (f->clock);
}

/* Started, and the sync that this begins with is over. */
static void
start (Fixture *f)
{
  cosell_sync_scheduler_start (f->scheduler);
  assert_synced (f, 0);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
}

static void
test_not_started (Fixture *f, gconstpointer data)
{
  cosell_sync_scheduler_user_returned (f->scheduler);
  cosell_sync_scheduler_sync_soon (f->scheduler);
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now);
  cosell_sync_scheduler_update (f->scheduler);
  g_assert_cmpuint (count_timers (f->clock), ==, 0);
  assert_synced (f, 0);
}

static void
test_period (Fixture *f, gconstpointer data)
{
  start (f);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 300);
  let_pass (f->clock, 299 * G_TIME_SPAN_SECOND);
  assert_synced (f, 0);
  let_pass (f->clock, G_TIME_SPAN_SECOND);
  g_assert_true (f->facts.busy);
  /* one that takes long does not begin again, and the wait begins anew once it has ended */
  let_pass (f->clock, 4 * G_TIME_SPAN_MINUTE);
  assert_synced (f, 1);
  let_pass (f->clock, 299 * G_TIME_SPAN_SECOND);
  assert_synced (f, 0);
  let_pass (f->clock, G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
  cosell_sync_scheduler_set_automatic (f->scheduler, 10, FALSE);
  let_pass (f->clock, 9 * G_TIME_SPAN_MINUTE);
  assert_synced (f, 0);
  let_pass (f->clock, G_TIME_SPAN_MINUTE);
  assert_synced (f, 1);
}

static void
test_offline (Fixture *f, gconstpointer data)
{
  start (f);
  f->facts.offline = TRUE;
  cosell_sync_scheduler_update (f->scheduler);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 60);
  let_pass (f->clock, G_TIME_SPAN_MINUTE);
  f->facts.offline = FALSE;
  assert_synced (f, 1);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 300);
}

static void
test_focus (Fixture *f, gconstpointer data)
{
  start (f);
  cosell_sync_scheduler_user_returned (f->scheduler); /* just now is new enough */
  assert_synced (f, 0);
  let_pass (f->clock, 2 * G_TIME_SPAN_MINUTE);
  cosell_sync_scheduler_user_returned (f->scheduler);
  g_assert_true (f->facts.busy);
  cosell_sync_scheduler_user_returned (f->scheduler); /* one is under way */
  assert_synced (f, 1);
}

/* A later edit starts the moment again; what comes while a sync is under way goes after it. */
static void
test_soon (Fixture *f, gconstpointer data)
{
  start (f);
  cosell_sync_scheduler_sync_soon (f->scheduler);
  let_pass (f->clock, 2 * G_TIME_SPAN_SECOND);
  cosell_sync_scheduler_sync_soon (f->scheduler);
  let_pass (f->clock, 2 * G_TIME_SPAN_SECOND);
  assert_synced (f, 0);
  let_pass (f->clock, G_TIME_SPAN_SECOND);
  g_assert_true (f->facts.busy);
  cosell_sync_scheduler_sync_soon (f->scheduler);
  let_pass (f->clock, 4 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
}

static void
test_due (Fixture *f, gconstpointer data)
{
  start (f);
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now + 10 * G_TIME_SPAN_SECOND);
  let_pass (f->clock, 10 * G_TIME_SPAN_SECOND);
  assert_synced (f, 0);
  let_pass (f->clock, G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
  g_assert_cmpuint (f->looked, ==, 1);
  /* a later instant, or none, takes the place of the one before */
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now + G_TIME_SPAN_SECOND);
  cosell_sync_scheduler_wake_at (f->scheduler, COSELL_NO_TIME);
  let_pass (f->clock, G_TIME_SPAN_MINUTE);
  assert_synced (f, 0);
  /* while a sync is under way: after it */
  f->facts.busy = TRUE;
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now);
  let_pass (f->clock, G_TIME_SPAN_SECOND);
  assert_synced (f, 0);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
  g_assert_cmpuint (f->looked, ==, 2);
}

/* A timer does not run while the computer sleeps. */
static void
test_due_late (Fixture *f, gconstpointer data)
{
  cosell_sync_scheduler_set_automatic (f->scheduler, 1440, FALSE);
  start (f);
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now + G_TIME_SPAN_HOUR);
  let_pass (f->clock, 10 * G_TIME_SPAN_MINUTE);
  assert_synced (f, 0);
  g_assert_cmpuint (f->looked, ==, 1);
  f->clock->now += 2 * G_TIME_SPAN_HOUR;
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now - G_TIME_SPAN_HOUR);
  let_pass (f->clock, G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
}

static void
test_only_when_told (Fixture *f, gconstpointer data)
{
  cosell_sync_scheduler_set_automatic (f->scheduler, 0, TRUE);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->scheduler), ==, COSELL_SYNC_PAUSE_WANTED);
  g_assert_cmpuint (f->told, ==, 1);
  cosell_sync_scheduler_start (f->scheduler);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 0);
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now);
  fake_network_set (f->network, TRUE, FALSE);
  let_pass (f->clock, G_TIME_SPAN_DAY);
  cosell_sync_scheduler_user_returned (f->scheduler);
  assert_synced (f, 0);
  cosell_sync_scheduler_set_automatic (f->scheduler, 10, FALSE);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->scheduler), ==, COSELL_SYNC_PAUSE_NONE);
  g_assert_cmpuint (f->told, ==, 2);
  let_pass (f->clock, 10 * G_TIME_SPAN_MINUTE);
  assert_synced (f, 1);
}

static void
test_metered (Fixture *f, gconstpointer data)
{
  start (f);
  fake_network_set (f->network, TRUE, TRUE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 0);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->scheduler), ==, COSELL_SYNC_PAUSE_METERED);
  g_assert_cmpuint (f->told, ==, 1);
  let_pass (f->clock, G_TIME_SPAN_HOUR);
  cosell_sync_scheduler_user_returned (f->scheduler);
  assert_synced (f, 0);
  cosell_sync_scheduler_set_automatic (f->scheduler, 5, TRUE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 300);
  cosell_sync_scheduler_user_returned (f->scheduler);
  assert_synced (f, 1);
  cosell_sync_scheduler_set_automatic (f->scheduler, 5, FALSE);
  g_assert_cmpuint (f->told, ==, 3);
  /* home again: what waited goes by itself */
  fake_network_set (f->network, TRUE, FALSE);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->scheduler), ==, COSELL_SYNC_PAUSE_NONE);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
}

static void
test_network_back (Fixture *f, gconstpointer data)
{
  start (f);
  fake_network_set (f->network, FALSE, FALSE);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 0);
  fake_network_set (f->network, TRUE, FALSE);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
}

/* The sync that is under way may be failing for want of it. */
static void
test_network_back_while_busy (Fixture *f, gconstpointer data)
{
  start (f);
  fake_network_set (f->network, FALSE, FALSE);
  cosell_sync_scheduler_sync_soon (f->scheduler);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  g_assert_true (f->facts.busy);
  fake_network_set (f->network, TRUE, FALSE);
  let_pass (f->clock, 10 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
  let_pass (f->clock, 3 * G_TIME_SPAN_SECOND);
  assert_synced (f, 1);
}

static void
test_power (Fixture *f, gconstpointer data)
{
  start (f);
  fake_power_set (f->power, TRUE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 1200);
  let_pass (f->clock, 19 * G_TIME_SPAN_MINUTE);
  assert_synced (f, 0);
  let_pass (f->clock, G_TIME_SPAN_MINUTE);
  assert_synced (f, 1);
  fake_power_set (f->power, FALSE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 300);
}

/* What is on this computer needs no network; another account may need one. */
static void
test_local (Fixture *f, gconstpointer data)
{
  f->facts.local = TRUE;
  fake_network_set (f->network, FALSE, TRUE);
  start (f);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->scheduler), ==, COSELL_SYNC_PAUSE_NONE);
  f->facts.local = FALSE;
  cosell_sync_scheduler_update (f->scheduler);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->scheduler), ==, COSELL_SYNC_PAUSE_METERED);
}

static void
test_no_account (Fixture *f, gconstpointer data)
{
  f->facts.account = FALSE;
  cosell_sync_scheduler_start (f->scheduler);
  cosell_sync_scheduler_user_returned (f->scheduler);
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now);
  let_pass (f->clock, G_TIME_SPAN_HOUR);
  assert_synced (f, 0);
  f->facts.account = TRUE;
  cosell_sync_scheduler_update (f->scheduler);
  let_pass (f->clock, 5 * G_TIME_SPAN_MINUTE);
  assert_synced (f, 1);
}

static void
test_stop (Fixture *f, gconstpointer data)
{
  start (f);
  cosell_sync_scheduler_sync_soon (f->scheduler);
  cosell_sync_scheduler_wake_at (f->scheduler, f->clock->now);
  cosell_sync_scheduler_stop (f->scheduler);
  g_assert_cmpuint (count_timers (f->clock), ==, 0);
  fake_network_set (f->network, FALSE, FALSE);
  fake_network_set (f->network, TRUE, TRUE);
  fake_power_set (f->power, TRUE);
  cosell_sync_scheduler_user_returned (f->scheduler);
  cosell_sync_scheduler_set_automatic (f->scheduler, 1, TRUE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->scheduler), ==, 0);
  let_pass (f->clock, G_TIME_SPAN_DAY);
  assert_synced (f, 0);
  g_assert_cmpuint (f->looked, ==, 0);
}

#define SCHEDULER_TEST(name, func)                                                                 \
  g_test_add ("/sync-scheduler/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SCHEDULER_TEST ("not-started", test_not_started);
  SCHEDULER_TEST ("period", test_period);
  SCHEDULER_TEST ("offline", test_offline);
  SCHEDULER_TEST ("focus", test_focus);
  SCHEDULER_TEST ("soon", test_soon);
  SCHEDULER_TEST ("due", test_due);
  SCHEDULER_TEST ("due-late", test_due_late);
  SCHEDULER_TEST ("only-when-told", test_only_when_told);
  SCHEDULER_TEST ("metered", test_metered);
  SCHEDULER_TEST ("network-back", test_network_back);
  SCHEDULER_TEST ("network-back-while-busy", test_network_back_while_busy);
  SCHEDULER_TEST ("power", test_power);
  SCHEDULER_TEST ("local", test_local);
  SCHEDULER_TEST ("no-account", test_no_account);
  SCHEDULER_TEST ("stop", test_stop);
  return g_test_run ();
}
