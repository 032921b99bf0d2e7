/* cosell-round-reconcile.c: the look through everything: what is gone, and what a pull missed
 *
 * The pull reads only what changed, so it never learns that a deal is gone, and what slipped over a
 * page's border when the list moved stays unseen. So from time to time (once a day; an hour after
 * a pass that may have missed something) the whole list is gone through. There is no cheaper way
 * that the service is known to offer: $select is documented but was never seen at work, and an
 * element that turns out to be new has to be here whole. Documents whose id and updatedDateTime are
 * known are not stored or compared.
 *
 * The order is createdDateTime, oldest first: unlike updatedDateTime it never changes, so no deal
 * moves while the list is read, and what arrives comes at the end. Only deals that are taken out
 * move others, by one place to the front, and one may slip over a page's border unseen. Therefore
 * "not in the list" is a suspicion only: each deal that was known before the reconciliation began
 * and was not seen in it is asked for alone, and the service's own answer that it is not there
 * (404, 410) or not ours to see (403) marks it. An answer with the deal heals what was missed, and
 * any other answer leaves the deal as it is. What looks older in the list than what is here, and is
 * another version, is asked for alone as well: stamps may go backwards (P14), or the list may be of
 * yesterday. So a list that was cut, an empty answer by mistake, arrivals and removals while it is
 * read cost requests, never a wrong mark; and when the first answers are all deals that are there,
 * the list was no list of everything and its suspicions are dropped.
 *
 * How far it got is kept in the table walk, written with the pages: it goes on after a restart, and
 * it makes room when another round waits. No more than a hundred deals are asked for in one round.
 */
#include "sync/cosell-round-reconcile.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-visible.h"
#include "sync/cosell-sync-match.h"
#include "sync/cosell-sync-page.h"

#define META_DONE "sweep-done"     /* RFC 3339 */
#define META_WANTED "sweep-wanted" /* "1" */
#define INTERVAL G_TIME_SPAN_DAY
#define WANTED_INTERVAL G_TIME_SPAN_HOUR
#define MAX_CHECKS 100
/* so many that are there, and none that is not: the list cannot be trusted */
#define MAX_WRONG 10

struct _CosellRoundReconciliation
{
  CosellSyncCursor
      cursor;        /* (owned) next: what comes next; "" in the first page of LIST and in CHECK */
  gboolean checking; /* the list is over */
  gboolean resumed;  /* the query of an earlier round, which the service may not know any more */
  GHashTable *seen;  /* (owned) queries asked for */
  GArray *missing;   /* (owned) (nullable) of CosellMissing: to be asked for */
  guint n_asked;
  guint n_gone;
  guint n_there;
  GError *lost;       /* (owned) (nullable) why its list is not complete */
  gboolean unstamped; /* the next one is wanted soon: something in the list has no stamp */
};

void
cosell_round_reconciliation_free (CosellRoundReconciliation *self)
{
  cosell_sync_cursor_clear (&self->cursor);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_error (&self->lost);
  g_free (self);
}

/* ---- on the worker ---- */

gboolean
cosell_round_reconcile_note_done (CosellStore *store, GError **error)
{
  g_autofree char *now = cosell_time_format (cosell_clock_now (cosell_store_get_clock (store)));

  return cosell_store_set_meta (store, META_DONE, now, error);
}

gboolean
cosell_round_reconcile_note_wanted (CosellStore *store, GError **error)
{
  return cosell_store_set_meta (store, META_WANTED, "1", error);
}

/* wanted: another one soon */
static gboolean
end_reconciliation (CosellStore *store, gboolean wanted, GError **error)
{
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_RECONCILE, NULL, error) &&
         cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, NULL, error) &&
         cosell_store_reconcile_begin (store, error) &&
         cosell_store_set_meta (store, META_WANTED, wanted ? "1" : NULL, error) &&
         cosell_round_reconcile_note_done (store, error);
}

typedef struct
{
  gboolean now; /* in: whether it is due or not, and from the beginning */
  gboolean due; /* out */
  gboolean checking;
  CosellSyncCursor cursor; /* (owned) */
} BeginJob;

