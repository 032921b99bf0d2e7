/* cosell-store-narrow.c: the narrow index of all deals (narrow.sql)
 *
 * It cannot be made in steps, but it can be begun anew: whoever waits for the worker meanwhile
 * comes first.
 */
#include "store/cosell-store-narrow.h"

#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-schema.h"

/* Steps of SQLite's machine between two looks at who waits: some 100 µs. */
#define LOOK_EACH 2000
/* So often it is put off; then it is made once and for all. */
#define MOST_DELAYS 50

gboolean
cosell_store_has_narrow (CosellStore *self, gboolean *has, GError **error)
{
  CosellStatement *statement;
  gint64 any;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'deal_find')",
      error);
  if (statement == NULL || !cosell_statement_run_int (statement, 0, &any, error))
    return FALSE;
  *has = any != 0;
  return TRUE;
}

/* Of SQLite: not 0 ends what is under way. */
static int
look_cb (void *user_data)
{
  CosellStore *self = user_data;

  return g_atomic_int_get (&self->closing) ||
         cosell_worker_has_more_urgent (self->worker, G_PRIORITY_LOW);
}

static gboolean
make_unless_awaited (CosellStore *self, gboolean put_off, gboolean *interrupted, GError **error)
{
  sqlite3 *db = cosell_store_get_db (self);
  gboolean made;

  if (put_off)
    sqlite3_progress_handler (db, LOOK_EACH, look_cb, self);
  made = cosell_store_add_narrow (self->writer, error);
  *interrupted = !made && sqlite3_errcode (db) == SQLITE_INTERRUPT;
  sqlite3_progress_handler (db, 0, NULL, NULL);
  return made;
}

gboolean
cosell_store_make_narrow (CosellStore *self, gpointer data, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint *delays = data;
  gboolean interrupted;
  gboolean has;

  g_return_val_if_fail (delays != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!cosell_store_has_narrow (self, &has, error))
    return FALSE;
  if (has || make_unless_awaited (self, *delays < MOST_DELAYS, &interrupted, &failure))
    return TRUE;
  if (interrupted)
    {
      ++*delays;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, failure->message);
    }
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
