/* cosell-sync-pull.c: what changed on the service, newest first, until what is known begins
 *
 * Pages are stored while the next ones are on their way, and all that came meanwhile are one
 * transaction; a few at most, so that memory stays small. The cursor (the newest updatedDateTime
 * seen) is written with the last page, so that a pass that broke off is made again.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "store/cosell-store-account.h"
#include "sync/cosell-sync-page.h"
#include "sync/cosell-sync-round.h"

#define MAX_PAGES 100000
#define MAX_AHEAD 8 /* pages that wait to be stored */

struct _CosellPull
{
  gint64 cursor;    /* COSELL_NO_TIME: never pulled */
  gint64 newest;    /* seen in this pass */
  gint64 previous;  /* the element before, for checking the order */
  gboolean ordered; /* the service really sorts as it was asked to */
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
cosell_pull_free (CosellPull *pull)
{
  g_clear_pointer (&pull->seen, g_hash_table_unref);
  g_clear_pointer (&pull->pages, g_ptr_array_unref);
  g_clear_error (&pull->error);
  g_free (pull->query);
  g_free (pull->next);
  g_free (pull);
}

/* Looks over a page that came. Returns: whether nothing new can be behind it */
static gboolean
judge_page (CosellPull *pull, const CosellRemotePage *page)
{
  for (guint i = 0; i < page->updated->len; i++)
    {
      gint64 updated = g_array_index (page->updated, gint64, i);

      if (updated == COSELL_NO_TIME)
        continue;
      if (pull->previous != COSELL_NO_TIME && updated > pull->previous)
        pull->ordered = FALSE;
      pull->previous = updated;
      if (pull->newest == COSELL_NO_TIME || updated > pull->newest)
        pull->newest = updated;
    }
  if (page->next == NULL)
    return TRUE;
  /* Elements at the cursor itself may have brothers behind the page's border. */
  return pull->ordered && pull->cursor != COSELL_NO_TIME && pull->previous != COSELL_NO_TIME &&
         pull->previous < pull->cursor;
}

static GPtrArray *
new_pages (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_remote_page_free);
}

static void
take_error (CosellPull *pull, GError *error)
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
  CosellPull *pull = round->pull;
  GError *error = NULL;
  CosellRemotePage *page = cosell_remote_list_finish (COSELL_REMOTE (source), result, &error);

  pull->listing = FALSE;
  if (page != NULL)
    {
      pull->n_pages++;
      pull->complete = judge_page (pull, page);
      g_free (pull->next);
      pull->next = pull->complete ? NULL : g_strdup (page->next);
      g_ptr_array_add (pull->pages, page);
    }
  else
    take_error (pull, error);
  proceed (round);
}

static void
request_page (CosellRound *round)
{
  CosellPull *pull = round->pull;

  pull->listing = TRUE;
  cosell_remote_list_async (round->remote, pull->query, NULL, round->cancellable, listed_cb,
                            cosell_round_ref (round));
}

/* The next page, unless the service leads us in a circle. */
static void
request_next (CosellRound *round)
{
  CosellPull *pull = round->pull;

  g_free (pull->query);
  pull->query = g_steal_pointer (&pull->next);
  if (pull->n_pages < MAX_PAGES && g_hash_table_add (pull->seen, g_strdup (pull->query)))
    request_page (round);
  else
    take_error (pull,
                cosell_remote_error_new (COSELL_REMOTE_ERROR_PROTOCOL, 0, FALSE,
                                         _ ("The service sent the same part of its list again "
                                            "and again. What came before it was stored.")));
}

/* storing */

static void
pages_stored_cb (CosellRound *round, gpointer data, const GError *error)
{
  CosellPageJob *job = data;
  CosellPull *pull = round->pull;

  pull->storing = FALSE;
  if (error == NULL)
    cosell_round_add_pulled (round, job->n_stored);
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
  CosellPull *pull = round->pull;
  CosellPageJob *job = g_new0 (CosellPageJob, 1);

  job->pages = g_steal_pointer (&pull->pages);
  pull->pages = new_pages ();
  job->cursor = pull->cursor;
  job->first_pull = pull->cursor == COSELL_NO_TIME;
  job->last = pull->complete;
  job->newest = pull->newest;
  pull->storing = TRUE;
  cosell_round_run (round, COSELL_STORE_BULK, cosell_page_job_store, job,
                    (GDestroyNotify) cosell_page_job_free, pages_stored_cb);
}

/* both */

static void
stop (CosellRound *round)
{
  g_autoptr (GError) error = g_steal_pointer (&round->pull->error);

  if (cosell_round_wait_out (round, error, COSELL_ROUND_PULL)) /* then the same page again */
    return;
  cosell_round_fail (round, g_steal_pointer (&error));
}

/* What next, after any of the two operations. */
static void
proceed (CosellRound *round)
{
  CosellPull *pull = round->pull;

  if (!pull->storing && pull->pages->len > 0)
    store_pages (round);
  if (!pull->listing && pull->next != NULL && pull->error == NULL && pull->pages->len < MAX_AHEAD)
    request_next (round);
  if (pull->storing || pull->listing)
    return;
  if (pull->error != NULL)
    stop (round);
  else
    cosell_round_go (round, COSELL_ROUND_FINISH);
}

/* the beginning */

typedef struct
{
  gint64 cursor;
} CursorJob;

static gboolean
cursor_job (CosellStore *store, gpointer data, GError **error)
{
  CursorJob *job = data;
  GError *why = NULL;
  g_autofree char *text = cosell_store_get_meta (store, "cursor", &why);

  if (why != NULL)
    {
      g_propagate_error (error, why);
      return FALSE;
    }
  cosell_time_parse (text, &job->cursor);
  return TRUE;
}

static void
cursor_known_cb (CosellRound *round, gpointer data, const GError *error)
{
  CursorJob *job = data;
  CosellPull *pull = NULL;

  if (error != NULL)
    {
      cosell_round_fail (round, g_error_copy (error));
      return;
    }
  pull = round->pull = g_new0 (CosellPull, 1);
  pull->cursor = job->cursor;
  pull->newest = COSELL_NO_TIME;
  pull->previous = COSELL_NO_TIME;
  pull->ordered = TRUE;
  pull->pages = new_pages ();
  pull->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  request_page (round);
}

void
cosell_round_pull (CosellRound *round)
{
  if (round->pull == NULL)
    cosell_round_run (round, COSELL_STORE_READ, cursor_job, g_new0 (CursorJob, 1), g_free,
                      cursor_known_cb);
  else
    request_page (round);
}
