/* test-sign-in.c: a person signs in at the practice server, with a browser and with a code */
#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-json.h"
#include "base/cosell-str.h"
#include "http/cosell-loopback.h"
#include "http/cosell-sign-in.h"
#include "sandbox/cosell-sandbox.h"
#include "support/await.h"
#include "support/browser.h"
#include "support/script-server.h"

typedef struct
{
  CosellClock *clock;
  CosellSandbox *sandbox;
  CosellOauthConfig *config;
  Browser *browser;
  const char *decision; /* NULL: the browser is never opened */
  const char *wrong_code;
  char *url, *user_code;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->clock = cosell_clock_new_system ();
  f->sandbox = cosell_sandbox_new (NULL, "of-the-server", 0, 1, f->clock, &error);
  g_assert_no_error (error);
  cosell_sandbox_listen (f->sandbox, 0, &error);
  g_assert_no_error (error);
  f->config = cosell_oauth_config_new (cosell_sandbox_get_url (f->sandbox), NULL, NULL, &error);
  g_assert_no_error (error);
  f->config->second_ms = 20;
  f->browser = browser_new ();
  f->decision = "allow";
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  browser_free (f->browser);
  g_object_unref (f->sandbox);
  g_object_unref (f->clock);
  cosell_oauth_config_free (f->config);
  g_free (f->url);
  g_free (f->user_code);
}

static void
show_cb (const CosellSignInPrompt *prompt, gpointer user_data)
{
  Fixture *f = user_data;

  f->url = g_strdup (prompt->url);
  f->user_code = g_strdup (prompt->user_code);
  if (f->decision != NULL)
    browser_open (f->browser, prompt->url,
                  f->wrong_code != NULL ? f->wrong_code : prompt->user_code, f->decision);
}

static CosellOauthTokens *
sign_in (Fixture *f, CosellSignInWay way, GCancellable *cancellable, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_sign_in_async (f->config, way, NULL, f->clock, show_cb, f, cancellable, await_cb, &place);
  result = await_result (&place);
  return cosell_sign_in_finish (result, error);
}

static guint
get (const char *url, const char *token, const char *host)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  if (host != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Host", host);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, await_cb, &place);
  result = await_result (&place);
  body = soup_session_send_and_read_finish (session, result, NULL);
  return body != NULL ? soup_message_get_status (message) : 0;
}

static guint
ask_service (Fixture *f, const char *token)
{
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (f->sandbox), "/v1.0/engagements/referrals", NULL);

  return get (url, token, NULL);
}

static void
test_browser (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = sign_in (f, COSELL_SIGN_IN_BROWSER, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tokens->refresh);
  g_assert_null (f->user_code);
  g_assert_cmpuint (ask_service (f, tokens->access), ==, 200);
  g_assert_cmpuint (ask_service (f, "somebody-else"), ==, 401);
  g_assert_cmpuint (ask_service (f, tokens->refresh), ==, 401);
  browser_wait (f->browser);
  g_assert_cmpuint (browser_get_status (f->browser), ==, 200);
  g_assert_nonnull (strstr (browser_get_page (f->browser), "Back to Cosell"));
  g_assert_null (strstr (browser_get_page (f->browser), tokens->access));
}

