/* test-proof.c: nothing of the user goes to a program that took the practice server's place */
#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-secret.h"
#include "remote/cosell-http-remote.h"
#include "http/cosell-oauth-http.h"
#include "http/cosell-proof.h"
#include "http/cosell-sign-in.h"
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
list_with (CosellHttpRemote *remote, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_remote_list_async (COSELL_REMOTE (remote), NULL, NULL, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_remote_list_finish (COSELL_REMOTE (remote), result, error);
}

static CosellRemotePage *
list (const char *origin, const char *token, GError **error)
{
  g_autoptr (CosellHttpRemote) remote = cosell_http_remote_new (origin, error);

  cosell_http_remote_set_token (remote, token);
  return list_with (remote, error);
}

static CosellRemoteAnswer *
create (const char *origin, GError **error)
{
  g_autoptr (CosellHttpRemote) remote = cosell_http_remote_new (origin, error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_http_remote_set_token (remote, TOKEN_OF_USER);
  cosell_remote_create_async (COSELL_REMOTE (remote), "{\"name\":\"For us alone\"}", "r-1", NULL,
                              await_cb, &pending);
  result = await_result (&pending);
  return cosell_remote_answer_finish (COSELL_REMOTE (remote), result, error);
}

static guint
port_of (const char *origin)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return (guint) g_uri_get_port (uri);
}

/* The server knows its secret: everything goes as ever. */
static void
test_given (void)
{
  g_autoptr (CosellSandbox) sandbox = start_sandbox (SECRET, 0);
  const char *origin = cosell_sandbox_get_url (sandbox);
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  cosell_proof_require (origin, SECRET);
  g_assert_true (cosell_proof_is_wanted (uri));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CosellRemotePage) page = list (origin, SECRET, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->referrals->len, >=, 3);
    }
  cosell_proof_require (origin, "another");
  g_assert_null (list (origin, SECRET, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
  cosell_proof_require (origin, NULL);
  g_assert_false (cosell_proof_is_wanted (uri));
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
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, "Another program answers"));
      g_assert_nonnull (strstr (error->message, origin));
      g_assert_false (cosell_http_error_is_unknown_outcome (error));
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
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
  g_clear_error (&error);
  script_server_reply_raw (server, "");
  script_server_reply_raw (server, ""); /* libsoup may try once more */
  g_assert_null (list (origin, TOKEN_OF_USER, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
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
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
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
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
  sent = g_strdup_printf ("@127.0.0.1:%u\"", port_of (origin));
  g_assert_nonnull (strstr (script_server_get_request (server, 0)->body, sent));
  g_clear_error (&error);
  cosell_proof_require (origin, NULL);
  cosell_proof_require (cosell_sandbox_get_url (wrong), SECRET);
  g_assert_null (list (cosell_sandbox_get_url (wrong), TOKEN_OF_USER, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
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
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_clear_error (&error);
  taker = start_sandbox (NULL, port_of (origin));
  g_assert_null (list (origin, SECRET, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
  cosell_proof_require (origin, NULL);
}

/* The port is taken between two requests, and none failed meanwhile. */
static void
test_taken_between (void)
{
  g_autoptr (CosellSandbox) sandbox = start_sandbox (SECRET, 0);
  g_autofree char *origin = g_strdup (cosell_sandbox_get_url (sandbox));
  g_autoptr (CosellHttpRemote) remote = cosell_http_remote_new (origin, NULL);
  g_autoptr (CosellRemotePage) page = NULL;
  g_autoptr (CosellSandbox) taker = NULL;
  g_autoptr (GError) error = NULL;

  cosell_proof_require (origin, SECRET);
  cosell_http_remote_set_token (remote, SECRET);
  page = list_with (remote, &error);
  g_assert_no_error (error);
  cosell_sandbox_disconnect (sandbox);
  taker = start_sandbox (NULL, port_of (origin));
  g_assert_null (list_with (remote, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_TLS);
  cosell_proof_require (origin, NULL);
}

/* --- between the proof and the request --- */

/* The practice server on the first connection, a stranger on every other one. */
typedef struct
{
  GSocketService *service;
  char *origin;
  const char *takes;  /* (nullable) the end of the request that the practice server reads before it
                         ends; NULL: it ends behind the proof */
  gint n_connections; /* (atomic) */
  gint n_stolen;      /* (atomic) bytes that the stranger read */
  gint n_ended;       /* (atomic) strangers' connections that were closed */
} Changing;

/* Reads until text holds end, or the other side closes. */
static void
read_until (GInputStream *stream, GString *text, const char *end)
{
  char chunk[4096];
  gssize n;

  while (end == NULL || strstr (text->str, end) == NULL)
    {
      n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, NULL);
      if (n <= 0)
        return;
      g_string_append_len (text, chunk, n);
    }
}

static void
answer_proof (GIOStream *connection, const char *takes)
{
  GInputStream *input = g_io_stream_get_input_stream (connection);
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;
  g_autofree char *proof = NULL;
  g_autofree char *answer = NULL;

  read_until (input, text, "\"}");
  parts = g_strsplit (strstr (text->str, "{\"nonce\""), "\"", -1);
  proof = cosell_secret_proof (SECRET, parts[3]);
  answer = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                            "%sContent-Length: %u\r\n\r\n{\"proof\":\"%s\"}",
                            takes != NULL ? "" : "Connection: close\r\n",
                            (guint) strlen (proof) + 12, proof);
  g_output_stream_write_all (g_io_stream_get_output_stream (connection), answer, strlen (answer),
                             NULL, NULL, NULL);
  if (takes != NULL)
    read_until (input, g_string_truncate (text, 0), takes);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  Changing *changing = user_data;
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_atomic_int_add (&changing->n_connections, 1) == 0)
    {
      answer_proof (G_IO_STREAM (connection), changing->takes);
      return TRUE;
    }
  read_until (g_io_stream_get_input_stream (G_IO_STREAM (connection)), text, NULL);
  g_atomic_int_add (&changing->n_stolen, (gint) text->len);
  g_atomic_int_inc (&changing->n_ended);
  g_main_context_wakeup (NULL);
  return TRUE;
}

static void
changing_start (Changing *changing)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  changing->service = g_threaded_socket_service_new (4);
  g_signal_connect (changing->service, "run", G_CALLBACK (run_cb), changing);
  g_socket_listener_add_address (G_SOCKET_LISTENER (changing->service), wanted,
                                 G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  changing->origin = g_strdup_printf ("http://127.0.0.1:%u",
                                      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
}

static gboolean
stranger_ended (gpointer data)
{
  return g_atomic_int_get (&((Changing *) data)->n_ended) == 1;
}

/* Whoever listens behind the server that proved itself gets no byte: not by a request that finds
 * its connection closed, and not when libsoup repeats one whose connection was closed under it. */
static void
test_closed_behind_proof (gconstpointer data)
{
  gboolean takes_request = GPOINTER_TO_INT (data);

  for (guint writes = 0; writes < 2; writes++)
    {
      Changing changing = { .takes = !takes_request ? NULL : writes ? "alone\"}" : "\r\n\r\n" };
      g_autoptr (GError) error = NULL;

      changing_start (&changing);
      cosell_proof_require (changing.origin, SECRET);
      if (writes)
        g_assert_null (create (changing.origin, &error));
      else
        g_assert_null (list (changing.origin, TOKEN_OF_USER, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
      /* a request that may have been carried out is not repeated at all */
      if (!takes_request || !writes)
        {
          await_condition (stranger_ended, &changing);
          g_assert_cmpint (changing.n_connections, ==, 2);
          g_assert_nonnull (strstr (error->message, "Nothing was sent to whoever answers there"));
        }
      g_assert_cmpint (changing.n_stolen, ==, 0);
      g_assert_cmpint (cosell_http_error_is_unknown_outcome (error), ==, takes_request && writes);
      cosell_proof_require (changing.origin, NULL);
      g_socket_service_stop (changing.service);
      g_socket_listener_close (G_SOCKET_LISTENER (changing.service));
      g_clear_object (&changing.service);
      g_free (changing.origin);
    }
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
  g_test_add_func ("/proof/taken-between", test_taken_between);
  g_test_add_data_func ("/proof/closed-behind", GINT_TO_POINTER (FALSE), test_closed_behind_proof);
  g_test_add_data_func ("/proof/closed-under", GINT_TO_POINTER (TRUE), test_closed_behind_proof);
  g_test_add_func ("/proof/not-wanted", test_not_wanted);
  return g_test_run ();
}
