/* test-odd.c: whatever anybody sends to the practice server is answered; no warning or critical of
 * a library is among the answers (they end the test) */
#include <string.h>

#include "sandbox/sandbox-client.h"

#define TENANT "/organizations/oauth2/v2.0/"
#define FORM "application/x-www-form-urlencoded"
#define AUTHORIZE                                                                                  \
  TENANT "authorize?client_id=app&response_type=code&state=s&scope=x&code_challenge_method=S256"   \
         "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="

static const char *const odd_values[] = {
  "",
  "%20",
  "-1",
  "0",
  "99999999999999999999",
  "-99999999999999999999",
  "1e9",
  "0x10",
  "%",
  "%zz",
  "%00",
  "a%00b",
  "%ff%fe",
  "%C3",
  "%ED%A0%80",
  "%0d%0aX-Evil:%201",
  "%E2%80%AE",
  "null",
  "true",
  "{}",
  "[]",
  "'",
  "''",
  "(",
  "((((((((((((((((((((((((((((((((((((((((((((((((((",
  "not%20not%20not%20not",
  "createdDateTime",
  "createdDateTime%20",
  "%20createdDateTime",
  "createdDateTime%20desc%20",
  "createdDateTime%20desc,updatedDateTime",
  "name%20eq%20'%ff'",
  "name%20eq%20'%C3'%20%C3",
  "%C3%A5%C3%A4%C3%B6%C3%A5%C3%A4%C3%B6%C3%A5%C3%A4%C3%B6%C3%A5%C3%A4%C3%B6",
  "name%20eq%20%C3%A5",
  "a%C3%A5%C3%A4%C3%B6%C3%A5%C3%A4%C3%B6%C3%A5%C3%A4%C3%B6%C3%A5%C3%A4%C3%B6%20eq%201",
  "createdDateTime%20gt%20'9999-12-31T23:59:59.9999999Z'",
  "createdDateTime%20gt%200001-01-01T00:00:00Z",
  "createdDateTime%20gt%2099999-01-01T00:00:00Z",
  "details/dealValue%20gt%201e999",
  "details/dealValue%20gt%20-nan",
  "team/any(t:t/email%20eq%20null)",
  "team/any()",
  "team/all()",
  "team/any(t:t)",
  "engagementId%20eq%20''",
  "engagementId%20eq%20null",
  "name,,name",
  "name,",
  "name,name",
  /* base64: nothing, no JSON, odd members */
  "e30.",
  "W10.",
  "bnVsbA..",
  "eyJ3Ijotf_8.",
  "....",
  "AAAA",
  "%00AAAA",
};

/* Tokens of the list whose members are of the wrong kind. */
static const char *const odd_tokens[] = {
  "{\"w\":null,\"o\":null,\"i\":null}",
  "{\"w\":\"x\",\"o\":\"x\",\"i\":7}",
  "{\"w\":1,\"o\":-1,\"i\":\"\"}",
  "{\"w\":1,\"o\":99999999999999999999,\"i\":\"x\"}",
  "{\"$top\":null,\"$filter\":null,\"$orderby\":null,\"$select\":null,\"$count\":null}",
  "{\"$top\":{},\"$filter\":[],\"$orderby\":{},\"$select\":[1],\"$count\":{}}",
  "{\"$orderby\":\"\",\"$select\":\"\",\"$filter\":\"\"}",
  "{\"$top\":true,\"$skiptoken\":\"x\",\"$\":1}",
  "{\"$select\":\"\\u0000\",\"$filter\":\"\\ud800\"}",
  "{\"\":\"\"}",
};

static void
try_path (Client *client, const char *method, const char *path)
{
  g_autofree char *text =
      g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: "
                       "close\r\nAuthorization: Bearer " TEST_TOKEN
                       "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                       method, path, client_get_port (client));
  g_autofree char *answer = client_send_raw (client, text, strlen (text), 0, 0, NULL);

  g_test_message ("%s %s: %.20s", method, path, answer);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 "));
  g_assert_false (g_str_has_prefix (answer, "HTTP/1.1 5"));
  g_assert_null (strstr (answer, "\nX-Evil"));
  g_assert_true (g_utf8_validate (answer, -1, NULL));
}

static void
assert_alive (Client *client)
{
  Answer *log = client_get (client, "/sandbox/control/log");

  g_assert_cmpuint (client_get (client, REFERRALS "?$top=1")->status, ==, 200);
  g_assert_nonnull (log->json);
}

