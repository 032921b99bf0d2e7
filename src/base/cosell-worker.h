/* cosell-worker.h: one named thread that runs jobs in the order in which they came */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_TYPE_WORKER (cosell_worker_get_type ())
G_DECLARE_FINAL_TYPE (CosellWorker, cosell_worker, COSELL, WORKER, GObject)

CosellWorker *cosell_worker_new (const char *name);

/* Runs func on the worker with the task's source object, task data and cancellable; func returns
 * through the task. Higher priority (smaller number, as G_PRIORITY_*) first, FIFO within one. The
 * task's callback comes on the main context the task was made on. */
void cosell_worker_queue (CosellWorker *self, int priority, GTask *task, GTaskThreadFunc func);
/* Whether a job waits that is more urgent than priority. Any thread. */
gboolean cosell_worker_has_more_urgent (CosellWorker *self, int priority);
/* Whether the caller runs on this worker's thread. Any thread. */
gboolean cosell_worker_is_current (CosellWorker *self);
/* Runs what is queued, then joins the thread; further cosell_worker_queue calls fail their task
 * with G_IO_ERROR_CLOSED. Also done by dispose. */
void cosell_worker_stop (CosellWorker *self);

G_END_DECLS
