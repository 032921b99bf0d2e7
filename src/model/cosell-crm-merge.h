/* cosell-crm-merge.h: what becomes of each field of a deal and its opportunity (K3 to K13); pure, any thread */
#pragma once

#include "model/cosell-crm-link.h"
#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_CRM_SAME,     /* both mean the same: agree */
  COSELL_CRM_TO_CRM,   /* only ours changed: write it there */
  COSELL_CRM_FROM_CRM, /* only theirs changed: make the edit here, by the rules */
  COSELL_CRM_CONFLICT, /* both changed, or never agreed (K2), or it always asks (K8) */
  COSELL_CRM_STAYS,    /* it differs and may: nobody writes it (off, or one side cannot hold it) */
} CosellCrmVerdict;

/* What a comparison depends on beside the two sides. */
typedef struct
{
  const CosellCrmSettings *settings;
  const CosellCrmDescription *description; /* (nullable): nothing is known of limits or currencies */
  const CosellDealData *row;
  CosellCrmFieldSet open; /* fields in conflict with the service: ours is not written before that is decided */
} CosellCrmContext;

typedef struct
{
  CosellCrmVerdict verdict;
  char *words; /* (owned) (nullable) what a person has to know of it (K4, K6, K9, K14), translated */
} CosellCrmOutcome;

typedef struct
{
  CosellCrmOutcome fields[COSELL_CRM_N_FIELDS];
} CosellCrmOutcomes;

/* Compares field by field. link: base and agreed, and what did not stick; crm: their side now; deal: ours.
 * Nothing is changed. Returns: (transfer full) */
CosellCrmOutcomes *cosell_crm_merge (const CosellCrmLink *link, const CosellCrmSheet *crm,
                                     const CosellCrmSheet *deal, const CosellCrmContext *context);
void cosell_crm_outcomes_free (CosellCrmOutcomes *self); /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmOutcomes, cosell_crm_outcomes_free)
/* The fields with that verdict. */
CosellCrmFieldSet cosell_crm_outcomes_get (const CosellCrmOutcomes *self, CosellCrmVerdict verdict);
/* Whether the two values (nullable) of a field mean the same: amounts by value and currency, texts with line ends and
 * blanks at the ends aside and cut to what the CRM can hold (K6), stages by the map, their owner by being in our team. */
gboolean cosell_crm_field_same (CosellCrmField field, const char *crm, const char *deal,
                                const CosellCrmContext *context);
/* Agrees in link on what is SAME, sets to_crm and conflicts, takes away notices whose time has passed and puts those of
 * the outcomes. crm and deal as for the merge. */
void cosell_crm_link_settle (CosellCrmLink *link, const CosellCrmOutcomes *outcomes,
                             const CosellCrmSheet *crm, const CosellCrmSheet *deal);

/* A person decided a conflict: ours (deal) or theirs is right. The other side's value counts as agreed, so that the
 * chosen one is the only change. Returns: FALSE when the field is in no conflict */
gboolean cosell_crm_link_decide (CosellCrmLink *link, CosellCrmField field, gboolean ours,
                                 const CosellCrmSheet *deal);

/* What can be written (K4, K5, K6, K7): the fields of deal as an opportunity, in the form that fits the CRM. fields: in:
 * those wanted; out: those that can be written; for the others, words of notices are put into link. key: (nullable) the
 * referral's id, for the key column. Contacts are found elsewhere. Returns: (transfer full): with id and mark of link */
CosellOpportunity *cosell_crm_write (CosellCrmLink *link, const CosellCrmSheet *deal, const char *key,
                                     const CosellCrmContext *context, CosellCrmFieldSet *fields,
                                     CosellOpportunityFields *columns);
/* K14: what was written and what the CRM has now. Agrees on what stuck; of what did not, puts a notice, and agrees on
 * both sides as they are, so that it is not tried again until one of them changes. wrote: of cosell_crm_write. log: (inout)
 * of CosellCrmLogEntry, a line for each field. */
void cosell_crm_link_stuck (CosellCrmLink *link, const CosellOpportunity *wrote,
                            CosellCrmFieldSet fields, const CosellOpportunity *now,
                            const CosellCrmSheet *deal, const CosellCrmContext *context, gint64 at,
                            GPtrArray *log);
/* What an edit here takes for a field of theirs (K5, K7, K11): for FROM_CRM. contact, owner: of the opportunity (nullable).
 * *key, *value: (out) (transfer full) as `set` takes them ("value", "closeDate", "notes", "name", "contact" with a person in the draft
 * file's shape), or "stage" with ours, or "member" with a person. Returns: FALSE with words (out) (transfer full) when it
 * cannot be taken (no telephone number: K11, K12; an unknown currency: K4; a stage without a place: K7) */
gboolean cosell_crm_take (CosellCrmField field, const CosellOpportunity *opportunity,
                          const CosellCrmContext *context, char **key, char **value, char **words);

G_END_DECLS
