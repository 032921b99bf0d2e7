/* fake-token-store.c: sign-ins in memory */
#include "support/fake-token-store.h"

struct _FakeTokenStore
{
  GObject parent_instance;

  GHashTable *tokens; /* (owned): account as text → CosellOauthTokens */
  gboolean failing;
};

static void
fake_token_store_iface_init (CosellTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeTokenStore,
                               fake_token_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_TOKEN_STORE,
                                                      fake_token_store_iface_init))

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
  FakeTokenStore *self = FAKE_TOKEN_STORE (store);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (self->failing)
    g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING,
                             "There is no keyring.");
  return task;
}

static void
memory_load_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  FakeTokenStore *self = FAKE_TOKEN_STORE (store);
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
  FakeTokenStore *self = FAKE_TOKEN_STORE (store);
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
  FakeTokenStore *self = FAKE_TOKEN_STORE (store);
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
fake_token_store_iface_init (CosellTokenStoreInterface *iface)
{
  iface->load_async = memory_load_async;
  iface->load_finish = memory_load_finish;
  iface->save_async = memory_save_async;
  iface->clear_async = memory_clear_async;
  iface->finish = memory_finish;
}

static void
fake_token_store_finalize (GObject *object)
{
  g_hash_table_unref (FAKE_TOKEN_STORE (object)->tokens);
  G_OBJECT_CLASS (fake_token_store_parent_class)->finalize (object);
}

static void
fake_token_store_class_init (FakeTokenStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_token_store_finalize;
}

static void
fake_token_store_init (FakeTokenStore *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) cosell_oauth_tokens_free);
}

FakeTokenStore *
fake_token_store_new (void)
{
  return g_object_new (FAKE_TYPE_TOKEN_STORE, NULL);
}

void
fake_token_store_set_failing (FakeTokenStore *self, gboolean failing)
{
  self->failing = failing;
}