static void
test_denied (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->decision = "deny";
  g_assert_null (sign_in (f, COSELL_SIGN_IN_BROWSER, NULL, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_DECLINED);
  browser_wait (f->browser);
  g_assert_nonnull (strstr (browser_get_page (f->browser), "Not Signed In"));
}

/* Nobody comes: it ends by itself, and nobody listens any more. */
static void
test_nobody_comes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) query = NULL;

  f->decision = NULL;
  f->config->second_ms = 1;
  g_assert_null (sign_in (f, COSELL_SIGN_IN_BROWSER, NULL, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_EXPIRED);
  query = g_uri_parse_params (strchr (f->url, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_assert_cmpuint (get (g_hash_table_lookup (query, "redirect_uri"), "x", NULL), ==, 0);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  for (guint way = 0; way < 2; way++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;

      f->decision = NULL;
      f->config->second_ms = 1000;
      g_timeout_add (50, cancel_cb, cancellable);
      g_assert_null (sign_in (f, (CosellSignInWay) way, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_pointer (&f->url, g_free);
      g_clear_pointer (&f->user_code, g_free);
    }
}

static void
test_device (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;

  f->config->second_ms = 1000; /* the server's seconds are real ones */
  tokens = sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (f->user_code), ==, 8);
  g_assert_cmpuint (ask_service (f, tokens->access), ==, 200);
  g_assert_nonnull (strstr (browser_get_page (f->browser), "Signed in"));
}

static void
test_device_denied (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->decision = "deny";
  g_assert_null (sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_DECLINED);
}

/* RFC 8628, 3.5: pending asks again, slow_down less often, everything else ends it. */
static void
test_device_pace (Fixture *f, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  gint64 before;

  cosell_set_str (&f->config->authority, script_server_get_origin (server));
  f->decision = NULL;
  script_server_reply (server, 200, NULL,
                       "{\"device_code\":\"d\",\"user_code\":\"U\",\"interval\":2,"
                       "\"verification_uri\":\"https://microsoft.example/device\"}");
  script_server_reply (server, 400, NULL, "{\"error\":\"authorization_pending\"}");
  script_server_reply (server, 400, NULL, "{\"error\":\"slow_down\"}");
  script_server_reply (server, 400, NULL, "{\"error\":\"authorization_pending\"}");
  script_server_reply (server, 200, NULL, "{\"access_token\":\"at\"}");
  before = g_get_monotonic_time ();
  tokens = sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_get_n_requests (server), ==, 5);
  /* 2 + 2 + 7 + 7 seconds of 20 ms: timers never ring early */
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 18 * 20 * 1000);
  g_assert_nonnull (strstr (script_server_get_request (server, 4)->body,
                            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"));
  g_assert_null (script_server_get_request (server, 4)->query);
}

#define DEVICE_ANSWER                                                                              \
  "{\"device_code\":\"d\",\"user_code\":\"U\",\"interval\":1,"                                     \
  "\"verification_uri\":\"https://microsoft.example/device\",\"expires_in\":100}"

/* While a person types, one bad answer is no reason to begin anew; Retry-After is kept to. */
static void
test_device_trouble (Fixture *f, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  gint64 before;

  cosell_set_str (&f->config->authority, script_server_get_origin (server));
  f->decision = NULL;
  script_server_reply (server, 200, NULL, DEVICE_ANSWER);
  script_server_reply (server, 429, "Retry-After: 20", "");
  script_server_reply (server, 500, NULL, "<html>broken</html>");
  script_server_reply (server, 400, NULL, "{\"error\":\"temporarily_unavailable\"}");
  script_server_reply (server, 502, NULL, "<html>Bad Gateway</html>");
  script_server_reply (server, 503, NULL, "");
  script_server_reply_raw (server, "");
  script_server_reply (server, 400, NULL, "{\"error\":\"authorization_pending\"}");
  script_server_reply (server, 200, NULL, "{\"access_token\":\"at\"}");
  before = g_get_monotonic_time ();
  tokens = sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_get_n_requests (server), ==, 9);
  /* the 20 seconds that were asked for, each of 20 ms */
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 20 * 20 * 1000);
}

/* It ends with the code, and with what was wrong at last. */
static void
test_device_trouble_ends (Fixture *f, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (GError) error = NULL;

  cosell_set_str (&f->config->authority, script_server_get_origin (server));
  f->decision = NULL;
  script_server_reply (server, 200, NULL, DEVICE_ANSWER);
  for (guint i = 0; i < 120; i++)
    script_server_reply (server, 502, NULL, "<html>Bad Gateway</html>");
  g_assert_null (sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_EXPIRED);
  g_assert_nonnull (strstr (error->message, "gateway"));
  g_assert_cmpuint (script_server_get_n_requests (server), >, 2);
  g_assert_cmpuint (script_server_get_n_requests (server), <=, 101);
}

/* Words say who answered in place of the identity provider. */
static void
test_strangers (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    const char *said;
  } rows[] = {
    { 200, "<html>Welcome to the hotel</html>", "sign-in page of the network" },
    { 302, "", "sign-in page of the network" },
    { 511, "", "sign-in page of the network" },
    { 203, "{}", "changed the answer" },
    { 206, "{}", "Only a part" },
    { 204, NULL, "cannot be understood" },
    { 403, "<html>Blocked</html>", "filter of your network" },
    { 407, "", "proxy of this network wants a user name" },
    { 502, "<html>Bad Gateway</html>", "gateway on the way" },
    { 504, "", "gateway on the way" },
    { 503, "<html>Down</html>", "is busy" },
    { 500, "<html>Oops</html>", "is busy" },
    { 200, "%PDF", "cannot be understood" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ScriptServer) server = script_server_new ();
      g_autoptr (GError) error = NULL;

      cosell_set_str (&f->config->authority, script_server_get_origin (server));
      script_server_reply (server, rows[i].status, NULL, rows[i].body);
      g_assert_null (sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error));
      g_test_message ("%u: %s", rows[i].status, error->message);
      g_assert_true (error->domain == COSELL_HTTP_ERROR);
      g_assert_nonnull (strstr (error->message, rows[i].said));
    }
}