static void
test_query (void)
{
  static const char *const options[] = { "$top",   "$skip",   "$filter",    "$orderby", "$select",
                                         "$count", "$expand", "$skiptoken", "$search",  "",
                                         "%24top", "%ff",     "x" };
  static const char *const catalogues[] = { "customers?search=", "customers?country=",
                                            "partners?search=",  "solutions?search=",
                                            "solutions?$top=",   "me?x=" };
  g_autoptr (Client) client = client_new (NULL, 5, 1);

  for (guint o = 0; o < G_N_ELEMENTS (options); o++)
    for (guint i = 0; i < G_N_ELEMENTS (odd_values); i++)
      {
        g_autofree char *path = g_strconcat (REFERRALS "?", options[o], "=", odd_values[i], NULL);

        try_path (client, "GET", path);
      }
  for (guint o = 0; o < G_N_ELEMENTS (catalogues); o++)
    for (guint i = 0; i < G_N_ELEMENTS (odd_values); i++)
      {
        g_autofree char *path = g_strconcat ("/sandbox/v1/", catalogues[o], odd_values[i], NULL);

        try_path (client, "GET", path);
      }
  assert_alive (client);
}

static void
test_tokens (void)
{
  g_autoptr (Client) client = client_new (NULL, 5, 1);

  for (guint i = 0; i < G_N_ELEMENTS (odd_tokens); i++)
    {
      g_autofree char *base64 =
          g_base64_encode ((const guchar *) odd_tokens[i], strlen (odd_tokens[i]));
      g_autofree char *path = NULL;

      g_strdelimit (base64, "+", '-');
      g_strdelimit (base64, "/", '_');
      g_strdelimit (base64, "=", '.');
      path = g_strconcat (REFERRALS "?$skiptoken=", base64, NULL);
      g_test_message ("%s", odd_tokens[i]);
      try_path (client, "GET", path);
    }
  assert_alive (client);
}

static void
test_paths (void)
{
  static const char *const methods[] = { "GET",  "POST",    "PATCH", "PUT", "DELETE",
                                         "HEAD", "OPTIONS", "TRACE", "get", "X" };
  static const char *const paths[] = {
    "/",
    "//",
    "/%00",
    "/%ff",
    "/%",
    "/..",
    "/../..",
    "/%2e%2e/x",
    "*",
    "/?",
    "/#x",
    "/v1.0/engagements/referrals/",
    "/v1.0/engagements/referrals/%ff",
    "/v1.0/engagements/referrals/%00",
    "/v1.0/engagements/referrals/a%0d%0aX-Evil:%201",
    "/sandbox/control/",
    "/sandbox/control/%ff",
    "/sandbox/v1/",
    "/sandbox/v1/%ff",
    "/oauth2/v2.0/authorize",
    "/%ff/oauth2/v2.0/authorize",
    "/%ff/oauth2/v2.0/device",
    "/%0d%0aX-Evil:%201/oauth2/v2.0/devicecode",
  };
  g_autoptr (Client) client = client_new (NULL, 5, 1);

  for (guint m = 0; m < G_N_ELEMENTS (methods); m++)
    for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
      try_path (client, methods[m], paths[i]);
  assert_alive (client);
}

/* Where an answer cannot be sent, nobody is asked. */
static void
test_redirect (void)
{
  static const char *const wrong[] = {
    "%20",
    "x",
    ":",
    "http:",
    "http://",
    "http://%00",
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://127.0.0.1:9",
    "http://evil.example",
    "http://127.0.0.1:99999",
    "http://127.0.0.1:9%0d%0aX-Evil:%201",
    "http://127.0.0.1:9/%0d%0aX-Evil:%201",
    "http://127.0.0.1:9/%00",
    "http://127.0.0.1:9/%ff",
    "http://127.0.0.1:9/%C3%A5",
    "http://127.0.0.1:9/%3Fa=b",
    "http://127.0.0.1:9/%23a",
    "http://user@127.0.0.1:9/",
    "http://127.0.0.1:9@evil.example/",
    "http://%5B::1",
    "http://%5Bx%5D",
  };
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat (AUTHORIZE, wrong[i], NULL);
      Answer *answer;

      try_path (client, "GET", path);
      answer = client_get (client, path);
      g_assert_cmpuint (answer->status, ==, 400);
      g_assert_null (strstr (answer->body, "name=\"consent\""));
    }
  g_assert_cmpuint (client_get (client, AUTHORIZE "http://127.0.0.1:9/")->status, ==, 200);
  g_assert_cmpuint (client_get (client, AUTHORIZE "http://%5B::1%5D:9")->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (odd_values); i++)
    {
      g_autofree char *path = g_strconcat (AUTHORIZE, odd_values[i], NULL);

      try_path (client, "GET", path);
    }
}

