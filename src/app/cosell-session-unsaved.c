#include "app/cosell-session-unsaved.h"

#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "store/cosell-store-unsaved.h"

typedef struct
{
  CosellCommand head;
  char *form; /* (owned) */
  char *json; /* (owned) (nullable): the form is as it was, so there is nothing to keep */
} Put;

static void
put_clear (gpointer data)
{
  Put *self = data;

  g_free (self->form);
  g_free (self->json);
}

static gboolean
run_put (CosellStore *store, gpointer data, GError **error)
{
  const Put *self = data;
  gint64 deal = self->head.id;

  return self->json != NULL ? cosell_store_unsaved_put (store, deal, self->form, self->json, error)
                            : cosell_store_unsaved_drop_form (store, deal, self->form, error);
}

static const CosellCommandKind put_kind = {
  .size = sizeof (Put),
  .mode = COSELL_STORE_WRITE,
  .run = run_put,
  .clear = put_clear,
};

void
cosell_session_unsaved_put_async (CosellSession *self,
                                  gint64 deal,
                                  const CosellUnsavedForm *form,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Put *put;

  g_return_if_fail (COSELL_IS_SESSION (self));
  g_return_if_fail (form != NULL);

  put = cosell_command_new (self, &put_kind, deal);
  put->form = g_strdup (form->form);
  put->json = cosell_unsaved_form_is_changed (form) ? cosell_unsaved_form_to_json (form) : NULL;
  cosell_command_run (self, put, cosell_session_unsaved_put_async, c, callback, user_data);
}

static gboolean
run_drop (CosellStore *store, gpointer data, GError **error)
{
  const CosellCommand *self = data;

  return cosell_store_unsaved_drop (store, self->id, error);
}

static const CosellCommandKind drop_kind = {
  .size = sizeof (CosellCommand),
  .mode = COSELL_STORE_WRITE,
  .run = run_drop,
};

void
cosell_session_unsaved_drop_async (CosellSession *self,
                                   gint64 id,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &drop_kind, id),
                      cosell_session_unsaved_drop_async, c, callback, user_data);
}

static gpointer
read_unsaved (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;
  g_autofree char *json = cosell_store_unsaved_get (store, asked->deal, error);

  return json != NULL ? cosell_unsaved_forms_from_json (json) : NULL;
}

void
cosell_session_unsaved_get_async (CosellSession *self,
                                  gint64 deal,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  cosell_session_read_about (self, read_unsaved, deal, (GDestroyNotify) g_ptr_array_unref, c,
                             callback, user_data);
}

GPtrArray *
cosell_session_unsaved_get_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  return cosell_session_read_finish (self, result, error);
}
