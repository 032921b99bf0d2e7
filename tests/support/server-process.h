/* server-process.h: the practice server as a process of a test, which can be stopped ("network off")
 * and started again on the same port with the same data; ends with the test in any case */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

#define SERVER_TOKEN "token-of-the-tests"

typedef struct _ServerProcess ServerProcess;

/* deals: to begin with; data: folder to keep them in. Started at once, on a free port. */
ServerProcess *server_process_new (const char *data, guint deals);
/* url: (nullable) where one with the same data was before, and this one is to be */
ServerProcess *server_process_new_at (const char *data, guint deals, const char *url);
void server_process_free (ServerProcess *self);
void server_process_stop (ServerProcess *self);
void server_process_start (ServerProcess *self);
/* Stalled: connections are accepted by the kernel, and nobody ever answers. */
void server_process_stall (ServerProcess *self, gboolean stalled);
const char *server_process_get_url (ServerProcess *self);
/* Of six digits, another one with each start. */
const char *server_process_get_pin (ServerProcess *self);
/* The body of /sandbox/control/WHAT. Returns: (transfer full) */
CosellJson *server_process_control (ServerProcess *self, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerProcess, server_process_free)

G_END_DECLS
