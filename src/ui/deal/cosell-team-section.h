/* cosell-team-section.h: the own team of a deal (C8), with buttons that change it */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_TEAM_SECTION (cosell_team_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellTeamSection,
                      cosell_team_section,
                      COSELL,
                      TEAM_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_team_section_set_deal (CosellTeamSection *self, CosellDeal *deal);

G_END_DECLS
