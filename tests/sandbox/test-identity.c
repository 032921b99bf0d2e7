/* The practice server as its own identity provider, seen by a plain HTTP client */
#include <string.h>

#include "sandbox/sandbox-client.h"

#define TENANT "/organizations/oauth2/v2.0/"
#define IDENTITY "/sandbox/control/identity"
#define REDIRECT "http://127.0.0.1:9"
#define VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
#define FORM "application/x-www-form-urlencoded"
#define AUTHORIZE                                                                                  \
  TENANT "authorize?client_id=app&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9"      \
         "&state=the%20state&scope=x&code_challenge_method=S256&code_challenge="

/* A form without a bearer token. */
static Answer *
post_form (Client *client, const char *endpoint, const char *form)
{
  g_autofree char *path = g_strconcat (TENANT, endpoint, NULL);

  return client_send (client, "POST", path, form, "Authorization", NULL, "Content-Type", FORM,
                      NULL);
}

static Answer *
get_page (Client *client, const char *path)
{
  return client_send (client, "GET", path, NULL, "Authorization", NULL, NULL);
}

static char *
find_consent (Answer *answer)
{
  const char *before = "name=\"consent\" value=\"";
  const char *found = strstr (answer->body, before);

  g_assert_nonnull (found);
  return g_strndup (found + strlen (before), 43);
}

/* Where the answer of a page leads. (transfer full) */
static GHashTable *
decide (Client *client, const char *consent, const char *decision)
{
  g_autofree char *form = g_strdup_printf ("decision=%s&consent=%s", decision, consent);
  Answer *answer = post_form (client, "authorize", form);
  const char *location = answer_header (answer, "Location");

  g_assert_cmpuint (answer->status, ==, 302);
  g_assert_true (g_str_has_prefix (location, REDIRECT "?"));
  return g_uri_parse_params (strchr (location, '?') + 1, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
}

/* Allows a request. Returns: (transfer full) the code */
static char *
get_code (Client *client)
{
  Answer *page = get_page (client, AUTHORIZE CHALLENGE);
  g_autofree char *consent = find_consent (page);
  g_autoptr (GHashTable) answer = NULL;

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_nonnull (strstr (page->body, "<b>app</b>"));
  g_assert_cmpstr (answer_header (page, "X-Frame-Options"), ==, "DENY");
  g_assert_cmpstr (answer_header (page, "Cache-Control"), ==, "no-store");
  answer = decide (client, consent, "allow");
  g_assert_cmpstr (g_hash_table_lookup (answer, "state"), ==, "the state");
  return g_strdup (g_hash_table_lookup (answer, "code"));
}

static Answer *
redeem (Client *client, const char *code, const char *verifier, const char *redirect)
{
  g_autofree char *form = g_strdup_printf ("grant_type=authorization_code&client_id=app&code=%s"
                                           "&code_verifier=%s&redirect_uri=%s",
                                           code, verifier, redirect);

  return post_form (client, "token", form);
}

static Answer *
refresh (Client *client, const char *token)
{
  g_autofree char *form =
      g_strdup_printf ("grant_type=refresh_token&client_id=app&refresh_token=%s", token);

  return post_form (client, "token", form);
}

static void
assert_refused (Client *client, Answer *answer, const char *error)
{
  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_cmpstr (answer_text (client, answer, "/error"), ==, error);
  g_assert_cmpuint (strlen (answer_text (client, answer, "/correlation_id")), ==, 36);
  g_assert_true (g_str_has_prefix (answer_text (client, answer, "/error_description"), "AADSTS"));
}

/* What a referral list says to this token. */
static guint
try_token (Client *client, const char *token)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

  return client_send (client, "GET", REFERRALS, NULL, "Authorization", bearer, NULL)->status;
}

static Answer *
sign_in (Client *client)
{
  g_autofree char *code = get_code (client);
  Answer *answer = redeem (client, code, VERIFIER, REDIRECT);

  g_assert_cmpuint (answer->status, ==, 200);
  return answer;
}

static void
test_code (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *code = get_code (client);
  Answer *answer = redeem (client, code, VERIFIER, REDIRECT);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer_text (client, answer, "/expires_in"), ==, "3600");
  g_assert_cmpuint (try_token (client, answer_text (client, answer, "/access_token")), ==, 200);
  g_assert_cmpuint (try_token (client, answer_text (client, answer, "/refresh_token")), ==, 401);
  g_assert_cmpuint (try_token (client, TEST_TOKEN), ==, 200); /* besides --token */
  assert_refused (client, redeem (client, code, VERIFIER, REDIRECT), "invalid_grant"); /* once */
}

