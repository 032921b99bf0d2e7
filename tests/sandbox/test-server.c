/* The server's manners: sign-in, headers, errors, catalogues, log */
#include <string.h>

#include "sandbox/sandbox-client.h"

#define PATH_STATE "/sandbox/control/state"

static void
assert_error (Client *client, Answer *answer, guint status, const char *code)
{
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer_text (client, answer, "/error/code"), ==, code);
  g_assert_cmpstr (answer_text (client, answer, "/error/message"), !=, "");
  g_assert_cmpstr (answer_text (client, answer, "/error/target"), ==, "referral");
  g_assert_nonnull (answer_text (client, answer, "/error/innerError/code"));
  g_assert_cmpstr (answer_header (answer, "Content-Type"), ==, "application/json");
}

static void
test_sign_in (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  static const char *const paths[] = { REFERRALS, PATH_STATE, "/sandbox/v1/me", "/nowhere" };
  static const char *const tokens[] = {
    NULL, "", "Bearer", "Bearer ", "Bearer wrong", "Basic " TEST_TOKEN, TEST_TOKEN
  };

  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    for (guint t = 0; t < G_N_ELEMENTS (tokens); t++)
      {
        Answer *answer =
            client_send (client, "GET", paths[p], NULL, "Authorization", tokens[t], NULL);

        assert_error (client, answer, 401, "unauthenticated");
        g_assert_cmpstr (answer_header (answer, "WWW-Authenticate"), ==, "Bearer");
      }
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
  g_assert_cmpuint (client_send (client, "GET", REFERRALS, NULL, "Authorization",
                                 "bearer  " TEST_TOKEN, NULL)
                        ->status,
                    ==, 200);
}

static void
test_any_token (void)
{
  g_autoptr (Client) client = client_new_with_token (NULL, NULL, 0, 1);
  Answer *answer = client_send (client, "GET", REFERRALS, NULL, "Authorization", "Bearer x", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (answer_root (answer), "/value")), ==,
                    0);
  answer = client_send (client, "GET", REFERRALS, NULL, "Authorization", NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 401);
}

static void
test_headers (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  Answer *answer = client_send (client, "GET", REFERRALS, NULL, "client-request-id",
                                "5f1c0000-0000-4000-8000-000000000001", NULL);
  Answer *again = client_get (client, REFERRALS);

  g_assert_cmpstr (answer_header (answer, "client-request-id"), ==,
                   "5f1c0000-0000-4000-8000-000000000001");
  g_assert_null (answer_header (again, "client-request-id"));
  g_assert_true (g_uuid_string_is_valid (answer_header (answer, "request-id")));
  g_assert_cmpstr (answer_header (answer, "request-id"), !=, answer_header (again, "request-id"));
  g_assert_nonnull (answer_header (answer, "x-ms-ags-diagnostic"));
  /* P6: the server's clock, not the machine's */
  g_assert_cmpstr (answer_header (answer, "timestamp"), ==, TEST_NOW);
  g_assert_cmpstr (answer_header (answer, "Date"), ==, "Sun, 22 Nov 2026 08:00:00 GMT");
}

static void
test_get (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  const char *id = client_create (client, FALSE);
  g_autofree char *upper = g_ascii_strup (id, -1);
  Answer *answer = client_read (client, id);

  g_assert_cmpstr (answer_text (client, answer, "/id"), ==, id);
  g_assert_cmpstr (answer_text (client, answer, "/@odata.context"), ==,
                   "https://api.partner.microsoft.com/v1.0/engagments/referrals/$metadata"
                   "#Referrals/$entity");
  g_assert_cmpstr (answer_header (answer, "ETag"), ==, answer_text (client, answer, "/eTag"));
  g_assert_cmpstr (answer_text (client, client_read (client, upper), "/id"), ==, id);
}

static void
test_errors (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  const char *id = client_create (client, FALSE);
  g_autofree char *path = g_strconcat (REFERRALS "/", id, NULL);

  assert_error (client, client_get (client, "/nowhere"), 404, "itemNotFound");
  assert_error (client, client_get (client, REFERRALS "/c5fbb3b6-be74-4795-9fb5-4324c73fed37"), 404,
                "itemNotFound");
  assert_error (client, client_get (client, "/sandbox/v1/nothing"), 404, "itemNotFound");
  assert_error (client, client_get (client, "/sandbox/control/act"), 404, "itemNotFound");
  assert_error (client, client_send (client, "DELETE", path, NULL, NULL), 405, "invalidRequest");
  assert_error (client, client_send (client, "PUT", path, "{}", NULL), 405, "invalidRequest");
  assert_error (client, client_send (client, "DELETE", REFERRALS, NULL, NULL), 405,
                "invalidRequest");
  assert_error (client, client_send (client, "POST", "/sandbox/v1/me", "{}", NULL), 405,
                "invalidRequest");
  assert_error (client,
                client_send (client, "POST", REFERRALS, "{}", "Content-Type", "text/plain", NULL),
                415, "invalidRequest");
  assert_error (client, client_post (client, REFERRALS, "{\"name\":"), 400, "invalidRequest");
  assert_error (client, client_post (client, REFERRALS, "[]"), 400, "invalidRequest");
  assert_error (client, client_patch (client, id, "{}"), 400, "invalidRequest");
}

static void
test_me (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *me = client_get (client, "/sandbox/v1/me");

  g_assert_cmpstr (answer_text (client, me, "/organization/name"), ==, "Fabrikam");
  g_assert_cmpstr (answer_text (client, me, "/user/email"), ==, "kim.berg@fabrikam.example");
  g_assert_cmpstr (answer_text (client, me, "/role"), ==, "ReferralsAdmin");
  g_assert_cmpstr (answer_text (client, me, "/locations/0/id"), ==, "1234567");
  g_assert_cmpstr (answer_text (client, me, "/capabilities/0"), ==, "assessments");
}

