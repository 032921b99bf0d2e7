/* cosell-http-session.h: how the network is spoken to; for who speaks to a service, main context only */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* No cookies, no password dialogs, no other sign-in than ours. A proxy gets the user name and the
 * password of its own address (https_proxy, the desktop's settings), in the request for the tunnel,
 * which is all that it ever sees. loopback: nothing on this computer goes through a proxy, which
 * would see the token in plain text. timeout: seconds of silence. Returns: (transfer full) */
SoupSession *
cosell_http_session_new (gboolean loopback, guint timeout);

G_END_DECLS
