/* test-oauth.c: OAuth without sockets: addresses, redirects, tokens, errors in words */
#include <string.h>

#include "http/cosell-oauth.h"

#define NOW (G_GINT64_CONSTANT (1795330800) * G_USEC_PER_SEC)
#define PARTNER_CENTER "https://api.partner.microsoft.com"
#define LOCAL "http://127.0.0.1:4000"

static void
test_config (void)
{
  static const struct
  {
    const char *origin, *tenant, *client;
    const char *authority, *expected_tenant, *expected_client; /* NULL: refused */
  } cases[] = {
    { PARTNER_CENTER, NULL, "11111111-2222", "https://login.microsoftonline.com", "organizations",
      "11111111-2222" },
    { PARTNER_CENTER, "contoso.example", "app", "https://login.microsoftonline.com",
      "contoso.example", "app" },
    { LOCAL, "", "", LOCAL, "organizations", "cosell-practice" },
    { LOCAL, "common", "app", LOCAL, "common", "app" },
    { PARTNER_CENTER, NULL, NULL, NULL, NULL, NULL },
    { PARTNER_CENTER, "a/b", "app", NULL, NULL, NULL },
    { PARTNER_CENTER, "..", "app", NULL, NULL, NULL },
    { PARTNER_CENTER, NULL, "app?x=1", NULL, NULL, NULL },
    { "http://api.partner.microsoft.com", NULL, "app", NULL, NULL, NULL },
    { "ftp://127.0.0.1", NULL, "app", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CosellOauthConfig) config =
          cosell_oauth_config_new (cases[i].origin, cases[i].tenant, cases[i].client, &error);

      g_test_message ("%u", i);
      if (cases[i].authority == NULL)
        {
          g_assert_null (config);
          g_assert_nonnull (error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (config->authority, ==, cases[i].authority);
      g_assert_cmpstr (config->tenant, ==, cases[i].expected_tenant);
      g_assert_cmpstr (config->client_id, ==, cases[i].expected_client);
    }
}

static void
test_authorize (void)
{
  g_autoptr (CosellOauthConfig) config = cosell_oauth_config_new (LOCAL, NULL, "my app", NULL);
  g_autofree char *url = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) query = NULL;

  g_assert_null (config); /* a space is no part of an ID */
  config = cosell_oauth_config_new (LOCAL, NULL, "my-app", NULL);
  url = cosell_oauth_authorize_url (config, "http://127.0.0.1:5000", "st&te", "challenge", NULL);
  uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  query = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_assert_true (g_str_has_prefix (url, LOCAL "/organizations/oauth2/v2.0/authorize?"));
  g_assert_cmpstr (g_hash_table_lookup (query, "client_id"), ==, "my-app");
  g_assert_cmpstr (g_hash_table_lookup (query, "response_type"), ==, "code");
  g_assert_cmpstr (g_hash_table_lookup (query, "redirect_uri"), ==, "http://127.0.0.1:5000");
  g_assert_cmpstr (g_hash_table_lookup (query, "state"), ==, "st&te");
  g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge"), ==, "challenge");
  g_assert_cmpstr (g_hash_table_lookup (query, "code_challenge_method"), ==, "S256");
  g_assert_cmpstr (g_hash_table_lookup (query, "scope"), ==,
                   "https://api.partner.microsoft.com/.default offline_access");
  g_assert_null (g_hash_table_lookup (query, "prompt"));
}

/* A sign-in for another service says so, and so does its copy. */
static void
test_scope (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthConfig) config = cosell_oauth_config_new (LOCAL, NULL, "my-app", &error);
  g_autoptr (CosellOauthConfig) copy = NULL;
  g_autofree char *url = NULL;

  g_assert_no_error (error);
  cosell_oauth_config_set_scope (config, "https://org.example/user_impersonation");
  copy = cosell_oauth_config_copy (config);
  g_assert_cmpstr (copy->scope, ==, "https://org.example/user_impersonation offline_access");
  url = cosell_oauth_authorize_url (copy, "http://127.0.0.1:5000", "s", "c", NULL);
  g_assert_nonnull (strstr (url, "user_impersonation"));
  g_assert_null (strstr (url, "partner.microsoft"));
}

