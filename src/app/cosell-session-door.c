#include "app/cosell-session-door.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-private.h"

typedef struct
{
  CosellSessionThenFunc then; /* (nullable) */
  gpointer data;              /* (owned) when there is free_data */
  GDestroyNotify free_data;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->free_data != NULL)
    run->free_data (run->data);
  g_free (run);
}

static GError *
closed_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The profile is closed."));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_store_run_finish (COSELL_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (run->then != NULL && !self->closed)
    run->then (self, run->data);
  g_task_return_boolean (task, TRUE);
}

void
cosell_session_run_async (CosellSession *self,
                          CosellStoreMode mode,
                          CosellStoreFunc func,
                          gpointer data,
                          GDestroyNotify free_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  cosell_session_run_then_async (self, mode, func, NULL, data, free_data, cancellable, callback,
                                 user_data);
}

void
cosell_session_run_then_async (CosellSession *self,
                               CosellStoreMode mode,
                               CosellStoreFunc func,
                               CosellSessionThenFunc then,
                               gpointer data,
                               GDestroyNotify free_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (COSELL_IS_SESSION (self));
  g_return_if_fail (func != NULL);

  run = g_new0 (Run, 1);
  run->then = then;
  run->data = data;
  run->free_data = free_data;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cosell_session_run_async);
  g_task_set_task_data (task, run, run_free);
  /* What was committed is done, whoever has lost interest meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->closed)
    g_task_return_error (task, closed_error ());
  else
    cosell_store_run_async (self->store, mode, func, data, NULL, cancellable, ran_cb,
                            g_steal_pointer (&task));
}

gboolean
cosell_session_run_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
cosell_session_run_get_data (GAsyncResult *result)
{
  Run *run;

  g_return_val_if_fail (g_async_result_is_tagged (result, cosell_session_run_async), NULL);

  run = g_task_get_task_data (G_TASK (result));
  return run->data;
}

gboolean
cosell_session_run (CosellSession *self,
                    CosellStoreMode mode,
                    CosellStoreFunc func,
                    gpointer data,
                    GError **error)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), FALSE);

  if (!self->closed)
    return cosell_store_run (self->store, mode, func, data, error);
  g_propagate_error (error, closed_error ());
  return FALSE;
}

GPtrArray *
cosell_session_read_rows (CosellSession *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  return self->closed ? g_ptr_array_new ()
                      : cosell_store_read_rows (self->store, ids, n_ids, error);
}

gboolean
cosell_session_is_closed (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), TRUE);

  return self->closed;
}

gboolean
cosell_session_check_open (CosellSession *self, GError **error)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), FALSE);

  if (!self->closed)
    return TRUE;
  g_propagate_error (error, closed_error ());
  return FALSE;
}
