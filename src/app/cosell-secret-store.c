/* cosell-secret-store.c: sign-ins in the keyring of the desktop */
#include "app/cosell-secret-store.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "base/cosell-secret.h"

struct _CosellSecretStore
{
  GObject parent_instance;
};

static void
cosell_secret_store_iface_init (CosellTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellSecretStore,
                               cosell_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_TOKEN_STORE,
                                                      cosell_secret_store_iface_init))

static const SecretSchema schema = {
  "io.github.cosell.Cosell.SignIn",
  SECRET_SCHEMA_NONE,
  {
      { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "tenant", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "client", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* Attributes are no secrets: they only tell sign-ins apart. whole: with tenant and client ID. */
static GHashTable *
attributes (const CosellTokenKey *key, gboolean whole)
{
  return whole ? secret_attributes_build (&schema, "origin", key->origin, "profile", key->profile,
                                          "tenant", key->tenant, "client", key->client_id, NULL)
               : secret_attributes_build (&schema, "origin", key->origin, "profile", key->profile,
                                          NULL);
}

/* libsecret's file backend reads its file once: what another process of this profile has written
 * since then would not be seen, and it would refuse to write. */
static void
look_anew (void)
{
  secret_service_disconnect ();
}

/* Takes why. */
static void
return_keyring_error (GTask *task, GError *why)
{
  g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING,
                           _ ("The keyring of this desktop cannot be used, so the sign-in is not "
                              "kept: %s"),
                           why->message);
  g_error_free (why);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    return_keyring_error (task, error);
  else
    g_task_return_pointer (task, cosell_tokens_from_text (text),
                           (GDestroyNotify) cosell_tokens_free);
  secret_password_free (text);
}

static void
secret_load_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  g_autoptr (GHashTable) values = attributes (key, TRUE);

  look_anew ();
  secret_password_lookupv (&schema, values, NULL, looked_up_cb, task);
}

static CosellTokens *
secret_load_finish (CosellTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_keyring_error (task, error);
}

static void
secret_save_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   const CosellTokens *tokens,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  g_autoptr (GHashTable) values = attributes (key, TRUE);
  /* Translators: how the entry is called in the keyring; %s is an address. */
  g_autofree char *label = g_strdup_printf (_ ("Cosell's sign-in for %s"), key->origin);
  char *text = cosell_tokens_to_text (tokens);

  look_anew ();
  secret_password_storev (&schema, values, SECRET_COLLECTION_DEFAULT, label, text, NULL, stored_cb,
                          task);
  cosell_secret_free (text);
}

/* That there was nothing to forget is no error. */
static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    return_keyring_error (task, error);
}

static void
secret_clear_async (CosellTokenStore *store,
                    const CosellTokenKey *key,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (store, NULL, callback, user_data);
  g_autoptr (GHashTable) values = attributes (key, FALSE);

  look_anew ();
  secret_password_clearv (&schema, values, NULL, cleared_cb, task);
}

static gboolean
secret_finish (CosellTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cosell_secret_store_iface_init (CosellTokenStoreInterface *iface)
{
  iface->load_async = secret_load_async;
  iface->load_finish = secret_load_finish;
  iface->save_async = secret_save_async;
  iface->clear_async = secret_clear_async;
  iface->finish = secret_finish;
}

static void
cosell_secret_store_class_init (CosellSecretStoreClass *klass)
{
}

static void
cosell_secret_store_init (CosellSecretStore *self)
{
}

CosellSecretStore *
cosell_secret_store_new (void)
{
  return g_object_new (COSELL_TYPE_SECRET_STORE, NULL);
}
