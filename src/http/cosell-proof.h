/* cosell-proof.h: whether the program that answers on this computer is the practice server that was
 * started for a profile
 *
 * A practice server ends, and another program may take its port at any moment, also between two
 * requests. Whoever holds the secret that the server was started with sends each request on a
 * connection of its own, on which the server proved just before that it knows the secret: no token,
 * no path and no deal goes to anybody else. Every request of this folder passes here. Main context
 * only.
 */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* From here on origin is asked for a proof before each request of this process. secret: NULL:
 * nothing is asked any more. origin: as cosell_origin_check takes it */
void
cosell_proof_require (const char *origin, const char *secret);
/* Whether nothing may go to uri but with cosell_proof_bind. */
gboolean
cosell_proof_is_wanted (GUri *uri);
/* Makes a connection and asks there. Errors: COSELL_HTTP_ERROR: OFFLINE, or TLS when another
 * program answers; G_IO_ERROR_CANCELLED */
void
cosell_proof_ask_async (GUri *uri,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/* Returns: (transfer full): a session for one message, which keeps the connection open */
SoupSession *
cosell_proof_ask_finish (GAsyncResult *result, GError **error);
/* From here on message, sent in a session that ask_finish returned, leaves on the connection of the
 * proof or not at all: if that is closed by then, cancellable is cancelled before a byte goes out. */
void
cosell_proof_bind (SoupMessage *message, SoupSession *proved, GCancellable *cancellable);
/* Why message did not leave. Returns: (transfer full) (nullable): words for people; NULL: whatever
 * became of it, it met no other connection */
char *
cosell_proof_dup_refusal (SoupMessage *message);

G_END_DECLS
