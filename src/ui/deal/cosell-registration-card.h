/* cosell-registration-card.h: whether the deal can be registered and why not (E4), and once it is,
 * how that stands and what comes next (E8), with the button that registers */
#pragma once

#include <gtk/gtk.h>

#include "ui/forms/cosell-registration-view.h"

G_BEGIN_DECLS

#define COSELL_TYPE_REGISTRATION_CARD (cosell_registration_card_get_type ())
G_DECLARE_FINAL_TYPE (CosellRegistrationCard,
                      cosell_registration_card,
                      COSELL,
                      REGISTRATION_CARD,
                      GtkWidget)

/* view: (nullable) nothing is known yet */
void
cosell_registration_card_show (CosellRegistrationCard *self,
                               const CosellDealData *deal,
                               const CosellRegistrationView *view);

G_END_DECLS
