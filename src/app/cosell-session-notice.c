#include "app/cosell-session-notice.h"

#include "app/cosell-session-private.h"

/* Writes only when there is something to tell. */
static gboolean
take_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GError) failure = NULL;

  job->result = cosell_store_get_meta (store, COSELL_META_REPAIRED, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (job->result != NULL)
    return cosell_store_set_meta (store, COSELL_META_REPAIRED, NULL, error);
  job->result = g_strdup ("");
  return TRUE;
}

void
cosell_session_take_notice_async (CosellSession *self,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_run_job (self, COSELL_STORE_WRITE, take_job, cosell_job_new (self),
                          cosell_session_take_notice_async, c, callback, user_data);
}

gboolean
cosell_session_is_damage (const GError *error)
{
  return g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT);
}

gboolean
cosell_session_is_all_new (gconstpointer changes)
{
  return ((const CosellChangeSet *) changes)->everything;
}
