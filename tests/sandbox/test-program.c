/* test-program.c: cosell-sandbox as others start it: what it prints, and what nobody else may read
 */
#include <fcntl.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sandbox/sandbox-client.h"
#include "support/await.h"

#define SECRET "s3cret-of-the-tests"

typedef struct
{
  GSubprocess *process;
  GDataInputStream *out;
  char *url;
} Program;

static void
program_free (Program *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->out);
  g_free (self->url);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Program, program_free)

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

/* argv: without the program. fd: (nullable) what it reads as descriptor 7. */
static Program *
program_start (const char *const *argv, int fd)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  Program *self = g_new0 (Program, 1);

  g_strv_builder_add_many (builder, "cosell-sandbox", "--with-parent", "--deals", "1", NULL);
  g_strv_builder_addv (builder, (const char **) argv);
  all = g_strv_builder_end (builder);
  if (fd >= 0)
    g_subprocess_launcher_take_fd (launcher, fd, 7);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) all, &error);
  g_assert_no_error (error);
  self->out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = read_line (self->out);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  self->url = g_strdup (line + strlen ("listening on "));
  return self;
}

/* A pipe that holds text and ends. */
static int
pipe_with (const char *text, gsize length)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_assert_cmpint (write (ends[1], text, length), ==, (gssize) length);
  close (ends[1]);
  return ends[0];
}

static gboolean
file_holds (Program *program, const char *name, const char *text)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (program->process), name);
  g_autofree char *data = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_strstr_len (data, (gssize) length, text) != NULL ||
         memmem (data, length, text, strlen (text)) != NULL;
}

static guint
ask_path (Program *program, const char *path, const char *token)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url = g_strconcat (program->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, await_cb, &place);
  result = await_result (&place);
  body = soup_session_send_and_read_finish (session, result, NULL);
  return body != NULL ? soup_message_get_status (message) : 0;
}

static guint
ask (Program *program, const char *token)
{
  return ask_path (program, "/sandbox/v1/me", token);
}

static void
assert_secret (Program *program)
{
  g_assert_cmpuint (ask (program, SECRET), ==, 200);
  g_assert_cmpuint (ask (program, "*"), ==, 401);
  g_assert_false (file_holds (program, "cmdline", SECRET));
  g_assert_false (file_holds (program, "environ", SECRET));
}

/* Every user of the computer can read what a program was started with. */
static void
test_token_in_arguments (void)
{
  static const char *const ways[][4] = {
    { "--token", SECRET, NULL },
    { "--token=" SECRET, NULL },
    { "-t", SECRET, NULL },
    { "--no-pin", "--token", SECRET, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (Program) program = program_start (ways[i], -1);

      assert_secret (program);
    }
}

static void
test_token_fd (void)
{
  static const char *const argv[] = { "--token-fd", "7", NULL };
  static const char *const texts[] = { SECRET, SECRET "\n", "  " SECRET " \r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (Program) program = program_start (argv, pipe_with (texts[i], strlen (texts[i])));
      g_autofree char *path =
          g_strdup_printf ("/proc/%s/fd/7", g_subprocess_get_identifier (program->process));

      g_autofree char *leads = g_file_read_link (path, NULL);

      assert_secret (program);
      /* it was closed; the server may have opened something else since */
      g_assert_true (leads == NULL || !g_str_has_prefix (leads, "pipe:"));
    }
}

/* Runs it to its end. Returns: its exit status; *complaint: what it said (transfer full) */
static int
run (const char *const *argv, int fd, char **complaint)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (fd >= 0)
    g_subprocess_launcher_take_fd (launcher, fd, 7);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, complaint, &error));
  g_assert_no_error (error);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

