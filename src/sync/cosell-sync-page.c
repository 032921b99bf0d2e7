/* cosell-sync-page.c: pages of the list into the store */
#include "sync/cosell-sync-page.h"

#include "base/cosell-time.h"
#include "model/cosell-oversized.h"
#include "model/cosell-referral-reader.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-arrivals.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-visible.h"
#include "sync/cosell-reconcile-due.h"

CosellSyncPageJob *
cosell_sync_page_job_new (GPtrArray *pages, const CosellSyncCursor *cursor, const char *next)
{
  CosellSyncPageJob *self = g_new0 (CosellSyncPageJob, 1);

  self->pages = pages;
  self->cursor = *cursor;
  self->cursor.next = g_strdup (next);
  return self;
}

void
cosell_sync_page_job_free (CosellSyncPageJob *self)
{
  if (self == NULL)
    return;
  cosell_sync_cursor_clear (&self->cursor);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self);
}

/* What stands exactly at the cursor, ahead of the service's time, or without a time that can be,
 * comes with every pull; mostly it is what we have. */
static gboolean
is_known (CosellStore *store, const CosellJson *document)
{
  g_autofree char *id = cosell_referral_read_id (cosell_json_root (document), "id");
  gboolean same = FALSE;

  return id != NULL &&
         cosell_store_has_text (store, id, cosell_json_get_text (document, NULL), &same, NULL) &&
         same;
}

gboolean
cosell_sync_page_lacks_stamps (const CosellRemotePage *page)
{
  for (guint i = 0; i < page->updated->len; i++)
    if (g_array_index (page->updated, gint64, i) == COSELL_NO_TIME)
      return TRUE;
  return FALSE;
}

gboolean
cosell_sync_page_upsert (CosellStore *store,
                         const char *text,
                         const char *etag,
                         gboolean asked,
                         guint *n_stored,
                         guint *n_bad,
                         GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean put = asked ? cosell_store_put_asked (store, text, etag, &why)
                       : cosell_store_upsert_remote (store, text, etag, &why);

  if (put)
    {
      *n_stored += 1;
      return TRUE;
    }
  if (cosell_store_is_trouble (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_info ("A referral could not be taken in: %s", why->message);
  *n_bad += 1;
  return TRUE;
}

/* Whether an element has to be stored. What stands before the cursor was there when that was
 * written, unless the service's list moved while it was read then; since the page is here, that is
 * looked at as well. */
static gboolean
is_wanted (CosellStore *store,
           const CosellSyncPageJob *job,
           const CosellJson *document,
           gint64 updated,
           gboolean *wanted,
           GError **error)
{
  g_autofree char *id = NULL;

  *wanted = TRUE;
  if (job->cursor.known_until == COSELL_NO_TIME)
    return TRUE;
  if (updated == COSELL_NO_TIME || updated >= job->cursor.known_until)
    {
      *wanted = !is_known (store, document);
      return TRUE;
    }
  id = cosell_referral_read_id (cosell_json_root (document), "id");
  return id == NULL || cosell_store_is_newer (store, id, updated, wanted, error);
}

static gboolean
store_element (CosellStore *store,
               CosellSyncPageJob *job,
               CosellStoreArrivals *arrivals,
               const CosellRemotePage *page,
               guint index,
               GError **error)
{
  g_autoptr (CosellJson) document = cosell_remote_page_dup_document (page, index);
  const char *text = cosell_json_get_text (document, NULL);
  gint64 updated = g_array_index (page->updated, gint64, index);
  g_autoptr (GError) why = NULL;
  gboolean wanted;

  if (!is_wanted (store, job, document, updated, &wanted, error))
    return FALSE;
  if (!wanted || (cosell_oversized_is_stand_in (text) && is_known (store, document)))
    {
      job->n_unchanged++;
      return TRUE;
    }
  job->n_too_large += cosell_oversized_is_stand_in (text);
  job->n_stored++;
  if (cosell_store_arrivals_add (arrivals, document, &why))
    return TRUE;
  if (cosell_store_is_trouble (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_info ("A referral could not be taken in: %s", why->message);
  job->n_stored--;
  job->n_bad++;
  return TRUE;
}

static gboolean
store_pages (CosellStore *store, CosellSyncPageJob *job, GError **error)
{
  g_autoptr (CosellStoreArrivals) arrivals = cosell_store_arrivals_new (store);
  guint n_bad = 0;

  for (guint i = 0; i < job->pages->len; i++)
    {
      const CosellRemotePage *page = g_ptr_array_index (job->pages, i);

      job->n_bad += page->skipped;
      if ((page->skipped > 0 || cosell_sync_page_lacks_stamps (page)) &&
          !cosell_reconcile_note_wanted (store, error))
        return FALSE;
      for (guint j = 0; j < page->referrals->len; j++)
        {
          if (!store_element (store, job, arrivals, page, j, error))
            return FALSE;
        }
    }
  if (!cosell_store_arrivals_settle (arrivals, &n_bad, error))
    return FALSE;
  job->n_stored -= n_bad;
  job->n_bad += n_bad;
  return TRUE;
}

/* After a pass that may have missed something, everything is looked through soon; a first pass that
 * went well was such a look itself. */
static gboolean
plan_reconciliation (CosellStore *store, const CosellSyncPageJob *job, GError **error)
{
  if (job->resumed || !job->cursor.ordered)
    return cosell_reconcile_note_wanted (store, error);
  return job->cursor.known_until != COSELL_NO_TIME || cosell_reconcile_note_done (store, error);
}

/* When the pass began, by what is known of the service's time now: it may have been judged by a
 * clock that was wrong then. */
static gint64
true_beginning (CosellStore *store, const CosellSyncPageJob *job)
{
  CosellClock *clock = cosell_store_get_clock (store);

  return cosell_clock_now (clock) - (cosell_clock_elapsed (clock) - job->began_at);
}

static gboolean
complete_pass (CosellStore *store, CosellSyncPageJob *job, GError **error)
{
  gint64 cursor = job->cursor.newest;
  g_autofree char *text = NULL;

  if (!plan_reconciliation (store, job, error))
    return FALSE;
  if (job->cursor.known_until == COSELL_NO_TIME &&
      !cosell_store_update_own_organization (store, error))
    return FALSE;
  if (cursor == COSELL_NO_TIME || cursor > true_beginning (store, job) ||
      (job->cursor.known_until != COSELL_NO_TIME && cursor <= job->cursor.known_until))
    return TRUE;
  text = cosell_time_format (cursor);
  return cosell_store_set_meta (store, "cursor", text, error);
}

gboolean
cosell_sync_page_job_store (CosellStore *store, gpointer data, GError **error)
{
  CosellSyncPageJob *job = data;

  if (!cosell_store_adopt_clock (store, error)) /* stamps are judged by it */
    return FALSE;
  if (!store_pages (store, job, error))
    return FALSE;
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_PULL, &job->cursor, error) &&
         (!job->complete || complete_pass (store, job, error));
}
