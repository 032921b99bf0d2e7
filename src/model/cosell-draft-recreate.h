/* cosell-draft-recreate.h: a new draft filled from a deal that is over (D12, D15), or from a lead (L10) */
#pragma once

#include "model/cosell-draft.h"
#include "model/cosell-referral.h"

G_BEGIN_DECLS

/* deal: the row: type, direction, location. own: the half that makes it, with what was done to it;
 * microsoft: Microsoft's half, absent when there is none. Taken over: customer with contacts,
 * location, name, value, close date (in the past too: C6 warns), CRM and campaign ID, notes,
 * attributes (C25), own team, solutions, whether Microsoft may see the deal, and of an own deal what
 * Microsoft was asked for. Not taken over: the consent of the contacts, which is given anew (C21);
 * invited partners, who are asked anew; a marketplace intent that this version cannot choose.
 * The draft of a lead says which one (lead-id), and is private at first.
 *
 * Returns: (transfer full); errors: COSELL_RULE_ERROR */
CosellDraft *
cosell_draft_new_from_deal (const CosellDealData *deal,
                            CosellJsonValue own,
                            CosellJsonValue microsoft,
                            GError **error);

G_END_DECLS
