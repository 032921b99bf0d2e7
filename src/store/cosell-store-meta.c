/* cosell-store-meta.c: what is kept under a key */
#include "store/cosell-store-meta.h"

#include "store/cosell-store-private.h"

gboolean
cosell_store_get_meta (CosellStore *self, const char *key, char **value, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  g_return_val_if_fail (key != NULL && value != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  *value = NULL;
  statement = cosell_store_prepare (self, "SELECT value FROM meta WHERE key = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, key);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    *value = cosell_statement_dup_text (statement, 0);
  return step != COSELL_STEP_ERROR;
}

gboolean
cosell_store_has_meta (CosellStore *self, const char *key, gboolean *there, GError **error)
{
  g_autofree char *value = NULL;
  gboolean read = cosell_store_get_meta (self, key, &value, error);

  *there = value != NULL;
  return read;
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
