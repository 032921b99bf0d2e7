/* cosell-crm-sign-in.h: the group of a CRM's page in which a person signs in to it
 *
 * Signal "signed-in": somebody is now. What is under way ends with the group.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-crm-account.h"

G_BEGIN_DECLS

#define COSELL_TYPE_CRM_SIGN_IN (cosell_crm_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CosellCrmSignIn, cosell_crm_sign_in, COSELL, CRM_SIGN_IN, AdwPreferencesGroup)

/* Shows how it is with this CRM. crm: copied */
void
cosell_crm_sign_in_show (CosellCrmSignIn *self, CosellSession *session, const CosellCrmAccount *crm);
/* Ends what is under way; nothing is told any more. */
void
cosell_crm_sign_in_stop (CosellCrmSignIn *self);

G_END_DECLS
