/* cosellctl where the machine is odd: locales, calendars, time zones, names of folders, and what
 * comes along when something is pasted. Nothing vanishes, nothing is refused without need. */
#include "cli-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/await.h"

typedef struct
{
  const char *name, *value; /* of the environment; value NULL: unset */
} Variable;

static char *
dup_bytes (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data != NULL ? data : "", size);
}

/* Runs cosellctl ARG… in cwd (NULL: here) with these variables, without a profile of its own.
 * Returns: the exit code; out, err: bytes as they came, (transfer full) */
static int
run_odd (CliFixture *f,
         const Variable *variables,
         const char *cwd,
         const char *const *argv,
         char **out,
         char **err)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) out_bytes = NULL, err_bytes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_ptr_array_add (all, (gpointer) "cosellctl");
  for (; *argv != NULL; argv++)
    g_ptr_array_add (all, (gpointer) *argv);
  g_ptr_array_add (all, NULL);
  g_subprocess_launcher_setenv (launcher, "COSELL_TOKEN", f->token, TRUE);
  for (; variables->name != NULL; variables++)
    if (variables->value != NULL)
      g_subprocess_launcher_setenv (launcher, variables->name, variables->value, TRUE);
    else
      g_subprocess_launcher_unsetenv (launcher, variables->name);
  if (cwd != NULL)
    g_subprocess_launcher_set_cwd (launcher, cwd);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) all->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_async (process, NULL, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_subprocess_communicate_finish (process, result, &out_bytes, &err_bytes, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  *out = dup_bytes (out_bytes);
  *err = dup_bytes (err_bytes);
  return g_subprocess_get_exit_status (process);
}

/* Returns: whether the locale can be used by processes with LOCPATH=dir; made when it can be. */
static gboolean
make_locale (const char *dir, const char *input, const char *charset)
{
  g_autofree char *program = g_find_program_in_path ("localedef");
  g_autofree char *name = g_strconcat (input, ".", charset, NULL);
  g_autofree char *path = g_build_filename (dir, name, NULL);
  const char *const argv[] = { program, "-i", input, "-f", charset, path, NULL };
  int status = 0;

  return program != NULL &&
         g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL) &&
         g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* Row by row: JSON is the same bytes everywhere, and what "show" says has its instant. */
static void
check_locale (CliFixture *f, const char *locpath, const char *locale, const char *json)
{
  const Variable variables[] = {
    { "COSELL_PROFILE", f->dir }, { "LOCPATH", locpath },          { "LC_ALL", locale },
    { "LANGUAGE", "zz_%s:../x" }, { "G_DEBUG", "fatal-warnings" }, { NULL, NULL }
  };
  const char *const list[] = { "--json", "list", NULL };
  const char *const show[] = { "show", "1", NULL };
  g_autofree char *out = NULL, *err = NULL, *text = NULL, *warning = NULL;

  g_test_message ("“%s”", locale);
  g_assert_cmpint (run_odd (f, variables, NULL, list, &out, &err), ==, 0);
  g_assert_cmpstr (err, ==, "");
  g_assert_true (g_str_equal (out, json));
  g_assert_cmpint (run_odd (f, variables, NULL, show, &text, &warning), ==, 0);
  g_assert_cmpstr (warning, ==, "");
  g_assert_nonnull (strstr (text, "\n  Created   "));
  g_assert_nonnull (strstr (text, "\n  Close date"));
  g_assert_null (strstr (text, "(null)"));
}

static void
test_locales (void)
{
  static const char *const always[] = { "C", "POSIX", "C.UTF-8", "xx_YY.UTF-8", "", "../../etc" };
  static const struct
  {
    const char *input, *charset;
  } made[] = {
    { "sv_SE", "UTF-8" }, { "de_DE", "ISO-8859-1" }, { "ja_JP", "EUC-JP" }, { "ar_EG", "UTF-8" },
    { "fa_IR", "UTF-8" }, { "th_TH", "UTF-8" },      { "tr_TR", "UTF-8" },  { "hi_IN", "UTF-8" },
    { "he_IL", "UTF-8" }, { "lo_LA", "UTF-8" },      { "zh_TW", "UTF-8" },
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *json = NULL, *locpath = g_build_filename (f->dir, "locales", NULL);
  guint n_made = 0;

  g_assert_cmpint (cli_run (f, "--json", "list", NULL), ==, 0);
  json = g_strdup (f->out);
  g_assert_cmpint (g_mkdir (locpath, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    check_locale (f, locpath, always[i], json);
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *locale = g_strconcat (made[i].input, ".", made[i].charset, NULL);

      if (!make_locale (locpath, made[i].input, made[i].charset))
        continue;
      n_made++;
      check_locale (f, locpath, locale, json);
    }
  if (n_made < G_N_ELEMENTS (made))
    g_test_incomplete ("localedef is missing, or some of its sources");
}

/* What is typed in the character set of the locale is text, too. */
static void
test_charset (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *locpath = g_build_filename (f->dir, "locales", NULL);
  const Variable latin[] = { { "COSELL_PROFILE", f->dir },
                             { "LOCPATH", locpath },
                             { "LC_ALL", "de_DE.ISO-8859-1" },
                             { NULL, NULL } };
  const Variable none[] = { { "COSELL_PROFILE", f->dir }, { "LC_ALL", "C.UTF-8" }, { NULL, NULL } };
  const char *const set[] = { "set", NULL, "name=R\xe4ksm\xf6rg\xe5s", NULL };
  const char *argv[G_N_ELEMENTS (set)];
  g_autofree char *id = cli_find (f, "status=accepted"), *out = NULL, *err = NULL, *no = NULL;
  g_autoptr (CosellJson) deal = NULL;

  memcpy (argv, set, sizeof set);
  argv[1] = id;
  g_assert_cmpint (run_odd (f, none, NULL, argv, &out, &no), ==, 1);
  g_assert_nonnull (strstr (no, "not valid UTF-8"));
  g_assert_cmpint (g_mkdir (locpath, 0700), ==, 0);
  if (!make_locale (locpath, "de_DE", "ISO-8859-1"))
    {
      g_test_skip ("localedef is missing, or its source of de_DE");
      return;
    }
  g_clear_pointer (&out, g_free);
  g_assert_cmpint (run_odd (f, latin, NULL, argv, &out, &err), ==, 0);
  deal = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (deal), "/name", "Räksmörgås");
}

/* A date of a deal is a date, wherever the clock stands. */
static void
test_zones (void)
{
  static const char *const zones[] = {
    "UTC",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "America/St_Johns",
    "Africa/Casablanca",
    "Europe/Stockholm",
    "Nowhere/Atall",
    ":/etc/localtime",
    "",
    ":",
    "A",
    "EST5EDT4,M3.2.0/-100,M11.1.0/167",
    "<+14>-14",
    "XXX-25",
    "../../etc/passwd",
    "bad\nzone",
    "\xff\xfe",
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *json = NULL, *date = NULL;
  g_autoptr (CosellJson) rows = cli_json (f, "list", "--filter", "id=1", NULL);

  date = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (rows), "/0/closeDate"));
  g_assert_nonnull (date);
  g_assert_cmpint (cli_run (f, "--json", "list", NULL), ==, 0);
  json = g_strdup (f->out);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      const Variable variables[] = { { "COSELL_PROFILE", f->dir },
                                     { "TZ", zones[i] },
                                     { "G_DEBUG", "fatal-warnings" },
                                     { NULL, NULL } };
      const char *const list[] = { "--json", "list", NULL };
      const char *const show[] = { "show", "1", NULL };
      g_autofree char *out = NULL, *err = NULL, *text = NULL, *warning = NULL;

      g_test_message ("zone %u", i);
      g_assert_cmpint (run_odd (f, variables, NULL, list, &out, &err), ==, 0);
      g_assert_true (g_str_equal (out, json));
      g_assert_cmpint (run_odd (f, variables, NULL, show, &text, &warning), ==, 0);
      g_assert_cmpstr (warning, ==, "");
      g_assert_nonnull (strstr (text, date));
      g_assert_nonnull (strstr (text, "\n  Created   "));
    }
}

