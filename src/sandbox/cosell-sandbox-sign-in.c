/* cosell-sandbox-sign-in.c: the sign-in pages and endpoints of the practice server */
#include "sandbox/cosell-sandbox-sign-in.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-identity.h"

#define ENDPOINTS "/oauth2/v2.0/"
#define SALESFORCE "/services/oauth2/"
#define CONTROL "/sandbox/control/"
#define MAX_VALUE 2048

/* Returns: what follows the tenant's endpoints, NULL when path is none of them */
static const char *
find_endpoint (const char *path)
{
  const char *found = strstr (path, ENDPOINTS);

  if (g_str_equal (path, SALESFORCE "authorize") || g_str_equal (path, SALESFORCE "token"))
    return path + strlen (SALESFORCE);
  /* one segment, the tenant, comes before */
  if (path[0] != '/' || found == NULL || found == path ||
      memchr (path + 1, '/', (gsize) (found - path - 1)))
    return NULL;
  return found + strlen (ENDPOINTS);
}

gboolean
sandbox_sign_in_is_for (const char *path)
{
  return find_endpoint (path) != NULL;
}

static char *
page (const char *title, const char *body)
{
  return g_strconcat (
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>",
      title,
      "</title><style>:root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;max-width:26rem;"
      "margin:12vh auto;padding:0 1rem}button,input{font:inherit;padding:.5rem 1.2rem;"
      "border-radius:.5rem;border:1px solid gray}button.allow{background:#1c71d8;color:white;"
      "border-color:#1c71d8}input{width:100%;box-sizing:border-box;margin:.5rem 0 1rem;"
      "letter-spacing:.2rem;text-transform:uppercase}p.note{opacity:.7;font-size:.9rem}"
      "</style></head><body><h1>",
      title, "</h1>", body,
      "<p class=\"note\">This is the practice server on this computer. Nothing is sent to "
      "Microsoft.</p></body></html>\n",
      NULL);
}

static void
reply_page (SandboxReply *reply, guint status, const char *title, const char *body)
{
  sandbox_reply_json (reply, status, page (title, body));
  reply->content_type = "text/html; charset=utf-8";
  reply->is_page = TRUE;
}

static gboolean
is_salesforce (const SandboxRequest *request)
{
  return g_str_has_prefix (request->path, SALESFORCE);
}

/* An error in the shape of the real identity provider. */
static void
reply_oauth_error (SandboxService *service, SandboxReply *reply, const char *error, guint number)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *trace = g_uuid_string_random ();
  g_autofree char *correlation = g_uuid_string_random ();
  g_autofree char *now = sandbox_format_time (sandbox_core_now (service->core), 0);
  g_autofree char *description =
      g_strdup_printf ("AADSTS%u: The practice server refused this: %s. Trace ID: %s Correlation "
                       "ID: %s Timestamp: %s",
                       number, error, trace, correlation, now);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "error", error);
  cosell_json_writer_member (writer, "error_description", description);
  cosell_json_writer_name (writer, "error_codes");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_int (writer, number);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_member (writer, "timestamp", now);
  cosell_json_writer_member (writer, "trace_id", trace);
  cosell_json_writer_member (writer, "correlation_id", correlation);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 400, cosell_json_writer_end (writer));
}

static GHashTable *
read_form (const SandboxRequest *request)
{
  GHashTable *form = g_uri_parse_params (request->body, (gssize) request->length, "&",
                                         G_URI_PARAMS_WWW_FORM, NULL);

  return form != NULL ? form : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Returns: (nullable): not too long to be what it should be */
static const char *
value_of (GHashTable *values, const char *name)
{
  const char *value = values != NULL ? g_hash_table_lookup (values, name) : NULL;

  return value != NULL && *value != '\0' && strlen (value) <= MAX_VALUE ? value : NULL;
}

/* What an answer can be appended to: nothing behind the path, and only what may stand in a header.
 */
static gboolean
is_loopback_uri (const char *text)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;

  for (const char *p = text; p != NULL && *p != '\0'; p++)
    if (*p <= 0x20 || *p > 0x7e)
      return FALSE;
  uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  return host != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL &&
         (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost") ||
          g_str_equal (host, "::1"));
}

/* Those that an app of Cosell is registered with over there: they have to match to the letter. */
static gboolean
is_registered (const char *redirect_uri)
{
  static const char *const uris[] = { "http://localhost:17171/callback",
                                      "http://localhost:17172/callback",
                                      "http://localhost:17173/callback", NULL };

  return redirect_uri != NULL && g_strv_contains (uris, redirect_uri);
}

