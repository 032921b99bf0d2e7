/* P9: rows that an older program derived show what this one reads in their documents, from the
 * first look on: after an upgrade that is killed at any time, and where nothing can be written. */
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-test.h"

#include "base/cosell-time.h"
#include "store/cosell-store-object.h"
#include "support/await.h"

#define N_MORE 1050 /* some transactions more than one opening does before it dies */

static void
execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* The profile of schema 3 in the place of the empty database of the test; more: (nullable) SQL */
static void
load_old (StoreTest *test, const char *more)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "store", "schema-3.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  g_assert_cmpint (unlink (test->path), ==, 0);
  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  execute (db, sql);
  if (more != NULL)
    execute (db, more);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* The same with N_MORE deals besides. */
static void
load_many (StoreTest *test)
{
  g_autofree char *more = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 100 + %d) "
      "INSERT INTO referral (id, remote_id, engagement, role) "
      "SELECT i, 'r' || i, 'referral:r' || i, 'own' FROM n;"
      "INSERT INTO document (referral, base_json) SELECT id, json_object ('id', remote_id, 'name', "
      "'More', 'organizationId', '" ST_ORG "') FROM referral WHERE id > 100;",
      N_MORE);

  load_old (test, more);
}

static void
open_store (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

static gint64
ask (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}

static gint64
find (StoreTest *test, CosellTab tab, const char *search)
{
  static const char *const no_filters[] = { NULL };
  g_autofree char *names = st_names (test->store, tab, search, "name", no_filters);
  CosellDealQuery query = { .tab = tab, .search = search, .sort = "name" };
  g_autoptr (GArray) ids = st_query (test->store, &query, NULL);

  g_test_message ("%s: %s", search, names);
  g_assert_cmpuint (ids->len, ==, 1);
  return g_array_index (ids, gint64, 0);
}

/* D4, D6, D8, and texts of the web: in lists, in the search and by the connection of the window. */
static void
assert_right (StoreTest *test)
{
  const gint64 ids[] = { 1, 2, 3, 4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const CosellDealData *row;
  gint64 expected;

  g_assert_cmpint (find (test, COSELL_TAB_OUTBOUND, "smith & sons"), ==, 2);
  g_assert_cmpint (find (test, COSELL_TAB_OUTBOUND, "a&b-7"), ==, 2);
  g_assert_cmpint (find (test, COSELL_TAB_LEADS, "sent here"), ==, 3);
  rows = cosell_store_read_rows (test->store, ids, G_N_ELEMENTS (ids), &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->stage, ==, 100);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->name, ==, "R&D move");
  g_assert_cmpstr (row->customer, ==, "Smith & Sons");
  g_assert_cmpstr (row->crm_id, ==, "A&B-7");
  g_assert_cmpstr (row->campaign_id, ==, "S'26");
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpint (row->stage, ==, 0);
  g_assert_true (cosell_time_parse ("2026-11-15T08:00:00Z", &expected));
  g_assert_cmpint (row->expires_at, ==, expected);
  row = g_ptr_array_index (rows, 3);
  g_assert_cmpint (row->stage, ==, 0);
  g_assert_cmpstr (row->stage_text, ==, "Pondering");
}

static void
test_values (StoreTest *test, gconstpointer data)
{
  load_old (test, NULL);
  open_store (test);
  assert_right (test);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM stale"), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM history WHERE deal < 5"), ==, 4);
}

/* P14: three deals that stood in one row since their engagement was of zeros; the change that waits
 * goes to the row of its own. */
static void
test_zeros (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gint64 one, two, three;

  load_old (test, NULL);
  open_store (test);
  one = find (test, COSELL_TAB_OUTBOUND, "zero one");
  two = find (test, COSELL_TAB_OUTBOUND, "zero two");
  three = find (test, COSELL_TAB_OUTBOUND, "zero three");
  g_assert_cmpint (one, ==, 5);
  g_assert_true (one != two && two != three && three != one);
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->deal, ==, two);
  {
    g_autoptr (CosellDealData) first = st_deal (test->store, one);
    g_autoptr (CosellDealData) second = st_deal (test->store, two);

    g_assert_cmpint (first->sync, ==, COSELL_SYNC_STATE_SYNCED);
    g_assert_cmpint (second->sync, ==, COSELL_SYNC_STATE_WAITING);
    g_assert_cmpstr (second->crm_id, ==, "CRM-6");
  }
}