/* PKCE: only who asked can redeem; and only where it was asked for. */
static void
test_wrong_code (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *first = get_code (client);
  g_autofree char *second = get_code (client);
  g_autofree char *third = get_code (client);

  assert_refused (client, redeem (client, first, "another-verifier", REDIRECT), "invalid_grant");
  assert_refused (client, redeem (client, first, VERIFIER, REDIRECT), "invalid_grant");
  assert_refused (client, redeem (client, second, VERIFIER, "http://127.0.0.1:8"), "invalid_grant");
  cosell_manual_clock_advance (client->clock, 3 * G_TIME_SPAN_MINUTE);
  assert_refused (client, redeem (client, third, VERIFIER, REDIRECT), "invalid_grant");
  assert_refused (client, redeem (client, "no-such-code", VERIFIER, REDIRECT), "invalid_grant");
  assert_refused (client, post_form (client, "token", "grant_type=password&username=x"),
                  "unsupported_grant_type");
}

static void
test_denied (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *page = get_page (client, AUTHORIZE CHALLENGE);
  g_autofree char *consent = find_consent (page);
  g_autofree char *again = g_strdup_printf ("decision=allow&consent=%s", consent);
  g_autoptr (GHashTable) answer = decide (client, consent, "deny");

  g_assert_cmpstr (g_hash_table_lookup (answer, "error"), ==, "access_denied");
  g_assert_null (g_hash_table_lookup (answer, "code"));
  g_assert_cmpuint (post_form (client, "authorize", again)->status, ==, 400); /* answered once */
}

/* A page that asks in another way than a native program should is refused, not redirected. */
static void
test_wrong_request (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  static const char *const requests[] = {
    TENANT "authorize",
    AUTHORIZE "short",
    TENANT "authorize?client_id=app&response_type=token&redirect_uri=http%3A%2F%2F127.0.0.1%3A9"
           "&state=s&scope=x&code_challenge_method=S256&code_challenge=" CHALLENGE,
    TENANT "authorize?client_id=app&response_type=code&redirect_uri=https%3A%2F%2Fevil.example"
           "&state=s&scope=x&code_challenge_method=S256&code_challenge=" CHALLENGE,
    TENANT "authorize?client_id=app&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9"
           "&state=s&scope=x&code_challenge_method=plain&code_challenge=" CHALLENGE,
    TENANT "authorize?client_id=app&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9"
           "&scope=x&code_challenge_method=S256&code_challenge=" CHALLENGE,
  };
  Answer *page;

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_test_message ("%s", requests[i]);
      g_assert_cmpuint (get_page (client, requests[i])->status, ==, 400);
    }
  page = get_page (client,
                   TENANT "authorize?client_id=%3Cscript%3E&response_type=code&redirect_uri="
                          "http%3A%2F%2F127.0.0.1%3A9&state=s&scope=x&code_challenge_method=S256"
                          "&code_challenge=" CHALLENGE);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_null (strstr (page->body, "<script>"));
  g_assert_cmpuint (get_page (client, "/a/b" TENANT "authorize")->status, ==, 401);
  g_assert_cmpuint (get_page (client, TENANT "nothing")->status, ==, 404);
}

static void
test_refresh (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *first = sign_in (client);
  const char *token = answer_text (client, first, "/refresh_token");
  Answer *second = refresh (client, token);

  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (answer_text (client, second, "/refresh_token"), !=, token);
  assert_refused (client, refresh (client, token), "invalid_grant"); /* rotated: good for once */
  g_assert_cmpuint (try_token (client, answer_text (client, second, "/access_token")), ==, 200);

  client_post (client, IDENTITY, "{\"rotate\":false}");
  token = answer_text (client, second, "/refresh_token");
  second = refresh (client, token);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_null (strstr (second->body, "refresh_token")); /* the client keeps the one it has */
  g_assert_cmpuint (refresh (client, token)->status, ==, 200);

  client_post (client, IDENTITY, "{\"revokeRefresh\":true}");
  assert_refused (client, refresh (client, token), "invalid_grant");
}

static void
test_expiry (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *token = answer_text (client, sign_in (client), "/access_token");

  cosell_manual_clock_advance (client->clock, 59 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (try_token (client, token), ==, 200);
  cosell_manual_clock_advance (client->clock, 2 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (try_token (client, token), ==, 401);

  token = answer_text (client, sign_in (client), "/access_token");
  g_assert_cmpuint (try_token (client, token), ==, 200);
  client_post (client, IDENTITY, "{\"expireTokens\":true}");
  g_assert_cmpuint (try_token (client, token), ==, 401);
  client_post (client, IDENTITY, "{\"tokenSeconds\":7}");
  g_assert_cmpstr (answer_text (client, sign_in (client), "/expires_in"), ==, "7");
}

/* Contract 1: the numbers and the spelling. */
static void
test_second_factor (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  const char *token = answer_text (client, sign_in (client), "/access_token");
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  Answer *answer;

  client_post (client, IDENTITY, "{\"requireMfa\":true}");
  answer = client_send (client, "GET", REFERRALS, NULL, "Authorization", bearer, NULL);
  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, "900421");
  /* who signs in now confirms a second factor */
  g_assert_cmpuint (try_token (client, answer_text (client, sign_in (client), "/access_token")), ==,
                    200);
  client_post (client, IDENTITY, "{\"requireMfa\":false,\"requireClaims\":true}");
  answer = client_send (client, "GET", REFERRALS, NULL, "Authorization", bearer, NULL);
  g_assert_cmpuint (answer->status, ==, 403);
  g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, "insufficent_claims");
}

