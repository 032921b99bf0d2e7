/* cosell-round-push.c: the outbox, entry by entry: pick, read what is needed, send */
#include <glib/gi18n-lib.h>

#include "base/cosell-random.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "sync/cosell-backoff.h"
#include "sync/cosell-push-job.h"
#include "sync/cosell-sync-match.h"

/* Goes on behind the entry at work. */
static void
next_entry (CosellRound *self)
{
  /* a scheduled one that had to wait for later ones does not bring those up again */
  self->after_seq = MAX (self->after_seq, self->entry->seq);
  cosell_round_go (self, COSELL_ROUND_PICK);
}

/* shelving */

static void
set_aside_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  cosell_round_set_waiting (self, &job->counts);
  if (job->then_fail != NULL)
    cosell_round_fail (self, g_steal_pointer (&job->then_fail));
  else if (job->then == COSELL_ROUND_PICK)
    next_entry (self);
  else
    cosell_round_go (self, job->then);
}

static void
run_set_aside (CosellRound *self, CosellPushJob *job)
{
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_set_aside, job,
                    (GDestroyNotify) cosell_push_job_free, set_aside_cb);
}

static void
park_and_learn (CosellRound *self, const char *reason, gboolean forbidden)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->disposition = COSELL_PUSH_PARK;
  job->reason = g_strdup (reason);
  job->forbidden = forbidden;
  job->answered = TRUE;
  job->then = COSELL_ROUND_PICK;
  run_set_aside (self, job);
}

/* The service does not show the referral: asked for it alone, it said so itself. */
static void
park_gone (CosellRound *self, const char *reason)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->disposition = COSELL_PUSH_PARK;
  job->reason = g_strdup (reason);
  job->gone = TRUE;
  job->then = COSELL_ROUND_PICK;
  run_set_aside (self, job);
}

/* A change of something that the service does not know: parked, and then asked for alone. */
static void
park_and_ask (CosellRound *self, const char *reason)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  self->gone_seq = self->entry->seq;
  job->disposition = COSELL_PUSH_PARK;
  job->reason = g_strdup (reason);
  job->then = COSELL_ROUND_REFRESH;
  run_set_aside (self, job);
}

static void
park (CosellRound *self, const char *reason)
{
  park_and_learn (self, reason, FALSE);
}

static void
postpone (CosellRound *self, gint64 not_before, const char *reason, CosellRoundState then)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->disposition = COSELL_PUSH_POSTPONE;
  job->not_before = not_before;
  job->reason = g_strdup (reason);
  job->answered = TRUE;
  job->then = then;
  run_set_aside (self, job);
}

static gint64
back_off (CosellRound *self, const GError *error)
{
  gint64 delay = cosell_backoff_delay (self->entry->attempts + 1, cosell_random_double ());
  gint64 asked = cosell_http_error_get_retry_after (error) * G_USEC_PER_SEC;

  return cosell_round_now (self) + MAX (delay, asked);
}

/* Back to pending, and the round is over. */
static void
postpone_and_fail (CosellRound *self, gint64 not_before, const GError *error)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->disposition = COSELL_PUSH_POSTPONE;
  job->not_before = not_before;
  job->reason = g_strdup (error->message);
  job->answered = TRUE;
  job->then_fail = g_error_copy (error);
  run_set_aside (self, job);
}

/* Later again; the others go on. */
static void
postpone_with_trouble (CosellRound *self, const GError *error)
{
  cosell_round_note (self, error);
  postpone (self, back_off (self, error), error->message, COSELL_ROUND_PICK);
}

/* PICK */

static void
picked_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  cosell_round_set_waiting (self, &job->counts);
  g_clear_pointer (&self->entry, cosell_outbox_entry_free);
  self->entry = g_steal_pointer (&job->entry);
  if (self->entry == NULL)
    {
      if (!cosell_round_await_arrivals (self))
        cosell_round_go (self, COSELL_ROUND_EXTRAS);
    }
  else if (job->look_first)
    {
      self->look_first = TRUE;
      cosell_round_go (self, COSELL_ROUND_LOOK_UP);
    }
  else
    cosell_round_go (self, job->needs_refresh ? COSELL_ROUND_REFRESH : COSELL_ROUND_SEND);
}