/* An answer that never ends is not read to its end. */
static void
test_too_large (Fixture *f, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autofree char *large = g_strnfill (COSELL_OAUTH_MAX_BYTES + 1, ' ');
  g_autoptr (GError) error = NULL;

  cosell_set_str (&f->config->authority, script_server_get_origin (server));
  script_server_reply (server, 200, NULL, large);
  g_assert_null (sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
}

/* A redirect of the token endpoint is not followed: it would carry the code along. */
static void
test_redirect_elsewhere (Fixture *f, gconstpointer data)
{
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (ScriptServer) elsewhere = script_server_new ();
  g_autofree char *location =
      g_strdup_printf ("Location: %s/x\n", script_server_get_origin (elsewhere));
  g_autoptr (GError) error = NULL;

  cosell_set_str (&f->config->authority, script_server_get_origin (server));
  script_server_reply (server, 307, location, "");
  g_assert_null (sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_cmpuint (script_server_get_n_requests (elsewhere), ==, 0);
}

/* What is not the redirect is turned away and changes nothing; the redirect counts once. */
static void
test_loopback (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellLoopback) loopback = cosell_loopback_new ("the-state", &error);
  const char *base = cosell_loopback_get_redirect_uri (loopback);
  static const char *const strangers[] = { "",
                                           "/?code=x",
                                           "/?code=x&state=other",
                                           "/?state=the-stat&code=x",
                                           "/elsewhere?code=x&state=the-state",
                                           "/favicon.ico" };
  g_autofree char *right = g_strconcat (base, "/?code=right&state=the-state", NULL);
  g_autofree char *code = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (base, "http://127.0.0.1:"));
  cosell_loopback_wait_async (loopback, 20000, NULL, await_cb, &place);
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *url = g_strconcat (base, strangers[i], NULL);

      g_test_message ("%s", strangers[i]);
      g_assert_cmpuint (get (url, "x", NULL), ==, 404);
      g_assert_null (place);
    }
  /* the right query under a name of the outside (DNS rebinding) */
  g_assert_cmpuint (get (right, "x", "evil.example"), ==, 404);
  g_assert_null (place);

  g_assert_cmpuint (get (right, "x", NULL), ==, 200);
  result = await_result (&place);
  code = cosell_loopback_wait_finish (loopback, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "right");
  g_assert_cmpuint (get (right, "x", NULL), ==, 0); /* nobody listens any more */
}

/* The redirect may be there before anybody waits for it. */
static void
test_loopback_early (void)
{
  g_autoptr (CosellLoopback) loopback = cosell_loopback_new ("s", NULL);
  g_autofree char *url =
      g_strconcat (cosell_loopback_get_redirect_uri (loopback), "/?code=c&state=s", NULL);
  g_autofree char *code = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (get (url, "x", NULL), ==, 200);
  cosell_loopback_wait_async (loopback, 20000, NULL, await_cb, &place);
  result = await_result (&place);
  code = cosell_loopback_wait_finish (loopback, result, NULL);
  g_assert_cmpstr (code, ==, "c");
}

/* --- a service of its own, with callbacks that are registered --- */

static const guint registered[] = { 17171, 17172, 17173, 0 };