/* Without --token any non-empty token is taken, but for those that ended; strict: only its own. */
static void
test_strict (void)
{
  g_autoptr (Client) client = client_new_with_token (NULL, NULL, 0, 1);
  const char *token = answer_text (client, sign_in (client), "/access_token");

  g_assert_cmpuint (try_token (client, "anything"), ==, 200);
  client_post (client, IDENTITY, "{\"strict\":true}");
  g_assert_cmpuint (try_token (client, "anything"), ==, 401);
  g_assert_cmpuint (try_token (client, token), ==, 200);
  client_post (client, IDENTITY, "{\"strict\":false,\"expireTokens\":true}");
  g_assert_cmpuint (try_token (client, "anything"), ==, 200);
  g_assert_cmpuint (try_token (client, token), ==, 401);
  g_assert_cmpuint (client_post (client, IDENTITY, "{\"tokenSeconds\":-1}")->status, ==, 400);
  g_assert_cmpuint (client_post (client, IDENTITY, "[]")->status, ==, 400);
}

static Answer *
ask_device (Client *client, const char *code)
{
  g_autofree char *form = g_strdup_printf (
      "grant_type=urn%%3Aietf%%3Aparams%%3Aoauth%%3Agrant-type%%3Adevice_code&client_id=app"
      "&device_code=%s",
      code);

  cosell_manual_clock_advance (client->clock, 5 * G_TIME_SPAN_SECOND);
  return post_form (client, "token", form);
}

static void
test_device (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *started = post_form (client, "devicecode", "client_id=app&scope=x");
  const char *code = answer_text (client, started, "/device_code");
  g_autofree char *lower = g_ascii_strdown (answer_text (client, started, "/user_code"), -1);
  g_autofree char *typed = g_strdup_printf ("user_code=+%s+", lower);
  g_autofree char *consent = NULL;
  g_autofree char *decision = NULL;

  g_assert_true (
      g_str_has_suffix (answer_text (client, started, "/verification_uri"), TENANT "device"));
  assert_refused (client, ask_device (client, code), "authorization_pending");
  cosell_manual_clock_advance (client->clock, -5 * G_TIME_SPAN_SECOND);
  assert_refused (client, ask_device (client, code), "slow_down");
  assert_refused (client, ask_device (client, "no-such-code"), "bad_verification_code");
  g_assert_nonnull (
      strstr (post_form (client, "device", "user_code=NOSUCH")->body, "no such code"));
  consent = find_consent (post_form (client, "device", typed));
  decision = g_strdup_printf ("decision=allow&consent=%s", consent);
  g_assert_cmpuint (post_form (client, "device", decision)->status, ==, 200);
  g_assert_cmpuint (ask_device (client, code)->status, ==, 200);
  assert_refused (client, ask_device (client, code), "bad_verification_code"); /* once */

  started = post_form (client, "devicecode", "client_id=app&scope=x");
  cosell_manual_clock_advance (client->clock, 16 * G_TIME_SPAN_MINUTE);
  assert_refused (client, ask_device (client, answer_text (client, started, "/device_code")),
                  "expired_token");
}

/* Nothing that signs in stands in the log. */
static void
test_log (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *tokens = sign_in (client);
  const char *token = answer_text (client, tokens, "/refresh_token");
  Answer *log;

  refresh (client, token);
  log = client_get (client, "/sandbox/control/log");
  g_assert_nonnull (strstr (log->body, TENANT "token"));
  g_assert_null (strstr (log->body, token));
  g_assert_null (strstr (log->body, answer_text (client, tokens, "/access_token")));
  g_assert_null (strstr (log->body, VERIFIER));
  g_assert_null (strstr (log->body, "consent="));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/identity/code", test_code);
  g_test_add_func ("/sandbox/identity/wrong-code", test_wrong_code);
  g_test_add_func ("/sandbox/identity/denied", test_denied);
  g_test_add_func ("/sandbox/identity/wrong-request", test_wrong_request);
  g_test_add_func ("/sandbox/identity/refresh", test_refresh);
  g_test_add_func ("/sandbox/identity/expiry", test_expiry);
  g_test_add_func ("/sandbox/identity/second-factor", test_second_factor);
  g_test_add_func ("/sandbox/identity/strict", test_strict);
  g_test_add_func ("/sandbox/identity/device", test_device);
  g_test_add_func ("/sandbox/identity/log", test_log);
  return g_test_run ();
}
