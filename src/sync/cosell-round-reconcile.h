/* cosell-round-reconcile.h: the look through everything; private to this folder. See the .c
 * file. */
#pragma once

#include "sync/cosell-round.h"

G_BEGIN_DECLS

/* For jobs on the store's worker: everything was seen just now. */
gboolean
cosell_round_reconcile_note_done (CosellStore *store, GError **error);
/* Something may have been missed: soon, please. */
gboolean
cosell_round_reconcile_note_wanted (CosellStore *store, GError **error);

/* The state RECONCILE. Ends in FINISH. */
void
cosell_round_reconcile (CosellRound *round);
/* For the round, when it is over or begins again. */
void
cosell_round_reconciliation_free (CosellRoundReconciliation *reconciliation);

G_END_DECLS