static void
begin_job_free (BeginJob *job)
{
  cosell_sync_cursor_clear (&job->cursor);
  g_free (job);
}

static gboolean
is_due (CosellStore *store, gboolean *due, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *done = cosell_store_get_meta (store, META_DONE, &why);
  g_autofree char *wanted = why == NULL ? cosell_store_get_meta (store, META_WANTED, &why) : NULL;
  gint64 now = cosell_clock_now (cosell_store_get_clock (store));
  gint64 at;

  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  /* a clock that was set back must not put it off for ever */
  *due = !cosell_time_parse (done, &at) || at > now ||
         now - at >= (wanted != NULL ? WANTED_INTERVAL : INTERVAL);
  return TRUE;
}

static gboolean
begin_job (CosellStore *store, gpointer data, GError **error)
{
  BeginJob *job = data;

  if (job->now &&
      (!cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_RECONCILE, NULL, error) ||
       !cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, NULL, error)))
    return FALSE;
  if (!cosell_store_get_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, &job->cursor, error))
    return FALSE;
  job->checking = job->due = job->cursor.next != NULL;
  if (job->checking)
    return TRUE;
  if (!cosell_store_get_sync_cursor (store, COSELL_SYNC_CURSOR_RECONCILE, &job->cursor, error))
    return FALSE;
  job->due = job->now || job->cursor.next != NULL;
  if (!job->due && !is_due (store, &job->due, error))
    return FALSE;
  if (!job->due || job->cursor.next != NULL)
    return TRUE;
  return cosell_store_reconcile_begin (store, error) &&
         cosell_store_get_last_referral (store, &job->cursor.last, error);
}

typedef struct
{
  CosellRemotePage *page;  /* (owned) */
  CosellSyncCursor cursor; /* (owned) with this page */
  guint n_stored;
  guint n_bad;
} PageJob;

static void
page_job_free (PageJob *job)
{
  cosell_remote_page_free (job->page);
  cosell_sync_cursor_clear (&job->cursor);
  g_free (job);
}

static void
read_head (const char *text, CosellReferralHead *head)
{
  g_autoptr (CosellJson) json = cosell_json_parse (text, -1, NULL);

  cosell_referral_read_head (cosell_json_root (json), head);
}

static gboolean
page_job (CosellStore *store, gpointer data, GError **error)
{
  PageJob *job = data;

  for (guint i = 0; i < job->page->referrals->len; i++)
    {
      const char *text = g_ptr_array_index (job->page->referrals, i);
      gint64 updated = g_array_index (job->page->updated, gint64, i);
      g_auto (CosellReferralHead) head = { NULL };
      gboolean newer = FALSE;

      read_head (text, &head);
      if (head.remote_id == NULL)
        {
          job->n_bad++;
          continue;
        }
      if (!cosell_store_reconcile_see (store, head.remote_id, updated, head.etag, &newer, error) ||
          (newer &&
           !cosell_sync_page_upsert (store, text, NULL, FALSE, &job->n_stored, &job->n_bad, error)))
        return FALSE;
    }
  if (job->cursor.next != NULL || job->page->cut)
    return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_RECONCILE, &job->cursor, error);
  job->cursor.next = g_strdup ("");
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_RECONCILE, NULL, error) &&
         cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, &job->cursor, error);
}

typedef struct
{
  CosellSyncCursor cursor; /* (owned) */
  guint limit;
  gboolean wanted;
  GArray *missing; /* (owned) (nullable) out */
} MissingJob;

static void
missing_job_free (MissingJob *job)
{
  cosell_sync_cursor_clear (&job->cursor);
  g_clear_pointer (&job->missing, g_array_unref);
  g_free (job);
}

static gboolean
missing_job (CosellStore *store, gpointer data, GError **error)
{
  MissingJob *job = data;

  job->missing = cosell_store_reconcile_missing (store, job->cursor.place, job->cursor.last,
                                                 job->limit, error);
  return job->missing != NULL &&
         (job->missing->len > 0 || end_reconciliation (store, job->wanted, error));
}

