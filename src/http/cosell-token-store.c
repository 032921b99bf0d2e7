/* cosell-token-store.c: where a sign-in is kept */
#include "http/cosell-token-store.h"

G_DEFINE_INTERFACE (CosellTokenStore, cosell_token_store, G_TYPE_OBJECT)

static void
cosell_token_store_default_init (CosellTokenStoreInterface *iface)
{
}

CosellTokenKey *
cosell_token_key_new (const char *origin,
                      const char *profile,
                      const char *tenant,
                      const char *client_id)
{
  CosellTokenKey *self = g_new0 (CosellTokenKey, 1);

  self->origin = g_strdup (origin);
  self->profile = g_strdup (profile);
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  return self;
}

void
cosell_token_key_free (CosellTokenKey *self)
{
  if (self == NULL)
    return;
  g_free (self->origin);
  g_free (self->profile);
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self);
}

void
cosell_token_store_set_may_prompt (CosellTokenStore *self, gboolean may_prompt)
{
  g_return_if_fail (COSELL_IS_TOKEN_STORE (self));

  if (COSELL_TOKEN_STORE_GET_IFACE (self)->set_may_prompt != NULL)
    COSELL_TOKEN_STORE_GET_IFACE (self)->set_may_prompt (self, may_prompt);
}

void
cosell_token_store_load_async (CosellTokenStore *self,
                               const CosellTokenKey *key,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_TOKEN_STORE (self) && key != NULL);

  COSELL_TOKEN_STORE_GET_IFACE (self)->load_async (self, key, callback, user_data);
}

CosellOauthTokens *
cosell_token_store_load_finish (CosellTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (COSELL_IS_TOKEN_STORE (self), NULL);

  return COSELL_TOKEN_STORE_GET_IFACE (self)->load_finish (self, result, error);
}

void
cosell_token_store_save_async (CosellTokenStore *self,
                               const CosellTokenKey *key,
                               const CosellOauthTokens *tokens,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_TOKEN_STORE (self) && key != NULL && tokens != NULL);

  COSELL_TOKEN_STORE_GET_IFACE (self)->save_async (self, key, tokens, callback, user_data);
}

void
cosell_token_store_clear_async (CosellTokenStore *self,
                                const CosellTokenKey *key,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (COSELL_IS_TOKEN_STORE (self) && key != NULL);

  COSELL_TOKEN_STORE_GET_IFACE (self)->clear_async (self, key, callback, user_data);
}

gboolean
cosell_token_store_finish (CosellTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (COSELL_IS_TOKEN_STORE (self), FALSE);

  return COSELL_TOKEN_STORE_GET_IFACE (self)->finish (self, result, error);
}