static void
test_headers (void)
{
  static const char *const headers[] = {
    "Authorization: \xff\xfe",
    "Authorization:",
    "Authorization: Bearer",
    "Authorization: Bearer \xc3",
    "If-Match: \xff",
    "If-Match:",
    "Prefer: \xff, return=representation",
    "Content-Type:",
    "Content-Type: ;;;",
    "Content-Type: \xff",
    "Content-Type: application/json; charset=\"",
    "client-request-id: \xff\xfe",
    "client-request-id: a\x01\x7f",
    "client-request-id: a\r\n b",
    "client-request-id:",
    "Range: bytes=0-0",
    "Range: bytes=0-0,1-1,-1",
    "Range: bytes=-99999999999999999999",
    "Range: bytes=5-2",
    "Range: x",
    "Expect: 100-continue",
    "Expect: nonsense",
    "Upgrade: websocket\r\nConnection: Upgrade",
    "Connection: \xff",
    "Transfer-Encoding: gzip",
    "Content-Length: x",
    "Content-Length: -1",
    "Content-Length: 1\r\nContent-Length: 2",
    "Accept-Encoding: \xff",
    "Cookie: \xff=\xff",
    "Referer: \xff",
    ": x",
    "\xff: x",
    "no colon",
    " leading",
  };
  g_autoptr (Client) client = client_new (NULL, 5, 1);
  const char *id = client_create (client, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    for (guint patch = 0; patch < 2; patch++)
      {
        const char *body = patch ? "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"x\"}]" : "";
        g_autofree char *text =
            g_strdup_printf ("%s " REFERRALS "%s%s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%s\r\n"
                             "Authorization: Bearer " TEST_TOKEN
                             "\r\nContent-Type: application/json\r\n"
                             "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n%s",
                             patch ? "PATCH" : "GET", patch ? "/" : "", patch ? id : "",
                             client_get_port (client), headers[i], strlen (body), body);
        g_autofree char *answer = client_send_raw (client, text, strlen (text), 0, 0, NULL);
        g_autofree char *valid = g_utf8_make_valid (headers[i], -1);

        g_test_message ("%s: %.30s", valid, answer);
        g_assert_true (*answer == '\0' || g_str_has_prefix (answer, "HTTP/1."));
        g_assert_false (g_str_has_prefix (answer, "HTTP/1.1 206"));
      }
  assert_alive (client);
}

static const char *const odd_bodies[] = {
  "",
  " ",
  "null",
  "true",
  "1",
  "\"x\"",
  "[]",
  "{}",
  "[[]]",
  "[null]",
  "[{}]",
  "[{\"op\":null,\"path\":null,\"value\":null}]",
  "[{\"op\":{},\"path\":[],\"value\":{}}]",
  "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]",
  "[{\"op\":\"replace\",\"path\":\"/\",\"value\":{}}]",
  "[{\"op\":\"replace\",\"path\":\"/team/99999999999999999999\",\"value\":{}}]",
  "[{\"op\":\"replace\",\"path\":\"/details/"
  "closingDateTime\",\"value\":\"99999-01-01T00:00:00Z\"}]",
  "[{\"op\":\"replace\",\"path\":\"/details/dealValue\",\"value\":1e999}]",
  "{\"id\":null}",
  "{\"id\":{}}",
  "{\"as\":null,\"do\":null,\"id\":null}",
  "{\"as\":{},\"do\":[],\"id\":7}",
  "{\"as\":\"microsoft\",\"do\":\"send\",\"name\":{},\"customer\":[],\"value\":\"x\"}",
  "{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"x\",\"set\":7}",
  "{\"as\":\"\",\"do\":\"\"}",
  "{\"as\":\"\\ud800\",\"do\":\"send\"}",
  "{\"as\":\"\\u0000\",\"do\":\"send\"}",
  "{\"as\":\"%s%n\",\"do\":\"send\"}",
  "{\"seconds\":null}",
  "{\"seconds\":\"x\"}",
  "{\"seconds\":1.5}",
  "{\"seconds\":99999999999999999999}",
  "{\"seconds\":3162240000}",
  "{\"seconds\":3162240000}",
  "{\"seconds\":3162240000}",
  "{\"seconds\":-3162240000}",
  "{\"seconds\":-3162240000}",
  "{\"seconds\":-3162240000}",
  "{\"role\":null}",
  "{\"role\":{}}",
  "{\"role\":\"ReferralsUser\",\"locations\":7,\"capabilities\":{}}",
  "{\"role\":\"ReferralsUser\",\"locations\":[null,{},\"\\ud800\"]}",
  "{\"tokenSeconds\":99999999999999999999,\"deviceInterval\":-1}",
  "{\"tokenSeconds\":{},\"strict\":\"x\"}",
  "{\"nonce\":[]}",
  "\xff\xfe",
  "{\"a\":\"\xff\"}",
  "{\"as\":\"microsoft\",\"do\":\"send\"",
};

static void
try_bodies (Client *client, const char *method, const char *path, const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (odd_bodies); i++)
    {
      g_autofree char *valid = g_utf8_make_valid (odd_bodies[i], -1);
      Answer *answer =
          client_send (client, method, path, odd_bodies[i], "Content-Type", type, NULL);

      g_test_message ("%s %s %s: %u", method, path, valid, answer->status);
      g_assert_no_error (answer->error);
      g_assert_cmpuint (answer->status, >=, 200);
      g_assert_cmpuint (answer->status, <, 500);
    }
}

