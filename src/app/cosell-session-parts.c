#include "app/cosell-session-parts.h"

#include "app/cosell-session-private.h"

typedef struct
{
  CosellStoreFunc func;
  CosellPartsDone done;
  gpointer data; /* (owned) */
  GDestroyNotify free_data;
} Parts;

static void
parts_free (Parts *self)
{
  self->free_data (self->data);
  g_free (self);
}

static void
run_part (GTask *task);

static void
part_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Parts *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    g_task_return_error (task, error);
  else if (self->done (self->data))
    g_task_return_boolean (task, TRUE);
  else
    run_part (g_steal_pointer (&task));
}

/* Takes task. */
static void
run_part (GTask *task)
{
  const Parts *self = g_task_get_task_data (task);

  cosell_session_run_async (g_task_get_source_object (task), COSELL_STORE_READ, self->func,
                            self->data, NULL, g_task_get_cancellable (task), part_done_cb, task);
}

void
cosell_session_parts_run (CosellSession *self,
                          CosellStoreFunc func,
                          CosellPartsDone done,
                          gpointer data,
                          GDestroyNotify free_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Parts *parts = g_new0 (Parts, 1);

  parts->func = func;
  parts->done = done;
  parts->data = data;
  parts->free_data = free_data;
  g_task_set_source_tag (task, cosell_session_parts_run);
  g_task_set_task_data (task, parts, (GDestroyNotify) parts_free);
  run_part (task);
}

gpointer
cosell_session_parts_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  const Parts *parts;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  parts = g_task_get_task_data (G_TASK (result));
  return parts->data;
}
