/* cosell-oauth-answer.c: answers of the identity provider: tokens, device codes, and errors in
 * words. The numbers are those that Microsoft publishes for its sign-in errors (AADSTS…). */
#include "http/cosell-oauth-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-json-gate.h"
#include "http/cosell-http-status.h"
#include "http/cosell-http-stranger.h"
#include "http/cosell-origin.h"

#define MAX_DETAIL 400
#define MAX_ID 64
#define MIN_LIFE 60
#define MAX_LIFE (24 * 60 * 60)
#define USUAL_LIFE (60 * 60)
#define USUAL_INTERVAL 5
#define MAX_INTERVAL 300
#define USUAL_DEVICE_LIFE (15 * 60)

typedef struct
{
  guint number;
  CosellOauthError code;
  const char *words; /* marked for translation */
} Known;

#define MFA                                                                                        \
  N_ ("Your organization asks for a second factor (multifactor authentication). Sign in again "    \
      "and "                                                                                       \
      "confirm it.")
#define CONDITIONAL                                                                                \
  N_ ("Your organization's conditional access does not allow signing in from this device or "      \
      "network. Ask your administrator what it asks for.")
#define CONSENT                                                                                    \
  N_ ("An administrator of your organization has to grant Cosell's app registration access to "    \
      "Partner Center first (admin consent).")
#define OLD N_ ("The sign-in has expired or was withdrawn. Sign in again.")
#define CLIENT                                                                                     \
  N_ ("The identity provider does not know the client ID in this organization. Check client ID "   \
      "and "                                                                                       \
      "tenant in Preferences, Connection.")

static const Known known[] = {
  { 50074, COSELL_OAUTH_ERROR_GRANT, MFA },
  { 50076, COSELL_OAUTH_ERROR_GRANT, MFA },
  { 50072, COSELL_OAUTH_ERROR_GRANT, MFA },
  { 50079, COSELL_OAUTH_ERROR_GRANT, MFA },
  { 53000, COSELL_OAUTH_ERROR_GRANT, CONDITIONAL },
  { 53001, COSELL_OAUTH_ERROR_GRANT, CONDITIONAL },
  { 53002, COSELL_OAUTH_ERROR_GRANT, CONDITIONAL },
  { 53003, COSELL_OAUTH_ERROR_GRANT, CONDITIONAL },
  { 65001, COSELL_OAUTH_ERROR_DECLINED, CONSENT },
  { 90093, COSELL_OAUTH_ERROR_DECLINED, CONSENT },
  { 90094, COSELL_OAUTH_ERROR_DECLINED, CONSENT },
  { 65004, COSELL_OAUTH_ERROR_DECLINED, N_ ("You did not allow it. Nothing was stored.") },
  { 50173, COSELL_OAUTH_ERROR_GRANT, OLD },
  { 70008, COSELL_OAUTH_ERROR_GRANT, OLD },
  { 70043, COSELL_OAUTH_ERROR_GRANT, OLD },
  { 700082, COSELL_OAUTH_ERROR_GRANT, OLD },
  { 700084, COSELL_OAUTH_ERROR_GRANT, OLD },
  { 50011, COSELL_OAUTH_ERROR_SETUP,
    N_ ("The app registration lacks the redirect address http://127.0.0.1 (platform “Mobile and "
        "desktop applications”). Your administrator can add it.") },
  { 50057, COSELL_OAUTH_ERROR_DECLINED, N_ ("This user account is disabled.") },
  { 50020, COSELL_OAUTH_ERROR_SETUP,
    N_ ("This user does not belong to the tenant. Check the tenant in Preferences, Connection, or "
        "sign in as somebody else.") },
  { 50194, COSELL_OAUTH_ERROR_SETUP,
    N_ ("The app registration belongs to one organization. Enter that organization as the tenant "
        "in "
        "Preferences, Connection.") },
  { 90002, COSELL_OAUTH_ERROR_SETUP,
    N_ ("There is no such tenant. Check it in Preferences, Connection.") },
  { 500011, COSELL_OAUTH_ERROR_SETUP,
    N_ ("The organization has no access to the Partner Center API. The app registration needs its "
        "permission “user_impersonation”.") },
  { 650057, COSELL_OAUTH_ERROR_SETUP,
    N_ ("The app registration does not list the Partner Center API. It needs its permission "
        "“user_impersonation”.") },
  { 700016, COSELL_OAUTH_ERROR_SETUP, CLIENT },
  { 7000218, COSELL_OAUTH_ERROR_SETUP,
    N_ ("The app registration does not allow public client flows. Your administrator can switch "
        "them on.") },
};

