/* cosell-crm-people.h: the customer of a deal as an account and a contact of a CRM; pure, any thread */
#pragma once

#include "model/cosell-crm-party.h"

G_BEGIN_DECLS

/* K10: the customer's company. text: a referral. Returns: (transfer full) (nullable): NULL when it has no name */
CosellCrmParty *cosell_crm_people_dup_account (const char *text);
/* K11: the first contact. Returns: (transfer full) (nullable): NULL when there is none with an address */
CosellCrmParty *cosell_crm_people_dup_contact (const char *text);

G_END_DECLS
