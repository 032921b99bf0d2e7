/* raw-server.h: a server on loopback that sends bytes as they are, in its own time */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RawServer RawServer;

RawServer *
raw_server_new (void);
void
raw_server_free (RawServer *self);
/* http://127.0.0.1:PORT */
const char *
raw_server_get_origin (RawServer *self);
/* The answer to the next request, once its head is there, then the connection is closed. piece: so
 * many bytes at a time, one piece each pause (ms); 0 = all at once. Answers come in the order in
 * which they were given; without one left the server says nothing. */
void
raw_server_reply (RawServer *self, const void *bytes, gsize length, gsize piece, guint pause);
/* Heads of the requests, as they came. */
guint
raw_server_get_n_requests (RawServer *self);
const char *
raw_server_get_request (RawServer *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
