/* cosell-deal-facts.h: what is known of a deal for whoever looks for it (chapter I of the rules); pure */
#pragma once

#include "model/cosell-query-match.h"
#include "model/cosell-referral.h"

G_BEGIN_DECLS

/* Fills team, partners, source, action and quality of *data from the halves of an engagement, which
 * must have their roles. own: the index of the half that makes the row */
void cosell_deal_facts_derive (const CosellEngagementReferral *halves, guint n_halves, guint own,
                               CosellDealData *data);
/* Adds "id\tname" to such lines, unless one of the same id (in any ASCII case) is there. A part that
 * is NULL or empty stands as the other one; nothing is added when both are. */
void cosell_deal_facts_add_line (GString *lines, const char *id, const char *name);
/* Adds the address of a member of the team in the same way. email: (nullable) */
void cosell_deal_facts_add_member (GString *lines, const char *email);

/* What a query can ask about a row: all that is in it, and what follows from it. eligible: see
 * cosell_eligibility_check. Borrows what the row has. */
void cosell_deal_facts_read (const CosellDealData *row, GHashTable *eligible,
                             CosellQueryFacts *facts);

G_END_DECLS
