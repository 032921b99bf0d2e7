/* cosell-store-unsaved.c: what was typed into forms and is not saved yet */
#include "store/cosell-store-unsaved.h"

#include "store/cosell-store-private.h"

gboolean
cosell_store_unsaved_put (CosellStore *self,
                          gint64 deal,
                          const char *form,
                          const char *text,
                          GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (form != NULL && text != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      "INSERT INTO unsaved_form (deal, form, at, text) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (deal, form) DO UPDATE SET at = excluded.at, text = excluded.text",
      error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_text (statement, 2, form);
  cosell_statement_bind_int (statement, 3, cosell_store_now (self));
  cosell_statement_bind_text (statement, 4, text);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_unsaved_drop_form (CosellStore *self, gint64 deal, const char *form, GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (form != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, "DELETE FROM unsaved_form WHERE deal = ? AND form = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_text (statement, 2, form);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_unsaved_drop (CosellStore *self, gint64 id, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_run_ids (self, "DELETE FROM unsaved_form WHERE id = ?1", id, 0, error);
}

char *
cosell_store_unsaved_get (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      "SELECT json_group_array (json_object ('id', id, 'deal', there, 'form', form, 'at', at, "
      "'text', text)) FROM (SELECT unsaved_form.*, coalesce (deal.id, 0) AS there FROM "
      "unsaved_form "
      "LEFT JOIN deal ON deal.id = deal WHERE ?1 = 0 OR deal = ?1 ORDER BY at DESC, "
      "unsaved_form.id DESC)",
      error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return NULL;
  return cosell_statement_dup_text (statement, 0);
}
