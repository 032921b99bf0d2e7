/* What a person is to be told by desktop notifications (G2). */
#include "app/cosell-session-private.h"

#include "base/cosell-time.h"
#include "store/cosell-store-alarms.h"

typedef struct
{
  GPtrArray *alarms; /* (owned) (nullable) */
  gint64 next;
} AlarmJob;

static void
alarm_job_free (AlarmJob *job)
{
  g_clear_pointer (&job->alarms, g_ptr_array_unref);
  g_free (job);
}

static gboolean
alarm_job (CosellStore *store, gpointer data, GError **error)
{
  AlarmJob *job = data;

  job->alarms = cosell_store_take_alarms (store, &job->next, error);
  return job->alarms != NULL;
}

static void
alarms_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AlarmJob *job;
  AlarmJob *taken;
  GError *error = NULL;

  if (!cosell_store_run_finish (COSELL_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  job = cosell_store_run_get_data (result); /* goes away with the store's task */
  taken = g_new0 (AlarmJob, 1);
  taken->alarms = g_steal_pointer (&job->alarms);
  taken->next = job->next;
  g_task_return_pointer (task, taken, (GDestroyNotify) alarm_job_free);
}

void
cosell_session_take_alarms_async (CosellSession *self,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (COSELL_IS_SESSION (self));

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_take_alarms_async);
  cosell_store_run_async (self->store, COSELL_STORE_WRITE, alarm_job, g_new0 (AlarmJob, 1),
                          (GDestroyNotify) alarm_job_free, c, alarms_taken_cb,
                          g_steal_pointer (&task));
}

GPtrArray *
cosell_session_take_alarms_finish (CosellSession *self,
                                   GAsyncResult *result,
                                   gint64 *next,
                                   GError **error)
{
  AlarmJob *taken;
  GPtrArray *alarms;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  taken = g_task_propagate_pointer (G_TASK (result), error);
  if (taken == NULL)
    return NULL;
  if (next != NULL)
    *next = taken->next;
  alarms = g_steal_pointer (&taken->alarms);
  alarm_job_free (taken);
  return alarms;
}
