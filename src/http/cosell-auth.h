/* cosell-auth.h: the sign-in of one account: gives out tokens, and renews them in time
 *
 * One thing is done at a time. A renewal holds a lock file, so that two processes of a profile do
 * not use a refresh token twice: whoever comes second finds what the first one got. Main context
 * only.
 */
#pragma once

#include "base/cosell-clock.h"
#include "http/cosell-token-store.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_AUTH_UNKNOWN, /* the keyring was not asked yet */
  COSELL_AUTH_SIGNED_IN,
  COSELL_AUTH_SIGNED_OUT,
} CosellAuthState;

/* Signal "changed": the state is another one. */
#define COSELL_TYPE_AUTH (cosell_auth_get_type ())
G_DECLARE_FINAL_TYPE (CosellAuth, cosell_auth, COSELL, AUTH, GObject)

/* All are copied or referenced. origin: of the service; profile: its folder, which holds the lock
 * file as well. */
CosellAuth *cosell_auth_new (CosellTokenStore *store, const CosellOauthConfig *config,
                             const char *origin, const char *profile, CosellClock *clock);
/* What is known of the sign-in now. */
CosellAuthState cosell_auth_get_state (CosellAuth *self);
/* Where people sign in, and as which program. Returns: (transfer none) */
const CosellOauthConfig *cosell_auth_get_config (CosellAuth *self);
/* When the access token ends, µs UTC; COSELL_NO_TIME when there is none. */
gint64 cosell_auth_get_expiry (CosellAuth *self);
/* Whether the sign-in lasts for this process only, because no keyring keeps it. */
gboolean cosell_auth_is_for_session (CosellAuth *self);

/* A token that is good for a request now. refused: the one that the service did not take (nullable):
 * another one is wanted. Errors: COSELL_HTTP_ERROR: SIGN_IN when a person has to sign in, else
 * what keeps the identity provider away; G_IO_ERROR_CANCELLED */
void cosell_auth_get_token_async (CosellAuth *self, const char *refused, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full): cosell_secret_free */
char *cosell_auth_get_token_finish (CosellAuth *self, GAsyncResult *result, GError **error);
/* Somebody signed in. Takes tokens. finish: cosell_auth_finish; with COSELL_OAUTH_ERROR_KEYRING the
 * sign-in counts all the same, for this process. */
void cosell_auth_take_async (CosellAuth *self, CosellOauthTokens *tokens,
                             GAsyncReadyCallback callback, gpointer user_data);
/* Forgets the sign-in, here and in the keyring. finish: cosell_auth_finish */
void cosell_auth_sign_out_async (CosellAuth *self, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Asks the keyring again: another process signed in or out. finish: cosell_auth_finish */
void cosell_auth_look_again_async (CosellAuth *self, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The end of take, sign_out and look_again. Errors: COSELL_OAUTH_ERROR_KEYRING, when the keyring
 * does not do it. */
gboolean cosell_auth_finish (CosellAuth *self, GAsyncResult *result, GError **error);

G_END_DECLS
