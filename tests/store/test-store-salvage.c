/* P10: files that are really damaged. What waits to be sent and what is being written is in the new
 * database, the old file is kept, and the words say so. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-test.h"

#include "store/cosell-store-private.h"
#include "store/cosell-store-salvage.h"
#include "store/cosell-store-undo.h"
#include "store/cosell-store-unsaved.h"
#include "store/cosell-store-views.h"

#define N_DEALS 60
#define PAGE 8192
#define DRAFT "{\"name\":\"A draft\",\"customer\":{\"name\":\"Contoso AB\"}}"

static const char *const tables[] = { "deal",     "deal_search",  "referral", "document",
                                      "outbox",   "history",      "meta",     "suggested_customer",
                                      "undo",     "unsaved_form", "view",     "crm",
                                      "crm_link", "crm_log" };

/* --- a profile with something of everything --- */

/* P1, P11: a text of a form, and a deleted draft that can be brought back. */
static gboolean
keep_job (CosellStore *store, gpointer data, GError **error)
{
  const gint64 *draft = data;
  g_autoptr (CosellStoreMemento) before = cosell_store_capture_deal (store, *draft, error);

  const char *const columns[] = { "name", "value", NULL };
  g_autoptr (CosellView) view =
      cosell_view_new ("Won", "status:won", columns, "-value", NULL, error);

  return before != NULL && cosell_store_unsaved_put (store, 1, "note", "typed", error) &&
         view != NULL && cosell_store_put_view (store, view, error) &&
         cosell_store_delete_draft (store, *draft, NULL, error) &&
         cosell_store_record (store, *draft, before, NULL, error);
}

static gboolean
undo_job (CosellStore *store, gpointer data, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };

  return cosell_store_undo (store, 0, &outcome, error) && outcome.deals->len == 1;
}

static gboolean
redo_job (CosellStore *store, gpointer data, GError **error)
{
  g_auto (CosellUndoOutcome) outcome = { 0 };

  return cosell_store_redo (store, &outcome, error) && outcome.deals->len == 1;
}

static void
fill (StoreTest *test)
{
  g_autofree char *own = NULL;
  g_autofree char *microsoft = NULL;
  g_autofree char *notes = st_noise (3000);
  gint64 waiting, deleted;

  st_set_account (test->store, "https://api.example", NULL);
  for (int i = 0; i < N_DEALS; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012d", i);
      g_autofree char *engagement = g_strdup_printf ("eeeeeeee-0000-4000-8000-%012d", i);
      g_autofree char *members = g_strdup_printf (", 'extra': '%s'", notes);

      st_put_deal (test->store, id, engagement, ST_ORG, i, members);
    }
  st_set_meta (test->store, "cursor", "2026-11-22T08:00:00Z");
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012d", i * 20);

      st_set (test->store, st_find (test->store, id, NULL), "crmId", "CRM-1");
    }
  st_execute (test->store, "UPDATE outbox SET group_id = 9");
  st_execute (
      test->store,
      "INSERT INTO crm (name, kind, url, settings, mark, compared_at, previewed) VALUES "
      "('Sales', 'dynamics', 'https://org.example', '{\"rule\":\"mine\"}', 7, 8, 1);"
      "INSERT INTO crm_link SELECT id, 'Sales', 'opp-' || id, 'linked', id % 2, 0, 0, 0, NULL, "
      "'{\"baseCrm\":{\"name\":\"Base\"}}' FROM deal WHERE id <= 4;"
      "INSERT INTO crm_log (deal, at, crm, to_crm, field, value, result) "
      "SELECT id, 5, 'Sales', 1, 'name', 'Base', 'written' FROM deal WHERE id <= 4;");
  st_save_draft (test->store, 0, DRAFT, "A draft", NULL);
  st_save_draft (test->store, 0, DRAFT, "Another draft", NULL);
  waiting = st_save_draft (test->store, 0, DRAFT, "A deal that waits", NULL);
  own = st_referral ("", "ffffffff-0000-4000-8000-000000000001", ST_ORG, 1, "");
  microsoft = json_printf ("{'engagementId':'ffffffff-0000-4000-8000-000000000001','target':"
                           "[{'id':'msft','type':'Organization'}]}");
  st_submit (test->store, waiting, own, microsoft, NULL);
  deleted = st_save_draft (test->store, 0, DRAFT, "Deleted", NULL);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, keep_job, &deleted, NULL));
}

