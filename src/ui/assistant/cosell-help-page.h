/* cosell-help-page.h: what Microsoft is asked for and may see, and what that makes of the deal
 * (C10, A2) */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_HELP_PAGE (cosell_help_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellHelpPage, cosell_help_page, COSELL, HELP_PAGE, CosellAssistantPage)

G_END_DECLS
