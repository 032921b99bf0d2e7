/* What was changed on both sides, and what a person decides about it (P4). */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"

#include "store/cosell-store-conflicts.h"

static gpointer
read_conflicts (CosellStore *store, gconstpointer data, GError **error)
{
  const CosellReadDeal *asked = data;

  return cosell_store_get_conflicts (store, asked->deal, error);
}

void
cosell_session_conflicts_async (CosellSession *self,
                                gint64 deal,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  cosell_session_read_about (self, read_conflicts, deal, (GDestroyNotify) g_ptr_array_unref, c,
                             callback, user_data);
}

typedef struct
{
  CosellCommand head;
  GPtrArray *decisions; /* (owned) of CosellConflictDecision */
  guint left;           /* result: conflicts that the deal still has */
} Resolve;

static void
resolve_clear (gpointer data)
{
  g_clear_pointer (&((Resolve *) data)->decisions, g_ptr_array_unref);
}

static gboolean
run_resolve (CosellStore *store, gpointer data, GError **error)
{
  Resolve *self = data;
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < self->decisions->len; i++)
    if (!cosell_store_resolve (store, self->head.id, g_ptr_array_index (self->decisions, i), error))
      return FALSE;
  left = cosell_store_get_conflicts (store, self->head.id, error);
  if (left == NULL)
    return FALSE;
  self->left = left->len;
  return TRUE;
}

static const CosellCommandKind resolve_kind = {
  .size = sizeof (Resolve),
  .mode = COSELL_STORE_WRITE,
  .run = run_resolve,
  .flags = COSELL_COMMAND_EDITS,
  .clear = resolve_clear,
};

void
cosell_session_resolve_async (CosellSession *self,
                              gint64 deal,
                              GPtrArray *decisions,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Resolve *resolve;

  g_return_if_fail (COSELL_IS_SESSION (self) && decisions != NULL);

  resolve = cosell_command_new (self, &resolve_kind, deal);
  resolve->decisions = decisions;
  cosell_command_run (self, resolve, cosell_session_resolve_async, c, callback, user_data);
}

guint
cosell_session_get_left (CosellSession *self, GAsyncResult *result)
{
  const Resolve *resolve;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  resolve = cosell_command_get (result, &resolve_kind);
  return resolve != NULL ? resolve->left : 0;
}
