/* P10: every page of a profile is damaged in turn, with zeros and with noise: what waits to be sent
 * and what is being written is saved, but for the rows that stood on the page itself. And files of
 * which little or nothing is left. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "store-test.h"

#include "store/cosell-store-private.h"
#include "store/cosell-store-salvage.h"
#include "store/cosell-store-undo.h"
#include "store/cosell-store-unsaved.h"

#define N_DEALS 24
#define N_DRAFTS 24
#define PAGE 8192

#define ADD(name, func)                                                                            \
  g_test_add ("/salvage/" name, StoreTest, NULL, store_test_set_up, func, store_test_tear_down)

/* --- a profile whose own part stands on many pages --- */

static gboolean
keep_job (CosellStore *store, gpointer data, GError **error)
{
  g_autofree char *text = g_strnfill (3000, 't');

  for (gint64 deal = 1; deal <= 6; deal++)
    {
      g_autofree char *typed = g_strdup_printf ("%s %d", text, (int) deal);

      if (!cosell_store_unsaved_put (store, deal, "note", typed, error))
        return FALSE;
    }
  return TRUE;
}

/* P11: a deleted draft that can be brought back. */
static gboolean
delete_job (CosellStore *store, gpointer data, GError **error)
{
  const gint64 *draft = data;
  g_autoptr (CosellStoreMemento) before = cosell_store_capture_deal (store, *draft, error);

  return before != NULL && cosell_store_delete_draft (store, *draft, NULL, error) &&
         cosell_store_record (store, *draft, before, NULL, error);
}

typedef struct
{
  gint64 deal;
  CosellStoreMemento *before; /* (owned) */
} Action;

static gboolean
begin_job (CosellStore *store, gpointer data, GError **error)
{
  Action *action = data;

  action->before = cosell_store_capture_deal (store, action->deal, error);
  return action->before != NULL;
}

static gboolean
end_job (CosellStore *store, gpointer data, GError **error)
{
  Action *action = data;

  return cosell_store_record (store, action->deal, action->before, NULL, error);
}

/* P11: an edit that can be taken back. */
static void
edit (CosellStore *store, gint64 deal)
{
  Action action = { deal };

  g_assert_true (cosell_store_run (store, COSELL_STORE_WRITE, begin_job, &action, NULL));
  st_set (store, deal, "crmId", "CRM-1");
  g_assert_true (cosell_store_run (store, COSELL_STORE_WRITE, end_job, &action, NULL));
  cosell_store_memento_free (action.before);
}

static char *
make_draft (guint i, guint length)
{
  g_autofree char *notes = g_strnfill (length, (char) ('a' + i % 26));

  return g_strdup_printf ("{\"name\":\"Draft %u\",\"notes\":\"%s\"}", i, notes);
}

static void
fill_deals (CosellStore *store)
{
  g_autofree char *extra = st_noise (2000);

  for (int i = 0; i < N_DEALS; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012d", i);
      g_autofree char *engagement = g_strdup_printf ("eeeeeeee-0000-4000-8000-%012d", i);
      g_autofree char *members = g_strdup_printf (", 'extra': '%s'", extra);
      g_autofree char *notes = g_strnfill (900, (char) ('A' + i));
      gint64 deal = st_put_deal (store, id, engagement, ST_ORG, i, members);

      if (i % 2 == 0)
        st_set (store, deal, "notes", notes);
    }
}

static void
fill (StoreTest *test)
{
  gint64 waiting, deleted;

  st_set_account (test->store, "https://api.example", NULL);
  fill_deals (test->store);
  for (gint64 deal = 2; deal <= 12; deal += 2)
    edit (test->store, deal);
  for (guint i = 0; i < N_DRAFTS; i++)
    {
      g_autofree char *draft = make_draft (i, i == 7 ? 30000 : 1500);

      st_save_draft (test->store, 0, draft, "A draft", NULL);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *engagement = g_strdup_printf ("ffffffff-0000-4000-8000-%012u", i);
      g_autofree char *own = st_referral ("", engagement, ST_ORG, 1, "");
      g_autofree char *microsoft =
          json_printf ("{'engagementId':'%s','target':[{'id':'msft','type':'Organization'}]}",
                       engagement);
      g_autofree char *draft = make_draft (i, 100);

      waiting = st_save_draft (test->store, 0, draft, "A deal that waits", NULL);
      st_submit (test->store, waiting, own, microsoft, NULL);
    }
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, keep_job, NULL, NULL));
  deleted = st_save_draft (test->store, 0, "{\"name\":\"Deleted\"}", "Deleted", NULL);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, delete_job, &deleted, NULL));
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

