/* cosell-http-remote-private.h: a shorter patience, for tests */
#pragma once

#include "remote/cosell-http-remote.h"

G_BEGIN_DECLS

/* How long a request may be silent, and by that (cosell-http-limit.h) how long it may take: seconds,
 * 30 at first. For requests that begin later. Main context. */
void cosell_http_remote_set_timeout (CosellHttpRemote *self, guint seconds);

G_END_DECLS