void
cosell_round_pick (CosellRound *self)
{
  CosellPushJob *job = cosell_push_job_new (NULL);

  job->after_seq = self->after_seq;
  job->explicit_sync = cosell_round_is_explicit (self);
  job->refreshed_seq = self->refreshed_seq;
  job->looked = g_hash_table_ref (self->looked);
  job->arrival = (gint64) self->arrival_limit * 1000;
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_pick, job,
                    (GDestroyNotify) cosell_push_job_free, picked_cb);
}

/* SEND */

/* The service answered with something that cannot be what was asked for: nothing of it is taken
 * over. Whether a new deal is there, nobody knows then (P3). */
static void
refuse_answer (CosellRound *self, const char *why)
{
  if (self->entry->op == COSELL_OUTBOX_OP_UPDATE)
    park (self, why);
  else
    cosell_round_ask (self, NULL, why);
}

static void
completed_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  if (job->stranger != NULL)
    {
      refuse_answer (self, job->stranger);
      return;
    }
  self->result.pushed++;
  cosell_round_set_waiting (self, &job->counts);
  next_entry (self);
}

static void
complete (CosellRound *self, const CosellRemoteAnswer *answer)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->text = g_strdup (answer->text);
  job->etag = g_strdup (answer->etag);
  job->kind = self->state == COSELL_ROUND_CONFIRM ? COSELL_ANSWER_READ : COSELL_ANSWER_DIRECT;
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_complete, job,
                    (GDestroyNotify) cosell_push_job_free, completed_cb);
}

typedef enum
{
  ANSWER_MUTE,     /* it does not say which referral it is */
  ANSWER_FITS,     /* as far as its id tells */
  ANSWER_STRANGER, /* another referral than the entry's */
} Fit;

static Fit
fit_of (CosellRound *self, const CosellRemoteAnswer *answer)
{
  g_autofree char *id = answer->text != NULL ? cosell_sync_match_dup_id (answer->text) : NULL;

  if (id == NULL || *id == '\0')
    return ANSWER_MUTE;
  return self->entry->op != COSELL_OUTBOX_OP_UPDATE ||
                 g_ascii_strcasecmp (id, self->entry->remote_id) == 0
             ? ANSWER_FITS
             : ANSWER_STRANGER;
}

/* B2: the service does not take the heart. A 403 that asks for another sign-in is none of these. */
static gboolean
refuses_heart (CosellRound *self, const GError *error)
{
  static const guint statuses[] = { 400, 403, 405, 409, 422 };
  guint status = cosell_http_error_get_status (error);

  if (self->entry->op != COSELL_OUTBOX_OP_UPDATE ||
      !cosell_changes_are_heart (self->entry->changes) ||
      g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i] == status)
      return TRUE;
  return FALSE;
}

static void
keep_heart (CosellRound *self)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->disposition = COSELL_PUSH_LOCAL;
  job->then = COSELL_ROUND_PICK;
  run_set_aside (self, job);
}

/* A newer version on the service: read it, rebase, send once more. The second time a person has to
 * look at it, or two programs would chase each other for ever. */
static void
conflicted (CosellRound *self, const GError *error)
{
  if (self->entry->op != COSELL_OUTBOX_OP_UPDATE)
    {
      g_clear_error (&self->unknown_outcome);
      self->unknown_outcome = g_error_copy (error); /* it may be there already */
      cosell_round_go (self, COSELL_ROUND_LOOK_UP);
      return;
    }
  if (self->conflict_seq == self->entry->seq)
    {
      park (self, _ ("The deal kept changing on the service while your change was sent. Check the "
                     "deal, then try again."));
      return;
    }
  self->conflict_seq = self->entry->seq;
  postpone (self, COSELL_NO_TIME, error->message, COSELL_ROUND_REFRESH);
}

