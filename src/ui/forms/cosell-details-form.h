/* cosell-details-form.h: name, value, close date, IDs and notes of a deal (D5)
 *
 * Only what differs from the deal is sent. A field that nobody touched follows the deal while the
 * form is open; what was typed stays.
 */
#pragma once

#include "app/cosell-catalog.h"
#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DETAILS_FORM (cosell_details_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellDetailsForm, cosell_details_form, COSELL, DETAILS_FORM, CosellDealForm)

/* Begins with what the deal has. catalog: what is offered for its fields */
GtkWidget *
cosell_details_form_new (CosellDeal *deal, CosellCatalog *catalog);
/* D2: name, value with currency and close date have to be there. */
void
cosell_details_form_set_required (CosellDetailsForm *self);
/* Shown below the notes as long as they are empty. */
void
cosell_details_form_set_notes_hint (CosellDetailsForm *self, const char *hint);

G_END_DECLS
