/* Undo and redo (P11): what was done, until it was sent. What is there again goes out soon. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

typedef struct
{
  CosellCommand head; /* id, result: the deal; undo takes it as an argument too, 0: of all */
  gint64 undone;      /* the record that alone is taken back */
  char *refusal;      /* (owned) (nullable) result: why nothing was done after all */
} Undo;

static void
undo_clear (gpointer data)
{
  g_free (((Undo *) data)->refusal);
}

static gboolean
undo_conclude (gpointer command, GError **error)
{
  const Undo *self = command;

  if (self->refusal != NULL)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, self->refusal);
  return self->refusal == NULL;
}

#define UNDO_KIND(function)                                                                        \
  {                                                                                                \
    .size = sizeof (Undo), .mode = COSELL_STORE_WRITE, .run = function,                            \
    .flags = COSELL_COMMAND_QUEUES, .clear = undo_clear, .conclude = undo_conclude,                \
  }

static gboolean
run_undo (CosellStore *store, gpointer data, GError **error)
{
  Undo *self = data;

  return cosell_store_undo (store, &self->head.id, &self->refusal, error);
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

  return cosell_store_undo_record (store, self->undone, &self->head.id, &self->refusal, error);
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

  /* what was held before it was undone is held again */
  return cosell_store_redo (store, &self->head.id, &self->refusal, error) &&
         (head->undo_window == 0 ||
          cosell_store_renew_undo_windows (store, head->id, head->now + head->undo_window, error));
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
