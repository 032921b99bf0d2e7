/* How a question to the profile that has its result as text is asked: one transaction. */
#include "app/cosell-session-private.h"

static void
job_free (gpointer data)
{
  CosellJob *job = data;

  g_free (job->text);
  g_free (job->result);
  g_free (job->notes);
  g_free (job);
}

CosellJob *
cosell_job_new (CosellSession *self)
{
  return g_new0 (CosellJob, 1);
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
  cosell_session_run_async (self, mode, func, job, NULL, cancellable, job_done_cb,
                            g_steal_pointer (&task));
}

char *
cosell_session_text_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&cosell_session_get_job (result)->result);
}
