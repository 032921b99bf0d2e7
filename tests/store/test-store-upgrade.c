/* P9: a profile of each older schema, with a full outbox, is brought up to date without losing a
 * row; an upgrade that is killed in the middle was none; a newer schema is left as it is. */
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cosell-str.h"
#include "store-test.h"

#include "store/cosell-connection.h"
#include "store/cosell-store-undo.h"

static void
execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

typedef struct
{
  int version;
  const char *next; /* the migration that takes it on */
  guint n_tables;
  guint n_outbox;
  int parked;
  int conflicts;
  gint64 deal;     /* that has a history, and … */
  gint64 conflict; /* … the entry of its conflict, … */
  gint64 held;     /* an entry that is held back */
  int n_held;
} Fixture;

static const Fixture fixtures[] = {
  { 1, "002-sync.sql", 11, 6, 3, 1, 3, 3, 1, 2 },
  { 2, "003-forms.sql", 17, 4, 2, 1, 1, 1, 3, 1 },
};

#define DEAL_OF_HELD 3 /* of schema 2 */

/* The fixture in the place of the empty database of the test. */
static void
load_old (StoreTest *test, const Fixture *fixture)
{
  g_autofree char *name = g_strdup_printf ("schema-%d.sql", fixture->version);
  g_autofree char *path = g_build_filename (g_getenv ("COSELL_TEST_DATA"), "store", name, NULL);
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
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static char *
ask (sqlite3 *db, const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (statement, i));
      g_string_append_c (text, '\n');
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return g_string_free (text, FALSE);
}

/* The queries that read all tables of the file, with the columns that they have now. */
static GPtrArray *
make_queries (const char *path)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  text = ask (db, "SELECT 'SELECT ' || (SELECT group_concat ('\"' || name || '\"') FROM "
                  "pragma_table_info (t.name)) || ' FROM ' || t.name || ' ORDER BY 1' || "
                  "iif ((SELECT count (*) FROM pragma_table_info (t.name)) > 1, ', 2', '') FROM "
                  "sqlite_schema AS t WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  lines = g_strsplit (text, "|\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      GString *query = g_string_new (lines[i]);

      /* D6: older programs gave them one */
      g_string_replace (query, "\"stage\"",
                        "iif (status IN ('received', 'declined', 'expired'), NULL, stage)", 0);
      g_ptr_array_add (queries, g_string_free (query, FALSE));
    }
  sqlite3_close (db);
  return queries;
}

/* The tables that have other names by now. */
static const struct
{
  const char *old;
  const char *now;
} renamed[] = {
  { "told", "notified" },
  { "walk", "sync_cursor" },
  { "swept", "reconciled" },
  { "doubt", "unconfirmed_create" },
  { "known_customer", "suggested_customer" },
  { "known_member", "suggested_member" },
  { "known_solution", "suggested_solution" },
  { "denied", "denied_permission" },
  { "kept_form", "unsaved_form" },
};

/* The query, with the name that its table has in this file. */
static char *
now_called (sqlite3 *db, const char *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (renamed); i++)
    {
      g_autofree char *old = g_strconcat (" FROM ", renamed[i].old, " ", NULL);
      g_autofree char *now = g_strconcat (" FROM ", renamed[i].now, " ", NULL);
      g_auto (GStrv) parts = g_strsplit (query, old, 2);

      if (g_strv_length (parts) == 2 &&
          sqlite3_table_column_metadata (db, NULL, renamed[i].now, NULL, NULL, NULL, NULL, NULL,
                                         NULL) == SQLITE_OK)
        return g_strjoinv (now, parts);
    }
  return g_strdup (query);
}

static char *
dump (const char *path, GPtrArray *queries)
{
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  for (guint i = 0; i < queries->len; i++)
    {
      g_autofree char *query = now_called (db, g_ptr_array_index (queries, i));
      g_autofree char *rows = ask (db, query);

      g_string_append_printf (text, "%s\n%s", (char *) g_ptr_array_index (queries, i), rows);
    }
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

static char *
ask_file (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *text;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  text = ask (db, sql);
  sqlite3_close (db);
  return text;
}

static void
open_store (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

/* What rows taught is learned anew with them, in the order of their stamps, and what they are found
 * by is made anew. */
static void
keep_derived (GPtrArray *queries)
{
  for (guint i = queries->len; i > 0; i--)
    if (strstr (g_ptr_array_index (queries, i - 1), " FROM known_") != NULL ||
        strstr (g_ptr_array_index (queries, i - 1), " FROM deal_search") != NULL)
      g_ptr_array_remove_index (queries, i - 1);
}

/* Every row of every table, as it was; and what the store says about it. */
static void
test_full_outbox (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) queries = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (GArray) drafts = NULL;
  g_autofree char *before = NULL, *after = NULL, *version = NULL, *check = NULL, *history = NULL;
  CosellOutboxCounts counts;
  const Fixture *fixture = data;

  load_old (test, fixture);
  queries = make_queries (test->path);
  g_assert_cmpuint (queries->len, ==, fixture->n_tables);
  before = dump (test->path, queries);
  open_store (test);
  after = dump (test->path, queries);
  g_assert_cmpstr (after, ==, before);
  keep_derived (queries);
  g_free (before);
  before = dump (test->path, queries); /* nobody has looked at it yet */
  version = ask_file (test->path, "PRAGMA user_version");
  g_assert_cmpstr (version, ==, G_STRINGIFY (ST_VERSION) "|\n");
  check = ask_file (test->path, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok|\n");

  outbox = st_outbox (test->store);
  g_assert_cmpuint (outbox->len, ==, fixture->n_outbox);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.parked, ==, fixture->parked);
  g_assert_cmpint (counts.conflicts, ==, fixture->conflicts);
  g_assert_cmpint (counts.held, ==, fixture->n_held);
  drafts = st_drafts (test->store);
  g_assert_cmpuint (drafts->len, ==, 1);
  history = st_history (test->store, fixture->deal);
  g_assert_cmpstr (history, !=, "");
  /* rows are derived anew by now */
  cosell_take_str (&after, dump (test->path, queries));
  g_assert_cmpstr (after, ==, before);
}

/* What waited is worked on as before: a conflict is decided, a held change goes out. */
static void
test_goes_on (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const Fixture *fixture = data;

  load_old (test, fixture);
  open_store (test);
  g_assert_true (st_act (test->store, cosell_store_discard, fixture->conflict, &error));
  g_assert_no_error (error);
  g_assert_true (st_act (test->store, cosell_store_retry, fixture->held, &error));
  g_assert_no_error (error);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, fixture->held);
  {
    g_autofree char *name = st_value (test->store, fixture->deal, "/name");

    g_assert_cmpstr (name, ==, "\"Theirs\"");
  }
}

