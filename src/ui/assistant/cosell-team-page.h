/* cosell-team-page.h: the own people who work on the deal (C8) */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_TEAM_PAGE (cosell_team_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellTeamPage, cosell_team_page, COSELL, TEAM_PAGE, CosellAssistantPage)

G_END_DECLS
