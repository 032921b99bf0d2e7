/* cosell-crm-section.h: a deal's part in a CRM: how it is there, what waits, what is asked, and what was done
 *
 * Hidden for leads (L5), and where no CRM is set up. Its buttons are actions of the deal page
 * (cosell-crm-actions.h).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_SECTION (cosell_crm_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmSection, cosell_crm_section, COSELL, CRM_SECTION, AdwPreferencesGroup)

/* deal: (nullable) */
void
cosell_crm_section_set_deal (CosellCrmSection *self, CosellSession *session, CosellDeal *deal);

G_END_DECLS
