/* The window where the machine is odd: it starts, shows its deals, and GLib and GTK say nothing. */
#include <glib/gstdio.h>
#include <string.h>

#include "support/await.h"
#include "support/tree.h"

typedef struct
{
  const char *name;
  const char *variable, *value; /* of the environment; value NULL: unset */
  const char *profile;          /* below the folder of the test; NULL: "profile" */
} Case;

static const Case cases[] = {
  { "unknown-locale", "LC_ALL", "xx_YY.UTF-8", NULL },
  { "ascii", "LC_ALL", "C", NULL },
  { "language", "LANGUAGE", "zz_%s:../x", NULL },
  { "no-zone", "TZ", "Nowhere/At all", NULL },
  { "far-zone", "TZ", "Pacific/Kiritimati", NULL },
  { "odd-zone", "TZ", "EST5EDT4,M3.2.0/-100,M11.1.0/167", NULL },
  { "no-home", "HOME", NULL, NULL },
  { "empty-home", "HOME", "", NULL },
  { "relative-data", "XDG_DATA_HOME", "rel", NULL },
  { "no-tmp", "TMPDIR", "/nonexistent", NULL },
  { "query", "TZ", "UTC", "quest?mode=memory#1%20" },
  { "bytes", "TZ", "UTC", "lat\xe4 \n'\"" },
};

static void
test_start (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *dir = g_dir_make_tmp ("cosell-odd-XXXXXX", NULL);
  g_autofree char *picture = g_build_filename (dir, "picture.png", NULL);
  g_autofree char *profile =
      g_build_filename (dir, c->profile != NULL ? c->profile : "profile", NULL);
  g_autofree char *out = NULL, *err = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_assert_nonnull (dir);
  g_subprocess_launcher_set_cwd (launcher, dir);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-warnings", TRUE);
  g_subprocess_launcher_setenv (launcher, "COSELL_PICTURE", picture, TRUE);
  if (c->value != NULL)
    g_subprocess_launcher_setenv (launcher, c->variable, c->value, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, c->variable);
  process = g_subprocess_launcher_spawn (launcher, &error, "cosell", "--sandbox=20", "--profile",
                                         profile, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, await_cb, &pending);
  result = await_result (&pending);
  /* what was printed is not of UTF-8 when a name of a file is not */
  if (g_subprocess_communicate_utf8_finish (process, result, &out, &err, &error))
    {
      g_assert_cmpstr (err, ==, "");
      g_assert_nonnull (strstr (out, "Inbound "));
    }
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  remove_tree (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/e2e/odd/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_start);
    }
  return g_test_run ();
}
