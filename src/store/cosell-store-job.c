/* cosell-store-job.c: what a running job is made of: statements, the time, and notes of its changes
 */
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-snapshot.h"

CosellClock *
cosell_store_get_clock (CosellStore *self)
{
  g_return_val_if_fail (COSELL_IS_STORE (self), NULL);

  return self->clock;
}

gboolean
cosell_store_is_worker (CosellStore *self)
{
  return self->worker != NULL && cosell_worker_is_current (self->worker) && self->in_job;
}

CosellStatement *
cosell_store_prepare (CosellStore *self, const char *sql, GError **error)
{
  CosellStatement *statement;

  COSELL_STORE_WORKER (self);

  statement = cosell_connection_prepare (self->writer, sql, error);
  if (statement != NULL && cosell_store_mode_reads (self->mode) &&
      !sqlite3_stmt_readonly (statement))
    {
      g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY,
                   "A job that only reads tried to write: %s", sql);
      return NULL;
    }
  return statement;
}

CosellPassingStatement *
cosell_store_prepare_once (CosellStore *self, const char *sql, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_connection_prepare_once (self->writer, sql, error);
}

gboolean
cosell_store_run_ids (CosellStore *self,
                      const char *sql,
                      gint64 first,
                      gint64 second,
                      GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, first);
  if (second != 0)
    cosell_statement_bind_int (statement, 2, second);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_is_bulk (CosellStore *self)
{
  return self->mode == COSELL_STORE_BULK;
}

gboolean
cosell_store_try (CosellStore *self, CosellStoreFunc func, gpointer data, GError **error)
{
  GError *failure = NULL;

  COSELL_STORE_WORKER (self);

  if (!cosell_connection_execute (self->writer, "SAVEPOINT step", error))
    return FALSE;
  if (func (self, data, &failure))
    return cosell_connection_execute (self->writer, "RELEASE step", error);
  cosell_store_doubt_crms (self);
  /* a full disk or an I/O error has rolled back all of it already */
  if (!sqlite3_get_autocommit (self->writer->db) &&
      !cosell_connection_execute (self->writer, "ROLLBACK TO step; RELEASE step", error))
    {
      g_error_free (failure);
      return FALSE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

void
cosell_store_set_action (CosellStore *self, gint64 action, gboolean queues)
{
  COSELL_STORE_WORKER (self);

  self->action = action;
  self->group = queues ? action : 0;
}

gint64
cosell_store_get_action (CosellStore *self)
{
  COSELL_STORE_WORKER (self);

  return self->action;
}

gint64
cosell_store_get_group (CosellStore *self)
{
  COSELL_STORE_WORKER (self);

  return self->group;
}

sqlite3 *
cosell_store_get_db (CosellStore *self)
{
  return self->writer->db;
}

gint64
cosell_store_now (CosellStore *self)
{
  return cosell_clock_now (self->clock);
}

CosellConnection *
cosell_store_get_reader (CosellStore *self, GError **error)
{
  if (self->worker == NULL)
    {
      g_propagate_error (error, cosell_store_error_new_closed ());
      return NULL;
    }
  if (g_atomic_int_compare_and_exchange (&self->reader_is_old, 1, 0))
    g_clear_pointer (&self->reader, cosell_connection_free);
  if (self->reader == NULL)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

      /* In WAL mode readers wait for nobody; a short time covers the moments of recovery. */
      self->reader = self->snapshot != NULL
                         ? cosell_store_open_snapshot (self->snapshot, error)
                         : cosell_connection_open (self->path, SQLITE_OPEN_READONLY, 20, error);
    }
  return self->reader;
}

void
cosell_store_note_deal (CosellStore *self, gint64 deal)
{
  cosell_store_changes_add_deal (&self->noted, deal);
}

void
cosell_store_note_outbox (CosellStore *self)
{
  self->noted.outbox = TRUE;
}

void
cosell_store_note_account (CosellStore *self)
{
  self->noted.account = TRUE;
}

void
cosell_store_note_views (CosellStore *self)
{
  self->noted.views = TRUE;
}

void
cosell_store_note_everything (CosellStore *self)
{
  self->noted.everything = TRUE;
}