/* --- the person --- */

/* Asks the person. Takes consent. problem: (nullable) with the answer before. */
static void
reply_consent (SandboxService *service,
               SandboxReply *reply,
               SandboxConsent *consent,
               const char *problem)
{
  static const char pin[] =
      "<label for=\"pin\">PIN that Cosell, or the terminal of the practice server, shows</label>"
      "<input id=\"pin\" name=\"pin\" inputmode=\"numeric\" autocomplete=\"off\" autofocus>";
  g_autofree char *client = g_markup_escape_text (consent->client_id, -1);
  const char *action = consent->device_code != NULL ? "device" : "authorize";
  const char *id = sandbox_identity_ask (&service->identity, consent);
  g_autofree char *said =
      problem != NULL ? g_strconcat ("<p role=\"alert\"><b>", problem, "</b></p>", NULL) : NULL;
  g_autofree char *body = g_strdup_printf (
      "%s<p>The program <b>%s</b> asks to</p><ul><li>read and change your referrals</li>"
      "<li>do so while you are away, until you sign out</li></ul>"
      "<form method=\"post\" action=\"%s\"><input type=\"hidden\" name=\"consent\" value=\"%s\">%s"
      "<button class=\"allow\" name=\"decision\" value=\"allow\">Allow</button> "
      "<button name=\"decision\" value=\"deny\">Deny</button></form>",
      said != NULL ? said : "", client, action, id, service->pin.digits != NULL ? pin : "");

  reply_page (reply, problem != NULL ? 403 : 200, "Practice sign-in", body);
}

static void
ask_person (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  GHashTable *query = request->query;
  const char *challenge = value_of (query, "code_challenge");
  SandboxConsent *consent;

  if (is_salesforce (request) && !is_registered (value_of (query, "redirect_uri")))
    {
      reply_page (reply, 400, "Practice sign-in",
                  "<p>error=redirect_uri_mismatch: the callback is none of those that the app is "
                  "registered with.</p>");
      return;
    }
  if (g_strcmp0 (value_of (query, "response_type"), "code") != 0 ||
      value_of (query, "client_id") == NULL || value_of (query, "state") == NULL ||
      !is_loopback_uri (value_of (query, "redirect_uri")) || challenge == NULL ||
      strlen (challenge) != 43 ||
      g_strcmp0 (value_of (query, "code_challenge_method"), "S256") != 0 ||
      value_of (query, "scope") == NULL)
    {
      reply_page (reply, 400, "Practice sign-in",
                  "<p>This address does not ask for a sign-in in the way a program should: code "
                  "with PKCE, a state, a scope, and a redirect to this computer.</p>");
      return;
    }
  consent = g_new0 (SandboxConsent, 1);
  consent->client_id = g_strdup (value_of (query, "client_id"));
  consent->redirect_uri = g_strdup (value_of (query, "redirect_uri"));
  consent->state = g_strdup (value_of (query, "state"));
  consent->challenge = g_strdup (challenge);
  reply_consent (service, reply, consent, NULL);
}

static void
redirect (SandboxReply *reply, const SandboxConsent *consent, const char *code)
{
  g_autofree char *state = g_uri_escape_string (consent->state, NULL, FALSE);
  g_autofree char *answer =
      code != NULL ? g_strconcat ("code=", code, NULL)
                   : g_strdup ("error=access_denied&error_description=AADSTS65004%3A%20The%20"
                               "practice%20user%20said%20no.");

  reply->status = 302;
  reply->is_page = TRUE;
  reply->location = g_strconcat (consent->redirect_uri, "?", answer, "&state=", state, NULL);
}

/* Returns: (nullable) why the person who consents is not believed to sit here */
static const char *
check_pin (SandboxService *service, GHashTable *form)
{
  switch (sandbox_pin_check (&service->pin, value_of (form, "pin"),
                             cosell_clock_elapsed (service->core->clock)))
    {
    case SANDBOX_PIN_RIGHT:
      return NULL;
    case SANDBOX_PIN_WRONG:
      return "This is not the PIN. Look at the window of Cosell, or at the terminal, and type the "
             "six digits that stand there.";
    case SANDBOX_PIN_PAUSED:
      break;
    }
  return "Too many PINs were wrong. Wait for a while, then type the six digits once more.";
}

