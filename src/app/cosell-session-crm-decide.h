/* cosell-session-crm-decide.h: a person's word about a conflict with a CRM, in a job; for the
 * session's own files
 *
 * Worker only.
 */
#pragma once

#include "app/cosell-command.h"
#include "model/cosell-crm-link.h"

G_BEGIN_DECLS

/* K3: ours is right, and is written over there by the next run; or theirs, which is an edit by the
 * rules. The value that is not chosen stands in the history. command: that is run, about the deal.
 * Errors: COSELL_RULE_ERROR_UNKNOWN: the field is in no conflict; _REFUSED: a rule refuses theirs,
 * or it is the status (K8) */
gboolean cosell_session_crm_decide (CosellStore *store, const CosellCommand *command,
                                    CosellCrmField field, gboolean ours, GError **error);

G_END_DECLS