/* A folder by any name holds what was stored in it. */
static void
test_folders (void)
{
  g_autofree char *longest = g_strnfill (255, 'n');
  const char *const names[] = {
    "with space",        "new\nline", "quo\"te'",  "ha#sh", "per%20cent",
    "quest?mode=memory", "file:x",    "latin\xe4", "-dash", "--dashes",
    "\xf0\x9f\x98\x80",  "dot.",      ":memory:",  "~",     longest,
    "./a//b/../c/",      "link",
  };
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *text = cli_draft (FALSE), *draft = cli_write (f, "draft.json", text);
  g_autofree char *link = g_build_filename (f->dir, "link", NULL);
  g_autofree char *target = g_build_filename (f->dir, "target", NULL);
  const Variable variables[] = { { "COSELL_PROFILE", NULL }, { NULL, NULL } };

  g_assert_cmpint (g_mkdir (target, 0700), ==, 0);
  g_assert_cmpint (symlink ("target", link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *option = g_strconcat ("--profile=", names[i], NULL);
      const char *const new[] = { "--profile", names[i], "new", "--file", draft, NULL };
      const char *const drafts[] = { option, "drafts", NULL };
      g_autofree char *out = NULL, *err = NULL, *list = NULL, *none = NULL;

      g_test_message ("folder %u", i);
      g_assert_cmpint (run_odd (f, variables, f->dir, new, &out, &err), ==, 0);
      g_assert_cmpint (run_odd (f, variables, f->dir, drafts, &list, &none), ==, 0);
      g_assert_cmpstr (none, ==, "");
      g_assert_nonnull (strstr (list, "Warehouse robots"));
    }
}

/* What a folder or its database is told when it cannot be one. It ends at once. */
static void
assert_folder (CliFixture *f, const char *profile, const char *word)
{
  const Variable variables[] = { { "COSELL_PROFILE", NULL }, { NULL, NULL } };
  const char *const argv[] = { "--profile", profile, "drafts", NULL };
  g_autofree char *out = NULL, *err = NULL;

  g_test_message ("%.60s", profile);
  g_assert_cmpint (run_odd (f, variables, f->dir, argv, &out, &err), ==, 1);
  g_assert_cmpstr (out, ==, "");
  if (strstr (err, word) == NULL)
    g_error ("“%s” is not in “%s”", word, err);
  g_assert_null (strstr (err, "writable"));
  g_assert_null (strstr (err, "permission"));
}

static void
test_no_folders (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *name = g_strnfill (255, 'n'), *too_long = g_strnfill (256, 'n');
  g_autofree char *file = cli_write (f, "file", "x"), *in_file = NULL;
  g_autoptr (GString) deep = g_string_new (f->dir);
  static const struct
  {
    const char *folder, *target, *word; /* target: of a link in place of the database */
  } databases[] = {
    { "fifo", NULL, "is no file" },
    { "device", "/dev/null", "is no file" },
    { "dangling", "nowhere/x", "No such file or directory" },
  };

  assert_folder (f, "", "needs the name of a folder");
  assert_folder (f, file, "Not a directory");
  in_file = g_build_filename (file, "sub", NULL);
  assert_folder (f, in_file, "Not a directory");
  assert_folder (f, "/dev/null", "Not a directory");
  assert_folder (f, too_long, "too long");
  /* SQLite takes less than the system does */
  while (deep->len < 520)
    g_string_append_printf (deep, "/%.100s", name);
  assert_folder (f, deep->str, "too long");
  while (deep->len < 5000)
    g_string_append_printf (deep, "/%s", name);
  assert_folder (f, deep->str, "too long");
  for (guint i = 0; i < G_N_ELEMENTS (databases); i++)
    {
      g_autofree char *folder = g_build_filename (f->dir, databases[i].folder, NULL);
      g_autofree char *path = g_build_filename (folder, "cosell.db", NULL);

      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      if (databases[i].target != NULL)
        g_assert_cmpint (symlink (databases[i].target, path), ==, 0);
      else
        g_assert_cmpint (mkfifo (path, 0600), ==, 0);
      assert_folder (f, folder, databases[i].word);
    }
}

/* Where deals are kept does not depend on where a command is called (XDG: a relative path is none).
 */
static void
test_homes (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *text = cli_draft (FALSE), *draft = cli_write (f, "draft.json", text);
  g_autofree char *home = g_build_filename (f->dir, "home", NULL);
  g_autofree char *gone = g_build_filename (f->dir, "gone", NULL);
  g_autofree char *script =
      g_strdup_printf ("mkdir '%s' && cd '%s' && rmdir '%s' && exec cosellctl --profile x drafts",
                       gone, gone, gone);
  const Variable relative[] = {
    { "COSELL_PROFILE", NULL }, { "HOME", home }, { "XDG_DATA_HOME", "rel/data" }, { NULL, NULL }
  };
  const Variable plain[] = { { "COSELL_PROFILE", NULL },  { "HOME", home },
                             { "XDG_DATA_HOME", NULL },   { "TMPDIR", "/nonexistent" },
                             { "XDG_RUNTIME_DIR", NULL }, { NULL, NULL } };
  const char *const new[] = { "new", "--file", draft, NULL };
  const char *const drafts[] = { "drafts", NULL };
  const char *const shell[] = { "sh", "-c", script, NULL };
  g_autofree char *out = NULL, *err = NULL, *list = NULL, *none = NULL, *words = NULL;
  int status;

  g_assert_cmpint (g_mkdir (home, 0700), ==, 0);
  g_assert_cmpint (run_odd (f, relative, f->dir, new, &out, &err), ==, 0);
  g_assert_cmpint (run_odd (f, plain, "/", drafts, &list, &none), ==, 0);
  g_assert_nonnull (strstr (list, "Warehouse robots"));
  /* a folder that is gone is not the root */
  g_assert_true (g_spawn_sync (NULL, (char **) shell, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                               &words, &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_nonnull (strstr (words, "No such file or directory"));
}

/* A year of another calendar would be sent, and then be none of ours: the deal had no date. */
static void
test_calendars (void)
{
  static const char *const dates[] = { "2570-01-15", "1405-10-25", "0001-01-01",
                                       "9999-12-31", "1989-12-31", "2200-01-01" };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *text = cli_draft (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *assignment = g_strconcat ("closeDate=", dates[i], NULL);
      g_auto (GStrv) parts = g_strsplit (text, "2099-01-15", 2);
      g_autofree char *draft = g_strjoinv (dates[i], parts);
      g_autofree char *file = cli_write (f, "draft.json", draft);

      g_assert_cmpint (cli_run (f, "set", id, assignment, NULL), ==, 1);
      cli_assert_complaint (f, "between 1990 and 2199");
      g_assert_cmpint (cli_run (f, "new", "--submit", "--file", file, NULL), ==, 2);
      g_assert_nonnull (strstr (f->err, "between 1990 and 2199"));
    }
  g_assert_cmpint (cli_run (f, "set", id, "closeDate=2199-12-31", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "closeDate=\u200e 2027-01-15 \u200e", NULL), ==, 0);
}

/* What came along with a paste; %s is the deal's number or GUID. */
static void
test_pasted_ids (void)
{
  static const char *const forms[] = { " %s ",     "\t%s\n", "\u200b%s\ufeff",
                                       "\u00a0%s", "\"%s\"", "“%s”" };
  static const char *const guids[] = { "{%s}", "(%s)", " {%s} ", "urn:uuid:%s" };
  static const char *const none[] = { "", " ", "0", "-3", "3 4", "99999999999999999999", "{}" };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) deal = cli_json (f, "show", id, NULL);
  g_autofree char *guid =
      cosell_json_dup_scalar (cosell_json_member (cosell_json_root (deal), "remoteId"));
  g_autofree char *upper = g_ascii_strup (guid, -1);
  const char *const ids[] = { id, guid, upper };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint j = 0; j < G_N_ELEMENTS (forms) + (i > 0 ? G_N_ELEMENTS (guids) : 0); j++)
      {
        const char *form = j < G_N_ELEMENTS (forms) ? forms[j] : guids[j - G_N_ELEMENTS (forms)];
        const char *at = strstr (form, "%s");
        g_autofree char *pasted =
            g_strdup_printf ("%.*s%s%s", (int) (at - form), form, ids[i], at + 2);
        g_autoptr (CosellJson) found = NULL;

        g_test_message ("%s", pasted);
        found = cli_json (f, "show", pasted, NULL);
        cli_assert_text (cosell_json_root (found), "/id", id);
      }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_assert_cmpint (cli_run (f, "show", none[i], NULL), ==, 1);
      cli_assert_complaint (f, "There is no deal");
    }
}

