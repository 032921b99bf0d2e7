/* cosell-store.c: the object: one worker, and jobs that wait for it */
#include "store/cosell-store.h"

#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"

G_DEFINE_FINAL_TYPE (CosellStore, cosell_store, G_TYPE_OBJECT)

/* So often a job gives way; then it runs to its end. */
#define MOST_BREAKS 100

typedef struct
{
  CosellStore *store; /* kept alive by who waits: the task's source object, or the caller */
  CosellStoreMode mode;
  CosellStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  guint n_breaks; /* worker: how often it was broken off */

  /* cosell_store_run () waits on these */
  GMutex lock;
  GCond cond;
  gboolean done;
  gboolean result;
  GError *error;
} Job;

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static int
priority_of (CosellStoreMode mode)
{
  return mode == COSELL_STORE_BULK || mode == COSELL_STORE_LATER ? G_PRIORITY_LOW
                                                                 : G_PRIORITY_DEFAULT;
}

/* Runs the job, and breaks it off where that may be. Returns: whether it is to be run again */
static gboolean
try_job (Job *job, GCancellable *cancellable, GError **error)
{
  CosellStore *self = job->store;
  gboolean later = job->mode == COSELL_STORE_LATER;
  CosellStoreInterrupt interrupt = { .cancellable = cancellable,
                                     .later = later,
                                     .gives_way = later && job->n_breaks < MOST_BREAKS };

  self->interrupt = cosell_store_mode_reads (job->mode) ? &interrupt : NULL;
  job->result = cosell_store_run_job (self, job->mode, job->func, job->data, error);
  self->interrupt = NULL;
  if (job->result || !interrupt.broken)
    return FALSE;
  job->n_breaks++;
  g_clear_error (error);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;
  return FALSE;
}

static void
async_job_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (try_job (job, cancellable, &error))
    cosell_worker_queue (job->store->worker, priority_of (job->mode), task, async_job_func);
  else if (job->result)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
job_completed_cb (GTask *task, GParamSpec *pspec, CosellStore *self)
{
  self->under_way--;
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
    cosell_worker_queue (self->worker, priority_of (mode), task, async_job_func);
  else
    g_task_return_error (task, cosell_store_error_new_closed ());
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

  job->result = cosell_store_run_job (job->store, job->mode, job->func, job->data, &job->error);
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
      g_propagate_error (error, cosell_store_error_new_closed ());
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

  if (!cosell_store_check_file (self, FALSE, &error))
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
      cosell_store_note_all (self);
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

  g_atomic_int_set (&self->closing, 1);
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
  g_clear_pointer (&self->searches.list, g_ptr_array_unref);
  g_clear_pointer (&self->searches.tabs, g_array_unref);
  g_clear_pointer (&self->crms.states, g_hash_table_unref);
  g_clear_pointer (&self->reader, cosell_connection_free);
  g_clear_pointer (&self->writer, cosell_connection_free);
  cosell_store_set_snapshot (self, NULL, NULL);
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
  g_free (self->author);
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

  g_signal_new ("changed", COSELL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_POINTER);
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
  self->writer = cosell_store_open_file (self, error);
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
