/* cosell-crm-stages.h: the stages of a CRM, each with one of ours (K7)
 *
 * As long as none is kept, what their names suggest is shown, and counts once it was used or changed.
 * Signal "set" (string, string): a key of the settings and its new value.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_STAGES (cosell_crm_stages_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmStages, cosell_crm_stages, COSELL, CRM_STAGES, AdwPreferencesGroup)

/* description: (nullable): the CRM could not be asked. Both are read now. */
void
cosell_crm_stages_show (CosellCrmStages *self,
                        const CosellCrmSettings *settings,
                        const CosellCrmDescription *description);

G_END_DECLS
