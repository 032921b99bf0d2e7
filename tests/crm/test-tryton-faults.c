/* test-tryton-faults.c: signing in to Tryton, and what may go wrong on the way there */
#include <string.h>

#include "base/cosell-time.h"
#include "crm/tryton-fixture.h"
#include "support/await.h"
#include "support/fake-token-store.h"

/* --- signing in --- */

static void
test_sign_in (TrytonTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmUser) user = NULL;
  g_autoptr (CosellCrmPage) page = NULL;
  const ScriptRequest *request;

  answer_sign_in (test);
  user = crm_who (&test->base, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (user->id, ==, "2");
  g_assert_cmpstr (user->name, ==, "Kim Berg");
  g_assert_cmpstr (user->email, ==, "kim.berg@fabrikam.example");
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS);
  assert_asked (test, 0, "common.db.login", "['kim',{'password':'pass\\\"word'}]");
  assert_asked (test, 1, "model.res.user.get_preferences", "[false,{}]");
  request = script_server_get_request (test->server, 0);
  g_assert_cmpstr (request->path, ==, "/crm/");
  g_assert_null (script_request_get_header (request, "Authorization"));
  /* kim:2:f0e1d2 */
  request = script_server_get_request (test->server, 1);
  g_assert_cmpstr (script_request_get_header (request, "Authorization"), ==,
                   "Session a2ltOjI6ZjBlMWQy");
  /* the next one is signed in already: one request, also when nothing is new */
  answer (test, "[]");
  page = crm_list (&test->base, COSELL_NO_TIME, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->opportunities->len, ==, 0);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS + 1);
}

/* A session that has expired is renewed, once for each request. */
static void
test_expired (TrytonTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOpportunity) made = NULL;
  g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();
  const char *used;

  draft->name = g_strdup ("ERP move");
  answer_sign_in (test);
  script_server_reply (test->server, 401, "WWW-Authenticate: Basic realm=\"Tryton\"", NULL);
  answer (test, "[2,'second']");
  answer (test, PREFERENCES);
  answer (test, "{" STATES "," CONTACT "}");
  answer (test, "[7]");
  answer_row (test, NULL);
  made = crm_create (&test->base, draft, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (made->id, ==, "7");
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, 2 * SIGN_INS + 3);
  used = script_request_get_header (script_server_get_request (test->server, 2 * SIGN_INS + 1),
                                    "Authorization");
  g_assert_cmpstr (used, ==, "Session a2ltOjI6c2Vjb25k");
  /* one that is refused at once is no circle */
  script_server_reply (test->server, 401, NULL, NULL);
  answer_sign_in (test);
  script_server_reply (test->server, 401, NULL, NULL);
  g_assert_null (crm_get (&test->base, "7", &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, 3 * SIGN_INS + 5);
}

/* What keeps a sign-in away, in words. */
static void
test_refused_sign_in (TrytonTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  script_server_reply (test->server, 401, "Content-Type: text/html", "<!doctype html>\n<html>");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (error->message, "password"));
  g_clear_error (&error);
  /* a second factor */
  refuse (test, "['LoginException',['sms_code','Code of the SMS','char']]");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (error->message, "Code of the SMS"));
  g_clear_error (&error);
  script_server_reply (test->server, 429, "Content-Type: text/html\nRetry-After: 9",
                       "<!doctype html>");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY);
  g_assert_cmpint (cosell_http_error_get_retry_after (error), ==, 9);
  g_clear_error (&error);
  script_server_reply (test->server, 404, "Content-Type: text/html", "<!doctype html>\n<html>");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE);
  g_assert_nonnull (strstr (error->message, "database"));
  g_clear_error (&error);
  refuse (test, "['Database nowhere does not exist!','']");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER);
  g_assert_nonnull (strstr (error->message, "nowhere"));
  g_clear_error (&error);
  answer (test, "'x'");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  g_clear_error (&error);
  /* nothing is asked without a password */
  cosell_tryton_set_password (test->tryton, NULL);
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, 6);
}

static void
test_set_up_there (TrytonTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmUser) user = NULL;

  answer (test, LOGIN);
  answer (test, "{'name':'Two','company_filter':'one','companies':[1,2],'employees':[]}");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "company"));
  g_clear_error (&error);
  answer (test, LOGIN);
  answer (test, PREFERENCES);
  refuse (test, "['\\u0027sale.opportunity\\u0027','']");
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_FORBIDDEN);
  g_assert_nonnull (strstr (error->message, "sale_opportunity"));
  g_clear_error (&error);
  /* the only employee is taken, where none was chosen */
  answer (test, LOGIN);
  answer (test, "{'name':'Kim','company':4,'employees':[9]}");
  answer (test, "{" STATES "}");
  user = crm_who (&test->base, &error);
  g_assert_no_error (error);
  assert_asked (test, 7, "model.sale.opportunity.fields_get",
                "[['state','contact'],{'company':4,'employee':9}]");
}

