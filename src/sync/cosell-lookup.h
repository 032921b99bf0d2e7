/* cosell-lookup.h: what became of a change whose answer got lost; pure, any thread */
#pragma once

#include "store/cosell-store-outbox.h"

G_BEGIN_DECLS

/* Whether the service's referral is what this body of a POST made. Both are of the same engagement
 * (whose id we made ourselves): the own half is told from an invited one by its owner and target.
 */
gboolean
cosell_lookup_is_created (const char *body, CosellOutboxOp op, const char *referral);
/* Whether every change stands in the service's referral already. */
gboolean
cosell_lookup_is_changed (GPtrArray *changes, const char *referral);
/* The id of a referral's text. Returns: (transfer full) (nullable) */
char *
cosell_lookup_dup_id (const char *referral);

G_END_DECLS
