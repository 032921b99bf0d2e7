/* cosell-solution-form.h: adding solutions of the catalogue to a deal (C9) */
#pragma once

#include "app/cosell-catalog.h"
#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SOLUTION_FORM (cosell_solution_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellSolutionForm, cosell_solution_form, COSELL, SOLUTION_FORM,
                      CosellDealForm)

/* Offers what may be added of the solutions of catalog and is not in the deal yet; follows both. */
GtkWidget *
cosell_solution_form_new (CosellDeal *deal, CosellCatalog *catalog);

G_END_DECLS