static void
take_decision (SandboxService *service, GHashTable *form, SandboxReply *reply)
{
  gboolean allowed = g_strcmp0 (value_of (form, "decision"), "allow") == 0;
  SandboxConsent *consent =
      sandbox_identity_take_consent (&service->identity, value_of (form, "consent"));
  const char *problem;
  g_autofree char *code = NULL;

  if (consent == NULL)
    {
      reply_page (reply, 400, "Practice sign-in",
                  "<p>This page was answered already. Start again in Cosell.</p>");
      return;
    }
  if (!allowed)
    {
      sandbox_identity_deny (&service->identity, consent);
      if (consent->redirect_uri != NULL)
        redirect (reply, consent, NULL);
      else
        reply_page (reply, 200, "Not allowed", "<p>The device was not signed in.</p>");
      sandbox_consent_free (consent);
      return;
    }
  problem = check_pin (service, form);
  if (problem != NULL)
    {
      reply_consent (service, reply, consent, problem);
      return;
    }
  if (consent->redirect_uri == NULL)
    {
      code = sandbox_identity_allow (&service->identity, consent, sandbox_core_now (service->core));
      reply_page (reply, 200, "Signed in", "<p>You can go back to the other device.</p>");
      return;
    }
  {
    g_autofree char *redirect_uri = g_strdup (consent->redirect_uri);
    g_autofree char *state = g_strdup (consent->state);
    const SandboxConsent copy = { .redirect_uri = redirect_uri, .state = state };

    code = sandbox_identity_allow (&service->identity, consent, sandbox_core_now (service->core));
    redirect (reply, &copy, code);
  }
}

/* --- a code for another device --- */

static void
reply_device_page (SandboxReply *reply, const char *words)
{
  g_autofree char *body =
      g_strconcat ("<p>", words,
                   "</p><form method=\"post\" action=\"device\"><label for=\"code\">Code</label>"
                   "<input id=\"code\" name=\"user_code\" autocomplete=\"off\" autofocus>"
                   "<button class=\"allow\">Next</button></form>",
                   NULL);

  reply_page (reply, 200, "Practice sign-in", body);
}

static void
enter_device (SandboxService *service, GHashTable *form, SandboxReply *reply)
{
  const char *typed = value_of (form, "user_code");
  g_autofree char *user_code = typed != NULL ? g_strstrip (g_strdup (typed)) : g_strdup ("");
  const char *device = sandbox_identity_find_device (&service->identity, user_code,
                                                     sandbox_core_now (service->core));
  SandboxConsent *consent;

  if (value_of (form, "consent") != NULL)
    take_decision (service, form, reply);
  else if (device == NULL)
    reply_device_page (reply, "There is no such code, or it has expired. Try again.");
  else
    {
      consent = g_new0 (SandboxConsent, 1);
      consent->client_id = g_strdup ("Cosell on another device");
      consent->device_code = g_strdup (device);
      reply_consent (service, reply, consent, NULL);
    }
}

static void
start_device (SandboxService *service,
              const SandboxRequest *request,
              GHashTable *form,
              SandboxReply *reply)
{
  const char *client_id = value_of (form, "client_id");
  const char *host = soup_message_headers_get_one (request->headers, "Host");
  g_autofree char *tenant = NULL;
  g_autofree char *url = NULL;
  g_autofree char *user_code = NULL;
  g_autofree char *code = NULL;
  CosellJsonWriter *writer;

  if (client_id == NULL || value_of (form, "scope") == NULL || host == NULL)
    {
      reply_oauth_error (service, reply, "invalid_request", 900144);
      return;
    }
  tenant = g_strndup (request->path, (gsize) (find_endpoint (request->path) - request->path));
  url = g_strconcat ("http://", host, tenant, "device", NULL);
  code = sandbox_identity_start_device (&service->identity, client_id,
                                        sandbox_core_now (service->core), &user_code);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "user_code", user_code);
  cosell_json_writer_member (writer, "device_code", code);
  cosell_json_writer_member (writer, "verification_uri", url);
  cosell_json_writer_name (writer, "expires_in");
  cosell_json_writer_int (writer, sandbox_identity_device_seconds ());
  cosell_json_writer_name (writer, "interval");
  cosell_json_writer_int (writer, service->identity.device_interval);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
  reply->is_page = TRUE;
}

/* --- tokens --- */

/* As Salesforce says it: with the address of the organization, without how long it lasts. Takes
 * tokens. */
static char *
dress_tokens (SandboxService *service, const SandboxRequest *request, char *tokens)
{
  const char *host = soup_message_headers_get_one (request->headers, "Host");
  g_autofree char *instance = g_strconcat ("http://", host, NULL);
  g_autofree char *url = cosell_json_quote (instance);
  g_autofree char *at =
      g_strdup_printf ("\"%" G_GINT64_FORMAT "\"", sandbox_core_now (service->core) / 1000);
  g_autofree char *bare = cosell_json_remove (tokens, "/expires_in", NULL);
  g_autofree char *scoped = cosell_json_set (bare, "/scope", "\"refresh_token api\"", NULL);
  g_autofree char *placed = cosell_json_set (scoped, "/instance_url", url, NULL);

  g_free (tokens);
  return cosell_json_set (placed, "/issued_at", at, NULL);
}