/* B5: a document that is none costs its own row nothing, and no other one. */
static void
test_unreadable (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellDealData) row = NULL;

  load_old (test, NULL);
  open_store (test);
  row = st_deal (test->store, 8);
  g_assert_cmpstr (row->name, ==, "Unreadable");
  assert_right (test);
}

static gboolean
unanswered_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_count_unanswered (store, data, error);
}

/* Leads as an older program left them, and what the migration does to it. */
static void
make_old_leads (StoreTest *test)
{
  g_autoptr (GBytes) migration =
      g_resources_lookup_data ("/io/github/cosell/Cosell/store/migrations/014-leads.sql",
                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  sqlite3 *db = NULL;

  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  g_assert_nonnull (migration);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  execute (db, "UPDATE deal SET tab = 2, expires_at = 1");
  execute (db, g_bytes_get_data (migration, NULL));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM stale"), ==, 2);
}

/* L2, L6: which of them are for information, and have no deadline. */
static void
test_leads (StoreTest *test, gconstpointer data)
{
  static const char *const actions[] = { "Contact me", "Test drive" };
  gint64 counts[COSELL_N_TABS];

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-00000000000%d", i);
      g_autofree char *members =
          g_strdup_printf (",'type':'Independent','qualification':'Direct','status':'New',"
                           "'direction':'Incoming','callToAction':'%s','name':'%s'",
                           actions[i], actions[i]);

      st_put_deal (test->store, id, id, ST_ORG, i, members);
    }
  make_old_leads (test);
  open_store (test);
  g_assert_cmpint (find (test, COSELL_TAB_LEADS, "test drive"), >, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM stale"), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM deal WHERE tab = 2 AND "
                                    "expires_at > 1 AND action = 'Contact me'"),
                   ==, 1);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM deal WHERE tab = 3 AND "
                                    "expires_at IS NULL AND action = 'Test drive'"),
                   ==, 1);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_READ, unanswered_job, counts, NULL));
  g_assert_cmpint (counts[COSELL_TAB_LEADS], ==, 1);
}

/* --- killed at any time --- */

static int commits_left; /* of the child */

static int
commit_cb (void *data)
{
  if (--commits_left == 0)
    kill (getpid (), SIGKILL);
  return 0;
}

static int
connected_cb (sqlite3 *db, char **message, const struct sqlite3_api_routines *api)
{
  sqlite3_commit_hook (db, commit_cb, NULL);
  return SQLITE_OK;
}

static gboolean
look_job (CosellStore *store, gpointer data, GError **error)
{
  return TRUE;
}

static void
open_and_die (StoreTest *test, int commits)
{
  commits_left = commits;
  sqlite3_auto_extension ((void (*) (void)) connected_cb);
  test->store = cosell_store_new (test->path, test->clock, NULL);
  _exit (test->store != NULL &&
                 cosell_store_run (test->store, COSELL_STORE_READ, look_job, NULL, NULL)
             ? 0
             : 1);
}

static gint64
count_stale (const char *path)
{
  return ask (path, "PRAGMA user_version") < 4 ? G_MAXINT64
                                               : ask (path, "SELECT count (*) FROM stale");
}

