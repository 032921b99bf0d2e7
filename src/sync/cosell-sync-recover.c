/* cosell-sync-recover.c: entries whose answer got lost: look before anything is sent again */
#include <glib/gi18n-lib.h>

#include "base/cosell-random.h"
#include "base/cosell-time.h"
#include "sync/cosell-backoff.h"
#include "sync/cosell-lookup.h"
#include "sync/cosell-sync-job.h"

/* What comes after the entry whose fate was looked up. */
static void
next (CosellRound *self, gboolean again)
{
  g_clear_error (&self->doubt);
  self->resend = FALSE;
  if (self->recovering)
    {
      cosell_round_go (self, COSELL_ROUND_RECOVER);
      return;
    }
  self->after_seq = again ? self->entry->seq - 1 : self->entry->seq;
  cosell_round_go (self, COSELL_ROUND_PICK);
}

/* RECOVER */

static void
after_recovery (CosellRound *self)
{
  g_clear_pointer (&self->sent, g_ptr_array_unref);
  self->recovering = FALSE;
  if ((self->flags & COSELL_SYNC_PUSH) != 0)
    cosell_round_go (self, COSELL_ROUND_PICK);
  else
    cosell_round_go (self, COSELL_ROUND_EXTRAS);
}

static void
sent_loaded_cb (CosellRound *self, gpointer data, const GError *error)
{
  CosellPushJob *job = data;

  if (error != NULL)
    {
      cosell_round_fail (self, g_error_copy (error));
      return;
    }
  cosell_round_set_waiting (self, &job->counts);
  self->sent = g_steal_pointer (&job->entries);
  self->recovering = TRUE;
  cosell_round_go (self, COSELL_ROUND_RECOVER);
}

void
cosell_round_recover (CosellRound *self)
{
  if (self->sent == NULL)
    cosell_round_run (self, COSELL_STORE_READ, cosell_push_job_recover, cosell_push_job_new (NULL),
                      (GDestroyNotify) cosell_push_job_free, sent_loaded_cb);
  else if (self->sent->len == 0)
    after_recovery (self);
  else
    {
      g_clear_pointer (&self->entry, cosell_outbox_entry_free);
      self->entry = g_ptr_array_steal_index (self->sent, 0);
      cosell_round_go (self, COSELL_ROUND_LOOK_UP);
    }
}

/* LOOK_UP */

static void
settled_cb (CosellRound *self, gpointer data, const GError *error)
{
  CosellPushJob *job = data;

  if (error != NULL)
    {
      cosell_round_fail (self, g_error_copy (error));
      return;
    }
  cosell_round_set_waiting (self, &job->counts);
  if (job->settled)
    self->result.pushed++;
  else if (!self->resend && job->shelf == COSELL_PUSH_POSTPONE)
    cosell_round_note (self, self->doubt);
  next (self, !job->settled && self->resend);
}

/* Either text or found: what the service has. When the change is not in there, it goes back. */
static void
settle (CosellRound *self, const CosellRemoteAnswer *answer, GPtrArray *found)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);
  gboolean conflict =
      g_error_matches (self->doubt, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_CONFLICT);

  /* The job needs the entry, and so do we: its seq is all that is read of it afterwards. */
  job->entry = self->entry;
  self->entry = g_new0 (CosellOutboxEntry, 1);
  self->entry->seq = job->seq;
  job->found = found != NULL ? g_ptr_array_ref (found) : NULL;
  if (answer != NULL)
    {
      job->text = g_strdup (answer->text);
      job->etag = g_strdup (answer->etag);
    }
  job->shelf = conflict ? COSELL_PUSH_PARK : COSELL_PUSH_POSTPONE;
  job->not_before = COSELL_NO_TIME;
  if (self->doubt != NULL && !self->resend)
    job->not_before = cosell_round_now (self) +
                      cosell_backoff_delay (job->entry->attempts + 1, cosell_random_double ());
  job->reason = g_strdup (self->doubt != NULL ? self->doubt->message
                                              : _ ("Cosell ended before the service answered."));
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_settle, job,
                    (GDestroyNotify) cosell_push_job_free, settled_cb);
}

static void
parked_cb (CosellRound *self, gpointer data, const GError *error)
{
  CosellPushJob *job = data;

  if (error != NULL)
    {
      cosell_round_fail (self, g_error_copy (error));
      return;
    }
  cosell_round_set_waiting (self, &job->counts);
  next (self, FALSE);
}

static void
park (CosellRound *self, const char *why)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->shelf = COSELL_PUSH_PARK;
  if (self->entry->op == COSELL_OUTBOX_OP_UPDATE)
    job->reason = g_strdup (why);
  else
    /* Translators: %s is a sentence that says what went wrong. */
    job->reason = g_strdup_printf (_ ("It is not clear whether the service has this deal already. "
                                      "Look for it there before you try again, or it may be "
                                      "created twice. %s"),
                                   why);
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_shelve, job,
                    (GDestroyNotify) cosell_push_job_free, parked_cb);
}

static void
look_up_failed (CosellRound *self, const GError *error)
{
  if (cosell_round_wait_out (self, error, COSELL_ROUND_LOOK_UP))
    return;
  if (error->domain != COSELL_REMOTE_ERROR)
    {
      cosell_round_fail (self, g_error_copy (error));
      return;
    }
  switch ((CosellRemoteError) error->code)
    {
    case COSELL_REMOTE_ERROR_OFFLINE:
    case COSELL_REMOTE_ERROR_TLS:
    case COSELL_REMOTE_ERROR_SIGN_IN:
    case COSELL_REMOTE_ERROR_BUSY:
      cosell_round_fail (self, g_error_copy (error));
      break;
    case COSELL_REMOTE_ERROR_GONE:
    case COSELL_REMOTE_ERROR_FORBIDDEN:
    case COSELL_REMOTE_ERROR_REJECTED:
      park (self, error->message);
      break;
    case COSELL_REMOTE_ERROR_CONFLICT:
    case COSELL_REMOTE_ERROR_SERVER:
    case COSELL_REMOTE_ERROR_PROTOCOL: /* stays sent: the next round looks again */
      self->unsure = TRUE;
      cosell_round_note (self, error);
      next (self, FALSE);
      break;
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page =
      cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);

  if (page != NULL)
    settle (self, NULL, page->referrals);
  else
    look_up_failed (self, error);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer =
      cosell_remote_answer_finish (COSELL_REMOTE (source), result, &error);

  if (answer != NULL && answer->text != NULL)
    settle (self, answer, NULL);
  else if (answer != NULL)
    {
      error = cosell_remote_error_new (COSELL_REMOTE_ERROR_PROTOCOL, 0, FALSE,
                                       _ ("The service answered without the deal."));
      look_up_failed (self, error);
    }
  else
    look_up_failed (self, error);
}

void
cosell_round_look_up (CosellRound *self)
{
  const CosellOutboxEntry *entry = self->entry;

  if (entry->op == COSELL_OUTBOX_OP_UPDATE)
    cosell_remote_get_async (self->remote, entry->remote_id, self->cancellable, got_cb,
                             cosell_round_ref (self));
  else if (entry->engagement_id != NULL)
    cosell_remote_list_async (self->remote, NULL, entry->engagement_id, self->cancellable,
                              listed_cb, cosell_round_ref (self));
  else
    park (self, _ ("It has no mark by which it could be found."));
}
