#include "store/cosell-store-rates.h"

#include "store/cosell-store-private.h"

gboolean
cosell_store_set_rate (CosellStore *self, const CosellRate *rate, GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (rate != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      "INSERT INTO rate (base_currency, quote_currency, date, rate) VALUES (?, ?, ?, ?) "
      "ON CONFLICT DO UPDATE SET rate = excluded.rate",
      error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, rate->from);
  cosell_statement_bind_text (statement, 2, rate->to);
  cosell_statement_bind_text (statement, 3, rate->date);
  cosell_statement_bind_text (statement, 4, rate->rate);
  cosell_store_note_everything (self); /* what is compared in a currency */
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_remove_rate (CosellStore *self, const CosellRate *rate, GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (rate != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self, "DELETE FROM rate WHERE base_currency = ? AND quote_currency = ? AND date = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, rate->from);
  cosell_statement_bind_text (statement, 2, rate->to);
  cosell_statement_bind_text (statement, 3, rate->date);
  cosell_store_note_everything (self);
  return cosell_statement_run (statement, error);
}

GPtrArray *
cosell_store_list_rates (CosellStore *self, GError **error)
{
  g_autoptr (GPtrArray) rates = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_rate_free);
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "SELECT base_currency, quote_currency, date, rate FROM rate "
                                    "ORDER BY base_currency, quote_currency, date DESC",
                                    error);
  if (statement == NULL)
    return NULL;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellRate *rate = g_new0 (CosellRate, 1);

      rate->from = cosell_statement_dup_text (statement, 0);
      rate->to = cosell_statement_dup_text (statement, 1);
      rate->date = cosell_statement_dup_text (statement, 2);
      rate->rate = cosell_statement_dup_text (statement, 3);
      g_ptr_array_add (rates, rate);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&rates) : NULL;
}

CosellRates *
cosell_store_load_rates (CosellStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = cosell_store_list_rates (self, error);
  CosellRates *rates;

  if (list == NULL)
    return NULL;
  rates = cosell_rates_new ();
  for (guint i = 0; i < list->len; i++)
    cosell_rates_add (rates, g_ptr_array_index (list, i));
  return rates;
}
