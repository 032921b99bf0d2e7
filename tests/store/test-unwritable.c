/* P10: a full disk, and a folder that may not be written: everything can be read, nothing is said
 * to be lost, and it goes on once there is room again. */
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "store-test.h"

#define DRAFT "{\"name\":\"A draft\"}"

/* --- a disk without room: nothing can be written into any file --- */

static struct rlimit room;

static void
take_room (void)
{
  struct rlimit none;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &room), ==, 0);
  none = room;
  none.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
}

static void
give_room (void)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &room), ==, 0);
}

/* --- */

static void
close_store (StoreTest *test)
{
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

static void
open_store (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

static gint64
fill (StoreTest *test)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");

  st_set (test->store, deal, "crmId", "CRM-1");
  st_save_draft (test->store, 0, DRAFT, "A draft", NULL);
  return deal;
}

/* A killed program leaves its last changes in the log. */
static void
leave_log (StoreTest *test)
{
  static const char *const ends[] = { "", "-wal" };
  char *bytes[2];
  gsize lengths[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_strconcat (test->path, ends[i], NULL);

      g_assert_true (g_file_get_contents (path, &bytes[i], &lengths[i], NULL));
    }
  g_assert_cmpuint (lengths[1], >, 0);
  close_store (test);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_strconcat (test->path, ends[i], NULL);

      g_assert_true (g_file_set_contents_full (path, bytes[i], (gssize) lengths[i],
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      g_free (bytes[i]);
    }
}

/* By the worker and by the connection of the window. */
static void
assert_readable (StoreTest *test, gint64 deal, guint n_drafts)
{
  g_autoptr (GPtrArray) outbox = st_outbox (test->store);
  g_autoptr (GArray) drafts = st_drafts (test->store);
  g_autofree char *history = st_history (test->store, deal);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cosell_store_read_rows (test->store, &deal, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpuint (drafts->len, ==, n_drafts);
  g_assert_nonnull (strstr (history, "CRM-1"));
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_nonnull (g_ptr_array_index (rows, 0));
}

static void
assert_refused (StoreTest *test, CosellStoreError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  st_save_draft (test->store, 0, DRAFT, "Another", &error);
  g_test_message ("%s", error->message);
  g_assert_error (error, COSELL_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, test->folder));
  g_assert_nonnull (strstr (error->message, "Nothing was changed"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_full (StoreTest *test, gconstpointer data)
{
  gint64 deal = fill (test);

  if (data != NULL)
    leave_log (test);
  else
    close_store (test);
  take_room ();
  open_store (test);
  assert_readable (test, deal, 1);
  assert_refused (test, COSELL_STORE_ERROR_FULL, "free some space");
  assert_readable (test, deal, 1);
  give_room ();
  /* the same program goes on */
  g_assert_cmpint (st_save_draft (test->store, 0, DRAFT, "Another", NULL), >, 0);
  assert_readable (test, deal, 2);
  close_store (test);
  open_store (test);
  assert_readable (test, deal, 2);
}

/* The disk fills up while it is open. */
static void
test_fills (StoreTest *test, gconstpointer data)
{
  gint64 deal = fill (test);

  take_room ();
  assert_refused (test, COSELL_STORE_ERROR_FULL, "free some space");
  assert_readable (test, deal, 1);
  give_room ();
  g_assert_cmpint (st_save_draft (test->store, 0, DRAFT, "Another", NULL), >, 0);
}

/* What another program writes meanwhile is seen. */
static void
test_others (StoreTest *test, gconstpointer data)
{
  gint64 deal = fill (test);
  g_autoptr (CosellStore) other = NULL;
  g_autoptr (GError) error = NULL;

  close_store (test);
  take_room ();
  open_store (test);
  give_room ();
  assert_readable (test, deal, 1);
  other = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
  g_assert_cmpint (st_save_draft (other, 0, DRAFT, "Another", NULL), >, 0);
  assert_readable (test, deal, 2);
  cosell_store_close (other);
}

/* P9: a profile of an older program. */
static void
test_old (StoreTest *test, gconstpointer data)
{
  g_autofree char *file =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "store", "schema-1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GArray) drafts = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  sqlite3 *db;

  close_store (test);
  g_unlink (test->path);
  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (file, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  take_room ();
  open_store (test);
  drafts = st_drafts (test->store);
  outbox = st_outbox (test->store);
  g_assert_cmpuint (drafts->len + outbox->len, >, 0);
  give_room ();
}

/* --- a folder that may not be written --- */

static void
set_modes (StoreTest *test, guint folder, guint file)
{
  g_assert_cmpint (g_chmod (test->folder, (int) folder), ==, 0);
  g_assert_cmpint (g_chmod (test->path, (int) file), ==, 0);
}

/* Permissions do not hold for root, unless it says so for this thread (and those that it makes). */
static gboolean
heed_permissions (void)
{
  struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = { 0 };

  if (geteuid () != 0)
    return TRUE;
  if (syscall (SYS_capget, &head, sets) != 0)
    return FALSE;
  sets[0].effective &= ~(1u << CAP_DAC_OVERRIDE | 1u << CAP_DAC_READ_SEARCH);
  return syscall (SYS_capset, &head, sets) == 0;
}

static void
test_folder (StoreTest *test, gconstpointer data)
{
  gint64 deal = fill (test);

  if (data != NULL)
    leave_log (test);
  else
    close_store (test);
  set_modes (test, 0555, 0400);
  if (!heed_permissions ())
    {
      g_test_skip ("permissions do not hold for this user");
      return;
    }
  open_store (test);
  assert_readable (test, deal, 1);
  assert_refused (test, COSELL_STORE_ERROR_READ_ONLY, "make it");
  set_modes (test, 0700, 0600);
  g_assert_cmpint (st_save_draft (test->store, 0, DRAFT, "Another", NULL), >, 0);
  assert_readable (test, deal, 2);
}

/* The file may be written, but no log beside it. */
static void
test_no_log (StoreTest *test, gconstpointer data)
{
  gint64 deal = fill (test);

  close_store (test);
  set_modes (test, 0555, 0600);
  if (!heed_permissions ())
    {
      g_test_skip ("permissions do not hold for this user");
      return;
    }
  open_store (test);
  assert_readable (test, deal, 1);
  assert_refused (test, COSELL_STORE_ERROR_READ_ONLY, "make it");
  set_modes (test, 0700, 0600);
}

/* The index of the log cannot be made: something else stands in its place. */
static void
test_no_index (StoreTest *test, gconstpointer data)
{
  g_autofree char *index = g_strconcat (test->path, "-shm", NULL);
  gint64 deal = fill (test);
  g_autoptr (GError) error = NULL;

  close_store (test);
  g_assert_cmpint (g_mkdir (index, 0700), ==, 0);
  open_store (test);
  assert_readable (test, deal, 1);
  assert_refused (test, COSELL_STORE_ERROR_READ_ONLY, "writable");
  g_assert_cmpint (g_rmdir (index), ==, 0);
  st_save_draft (test->store, 0, DRAFT, "Another", &error);
  g_assert_no_error (error);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/unwritable/" name, StoreTest, data, store_test_set_up, func, store_test_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("P10-full", NULL, test_full);
  ADD ("P10-full-log", GINT_TO_POINTER (1), test_full);
  ADD ("P10-fills", NULL, test_fills);
  ADD ("P10-others", NULL, test_others);
  ADD ("P10-old", NULL, test_old);
  ADD ("P10-folder", NULL, test_folder);
  ADD ("P10-folder-log", GINT_TO_POINTER (1), test_folder);
  ADD ("P10-no-log", NULL, test_no_log);
  ADD ("P10-no-index", NULL, test_no_index);
  return g_test_run ();
}
