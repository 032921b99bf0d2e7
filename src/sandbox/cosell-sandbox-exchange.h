/* cosell-sandbox-exchange.h: one request on its way through the server, with the faults asked for
 */
#pragma once

#include "sandbox/cosell-sandbox-service.h"

G_BEGIN_DECLS

/* Answers message, at once or later. pending: owns the exchanges that wait (as keys, freed with
 * sandbox_exchange_free). */
void
sandbox_exchange_start (SandboxService *service,
                        SoupServerMessage *message,
                        const char *path,
                        GHashTable *query,
                        GHashTable *pending);
/* Ends an exchange that waits, without an answer. A GDestroyNotify. exchange: (nullable) */
void
sandbox_exchange_free (gpointer exchange);

G_END_DECLS
