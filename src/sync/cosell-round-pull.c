/* cosell-round-pull.c: what changed on the service, newest first, until what is known begins
 *
 * Pages are stored while the next ones are on their way, and all that came meanwhile are one
 * transaction; a few at most, so that memory stays small. How far the pass got (the query of the
 * next page, the newest stamp seen) is written with its pages, so that one that broke off, even
 * because the program was killed, goes on there; when the service does not take that query any
 * more, the pass begins anew. The cursor (the newest updatedDateTime of the pass) is written with
 * the last page.
 *
 * The list moves while it is read. What is changed meanwhile comes to the front with a stamp that
 * is newer than any of the first page: the next pull finds it, and a resumed pass is followed by
 * one at once. Equal stamps: elements at the cursor itself are read again each time. What is taken
 * out of the list lets others slip over a page's border unseen; only the look through everything
 * (cosell-round-reconcile.c) finds those.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-meta.h"
#include "sync/cosell-round.h"
#include "sync/cosell-sync-page.h"

#define MAX_PAGES 100000
#define MAX_AHEAD 8                       /* pages that wait to be stored */
#define MAX_AHEAD_BYTES (8 * 1024 * 1024) /* no further one is asked for when they have so many */

struct _CosellRoundPull
{
  CosellSyncCursor
      cursor;        /* (owned) cursor, newest, previous and ordered so far; next is not used */
  gboolean resumed;  /* goes on where an earlier one broke off */
  gboolean accepted; /* the service took the query that it was resumed with */
  gboolean lost;     /* the list leads nowhere: not to be gone on with, but begun anew */
  gint64 began;      /* µs UTC, the service's time as far as it is known */
  gint64 began_at;   /* the same moment by cosell_clock_elapsed */
  guint n_pages;
  GHashTable *seen;  /* (owned) queries asked for */
  char *query;       /* (owned) (nullable) the page that is being asked for; NULL: first */
  char *next;        /* (owned) (nullable) the one behind it, when there is something new */
  GPtrArray *pages;  /* (owned) of CosellRemotePage: here, wait to be stored */
  gboolean complete; /* the last page is among them */
  gboolean listing;
  gboolean storing;
  GError *error; /* (owned) (nullable) ends the pass when nothing is under way any more */
};

static void
proceed (CosellRound *round);

void
cosell_round_pull_free (CosellRoundPull *pull)
{
  if (pull == NULL)
    return;
  g_clear_pointer (&pull->seen, g_hash_table_unref);
  g_clear_pointer (&pull->pages, g_ptr_array_unref);
  g_clear_error (&pull->error);
  cosell_sync_cursor_clear (&pull->cursor);
  g_free (pull->query);
  g_free (pull->next);
  g_free (pull);
}

/* Looks over a page that came. What lies ahead of the moment when the pass began says nothing of
 * the list's order and never becomes the cursor, or what changes until then would be missed (P14);
 * it stands behind the cursor, so it is looked at again by every pull. An element behind the first
 * page that is newer than all of that was changed while the list was read: others may have been
 * changed between those two instants that this pass does not see, so the cursor must not pass them.
 * Returns: whether nothing new can be behind it
 */
static gboolean
judge_page (CosellSyncCursor *cursor, const CosellRemotePage *page, gint64 began, gboolean first)
{
  gint64 before =
      COSELL_NO_TIME; /* on this page: a list that moved may show the one before again */

  for (guint i = 0; i < page->updated->len; i++)
    {
      gint64 updated = g_array_index (page->updated, gint64, i);

      if (updated == COSELL_NO_TIME || updated > began)
        continue;
      if (!first && cursor->ordered && cursor->newest != COSELL_NO_TIME && updated > cursor->newest)
        continue;
      if (before != COSELL_NO_TIME && updated > before)
        cursor->ordered = FALSE;
      before = cursor->previous = updated;
      if (cursor->newest == COSELL_NO_TIME || updated > cursor->newest)
        cursor->newest = updated;
    }
  if (page->next == NULL && !page->cut)
    return TRUE;
  /* Elements at the cursor itself may have brothers behind the page's border. */
  return cursor->ordered && cursor->known_until != COSELL_NO_TIME &&
         cursor->previous != COSELL_NO_TIME && cursor->previous < cursor->known_until;
}

static GPtrArray *
new_pages (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_remote_page_free);
}

static void
take_error (CosellRoundPull *pull, GError *error)
{
  if (pull->error == NULL)
    pull->error = error;
  else
    g_error_free (error);
}

