/* cosell-reconcile-job.c: what the look through everything does to the store */
#include "sync/cosell-reconcile-job.h"

#include "model/cosell-referral.h"
#include "store/cosell-store-visible.h"
#include "sync/cosell-reconcile-due.h"
#include "sync/cosell-sync-page.h"

/* wanted: another one soon */
static gboolean
end_reconciliation (CosellStore *store, gboolean wanted, GError **error)
{
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_RECONCILE, NULL, error) &&
         cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, NULL, error) &&
         cosell_store_reconcile_begin (store, error) &&
         (wanted ? cosell_reconcile_note_wanted (store, error)
                 : cosell_reconcile_forget_wanted (store, error)) &&
         cosell_reconcile_note_done (store, error);
}

void
cosell_reconcile_begin_free (CosellReconcileBegin *job)
{
  if (job == NULL)
    return;
  cosell_sync_cursor_clear (&job->cursor);
  g_free (job);
}

gboolean
cosell_reconcile_begin (CosellStore *store, gpointer data, GError **error)
{
  CosellReconcileBegin *job = data;

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
  if (!job->due && !cosell_reconcile_is_due (store, &job->due, error))
    return FALSE;
  if (!job->due || job->cursor.next != NULL)
    return TRUE;
  return cosell_store_reconcile_begin (store, error) &&
         cosell_store_get_last_referral (store, &job->cursor.last, error);
}

void
cosell_reconcile_page_free (CosellReconcilePage *job)
{
  if (job == NULL)
    return;
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

gboolean
cosell_reconcile_page (CosellStore *store, gpointer data, GError **error)
{
  CosellReconcilePage *job = data;

  for (guint i = 0; i < job->page->referrals->len; i++)
    {
      g_autoptr (CosellJson) document = cosell_remote_page_dup_document (job->page, i);
      const char *text = cosell_json_get_text (document, NULL);
      gint64 updated = g_array_index (job->page->updated, gint64, i);
      g_auto (CosellReferralHead) head = { NULL };
      gboolean newer = FALSE;

      cosell_referral_read_head (cosell_json_root (document), &head);
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

void
cosell_reconcile_missing_free (CosellReconcileMissing *job)
{
  if (job == NULL)
    return;
  cosell_sync_cursor_clear (&job->cursor);
  g_clear_pointer (&job->missing, g_array_unref);
  g_free (job);
}

gboolean
cosell_reconcile_missing (CosellStore *store, gpointer data, GError **error)
{
  CosellReconcileMissing *job = data;

  job->missing = cosell_store_reconcile_missing (store, job->cursor.place, job->cursor.last,
                                                 job->limit, error);
  return job->missing != NULL &&
         (job->missing->len > 0 || end_reconciliation (store, job->wanted, error));
}

void
cosell_reconcile_check_free (CosellReconcileCheck *job)
{
  if (job == NULL)
    return;
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

gboolean
cosell_reconcile_check (CosellStore *store, gpointer data, GError **error)
{
  CosellReconcileCheck *job = data;

  if (job->gone && !cosell_store_mark_invisible (store, &job->cursor.place, 1, error))
    return FALSE;
  if (job->text != NULL && !is_same (store, job->text, &job->same, error))
    return FALSE;
  if (job->text != NULL &&
      !cosell_sync_page_upsert (store, job->text, NULL, TRUE, &job->n_stored, &job->n_bad, error))
    return FALSE;
  return cosell_store_set_sync_cursor (store, COSELL_SYNC_CURSOR_CHECK, &job->cursor, error);
}

gboolean
cosell_reconcile_end (CosellStore *store, gpointer data, GError **error)
{
  return end_reconciliation (store, FALSE, error);
}

gboolean
cosell_reconcile_end_lost (CosellStore *store, gpointer data, GError **error)
{
  return end_reconciliation (store, TRUE, error);
}
