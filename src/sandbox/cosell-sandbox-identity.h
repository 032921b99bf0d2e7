/* cosell-sandbox-identity.h: the practice server as its own identity provider
 *
 * /{tenant}/oauth2/v2.0/authorize    a page that asks the person; POST: Allow or Deny
 * /{tenant}/oauth2/v2.0/token        code with PKCE, refresh with rotation, device code
 * /{tenant}/oauth2/v2.0/devicecode   a code for another device
 * /{tenant}/oauth2/v2.0/device       the page where it is entered
 *
 * Everything is in memory only: whoever restarts the server signs in again.
 */
#pragma once

#include "base/cosell-json-edit.h"

G_BEGIN_DECLS

typedef enum
{
  SANDBOX_TOKEN_UNKNOWN, /* not one of ours */
  SANDBOX_TOKEN_GOOD,
  SANDBOX_TOKEN_EXPIRED,
  SANDBOX_TOKEN_NO_MFA,    /* error 900421 is wanted for it */
  SANDBOX_TOKEN_NO_CLAIMS, /* conditional access */
} SandboxTokenState;

typedef struct
{
  /*< private >*/
  GHashTable *consents; /* (owned): id of a page → SandboxConsent */
  GHashTable *codes;    /* (owned): authorization code → SandboxConsent */
  GHashTable *devices;  /* (owned): device code → SandboxDevice */
  GHashTable *refresh;  /* (owned): refresh token → SandboxGrant */
  GHashTable *access;   /* (owned): access token → SandboxGrant */
  /*< public >*/
  guint token_seconds;   /* life of an access token */
  guint device_interval; /* seconds between two questions about a device code */
  gboolean strict;       /* only tokens that were issued here, and the server's own */
  gboolean require_mfa;
  gboolean require_claims;
  gboolean rotate; /* a refresh token is good for one use */
  guint issued, refreshed, reused;
} SandboxIdentity;

/* Nobody is signed in; tokens last an hour. The struct is the caller's. */
void
sandbox_identity_init (SandboxIdentity *self);
/* Forgets everybody. The struct is the caller's. self: (nullable) */
void
sandbox_identity_clear (SandboxIdentity *self);
/* What a bearer token is good for. now: µs UTC, as everywhere here */
SandboxTokenState
sandbox_identity_check (SandboxIdentity *self, const char *token, gint64 now);

/* A request for the person to answer, as the page shows it. */
typedef struct
{
  char *client_id;
  char *redirect_uri; /* (nullable): a device */
  char *state;        /* (nullable) */
  char *challenge;    /* (nullable) */
  char *device_code;  /* (nullable) */
  gint64 until;       /* µs UTC: codes are good for a minute or so */
} SandboxConsent;

/* Takes consent. Returns: (transfer none) the id of its page */
const char *
sandbox_identity_ask (SandboxIdentity *self, SandboxConsent *consent);
/* The request of a page, once. Returns: (transfer full) (nullable) */
SandboxConsent *
sandbox_identity_take_consent (SandboxIdentity *self, const char *id);
/* Frees all members. consent: (nullable) */
void
sandbox_consent_free (SandboxConsent *consent);
/* The person allowed it. Takes consent. Returns: (transfer full) a code to redirect with, or ""
 * when a device waits for it */
char *
sandbox_identity_allow (SandboxIdentity *self, SandboxConsent *consent, gint64 now);
/* The person said no to a device. */
void
sandbox_identity_deny (SandboxIdentity *self, const SandboxConsent *consent);
/* The waiting device of a code that a person typed, in any case. (transfer none) (nullable) */
const char *
sandbox_identity_find_device (SandboxIdentity *self, const char *user_code, gint64 now);
/* Starts a device code. Returns: (transfer full) the device code; *user_code: (transfer full) */
char *
sandbox_identity_start_device (SandboxIdentity *self,
                               const char *client_id,
                               gint64 now,
                               char **user_code);
/* How long a device code is good for, seconds. */
guint
sandbox_identity_device_seconds (void);

/* One request to the token endpoint. Returns: (transfer full) the tokens as JSON; NULL with *error
 * (static: the name of OAuth) and *number (AADSTS…) */
char *
sandbox_identity_token (SandboxIdentity *self,
                        GHashTable *form,
                        gint64 now,
                        const char **error,
                        guint *number);

/* POST /sandbox/control/identity {"expireTokens":true, "revokeRefresh":true, "requireMfa":bool,
 * "requireClaims":bool, "strict":bool, "rotate":bool, "tokenSeconds":N, "deviceInterval":N}.
 * Returns: (transfer full) how things stand, without any token; NULL when body is no such thing */
char *
sandbox_identity_control (SandboxIdentity *self, CosellJsonValue body);

G_END_DECLS
