/* cosell-loopback.h: where the browser brings the answer of a sign-in (RFC 8252, section 7.3)
 *
 * Listens on 127.0.0.1 on a port of the system's choice, or on localhost on a given one. Answers the one redirect that carries the
 * state with a small page, and stops; everything else is turned away and changes nothing. Main
 * context only.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_TYPE_LOOPBACK (cosell_loopback_get_type ())
G_DECLARE_FINAL_TYPE (CosellLoopback, cosell_loopback, COSELL, LOOPBACK, GObject)

/* Listens at once. */
CosellLoopback *cosell_loopback_new (const char *state, GError **error);
/* Listens at once, on the first of these ports that is free, on 127.0.0.1 and ::1 both, so that nobody else
 * has the name localhost there. ports: ends with 0; NULL: cosell_loopback_new. Errors:
 * COSELL_OAUTH_ERROR_SETUP when all of them are in use */
CosellLoopback *cosell_loopback_new_at (const char *state, const guint *ports, GError **error);
/* "http://127.0.0.1:PORT", or "http://localhost:PORT/callback" of a given port. */
const char *cosell_loopback_get_redirect_uri (CosellLoopback *self);
/* Waits for the redirect, which may have come already. Errors: COSELL_OAUTH_ERROR (EXPIRED when it
 * does not come within that time), G_IO_ERROR_CANCELLED. */
void cosell_loopback_wait_async (CosellLoopback *self, guint milliseconds,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) the code */
char *cosell_loopback_wait_finish (CosellLoopback *self, GAsyncResult *result, GError **error);

G_END_DECLS
