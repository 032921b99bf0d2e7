/* cosell-oauth.h: OAuth 2.0 for a native program (RFC 8252), the part without sockets; any thread
 *
 * Authorization code with PKCE (RFC 7636), device code (RFC 8628), and what the identity provider
 * answers. Nothing here keeps a token: CosellOauthTokens are wiped when they are freed.
 */
#pragma once

#include <gio/gio.h>

#include "http/cosell-http-error.h"

G_BEGIN_DECLS

/* What is asked for: to act for the person at the Partner Center API, and to stay signed in. */
#define COSELL_OAUTH_SCOPE "https://api.partner.microsoft.com/.default offline_access"
#define COSELL_OAUTH_AUTHORITY "https://login.microsoftonline.com"
/* Work and school accounts of any organization: no personal account is in Partner Center. */
#define COSELL_OAUTH_TENANT "organizations"
/* Every answer of the identity provider is far smaller. */
#define COSELL_OAUTH_MAX_BYTES (256 * 1024)

#define COSELL_OAUTH_ERROR (cosell_oauth_error_quark ())
GQuark cosell_oauth_error_quark (void);

/* Errors of signing in; everything about the connection is COSELL_HTTP_ERROR. */
typedef enum
{
  COSELL_OAUTH_ERROR_PENDING,   /* device code: not answered yet, ask again */
  COSELL_OAUTH_ERROR_SLOW_DOWN, /* device code: the same, but less often */
  COSELL_OAUTH_ERROR_DECLINED,  /* the person, or an administrator, said no */
  COSELL_OAUTH_ERROR_EXPIRED,   /* the code, or the time to sign in, ran out */
  COSELL_OAUTH_ERROR_GRANT,     /* a person has to sign in again */
  COSELL_OAUTH_ERROR_SETUP,     /* client ID, tenant or the registration is wrong */
  COSELL_OAUTH_ERROR_KEYRING,   /* the sign-in cannot be kept or read */
} CosellOauthError;

/* Where to sign in, and as which program. */
typedef struct
{
  char *authority; /* origin of the identity provider: https, or http on loopback */
  char *tenant;
  char *client_id;
  char *scope;     /* what the sign-in is for; COSELL_OAUTH_SCOPE */
  guint second_ms; /* length of a second of waiting: 1000; tests shorten it */
  char *endpoints; /* (nullable): of a service that is its own identity provider: "/services/oauth2/" */
  const guint *ports; /* (nullable): static, ends with 0: see cosell_oauth_config_new_own */
} CosellOauthConfig;

/* For the account whose service has this origin. A service on this computer is its own identity
 * provider (the practice server); every other one belongs to Microsoft's. tenant, client_id: NULL
 * or "" for what is usual. Errors: COSELL_OAUTH_ERROR_SETUP.
 * Returns: (transfer full) */
CosellOauthConfig *cosell_oauth_config_new (const char *origin, const char *tenant,
                                            const char *client_id, GError **error);
/* For a service that is its own identity provider, with endpoints below a path of its own. It has no device
 * code, does not take a scope where tokens are given out, and says in instance_url whose tokens they are:
 * those of another origin are refused. ports (nullable): static, ends with 0: where a browser may come back
 * to, as http://localhost:PORT/callback, when that has to be registered to the letter; any port of
 * 127.0.0.1 else. client_id: NULL or "" for the practice server's. Errors: COSELL_OAUTH_ERROR_SETUP.
 * Returns: (transfer full) */
CosellOauthConfig *cosell_oauth_config_new_own (const char *origin, const char *endpoints,
                                                const char *client_id, const char *scope,
                                                const guint *ports, GError **error);
/* What the sign-in is for, in place of Partner Center: "ORIGIN/user_impersonation", say; it is asked to
 * stay signed in as well. */