static void
who_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *left = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellCrmUser) user = cosell_crm_who_finish (COSELL_CRM (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (user);
  --*left;
}

/* Several calls at once are one sign-in. The password is asked of its store. */
static void
test_store (TrytonTest *test, gconstpointer data)
{
  g_autoptr (FakeTokenStore) store = fake_token_store_new ();
  g_autoptr (CosellTokenKey) key = cosell_token_key_new ("o (Ours)", "p", "crm", "kim");
  g_autoptr (CosellOauthTokens) tokens = cosell_tryton_new_tokens ("from the keyring");
  g_autoptr (GError) error = NULL;
  guint left = 3;

  cosell_tryton_set_password (test->tryton, NULL);
  cosell_tryton_set_store (test->tryton, COSELL_TOKEN_STORE (store), key);
  g_assert_null (crm_who (&test->base, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, 0);
  {
    GAsyncResult *place = NULL;
    g_autoptr (GAsyncResult) result = NULL;

    cosell_token_store_save_async (COSELL_TOKEN_STORE (store), key, tokens, await_cb, &place);
    result = await_result (&place);
    g_assert_true (cosell_token_store_finish (COSELL_TOKEN_STORE (store), result, NULL));
  }
  answer_sign_in (test);
  for (guint i = 0; i < 3; i++)
    cosell_crm_who_async (test->base.crm, NULL, who_cb, &left);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (script_server_get_n_requests (test->server), ==, SIGN_INS);
  assert_asked (test, 0, "common.db.login", "['kim',{'password':'from the keyring'}]");
}

/* --- errors --- */

static void
test_errors (TrytonTest *test, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body; /* with ' for ", unless it is a page */
    int code;
    int asked; /* the code of a question */
    gboolean unknown;
    const char *word;
  } cases[] = {
    { 200, "{'id':1,'error':['UserError',['Too many digits.','',null]]}",
      COSELL_HTTP_ERROR_REJECTED, COSELL_HTTP_ERROR_FORBIDDEN, FALSE, "Too many digits." },
    { 200, "{'id':1,'error':['UserWarning',['sale.7','Really?','']]}", COSELL_HTTP_ERROR_REJECTED,
      COSELL_HTTP_ERROR_FORBIDDEN, FALSE, "Really?" },
    { 200, "{'id':1,'error':['ConcurrencyException','Records were modified in the meanwhile']}",
      COSELL_HTTP_ERROR_CONFLICT, COSELL_HTTP_ERROR_CONFLICT, FALSE, "in the meanwhile" },
    { 200, "{'id':1,'error':['\\u0027nofield\\u0027','Traceback']}", COSELL_HTTP_ERROR_SERVER,
      COSELL_HTTP_ERROR_SERVER, TRUE, "nofield" },
    { 200, "{'id':1,'error':'x'}", COSELL_HTTP_ERROR_SERVER, COSELL_HTTP_ERROR_SERVER, TRUE, NULL },
    { 200, "{'id':1}", COSELL_HTTP_ERROR_PROTOCOL, COSELL_HTTP_ERROR_PROTOCOL, TRUE, "result" },
    { 200, "[7", COSELL_HTTP_ERROR_PROTOCOL, COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
    { 200, "<!doctype html>", COSELL_HTTP_ERROR_PROTOCOL, COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
    { 403, "<!doctype html>", COSELL_HTTP_ERROR_FORBIDDEN, COSELL_HTTP_ERROR_FORBIDDEN, FALSE,
      "Sale Opportunity" },
    { 413, "<!doctype html>", COSELL_HTTP_ERROR_REJECTED, COSELL_HTTP_ERROR_FORBIDDEN, FALSE,
      "413" },
    { 429, "<!doctype html>", COSELL_HTTP_ERROR_BUSY, COSELL_HTTP_ERROR_BUSY, FALSE, NULL },
    { 500, "<!doctype html>", COSELL_HTTP_ERROR_SERVER, COSELL_HTTP_ERROR_SERVER, TRUE, "500" },
    { 302, "<!doctype html>", COSELL_HTTP_ERROR_PROTOCOL, COSELL_HTTP_ERROR_PROTOCOL, TRUE, NULL },
  };
  g_autoptr (CosellOpportunity) draft = cosell_opportunity_new ();

  draft->name = g_strdup ("ERP move");
  answer_sign_in (test);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean page = cases[i].body[0] == '<';
      const char *type = page ? "Content-Type: text/html\nLocation: http://127.0.0.1:9/" : NULL;
      const char *body = page ? cases[i].body : json_text (cases[i].body);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      script_server_reply (test->server, cases[i].status, type, body);
      g_assert_null (crm_create (&test->base, draft, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, cases[i].code);
      g_assert_cmpint (cosell_http_error_is_unknown_outcome (error), ==, cases[i].unknown);
      if (cases[i].word != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].word));
      g_clear_error (&error);
      script_server_reply (test->server, cases[i].status, type, body);
      g_assert_null (crm_list (&test->base, COSELL_NO_TIME, NULL, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, cases[i].asked);
      g_assert_false (cosell_http_error_is_unknown_outcome (error));
    }
  {
    g_autoptr (GError) error = NULL;

    script_server_reply_raw (test->server, "");
    g_assert_null (crm_create (&test->base, draft, NULL, &error));
    g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
    g_assert_true (cosell_http_error_is_unknown_outcome (error));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD_TRYTON ("sign-in", test_sign_in);
  ADD_TRYTON ("expired", test_expired);
  ADD_TRYTON ("refused-sign-in", test_refused_sign_in);
  ADD_TRYTON ("set-up-there", test_set_up_there);
  ADD_TRYTON ("store", test_store);
  ADD_TRYTON ("errors", test_errors);
  return g_test_run ();
}
