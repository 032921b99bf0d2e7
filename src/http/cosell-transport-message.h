/* cosell-transport-message.h: why a connection failed, in words; private to this folder */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* For a connection that could not be made: who was asked for, and what to do. Any thread.
 * Returns: (transfer full) */
char *
cosell_transport_message (GUri *uri, const GError *why);
/* For one that broke off. Returns: (transfer full) */
char *
cosell_transport_broken_message (GUri *uri, const GError *why);

G_END_DECLS
