/* cosell-round.c: the state machine of one round, and what its states share */
#include "sync/cosell-round.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-meta.h"
#include "sync/cosell-round-reconcile.h"

#define WAIT_LIMIT_MS 30000
#define LOCK_LIMIT_MS 60000
#define ARRIVAL_LIMIT_MS 30000

CosellRound *
cosell_round_new (CosellStore *store,
                  CosellRemote *remote,
                  const char *lock_path,
                  CosellSyncFlags flags)
{
  CosellRound *self = g_rc_box_new0 (CosellRound);

  self->store = g_object_ref (store);
  self->remote = g_object_ref (remote);
  self->cancellable = g_cancellable_new ();
  self->lock_path = g_strdup (lock_path);
  self->lock_fd = -1;
  self->lock_limit = LOCK_LIMIT_MS;
  self->flags = flags;
  self->wait_left = WAIT_LIMIT_MS;
  self->arrival_limit = ARRIVAL_LIMIT_MS;
  self->arrives = self->awaited = self->awaits_until = COSELL_NO_TIME;
  self->arriving = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->looked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

static void
round_clear (gpointer data)
{
  CosellRound *self = data;

  g_assert (self->timer == 0);
  cosell_round_unlock (self);
  g_clear_object (&self->store);
  g_clear_object (&self->remote);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->trouble);
  g_clear_error (&self->unknown_outcome);
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  g_clear_pointer (&self->looked, g_hash_table_unref);
  g_clear_pointer (&self->arriving, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->search, cosell_round_search_free);
  g_clear_pointer (&self->entry, cosell_outbox_entry_free);
  g_clear_pointer (&self->pull, cosell_round_pull_free);
  g_clear_pointer (&self->reconciliation, cosell_round_reconciliation_free);
  g_clear_pointer (&self->extras, cosell_round_extras_free);
  g_free (self->lock_path);
}

CosellRound *
cosell_round_ref (CosellRound *self)
{
  return g_rc_box_acquire (self);
}

void
cosell_round_unref (CosellRound *self)
{
  g_rc_box_release_full (self, round_clear);
}

gboolean
cosell_round_is_explicit (CosellRound *self)
{
  return (self->flags & COSELL_SYNC_EXPLICIT) != 0;
}

gint64
cosell_round_now (CosellRound *self)
{
  return cosell_clock_now (cosell_store_get_clock (self->store));
}

/* the end */

typedef struct
{
  gboolean complete; /* in: everything was pulled */
  CosellOutboxCounts counts;
} FinishJob;

static gboolean
finish_job (CosellStore *store, gpointer data, GError **error)
{
  FinishJob *job = data;
  g_autofree char *now = NULL;

  if (job->complete)
    {
      if (!cosell_store_adopt_clock (store, error))
        return FALSE;
      now = cosell_time_format (cosell_clock_now (cosell_store_get_clock (store)));
      if (!cosell_store_set_meta (store, "last-sync", now, error))
        return FALSE;
    }
  return cosell_store_count_outbox (store, &job->counts, error);
}

static void
finished_cb (CosellRound *self, gpointer data, const GError *error)
{
  FinishJob *job = data;

  if (error == NULL)
    {
      self->result.parked = (guint) job->counts.parked;
      self->result.held = (guint) job->counts.held;
      self->result.conflicts = (guint) job->counts.conflicts;
      cosell_round_set_waiting (self, &job->counts);
    }
  else if (self->error == NULL)
    self->error = g_error_copy (error);
  if (self->error == NULL)
    self->error = g_steal_pointer (&self->trouble);
  cosell_round_await (self, COSELL_SYNC_AWAITS_NOTHING, COSELL_NO_TIME);
  cosell_round_unlock (self);
  self->ended (self, self->user_data);
}

/* B5, P16: one line, however many there are. */
static void
tell_left_out (CosellRound *self)
{
  guint n = MAX (self->n_left_out, self->n_reconciled_left_out);

  if (n > 0)
    g_message (g_dngettext (GETTEXT_PACKAGE,
                            "%u entry in the list of the service is no deal that can be read, or "
                            "has no ID. It was left out.",
                            "%u entries in the list of the service are no deals that can be read, "
                            "or have no ID. They were left out.",
                            n),
               n);
  if (self->n_too_large > 0)
    g_message (g_dngettext (GETTEXT_PACKAGE,
                            "%u deal is too large to be shown. It stands in the list by its name, "
                            "or its ID, alone.",
                            "%u deals are too large to be shown. They stand in the list by their "
                            "names, or their IDs, alone.",
                            self->n_too_large),
               self->n_too_large);
}

static void
finish (CosellRound *self)
{
  FinishJob *job = g_new0 (FinishJob, 1);

  tell_left_out (self);
  job->complete = self->error == NULL && !self->unsure && (self->flags & COSELL_SYNC_PULL) != 0;
  cosell_round_run_anyway (self, job->complete ? COSELL_STORE_WRITE : COSELL_STORE_READ, finish_job,
                           job, g_free, finished_cb);
}

/* the machine */

