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

void
cosell_session_claim_notifications_async (CosellSession *self,
                                          GCancellable *c,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_run_async (self, COSELL_STORE_WRITE, notifications_job,
                            g_new0 (NotificationJob, 1), (GDestroyNotify) notification_job_free, c,
                            callback, user_data);
}

GPtrArray *
cosell_session_claim_notifications_finish (CosellSession *self,
                                           GAsyncResult *result,
                                           gint64 *next,
                                           GError **error)
{
  NotificationJob *job;

  if (!cosell_session_run_finish (self, result, error))
    return NULL;
  job = cosell_session_run_get_data (result);
  if (next != NULL)
    *next = job->next;
  return g_steal_pointer (&job->notifications);
}

static gboolean
seen_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_mark_seen (store, *(const gint64 *) data, error);
}

void
cosell_session_mark_seen_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_run_async (self, COSELL_STORE_WRITE, seen_job, g_memdup2 (&deal, sizeof deal),
                            g_free, c, callback, user_data);
}