/* asking */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellRound) round = user_data;
  CosellRoundPull *pull = round->pull;
  GError *error = NULL;
  CosellRemotePage *page = cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);

  pull->listing = FALSE;
  if (page != NULL)
    {
      pull->complete =
          judge_page (&pull->cursor, page, pull->began, pull->n_pages == 0 && !pull->resumed);
      if (page->cut && !pull->complete)
        {
          pull->lost = TRUE;
          take_error (pull, cosell_remote_cut_error ());
        }
      pull->n_pages++;
      pull->accepted = TRUE;
      cosell_take_str (&pull->next, pull->complete ? NULL : g_strdup (page->next));
      g_ptr_array_add (pull->pages, page);
    }
  else
    take_error (pull, error);
  proceed (round);
}

static void
request_page (CosellRound *round)
{
  CosellRoundPull *pull = round->pull;

  pull->listing = TRUE;
  cosell_remote_list_async (round->remote, pull->query, NULL, round->cancellable, listed_cb,
                            cosell_round_ref (round));
}

/* The next page, unless the service leads us in a circle. */
static void
request_next (CosellRound *round)
{
  CosellRoundPull *pull = round->pull;

  cosell_take_str (&pull->query, g_steal_pointer (&pull->next));
  if (pull->n_pages < MAX_PAGES && g_hash_table_add (pull->seen, g_strdup (pull->query)))
    request_page (round);
  else
    {
      pull->lost = TRUE;
      take_error (pull,
                  cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                         _ ("The service sent the same part of its list again "
                                            "and again. What came before it was stored.")));
    }
}

/* storing */

static void
pages_stored_cb (CosellRound *round, gpointer data, const GError *error)
{
  CosellSyncPageJob *job = data;
  CosellRoundPull *pull = round->pull;

  pull->storing = FALSE;
  if (error == NULL)
    {
      cosell_round_add_pulled (round, job->n_stored);
      round->n_left_out += job->n_bad;
      round->n_too_large += job->n_too_large;
    }
  else
    {
      g_ptr_array_set_size (pull->pages, 0);
      take_error (pull, g_error_copy (error));
    }
  proceed (round);
}

static void
store_pages (CosellRound *round)
{
  CosellRoundPull *pull = round->pull;
  const CosellRemotePage *last = g_ptr_array_index (pull->pages, pull->pages->len - 1);
  CosellSyncPageJob *job =
      cosell_sync_page_job_new (pull->pages, &pull->cursor, pull->complete ? NULL : last->next);

  pull->pages = new_pages ();
  job->resumed = pull->resumed;
  job->complete = pull->complete;
  job->began_at = pull->began_at;
  pull->storing = TRUE;
  cosell_round_run_anyway (round, COSELL_STORE_BULK, cosell_sync_page_job_store, job,
                           (GDestroyNotify) cosell_sync_page_job_free, pages_stored_cb);
}

/* both */

/* Whether the service may not know the query any more that the pass was resumed with. */
static gboolean
is_stale (const CosellRoundPull *pull)
{
  if (!pull->resumed || pull->accepted || pull->error->domain != COSELL_HTTP_ERROR)
    return FALSE;
  switch ((CosellHttpError) pull->error->code)
    {
    case COSELL_HTTP_ERROR_FORBIDDEN:
    case COSELL_HTTP_ERROR_GONE:
    case COSELL_HTTP_ERROR_CONFLICT:
    case COSELL_HTTP_ERROR_REJECTED:
    case COSELL_HTTP_ERROR_SERVER:
    case COSELL_HTTP_ERROR_PROTOCOL:
      return TRUE;
    case COSELL_HTTP_ERROR_OFFLINE:
    case COSELL_HTTP_ERROR_TLS:
    case COSELL_HTTP_ERROR_SIGN_IN:
    case COSELL_HTTP_ERROR_BUSY:
      return FALSE;
    }
  return FALSE;
}

static void
stop (CosellRound *round)
{
  CosellRoundPull *pull = round->pull;
  g_autoptr (GError) error = g_steal_pointer (&pull->error);

  if (cosell_round_wait_out (round, error, COSELL_ROUND_PULL)) /* then the same page again */
    return;
  cosell_round_fail (round, g_steal_pointer (&error));
}

static void
begin (CosellRound *round, const CosellSyncCursor *cursor);

static gboolean
forget_cursor_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_PULL, NULL, error);
}