/* Sent, but no clear answer: for BUSY, when the service has time again; else at once. */
static void
lost_track (CosellRound *self, const GError *error)
{
  gboolean busy = g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY);

  g_clear_error (&self->unknown_outcome);
  self->unknown_outcome = g_error_copy (error);
  self->resend = busy;
  if (!busy)
    cosell_round_go (self, COSELL_ROUND_LOOK_UP);
  else if (!cosell_round_wait_out (self, error, COSELL_ROUND_LOOK_UP))
    cosell_round_fail (self, g_error_copy (error));
}

static void
send_failed (CosellRound *self, const GError *error)
{
  if (error->domain != COSELL_HTTP_ERROR) /* cancelled: stays sent, to be looked up */
    {
      cosell_round_fail (self, g_error_copy (error));
      return;
    }
  if (cosell_http_error_is_unknown_outcome (error))
    {
      lost_track (self, error);
      return;
    }
  if (refuses_heart (self, error))
    {
      keep_heart (self);
      return;
    }
  switch ((CosellHttpError) error->code)
    {
    case COSELL_HTTP_ERROR_OFFLINE:
    case COSELL_HTTP_ERROR_TLS:
    case COSELL_HTTP_ERROR_SIGN_IN:
      postpone_and_fail (self, COSELL_NO_TIME, error);
      break;
    case COSELL_HTTP_ERROR_BUSY:
      if (!cosell_round_wait_out (self, error, COSELL_ROUND_MARK))
        postpone_and_fail (self, back_off (self, error), error);
      break;
    case COSELL_HTTP_ERROR_CONFLICT:
      conflicted (self, error);
      break;
    case COSELL_HTTP_ERROR_FORBIDDEN:
      park_and_learn (self, error->message, TRUE);
      break;
    case COSELL_HTTP_ERROR_GONE:
      if (self->entry->op == COSELL_OUTBOX_OP_UPDATE)
        park_and_ask (self, error->message);
      else
        park (self, error->message);
      break;
    case COSELL_HTTP_ERROR_REJECTED:
      park (self, error->message);
      break;
    case COSELL_HTTP_ERROR_SERVER:
    case COSELL_HTTP_ERROR_PROTOCOL:
      postpone_with_trouble (self, error);
      break;
    }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer =
      cosell_remote_answer_finish (COSELL_REMOTE (source), result, &error);

  Fit fit = answer != NULL ? fit_of (self, answer) : ANSWER_MUTE;

  if (answer == NULL)
    send_failed (self, error);
  else if (fit == ANSWER_FITS)
    complete (self, answer);
  else if (fit == ANSWER_STRANGER)
    refuse_answer (self, _ ("The service answered with another deal than the one that was changed. "
                            "Its answer was not taken over. Look at the deal in Partner Center, "
                            "then try again."));
  else if (self->entry->op == COSELL_OUTBOX_OP_UPDATE)
    cosell_round_go (self, COSELL_ROUND_CONFIRM);
  else
    {
      g_clear_error (&self->unknown_outcome);
      self->unknown_outcome =
          cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, TRUE,
                                 _ ("The service took the new deal, but did not say "
                                    "under which id."));
      cosell_round_go (self, COSELL_ROUND_LOOK_UP);
    }
}

static void
marked_cb (CosellRound *self, gpointer data)
{
  cosell_round_go (self, COSELL_ROUND_SEND);
}

/* It was marked when it went out first, which is some time ago. */
void
cosell_round_mark (CosellRound *self)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->arrival = (gint64) self->arrival_limit * 1000;
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_mark, job,
                    (GDestroyNotify) cosell_push_job_free, marked_cb);
}

