/* cosell-crm-sheet.h: one side of a deal: its value of each field that a CRM has, too; pure, any
 * thread */
#pragma once

#include "model/cosell-crm-field.h"
#include "model/cosell-crm-values.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

typedef struct
{
  char *values[COSELL_CRM_N_FIELDS]; /* (nullable): nothing there */
} CosellCrmSheet;

/* Returns: (transfer full) without any value */
CosellCrmSheet *cosell_crm_sheet_new (void);
CosellCrmSheet *cosell_crm_sheet_copy (const CosellCrmSheet *self); /* (transfer full) */
void cosell_crm_sheet_free (CosellCrmSheet *self);                  /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmSheet, cosell_crm_sheet_free)
/* Our side. row: of the deal. text: (nullable) the own half as it stands here, local changes
 * applied; a draft has none. Errors: as cosell_json_parse. Returns: (transfer full) */
CosellCrmSheet *cosell_crm_sheet_of_deal (const CosellDealData *row, const char *text, GError **error);
/* Their side. Of contact and owner their addresses are wanted: who reads an opportunity fills them
 * in. Returns: (transfer full) */
CosellCrmSheet *cosell_crm_sheet_of_opportunity (const CosellOpportunity *opportunity);
/* An object by the words of the fields; what is not there is left out. (transfer full) */
char *cosell_crm_sheet_to_json (const CosellCrmSheet *self);
/* What is damaged or unknown is left out. json: (nullable). Returns: (transfer full) */
CosellCrmSheet *cosell_crm_sheet_from_json (const char *json);

G_END_DECLS
