/* cosell-deal-page.h: everything about one deal, and editing it in place
 *
 * Properties: session (construct-only), deal (CosellDeal, nullable; loads its documents when set).
 * Widget actions of the group "deal": edit, favorite, add-member, … Signal "closed" when the person
 * leaves the page (Back). Toasts go to the window through the signal "toast" (AdwToast *).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_PAGE (cosell_deal_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealPage, cosell_deal_page, COSELL, DEAL_PAGE, GtkWidget)

GtkWidget *
cosell_deal_page_new (CosellSession *session);
void
cosell_deal_page_set_deal (CosellDealPage *self, CosellDeal *deal);
CosellDeal *
cosell_deal_page_get_deal (CosellDealPage *self); /* (nullable) */
/* Whether the page stands alone (narrow window), so that it shows a Back button. */
void
cosell_deal_page_set_folded (CosellDealPage *self, gboolean folded);

G_END_DECLS