/* Each opening dies before one of its commits: what was done before stays done. */
static void
test_killed (StoreTest *test, gconstpointer data)
{
  gint64 before = G_MAXINT64;
  guint n_deaths = 0, n_between = 0;
  int status = 1;

  load_many (test);
  for (; n_deaths < 40; n_deaths++)
    {
      pid_t child = fork ();
      gint64 now;

      if (child == 0)
        open_and_die (test, (int) n_deaths / 4 + 1);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      if (WIFEXITED (status))
        break;
      now = count_stale (test->path);
      g_assert_cmpint (now, <=, before);
      g_test_message ("%" G_GINT64_FORMAT " left", now);
      n_between += now > 0 && now < N_MORE;
      before = now;
    }
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_cmpuint (n_deaths, >, 0);
  g_assert_cmpuint (n_between, >, 0);
  open_store (test);
  assert_right (test);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM stale"), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM deal WHERE name = 'More'"), ==, N_MORE);
}

/* --- who does not wait for it --- */

/* The window is there before the rows of many deals are derived: what it needs for that are
 * settings. */
static void
test_settings_first (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 stale;

  load_old (test, NULL);
  open_store (test);
  stale = count_stale (test->path);
  g_assert_cmpint (stale, >, 0);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_META, look_job, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_stale (test->path), ==, stale);
  assert_right (test);
  g_assert_cmpint (count_stale (test->path), ==, 0);
}

/* --- closed meanwhile --- */

static CosellStore *to_be_closed;
static int n_commits; /* atomic */

/* Until another thread has set the value. */
static void
await_other_thread (int *value)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (g_atomic_int_get (value) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

/* Holds the first transaction until somebody closes the store. */
static int
await_close_cb (void *data)
{
  g_atomic_int_inc (&n_commits);
  await_other_thread (&to_be_closed->closing);
  return 0;
}

static gboolean
await_close_job (CosellStore *store, gpointer data, GError **error)
{
  to_be_closed = store;
  sqlite3_commit_hook (store->writer->db, await_close_cb, NULL);
  return TRUE;
}

/* Nobody who closes the window waits until all rows are derived; the next opening goes on. */
static void
test_closed (StoreTest *test, gconstpointer data)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 all, left;

  load_many (test);
  open_store (test);
  all = count_stale (test->path);
  g_assert_cmpint (all, >, N_MORE);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_META, await_close_job, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_atomic_int_get (&n_commits), ==, 0);
  cosell_store_run_async (test->store, COSELL_STORE_READ, look_job, NULL, NULL, NULL, await_cb,
                          &pending);
  await_other_thread (&n_commits);
  cosell_store_close (test->store);
  result = await_result (&pending);
  g_assert_true (cosell_store_run_finish (test->store, result, &error));
  g_assert_no_error (error);
  g_clear_object (&test->store);
  left = count_stale (test->path);
  g_assert_cmpint (left, >, 0);
  g_assert_cmpint (left, <, all);
  open_store (test);
  assert_right (test);
  g_assert_cmpint (count_stale (test->path), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM deal WHERE name = 'More'"), ==, N_MORE);
}

/* --- where nothing can be written (P10) --- */

static void
test_no_room (StoreTest *test, gconstpointer data)
{
  struct rlimit room, none;
  g_autoptr (GError) error = NULL;

  load_old (test, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &room), ==, 0);
  none = room;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  open_store (test);
  assert_right (test);
  st_save_draft (test->store, 0, "{\"name\":\"A draft\"}", "A draft", &error);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FULL);
  assert_right (test);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &room), ==, 0);
  g_assert_cmpint (ask (test->path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (st_save_draft (test->store, 0, "{\"name\":\"A draft\"}", "A draft", NULL), >, 0);
  assert_right (test);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM stale"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/renew/P9-values", test_values);
  STORE_TEST_ADD ("/renew/P14-zeros", test_zeros);
  STORE_TEST_ADD ("/renew/P9-unreadable", test_unreadable);
  STORE_TEST_ADD ("/renew/L2-L6-leads", test_leads);
  STORE_TEST_ADD ("/renew/P9-killed", test_killed);
  STORE_TEST_ADD ("/renew/P9-settings-first", test_settings_first);
  STORE_TEST_ADD ("/renew/P9-closed", test_closed);
  STORE_TEST_ADD ("/renew/P10-no-room", test_no_room);
  return g_test_run ();
}
