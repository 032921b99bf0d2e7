/* cosell-oauth.c: OAuth 2.0 without sockets: addresses, forms, redirects, tokens */
#include "http/cosell-oauth.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <string.h>

#include "base/cosell-json-gate.h"
#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "http/cosell-oauth-answer.h"
#include "http/cosell-origin.h"

#define PRACTICE_CLIENT "cosell-practice"
#define MAX_NAME 128
/* Refreshed that long before its end, or a fifth of its life when that is shorter. */
#define EARLY (5 * G_TIME_SPAN_MINUTE)
/* A clock that was set back further than this makes a token look younger than it is. */
#define CLOCK_SLACK G_TIME_SPAN_MINUTE

G_DEFINE_QUARK (cosell - oauth - error - quark, cosell_oauth_error)

gboolean
cosell_oauth_is_name (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= MAX_NAME && strspn (text, ".") < length &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-_") == length;
}

/* Returns: why the two cannot be used, NULL when they can */
static const char *
find_fault (const char *tenant, const char *client_id)
{
  if (client_id == NULL || *client_id == '\0')
    return _ ("Signing in to Partner Center needs the client ID of your organization's app "
              "registration. Your administrator has it; enter it in Preferences, Connection.");
  if (!cosell_oauth_is_name (client_id))
    return _ ("The client ID may hold letters, digits, dots and hyphens only. Check it in "
              "Preferences, Connection.");
  if (!cosell_oauth_is_name (tenant))
    return _ ("The tenant is a domain such as contoso.onmicrosoft.com, an ID, or “organizations”. "
              "Check it in Preferences, Connection.");
  return NULL;
}

CosellOauthConfig *
cosell_oauth_config_new (const char *origin,
                         const char *tenant,
                         const char *client_id,
                         GError **error)
{
  g_autofree char *normalized = NULL;
  gboolean loopback = FALSE;
  const char *fault;
  CosellOauthConfig *self;

  if (!cosell_origin_check (origin, &normalized, &loopback, error))
    return NULL;
  if (tenant == NULL || *tenant == '\0')
    tenant = COSELL_OAUTH_TENANT;
  if (client_id == NULL || *client_id == '\0')
    client_id = loopback ? PRACTICE_CLIENT : COSELL_CLIENT_ID;
  fault = find_fault (tenant, client_id);
  if (fault != NULL)
    {
      g_set_error_literal (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP, fault);
      return NULL;
    }
  self = g_new0 (CosellOauthConfig, 1);
  self->authority = loopback ? g_steal_pointer (&normalized) : g_strdup (COSELL_OAUTH_AUTHORITY);
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  self->scope = g_strdup (COSELL_OAUTH_SCOPE);
  self->second_ms = 1000;
  return self;
}

CosellOauthConfig *
cosell_oauth_config_new_own (const char *origin,
                             const char *endpoints,
                             const char *client_id,
                             const char *scope,
                             const guint *ports,
                             GError **error)
{
  g_autofree char *normalized = NULL;
  gboolean loopback = FALSE;
  CosellOauthConfig *self;

  g_return_val_if_fail (endpoints != NULL && scope != NULL, NULL);

  if (!cosell_origin_check (origin, &normalized, &loopback, error))
    return NULL;
  if (loopback && (client_id == NULL || *client_id == '\0'))
    client_id = PRACTICE_CLIENT;
  if (!cosell_oauth_is_name (client_id))
    {
      g_set_error_literal (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP,
                           _ ("The client ID is missing, or holds characters that it cannot."));
      return NULL;
    }
  self = g_new0 (CosellOauthConfig, 1);
  self->authority = g_steal_pointer (&normalized);
  self->tenant = g_strdup ("");
  self->client_id = g_strdup (client_id);
  self->scope = g_strdup (scope);
  self->second_ms = 1000;
  self->endpoints = g_strdup (endpoints);
  self->ports = ports;
  return self;
}

void
cosell_oauth_config_set_scope (CosellOauthConfig *self, const char *scope)
{
  g_return_if_fail (self != NULL && scope != NULL);

  cosell_take_str (&self->scope, g_strconcat (scope, " offline_access", NULL));
}

CosellOauthConfig *
cosell_oauth_config_copy (const CosellOauthConfig *self)
{
  CosellOauthConfig *copy = g_memdup2 (self, sizeof *self);

  copy->authority = g_strdup (self->authority);
  copy->tenant = g_strdup (self->tenant);
  copy->client_id = g_strdup (self->client_id);
  copy->scope = g_strdup (self->scope);
  copy->endpoints = g_strdup (self->endpoints);
  return copy;
}

void
cosell_oauth_config_free (CosellOauthConfig *self)
{
  if (self == NULL)
    return;
  g_free (self->authority);
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self->endpoints);
  g_free (self);
}

