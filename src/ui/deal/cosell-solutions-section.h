/* cosell-solutions-section.h: what is sold in a deal (C9), with buttons that change it */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SOLUTIONS_SECTION (cosell_solutions_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellSolutionsSection,
                      cosell_solutions_section,
                      COSELL,
                      SOLUTIONS_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_solutions_section_set_deal (CosellSolutionsSection *self, CosellDeal *deal);

G_END_DECLS