/* A server that takes any token is not what was asked for. */
static void
test_wrong_token (void)
{
  static const char *const fd[] = { "cosell-sandbox", "--token-fd", "7", NULL };
  static const char *const closed[] = { "cosell-sandbox", "--token-fd", "99", NULL };
  static const char *const negative[] = { "cosell-sandbox", "--token-fd", "-1", NULL };
  static const char *const empty[] = { "cosell-sandbox", "--token", "", NULL };
  static const char *const space[] = { "cosell-sandbox", "--token", "a b", NULL };
  static const char *const both[] = { "cosell-sandbox", "--token", "a", "--token-fd", "7", NULL };
  static const struct
  {
    const char *const *argv;
    int what; /* 0: nothing, 1: a word, 2: white space, 3: bytes without an end */
  } wrong[] = { { fd, 0 },       { fd, 2 },    { fd, 3 },    { closed, 0 },
                { negative, 0 }, { empty, 0 }, { space, 0 }, { both, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *complaint = NULL;
      int file = wrong[i].what == 3   ? open ("/dev/zero", O_RDONLY | O_CLOEXEC)
                 : wrong[i].what == 2 ? pipe_with (" \n", 2)
                 : wrong[i].what == 1 ? pipe_with ("word", 4)
                                      : pipe_with ("", 0);

      g_assert_cmpint (run (wrong[i].argv, file, &complaint), ==, 1);
      g_test_message ("%u: %s", i, complaint);
      g_assert_true (g_str_has_prefix (complaint, "cosell-sandbox: "));
      g_assert_nonnull (strchr (complaint, '\n'));
      g_assert_cmpstr (strchr (complaint, '\n'), ==, "\n"); /* one line */
    }
}

/* A crash leaves no file with the token. */
static void
test_core_limit (void)
{
  static const char *const argv[] = { "--no-pin", NULL };
  g_autoptr (Program) program = program_start (argv, -1);
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/limits", g_subprocess_get_identifier (program->process));
  g_autofree char *limits = NULL;
  const char *line;
  guint soft = 1, hard = 1;

  g_assert_true (g_file_get_contents (path, &limits, NULL, NULL));
  line = strstr (limits, "Max core file size");
  g_assert_nonnull (line);
  g_assert_cmpint (sscanf (line, "Max core file size %u %u", &soft, &hard), ==, 2);
  g_assert_cmpuint (soft, ==, 0);
  g_assert_cmpuint (hard, ==, 0);
}

/* A server that cannot say where it listens is of no use to anybody. */
static void
test_full_output (void)
{
  static const char command[] = "cosell-sandbox --deals 1 > /dev/full";
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "sh", "-c", command, NULL);
  g_autofree char *complaint = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_true (g_str_has_prefix (complaint, "cosell-sandbox: "));
}

/* "listening on" stays the first line; the PIN is another one each time. */
static void
test_pin (void)
{
  static const char *const argv[] = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Program) program = program_start (argv, -1);
      char *line = read_line (program->out);

      g_assert_nonnull (line);
      g_assert_true (g_str_has_prefix (line, "pin "));
      g_assert_cmpuint (strlen (line), ==, strlen ("pin 123456"));
      g_assert_cmpuint (strspn (line + 4, "0123456789"), ==, 6);
      *(i == 0 ? &first : &second) = line;
    }
  g_assert_cmpstr (first, !=, second);
}

/* The CRM is there beside the referrals, or alone. */
static void
test_crm (void)
{
  static const char *const both[] = { "--opportunities", "2", NULL };
  static const char *const alone[] = { "--crm", "dynamics", "--opportunities", "0", NULL };
  static const char *const other[] = { "cosell-sandbox", "--crm", "other", NULL };
  g_autoptr (Program) first = program_start (both, -1);
  g_autoptr (Program) second = program_start (alone, -1);
  g_autofree char *complaint = NULL;

  g_assert_cmpuint (ask (first, "any"), ==, 200);
  g_assert_cmpuint (ask_path (first, "/api/data/v9.2/WhoAmI", "any"), ==, 200);
  g_assert_cmpuint (ask (second, "any"), ==, 404);
  g_assert_cmpuint (ask_path (second, "/api/data/v9.2/opportunities", "any"), ==, 200);
  g_assert_cmpint (run (other, -1, &complaint), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/program/token-in-arguments", test_token_in_arguments);
  g_test_add_func ("/sandbox/program/token-fd", test_token_fd);
  g_test_add_func ("/sandbox/program/wrong-token", test_wrong_token);
  g_test_add_func ("/sandbox/program/core-limit", test_core_limit);
  g_test_add_func ("/sandbox/program/full-output", test_full_output);
  g_test_add_func ("/sandbox/program/pin", test_pin);
  g_test_add_func ("/sandbox/program/crm", test_crm);
  return g_test_run ();
}