/* --- what is there --- */

static sqlite3 *
open_db (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  return db;
}

/* Every row of an answer as a text. Returns: (transfer full) a set */
static GHashTable *
ask (const char *path, const char *sql)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3 *db = open_db (path);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
      g_hash_table_add (rows, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return rows;
}

static guint
ask_count (const char *path, const char *sql)
{
  g_autoptr (GHashTable) rows = ask (path, sql);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, rows);
  return g_hash_table_iter_next (&iter, &key, NULL) ? (guint) g_ascii_strtoull (key, NULL, 10) : 0;
}

static guint
count_lost (GHashTable *before, GHashTable *after)
{
  GHashTableIter iter;
  gpointer key;
  guint lost = 0;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    lost += !g_hash_table_contains (after, key);
  return lost;
}

/* What exists only here; others: names of further tables that it cannot be without. */
static const struct
{
  const char *table;
  const char *sql;
  const char *others;
} own[] = {
  { "deal", "SELECT id || draft FROM deal WHERE status = 'draft' AND sync = 'draft'", "" },
  { "outbox",
    "SELECT seq || request_id || changes || deal || referral FROM outbox WHERE op = 'update'", "" },
  { "outbox", "SELECT seq || op || request_id || deal || referral FROM outbox WHERE op <> 'update'",
    "document" /* that is what it sends */ },
  { "unsaved_form", "SELECT id || form || text FROM unsaved_form", "" },
  { "undo", "SELECT id || before || after FROM undo", "document" },
  { "history", "SELECT id || path || coalesce (new, '') FROM history", "" },
  { "meta",
    "SELECT key || value FROM meta WHERE key NOT IN ('repaired', 'cursor') AND "
    "key NOT LIKE 'sweep-%'",
    "" },
  { "undo_entry", "SELECT undo || '-' || seq FROM undo_entry", "undo document" },
};

typedef struct
{
  guint number;
  char *table; /* (owned) whose page it is; "" for a free one */
  gboolean inner;
  guint n_rows; /* that may be lost with it */
} PlacedPage;

static void
placed_page_clear (gpointer data)
{
  g_free (((PlacedPage *) data)->table);
}

/* As SQLite itself says. */
static GArray *
find_pages (const char *path)
{
  GArray *pages = g_array_new (FALSE, TRUE, sizeof (PlacedPage));
  sqlite3 *db = open_db (path);
  sqlite3_stmt *statement = NULL;

  g_array_set_clear_func (pages, placed_page_clear);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT pageno, name, pagetype, ncell FROM dbstat ORDER BY "
                                       "pageno",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      PlacedPage page = { (guint) sqlite3_column_int64 (statement, 0),
                          g_strdup ((const char *) sqlite3_column_text (statement, 1)) };
      const char *type = (const char *) sqlite3_column_text (statement, 2);

      page.inner = g_str_equal (type, "internal");
      page.n_rows =
          g_str_equal (type, "overflow") ? 1 : (guint) sqlite3_column_int64 (statement, 3);
      g_array_append_val (pages, page);
    }
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return pages;
}

/* --- damage --- */

static void
remove_all_but (StoreTest *test, const char *keep)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (keep == NULL || strcmp (name, keep) != 0)
      {
        g_autofree char *path = g_build_filename (test->folder, name, NULL);

        g_unlink (path);
      }
}

