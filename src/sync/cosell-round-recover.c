/* cosell-round-recover.c: entries whose answer got lost: look before anything is sent again */
#include <glib/gi18n-lib.h>

#include "base/cosell-random.h"
#include "base/cosell-time.h"
#include "sync/cosell-backoff.h"
#include "sync/cosell-push-job.h"
#include "sync/cosell-sync-match.h"

/* Longer than the service was ever asked to wait: what is left of a wait is at most a little more.
 */
#define SLACK_MS 1000
#define MAX_PAGES 20

/* Goes on behind the entry whose fate was looked up. */
static void
next (CosellRound *self, gboolean again)
{
  gboolean send = self->look_first && again;

  g_clear_error (&self->unknown_outcome);
  self->resend = FALSE;
  self->look_first = FALSE;
  if (send) /* marked sent already, and not there */
    {
      cosell_round_go (self, COSELL_ROUND_SEND);
      return;
    }
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
sent_loaded_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  cosell_round_set_waiting (self, &job->counts);
  self->sent = g_steal_pointer (&job->entries);
  self->recovering = TRUE;
  cosell_round_go (self, COSELL_ROUND_RECOVER);
}

void
cosell_round_recover (CosellRound *self)
{
  if (self->awaited != COSELL_NO_TIME) /* everything once more, with what time has brought */
    {
      self->awaited = COSELL_NO_TIME;
      cosell_round_await (self, COSELL_SYNC_AWAITS_NOTHING, COSELL_NO_TIME);
      self->after_seq = 0;
      g_hash_table_remove_all (self->looked);
    }
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

/* P3: one that got no answer is not sent again while it may still arrive */

/* Whether what is not there now will not come: an answer came, or it had its time. */
static gboolean
has_arrived (CosellRound *self, gint64 seq)
{
  if (self->unknown_outcome != NULL)
    return !cosell_http_error_may_be_under_way (self->unknown_outcome);
  return self->waited && g_hash_table_contains (self->arriving, &seq);
}

/* An answer that got lost in this round is reported as that, and waited for by the next one. */
static void
note_arriving (CosellRound *self, gint64 seq, gint64 until)
{
  if (!self->recovering || self->waited)
    return;
  g_hash_table_add (self->arriving, g_memdup2 (&seq, sizeof seq));
  self->arrives = MAX (self->arrives, until);
}

static void
tell_to_come_again (CosellRound *self, gint64 wait)
{
  gint64 seconds = MAX ((wait + 999) / 1000, 1);
  g_autofree char *message = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "A new deal that was sent before may still arrive at the service. Sync again in "
                   "%u second: Cosell looks for it before it is sent again.",
                   "A new deal that was sent before may still arrive at the service. Sync again in "
                   "%u seconds: Cosell looks for it before it is sent again.",
                   (gulong) seconds),
      (guint) seconds);
  g_autoptr (GError) error =
      cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, seconds, FALSE, message);

  cosell_round_note (self, error);
}

gboolean
cosell_round_await_arrivals (CosellRound *self)
{
  gint64 wait = 0;

  if (!cosell_round_is_explicit (self) || self->waited || self->arrives == COSELL_NO_TIME)
    return FALSE;
  wait = CLAMP ((self->arrives - cosell_round_now (self)) / 1000, 0, self->arrival_limit) + 1;
  if (wait > self->wait_left + SLACK_MS)
    {
      tell_to_come_again (self, wait);
      return FALSE;
    }
  self->wait_left = MAX (self->wait_left - wait, 0);
  self->waited = TRUE; /* whatever the clock says then */
  self->awaited = self->arrives;
  cosell_round_await (self, COSELL_SYNC_AWAITS_ARRIVAL, self->arrives);
  cosell_round_go_later (self, (guint) wait, COSELL_ROUND_RECOVER);
  return TRUE;
}

/* LOOK_UP */

