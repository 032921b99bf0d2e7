/* cosell-tls-message.c: why a connection is not secure, in words */
#include "http/cosell-tls-message.h"

#include <glib/gi18n-lib.h>

/* The first that is set counts: a clock that is wrong, or a portal of the network, explains what
 * follows it. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *reason;
} reasons[] = {
  { G_TLS_CERTIFICATE_NOT_ACTIVATED,
    N_ ("its certificate is not valid yet, or the clock of this computer is wrong") },
  { G_TLS_CERTIFICATE_EXPIRED,
    N_ ("its certificate has expired, or the clock of this computer is wrong") },
  { G_TLS_CERTIFICATE_REVOKED, N_ ("its certificate was revoked") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY,
    N_ ("its certificate belongs to somebody else; a network with a sign-in page does that") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_ ("nobody whom this computer trusts has signed its certificate; a proxy that reads along "
        "does that") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("its certificate is made in a way that is not secure") },
};

gboolean
cosell_tls_is_refusal (const GError *why)
{
  return why->domain == G_TLS_ERROR && !g_error_matches (why, G_TLS_ERROR, G_TLS_ERROR_EOF);
}

char *
cosell_tls_message (SoupMessage *message, const GError *why)
{
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  const char *reason = why->message;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (flags & reasons[i].flag)
      {
        reason = _ (reasons[i].reason);
        break;
      }
  /* Translators: the first %s is a host, the second says why. */
  return g_strdup_printf (_ ("The connection to %s is not secure: %s. Nothing was sent."), host,
                          reason);
}
