/* cosell-session-crm-edit.h: an edit that comes from a CRM, made as a person would make it; for
 * the session's own files and the sync with a CRM */
#pragma once

#include "app/cosell-command.h"

G_BEGIN_DECLS

/* Makes one edit of a deal in a job that writes (a CosellCrmEditFunc). key: one of `set`, "stage",
 * or "member" with a person of the team in the draft file's shape. value: (nullable): nothing
 * stands there any more. now: µs UTC, by the service's clock. The rules are those of the window,
 * since the commands are. It can be undone (P11), and in the history it is the CRM's. Worker only.
 * Errors: COSELL_RULE_ERROR: what refuses it; COSELL_STORE_ERROR */
gboolean cosell_session_crm_edit (CosellStore *store, gint64 deal, const char *key,
                                  const char *value, gint64 now, GError **error);
/* The same in the run of a command about that deal, which undo takes back as a whole. */
gboolean cosell_session_crm_edit_within (CosellStore *store, const CosellCommand *outer,
                                         const char *key, const char *value, GError **error);

G_END_DECLS