/* The same for answers without a number that we know. */
static const struct
{
  const char *name;
  CosellOauthError code;
  const char *words;
} names[] = {
  { "authorization_pending", COSELL_OAUTH_ERROR_PENDING,
    N_ ("The sign-in was not confirmed yet.") },
  { "slow_down", COSELL_OAUTH_ERROR_SLOW_DOWN, N_ ("The sign-in was not confirmed yet.") },
  { "access_denied", COSELL_OAUTH_ERROR_DECLINED,
    N_ ("Access was not allowed, so you are not signed in.") },
  { "authorization_declined", COSELL_OAUTH_ERROR_DECLINED,
    N_ ("Access was not allowed, so you are not signed in.") },
  { "consent_required", COSELL_OAUTH_ERROR_DECLINED, CONSENT },
  { "expired_token", COSELL_OAUTH_ERROR_EXPIRED,
    N_ ("The code has expired before it was entered. Sign in again to get a new one.") },
  { "bad_verification_code", COSELL_OAUTH_ERROR_EXPIRED,
    N_ ("The code is not valid any more. Sign in again to get a new one.") },
  { "invalid_grant", COSELL_OAUTH_ERROR_GRANT, OLD },
  { "interaction_required", COSELL_OAUTH_ERROR_GRANT, OLD },
  { "login_required", COSELL_OAUTH_ERROR_GRANT, OLD },
  { "invalid_client", COSELL_OAUTH_ERROR_SETUP, CLIENT },
  { "unauthorized_client", COSELL_OAUTH_ERROR_SETUP, CLIENT },
  { "invalid_resource", COSELL_OAUTH_ERROR_SETUP, CLIENT },
  { "invalid_scope", COSELL_OAUTH_ERROR_SETUP, CLIENT },
  /* those of Salesforce */
  { "invalid_client_id", COSELL_OAUTH_ERROR_SETUP, CLIENT },
  { "inactive_user", COSELL_OAUTH_ERROR_DECLINED, N_ ("This user account is disabled.") },
  { "redirect_uri_mismatch", COSELL_OAUTH_ERROR_SETUP,
    N_ ("The app lacks the callback address that Cosell listens at. Your administrator can add it: "
        "http://localhost:17171/callback, 17172 and 17173.") },
};

/* "AADSTS70008: …" → 70008, 0 when there is none */
static guint
read_number (const char *description)
{
  const char *found = description != NULL ? strstr (description, "AADSTS") : NULL;

  return found != NULL ? (guint) MIN (g_ascii_strtoull (found + 6, NULL, 10), G_MAXUINT) : 0;
}

/* The first line of what it says, without the ids that follow it. (transfer full) (nullable) */
static char *
first_line (const char *description)
{
  gsize length = description != NULL ? strcspn (description, "\r\n") : 0;
  g_autofree char *line = NULL;
  char *cut;

  if (length == 0)
    return NULL;
  line = g_utf8_make_valid (description, (gssize) length);
  cut = strstr (line, " Trace ID:");
  if (cut != NULL)
    *cut = '\0';
  for (char *p = line; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f)
      *p = ' ';
  if (g_utf8_strlen (line, -1) > MAX_DETAIL)
    *g_utf8_offset_to_pointer (line, MAX_DETAIL) = '\0';
  return g_steal_pointer (&line);
}

static gboolean
is_id (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= MAX_ID &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") == strlen (text);
}