void cosell_oauth_config_set_scope (CosellOauthConfig *self, const char *scope);
/* Returns: (transfer full) */
CosellOauthConfig *cosell_oauth_config_copy (const CosellOauthConfig *self);
/* Frees all members. self: (nullable) */
void cosell_oauth_config_free (CosellOauthConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOauthConfig, cosell_oauth_config_free)
/* Whether text may be a tenant or a client ID: letters, digits, dot, hyphen, underscore. */
gboolean cosell_oauth_is_name (const char *text);

typedef struct
{
  char *access;
  char *refresh; /* (nullable) */
  gint64 obtained, expires; /* µs UTC by the local clock */
} CosellOauthTokens;

/* Returns: (transfer full) */
CosellOauthTokens *cosell_oauth_tokens_copy (const CosellOauthTokens *self);
/* Wipes both tokens. self: (nullable) */
void cosell_oauth_tokens_free (CosellOauthTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOauthTokens, cosell_oauth_tokens_free)
/* For a keyring, which keeps one text. (transfer full) */
char *cosell_oauth_tokens_to_text (const CosellOauthTokens *self);
/* (transfer full) (nullable) */
CosellOauthTokens *cosell_oauth_tokens_from_text (const char *text);
/* Whether the access token is still good for a request that begins now: not within the last
 * minutes of its life, and not from the future of a clock that was set back. */
gboolean cosell_oauth_tokens_are_fresh (const CosellOauthTokens *self, gint64 now);

/* AUTHORITY/TENANT/oauth2/v2.0/NAME, or below the endpoints of its own. (transfer full) */
char *cosell_oauth_endpoint (const CosellOauthConfig *config, const char *name);
/* What a browser is sent to. prompt: (nullable) of OpenID Connect. (transfer full) */
char *cosell_oauth_authorize_url (const CosellOauthConfig *config, const char *redirect_uri,
                                  const char *state, const char *challenge, const char *prompt);
/* What a request for tokens says of the scope: name (NULL where it is not taken) and value. */
const char *cosell_oauth_scope_name (const CosellOauthConfig *config);
/* name, value, …, NULL as application/x-www-form-urlencoded. (transfer full) */
char *cosell_oauth_form (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Whether the query of a redirect belongs to the request that was made with state. */
gboolean cosell_oauth_redirect_fits (const char *query, const char *state);
/* The code of such a redirect; or why there is none (COSELL_OAUTH_ERROR). (transfer full) */
char *cosell_oauth_read_redirect (const char *query, GError **error);
/* A small page without anything from elsewhere; both texts are escaped. (transfer full) */
char *cosell_oauth_page (const char *title, const char *text);

/* Answers of the token endpoint. keep: the refresh token of before, which stays when no new one
 * came (nullable). now: µs UTC. Errors: COSELL_OAUTH_ERROR, COSELL_HTTP_ERROR_PROTOCOL, _BUSY,
 * _SERVER. Returns: (transfer full) */
CosellOauthTokens *cosell_oauth_read_tokens (guint status, const char *body, gsize length,
                                             const char *keep, gint64 now, GError **error);

/* Whether an answer of the token endpoint, which held tokens, is of the origin that config is for: TRUE when
 * it does not say, or nobody asks. Errors: COSELL_OAUTH_ERROR_SETUP */
gboolean cosell_oauth_check_instance (const CosellOauthConfig *config, const char *body,
                                      gsize length, GError **error);

typedef struct
{
  char *device_code;
  char *user_code;
  char *url; /* where the code is entered; https, or http on loopback */
  guint interval, seconds;
} CosellOauthDeviceCode;
/* Frees all members. self: (nullable) */
void cosell_oauth_device_code_free (CosellOauthDeviceCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellOauthDeviceCode, cosell_oauth_device_code_free)
/* The answer of the device code endpoint. Errors: as of cosell_oauth_read_tokens. Returns:
 * (transfer full) */
CosellOauthDeviceCode *cosell_oauth_read_device_code (guint status, const char *body, gsize length,
                                                      GError **error);

G_END_DECLS
