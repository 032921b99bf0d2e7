/* login and logout, as processes, with a plain HTTP client as the person's browser; and that
 * nothing of it is found anywhere but in the keyring */
#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/cosell-secret-store.h"
#include "support/await.h"
#include "support/browser.h"

typedef struct
{
  CliFixture *cli;
  Browser *browser;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->cli = cli_fixture_new (20);
  f->cli->token = NULL;
  f->browser = browser_new ();
  g_assert_cmpint (cli_run (f->cli, "account", "add", "--url",
                            cosell_sandbox_get_url (f->cli->sandbox), NULL),
                   ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  browser_free (f->browser);
  cli_fixture_free (f->cli);
}

/* --- the person --- */

/* Reads what the program tells the person. *code: (nullable) */
static char *
read_prompt (GSubprocess *process, char **code)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_autofree char *url = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while (url == NULL || (code != NULL && *code == NULL))
    {
      GAsyncResult *place = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, NULL, await_cb, &place);
      result = await_result (&place);
      line = g_data_input_stream_read_line_finish_utf8 (lines, result, NULL, NULL);
      if (line == NULL)
        g_error ("The program did not ask for anything.");
      g_test_message ("%s", line);
      if (!g_str_has_prefix (line, "  "))
        continue;
      if (url == NULL)
        url = g_strdup (line + 2);
      else
        *code = g_strdup (line + 2);
    }
  return g_steal_pointer (&url);
}

static int
wait_for_exit (GSubprocess *process)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_async (process, NULL, await_cb, &place);
  result = await_result (&place);
  g_subprocess_wait_finish (process, result, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static int
login_with (Fixture *f, const char *const *argv, gboolean device, const char *decision)
{
  g_autoptr (GSubprocess) process = cli_start (f->cli, argv);
  g_autofree char *code = NULL;
  g_autofree char *url = read_prompt (process, device ? &code : NULL);

  browser_open (f->browser, url, code, decision);
  return wait_for_exit (process);
}

static int
login (Fixture *f, gboolean device, const char *decision)
{
  const char *const argv[] = { "login", device ? "--device-code" : NULL, NULL };

  return login_with (f, argv, device, decision);
}

static void
identity (Fixture *f, const char *body, guint refreshed, guint reused)
{
  g_autoptr (CosellJson) answer = cli_control (f->cli, "POST", "identity", body);

  g_assert_cmpint (cosell_json_get_int (cosell_json_member (cosell_json_root (answer), "refreshed"),
                                        -1),
                   ==, refreshed);
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (cosell_json_root (answer), "reused"),
                                        -1),
                   ==, reused);
}

/* What the keyring holds for the profile. (transfer full) (nullable) */
static CosellOauthTokens *
keyring (Fixture *f)
{
  g_autoptr (CosellSecretStore) store = cosell_secret_store_new ();
  g_autoptr (CosellTokenKey) key =
      cosell_token_key_new (cosell_sandbox_get_url (f->cli->sandbox), f->cli->dir, "organizations",
                            "cosell-practice");
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellOauthTokens *tokens;

  cosell_token_store_load_async (COSELL_TOKEN_STORE (store), key, await_cb, &place);
  result = await_result (&place);
  tokens = cosell_token_store_load_finish (COSELL_TOKEN_STORE (store), result, &error);
  g_assert_no_error (error);
  return tokens;
}

/* --- looking for what must not be there --- */

static void
assert_absent (const char *where, const char *text, gsize length, GPtrArray *secrets)
{
  for (guint i = 0; i < secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (secrets, i);

      if (memmem (text, length, secret, strlen (secret)) != NULL)
        g_error ("A token is in %s", where);
    }
}

static guint
search_folder (const char *folder, GPtrArray *secrets)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += search_folder (path, secrets);
      else if (g_file_get_contents (path, &text, &length, NULL))
        {
          assert_absent (path, text, length, secrets);
          n++;
        }
    }
  return n;
}

