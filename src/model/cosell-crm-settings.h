/* cosell-crm-settings.h: how a person wants a CRM to be kept in step (K1, K3, K7); pure, any
 * thread */
#pragma once

#include "model/cosell-crm-sheet.h"

G_BEGIN_DECLS

/* Which deals get an opportunity by themselves (K1). */
typedef enum
{
  COSELL_CRM_RULE_NONE,    /* "none" */
  COSELL_CRM_RULE_INBOUND, /* "inbound": accepted deals that were sent to us */
  COSELL_CRM_RULE_MINE,    /* "mine": accepted deals with the own address in the team */
} CosellCrmRule;

typedef struct
{
  GHashTable *stages; /* (owned): id of their stage (char *) → our stage as text, "20" to "80"; see
                       * K7 */
  CosellCrmDirection directions[COSELL_CRM_N_FIELDS];
  CosellCrmRule rule;
  gboolean allow_crm_id;  /* K15: the opportunity's id may go into a deal's empty CRM ID */
  char *defaults;         /* (nullable) JSON object: columns of a new opportunity that Cosell does
                           * not know */
  char *solutions_column; /* (nullable) */
  char *key_column;       /* (nullable): holds the referral's id over there */
  gboolean alone;         /* K17: a person said that no other connector is at work */
} CosellCrmSettings;

/* The usual: value, close date, notes, stage and contact both ways, the team from there, name and
 * solutions off; no stage has a place yet; no rule. Returns: (transfer full) */
CosellCrmSettings *cosell_crm_settings_new (void);
CosellCrmSettings *cosell_crm_settings_copy (const CosellCrmSettings *self); /* (transfer full) */
void cosell_crm_settings_free (CosellCrmSettings *self);                     /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmSettings, cosell_crm_settings_free)
/* "none", "inbound", "mine". (transfer none) (static) */
const char *cosell_crm_settings_rule_nick (CosellCrmRule rule);
/* As the store keeps them. (transfer full) */
char *cosell_crm_settings_to_json (const CosellCrmSettings *self);
/* What is damaged or unknown is as usual. json: (nullable). Returns: (transfer full) */
CosellCrmSettings *cosell_crm_settings_from_json (const char *json);
/* KEY=VALUE of `crm set`: stages ({"id or label of theirs": 20 to 80, or null for no place}) and
 * fields ({"field": "both", …}), JSON objects of which what they do not name stays; rule,
 * allowCrmId, defaults, solutionsColumn, keyColumn, alone. "" empties the three columns.
 * description: (nullable): stages and columns are looked for in it. Nothing is changed with an
 * error: COSELL_RULE_ERROR_SYNTAX, _UNKNOWN (key, field, stage, column), _REFUSED (a direction that
 * the field cannot have, a column that holds something else). */
gboolean cosell_crm_settings_set (CosellCrmSettings *self, const char *key, const char *value,
                                  const CosellCrmDescription *description, GError **error);
/* K7: a map that is likely meant, by the names and the order of their open stages. Returns:
 * (transfer full): as stages */
GHashTable *cosell_crm_settings_propose_stages (const CosellCrmDescription *description);
/* Our stage for one of theirs (nullable), and one of theirs for ours (nullable): the first in their
 * order. description: (nullable). Returns: (transfer none) (nullable): it has no place */
const char *cosell_crm_settings_stage_from (const CosellCrmSettings *self, const char *theirs);
const char *cosell_crm_settings_stage_to (const CosellCrmSettings *self, const char *ours,
                                          const CosellCrmDescription *description);
/* K1: whether a deal gets an opportunity by itself. own_email: (nullable), folded */
gboolean cosell_crm_settings_include (const CosellCrmSettings *self, const CosellDealData *row,
                                      const char *own_email);

G_END_DECLS
