/* The index that a file of an older program gets beside the work: queries find the same without it;
 * it gives way to whoever waits, and is whole or not there, whatever happens. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-test.h"

#include "model/cosell-query.h"
#include "store/cosell-store-job.h"
#include "store/cosell-store-narrow.h"
#include "store/cosell-store-object.h"
#include "support/await.h"

/* Rows as an older program left them. */
static void
set_up_old (StoreTest *test)
{
  st_put_base (test->store);
  st_execute (test->store, "DROP INDEX deal_find");
  st_execute (
      test->store,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
      "INSERT INTO deal (sync, name, name_key, customer, customer_key, direction, type, p2p, "
      "status, favorite, microsoft_status, tab, created_at, close_date, value_key) "
      "SELECT 'synced', 'Deal ' || i, 'deal ' || i, 'C' || i % 9, 'c' || i % 9, 'outbound', "
      "'solutions', i % 2, iif (i % 4, 'accepted', 'won'), i % 5 = 0, 'received', i % 3, "
      "i / 3, '2027-0' || (1 + i % 9) || '-01', i * 1.5 FROM n");
}

static gboolean
ask_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_has_narrow (store, data, error);
}

static gboolean
has_narrow (StoreTest *test)
{
  g_autoptr (GError) error = NULL;
  gboolean has = FALSE;

  cosell_store_run (test->store, COSELL_STORE_READ, ask_job, &has, &error);
  g_assert_no_error (error);
  return has;
}

static const char *const queries[] = {
  "",
  "status:won",
  "p2p -status:won",
  "closes:2027-03..2027-05",
  "favorite value:>1000",
  "customer:c4 status:accepted",
};

/* What all of them find, in three orders. */
static char *
find_all (StoreTest *test)
{
  static const char *const sorts[] = { NULL, "-value", "campaignId" };
  g_autoptr (GString) text = g_string_new (NULL);
  CosellQueryContext context = { .today = 740000, .fiscal_month = 1 };

  for (guint i = 0; i < G_N_ELEMENTS (queries) * G_N_ELEMENTS (sorts) * 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellQuery) typed =
          cosell_query_parse (queries[i % G_N_ELEMENTS (queries)], -1, &context, NULL, &error);
      CosellDealQuery query = {
        .tab = (CosellTab) (i / G_N_ELEMENTS (queries) % 4),
        .sort = sorts[i / G_N_ELEMENTS (queries) / 4],
        .query = typed,
        .context = &context,
      };
      g_autoptr (GArray) ids = NULL;

      g_assert_no_error (error);
      ids = st_query (test->store, &query, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < ids->len; k++)
        g_string_append_printf (text, " %d", (int) g_array_index (ids, gint64, k));
      g_string_append_c (text, '\n');
    }
  return g_strdup (text->str);
}

static gboolean
is_at_rest (gpointer data)
{
  return cosell_store_is_idle (data);
}

static void
test_same (StoreTest *test, gconstpointer data)
{
  g_autofree char *with = NULL, *without = NULL;

  set_up_old (test);
  g_assert_false (has_narrow (test));
  without = find_all (test);
  cosell_store_tidy (test->store);
  await_condition (is_at_rest, test->store);
  g_assert_true (has_narrow (test));
  with = find_all (test);
  g_assert_cmpstr (with, ==, without);
}

