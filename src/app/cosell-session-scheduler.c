/* Rounds that come by themselves: in time, after a local edit, at the hour of what waits for one,
 * when the network is back, when somebody looks. None of them when the user wants none, and none
 * over a network that costs, unless the user allowed it. */
#include "app/cosell-session-private.h"
#include "base/cosell-time.h"

/* long enough for a second thought or the next field of the same form */
#define SOON_SECONDS 3
/* a timer does not run while the computer sleeps, so a long wait looks again at times */
#define DUE_SECONDS (10 * 60)

/* Who watches network and power: what the account is on this computer needs no network. */
static void
read_world (CosellSession *self)
{
  self->automatic.metered =
      self->network != NULL && g_network_monitor_get_network_metered (self->network);
  self->automatic.saving_power =
      self->power != NULL && g_power_profile_monitor_get_power_saver_enabled (self->power);
  self->automatic.offline = self->state == COSELL_SESSION_OFFLINE;
}

/* Its outcome shows in state and last-error. */
static void
automatic_round (CosellSession *self)
{
  if (self->account_url == NULL || self->rounds->len > 0)
    return;
  read_world (self);
  if (!cosell_sync_policy_is_allowed (&self->automatic))
    return;
  cosell_session_sync_async (self, TRUE, TRUE, FALSE, self->closing, NULL, NULL);
}

static gboolean
period_over_cb (gpointer user_data)
{
  CosellSession *self = user_data;

  self->periodic_source = 0;
  automatic_round (self);
  if (self->periodic_source == 0)
    cosell_session_schedule (self);
  return G_SOURCE_REMOVE;
}

static gboolean
soon_over_cb (gpointer user_data)
{
  CosellSession *self = user_data;

  self->soon_source = 0;
  if (self->rounds->len > 0)
    cosell_session_sync_soon (self);
  else
    automatic_round (self);
  return G_SOURCE_REMOVE;
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, CosellSession *self)
{
  cosell_session_schedule (self);
  if (available && self->state != COSELL_SESSION_SYNCING)
    cosell_session_sync_soon (self);
}

/* A network that does not cost any more lets go what had to wait. */
static void
metered_changed_cb (CosellSession *self)
{
  cosell_session_schedule (self);
  cosell_session_sync_soon (self);
  g_object_notify (G_OBJECT (self), "state"); /* with why it waits */
}

/* GNetworkMonitor calls a machine that has only its loopback "not available", so an account there
 * does not listen to it. */
static void
follow_network (CosellSession *self)
{
  gboolean wanted = self->account_url != NULL && !self->loopback;

  if (wanted == (self->network != NULL))
    return;
  if (wanted)
    {
      self->network = g_object_ref (self->given_network != NULL ? self->given_network
                                                                : g_network_monitor_get_default ());
      self->network_handler = g_signal_connect (self->network, "network-changed",
                                                G_CALLBACK (network_changed_cb), self);
      self->metered_handler = g_signal_connect_swapped (self->network, "notify::network-metered",
                                                        G_CALLBACK (metered_changed_cb), self);
      return;
    }
  g_clear_signal_handler (&self->network_handler, self->network);
  g_clear_signal_handler (&self->metered_handler, self->network);
  g_clear_object (&self->network);
}

static void
follow_power (CosellSession *self)
{
  if (self->power != NULL)
    return;
  self->power = self->given_power != NULL ? g_object_ref (self->given_power)
                                          : g_power_profile_monitor_dup_default ();
  self->power_handler = g_signal_connect_swapped (self->power, "notify::power-saver-enabled",
                                                  G_CALLBACK (cosell_session_schedule), self);
}

/* (Re)starts the wait for the next automatic round. */
void
cosell_session_schedule (CosellSession *self)
{
  guint seconds;

  if (!self->started || self->closed)
    return;
  follow_network (self);
  follow_power (self);
  read_world (self);
  g_clear_handle_id (&self->periodic_source, g_source_remove);
  seconds = cosell_sync_policy_get_wait (&self->automatic);
  if (self->account_url != NULL && seconds > 0)
    self->periodic_source = g_timeout_add_seconds (seconds, period_over_cb, self);
}

