/* cosell-store.c: the object: one worker, jobs in transactions, one change set for each commit */
#include "store/cosell-store.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-worker.h"
#include "store/cosell-store-changes.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-snapshot.h"

struct _CosellStore
{
  GObject parent;

  char *path;            /* (owned), constant */
  CosellClock *clock;    /* (owned), constant */
  GMainContext *context; /* (owned), constant: where "changed" comes */
  CosellWorker *worker;  /* (owned) until closed */

  /* worker */
  CosellConnection *writer; /* (owned) (nullable): NULL while it cannot be opened again */
  CosellStoreFileId file;   /* that the connections have open */
  GError *refusal;      /* (owned) (nullable) why nothing can be written: they read a snapshot */
  gint64 stamp;         /* of the files when it was taken */
  gboolean unsure;      /* whether rows are left that an older program derived */
  CosellStoreMode mode; /* of the running job */
  gboolean in_job;
  int synchronous;          /* what the connection is set to: 2 FULL, 1 NORMAL */
  CosellStoreChanges noted; /* by the running job */
  gint64 data_version;

  /* main thread */
  CosellConnection *reader; /* (owned) (nullable) */
  int reader_is_old;        /* atomic: the file is another one now */
  guint watch_source;
  gboolean watching; /* a look is under way */
  guint under_way;   /* jobs whose callers do not know the outcome yet */

  /* any thread, under the lock */
  GMutex lock;
  GBytes *snapshot; /* (owned) (nullable) what is read where nothing can be written */
  CosellStoreChanges outgoing;
  GSource *emission; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellStore, cosell_store, G_TYPE_OBJECT)

G_DEFINE_QUARK (cosell - store - error - quark, cosell_store_error)

typedef struct
{
  CosellStore *store; /* kept alive by who waits: the task's source object, or the caller */
  CosellStoreMode mode;
  CosellStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;

  /* cosell_store_run () waits on these */
  GMutex lock;
  GCond cond;
  gboolean done;
  gboolean result;
  GError *error;
} Job;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
emission_cb (gpointer user_data)
{
  g_autoptr (CosellStore) self = g_object_ref (user_data);
  CosellChangeSet set;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->emission, g_source_unref);
  cosell_store_changes_take (&self->outgoing, &set);
  g_mutex_unlock (&self->lock);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, &set);
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

static void
note_all (CosellStore *self)
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
  cosell_store_file_id_read (&self->file, self->path);
  g_atomic_int_set (&self->reader_is_old, 1);
  if (writer != NULL)
    cosell_connection_get_pragma (writer, "PRAGMA data_version", &self->data_version, NULL);
}

/* refusal: (transfer full) (nullable) */
static void
set_snapshot (CosellStore *self, GBytes *snapshot, GError *refusal)
{
  g_clear_error (&self->refusal);
  self->refusal = refusal;
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->snapshot, g_bytes_unref);
  self->snapshot = snapshot;
  g_mutex_unlock (&self->lock);
}

/* For writing; where that cannot be, for reading (P10). The old connection is closed. */
static CosellConnection *
open_file (CosellStore *self, GError **error)
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
    set_snapshot (self, g_steal_pointer (&snapshot), failure);
  else
    g_propagate_error (error, failure);
  return connection;
}

/* Another program may have repaired the file: what is written into the old one would be lost. */
static gboolean
check_file (CosellStore *self, gboolean writes, GError **error)
{
  CosellStoreFileId now;

  cosell_store_file_id_read (&now, self->path);
  /* (no file: it is being exchanged right now) */
  if (self->writer != NULL && (now.inode == 0 || cosell_store_file_id_equal (&now, &self->file)) &&
      (self->refusal == NULL || (!writes && cosell_store_read_stamp (self->path) == self->stamp)))
    return TRUE;
  g_clear_pointer (&self->writer, cosell_connection_free);
  take_writer (self, open_file (self, error));
  if (self->writer == NULL)
    return FALSE;
  note_all (self);
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
  self->in_job = TRUE;
  done = func (self, data, error);
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

  while (!done)
    if (!cosell_connection_execute (self->writer, "BEGIN IMMEDIATE", error) ||
        !run_inside (self, COSELL_STORE_BULK, cosell_store_renew, &done, error))
      return FALSE;
  return TRUE;
}

/* Where nothing can be written (P10), in memory: people read the same there. */
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
  set_snapshot (self, g_steal_pointer (&renewed), g_error_copy (self->refusal));
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

