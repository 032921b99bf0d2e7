/* cosell-advice-deals.h: the deals behind a figure
 *
 * Signal: "deal-opened" (int64 local id).
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ADVICE_DEALS (cosell_advice_deals_get_type ())
G_DECLARE_FINAL_TYPE (CosellAdviceDeals, cosell_advice_deals, COSELL, ADVICE_DEALS, GtkWidget)

GtkWidget *
cosell_advice_deals_new (CosellSession *session);
/* ids: of gint64, in the order to show them */
void
cosell_advice_deals_show (CosellAdviceDeals *self, const char *title, GArray *ids);

G_END_DECLS
