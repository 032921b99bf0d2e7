/* cosell-cli-outbox-json.h: outbox --json; pure, any thread */
#pragma once

#include "model/cosell-outbox-entry.h"

G_BEGIN_DECLS

/* What waits, in the shape of cosellctl(1). entries: of CosellOutboxEntry.
 * Returns: (transfer full) a JSON array */
char *cosell_cli_outbox_to_json (GPtrArray *entries);

G_END_DECLS
