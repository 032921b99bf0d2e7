/* cosell-customer-section.h: the customer and its contacts, who can be reached before the deal is
 * accepted (D14) */
#pragma once

#include <adwaita.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CUSTOMER_SECTION (cosell_customer_section_get_type ())
G_DECLARE_FINAL_TYPE (CosellCustomerSection,
                      cosell_customer_section,
                      COSELL,
                      CUSTOMER_SECTION,
                      AdwPreferencesGroup)

/* Follows deal (nullable) as it changes. */
void
cosell_customer_section_set_deal (CosellCustomerSection *self, CosellDeal *deal);

G_END_DECLS
