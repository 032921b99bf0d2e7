/* test-store.c: the file, jobs, change sets, errors */
#include "store/store-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cosell-time.h"
#include "store/cosell-store-private.h"
#include "support/await.h"

/* ---- the file ---- */

static guint
mode_of (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);
  struct stat info;

  g_assert_cmpint (stat (name, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
test_modes (StoreTest *test, gconstpointer data)
{
  st_set_meta (test->store, "cursor", "x");
  g_assert_cmphex (mode_of (test->path, ""), ==, 0600);
  g_assert_cmphex (mode_of (test->path, "-wal"), ==, 0600);
  g_assert_cmphex (mode_of (test->path, "-shm"), ==, 0600);
}

/* A file that was made too readable is made right again. */
static void
test_mode_repaired (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  g_assert_cmpint (chmod (test->path, 0644), ==, 0);
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  g_assert_cmphex (mode_of (test->path, ""), ==, 0600);
}

static void
test_reopen (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *name = NULL;

  st_set_meta (test->store, "cursor", "2026-11-20T08:00:00Z");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Contoso ERP'");
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  cursor = st_meta (test->store, "cursor");
  g_assert_cmpstr (cursor, ==, "2026-11-20T08:00:00Z");
  name = st_value (test->store, st_find (test->store, ST_REMOTE, NULL), "/name");
  g_assert_cmpstr (name, ==, "\"Contoso ERP\"");
}

static gint64
pragma (const char *path, const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

static void
test_schema (StoreTest *test, gconstpointer data)
{
  g_assert_cmpint (pragma (test->path, "PRAGMA application_id"), ==, 0x436f536c);
  g_assert_cmpint (pragma (test->path, "PRAGMA user_version"), ==, ST_VERSION);
  g_assert_cmpint (pragma (test->path, "SELECT count(*) FROM pragma_table_list WHERE schema = "
                                       "'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' "
                                       "AND NOT strict"),
                   ==, 0);
  g_assert_cmpint (pragma (test->path, "SELECT count(*) FROM pragma_integrity_check "
                                       "WHERE integrity_check <> 'ok'"),
                   ==, 0);
}

/* Every row of the field table has its column, but for the text that is searched and what is asked
 * for beside the row (local, and no member of list --json). */
static void
test_columns (StoreTest *test, gconstpointer data)
{
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    {
      g_autofree char *sql =
          g_strdup_printf ("SELECT count(*) FROM pragma_table_info('deal') WHERE name = '%s'",
                           field->column);

      g_assert_cmpint (pragma (test->path, sql), ==,
                       !g_str_equal (field->name, "searchText") &&
                           (g_str_equal (field->name, "localChangeAt") ||
                            (field->flags & (COSELL_FIELD_LOCAL | COSELL_FIELD_PUBLIC)) !=
                                COSELL_FIELD_LOCAL));
    }
}

static void
close_and_run (StoreTest *test, const char *sql)
{
  sqlite3 *db;

  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* The file is the same afterwards, byte for byte. */
static void
assert_refused (StoreTest *test, CosellStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;

  g_assert_true (g_file_get_contents (test->path, &before, &before_length, NULL));
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_null (test->store);
  g_assert_error (error, COSELL_STORE_ERROR, (int) code);
  g_assert_true (g_file_get_contents (test->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

/* P9 */
static void
test_newer_schema (StoreTest *test, gconstpointer data)
{
  close_and_run (test, "PRAGMA user_version = 99");
  assert_refused (test, COSELL_STORE_ERROR_NEWER_SCHEMA);
}

static void
test_foreign_file (StoreTest *test, gconstpointer data)
{
  close_and_run (test, "PRAGMA application_id = 12345");
  assert_refused (test, COSELL_STORE_ERROR_FAILED);
}

/* A page in the middle is overwritten: the query that meets it says so. */
static void
test_damaged_page (StoreTest *test, gconstpointer data)
{
  CosellDealQuery query = { COSELL_TAB_ALL, .search = "nothing like it" };
  g_autoptr (GError) error = NULL;
  g_autofree char *garbage = g_strnfill (8192, 'x');
  gint64 root;
  int fd;

  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  root = pragma (test->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'deal_search'");
  g_assert_cmpint (root, >, 1);
  fd = g_open (test->path, O_WRONLY, 0);
  g_assert_cmpint (pwrite (fd, garbage, 8192, (root - 1) * 8192), ==, 8192);
  close (fd);

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  g_assert_null (st_query (test->store, &query, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT);
}

static void
test_read_only_folder (StoreTest *test, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("cosell-locked-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cosell.db", NULL);
  g_autoptr (GError) error = NULL;
  uid_t user = geteuid ();

  g_assert_cmpint (chmod (folder, 0555), ==, 0);
  /* Permissions do not hold for root. */
  if (user == 0 && seteuid (65534) != 0)
    {
      g_test_skip ("cannot become another user");
      return;
    }
  g_assert_null (cosell_store_new (path, test->clock, &error));
  if (user == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_missing_folder (StoreTest *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "nowhere", "cosell.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cosell_store_new (path, test->clock, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY);
  g_assert_nonnull (strstr (error->message, path));
}

static gpointer
open_thread (gpointer path)
{
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellStore) store = cosell_store_new (path, clock, &error);

  g_assert_no_error (error);
  cosell_store_close (store);
  return NULL;
}

/* A new file opened by several at once is migrated once. */
static void
test_opened_together (StoreTest *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->folder, "together.db", NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_thread, path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (pragma (path, "PRAGMA user_version"), ==, ST_VERSION);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* ---- jobs ---- */

static gboolean
write_then_fail (CosellStore *store, gpointer data, GError **error)
{
  g_assert_true (cosell_store_set_meta (store, "cursor", "lost", error));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
  return FALSE;
}

static gboolean
write_cursor (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_set_meta (store, "cursor", data, error);
}

static void
count_cb (CosellStore *store, CosellChangeSet *set, gpointer data)
{
  ++*(guint *) data;
}

static void
test_rollback (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;
  guint count = 0;

  g_signal_connect (test->store, "changed", G_CALLBACK (count_cb), &count);
  g_assert_false (
      cosell_store_run (test->store, COSELL_STORE_WRITE, write_then_fail, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  cursor = st_meta (test->store, "cursor");
  g_assert_null (cursor);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count, ==, 0);
}

static void
test_read_only_job (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;

  g_assert_false (cosell_store_run (test->store, COSELL_STORE_READ, write_cursor, "x", &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_READ_ONLY);
  cursor = st_meta (test->store, "cursor");
  g_assert_null (cursor);
}

static void
test_async (StoreTest *test, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;

  cosell_store_run_async (test->store, COSELL_STORE_WRITE, write_cursor, g_strdup ("here"), g_free,
                          NULL, await_cb, &result);
  done = await_result (&result);
  g_assert_true (cosell_store_run_finish (test->store, done, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cosell_store_run_get_data (done), ==, "here");
  cursor = st_meta (test->store, "cursor");
  g_assert_cmpstr (cursor, ==, "here");
}

static void
test_cancelled (StoreTest *test, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cursor = NULL;

  g_cancellable_cancel (cancellable);
  cosell_store_run_async (test->store, COSELL_STORE_WRITE, write_cursor, "never", NULL, cancellable,
                          await_cb, &result);
  done = await_result (&result);
  g_assert_false (cosell_store_run_finish (test->store, done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cursor = st_meta (test->store, "cursor");
  g_assert_null (cursor);
}

/* Another program writes for a moment: the job waits for it. */
static void
test_busy (StoreTest *test, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  before = st_meta (test->store, "cursor"); /* readers need not wait */
  g_assert_null (before);
  cosell_store_run_async (test->store, COSELL_STORE_WRITE, write_cursor, "waited", NULL, NULL,
                          await_cb, &result);
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
      g_assert_null (result);
    }
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  done = await_result (&result);
  g_assert_true (cosell_store_run_finish (test->store, done, &error));
  g_assert_no_error (error);
  after = st_meta (test->store, "cursor");
  g_assert_cmpstr (after, ==, "waited");
}

/* Another program holds it for good: words for people, and nothing of SQLite's behind them. */
static void
test_held (StoreTest *test, gconstpointer data)
{
  static const char hold[] = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
  g_autoptr (CosellStore) store = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  g_clear_object (&test->store);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, hold, NULL, NULL, NULL), ==, SQLITE_OK);
  store = cosell_store_new (test->path, test->clock, &error);
  g_assert_null (store);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_BUSY);
  g_assert_true (g_str_has_suffix (error->message, "try again in a moment."));
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static gboolean
limit_pages (CosellStore *store, gpointer data, GError **error)
{
  g_assert_cmpint (sqlite3_exec (cosell_store_get_db (store), data, NULL, NULL, NULL), ==,
                   SQLITE_OK);
  return TRUE;
}

/* P10: no room. Nothing is half done, and with room again it goes on. */
static void
test_full (StoreTest *test, gconstpointer data)
{
  g_autofree char *large = g_strnfill (1024 * 1024, 'x');
  g_autofree char *cursor = NULL;
  g_autoptr (GError) error = NULL;

  st_set_meta (test->store, "cursor", "kept");
  cosell_store_run (test->store, COSELL_STORE_READ, limit_pages, "PRAGMA max_page_count = 1", NULL);
  g_assert_false (cosell_store_run (test->store, COSELL_STORE_WRITE, write_cursor, large, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FULL);
  cursor = st_meta (test->store, "cursor");
  g_assert_cmpstr (cursor, ==, "kept");
  cosell_store_run (test->store, COSELL_STORE_READ, limit_pages, "PRAGMA max_page_count = 1000000",
                    NULL);
  st_set_meta (test->store, "cursor", large);
}

/* What was queued before closing is done; what comes after is an error, not a crash. */
static void
test_close (StoreTest *test, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  cosell_store_run_async (test->store, COSELL_STORE_WRITE, write_cursor, "queued", NULL, NULL,
                          await_cb, &result);
  cosell_store_close (test->store);
  done = await_result (&result);
  g_assert_true (cosell_store_run_finish (test->store, done, &error));
  g_assert_no_error (error);
  cosell_store_run_async (test->store, COSELL_STORE_WRITE, write_cursor, "late", NULL, NULL,
                          await_cb, &late);
  g_clear_object (&done);
  done = await_result (&late);
  g_assert_false (cosell_store_run_finish (test->store, done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (cosell_store_run (test->store, COSELL_STORE_WRITE, write_cursor, "late", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* ---- change sets ---- */

typedef struct
{
  guint count;
  gboolean everything;
  gboolean outbox;
  gboolean account;
  GArray *deals;
  GThread *thread;
} Seen;

static void
seen_cb (CosellStore *store, CosellChangeSet *set, gpointer data)
{
  Seen *seen = data;

  seen->count++;
  seen->everything |= set->everything;
  seen->outbox |= set->outbox;
  seen->account |= set->account;
  seen->thread = g_thread_self ();
  g_array_append_vals (seen->deals, set->deals->data, set->deals->len);
}

static gboolean
was_seen (gpointer data)
{
  return ((Seen *) data)->count > 0;
}

static gboolean
saw_everything (gpointer data)
{
  return ((Seen *) data)->everything;
}

static void
test_change_set (StoreTest *test, gconstpointer data)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  Seen seen = { .deals = deals };
  gint64 deal;

  g_signal_connect (test->store, "changed", G_CALLBACK (seen_cb), &seen);
  deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'A'");
  await_condition (was_seen, &seen);
  g_assert_cmpuint (seen.count, ==, 1);
  g_assert_cmpuint (deals->len, ==, 1);
  g_assert_cmpint (g_array_index (deals, gint64, 0), ==, deal);
  g_assert_false (seen.everything || seen.outbox || seen.account);
  g_assert_true (seen.thread == g_thread_self ());

  /* the same document again changes nothing */
  seen.count = 0;
  g_array_set_size (deals, 0);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'A'");
  st_set_meta (test->store, "cursor", "x");
  await_condition (was_seen, &seen);
  g_assert_cmpuint (deals->len, ==, 0);
  g_assert_true (seen.account);

  seen.count = 0;
  st_set (test->store, deal, "name", "B");
  await_condition (was_seen, &seen);
  g_assert_true (seen.outbox);
  g_assert_cmpuint (deals->len, ==, 1);
}

/* Commits that the main loop had no time for in between arrive together. */
static void
test_coalesced (StoreTest *test, gconstpointer data)
{
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  Seen seen = { .deals = deals };

  g_signal_connect (test->store, "changed", G_CALLBACK (seen_cb), &seen);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-00000000001%d", i);
      g_autofree char *engagement = g_strdup_printf ("eeeeeeee-0000-4000-8000-00000000001%d", i);

      st_put_deal (test->store, id, engagement, ST_ORG, 1, "");
    }
  await_condition (was_seen, &seen);
  g_assert_cmpuint (seen.count, ==, 1);
  g_assert_cmpuint (deals->len, ==, 5);
}

/* Two programs, one profile. */
static void
test_two_stores (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellStore) other = cosell_store_new (test->path, test->clock, &error);
  g_autoptr (GArray) deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  Seen seen = { .deals = deals };
  g_autoptr (CosellDealData) row = NULL;
  gint64 deal;

  g_assert_no_error (error);
  g_signal_connect (test->store, "changed", G_CALLBACK (seen_cb), &seen);
  cosell_store_watch (test->store);
  cosell_store_watch (test->store);
  deal = st_put_deal (other, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Elsewhere'");
  await_condition (saw_everything, &seen);
  row = st_deal (test->store, deal);
  g_assert_cmpstr (row->name, ==, "Elsewhere");
  cosell_store_close (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/file/modes", test_modes);
  STORE_TEST_ADD ("/store/file/mode-repaired", test_mode_repaired);
  STORE_TEST_ADD ("/store/file/reopen", test_reopen);
  STORE_TEST_ADD ("/store/file/schema", test_schema);
  STORE_TEST_ADD ("/store/file/columns", test_columns);
  STORE_TEST_ADD ("/store/file/P9-newer-schema", test_newer_schema);
  STORE_TEST_ADD ("/store/file/foreign", test_foreign_file);
  STORE_TEST_ADD ("/store/file/damaged-page", test_damaged_page);
  STORE_TEST_ADD ("/store/file/read-only-folder", test_read_only_folder);
  STORE_TEST_ADD ("/store/file/missing-folder", test_missing_folder);
  STORE_TEST_ADD ("/store/file/opened-together", test_opened_together);
  STORE_TEST_ADD ("/store/jobs/rollback", test_rollback);
  STORE_TEST_ADD ("/store/jobs/read-only", test_read_only_job);
  STORE_TEST_ADD ("/store/jobs/async", test_async);
  STORE_TEST_ADD ("/store/jobs/cancelled", test_cancelled);
  STORE_TEST_ADD ("/store/jobs/busy", test_busy);
  STORE_TEST_ADD ("/store/open/held", test_held);
  STORE_TEST_ADD ("/store/jobs/P10-full", test_full);
  STORE_TEST_ADD ("/store/jobs/close", test_close);
  STORE_TEST_ADD ("/store/changes/one-commit", test_change_set);
  STORE_TEST_ADD ("/store/changes/coalesced", test_coalesced);
  STORE_TEST_ADD ("/store/changes/two-stores", test_two_stores);
  return g_test_run ();
}
