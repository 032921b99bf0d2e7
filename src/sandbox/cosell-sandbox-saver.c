#include "sandbox/cosell-sandbox-saver.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox/cosell-sandbox-dataverse.h"
#include "sandbox/cosell-sandbox-salesforce.h"

/* µs: a clock that was set further away was not set here */
#define MAX_OFFSET (G_GINT64_CONSTANT (101) * 366 * G_TIME_SPAN_DAY)
/* µs from 1970: dates with four digits */
#define MAX_LAST_UPDATE (G_GINT64_CONSTANT (7000) * 366 * G_TIME_SPAN_DAY)

struct _SandboxSaver
{
  char *dir;
  char *path;
  GThread *thread; /* (nullable): of the save that runs */
  int running;     /* atomic */
  int failed;      /* atomic */
};

/* What a save writes: texts do not change, so it may run beside everything else. */
typedef struct
{
  SandboxSaver *saver;
  char *head;
  GPtrArray *texts; /* of GRefString */
} Snapshot;

SandboxSaver *
sandbox_saver_new (const char *dir)
{
  SandboxSaver *saver = g_new0 (SandboxSaver, 1);

  saver->dir = g_strdup (dir);
  saver->path = g_build_filename (dir, "referrals.json", NULL);
  return saver;
}

static void
saver_wait (SandboxSaver *saver)
{
  g_clear_pointer (&saver->thread, g_thread_join);
}

void
sandbox_saver_free (SandboxSaver *saver)
{
  if (saver == NULL)
    return;
  saver_wait (saver);
  g_free (saver->dir);
  g_free (saver->path);
  g_free (saver);
}

static void
snapshot_free (Snapshot *snapshot)
{
  g_free (snapshot->head);
  g_ptr_array_unref (snapshot->texts);
  g_free (snapshot);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Snapshot, snapshot_free)

static void
write_int (CosellJsonWriter *writer, const char *name, gint64 value)
{
  cosell_json_writer_name (writer, name);
  cosell_json_writer_int (writer, value);
}

static Snapshot *
snapshot_new (SandboxSaver *saver, SandboxCore *core)
{
  Snapshot *snapshot = g_new0 (Snapshot, 1);
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  write_int (writer, "version", 1);
  write_int (writer, "clockOffset", core->clock_offset);
  write_int (writer, "revision", (gint64) core->revision);
  write_int (writer, "lastUpdate", core->last_update);
  cosell_json_writer_name (writer, "dataverse");
  sandbox_dataverse_save (core->dataverse, writer);
  cosell_json_writer_name (writer, "salesforce");
  sandbox_salesforce_save (core->salesforce, writer);
  cosell_json_writer_end_object (writer);
  snapshot->saver = saver;
  snapshot->head = cosell_json_writer_end (writer);
  snapshot->texts =
      g_ptr_array_new_full (core->records->len, (GDestroyNotify) g_ref_string_release);
  for (guint i = 0; i < core->records->len; i++)
    g_ptr_array_add (snapshot->texts,
                     g_ref_string_acquire (
                         ((SandboxRecord *) g_ptr_array_index (core->records, i))->text));
  return snapshot;
}

static gboolean
write_text (GOutputStream *stream, const char *text, gsize length, GError **error)
{
  return g_output_stream_write_all (stream, text, length, NULL, NULL, error);
}

static gboolean
snapshot_stream (Snapshot *snapshot, GOutputStream *stream, GError **error)
{
  /* the head's closing brace makes room for the list */
  if (!write_text (stream, snapshot->head, strlen (snapshot->head) - 1, error) ||
      !write_text (stream, ",\"value\":[", strlen (",\"value\":["), error))
    return FALSE;
  for (guint i = 0; i < snapshot->texts->len; i++)
    {
      char *text = g_ptr_array_index (snapshot->texts, i);

      if (!write_text (stream, i == 0 ? "\n" : ",\n", i == 0 ? 1 : 2, error) ||
          !write_text (stream, text, g_ref_string_length (text), error))
        return FALSE;
    }
  return write_text (stream, "\n]}\n", 4, error);
}

/* Atomic: GIO writes beside the file and renames when everything is there. */
static gboolean
snapshot_write (Snapshot *snapshot, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (snapshot->saver->path);
  g_autoptr (GCancellable) abandon = g_cancellable_new ();
  g_autoptr (GFileOutputStream) out = NULL;
  g_autoptr (GOutputStream) buffered = NULL;

  out = g_file_replace (file, NULL, FALSE,
                        G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);
  if (out == NULL)
    return FALSE;
  buffered = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (out), 256 * 1024);
  if (snapshot_stream (snapshot, buffered, error))
    return g_output_stream_close (buffered, NULL, error);
  /* a cancelled close leaves the old file in place */
  g_cancellable_cancel (abandon);
  g_output_stream_close (buffered, abandon, NULL);
  return FALSE;
}

