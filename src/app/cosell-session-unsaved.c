#include "app/cosell-session-unsaved.h"

#include "app/cosell-session-private.h"
#include "store/cosell-store-unsaved.h"

static gboolean
keep_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return job->text != NULL ? cosell_store_unsaved_put (store, job->id, job->notes, job->text, error)
                           : cosell_store_unsaved_drop_form (store, job->id, job->notes, error);
}

void
cosell_session_unsaved_put_async (CosellSession *self,
                                  gint64 deal,
                                  const CosellUnsavedForm *form,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));
  g_return_if_fail (form != NULL);

  job = cosell_job_new (self);
  job->id = deal;
  job->notes = g_strdup (form->form);
  job->text = cosell_unsaved_form_is_changed (form) ? cosell_unsaved_form_to_json (form) : NULL;
  cosell_session_run_job (self, COSELL_STORE_WRITE, keep_job, job, cosell_session_unsaved_put_async,
                          c, callback, user_data);
}

static gboolean
drop_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return cosell_store_unsaved_drop (store, job->id, error);
}

void
cosell_session_unsaved_drop_async (CosellSession *self,
                                   gint64 id,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  cosell_session_run_with_id (self, COSELL_STORE_WRITE, drop_job, id,
                              cosell_session_unsaved_drop_async, c, callback, user_data);
}

static gboolean
list_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  job->result = cosell_store_unsaved_get (store, job->id, error);
  return job->result != NULL;
}

void
cosell_session_unsaved_get_async (CosellSession *self,
                                  gint64 deal,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  cosell_session_run_with_id (self, COSELL_STORE_READ, list_job, deal,
                              cosell_session_unsaved_get_async, c, callback, user_data);
}

GPtrArray *
cosell_session_unsaved_get_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_autofree char *json = cosell_session_text_finish (self, result, error);

  return json != NULL ? cosell_unsaved_forms_from_json (json) : NULL;
}
