/* cosell-sandbox-query.h: the list (contract 3.1) */
#pragma once

#include "sandbox/cosell-sandbox-core.h"

G_BEGIN_DECLS

/* query: decoded names and values of the URL. Returns: (transfer full) the answer's body, NULL with
 * SANDBOX_ERROR 400. */
char *
sandbox_query_run (SandboxCore *core, GHashTable *query, GError **error);

G_END_DECLS
