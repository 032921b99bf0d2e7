/* A create of which nobody knows whether the service has it: a person's word (P3). */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

static gboolean
settle_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return cosell_store_resolve_unconfirmed (store, job->id, job->text, error);
}

void
cosell_session_resolve_unconfirmed_async (CosellSession *self,
                                          gint64 seq,
                                          const char *remote_id,
                                          GCancellable *c,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->id = seq;
  job->text = g_strdup (remote_id);
  job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, settle_job, job,
                          cosell_session_resolve_unconfirmed_async, c, callback, user_data);
}