/* Words of the program, with white space around and in any case; what stays wrong has a reason. */
static void
test_pasted_words (void)
{
  static const struct
  {
    const char *argv[6]; /* "ID" is the deal's */
    int status;
    const char *word; /* in the complaint */
  } rows[] = {
    { { "stage", "ID", " 40 " }, 0, NULL },
    { { "stage", "ID", "\u200bproposed" }, 0, NULL },
    { { "stage", "ID", "60 %" }, 0, NULL },
    { { "stage", "ID", "" }, 1, "no stage" },
    { { "stage", "ID", "6 0" }, 1, "no stage" },
    { { "favorite", "ID", " ON" }, 0, NULL },
    { { "favorite", "ID", "of" }, 1, "on or off" },
    { { "set", "ID", " crmId = 42 " }, 0, NULL },
    { { "set", "ID", "=5" }, 1, "cannot be set" },
    { { "set", "ID", "value=\u0661\u0660\u0660\u0660.\u0665" }, 0, NULL },
    { { "set", "ID", "value=\uff11\uff10" }, 0, NULL },
    { { "set", "ID", "value=+0100" }, 0, NULL },
    { { "set", "ID", "value=€100" }, 1, "not only a number" },
    { { "set", "ID", "currency= eur\u200b" }, 0, NULL },
    { { "set", "ID", "--remove-solution", " none " }, 1, "no solution “none”" },
    { { "set", "ID", "--remove-member", "mailto:x@y.example" }, 1, "no member" },
    { { "list", "--limit", " 2" }, 0, NULL },
    { { "list", "--limit", "0" }, 1, "from 1 on" },
    { { "list", "--tab", "inbound " }, 0, NULL },
    { { "list", "--filter", " status=accepted\n" }, 0, NULL },
    { { "list", "--sort", " -name" }, 0, NULL },
    { { "list", "--sort", "" }, 1, "no member" },
    { { "list", "--search", "\u200b \ufeff" }, 0, NULL },
    { { "outbox", "discard", "#x" }, 1, "number of a change" },
    { { "outbox", "hold", " 1 " }, 0, NULL },
    { { "lose", "ID", "--reason", " Customer didn\u2019t  respond\n" }, 0, NULL },
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *id = NULL;
  g_autoptr (CosellJson) own =
      cli_json (f, "list", "--filter", "status=accepted", "--filter", "direction=outbound",
                "--filter", "type=co-sell", "--limit", "1", NULL);

  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (own), "/0/id"));
  g_assert_nonnull (id);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *argv[7] = { NULL };

      for (guint j = 0; j < 6; j++)
        argv[j] = g_strcmp0 (rows[i].argv[j], "ID") == 0 ? id : rows[i].argv[j];
      g_test_message ("row %u: %s %s", i, argv[0], argv[2]);
      g_assert_cmpint (cli_runv (f, argv, NULL), ==, rows[i].status);
      if (rows[i].word != NULL)
        cli_assert_complaint (f, rows[i].word);
    }
}