static void
write_file (StoreTest *test, const char *bytes, gsize length)
{
  g_assert_true (g_file_set_contents_full (test->path, bytes, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
damage (char *bytes, guint page, gboolean noise)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (page);

  for (guint i = 0; i < PAGE; i++)
    bytes[(page - 1) * PAGE + i] = noise ? (char) g_rand_int_range (rand, 0, 256) : 0;
}

static void
salvage (StoreTest *test)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;

  cosell_store_salvage (test->path, &notice, &error);
  g_assert_no_error (error);
  g_assert_nonnull (notice);
  g_assert_cmpuint (ask_count (test->path, "SELECT count(*) FROM pragma_integrity_check WHERE "
                                           "integrity_check <> 'ok'"),
                    ==, 0);
  g_assert_cmpuint (ask_count (test->path, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  /* what can be undone keeps its numbers */
  g_assert_cmpuint (ask_count (test->path,
                               "SELECT coalesce ((SELECT seq FROM sqlite_sequence WHERE "
                               "name = 'deal'), 0) < max (deal) FROM undo"),
                    ==, 0);
  g_assert_cmpuint (ask_count (test->path,
                               "SELECT coalesce ((SELECT seq FROM sqlite_sequence WHERE "
                               "name = 'outbox'), 0) < max (seq) FROM undo_entry"),
                    ==, 0);
}

static void
assert_saved (StoreTest *test, const PlacedPage *page, GHashTable **before)
{
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autoptr (GHashTable) after = ask (test->path, own[i].sql);
      guint lost = count_lost (before[i], after);

      if (strstr (own[i].others, page->table) != NULL && *page->table != '\0')
        continue;
      if (!g_str_equal (page->table, own[i].table) || page->inner)
        g_assert_cmpuint (lost, ==, 0);
      else
        g_assert_cmpuint (lost, <=, page->n_rows);
    }
}

static void
test_every_page (StoreTest *test, gconstpointer data)
{
  GHashTable *before[G_N_ELEMENTS (own)];
  g_autoptr (GArray) pages = NULL;
  g_autofree char *sound = NULL;
  gsize length;

  fill (test);
  pages = find_pages (test->path);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      before[i] = ask (test->path, own[i].sql);
      g_test_message ("%s: %u rows", own[i].table, g_hash_table_size (before[i]));
      g_assert_cmpuint (g_hash_table_size (before[i]), >, 0);
    }
  g_assert_true (g_file_get_contents (test->path, &sound, &length, NULL));
  g_assert_cmpuint (pages->len, >, 60);
  for (guint i = 0; i < 2 * pages->len; i++)
    {
      const PlacedPage *page = &g_array_index (pages, PlacedPage, i / 2);
      g_autofree char *bytes = g_memdup2 (sound, length);

      g_test_message ("page %u of %s%s, %s", page->number, page->table,
                      page->inner ? " (inner)" : "", i % 2 ? "noise" : "zeros");
      remove_all_but (test, NULL);
      damage (bytes, page->number, i % 2);
      write_file (test, bytes, length);
      salvage (test);
      assert_saved (test, page, before);
    }
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_hash_table_unref (before[i]);
}

/* What was committed but stands only in the log. */
static void
test_log (StoreTest *test, gconstpointer data)
{
  g_autofree char *log = g_strconcat (test->path, "-wal", NULL);
  g_autofree char *bytes = NULL, *logged = NULL;
  gsize length, log_length;

  fill (test);
  {
    g_autoptr (CosellStore) store = cosell_store_new (test->path, test->clock, NULL);

    st_save_draft (store, 0, "{\"name\":\"In the log\"}", "In the log", NULL);
    g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
    g_assert_true (g_file_get_contents (log, &logged, &log_length, NULL));
    cosell_store_close (store);
  }
  g_assert_cmpuint (log_length, >, PAGE);
  for (guint i = 0; i < 2; i++)
    {
      remove_all_but (test, NULL);
      damage (bytes, 1, i == 1);
      damage (bytes, 2, i == 1);
      write_file (test, bytes, length);
      g_assert_true (g_file_set_contents (log, logged, (gssize) log_length, NULL));
      salvage (test);
      g_assert_cmpuint (ask_count (test->path, "SELECT count(*) FROM deal WHERE status = 'draft'"),
                        ==, N_DRAFTS + 1);
    }
}

/* What was deleted stays deleted. */
static void
test_deleted (StoreTest *test, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  fill (test);
  {
    g_autoptr (CosellStore) store = cosell_store_new (test->path, test->clock, NULL);

    for (gint64 id = N_DEALS + 1; id <= N_DEALS + N_DRAFTS; id++)
      g_free (st_delete_draft (store, id, NULL));
    cosell_store_close (store);
  }
  g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
  damage (bytes, 1, TRUE);
  write_file (test, bytes, length);
  salvage (test);
  g_assert_cmpuint (ask_count (test->path, "SELECT count(*) FROM deal WHERE status = 'draft'"), ==,
                    0);
}

/* --- little or nothing is left --- */

static guint
count_aside (StoreTest *test)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, ".damaged-") != NULL && !g_str_has_suffix (name, "-wal");
  return n;
}

