/* cosell-deal-notices.h: what a person has to know of the deal now: a deadline (D4), that it is
 * closed (D10), changes that wait or could not be sent. Nothing is shown when there is nothing. */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session.h"
#include "model/cosell-deal.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_NOTICES (cosell_deal_notices_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealNotices, cosell_deal_notices, COSELL, DEAL_NOTICES, GtkWidget)

/* session: always the same. deal: (nullable): nothing is shown. Forgets the problem. */
void
cosell_deal_notices_set_deal (CosellDealNotices *self, CosellSession *session, CosellDeal *deal);
/* What reading the deal ended with, NULL when it went well. */
void
cosell_deal_notices_set_problem (CosellDealNotices *self, const char *problem);

G_END_DECLS
