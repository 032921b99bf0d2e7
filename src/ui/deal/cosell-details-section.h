/* cosell-details-section.h: IDs, location and dates of a deal */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DETAILS_SECTION (cosell_details_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellDetailsSection,
                      cosell_details_section,
                      COSELL,
                      DETAILS_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_details_section_set_deal (CosellDetailsSection *self,
                                 CosellSession *session,
                                 CosellDeal *deal);
/* How its registration stands; NULL hides it. */
void
cosell_details_section_set_registration (CosellDetailsSection *self, const char *text);

G_END_DECLS