typedef struct
{
  CosellSyncCursor cursor; /* (owned) its place: the referral that was asked for */
  gboolean gone;
  char *text;    /* (owned) (nullable) it is there */
  gboolean same; /* out: … as we know it */
  guint n_stored;
  guint n_bad;
} CheckJob;

static void
check_job_free (CheckJob *job)
{
  cosell_sync_cursor_clear (&job->cursor);
  g_free (job->text);
  g_free (job);
}

static gboolean
is_same (CosellStore *store, const char *text, gboolean *same, GError **error)
{
  g_auto (CosellReferralHead) head = { NULL };

  read_head (text, &head);
  return cosell_store_is_version (store, head.remote_id, head.etag, same, error);
}

static gboolean
check_job (CosellStore *store, gpointer data, GError **error)
{
  CheckJob *job = data;

  if (job->gone && !cosell_store_mark_invisible (store, &job->cursor.place, 1, error))
    return FALSE;
  if (job->text != NULL && !is_same (store, job->text, &job->same, error))
    return FALSE;
  if (job->text != NULL &&
      !cosell_sync_page_upsert (store, job->text, NULL, TRUE, &job->n_stored, &job->n_bad, error))
    return FALSE;
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, &job->cursor, error);
}

static gboolean
end_job (CosellStore *store, gpointer data, GError **error)
{
  return end_reconciliation (store, FALSE, error);
}

static gboolean
end_lost_job (CosellStore *store, gpointer data, GError **error)
{
  return end_reconciliation (store, TRUE, error);
}

/* ---- the state ---- */

static void
proceed (CosellRound *round);

static void
copy_cursor (CosellSyncCursor *to, const CosellSyncCursor *from, const char *next)
{
  *to = *from;
  to->next = g_strdup (next);
}

static void
leave (CosellRound *round)
{
  g_clear_pointer (&round->reconciliation, cosell_round_reconciliation_free);
  cosell_round_go (round, COSELL_ROUND_ACCOUNT);
}

static void
ended_cb (CosellRound *round, gpointer data, const GError *error)
{
  if (error != NULL)
    cosell_round_fail (round, g_error_copy (error));
  else
    leave (round);
}

/* Nothing more until the next time. */
static void
give_up (CosellRound *round, const char *why)
{
  g_info ("The look through the whole list was given up: %s", why);
  cosell_round_run (round, COSELL_STORE_WRITE, end_job, NULL, NULL, ended_cb);
}

static void
ended_lost_cb (CosellRound *round, gpointer data, const GError *error)
{
  GError *why = round->reconciliation->lost;

  round->reconciliation->lost = NULL;
  cosell_round_fail (round, why);
}

/* P14: the list leads nowhere (why: transfer full). Nobody can say what is missing in it, so
 * nothing is suspected; that is said, and tried again in an hour. */
static void
lose_way (CosellRound *round, GError *why)
{
  round->reconciliation->lost = why;
  cosell_round_run (round, COSELL_STORE_WRITE, end_lost_job, NULL, NULL, ended_lost_cb);
}

/* What was reached is kept, and the next round goes on there, unless the service does not know the
 * place any more. The pull before went well, so only what concerns the connection as a whole is
 * an error of the round. */
static void
failed (CosellRound *round, const GError *error)
{
  if (cosell_round_wait_out (round, error, COSELL_ROUND_RECONCILE))
    return;
  if (error->domain != COSELL_REMOTE_ERROR)
    {
      cosell_round_fail (round, g_error_copy (error));
      return;
    }
  switch ((CosellRemoteError) error->code)
    {
    case COSELL_REMOTE_ERROR_OFFLINE:
    case COSELL_REMOTE_ERROR_TLS:
    case COSELL_REMOTE_ERROR_SIGN_IN:
      cosell_round_fail (round, g_error_copy (error));
      break;
    case COSELL_REMOTE_ERROR_BUSY:
      leave (round);
      break;
    case COSELL_REMOTE_ERROR_FORBIDDEN:
    case COSELL_REMOTE_ERROR_GONE:
    case COSELL_REMOTE_ERROR_CONFLICT:
    case COSELL_REMOTE_ERROR_REJECTED:
      give_up (round, error->message);
      break;
    case COSELL_REMOTE_ERROR_SERVER:
    case COSELL_REMOTE_ERROR_PROTOCOL:
      if (round->reconciliation->resumed)
        give_up (round, error->message);
      else
        leave (round);
      break;
    }
}

