#include "base/cosell-worker.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  int priority;
  GTask *task; /* (owned) */
  GTaskThreadFunc func;
} Job;

/* What object and thread share: whichever goes last frees it, since the last reference to the
 * object may well be dropped by a job. */
typedef struct
{
  GMutex lock;
  GCond cond;
  GQueue jobs;       /* (lock) Job, in the order in which they run */
  gboolean stopping; /* (lock) */
} State;

struct _CosellWorker
{
  GObject parent;

  State *state;    /* (owned), shared with the thread */
  GThread *thread; /* (owned) (nullable) (state->lock): NULL once somebody joins it */
};

G_DEFINE_FINAL_TYPE (CosellWorker, cosell_worker, G_TYPE_OBJECT)

/* The state of the worker whose thread this is */
static GPrivate current_state;

static void
state_clear (gpointer data)
{
  State *state = data;

  g_assert (g_queue_is_empty (&state->jobs));
  g_mutex_clear (&state->lock);
  g_cond_clear (&state->cond);
}

/* ---- jobs ---- */

static gboolean
released_cb (gpointer task)
{
  return G_SOURCE_REMOVE;
}

/* The task's data and source object may be such as only their own thread can drop. */
static void
release_on_context (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, released_cb, task, g_object_unref);
  g_source_set_static_name (source, "[cosell] release a finished job");
  g_source_attach (source, g_task_get_context (task));
}

static void
run_job (Job *job)
{
  if (!g_task_return_error_if_cancelled (job->task))
    job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
               g_task_get_cancellable (job->task));
  release_on_context (job->task);
  g_free (job);
}

static gpointer
run_thread (gpointer data)
{
  State *state = data;
  Job *job;

  g_private_set (&current_state, state);
  g_mutex_lock (&state->lock);
  while (TRUE)
    {
      while ((job = g_queue_pop_head (&state->jobs)) == NULL && !state->stopping)
        g_cond_wait (&state->cond, &state->lock);
      if (job == NULL)
        break;
      g_mutex_unlock (&state->lock);
      run_job (job);
      g_mutex_lock (&state->lock);
    }
  g_mutex_unlock (&state->lock);
  g_atomic_rc_box_release_full (state, state_clear);
  return NULL;
}

/* With the lock held: behind all that are as urgent */
static void
insert_job (State *state, Job *job)
{
  GList *before = state->jobs.tail;

  while (before != NULL && ((Job *) before->data)->priority > job->priority)
    before = before->prev;
  if (before == NULL)
    g_queue_push_head (&state->jobs, job);
  else
    g_queue_insert_after (&state->jobs, before, job);
}

/* ---- the object ---- */

static void
cosell_worker_dispose (GObject *object)
{
  cosell_worker_stop (COSELL_WORKER (object));
  G_OBJECT_CLASS (cosell_worker_parent_class)->dispose (object);
}

static void
cosell_worker_finalize (GObject *object)
{
  g_atomic_rc_box_release_full (COSELL_WORKER (object)->state, state_clear);
  G_OBJECT_CLASS (cosell_worker_parent_class)->finalize (object);
}

static void
cosell_worker_class_init (CosellWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cosell_worker_dispose;
  object_class->finalize = cosell_worker_finalize;
}

static void
cosell_worker_init (CosellWorker *self)
{
  self->state = g_atomic_rc_box_new0 (State);
  g_mutex_init (&self->state->lock);
  g_cond_init (&self->state->cond);
  g_queue_init (&self->state->jobs);
}

/**
 * cosell_worker_new:
 * @name: of the thread; the kernel shows 15 bytes of it
 *
 * Starts the thread.
 *
 * Returns: (transfer full)
 */
CosellWorker *
cosell_worker_new (const char *name)
{
  CosellWorker *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (COSELL_TYPE_WORKER, NULL);
  self->thread = g_thread_new (name, run_thread, g_atomic_rc_box_acquire (self->state));
  return self;
}

/**
 * cosell_worker_queue:
 * @task: (transfer none): the worker holds it until func has run, then lets go of it on the task's
 *   own main context, never on the worker: data and source object are freed there
 * @func: has to return through the task; not called when the task was cancelled before its turn
 *
 * Any thread, the worker too.
 */
void
cosell_worker_queue (CosellWorker *self, int priority, GTask *task, GTaskThreadFunc func)
{
  Job *job = NULL;

  g_return_if_fail (COSELL_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task) && func != NULL);

  g_mutex_lock (&self->state->lock);
  if (!self->state->stopping)
    {
      job = g_new0 (Job, 1);
      job->priority = priority;
      job->task = g_object_ref (task);
      job->func = func;
      insert_job (self->state, job);
      g_cond_signal (&self->state->cond);
    }
  g_mutex_unlock (&self->state->lock);
  if (job == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED,
                             _ ("The data is closed already; nothing was changed"));
}

gboolean
cosell_worker_has_more_urgent (CosellWorker *self, int priority)
{
  g_autoptr (GMutexLocker) locker = NULL;
  const Job *first;

  g_return_val_if_fail (COSELL_IS_WORKER (self), FALSE);

  locker = g_mutex_locker_new (&self->state->lock);
  first = g_queue_peek_head (&self->state->jobs);
  return first != NULL && first->priority < priority;
}

gboolean
cosell_worker_is_current (CosellWorker *self)
{
  g_return_val_if_fail (COSELL_IS_WORKER (self), FALSE);

  return g_private_get (&current_state) == self->state;
}

/**
 * cosell_worker_stop:
 *
 * Waits for the jobs that are queued, except on the worker itself, where they run afterwards. Jobs
 * that those queue in turn are refused. Stopping twice does nothing.
 */
void
cosell_worker_stop (CosellWorker *self)
{
  GThread *thread;

  g_return_if_fail (COSELL_IS_WORKER (self));

  g_mutex_lock (&self->state->lock);
  self->state->stopping = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_cond_signal (&self->state->cond);
  g_mutex_unlock (&self->state->lock);
  if (thread == NULL)
    return;
  if (cosell_worker_is_current (self))
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}
