/* proxy-server.h: an HTTP proxy on loopback that leads every tunnel to one place */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ProxyServer ProxyServer;

/* target: origin (https://127.0.0.1:PORT) where every CONNECT ends. secret: "user:password" that it
 * wants (nullable). */
ProxyServer *
proxy_server_new (const char *target, const char *secret);
void
proxy_server_free (ProxyServer *self);
guint16
proxy_server_get_port (ProxyServer *self);
/* Heads of the requests that it saw, as they came. */
guint
proxy_server_get_n_requests (ProxyServer *self);
const char *
proxy_server_get_request (ProxyServer *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProxyServer, proxy_server_free)

G_END_DECLS
