/* test-cli-practice.c: cosellctl on the profile of a practice server: whose token goes where, and
 * what happens when another program has taken its place */
#include <glib/gstdio.h>
#include <string.h>

#include "app/cosell-session.h"
#include "cli-fixture.h"
#include "support/await.h"

#define SECRET "token-of-the-tests"

/* What a window does: the secret stands in the profile, and the account is the practice server. */
static void
make_practice (CliFixture *f, const char *url)
{
  g_autofree char *folder = g_build_filename (f->dir, "sandbox", NULL);
  g_autoptr (CosellSession) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_free (cli_write (f, "sandbox/token", SECRET));
  session = cosell_session_new (f->dir, NULL, &error);
  g_assert_no_error (error);
  cosell_account_set_practice_async (cosell_session_get_account (session), url, NULL, await_cb,
                                     &pending);
  result = await_result (&pending);
  g_assert_true (cosell_account_finish (cosell_session_get_account (session), result, &error));
  g_assert_no_error (error);
  cosell_session_close (session);
}

static CliFixture *
practice_fixture (void)
{
  CliFixture *f = cli_fixture_new (20);

  f->token = NULL;
  make_practice (f, cosell_sandbox_get_url (f->sandbox));
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  return f;
}

static guint
count_deals (CliFixture *f)
{
  g_autoptr (CosellJson) rows = cli_json (f, "list", NULL);

  return cosell_json_length (cosell_json_root (rows));
}

/* The practice server takes its own token only: the user's would be refused. */
static void
test_token (void)
{
  g_autoptr (CliFixture) f = practice_fixture ();

  f->token = "token-of-the-real-service";
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  f->token = NULL;
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

/* The secret goes to the server that a window started, not to one that somebody added by hand. */
static void
test_other_account (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *folder = g_build_filename (f->dir, "sandbox", NULL);
  g_autoptr (CosellJson) log = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_free (cli_write (f, "sandbox/token", SECRET));
  f->token = NULL;
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 4);
  log = cli_control (f, "GET", "log", NULL);
  text = cosell_json_dup_raw (cosell_json_root (log));
  g_assert_null (strstr (text, "/sandbox/proof"));
}

/* Whoever takes the port gets nothing, and shows nothing; the server comes back elsewhere. */
static void
test_another_program (void)
{
  g_autoptr (CliFixture) f = practice_fixture ();
  g_autoptr (GUri) uri = g_uri_parse (cosell_sandbox_get_url (f->sandbox), G_URI_FLAGS_NONE, NULL);
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (CosellSandbox) real = g_object_ref (f->sandbox);
  g_autoptr (CosellSandbox) taker = NULL;
  g_autoptr (CosellJson) log = NULL, outbox = NULL;
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint deals = count_deals (f);

  g_assert_cmpint (cli_run (f, "set", id, "notes=For us alone", NULL), ==, 0);
  cosell_sandbox_disconnect (real);
  taker = cosell_sandbox_new (NULL, NULL, 50, 7, clock, &error);
  g_assert_no_error (error);
  cosell_sandbox_listen (taker, (guint) g_uri_get_port (uri), &error);
  g_assert_no_error (error);

  f->token = "token-of-the-real-service";
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  cli_assert_complaint (f, "Another program answers");
  f->token = NULL;
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  g_assert_cmpint (cli_run (f, "login", "--device-code", NULL), ==, 3);
  cli_assert_complaint (f, "Another program answers");
  g_assert_cmpuint (count_deals (f), ==, deals);
  outbox = cli_json (f, "outbox", NULL);
  cli_assert_text (cosell_json_root (outbox), "/0/state", "pending");

  g_set_object (&f->sandbox, taker);
  log = cli_control (f, "GET", "log", NULL);
  text = cosell_json_dup_raw (cosell_json_root (log));
  g_assert_nonnull (strstr (text, "/sandbox/proof"));
  g_assert_null (strstr (text, "engagements"));
  g_assert_null (strstr (text, "/sandbox/v1"));
  g_assert_null (strstr (text, "For us alone"));
  g_assert_null (strstr (text, SECRET));

  /* the window starts it anew, at another port, while the other program stays */
  cosell_sandbox_listen (real, 0, &error);
  g_assert_no_error (error);
  make_practice (f, cosell_sandbox_get_url (real));
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_clear_pointer (&outbox, cosell_json_unref);
  outbox = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 0);
  g_assert_cmpuint (count_deals (f), ==, deals);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/practice/token", test_token);
  g_test_add_func ("/cli/practice/other-account", test_other_account);
  g_test_add_func ("/cli/practice/another-program", test_another_program);
  return g_test_run ();
}
