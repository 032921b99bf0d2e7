/* cosellctl: files that may be anything, output that may fail. */
#include "cli-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/await.h"

/* Each is refused with its name and the reason, at once, and nothing is kept. */
static void
test_refused_files (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *large = g_strnfill (17 * 1024 * 1024, ' ');
  g_autofree char *large_file = cli_write (f, "large.json", large);
  g_autofree char *latin = cli_write (f, "latin.json", "{\"name\":\"R\xe4k\"}");
  g_autofree char *missing = g_build_filename (f->dir, "missing.json", NULL);
  const struct
  {
    const char *file, *word;
  } cases[] = {
    { large_file, "larger than 16 MiB" },
    { "/dev/zero", "larger than 16 MiB" },
    { f->dir, "folder" },
    { latin, "UTF-8" },
    { missing, "missing.json" },
  };
  g_autoptr (CosellJson) drafts = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].file);
      g_assert_cmpint (cli_run (f, "new", "--file", cases[i].file, NULL), ==, 1);
      cli_assert_complaint (f, cases[i].word);
    }
  drafts = cli_json (f, "drafts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (drafts)), ==, 0);
}

/* A NUL would hide what stands behind it. */
static void
test_nul (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *file = g_build_filename (f->dir, "nul.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "{\"name\":\"A\"}\0{", 14, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cli_run (f, "new", "--file", file, NULL), ==, 1);
  cli_assert_complaint (f, "UTF-8");
}

/* Pipes work, by "-" and by name. */
static void
test_pipes (void)
{
  static const char *const files[] = { "-", "/dev/stdin" };
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *draft = cli_draft (FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *const argv[] = { "new", "--file", files[i], NULL };

      g_assert_cmpint (cli_runv (f, argv, draft), ==, 0);
    }
}

/* Runs "drafts" with this as stdout (taken; -1: closed). Returns: the exit code; err is filled */
static int
run_into (CliFixture *f, int fd, char **err)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_subprocess_launcher_setenv (launcher, "COSELL_PROFILE", f->dir, TRUE);
  if (fd >= 0)
    g_subprocess_launcher_take_stdout_fd (launcher, fd);
  process = fd >= 0 ? g_subprocess_launcher_spawn (launcher, &error, "cosellctl", "drafts", NULL)
                    : g_subprocess_launcher_spawn (launcher, &error, "sh", "-c",
                                                   "exec cosellctl drafts >&-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_subprocess_communicate_utf8_finish (process, result, NULL, err, &error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_output (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *text = cli_draft (FALSE);
  g_autofree char *draft = cli_write (f, "draft.json", text);
  g_autofree char *err_full = NULL, *err_closed = NULL, *err_pipe = NULL;
  int ends[2];
  int full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (cli_run (f, "new", "--file", draft, NULL), ==, 0);
  g_assert_cmpint (full, >=, 0);
  g_assert_cmpint (run_into (f, full, &err_full), ==, 1);
  g_assert_nonnull (strstr (err_full, "could not be written"));
  g_assert_cmpint (run_into (f, -1, &err_closed), ==, 1);
  g_assert_nonnull (strstr (err_closed, "could not be written"));
  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  close (ends[0]);
  g_assert_cmpint (run_into (f, ends[1], &err_pipe), ==, 0);
  g_assert_cmpstr (err_pipe, ==, "");
  /* what was closed did not become the database */
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Warehouse robots"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/files/refused", test_refused_files);
  g_test_add_func ("/cli/files/nul", test_nul);
  g_test_add_func ("/cli/files/pipes", test_pipes);
  g_test_add_func ("/cli/files/output", test_output);
  return g_test_run ();
}
