/* cosell-crm-description.h: how a CRM is set up, as the store keeps it from one day to the next;
 * pure, any thread */
#pragma once

#include "model/cosell-crm-values.h"

G_BEGIN_DECLS

/* (transfer full) */
char *cosell_crm_description_to_json (const CosellCrmDescription *self);
/* Returns: (transfer full) (nullable): NULL when json (nullable) is damaged: ask again */
CosellCrmDescription *cosell_crm_description_from_json (const char *json);

G_END_DECLS
