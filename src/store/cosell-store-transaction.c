/* cosell-store-transaction.c: one transaction for each job, one change set for each commit
 *
 * Whatever is wrong with the file is met here: another program put a new one in its place, nothing
 * can be written, it is damaged (P10), or an older program derived its rows.
 */
#include <glib/gi18n-lib.h>

#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"
#include "store/cosell-store-snapshot.h"

/* After so many pages of the log they go into the database. Pages of a pull touch the same indexes
 * again and again; what is in the log then goes along with the first commit that is not of a pull,
 * which ends each sync. */
#define CHECKPOINT 2000
/* Jobs of COSELL_STORE_BULK so near together, µs, belong to one work. */
#define BULK_PAUSE (2 * G_USEC_PER_SEC)
/* More than an up-to-date profile needs to be tidy. */
#define MANY_BULK 10
#define CHECKPOINT_BULK 4000

static gboolean
emission_cb (gpointer user_data)
{
  g_autoptr (CosellStore) self = g_object_ref (user_data);
  CosellChangeSet set;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->emission, g_source_unref);
  cosell_store_changes_take (&self->outgoing, &set);
  g_mutex_unlock (&self->lock);

  g_signal_emit_by_name (self, "changed", &set);
  g_array_unref (set.deals);
  return G_SOURCE_REMOVE;
}

/* Hands what a commit changed to the main context; several commits may arrive as one signal. */
static void
publish_changes (CosellStore *self)
{
  if (cosell_store_changes_is_empty (&self->noted))
    return;
  g_mutex_lock (&self->lock);
  cosell_store_changes_move (&self->outgoing, &self->noted);
  if (self->emission == NULL)
    {
      self->emission = g_idle_source_new ();
      g_source_set_priority (self->emission, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->emission, emission_cb, self, NULL);
      g_source_set_static_name (self->emission, "cosell-store-changed");
      g_source_attach (self->emission, self->context);
    }
  g_mutex_unlock (&self->lock);
}

void
cosell_store_note_all (CosellStore *self)
{
  self->noted.everything = TRUE;
  self->noted.outbox = TRUE;
  self->noted.account = TRUE;
  publish_changes (self);
}

/* The connection to another file under the same name. */
static void
take_writer (CosellStore *self, CosellConnection *writer)
{
  g_clear_pointer (&self->writer, cosell_connection_free);
  self->writer = writer;
  self->synchronous = 0;
  self->roomy = FALSE;
  cosell_store_file_id_read (&self->file, self->path);
  g_atomic_int_set (&self->reader_is_old, 1);
  if (writer != NULL)
    cosell_connection_get_pragma (writer, "PRAGMA data_version", &self->data_version, NULL);
}

void
cosell_store_set_snapshot (CosellStore *self, GBytes *snapshot, GError *refusal)
{
  g_clear_error (&self->refusal);
  self->refusal = refusal;
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->snapshot, g_bytes_unref);
  self->snapshot = snapshot;
  g_mutex_unlock (&self->lock);
}

CosellConnection *
cosell_store_open_file (CosellStore *self, GError **error)
{
  g_autofree char *notice = NULL;
  g_autoptr (GBytes) snapshot = NULL;
  GError *failure = NULL;
  CosellConnection *connection;

  self->unsure = TRUE;
  self->stamp = cosell_store_read_stamp (self->path);
  connection = cosell_store_open_database (self->path, &notice, &failure);
  if (connection == NULL && cosell_store_is_unwritable (failure))
    {
      snapshot = cosell_store_read_snapshot (self->path, NULL);
      connection = snapshot != NULL ? cosell_store_open_snapshot (snapshot, NULL) : NULL;
    }
  if (connection != NULL)
    cosell_store_set_snapshot (self, g_steal_pointer (&snapshot), failure);
  else
    g_propagate_error (error, failure);
  return connection;
}

gboolean
cosell_store_check_file (CosellStore *self, gboolean writes, GError **error)
{
  CosellStoreFileId now;

  cosell_store_file_id_read (&now, self->path);
  /* (no file: it is being exchanged right now) */
  if (self->writer != NULL && (now.inode == 0 || cosell_store_file_id_equal (&now, &self->file)) &&
      (self->refusal == NULL || (!writes && cosell_store_read_stamp (self->path) == self->stamp)))
    return TRUE;
  g_clear_pointer (&self->writer, cosell_connection_free);
  take_writer (self, cosell_store_open_file (self, error));
  if (self->writer == NULL)
    return FALSE;
  cosell_store_note_all (self);
  return TRUE;
}

