/* test-secret-store.c: P16: a keyring that is locked, or never answers, holds nobody up; with a
 * service of the desktop that is made here, on a bus of its own */
#include <string.h>

#include "app/cosell-secret-store-private.h"
#include "support/await.h"

#define NAME "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"
#define ITEM PATH "/collection/test/1"
#define SESSION PATH "/session/1"
#define PROMPT PATH "/prompt/1"

static const char description[] =
    "<node><interface name='org.freedesktop.Secret.Service'>"
    "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
    "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='SearchItems'><arg type='a{ss}' direction='in'/>"
    "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
    "<method name='Unlock'><arg type='ao' direction='in'/>"
    "<arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/>"
    "<arg type='a{o(oayays)}' direction='out'/></method>"
    "<property name='Collections' type='ao' access='read'/></interface>"
    "<interface name='org.freedesktop.Secret.Item'>"
    "<method name='GetSecret'><arg type='o' direction='in'/>"
    "<arg type='(oayays)' direction='out'/></method>"
    "<property name='Locked' type='b' access='read'/>"
    "<property name='Attributes' type='a{ss}' access='read'/>"
    "<property name='Label' type='s' access='read'/>"
    "<property name='Created' type='t' access='read'/>"
    "<property name='Modified' type='t' access='read'/></interface>"
    "<interface name='org.freedesktop.Secret.Prompt'>"
    "<method name='Prompt'><arg type='s' direction='in'/></method><method name='Dismiss'/>"
    "<signal name='Completed'><arg type='b'/><arg type='v'/></signal></interface></node>";

typedef enum
{
  WITHOUT_PROMPT, /* unlocks at once */
  DISMISSED,
  NOBODY_THERE, /* the dialog stays */
} Manner;

typedef struct
{
  GDBusConnection *connection;
  GDBusNodeInfo *node;
  CosellSecretStore *store;
  CosellTokenKey *key;
  gboolean silent, locked;
  Manner manner;
  guint n_unlocks, n_prompts;
} Fixture;

/* One for the whole program: GLib keeps a connection to it as long as it likes. */
static GTestDBus *bus;

static GVariant *
make_secret (void)
{
  static const char text[] =
      "{\"access\":\"at\",\"refresh\":\"rt\",\"obtained\":\"2026-11-22T08:00:00Z\",\"expires\":"
      "\"2026-11-22T09:00:00Z\"}";
  GVariant *empty = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1);
  GVariant *value = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, text, strlen (text), 1);

  return g_variant_new ("(o@ay@ays)", SESSION, empty, value, "text/plain");
}

static void
answer_unlock (Fixture *f, GDBusMethodInvocation *invocation)
{
  static const char *const item[] = { ITEM, NULL };
  static const char *const none[] = { NULL };

  f->n_unlocks++;
  if (f->manner == WITHOUT_PROMPT)
    f->locked = FALSE;
  g_dbus_method_invocation_return_value (
      invocation,
      g_variant_new ("(@aoo)", g_variant_new_objv (f->manner == WITHOUT_PROMPT ? item : none, -1),
                     f->manner == WITHOUT_PROMPT ? "/" : PROMPT));
}

static void
dismiss (Fixture *f)
{
  static const char *const none[] = { NULL };

  g_dbus_connection_emit_signal (f->connection, NULL, PROMPT, "org.freedesktop.Secret.Prompt",
                                 "Completed",
                                 g_variant_new ("(bv)", TRUE, g_variant_new_objv (none, -1)), NULL);
}

static void
answer_prompt (Fixture *f, GDBusMethodInvocation *invocation)
{
  f->n_prompts++;
  g_dbus_method_invocation_return_value (invocation, NULL);
  if (f->manner == DISMISSED)
    dismiss (f);
}

static void
answer_search (Fixture *f, GDBusMethodInvocation *invocation)
{
  static const char *const item[] = { ITEM, NULL };
  static const char *const none[] = { NULL };

  g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(@ao@ao)", g_variant_new_objv (f->locked ? none : item, -1),
                                 g_variant_new_objv (f->locked ? item : none, -1)));
}

static void
answer_secrets (GDBusMethodInvocation *invocation)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{o(oayays)}"));
  g_variant_builder_add (&builder, "{o@(oayays)}", ITEM, make_secret ());
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{o(oayays)})", &builder));
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  Fixture *f = user_data;
  const char *algorithm = NULL;

  if (g_str_equal (method, "OpenSession"))
    {
      g_variant_get (parameters, "(&sv)", &algorithm, NULL);
      if (g_str_equal (algorithm, "plain"))
        g_dbus_method_invocation_return_value (invocation,
                                               g_variant_new ("(vo)", g_variant_new_string (""),
                                                              SESSION));
      else
        g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                       G_DBUS_ERROR_NOT_SUPPORTED, "plain only");
    }
  else if (g_str_equal (method, "SearchItems"))
    answer_search (f, invocation);
  else if (g_str_equal (method, "Unlock"))
    answer_unlock (f, invocation);
  else if (g_str_equal (method, "GetSecrets"))
    answer_secrets (invocation);
  else if (g_str_equal (method, "GetSecret"))
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@(oayays))", make_secret ()));
  else if (g_str_equal (method, "Prompt"))
    answer_prompt (f, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
get_property_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GError **error,
                 gpointer user_data)
{
  Fixture *f = user_data;
  static const char *const none[] = { NULL };

  if (g_str_equal (property, "Locked"))
    return g_variant_new_boolean (f->locked);
  if (g_str_equal (property, "Collections"))
    return g_variant_new_objv (none, -1);
  if (g_str_equal (property, "Attributes"))
    return g_variant_new_array (G_VARIANT_TYPE ("{ss}"), NULL, 0);
  if (g_str_equal (property, "Label"))
    return g_variant_new_string ("sign-in");
  return g_variant_new_uint64 (0);
}

