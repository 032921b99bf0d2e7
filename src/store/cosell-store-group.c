#include "store/cosell-store-group.h"

#include <glib/gi18n-lib.h>

#include "store/cosell-store-private.h"

/* Records are deleted and entries are sent, so neither table alone tells which numbers there were;
 * a number is kept by the sequence of undo, whose first record of the action has it. */
gint64
cosell_store_begin_action (CosellStore *self, gboolean queues, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "SELECT 1 + max (coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'undo'), "
      "0), coalesce ((SELECT max (group_id) FROM outbox), 0))",
      error);
  gint64 number;

  if (statement == NULL || !cosell_statement_run_int (statement, 0, &number, error))
    return 0;
  cosell_store_set_action (self, number, queues);
  return number;
}

gboolean
cosell_store_has_recorded (CosellStore *self, gint64 action, gboolean *recorded, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self,
                            "SELECT EXISTS (SELECT 1 FROM undo WHERE coalesce (group_id, id) = ?)",
                            error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, action);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *recorded = found != 0;
  return TRUE;
}

GPtrArray *
cosell_store_get_group_entries (CosellStore *self, gint64 group, GError **error)
{
  g_autoptr (GPtrArray) entries =
      cosell_store_load_entries (self,
                                 COSELL_STORE_SELECT_ENTRIES
                                 "WHERE o.group_id = ? AND o.state <> 'local' ORDER BY o.seq",
                                 group, error);

  if (entries != NULL && entries->len == 0)
    {
      g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                   _ ("The outbox has nothing of group %" G_GINT64_FORMAT
                      ". It was sent or discarded meanwhile."),
                   group);
      return NULL;
    }
  return g_steal_pointer (&entries);
}
