/* cosell-deal-stepper.h: the ways to the deal before and the one after, as a pair of buttons. Uses the
 * actions deal.previous and deal.next. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COSELL_TYPE_DEAL_STEPPER (cosell_deal_stepper_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealStepper, cosell_deal_stepper, COSELL, DEAL_STEPPER, GtkWidget)

/* position: of the deal in its list, from 1; 0: it is not in there. n: how many there are. */
void
cosell_deal_stepper_set_position (CosellDealStepper *self, guint position, guint n);

G_END_DECLS
