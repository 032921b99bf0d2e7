/* The practice server as a process beside the program. */
#include "app/cosell-sandbox-process-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "app-fixture.h"
#include "support/await.h"

static CosellSandboxProcess *
start (const char *profile, guint deals, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_sandbox_process_start_async (profile, deals, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_sandbox_process_start_finish (result, error);
}

static char *
token_file (const char *profile)
{
  return g_build_filename (profile, "sandbox", "token", NULL);
}

static gboolean
set_practice (CosellSession *session, const char *url, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_account_set_practice_async (cosell_session_get_account (session), url, NULL, await_cb,
                                     &pending);
  result = await_result (&pending);
  return cosell_account_finish (cosell_session_get_account (session), result, error);
}

/* The session finds the token by itself; the deals are as many as were asked for the first time. */
static void
test_start (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-practice-XXXXXX", NULL);
  g_autofree char *file = token_file (dir);
  g_autofree char *first_token = NULL, *token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellSandboxProcess) process = start (dir, 12, &error);
  g_autoptr (CosellSession) session = NULL;
  CosellSyncSummary summary;
  guint pulled;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (cosell_sandbox_process_get_url (process), "http://127.0.0.1:"));
  first_token = cosell_sandbox_process_read_token (dir);
  g_assert_cmpuint (strlen (first_token), ==, 43);
  g_assert_cmpuint (strlen (cosell_sandbox_process_get_pin (process)), ==, 6);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  session = cosell_session_new (dir, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (set_practice (session, cosell_sandbox_process_get_url (process), &error));
  g_assert_true (app_sync (session, &summary, &error));
  g_assert_no_error (error);
  pulled = summary.pulled;
  g_assert_cmpuint (pulled, >=, 12);
  g_assert_cmpuint (pulled, <=, 48);
  cosell_sandbox_process_stop (process);
  cosell_session_close (session);

  /* the next time: the same token, and the same deals whatever number is asked for */
  g_clear_object (&process);
  process = start (dir, 500, &error);
  g_assert_no_error (error);
  token = cosell_sandbox_process_read_token (dir);
  g_assert_cmpstr (token, ==, first_token);
}

static gboolean
process_holds (CosellSandboxProcess *process, const char *name, const char *text)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%d/%s", cosell_sandbox_process_get_pid (process), name);
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return memmem (data, length, text, strlen (text)) != NULL;
}

/* COSELL_TOKEN is for the real service. Nothing secret stands where others can read it. */
static void
test_given_token (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-practice-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellSandboxProcess) process = NULL;
  g_autoptr (CosellSession) session = NULL;
  g_autofree char *token = NULL;
  static const char *const files[] = { "cmdline", "environ" };

  g_setenv ("COSELL_TOKEN", "given-by-the-user", TRUE);
  process = start (dir, 1, &error);
  g_assert_no_error (error);
  session = cosell_session_new (dir, NULL, &error);
  g_unsetenv ("COSELL_TOKEN");
  g_assert_no_error (error);
  token = cosell_sandbox_process_read_token (dir);
  g_assert_cmpstr (token, !=, "given-by-the-user");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_false (process_holds (process, files[i], "given-by-the-user"));
      g_assert_false (process_holds (process, files[i], token));
    }
  /* the server takes its own token only, so that one is what the session sends */
  g_assert_true (set_practice (session, cosell_sandbox_process_get_url (process), &error));
  g_assert_cmpint (cosell_account_get_sign_in (cosell_session_get_account (session)), ==,
                   COSELL_SIGN_IN_PRACTICE);
  g_assert_true (app_sync (session, NULL, &error));
  g_assert_no_error (error);
  cosell_session_close (session);
}

/* What stands in the place of the secret is not waited for. */
static void
test_odd_secret (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-practice-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (dir, "sandbox", NULL);
  g_autofree char *file = token_file (dir);
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, 'x');
  const char *const texts[] = { "", " \n", "a b", "a\nb", "\xff", huge };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (file, 0600), ==, 0);
  g_assert_null (cosell_sandbox_process_read_token (dir));
  g_assert_cmpint (g_unlink (file), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (file, texts[i], -1, NULL));
      g_assert_null (cosell_sandbox_process_read_token (dir));
    }
}

static void
ended_cb (CosellSandboxProcess *process, gboolean *ended)
{
  *ended = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_ended (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-practice-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellSandboxProcess) process = start (dir, 1, &error);
  gboolean ended = FALSE;

  g_assert_no_error (error);
  g_signal_connect (process, "ended", G_CALLBACK (ended_cb), &ended);
  g_assert_cmpint (kill (cosell_sandbox_process_get_pid (process), SIGKILL), ==, 0);
  await_condition (is_true, &ended);
}

static gboolean
is_gone (gpointer pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d", GPOINTER_TO_INT (pid));

  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_goes_with_the_object (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-practice-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  CosellSandboxProcess *process = start (dir, 1, &error);
  gboolean ended = FALSE;
  int pid;
  guint tick;

  g_assert_no_error (error);
  pid = cosell_sandbox_process_get_pid (process);
  g_signal_connect (process, "ended", G_CALLBACK (ended_cb), &ended);
  g_assert_finalize_object (process);
  tick = g_timeout_add (10, (GSourceFunc) is_true, &(gboolean){ TRUE });
  await_condition (is_gone, GINT_TO_POINTER (pid));
  g_source_remove (tick);
  g_assert_false (ended);
}

static void
test_folder_in_the_way (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-practice-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (dir, "sandbox", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "not a folder", -1, NULL));
  g_assert_null (start (dir, 1, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, file));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox-process/start", test_start);
  g_test_add_func ("/sandbox-process/given-token", test_given_token);
  g_test_add_func ("/sandbox-process/odd-secret", test_odd_secret);
  g_test_add_func ("/sandbox-process/ended", test_ended);
  g_test_add_func ("/sandbox-process/goes-with-the-object", test_goes_with_the_object);
  g_test_add_func ("/sandbox-process/folder-in-the-way", test_folder_in_the_way);
  return g_test_run ();
}
