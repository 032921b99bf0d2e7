/* cosell-deal-page-lifecycle.h: the actions of the deal page that move a deal through its life
 * (rules D)
 *
 * deal.accept, deal.decline, deal.stage (s), deal.win, deal.win-when-safe, deal.lose, deal.error;
 * deal.recreate makes a draft of it, deal.convert one of a lead, which the page's "draft-made" tells the window; deal.undo takes
 * back the newest change of the deal that was not sent, deal.discard (x) the one with that seq,
 * deal.retry (x) sends that one (again). All of them can always be activated: what the rules refuse
 * is answered with the reason.
 */
#pragma once

#include "model/cosell-rules.h"
#include "ui/deal/cosell-deal-page.h"

G_BEGIN_DECLS

/* The deal of the page when the action is allowed on it; otherwise says why not. (nullable) */
CosellDeal *
cosell_deal_page_lifecycle_require (CosellDealPage *page, CosellAction action);
/* For the class of CosellDealPage. */
void
cosell_deal_page_lifecycle_install_actions (GtkWidgetClass *klass);

G_END_DECLS
