/* cosell-solutions-page.h: what is sold: own, Microsoft's and partners' solutions, or an assessment
 * (C9, A6) */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SOLUTIONS_PAGE (cosell_solutions_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellSolutionsPage,
                      cosell_solutions_page,
                      COSELL,
                      SOLUTIONS_PAGE,
                      CosellAssistantPage)

G_END_DECLS
