/* What outlives the server, and the program around it */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox/sandbox-client.h"
#include "support/await.h"

static char *
make_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("cosell-state-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

static char *
state_file (const char *dir)
{
  return g_build_filename (dir, "referrals.json", NULL);
}

static void
test_restart (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *file = state_file (dir);
  g_autofree char *before = NULL;
  const char *id;
  GStatBuf info;

  {
    g_autoptr (Client) client = client_new (dir, 30, 1);

    id = g_intern_string (client_create (client, FALSE));
    client_post (client, "/sandbox/control/clock", "{\"seconds\":3600}");
    client_patch (client, id, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Kept\"}]");
    before = g_strdup (client_get (client, "/sandbox/control/state")->body);
  }
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  {
    /* another number of deals and another seed do not count: there are some */
    g_autoptr (Client) client = client_new (dir, 99, 2);
    Answer *answer = client_get (client, "/sandbox/control/state");

    g_assert_cmpstr (answer->body, ==, before);
    g_assert_cmpstr (answer_text (client, client_read (client, id), "/name"), ==, "Kept");
    g_assert_cmpstr (answer_header (answer, "timestamp"), ==, "2026-11-22T09:00:00Z");
    /* ids go on where they were */
    g_assert_cmpstr (client_create (client, FALSE), !=, id);
  }
}

static gboolean
contains_late (gpointer data)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (data, &text, NULL, NULL) && strstr (text, "Saved by itself") != NULL;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* A moment after each change, without being told. */
static void
test_saves_by_itself (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *file = state_file (dir);
  g_autoptr (Client) client = client_new (dir, 3, 1);
  guint waker = g_timeout_add (50, wake_cb, NULL);

  client_patch (client, client_create (client, FALSE),
                "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"Saved by itself\"}]");
  await_condition (contains_late, file);
  g_source_remove (waker);
}

static void
test_damaged (void)
{
  static const char *const contents[] = { "",
                                          "nonsense",
                                          "{\"version\":2,\"value\":[\n]}\n",
                                          "{\"version\":1,\"value\":[\n{\"id\":1}\n]}\n",
                                          "{\"version\":1,\"value\":[\n{\"id\":\n]}\n",
                                          "{\"version\":1,\"value\":[\n",
                                          "[]\n" };
  g_autofree char *dir = make_dir ();
  g_autofree char *file = state_file (dir);
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (file, contents[i], -1, NULL));
      g_assert_null (cosell_sandbox_new (dir, NULL, 3, 1, clock, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, "referrals.json"));
      /* what cannot be read is left as it was */
      g_assert_true (g_file_get_contents (file, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, contents[i]);
    }
}

/* What is no file is said at once, not waited for, and nothing is put in its place. */
static void
test_no_file (void)
{
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (0);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *dir = make_dir ();
      g_autofree char *file = state_file (dir);
      g_autoptr (GError) error = NULL;
      GStatBuf before, after;

      g_assert_cmpint (i == 0   ? g_mkdir (file, 0700)
                       : i == 1 ? mkfifo (file, 0600)
                       : i == 2 ? symlink ("/dev/zero", file)
                                : symlink (file, file),
                       ==, 0);
      g_assert_cmpint (g_lstat (file, &before), ==, 0);
      g_assert_null (cosell_sandbox_new (dir, NULL, 3, 1, clock, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, "referrals.json"));
      g_assert_cmpint (g_lstat (file, &after), ==, 0);
      g_assert_cmpuint (before.st_ino, ==, after.st_ino);
    }
}

/* text with one byte changed, or cut: said and left alone, or of no consequence. TRUE: said */
static gboolean
is_refused (const char *dir, const char *text, gsize length)
{
  g_autofree char *file = state_file (dir);
  g_autofree char *after = NULL;
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (0);
  g_autoptr (CosellSandbox) sandbox = NULL;
  g_autoptr (Client) client = NULL;
  g_autoptr (GError) error = NULL;
  gsize after_length;

  g_assert_true (g_file_set_contents (file, text, (gssize) length, NULL));
  sandbox = cosell_sandbox_new (dir, TEST_TOKEN, 3, 1, clock, &error);
  if (sandbox == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_true (g_file_get_contents (file, &after, &after_length, NULL));
      g_assert_cmpmem (after, after_length, text, length);
      return TRUE;
    }
  client = client_new_with (sandbox);
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  g_assert_cmpuint (client_get (client, "/sandbox/control/state")->status, ==, 200);
  client_create (client, FALSE);
  return FALSE;
}