/* OAuth's own shape; there are no numbers. */
static void
reply_salesforce_error (SandboxReply *reply, const char *error, const char *words)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "error", error);
  cosell_json_writer_member (writer, "error_description", words);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 400, cosell_json_writer_end (writer));
}

static void
reply_token (SandboxService *service,
             const SandboxRequest *request,
             GHashTable *form,
             SandboxReply *reply)
{
  const char *error = NULL;
  guint number = 0;
  char *tokens;

  if (is_salesforce (request) && value_of (form, "scope") != NULL)
    {
      reply_salesforce_error (reply, "invalid_request", "scope parameter not supported");
      return;
    }
  tokens = sandbox_identity_token (&service->identity, form, sandbox_core_now (service->core),
                                   &error, &number);

  if (tokens != NULL && is_salesforce (request))
    sandbox_reply_json (reply, 200, dress_tokens (service, request, tokens));
  else if (tokens != NULL)
    sandbox_reply_json (reply, 200, tokens);
  else if (is_salesforce (request))
    reply_salesforce_error (reply, error, "expired access/refresh token");
  else
    reply_oauth_error (service, reply, error, number);
  reply->is_page = TRUE;
}

void
sandbox_sign_in_handle (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  const char *endpoint = find_endpoint (request->path);
  gboolean is_post = g_str_equal (request->method, "POST");
  g_autoptr (GHashTable) form = is_post ? read_form (request) : NULL;

  if (!is_post && !g_str_equal (request->method, "GET"))
    sandbox_reply_error (reply, 405, "Pages are read with GET, forms sent with POST.");
  else if (g_str_equal (endpoint, "authorize") && is_post)
    take_decision (service, form, reply);
  else if (g_str_equal (endpoint, "authorize"))
    ask_person (service, request, reply);
  else if (g_str_equal (endpoint, "device") && is_post)
    enter_device (service, form, reply);
  else if (g_str_equal (endpoint, "device"))
    reply_device_page (reply, "Enter the code that Cosell shows.");
  else if (g_str_equal (endpoint, "devicecode") && is_post)
    start_device (service, request, form, reply);
  else if (g_str_equal (endpoint, "token") && is_post)
    reply_token (service, request, form, reply);
  else
    sandbox_reply_error (reply, 404, "There is nothing at this address.");
}

/* --- who is signed in --- */

/* Contract 1: number and spelling are the service's own. */
static void
reply_refusal (SandboxReply *reply, guint status, const char *code, const char *message)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "error");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "code", code);
  cosell_json_writer_member (writer, "message", message);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, status, cosell_json_writer_end (writer));
}

gboolean
sandbox_sign_in_check (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  const char *token = soup_message_headers_get_one (request->headers, "Authorization");

  if (token != NULL && g_ascii_strncasecmp (token, "Bearer ", 7) == 0)
    for (token += 7; *token == ' ';)
      token++;
  else
    token = "";
  if (*token != '\0' && g_strcmp0 (token, service->token) == 0)
    return TRUE;
  /* whoever makes the server strict must be able to undo it */
  if (*token != '\0' && service->token == NULL && g_str_has_prefix (request->path, CONTROL))
    return TRUE;
  switch (sandbox_identity_check (&service->identity, token, sandbox_core_now (service->core)))
    {
    case SANDBOX_TOKEN_GOOD:
      return TRUE;
    case SANDBOX_TOKEN_UNKNOWN:
      if (*token != '\0' && service->token == NULL && !service->identity.strict)
        return TRUE;
      sandbox_reply_error (reply, 401, "The request has no bearer token that is known here.");
      return FALSE;
    case SANDBOX_TOKEN_EXPIRED:
      sandbox_reply_error (reply, 401, "The bearer token has expired.");
      return FALSE;
    case SANDBOX_TOKEN_NO_MFA:
      reply_refusal (reply, 401, "900421",
                     "The token lacks the claim of multifactor authentication.");
      return FALSE;
    case SANDBOX_TOKEN_NO_CLAIMS:
      reply_refusal (reply, 403, "insufficent_claims",
                     "The token lacks claims that conditional access asks for.");
      return FALSE;
    }
  g_assert_not_reached ();
}
