/* cosell-end-form.h: why a deal ends: declined, lost, or closed as an error (D3, D9, D10) */
#pragma once

#include "model/cosell-rules.h"
#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_END_FORM (cosell_end_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellEndForm, cosell_end_form, COSELL, END_FORM, CosellDealForm)

/* end: COSELL_ACTION_DECLINE, _LOSE or _ERROR; winning needs no reason (cosell-win-dialog.h). */
GtkWidget *
cosell_end_form_new (CosellDeal *deal, CosellAction end);
/* D10: what cannot be changed any more once the deal has ended so (_WIN too), and until when that
 * can be taken back. Returns: (transfer none) (static) */
const char *
cosell_end_form_describe_freeze (CosellDeal *deal, CosellAction end);
/* What is said once it has: "Deal marked as won". Returns: (transfer none) (static) */
const char *
cosell_end_form_get_message (CosellDeal *deal, CosellAction end);

G_END_DECLS
