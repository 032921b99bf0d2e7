/* cosell-store-crm-links.h: deals and their opportunities, and what was done; worker only
 *
 * A link is worked out again whenever its deal's row is derived: what is to be written to the CRM is what differs
 * (K3), so that an edit that is changed or undone before it went out changes what goes out.
 */
#pragma once

#include "model/cosell-crm-merge.h"
#include "store/cosell-store.h"

G_BEGIN_DECLS

/* What is known of a CRM beside its address. */
typedef struct
{
  CosellCrmSettings *settings;       /* (owned) never NULL */
  CosellCrmDescription *description; /* (owned) (nullable) */
  gint64 described_at;               /* µs UTC, or COSELL_NO_TIME */
  char *user_id;                     /* (nullable) who is signed in over there */
  char *user_email;                  /* (nullable) */
  gint64 mark;        /* up to this change (their time, µs UTC) everything was taken in; COSELL_NO_TIME: nothing */
  gint64 compared_at; /* µs UTC, the last full comparison; COSELL_NO_TIME */
  gboolean previewed; /* a person saw the preview and agreed: the CRM may be written to */
} CosellCrmState;

void cosell_crm_state_free (CosellCrmState *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmState, cosell_crm_state_free)

/* COSELL_RULE_ERROR_UNKNOWN when there is no such CRM. Returns: (transfer full) NULL with error */
CosellCrmState *cosell_store_load_crm_state (CosellStore *self, const char *crm, GError **error);
/* Writes the settings; all links of the CRM are worked out again. */
gboolean cosell_store_put_crm_settings (CosellStore *self, const char *crm,
                                        const CosellCrmSettings *settings, GError **error);
/* Writes what describes it. user: (nullable): stays */
gboolean cosell_store_put_crm_description (CosellStore *self, const char *crm,
                                           const CosellCrmDescription *description,
                                           const CosellCrmUser *user, gint64 at, GError **error);
/* How far its changes were taken in. compared_at: COSELL_NO_TIME: as it was */
gboolean cosell_store_put_crm_mark (CosellStore *self, const char *crm, gint64 mark,
                                    gint64 compared_at, GError **error);
gboolean cosell_store_set_crm_previewed (CosellStore *self, const char *crm, gboolean previewed,
                                         GError **error);

/* The link of a deal. Returns: (transfer full) (nullable): NULL without error when it has none */
CosellCrmLink *cosell_store_get_crm_link (CosellStore *self, gint64 deal, GError **error);
/* The same by the opportunity. */
CosellCrmLink *cosell_store_find_crm_link (CosellStore *self, const char *crm,
                                           const char *opportunity, GError **error);
/* All of a CRM, or (NULL) of all, in the order of their deals. Returns: (transfer full) of CosellCrmLink */
GPtrArray *cosell_store_list_crm_links (CosellStore *self, const char *crm, GError **error);
/* Those that have something to be done over there at now: WAITING, or to_crm is not empty; neither held nor parked.
 * Returns: the same */
GPtrArray *cosell_store_list_crm_due (CosellStore *self, const char *crm, gint64 now, GError **error);
/* Writes the link of its deal, in place of the one that it has, which is of the same CRM (else
 * COSELL_RULE_ERROR_REFUSED: K1; likewise when the opportunity is another deal's). The deal counts as changed. */
gboolean cosell_store_put_crm_link (CosellStore *self, const CosellCrmLink *link, GError **error);
/* COSELL_RULE_ERROR_UNKNOWN when it has none. */
gboolean cosell_store_remove_crm_link (CosellStore *self, gint64 deal, GError **error);
/* What a deal has on our side: its row, its own half as it stands here (nullable: a draft has none), and the fields that are
 * in conflict with the service. All (out) (optional) (transfer full). */
gboolean cosell_store_read_crm_side (CosellStore *self, gint64 deal, CosellDealData **row, char **text,
                                     CosellCrmFieldSet *open, GError **error);
/* Works a deal's link out again from what was seen last and from its deal now; nothing when it has none. For derivation. */
gboolean cosell_store_refresh_crm_link (CosellStore *self, gint64 deal, GError **error);
/* K1: deals that a CRM's rule includes and that have no link: they get one, WAITING. own_email: (nullable), folded. *n: (out) how many */
gboolean cosell_store_include_crm_deals (CosellStore *self, const char *crm, const char *own_email,
                                         guint *n, GError **error);
/* For K17: deals without a link whose CRM ID is not empty, and all deals. */
gboolean cosell_store_count_crm_ids (CosellStore *self, guint *n_foreign, guint *n_deals, GError **error);

/* Adds lines (of CosellCrmLogEntry) to a deal's log. */
gboolean cosell_store_add_crm_log (CosellStore *self, gint64 deal, GPtrArray *entries, GError **error);
/* Newest first. Returns: (transfer full) of CosellCrmLogEntry */
GPtrArray *cosell_store_get_crm_log (CosellStore *self, gint64 deal, GError **error);

G_END_DECLS