static void
cursor_forgotten_cb (CosellRound *round, gpointer data, const GError *error)
{
  stop (round);
}

/* Else the next pull would go on where the list leads nowhere, and never see what is new. */
static void
stop_lost (CosellRound *round)
{
  cosell_round_run_anyway (round, COSELL_STORE_WRITE, forget_cursor_job, NULL, NULL,
                           cursor_forgotten_cb);
}

/* From the first page again, with the cursor that the pass had. */
static void
begin_anew (CosellRound *round)
{
  g_auto (CosellSyncCursor) cursor;

  cosell_sync_cursor_init (&cursor);
  cursor.known_until = round->pull->cursor.known_until;
  g_clear_pointer (&round->pull, cosell_round_pull_free);
  begin (round, &cursor);
}

/* A pass that was begun some time ago does not know what changed since. */
static void
complete (CosellRound *round)
{
  if (!round->pull->resumed)
    {
      cosell_round_go (round, COSELL_ROUND_RECONCILE);
      return;
    }
  g_clear_pointer (&round->pull, cosell_round_pull_free);
  cosell_round_go (round, COSELL_ROUND_PULL);
}

/* P16: few pages, unless they are small. */
static gboolean
has_room (const CosellRoundPull *pull)
{
  gsize bytes = 0;

  for (guint i = 0; i < pull->pages->len; i++)
    bytes += ((const CosellRemotePage *) g_ptr_array_index (pull->pages, i))->bytes;
  return pull->pages->len < MAX_AHEAD && bytes < MAX_AHEAD_BYTES;
}

/* Begins what is next, after either of the two operations. */
static void
proceed (CosellRound *round)
{
  CosellRoundPull *pull = round->pull;

  if (!pull->storing && pull->pages->len > 0)
    store_pages (round);
  if (!pull->listing && pull->next != NULL && pull->error == NULL && has_room (pull))
    request_next (round);
  if (pull->storing || pull->listing)
    return;
  if (pull->error == NULL)
    complete (round);
  else if (is_stale (pull))
    begin_anew (round);
  else if (pull->lost)
    stop_lost (round);
  else
    stop (round);
}

/* the beginning */

/* cursor: with next, where an earlier pass broke off. */
static void
begin (CosellRound *round, const CosellSyncCursor *cursor)
{
  CosellRoundPull *pull = round->pull = g_new0 (CosellRoundPull, 1);

  pull->cursor = *cursor;
  pull->cursor.next = NULL;
  pull->query = g_strdup (cursor->next);
  pull->resumed = cursor->next != NULL;
  pull->began = cosell_round_now (round);
  pull->began_at = cosell_clock_elapsed (cosell_store_get_clock (round->store));
  pull->pages = new_pages ();
  pull->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  request_page (round);
}

typedef struct
{
  gint64 known_until;
  CosellSyncCursor cursor; /* (owned) */
} BeginJob;

static void
begin_job_free (BeginJob *job)
{
  cosell_sync_cursor_clear (&job->cursor);
  g_free (job);
}

static gboolean
begin_job (CosellStore *store, gpointer data, GError **error)
{
  BeginJob *job = data;
  g_autofree char *text = NULL;

  if (!cosell_store_get_meta (store, "cursor", &text, error))
    return FALSE;
  /* one that an older program let run ahead is none (P14) */
  if (cosell_time_parse (text, &job->known_until) &&
      cosell_store_is_ahead (store, job->known_until))
    job->known_until = COSELL_NO_TIME;
  return cosell_store_get_sync_cursor (store, COSELL_SYNC_CURSOR_PULL, &job->cursor, error);
}

static void
begun_cb (CosellRound *round, gpointer data)
{
  BeginJob *job = data;

  /* one that met nothing yet but stamps ahead does not know what is newer than its beginning */
  if (job->cursor.next == NULL || job->cursor.known_until != job->known_until ||
      job->cursor.newest == COSELL_NO_TIME)
    {
      cosell_sync_cursor_clear (&job->cursor);
      cosell_sync_cursor_init (&job->cursor);
      job->cursor.known_until = job->known_until;
    }
  begin (round, &job->cursor);
}

void
cosell_round_pull (CosellRound *round)
{
  if (round->pull == NULL)
    cosell_round_run (round, COSELL_STORE_READ, begin_job, g_new0 (BeginJob, 1),
                      (GDestroyNotify) begin_job_free, begun_cb);
  else
    request_page (round);
}
