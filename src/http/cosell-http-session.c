/* cosell-http-session.c: how the network is spoken to
 *
 * The password of a proxy goes out with the first request for a tunnel, as other programs do it:
 * libsoup 3.2 answers to a 407 by asking for a tunnel to the proxy itself. Everything but loopback
 * is https, so a proxy is never asked for anything but a tunnel. */
#include "http/cosell-http-session.h"

#include <string.h>

#include "base/cosell-secret.h"
#include "cosell-config.h"

#define GNOME_PROXY "org.gnome.system.proxy"

static GSettings *
find_settings (const char *id)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, id, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/* Whether the desktop's settings of this kind of address name this proxy. */
static gboolean
names_proxy (const char *id, GProxyAddress *proxy)
{
  g_autoptr (GSettings) settings = find_settings (id);
  g_autofree char *host = settings != NULL ? g_settings_get_string (settings, "host") : NULL;
  g_autoptr (GUri) uri = g_uri_parse (g_proxy_address_get_uri (proxy), G_URI_FLAGS_NONE, NULL);

  return host != NULL && uri != NULL && g_ascii_strcasecmp (host, g_uri_get_host (uri)) == 0 &&
         g_settings_get_int (settings, "port") == g_uri_get_port (uri);
}

/* GNOME keeps one user name and password, beside the proxy for http, and tells them for http only.
 * They are for the proxy of https too when that is the same. */
static gboolean
find_gnome_secret (GProxyAddress *proxy, char **user, char **password)
{
  g_autoptr (GSettings) http = find_settings (GNOME_PROXY ".http");

  if (http == NULL || !g_settings_get_boolean (http, "use-authentication") ||
      !names_proxy (GNOME_PROXY ".http", proxy))
    return FALSE;
  *user = g_settings_get_string (http, "authentication-user");
  *password = g_settings_get_string (http, "authentication-password");
  return TRUE;
}

static void
tunnel_starting_cb (SoupMessage *message, gpointer user_data)
{
  GSocketAddress *address = soup_message_get_remote_address (message);
  g_autofree char *user = NULL;
  char *password = NULL;
  char *secret;
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;

  if (address == NULL || !G_IS_PROXY_ADDRESS (address))
    return;
  user = g_strdup (g_proxy_address_get_username (G_PROXY_ADDRESS (address)));
  password = g_strdup (g_proxy_address_get_password (G_PROXY_ADDRESS (address)));
  if (user == NULL && !find_gnome_secret (G_PROXY_ADDRESS (address), &user, &password))
    return;
  secret = g_strconcat (user, ":", password != NULL ? password : "", NULL);
  encoded = g_base64_encode ((const guchar *) secret, strlen (secret));
  value = g_strconcat ("Basic ", encoded, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Proxy-Authorization",
                                value);
  cosell_secret_free (secret);
  cosell_secret_free (password);
}

static void
request_queued_cb (SoupSession *session, SoupMessage *message, gpointer user_data)
{
  if (g_str_equal (soup_message_get_method (message), SOUP_METHOD_CONNECT))
    g_signal_connect (message, "starting", G_CALLBACK (tunnel_starting_cb), NULL);
}

SoupSession *
cosell_http_session_new (gboolean loopback, guint timeout)
{
  SoupSession *session =
      soup_session_new_with_options ("user-agent", "Cosell/" COSELL_VERSION, "timeout", timeout,
                                     "idle-timeout", 60, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (loopback)
    soup_session_set_proxy_resolver (session, NULL);
  else
    g_signal_connect (session, "request-queued", G_CALLBACK (request_queued_cb), NULL);
  return session;
}
