/* P10 with cosellctl: a full disk, a folder of somebody else's making, a database that is none. */
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include "cli-fixture.h"

static guint
mode_of (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* A disk without room, for the processes: they inherit the limit. */
static void
set_room (rlim_t bytes)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (30);
  g_autofree char *id = cli_find (f, "status=accepted");
  const char *const reading[][4] = {
    { "list", NULL },      { "list", "--search", "a", NULL },
    { "show", id, NULL },  { "history", id, NULL },
    { "outbox", NULL },    { "drafts", NULL },
    { "conflicts", NULL }, { "check", id, NULL },
  };

  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-1", NULL), ==, 0);
  set_room (0);
  for (guint i = 0; i < G_N_ELEMENTS (reading); i++)
    {
      g_test_message ("%s", reading[i][0]);
      g_assert_cmpint (cli_runv (f, reading[i], NULL), ==, 0);
      g_assert_cmpstr (f->err, ==, "");
    }
  g_assert_cmpint (cli_run (f, "list", NULL), ==, 0);
  g_assert_cmpuint (strlen (f->out), >, 1000);
  g_assert_cmpint (cli_run (f, "outbox", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "CRM"));
  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-2", NULL), ==, 1);
  cli_assert_complaint (f, "free some space");
  cli_assert_complaint (f, f->dir);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 1);
  cli_assert_complaint (f, "free some space");
  set_room (RLIM_INFINITY);
  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-2", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

/* A folder that was there keeps its mode, which is said once; the files are closed in any case. */
static void
test_folder (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (3);

  g_assert_cmpint (g_chmod (f->dir, 0755), ==, 0);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, f->dir));
  g_assert_nonnull (strstr (f->err, "chmod 700"));
  g_assert_cmpuint (mode_of (f->dir, "."), ==, 0755);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_cmpstr (f->err, ==, "");
  g_assert_cmpint (cli_run (f, "account", "add", "--url", cosell_sandbox_get_url (f->sandbox),
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpuint (mode_of (f->dir, "cosell.db"), ==, 0600);
  g_assert_cmpuint (mode_of (f->dir, "sync.lock"), ==, 0600);
  /* closed and opened in another way, it is said again */
  g_assert_cmpint (g_chmod (f->dir, 0700), ==, 0);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_cmpstr (f->err, ==, "");
  g_assert_cmpint (g_chmod (f->dir, 0777), ==, 0);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, "chmod 700"));
}

/* One that Cosell makes is closed, whatever the umask. */
static void
test_made (void)
{
  CliFixture *f = cli_fixture_new (3);
  g_autofree char *parent = g_steal_pointer (&f->dir);

  f->dir = g_build_filename (parent, "made", NULL);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_cmpstr (f->err, ==, "");
  g_assert_cmpuint (mode_of (f->dir, "."), ==, 0700);
  g_assert_cmpuint (mode_of (f->dir, "cosell.db"), ==, 0600);
  cli_fixture_free (f);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

/* No database at all: put aside and said once, and the profile begins anew. */
static void
test_no_database (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (3);
  g_autofree char *path = cli_write (f, "cosell.db", "Nothing but a text.\n");

  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, "Nothing of it could be read"));
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_cmpstr (f->err, ==, "");
  g_assert_cmpint (cli_run (f, "account", "add", "--url", cosell_sandbox_get_url (f->sandbox),
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

/* The page that the account stands on is met as the profile is opened: the command goes on. */
static void
test_meta (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (10);
  g_autofree char *path = g_build_filename (f->dir, "cosell.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 8192, 0, 8192);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  g_assert_cmpint (cli_run (f, "list", NULL), ==, 0);
  g_assert_cmpuint (strlen (f->out), >, 500);
  g_assert_nonnull (strstr (f->err, "was made anew"));
  g_assert_nonnull (strstr (f->err, "Its account could not be read"));
  g_assert_cmpint (cli_run (f, "list", NULL), ==, 0);
  g_assert_cmpstr (f->err, ==, "");
}

/* P9: what list, its search and show say of a profile that an older program filled. */
static void
test_older (void)
{
  g_autoptr (CliFixture) fixture = cli_fixture_new (0);
  g_autofree char *path =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "store", "schema-3.sql", NULL);
  g_autofree char *database = g_build_filename (fixture->dir, "cosell.db", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (CosellJson) found = NULL, open = NULL, all = NULL;
  sqlite3 *db = NULL;

  g_assert_true (g_file_get_contents (path, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (database, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  found = cli_json (fixture, "list", "--search", "smith & sons", NULL);
  cli_assert_text (cosell_json_root (found), "/0/name", "R&D move");
  cli_assert_text (cosell_json_root (found), "/0/customer", "Smith & Sons");
  open = cli_json (fixture, "show", "1", NULL);
  g_assert_cmpint (cosell_json_get_int (cosell_json_pointer (cosell_json_root (open), "/stage"), 0),
                   ==, 100);
  g_assert_cmpint (cli_run (fixture, "show", "1", NULL), ==, 0);
  g_assert_nonnull (strstr (fixture->out, "100 %, still open"));
  all = cli_json (fixture, "show", "2", NULL);
  cli_assert_text (cosell_json_root (all), "/crmId", "A&B-7");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli-trouble/P10-full", test_full);
  g_test_add_func ("/cli-trouble/P10-folder", test_folder);
  g_test_add_func ("/cli-trouble/P10-made", test_made);
  g_test_add_func ("/cli-trouble/P10-no-database", test_no_database);
  g_test_add_func ("/cli-trouble/P10-meta", test_meta);
  g_test_add_func ("/cli-trouble/P9-older", test_older);
  return g_test_run ();
}
