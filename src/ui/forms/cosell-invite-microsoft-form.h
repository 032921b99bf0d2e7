/* cosell-invite-microsoft-form.h: asking a Microsoft seller for help in a deal (A8, C2, C10, C21) */
#pragma once

#include "ui/forms/cosell-deal-form.h"

G_BEGIN_DECLS

#define COSELL_TYPE_INVITE_MICROSOFT_FORM (cosell_invite_microsoft_form_get_type ())
G_DECLARE_FINAL_TYPE (CosellInviteMicrosoftForm, cosell_invite_microsoft_form, COSELL,
                      INVITE_MICROSOFT_FORM, CosellDealForm)

/* Shows the contact that the deal has, and asks for one where it has none. */
GtkWidget *cosell_invite_microsoft_form_new (CosellSession *session, CosellDeal *deal);

G_END_DECLS
