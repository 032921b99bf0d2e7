/* cosell-token-store.h: where a sign-in is kept
 *
 * Implemented by the keyring (app/cosell-secret-store.h). Main context only; nothing blocks. Tokens are
 * kept nowhere else.
 */
#pragma once

#include "http/cosell-oauth.h"

G_BEGIN_DECLS

/* Whose sign-in: one account of one profile. */
typedef struct
{
  char *origin;  /* of the service */
  char *profile; /* folder: what one profile forgets, another one keeps */
  char *tenant;
  char *client_id;
} CosellTokenKey;

/* All are copied. Returns: (transfer full) */
CosellTokenKey *cosell_token_key_new (const char *origin, const char *profile, const char *tenant,
                                      const char *client_id);
/* Frees all members. self: (nullable) */
void cosell_token_key_free (CosellTokenKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellTokenKey, cosell_token_key_free)

#define COSELL_TYPE_TOKEN_STORE (cosell_token_store_get_type ())
G_DECLARE_INTERFACE (CosellTokenStore, cosell_token_store, COSELL, TOKEN_STORE, GObject)

struct _CosellTokenStoreInterface
{
  GTypeInterface parent;

  void (*load_async) (CosellTokenStore *self, const CosellTokenKey *key,
                      GAsyncReadyCallback callback, gpointer user_data);
  CosellOauthTokens *(*load_finish) (CosellTokenStore *self, GAsyncResult *result, GError **error);
  /* save and clear share one finish */
  void (*save_async) (CosellTokenStore *self, const CosellTokenKey *key,
                      const CosellOauthTokens *tokens, GAsyncReadyCallback callback,
                      gpointer user_data);
  void (*clear_async) (CosellTokenStore *self, const CosellTokenKey *key,
                       GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*finish) (CosellTokenStore *self, GAsyncResult *result, GError **error);
  /* (nullable): it never asks */
  void (*set_may_prompt) (CosellTokenStore *self, gboolean may_prompt);
};

/* Whether a person sits there who may be asked to unlock it when a sign-in is read: FALSE at the
 * start, when nothing that comes by itself opens a dialog. */
void cosell_token_store_set_may_prompt (CosellTokenStore *self, gboolean may_prompt);

/* Returns: (transfer full) (nullable): NULL without an error: nobody is signed in. Errors:
 * COSELL_OAUTH_ERROR_KEYRING */
void cosell_token_store_load_async (CosellTokenStore *self, const CosellTokenKey *key,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) (nullable), as above */
CosellOauthTokens *cosell_token_store_load_finish (CosellTokenStore *self, GAsyncResult *result,
                                                   GError **error);
/* Keeps a sign-in, in place of the one that this key had. Both are copied. */
void cosell_token_store_save_async (CosellTokenStore *self, const CosellTokenKey *key,
                                    const CosellOauthTokens *tokens, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Every sign-in of this account in this profile, whatever tenant and client ID it had. */
void cosell_token_store_clear_async (CosellTokenStore *self, const CosellTokenKey *key,
                                     GAsyncReadyCallback callback, gpointer user_data);
/* The end of save and of clear. Errors: COSELL_OAUTH_ERROR_KEYRING */
gboolean cosell_token_store_finish (CosellTokenStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
