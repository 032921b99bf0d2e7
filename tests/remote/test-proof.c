/* test-proof.c: nothing of the user goes to a program that took the practice server's place */
#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-secret.h"
#include "remote/cosell-http-remote.h"
#include "remote/cosell-oauth-http.h"
#include "remote/cosell-proof.h"
#include "remote/cosell-sign-in.h"
#include "sandbox/cosell-sandbox.h"
#include "support/await.h"
#include "support/script-server.h"

#define SECRET "secret-of-the-profile"
#define TOKEN_OF_USER "token-of-the-user"

static CosellSandbox *
start_sandbox (const char *token, guint port)
{
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (GError) error = NULL;
  CosellSandbox *sandbox = cosell_sandbox_new (NULL, token, 3, 1, clock, &error);

  g_assert_no_error (error);
  cosell_sandbox_listen (sandbox, port, &error);
  g_assert_no_error (error);
  return sandbox;
}

static CosellRemotePage *
list (const char *origin, const char *token, GError **error)
{
  g_autoptr (CosellHttpRemote) remote = cosell_http_remote_new (origin, error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_http_remote_set_token (remote, token);
  cosell_remote_list_async (COSELL_REMOTE (remote), NULL, NULL, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_remote_list_finish (COSELL_REMOTE (remote), result, error);
}

static guint
port_of (const char *origin)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return (guint) g_uri_get_port (uri);
}

/* The server knows its secret: asked once, then everything goes as ever. */
static void
test_given (void)
{
  g_autoptr (CosellSandbox) sandbox = start_sandbox (SECRET, 0);
  const char *origin = cosell_sandbox_get_url (sandbox);
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  cosell_proof_require (origin, SECRET);
  g_assert_false (cosell_proof_is_given (uri));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CosellRemotePage) page = list (origin, SECRET, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->referrals->len, >=, 3);
      g_assert_true (cosell_proof_is_given (uri));
      cosell_proof_require (origin, SECRET); /* the same again asks for nothing */
      g_assert_true (cosell_proof_is_given (uri));
    }
  cosell_proof_require (origin, "another");
  g_assert_false (cosell_proof_is_given (uri));
  cosell_proof_require (origin, NULL);
  g_assert_true (cosell_proof_is_given (uri));
}

/* Whatever another program says, it got a nonce and nothing else. */
static void
test_another_program (void)
{
  static const struct
  {
    guint status;
    const char *body;
  } answers[] = {
    { 200, "{\"proof\":\"00\"}" },
    { 200, "{\"proof\":null}" },
    { 200, "{}" },
    { 200, "[]" },
    { 200, "<!DOCTYPE html><html></html>" },
    { 200, "" },
    { 204, NULL },
    { 302, NULL },
    { 401, "{}" },
    { 404, "{\"error\":{}}" },
    { 500, "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new ();
      const char *origin = script_server_get_origin (server);
      g_autoptr (GError) error = NULL;
      const ScriptRequest *request;

      cosell_proof_require (origin, SECRET);
      script_server_reply (server, answers[i].status,
                           answers[i].status == 302 ? "Location: http://127.0.0.1:9/\n" : NULL,
                           answers[i].body);
      g_assert_null (list (origin, TOKEN_OF_USER, &error));
      g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, "Another program answers"));
      g_assert_nonnull (strstr (error->message, origin));
      g_assert_false (cosell_remote_error_is_unknown_outcome (error));
      g_assert_cmpuint (script_server_get_n_requests (server), ==, 1);
      request = script_server_get_request (server, 0);
      g_assert_cmpstr (request->path, ==, "/sandbox/proof");
      g_assert_null (script_request_get_header (request, "Authorization"));
      g_assert_null (strstr (request->body, SECRET));
      cosell_proof_require (origin, NULL);
    }
}

/* A large answer is not read to its end, a broken one is "not reached". */
static void
test_odd_answers (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  const char *origin = script_server_get_origin (server);
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr (GError) error = NULL;

  cosell_proof_require (origin, SECRET);
  script_server_reply (server, 200, NULL, large);
  g_assert_null (list (origin, TOKEN_OF_USER, &error));
  g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_TLS);
  g_clear_error (&error);
  script_server_reply_raw (server, "");
  script_server_reply_raw (server, ""); /* libsoup may try once more */
  g_assert_null (list (origin, TOKEN_OF_USER, &error));
  g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_OFFLINE);
  cosell_proof_require (origin, NULL);
}

