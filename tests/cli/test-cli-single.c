/* P3: cosellctl sync against a server that drops the reply of each
 * POST after it was carried out, or is killed between sending and receiving. */
#include "cli-fixture.h"

#include <libsoup/soup.h>
#include <string.h>

#include "support/await.h"
#include "support/json-bytes.h"

static CosellJson *
control (CliFixture *f, const char *what, const char *body)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (f->sandbox), "/sandbox/control/", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer token-of-the-tests");
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, await_cb, &pending);
  result = await_result (&pending);
  answer = soup_session_send_and_read_finish (http, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return json_parse_bytes (answer, NULL);
}

static void
order_fault (CliFixture *f, const char *fault)
{
  cosell_json_unref (control (f, "faults", fault));
}

/* Members of an array below /value of a control answer that have this text. */
static guint
count_with (CliFixture *f, const char *what, const char *member, const char *text)
{
  g_autoptr (CosellJson) json = control (f, what, NULL);
  CosellJsonValue list = cosell_json_member (cosell_json_root (json), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (list); i++)
    n +=
        cosell_json_string_equal (cosell_json_member (cosell_json_element (list, i), member), text);
  return n;
}

static void
submit (CliFixture *f, gboolean ask)
{
  g_autofree char *text = cli_draft (ask);
  g_autofree char *file = cli_write (f, "draft.json", text);

  g_assert_cmpint (cli_run (f, "new", "--file", file, "--submit", NULL), ==, 0);
}

static void
assert_outbox_empty (CliFixture *f)
{
  g_autoptr (CosellJson) outbox = cli_json (f, "outbox", NULL);

  if (cosell_json_length (cosell_json_root (outbox)) > 0)
    g_error ("%s", f->out);
}

static guint
count_rows (CliFixture *f)
{
  g_autoptr (CosellJson) rows = cli_json (f, "list", "--search", "Warehouse robots", NULL);

  return cosell_json_length (cosell_json_root (rows));
}

#define POST_FAULT "\"method\":\"POST\",\"path\":\"/v1.0/\""

/* Three alike deals with Microsoft's halves, the reply of each of the six POSTs dropped. */
static void
test_dropped (gconstpointer data)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);

  order_fault (f, data);
  for (guint i = 0; i < 3; i++)
    submit (f, TRUE);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_outbox_empty (f);
  g_assert_cmpuint (count_with (f, "state", "name", "Warehouse robots"), ==, 6);
  g_assert_cmpuint (count_with (f, "log", "method", "POST"), ==, 6);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpuint (count_rows (f), ==, 3);
}

static gboolean
got_post (CliFixture *f, guint n)
{
  return count_with (f, "log", "method", "POST") == n;
}

/* kill -9 while the answer is on its way, for each of the two POSTs of a deal. */
static void
test_killed (gconstpointer data)
{
  static const char *const argv[] = { "sync", NULL };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);

  submit (f, TRUE);
  order_fault (f, data);
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GSubprocess) process = cli_start (f, argv);
      g_autoptr (GAsyncResult) result = NULL;
      GAsyncResult *pending = NULL;

      while (!got_post (f, i))
        g_main_context_iteration (NULL, FALSE);
      g_subprocess_force_exit (process);
      g_subprocess_wait_async (process, NULL, await_cb, &pending);
      result = await_result (&pending);
      g_assert_true (g_subprocess_get_if_signaled (process));
    }
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_outbox_empty (f);
  g_assert_cmpuint (count_with (f, "state", "name", "Warehouse robots"), ==, 2);
  g_assert_cmpuint (count_with (f, "log", "method", "POST"), ==, 2);
  g_assert_cmpuint (count_rows (f), ==, 1);
}

static void
test_five_server_errors (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);

  submit (f, TRUE);
  order_fault (f, "{\"count\":5," POST_FAULT ",\"status\":500}");
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_outbox_empty (f);
  g_assert_cmpuint (count_with (f, "state", "name", "Warehouse robots"), ==, 2);
}

static char *
dup_waiting (CliFixture *f, const char *pointer)
{
  g_autoptr (CosellJson) outbox = cli_json (f, "outbox", NULL);

  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (outbox), pointer));
}

/* No answer came: it may still arrive, so it is not sent again at once, and a person is told. */
static void
test_may_still_arrive (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *state = NULL, *until = NULL, *why = NULL;

  submit (f, FALSE);
  order_fault (f, "{" POST_FAULT ",\"drop\":\"before\",\"count\":2}");
  g_setenv ("COSELL_ARRIVAL_LIMIT", "30000", TRUE);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 3);
  state = dup_waiting (f, "/0/state");
  until = dup_waiting (f, "/0/notBefore");
  why = dup_waiting (f, "/0/lastError");
  g_assert_cmpstr (state, ==, "sent");
  g_assert_nonnull (until);
  g_assert_nonnull (strstr (why, "may still arrive"));
  order_fault (f, "{\"count\":0}");
  g_setenv ("COSELL_ARRIVAL_LIMIT", "200", TRUE);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, "once more in 1 second, before it is sent again"));
  g_unsetenv ("COSELL_ARRIVAL_LIMIT");
  assert_outbox_empty (f);
  g_assert_cmpuint (count_with (f, "state", "name", "Warehouse robots"), ==, 1);
}

/* Unclear: it waits, is told by 5, and a person says what is so. */
static void
test_asked (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autoptr (CosellJson) outbox = NULL;
  g_autofree char *seq = NULL;

  submit (f, FALSE);
  order_fault (f, "{" POST_FAULT ",\"drop\":\"after\"}");
  order_fault (f, "{\"method\":\"GET\",\"path\":\"/v1.0/\",\"status\":400}");
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 5);
  outbox = cli_json (f, "outbox", NULL);
  seq = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (outbox), "/0/seq"));
  g_assert_true (
      cosell_json_get_bool (cosell_json_pointer (cosell_json_root (outbox), "/0/inDoubt"), FALSE));

  g_assert_cmpint (cli_run (f, "outbox", "hold", seq, "--again", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "outbox", "retry", seq, "--again", "--take", "x", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "outbox", "retry", seq, NULL), ==, 0); /* looks once more */
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_outbox_empty (f);
  g_assert_cmpuint (count_with (f, "state", "name", "Warehouse robots"), ==, 1);
  g_assert_cmpint (cli_run (f, "outbox", "retry", seq, "--again", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/cli/single/P3-reply-dropped",
                        "{\"count\":6," POST_FAULT ",\"drop\":\"after\"}", test_dropped);
  g_test_add_data_func ("/cli/single/P3-reply-dropped-own-engagements",
                        "{\"count\":6," POST_FAULT ",\"drop\":\"after\",\"engagement\":\"own\"}",
                        test_dropped);
  g_test_add_data_func ("/cli/single/P3-reply-cut-own-engagements",
                        "{\"count\":6," POST_FAULT ",\"body\":\"cut\",\"engagement\":\"own\"}",
                        test_dropped);
  g_test_add_data_func ("/cli/single/P3-killed", "{\"count\":2," POST_FAULT ",\"delayMs\":60000}",
                        test_killed);
  g_test_add_data_func ("/cli/single/P3-killed-own-engagements",
                        "{\"count\":2," POST_FAULT ",\"delayMs\":60000,\"engagement\":\"own\"}",
                        test_killed);
  g_test_add_func ("/cli/single/P3-five-server-errors", test_five_server_errors);
  g_test_add_func ("/cli/single/P3-asked", test_asked);
  g_test_add_func ("/cli/single/P3-may-still-arrive", test_may_still_arrive);
  return g_test_run ();
}
