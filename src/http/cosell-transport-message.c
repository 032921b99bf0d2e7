/* cosell-transport-message.c: why a connection failed, in words
 *
 * What GLib says repeats the host ("Could not connect to 127.0.0.1: Connection refused") and tells
 * nobody what to do, so the usual reasons have words of their own. */
#include "http/cosell-transport-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "http/cosell-http-stranger.h"
#include "http/cosell-origin.h"

static gboolean
is_loopback (GUri *uri)
{
  g_autofree char *origin = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL,
                                        g_uri_get_host (uri), g_uri_get_port (uri), "", NULL, NULL);
  gboolean loopback = FALSE;

  return cosell_origin_check (origin, NULL, &loopback, NULL) && loopback;
}

static const char *
reason_of_io (gint code)
{
  switch (code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return _ ("nobody answers there. Try again later.");
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return _ ("no way leads there. Check the network of this computer.");
    case G_IO_ERROR_HOST_NOT_FOUND:
      return _ ("its name is not found. Check the network of this computer.");
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
      return cosell_http_stranger_message (COSELL_HTTP_STRANGER_PROXY, FALSE);
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return _ ("the proxy of this network does not let it through. Check the proxy in the network "
                "settings of this computer.");
    default:
      return NULL;
    }
}

/* Returns: (nullable) what is known to be said */
static const char *
find_reason (const GError *why)
{
  if (why->domain == G_RESOLVER_ERROR)
    return _ ("its name is not found. Check the network of this computer.");
  return why->domain == G_IO_ERROR ? reason_of_io (why->code) : NULL;
}

/* "Could not connect to HOST: why" → "why" */
static const char *
last_part (const char *message)
{
  const char *part =
      g_str_has_prefix (message, "Could not connect to ") ? strstr (message, ": ") : NULL;

  return part != NULL && part[2] != '\0' ? part + 2 : message;
}

char *
cosell_transport_message (GUri *uri, const GError *why)
{
  const char *host = g_uri_get_host (uri);
  const char *reason = find_reason (why);

  if (is_loopback (uri) && g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    /* Translators: %s is an address such as 127.0.0.1; what follows is the port. */
    return g_strdup_printf (_ ("%s cannot be reached: no server runs on this computer at port %d."),
                            host, g_uri_get_port (uri));
  /* Translators: the first %s is a host, the second says why. */
  return g_strdup_printf (_ ("%s cannot be reached: %s"), host,
                          reason != NULL ? reason : last_part (why->message));
}

char *
cosell_transport_broken_message (GUri *uri, const GError *why)
{
  const char *reason = last_part (why->message);

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
      g_error_matches (why, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
      g_error_matches (why, G_TLS_ERROR, G_TLS_ERROR_EOF))
    reason = _ ("it was closed in the middle of the answer.");
  return g_strdup_printf (_ ("The connection to %s broke off: %s"), g_uri_get_host (uri), reason);
}
