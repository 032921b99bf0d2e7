/* What a person is to be told by desktop notifications (G2). */
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"

#include "base/cosell-time.h"
#include "store/cosell-store-notifications.h"

typedef struct
{
  GPtrArray *notifications; /* (owned) (nullable) */
  gint64 next;
} NotificationJob;

static void
notification_job_free (NotificationJob *job)
{
  g_clear_pointer (&job->notifications, g_ptr_array_unref);
  g_free (job);
}

static gboolean
notifications_job (CosellStore *store, gpointer data, GError **error)
{
  NotificationJob *job = data;

  job->notifications = cosell_store_claim_notifications (store, &job->next, error);
  return job->notifications != NULL;
}

static void
notifications_claimed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NotificationJob *job;
  NotificationJob *taken;
  GError *error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  job = cosell_session_run_get_data (result); /* goes away with the store's task */
  taken = g_new0 (NotificationJob, 1);
  taken->notifications = g_steal_pointer (&job->notifications);
  taken->next = job->next;
  g_task_return_pointer (task, taken, (GDestroyNotify) notification_job_free);
}

void
cosell_session_claim_notifications_async (CosellSession *self,
                                          GCancellable *c,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (COSELL_IS_SESSION (self));

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_claim_notifications_async);
  cosell_session_run_async (self, COSELL_STORE_WRITE, notifications_job,
                            g_new0 (NotificationJob, 1), (GDestroyNotify) notification_job_free, c,
                            notifications_claimed_cb, g_steal_pointer (&task));
}

GPtrArray *
cosell_session_claim_notifications_finish (CosellSession *self,
                                           GAsyncResult *result,
                                           gint64 *next,
                                           GError **error)
{
  NotificationJob *taken;
  GPtrArray *notifications;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  taken = g_task_propagate_pointer (G_TASK (result), error);
  if (taken == NULL)
    return NULL;
  if (next != NULL)
    *next = taken->next;
  notifications = g_steal_pointer (&taken->notifications);
  notification_job_free (taken);
  return notifications;
}
