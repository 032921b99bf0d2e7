/* cosell-deal-page.h: everything about one deal, and editing it in place
 *
 * Properties: deal (CosellDeal, nullable; loads its documents when set).
 * Widget actions of the group "deal": close, edit, favorite, previous, next, add-member, edit-member (s: e-mail
 * address), remove-member (s), add-solution, remove-solution (s: id), copy (s), open-uri (s).
 * Those of a deal's life stand in cosell-deal-page-lifecycle.h. Signal "draft-made" (gint64):
 * recreated as that draft. Signal "closed" when the person leaves the page (Back); "step" (int: -1, 1)
 * when they go to the deal before or after. Toasts go to the window through the signal "toast" (AdwToast *).
 *
 *   header bar (folded) | head: name, value, pills | life-cycle bar | notices |
 *   customer, CRM, working together, notes, team, solutions, details, history
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_PAGE (cosell_deal_page_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealPage, cosell_deal_page, COSELL, DEAL_PAGE, GtkWidget)

GtkWidget *
cosell_deal_page_new (CosellSession *session); /* without a deal */
/* deal: (nullable). The same one again reads its documents when they could not be read before. */
void
cosell_deal_page_set_deal (CosellDealPage *self, CosellDeal *deal);
CosellSession *
cosell_deal_page_get_session (CosellDealPage *self); /* (transfer none) */
CosellDeal *
cosell_deal_page_get_deal (CosellDealPage *self); /* (nullable) */
/* Whether all of the deal is on the page: its documents are there, and the frames over in which the
 * sections come. */
gboolean
cosell_deal_page_is_whole (CosellDealPage *self);
/* Whether the page stands alone (narrow window), so that it shows a Back button. */
void
cosell_deal_page_set_folded (CosellDealPage *self, gboolean folded);
/* Where the deal stands in the list that its buttons lead through: from 1, 0 when it is not in there.
 * n: how many there are; 0, as it is at first: there are no such buttons. */
void
cosell_deal_page_set_position (CosellDealPage *self, guint position, guint n);
/* Shows anew what was typed into forms of the deal and is not saved yet (P1). */
void
cosell_deal_page_show_unsaved (CosellDealPage *self);
/* Says in a toast why something was not done. */
void
cosell_deal_page_show_error (CosellDealPage *self, const GError *error);

G_END_DECLS
