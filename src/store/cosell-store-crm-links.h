/* cosell-store-crm-links.h: deals and their opportunities; worker only
 *
 * A link is worked out again whenever its deal's row is derived, and when it is put: what is to be
 * written to the CRM is what differs (K3), so that an edit that is changed or undone before it went
 * out changes what goes out.
 */
#pragma once

#include "model/cosell-crm-merge.h"
#include "store/cosell-store-crm-log.h"
#include "store/cosell-store-crm-state.h"

G_BEGIN_DECLS

/* The link of a deal. Returns: (transfer full) (nullable): NULL without error when it has none */
CosellCrmLink *cosell_store_get_crm_link (CosellStore *self, gint64 deal, GError **error);
/* The same by the opportunity. */
CosellCrmLink *cosell_store_find_crm_link (CosellStore *self, const char *crm,
                                           const char *opportunity, GError **error);
/* All of a CRM, or (NULL) of all, in the order of their deals. Returns: (transfer full) of CosellCrmLink,
 * NULL with error, like the next three */
GPtrArray *cosell_store_list_crm_links (CosellStore *self, const char *crm, GError **error);
/* Those of all CRMs in which a person has something to decide. */
GPtrArray *cosell_store_list_crm_conflicts (CosellStore *self, GError **error);
/* Those that have something to be done over there at now (µs UTC): WAITING, or LINKED with something to be
 * written; not held. */
GPtrArray *cosell_store_list_crm_due (CosellStore *self, const char *crm, gint64 now,
                                      GError **error);
/* The lane of a CRM, or (NULL) of all: those that are WAITING, QUESTION, PARKED, held, or have
 * something to be written. cosell_store_count_outbox counts the same ones. */
GPtrArray *cosell_store_list_crm_lane (CosellStore *self, const char *crm, GError **error);

/* Writes the link of its deal, in place of the one that it has, and works it out. The deal counts
 * as changed. Errors: COSELL_RULE_ERROR_REFUSED when the deal has one to another CRM, or another
 * deal has the opportunity (K1); _UNKNOWN when there is no such CRM; COSELL_STORE_ERROR_NOT_FOUND:
 * no such deal. */
gboolean cosell_store_put_crm_link (CosellStore *self, const CosellCrmLink *link, GError **error);
/* A person takes it away: no rule makes one for this deal again. COSELL_RULE_ERROR_UNKNOWN when it
 * has none. */
gboolean cosell_store_remove_crm_link (CosellStore *self, gint64 deal, GError **error);
/* What a deal has on our side. text: its own half as it stands here; NULL when there is nothing to
 * compare: a draft, or a half of which the document is not here (P10, P16). open: the fields that
 * are in conflict with the service. All (out) (optional) (transfer full). NOT_FOUND */
gboolean cosell_store_read_crm_side (CosellStore *self, gint64 deal, CosellDealData **row,
                                     char **text, CosellCrmFieldSet *open, GError **error);
/* Works a deal's link out again from what was seen last and from its deal now; nothing when it has
 * none. */
gboolean cosell_store_refresh_crm_link (CosellStore *self, gint64 deal, GError **error);
/* K1: deals that a CRM's rule includes and that never had a link get one, WAITING. own_email:
 * (nullable), folded. n: (out) how many */
gboolean cosell_store_include_crm_deals (CosellStore *self, const char *crm, const char *own_email,
                                         guint *n, GError **error);
/* K17: of all deals without drafts and leads (n_deals), those without a link whose CRM ID may be
 * one of a CRM (cosell_crm_match_is_id). */
gboolean cosell_store_count_crm_ids (CosellStore *self, guint *n_foreign, guint *n_deals,
                                     GError **error);

G_END_DECLS