/* Does the upgrade as the program does it, and dies before the end of it. */
static void
upgrade_and_die (const char *path, const Fixture *fixture)
{
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", fixture->version + 1);
  g_autofree char *file = g_build_filename (g_getenv ("COSELL_TEST_DATA"), "..", "src", "store",
                                            "migrations", fixture->next, NULL);
  g_autofree char *sql = NULL;
  sqlite3 *db = NULL;

  if (!g_file_get_contents (file, &sql, NULL, NULL) || sqlite3_open (path, &db) != SQLITE_OK ||
      sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA cache_size = 1; BEGIN IMMEDIATE", NULL,
                    NULL, NULL) != SQLITE_OK ||
      sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_exec (db, version, NULL, NULL, NULL) != SQLITE_OK)
    _exit (1);
  kill (getpid (), SIGKILL);
}

static void
test_interrupted (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) queries = NULL;
  g_autofree char *before = NULL, *between = NULL, *after = NULL, *version = NULL;
  g_autofree char *old = NULL;
  const Fixture *fixture = data;
  pid_t child;
  int status;

  load_old (test, fixture);
  queries = make_queries (test->path);
  before = dump (test->path, queries);
  child = fork ();
  if (child == 0)
    upgrade_and_die (test->path, fixture);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  version = ask_file (test->path, "PRAGMA user_version");
  old = g_strdup_printf ("%d|\n", fixture->version);
  g_assert_cmpstr (version, ==, old);
  between = dump (test->path, queries);
  g_assert_cmpstr (between, ==, before);
  open_store (test);
  after = dump (test->path, queries);
  g_assert_cmpstr (after, ==, before);
}

static gboolean
undo_job (CosellStore *store, gint64 deal, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };

  return cosell_store_undo (store, deal, &outcome, error) && outcome.refusal == NULL;
}

static gboolean
redo_job (CosellStore *store, gint64 deal, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };

  return cosell_store_redo (store, &outcome, error) && outcome.refusal == NULL;
}

static void
assert_entry (StoreTest *test, gint64 seq, CosellOutboxState state)
{
  g_autoptr (GPtrArray) entries = st_outbox (test->store);
  gboolean found = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->seq != seq)
        continue;
      found = TRUE;
      g_assert_cmpint (entry->state, ==, state);
      g_assert_true (state == COSELL_OUTBOX_STATE_PARKED || !entry->held);
    }
  g_assert_true (found);
}

/* P11: what was done before the upgrade is undone and done again from records that do not know the
 * newer columns. */
static void
test_undo (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const Fixture *fixture = data;

  load_old (test, fixture);
  open_store (test);
  assert_entry (test, fixture->held, COSELL_OUTBOX_STATE_PARKED);
  g_assert_true (st_act (test->store, undo_job, DEAL_OF_HELD, &error));
  g_assert_no_error (error);
  assert_entry (test, fixture->held, COSELL_OUTBOX_STATE_PENDING);
  g_assert_true (st_act (test->store, redo_job, 0, &error));
  g_assert_no_error (error);
  assert_entry (test, fixture->held, COSELL_OUTBOX_STATE_PARKED);
}

static void
add (const char *name, const Fixture *fixture, void (*func) (StoreTest *test, gconstpointer data))
{
  g_autofree char *path = g_strdup_printf ("/upgrade/P9-%s-%d", name, fixture->version);

  g_test_add (path, StoreTest, fixture, store_test_set_up, func, store_test_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      add ("full-outbox", &fixtures[i], test_full_outbox);
      add ("goes-on", &fixtures[i], test_goes_on);
      add ("interrupted", &fixtures[i], test_interrupted);
    }
  add ("P11-undo", &fixtures[1], test_undo);
  return g_test_run ();
}
