/* cosell-proof.h: whether the program that answers on this computer is the practice server that was
 * started for a profile
 *
 * A practice server ends, and another program may take its port. Whoever holds the secret that the
 * server was started with asks for a proof of it before anything else of this process goes there:
 * no token, no deal. Every request of this folder passes here. Main context only.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* From here on origin is asked for a proof before the first request of this process. secret: NULL:
 * nothing is asked any more; the same one as before changes nothing. origin: as
 * cosell_origin_check takes it */
void
cosell_proof_require (const char *origin, const char *secret);
/* Whether a request may go to uri at once: no proof is wanted of it, or it was given. */
gboolean
cosell_proof_is_given (GUri *uri);
/* The server cannot be reached: the next one that answers has to prove it again. */
void
cosell_proof_forget (GUri *uri);
/* Asks. Errors: COSELL_REMOTE_ERROR: OFFLINE, or TLS when another program answers;
 * G_IO_ERROR_CANCELLED */
void
cosell_proof_ask_async (GUri *uri,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
gboolean
cosell_proof_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
