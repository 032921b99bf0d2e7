/* P9, P10: what a person sees when the profile cannot be used as it is. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "support/screen.h"
#include "support/server-process.h"

#define VERSION_AT 60 /* PRAGMA user_version in the head of the file, big-endian */

static char *
database_of (Screen *screen)
{
  return g_build_filename (screen_get_profile (screen), "cosell.db", NULL);
}

static void
write_at (const char *path, off_t offset, const char *bytes, gsize length)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, bytes, length, offset), ==, (gssize) length);
  close (fd);
}

static char *
checksum (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

/* A newer schema: words on a page of their own, the file as it was; cosellctl ends with 1. Once the
 * file is one of this program again, Try Again opens it. */
static void
test_newer (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *path = database_of (screen);
  g_autofree char *version = NULL, *before = NULL, *after = NULL;
  gsize length;

  g_free (screen_control (screen, 0, "account", "add", "--url", "https://api.example", NULL));
  g_assert_true (g_file_get_contents (path, &version, &length, NULL));
  g_assert_cmpuint (length, >, 100);
  write_at (path, VERSION_AT, "\0\0\0\143", 4);
  before = checksum (path);
  g_free (screen_control (screen, 1, "list", NULL));
  screen_start (screen);
  screen_wait_label (screen, MAIN_WINDOW, "Cosell Cannot Open Your Deals");
  screen_wait_label (screen, MAIN_WINDOW, "The deal database “");
  after = checksum (path);
  g_assert_cmpstr (after, ==, before);
  write_at (path, VERSION_AT, version + VERSION_AT, 4);
  screen_press (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "Try Again");
  screen_wait (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "New Deal");
  screen_close (screen);
}

/* A file that lost its head: the dialog says what was saved, once, and it is there. */
static void
test_damaged (void)
{
  g_autoptr (Screen) screen = screen_new (SERVER_TOKEN);
  g_autofree char *path = database_of (screen);
  g_autofree char *data = g_build_filename (screen_get_folder (screen), "server", NULL);
  g_autoptr (ServerProcess) server = server_process_new (data, 20);
  g_autofree char *garbage = g_strnfill (100, 'x');
  const char *title = "The Deal Database Was Damaged";
  g_autofree char *outbox = NULL;

  g_free (
      screen_control (screen, 0, "account", "add", "--url", server_process_get_url (server), NULL));
  g_free (screen_control (screen, 0, "sync", NULL));
  g_free (screen_control (screen, 0, "favorite", "1", "on", NULL));
  g_free (screen_control (screen, 0, "favorite", "1", "off", NULL));
  g_free (screen_control (screen, 0, "set", "1", "crmId=CRM-4711", NULL));
  server_process_stop (server);
  write_at (path, 0, garbage, strlen (garbage));

  screen_start (screen);
  screen_wait_label (screen, title, title);
  screen_wait_label (screen, title,
                     "The deal database was damaged, and was made anew. Saved: "
                     "1 change that waits to be sent and 0 drafts.");
  screen_press (screen, title, ROLE_PUSH_BUTTON, "Close");
  screen_wait (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "New Deal");
  screen_kill (screen);
  outbox = screen_control (screen, 0, "--json", "outbox", NULL);
  g_assert_nonnull (strstr (outbox, "CRM-4711"));
  screen_start (screen);
  screen_wait (screen, MAIN_WINDOW, ROLE_PUSH_BUTTON, "New Deal");
  g_assert_false (screen_has (screen, title, ROLE_ANY, title));
  screen_close (screen);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/e2e/P9-newer-schema", test_newer);
  g_test_add_func ("/e2e/P10-damaged", test_damaged);
  return g_test_run ();
}
