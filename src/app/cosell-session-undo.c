/* Undo and redo (P11): what was done, until it was sent. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

static gboolean
undo_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return cosell_store_undo (store, &job->id, &job->refusal, error);
}

static gboolean
undo_record_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return cosell_store_undo_record (store, job->record, &job->id, &job->refusal, error);
}

static gboolean
redo_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  /* what was held before it was undone is held again */
  return cosell_store_redo (store, &job->id, &job->refusal, error) &&
         (job->undo_window == 0 ||
          cosell_store_renew_undo_windows (store, job->id, job->now + job->undo_window, error));
}

static void
run (CosellSession *self,
     CosellJob *job,
     CosellStoreFunc func,
     gpointer tag,
     GCancellable *c,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  job->local_edit = TRUE; /* what is there again goes out soon */
  job->undoes = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, func, job, tag, c, callback, user_data);
}

void
cosell_session_undo_async (CosellSession *self,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  cosell_session_undo_deal_async (self, 0, c, callback, user_data);
}

void
cosell_session_undo_deal_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->id = deal; /* 0: of all */
  run (self, job, undo_job, cosell_session_undo_deal_async, c, callback, user_data);
}

void
cosell_session_undo_record_async (CosellSession *self,
                                  gint64 record,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->record = record;
  run (self, job, undo_record_job, cosell_session_undo_record_async, c, callback, user_data);
}

void
cosell_session_redo_async (CosellSession *self,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  run (self, cosell_job_new (self), redo_job, cosell_session_redo_async, c, callback, user_data);
}

gint64
cosell_session_get_record (CosellSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return cosell_session_get_job (result)->record;
}
