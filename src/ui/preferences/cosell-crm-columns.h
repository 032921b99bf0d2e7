/* cosell-crm-columns.h: what a new opportunity has to have that deals do not, and columns that are named
 * for solutions and for a key (K13, K16, K18)
 *
 * What was typed and not applied is set when the group goes away. Signal "set" (string, string): a key of
 * the settings and its new value.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_COLUMNS (cosell_crm_columns_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmColumns, cosell_crm_columns, COSELL, CRM_COLUMNS, AdwPreferencesGroup)

/* description: (nullable): the CRM could not be asked. Both are read now. */
void
cosell_crm_columns_show (CosellCrmColumns *self,
                         const CosellCrmSettings *settings,
                         const CosellCrmDescription *description);

G_END_DECLS
