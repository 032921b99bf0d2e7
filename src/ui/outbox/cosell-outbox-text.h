/* cosell-outbox-text.h: what waits, in words; main thread */
#pragma once

#include "base/cosell-json.h"

G_BEGIN_DECLS

/* entry: one of `outbox --json`. "New deal", "Invitation to Tailwind", "Accepted → Lost",
 * "Estimated value, Notes". Returns: (transfer full) */
char *cosell_outbox_describe_entry (CosellJsonValue entry);

G_END_DECLS
