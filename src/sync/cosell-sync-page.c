/* cosell-sync-page.c: pages of the list into the store */
#include "sync/cosell-sync-page.h"

#include "base/cosell-time.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-deals.h"
#include "sync/cosell-lookup.h"

/* A stamp that is further ahead than any clock is wrong would hide every change until then. */
#define FUTURE_LIMIT (31 * G_TIME_SPAN_DAY)

void
cosell_page_job_free (CosellPageJob *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_free (self);
}

/* What stands exactly at the cursor comes with every pull; mostly it is what we have. */
static gboolean
is_known (CosellStore *store, const char *text)
{
  g_autofree char *id = cosell_lookup_dup_id (text);
  gint64 deal = id != NULL ? cosell_store_find_deal (store, id, NULL) : 0;
  g_autoptr (GPtrArray) documents =
      deal > 0 ? cosell_store_get_documents (store, deal, NULL) : NULL;

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);

      if (g_strcmp0 (document->base, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Trouble with the database itself, not with the element. */
static gboolean
is_fatal (const GError *error)
{
  if (error->domain != COSELL_STORE_ERROR)
    return FALSE;
  switch ((CosellStoreError) error->code)
    {
    case COSELL_STORE_ERROR_CONSTRAINT:
    case COSELL_STORE_ERROR_NOT_FOUND:
      return FALSE;
    case COSELL_STORE_ERROR_BUSY:
    case COSELL_STORE_ERROR_FULL:
    case COSELL_STORE_ERROR_CORRUPT:
    case COSELL_STORE_ERROR_NEWER_SCHEMA:
    case COSELL_STORE_ERROR_READ_ONLY:
    case COSELL_STORE_ERROR_FAILED:
      return TRUE;
    }
  return TRUE;
}

static gboolean
store_element (CosellStore *store,
               CosellPageJob *job,
               const CosellRemotePage *page,
               guint index,
               GError **error)
{
  const char *text = g_ptr_array_index (page->referrals, index);
  gint64 updated = g_array_index (page->updated, gint64, index);
  g_autoptr (GError) why = NULL;

  if (job->cursor != COSELL_NO_TIME && updated != COSELL_NO_TIME)
    {
      if (updated < job->cursor)
        return TRUE;
      if (updated == job->cursor && is_known (store, text))
        {
          job->n_unchanged++;
          return TRUE;
        }
    }
  if (cosell_store_put_referral (store, text, NULL, &why))
    {
      job->n_stored++;
      return TRUE;
    }
  if (is_fatal (why))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_info ("A referral could not be taken in: %s", why->message);
  job->n_bad++;
  return TRUE;
}

static gboolean
complete_pass (CosellStore *store, CosellPageJob *job, GError **error)
{
  gint64 now = cosell_clock_now (cosell_store_get_clock (store));
  gint64 cursor = MIN (job->newest, now + FUTURE_LIMIT);
  g_autofree char *text = NULL;

  if (job->first_pull && !cosell_store_update_own_organization (store, error))
    return FALSE;
  if (cursor == COSELL_NO_TIME || (job->cursor != COSELL_NO_TIME && cursor <= job->cursor))
    return TRUE;
  text = cosell_time_format (cursor);
  return cosell_store_set_meta (store, "cursor", text, error);
}

gboolean
cosell_page_job_store (CosellStore *store, gpointer data, GError **error)
{
  CosellPageJob *job = data;

  for (guint i = 0; i < job->pages->len; i++)
    {
      const CosellRemotePage *page = g_ptr_array_index (job->pages, i);

      for (guint j = 0; j < page->referrals->len; j++)
        {
          if (!store_element (store, job, page, j, error))
            return FALSE;
        }
    }
  return !job->last || complete_pass (store, job, error);
}
