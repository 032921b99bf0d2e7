#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "support/await.h"
#include "support/json-bytes.h"

#define TOKEN "token-of-the-tests"

CliFixture *
cli_fixture_new (guint deals)
{
  CliFixture *self = g_new0 (CliFixture, 1);
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("cosell-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->sandbox = cosell_sandbox_new (NULL, TOKEN, deals, 1, clock, &error);
  g_assert_no_error (error);
  cosell_sandbox_listen (self->sandbox, 0, &error);
  g_assert_no_error (error);
  self->token = TOKEN;
  return self;
}

CliFixture *
cli_fixture_new_synced (guint deals)
{
  CliFixture *self = cli_fixture_new (deals);

  g_assert_cmpint (cli_run (self, "account", "add", "--url", cosell_sandbox_get_url (self->sandbox),
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (self, "sync", NULL), ==, 0);
  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
cli_fixture_free (CliFixture *self)
{
  g_clear_object (&self->sandbox);
  remove_tree (self->dir);
  g_free (self->dir);
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

GSubprocess *
cli_start (CliFixture *self, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (all, (gpointer) "cosellctl");
  for (; *argv != NULL; argv++)
    g_ptr_array_add (all, (gpointer) *argv);
  g_ptr_array_add (all, NULL);
  if (self->token != NULL)
    g_subprocess_launcher_setenv (launcher, "COSELL_TOKEN", self->token, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "COSELL_TOKEN");
  g_subprocess_launcher_setenv (launcher, "COSELL_PROFILE", self->dir, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) all->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static int
communicate (CliFixture *self, GSubprocess *process, const char *input)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_subprocess_communicate_utf8_async (process, input, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_subprocess_communicate_utf8_finish (process, result, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (*self->err != '\0')
    g_test_message ("%s", self->err);
  return g_subprocess_get_exit_status (process);
}

int
cli_wait (CliFixture *self, GSubprocess *process)
{
  return communicate (self, process, NULL);
}

int
cli_runv (CliFixture *self, const char *const *argv, const char *input)
{
  g_autoptr (GSubprocess) process = cli_start (self, argv);

  return communicate (self, process, input);
}

static GPtrArray *
collect (const char *extra, const char *first, va_list args)
{
  GPtrArray *argv = g_ptr_array_new ();

  if (extra != NULL)
    g_ptr_array_add (argv, (gpointer) extra);
  for (const char *arg = first; arg != NULL; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer) arg);
  g_ptr_array_add (argv, NULL);
  return argv;
}

int
cli_run (CliFixture *self, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = NULL;
  va_list args;

  va_start (args, first);
  argv = collect (NULL, first, args);
  va_end (args);
  return cli_runv (self, (const char *const *) argv->pdata, NULL);
}

CosellJson *
cli_parse_out (CliFixture *self)
{
  g_autoptr (GError) error = NULL;
  CosellJson *json = cosell_json_parse (self->out, -1, &error);

  g_assert_no_error (error);
  return json;
}

CosellJson *
cli_json (CliFixture *self, const char *first, ...)
{
  g_autoptr (GPtrArray) argv = NULL;
  va_list args;

  va_start (args, first);
  argv = collect ("--json", first, args);
  va_end (args);
  g_assert_cmpint (cli_runv (self, (const char *const *) argv->pdata, NULL), ==, 0);
  return cli_parse_out (self);
}

void
cli_assert_complaint (CliFixture *self, const char *word)
{
  const char *newline = strchr (self->err, '\n');

  g_assert_cmpstr (self->out, ==, "");
  g_assert_true (g_str_has_prefix (self->err, "cosellctl: "));
  g_assert_true (newline != NULL && newline[1] == '\0');
  if (strstr (self->err, word) == NULL)
    g_error ("“%s” is not in “%s”", word, self->err);
}

char *
cli_find (CliFixture *self, const char *filter)
{
  g_autoptr (CosellJson) rows = cli_json (self, "list", "--filter", filter, "--limit", "1", NULL);
  char *id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (rows), "/0/id"));

  g_assert_nonnull (id);
  return id;
}

char *
cli_write (CliFixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

char *
cli_draft (gboolean ask)
{
  static const char text[] =
      "{\"customer\":{\"name\":\"Contoso AB\",\"addressLine1\":\"Storgatan 1\",\"city\":\"Malmö\","
      "\"postalCode\":\"211 34\",\"country\":\"SE\",\"duns\":\"354111111\",\"contacts\":[{"
      "\"firstName\":\"Sara\",\"lastName\":\"Ek\",\"phone\":\"+46 40 100\","
      "\"email\":\"sara.ek@contoso.example\"}],\"consent\":true},\"name\":\"Warehouse robots\","
      "\"location\":\"1234567\",\"value\":\"1200000\",\"currency\":\"SEK\","
      "\"closeDate\":\"2099-01-15\",\"crmId\":\"CRM-7\",\"campaignId\":null,"
      "\"notes\":\"Wants a pilot in March.\",\"team\":[{\"firstName\":\"Ola\","
      "\"lastName\":\"Lind\",\"phone\":\"+46 40 200\",\"email\":\"ola.lind@fabrikam.example\"}],"
      "\"solutions\":[{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"
      "\"help\":\"%s\",\"notesToMicrosoft\":\"Need a demo tenant.\",\"visibleToMicrosoft\":%s,"
      "\"partners\":[]}";

  return g_strdup_printf (text, ask ? "ProofOfConceptOrDemo" : "none", ask ? "true" : "false");
}

void
cli_assert_text (CosellJsonValue object, const char *pointer, const char *expected)
{
  g_autofree char *text = cosell_json_dup_scalar (cosell_json_pointer (object, pointer));

  g_assert_cmpstr (text, ==, expected);
}

CosellJson *
cli_control (CliFixture *f, const char *method, const char *what, const char *body)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (f->sandbox), "/sandbox/control/", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer " TOKEN);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, await_cb, &pending);
  result = await_result (&pending);
  answer = soup_session_send_and_read_finish (http, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message) / 100, ==, 2);
  return g_bytes_get_size (answer) > 0 ? json_parse_bytes (answer, NULL) : NULL;
}
