/* cosell-crm-included.h: which deals get an opportunity in a CRM by themselves (K1), and whether its ID goes
 * into the deal (K15)
 *
 * Signal "set" (string, string): a key of the settings and its new value.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_INCLUDED (cosell_crm_included_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmIncluded, cosell_crm_included, COSELL, CRM_INCLUDED, AdwPreferencesGroup)

void
cosell_crm_included_show (CosellCrmIncluded *self, const CosellCrmSettings *settings);

G_END_DECLS
