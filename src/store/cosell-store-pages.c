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

static gboolean
run (CosellConnection *reader, const char *sql, GError **error)
{
  CosellStatement *statement = cosell_connection_prepare (reader, sql, error);

  return statement != NULL && cosell_statement_run (statement, error);
}

/* Appends one row for each id, NULL for a deal that is not there. */
static gboolean
append_rows (CosellConnection *reader,
             const gint64 *ids,
             guint n_ids,
             GPtrArray *rows,
             GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_connection_prepare (reader, cosell_store_columns_select (), error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      CosellStep step;

      cosell_statement_bind_int (statement, 1, ids[i]);
      step = cosell_statement_step (statement, error);
      if (step == COSELL_STEP_ERROR)
        return FALSE;
      g_ptr_array_add (rows,
                       step == COSELL_STEP_ROW ? cosell_store_columns_read (statement) : NULL);
      cosell_statement_done (statement);
    }
  return TRUE;
}

/* In one transaction: each takes locks of the file, and looks whether it changed. */
GPtrArray *
cosell_store_read_rows (CosellStore *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) failure = NULL;
  CosellConnection *reader;
  gboolean whole;

  g_return_val_if_fail (COSELL_IS_STORE (self), NULL);
  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);

  reader = cosell_store_get_reader (self, error);
  if (reader == NULL)
    return NULL;
  if (!run (reader, "BEGIN", error))
    return NULL;
  rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) cosell_deal_data_free);
  whole = append_rows (reader, ids, n_ids, rows, &failure) && run (reader, "COMMIT", &failure);
  if (!whole)
    run (reader, "ROLLBACK", NULL);
  if (whole)
    return g_steal_pointer (&rows);
  look_at_damage (self, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