/* the list */

static void
page_stored_cb (CosellRound *round, gpointer data, const GError *error)
{
  PageJob *job = data;
  CosellRoundReconciliation *reconciliation = round->reconciliation;

  if (error != NULL)
    {
      cosell_round_fail (round, g_error_copy (error));
      return;
    }
  cosell_round_add_pulled (round, job->n_stored);
  round->n_reconciled_left_out += job->n_bad + job->page->skipped;
  if (job->page->cut)
    {
      lose_way (round, cosell_remote_error_new_cut ());
      return;
    }
  reconciliation->unstamped =
      reconciliation->unstamped || cosell_sync_page_lacks_stamps (job->page);
  reconciliation->checking = job->page->next == NULL;
  cosell_sync_cursor_clear (&reconciliation->cursor);
  copy_cursor (&reconciliation->cursor, &job->cursor, job->cursor.next);
  proceed (round);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) round = user_data;
  g_autoptr (GError) error = NULL;
  CosellRemotePage *page = cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);
  PageJob *job;

  if (page == NULL)
    {
      failed (round, error);
      return;
    }
  round->reconciliation->resumed = FALSE;
  job = g_new0 (PageJob, 1);
  job->page = page;
  copy_cursor (&job->cursor, &round->reconciliation->cursor, page->next);
  cosell_round_run (round, COSELL_STORE_BULK, page_job, job, (GDestroyNotify) page_job_free,
                    page_stored_cb);
}

static void
request_page (CosellRound *round)
{
  CosellRoundReconciliation *reconciliation = round->reconciliation;

  cosell_remote_list_all_async (round->remote, reconciliation->cursor.next, round->cancellable,
                                listed_cb, cosell_round_ref (round));
}

/* what was not in it */

static void
checked_cb (CosellRound *round, gpointer data, const GError *error)
{
  CheckJob *job = data;
  CosellRoundReconciliation *reconciliation = round->reconciliation;

  if (error != NULL)
    {
      cosell_round_fail (round, g_error_copy (error));
      return;
    }
  cosell_round_add_pulled (round, job->n_stored);
  reconciliation->cursor.place = job->cursor.place;
  reconciliation->n_asked++;
  reconciliation->n_gone += job->gone;
  reconciliation->n_there += job->text != NULL && job->same;
  g_array_remove_index (reconciliation->missing, 0);
  proceed (round);
}

static void
check (CosellRound *round, gboolean gone, const CosellRemoteAnswer *answer)
{
  CosellRoundReconciliation *reconciliation = round->reconciliation;
  const CosellMissing *asked = &g_array_index (reconciliation->missing, CosellMissing, 0);
  CheckJob *job = g_new0 (CheckJob, 1);
  g_autofree char *id =
      answer != NULL && answer->text != NULL ? cosell_sync_match_dup_id (answer->text) : NULL;

  copy_cursor (&job->cursor, &reconciliation->cursor, "");
  job->cursor.place = asked->referral;
  job->gone = gone;
  if (id != NULL && g_ascii_strcasecmp (id, asked->remote_id) == 0)
    job->text = g_strdup (answer->text);
  cosell_round_run (round, COSELL_STORE_WRITE, check_job, job, (GDestroyNotify) check_job_free,
                    checked_cb);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) round = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemoteAnswer) answer =
      cosell_remote_answer_finish (COSELL_REMOTE (source), result, &error);

  if (answer != NULL)
    check (round, FALSE, answer);
  else if (g_error_matches (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_GONE) ||
           g_error_matches (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_FORBIDDEN))
    check (round, TRUE, NULL);
  else if (g_error_matches (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_SERVER) ||
           g_error_matches (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_PROTOCOL) ||
           g_error_matches (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_REJECTED))
    check (round, FALSE, NULL); /* no word on it: the next reconciliation asks again */
  else
    failed (round, error);
}