guint
cosell_session_get_wait (CosellSession *self)
{
  return self->periodic_source != 0 ? cosell_sync_policy_get_wait (&self->automatic) : 0;
}

void
cosell_session_unschedule (CosellSession *self)
{
  g_clear_handle_id (&self->periodic_source, g_source_remove);
  g_clear_handle_id (&self->soon_source, g_source_remove);
  g_clear_handle_id (&self->due_source, g_source_remove);
  if (self->network != NULL)
    {
      g_clear_signal_handler (&self->network_handler, self->network);
      g_clear_signal_handler (&self->metered_handler, self->network);
    }
  g_clear_object (&self->network);
  if (self->power != NULL)
    g_clear_signal_handler (&self->power_handler, self->power);
  g_clear_object (&self->power);
}

static gboolean
due_cb (gpointer user_data)
{
  CosellSession *self = user_data;

  self->due_source = 0;
  if (self->rounds->len > 0)
    cosell_session_sync_soon (self);
  else
    automatic_round (self);
  cosell_session_refresh_counts (self);
  return G_SOURCE_REMOVE;
}

static gboolean
look_again_cb (gpointer user_data)
{
  CosellSession *self = user_data;

  self->due_source = 0;
  cosell_session_refresh_counts (self);
  return G_SOURCE_REMOVE;
}

void
cosell_session_wake_at (CosellSession *self, gint64 due)
{
  gint64 left;

  g_clear_handle_id (&self->due_source, g_source_remove);
  if (due == COSELL_NO_TIME || !self->started || self->closed)
    return;
  left = MAX (due - cosell_session_now (self), 0);
  if (left > DUE_SECONDS * G_TIME_SPAN_SECOND)
    self->due_source = g_timeout_add_seconds (DUE_SECONDS, look_again_cb, self);
  else /* a little later, so that it is over by the clock too */
    self->due_source = g_timeout_add ((guint) (left / G_TIME_SPAN_MILLISECOND) + 20, due_cb, self);
}

/* After a local edit: so that it goes out by itself. A later edit starts the wait again. */
void
cosell_session_sync_soon (CosellSession *self)
{
  if (!self->started || self->closed || self->account_url == NULL)
    return;
  g_clear_handle_id (&self->soon_source, g_source_remove);
  self->soon_source = g_timeout_add_seconds (SOON_SECONDS, soon_over_cb, self);
}

void
cosell_session_set_automatic (CosellSession *self, guint interval, gboolean metered_okay)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  if (self->automatic.interval == interval && self->automatic.metered_okay == metered_okay)
    return;
  self->automatic.interval = interval;
  self->automatic.metered_okay = metered_okay;
  cosell_session_schedule (self);
  g_object_notify (G_OBJECT (self), "state"); /* with why it waits */
}

void
cosell_session_user_returned (CosellSession *self)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  if (!self->started || self->closed)
    return;
  read_world (self);
  if (cosell_sync_policy_is_stale (&self->automatic, self->last_sync, cosell_session_now (self)))
    automatic_round (self);
}

CosellSessionPause
cosell_session_get_pause (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), COSELL_SESSION_PAUSE_NONE);

  read_world (self);
  if (self->automatic.interval == 0)
    return COSELL_SESSION_PAUSE_WANTED;
  return cosell_sync_policy_is_allowed (&self->automatic) ? COSELL_SESSION_PAUSE_NONE
                                                          : COSELL_SESSION_PAUSE_METERED;
}

void
cosell_session_set_monitors (CosellSession *self,
                             GNetworkMonitor *network,
                             GPowerProfileMonitor *power)
{
  g_return_if_fail (COSELL_IS_SESSION (self));
  g_return_if_fail (!self->started);

  g_set_object (&self->given_network, network);
  g_set_object (&self->given_power, power);
}
