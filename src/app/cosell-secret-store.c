/* cosell-secret-store.c: sign-ins in the keyring of the desktop
 *
 * Reading never opens a dialog by itself: what is locked is found without its secret, and unlocked
 * only when somebody sits there and wants a sync. Nothing waits without an end. */
#include "app/cosell-secret-store-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "base/cosell-secret.h"

/* The service of the desktop answers at once, or not at all. */
#define SILENT_MS (10 * 1000)
/* Somebody types a password, or does not. */
#define PROMPT_MS (3 * 60 * 1000)

struct _CosellSecretStore
{
  GObject parent_instance;

  guint silent_ms, prompt_ms;
  gboolean may_prompt;
};

typedef enum
{
  ASK_LOAD,
  ASK_SAVE,
  ASK_CLEAR,
} AskKind;

/* One question to the keyring. It owns the task until that has an end: who comes back later, after
 * the time was over, finds none. */
typedef struct
{
  AskKind kind;
  GTask *task;               /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint timer;
  gboolean prompting; /* a person is asked */
  guint silent_ms, prompt_ms;
  gboolean may_prompt;
  GHashTable *values;       /* (owned): attributes */
  char *label;              /* (owned) (nullable) */
  char *text;               /* (owned) (nullable): to save; a secret */
  SecretRetrievable *found; /* (owned) (nullable) */
} Ask;

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

/* The keyring takes text only, and the name of a folder may be any bytes: of one that is no text,
 * the bytes are written out. (transfer full) */
static char *
name_profile (const char *profile)
{
  return g_utf8_validate (profile, -1, NULL)
             ? g_strdup (profile)
             : g_uri_escape_bytes ((const guint8 *) profile, strlen (profile), "/");
}

/* Attributes are no secrets: they only tell sign-ins apart. whole: with tenant and client ID. */
static GHashTable *
attributes (const CosellTokenKey *key, gboolean whole)
{
  g_autofree char *profile = name_profile (key->profile);

  return whole ? secret_attributes_build (&schema, "origin", key->origin, "profile", profile,
                                          "tenant", key->tenant, "client", key->client_id, NULL)
               : secret_attributes_build (&schema, "origin", key->origin, "profile", profile, NULL);
}

/* libsecret's file backend reads its file once: what another process of this profile has written
 * since then would not be seen, and it would refuse to write. */
static void
look_anew (void)
{
  secret_service_disconnect ();
}

static void
ask_clear (gpointer data)
{
  Ask *ask = data;

  g_assert (ask->task == NULL && ask->timer == 0);
  g_clear_object (&ask->cancellable);
  g_clear_object (&ask->found);
  g_hash_table_unref (ask->values);
  g_free (ask->label);
  cosell_secret_free (ask->text);
}

static void
ask_unref (Ask *ask)
{
  g_rc_box_release_full (ask, ask_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_unref)

/* Returns: (transfer full) the task, which ends now; NULL when it has ended already */
static GTask *
ask_end (Ask *ask)
{
  g_clear_handle_id (&ask->timer, g_source_remove);
  return g_steal_pointer (&ask->task);
}

static void
ask_fail (Ask *ask, const char *words)
{
  g_autoptr (GTask) task = ask_end (ask);

  if (task != NULL)
    g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING, "%s", words);
}

static void
ask_fail_with (Ask *ask, const GError *why)
{
  g_autofree char *words = g_strdup_printf (_ ("The keyring of this desktop cannot be used, so the "
                                               "sign-in is not kept: %s"),
                                            why->message);

  ask_fail (ask, words);
}

static void
fail_locked (Ask *ask)
{
  ask_fail (ask,
            _ ("The keyring of this desktop is locked, so your sign-in cannot be read. Sync to "
               "be asked for the keyring's password. Your changes are kept."));
}

static gboolean
over_cb (gpointer user_data)
{
  Ask *ask = user_data;
  g_autofree char *words = NULL;
  guint seconds = MAX (ask->silent_ms / 1000, 1);

  ask->timer = 0;
  /* a dialog stays: who answers to it later has unlocked the keyring for the next question */
  if (!ask->prompting)
    g_cancellable_cancel (ask->cancellable);
  if (ask->prompting && ask->kind == ASK_LOAD)
    {
      fail_locked (ask);
      return G_SOURCE_REMOVE;
    }
  words =
      ask->prompting
          ? g_strdup (_ ("The keyring of this desktop stayed locked, so the sign-in is not kept."))
          : g_strdup_printf (
                g_dngettext (GETTEXT_PACKAGE,
                             "The keyring of this desktop did not answer within %u second, so "
                             "the sign-in cannot be read or kept. Log out of the desktop and "
                             "in again, then try once more.",
                             "The keyring of this desktop did not answer within %u seconds, so "
                             "the sign-in cannot be read or kept. Log out of the desktop and "
                             "in again, then try once more.",
                             seconds),
                seconds);
  ask_fail (ask, words);
  return G_SOURCE_REMOVE;
}

/* prompting: from here on a person may be asked. */
static void
ask_wait (Ask *ask, gboolean prompting)
{
  g_clear_handle_id (&ask->timer, g_source_remove);
  ask->prompting = prompting;
  ask->timer = g_timeout_add (prompting ? ask->prompt_ms : ask->silent_ms, over_cb, ask);
  g_source_set_name_by_id (ask->timer, "[cosell] keyring limit");
}

static Ask *
keep (Ask *ask)
{
  return g_rc_box_acquire (ask);
}

/* --- load --- */

