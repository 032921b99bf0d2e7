/* cosell-crm-match.h: which opportunity a deal is (K19), and whether one may be made (K15 to K17); pure, any thread */
#pragma once

#include "model/cosell-crm-link.h"
#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

/* A deal and the opportunity that it may be. */
typedef struct
{
  gint64 deal;
  char *opportunity; /* id */
  char *name;        /* (nullable) of the opportunity */
  guint score;       /* 0 to 100 */
  gboolean exact;    /* beyond doubt: by CRM ID or key, or by customer, name, value and date together, and the only
                      * such one of both */
  char *why;         /* what fits, translated */
} CosellCrmMatch;

void cosell_crm_match_free (gpointer match); /* (nullable); a GDestroyNotify */
/* K19: deals without an opportunity and opportunities without a deal, best first. Leads, drafts and deals that are gone are
 * none, closed ones by CRM ID or key alone. rows: of CosellDealData; opportunities: of CosellOpportunity; linked: (nullable)
 * set of opportunity ids (char *) that are some deal's already. Returns: (transfer full) of CosellCrmMatch */
GPtrArray *cosell_crm_match (GPtrArray *rows, GPtrArray *opportunities, GHashTable *linked);
/* K18: of what changed since a create went out, what it made: same key, else same account, name, amount and close
 * date, created since (µs UTC; whole seconds count). Returns: (transfer container) of CosellOpportunity, which
 * opportunities owns; several: a person has to say */
GPtrArray *cosell_crm_match_created (GPtrArray *opportunities, const CosellOpportunity *sent,
                                     gint64 since);
/* K18: where that finds none: those of the same account, created since, of which the name, the value or
 * the close date is what was sent, and any that was created within minutes: the rest may have been
 * changed over there since, or never been kept. A person has to say. Returns: the same */
GPtrArray *cosell_crm_match_maybe_created (GPtrArray *opportunities, const CosellOpportunity *sent,
                                           gint64 since);
/* K16: columns that have to be filled and are neither in fields nor in the defaults. An owner is there by itself.
 * Returns: (transfer full) (nullable): names, one a line; NULL: it can be made */
char *cosell_crm_match_missing (const CosellCrmDescription *description,
                                const CosellCrmSettings *settings, CosellOpportunityFields fields);
/* K17: whether a CRM ID (nullable) is one that a CRM makes for an opportunity, and not a reference of people's own: a
 * GUID, or 15 or 18 letters and digits that begin with 006. */
gboolean cosell_crm_match_is_id (const char *id);
/* K17: signs that another connector writes to this CRM: so many of the deals have a CRM ID and no link of ours; via:
 * (nullable) createdVia and lastModifiedVia of referrals (char *), which connectors fill in. Returns: (transfer full)
 * (nullable): what was seen, in words; NULL: nothing */
char *cosell_crm_match_signs (guint n_foreign_ids, guint n_deals, GPtrArray *via);
/* K10: a draft of a deal (JSON, as cosell_draft_new_from_json takes it) filled from an opportunity; account:
 * (nullable). Nobody agreed to anything yet (C21). Returns: (transfer full) */
char *cosell_crm_match_draft (const CosellOpportunity *opportunity, const CosellCrmParty *account,
                              const CosellCrmSettings *settings);

G_END_DECLS
