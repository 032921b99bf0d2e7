/* cosell-crm-fields.h: which fields of deals and opportunities are kept in step, and which way (K3)
 *
 * Signal "set" (string, string): a key of the settings and its new value.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_FIELDS (cosell_crm_fields_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmFields, cosell_crm_fields, COSELL, CRM_FIELDS, AdwPreferencesGroup)

void
cosell_crm_fields_show (CosellCrmFields *self, const CosellCrmSettings *settings);

G_END_DECLS