static void
retrieved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value =
      secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (error != NULL)
    {
      ask_fail_with (ask, error);
      return;
    }
  task = ask_end (ask);
  if (task != NULL)
    g_task_return_pointer (task,
                           value != NULL
                               ? cosell_oauth_tokens_from_text (secret_value_get_text (value))
                               : NULL,
                           (GDestroyNotify) cosell_oauth_tokens_free);
  g_clear_pointer (&value, secret_value_unref);
}

static void
retrieve (Ask *ask)
{
  ask_wait (ask, FALSE);
  secret_retrievable_retrieve_secret (ask->found, ask->cancellable, retrieved_cb, keep (ask));
}

static gboolean
is_locked (Ask *ask)
{
  return SECRET_IS_ITEM (ask->found) && secret_item_get_locked (SECRET_ITEM (ask->found));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  int n = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (ask->task == NULL)
    return;
  if (error != NULL)
    ask_fail_with (ask, error);
  else if (n < 1)
    fail_locked (ask);
  else
    retrieve (ask);
}

static void
unlock (Ask *ask)
{
  g_autoptr (GList) items = g_list_prepend (NULL, ask->found);

  ask_wait (ask, TRUE);
  secret_service_unlock (secret_item_get_service (SECRET_ITEM (ask->found)), items,
                         ask->cancellable, unlocked_cb, keep (ask));
}

static void
load_found (Ask *ask)
{
  g_autoptr (GTask) task = NULL;

  if (ask->found == NULL)
    {
      task = ask_end (ask);
      g_task_return_pointer (task, NULL, NULL);
    }
  else if (!is_locked (ask))
    retrieve (ask);
  else if (ask->may_prompt)
    unlock (ask);
  else
    fail_locked (ask);
}

/* --- save, clear --- */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  if (!secret_password_store_finish (result, &error))
    ask_fail_with (ask, error);
  else if ((task = ask_end (ask)) != NULL)
    g_task_return_boolean (task, TRUE);
}

/* That there was nothing to forget is no error. */
static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    ask_fail_with (ask, error);
  else if ((task = ask_end (ask)) != NULL)
    g_task_return_boolean (task, TRUE);
}

/* --- one question --- */

/* There is somebody, and it answers. Saving and forgetting are what a person wants now, or follow
 * what was read just before, so the keyring may ask for its password. */
static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);

  if (ask->task != NULL && items != NULL)
    ask->found = g_object_ref (items->data);
  if (error != NULL)
    {
      ask_fail_with (ask, error);
      return;
    }
  if (ask->task == NULL)
    return;
  switch (ask->kind)
    {
    case ASK_LOAD:
      load_found (ask);
      break;
    case ASK_SAVE:
      ask_wait (ask, TRUE);
      secret_password_storev (&schema, ask->values, SECRET_COLLECTION_DEFAULT, ask->label,
                              ask->text, ask->cancellable, stored_cb, keep (ask));
      break;
    case ASK_CLEAR:
      ask_wait (ask, TRUE);
      secret_password_clearv (&schema, ask->values, ask->cancellable, cleared_cb, keep (ask));
      break;
    }
}

static Ask *
ask_new (CosellTokenStore *store,
         AskKind kind,
         const CosellTokenKey *key,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  CosellSecretStore *self = COSELL_SECRET_STORE (store);
  Ask *ask = g_rc_box_new0 (Ask);

  ask->kind = kind;
  ask->task = g_task_new (store, NULL, callback, user_data);
  ask->cancellable = g_cancellable_new ();
  ask->silent_ms = self->silent_ms;
  ask->prompt_ms = self->prompt_ms;
  ask->may_prompt = self->may_prompt;
  ask->values = attributes (key, kind != ASK_CLEAR);
  return ask;
}

/* Whatever is wanted, it is searched first: that opens no dialog, and tells whether anybody is
 * there. Takes the question. */
static void
ask_start (Ask *ask)
{
  look_anew ();
  ask_wait (ask, FALSE);
  secret_password_searchv (&schema, ask->values, SECRET_SEARCH_NONE, ask->cancellable, searched_cb,
                           ask);
}

static void
secret_load_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  ask_start (ask_new (store, ASK_LOAD, key, callback, user_data));
}

static CosellOauthTokens *
secret_load_finish (CosellTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
secret_save_async (CosellTokenStore *store,
                   const CosellTokenKey *key,
                   const CosellOauthTokens *tokens,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  Ask *ask = ask_new (store, ASK_SAVE, key, callback, user_data);

  /* Translators: how the entry is called in the keyring; %s is an address. */
  ask->label = g_strdup_printf (_ ("Cosell's sign-in for %s"), key->origin);
  ask->text = cosell_oauth_tokens_to_text (tokens);
  ask_start (ask);
}

static void
secret_clear_async (CosellTokenStore *store,
                    const CosellTokenKey *key,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  ask_start (ask_new (store, ASK_CLEAR, key, callback, user_data));
}

static void
secret_set_may_prompt (CosellTokenStore *store, gboolean may_prompt)
{
  COSELL_SECRET_STORE (store)->may_prompt = may_prompt;
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
  iface->set_may_prompt = secret_set_may_prompt;
}

static void
cosell_secret_store_class_init (CosellSecretStoreClass *klass)
{
}

static void
cosell_secret_store_init (CosellSecretStore *self)
{
  self->silent_ms = SILENT_MS;
  self->prompt_ms = PROMPT_MS;
}

CosellSecretStore *
cosell_secret_store_new (void)
{
  return g_object_new (COSELL_TYPE_SECRET_STORE, NULL);
}

void
cosell_secret_store_set_limits (CosellSecretStore *self, guint silent_ms, guint prompt_ms)
{
  g_return_if_fail (COSELL_IS_SECRET_STORE (self));
  g_return_if_fail (silent_ms > 0 && prompt_ms > 0);

  self->silent_ms = silent_ms;
  self->prompt_ms = prompt_ms;
}