/* "Correlation ID: GUID" within the description. (transfer full) (nullable) */
static char *
find_correlation (const char *description)
{
  static const char label[] = "Correlation ID: ";
  const char *found = description != NULL ? strstr (description, label) : NULL;

  if (found == NULL)
    return NULL;
  found += strlen (label);
  return g_strndup (found,
                    MIN (strspn (found, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-"), MAX_ID));
}

static char *
compose (const char *words, const char *detail, const char *correlation, const char *trace)
{
  GString *text = g_string_new (words);

  if (detail != NULL)
    {
      g_string_append_c (text, ' ');
      /* Translators: %s is what the service said, normally in English. */
      g_string_append_printf (text, _ ("It says: %s"), detail);
    }
  if (is_id (correlation))
    {
      g_string_append_c (text, ' ');
      /* Translators: %s is a number that support asks for. */
      g_string_append_printf (text, _ ("(correlation ID %s)"), correlation);
    }
  else if (is_id (trace))
    {
      g_string_append_c (text, ' ');
      /* Translators: %s is a number that support asks for. */
      g_string_append_printf (text, _ ("(trace ID %s)"), trace);
    }
  return g_string_free (text, FALSE);
}

GError *
cosell_oauth_answer_error (const char *name,
                           const char *description,
                           const char *correlation,
                           const char *trace)
{
  guint number = read_number (description);
  g_autofree char *detail = first_line (description);
  g_autofree char *found = correlation == NULL ? find_correlation (description) : NULL;
  g_autofree char *message = NULL;

  if (correlation == NULL)
    correlation = found;
  if (g_strcmp0 (name, "temporarily_unavailable") == 0 || g_strcmp0 (name, "server_error") == 0)
    {
      message = compose (_ ("The identity provider is busy. Try again later."), detail, correlation,
                         trace);
      return cosell_http_error_new (COSELL_HTTP_ERROR_SERVER, 0, FALSE, message);
    }
  for (gsize i = 0; number != 0 && i < G_N_ELEMENTS (known); i++)
    if (known[i].number == number)
      {
        message = compose (_ (known[i].words), detail, correlation, trace);
        return g_error_new_literal (COSELL_OAUTH_ERROR, (int) known[i].code, message);
      }
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, name))
      {
        message = compose (_ (names[i].words), detail, correlation, trace);
        return g_error_new_literal (COSELL_OAUTH_ERROR, (int) names[i].code, message);
      }
  message = compose (_ ("The identity provider did not sign you in."), detail, correlation, trace);
  return g_error_new_literal (COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP, message);
}

/* An answer that is no success: an error of OAuth, or something else in its place. */
static GError *
answer_error (guint status, const char *body, gsize length)
{
  g_autoptr (JsonObject) root = cosell_json_gate_read_object (body, (gssize) length);
  const char *name = cosell_json_gate_text (root, "error");
  g_autofree char *message = NULL;
  CosellHttpError code = COSELL_HTTP_ERROR_PROTOCOL;
  CosellHttpStranger stranger;
  gboolean unknown = FALSE;

  if (name != NULL)
    return cosell_oauth_answer_error (name, cosell_json_gate_text (root, "error_description"),
                                      cosell_json_gate_text (root, "correlation_id"),
                                      cosell_json_gate_text (root, "trace_id"));
  cosell_http_status_check (status, &code, &unknown);
  stranger = status >= 300 && status < 400
                 ? COSELL_HTTP_STRANGER_PORTAL
                 : cosell_http_stranger (status, cosell_http_is_web_page (NULL, body, length));
  if (stranger != COSELL_HTTP_STRANGER_NONE)
    {
      message =
          cosell_http_message (cosell_http_stranger_message (stranger, TRUE), status, NULL, NULL);
      return cosell_http_error_new (cosell_http_stranger_error (stranger, code), 0, FALSE, message);
    }
  if (code == COSELL_HTTP_ERROR_BUSY || code == COSELL_HTTP_ERROR_SERVER)
    message =
        g_strdup_printf (_ ("The identity provider is busy. Try again later. (HTTP %u)"), status);
  else
    {
      code = COSELL_HTTP_ERROR_PROTOCOL;
      message = g_strdup_printf (_ ("The identity provider answered in a way that cannot be "
                                    "understood. Try again later. (HTTP %u)"),
                                 status);
    }
  return cosell_http_error_new (code, 0, FALSE, message);
}

/* A number of seconds; some answers write it as text. */
static gint64
read_seconds (JsonObject *root, const char *name, gint64 usual, gint64 least, gint64 most)
{
  const char *text = cosell_json_gate_text (root, name);
  gint64 seconds = cosell_json_gate_int (root, name, -1);

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return usual;
  if (seconds < 0 || seconds > G_MAXINT32)
    return usual;
  return CLAMP (seconds, least, most);
}

/* Returns: (transfer full) (nullable): a token that can be a header */
static char *
read_token (JsonObject *root, const char *name)
{
  const char *token = cosell_json_gate_text (root, name);

  for (const char *p = token; p != NULL && *p != '\0'; p++)
    if (*p <= 0x20 || *p > 0x7e)
      return NULL;
  return token != NULL && *token != '\0' ? g_strdup (token) : NULL;
}

CosellOauthTokens *
cosell_oauth_read_tokens (guint status,
                          const char *body,
                          gsize length,
                          const char *keep,
                          gint64 now,
                          GError **error)
{
  g_autoptr (JsonObject) root =
      status == 200 ? cosell_json_gate_read_object (body, (gssize) length) : NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  gint64 life;

  if (root == NULL)
    {
      g_propagate_error (error, answer_error (status, body, length));
      return NULL;
    }
  tokens = g_new0 (CosellOauthTokens, 1);
  tokens->access = read_token (root, "access_token");
  tokens->refresh = read_token (root, "refresh_token");
  if (tokens->access == NULL)
    {
      g_propagate_error (
          error, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                        _ ("The identity provider answered without a token.")));
      return NULL;
    }
  if (tokens->refresh == NULL)
    tokens->refresh = g_strdup (keep);
  life = read_seconds (root, "expires_in", USUAL_LIFE, MIN_LIFE, MAX_LIFE);
  tokens->obtained = now;
  tokens->expires = now + life * G_USEC_PER_SEC;
  return g_steal_pointer (&tokens);
}