/* Signing in and renewing go the same way: no form, no page. */
static void
show_cb (const CosellSignInPrompt *prompt, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_sign_in (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  const char *origin = script_server_get_origin (server);
  g_autoptr (CosellClock) clock = cosell_clock_new_system ();
  g_autoptr (CosellOauthConfig) config = cosell_oauth_config_new (origin, NULL, NULL, NULL);
  g_autofree char *url = cosell_oauth_endpoint (config, "token");
  g_autoptr (GError) error = NULL;
  gboolean shown = FALSE;

  cosell_proof_require (origin, SECRET);
  for (guint way = 0; way < 3; way++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      GAsyncResult *pending = NULL;

      script_server_reply (server, 404, NULL, "{}");
      if (way < 2)
        cosell_sign_in_async (config, way == 0 ? COSELL_SIGN_IN_BROWSER : COSELL_SIGN_IN_DEVICE,
                              NULL, clock, show_cb, &shown, NULL, await_cb, &pending);
      else
        cosell_oauth_post_async (url, "refresh_token=x", NULL, await_cb, &pending);
      result = await_result (&pending);
      if (way < 2)
        g_assert_null (cosell_sign_in_finish (result, &error));
      else
        g_assert_null (cosell_oauth_post_finish (result, &error));
      g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_TLS);
      g_clear_error (&error);
      g_assert_false (shown);
      g_assert_cmpuint (script_server_get_n_requests (server), ==, way + 1);
      g_assert_cmpstr (script_server_get_request (server, way)->path, ==, "/sandbox/proof");
    }
  cosell_proof_require (origin, NULL);
}

/* The answer of the real server, which listens at another port by now, is of no use here. */
static void
test_fetched_elsewhere (void)
{
  g_autoptr (CosellSandbox) real = start_sandbox (SECRET, 0);
  g_autoptr (CosellSandbox) wrong = start_sandbox ("something else", 0);
  g_autoptr (ScriptServer) server = script_server_new ();
  const char *origin = script_server_get_origin (server);
  g_autofree char *nonce = g_strdup_printf ("x@127.0.0.1:%u", port_of (origin));
  g_autofree char *proof = cosell_secret_proof (SECRET, nonce);
  g_autofree char *answer = g_strdup_printf ("{\"proof\":\"%s\"}", proof);
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;

  cosell_proof_require (origin, SECRET);
  script_server_reply (server, 200, NULL, answer); /* of an earlier question */
  g_assert_null (list (origin, TOKEN_OF_USER, &error));
  g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_TLS);
  sent = g_strdup_printf ("@127.0.0.1:%u\"", port_of (origin));
  g_assert_nonnull (strstr (script_server_get_request (server, 0)->body, sent));
  g_clear_error (&error);
  cosell_proof_require (origin, NULL);
  cosell_proof_require (cosell_sandbox_get_url (wrong), SECRET);
  g_assert_null (list (cosell_sandbox_get_url (wrong), TOKEN_OF_USER, &error));
  g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_TLS);
  cosell_proof_require (cosell_sandbox_get_url (wrong), NULL);
}

/* The server ended while the program runs: whoever comes next is asked again. */
static void
test_gone_and_taken (void)
{
  g_autoptr (CosellSandbox) sandbox = start_sandbox (SECRET, 0);
  g_autofree char *origin = g_strdup (cosell_sandbox_get_url (sandbox));
  g_autoptr (CosellRemotePage) page = NULL;
  g_autoptr (CosellSandbox) taker = NULL;
  g_autoptr (GError) error = NULL;

  cosell_proof_require (origin, SECRET);
  page = list (origin, SECRET, &error);
  g_assert_no_error (error);
  cosell_sandbox_disconnect (sandbox);
  g_assert_null (list (origin, SECRET, &error));
  g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_OFFLINE);
  g_clear_error (&error);
  taker = start_sandbox (NULL, port_of (origin));
  g_assert_null (list (origin, SECRET, &error));
  g_assert_error (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_TLS);
  cosell_proof_require (origin, NULL);
}

/* What a person added by hand is not asked. */
static void
test_not_wanted (void)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (CosellRemotePage) page = NULL;
  g_autoptr (GError) error = NULL;

  script_server_reply (server, 200, "Content-Type: application/json\n", "{\"value\":[]}");
  page = list (script_server_get_origin (server), TOKEN_OF_USER, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_get_n_requests (server), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/proof/given", test_given);
  g_test_add_func ("/proof/another-program", test_another_program);
  g_test_add_func ("/proof/odd-answers", test_odd_answers);
  g_test_add_func ("/proof/sign-in", test_sign_in);
  g_test_add_func ("/proof/fetched-elsewhere", test_fetched_elsewhere);
  g_test_add_func ("/proof/gone-and-taken", test_gone_and_taken);
  g_test_add_func ("/proof/not-wanted", test_not_wanted);
  return g_test_run ();
}
