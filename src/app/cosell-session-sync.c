/* Rounds of the sync engine: those that are asked for, and those that come by themselves. */
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"

#define PERIOD_SECONDS (5 * 60)
#define PERIOD_OFFLINE_SECONDS 60
/* long enough for a second thought or the next field of the same form */
#define SOON_SECONDS 3
/* a timer does not run while the computer sleeps, so a long wait looks again at times */
#define DUE_SECONDS (10 * 60)

typedef struct
{
  CosellSyncResult summary;
  GCancellable *cancellable; /* (owned): the caller's, or the account goes away */
  GCancellable *callers;     /* (owned) (nullable) */
  gulong handler;
} Round;

static void
automatic_round (CosellSession *self);

static void
round_free (gpointer data)
{
  Round *round = data;

  g_clear_object (&round->cancellable);
  g_clear_object (&round->callers);
  g_free (round);
}

static void
caller_cancelled_cb (GCancellable *callers, GCancellable *round)
{
  g_cancellable_cancel (round);
}

static void
link_cancellables (Round *round, GCancellable *callers)
{
  round->cancellable = g_cancellable_new ();
  if (callers == NULL)
    return;
  round->callers = g_object_ref (callers);
  round->handler = g_cancellable_connect (callers, G_CALLBACK (caller_cancelled_cb),
                                          g_object_ref (round->cancellable), g_object_unref);
}

static gboolean
check_ready (CosellSession *self, GError **error)
{
  g_autofree char *token = NULL;

  if (self->store == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The profile is closed."));
      return FALSE;
    }
  if (self->account_url == NULL || self->sync == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                           _ ("There is no account to sync with yet. Add one first."));
      return FALSE;
    }
  token = cosell_session_find_token (self);
  if (self->remote != NULL)
    {
      cosell_http_remote_set_token (self->remote, token);
      cosell_http_remote_set_auth (self->remote, token == NULL ? self->auth : NULL);
    }
  if (token != NULL || cosell_session_may_ask_auth (self))
    return TRUE;
  g_propagate_error (error, cosell_session_sign_in_error (self));
  return FALSE;
}

static void
round_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = g_task_get_source_object (task);
  Round *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  cosell_sync_round_finish (COSELL_SYNC (source), result, &round->summary, &error);
  g_cancellable_disconnect (round->callers, round->handler);
  g_ptr_array_remove (self->rounds, round->cancellable);
  /* The outcome for an account that was replaced meanwhile says nothing about this one. */
  if (self->store != NULL)
    {
      if (source == (GObject *) self->sync &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        cosell_session_set_error (self, error != NULL ? g_error_copy (error) : NULL);
      cosell_session_update_state (self);
      cosell_session_refresh_account (self);
      cosell_session_refresh_counts (self);
      cosell_session_schedule (self);
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
cosell_session_sync_async (CosellSession *self,
                           gboolean pull,
                           gboolean push,
                           gboolean explicit_sync,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, c, callback, user_data);
  CosellSyncFlags flags = 0;
  GError *error = NULL;
  Round *round;

  g_return_if_fail (COSELL_IS_SESSION (self));

  round = g_new0 (Round, 1);
  g_task_set_source_tag (task, cosell_session_sync_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, round, round_free);
  if (!check_ready (self, &error))
    {
      if (self->store != NULL)
        cosell_session_update_state (self);
      g_task_return_error (task, error);
      return;
    }
  if (pull || !push)
    flags |= COSELL_SYNC_PULL;
  if (push || !pull)
    flags |= COSELL_SYNC_PUSH;
  if (explicit_sync)
    flags |= COSELL_SYNC_EXPLICIT;
  link_cancellables (round, c);
  g_ptr_array_add (self->rounds, g_object_ref (round->cancellable));
  cosell_session_set_pulled (self, 0);
  cosell_session_update_state (self);
  cosell_sync_round_async (self->sync, flags, round->cancellable, round_done_cb,
                           g_steal_pointer (&task));
}

gboolean
cosell_session_sync_finish (CosellSession *self,
                            GAsyncResult *result,
                            CosellSyncSummary *summary,
                            GError **error)
{
  Round *round;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  round = g_task_get_task_data (G_TASK (result));
  if (summary != NULL)
    {
      summary->pulled = round->summary.pulled;
      summary->pushed = round->summary.pushed;
      summary->conflicts = round->summary.conflicts;
      summary->parked = round->summary.parked;
    }
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cosell_session_cancel_rounds (CosellSession *self)
{
  for (guint i = 0; i < self->rounds->len; i++)
    g_cancellable_cancel (g_ptr_array_index (self->rounds, i));
}

/* Its outcome shows in state and last-error. */
static void
automatic_round (CosellSession *self)
{
  if (self->account_url == NULL || self->rounds->len > 0)
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
  if (available && self->state != COSELL_SESSION_SYNCING)
    cosell_session_sync_soon (self);
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
      self->network = g_object_ref (g_network_monitor_get_default ());
      self->network_handler = g_signal_connect (self->network, "network-changed",
                                                G_CALLBACK (network_changed_cb), self);
      return;
    }
  g_clear_signal_handler (&self->network_handler, self->network);
  g_clear_object (&self->network);
}

/* (Re)starts the wait for the next automatic round. */
void
cosell_session_schedule (CosellSession *self)
{
  guint seconds;

  if (!self->started || self->store == NULL)
    return;
  follow_network (self);
  g_clear_handle_id (&self->periodic_source, g_source_remove);
  if (self->account_url == NULL)
    return;
  seconds = self->state == COSELL_SESSION_OFFLINE ? PERIOD_OFFLINE_SECONDS : PERIOD_SECONDS;
  self->periodic_source = g_timeout_add_seconds (seconds, period_over_cb, self);
}

void
cosell_session_unschedule (CosellSession *self)
{
  g_clear_handle_id (&self->periodic_source, g_source_remove);
  g_clear_handle_id (&self->soon_source, g_source_remove);
  g_clear_handle_id (&self->due_source, g_source_remove);
  if (self->network != NULL)
    g_clear_signal_handler (&self->network_handler, self->network);
  g_clear_object (&self->network);
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
  if (due == COSELL_NO_TIME || !self->started || self->store == NULL)
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
  if (!self->started || self->store == NULL || self->account_url == NULL)
    return;
  g_clear_handle_id (&self->soon_source, g_source_remove);
  self->soon_source = g_timeout_add_seconds (SOON_SECONDS, soon_over_cb, self);
}
