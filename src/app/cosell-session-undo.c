/* Undo and redo (P11): what was done, until it was sent. What is there again goes out soon. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

typedef struct
{
  CosellCommand head; /* id, result: the first deal; undo takes it as an argument too, 0: of all */
  gint64 undone;      /* the record that alone is taken back */
  CosellUndoOutcome outcome; /* (owned) result */
} Undo;

static void
undo_clear (gpointer data)
{
  cosell_undo_outcome_clear (&((Undo *) data)->outcome);
}

static gboolean
undo_conclude (gpointer command, GError **error)
{
  const Undo *self = command;

  if (self->outcome.refusal == NULL)
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, self->outcome.refusal);
  return FALSE;
}

#define UNDO_KIND(function)                                                                        \
  {                                                                                                \
    .size = sizeof (Undo), .mode = COSELL_STORE_WRITE, .run = function,                            \
    .flags = COSELL_COMMAND_QUEUES, .clear = undo_clear, .conclude = undo_conclude,                \
  }

/* The deal that it was, of several the first. */
static void
take_deal (Undo *self)
{
  if (self->outcome.deals->len > 0)
    self->head.id = g_array_index (self->outcome.deals, gint64, 0);
}

static gboolean
run_undo (CosellStore *store, gpointer data, GError **error)
{
  Undo *self = data;

  if (!cosell_store_undo (store, self->head.id, &self->outcome, error))
    return FALSE;
  take_deal (self);
  return TRUE;
}

static const CosellCommandKind undo_kind = UNDO_KIND (run_undo);

void
cosell_session_undo_async (CosellSession *self,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  cosell_session_undo_deal_async (self, 0, c, callback, user_data);
}

void
cosell_session_undo_deal_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &undo_kind, deal),
                      cosell_session_undo_deal_async, c, callback, user_data);
}

static gboolean
run_undo_record (CosellStore *store, gpointer data, GError **error)
{
  Undo *self = data;

  if (!cosell_store_undo_record (store, self->undone, &self->outcome, error))
    return FALSE;
  take_deal (self);
  return TRUE;
}

static const CosellCommandKind record_kind = UNDO_KIND (run_undo_record);

void
cosell_session_undo_record_async (CosellSession *self,
                                  gint64 record,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Undo *undo;

  g_return_if_fail (COSELL_IS_SESSION (self));

  undo = cosell_command_new (self, &record_kind, 0);
  undo->undone = record;
  cosell_command_run (self, undo, cosell_session_undo_record_async, c, callback, user_data);
}

static gboolean
run_redo (CosellStore *store, gpointer data, GError **error)
{
  Undo *self = data;
  const CosellCommand *head = &self->head;

  if (!cosell_store_redo (store, &self->outcome, error))
    return FALSE;
  take_deal (self);
  /* what was held before it was undone is held again */
  for (guint i = 0; head->undo_window != 0 && i < self->outcome.deals->len; i++)
    if (!cosell_store_renew_undo_windows (store, g_array_index (self->outcome.deals, gint64, i),
                                          head->now + head->undo_window, error))
      return FALSE;
  return TRUE;
}

static const CosellCommandKind redo_kind = UNDO_KIND (run_redo);

void
cosell_session_redo_async (CosellSession *self,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_command_run (self, cosell_command_new (self, &redo_kind, 0), cosell_session_redo_async, c,
                      callback, user_data);
}

void
cosell_session_get_undone (CosellSession *self, GAsyncResult *result, CosellUndone *undone)
{
  Undo *undo;

  g_return_if_fail (g_task_is_valid (result, self) && undone != NULL);

  undo = cosell_command_get (result, &undo_kind);
  if (undo == NULL)
    undo = cosell_command_get (result, &record_kind);
  if (undo == NULL)
    undo = cosell_command_get (result, &redo_kind);
  g_return_if_fail (undo != NULL);
  undone->group = undo->outcome.group;
  undone->deals = undo->outcome.deals;
  undone->sent = undo->outcome.sent;
  undone->changed = undo->outcome.changed;
}
