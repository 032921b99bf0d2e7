#include "app/cosell-sync-scheduler-private.h"

#include "base/cosell-time.h"

#define DEFAULT_INTERVAL 5 /* minutes */
/* long enough for a second thought or the next field of the same form */
#define SOON_SECONDS 3
/* a timer does not run while the computer sleeps, so a long wait looks again at times */
#define DUE_SECONDS (10 * 60)

struct _CosellSyncScheduler
{
  GObject parent_instance;

  const CosellSyncSchedulerFuncs *funcs;
  gpointer data;
  CosellClock *clock; /* (owned) */
  gboolean started;
  guint periodic_source, soon_source, due_source;
  CosellSyncPolicy policy;
  CosellSyncPause pause;             /* as it was told the last time */
  GNetworkMonitor *network;          /* (owned) (nullable): none for an account on this computer */
  GPowerProfileMonitor *power;       /* (owned) (nullable) */
  GNetworkMonitor *given_network;    /* (owned) (nullable): in place of the system's */
  GPowerProfileMonitor *given_power; /* (owned) (nullable): in place of the system's */
};

enum
{
  PROP_PAUSE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CosellSyncScheduler, cosell_sync_scheduler, G_TYPE_OBJECT)

static void
read_facts (CosellSyncScheduler *self, CosellSyncFacts *facts)
{
  self->funcs->read (self->data, facts);
  self->policy.offline = facts->offline;
}

static void
read_monitors (CosellSyncScheduler *self)
{
  CosellSyncPause pause;

  self->policy.metered =
      self->network != NULL && g_network_monitor_get_network_metered (self->network);
  self->policy.saving_power =
      self->power != NULL && g_power_profile_monitor_get_power_saver_enabled (self->power);
  pause = cosell_sync_policy_get_pause (&self->policy);
  if (self->pause == pause)
    return;
  self->pause = pause;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSE]);
}

/* Its outcome shows where each sync is told of. */
static void
sync_by_itself (CosellSyncScheduler *self, const CosellSyncFacts *facts)
{
  if (facts->account && !facts->busy && cosell_sync_policy_is_allowed (&self->policy))
    self->funcs->sync (self->data);
}

static guint
add_timer (CosellSyncScheduler *self, guint seconds, GSourceFunc func)
{
  return cosell_clock_add_timer (self->clock, seconds * 1000, func, self, NULL);
}

static gboolean
period_over_cb (gpointer user_data)
{
  CosellSyncScheduler *self = user_data;
  CosellSyncFacts facts;

  self->periodic_source = 0;
  read_facts (self, &facts);
  sync_by_itself (self, &facts);
  if (self->periodic_source == 0)
    cosell_sync_scheduler_update (self);
  return G_SOURCE_REMOVE;
}

/* At once, or in a moment when a sync is under way. */
static void
sync_next (CosellSyncScheduler *self)
{
  CosellSyncFacts facts;

  read_facts (self, &facts);
  if (facts.busy)
    cosell_sync_scheduler_sync_soon (self);
  else
    sync_by_itself (self, &facts);
}

static gboolean
soon_over_cb (gpointer user_data)
{
  CosellSyncScheduler *self = user_data;

  self->soon_source = 0;
  sync_next (self);
  return G_SOURCE_REMOVE;
}

static gboolean
due_cb (gpointer user_data)
{
  CosellSyncScheduler *self = user_data;

  self->due_source = 0;
  sync_next (self);
  self->funcs->look (self->data);
  return G_SOURCE_REMOVE;
}

static gboolean
look_again_cb (gpointer user_data)
{
  CosellSyncScheduler *self = user_data;

  self->due_source = 0;
  self->funcs->look (self->data);
  return G_SOURCE_REMOVE;
}

/* Also while a sync is under way, which may be failing because the network was gone. */
static void
network_changed_cb (CosellSyncScheduler *self, gboolean available)
{
  cosell_sync_scheduler_update (self);
  if (available)
    cosell_sync_scheduler_sync_soon (self);
}

/* A network that does not cost any more lets go what had to wait. */
static void
metered_changed_cb (CosellSyncScheduler *self)
{
  cosell_sync_scheduler_update (self);
  cosell_sync_scheduler_sync_soon (self);
}

static void
drop_network (CosellSyncScheduler *self)
{
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  g_clear_object (&self->network);
}

/* GNetworkMonitor calls a machine that has only its loopback "not available", so an account there
 * does not listen to it. */
static void
follow_network (CosellSyncScheduler *self, gboolean wanted)
{
  if (wanted == (self->network != NULL))
    return;
  drop_network (self);
  if (!wanted)
    return;
  self->network = g_object_ref (self->given_network != NULL ? self->given_network
                                                            : g_network_monitor_get_default ());
  g_signal_connect_swapped (self->network, "network-changed", G_CALLBACK (network_changed_cb),
                            self);
  g_signal_connect_swapped (self->network, "notify::network-metered",
                            G_CALLBACK (metered_changed_cb), self);
}

static void
follow_power (CosellSyncScheduler *self)
{
  if (self->power != NULL)
    return;
  self->power = self->given_power != NULL ? g_object_ref (self->given_power)
                                          : g_power_profile_monitor_dup_default ();
  g_signal_connect_swapped (self->power, "notify::power-saver-enabled",
                            G_CALLBACK (cosell_sync_scheduler_update), self);
}