static void
roll_back (CosellStore *self)
{
  g_autoptr (GError) error = NULL;

  /* A full disk or an I/O error has rolled back already. */
  if (!sqlite3_get_autocommit (self->writer->db) &&
      !cosell_connection_execute (self->writer, "ROLLBACK", &error))
    g_critical ("Rolling back failed: %s", error->message);
  cosell_store_changes_reset (&self->noted);
  cosell_store_doubt_crms (self);
}

/* Steps of SQLite's machine between two looks: some 10 µs. */
#define LOOK_EACH 1000

/* Of SQLite: not 0 ends what is under way. */
static int
look_cb (void *user_data)
{
  CosellStore *self = user_data;
  CosellStoreInterrupt *interrupt = self->interrupt;

  if (g_cancellable_is_cancelled (interrupt->cancellable) ||
      (interrupt->later && g_atomic_int_get (&self->closing)) ||
      (interrupt->gives_way && cosell_worker_has_more_urgent (self->worker, G_PRIORITY_LOW)))
    interrupt->broken = TRUE;
  return interrupt->broken;
}

gboolean
cosell_store_is_awaited (CosellStore *self)
{
  COSELL_STORE_WORKER (self);

  return self->interrupt != NULL && cosell_store_mode_reads (self->mode) && look_cb (self) != 0;
}

/* Runs func, and breaks it off where that may be: then it has failed, whatever it made of that. */
static gboolean
run_func (CosellStore *self, CosellStoreFunc func, gpointer data, GError **error)
{
  sqlite3 *db = self->writer->db;
  gboolean done;

  if (self->interrupt == NULL || !cosell_store_mode_reads (self->mode))
    return func (self, data, error);
  sqlite3_progress_handler (db, LOOK_EACH, look_cb, self);
  done = func (self, data, error);
  sqlite3_progress_handler (db, 0, NULL, NULL);
  if (!self->interrupt->broken)
    return done;
  cosell_store_search_forget (self);
  if (done)
    cosell_store_error_set (error, db, SQLITE_INTERRUPT);
  return FALSE;
}

/* In the transaction that is open. */
static gboolean
run_inside (CosellStore *self,
            CosellStoreMode mode,
            CosellStoreFunc func,
            gpointer data,
            GError **error)
{
  gboolean done;

  self->mode = mode;
  self->action = 0;
  self->group = 0;
  self->crms.checked = FALSE;
  self->in_job = TRUE;
  done = run_func (self, func, data, error) &&
         (cosell_store_mode_reads (mode) || cosell_store_settle_index (self, error));
  self->in_job = FALSE;
  done = done && cosell_connection_execute (self->writer, "COMMIT", error);
  if (done)
    publish_changes (self);
  else
    roll_back (self);
  return done;
}

static gboolean
renew_all (CosellStore *self, GError **error)
{
  gboolean done = FALSE;

  while (!done && !g_atomic_int_get (&self->closing))
    if (!cosell_connection_execute (self->writer, "BEGIN IMMEDIATE", error) ||
        !run_inside (self, COSELL_STORE_BULK, cosell_store_renew, &done, error))
      return FALSE;
  return TRUE;
}

/* Renews the rows in memory where nothing can be written (P10): people read the same there. */
static gboolean
renew_snapshot (CosellStore *self, GError **error)
{
  g_autoptr (CosellConnection) copy = cosell_store_copy_snapshot (self->snapshot, error);
  CosellConnection *old = self->writer;
  g_autoptr (GBytes) renewed = NULL;
  CosellConnection *reads;

  self->writer = copy;
  if (copy != NULL && renew_all (self, error))
    renewed = cosell_store_serialize (copy, error);
  self->writer = old;
  reads = renewed != NULL ? cosell_store_open_snapshot (renewed, error) : NULL;
  if (reads == NULL)
    return FALSE;
  cosell_store_set_snapshot (self, g_steal_pointer (&renewed), g_error_copy (self->refusal));
  take_writer (self, reads);
  return TRUE;
}

/* Before the first job that looks at the file: rows that an older program derived are derived anew.
 * What cannot be written now stays as it was until the next opening, and can be read. */
static void
renew (CosellStore *self)
{
  g_autoptr (GError) error = NULL;
  gint64 any = 0;
  gboolean done = cosell_connection_get_pragma (self->writer, "SELECT EXISTS (SELECT 1 FROM stale)",
                                                &any, &error);

  if (done && any != 0)
    done = self->refusal != NULL ? renew_snapshot (self, &error) : renew_all (self, &error);
  if (!done)
    g_info ("Rows of an older program stay as they were for now: %s", error->message);
  self->unsure = g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_BUSY);
}

