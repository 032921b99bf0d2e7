#include "base/cosell-worker.h"

#include <string.h>

typedef struct
{
  CosellWorker *worker;
  GString *order; /* written on the worker only */
  GMutex gate;    /* the first job waits for it */
  guint done;
  GThread *main;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->worker = cosell_worker_new ("test-worker");
  f->order = g_string_new (NULL);
  f->main = g_thread_self ();
  g_mutex_init (&f->gate);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_string_free (f->order, TRUE);
  g_mutex_clear (&f->gate);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;

  g_assert_true (g_thread_self () == f->main);
  f->done++;
}

static gboolean
timed_out_cb (gpointer data)
{
  g_error ("The worker did not finish in time");
  return G_SOURCE_REMOVE;
}

static void
await (Fixture *f, guint count)
{
  guint deadline = g_timeout_add_seconds (30, timed_out_cb, NULL);

  while (f->done < count)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

/* Task data: the letter to note */
static void
note_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *f = g_object_get_data (G_OBJECT (task), "fixture");

  g_assert_true (cosell_worker_is_current (f->worker));
  g_string_append (f->order, data);
  g_task_return_boolean (task, TRUE);
}

static void
gate_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *f = g_object_get_data (G_OBJECT (task), "fixture");

  g_mutex_lock (&f->gate);
  g_mutex_unlock (&f->gate);
  g_task_return_boolean (task, TRUE);
}

static void
queue (Fixture *f,
       int priority,
       const char *letter,
       GTaskThreadFunc func,
       GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, finished_cb, f);

  g_object_set_data (G_OBJECT (task), "fixture", f);
  g_task_set_task_data (task, g_strdup (letter), g_free);
  cosell_worker_queue (f->worker, priority, task, func);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  g_mutex_lock (&f->gate);
  queue (f, G_PRIORITY_HIGH, "", gate_job, NULL);
  queue (f, G_PRIORITY_DEFAULT, "c", note_job, NULL);
  queue (f, G_PRIORITY_LOW, "f", note_job, NULL);
  queue (f, G_PRIORITY_DEFAULT, "d", note_job, NULL);
  queue (f, G_PRIORITY_HIGH, "a", note_job, NULL);
  queue (f, G_PRIORITY_HIGH, "b", note_job, NULL);
  queue (f, G_PRIORITY_DEFAULT, "e", note_job, NULL);
  g_assert_true (cosell_worker_has_more_urgent (f->worker, G_PRIORITY_LOW));
  g_assert_true (cosell_worker_has_more_urgent (f->worker, G_PRIORITY_DEFAULT));
  g_assert_false (cosell_worker_has_more_urgent (f->worker, G_PRIORITY_HIGH));
  g_mutex_unlock (&f->gate);
  await (f, 7);
  g_assert_false (cosell_worker_has_more_urgent (f->worker, G_PRIORITY_LOW));
  /* The gate may have been passed before or after the rest came; FIFO holds within a priority. */
  g_assert_cmpstr (f->order->str, ==, "abcdef");
  g_assert_false (cosell_worker_is_current (f->worker));
}

static void
test_stop_runs_what_is_queued (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    queue (f, G_PRIORITY_DEFAULT, "x", note_job, NULL);
  cosell_worker_stop (f->worker);
  g_assert_cmpuint (f->order->len, ==, 50);
  cosell_worker_stop (f->worker);
  await (f, 50);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Fixture *f = data;

  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  f->done++;
}

static void
test_queue_after_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, closed_cb, f);

  cosell_worker_stop (f->worker);
  cosell_worker_queue (f->worker, G_PRIORITY_DEFAULT, task, note_job);
  g_assert_cmpuint (f->done, ==, 0); /* never from within the call */
  await (f, 1);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Fixture *f = data;

  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  f->done++;
}

static void
test_cancelled_before_its_turn (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, cancelled_cb, f);

  g_object_set_data (G_OBJECT (task), "fixture", f);
  g_task_set_task_data (task, g_strdup ("x"), g_free);
  g_mutex_lock (&f->gate);
  queue (f, G_PRIORITY_DEFAULT, "", gate_job, NULL);
  cosell_worker_queue (f->worker, G_PRIORITY_DEFAULT, task, note_job);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&f->gate);
  await (f, 2);
  g_assert_cmpstr (f->order->str, ==, "");
}

/* The last reference to a source object must go where it lives. */
static void
freed_on_main (gpointer data, GObject *where)
{
  Fixture *f = data;

  g_assert_true (g_thread_self () == f->main);
  f->done++;
}

static void
return_at_once (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
test_released_on_context (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
      GTask *task = g_task_new (source, NULL, NULL, NULL);

      g_object_weak_ref (source, freed_on_main, f);
      cosell_worker_queue (f->worker, G_PRIORITY_DEFAULT, task, return_at_once);
      g_object_unref (task);
      g_object_unref (source);
    }
  await (f, 200);
}

static void
queue_more_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *f = g_object_get_data (G_OBJECT (task), "fixture");

  g_string_append (f->order, data);
  if (f->order->len < 5)
    queue (f, G_PRIORITY_DEFAULT, data, queue_more_job, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
test_queue_from_worker (Fixture *f, gconstpointer data)
{
  queue (f, G_PRIORITY_DEFAULT, "q", queue_more_job, NULL);
  await (f, 5);
  g_assert_cmpstr (f->order->str, ==, "qqqqq");
}

static void
drop_worker_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *f = g_object_get_data (G_OBJECT (task), "fixture");

  g_object_unref (f->worker); /* stops itself and does not wait for itself */
  g_task_return_boolean (task, TRUE);
}

static void
append_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *f = g_object_get_data (G_OBJECT (task), "fixture");

  g_string_append (f->order, data);
  g_task_return_boolean (task, TRUE);
}

static void
test_dropped_on_worker (Fixture *f, gconstpointer data)
{
  CosellWorker *worker = f->worker;

  g_mutex_lock (&f->gate);
  queue (f, G_PRIORITY_DEFAULT, "", gate_job, NULL);
  queue (f, G_PRIORITY_DEFAULT, "", drop_worker_job, NULL);
  queue (f, G_PRIORITY_DEFAULT, "z", append_job, NULL);
  g_mutex_unlock (&f->gate);
  await (f, 3);
  g_assert_true (f->worker == worker);
  f->worker = NULL;
  g_assert_cmpstr (f->order->str, ==, "z");
}

static gpointer
queue_many (gpointer data)
{
  Fixture *f = data;
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_object_set_data (G_OBJECT (task), "fixture", f);
      g_task_set_task_data (task, g_strdup ("m"), g_free);
      cosell_worker_queue (f->worker, (int) (i % 3), task, note_job);
    }
  cosell_worker_stop (f->worker);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_many_threads (Fixture *f, gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("client", queue_many, f);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  cosell_worker_stop (f->worker);
  g_assert_cmpuint (f->order->len, >=, 100);
  g_assert_cmpuint (f->order->len, <=, 400);
}

#define ADD(name, func) g_test_add ("/base/worker/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("order", test_order);
  ADD ("stop-runs-what-is-queued", test_stop_runs_what_is_queued);
  ADD ("queue-after-stop", test_queue_after_stop);
  ADD ("cancelled-before-its-turn", test_cancelled_before_its_turn);
  ADD ("released-on-context", test_released_on_context);
  ADD ("queue-from-worker", test_queue_from_worker);
  ADD ("dropped-on-worker", test_dropped_on_worker);
  ADD ("many-threads", test_many_threads);
  return g_test_run ();
}
