/* cosell-invite-partner-form.h: inviting another partner into a deal (A8, C13) */
#pragma once

#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_INVITE_PARTNER_FORM (cosell_invite_partner_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellInvitePartnerForm, cosell_invite_partner_form, COSELL,
                      INVITE_PARTNER_FORM, CosellDealForm)

/* Prefilled with the deal's close date, currency and team. */
GtkWidget *cosell_invite_partner_form_new (CosellSession *session, CosellDeal *deal);

G_END_DECLS
