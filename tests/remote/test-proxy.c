/* test-proxy.c: a proxy that wants a user name and a password gets them, and nobody else does; it
 * never sees what goes through it */
#include <string.h>

#include "base/cosell-str.h"
#include "remote/cosell-http-remote.h"
#include "http/cosell-oauth-http.h"
#include "support/await.h"
#include "support/proxy-server.h"
#include "support/script-server.h"

#define SERVICE "https://service.example"

/* The desktop's resolver, as the test says. */
static char *proxy_uri; /* (nullable): none */
static GProxyResolver *real;

typedef GObject TestResolver;
typedef GObjectClass TestResolverClass;

static void
resolver_iface_init (GProxyResolverInterface *iface);

static GType
test_resolver_get_type (void);

G_DEFINE_TYPE_WITH_CODE (TestResolver,
                         test_resolver,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, resolver_iface_init))

static void
test_resolver_class_init (TestResolverClass *klass)
{
}

static void
test_resolver_init (TestResolver *self)
{
}

static gboolean
always_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
resolver_lookup (GProxyResolver *resolver, const char *uri, GCancellable *c, GError **error)
{
  const char *found[] = { proxy_uri != NULL ? proxy_uri : "direct://", NULL };

  return real != NULL ? g_proxy_resolver_lookup (real, uri, c, error) : g_strdupv ((char **) found);
}

static void
resolver_lookup_async (GProxyResolver *resolver,
                       const char *uri,
                       GCancellable *c,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, c, callback, user_data);
  GError *error = NULL;
  char **found = resolver_lookup (resolver, uri, c, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static char **
resolver_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = always_supported;
  iface->lookup = resolver_lookup;
  iface->lookup_async = resolver_lookup_async;
  iface->lookup_finish = resolver_lookup_finish;
}

typedef struct
{
  ScriptServer *service;
  ProxyServer *proxy;
  CosellHttpRemote *http;
} Fixture;

static void
set_up (Fixture *f, gconstpointer secret)
{
  g_autofree char *path = g_build_filename (g_getenv ("COSELL_TEST_DATA"), "remote", "certificates",
                                            "service.pem", NULL);
  g_autoptr (GError) error = NULL;

  f->service = script_server_new_tls (path);
  f->proxy = proxy_server_new (script_server_get_origin (f->service), secret);
  f->http = cosell_http_remote_new (SERVICE, &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (f->http, "secret-token");
}

static void
tear_down (Fixture *f, gconstpointer secret)
{
  g_clear_object (&real);
  g_clear_pointer (&proxy_uri, g_free);
  g_assert_finalize_object (f->http);
  proxy_server_free (f->proxy);
  script_server_free (f->service);
}

static void
use_proxy (Fixture *f, const char *secret)
{
  cosell_take_str (&proxy_uri,
                   g_strdup_printf ("http://%s%s127.0.0.1:%u", secret != NULL ? secret : "",
                                    secret != NULL ? "@" : "", proxy_server_get_port (f->proxy)));
}

static gboolean
list (Fixture *f, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CosellRemotePage) page = NULL;

  cosell_remote_list_async (COSELL_REMOTE (f->http), NULL, NULL, NULL, await_cb, &place);
  result = await_result (&place);
  page = cosell_remote_list_finish (COSELL_REMOTE (f->http), result, error);
  return page != NULL;
}

static gboolean
post_token (GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CosellOauthReply) reply = NULL;

  cosell_oauth_post_async (SERVICE "/token", "refresh_token=secret-refresh", NULL, await_cb,
                           &place);
  result = await_result (&place);
  reply = cosell_oauth_post_finish (result, error);
  return reply != NULL && reply->status == 200;
}

/* Who got what. */
static void
check_heads (Fixture *f)
{
  for (guint i = 0; i < proxy_server_get_n_requests (f->proxy); i++)
    {
      const char *head = proxy_server_get_request (f->proxy, i);

      g_assert_true (g_str_has_prefix (head, "CONNECT service.example:443 "));
      g_assert_null (strstr (head, "\nAuthorization:"));
      g_assert_null (strstr (head, "secret-token"));
      g_assert_null (strstr (head, "secret-refresh"));
    }
  for (guint i = 0; i < script_server_get_n_requests (f->service); i++)
    {
      const ScriptRequest *request = script_server_get_request (f->service, i);

      g_assert_null (script_request_get_header (request, "Proxy-Authorization"));
    }
}

static void
test_password (Fixture *f, gconstpointer secret)
{
  g_autoptr (GError) error = NULL;

  use_proxy (f, "anna:l%C3%B6sen%3Aord%40");
  script_server_reply (f->service, 200, NULL, "{\"value\":[]}");
  script_server_reply (f->service, 200, NULL, "{\"value\":[]}");
  script_server_reply (f->service, 200, NULL, "{\"access_token\":\"at\"}");
  list (f, &error);
  g_assert_no_error (error);
  list (f, &error);
  g_assert_no_error (error);
  post_token (&error);
  g_assert_no_error (error);
  g_assert_cmpuint (script_server_get_n_requests (f->service), ==, 3);
  g_assert_cmpstr (script_request_get_header (script_server_get_request (f->service, 0),
                                              "Authorization"),
                   ==, "Bearer secret-token");
  g_assert_cmpuint (proxy_server_get_n_requests (f->proxy), >=, 2);
  check_heads (f);
}