static void
collect (Fixture *f, GPtrArray *secrets)
{
  g_autoptr (CosellOauthTokens) tokens = keyring (f);

  g_assert_nonnull (tokens);
  g_assert_cmpuint (strlen (tokens->access), ==, 43);
  g_assert_cmpuint (strlen (tokens->refresh), ==, 43);
  g_ptr_array_add (secrets, g_strdup (tokens->access));
  g_ptr_array_add (secrets, g_strdup (tokens->refresh));
}

static void
assert_output_clean (Fixture *f, GPtrArray *secrets)
{
  assert_absent ("stdout", f->cli->out, strlen (f->cli->out), secrets);
  assert_absent ("stderr", f->cli->err, strlen (f->cli->err), secrets);
}

static void
assert_mode (const char *folder, const char *name, guint mode)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  g_test_message ("%s", path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, mode);
}

/* Sign in, sync, a token that ends, an edit, sign out: and then every file of the profile and of
 * the whole home, every line that was printed, the server's log and the command line of a process
 * are searched for every token that there was. */
static void
test_nothing_gets_out (Fixture *f, gconstpointer data)
{
  static const char *const sync[] = { "sync", NULL };
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (CosellJson) log = NULL;
  g_autoptr (CosellJson) none = NULL;
  g_autofree char *cmdline_path = NULL;
  g_autofree char *cmdline = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *id = NULL;
  gsize length = 0;

  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
  g_assert_nonnull (strstr (f->cli->err, "cosellctl login"));
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  collect (f, secrets);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);
  assert_output_clean (f, secrets);
  identity (f, "{\"expireTokens\":true}", 0, 0);
  id = cli_find (f->cli, "status=accepted");
  g_assert_cmpint (cli_run (f->cli, "set", id, "crmId=CRM-9", NULL), ==, 0);

  none = cli_control (f->cli, "POST", "faults", "{\"count\":1,\"delayMs\":300}");
  process = cli_start (f->cli, sync);
  cmdline_path = g_strdup_printf ("/proc/%s/cmdline", g_subprocess_get_identifier (process));
  g_assert_true (g_file_get_contents (cmdline_path, &cmdline, &length, NULL));
  g_assert_cmpint (cli_wait (f->cli, process), ==, 0);
  identity (f, "{}", 1, 0);
  collect (f, secrets);
  g_assert_cmpuint (secrets->len, ==, 4);
  assert_output_clean (f, secrets);
  assert_absent ("the command line", cmdline, length, secrets);

  g_assert_cmpuint (search_folder (f->cli->dir, secrets), >=, 2);
  search_folder (g_get_home_dir (), secrets);
  search_folder (g_get_user_runtime_dir (), secrets);
  log = cli_control (f->cli, "GET", "log", NULL);
  assert_absent ("the server's log", cosell_json_get_text (log, NULL),
                 strlen (cosell_json_get_text (log, NULL)), secrets);
  assert_absent ("the browser's page", browser_get_page (f->browser),
                 strlen (browser_get_page (f->browser)), secrets);
  /* the file that stands for the keyring is encrypted */
  if (g_getenv ("SECRET_FILE_TEST_PATH") != NULL)
    {
      g_assert_true (
          g_file_get_contents (g_getenv ("SECRET_FILE_TEST_PATH"), &kept, &length, NULL));
      assert_absent ("the keyring's file", kept, length, secrets);
    }
  assert_mode (f->cli->dir, "", 0700);
  assert_mode (f->cli->dir, "cosell.db", 0600);
  assert_mode (f->cli->dir, "sign-in.lock", 0600);

  g_assert_cmpint (cli_run (f->cli, "logout", NULL), ==, 0);
  g_assert_null (keyring (f));
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
  g_assert_cmpint (cli_run (f->cli, "list", NULL), ==, 0); /* deals stay */
}

static void
test_device_code (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (login (f, TRUE, "allow"), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);
}

static void
test_denied (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (login (f, FALSE, "deny"), ==, 4);
  g_assert_null (keyring (f));
  g_assert_cmpint (login (f, TRUE, "deny"), ==, 4);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
}

