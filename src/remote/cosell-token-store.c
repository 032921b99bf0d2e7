/* cosell-token-store.c: where a sign-in is kept; the one in memory */
#include "remote/cosell-token-store.h"

#include <glib/gi18n-lib.h>

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

CosellTokenKey *
cosell_token_key_copy (const CosellTokenKey *self)
{
  return cosell_token_key_new (self->origin, self->profile, self->tenant, self->client_id);
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

/* --- memory --- */

struct _CosellMemoryTokenStore
{
  GObject parent_instance;

  GHashTable *tokens; /* (owned): account as text → CosellOauthTokens */
  gboolean failing;
};

static void
cosell_memory_token_store_iface_init (CosellTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellMemoryTokenStore,
                               cosell_memory_token_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_TOKEN_STORE,
                                                      cosell_memory_token_store_iface_init))

/* The account, and what tells its sign-ins apart. */
static char *
account_text (const CosellTokenKey *key)
{
  return g_strconcat (key->profile, "\n", key->origin, "\n", NULL);
}

static char *
key_text (const CosellTokenKey *key)
{
  g_autofree char *account = account_text (key);

  return g_strconcat (account, key->tenant, "\n", key->client_id, NULL);
}

static GTask *
new_task (CosellTokenStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  CosellMemoryTokenStore *self = COSELL_MEMORY_TOKEN_STORE (store);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (self->failing)
    g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING, "%s",
                             _ ("There is no keyring."));
  return task;
}

static void
memory_load_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  CosellMemoryTokenStore *self = COSELL_MEMORY_TOKEN_STORE (store);
  g_autoptr (GTask) task = new_task (store, callback, user_data);
  g_autofree char *text = key_text (key);
  const CosellOauthTokens *tokens = g_hash_table_lookup (self->tokens, text);

  if (!self->failing)
    g_task_return_pointer (task, tokens != NULL ? cosell_oauth_tokens_copy (tokens) : NULL,
                           (GDestroyNotify) cosell_oauth_tokens_free);
}

static CosellOauthTokens *
memory_load_finish (CosellTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
memory_save_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   const CosellOauthTokens *tokens,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  CosellMemoryTokenStore *self = COSELL_MEMORY_TOKEN_STORE (store);
  g_autoptr (GTask) task = new_task (store, callback, user_data);

  if (self->failing)
    return;
  g_hash_table_replace (self->tokens, key_text (key), cosell_oauth_tokens_copy (tokens));
  g_task_return_boolean (task, TRUE);
}

static gboolean
belongs_to (gpointer key, gpointer value, gpointer account)
{
  return g_str_has_prefix (key, account);
}

static void
memory_clear_async (CosellTokenStore *store,
                    const CosellTokenKey *key,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  CosellMemoryTokenStore *self = COSELL_MEMORY_TOKEN_STORE (store);
  g_autoptr (GTask) task = new_task (store, callback, user_data);
  g_autofree char *account = account_text (key);

  if (self->failing)
    return;
  g_hash_table_foreach_remove (self->tokens, belongs_to, account);
  g_task_return_boolean (task, TRUE);
}

static gboolean
memory_finish (CosellTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cosell_memory_token_store_iface_init (CosellTokenStoreInterface *iface)
{
  iface->load_async = memory_load_async;
  iface->load_finish = memory_load_finish;
  iface->save_async = memory_save_async;
  iface->clear_async = memory_clear_async;
  iface->finish = memory_finish;
}

static void
cosell_memory_token_store_finalize (GObject *object)
{
  g_hash_table_unref (COSELL_MEMORY_TOKEN_STORE (object)->tokens);
  G_OBJECT_CLASS (cosell_memory_token_store_parent_class)->finalize (object);
}

static void
cosell_memory_token_store_class_init (CosellMemoryTokenStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_memory_token_store_finalize;
}

static void
cosell_memory_token_store_init (CosellMemoryTokenStore *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) cosell_oauth_tokens_free);
}

CosellMemoryTokenStore *
cosell_memory_token_store_new (void)
{
  return g_object_new (COSELL_TYPE_MEMORY_TOKEN_STORE, NULL);
}

void
cosell_memory_token_store_set_failing (CosellMemoryTokenStore *self, gboolean failing)
{
  g_return_if_fail (COSELL_IS_MEMORY_TOKEN_STORE (self));

  self->failing = failing;
}
