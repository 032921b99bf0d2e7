/* What commands of every kind come to, and what the ID means that they are given. */
#include "app/cosell-session-commands.h"

#include "app/cosell-session-private.h"

/* what an ID means */

typedef struct
{
  CosellCommand head;
  char *text;          /* (owned) */
  CosellTarget target; /* (owned) result */
} Find;

static void
find_clear (gpointer data)
{
  Find *self = data;

  g_free (self->text);
  cosell_target_clear (&self->target);
}

static gboolean
run_find (CosellStore *store, gpointer data, GError **error)
{
  Find *self = data;

  return cosell_store_find_target (store, self->text, &self->target, error);
}

static const CosellCommandKind find_kind = {
  .size = sizeof (Find),
  .mode = COSELL_STORE_READ,
  .run = run_find,
  .clear = find_clear,
};

void
cosell_session_find_target_async (CosellSession *self,
                                  const char *id,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Find *find;

  g_return_if_fail (COSELL_IS_SESSION (self) && id != NULL);

  find = cosell_command_new (self, &find_kind, 0);
  find->text = g_strdup (id);
  cosell_command_run (self, find, cosell_session_find_target_async, c, callback, user_data);
}

gint64
cosell_session_find_target_finish (CosellSession *self,
                                   GAsyncResult *result,
                                   gint64 *deal,
                                   char **half,
                                   GError **error)
{
  const Find *find;

  g_return_val_if_fail (g_task_is_valid (result, self) && deal != NULL && half != NULL, 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  find = cosell_command_get (result, &find_kind);
  g_return_val_if_fail (find != NULL, 0);
  *deal = find->target.deal;
  *half = g_strdup (cosell_command_half (&find->target));
  return find->target.referral != 0 ? -find->target.referral : find->target.deal;
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
