/* cosell-session-crm-job.h: what jobs about deals and their opportunities have in common; for the
 * session's own files
 *
 * Worker only.
 */
#pragma once

#include "model/cosell-crm-link.h"
#include "store/cosell-store-crm-links.h"

G_BEGIN_DECLS

/* The CRM that is meant: name, or (NULL) the only one that is set up. Errors:
 * COSELL_RULE_ERROR_UNKNOWN: there is none; _REFUSED: there are several. Returns: (transfer full)
 */
char *cosell_session_crm_job_find (CosellStore *store, const char *name, GError **error);
/* The link of a deal. COSELL_RULE_ERROR_UNKNOWN when it has none. Returns: (transfer full) */
CosellCrmLink *cosell_session_crm_job_require (CosellStore *store, gint64 deal, GError **error);
/* Our side of a deal: what is compared with its opportunity. row: (out) (optional), text: (out)
 * (optional) (nullable), both (transfer full). Returns: (transfer full) */
CosellCrmSheet *cosell_session_crm_job_read (CosellStore *store, gint64 deal, CosellDealData **row,
                                             char **text, GError **error);
/* One line of the deal's log. old, value: (nullable); field: COSELL_CRM_N_FIELDS: of the whole */
gboolean cosell_session_crm_job_log (CosellStore *store, const CosellCrmLink *link, gint64 now,
                                     gboolean to_crm, CosellCrmField field, const char *old,
                                     const char *value, const char *result, GError **error);

G_END_DECLS
