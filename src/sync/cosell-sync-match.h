/* cosell-sync-match.h: what became of a change whose answer got lost; pure, any thread */
#pragma once

#include "model/cosell-create-match.h"
#include "store/cosell-store-outbox.h"

G_BEGIN_DECLS

/* Whether the service's referral is what this body of a POST made. Both are of the same engagement
 * (whose id we made ourselves): the own half is told from an invited one by its owner and target.
 */
gboolean
cosell_sync_match_is_created (const char *body, CosellOutboxOp op, const char *referral);
/* How sure it is that a referral of another engagement is what this body of a POST made, because
 * the service gave it an engagement of its own. own_org, since: cosell_create_match. */
CosellCreateMatch
cosell_sync_match_compare (const char *body,
                           CosellOutboxOp op,
                           const char *referral,
                           const char *own_org,
                           gint64 since);
/* Whether every change stands in the service's referral already. */
gboolean
cosell_sync_match_is_changed (GPtrArray *changes, const char *referral);
/* The id of a referral's text. Returns: (transfer full) (nullable) */
char *
cosell_sync_match_dup_id (const char *referral);

G_END_DECLS
