/* cosell-store-conflicts.h: what both sides changed, and a person's decision about it; worker only
 */
#pragma once

#include "model/cosell-conflict.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* What waits for a decision, in the order in which it was changed here. deal: 0 for all deals.
 * Returns: (transfer full) of CosellConflict */
GPtrArray *
cosell_store_get_conflicts (CosellStore *self, gint64 deal, GError **error);
/* Decides. Mine: the change goes out, over what the service has now. Theirs: the change leaves the
 * outbox. The value that loses goes into the history either way. A change that has no conflict left
 * waits to be sent. Errors: COSELL_RULE_ERROR_UNKNOWN when the field has no conflict; _REFUSED when
 * the service has another value since decision->seen. */
gboolean
cosell_store_resolve (CosellStore *self,
                      gint64 deal,
                      const CosellConflictDecision *decision,
                      GError **error);

/* A value of somebody else's that lost against what is here goes into the deal's history. loser, chosen: (nullable)
 * texts; path: of a referral */
gboolean
cosell_store_note_loser (CosellStore *self,
                         gint64 deal,
                         const char *path,
                         const char *loser,
                         const char *chosen,
                         GError **error);

/* P5: the own half of a deal with everything that waits on top of it, also what cannot be sent any
 * more; its status stays the service's. Returns: (transfer full) the document */
char *cosell_store_dup_work (CosellStore *self, gint64 deal, GError **error);

G_END_DECLS
