/* cosell-sharing-rules.h: who may be asked into a deal that there is already (rules A7–A9, A11)
 *
 * Part of cosell-rules.h, which says what a deal allows. Pure; any thread.
 */
#pragma once

#include "model/cosell-rules.h"

G_BEGIN_DECLS

typedef enum /* whom the table A8 speaks of */
{
  COSELL_INVITEE_VIEWERS,   /* Microsoft sellers may view the deal: "share" */
  COSELL_INVITEE_MICROSOFT, /* a seller is asked for help: "invite-microsoft" */
  COSELL_INVITEE_PARTNERS,  /* "invite-partners" */
} CosellInvitee;
#define COSELL_N_INVITEES 3

/* verdict: empty */
void cosell_sharing_rules_check (const CosellDealData *deal, CosellInvitee invitee,
                                 CosellVerdict *verdict);
/* "invite": Microsoft or partners, whichever may be. */
void cosell_sharing_rules_check_any (const CosellDealData *deal, CosellVerdict *verdict);

G_END_DECLS
