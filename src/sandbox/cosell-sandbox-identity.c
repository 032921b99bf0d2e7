/* cosell-sandbox-identity.c: who is signed in at the practice server, and with what */
#include "sandbox/cosell-sandbox-identity.h"

#include <string.h>

#include "base/cosell-secret.h"

#define CODE_LIFE (2 * G_TIME_SPAN_MINUTE)
#define DEVICE_SECONDS (15 * 60)
#define MAX_WAITING 200 /* pages and codes that nobody ever answers */
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"
/* no letters that are mistaken for digits, no vowels that make words */
#define USER_CODE_LETTERS "BCDFGHJKLMNPQRSTVWXZ"
#define USER_CODE_LENGTH 8

typedef struct
{
  char *client_id;
  gint64 expires; /* of an access token */
  gboolean has_mfa, has_claims;
} SandboxGrant;

typedef struct
{
  char *client_id;
  char *user_code;
  gint64 until, asked;
  gboolean allowed, denied;
} SandboxDevice;

static void
grant_free (gpointer data)
{
  SandboxGrant *grant = data;

  g_free (grant->client_id);
  g_free (grant);
}

static void
device_free (gpointer data)
{
  SandboxDevice *device = data;

  g_free (device->client_id);
  g_free (device->user_code);
  g_free (device);
}

void
sandbox_consent_free (SandboxConsent *consent)
{
  if (consent == NULL)
    return;
  g_free (consent->client_id);
  g_free (consent->redirect_uri);
  g_free (consent->state);
  g_free (consent->challenge);
  g_free (consent->device_code);
  g_free (consent);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

void
sandbox_identity_init (SandboxIdentity *self)
{
  self->consents = new_table ((GDestroyNotify) sandbox_consent_free);
  self->codes = new_table ((GDestroyNotify) sandbox_consent_free);
  self->devices = new_table (device_free);
  self->refresh = new_table (grant_free);
  self->access = new_table (grant_free);
  self->token_seconds = 3600;
  self->device_interval = 1;
  self->rotate = TRUE;
}

void
sandbox_identity_clear (SandboxIdentity *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->consents, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->devices, g_hash_table_unref);
  g_clear_pointer (&self->refresh, g_hash_table_unref);
  g_clear_pointer (&self->access, g_hash_table_unref);
}

SandboxTokenState
sandbox_identity_check (SandboxIdentity *self, const char *token, gint64 now)
{
  const SandboxGrant *grant = g_hash_table_lookup (self->access, token);

  if (grant == NULL)
    return SANDBOX_TOKEN_UNKNOWN;
  if (now >= grant->expires)
    return SANDBOX_TOKEN_EXPIRED;
  if (self->require_mfa && !grant->has_mfa)
    return SANDBOX_TOKEN_NO_MFA;
  if (self->require_claims && !grant->has_claims)
    return SANDBOX_TOKEN_NO_CLAIMS;
  return SANDBOX_TOKEN_GOOD;
}

static void
make_room (GHashTable *table)
{
  if (g_hash_table_size (table) >= MAX_WAITING)
    g_hash_table_remove_all (table);
}

const char *
sandbox_identity_ask (SandboxIdentity *self, SandboxConsent *consent)
{
  char *id = cosell_secret_new ();

  make_room (self->consents);
  g_hash_table_insert (self->consents, id, consent);
  return id;
}

SandboxConsent *
sandbox_identity_take_consent (SandboxIdentity *self, const char *id)
{
  g_autofree char *key = NULL;
  gpointer value = NULL;

  if (id == NULL || !g_hash_table_steal_extended (self->consents, id, (gpointer *) &key, &value))
    return NULL;
  return value;
}

char *
sandbox_identity_allow (SandboxIdentity *self, SandboxConsent *consent, gint64 now)
{
  SandboxDevice *device = consent->device_code != NULL
                              ? g_hash_table_lookup (self->devices, consent->device_code)
                              : NULL;
  char *code;

  if (consent->device_code != NULL)
    {
      if (device != NULL)
        device->allowed = TRUE;
      sandbox_consent_free (consent);
      return g_strdup ("");
    }
  make_room (self->codes);
  code = cosell_secret_new ();
  consent->until = now + CODE_LIFE;
  g_hash_table_insert (self->codes, g_strdup (code), consent);
  return code;
}

