/* cosell-overtaken-text.h: changes that the service takes no more, and what can be saved of them
 * (P5); pure, main thread */
#pragma once

#include "model/cosell-deal-data.h"
#include "model/cosell-outbox-entry.h"

G_BEGIN_DECLS

/* Whether a parked entry can never be sent: the deal was closed, or is shown no more. deal:
 * (nullable) */
gboolean
cosell_overtaken_text_applies (const CosellOutboxEntry *entry, const CosellDealData *deal);
/* All that waits for a deal as a text to keep elsewhere: what, why it was not sent, and each field
 * with its values. entries: of CosellOutboxEntry, the deal's. Returns: (transfer full) */
char *
cosell_overtaken_text_make (GPtrArray *entries, const CosellDealData *deal);

G_END_DECLS
