/* Jobs that only read are broken off: when they are cancelled, and those that nobody waits for when
 * somebody else wants something. */
#include "store-test.h"

#include "store/cosell-store-job.h"
#include "store/cosell-store-object.h"
#include "support/await.h"

typedef struct
{
  int begun;   /* atomic: how often */
  int goes_on; /* atomic: what it waits for */
  gint64 counted;
  GString *order; /* main: what ended */
  GError *error;  /* (owned) (nullable) */
} Work;

/* Long enough to be looked at: what cannot be broken off takes a minute. */
static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  Work *work = data;
  CosellStatement *statement;
  gboolean long_one = g_atomic_int_add (&work->begun, 1) == 0;

  while (!g_atomic_int_get (&work->goes_on))
    g_thread_yield ();
  statement = cosell_store_prepare (
      store,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
      "SELECT count(*) FROM n",
      error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, long_one ? 200000000 : 5000);
  return cosell_statement_run_int (statement, 0, &work->counted, error);
}

static gboolean
nothing_job (CosellStore *store, gpointer data, GError **error)
{
  return TRUE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  g_string_append_c (work->order, 'c');
  cosell_store_run_finish (COSELL_STORE (source), result, &work->error);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  g_string_append_c (work->order, 'r');
  g_assert_true (cosell_store_run_finish (COSELL_STORE (source), result, NULL));
}

static void
await_begin (Work *work)
{
  while (!g_atomic_int_get (&work->begun))
    g_thread_yield ();
}

static void
work_clear (Work *work)
{
  g_string_free (work->order, TRUE);
  g_clear_error (&work->error);
}

static gboolean
is_at_rest (gpointer data)
{
  return cosell_store_is_idle (data);
}

static void
test_gives_way (StoreTest *test, gconstpointer data)
{
  Work work = { .order = g_string_new (NULL) };

  cosell_store_run_async (test->store, COSELL_STORE_LATER, count_job, &work, NULL, NULL, counted_cb,
                          &work);
  await_begin (&work);
  cosell_store_run_async (test->store, COSELL_STORE_WRITE, nothing_job, NULL, NULL, NULL, ran_cb,
                          &work);
  g_atomic_int_set (&work.goes_on, TRUE);
  await_condition (is_at_rest, test->store);
  g_assert_no_error (work.error);
  g_assert_cmpstr (work.order->str, ==, "rc");
  g_assert_cmpint (work.begun, ==, 2);
  g_assert_cmpint (work.counted, ==, 5000);
  work_clear (&work);
}

/* Much to do between two statements: it asks by itself. */
static gboolean
asking_job (CosellStore *store, gpointer data, GError **error)
{
  Work *work = data;

  if (g_atomic_int_add (&work->begun, 1) > 0)
    {
      work->counted = 1;
      return TRUE;
    }
  while (!cosell_store_is_awaited (store))
    g_thread_yield ();
  return FALSE;
}

static void
test_asks (StoreTest *test, gconstpointer data)
{
  Work work = { .order = g_string_new (NULL) };

  cosell_store_run_async (test->store, COSELL_STORE_LATER, asking_job, &work, NULL, NULL,
                          counted_cb, &work);
  await_begin (&work);
  cosell_store_run_async (test->store, COSELL_STORE_WRITE, nothing_job, NULL, NULL, NULL, ran_cb,
                          &work);
  await_condition (is_at_rest, test->store);
  g_assert_no_error (work.error);
  g_assert_cmpstr (work.order->str, ==, "rc");
  g_assert_cmpint (work.begun, ==, 2);
  g_assert_cmpint (work.counted, ==, 1);
  work_clear (&work);
}

static void
test_cancelled (StoreTest *test, gconstpointer data)
{
  static const CosellStoreMode modes[] = { COSELL_STORE_READ, COSELL_STORE_LATER };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Work work = { .order = g_string_new (NULL) };

      cosell_store_run_async (test->store, modes[i], count_job, &work, NULL, cancellable,
                              counted_cb, &work);
      await_begin (&work);
      g_cancellable_cancel (cancellable);
      g_atomic_int_set (&work.goes_on, TRUE);
      await_condition (is_at_rest, test->store);
      g_assert_error (work.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (work.begun, ==, 1);
      work_clear (&work);
    }
}

static void
test_closed (StoreTest *test, gconstpointer data)
{
  Work work = { .order = g_string_new (NULL), .goes_on = TRUE };

  cosell_store_run_async (test->store, COSELL_STORE_LATER, count_job, &work, NULL, NULL, counted_cb,
                          &work);
  await_begin (&work);
  cosell_store_close (test->store);
  await_condition (is_at_rest, test->store);
  g_assert_error (work.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  work_clear (&work);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/later/gives-way", test_gives_way);
  STORE_TEST_ADD ("/later/asks", test_asks);
  STORE_TEST_ADD ("/later/cancelled", test_cancelled);
  STORE_TEST_ADD ("/later/closed", test_closed);
  return g_test_run ();
}
