/* cosell-crm-person.h: what a person says about a deal's opportunity (K1, K15 to K17); pure, any
 * thread */
#pragma once

#include "model/cosell-crm-link.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* K1: whether a deal may have an opportunity made for it. Errors: COSELL_RULE_ERROR_REFUSED: it is
 * a draft, a lead, closed, or gone */
gboolean cosell_crm_person_may_create (const CosellDealData *row, GError **error);
/* The same for one that is there: closed deals and drafts may be linked, too. */
gboolean cosell_crm_person_may_link (const CosellDealData *row, GError **error);
/* What is asked, in words for a person. (transfer full) (nullable): nothing is */
char *cosell_crm_person_describe_question (const CosellCrmLink *link);
/* K15 to K17: answers what is asked: the id of an account, or "new"; the link waits to be made
 * then. alone: (out): K17: no other connector is at work, which is said of the whole CRM. "link"
 * is not for here: the CRM has to be asked. Errors: COSELL_RULE_ERROR_UNKNOWN: nothing is asked,
 * or that is no answer */
gboolean cosell_crm_person_answer (CosellCrmLink *link, const char *answer, gboolean *alone,
                                   GError **error);
/* Holds its changes back, or lets them go, which tries what is parked again. */
void cosell_crm_person_hold (CosellCrmLink *link, gboolean held);
/* What is to be written there is not wanted: both sides stay as they are in these fields, until
 * one of them changes. deal: our side now */
void cosell_crm_person_discard (CosellCrmLink *link, const CosellCrmSheet *deal);

G_END_DECLS