static guint
count_found (Client *client, const char *path)
{
  return cosell_json_length (
      cosell_json_pointer (answer_root (client_get (client, path)), "/value"));
}

static void
test_catalogues (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  Answer *found;

  g_assert_cmpuint (count_found (client, "/sandbox/v1/customers"), >=, 280);
  g_assert_cmpuint (count_found (client, "/sandbox/v1/customers?$top=7"), ==, 7);
  g_assert_cmpuint (count_found (client, "/sandbox/v1/customers?search=co"), ==, 50);
  g_assert_cmpuint (count_found (client, "/sandbox/v1/customers?search=zzzz"), ==, 0);
  /* C1: several entities of one company in one place */
  g_assert_cmpuint (count_found (client, "/sandbox/v1/customers?search=contoso&country=se"), >=, 2);
  found = client_get (client, "/sandbox/v1/customers?search=nordvik%20s%C3%85gverk");
  g_assert_cmpstr (answer_text (client, found, "/value/0/name"), ==, "Nordvik Sågverk AB");
  g_assert_cmpstr (answer_text (client, found, "/value/0/country"), ==, "SE");
  g_assert_cmpuint (strlen (answer_text (client, found, "/value/0/duns")), ==, 9);
  found = client_get (client, "/sandbox/v1/customers?search=354111111");
  g_assert_cmpstr (answer_text (client, found, "/value/0/name"), ==, "Contoso AB");
  found = client_get (client, "/sandbox/v1/customers?search=%E6%B0%B4%E7%94%A3");
  g_assert_cmpstr (answer_text (client, found, "/value/0/country"), ==, "JP");

  g_assert_cmpuint (count_found (client, "/sandbox/v1/partners"), >=, 40);
  found = client_get (client, "/sandbox/v1/partners?search=tailwind&country=NO");
  g_assert_cmpstr (answer_text (client, found, "/value/0/id"), ==,
                   "01e2abcd-52b0-4af3-a3ae-1fd1530b3563");
  g_assert_cmpuint (count_found (client, "/sandbox/v1/solutions"), >=, 55);
  found = client_get (client, "/sandbox/v1/solutions?search=SOL-15974-MQF");
  g_assert_cmpstr (answer_text (client, found, "/value/0/name"), ==, "Fabrikam Suite");
  g_assert_cmpstr (answer_text (client, found, "/value/0/kind"), ==, "own");
  g_assert_cmpstr (answer_text (client, found, "/value/0/eligible"), ==, "true");
  g_assert_cmpstr (answer_text (client, found, "/value/0/coSellReady"), ==, "true");
  g_assert_cmpuint (client_get (client, "/sandbox/v1/solutions?$top=0")->status, ==, 400);
}

static void
test_log (void)
{
  g_autoptr (Client) client = client_new (NULL, 0, 1);
  g_autofree char *body = make_body ("", OWN_TARGET, FALSE);
  g_autofree char *logged = NULL;
  Answer *log;

  client_get (client, REFERRALS "?$top=5");
  client_send (client, "POST", REFERRALS, body, "request-id", "once", NULL);
  client_post (client, REFERRALS, "no JSON");
  client_get (client, PATH_STATE);
  log = client_get (client, "/sandbox/control/log");
  /* what looks at the server is not in its log */
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (answer_root (log), "/value")), ==, 3);
  g_assert_cmpstr (answer_text (client, log, "/value/0/method"), ==, "GET");
  g_assert_cmpstr (answer_text (client, log, "/value/0/path"), ==, REFERRALS);
  g_assert_cmpstr (answer_text (client, log, "/value/0/query"), ==, "$top=5");
  g_assert_cmpint (cosell_json_kind (cosell_json_pointer (answer_root (log), "/value/0/body")), ==,
                   COSELL_JSON_NULL);
  /* a body that is JSON stands there as such, another one as text */
  logged = cosell_json_dup_raw (cosell_json_pointer (answer_root (log), "/value/1/body"));
  g_assert_cmpstr (logged, ==, body);
  g_assert_cmpstr (answer_text (client, log, "/value/2/body"), ==, "no JSON");
  g_assert_cmpstr (answer_text (client, log, "/value/1/headers/request-id"), ==, "once");
  g_assert_cmpstr (answer_text (client, log, "/value/1/status"), ==, "201");
  g_assert_null (strstr (log->body, TEST_TOKEN));
  g_assert_null (strstr (log->body, "uthorization"));
}

static void
test_network_off (void)
{
  g_autoptr (Client) client = client_new (NULL, 3, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strdup (cosell_sandbox_get_url (client->sandbox));
  guint port = (guint) g_ascii_strtoull (strrchr (url, ':') + 1, NULL, 10);

  cosell_sandbox_disconnect (client->sandbox);
  g_assert_nonnull (client_get (client, REFERRALS)->error);
  cosell_sandbox_listen (client->sandbox, port, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cosell_sandbox_get_url (client->sandbox), ==, url);
  g_assert_cmpuint (client_get (client, REFERRALS)->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sandbox/server/sign-in", test_sign_in);
  g_test_add_func ("/sandbox/server/any-token", test_any_token);
  g_test_add_func ("/sandbox/server/headers", test_headers);
  g_test_add_func ("/sandbox/server/get", test_get);
  g_test_add_func ("/sandbox/server/errors", test_errors);
  g_test_add_func ("/sandbox/server/me", test_me);
  g_test_add_func ("/sandbox/server/catalogues/C1", test_catalogues);
  g_test_add_func ("/sandbox/server/log", test_log);
  g_test_add_func ("/sandbox/server/network-off", test_network_off);
  return g_test_run ();
}