/* A CRM has a sign-in of its own, also where it is at the same address. */
static void
test_crm (Fixture *f, gconstpointer data)
{
  static const char *const crm_login[] = { "crm", "login", "Sales", NULL };
  const char *url = cosell_sandbox_get_url (f->cli->sandbox);

  cosell_sandbox_add_opportunities (f->cli->sandbox, 1);
  g_assert_cmpint (cli_run (f->cli, "crm", "add", "Sales", "--kind", "dynamics", "--url", url,
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "describe", "Sales", NULL), ==, 4);
  g_assert_cmpint (login_with (f, crm_login, FALSE, "deny"), ==, 4);
  g_assert_cmpint (cli_run (f->cli, "crm", "describe", "Sales", NULL), ==, 4);
  g_assert_cmpint (login_with (f, crm_login, FALSE, "allow"), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "describe", "Sales", NULL), ==, 0);
  g_assert_null (keyring (f));
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
  /* it is renewed when it has ended, and asked for when it was revoked */
  identity (f, "{\"expireTokens\":true}", 0, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "test", "Sales", NULL), ==, 0);
  identity (f, "{\"expireTokens\":true,\"revokeRefresh\":true}", 1, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "test", "Sales", NULL), ==, 4);
  g_assert_cmpint (login_with (f, crm_login, FALSE, "allow"), ==, 0);
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "remove", "Sales", NULL), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);
  /* what was forgotten does not come back */
  g_assert_cmpint (cli_run (f->cli, "crm", "add", "Sales", "--kind", "dynamics", "--url", url,
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "describe", "Sales", NULL), ==, 4);
}

/* Salesforce is its own identity provider: a browser only, and refresh tokens that are good for one
 * use. */
static void
test_salesforce (Fixture *f, gconstpointer data)
{
  static const char *const crm_login[] = { "crm", "login", "Force", NULL };
  const char *url = cosell_sandbox_get_url (f->cli->sandbox);
  g_autoptr (CosellJson) fault = NULL;

  cosell_sandbox_add_opportunities (f->cli->sandbox, 1);
  g_assert_cmpint (cli_run (f->cli, "crm", "add", "Force", "--kind", "salesforce", "--url", url,
                            "--client-id", "3MVG9.key_1", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "login", "Force", "--device-code", NULL), ==, 4);
  cli_assert_complaint (f->cli, "browser");
  /* tokens of another organization are not taken */
  fault = cli_control (f->cli, "POST", "faults",
                       "{\"path\":\"/services/oauth2/token\",\"answer\":{\"/instance_url\":"
                       "\"https://other.my.salesforce.com\"}}");
  g_assert_cmpint (login_with (f, crm_login, FALSE, "allow"), ==, 4);
  g_assert_cmpint (cli_run (f->cli, "crm", "describe", "Force", NULL), ==, 4);
  g_assert_cmpint (login_with (f, crm_login, FALSE, "allow"), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "describe", "Force", NULL), ==, 0);
  /* each renewal is kept for the next process before it is used */
  for (guint i = 0; i < 3; i++)
    {
      identity (f, "{\"expireTokens\":true}", i, 0);
      g_assert_cmpint (cli_run (f->cli, "crm", "test", "Force", NULL), ==, 0);
    }
  identity (f, "{\"expireTokens\":true,\"revokeRefresh\":true}", 3, 0);
  g_assert_cmpint (cli_run (f->cli, "crm", "test", "Force", NULL), ==, 4);
}

/* COSELL_TOKEN wins, and nothing is stored. */
static void
test_token (Fixture *f, gconstpointer data)
{
  f->cli->token = "token-of-the-tests";
  g_assert_cmpint (cli_run (f->cli, "login", NULL), ==, 1);
  cli_assert_complaint (f->cli, "COSELL_TOKEN");
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "logout", NULL), ==, 0);
  f->cli->token = NULL;
  g_assert_null (keyring (f));
}

