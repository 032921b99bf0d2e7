#include "app/cosell-sandbox-process-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cosell-secret.h"
#include "cosell-config.h"

#define FIRST_LINE "listening on "
#define SECOND_LINE "pin "
#define TOKEN_FD 3
#define MAX_TOKEN 4096 /* fits into a pipe that nobody reads yet */

struct _CosellSandboxProcess
{
  GObject parent_instance;

  GSubprocess *process;      /* (owned) (nullable) */
  GDataInputStream *output;  /* (owned): kept open, so that the program can go on printing */
  GCancellable *cancellable; /* (owned): ends the wait when the object goes away */
  char *url;                 /* (owned) (nullable) */
  char *token;               /* (owned) */
  char *pin;                 /* (owned) (nullable) */
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (CosellSandboxProcess, cosell_sandbox_process, G_TYPE_OBJECT)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Beside the running program (build folder: src/sandbox beside src), else on PATH, else where
 * meson put it. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  char *found;

  if (self != NULL)
    {
      static const char *const places[] = { "cosell-sandbox", "sandbox/cosell-sandbox",
                                            "../sandbox/cosell-sandbox" };
      g_autofree char *folder = g_path_get_dirname (self);

      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        {
          g_autofree char *path = g_build_filename (folder, places[i], NULL);

          if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) &&
              !g_file_test (path, G_FILE_TEST_IS_DIR))
            return g_steal_pointer (&path);
        }
    }
  found = g_find_program_in_path ("cosell-sandbox");
  if (found == NULL && g_file_test (COSELL_BINDIR "/cosell-sandbox", G_FILE_TEST_IS_EXECUTABLE))
    found = g_strdup (COSELL_BINDIR "/cosell-sandbox");
  return found;
}

static gboolean
write_private (const char *path, const char *text, GError **error)
{
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* What the server takes as a token. */
static gboolean
is_token (const char *text)
{
  gsize length = 0;

  while (text[length] > 0x20 && text[length] <= 0x7e)
    length++;
  return length > 0 && length <= MAX_TOKEN && text[length] == '\0';
}

char *
cosell_sandbox_process_read_token (const char *profile_dir)
{
  g_autofree char *path = g_build_filename (profile_dir, "sandbox", "token", NULL);
  char text[MAX_TOKEN + 2] = "";
  char *token = NULL;
  struct stat info;
  gssize length = -1;
  int fd;

  /* what is no file is not waited for */
  fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    length = read (fd, text, sizeof text - 1);
  if (fd >= 0)
    close (fd);
  if (length > 0 && is_token (g_strstrip (text)))
    token = g_strdup (text);
  explicit_bzero (text, sizeof text);
  return token;
}

/* The token of this profile, kept in PROFILE/sandbox/token so that cosellctl finds it. It opens
 * nothing but the practice server of this profile. */
static char *
obtain_token (const char *profile_dir, GError **error)
{
  g_autofree char *path = g_build_filename (profile_dir, "sandbox", "token", NULL);
  char *token = cosell_sandbox_process_read_token (profile_dir);

  if (token != NULL)
    return token;
  token = cosell_secret_new ();
  if (write_private (path, token, error))
    return token;
  cosell_secret_free (token);
  return NULL;
}

/* Returns: the end of a pipe that gives token and ends, or -1 */
static int
token_pipe (const char *token, GError **error)
{
  int ends[2];
  gssize n;
  int code;

  if (pipe2 (ends, O_CLOEXEC) != 0)
    {
      code = errno;
      n = -1;
    }
  else
    {
      n = write (ends[1], token, strlen (token));
      code = errno;
      close (ends[1]);
      if (n < 0)
        close (ends[0]);
    }
  if (n >= 0)
    return ends[0];
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               _ ("The practice server cannot be given its secret: %s."), g_strerror (code));
  return -1;
}

static gboolean
folder_is_new (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, "token"))
      return FALSE;
  return TRUE;
}

static void
process_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (CosellSandboxProcess) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (self == NULL || self->stopping)
    return;
  g_clear_object (&self->process);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
watch_process (CosellSandboxProcess *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_subprocess_wait_async (self->process, self->cancellable, process_ended_cb, weak);
}

/* Takes failing and error, which is (nullable). */
static void
fail_to_start (GTask *failing, GError *error)
{
  g_autoptr (GTask) task = failing;

  cosell_sandbox_process_stop (g_task_get_task_data (task));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("The practice server ended before it was ready. Start "
                                "“cosell-sandbox” in a terminal to see why."));
}