static void
close_store (StoreTest *test)
{
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

static gint64
ask (const char *path, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : -1;
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

static void
overwrite (const char *path, gint64 offset, gsize length, char with)
{
  g_autofree char *garbage = g_strnfill (length, with);
  int fd = g_open (path, O_WRONLY, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, garbage, length, offset), ==, (gssize) length);
  close (fd);
}

/* Reads every row; an error of a damaged page leads to the repair. Returns: whether all was well */
static gboolean
read_all_job (CosellStore *store, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", tables[i]);
      g_autoptr (CosellStatement) statement = cosell_store_prepare (store, sql, error);
      CosellStep step;

      if (statement == NULL)
        return FALSE;
      while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
        for (int n = 0; n < sqlite3_column_count (statement); n++)
          sqlite3_column_bytes (statement, n);
      if (step != COSELL_STEP_DONE)
        return FALSE;
    }
  return TRUE;
}

/* Opens the damaged file and works with it until it is sound. Returns: what a person is told */
static char *
open_and_repair (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  if (!cosell_store_run (test->store, COSELL_STORE_READ, read_all_job, NULL, &error))
    {
      g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT);
      g_test_message ("%s", error->message);
      g_clear_error (&error);
      cosell_store_run (test->store, COSELL_STORE_READ, read_all_job, NULL, &error);
      g_assert_no_error (error);
    }
  return st_meta (test->store, COSELL_META_REPAIRED);
}

static char *
find_aside (StoreTest *test)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "cosell.db.damaged-") && !g_str_has_suffix (name, "-wal") &&
        !g_str_has_suffix (name, ".json"))
      return g_build_filename (test->folder, name, NULL);
  return NULL;
}

static void
assert_sound (StoreTest *test)
{
  g_autofree char *fresh = g_strconcat (test->path, ".new", NULL);
  struct stat info;

  g_assert_cmpint (ask (test->path, "SELECT count(*) FROM pragma_integrity_check WHERE "
                                    "integrity_check <> 'ok'"),
                   ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (ask (test->path, "PRAGMA user_version"), ==, ST_VERSION);
  g_assert_cmpint (g_stat (test->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

/* All that was made here is there. */
static void
assert_all_saved (StoreTest *test, const char *notice)
{
  g_autoptr (GPtrArray) outbox = st_outbox (test->store);
  g_autoptr (GArray) drafts = st_drafts (test->store);
  g_autofree char *url = st_meta (test->store, "account-url");
  g_autofree char *aside = find_aside (test);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (outbox->len, ==, 5);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM outbox WHERE group_id = 9"), ==, 3);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (url, ==, "https://api.example");
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "5 changes that wait to be sent and 2 drafts"));
  g_assert_nonnull (aside);
  name = g_path_get_basename (aside);
  g_assert_nonnull (strstr (notice, name));
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM unsaved_form WHERE text = 'typed'"), ==,
                   1);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM view WHERE name = 'Won' AND query = "
                                    "'status:won' AND sort = '-value'"),
                   ==, 1);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM crm_link JOIN crm ON name = crm WHERE "
                                    "opportunity = 'opp-' || deal AND held = deal % 2 AND "
                                    "data LIKE '%baseCrm%' AND settings LIKE '%mine%' AND "
                                    "mark = 7 AND compared_at IS NULL AND previewed"),
                   ==, 4);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM crm_log WHERE field = 'name' AND "
                                    "old IS NULL AND result = 'written'"),
                   ==, 4);
  /* what was done can be undone */
  cosell_store_run (test->store, COSELL_STORE_WRITE, undo_job, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM deal WHERE status = 'draft'"), ==, 3);
  cosell_store_run (test->store, COSELL_STORE_WRITE, redo_job, NULL, &error);
  g_assert_no_error (error);
}

static gint64
root_of (StoreTest *test, const char *name)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", name);

  return ask (test->path, sql);
}

