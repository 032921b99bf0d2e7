/* cosell-deal-window.h: one deal in a window of its own, beside the main window, which it goes with
 *
 * It closes by itself when the deal is gone.
 */
#pragma once

#include "model/cosell-deal.h"
#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_WINDOW (cosell_deal_window_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealWindow, cosell_deal_window, COSELL, DEAL_WINDOW, AdwApplicationWindow)

/* Shows the window of a deal, which is no draft; there is one for each. */
void
cosell_deal_window_present (CosellWindow *main, CosellDeal *deal);
/* Returns: (transfer none) (nullable): the main window is closed */
CosellSession *cosell_deal_window_get_session (CosellDealWindow *self);
/* Takes toast, instead of the one before, as cosell_window_replace_toast does. */
void cosell_deal_window_replace_toast (CosellDealWindow *self, AdwToast *toast);

G_END_DECLS
