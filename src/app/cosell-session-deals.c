/* The live deals of a session: one object each, brought up to date by change sets. */
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

/* Documents of a deal, for its object. */
typedef struct
{
  gint64 id;
  CosellDeal *deal;         /* (owned): touched on the main thread only */
  GPtrArray *documents;     /* (owned) (nullable) of CosellDocument */
  char *organization;       /* (owned) (nullable) */
  CosellPeopleFacts *facts; /* (owned) (nullable) */
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->deal);
  g_clear_pointer (&load->documents, g_ptr_array_unref);
  g_free (load->organization);
  cosell_people_facts_free (load->facts);
  g_free (load);
}

static gboolean
load_job (CosellStore *store, gpointer data, GError **error)
{
  Load *load = data;
  g_autoptr (CosellDealData) row = NULL;

  load->documents = cosell_store_get_documents (store, load->id, error);
  row = load->documents != NULL ? cosell_store_get_deal (store, load->id, error) : NULL;
  load->facts =
      row != NULL ? cosell_session_parties_read_people (store, row, load->documents, error) : NULL;
  return load->facts != NULL &&
         cosell_store_get_meta (store, COSELL_META_OWN_ORGANIZATION, &load->organization, error);
}

/* A draft has no documents: the assistant shows it, not the deal page. */
static void
show_documents (CosellSession *self, gpointer data)
{
  Load *load = data;
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  const CosellDocument *own;

  if (load->documents->len == 0)
    return;
  own = g_ptr_array_index (load->documents, 0);
  for (guint i = 1; i < load->documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (load->documents, i);

      g_ptr_array_add (others, document->current);
    }
  g_ptr_array_add (others, NULL);
  cosell_deal_set_people_facts (load->deal, load->facts);
  cosell_deal_set_documents (load->deal, own->current, (const char *const *) others->pdata,
                             load->organization);
}

void
cosell_session_load_deal_async (CosellSession *self,
                                CosellDeal *deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Load *load;

  g_return_if_fail (COSELL_IS_SESSION (self) && COSELL_IS_DEAL (deal));

  load = g_new0 (Load, 1);
  load->id = cosell_deal_get_id (deal);
  load->deal = g_object_ref (deal);
  cosell_session_run_then_async (self, COSELL_STORE_READ, load_job, show_documents, load,
                                 (GDestroyNotify) load_free, c, callback, user_data);
}

/* Objects for rows that were read; NULL rows vanished in between and get an object that knows its
 * id only, so that a list never has a hole. */
GPtrArray *
cosell_session_read_deals (CosellSession *self, const gint64 *ids, guint n_ids)
{
  GPtrArray *deals = g_ptr_array_new_full (n_ids, g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  rows = cosell_session_read_rows (self, ids, n_ids, &error);
  if (error != NULL)
    g_warning ("Rows of the list could not be read: %s", error->message);
  for (guint i = 0; i < n_ids; i++)
    {
      const CosellDealData *row =
          rows != NULL && i < rows->len ? g_ptr_array_index (rows, i) : NULL;

      if (row != NULL)
        g_ptr_array_add (deals, cosell_deal_cache_take (self->deals, row));
      else
        {
          g_autoptr (CosellDealData) empty = cosell_deal_data_new ();

          empty->id = ids[i];
          g_ptr_array_add (deals, cosell_deal_new (empty));
        }
    }
  return deals;
}

CosellDeal *
cosell_session_dup_deal (CosellSession *self, gint64 id)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  CosellDeal *deal;

  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  deal = cosell_deal_cache_dup (self->deals, id);
  if (deal != NULL)
    return deal;
  rows = cosell_session_read_rows (self, &id, 1, &error);
  if (error != NULL)
    g_warning ("A deal could not be read: %s", error->message);
  if (rows == NULL || rows->len == 0 || g_ptr_array_index (rows, 0) == NULL)
    return NULL;
  return cosell_deal_cache_take (self->deals, g_ptr_array_index (rows, 0));
}

/* Brings live objects of ids up to date, and the documents of those that were opened. An object
 * whose deal is gone is live no more. */
static void
refresh_deals (CosellSession *self, GArray *ids)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (ids->len == 0)
    return;
  rows = cosell_session_read_rows (self, (const gint64 *) ids->data, ids->len, &error);
  if (error != NULL)
    g_warning ("Deals that changed could not be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const CosellDealData *row = g_ptr_array_index (rows, i);
      CosellDeal *live = row != NULL ? cosell_deal_cache_peek (self->deals, row->id) : NULL;
      g_autoptr (CosellDeal) deal = NULL;

      if (row == NULL)
        cosell_deal_cache_forget (self->deals, g_array_index (ids, gint64, i));
      if (live == NULL)
        continue;
      deal = g_object_ref (live);
      cosell_deal_update (deal, row);
      if (cosell_deal_is_loaded (deal))
        cosell_session_load_deal_async (self, deal, self->closing, NULL, NULL);
    }
}

static GArray *
live_ids (CosellSession *self, CosellChangeSet *changes)
{
  GArray *ids;

  if (changes->everything)
    return cosell_deal_cache_get_ids (self->deals);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; changes->deals != NULL && i < changes->deals->len; i++)
    {
      gint64 id = g_array_index (changes->deals, gint64, i);

      if (cosell_deal_cache_peek (self->deals, id) != NULL)
        g_array_append_val (ids, id);
    }
  return ids;
}

typedef struct
{
  gint64 tabs[COSELL_N_TABS];
  gint64 unanswered[COSELL_N_TABS];
  CosellOutboxCounts outbox;
  CosellUndoState undo;
} Counts;

static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  Counts *counts = data;

  return cosell_store_count_tabs (store, counts->tabs, error) &&
         cosell_store_count_unanswered (store, counts->unanswered, error) &&
         cosell_store_count_outbox (store, &counts->outbox, error) &&
         cosell_store_get_undo_state (store, &counts->undo, error);
}

static void
take_counts (CosellSession *self, gpointer data)
{
  const Counts *counts = data;

  cosell_session_set_counts (self, counts->tabs, counts->unanswered, &counts->outbox);
  cosell_session_set_undo_state (self, &counts->undo);
  cosell_sync_scheduler_wake_at (self->scheduler, counts->outbox.next_due);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CosellSession *self = COSELL_SESSION (source);

  self->counting = FALSE;
  cosell_session_run_finish (self, result, NULL);
  if (self->count_again)
    cosell_session_refresh_counts (self);
}

/* One count at a time; what comes meanwhile is one more afterwards, also after one that failed. */
void
cosell_session_refresh_counts (CosellSession *self)
{
  self->count_again = self->counting;
  if (self->counting || cosell_session_is_closed (self))
    return;
  self->counting = TRUE;
  cosell_session_run_then_async (self, COSELL_STORE_READ, count_job, take_counts,
                                 g_new0 (Counts, 1), g_free, self->closing, counted_cb, NULL);
}

void
cosell_session_take_changes (CosellSession *self, CosellChangeSet *changes)
{
  g_autoptr (GArray) ids = live_ids (self, changes);

  refresh_deals (self, ids);
  cosell_session_refresh_counts (self);
  if (changes->account || changes->everything)
    cosell_session_refresh_account (self);
  if (self->catalog_read.wanted)
    cosell_session_refresh_catalog (self);
}
