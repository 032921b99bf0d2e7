/* cosell-crm-compare.h: when two values of a field mean the same, and what a CRM can hold of ours;
 * pure, any thread */
#pragma once

#include "model/cosell-crm-settings.h"

G_BEGIN_DECLS

/* What a comparison depends on beside the two sides. */
typedef struct
{
  const CosellCrmSettings *settings;
  const CosellCrmDescription *description; /* (nullable): nothing is known of limits or
                                            * currencies */
  const CosellDealData *row;
  CosellCrmFieldSet open; /* fields in conflict with the service: ours is not written before that is
                           * decided */
} CosellCrmContext;

/* Whether the two values (nullable) of a field mean the same: amounts by value and currency, texts
 * with line ends and blanks at the ends aside and cut to what the CRM can hold (K6), stages by the
 * map, their contact by being one of ours, their owner by being in our team. */
gboolean cosell_crm_field_same (CosellCrmField field, const char *crm, const char *deal,
                                const CosellCrmContext *context);
/* K3: whether a value (nullable) of one side is the one (nullable) that it had before, its format
 * aside. */
gboolean cosell_crm_compare_unchanged (CosellCrmField field, const char *before, const char *now);
/* What a CRM can hold of ours: of a text the copy that is cut (K6), of a stage theirs (K7), of the
 * contacts the first. deal: (nullable). create: whether it is for a new opportunity. form: (out)
 * (transfer full) (nullable): NULL empties the field. words: (out) (transfer full) (nullable): why
 * not, where a person has to know (K4), translated. Returns: FALSE when it cannot be written */
gboolean cosell_crm_compare_fit (CosellCrmField field, const char *deal,
                                 const CosellCrmContext *context, gboolean create, char **form,
                                 char **words);
/* K6: whether our text (nullable) is longer than what the CRM can hold. */
gboolean cosell_crm_compare_is_longer (CosellCrmField field, const char *deal,
                                       const CosellCrmContext *context);
/* Whether the CRM has a place for a field: a column, where columns are known; for the solutions the
 * one that the settings name (K13). */
gboolean cosell_crm_compare_has_place (CosellCrmField field, const CosellCrmContext *context);
/* What of an opportunity holds a field; 0 for the status. */
CosellOpportunityFields cosell_crm_compare_column (CosellCrmField field);

G_END_DECLS
