/* cosell-overtaken-text.h: changes that the service takes no more, and what can be saved of them
 * (P5); pure, main thread. An entry is one of `outbox --json`. */
#pragma once

#include "base/cosell-json.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* Whether a parked entry can never be sent: the deal was closed, or is shown no more. */
gboolean
cosell_overtaken_text_applies (CosellJsonValue entry, const CosellDealData *deal);
/* All that waits for a deal as a text to keep elsewhere: what, why it was not sent, and each field
 * with its values. Returns: (transfer full) */
char *
cosell_overtaken_text_make (CosellJsonValue entries, const CosellDealData *deal);

G_END_DECLS