/* Every page that a table stands on. */
static void
overwrite_pages (StoreTest *test, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT pageno FROM dbstat WHERE name = '%s'", name);
  g_autoptr (GArray) pages = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 page = sqlite3_column_int64 (statement, 0);

      g_array_append_val (pages, page);
    }
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpuint (pages->len, >, 0);
  for (guint i = 0; i < pages->len; i++)
    overwrite (test->path, (g_array_index (pages, gint64, i) - 1) * PAGE, PAGE, 'x');
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/salvage/" name, StoreTest, data, store_test_set_up, func, store_test_tear_down)

/* --- damages --- */

/* A page that what waits does not stand on: everything of that is there, whatever it was. */
static void
test_other_page (StoreTest *test, gconstpointer data)
{
  static const char *const places[] = {
    "deal_search",  "history",         "suggested_customer",
    "deal_by_name", "history_by_deal", "referral_by_engagement"
  };

  fill (test);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *notice = NULL;
      g_autofree char *aside = NULL;

      g_test_message ("%s", places[i]);
      close_store (test);
      overwrite (test->path, (root_of (test, places[i]) - 1) * PAGE, PAGE, 'x');
      notice = open_and_repair (test);
      if (notice == NULL) /* an index is noticed only by who uses it */
        {
          g_autoptr (GError) error = NULL;

          g_assert_true (g_str_has_prefix (places[i], "deal_by") ||
                         g_str_has_suffix (places[i], "_by_deal") ||
                         g_str_has_suffix (places[i], "_by_engagement"));
          close_store (test);
          g_unlink (test->path);
          test->store = cosell_store_new (test->path, test->clock, &error);
          g_assert_no_error (error);
          fill (test);
          continue;
        }
      assert_all_saved (test, notice);
      assert_sound (test);
      st_set_meta (test->store, COSELL_META_REPAIRED, NULL);
      aside = find_aside (test);
      g_unlink (aside);
    }
}

/* A CRM of the same name may be another one: deals are not linked to it. */
static void
test_crm (StoreTest *test, gconstpointer data)
{
  g_autofree char *notice = NULL;

  fill (test);
  close_store (test);
  overwrite_pages (test, "crm");
  notice = open_and_repair (test);
  g_assert_nonnull (notice);
  assert_sound (test);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM crm"), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM crm_link"), ==, 0);
  g_assert_cmpint (ask (test->path, "SELECT count (*) FROM crm_log"), ==, 4);
}

/* Documents of the service are read again; changes of them wait on. */
static void
test_documents (StoreTest *test, gconstpointer data)
{
  g_autofree char *notice = NULL;
  g_autofree char *cursor = NULL;

  fill (test);
  close_store (test);
  overwrite_pages (test, "document");
  notice = open_and_repair (test);
  assert_sound (test);
  {
    g_autoptr (GPtrArray) outbox = st_outbox (test->store);
    g_autoptr (GArray) drafts = st_drafts (test->store);

    /* the deal that waited has lost its body, and is its draft again */
    g_assert_cmpuint (outbox->len, ==, 3);
    g_assert_cmpuint (drafts->len, ==, 3);
  }
  cursor = st_meta (test->store, "cursor");
  g_assert_null (cursor);
  /* the next pull brings it back under the change */
  st_put_deal (test->store, "aaaaaaaa-0000-4000-8000-000000000000",
               "eeeeeeee-0000-4000-8000-000000000000", ST_ORG, 0, "");
  {
    gint64 deal = st_find (test->store, "aaaaaaaa-0000-4000-8000-000000000000", NULL);
    g_autofree char *crm = st_value (test->store, deal, "/externalReferenceId");

    g_assert_cmpstr (crm, ==, "\"CRM-1\"");
  }
}

static void
test_header (StoreTest *test, gconstpointer data)
{
  g_autofree char *notice = NULL;

  fill (test);
  close_store (test);
  overwrite (test->path, 0, GPOINTER_TO_SIZE (data), 'x');
  notice = open_and_repair (test);
  assert_all_saved (test, notice);
  assert_sound (test);
}