static void
test_bodies (void)
{
  static const char *const names[] = { "act", "clock", "faults", "identity", "role", "state" };
  g_autoptr (Client) client = client_new (NULL, 5, 1);
  g_autofree char *one = g_strconcat (REFERRALS "/", client_create (client, TRUE), NULL);

  try_bodies (client, "POST", REFERRALS, "application/json");
  try_bodies (client, "PATCH", one, "application/json");
  try_bodies (client, "POST", "/sandbox/proof", "application/json");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/sandbox/control/", names[i], NULL);

      try_bodies (client, "POST", path, "application/json");
    }
  client_post (client, "/sandbox/control/faults", "{\"count\":0}");
  assert_alive (client);
}

/* What a fault puts into headers and bodies is as odd as whoever asks for it. */
static void
test_faults (void)
{
  static const char *const faults[] = {
    "{\"status\":599}",
    "{\"status\":299}",
    "{\"status\":204,\"body\":\"cut\"}",
    "{\"status\":304}",
    "{\"status\":418,\"retryAfter\":\"a\\r\\nX-Evil: 1\"}",
    "{\"retryAfter\":\"\\u00e5\"}",
    "{\"retryAfter\":\"\"}",
    "{\"location\":\"x\\r\\nX-Evil: 1\"}",
    "{\"location\":\"\"}",
    "{\"date\":\"\\u0001\"}",
    "{\"date\":\"never\"}",
    "{\"nextLink\":\"\\u202e\\u0000\"}",
    "{\"nextLink\":\"\"}",
    "{\"charset\":\"utf-16\",\"encoding\":\"gzip\",\"body\":\"garbled\"}",
    "{\"charset\":\"latin-1\",\"oversize\":1}",
    "{\"body\":\"empty\",\"encoding\":\"gzip\"}",
    "{\"body\":\"cut\",\"chunked\":true}",
    "{\"body\":\"html\",\"status\":204}",
    "{\"method\":\"\",\"path\":\"\"}",
    "{\"path\":\"*?*[\"}",
    "{\"path\":\"\\ud800*\"}",
  };
  g_autoptr (Client) client = client_new (NULL, 5, 1);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("GET " REFERRALS
                           " HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nConnection: close\r\n"
                           "Authorization: Bearer " TEST_TOKEN "\r\n\r\n",
                           client_get_port (client));
      g_autofree char *answer = NULL;

      g_test_message ("%s", faults[i]);
      client_post (client, "/sandbox/control/faults", faults[i]);
      answer = client_send_raw (client, text, strlen (text), 0, 0, NULL);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 "));
      g_assert_null (strstr (answer, "\nX-Evil"));
      client_post (client, "/sandbox/control/faults", "{\"count\":0}");
    }
  assert_alive (client);
}

static void
test_forms (void)
{
  static const char *const endpoints[] = { "authorize", "device", "devicecode", "token" };
  static const char *const names[] = { "consent",     "decision",      "pin",          "user_code",
                                       "client_id",   "scope",         "grant_type",   "code",
                                       "device_code", "refresh_token", "code_verifier" };
  g_autoptr (Client) client = client_new (NULL, 0, 1);

  for (guint e = 0; e < G_N_ELEMENTS (endpoints); e++)
    {
      g_autofree char *path = g_strconcat (TENANT, endpoints[e], NULL);

      try_bodies (client, "POST", path, FORM);
      for (guint n = 0; n < G_N_ELEMENTS (names); n++)
        for (guint i = 0; i < G_N_ELEMENTS (odd_values); i++)
          {
            g_autofree char *form = g_strdup_printf (
                "client_id=%%ff%%00&scope=x&grant_type=authorization_code&decision=allow&%s=%s",
                names[n], odd_values[i]);
            Answer *answer = client_send (client, "POST", path, form, "Content-Type", FORM, NULL);

            g_assert_no_error (answer->error);
            g_assert_cmpuint (answer->status, <, 500);
          }
    }
  assert_alive (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  g_test_add_func ("/sandbox/odd/query", test_query);
  g_test_add_func ("/sandbox/odd/tokens", test_tokens);
  g_test_add_func ("/sandbox/odd/paths", test_paths);
  g_test_add_func ("/sandbox/odd/redirect", test_redirect);
  g_test_add_func ("/sandbox/odd/headers", test_headers);
  g_test_add_func ("/sandbox/odd/bodies", test_bodies);
  g_test_add_func ("/sandbox/odd/faults", test_faults);
  g_test_add_func ("/sandbox/odd/forms", test_forms);
  return g_test_run ();
}