static void
missing_found_cb (CosellRound *round, gpointer data, const GError *error)
{
  MissingJob *job = data;

  if (error != NULL)
    cosell_round_fail (round, g_error_copy (error));
  else if (job->missing->len == 0)
    leave (round);
  else
    {
      round->reconciliation->missing = g_steal_pointer (&job->missing);
      proceed (round);
    }
}

static void
find_missing (CosellRound *round)
{
  CosellRoundReconciliation *reconciliation = round->reconciliation;
  MissingJob *job = g_new0 (MissingJob, 1);

  g_clear_pointer (&reconciliation->missing, g_array_unref);
  copy_cursor (&job->cursor, &reconciliation->cursor, "");
  job->limit = MAX_CHECKS - reconciliation->n_asked;
  job->wanted = reconciliation->unstamped;
  cosell_round_run (round, COSELL_STORE_WRITE, missing_job, job, (GDestroyNotify) missing_job_free,
                    missing_found_cb);
}

static void
ask_for_missing (CosellRound *round)
{
  CosellRoundReconciliation *reconciliation = round->reconciliation;

  if (reconciliation->n_gone == 0 && reconciliation->n_there >= MAX_WRONG)
    give_up (round, "deals that are there were not in it");
  else if (reconciliation->n_asked >= MAX_CHECKS)
    leave (round);
  else if (reconciliation->missing == NULL || reconciliation->missing->len == 0)
    find_missing (round);
  else
    cosell_remote_get_async (round->remote,
                             g_array_index (reconciliation->missing, CosellMissing, 0).remote_id,
                             round->cancellable, got_cb, cosell_round_ref (round));
}

/* both */

static void
proceed (CosellRound *round)
{
  CosellRoundReconciliation *reconciliation = round->reconciliation;

  if (round->hurry || g_cancellable_is_cancelled (round->cancellable))
    leave (round);
  else if (reconciliation->checking)
    ask_for_missing (round);
  else if (reconciliation->cursor.next != NULL &&
           !g_hash_table_add (reconciliation->seen, g_strdup (reconciliation->cursor.next)))
    lose_way (round, cosell_remote_error_new (
                         COSELL_REMOTE_ERROR_PROTOCOL, 0, FALSE,
                         _ ("The service sent the same part of the list of all deals again and "
                            "again, so deals may be missing here. Try again later.")));
  else
    request_page (round);
}

static void
begun_cb (CosellRound *round, gpointer data, const GError *error)
{
  BeginJob *job = data;
  CosellRoundReconciliation *reconciliation;

  if (error != NULL)
    {
      cosell_round_fail (round, g_error_copy (error));
      return;
    }
  if (!job->due)
    {
      cosell_round_go (round, COSELL_ROUND_ACCOUNT);
      return;
    }
  reconciliation = round->reconciliation = g_new0 (CosellRoundReconciliation, 1);
  copy_cursor (&reconciliation->cursor, &job->cursor, job->cursor.next);
  reconciliation->checking = job->checking;
  reconciliation->resumed = job->cursor.next != NULL;
  reconciliation->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  proceed (round);
}

void
cosell_round_reconcile (CosellRound *round)
{
  BeginJob *job;

  if (round->reconciliation != NULL) /* after a while that the service asked for */
    {
      if (round->reconciliation->checking)
        ask_for_missing (round);
      else
        request_page (round);
      return;
    }
  job = g_new0 (BeginJob, 1);
  cosell_sync_cursor_init (&job->cursor);
  job->now = (round->flags & COSELL_SYNC_RECONCILE) != 0;
  cosell_round_run (round, COSELL_STORE_WRITE, begin_job, job, (GDestroyNotify) begin_job_free,
                    begun_cb);
}