static void
reopen (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  if (test->store != NULL)
    {
      cosell_store_close (test->store);
      g_assert_finalize_object (g_steal_pointer (&test->store));
    }
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

static gboolean
die_job (CosellStore *store, gpointer data, GError **error)
{
  if (cosell_store_make_narrow (store, data, error))
    kill (getpid (), SIGKILL);
  return FALSE;
}

static void
test_killed (StoreTest *test, gconstpointer data)
{
  guint delays = 0;
  int status;
  pid_t child;

  set_up_old (test);
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  child = fork ();
  if (child == 0)
    {
      reopen (test);
      cosell_store_run (test->store, COSELL_STORE_BULK, die_job, &delays, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  reopen (test);
  g_assert_false (has_narrow (test));
  g_assert_true (
      cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_make_narrow, &delays, NULL));
  g_assert_true (has_narrow (test));
}

/* A disk that is full: it is not there, and what is there stays as it is. */
static void
test_full (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  guint delays = 0;

  set_up_old (test);
  before = find_all (test);
  st_execute (test->store, "PRAGMA max_page_count = 1");
  g_assert_false (
      cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_make_narrow, &delays, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FULL);
  g_assert_false (has_narrow (test));
  after = find_all (test);
  g_assert_cmpstr (after, ==, before);
  st_execute (test->store, "PRAGMA max_page_count = 1000000");
  g_assert_true (
      cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_make_narrow, &delays, NULL));
  g_assert_true (has_narrow (test));
}

typedef struct
{
  guint delays;
  int others; /* atomic: whether somebody waits */
  GError *error;
  guint done;
} Work;

/* As urgent as what waits for it: the one who waits is more urgent than what is beside the work. */
static gboolean
make_job (CosellStore *store, gpointer data, GError **error)
{
  Work *work = data;

  while (!g_atomic_int_get (&work->others))
    g_thread_yield ();
  return cosell_store_make_narrow (store, &work->delays, error);
}

static gboolean
nothing_job (CosellStore *store, gpointer data, GError **error)
{
  return TRUE;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  g_clear_error (&work->error);
  cosell_store_run_finish (COSELL_STORE (source), result, &work->error);
  work->done++;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;

  g_assert_true (cosell_store_run_finish (COSELL_STORE (source), result, NULL));
  work->done++;
}

static void
make_while_awaited (StoreTest *test, Work *work)
{
  work->done = 0;
  work->others = FALSE;
  cosell_store_run_async (test->store, COSELL_STORE_WRITE, make_job, work, NULL, NULL, made_cb,
                          work);
  cosell_store_run_async (test->store, COSELL_STORE_READ, nothing_job, NULL, NULL, NULL, ran_cb,
                          work);
  g_atomic_int_set (&work->others, TRUE);
  while (work->done < 2)
    g_main_context_iteration (NULL, TRUE);
}

/* Who waits comes first, but not for ever. */
static void
test_put_off (StoreTest *test, gconstpointer data)
{
  Work work = { 0 };

  set_up_old (test);
  make_while_awaited (test, &work);
  g_assert_error (work.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (work.delays, ==, 1);
  g_assert_false (has_narrow (test));
  for (guint i = 0; i < 100 && work.error != NULL; i++)
    make_while_awaited (test, &work);
  g_assert_no_error (work.error);
  g_assert_true (has_narrow (test));
}

/* Keeps the last query of rows. Runs on the worker. */
static int
trace_cb (unsigned int type, void *kept, void *statement, void *text)
{
  const char *sql = sqlite3_sql (statement);

  if (strstr (sql, " FROM deal ") != NULL && strstr (sql, "LIMIT ?2") != NULL)
    g_string_assign (kept, sql);
  return 0;
}

static gboolean
plan_job (CosellStore *store, gpointer data, GError **error)
{
  GString *text = data;
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", text->str, NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (cosell_store_get_db (store), sql, -1, &statement, NULL), ==,
                   SQLITE_OK);
  g_string_truncate (text, 0);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  return TRUE;
}

/* Where the narrow index is read, it has all that is asked for: a row for each entry of it costs
 * more than all rows in their order. */
static void
test_covers (StoreTest *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_narrow = 0;

  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    {
      CosellDealQuery query = { .tab = COSELL_TAB_ALL, .sort = field->name };
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = NULL;

      if ((field->flags & COSELL_FIELD_PUBLIC) == 0)
        continue;
      g_string_truncate (text, 0);
      sqlite3_trace_v2 (test->store->writer->db, SQLITE_TRACE_STMT, trace_cb, text);
      ids = st_query (test->store, &query, &error);
      g_assert_no_error (error);
      sqlite3_trace_v2 (test->store->writer->db, 0, NULL, NULL);
      cosell_store_run (test->store, COSELL_STORE_READ, plan_job, text, &error);
      g_assert_no_error (error);
      if (strstr (text->str, "INDEX deal_find") == NULL)
        continue;
      if (strstr (text->str, "COVERING INDEX deal_find") == NULL)
        g_error ("%s: %s", field->name, text->str);
      n_narrow++;
    }
  g_assert_cmpuint (n_narrow, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/narrow/same", test_same);
  STORE_TEST_ADD ("/narrow/killed", test_killed);
  STORE_TEST_ADD ("/narrow/full", test_full);
  STORE_TEST_ADD ("/narrow/put-off", test_put_off);
  STORE_TEST_ADD ("/narrow/covers", test_covers);
  return g_test_run ();
}