static const GDBusInterfaceVTable table = { called_cb, get_property_cb, NULL, { 0 } };

/* What reaches it is let fall: not even an error goes back. */
static GDBusMessage *
swallow_cb (GDBusConnection *connection,
            GDBusMessage *message,
            gboolean incoming,
            gpointer user_data)
{
  Fixture *f = user_data;

  if (!f->silent || !incoming ||
      g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  return NULL;
}

static void
name_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  await_cb (source, result, user_data);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const paths[] = { PATH, ITEM, PROMPT };
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) owned = NULL;

  f->connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  f->node = g_dbus_node_info_new_for_xml (description, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_dbus_connection_register_object (f->connection, paths[i],
                                       f->node->interfaces[i == 0   ? 0
                                                           : i == 1 ? 1
                                                                    : 2],
                                       &table, f, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (f->connection, swallow_cb, f, NULL);
  g_dbus_connection_call (f->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", NAME, 4),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, name_cb, &place);
  result = await_result (&place);
  owned = g_dbus_connection_call_finish (f->connection, result, &error);
  g_assert_no_error (error);

  f->locked = TRUE;
  f->store = cosell_secret_store_new ();
  f->key = cosell_token_key_new ("https://service.example", "/profile", "organizations", "client");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->store);
  cosell_token_key_free (f->key);
  g_dbus_connection_close_sync (f->connection, NULL, NULL);
  g_clear_object (&f->connection);
  g_dbus_node_info_unref (f->node);
}

static CosellOauthTokens *
load (Fixture *f, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_token_store_load_async (COSELL_TOKEN_STORE (f->store), f->key, await_cb, &place);
  result = await_result (&place);
  return cosell_token_store_load_finish (COSELL_TOKEN_STORE (f->store), result, error);
}

/* Nothing that comes by itself opens a dialog. */
static void
test_locked (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (f, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING);
  g_assert_nonnull (strstr (error->message, "keyring of this desktop is locked"));
  g_assert_cmpuint (f->n_unlocks, ==, 0);
}

static void
test_unlocked_when_asked (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  g_autoptr (CosellOauthTokens) again = NULL;

  cosell_token_store_set_may_prompt (COSELL_TOKEN_STORE (f->store), TRUE);
  tokens = load (f, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->n_unlocks, ==, 1);
  g_assert_nonnull (tokens);
  cosell_token_store_set_may_prompt (COSELL_TOKEN_STORE (f->store), FALSE);
  again = load (f, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
  g_assert_cmpuint (f->n_unlocks, ==, 1);
}

/* A keyring takes text; a folder may have any name. */
static void
test_folder_of_any_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;

  f->locked = FALSE;
  cosell_token_key_free (f->key);
  f->key = cosell_token_key_new ("https://service.example", "/home/s\xe4lj/\xff", "organizations",
                                 "client");
  tokens = load (f, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tokens);
}

/* Somebody closes the dialog, or nobody is there to see it. */
static void
test_stays_locked (Fixture *f, gconstpointer data)
{
  static const Manner manners[] = { DISMISSED, NOBODY_THERE };
  g_autoptr (GError) error = NULL;

  cosell_token_store_set_may_prompt (COSELL_TOKEN_STORE (f->store), TRUE);
  cosell_secret_store_set_limits (f->store, 30 * 1000, 300);
  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    {
      g_autoptr (GError) why = NULL;

      f->manner = manners[i];
      g_assert_null (load (f, &why));
      g_assert_error (why, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING);
      g_assert_nonnull (strstr (why->message, "locked"));
    }
  g_assert_cmpuint (f->n_prompts, ==, 2);

  /* what comes too late is for nobody; it comes before the answer to another question */
  dismiss (f);
  cosell_token_store_set_may_prompt (COSELL_TOKEN_STORE (f->store), FALSE);
  g_assert_null (load (f, &error));
  g_assert_error (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING);
}

static void
test_silent (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellOauthTokens) tokens = g_new0 (CosellOauthTokens, 1);
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) cleared = NULL;
  CosellTokenStore *store = COSELL_TOKEN_STORE (f->store);

  f->silent = TRUE;
  cosell_secret_store_set_limits (f->store, 300, 600 * 1000);
  g_assert_null (load (f, &load_error));
  g_assert_error (load_error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING);
  g_assert_nonnull (strstr (load_error->message, "did not answer within"));

  tokens->access = g_strdup ("at");
  cosell_token_store_save_async (store, f->key, tokens, await_cb, &place);
  saved = await_result (&place);
  g_assert_false (cosell_token_store_finish (store, saved, &save_error));
  g_assert_nonnull (strstr (save_error->message, "did not answer within"));

  cosell_token_store_clear_async (store, f->key, await_cb, &place);
  cleared = await_result (&place);
  g_assert_false (cosell_token_store_finish (store, cleared, &clear_error));
  g_assert_nonnull (strstr (clear_error->message, "did not answer within"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/app/secret-store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GDBusConnection) session = NULL;
  int status;

  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("locked", test_locked);
  ADD ("unlocked-when-asked", test_unlocked_when_asked);
  ADD ("folder-of-any-bytes", test_folder_of_any_bytes);
  ADD ("stays-locked", test_stays_locked);
  ADD ("P16-silent", test_silent);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_set_exit_on_close (session, FALSE);
  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}
