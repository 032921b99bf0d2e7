/* cosell-partners-page.h: who else is invited into the deal, with a page for each (C13) */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_PARTNERS_PAGE (cosell_partners_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellPartnersPage,
                      cosell_partners_page,
                      COSELL,
                      PARTNERS_PAGE,
                      CosellAssistantPage)

G_END_DECLS
