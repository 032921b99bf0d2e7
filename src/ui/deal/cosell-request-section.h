/* cosell-request-section.h: why we were invited into a deal, and what is asked of us (D14)
 *
 * Hidden for deals that nobody sent us. While the deal waits for an answer it says all that the
 * answer rests on; later only what stands nowhere else.
 */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_REQUEST_SECTION (cosell_request_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellRequestSection,
                      cosell_request_section,
                      COSELL,
                      REQUEST_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void cosell_request_section_set_deal (CosellRequestSection *self, CosellDeal *deal);

G_END_DECLS
