/* cosell-crm-conflict.h: what differs between a deal and its opportunity, beside the conflicts
 * with the service (K2, K3)
 *
 * Pure; any thread.
 */
#pragma once

#include "model/cosell-conflict.h"
#include "model/cosell-crm-link.h"
#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

/* Where a field stands in a referral. (transfer none) (static) */
const char *cosell_crm_conflict_path (CosellCrmField field);
/* The field of such a path: value and currency are one. COSELL_CRM_N_FIELDS: a CRM does not have
 * it */
CosellCrmField cosell_crm_conflict_field (const char *path);
/* Adds what the link's conflicts are to conflicts (of CosellConflict: those of its deal with the
 * service): a field that is in conflict with the service, too, gets the CRM's value beside it, the
 * others are added. A stage of theirs is ours where it has a place in the map, else as they name
 * it. deal: our side now; text: (nullable) the own half. */
void cosell_crm_conflict_add (GPtrArray *conflicts, const CosellCrmLink *link,
                              const CosellCrmSheet *deal, const char *text,
                              const CosellCrmSettings *settings);

G_END_DECLS
