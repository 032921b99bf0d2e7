/* cosell-lead-section.h: what a customer asked for, where it came from, and until when they may be
 * contacted directly (L1, L2, L7, L8); of a lead only, hidden for a deal
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_LEAD_SECTION (cosell_lead_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellLeadSection, cosell_lead_section, COSELL, LEAD_SECTION, AdwPreferencesGroup)

/* deal: (nullable) */
void
cosell_lead_section_set_deal (CosellLeadSection *self, CosellDeal *deal);

G_END_DECLS