static void
step (CosellRound *self)
{
  switch (self->state)
    {
    case COSELL_ROUND_LOCK:
      cosell_round_lock (self);
      break;
    case COSELL_ROUND_RECOVER:
      cosell_round_recover (self);
      break;
    case COSELL_ROUND_LOOK_UP:
      cosell_round_look_up (self);
      break;
    case COSELL_ROUND_SEARCH:
      cosell_round_search (self);
      break;
    case COSELL_ROUND_PICK:
      cosell_round_pick (self);
      break;
    case COSELL_ROUND_REFRESH:
      cosell_round_refresh (self);
      break;
    case COSELL_ROUND_MARK:
      cosell_round_mark (self);
      break;
    case COSELL_ROUND_SEND:
      cosell_round_send (self);
      break;
    case COSELL_ROUND_CONFIRM:
      cosell_round_confirm (self);
      break;
    case COSELL_ROUND_EXTRAS:
      cosell_round_extras (self);
      break;
    case COSELL_ROUND_PULL:
      cosell_round_pull (self);
      break;
    case COSELL_ROUND_RECONCILE:
      cosell_round_reconcile (self);
      break;
    case COSELL_ROUND_ACCOUNT:
      cosell_round_account (self);
      break;
    case COSELL_ROUND_INDEX:
      cosell_round_index (self);
      break;
    case COSELL_ROUND_FINISH:
      finish (self);
      break;
    }
}

void
cosell_round_go (CosellRound *self, CosellRoundState state)
{
  g_assert (self->timer == 0);
  if (state != COSELL_ROUND_FINISH &&
      g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    state = COSELL_ROUND_FINISH;
  self->state = state;
  step (self);
}

void
cosell_round_fail (CosellRound *self, GError *error)
{
  g_assert (error != NULL);
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  cosell_round_go (self, COSELL_ROUND_FINISH);
}

void
cosell_round_cancel (CosellRound *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      self->awaited = COSELL_NO_TIME;
      cosell_round_await (self, COSELL_SYNC_AWAITS_NOTHING, COSELL_NO_TIME);
      cosell_round_go (self, self->state);
    }
}

void
cosell_round_note (CosellRound *self, const GError *error)
{
  if (self->trouble == NULL && error != NULL)
    self->trouble = g_error_copy (error);
}

void
cosell_round_set_waiting (CosellRound *self, const CosellOutboxCounts *counts)
{
  self->waiting = (guint) MAX (counts->total - counts->parked - counts->for_crm, 0);
  self->progressed (self, self->user_data);
}

void
cosell_round_await (CosellRound *self, CosellSyncAwaits awaits, gint64 until)
{
  if (self->awaits == awaits && self->awaits_until == until)
    return;
  self->awaits = awaits;
  self->awaits_until = until;
  self->progressed (self, self->user_data);
}

void
cosell_round_add_pulled (CosellRound *self, guint n)
{
  self->result.pulled += n;
  self->progressed (self, self->user_data);
}

/* timers */

static gboolean
timer_cb (gpointer user_data)
{
  CosellRound *self = user_data;

  self->timer = 0;
  if (self->awaits == COSELL_SYNC_AWAITS_SERVICE)
    cosell_round_await (self, COSELL_SYNC_AWAITS_NOTHING, COSELL_NO_TIME);
  cosell_round_go (self, self->state);
  return G_SOURCE_REMOVE;
}

void
cosell_round_go_later (CosellRound *self, guint milliseconds, CosellRoundState state)
{
  g_assert (self->timer == 0);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      cosell_round_go (self, state);
      return;
    }
  self->state = state;
  self->timer =
      cosell_clock_add_timer (cosell_store_get_clock (self->store), milliseconds, timer_cb,
                              cosell_round_ref (self), (GDestroyNotify) cosell_round_unref);
  g_source_set_name_by_id (self->timer, "[cosell] sync timer");
}

gboolean
cosell_round_wait_out (CosellRound *self, const GError *error, CosellRoundState state)
{
  gint64 wait = 0;

  if (!cosell_round_is_explicit (self) ||
      !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY))
    return FALSE;
  wait = cosell_http_error_get_retry_after (error) * 1000;
  if (wait == 0)
    wait = 1000 << MIN (self->busy_tries, 4);
  if (wait > self->wait_left)
    return FALSE;
  self->wait_left -= wait;
  self->busy_tries++;
  cosell_round_await (self, COSELL_SYNC_AWAITS_SERVICE, cosell_round_now (self) + wait * 1000);
  cosell_round_go_later (self, (guint) wait, state);
  return TRUE;
}

/* store jobs */

typedef struct
{
  CosellRound *round;        /* (owned) */
  CosellRoundJobDone done;   /* or … */
  CosellRoundJobEnded ended; /* … this, in any case */
} Run;

static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  g_autoptr (CosellRound) round = g_steal_pointer (&run->round);
  g_autoptr (GError) error = NULL;
  gpointer job = cosell_store_run_get_data (result);

  cosell_store_run_finish (COSELL_STORE (source), result, &error);
  if (run->ended != NULL)
    run->ended (round, job, error);
  else if (error != NULL)
    cosell_round_fail (round, g_steal_pointer (&error));
  else
    run->done (round, job);
}

static Run *
new_run (CosellRound *self, CosellRoundJobDone done, CosellRoundJobEnded ended)
{
  Run *run = g_new0 (Run, 1);

  run->round = cosell_round_ref (self);
  run->done = done;
  run->ended = ended;
  return run;
}

/* not cancellable: what was committed must be known */
void
cosell_round_run (CosellRound *self,
                  CosellStoreMode mode,
                  CosellStoreFunc func,
                  gpointer job,
                  GDestroyNotify free_job,
                  CosellRoundJobDone done)
{
  cosell_store_run_async (self->store, mode, func, job, free_job, NULL, job_ended_cb,
                          new_run (self, done, NULL));
}

void
cosell_round_run_anyway (CosellRound *self,
                         CosellStoreMode mode,
                         CosellStoreFunc func,
                         gpointer job,
                         GDestroyNotify free_job,
                         CosellRoundJobEnded ended)
{
  cosell_store_run_async (self->store, mode, func, job, free_job, NULL, job_ended_cb,
                          new_run (self, NULL, ended));
}