void
sandbox_identity_deny (SandboxIdentity *self, const SandboxConsent *consent)
{
  SandboxDevice *device = consent->device_code != NULL
                              ? g_hash_table_lookup (self->devices, consent->device_code)
                              : NULL;

  if (device != NULL)
    device->denied = TRUE;
}

const char *
sandbox_identity_find_device (SandboxIdentity *self, const char *user_code, gint64 now)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const SandboxDevice *device = value;

      if (!device->allowed && !device->denied && now < device->until &&
          g_ascii_strcasecmp (device->user_code, user_code) == 0)
        return key;
    }
  return NULL;
}

static char *
make_user_code (void)
{
  g_autofree char *random = cosell_secret_new ();
  char *code = g_new0 (char, USER_CODE_LENGTH + 1);

  for (guint i = 0; i < USER_CODE_LENGTH; i++)
    code[i] = USER_CODE_LETTERS[(guchar) random[i] % (sizeof USER_CODE_LETTERS - 1)];
  return code;
}

char *
sandbox_identity_start_device (SandboxIdentity *self,
                               const char *client_id,
                               gint64 now,
                               char **user_code)
{
  SandboxDevice *device = g_new0 (SandboxDevice, 1);
  char *code = cosell_secret_new ();

  make_room (self->devices);
  device->client_id = g_strdup (client_id);
  device->user_code = make_user_code ();
  device->until = now + DEVICE_SECONDS * G_USEC_PER_SEC;
  *user_code = g_strdup (device->user_code);
  g_hash_table_insert (self->devices, g_strdup (code), device);
  return code;
}

guint
sandbox_identity_device_seconds (void)
{
  return DEVICE_SECONDS;
}

static SandboxGrant *
new_grant (const char *client_id, gint64 expires, gboolean has_mfa, gboolean has_claims)
{
  SandboxGrant *grant = g_new0 (SandboxGrant, 1);

  grant->client_id = g_strdup (client_id);
  grant->expires = expires;
  grant->has_mfa = has_mfa;
  grant->has_claims = has_claims;
  return grant;
}

/* before: what is refreshed, or NULL when a person was there, who did all that is required. */
static char *
issue (SandboxIdentity *self, const char *client_id, const SandboxGrant *before, gint64 now)
{
  gboolean has_mfa = before != NULL ? before->has_mfa : self->require_mfa;
  gboolean has_claims = before != NULL ? before->has_claims : self->require_claims;
  g_autofree char *access = cosell_secret_new ();
  g_autofree char *refresh = cosell_secret_new ();
  CosellJsonWriter *writer = cosell_json_writer_new ();

  g_hash_table_insert (self->access, g_strdup (access),
                       new_grant (client_id, now + (gint64) self->token_seconds * G_USEC_PER_SEC,
                                  has_mfa, has_claims));
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "token_type", "Bearer");
  cosell_json_writer_member (writer, "scope",
                             "https://api.partner.microsoft.com/user_impersonation");
  cosell_json_writer_name (writer, "expires_in");
  cosell_json_writer_int (writer, self->token_seconds);
  cosell_json_writer_member (writer, "access_token", access);
  if (before == NULL || self->rotate)
    {
      cosell_json_writer_member (writer, "refresh_token", refresh);
      g_hash_table_insert (self->refresh, g_strdup (refresh),
                           new_grant (client_id, 0, has_mfa, has_claims));
    }
  cosell_json_writer_end_object (writer);
  self->issued++;
  return cosell_json_writer_end (writer);
}

static char *
token_for_code (SandboxIdentity *self, GHashTable *form, gint64 now, guint *number)
{
  const char *verifier = g_hash_table_lookup (form, "code_verifier");
  const char *code = g_hash_table_lookup (form, "code");
  g_autofree char *digest = verifier != NULL ? cosell_secret_digest (verifier) : NULL;
  g_autofree char *key = NULL;
  gpointer value = NULL;
  char *tokens = NULL;

  *number = 70008;
  if (code == NULL || !g_hash_table_steal_extended (self->codes, code, (gpointer *) &key, &value))
    return NULL;

  SandboxConsent *consent = value;
  if (now < consent->until && cosell_secret_equal (digest, consent->challenge) &&
      g_strcmp0 (g_hash_table_lookup (form, "redirect_uri"), consent->redirect_uri) == 0 &&
      g_strcmp0 (g_hash_table_lookup (form, "client_id"), consent->client_id) == 0)
    tokens = issue (self, consent->client_id, NULL, now);
  sandbox_consent_free (consent);
  return tokens;
}

