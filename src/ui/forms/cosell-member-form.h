/* cosell-member-form.h: one member of the own team, new or known (C8), with recent contacts to pick
 */
#pragma once

#include "app/cosell-catalog.h"
#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_MEMBER_FORM (cosell_member_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellMemberForm, cosell_member_form, COSELL, MEMBER_FORM, CosellDealForm)

/* email: of the member to change, NULL for a new one */
GtkWidget *
cosell_member_form_new (CosellDeal *deal, const char *email, CosellCatalog *catalog);

G_END_DECLS
