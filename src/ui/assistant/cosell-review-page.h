/* cosell-review-page.h: what each recipient will get, what freezes, and what is still missing (C17)
 */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_REVIEW_PAGE (cosell_review_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellReviewPage,
                      cosell_review_page,
                      COSELL,
                      REVIEW_PAGE,
                      CosellAssistantPage)

G_END_DECLS