static char *
token_for_refresh (SandboxIdentity *self, GHashTable *form, gint64 now, guint *number)
{
  const char *token = g_hash_table_lookup (form, "refresh_token");
  SandboxGrant *grant = token != NULL ? g_hash_table_lookup (self->refresh, token) : NULL;
  char *tokens;

  *number = 700082;
  if (grant == NULL || g_strcmp0 (g_hash_table_lookup (form, "client_id"), grant->client_id) != 0)
    {
      self->reused++;
      return NULL;
    }
  tokens = issue (self, grant->client_id, grant, now);
  if (self->rotate)
    g_hash_table_remove (self->refresh, token);
  self->refreshed++;
  return tokens;
}

static char *
token_for_device (SandboxIdentity *self,
                  GHashTable *form,
                  gint64 now,
                  const char **error,
                  guint *number)
{
  const char *code = g_hash_table_lookup (form, "device_code");
  SandboxDevice *device = code != NULL ? g_hash_table_lookup (self->devices, code) : NULL;
  gint64 since;
  char *tokens;

  *error = device == NULL ? "bad_verification_code" : "authorization_pending";
  *number = 70016;
  if (device == NULL)
    return NULL;
  since = now - device->asked;
  device->asked = now;
  if (now >= device->until)
    *error = "expired_token";
  else if (device->denied)
    *error = "authorization_declined";
  else if (since < (gint64) self->device_interval * G_USEC_PER_SEC / 2)
    *error = "slow_down";
  else if (device->allowed)
    {
      tokens = issue (self, device->client_id, NULL, now);
      g_hash_table_remove (self->devices, code);
      return tokens;
    }
  return NULL;
}

char *
sandbox_identity_token (SandboxIdentity *self,
                        GHashTable *form,
                        gint64 now,
                        const char **error,
                        guint *number)
{
  const char *type = g_hash_table_lookup (form, "grant_type");

  *error = "invalid_grant";
  if (g_strcmp0 (type, "authorization_code") == 0)
    return token_for_code (self, form, now, number);
  if (g_strcmp0 (type, "refresh_token") == 0)
    return token_for_refresh (self, form, now, number);
  if (g_strcmp0 (type, DEVICE_GRANT) == 0)
    return token_for_device (self, form, now, error, number);
  *error = "unsupported_grant_type";
  *number = 70003;
  return NULL;
}

static void
expire_all (SandboxIdentity *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->access);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((SandboxGrant *) value)->expires = G_MININT64;
}

char *
sandbox_identity_control (SandboxIdentity *self, CosellJsonValue body)
{
  CosellJsonWriter *writer;
  gint64 seconds =
      cosell_json_get_int (cosell_json_member (body, "tokenSeconds"), self->token_seconds);
  gint64 interval =
      cosell_json_get_int (cosell_json_member (body, "deviceInterval"), self->device_interval);

  if (cosell_json_kind (body) != COSELL_JSON_OBJECT || seconds < 0 || seconds > G_MAXINT32 ||
      interval < 0 || interval > G_MAXINT16)
    return NULL;
  self->token_seconds = (guint) seconds;
  self->device_interval = (guint) interval;
  self->strict = cosell_json_get_bool (cosell_json_member (body, "strict"), self->strict);
  self->rotate = cosell_json_get_bool (cosell_json_member (body, "rotate"), self->rotate);
  self->require_mfa =
      cosell_json_get_bool (cosell_json_member (body, "requireMfa"), self->require_mfa);
  self->require_claims =
      cosell_json_get_bool (cosell_json_member (body, "requireClaims"), self->require_claims);
  if (cosell_json_get_bool (cosell_json_member (body, "expireTokens"), FALSE))
    expire_all (self);
  if (cosell_json_get_bool (cosell_json_member (body, "revokeRefresh"), FALSE))
    g_hash_table_remove_all (self->refresh);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "issued");
  cosell_json_writer_int (writer, self->issued);
  cosell_json_writer_name (writer, "refreshed");
  cosell_json_writer_int (writer, self->refreshed);
  cosell_json_writer_name (writer, "reused");
  cosell_json_writer_int (writer, self->reused);
  cosell_json_writer_name (writer, "strict");
  cosell_json_writer_bool (writer, self->strict);
  cosell_json_writer_name (writer, "requireMfa");
  cosell_json_writer_bool (writer, self->require_mfa);
  cosell_json_writer_name (writer, "requireClaims");
  cosell_json_writer_bool (writer, self->require_claims);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}
