/* cosell-store-sync-cursor.c: how far a pass through the service's list got */
#include "store/cosell-store-sync-cursor.h"

#include "base/cosell-time.h"
#include "store/cosell-store-private.h"

void
cosell_sync_cursor_init (CosellSyncCursor *self)
{
  *self = (CosellSyncCursor){ .known_until = COSELL_NO_TIME,
                              .newest = COSELL_NO_TIME,
                              .previous = COSELL_NO_TIME,
                              .ordered = TRUE };
}

void
cosell_sync_cursor_clear (CosellSyncCursor *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->next, g_free);
}

gboolean
cosell_store_get_sync_cursor (CosellStore *self,
                              const char *kind,
                              CosellSyncCursor *cursor,
                              GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  g_return_val_if_fail (kind != NULL && cursor != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "SELECT next, cursor, newest, previous, ordered, place, last "
                                    "FROM sync_cursor WHERE kind = ?",
                                    error);
  if (statement == NULL)
    return FALSE;
  cosell_sync_cursor_clear (cursor);
  cosell_sync_cursor_init (cursor);
  cosell_statement_bind_text (statement, 1, kind);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    {
      cursor->next = cosell_statement_dup_text (statement, 0);
      cursor->known_until = cosell_statement_time (statement, 1);
      cursor->newest = cosell_statement_time (statement, 2);
      cursor->previous = cosell_statement_time (statement, 3);
      cursor->ordered = cosell_statement_int (statement, 4) != 0;
      cursor->place = cosell_statement_int (statement, 5);
      cursor->last = cosell_statement_int (statement, 6);
    }
  return step != COSELL_STEP_ERROR;
}

static gboolean
delete_cursor (CosellStore *self, const char *kind, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "DELETE FROM sync_cursor WHERE kind = ?", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, kind);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_set_sync_cursor (CosellStore *self,
                              const char *kind,
                              const CosellSyncCursor *cursor,
                              GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (kind != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (cursor == NULL || cursor->next == NULL)
    return delete_cursor (self, kind, error);
  statement =
      cosell_store_prepare (self,
                            "INSERT OR REPLACE INTO sync_cursor (kind, next, cursor, newest, "
                            "previous, ordered, place, last) VALUES "
                            "(?, ?, ?, ?, ?, ?, ?, ?)",
                            error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, kind);
  cosell_statement_bind_text (statement, 2, cursor->next);
  cosell_statement_bind_time (statement, 3, cursor->known_until);
  cosell_statement_bind_time (statement, 4, cursor->newest);
  cosell_statement_bind_time (statement, 5, cursor->previous);
  cosell_statement_bind_int (statement, 6, cursor->ordered != FALSE);
  cosell_statement_bind_int (statement, 7, cursor->place);
  cosell_statement_bind_int (statement, 8, cursor->last);
  return cosell_statement_run (statement, error);
}
