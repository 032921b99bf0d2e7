/* cosell-customer-page.h: who the deal is with, picked or entered by hand (C1, C2, C21) */
#pragma once

#include "ui/assistant/cosell-assistant-page.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CUSTOMER_PAGE (cosell_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellCustomerPage,
                      cosell_customer_page,
                      COSELL,
                      CUSTOMER_PAGE,
                      CosellAssistantPage)

G_END_DECLS