/* Many processes whose token has ended: it is renewed once. */
static void
test_renewed_once (Fixture *f, gconstpointer data)
{
  static const char *const sync[] = { "sync", NULL };
  GSubprocess *processes[4];

  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  identity (f, "{\"expireTokens\":true}", 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    processes[i] = cli_start (f->cli, sync);
  for (guint i = 0; i < G_N_ELEMENTS (processes); i++)
    {
      g_assert_cmpint (cli_wait (f->cli, processes[i]), ==, 0);
      g_object_unref (processes[i]);
    }
  identity (f, "{}", 1, 0);
}

static void
test_revoked (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  identity (f, "{\"expireTokens\":true,\"revokeRefresh\":true}", 0, 0);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
  g_assert_nonnull (strstr (f->cli->err, "cosellctl login"));
  g_assert_nonnull (strstr (f->cli->err, "correlation ID"));
  g_assert_null (keyring (f));
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);
}

/* The second factor is asked for later: told, and done with the next sign-in. */
static void
test_second_factor (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  identity (f, "{\"requireMfa\":true}", 0, 0);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
  g_assert_nonnull (strstr (f->cli->err, "second factor"));
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);
}

static void
test_account_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellOauthTokens) tokens = NULL;

  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  tokens = keyring (f);
  g_assert_nonnull (tokens);
  g_assert_cmpint (cli_run (f->cli, "account", "remove", NULL), ==, 0);
  g_assert_null (keyring (f));
}

static void
test_no_keyring (Fixture *f, gconstpointer data)
{
  g_autofree char *backend = g_strdup (g_getenv ("SECRET_BACKEND"));
  int status;

  g_setenv ("SECRET_BACKEND", "service", TRUE); /* and there is no bus to find it on */
  status = login (f, FALSE, "allow");
  g_setenv ("SECRET_BACKEND", backend != NULL ? backend : "file", TRUE);
  g_assert_cmpint (status, ==, 4);
  g_assert_null (keyring (f));
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
}

/* Partner Center wants a client ID of the organization; a service of this computer does not. */
static void
test_setup (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f->cli, "login", "--client-id", "not an ID", NULL), ==, 1);
  g_assert_cmpint (cli_run (f->cli, "account", "add", "--url", "https://api.partner.microsoft.com",
                            NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f->cli, "login", NULL), ==, 4);
  cli_assert_complaint (f->cli, "client ID");
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 4);
  g_assert_nonnull (strstr (f->cli->err, "client ID"));
  g_assert_cmpint (cli_run (f->cli, "account", "remove", NULL), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "login", NULL), ==, 1);
}

/* A folder whose name is no text: everything is found in it again, the sign-in too. */
static void
test_folder_of_any_bytes (Fixture *f, gconstpointer data)
{
  g_autofree char *usual = f->cli->dir;
  g_autofree char *odd = g_build_filename (usual, "s\xe4lj \xff", NULL);
  g_autofree char *option = g_strconcat ("--profile=", odd, NULL);
  g_autoptr (CosellOauthTokens) tokens = NULL;

  f->cli->token = NULL;
  f->cli->dir = odd;
  g_assert_cmpint (cli_run (f->cli, "account", "add", "--url",
                            cosell_sandbox_get_url (f->cli->sandbox), NULL),
                   ==, 0);
  g_assert_cmpint (login (f, FALSE, "allow"), ==, 0);
  tokens = keyring (f);
  g_assert_nonnull (tokens);
  g_assert_cmpint (cli_run (f->cli, "sync", NULL), ==, 0);

  f->cli->dir = usual;
  g_assert_cmpint (cli_run (f->cli, option, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "--profile", odd, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "--profile", odd, "logout", NULL), ==, 0);
  g_assert_cmpint (cli_run (f->cli, "list", "--search", odd, NULL), ==, 1);
  g_steal_pointer (&usual);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/cli/sign-in/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-gets-out", test_nothing_gets_out);
  ADD ("device-code", test_device_code);
  ADD ("denied", test_denied);
  ADD ("crm", test_crm);
  ADD ("salesforce", test_salesforce);
  ADD ("token", test_token);
  ADD ("renewed-once", test_renewed_once);
  ADD ("revoked", test_revoked);
  ADD ("second-factor", test_second_factor);
  ADD ("account-removed", test_account_removed);
  ADD ("no-keyring", test_no_keyring);
  ADD ("setup", test_setup);
  ADD ("folder-of-any-bytes", test_folder_of_any_bytes);
  return g_test_run ();
}
