/* cosell-push-job.c: what a push round does to the outbox, each in one transaction */
#include "sync/cosell-push-job.h"

#include "base/cosell-time.h"
#include "model/cosell-permission.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-permissions.h"
#include "store/cosell-store-visible.h"
#include "sync/cosell-sync-match.h"
#include "sync/cosell-sync-page.h"

CosellPushJob *
cosell_push_job_new (CosellOutboxEntry *entry)
{
  CosellPushJob *self = g_new0 (CosellPushJob, 1);

  self->until = COSELL_NO_TIME;
  if (entry != NULL)
    {
      self->seq = entry->seq;
      self->deal = entry->deal;
      self->referral = entry->referral;
      self->needed = cosell_permission_of_entry (entry->op, entry->changes);
    }
  return self;
}

void
cosell_push_job_free (CosellPushJob *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entry, cosell_outbox_entry_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->looked, g_hash_table_unref);
  g_clear_error (&self->then_fail);
  g_strfreev (self->candidates);
  g_free (self->reason);
  g_free (self->stranger);
  g_free (self->text);
  g_free (self->etag);
  g_free (self);
}

gboolean
cosell_push_job_recover (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;

  job->entries = cosell_store_get_sent (store, error);
  return job->entries != NULL && cosell_store_count_outbox (store, &job->counts, error);
}

/* From now on, and for a while after whatever happens to this program. */
static gboolean
mark_on_its_way (CosellStore *store, CosellPushJob *job, gint64 seq, GError **error)
{
  gint64 now = cosell_clock_now (cosell_store_get_clock (store));

  return cosell_store_await_arrival (store, seq, now + job->arrival, NULL, error);
}

/* One that is looked for first is not on its way yet, but nobody may touch it meanwhile. */
static gboolean
mark_sent (CosellStore *store, CosellPushJob *job, GError **error)
{
  gint64 seq = job->entry->seq;

  if (!cosell_store_mark_sent (store, seq, error))
    return FALSE;
  if (job->look_first)
    return TRUE;
  return (!job->entry->unconfirmed || cosell_store_resend_unconfirmed (store, seq, error)) &&
         mark_on_its_way (store, job, seq, error);
}

gboolean
cosell_push_job_pick (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;
  GError *why = NULL;

  if (!cosell_store_adopt_clock (store, error) || !cosell_store_part_hearts (store, error))
    return FALSE;
  job->entry = cosell_store_next_outbox (store, job->after_seq, job->explicit_sync, &why);
  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  if (job->entry != NULL)
    {
      /* the answer also says what time it is: what is scheduled must not go out early (E3) */
      job->needs_refresh =
          job->entry->op == COSELL_OUTBOX_OP_UPDATE && job->entry->seq != job->refreshed_seq &&
          (job->entry->etag == NULL || (job->entry->state == COSELL_OUTBOX_STATE_SCHEDULED &&
                                        !cosell_store_is_clock_sure (store)));
      job->look_first =
          job->entry->unconfirmed && !g_hash_table_contains (job->looked, &job->entry->seq);
      if (!job->needs_refresh && !mark_sent (store, job, error))
        return FALSE;
    }
  return cosell_store_count_outbox (store, &job->counts, error);
}

static gboolean
set_aside (CosellStore *store, CosellPushJob *job, GError **error)
{
  switch (job->disposition)
    {
    case COSELL_PUSH_POSTPONE:
      return cosell_store_postpone (store, job->seq, job->not_before, job->reason, error);
    case COSELL_PUSH_PARK:
      return job->ask ? cosell_store_ask (store, job->seq, (const char *const *) job->candidates,
                                          job->reason, error)
                      : cosell_store_park (store, job->seq, job->reason, error);
    case COSELL_PUSH_SEND:
      return cosell_store_resend_unconfirmed (store, job->seq, error) &&
             mark_on_its_way (store, job, job->seq, error);
    case COSELL_PUSH_LOCAL:
      return cosell_store_keep_local (store, job->seq, error);
    }
  g_assert_not_reached ();
}

/* While the newest version of its referral is read, an entry is not frozen: a person may have taken
 * it back or held it. */
static gboolean
set_aside_what_waits (CosellStore *store, CosellPushJob *job, GError **error)
{
  CosellOutboxState state = COSELL_OUTBOX_STATE_PENDING;
  gboolean there = FALSE;

  if (!cosell_store_get_entry_state (store, job->seq, &there, &state, error))
    return FALSE;
  if (!there || (state == COSELL_OUTBOX_STATE_PARKED && job->disposition != COSELL_PUSH_PARK &&
                 job->disposition != COSELL_PUSH_LOCAL))
    return TRUE;
  return set_aside (store, job, error);
}