/* Without one, or with a wrong one: words, an end, and nothing that is unconfirmed. */
static void
test_refused (Fixture *f, gconstpointer secret)
{
  static const char *const tried[] = { NULL, "anna:wrong" };

  for (guint i = 0; i < G_N_ELEMENTS (tried); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) post_error = NULL;

      use_proxy (f, tried[i]);
      g_assert_false (list (f, &error));
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == COSELL_HTTP_ERROR);
      g_assert_nonnull (strstr (error->message, "proxy of this network wants a user name"));
      g_assert_false (cosell_http_error_is_unknown_outcome (error));
      post_token (&post_error);
      g_test_message ("%s", post_error != NULL ? post_error->message : "no error");
    }
  g_assert_cmpuint (script_server_get_n_requests (f->service), ==, 0);
  g_assert_cmpuint (proxy_server_get_n_requests (f->proxy), <, 20);
  check_heads (f);
}

/* A service that asks for a password itself gets none. */
static void
test_service_wants_one (Fixture *f, gconstpointer secret)
{
  g_autoptr (GError) error = NULL;

  use_proxy (f, "anna:l%C3%B6sen%3Aord%40");
  script_server_reply (f->service, 401, "WWW-Authenticate: Basic realm=\"office\"", "");
  script_server_reply (f->service, 407, "Proxy-Authenticate: Basic realm=\"office\"", "");
  g_assert_false (list (f, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN);
  g_clear_error (&error);
  g_assert_false (list (f, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_PROTOCOL);
  for (guint i = 0; i < script_server_get_n_requests (f->service); i++)
    g_assert_cmpstr (script_request_get_header (script_server_get_request (f->service, i),
                                                "Authorization"),
                     ==, "Bearer secret-token");
  check_heads (f);
}

/* The environment says it, as far as this computer has who reads it; no_proxy holds. */
static void
test_environment (Fixture *f, gconstpointer secret)
{
  GIOExtensionPoint *point = g_io_extension_point_lookup (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  GIOExtension *found = g_io_extension_point_get_extension_by_name (point, "libproxy");
  g_autofree char *uri = g_strdup_printf ("http://anna:l%%C3%%B6sen%%3Aord%%40@127.0.0.1:%u",
                                          proxy_server_get_port (f->proxy));
  g_autoptr (GError) error = NULL;
  guint n;

  if (found == NULL)
    {
      g_test_skip ("libproxy is not there");
      return;
    }
  real = g_object_new (g_io_extension_get_type (found), NULL);
  g_setenv ("https_proxy", uri, TRUE);
  script_server_reply (f->service, 200, NULL, "{\"value\":[]}");
  list (f, &error);
  g_assert_no_error (error);
  check_heads (f);
  n = proxy_server_get_n_requests (f->proxy);
  g_assert_cmpuint (n, >, 0);

  g_setenv ("no_proxy", "service.example", TRUE);
  g_assert_finalize_object (f->http);
  f->http = cosell_http_remote_new (SERVICE, NULL);
  cosell_http_remote_set_token (f->http, "secret-token");
  g_assert_false (list (f, &error));
  g_assert_error (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_cmpuint (proxy_server_get_n_requests (f->proxy), ==, n);
  g_unsetenv ("https_proxy");
  g_unsetenv ("no_proxy");
}

/* GNOME tells the password of its http proxy to nobody who asks for https; another proxy than that
 * one does not get it. */
static void
test_gnome (Fixture *f, gconstpointer secret)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, "org.gnome.system.proxy.http", TRUE)
                     : NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  if (schema == NULL)
    {
      g_test_skip ("GNOME's settings are not there");
      return;
    }
  settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_set_boolean (settings, "use-authentication", TRUE);
  g_settings_set_string (settings, "authentication-user", "anna");
  g_settings_set_string (settings, "authentication-password", "l\xc3\xb6sen:ord@");
  g_settings_set_string (settings, "host", "proxy.example");
  g_settings_set_int (settings, "port", proxy_server_get_port (f->proxy));
  use_proxy (f, NULL);
  g_assert_false (list (f, &error));
  g_assert_nonnull (strstr (error->message, "proxy of this network wants a user name"));
  g_clear_error (&error);
  g_assert_null (strstr (proxy_server_get_request (f->proxy, 0), "Proxy-Authorization"));

  g_settings_set_string (settings, "host", "127.0.0.1");
  script_server_reply (f->service, 200, NULL, "{\"value\":[]}");
  list (f, &error);
  g_assert_no_error (error);
  check_heads (f);
}

/* Trusts the one certificate of the test. */
static void
trust (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("COSELL_TEST_DATA"), "remote", "certificates",
                                            "service.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/remote/proxy/" path, Fixture, "anna:l\xc3\xb6sen:ord@", set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "cosell-test", TRUE);
  g_test_init (&argc, &argv, NULL); /* with the schemas of the desktop, as far as there are any */
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, test_resolver_get_type (),
                                  "cosell-test", 100);
  trust ();
  ADD ("password", test_password);
  ADD ("refused", test_refused);
  ADD ("service-wants-one", test_service_wants_one);
  ADD ("environment", test_environment);
  ADD ("gnome", test_gnome);
  return g_test_run ();
}