gboolean
cosell_oauth_check_instance (const CosellOauthConfig *config,
                             const char *body,
                             gsize length,
                             GError **error)
{
  g_autoptr (JsonObject) root =
      config->endpoints != NULL ? cosell_json_gate_read_object (body, (gssize) length) : NULL;
  const char *url = cosell_json_gate_text (root, "instance_url");
  g_autofree char *origin = NULL;
  g_autofree char *shown = NULL;

  if (url == NULL)
    return TRUE;
  if (cosell_origin_check (url, &origin, NULL, NULL) && g_str_equal (origin, config->authority))
    return TRUE;
  shown = first_line (url);
  g_set_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP,
               _ ("You were signed in to %s, but the address that was set up is %s. Nothing was "
                  "kept. Set up the address of your organization itself."),
               shown != NULL ? shown : "?", config->authority);
  return FALSE;
}

void
cosell_oauth_device_code_free (CosellOauthDeviceCode *self)
{
  if (self == NULL)
    return;
  g_free (self->device_code);
  g_free (self->user_code);
  g_free (self->url);
  g_free (self);
}

/* A person is sent there: only where it may lead. */
static gboolean
is_safe_url (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL) : NULL;
  g_autofree char *origin = NULL;

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  origin = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                       g_uri_get_port (uri), "", NULL, NULL);
  return cosell_origin_check (origin, NULL, NULL, NULL);
}

CosellOauthDeviceCode *
cosell_oauth_read_device_code (guint status, const char *body, gsize length, GError **error)
{
  g_autoptr (JsonObject) root =
      status == 200 ? cosell_json_gate_read_object (body, (gssize) length) : NULL;
  g_autoptr (CosellOauthDeviceCode) code = NULL;

  if (root == NULL)
    {
      g_propagate_error (error, answer_error (status, body, length));
      return NULL;
    }
  code = g_new0 (CosellOauthDeviceCode, 1);
  code->device_code = read_token (root, "device_code");
  code->user_code = read_token (root, "user_code");
  code->url = g_strdup (cosell_json_gate_text (root, "verification_uri"));
  if (code->url == NULL) /* the name of an early draft, still seen */
    code->url = g_strdup (cosell_json_gate_text (root, "verification_url"));
  code->interval = (guint) read_seconds (root, "interval", USUAL_INTERVAL, 1, MAX_INTERVAL);
  code->seconds = (guint) read_seconds (root, "expires_in", USUAL_DEVICE_LIFE, MIN_LIFE, MAX_LIFE);
  if (code->device_code != NULL && code->user_code != NULL && is_safe_url (code->url))
    return g_steal_pointer (&code);
  g_propagate_error (error,
                     cosell_http_error_new (
                         COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                         _ ("The identity provider gave no code that can be entered anywhere.")));
  return NULL;
}