static void
test_own (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  g_autoptr (GHashTable) query = NULL;
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (f->sandbox), "/services/data/v64.0/limits", NULL);
  const char *redirect;

  cosell_oauth_config_free (f->config);
  f->config = cosell_oauth_config_new_own (cosell_sandbox_get_url (f->sandbox), "/services/oauth2/",
                                           NULL, "api refresh_token", registered, &error);
  g_assert_no_error (error);
  tokens = sign_in (f, COSELL_SIGN_IN_BROWSER, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tokens->refresh);
  g_assert_cmpuint (get (url, tokens->access, NULL), ==, 200);
  query = g_uri_parse_params (strchr (f->url, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  redirect = g_hash_table_lookup (query, "redirect_uri");
  g_assert_true (g_str_has_prefix (redirect, "http://localhost:1717"));
  g_assert_true (g_str_has_suffix (redirect, "/callback"));
  g_assert_null (g_hash_table_lookup (query, "response_mode"));
  g_assert_cmpstr (g_hash_table_lookup (query, "scope"), ==, "api refresh_token");
  browser_wait (f->browser);
  g_assert_nonnull (strstr (browser_get_page (f->browser), "Back to Cosell"));
  /* nobody could enter a code there */
  g_clear_pointer (&f->url, g_free);
  g_assert_null (sign_in (f, COSELL_SIGN_IN_DEVICE, NULL, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP);
  g_assert_null (f->url);
}

/* Somebody has the port. *port: (inout): 0: any. Returns: (nullable): it is not free, or there is
 * no such address here */
static GSocketListener *
hold (const char *host, guint *port)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (host, *port);
  g_autoptr (GSocketAddress) address = NULL;

  if (!g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                      NULL, &address, NULL))
    return NULL;
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  return g_steal_pointer (&listener);
}

/* The first port that is free under both addresses of its name is taken; others are told when none
 * is. */
static void
test_loopback_ports (void)
{
  guint ports[] = { 0, 0, 0, 0 };
  g_autoptr (GSocketListener) first = hold ("127.0.0.1", &ports[0]);
  g_autoptr (GSocketListener) second = hold ("::1", &ports[1]);
  g_autoptr (GSocketListener) third = hold ("127.0.0.1", &ports[2]);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellLoopback) loopback = NULL;
  g_autofree char *wrong = NULL;
  g_autofree char *right = NULL;
  g_autofree char *other = NULL;
  g_autofree char *own = NULL;

  if (second == NULL)
    {
      g_test_skip ("There is no IPv6 here.");
      return;
    }
  g_assert_null (cosell_loopback_new_at ("s", ports, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP);
  own = g_strdup_printf ("%u, %u, %u", ports[0], ports[1], ports[2]);
  g_assert_nonnull (strstr (error->message, own));
  g_clear_error (&error);
  g_socket_listener_close (third);
  loopback = cosell_loopback_new_at ("s", ports, &error);
  g_assert_no_error (error);
  g_free (own);
  own = g_strdup_printf ("http://localhost:%u/callback", ports[2]);
  g_assert_cmpstr (cosell_loopback_get_redirect_uri (loopback), ==, own);
  /* only under its name */
  wrong = g_strdup_printf ("http://127.0.0.1:%u/callback?code=c&state=s", ports[2]);
  other = g_strdup_printf ("http://[::1]:%u/?code=c&state=s", ports[2]);
  right = g_strdup_printf ("http://[::1]:%u/callback?code=c&state=s", ports[2]);
  g_free (own);
  own = g_strdup_printf ("localhost:%u", ports[2]);
  g_assert_cmpuint (get (wrong, "x", NULL), ==, 404);
  g_assert_cmpuint (get (other, "x", own), ==, 404);
  g_assert_cmpuint (get (right, "x", NULL), ==, 404);
  g_assert_cmpuint (get (right, "x", own), ==, 200);
}

typedef struct
{
  guint port;
  const char *head, *part;
  guint parts;
  gsize sent;
  GString *answer;
  int done; /* atomic */
} Raw;

