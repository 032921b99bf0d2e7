/* cosell-crm-merge.h: what becomes of each field of a deal and its opportunity (K3 to K13); pure,
 * any thread */
#pragma once

#include "model/cosell-crm-compare.h"
#include "model/cosell-crm-link.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CRM_SAME,     /* both mean the same: agree */
  COSELL_CRM_TO_CRM,   /* only ours changed: write it there */
  COSELL_CRM_FROM_CRM, /* only theirs changed: make the edit here, by the rules */
  COSELL_CRM_CONFLICT, /* both changed, or never agreed (K2), or it always asks (K8) */
  COSELL_CRM_STAYS,    /* it differs and may: nobody writes it (off, or one side cannot hold it) */
} CosellCrmVerdict;

typedef struct
{
  CosellCrmVerdict verdict;
  gboolean agree; /* from here on only what changes counts: also of some that stay as they are
                   * (K7) */
  gboolean told;  /* words stand in the link already */
  char *words;    /* (owned) (nullable) what a person has to know of it (K4, K6, K9, K14),
                   * translated */
} CosellCrmOutcome;

typedef struct
{
  CosellCrmOutcome fields[COSELL_CRM_N_FIELDS];
} CosellCrmOutcomes;

/* Compares field by field. link: base and agreed, what a person decided, and notices; crm: their
 * side now; deal: ours. Nothing is changed. Returns: (transfer full) */
CosellCrmOutcomes *cosell_crm_merge (const CosellCrmLink *link, const CosellCrmSheet *crm,
                                     const CosellCrmSheet *deal, const CosellCrmContext *context);
void cosell_crm_outcomes_free (CosellCrmOutcomes *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmOutcomes, cosell_crm_outcomes_free)
/* The fields with that verdict. */
CosellCrmFieldSet cosell_crm_outcomes_get (const CosellCrmOutcomes *self, CosellCrmVerdict verdict);

/* Agrees in link on what is the same, sets to_crm, from_crm and conflicts, takes away notices whose time has
 * passed and puts those of the outcomes. crm and deal as for the merge. */
void cosell_crm_link_settle (CosellCrmLink *link, const CosellCrmOutcomes *outcomes,
                             const CosellCrmSheet *crm, const CosellCrmSheet *deal);
/* A person decided a conflict: ours (deal) or theirs, as it was seen last, is right. The other
 * side's value counts as agreed, so that the chosen one is the only change; it goes there even
 * where the field usually does not. Returns: FALSE when the field is in no conflict, and for the
 * status (K8) */
gboolean cosell_crm_link_decide (CosellCrmLink *link, CosellCrmField field, gboolean ours,
                                 const CosellCrmSheet *deal);
/* The opportunity was just made of deal, and seen: what was not sent (K4, a direction) is agreed to be
 * empty there, so that nobody is asked about it, and its owner is no news; what the CRM fills in by itself
 * besides comes like any change of theirs. */
void cosell_crm_link_made (CosellCrmLink *link, const CosellCrmSheet *deal);
/* K8: a person said that the status stays as it is on each side; it is asked again once one of them
 * changes. */
void cosell_crm_link_leave (CosellCrmLink *link, const CosellCrmSheet *deal);
/* K9: a rule of ours refused their value, as it was seen last: words say why, and name the rule. It
 * is not tried again until their value changes, or the deal does. deal, row: as it was refused. */
void cosell_crm_link_refuse (CosellCrmLink *link, CosellCrmField field, const char *words,
                             const CosellCrmSheet *deal, const CosellDealData *row);

G_END_DECLS
