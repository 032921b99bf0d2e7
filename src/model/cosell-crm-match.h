/* cosell-crm-match.h: which opportunity a deal is (K19), and whether one may be made (K15 to K17); pure, any thread */
#pragma once

#include "model/cosell-crm-link.h"
#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

/* A deal that has no opportunity, or one that has. */
typedef struct
{
  gint64 deal;
  char *opportunity; /* id */
  char *name;        /* of the opportunity */
  guint score;       /* 0 to 100 */
  gboolean exact;    /* the only one, beyond doubt: by CRM ID or key, or by customer, name, value and date together */
  char *why;         /* what fits, translated */
} CosellCrmMatch;

void cosell_crm_match_free (gpointer match); /* (nullable); a GDestroyNotify */
/* Deals without opportunity and opportunities without deal, best first; a pair that fits by less than customer and one more
 * is none. rows: of CosellDealData; opportunities: of CosellOpportunity; linked: (nullable) set of opportunity ids (char *) that are some deal's
 * already. Returns: (transfer full) of CosellCrmMatch */
GPtrArray *cosell_crm_match (GPtrArray *rows, GPtrArray *opportunities, GHashTable *linked);
/* K18: of what changed since a create went out, what it made: same key, else same account, name, amount and close date,
 * created since. Returns: (transfer container) of CosellOpportunity, which opportunities own; several: a person has to say */
GPtrArray *cosell_crm_match_created (GPtrArray *opportunities, const CosellOpportunity *sent,
                                     gint64 since);
/* K16: columns that have to be filled and are neither in fields nor in the defaults. Returns: (transfer full) (nullable): names, one a
 * line; NULL: it can be made */
char *cosell_crm_match_missing (const CosellCrmDescription *description,
                                const CosellCrmSettings *settings, CosellOpportunityFields fields);
/* K17: signs that another connector writes to this CRM: of rows, deals that it does not know by our links, with a CRM ID that is an
 * id of the CRM; via: (nullable) createdVia or lastModifiedVia of the referrals (char *). Returns: (transfer full) (nullable): what
 * was seen, in words; NULL: nothing */
char *cosell_crm_match_signs (guint n_foreign_ids, guint n_deals, GPtrArray *via);
/* A draft of a deal (JSON, as cosell_draft_new_from_json takes it) filled from an opportunity; account: (nullable). Returns:
 * (transfer full) */
char *cosell_crm_match_draft (const CosellOpportunity *opportunity, const CosellCrmParty *account,
                              const CosellCrmSettings *settings);

G_END_DECLS