void
cosell_sync_scheduler_update (CosellSyncScheduler *self)
{
  CosellSyncFacts facts;
  guint seconds;

  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  if (!self->started)
    return;
  read_facts (self, &facts);
  follow_network (self, facts.account && !facts.local);
  follow_power (self);
  read_monitors (self);
  g_clear_handle_id (&self->periodic_source, g_source_remove);
  seconds = cosell_sync_policy_get_wait (&self->policy);
  if (facts.account && seconds > 0)
    self->periodic_source = add_timer (self, seconds, period_over_cb);
}

guint
cosell_sync_scheduler_get_wait (CosellSyncScheduler *self)
{
  g_return_val_if_fail (COSELL_IS_SYNC_SCHEDULER (self), 0);

  return self->periodic_source != 0 ? cosell_sync_policy_get_wait (&self->policy) : 0;
}

void
cosell_sync_scheduler_wake_at (CosellSyncScheduler *self, gint64 due)
{
  gint64 left;

  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  g_clear_handle_id (&self->due_source, g_source_remove);
  if (due == COSELL_NO_TIME || !self->started)
    return;
  left = MAX (due - cosell_clock_now (self->clock), 0);
  if (left > DUE_SECONDS * G_TIME_SPAN_SECOND)
    self->due_source = add_timer (self, DUE_SECONDS, look_again_cb);
  else /* a little later, so that it is over by the clock too */
    self->due_source =
        cosell_clock_add_timer (self->clock, (guint) (left / G_TIME_SPAN_MILLISECOND) + 20, due_cb,
                                self, NULL);
}

void
cosell_sync_scheduler_sync_soon (CosellSyncScheduler *self)
{
  CosellSyncFacts facts;

  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  if (!self->started)
    return;
  read_facts (self, &facts);
  if (!facts.account)
    return;
  g_clear_handle_id (&self->soon_source, g_source_remove);
  self->soon_source = add_timer (self, SOON_SECONDS, soon_over_cb);
}

void
cosell_sync_scheduler_set_automatic (CosellSyncScheduler *self,
                                     guint interval,
                                     gboolean metered_okay)
{
  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  if (self->policy.interval == interval && self->policy.metered_okay == metered_okay)
    return;
  self->policy.interval = interval;
  self->policy.metered_okay = metered_okay;
  read_monitors (self);
  cosell_sync_scheduler_update (self);
}

void
cosell_sync_scheduler_user_returned (CosellSyncScheduler *self)
{
  CosellSyncFacts facts;

  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  if (!self->started)
    return;
  read_facts (self, &facts);
  if (cosell_sync_policy_is_stale (&self->policy, facts.last_sync, cosell_clock_now (self->clock)))
    sync_by_itself (self, &facts);
}

CosellSyncPause
cosell_sync_scheduler_get_pause (CosellSyncScheduler *self)
{
  g_return_val_if_fail (COSELL_IS_SYNC_SCHEDULER (self), COSELL_SYNC_PAUSE_NONE);

  return self->pause;
}

void
cosell_sync_scheduler_set_monitors (CosellSyncScheduler *self,
                                    GNetworkMonitor *network,
                                    GPowerProfileMonitor *power)
{
  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));
  g_return_if_fail (!self->started);

  g_set_object (&self->given_network, network);
  g_set_object (&self->given_power, power);
}

void
cosell_sync_scheduler_start (CosellSyncScheduler *self)
{
  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  if (self->started)
    return;
  self->started = TRUE;
  cosell_sync_scheduler_update (self);
  cosell_sync_scheduler_sync_soon (self);
}

void
cosell_sync_scheduler_stop (CosellSyncScheduler *self)
{
  g_return_if_fail (COSELL_IS_SYNC_SCHEDULER (self));

  self->started = FALSE;
  g_clear_handle_id (&self->periodic_source, g_source_remove);
  g_clear_handle_id (&self->soon_source, g_source_remove);
  g_clear_handle_id (&self->due_source, g_source_remove);
  drop_network (self);
  if (self->power != NULL)
    g_signal_handlers_disconnect_by_data (self->power, self);
  g_clear_object (&self->power);
}

static void
cosell_sync_scheduler_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  if (prop_id == PROP_PAUSE)
    g_value_set_enum (value, COSELL_SYNC_SCHEDULER (object)->pause);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
cosell_sync_scheduler_dispose (GObject *object)
{
  CosellSyncScheduler *self = COSELL_SYNC_SCHEDULER (object);

  cosell_sync_scheduler_stop (self);
  g_clear_object (&self->given_network);
  g_clear_object (&self->given_power);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (cosell_sync_scheduler_parent_class)->dispose (object);
}

static void
cosell_sync_scheduler_class_init (CosellSyncSchedulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_sync_scheduler_get_property;
  object_class->dispose = cosell_sync_scheduler_dispose;

  properties[PROP_PAUSE] =
      g_param_spec_enum ("pause", NULL, NULL, COSELL_TYPE_SYNC_PAUSE, COSELL_SYNC_PAUSE_NONE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_sync_scheduler_init (CosellSyncScheduler *self)
{
  self->policy.interval = DEFAULT_INTERVAL;
}

CosellSyncScheduler *
cosell_sync_scheduler_new (const CosellSyncSchedulerFuncs *funcs, gpointer data, CosellClock *clock)
{
  CosellSyncScheduler *self = g_object_new (COSELL_TYPE_SYNC_SCHEDULER, NULL);

  self->funcs = funcs;
  self->data = data;
  self->clock = g_object_ref (clock);
  return self;
}