/* Opened as any program does: once it is told, then all is well. Returns: what was told */
static char *
open_twice (StoreTest *test)
{
  g_autoptr (GError) error = NULL;
  char *notice;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  notice = st_meta (test->store, COSELL_META_REPAIRED);
  g_assert_nonnull (notice);
  g_test_message ("%s", notice);
  st_set_meta (test->store, COSELL_META_REPAIRED, NULL);
  st_save_draft (test->store, 0, "{\"name\":\"New\"}", "New", NULL);
  cosell_store_close (test->store);
  g_clear_object (&test->store);
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  {
    g_autofree char *again = st_meta (test->store, COSELL_META_REPAIRED);

    g_assert_null (again);
  }
  g_assert_cmpuint (count_aside (test), ==, 1);
  return notice;
}

static void
test_nothing_left (StoreTest *test, gconstpointer data)
{
  static const char *const names[] = { "a page", "half a page", "a text", "zeros", "noise" };
  g_autofree char *bytes = NULL;
  gsize length;

  fill (test);
  g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *notice = NULL;

      g_test_message ("%s", names[i]);
      remove_all_but (test, NULL);
      if (i < 2)
        write_file (test, bytes, i == 0 ? PAGE : PAGE / 2);
      else if (i == 2)
        write_file (test, "Nothing but a text.\n", 20);
      else
        {
          g_autofree char *other = g_malloc0 (4 * PAGE);

          for (guint page = 1; page <= 4; page++)
            damage (other, page, i == 4);
          write_file (test, other, 4 * PAGE);
        }
      notice = open_twice (test);
      g_assert_nonnull (strstr (notice, "Nothing of it could be read"));
      g_assert_nonnull (strstr (notice, "account"));
      cosell_store_close (test->store);
      g_clear_object (&test->store);
    }
}

/* Half a file: what stands on the half that is there. */
static void
test_half (StoreTest *test, gconstpointer data)
{
  GHashTable *before[2];
  g_autofree char *bytes = NULL;
  guint lost = 0, all = 0;
  gsize length;

  fill (test);
  for (guint i = 0; i < 2; i++)
    before[i] = ask (test->path, own[i].sql);
  g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
  write_file (test, bytes, length / 2 + 100);
  salvage (test);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GHashTable) after = ask (test->path, own[i].sql);

      lost += count_lost (before[i], after);
      all += g_hash_table_size (before[i]);
    }
  g_test_message ("%u of %u drafts and changes lost", lost, all);
  g_assert_cmpuint (lost, <, all * 3 / 4);
  for (guint i = 0; i < 2; i++)
    g_hash_table_unref (before[i]);
}

/* Bytes that do not belong there stand before the beginning: everything is read from there. */
static void
test_shifted (StoreTest *test, gconstpointer data)
{
  g_autoptr (GHashTable) before = NULL, after = NULL;
  g_autofree char *bytes = NULL, *shifted = NULL;
  gsize length;
  g_autofree char *notice = NULL;

  fill (test);
  before = ask (test->path, own[0].sql);
  g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
  shifted = g_malloc0 (length + 3);
  memcpy (shifted, "\xef\xbb\xbf", 3);
  memcpy (shifted + 3, bytes, length);
  write_file (test, shifted, length + 3);
  notice = open_twice (test);
  after = ask (test->path, own[0].sql);
  g_assert_cmpuint (count_lost (before, after), ==, 0);
}

/* A database of another program, damaged or not, is none of ours. */
static void
test_foreign (StoreTest *test, gconstpointer data)
{
  g_autofree char *bytes = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, after_length;
  sqlite3 *db;

  fill (test);
  remove_all_but (test, NULL);
  db = open_db (test->path);
  g_assert_cmpint (sqlite3_exec (db,
                                 "PRAGMA page_size = 4096; PRAGMA application_id = 7; CREATE TABLE "
                                 "t (x); CREATE INDEX i ON t (x);",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (test->path, &bytes, &length, NULL));
  memset (bytes + 100, 'x', 100);
  write_file (test, bytes, length);
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "belongs to another program"));
  g_assert_true (g_file_get_contents (test->path, &after, &after_length, NULL));
  g_assert_cmpmem (bytes, length, after, after_length);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("P10-every-page", test_every_page);
  ADD ("P10-log", test_log);
  ADD ("P10-deleted", test_deleted);
  ADD ("P10-nothing-left", test_nothing_left);
  ADD ("P10-half", test_half);
  ADD ("P10-shifted", test_shifted);
  ADD ("P10-foreign", test_foreign);
  return g_test_run ();
}
