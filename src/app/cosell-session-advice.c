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

void
cosell_session_advice_async (CosellSession *self,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  AdviceJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = g_new0 (AdviceJob, 1);
  cosell_session_today (self, &job->today);
  cosell_session_run_async (self, COSELL_STORE_READ, advice_job, job,
                            (GDestroyNotify) advice_job_free, c, callback, user_data);
}

CosellAdvice *
cosell_session_advice_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  AdviceJob *job;

  if (!cosell_session_run_finish (self, result, error))
    return NULL;
  job = cosell_session_run_get_data (result);
  return g_steal_pointer (&job->advice);
}