/* B-trees of randomly ordered keys want their pages near while many jobs write one after the other,
 * a tenth of a first sync. What reads is as fast with little, and nobody gives 20 MiB back by
 * itself. */
static gboolean
fit_cache (CosellStore *self, CosellStoreMode mode, GError **error)
{
  gint64 now = g_get_monotonic_time ();
  gboolean roomy;

  if (now - self->bulk_at > BULK_PAUSE)
    self->n_bulk = 0;
  if (mode == COSELL_STORE_BULK)
    {
      self->n_bulk++;
      self->bulk_at = now;
    }
  roomy = self->n_bulk > MANY_BULK;
  if (roomy == self->roomy)
    return TRUE;
  self->roomy = roomy;
  return cosell_connection_execute (self->writer,
                                    roomy ? "PRAGMA cache_size = -24576;"
                                          : "PRAGMA cache_size = -4096;",
                                    error);
}

static gboolean
begin (CosellStore *self, CosellStoreMode mode, GError **error)
{
  int synchronous = mode == COSELL_STORE_BULK ? 1 : 2;

  if (!cosell_store_check_file (self, !cosell_store_mode_reads (mode), error))
    return FALSE;
  if (self->unsure && mode != COSELL_STORE_META)
    renew (self);
  if (!fit_cache (self, mode, error))
    return FALSE;
  if (cosell_store_mode_reads (mode))
    return cosell_connection_execute (self->writer, "BEGIN DEFERRED", error);
  if (self->refusal != NULL)
    {
      g_propagate_error (error, g_error_copy (self->refusal));
      return FALSE;
    }
  if (synchronous != self->synchronous)
    {
      if (!cosell_connection_execute (self->writer,
                                      synchronous == 1 ? "PRAGMA synchronous = NORMAL;"
                                                       : "PRAGMA synchronous = FULL;",
                                      error))
        return FALSE;
      sqlite3_wal_autocheckpoint (self->writer->db,
                                  synchronous == 1 ? CHECKPOINT_BULK : CHECKPOINT);
      self->synchronous = synchronous;
    }
  return cosell_connection_execute (self->writer, "BEGIN IMMEDIATE", error);
}

/* P10: an error that says that the file is damaged: what can be read of it goes into a new one, and
 * the error says so. */
static void
repair (CosellStore *self, GError **error)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) failure = NULL;
  CosellConnection *writer;
  CosellStoreFileId old = self->file;

  if (!g_error_matches (*error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT))
    return;
  g_clear_pointer (&self->writer, cosell_connection_free);
  writer = cosell_store_open_repaired (self->path, &old, &notice, &failure);
  take_writer (self, writer);
  self->unsure = TRUE; /* its rows are derived anew, and found by their names until then */
  g_clear_error (error);
  if (writer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return;
    }
  cosell_store_note_all (self);
  /* what became of it stands in meta, and is told once */
  g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT,
                       _ ("The deal database was damaged, and was made anew. What you did just now "
                          "was not done; do it again."));
}

/* P10: the words fit what was tried: nobody who looked at something is told that it was not saved.
 */
static void
reword (CosellStore *self, CosellStoreMode mode, GError **error)
{
  CosellStoreError kind;

  if (error == NULL || self->writer == NULL || self->refusal != NULL ||
      !cosell_store_is_unwritable (*error))
    return;
  kind = (CosellStoreError) (*error)->code;
  g_clear_error (error);
  if (!cosell_store_mode_reads (mode))
    cosell_store_error_set_unwritable (error, self->path, kind, NULL);
  else
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("Reading needs a little room beside the deal database “%s”, and there is none. "
                    "Nothing was changed; try again, and free some space if it happens again."),
                 self->path);
  /* the next time it is opened as it can be then, for reading without writing if need be */
  if (cosell_store_mode_reads (mode))
    g_clear_pointer (&self->writer, cosell_connection_free);
}

gboolean
cosell_store_run_job (CosellStore *self,
                      CosellStoreMode mode,
                      CosellStoreFunc func,
                      gpointer data,
                      GError **error)
{
  if (!begin (self, mode, error))
    {
      reword (self, mode, error);
      repair (self, error);
      return FALSE;
    }
  if (run_inside (self, mode, func, data, error))
    return TRUE;
  reword (self, mode, error);
  repair (self, error);
  return FALSE;
}
