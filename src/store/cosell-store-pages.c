/* cosell-store-pages.c: pages of rows, read on the main thread */
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

/* Every row of the table, so that the worker meets what is damaged, and repairs it (P10). */
static gboolean
look_at_all_job (CosellStore *self, gpointer data, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (
      self, "SELECT sum (length (status) + length (coalesce (draft, ''))) FROM deal NOT INDEXED",
      error);

  return statement != NULL && cosell_statement_step (statement, error) != COSELL_STEP_ERROR;
}

static void
look_at_damage (CosellStore *self, const GError *error)
{
  if (g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT))
    cosell_store_run_async (self, COSELL_STORE_READ, look_at_all_job, NULL, NULL, NULL, NULL, NULL);
}

GPtrArray *
cosell_store_read_rows (CosellStore *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CosellStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;
  CosellConnection *reader;

  g_return_val_if_fail (COSELL_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);

  reader = cosell_store_get_reader (self, error);
  if (reader == NULL)
    return NULL;
  statement = cosell_connection_prepare (reader, cosell_store_columns_select (), error);
  if (statement == NULL)
    return NULL;
  rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) cosell_deal_data_free);
  for (guint i = 0; i < n_ids; i++)
    {
      CosellStep step;

      cosell_statement_bind_int (statement, 1, ids[i]);
      step = cosell_statement_step (statement, &failure);
      if (step == COSELL_STEP_ERROR)
        {
          look_at_damage (self, failure);
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_ptr_array_add (rows,
                       step == COSELL_STEP_ROW ? cosell_store_columns_read (statement) : NULL);
      cosell_statement_done (statement);
    }
  return g_steal_pointer (&rows);
}
