/* Files that people name: they may be anything. */
#include "cli/cosell-cli-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILE_BYTES (16 * 1024 * 1024)

static gboolean
refuse_file (GError **error, const char *file, const char *reason)
{
  g_autofree char *name = g_filename_display_name (file);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%s” cannot be read: %s"), name, reason);
  return FALSE;
}

static gboolean
read_all (int fd, const char *file, GString *text, GError **error)
{
  char buffer[65536];
  gssize n;

  for (;;)
    {
      n = read (fd, buffer, sizeof buffer);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return refuse_file (error, file, g_strerror (errno));
      if (n == 0)
        break;
      if (text->len + (gsize) n > MAX_FILE_BYTES)
        return refuse_file (error, file, _ ("it is larger than 16 MiB."));
      g_string_append_len (text, buffer, n);
    }
  if (memchr (text->str, '\0', text->len) != NULL ||
      !g_utf8_validate (text->str, (gssize) text->len, NULL))
    return refuse_file (error, file, _ ("it is not a text in UTF-8."));
  return TRUE;
}

char *
cosell_cli_read_text (const char *file, GError **error)
{
  gboolean standard = g_str_equal (file, "-");
  int fd = standard ? STDIN_FILENO : open (file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  g_autoptr (GString) text = g_string_new (NULL);
  struct stat info;
  gboolean done;

  if (standard)
    file = _ ("standard input");
  if (fd < 0 || fstat (fd, &info) != 0)
    done = refuse_file (error, file, g_strerror (errno));
  else if (S_ISDIR (info.st_mode))
    done = refuse_file (error, file, _ ("it is a folder."));
  else
    done = read_all (fd, file, text, error);
  if (fd >= 0 && !standard)
    close (fd);
  return done ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gboolean
cosell_cli_write_text (const char *file, const char *text, GError **error)
{
  gboolean in_place =
      g_file_test (file, G_FILE_TEST_IS_SYMLINK) ||
      (g_file_test (file, G_FILE_TEST_EXISTS) && !g_file_test (file, G_FILE_TEST_IS_REGULAR));

  if (!g_str_equal (file, "-"))
    return g_file_set_contents_full (file, text, -1,
                                     in_place ? G_FILE_SET_CONTENTS_NONE
                                              : G_FILE_SET_CONTENTS_CONSISTENT,
                                     0666, error);
  cosell_cli_put (text, strlen (text));
  return TRUE;
}
