/* What the deals so far say about how to work (H, C24). */
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"

typedef struct
{
  GDate today;
  CosellAdvice *advice; /* (owned) (nullable) */
} AdviceJob;

static void
advice_job_free (AdviceJob *job)
{
  cosell_advice_free (job->advice);
  g_free (job);
}

static gboolean
advice_job (CosellStore *store, gpointer data, GError **error)
{
  AdviceJob *job = data;

  job->advice = cosell_store_get_advice (store, &job->today, error);
  return job->advice != NULL;
}

static void
advice_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    {
      AdviceJob *job = cosell_session_run_get_data (result);

      g_task_return_pointer (task, g_steal_pointer (&job->advice),
                             (GDestroyNotify) cosell_advice_free);
    }
  else
    g_task_return_error (task, error);
}

void
cosell_session_advice_async (CosellSession *self,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  AdviceJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_advice_async);
  job = g_new0 (AdviceJob, 1);
  cosell_session_today (self, &job->today);
  cosell_session_run_async (self, COSELL_STORE_READ, advice_job, job,
                            (GDestroyNotify) advice_job_free, c, advice_read_cb,
                            g_steal_pointer (&task));
}

CosellAdvice *
cosell_session_advice_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
