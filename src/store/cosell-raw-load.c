#include "store/cosell-raw-load.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BYTES 4096 /* at a time: what is lost with a sector that cannot be read */
#define MAX_TRIES 5

static GBytes *
read_bytes (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;
  guint8 *bytes;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  bytes = g_malloc0 ((gsize) info.st_size + 1);
  for (goffset at = 0; at < info.st_size;)
    {
      gssize n = pread (fd, bytes + at, MIN ((gsize) (info.st_size - at), READ_BYTES), at);

      if (n == 0)
        break;
      at += n > 0 ? n : READ_BYTES;
    }
  close (fd);
  return g_bytes_new_take (bytes, (gsize) info.st_size);
}

static gboolean
is_same (GBytes *a, GBytes *b)
{
  return a == NULL || b == NULL ? a == b : g_bytes_equal (a, b);
}

CosellRawFile *
cosell_raw_load (const char *path, guint page_size)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) log = read_bytes (log_path);

  /* pages go from the log into the file, and new ones into the log */
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (GBytes) before = g_steal_pointer (&log);

      g_clear_pointer (&file, g_bytes_unref);
      file = read_bytes (path);
      log = read_bytes (log_path);
      if (is_same (before, log))
        break;
    }
  return file != NULL ? cosell_raw_file_new (file, log, page_size) : NULL;
}