/* The address of the service, as it is copied from a page. */
static void
test_pasted_address (void)
{
  static const char *const forms[] = { " %s ", "%s\n", "\ufeff%s", "\u200b%s/\u00a0", "<%s>" };
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  const char *url = cosell_sandbox_get_url (f->sandbox);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *at = strstr (forms[i], "%s");
      g_autofree char *pasted =
          g_strdup_printf ("%.*s%s%s", (int) (at - forms[i]), forms[i], url, at + 2);

      g_test_message ("%s", pasted);
      g_assert_cmpint (cli_run (f, "account", "add", "--url", pasted, NULL), ==, 0);
      g_assert_nonnull (strstr (f->out, url));
    }
  g_assert_cmpint (cli_run (f, "account", "add", "--url", "api.partner.microsoft.com", NULL), ==,
                   1);
  cli_assert_complaint (f, "no web address");
}

/* A deal whose name nobody sees is there all the same, and can be told by its words; nobody gives
 * it such a name here. */
static void
test_unseen_names (void)
{
  static const char *const names[] = { "\u3164", "\u200d", "\u2800\u034f", "&#8203;" };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (12);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) deal = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_scalar (cosell_json_member (cosell_json_root (deal), "remoteId"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *assignment = g_strconcat ("name=", names[i], NULL);
      g_autofree char *body =
          g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/name\":\"%s\"}",
                           remote, names[i]);
      g_autoptr (CosellJson) answer = NULL;

      if (*names[i] != '&')
        {
          g_assert_cmpint (cli_run (f, "set", id, assignment, NULL), ==, 2);
          cli_assert_complaint (f, "name");
        }
      answer = cli_control (f, "POST", "act", body);
      g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
      g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
      g_assert_true (g_str_has_prefix (f->out, "Deal without a name\n"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/odd/locales", test_locales);
  g_test_add_func ("/cli/odd/charset", test_charset);
  g_test_add_func ("/cli/odd/zones", test_zones);
  g_test_add_func ("/cli/odd/folders", test_folders);
  g_test_add_func ("/cli/odd/no-folders", test_no_folders);
  g_test_add_func ("/cli/odd/homes", test_homes);
  g_test_add_func ("/cli/odd/calendars", test_calendars);
  g_test_add_func ("/cli/odd/pasted-ids", test_pasted_ids);
  g_test_add_func ("/cli/odd/pasted-words", test_pasted_words);
  g_test_add_func ("/cli/odd/unseen-names", test_unseen_names);
  g_test_add_func ("/cli/odd/pasted-address", test_pasted_address);
  return g_test_run ();
}
