/* cosell-crm-take.h: what an edit here takes of a field of theirs (K4, K5, K7, K11, K12); pure, any
 * thread */
#pragma once

#include "model/cosell-crm-merge.h"

G_BEGIN_DECLS

/* For a field that comes from the CRM (COSELL_CRM_FROM_CRM). Of contact and owner of the
 * opportunity (nullable) names, address and telephone number are wanted. *key, *value: (out)
 * (transfer full) as `set` takes them ("name", "closeDate", "notes", "contact" with a person in the
 * draft file's shape), "value" with amount and currency (cosell_crm_value_split), "stage" with
 * ours, or "member" with a person. Returns: FALSE with words (out) (transfer full), translated,
 * when it cannot be taken: no telephone number, an unknown currency, a stage without a place */
gboolean cosell_crm_take (CosellCrmField field, const CosellOpportunity *opportunity,
                          const CosellCrmContext *context, char **key, char **value, char **words);

G_END_DECLS