static void
settled_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  cosell_outbox_entry_free (self->entry);
  self->entry = g_steal_pointer (&job->entry);
  if (job->missing)
    {
      if (self->found_pages < MAX_PAGES)
        cosell_round_go (self, COSELL_ROUND_SEARCH);
      else
        cosell_round_ask (self, NULL, _ ("Too many belong together with it to look through all."));
      return;
    }
  cosell_round_set_waiting (self, &job->counts);
  g_hash_table_add (self->looked, g_memdup2 (&job->seq, sizeof job->seq));
  if (job->settled)
    self->result.pushed++;
  else if (!self->resend && job->disposition == COSELL_PUSH_POSTPONE)
    cosell_round_note (self, self->unknown_outcome);
  if (job->until != COSELL_NO_TIME)
    note_arriving (self, job->seq, job->until);
  next (self, !job->settled && job->until == COSELL_NO_TIME &&
                  (self->resend || job->disposition == COSELL_PUSH_SEND));
}

/* Sets what becomes of the entry when the service does not have it. */
static void
plan_disposition (CosellRound *self, CosellPushJob *job)
{
  gboolean conflict =
      g_error_matches (self->unknown_outcome, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT);

  job->disposition = conflict           ? COSELL_PUSH_PARK
                     : self->look_first ? COSELL_PUSH_SEND
                                        : COSELL_PUSH_POSTPONE;
  job->arrived = has_arrived (self, job->seq);
  job->arrival = (gint64) self->arrival_limit * 1000;
  job->words = _ ("The service has not answered. What was sent may still arrive there, so Cosell "
                  "looks for it once more before it is sent again.");
  job->not_before = COSELL_NO_TIME;
  if (self->unknown_outcome != NULL && !self->resend)
    job->not_before = cosell_round_now (self) +
                      cosell_backoff_delay (job->entry->attempts + 1, cosell_random_double ());
  job->reason =
      g_strdup (self->unknown_outcome != NULL ? self->unknown_outcome->message
                                              : _ ("Cosell ended before the service answered."));
}

/* Either text or found: what the service has. When the change is not in there, it goes back. */
static void
settle (CosellRound *self, const CosellRemoteAnswer *answer, GPtrArray *found, gboolean searched)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  /* The job needs the entry until it is done. */
  job->entry = g_steal_pointer (&self->entry);
  job->found = found != NULL ? g_ptr_array_ref (found) : NULL;
  job->searched = searched;
  if (answer != NULL)
    {
      job->text = g_strdup (answer->text);
      job->etag = g_strdup (answer->etag);
    }
  plan_disposition (self, job);
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_settle, job,
                    (GDestroyNotify) cosell_push_job_free, settled_cb);
}

void
cosell_round_looked (CosellRound *self, GPtrArray *found)
{
  settle (self, NULL, found, TRUE);
}

static void
parked_cb (CosellRound *self, gpointer data)
{
  CosellPushJob *job = data;

  cosell_round_set_waiting (self, &job->counts);
  next (self, FALSE);
}

static void
run_park (CosellRound *self, CosellPushJob *job)
{
  job->disposition = COSELL_PUSH_PARK;
  cosell_round_run (self, COSELL_STORE_WRITE, cosell_push_job_set_aside, job,
                    (GDestroyNotify) cosell_push_job_free, parked_cb);
}

void
cosell_round_ask (CosellRound *self, GStrv candidates, const char *reason)
{
  CosellPushJob *job = cosell_push_job_new (self->entry);

  job->ask = TRUE;
  job->candidates = g_strdupv (candidates);
  /* Translators: %s is a sentence that says why. */
  job->reason = g_strdup_printf (_ ("It is not clear whether the service has this already. %s Look "
                                    "for it there, and then say whether it is there or is to be "
                                    "sent again."),
                                 reason);
  run_park (self, job);
}

static void
park (CosellRound *self, const char *why, gboolean gone)
{
  CosellPushJob *job = NULL;

  if (self->entry->op != COSELL_OUTBOX_OP_UPDATE)
    {
      cosell_round_ask (self, NULL, why);
      return;
    }
  job = cosell_push_job_new (self->entry);
  job->gone = gone;
  job->reason = g_strdup (why);
  run_park (self, job);
}

