/* cosell-tls-message.h: why a connection is not secure, in words; private to this folder, main
 * context */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Whether why says that message was not sent because the other side could not be trusted. */
gboolean
cosell_tls_is_refusal (const GError *why);
/* A sentence with the host and, where the certificate tells it, the reason that a person can act
 * on. Returns: (transfer full) */
char *
cosell_tls_message (SoupMessage *message, const GError *why);

G_END_DECLS
