/* How a question to the profile that has its result as text is asked: one transaction. */
#include "app/cosell-session-private.h"

static void
job_free (gpointer data)
{
  CosellJob *job = data;

  cosell_target_clear (&job->target);
  g_free (job->text);
  g_free (job->result);
  g_strfreev (job->filters);
  g_free (job->sort);
  g_free (job->notes);
  g_free (job);
}

CosellJob *
cosell_job_new (CosellSession *self)
{
  CosellJob *job = g_new0 (CosellJob, 1);

  job->now = cosell_session_now (self);
  return job;
}

CosellJob *
cosell_session_get_job (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
targeted_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return cosell_command_find_target (store, &job->id, &job->target,
                                     job->takes_half ? COSELL_COMMAND_TAKES_HALF
                                                     : COSELL_COMMAND_PLAIN,
                                     error) &&
         job->func (store, job, error);
}

void
cosell_session_run_job (CosellSession *self,
                        CosellStoreMode mode,
                        CosellStoreFunc func,
                        CosellJob *job,
                        gpointer tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  /* What was committed is reported as done, also when it was cancelled a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  job->func = func;
  cosell_session_run_async (self, mode, targeted_job, job, NULL, cancellable, job_done_cb,
                            g_steal_pointer (&task));
}

void
cosell_session_run_with_id (CosellSession *self,
                            CosellStoreMode mode,
                            CosellStoreFunc func,
                            gint64 id,
                            gpointer tag,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->id = id;
  cosell_session_run_job (self, mode, func, job, tag, cancellable, callback, user_data);
}

CosellDealData *
cosell_job_load_target (CosellStore *store, CosellJob *job, GPtrArray **documents, GError **error)
{
  return cosell_command_load (store, job->id, &job->target, documents, error);
}

const char *
cosell_job_half (const CosellJob *job)
{
  return cosell_command_half (&job->target);
}

char *
cosell_session_text_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&cosell_session_get_job (result)->result);
}
