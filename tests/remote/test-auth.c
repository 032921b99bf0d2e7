/* test-auth.c: tokens are given out, renewed in time and once, and forgotten when they are of no
 * use */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/cosell-json.h"
#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "remote/cosell-http-remote.h"
#include "sandbox/cosell-sandbox.h"
#include "sandbox/sandbox-client.h"
#include "support/await.h"
#include "support/fake-token-store.h"
#include "support/script-server.h"

#define IDENTITY "/sandbox/control/identity"

typedef struct
{
  Client *server;
  CosellManualClock *clock; /* the client's, apart from the server's */
  FakeTokenStore *store;
  CosellOauthConfig *config;
  char *profile;
  CosellAuth *auth;
} Fixture;

static CosellAuth *
new_auth (Fixture *f)
{
  return cosell_auth_new (COSELL_TOKEN_STORE (f->store), f->config,
                          cosell_sandbox_get_url (f->server->sandbox), f->profile,
                          COSELL_CLOCK (f->clock));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 now;

  f->server = client_new (NULL, 0, 1);
  cosell_time_parse (TEST_NOW, &now);
  f->clock = COSELL_MANUAL_CLOCK (cosell_manual_clock_new (now));
  f->store = fake_token_store_new ();
  f->config =
      cosell_oauth_config_new (cosell_sandbox_get_url (f->server->sandbox), NULL, NULL, &error);
  g_assert_no_error (error);
  f->profile = g_dir_make_tmp ("cosell-auth-XXXXXX", &error);
  g_assert_no_error (error);
  f->auth = new_auth (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (f->profile, "sign-in.lock", NULL);

  g_assert_finalize_object (f->auth);
  g_assert_finalize_object (f->store);
  g_object_unref (f->clock);
  cosell_oauth_config_free (f->config);
  client_free (f->server);
  g_unlink (lock);
  g_rmdir (f->profile);
  g_free (f->profile);
}

/* Tokens as a sign-in brings them, without its pages: a device whose code is allowed. */
static CosellOauthTokens *
get_tokens (Fixture *f)
{
  const char *form = "Content-Type";
  const char *type = "application/x-www-form-urlencoded";
  const char *base = "/organizations/oauth2/v2.0/";
  g_autofree char *start = g_strconcat (base, "devicecode", NULL);
  g_autofree char *page = g_strconcat (base, "device", NULL);
  g_autofree char *token = g_strconcat (base, "token", NULL);
  g_autofree char *body = NULL;
  g_autofree char *consent = NULL;
  g_autoptr (GError) error = NULL;
  CosellOauthTokens *tokens;
  const char *code;
  const char *found;
  Answer *answer;

  answer =
      client_send (f->server, "POST", start, "client_id=cosell-practice&scope=x", form, type, NULL);
  code = answer_text (f->server, answer, "/device_code");
  body = g_strconcat ("user_code=", answer_text (f->server, answer, "/user_code"), NULL);
  answer = client_send (f->server, "POST", page, body, form, type, NULL);
  found = strstr (answer->body, "name=\"consent\" value=\"");
  consent = g_strdup_printf ("decision=allow&consent=%.43s", found + 22);
  client_send (f->server, "POST", page, consent, form, type, NULL);
  cosell_take_str (
      &body, g_strconcat ("client_id=cosell-practice&grant_type=urn:ietf:params:oauth:grant-type:"
                          "device_code&device_code=",
                          code, NULL));
  answer = client_send (f->server, "POST", token, body, form, type, NULL);
  tokens = cosell_oauth_read_tokens (answer->status, answer->body, answer->length, NULL,
                                     cosell_clock_now (COSELL_CLOCK (f->clock)), &error);
  g_assert_no_error (error);
  return tokens;
}

static gboolean
take (CosellAuth *auth, CosellOauthTokens *tokens, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_auth_take_async (auth, tokens, await_cb, &place);
  result = await_result (&place);
  return cosell_auth_finish (auth, result, error);
}

static void
sign_in (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (take (f->auth, get_tokens (f), &error));
  g_assert_no_error (error);
}

static char *
get_token (CosellAuth *auth, const char *refused, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_auth_get_token_async (auth, refused, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_auth_get_token_finish (auth, result, error);
}

static void
finish (CosellAuth *auth, GAsyncResult **place)
{
  g_autoptr (GAsyncResult) result = await_result (place);
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_auth_finish (auth, result, &error));
  g_assert_no_error (error);
}

/* What the keyring holds. (transfer full) (nullable) */
static CosellOauthTokens *
stored (Fixture *f)
{
  g_autoptr (CosellTokenKey) key =
      cosell_token_key_new (cosell_sandbox_get_url (f->server->sandbox), f->profile,
                            f->config->tenant, f->config->client_id);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_token_store_load_async (COSELL_TOKEN_STORE (f->store), key, await_cb, &place);
  result = await_result (&place);
  return cosell_token_store_load_finish (COSELL_TOKEN_STORE (f->store), result, NULL);
}

static void
control (Fixture *f, const char *body)
{
  g_assert_cmpuint (client_post (f->server, IDENTITY, body)->status, ==, 200);
}

static void
assert_count (Fixture *f, const char *name, const char *expected)
{
  g_assert_cmpstr (answer_text (f->server, client_post (f->server, IDENTITY, "{}"), name), ==,
                   expected);
}

static void
test_nobody (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cosell_auth_get_state (f->auth), ==, COSELL_AUTH_UNKNOWN);
  g_assert_null (get_token (f->auth, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_cmpint (cosell_auth_get_state (f->auth), ==, COSELL_AUTH_SIGNED_OUT);
}

/* One that is good is given out again without asking anybody; another process finds it too. */
static void
test_good (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellAuth) other = new_auth (f);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sign_in (f);
  g_assert_cmpint (cosell_auth_get_state (f->auth), ==, COSELL_AUTH_SIGNED_IN);
  g_assert_false (cosell_auth_is_for_session (f->auth));
  first = get_token (f->auth, NULL, NULL);
  second = get_token (other, NULL, NULL);
  g_assert_cmpstr (first, ==, second);
  assert_count (f, "/refreshed", "0");
}

static void
test_renewed_in_time (Fixture *f, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (f->profile, "sign-in.lock", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (CosellOauthTokens) kept = NULL;
  GStatBuf info;

  sign_in (f);
  first = get_token (f->auth, NULL, NULL);
  cosell_manual_clock_advance (f->clock, 56 * G_TIME_SPAN_MINUTE); /* four minutes before its end */
  second = get_token (f->auth, NULL, NULL);
  g_assert_cmpstr (first, !=, second);
  kept = stored (f);
  g_assert_cmpstr (kept->access, ==, second);
  assert_count (f, "/refreshed", "1");
  g_assert_cmpint (g_stat (lock, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, 0);
}

/* Without a new refresh token the old one stays, and serves the next time. */
static void
test_refresh_token_stays (Fixture *f, gconstpointer data)
{
  sign_in (f);
  control (f, "{\"rotate\":false}");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *token = NULL;

      cosell_manual_clock_advance (f->clock, G_TIME_SPAN_HOUR);
      token = get_token (f->auth, NULL, NULL);
      g_assert_nonnull (token);
    }
  assert_count (f, "/refreshed", "3");
}

/* Several requests, and several processes, at the same time: one renewal, and none is refused. */
static void
test_once (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellAuth) other = new_auth (f);
  CosellAuth *asked[6] = { f->auth, other, f->auth, other, other, f->auth };
  GAsyncResult *places[6] = { NULL };
  g_autofree char *first = NULL;

  sign_in (f);
  cosell_manual_clock_advance (f->clock, 2 * G_TIME_SPAN_HOUR);
  for (guint i = 0; i < 6; i++)
    cosell_auth_get_token_async (asked[i], NULL, NULL, await_cb, &places[i]);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GAsyncResult) result = await_result (&places[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *token = cosell_auth_get_token_finish (asked[i], result, &error);

      g_assert_no_error (error);
      if (first == NULL)
        first = g_strdup (token);
      g_assert_cmpstr (token, ==, first);
    }
  assert_count (f, "/refreshed", "1");
  assert_count (f, "/reused", "0");
}

/* Somebody who gives up does not lose the new refresh token. */
static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  sign_in (f);
  cosell_manual_clock_advance (f->clock, 2 * G_TIME_SPAN_HOUR);
  cosell_auth_get_token_async (f->auth, NULL, cancellable, await_cb, &place);
  g_cancellable_cancel (cancellable);
  result = await_result (&place);
  g_assert_null (cosell_auth_get_token_finish (f->auth, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  cosell_manual_clock_advance (f->clock, 2 * G_TIME_SPAN_HOUR);
  token = get_token (f->auth, NULL, NULL);
  g_assert_nonnull (token);
  assert_count (f, "/reused", "0");
}

/* A refresh token that is of no use is not tried again, and the keyring forgets it. */
static void
test_revoked (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (f);
  control (f, "{\"revokeRefresh\":true}");
  cosell_manual_clock_advance (f->clock, 2 * G_TIME_SPAN_HOUR);
  g_assert_null (get_token (f->auth, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (error->message, "Sign in again"));
  g_assert_nonnull (strstr (error->message, "correlation ID"));
  g_assert_null (stored (f));
  g_assert_cmpint (cosell_auth_get_state (f->auth), ==, COSELL_AUTH_SIGNED_OUT);
  assert_count (f, "/reused", "1");
  g_clear_error (&error);
  g_assert_null (get_token (f->auth, NULL, &error));
  assert_count (f, "/reused", "1");
}

/* The identity provider is away: what still lives serves, what is over waits. */
static void
test_provider_away (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  sign_in (f);
  first = get_token (f->auth, NULL, NULL);
  cosell_sandbox_disconnect (f->server->sandbox);
  cosell_manual_clock_advance (f->clock, 57 * G_TIME_SPAN_MINUTE);
  second = get_token (f->auth, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, second);
  cosell_manual_clock_advance (f->clock, 57 * G_TIME_SPAN_MINUTE);
  g_assert_null (get_token (f->auth, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_cmpint (cosell_auth_get_state (f->auth), ==, COSELL_AUTH_SIGNED_IN); /* still */
}

/* Where there is no keyring: said, and good until the program ends. */
static void
test_no_keyring (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  g_autofree char *renewed = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fake_token_store_set_failing (f->store, TRUE);
  g_assert_false (take (f->auth, get_tokens (f), &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING);
  g_assert_true (cosell_auth_is_for_session (f->auth));
  token = get_token (f->auth, NULL, NULL);
  g_assert_nonnull (token);
  cosell_manual_clock_advance (f->clock, 2 * G_TIME_SPAN_HOUR);
  renewed = get_token (f->auth, NULL, NULL);
  g_assert_nonnull (renewed);
  g_assert_cmpstr (token, !=, renewed);
  cosell_auth_sign_out_async (f->auth, await_cb, &place);
  result = await_result (&place);
  g_clear_error (&error);
  cosell_auth_finish (f->auth, result, &error);
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_null (get_token (f->auth, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
}

static void
test_sign_out (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellAuth) other = new_auth (f);
  g_autofree char *token = NULL;
  GAsyncResult *place = NULL;

  sign_in (f);
  token = get_token (other, NULL, NULL);
  g_assert_nonnull (token);
  cosell_auth_sign_out_async (f->auth, await_cb, &place);
  finish (f->auth, &place);
  g_assert_null (stored (f));
  g_assert_null (get_token (f->auth, NULL, NULL));
  /* the other process is told, and asks the keyring */
  cosell_auth_look_again_async (other, await_cb, &place);
  finish (other, &place);
  g_assert_cmpint (cosell_auth_get_state (other), ==, COSELL_AUTH_SIGNED_OUT);
}

/* --- requests --- */

static CosellRemotePage *
list (CosellHttpRemote *http, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_remote_list_async (COSELL_REMOTE (http), NULL, NULL, NULL, await_cb, &place);
  result = await_result (&place);
  return cosell_remote_list_finish (COSELL_REMOTE (http), result, error);
}

static CosellHttpRemote *
new_remote (Fixture *f, const char *origin)
{
  CosellHttpRemote *http =
      cosell_http_remote_new (origin != NULL ? origin : cosell_sandbox_get_url (f->server->sandbox),
                              NULL);

  cosell_http_remote_set_auth (http, f->auth);
  return http;
}

/* P8: the token ends in the middle of it: renewed once, and nobody notices. */
static void
test_expiry_in_the_middle (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellHttpRemote) http = new_remote (f, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellRemotePage) first = NULL;
  g_autoptr (CosellRemotePage) second = NULL;

  sign_in (f);
  first = list (http, &error);
  g_assert_no_error (error);
  control (f, "{\"expireTokens\":true}");
  second = list (http, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
  assert_count (f, "/refreshed", "1");
}

/* A new token that is refused too is told, after one try. */
static void
test_refused_again (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *control, *word, *id;
  } cases[] = {
    { "{\"requireMfa\":true}", "second factor", "HTTP 401" },
    { "{\"requireMfa\":false,\"requireClaims\":true}", "conditional access", "HTTP 403" },
  };
  g_autoptr (CosellHttpRemote) http = new_remote (f, NULL);

  sign_in (f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *refreshed = g_strdup_printf ("%u", i + 1);

      control (f, cases[i].control);
      g_assert_null (list (http, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_nonnull (strstr (error->message, cases[i].id));
      g_assert_nonnull (strstr (error->message, "request "));
      assert_count (f, "/refreshed", refreshed);
    }
}

/* A create is sent again whole: the same body and request-id, another token, another
 * client-request-id. */
static void
test_body_again (Fixture *f, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (CosellHttpRemote) http = new_remote (f, script_server_get_origin (server));
  g_autoptr (CosellRemoteAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const ScriptRequest *requests[2];

  sign_in (f);
  script_server_reply (server, 401, NULL, "{}");
  script_server_reply (server, 201, NULL, "{\"id\":\"x\"}");
  cosell_remote_create_async (COSELL_REMOTE (http), "{\"name\":\"Contoso\"}", "the-request", NULL,
                              await_cb, &place);
  result = await_result (&place);
  answer = cosell_remote_answer_finish (COSELL_REMOTE (http), result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->text, ==, "{\"id\":\"x\"}");
  g_assert_cmpuint (script_server_get_n_requests (server), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      requests[i] = script_server_get_request (server, i);
      g_assert_cmpstr (requests[i]->body, ==, "{\"name\":\"Contoso\"}");
      g_assert_cmpstr (script_request_get_header (requests[i], "request-id"), ==, "the-request");
    }
  g_assert_cmpstr (script_request_get_header (requests[0], "Authorization"), !=,
                   script_request_get_header (requests[1], "Authorization"));
  g_assert_cmpstr (script_request_get_header (requests[0], "client-request-id"), !=,
                   script_request_get_header (requests[1], "client-request-id"));
}

static void
test_not_signed_in (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellHttpRemote) http = new_remote (f, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (list (http, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  assert_count (f, "/issued", "0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/auth/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nobody", test_nobody);
  ADD ("good", test_good);
  ADD ("renewed-in-time", test_renewed_in_time);
  ADD ("refresh-token-stays", test_refresh_token_stays);
  ADD ("once", test_once);
  ADD ("cancelled", test_cancelled);
  ADD ("revoked", test_revoked);
  ADD ("provider-away", test_provider_away);
  ADD ("no-keyring", test_no_keyring);
  ADD ("sign-out", test_sign_out);
  ADD ("P8-expiry-in-the-middle", test_expiry_in_the_middle);
  ADD ("refused-again", test_refused_again);
  ADD ("body-again", test_body_again);
  ADD ("not-signed-in", test_not_signed_in);
  return g_test_run ();
}
