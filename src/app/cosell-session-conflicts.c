/* What was changed on both sides, and what a person decides about it (P4). */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"

#include "store/cosell-store-conflicts.h"

static gboolean
conflicts_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GPtrArray) conflicts = cosell_store_get_conflicts (store, job->id, error);

  if (conflicts == NULL)
    return FALSE;
  job->result = cosell_conflict_list_to_json (conflicts);
  return TRUE;
}

void
cosell_session_conflicts_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  cosell_session_run_with_id (self, COSELL_STORE_READ, conflicts_job, deal,
                              cosell_session_conflicts_async, c, callback, user_data);
}

static gboolean
resolve_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < job->decisions->len; i++)
    if (!cosell_store_resolve (store, job->id, g_ptr_array_index (job->decisions, i), error))
      return FALSE;
  left = cosell_store_get_conflicts (store, job->id, error);
  if (left == NULL)
    return FALSE;
  job->limit = left->len;
  return TRUE;
}

void
cosell_session_resolve_async (CosellSession *self,
                              gint64 deal,
                              GPtrArray *decisions,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self) && decisions != NULL);

  job = cosell_job_new (self);
  job->id = deal;
  job->decisions = decisions;
  job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, resolve_job, job, cosell_session_resolve_async,
                          c, callback, user_data);
}

guint
cosell_session_get_left (CosellSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return (guint) cosell_session_get_job (result)->limit;
}
