/* cosell-history-section.h: who changed what and when, here and at the service, newest first */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_HISTORY_SECTION (cosell_history_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellHistorySection,
                      cosell_history_section,
                      COSELL,
                      HISTORY_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_history_section_set_deal (CosellHistorySection *self,
                                 CosellSession *session,
                                 CosellDeal *deal);

G_END_DECLS
