/* Rounds of the sync engine: those that are asked for, and those that the scheduler begins. */
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"

typedef struct
{
  CosellSyncResult summary;
  GCancellable *cancellable; /* (owned): the caller's, or the account goes away */
  GCancellable *callers;     /* (owned) (nullable) */
  gulong handler;
} Round;

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
check_ready (CosellSession *self, gboolean explicit_sync, GError **error)
{
  if (!cosell_session_check_open (self, error))
    return FALSE;
  if (self->sync == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                           _ ("There is no account to sync with yet. Add one first."));
      return FALSE;
    }
  return cosell_account_prepare (self->account, explicit_sync, error);
}

static void
round_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = g_task_get_source_object (task);
  Round *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  cosell_sync_round_finish (COSELL_SYNC (source), result, &round->summary, &error);
  /* g_cancellable_disconnect waits for a cancelling that may well be what ended the round */
  if (round->callers != NULL)
    g_clear_signal_handler (&round->handler, round->callers);
  g_ptr_array_remove (self->rounds, round->cancellable);
  /* The outcome for an account that was replaced meanwhile says nothing about this one. */
  if (!cosell_session_is_closed (self))
    {
      if (source == (GObject *) self->sync &&
          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        cosell_session_set_error (self, error != NULL ? g_error_copy (error) : NULL);
      cosell_session_update_state (self);
      cosell_session_refresh_account (self);
      cosell_session_refresh_counts (self);
      cosell_sync_scheduler_update (self->scheduler);
      cosell_session_follow_crms (self);
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
  if (!check_ready (self, explicit_sync, &error))
    {
      if (!cosell_session_is_closed (self))
        {
          cosell_session_update_state (self);
          cosell_session_follow_crms (self);
        }
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
      summary->held = round->summary.held;
    }
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cosell_session_cancel_rounds (CosellSession *self)
{
  for (guint i = 0; i < self->rounds->len; i++)
    g_cancellable_cancel (g_ptr_array_index (self->rounds, i));
}

static void
read_facts (gpointer data, CosellSyncFacts *facts)
{
  CosellSession *self = data;

  facts->account = cosell_account_get_url (self->account) != NULL;
  facts->local = cosell_account_is_local (self->account);
  facts->busy = self->rounds->len > 0;
  facts->offline = self->state == COSELL_SESSION_OFFLINE;
  facts->last_sync = self->last_sync;
}

/* Its outcome shows in state and last-error. */
static void
sync_by_itself (gpointer data)
{
  CosellSession *self = data;

  cosell_session_sync_async (self, TRUE, TRUE, FALSE, self->closing, NULL, NULL);
}

static void
look_again (gpointer data)
{
  cosell_session_refresh_counts (data);
}

void
cosell_session_make_scheduler (CosellSession *self)
{
  static const CosellSyncSchedulerFuncs funcs = { read_facts, sync_by_itself, look_again };

  self->scheduler = cosell_sync_scheduler_new (&funcs, self, self->clock);
}

CosellSyncScheduler *
cosell_session_get_scheduler (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  return self->scheduler;
}

void
cosell_session_sync_soon (CosellSession *self)
{
  cosell_sync_scheduler_sync_soon (self->scheduler);
}
