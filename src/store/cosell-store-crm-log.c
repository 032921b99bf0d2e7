/* cosell-store-crm-log.c: what was done to keep a deal and its opportunity in step */
#include "store/cosell-store-crm-log.h"

#include "store/cosell-store-private.h"

static gboolean
add_line (CosellStore *self, gint64 deal, const CosellCrmLogEntry *entry, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (
      self,
      "INSERT INTO crm_log (deal, at, crm, to_crm, field, old, value, result) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_int (statement, 2, entry->at);
  cosell_statement_bind_text (statement, 3, entry->crm);
  cosell_statement_bind_int (statement, 4, entry->to_crm != FALSE);
  cosell_statement_bind_text (statement, 5,
                              entry->field < COSELL_CRM_N_FIELDS
                                  ? cosell_crm_field_nick (entry->field)
                                  : NULL);
  cosell_statement_bind_text (statement, 6, entry->old);
  cosell_statement_bind_text (statement, 7, entry->value);
  cosell_statement_bind_text (statement, 8, entry->result != NULL ? entry->result : "");
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_add_crm_log (CosellStore *self, gint64 deal, GPtrArray *entries, GError **error)
{
  g_return_val_if_fail (entries != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  for (guint i = 0; i < entries->len; i++)
    if (!add_line (self, deal, g_ptr_array_index (entries, i), error))
      return FALSE;
  if (entries->len > 0)
    cosell_store_note_deal (self, deal);
  return TRUE;
}

GPtrArray *
cosell_store_get_crm_log (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "SELECT at, crm, to_crm, field, old, value, result "
                                    "FROM crm_log WHERE deal = ? ORDER BY at DESC, id DESC",
                                    error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    g_ptr_array_add (entries,
                     cosell_crm_log_entry_new (
                         cosell_statement_int (statement, 0), cosell_statement_text (statement, 1),
                         cosell_statement_int (statement, 2) != 0,
                         cosell_crm_field_parse (cosell_statement_text (statement, 3)),
                         cosell_statement_text (statement, 4), cosell_statement_text (statement, 5),
                         cosell_statement_text (statement, 6)));
  return step == COSELL_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}