void
cosell_round_send (CosellRound *self)
{
  const CosellOutboxEntry *entry = self->entry;
  g_autofree char *patch = NULL;

  g_clear_pointer (&self->entry->sent_body, g_free); /* now it is the body */
  /* P3: a create is not called off: it may still arrive after somebody has looked whether it did.
   * The round ends when its answer or its time-out has come. */
  if (entry->op != COSELL_OUTBOX_OP_UPDATE)
    cosell_remote_create_async (self->remote, entry->body, entry->request_id, NULL, sent_cb,
                                cosell_round_ref (self));
  else if (entry->changes->len == 0) /* nothing left to change: read how it stands */
    cosell_round_go (self, COSELL_ROUND_CONFIRM);
  else
    {
      patch = cosell_changes_to_patch (entry->changes, entry->base);
      cosell_remote_patch_async (self->remote, entry->remote_id, patch, entry->etag,
                                 entry->request_id, self->cancellable, sent_cb,
                                 cosell_round_ref (self));
    }
}

/* REFRESH and CONFIRM: reading the referral of the entry at work */

static void
read_failed (CosellRound *self, const GError *error)
{
  CosellRoundState state = self->state;

  if (cosell_round_wait_out (self, error, state))
    return;
  if (error->domain != COSELL_HTTP_ERROR)
    {
      cosell_round_fail (self, g_error_copy (error));
      return;
    }
  if (state == COSELL_ROUND_REFRESH && refuses_heart (self, error))
    {
      keep_heart (self);
      return;
    }
  switch ((CosellHttpError) error->code)
    {
    case COSELL_HTTP_ERROR_OFFLINE:
    case COSELL_HTTP_ERROR_TLS:
    case COSELL_HTTP_ERROR_SIGN_IN:
    case COSELL_HTTP_ERROR_BUSY:
      cosell_round_fail (self, g_error_copy (error));
      break;
    case COSELL_HTTP_ERROR_GONE:
      park_gone (self, error->message);
      break;
    case COSELL_HTTP_ERROR_FORBIDDEN:
    case COSELL_HTTP_ERROR_REJECTED:
      park (self, error->message);
      break;
    case COSELL_HTTP_ERROR_CONFLICT:
    case COSELL_HTTP_ERROR_SERVER:
    case COSELL_HTTP_ERROR_PROTOCOL:
      cosell_round_note (self, error);
      /* what is sent stays so, and the next round looks it up; what is parked stays so too */
      if (state == COSELL_ROUND_CONFIRM || self->gone_seq == self->entry->seq)
        next_entry (self);
      else
        postpone (self, back_off (self, error), error->message, COSELL_ROUND_PICK);
      break;
    }
}

static void
taken_over_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  cosell_round_set_waiting (self, &job->counts);
  self->refreshed_seq = job->seq;
  self->after_seq = job->seq - 1;
  cosell_round_go (self, COSELL_ROUND_PICK);
}

static void
take_over (CosellRound *self, const CosellRemoteAnswer *answer)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->text = g_strdup (answer->text);
  job->etag = g_strdup (answer->etag);
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_refresh_from_remote, job,
                    (GDestroyNotify) cosell_push_job_free, taken_over_cb);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer =
      cosell_remote_answer_finish (COSELL_REMOTE (source), result, &error);

  if (answer != NULL && fit_of (self, answer) == ANSWER_STRANGER)
    {
      refuse_answer (self, _ ("The service answered with another deal than the one that was asked "
                              "for. Its answer was not taken over. Look at the deal in Partner "
                              "Center, then try again."));
      return;
    }
  if (answer != NULL && fit_of (self, answer) == ANSWER_MUTE)
    error = cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                   _ ("The service answered without the deal."));
  if (error != NULL)
    read_failed (self, error);
  else if (self->state == COSELL_ROUND_CONFIRM)
    complete (self, answer);
  else
    take_over (self, answer);
}

void
cosell_round_refresh (CosellRound *self)
{
  cosell_remote_get_async (self->remote, self->entry->remote_id, self->cancellable, read_cb,
                           cosell_round_ref (self));
}

void
cosell_round_confirm (CosellRound *self)
{
  cosell_round_refresh (self);
}
