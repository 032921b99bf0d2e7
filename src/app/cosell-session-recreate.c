/* D12, D15, P5: a new draft filled from a deal that is over, with the changes that it did not take
 * any more. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

#include "model/cosell-draft-recreate.h"
#include "store/cosell-store-conflicts.h"

/* The newest half of Microsoft; absent when there is none. */
static const CosellDocument *
find_microsoft (GPtrArray *documents)
{
  for (guint i = documents->len; i > 0; i--)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i - 1);

      if (document->role == COSELL_ROLE_MICROSOFT)
        return document;
    }
  return NULL;
}

static CosellDraft *
fill_draft (const CosellDealData *row, const char *work, GPtrArray *documents, GError **error)
{
  const CosellDocument *other = find_microsoft (documents);
  g_autoptr (CosellJson) json = cosell_json_parse (work, -1, error);
  g_autoptr (CosellJson) microsoft = NULL;
  CosellJsonValue asked = { NULL, 0 };

  if (json == NULL)
    return NULL;
  if (other != NULL)
    {
      microsoft = cosell_json_parse (other->current, -1, error);
      if (microsoft == NULL)
        return NULL;
      asked = cosell_json_root (microsoft);
    }
  return cosell_draft_new_from_deal (row, cosell_json_root (json), asked, error);
}

static gboolean
recreate_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (CosellDealData) derived = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  g_autofree char *work = NULL;
  g_autofree char *json = NULL;

  if (!cosell_job_require (store, job->id, COSELL_ACTION_RECREATE, job->now, &row, error))
    return FALSE;
  work = cosell_store_dup_work (store, job->id, error);
  documents = work != NULL ? cosell_store_get_documents (store, job->id, error) : NULL;
  draft = documents != NULL ? fill_draft (row, work, documents, error) : NULL;
  if (draft == NULL)
    return FALSE;
  json = cosell_draft_to_json (draft);
  derived = cosell_deal_data_new ();
  cosell_draft_derive (draft, derived);
  job->id = cosell_store_save_draft (store, 0, json, derived, error);
  return job->id != 0;
}

void
cosell_session_recreate_async (CosellSession *self,
                               gint64 deal,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  cosell_session_run_with_id (self, COSELL_STORE_WRITE, recreate_job, deal,
                              cosell_session_recreate_async, c, callback, user_data);
}
