/* cosell-changes-status.h: what the actions of the life cycle make of a referral (rules D, contract 6.1)
 *
 * Whether an action is allowed is said by cosell-rules.h. Pure; any thread.
 */
#pragma once

#include "model/cosell-enums.h"

G_BEGIN_DECLS

/* D11: status and substatus of a status, together, whatever text (the referral) has. reason:
 * (nullable) the statusReason. Only for accepted, won, lost, declined and error. */
void cosell_changes_set_status (GPtrArray *changes, const char *text, CosellDealStatus status,
                                const char *reason);
/* The percentage as the service keeps it: "60" */
void cosell_changes_set_stage (GPtrArray *changes, const char *text, int stage);
/* Puts notes on top of those that are there: they belong to whoever wrote them (C23). */
void cosell_changes_add_notes (GPtrArray *changes, const char *text, const char *notes);
/* D2: what Accept asks for stands in the referral, or among the changes. Errors:
 * COSELL_RULE_ERROR_REFUSED */
gboolean cosell_changes_require_accept (GPtrArray *changes, const char *text, GError **error);
/* Whether it is a change of the status: it is sent alone, in its order. */
gboolean cosell_changes_have_status (GPtrArray *changes);
/* Whether the status that they set is Won. changes: (nullable) */
gboolean cosell_changes_are_win (GPtrArray *changes);

G_END_DECLS