/* The listener lives in the main loop, so the client, which blocks, has a thread. */
static gpointer
raw_thread (gpointer data)
{
  Raw *raw = data;
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new_from_string ("127.0.0.1", raw->port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  char buffer[512];
  gssize n;

  g_socket_set_timeout (socket, 20);
  n = g_socket_connect (socket, address, NULL, NULL)
          ? g_socket_send (socket, raw->head, strlen (raw->head), NULL, NULL)
          : -1;
  for (guint i = 0; n > 0 && i < raw->parts; i++)
    {
      n = g_socket_send (socket, raw->part, strlen (raw->part), NULL, NULL);
      raw->sent += (gsize) MAX (n, 0);
    }
  while ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (raw->answer, buffer, n);
  g_atomic_int_set (&raw->done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static gboolean
raw_is_done (gpointer data)
{
  return g_atomic_int_get (&((Raw *) data)->done);
}

/* 8 KiB are enough for a redirect, and nobody gets more kept, or even read: not a line that never
 * ends, not headers, not a body. */
static void
test_loopback_limit (void)
{
  static const struct
  {
    const char *head, *part, *answer;
  } requests[] = {
    { "GET /?code=", "x", "HTTP/1.1 413 " },
    { "GET / HTTP/1.1\r\n", "X-More: yes\r\n", "HTTP/1.1 413 " },
    { "GET / HTTP/1.1\r\nX: ", "\xff", "HTTP/1.1 413 " },
    { "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n", "body", "HTTP/1.1 404 " },
    { "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", "HTTP/1.1 404 " },
    { "nonsense\r\n\r\n", "", "HTTP/1.1 400 " },
  };
  g_autoptr (CosellLoopback) loopback = cosell_loopback_new ("s", NULL);
  g_autoptr (GUri) uri =
      g_uri_parse (cosell_loopback_get_redirect_uri (loopback), G_URI_FLAGS_NONE, NULL);
  g_autofree char *url =
      g_strconcat (cosell_loopback_get_redirect_uri (loopback), "/?code=c&state=s", NULL);
  g_autofree char *code = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GString) part = g_string_new (NULL);
      Raw raw = { .port = (guint) g_uri_get_port (uri), .head = requests[i].head, .parts = 1000 };
      GThread *thread;

      while (part->len < 64 * 1024 && *requests[i].part != '\0')
        g_string_append (part, requests[i].part);
      raw.part = part->str;
      raw.parts = part->len > 0 ? 1000 : 0;
      raw.answer = g_string_new (NULL);
      thread = g_thread_new ("raw-client", raw_thread, &raw);
      await_condition (raw_is_done, &raw);
      g_thread_join (thread);
      g_test_message ("%u: %.40s after %" G_GSIZE_FORMAT, i, raw.answer->str, raw.sent);
      g_assert_cmpuint (raw.sent, <, 12 * 1024 * 1024); /* the buffers of the kernel */
      /* whoever still writes may miss it */
      g_assert_true (raw.answer->len == 0 ||
                     g_str_has_prefix (raw.answer->str, requests[i].answer));
      g_string_free (raw.answer, TRUE);
    }
  /* and the one that is waited for still comes through */
  g_assert_cmpuint (get (url, "x", NULL), ==, 200);
  cosell_loopback_wait_async (loopback, 20000, NULL, await_cb, &place);
  result = await_result (&place);
  code = cosell_loopback_wait_finish (loopback, result, NULL);
  g_assert_cmpstr (code, ==, "c");
}

/* Browsers open connections that they may need; many that say nothing lock nobody out. */
static void
test_loopback_crowd (void)
{
  g_autoptr (CosellLoopback) loopback = cosell_loopback_new ("s", NULL);
  g_autoptr (GPtrArray) crowd = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autofree char *url =
      g_strconcat (cosell_loopback_get_redirect_uri (loopback), "/?code=c&state=s", NULL);
  g_autofree char *code = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  for (guint i = 0; i < 100; i++)
    {
      GAsyncResult *pending = NULL;
      g_autoptr (GAsyncResult) connected = NULL;
      g_autoptr (GError) error = NULL;

      g_socket_client_connect_to_uri_async (client, url, 80, NULL, await_cb, &pending);
      connected = await_result (&pending);
      g_ptr_array_add (crowd, g_socket_client_connect_to_uri_finish (client, connected, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpuint (get (url, "x", NULL), ==, 200);
  cosell_loopback_wait_async (loopback, 20000, NULL, await_cb, &place);
  result = await_result (&place);
  code = cosell_loopback_wait_finish (loopback, result, NULL);
  g_assert_cmpstr (code, ==, "c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/sign-in/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("browser", test_browser);
  ADD ("denied", test_denied);
  ADD ("nobody-comes", test_nobody_comes);
  ADD ("cancel", test_cancel);
  ADD ("device", test_device);
  ADD ("device-denied", test_device_denied);
  ADD ("device-pace", test_device_pace);
  ADD ("device-trouble", test_device_trouble);
  ADD ("device-trouble-ends", test_device_trouble_ends);
  ADD ("strangers", test_strangers);
  ADD ("too-large", test_too_large);
  ADD ("redirect-elsewhere", test_redirect_elsewhere);
  ADD ("own", test_own);
  g_test_add_func ("/sign-in/loopback", test_loopback);
  g_test_add_func ("/sign-in/loopback-ports", test_loopback_ports);
  g_test_add_func ("/sign-in/loopback-early", test_loopback_early);
  g_test_add_func ("/sign-in/loopback-limit", test_loopback_limit);
  g_test_add_func ("/sign-in/loopback-crowd", test_loopback_crowd);
  return g_test_run ();
}
