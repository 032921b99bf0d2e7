/* cosell-registration-form.h: the dialog that registers a won deal, or corrects its registration
 * (E6, E7, E9, E10). What is wrong stands below its field; what only may be refused stands together
 * above the box that has to be ticked. */
#pragma once

#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_REGISTRATION_FORM (cosell_registration_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellRegistrationForm,
                      cosell_registration_form,
                      COSELL,
                      REGISTRATION_FORM,
                      CosellDealForm)

/* deal: loaded. The form begins with what the deal says, with the registration that is to be
 * corrected, or with what was kept of an earlier one (E10). */
GtkWidget *
cosell_registration_form_new (CosellDeal *deal, CosellSession *session);

G_END_DECLS
