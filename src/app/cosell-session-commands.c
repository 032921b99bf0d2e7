/* What commands of every kind come to, and what the ID means that they are given. */
#include "app/cosell-session-commands.h"

#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

/* what an ID means */

static void
target_free (gpointer data)
{
  cosell_target_clear (data);
  g_free (data);
}

static gpointer
read_target (CosellStore *store, gconstpointer id, GError **error)
{
  CosellTarget *target = g_new0 (CosellTarget, 1);

  if (cosell_store_find_target (store, id, target, error))
    return target;
  target_free (target);
  return NULL;
}

void
cosell_session_find_target_async (CosellSession *self,
                                  const char *id,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && id != NULL);

  cosell_session_read (self, read_target, g_strdup (id), g_free, target_free, c, callback,
                       user_data);
}

gint64
cosell_session_find_target_finish (CosellSession *self,
                                   GAsyncResult *result,
                                   gint64 *deal,
                                   char **half,
                                   GError **error)
{
  CosellTarget *target;
  gint64 id;

  g_return_val_if_fail (deal != NULL && half != NULL, 0);

  target = cosell_session_read_finish (self, result, error);
  if (target == NULL)
    return 0;
  *deal = target->deal;
  *half = g_strdup (cosell_command_half (target));
  id = target->referral != 0 ? -target->referral : target->deal;
  target_free (target);
  return id;
}

/* what commands of every kind come to */

gint64
cosell_session_get_seq (CosellSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return cosell_command_head (result)->seq;
}

gint64
cosell_session_get_record (CosellSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return cosell_command_head (result)->record;
}

gint64
cosell_session_id_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return g_task_propagate_boolean (G_TASK (result), error) ? cosell_command_head (result)->id : 0;
}

gboolean
cosell_session_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cosell_session_set_undo_window (CosellSession *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  self->undo_window = seconds * G_TIME_SPAN_SECOND;
}

guint
cosell_session_get_undo_window (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), 0);

  return (guint) (self->undo_window / G_TIME_SPAN_SECOND);
}
