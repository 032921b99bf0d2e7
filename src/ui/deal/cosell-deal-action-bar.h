/* cosell-deal-action-bar.h: the buttons of a deal's life, below its milestones (D1, D6, D9, G3)
 *
 *   Received: [Accept] [Decline]    Accepted: [Mark as Proposed ▾] [Won] [Lost]    Closed: none
 *
 * What the rules refuse stays visible, says why in words below the buttons, and says it again when
 * it is pressed. Uses the actions deal.accept, deal.decline, deal.stage, deal.win and deal.lose.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_ACTION_BAR (cosell_deal_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealActionBar, cosell_deal_action_bar, COSELL, DEAL_ACTION_BAR,
                      GtkWidget)

/* Follows the deal from now on. */
void
cosell_deal_action_bar_set_deal (CosellDealActionBar *self, CosellDeal *deal);
/* Makes the menu of stages, which cosell_deal_action_bar_set_deal leaves until the bar was painted. It
 * comes by itself when it is opened before. */
void
cosell_deal_action_bar_fill_menu (CosellDealActionBar *self);

G_END_DECLS
