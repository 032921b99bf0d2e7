/* cosell-tryton.h: CosellCrm for Tryton (JSON-RPC)
 *
 * What was tried against the real server stands in README.md of this folder.
 */
#pragma once

#include "base/cosell-service-clock.h"
#include "crm/cosell-crm.h"
#include "http/cosell-token-store.h"

G_BEGIN_DECLS

#define COSELL_TYPE_TRYTON (cosell_tryton_get_type ())
G_DECLARE_FINAL_TYPE (CosellTryton, cosell_tryton, COSELL, TRYTON, GObject)

/* origin: https, or http on loopback; anything with a path, query, user or another scheme is refused
 * (G_IO_ERROR_INVALID_ARGUMENT). Password and session go to this origin only. */
CosellTryton *cosell_tryton_new (const char *origin, GError **error);
/* Which database of that server, and who signs in: copied. Errors: COSELL_CRM_ERROR_VALUE when one is
 * missing, or the database cannot be part of an address */
gboolean cosell_tryton_set_user (CosellTryton *self, const char *database, const char *user,
                                 GError **error);
/* NULL: nobody signs in, and requests answer SIGN_IN without being made. */
void cosell_tryton_set_password (CosellTryton *self, const char *password);
/* Where the password is, in place of it: asked for when it is needed. key: copied */
void cosell_tryton_set_store (CosellTryton *self, CosellTokenStore *store,
                              const CosellTokenKey *key);
/* A password as a token store keeps it. Returns: (transfer full) */
CosellOauthTokens *cosell_tryton_new_tokens (const char *password);
/* Learns the service's time from the answers (nullable). */
void cosell_tryton_set_clock (CosellTryton *self, CosellServiceClock *clock);
/* How long a request may be silent: cosell_http_client_set_timeout. */
void cosell_tryton_set_timeout (CosellTryton *self, guint seconds);

G_END_DECLS
