/* cosell-many-text.h: what would become of each of several deals, in words; main thread */
#pragma once

#include "app/cosell-session-many.h"
#include "model/cosell-deal-data.h"
#include "ui/many/cosell-many-verb.h"

G_BEGIN_DECLS

/* Whether something would become of the deal. */
gboolean
cosell_many_text_changes (CosellManyVerb verb, const CosellManyOutcome *outcome);
/* "Negotiated 80 % → Proposed 60 %", or why nothing happens. deal: (nullable) its row as it stands.
 * Returns: (transfer full) */
char *
cosell_many_text_describe (CosellManyVerb verb,
                           const CosellManyOutcome *outcome,
                           const CosellDealData *deal);
/* What is done all the same, a line for each. Returns: (transfer full) (nullable) */
char *
cosell_many_text_remarks (const CosellManyOutcome *outcome);

G_END_DECLS
