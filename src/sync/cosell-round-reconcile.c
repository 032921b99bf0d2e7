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
 * How far it got is kept in the table sync_cursor, written with the pages: it goes on after a
 * restart, and it makes room when another round waits. No more than a hundred deals are asked for
 * in one round.
 */
#include "sync/cosell-round-reconcile.h"

#include <glib/gi18n-lib.h>

#include "store/cosell-store-visible.h"
#include "sync/cosell-reconcile-job.h"
#include "sync/cosell-sync-match.h"
#include "sync/cosell-sync-page.h"

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
  if (self == NULL)
    return;
  cosell_sync_cursor_clear (&self->cursor);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_array_unref);
  g_clear_error (&self->lost);
  g_free (self);
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
ended_cb (CosellRound *round, gpointer data)
{
  leave (round);
}

/* Nothing more until the next time. */
static void
give_up (CosellRound *round, const char *why)
{
  g_info ("The look through the whole list was given up: %s", why);
  cosell_round_run (round, COSELL_STORE_WRITE, cosell_reconcile_end, NULL, NULL, ended_cb);
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
  cosell_round_run_anyway (round, COSELL_STORE_WRITE, cosell_reconcile_end_lost, NULL, NULL,
                           ended_lost_cb);
}

/* What was reached is kept, and the next round goes on there, unless the service does not know the
 * place any more. The pull before went well, so only what concerns the connection as a whole is
 * an error of the round. */
static void
failed (CosellRound *round, const GError *error)
{
  if (cosell_round_wait_out (round, error, COSELL_ROUND_RECONCILE))
    return;
  if (error->domain != COSELL_HTTP_ERROR)
    {
      cosell_round_fail (round, g_error_copy (error));
      return;
    }
  switch ((CosellHttpError) error->code)
    {
    case COSELL_HTTP_ERROR_OFFLINE:
    case COSELL_HTTP_ERROR_TLS:
    case COSELL_HTTP_ERROR_SIGN_IN:
      cosell_round_fail (round, g_error_copy (error));
      break;
    case COSELL_HTTP_ERROR_BUSY:
      leave (round);
      break;
    case COSELL_HTTP_ERROR_FORBIDDEN:
    case COSELL_HTTP_ERROR_GONE:
    case COSELL_HTTP_ERROR_CONFLICT:
    case COSELL_HTTP_ERROR_REJECTED:
      give_up (round, error->message);
      break;
    case COSELL_HTTP_ERROR_SERVER:
    case COSELL_HTTP_ERROR_PROTOCOL:
      if (round->reconciliation->resumed)
        give_up (round, error->message);
      else
        leave (round);
      break;
    }
}

/* the list */

static void
page_stored_cb (CosellRound *round, gpointer data)
{
  CosellReconcilePage *job = data;
  CosellRoundReconciliation *reconciliation = round->reconciliation;

  cosell_round_add_pulled (round, job->n_stored);
  round->n_reconciled_left_out += job->n_bad + job->page->skipped;
  if (job->page->cut)
    {
      lose_way (round, cosell_remote_cut_error ());
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
  CosellReconcilePage *job;

  if (page == NULL)
    {
      failed (round, error);
      return;
    }
  round->reconciliation->resumed = FALSE;
  job = g_new0 (CosellReconcilePage, 1);
  job->page = page;
  copy_cursor (&job->cursor, &round->reconciliation->cursor, page->next);
  cosell_round_run (round, COSELL_STORE_BULK, cosell_reconcile_page, job,
                    (GDestroyNotify) cosell_reconcile_page_free, page_stored_cb);
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
checked_cb (CosellRound *round, gpointer data)
{
  CosellReconcileCheck *job = data;
  CosellRoundReconciliation *reconciliation = round->reconciliation;

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
  CosellReconcileCheck *job = g_new0 (CosellReconcileCheck, 1);
  g_autofree char *id =
      answer != NULL && answer->text != NULL ? cosell_sync_match_dup_id (answer->text) : NULL;

  copy_cursor (&job->cursor, &reconciliation->cursor, "");
  job->cursor.place = asked->referral;
  job->gone = gone;
  if (id != NULL && g_ascii_strcasecmp (id, asked->remote_id) == 0)
    job->text = g_strdup (answer->text);
  cosell_round_run (round, COSELL_STORE_WRITE, cosell_reconcile_check, job,
                    (GDestroyNotify) cosell_reconcile_check_free, checked_cb);
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
  else if (g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE) ||
           g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_FORBIDDEN))
    check (round, TRUE, NULL);
  else if (g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER) ||
           g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL) ||
           g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED))
    check (round, FALSE, NULL); /* no word on it: the next reconciliation asks again */
  else
    failed (round, error);
}

static void
missing_found_cb (CosellRound *round, gpointer data)
{
  CosellReconcileMissing *job = data;

  if (job->missing->len == 0)
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
  CosellReconcileMissing *job = g_new0 (CosellReconcileMissing, 1);

  g_clear_pointer (&reconciliation->missing, g_array_unref);
  copy_cursor (&job->cursor, &reconciliation->cursor, "");
  job->limit = MAX_CHECKS - reconciliation->n_asked;
  job->wanted = reconciliation->unstamped;
  cosell_round_run (round, COSELL_STORE_WRITE, cosell_reconcile_missing, job,
                    (GDestroyNotify) cosell_reconcile_missing_free, missing_found_cb);
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
    lose_way (round, cosell_http_error_new (
                         COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                         _ ("The service sent the same part of the list of all deals again and "
                            "again, so deals may be missing here. Try again later.")));
  else
    request_page (round);
}

static void
begun_cb (CosellRound *round, gpointer data)
{
  CosellReconcileBegin *job = data;
  CosellRoundReconciliation *reconciliation;

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
  CosellReconcileBegin *job;

  if (round->reconciliation != NULL) /* after a while that the service asked for */
    {
      if (round->reconciliation->checking)
        ask_for_missing (round);
      else
        request_page (round);
      return;
    }
  job = g_new0 (CosellReconcileBegin, 1);
  cosell_sync_cursor_init (&job->cursor);
  job->now = (round->flags & COSELL_SYNC_RECONCILE) != 0;
  cosell_round_run (round, COSELL_STORE_WRITE, cosell_reconcile_begin, job,
                    (GDestroyNotify) cosell_reconcile_begin_free, begun_cb);
}