gboolean
sandbox_saver_save (SandboxSaver *saver, SandboxCore *core, GError **error)
{
  g_autoptr (Snapshot) snapshot = NULL;
  gboolean done;

  saver_wait (saver);
  snapshot = snapshot_new (saver, core);
  done = snapshot_write (snapshot, error);
  g_atomic_int_set (&saver->failed, !done);
  return done;
}

static gpointer
save_thread (gpointer data)
{
  g_autoptr (Snapshot) snapshot = data;
  g_autoptr (GError) error = NULL;
  gboolean done = snapshot_write (snapshot, &error);

  if (!done)
    g_printerr ("cosell-sandbox: %s\n", error->message);
  g_atomic_int_set (&snapshot->saver->failed, !done);
  g_atomic_int_set (&snapshot->saver->running, FALSE);
  return NULL;
}

gboolean
sandbox_saver_start (SandboxSaver *saver, SandboxCore *core)
{
  if (g_atomic_int_get (&saver->running))
    return FALSE;
  saver_wait (saver);
  g_atomic_int_set (&saver->running, TRUE);
  saver->thread = g_thread_new ("sandbox-save", save_thread, snapshot_new (saver, core));
  return TRUE;
}

gboolean
sandbox_saver_has_failed (SandboxSaver *saver)
{
  return g_atomic_int_get (&saver->failed);
}

static gboolean
damaged (SandboxSaver *saver, const char *why, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "%s cannot be read (%s). Move it away to begin with new sample deals.", saver->path,
               why);
  return FALSE;
}

static gboolean
load_head (SandboxSaver *saver, SandboxCore *core, const char *line, gsize length, GError **error)
{
  static const char tail[] = ",\"value\":[";
  g_autofree char *text = NULL;
  g_autoptr (CosellJson) json = NULL;
  CosellJsonValue root;

  if (length < sizeof tail ||
      memcmp (line + length - (sizeof tail - 1), tail, sizeof tail - 1) != 0)
    return damaged (saver, "its first line is not that of a list", error);
  text = g_strdup_printf ("%.*s}", (int) (length - (sizeof tail - 1)), line);
  json = cosell_json_parse (text, -1, NULL);
  root = cosell_json_root (json);
  if (cosell_json_get_int (cosell_json_member (root, "version"), 0) != 1)
    return damaged (saver, "another version wrote it", error);
  core->clock_offset = cosell_json_get_int (cosell_json_member (root, "clockOffset"), 0);
  core->revision = (guint64) cosell_json_get_int (cosell_json_member (root, "revision"), 0);
  core->last_update = cosell_json_get_int (cosell_json_member (root, "lastUpdate"), 0);
  if (ABS (core->clock_offset) > MAX_OFFSET || core->last_update < -MAX_LAST_UPDATE ||
      core->last_update > MAX_LAST_UPDATE)
    return damaged (saver, "its times are out of range", error);
  if (!sandbox_dataverse_load (core->dataverse, cosell_json_member (root, "dataverse")) ||
      !sandbox_salesforce_load (core->salesforce, cosell_json_member (root, "salesforce")))
    return damaged (saver, "its opportunities cannot be read", error);
  return TRUE;
}

static gboolean
load_text (SandboxSaver *saver, SandboxCore *core, const char *text, gsize length, GError **error)
{
  const char *end;
  const char *line = length > 0 ? memchr (text, '\n', length) : NULL;

  if (line == NULL || !load_head (saver, core, text, (gsize) (line - text), error))
    return line != NULL ? FALSE : damaged (saver, "it has no lines", error);
  end = text + length;
  for (line++; line < end && *line != ']';)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      g_autoptr (GError) why = NULL;
      gssize n;

      if (next == NULL)
        return damaged (saver, "it ends too early", error);
      n = next - line - (next > line && next[-1] == ',' ? 1 : 0);
      if (sandbox_core_insert (core, line, n, &why) == NULL)
        return damaged (saver, why->message, error);
      line = next + 1;
    }
  return line < end ? TRUE : damaged (saver, "it ends too early", error);
}

/* Whatever stands there: what is no file is not waited for. NULL without an error: nothing does. */
static GMappedFile *
map_file (SandboxSaver *saver, GError **error)
{
  int fd = open (saver->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  int code = errno;
  GMappedFile *file = NULL;
  g_autoptr (GError) why = NULL;
  struct stat info;

  if (fd < 0 && code == ENOENT)
    return NULL;
  if (fd < 0)
    damaged (saver, g_strerror (code), error);
  else if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    damaged (saver, "it is no file", error);
  else if ((file = g_mapped_file_new_from_fd (fd, FALSE, &why)) == NULL)
    damaged (saver, why->message, error);
  if (fd >= 0)
    close (fd);
  return file;
}

gboolean
sandbox_saver_load (SandboxSaver *saver, SandboxCore *core, gboolean *found, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) why = NULL;

  *found = FALSE;
  if (g_mkdir_with_parents (saver->dir, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   "The folder %s cannot be made: %s", saver->dir, g_strerror (code));
      return FALSE;
    }
  file = map_file (saver, &why);
  if (why != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (file == NULL)
    return TRUE;
  *found = TRUE;
  return load_text (saver, core, g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                    error);
}
