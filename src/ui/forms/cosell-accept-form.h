/* cosell-accept-form.h: what Accept asks for (D2): the details, prefilled, and the own team */
#pragma once

#include "app/cosell-catalog.h"
#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_ACCEPT_FORM (cosell_accept_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellAcceptForm, cosell_accept_form, COSELL, ACCEPT_FORM, CosellDealForm)

/* catalog: whose recent people are offered for the team */
GtkWidget *
cosell_accept_form_new (CosellDeal *deal, CosellCatalog *catalog);

G_END_DECLS