static void
second_line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSandboxProcess *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    &error);
  if (line == NULL || !g_str_has_prefix (line, SECOND_LINE))
    {
      fail_to_start (g_steal_pointer (&task), error);
      return;
    }
  self->pin = g_strdup (g_strstrip (line + strlen (SECOND_LINE)));
  watch_process (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
first_line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CosellSandboxProcess *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    &error);
  if (line == NULL || !g_str_has_prefix (line, FIRST_LINE))
    {
      fail_to_start (task, error);
      return;
    }
  self->url = g_strdup (g_strstrip (line + strlen (FIRST_LINE)));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), second_line_read_cb, task);
}

static GSubprocess *
spawn (const char *folder, const char *token, guint deals, GError **error)
{
  g_autofree char *program = find_program ();
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  int token_end;

  if (program == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The program “cosell-sandbox” is not installed, so there are no "
                              "sample deals to practice with."));
      return NULL;
    }
  g_ptr_array_add (argv, g_steal_pointer (&program));
  g_ptr_array_add (argv, g_strdup ("--data"));
  g_ptr_array_add (argv, g_strdup (folder));
  g_ptr_array_add (argv, g_strdup ("--token-fd"));
  g_ptr_array_add (argv, g_strdup_printf ("%d", TOKEN_FD));
  g_ptr_array_add (argv, g_strdup ("--with-parent"));
  if (deals > 0 && folder_is_new (folder))
    {
      g_ptr_array_add (argv, g_strdup ("--deals"));
      g_ptr_array_add (argv, g_strdup_printf ("%u", deals));
    }
  g_ptr_array_add (argv, NULL);
  token_end = token_pipe (token, error);
  if (token_end < 0)
    return NULL;
  g_subprocess_launcher_take_fd (launcher, token_end, TOKEN_FD);
  /* the environment of a program can be read as well, and this token is for another service */
  g_subprocess_launcher_unsetenv (launcher, "COSELL_TOKEN");
  g_subprocess_launcher_unsetenv (launcher, "COSELL_CRM_TOKEN");
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
}

static void
cosell_sandbox_process_dispose (GObject *object)
{
  CosellSandboxProcess *self = COSELL_SANDBOX_PROCESS (object);

  cosell_sandbox_process_stop (self);
  g_clear_object (&self->output);
  G_OBJECT_CLASS (cosell_sandbox_process_parent_class)->dispose (object);
}

static void
cosell_sandbox_process_finalize (GObject *object)
{
  CosellSandboxProcess *self = COSELL_SANDBOX_PROCESS (object);

  g_clear_object (&self->cancellable);
  g_free (self->url);
  cosell_secret_free (self->token);
  cosell_secret_free (self->pin);
  G_OBJECT_CLASS (cosell_sandbox_process_parent_class)->finalize (object);
}

static void
cosell_sandbox_process_class_init (CosellSandboxProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cosell_sandbox_process_dispose;
  object_class->finalize = cosell_sandbox_process_finalize;
  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cosell_sandbox_process_init (CosellSandboxProcess *self)
{
  self->cancellable = g_cancellable_new ();
}

void
cosell_sandbox_process_start_async (const char *profile_dir,
                                    guint deals,
                                    GCancellable *c,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, c, callback, user_data);
  CosellSandboxProcess *self = g_object_new (COSELL_TYPE_SANDBOX_PROCESS, NULL);
  g_autofree char *folder = g_build_filename (profile_dir, "sandbox", NULL);
  GError *error = NULL;

  g_return_if_fail (profile_dir != NULL);

  g_task_set_source_tag (task, cosell_sandbox_process_start_async);
  g_task_set_task_data (task, self, g_object_unref);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved = errno;

      g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (saved),
                               _ ("The folder “%s” for the sample deals cannot be made: %s."),
                               folder, g_strerror (saved));
      return;
    }
  self->token = obtain_token (profile_dir, &error);
  if (self->token != NULL)
    self->process = spawn (folder, self->token, deals, &error);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, c, first_line_read_cb,
                                       g_steal_pointer (&task));
}

CosellSandboxProcess *
cosell_sandbox_process_start_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
cosell_sandbox_process_get_url (CosellSandboxProcess *self)
{
  g_return_val_if_fail (COSELL_IS_SANDBOX_PROCESS (self), NULL);

  return self->url;
}

const char *
cosell_sandbox_process_get_pin (CosellSandboxProcess *self)
{
  g_return_val_if_fail (COSELL_IS_SANDBOX_PROCESS (self), NULL);

  return self->pin;
}

int
cosell_sandbox_process_get_pid (CosellSandboxProcess *self)
{
  const char *text;

  g_return_val_if_fail (COSELL_IS_SANDBOX_PROCESS (self), 0);

  text = self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
  return text != NULL ? (int) g_ascii_strtoll (text, NULL, 10) : 0;
}

/* SIGTERM lets the server save its state; with the object it is gone, whatever it does. */
void
cosell_sandbox_process_stop (CosellSandboxProcess *self)
{
  g_return_if_fail (COSELL_IS_SANDBOX_PROCESS (self));

  self->stopping = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->process == NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
}
