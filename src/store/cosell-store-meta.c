/* cosell-store-meta.c: what is kept under a key */
#include "store/cosell-store-meta.h"

#include "store/cosell-store-private.h"

char *
cosell_store_get_meta (CosellStore *self, const char *key, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  g_return_val_if_fail (key != NULL, NULL);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "SELECT value FROM meta WHERE key = ?", error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, key);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return NULL;
  return cosell_statement_dup_text (statement, 0);
}

gboolean
cosell_store_set_meta (CosellStore *self, const char *key, const char *value, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  int changes;

  g_return_val_if_fail (key != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      value != NULL ? "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) "
                      "DO UPDATE SET value = excluded.value WHERE value <> excluded.value"
                    : "DELETE FROM meta WHERE key = ?1",
      error);
  if (statement == NULL)
    return FALSE;
  changes = sqlite3_total_changes (cosell_store_get_db (self));
  cosell_statement_bind_text (statement, 1, key);
  if (value != NULL)
    cosell_statement_bind_text (statement, 2, value);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  if (sqlite3_total_changes (cosell_store_get_db (self)) != changes)
    cosell_store_note_account (self);
  return TRUE;
}
