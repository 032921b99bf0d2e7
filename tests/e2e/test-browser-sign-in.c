/* Signing in as a person does it: the window opens the browser of the desktop, the person allows it
 * there, and the deals come; and nothing of it is left when they sign out. */
#include <string.h>

#include "support/screen.h"
#include "support/server-process.h"

#define DIALOG "Sign In"

/* The desktop's browser is ours: a program that opens the page, types the PIN and presses Allow. */
static void
install_browser (Screen *screen)
{
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "data", NULL);
  g_autofree char *config = g_build_filename (screen_get_folder (screen), "config", NULL);
  g_autofree char *folder = g_build_filename (data, "applications", NULL);
  g_autofree char *entry = g_build_filename (folder, "test-browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (config, "mimeapps.list", NULL);
  g_autofree char *text =
      g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test\nExec=%s %%u\n"
                       "MimeType=x-scheme-handler/http;\n",
                       g_getenv ("COSELL_TEST_BROWSER"));

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* of the programs to come */
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (config, 0700), ==, 0);
  g_assert_true (g_file_set_contents (entry, text, -1, NULL));
  g_assert_true (g_file_set_contents (
      defaults, "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n", -1, NULL));
}

static void
test_sign_in (void)
{
  g_autoptr (Screen) screen = screen_new (NULL);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = NULL;
  g_autofree char *added = NULL;
  g_autofree char *synced = NULL;
  g_autofree char *out = NULL;
  g_autofree char *refused = NULL;

  install_browser (screen);
  server = server_process_new (data, 30);
  g_setenv ("COSELL_TEST_PIN", server_process_get_pin (server), TRUE); /* of the browser to come */
  added =
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL);
  screen_start (screen);
  screen_wait_label (screen, MAIN_WINDOW, "You are not signed in.");
  /* nobody got in yet, so the window welcomes */
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sign In to Partner Center");
  screen_wait_gone (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Sign In");
  screen_wait_gone (screen, DIALOG, ROLE_ANY, DIALOG);
  synced = screen_control (screen, 0, "sync", NULL); /* finds it in the keyring */

  /* who signs out elsewhere is signed out here too */
  out = screen_control (screen, 0, "logout", NULL);
  screen_wait_label (screen, MAIN_WINDOW, "You are not signed in.");
  refused = screen_control (screen, 4, "sync", NULL);
  screen_kill (screen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL); /* headless gives the programs a home */
  g_test_add_func ("/e2e/sign-in", test_sign_in);
  return g_test_run ();
}
