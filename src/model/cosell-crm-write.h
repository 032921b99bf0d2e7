/* cosell-crm-write.h: what is written to a CRM, and what of it stuck (K4 to K7, K14); pure, any
 * thread */
#pragma once

#include "model/cosell-crm-merge.h"

G_BEGIN_DECLS

/* What can be written: the fields of deal as an opportunity with the id and mark of link, in the
 * form that fits the CRM. A link without an opportunity is of a new one. The contact has its
 * address alone (K11): who writes finds or makes it. fields: (inout) those wanted; then those that
 * can be written; for the others, words of notices are put into link. key: (nullable) the
 * referral's id, for the key column if there is one. columns: (out) what of the opportunity is to
 * be written. Returns: (transfer full) */
CosellOpportunity *cosell_crm_write (CosellCrmLink *link, const CosellCrmSheet *deal, const char *key,
                                     const CosellCrmContext *context, CosellCrmFieldSet *fields,
                                     CosellOpportunityFields *columns);
/* K14: what was written and what the CRM has now, which the link sees then (cosell_crm_link_see).
 * Agrees on what stuck; of what did not, puts a notice and agrees on both sides as they are, so
 * that it is not tried again until one of them changes. wrote: of cosell_crm_write; deal: the sheet
 * that it was made of, since what was edited meanwhile is still to be written. A contact or owner
 * of now without an address is taken for the one of before. at: µs UTC. log: (nullable) of
 * CosellCrmLogEntry, gets a line for each field. */
void cosell_crm_link_stuck (CosellCrmLink *link, const CosellOpportunity *wrote,
                            CosellCrmFieldSet fields, const CosellOpportunity *now,
                            const CosellCrmSheet *deal, const CosellCrmContext *context, gint64 at,
                            GPtrArray *log);

G_END_DECLS