gboolean
cosell_push_job_mark (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;

  return mark_on_its_way (store, job, job->seq, error);
}

gboolean
cosell_push_job_set_aside (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;

  if (job->answered &&
      !cosell_store_confirm_not_created (store, job->seq, job->disposition == COSELL_PUSH_PARK,
                                         error))
    return FALSE;
  return (!job->forbidden ||
          cosell_store_deny_permissions (store, job->deal, job->needed, error)) &&
         set_aside_what_waits (store, job, error) &&
         (!job->gone || cosell_store_mark_invisible (store, &job->referral, 1, error)) &&
         cosell_store_count_outbox (store, &job->counts, error);
}

gboolean
cosell_push_job_complete (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;

  if (!cosell_store_check_answer (store, job->seq, job->text, &job->stranger, error))
    return FALSE;
  if (job->stranger != NULL)
    return TRUE;
  return cosell_store_complete (store, job->seq, job->text, job->etag, job->kind, error) &&
         cosell_store_restore_permissions (store, job->deal, job->needed, error) &&
         cosell_store_count_outbox (store, &job->counts, error);
}

/* A referral that cannot be taken in is left out. */
static gboolean
take_text (CosellStore *store, CosellPushJob *job, GError **error)
{
  guint n_stored = 0, n_bad = 0;

  return cosell_sync_page_upsert (store, job->text, job->etag, TRUE, &n_stored, &n_bad, error);
}

gboolean
cosell_push_job_refresh_from_remote (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;

  return take_text (store, job, error) && cosell_store_count_outbox (store, &job->counts, error);
}

/* Whether a referral that is like what the entry made is surely that of another deal. In a list of
 * its engagement stands what the service put there, whatever was asked for. */
static gboolean
is_of_another (CosellStore *store,
               CosellPushJob *job,
               const char *text,
               gboolean *another,
               GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, error);
  g_auto (CosellReferralHead) head = { NULL };

  if (json == NULL)
    return FALSE;
  cosell_referral_read_head (cosell_json_root (json), &head);
  *another = !job->searched && job->entry->engagement_id != NULL && head.engagement_id != NULL &&
             g_ascii_strcasecmp (job->entry->engagement_id, head.engagement_id) != 0;
  return *another || job->entry->chosen != NULL ||
         cosell_store_is_of_another (store, job->entry, head.remote_id, head.engagement_id, another,
                                     error);
}

/* A create: one of these referrals is what we made. answer: (out) (nullable) its text */
static gboolean
find_created (CosellStore *store, CosellPushJob *job, const char **answer, GError **error)
{
  *answer = NULL;
  for (guint i = 0; i < job->found->len && *answer == NULL; i++)
    {
      const char *text = g_ptr_array_index (job->found, i);
      gboolean another = FALSE;

      if (!cosell_sync_match_is_created (job->entry->body, job->entry->op, text))
        continue;
      if (!is_of_another (store, job, text, &another, error))
        return FALSE;
      if (!another)
        *answer = text;
    }
  return TRUE;
}

/* P3: a create that is not there yet may be on its way: it stays out. */
static gboolean
await_arrival (CosellStore *store, CosellPushJob *job, GError **error)
{
  gint64 latest = cosell_clock_now (cosell_store_get_clock (store)) + job->arrival;

  return cosell_store_get_arrival (store, job->seq, latest, &job->until, error) &&
         (job->until == COSELL_NO_TIME ||
          cosell_store_await_arrival (store, job->seq, job->until, job->words, error));
}

gboolean
cosell_push_job_settle (CosellStore *store, gpointer data, GError **error)
{
  CosellPushJob *job = data;
  const char *answer = NULL;

  if (job->entry->op != COSELL_OUTBOX_OP_UPDATE)
    {
      if (!find_created (store, job, &answer, error))
        return FALSE;
    }
  else if (cosell_sync_match_is_changed (job->entry->changes, job->text))
    answer = job->text;

  job->settled = answer != NULL;
  job->missing = answer == NULL && job->entry->op != COSELL_OUTBOX_OP_UPDATE && !job->searched;
  if (job->missing)
    return TRUE;
  if (job->settled)
    {
      if (!cosell_store_complete (store, job->seq, answer, job->etag, COSELL_ANSWER_FOUND, error))
        return FALSE;
    }
  else if (!job->arrived && !await_arrival (store, job, error))
    return FALSE;
  else if (job->until == COSELL_NO_TIME && !set_aside (store, job, error))
    return FALSE;
  /* only now: what is marked sent is not rebased */
  else if (job->text != NULL && !take_text (store, job, error))
    return FALSE;
  return cosell_store_count_outbox (store, &job->counts, error);
}
