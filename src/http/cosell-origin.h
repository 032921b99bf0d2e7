/* cosell-origin.h: where a bearer token may go; pure, any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* See cosell_http_remote_check_origin. */
gboolean
cosell_origin_check (const char *origin, char **normalized, gboolean *loopback, GError **error);
/* Whether uri is of the origin (as normalized): same scheme, host and port, and no user. */
gboolean
cosell_origin_contains (const char *normalized, GUri *uri);

G_END_DECLS
