/* D12, D15, P5: a new draft filled from a deal that is over, with the changes that it did not take
 * any more; L10: one filled from a lead. */
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
make_draft (CosellStore *store, CosellCommand *self, CosellAction action, GError **error)
{
  g_auto (CosellSubject) subject = { NULL };
  g_autoptr (CosellDraft) draft = NULL;
  g_autofree char *work = NULL;

  if (!cosell_subject_load (&subject, store, self, action, error))
    return FALSE;
  work = cosell_store_dup_work (store, self->id, error);
  draft = work != NULL ? fill_draft (subject.row, work, subject.documents, error) : NULL;
  if (draft == NULL)
    return FALSE;
  self->id = cosell_session_drafts_save (store, 0, draft, error);
  return self->id != 0;
}

static gboolean
run_recreate (CosellStore *store, gpointer data, GError **error)
{
  return make_draft (store, data, COSELL_ACTION_RECREATE, error);
}

static gboolean
run_convert (CosellStore *store, gpointer data, GError **error)
{
  return make_draft (store, data, COSELL_ACTION_CONVERT, error);
}

static const CosellCommandKind recreate_kind = {
  .size = sizeof (CosellCommand),
  .mode = COSELL_STORE_WRITE,
  .run = run_recreate,
};

void
cosell_session_recreate_async (CosellSession *self,
                               gint64 deal,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &recreate_kind, deal),
                      cosell_session_recreate_async, c, callback, user_data);
}

static const CosellCommandKind convert_kind = {
  .size = sizeof (CosellCommand),
  .mode = COSELL_STORE_WRITE,
  .run = run_convert,
};

void
cosell_session_convert_async (CosellSession *self,
                              gint64 lead,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &convert_kind, lead),
                      cosell_session_convert_async, c, callback, user_data);
}