static gboolean
begin (CosellStore *self, CosellStoreMode mode, GError **error)
{
  int synchronous = mode == COSELL_STORE_BULK ? 1 : 2;

  if (!check_file (self, mode != COSELL_STORE_READ, error))
    return FALSE;
  if (self->unsure)
    renew (self);
  if (mode == COSELL_STORE_READ)
    return cosell_connection_execute (self->writer, "BEGIN DEFERRED", error);
  if (self->refusal != NULL)
    {
      g_propagate_error (error, g_error_copy (self->refusal));
      return FALSE;
    }
  if (synchronous != self->synchronous)
    {
      if (!cosell_connection_execute (self->writer,
                                      synchronous == 1 ? "PRAGMA synchronous = NORMAL"
                                                       : "PRAGMA synchronous = FULL",
                                      error))
        return FALSE;
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
  g_clear_error (error);
  if (writer == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return;
    }
  note_all (self);
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
  if (mode != COSELL_STORE_READ)
    cosell_store_error_set_unwritable (error, self->path, kind, NULL);
  else
    g_set_error (error, COSELL_STORE_ERROR, (int) kind,
                 _ ("Reading needs a little room beside the deal database “%s”, and there is none. "
                    "Nothing was changed; try again, and free some space if it happens again."),
                 self->path);
  /* the next time it is opened as it can be then, for reading without writing if need be */
  if (mode == COSELL_STORE_READ)
    g_clear_pointer (&self->writer, cosell_connection_free);
}

static gboolean
run_job (CosellStore *self,
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

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static void
async_job_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (run_job (job->store, job->mode, job->func, job->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
job_completed_cb (GTask *task, GParamSpec *pspec, CosellStore *self)
{
  self->under_way--;
}

static GError *
closed_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                              _ ("The deal database is closed already."));
}

void
cosell_store_run_async (CosellStore *self,
                        CosellStoreMode mode,
                        CosellStoreFunc func,
                        gpointer data,
                        GDestroyNotify free_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (COSELL_IS_STORE (self));
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->store = self;
  job->mode = mode;
  job->func = func;
  job->data = data;
  job->free_data = free_data;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cosell_store_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  /* What was committed is done, whoever has lost interest meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  self->under_way++;
  g_signal_connect (task, "notify::completed", G_CALLBACK (job_completed_cb), self);
  if (self->worker != NULL)
    cosell_worker_queue (self->worker,
                         mode == COSELL_STORE_BULK ? G_PRIORITY_LOW : G_PRIORITY_DEFAULT, task,
                         async_job_func);
  else
    g_task_return_error (task, closed_error ());
}

gboolean
cosell_store_is_idle (CosellStore *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (COSELL_IS_STORE (self), TRUE);

  locker = g_mutex_locker_new (&self->lock);
  return self->under_way == 0 && self->emission == NULL;
}

gboolean
cosell_store_run_finish (CosellStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gpointer
cosell_store_run_get_data (GAsyncResult *result)
{
  Job *job;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  job = g_task_get_task_data (G_TASK (result));
  return job->data;
}

static void
waiting_job_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  job->result = run_job (job->store, job->mode, job->func, job->data, &job->error);
  g_task_return_boolean (task, TRUE);
  g_mutex_lock (&job->lock);
  job->done = TRUE;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->lock); /* the job, on the stack of who waits, may be gone now */
}

gboolean
cosell_store_run (CosellStore *self,
                  CosellStoreMode mode,
                  CosellStoreFunc func,
                  gpointer data,
                  GError **error)
{
  g_autoptr (GTask) task = NULL;
  Job job = { .store = self, .mode = mode, .func = func, .data = data };

  g_return_val_if_fail (COSELL_IS_STORE (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (self->worker == NULL)
    {
      g_propagate_error (error, closed_error ());
      return FALSE;
    }
  g_return_val_if_fail (!cosell_worker_is_current (self->worker), FALSE);

  g_mutex_init (&job.lock);
  g_cond_init (&job.cond);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, cosell_store_run);
  g_task_set_task_data (task, &job, NULL);
  cosell_worker_queue (self->worker, G_PRIORITY_HIGH, task, waiting_job_func);

  g_mutex_lock (&job.lock);
  while (!job.done)
    g_cond_wait (&job.cond, &job.lock);
  g_mutex_unlock (&job.lock);
  g_mutex_clear (&job.lock);
  g_cond_clear (&job.cond);
  if (job.error != NULL)
    g_propagate_error (error, job.error);
  return job.result;
}

/* On the worker, outside of transactions: did another process commit? */
static void
watch_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CosellStore *self = task_data;
  GError *error = NULL;
  gint64 version;

  if (!check_file (self, FALSE, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!cosell_connection_get_pragma (self->writer, "PRAGMA data_version", &version, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (version != self->data_version)
    {
      self->data_version = version;
      note_all (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
watch_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellStore) self = user_data;
  g_autoptr (GError) error = NULL;

  self->watching = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_info ("Looking for changes of other programs: %s", error->message);
}

static gboolean
watch_cb (gpointer user_data)
{
  CosellStore *self = user_data;
  g_autoptr (GTask) task = NULL;

  if (self->watching)
    return G_SOURCE_CONTINUE;
  self->watching = TRUE;
  task = g_task_new (NULL, NULL, watch_done_cb, g_object_ref (self));
  g_task_set_source_tag (task, cosell_store_watch);
  g_task_set_task_data (task, self, NULL);
  cosell_worker_queue (self->worker, G_PRIORITY_DEFAULT, task, watch_func);
  return G_SOURCE_CONTINUE;
}

void
cosell_store_watch (CosellStore *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (COSELL_IS_STORE (self));

  if (self->watch_source != 0 || self->worker == NULL)
    return;
  source = g_timeout_source_new_seconds (1);
  g_source_set_callback (source, watch_cb, self, NULL);
  g_source_set_static_name (source, "cosell-store-watch");
  self->watch_source = g_source_attach (source, self->context);
}

static void
remove_watch (CosellStore *self)
{
  GSource *source = g_main_context_find_source_by_id (self->context, self->watch_source);

  self->watch_source = 0;
  if (source != NULL)
    g_source_destroy (source);
}

void
cosell_store_close (CosellStore *self)
{
  g_return_if_fail (COSELL_IS_STORE (self));

  if (self->watch_source != 0)
    remove_watch (self);
  if (self->worker != NULL)
    {
      cosell_worker_stop (self->worker);
      g_clear_object (&self->worker);
    }
  if (self->emission != NULL)
    {
      g_source_destroy (self->emission);
      g_clear_pointer (&self->emission, g_source_unref);
    }
  g_clear_pointer (&self->reader, cosell_connection_free);
  g_clear_pointer (&self->writer, cosell_connection_free);
  set_snapshot (self, NULL, NULL);
}

static void
cosell_store_dispose (GObject *object)
{
  cosell_store_close (COSELL_STORE (object));
  G_OBJECT_CLASS (cosell_store_parent_class)->dispose (object);
}

static void
cosell_store_finalize (GObject *object)
{
  CosellStore *self = COSELL_STORE (object);

  g_free (self->path);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  cosell_store_changes_clear (&self->noted);
  cosell_store_changes_clear (&self->outgoing);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (cosell_store_parent_class)->finalize (object);
}

static void
cosell_store_class_init (CosellStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cosell_store_dispose;
  object_class->finalize = cosell_store_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", COSELL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
cosell_store_init (CosellStore *self)
{
  g_mutex_init (&self->lock);
  cosell_store_changes_init (&self->noted);
  cosell_store_changes_init (&self->outgoing);
  self->context = g_main_context_ref_thread_default ();
}

CosellStore *
cosell_store_new (const char *path, CosellClock *clock, GError **error)
{
  g_autoptr (CosellStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (COSELL_IS_CLOCK (clock), NULL);

  self = g_object_new (COSELL_TYPE_STORE, NULL);
  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->writer = open_file (self, error);
  if (self->writer == NULL)
    return NULL;
  cosell_store_file_id_read (&self->file, path);
  if (!cosell_connection_get_pragma (self->writer, "PRAGMA data_version", &self->data_version,
                                     error))
    return NULL;
  /* From here on the writing connection is the worker's. */
  self->worker = cosell_worker_new ("cosell-store");
  return g_steal_pointer (&self);
}

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
  if (statement != NULL && self->mode == COSELL_STORE_READ && !sqlite3_stmt_readonly (statement))
    {
      g_set_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY,
                   "A job that only reads tried to write: %s", sql);
      return NULL;
    }
  return statement;
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
      g_propagate_error (error, closed_error ());
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
cosell_store_note_everything (CosellStore *self)
{
  self->noted.everything = TRUE;
}
