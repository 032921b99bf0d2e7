/* cosell-together-section.h: Microsoft's and the partners' part in a deal, a card for each (D15) */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_TOGETHER_SECTION (cosell_together_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellTogetherSection,
                      cosell_together_section,
                      COSELL,
                      TOGETHER_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_together_section_set_deal (CosellTogetherSection *self, CosellDeal *deal);

G_END_DECLS
