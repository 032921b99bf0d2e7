/* cosell-origin.c: where a bearer token may go */
#include "http/cosell-origin.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static int
effective_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

/* The host in lower case, as it is asked of the name service. GUri gives it decoded, so that
 * "%40" has become "@" here.
 * Returns: (transfer full): NULL when it is no name of a host and no address */
static char *
ascii_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autofree char *ascii = NULL;

  if (g_hostname_is_ip_address (host) && strchr (host, '%') == NULL) /* no zone */
    return g_ascii_strdown (host, -1);
  ascii = g_hostname_to_ascii (host);
  for (const char *c = ascii; c != NULL && *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._", *c) == NULL)
      return NULL;
  return ascii != NULL && *ascii != '\0' ? g_ascii_strdown (ascii, -1) : NULL;
}

/* "https://host" or "https://host:8443": lower case, without the usual port.
 * Returns: (transfer full): NULL when the host is none */
static char *
normalize (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  g_autofree char *host = ascii_host (uri);
  gboolean v6;
  int port = effective_port (uri);
  g_autoptr (GString) text = NULL;

  if (host == NULL)
    return NULL;
  v6 = strchr (host, ':') != NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, v6 ? "%s://[%s]" : "%s://%s", scheme, host);
  if (port != (strcmp (scheme, "https") == 0 ? 443 : 80))
    g_string_append_printf (text, ":%d", port);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Returns: why uri cannot be an account, NULL when it can */
static const char *
find_fault (GUri *uri, gboolean loopback)
{
  g_autofree char *host = ascii_host (uri);
  const char *scheme = g_uri_get_scheme (uri);
  const char *path = g_uri_get_path (uri);

  if (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0)
    return _ ("only https addresses can be accounts");
  if (host == NULL)
    return _ ("there is no such name of a computer");
  if (g_uri_get_userinfo (uri) != NULL)
    return _ ("it must not hold a user name or password");
  if (*path != '\0' && strcmp (path, "/") != 0)
    return _ ("it must not have a path; give scheme, host and port only");
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _ ("it must not have a query; give scheme, host and port only");
  if (g_uri_get_port (uri) == 0)
    return _ ("there is no port 0");
  if (strcmp (scheme, "http") == 0 && !loopback)
    return _ ("plain http is only accepted for this computer itself; use https");
  return NULL;
}

gboolean
cosell_origin_check (const char *origin, char **normalized, gboolean *loopback, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *fault = NULL;
  gboolean local = FALSE;

  if (normalized != NULL)
    *normalized = NULL;
  if (loopback != NULL)
    *loopback = FALSE;
  if (origin != NULL)
    uri = g_uri_parse (origin, G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    fault = _ ("it is no web address such as https://api.partner.microsoft.com");
  else
    {
      local = host_is_loopback (g_uri_get_host (uri));
      fault = find_fault (uri, local);
    }
  if (fault != NULL)
    {
      /* Translators: the first %s is an address, the second says what is wrong with it. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” cannot be used as the service: %s."), origin != NULL ? origin : "",
                   fault);
      return FALSE;
    }
  if (normalized != NULL)
    *normalized = normalize (uri);
  if (loopback != NULL)
    *loopback = local;
  return TRUE;
}

gboolean
cosell_origin_contains (const char *normalized, GUri *uri)
{
  g_autofree char *own = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  own = normalize (uri);
  return own != NULL && g_strcmp0 (own, normalized) == 0;
}
