/* cosell-details-page.h: the deal in figures and words (C3 to C7) */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DETAILS_PAGE (cosell_details_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellDetailsPage,
                      cosell_details_page,
                      COSELL,
                      DETAILS_PAGE,
                      CosellAssistantPage)

G_END_DECLS