/* A service that is its own identity provider; tokens of another one are not taken. */
static void
test_own (void)
{
  static const struct
  {
    const char *body;
    gboolean good;
  } cases[] = {
    { "{\"instance_url\":\"https://org.my.salesforce.com\"}", TRUE },
    { "{\"instance_url\":\"https://ORG.my.salesforce.com:443/\"}", TRUE },
    { "{}", TRUE },
    { "{\"instance_url\":\"https://other.my.salesforce.com\"}", FALSE },
    { "{\"instance_url\":\"https://org.my.salesforce.com.evil.example\"}", FALSE },
    { "{\"instance_url\":\"http://org.my.salesforce.com\"}", FALSE },
    { "{\"instance_url\":\"https://org.my.salesforce.com/x\"}", FALSE },
    { "{\"instance_url\":\"\"}", FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthConfig) config =
      cosell_oauth_config_new_own ("https://org.my.salesforce.com/", "/services/oauth2/",
                                   "3MVG9.key_1", "api", NULL, &error);
  g_autoptr (CosellOauthConfig) copy = NULL;
  g_autoptr (CosellOauthConfig) usual = cosell_oauth_config_new (LOCAL, NULL, NULL, NULL);
  g_autofree char *url = NULL;

  g_assert_no_error (error);
  copy = cosell_oauth_config_copy (config);
  url = cosell_oauth_endpoint (copy, "token");
  g_assert_cmpstr (url, ==, "https://org.my.salesforce.com/services/oauth2/token");
  g_assert_null (cosell_oauth_scope_name (copy));
  g_assert_cmpstr (cosell_oauth_scope_name (usual), ==, "scope");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].body);
      g_assert_cmpint (cosell_oauth_check_instance (copy, cases[i].body, strlen (cases[i].body),
                                                    &error),
                       ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP);
      g_clear_error (&error);
      g_assert_true (
          cosell_oauth_check_instance (usual, cases[i].body, strlen (cases[i].body), NULL));
    }
  g_assert_null (
      cosell_oauth_config_new_own ("https://org.example", "/x/", NULL, "api", NULL, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP);
}