/* The end of the file is gone. */
static void
test_truncated (StoreTest *test, gconstpointer data)
{
  g_autofree char *notice = NULL;
  g_autofree char *aside = NULL;
  struct stat info;

  fill (test);
  close_store (test);
  g_assert_cmpint (g_stat (test->path, &info), ==, 0);
  g_assert_cmpint (truncate (test->path, info.st_size * 3 / 4 + 100), ==, 0);
  notice = open_and_repair (test);
  assert_sound (test);
  g_assert_nonnull (notice);
  aside = find_aside (test);
  g_assert_nonnull (aside);
  g_assert_cmpint (g_stat (aside, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

/* Any page, any time: never a crash, always a sound file in the end, and what was not read stands
 * in the old one. */
static void
test_random_pages (StoreTest *test, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  g_autofree char *template = NULL;
  gsize length;
  guint repaired = 0;

  fill (test);
  close_store (test);
  g_assert_true (g_file_get_contents (test->path, &template, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *notice = NULL;
      g_autofree char *aside = NULL;
      guint n = (guint) g_rand_int_range (rand, 1, 4);

      g_assert_true (g_file_set_contents_full (test->path, template, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      for (guint p = 0; p < n; p++)
        overwrite (test->path, g_rand_int_range (rand, 1, (gint32) (length / PAGE)) * PAGE, PAGE,
                   (char) g_rand_int_range (rand, 0, 256));
      notice = open_and_repair (test);
      repaired += notice != NULL;
      close_store (test);
      if (notice != NULL)
        assert_sound (test);
      aside = find_aside (test);
      if (aside != NULL)
        g_unlink (aside);
    }
  g_test_message ("%u of 60 repaired", repaired);
  g_assert_cmpuint (repaired, >, 20);
  test->store = cosell_store_new (test->path, test->clock, NULL);
}

/* The exchange of the files was interrupted: the new one takes its place. */
static void
test_interrupted (StoreTest *test, gconstpointer data)
{
  g_autofree char *fresh = g_strconcat (test->path, ".new", NULL);
  g_autoptr (GError) error = NULL;

  fill (test);
  close_store (test);
  g_assert_cmpint (g_rename (test->path, fresh), ==, 0);
  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  {
    g_autoptr (GPtrArray) outbox = st_outbox (test->store);

    g_assert_cmpuint (outbox->len, ==, 5);
  }
}

/* Another program repaired it: this one goes on with the new file. */
static void
test_two_programs (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellStore) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  fill (test);
  close_store (test);
  overwrite (test->path, (root_of (test, "history") - 1) * PAGE, PAGE, 'x');
  other = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  notice = open_and_repair (test);
  assert_all_saved (test, notice);
  st_set_meta (other, "of-other", "kept");
  {
    g_autofree char *value = st_meta (test->store, "of-other");

    g_assert_cmpstr (value, ==, "kept");
  }
  cosell_store_close (other);
}

/* --- no room --- */

static gboolean
write_large_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_set_meta (store, "large", data, error);
}

/* P10, ENOSPC as the system says it: a readable error, nothing half done, and on with room again.
 */
static void
test_no_room (StoreTest *test, gconstpointer data)
{
  g_autofree char *large = g_strnfill (4 * 1024 * 1024, 'x');
  struct rlimit old, limit;
  g_autoptr (GError) error = NULL;

  fill (test);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = 1024 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (
      cosell_store_run (test->store, COSELL_STORE_WRITE, write_large_job, large, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "free some space"));
  g_clear_error (&error);
  cosell_store_run (test->store, COSELL_STORE_WRITE, write_large_job, large, &error);
  g_assert_no_error (error);
  {
    g_autoptr (GPtrArray) outbox = st_outbox (test->store);

    g_assert_cmpuint (outbox->len, ==, 5);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("P10-other-page", NULL, test_other_page);
  ADD ("P10-crm", NULL, test_crm);
  ADD ("P10-documents", NULL, test_documents);
  ADD ("P10-header", GSIZE_TO_POINTER (100), test_header);
  ADD ("P10-first-page", GSIZE_TO_POINTER (PAGE), test_header);
  ADD ("P10-truncated", NULL, test_truncated);
  ADD ("P10-random-pages", NULL, test_random_pages);
  ADD ("P10-interrupted", NULL, test_interrupted);
  ADD ("P10-two-programs", NULL, test_two_programs);
  ADD ("P10-no-room", NULL, test_no_room);
  return g_test_run ();
}