CosellOauthTokens *
cosell_oauth_tokens_copy (const CosellOauthTokens *self)
{
  CosellOauthTokens *copy = g_memdup2 (self, sizeof *self);

  copy->access = g_strdup (self->access);
  copy->refresh = g_strdup (self->refresh);
  return copy;
}

void
cosell_oauth_tokens_free (CosellOauthTokens *self)
{
  if (self == NULL)
    return;
  cosell_secret_free (self->access);
  cosell_secret_free (self->refresh);
  g_free (self);
}

char *
cosell_oauth_tokens_to_text (const CosellOauthTokens *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "access");
  json_builder_add_string_value (builder, self->access);
  json_builder_set_member_name (builder, "refresh");
  json_builder_add_string_value (builder, self->refresh);
  json_builder_set_member_name (builder, "obtained");
  json_builder_add_int_value (builder, self->obtained);
  json_builder_set_member_name (builder, "expires");
  json_builder_add_int_value (builder, self->expires);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

CosellOauthTokens *
cosell_oauth_tokens_from_text (const char *text)
{
  g_autoptr (JsonObject) root = text != NULL ? cosell_json_gate_read_object (text, -1) : NULL;
  const char *access = cosell_json_gate_text (root, "access");
  CosellOauthTokens *self;

  if (access == NULL || *access == '\0')
    return NULL;
  self = g_new0 (CosellOauthTokens, 1);
  self->access = g_strdup (access);
  self->refresh = g_strdup (cosell_json_gate_text (root, "refresh"));
  self->obtained = cosell_json_gate_int (root, "obtained", 0);
  self->expires = cosell_json_gate_int (root, "expires", 0);
  return self;
}

gboolean
cosell_oauth_tokens_are_fresh (const CosellOauthTokens *self, gint64 now)
{
  gint64 early = MIN (EARLY, (self->expires - self->obtained) / 5);

  return now < self->expires - early && now >= self->obtained - CLOCK_SLACK;
}

char *
cosell_oauth_endpoint (const CosellOauthConfig *config, const char *name)
{
  if (config->endpoints != NULL)
    return g_strconcat (config->authority, config->endpoints, name, NULL);
  return g_strconcat (config->authority, "/", config->tenant, "/oauth2/v2.0/", name, NULL);
}

const char *
cosell_oauth_scope_name (const CosellOauthConfig *config)
{
  return config->endpoints == NULL ? "scope" : NULL;
}

static void
append_pair (GString *form, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  if (form->len > 0)
    g_string_append_c (form, '&');
  g_string_append_printf (form, "%s=%s", name, escaped);
}

char *
cosell_oauth_form (const char *first, ...)
{
  GString *form = g_string_new (NULL);
  va_list args;

  va_start (args, first);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *))
    append_pair (form, name, va_arg (args, const char *));
  va_end (args);
  return g_string_free (form, FALSE);
}

char *
cosell_oauth_authorize_url (const CosellOauthConfig *config,
                            const char *redirect_uri,
                            const char *state,
                            const char *challenge,
                            const char *prompt)
{
  g_autofree char *endpoint = cosell_oauth_endpoint (config, "authorize");
  g_autofree char *form =
      cosell_oauth_form ("client_id", config->client_id, "response_type", "code", "redirect_uri",
                         redirect_uri, "scope", config->scope, "state", state, "code_challenge",
                         challenge, "code_challenge_method", "S256",
                         prompt != NULL ? "prompt" : NULL, prompt, NULL);
  /* what others do by themselves */
  const char *mode = config->endpoints == NULL ? "&response_mode=query" : NULL;

  return g_strconcat (endpoint, "?", form, mode, NULL);
}

/* Returns: (transfer full) (nullable): name → value, NULL when the query is none */
static GHashTable *
parse_query (const char *query)
{
  return query != NULL
             ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM | G_URI_PARAMS_NONE, NULL)
             : NULL;
}

gboolean
cosell_oauth_redirect_fits (const char *query, const char *state)
{
  g_autoptr (GHashTable) values = parse_query (query);

  return values != NULL && cosell_secret_equal (g_hash_table_lookup (values, "state"), state);
}

char *
cosell_oauth_read_redirect (const char *query, GError **error)
{
  g_autoptr (GHashTable) values = parse_query (query);
  const char *code = values != NULL ? g_hash_table_lookup (values, "code") : NULL;
  const char *name = values != NULL ? g_hash_table_lookup (values, "error") : NULL;

  if (name == NULL && code != NULL && *code != '\0')
    return g_strdup (code);
  g_propagate_error (error,
                     cosell_oauth_answer_error (
                         name,
                         values != NULL ? g_hash_table_lookup (values, "error_description") : NULL,
                         NULL, NULL));
  return NULL;
}

char *
cosell_oauth_page (const char *title, const char *text)
{
  return g_markup_printf_escaped (
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>"
      "<style>body{font:1.1rem/1.5 sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;"
      "text-align:center;color-scheme:light dark}</style></head>"
      "<body><h1>%s</h1><p>%s</p></body></html>\n",
      title, title, text);
}