static void
test_redirect (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = cosell_oauth_read_redirect ("code=a%2Fb&state=s", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (code, ==, "a/b");
  g_assert_true (cosell_oauth_redirect_fits ("code=x&state=s", "s"));
  g_assert_false (cosell_oauth_redirect_fits ("code=x&state=S", "s"));
  g_assert_false (cosell_oauth_redirect_fits ("code=x", "s"));
  g_assert_false (cosell_oauth_redirect_fits ("%zz", "s"));
  g_assert_false (cosell_oauth_redirect_fits (NULL, "s"));

  g_assert_null (cosell_oauth_read_redirect (
      "error=access_denied&error_description=AADSTS65004%3A%20no&code=x&state=s", &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_DECLINED);
  g_clear_error (&error);
  g_assert_null (cosell_oauth_read_redirect ("state=s", &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP);
}

static void
test_page (void)
{
  g_autofree char *page = cosell_oauth_page ("A & B", "<script>alert(1)</script>");

  g_assert_nonnull (strstr (page, "A &amp; B"));
  g_assert_null (strstr (page, "<script"));
  g_assert_null (strstr (page, "src="));
  g_assert_null (strstr (page, "href="));
}

static CosellOauthTokens *
read_tokens (guint status, const char *body, const char *keep, GError **error)
{
  return cosell_oauth_read_tokens (status, body, strlen (body), keep, NOW, error);
}

static void
test_tokens (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens =
      read_tokens (200, "{\"access_token\":\"at\",\"refresh_token\":\"rt\",\"expires_in\":3600}",
                   "old", &error);
  g_autofree char *text = NULL;
  g_autoptr (CosellOauthTokens) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tokens->access, ==, "at");
  g_assert_cmpstr (tokens->refresh, ==, "rt");
  g_assert_cmpint (tokens->expires - tokens->obtained, ==, G_TIME_SPAN_HOUR);
  text = cosell_oauth_tokens_to_text (tokens);
  again = cosell_oauth_tokens_from_text (text);
  g_assert_cmpstr (again->access, ==, "at");
  g_assert_cmpstr (again->refresh, ==, "rt");
  g_assert_cmpint (again->obtained, ==, NOW);
  g_assert_cmpint (again->expires, ==, tokens->expires);
  g_clear_pointer (&tokens, cosell_oauth_tokens_free);

  /* numbers as text, and no new refresh token: the old one stays */
  tokens = read_tokens (200, "{\"access_token\":\"at\",\"expires_in\":\"600\"}", "old", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tokens->refresh, ==, "old");
  g_assert_cmpint (tokens->expires - tokens->obtained, ==, 10 * G_TIME_SPAN_MINUTE);

  g_assert_null (cosell_oauth_tokens_from_text (NULL));
  g_assert_null (cosell_oauth_tokens_from_text ("{\"refresh\":\"x\"}"));
  g_assert_null (cosell_oauth_tokens_from_text ("garbage"));
}

static void
test_fresh (void)
{
  CosellOauthTokens tokens = { NULL, NULL, NOW, NOW + G_TIME_SPAN_HOUR };
  CosellOauthTokens brief = { NULL, NULL, NOW, NOW + 60 * G_USEC_PER_SEC };

  g_assert_true (cosell_oauth_tokens_are_fresh (&tokens, NOW));
  g_assert_true (cosell_oauth_tokens_are_fresh (&tokens, NOW + 54 * G_TIME_SPAN_MINUTE));
  g_assert_false (cosell_oauth_tokens_are_fresh (&tokens, NOW + 55 * G_TIME_SPAN_MINUTE));
  g_assert_false (cosell_oauth_tokens_are_fresh (&tokens, NOW + G_TIME_SPAN_DAY));
  /* a clock that was set back by a day does not make it younger */
  g_assert_false (cosell_oauth_tokens_are_fresh (&tokens, NOW - G_TIME_SPAN_DAY));
  g_assert_true (cosell_oauth_tokens_are_fresh (&tokens, NOW - G_TIME_SPAN_SECOND));
  /* one that lives a minute is not refreshed all the time */
  g_assert_true (cosell_oauth_tokens_are_fresh (&brief, NOW + 40 * G_USEC_PER_SEC));
  g_assert_false (cosell_oauth_tokens_are_fresh (&brief, NOW + 50 * G_USEC_PER_SEC));
}

static void
test_bad_tokens (void)
{
  static const struct
  {
    guint status;
    const char *body;
    CosellHttpError code;
  } cases[] = {
    { 200, "{}", COSELL_HTTP_ERROR_PROTOCOL },
    { 200, "[]", COSELL_HTTP_ERROR_PROTOCOL },
    { 200, "", COSELL_HTTP_ERROR_PROTOCOL },
    { 200, "{\"access_token\":\"a\\r\\nX-Evil: 1\"}", COSELL_HTTP_ERROR_PROTOCOL },
    { 200, "{\"access_token\":7}", COSELL_HTTP_ERROR_PROTOCOL },
    { 200, "<!DOCTYPE html><html>", COSELL_HTTP_ERROR_PROTOCOL },
    { 302, "", COSELL_HTTP_ERROR_PROTOCOL },
    { 404, "nothing", COSELL_HTTP_ERROR_PROTOCOL },
    { 429, "", COSELL_HTTP_ERROR_BUSY },
    { 503, "{\"x\":1}", COSELL_HTTP_ERROR_BUSY },
    { 500, "", COSELL_HTTP_ERROR_SERVER },
    { 400, "{\"error\":\"temporarily_unavailable\"}", COSELL_HTTP_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      g_assert_null (read_tokens (cases[i].status, cases[i].body, NULL, &error));
      g_assert_error (error, COSELL_HTTP_ERROR, (int) cases[i].code);
    }
}

/* What happened, what to do, and the number that support asks for. */
static void
test_words (void)
{
  static const struct
  {
    const char *name;
    guint number;
    CosellOauthError code;
    const char *word;
  } cases[] = {
    { "interaction_required", 50076, COSELL_OAUTH_ERROR_GRANT, "second factor" },
    { "invalid_grant", 50079, COSELL_OAUTH_ERROR_GRANT, "second factor" },
    { "interaction_required", 53003, COSELL_OAUTH_ERROR_GRANT, "conditional access" },
    { "invalid_grant", 65001, COSELL_OAUTH_ERROR_DECLINED, "admin consent" },
    { "invalid_grant", 700082, COSELL_OAUTH_ERROR_GRANT, "Sign in again" },
    { "invalid_grant", 99999, COSELL_OAUTH_ERROR_GRANT, "Sign in again" },
    { "unauthorized_client", 700016, COSELL_OAUTH_ERROR_SETUP, "client ID" },
    { "invalid_client", 7000218, COSELL_OAUTH_ERROR_SETUP, "public client flows" },
    { "invalid_request", 50011, COSELL_OAUTH_ERROR_SETUP, "http://127.0.0.1" },
    { "invalid_request", 90002, COSELL_OAUTH_ERROR_SETUP, "tenant" },
    { "authorization_pending", 70016, COSELL_OAUTH_ERROR_PENDING, "not confirmed" },
    { "slow_down", 0, COSELL_OAUTH_ERROR_SLOW_DOWN, "not confirmed" },
    { "authorization_declined", 0, COSELL_OAUTH_ERROR_DECLINED, "not allowed" },
    { "expired_token", 70019, COSELL_OAUTH_ERROR_EXPIRED, "expired" },
    { "something_else", 123, COSELL_OAUTH_ERROR_SETUP, "did not sign you in" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{\"error\":\"%s\",\"error_description\":\"AADSTS%u: The words.\\r\\nTrace ID: t\","
          "\"correlation_id\":\"3fa85f64-5717-4562-b3fc-2c963f66afa6\"}",
          cases[i].name, cases[i].number);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %u", cases[i].name, cases[i].number);
      g_assert_null (read_tokens (400, body, NULL, &error));
      g_assert_error (error, COSELL_OAUTH_ERROR, (int) cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].word));
      g_assert_nonnull (strstr (error->message, "3fa85f64-5717-4562-b3fc-2c963f66afa6"));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_device_code (void)
{
  static const char *const bad[] = {
    "{}",
    "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_uri\":\"http://evil.example/\"}",
    "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_uri\":\"file:///etc/passwd\"}",
    "{\"device_code\":\"d\",\"user_code\":\"U\",\"verification_uri\":\"https://a@b.example/\"}",
    "{\"device_code\":\"d\",\"verification_uri\":\"https://microsoft.example/device\"}",
  };
  static const char good[] = "{\"device_code\":\"d\",\"user_code\":\"ABCD\",\"expires_in\":900,"
                             "\"verification_uri\":\"https://microsoft.example/device\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthDeviceCode) code =
      cosell_oauth_read_device_code (200, good, strlen (good), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (code->user_code, ==, "ABCD");
  g_assert_cmpuint (code->interval, ==, 5); /* RFC 8628: when none is given */
  g_assert_cmpuint (code->seconds, ==, 900);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_null (cosell_oauth_read_device_code (200, bad[i], strlen (bad[i]), &error));
      g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/oauth/config", test_config);
  g_test_add_func ("/oauth/authorize", test_authorize);
  g_test_add_func ("/oauth/scope", test_scope);
  g_test_add_func ("/oauth/own", test_own);
  g_test_add_func ("/oauth/redirect", test_redirect);
  g_test_add_func ("/oauth/page", test_page);
  g_test_add_func ("/oauth/tokens", test_tokens);
  g_test_add_func ("/oauth/fresh", test_fresh);
  g_test_add_func ("/oauth/bad-tokens", test_bad_tokens);
  g_test_add_func ("/oauth/words", test_words);
  g_test_add_func ("/oauth/device-code", test_device_code);
  return g_test_run ();
}
