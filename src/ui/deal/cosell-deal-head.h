/* cosell-deal-head.h: the top of the deal page: name, heart, Edit, value, close date and pills.
 * Uses the actions deal.favorite, deal.edit, deal.close, deal.previous and deal.next. */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_HEAD (cosell_deal_head_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealHead, cosell_deal_head, COSELL, DEAL_HEAD, GtkWidget)

/* session: always the same. deal: (nullable): what was shown stays, but is not followed. */
void
cosell_deal_head_set_deal (CosellDealHead *self, CosellSession *session, CosellDeal *deal);
/* Without a close button where the page has a Back button. */
void
cosell_deal_head_set_closable (CosellDealHead *self, gboolean closable);
/* Where the deal stands in its list, as cosell_deal_stepper_set_position has it; shown while n is not
 * 0 and the page has no Back button. */
void
cosell_deal_head_set_position (CosellDealHead *self, guint position, guint n);
/* What the deal is called: its name, else its customer's, else "Unnamed deal" (transfer none) */
const char *
cosell_deal_head_get_title (const CosellDealData *deal);

G_END_DECLS