void
cosell_round_look_up_failed (CosellRound *self, const GError *error)
{
  g_clear_pointer (&self->search, cosell_round_search_free);
  if (cosell_round_wait_out (self, error, COSELL_ROUND_LOOK_UP))
    return;
  if (error->domain != COSELL_HTTP_ERROR)
    {
      cosell_round_fail (self, g_error_copy (error));
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
      park (self, error->message, TRUE);
      break;
    case COSELL_HTTP_ERROR_FORBIDDEN:
    case COSELL_HTTP_ERROR_REJECTED:
      park (self, error->message, FALSE);
      break;
    case COSELL_HTTP_ERROR_CONFLICT:
    case COSELL_HTTP_ERROR_SERVER:
    case COSELL_HTTP_ERROR_PROTOCOL: /* stays sent: the next round looks again */
      self->unsure = TRUE;
      cosell_round_note (self, error);
      next (self, FALSE);
      break;
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* next NULL: its first page */
static void
list_engagement (CosellRound *self, const char *next)
{
  cosell_remote_list_async (self->remote, next, next == NULL ? self->entry->engagement_id : NULL,
                            self->cancellable, listed_cb, cosell_round_ref (self));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) page =
      cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);

  if (page == NULL)
    {
      cosell_round_look_up_failed (self, error);
      return;
    }
  for (guint i = 0; i < page->referrals->len; i++)
    g_ptr_array_add (self->found, g_strdup (cosell_remote_page_get_text (page, i)));
  if (++self->found_pages < MAX_PAGES && page->next != NULL)
    list_engagement (self, page->next);
  else
    {
      if (page->cut)
        self->found_pages = MAX_PAGES; /* nobody knows how much there is */
      else if (page->next == NULL)
        self->found_pages = 0; /* all of it */
      settle (self, NULL, self->found, FALSE);
    }
}

/* An answer that does not say which deal it is is none either. */
static gboolean
is_asked_for (const CosellOutboxEntry *entry, const char *text)
{
  const char *asked = entry->op == COSELL_OUTBOX_OP_UPDATE ? entry->remote_id : entry->chosen;
  g_autofree char *id = cosell_sync_match_dup_id (text);

  return id != NULL && asked != NULL && g_ascii_strcasecmp (id, asked) == 0;
}

/* An update: how does its referral stand? A create: the one that a person chose. */
static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer =
      cosell_remote_answer_finish (COSELL_REMOTE (source), result, &error);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);

  if (answer != NULL && answer->text == NULL)
    error = cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                   _ ("The service answered without the deal."));
  if (error != NULL)
    cosell_round_look_up_failed (self, error);
  else if (!is_asked_for (self->entry, answer->text))
    park (self, _ ("The service answered with another deal than the one that was asked for."),
          FALSE);
  else if (self->entry->op == COSELL_OUTBOX_OP_UPDATE)
    settle (self, answer, NULL, TRUE);
  else if (!cosell_sync_match_is_created (self->entry->body, self->entry->op, answer->text))
    park (self, _ ("The deal that was chosen belongs to somebody else."), FALSE);
  else
    {
      g_ptr_array_add (chosen, g_steal_pointer (&answer->text));
      settle (self, NULL, chosen, TRUE);
    }
}

void
cosell_round_look_up (CosellRound *self)
{
  const CosellOutboxEntry *entry = self->entry;
  const char *id = entry->op == COSELL_OUTBOX_OP_UPDATE ? entry->remote_id : entry->chosen;

  if (id != NULL)
    cosell_remote_get_async (self->remote, id, self->cancellable, got_cb, cosell_round_ref (self));
  else if (entry->engagement_id != NULL)
    {
      g_clear_pointer (&self->found, g_ptr_array_unref);
      self->found = g_ptr_array_new_with_free_func (g_free);
      self->found_pages = 0;
      list_engagement (self, NULL);
    }
  else
    cosell_round_go (self, COSELL_ROUND_SEARCH);
}
