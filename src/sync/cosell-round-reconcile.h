/* cosell-round-reconcile.h: the look through everything; private to this folder. See the .c
 * file. */
#pragma once

#include "sync/cosell-round.h"

G_BEGIN_DECLS

/* The state RECONCILE. Ends in FINISH. */
void
cosell_round_reconcile (CosellRound *round);
/* For the round, when it is over or begins again. reconciliation: (nullable) */
void
cosell_round_reconciliation_free (CosellRoundReconciliation *reconciliation);

G_END_DECLS
