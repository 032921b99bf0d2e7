/* cosell-deal-page-sharing.h: the actions of the deal page that bring others into a deal (A7–A9)
 *
 * deal.share, deal.invite-microsoft, deal.invite-partner. All of them can always be activated: what
 * the rules refuse is answered with the reason.
 */
#pragma once

#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

/* For the class of CosellDealPage. */
void cosell_deal_page_sharing_install_actions (GtkWidgetClass *klass);

G_END_DECLS