/* Bytes that changed on the disk: never a crash, and nothing is overwritten. */
static void
test_noise (void)
{
  static const char noise[] = { '\0', '\xff', '9', '"', '{', '\n', '-', ' ' };
  g_autofree char *dir = make_dir ();
  g_autofree char *file = state_file (dir);
  g_autofree char *text = NULL;
  gsize length = 0;
  guint refused = 0;

  {
    g_autoptr (Client) client = client_new (dir, 5, 1);

    client_post (client, "/sandbox/control/clock", "{\"seconds\":3600}");
  }
  g_assert_true (g_file_get_contents (file, &text, &length, NULL));
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *damaged = g_memdup2 (text, length);
      /* the first line, with its numbers, is hit as often as all the others */
      gsize within = i % 2 == 0 ? length : strcspn (text, "\n");
      gsize at = (gsize) g_test_rand_int_range (0, (gint32) within);

      damaged[at] = noise[i % sizeof noise];
      refused += is_refused (dir, damaged, i % 10 == 9 ? at : length) ? 1 : 0;
    }
  g_assert_cmpuint (refused, >, 20);
}

static void
test_no_folder (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *blocked = g_build_filename (dir, "file", "folder", NULL);
  g_autofree char *file = g_build_filename (dir, "file", NULL);
  g_autoptr (CosellClock) clock = cosell_manual_clock_new (0);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_null (cosell_sandbox_new (blocked, NULL, 3, 1, clock, &error));
  g_assert_nonnull (error);
}

/* --- the program --- */

static GSubprocess *
start (const char *dir, char **url)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "cosell-sandbox", "--data", dir,
                        "--deals", "7", "--token", TEST_TOKEN, NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  *url = g_strdup (line + strlen ("listening on "));
  return process;
}

/* First line, loopback, and a clean end that saves. */
static void
test_program (void)
{
  static const int signals[] = { SIGTERM, SIGINT };
  g_autofree char *dir = make_dir ();
  g_autofree char *file = state_file (dir);

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autofree char *url = NULL;
      g_autoptr (GSubprocess) process = start (dir, &url);
      g_autoptr (GError) error = NULL;

      g_subprocess_send_signal (process, signals[i]);
      g_subprocess_wait (process, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
      g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
    }
}

static char *
read_line (GDataInputStream *stream)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *line;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, await_cb, &place);
  result = await_result (&place);
  line = g_data_input_stream_read_line_finish (stream, result, NULL, &error);
  g_assert_no_error (error);
  return line;
}

/* --with-parent: whoever kills the window has not to look for the server. */
static void
test_with_parent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) shell =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "sh", "-c",
                        "cosell-sandbox --with-parent --no-pin --deals 1 & wait", NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *first = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (shell));
  first = read_line (out);
  g_assert_true (g_str_has_prefix (first, "listening on http://127.0.0.1:"));
  g_subprocess_force_exit (shell);
  /* the pipe ends when the last one that writes to it has ended */
  g_assert_null (read_line (out));
}

static int
run_program (const char *option, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, "cosell-sandbox", option, value, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static void
test_wrong_options (void)
{
  g_assert_cmpint (run_program ("--port", "70000"), ==, 1);
  g_assert_cmpint (run_program ("--port", "x"), ==, 1);
  g_assert_cmpint (run_program ("--deals", "-1"), ==, 1);
  g_assert_cmpint (run_program ("--nothing", "1"), ==, 1);
  g_assert_cmpint (run_program ("one", "two"), ==, 1);
  g_assert_cmpint (run_program ("--data", "/dev/null/x"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/state/restart", test_restart);
  g_test_add_func ("/sandbox/state/saves-by-itself", test_saves_by_itself);
  g_test_add_func ("/sandbox/state/damaged", test_damaged);
  g_test_add_func ("/sandbox/state/no-file", test_no_file);
  g_test_add_func ("/sandbox/state/noise", test_noise);
  g_test_add_func ("/sandbox/state/no-folder", test_no_folder);
  g_test_add_func ("/sandbox/state/program", test_program);
  g_test_add_func ("/sandbox/state/with-parent", test_with_parent);
  g_test_add_func ("/sandbox/state/wrong-options", test_wrong_options);
  return g_test_run ();
}
