/* cosell-crm-merge-private.h: what the files of the comparison share */
#pragma once

#include "model/cosell-crm-merge.h"

G_BEGIN_DECLS

/* K9: what a rule's refusal of an edit of field may depend on, in a few letters. Returns: (transfer
 * full) */
char *cosell_crm_merge_dup_deal (CosellCrmField field, const CosellCrmSheet *deal,
                                 const CosellDealData *row);

/* Puts a notice of the comparison, or (words NULL) takes away the one of the field. */
void cosell_crm_merge_tell (CosellCrmLink *link, CosellCrmField field, const char *words);

G_END_DECLS
