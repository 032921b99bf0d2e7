/* cosell-crm-field.h: what a deal and an opportunity have in common, field by field (K3)
 *
 * A sheet holds one side's value of each field as text that can be compared and shown. Pure; any thread.
 */
#pragma once

#include "model/cosell-crm-values.h"
#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* Words of commands and of the database: "name", "value", "closeDate", "notes", "stage", "contact", "team",
 * "solutions", "status". */
typedef enum
{
  COSELL_CRM_FIELD_NAME,
  COSELL_CRM_FIELD_VALUE,      /* amount and currency: "25000.10 SEK" */
  COSELL_CRM_FIELD_CLOSE_DATE, /* "2027-01-15" */
  COSELL_CRM_FIELD_NOTES,
  COSELL_CRM_FIELD_STAGE,      /* ours: "20" to "80"; theirs: the id of their stage */
  COSELL_CRM_FIELD_CONTACT,    /* address of the (first) contact, folded */
  COSELL_CRM_FIELD_TEAM,       /* ours: addresses, one a line, sorted; theirs: that of the owner */
  COSELL_CRM_FIELD_SOLUTIONS,  /* names, one a line */
  COSELL_CRM_FIELD_STATUS,     /* "open", "won", "lost" */
  COSELL_CRM_N_FIELDS,
} CosellCrmField;

/* Bits: 1 << field. */
typedef guint CosellCrmFieldSet;

/* (transfer none) (static) */
const char *cosell_crm_field_nick (CosellCrmField field);
/* What people call it. (transfer none) (static), translated */
const char *cosell_crm_field_label (CosellCrmField field);
/* COSELL_CRM_N_FIELDS: no such word (nullable) */
CosellCrmField cosell_crm_field_parse (const char *nick);

typedef enum
{
  COSELL_CRM_OFF = 0,
  COSELL_CRM_FROM = 1 << 0, /* "from-crm" */
  COSELL_CRM_TO = 1 << 1,   /* "to-crm" */
  COSELL_CRM_BOTH = COSELL_CRM_FROM | COSELL_CRM_TO,
} CosellCrmDirection;

/* "both", "to-crm", "from-crm", "off". (transfer none) (static) */
const char *cosell_crm_direction_nick (CosellCrmDirection direction);
gboolean cosell_crm_direction_parse (const char *nick, CosellCrmDirection *direction);
/* Which directions a field can have at all (K3): the status none, since it always asks (K8); the team only from
 * there (K12); solutions only to there (K13). */
CosellCrmDirection cosell_crm_field_possible (CosellCrmField field);

/* One side of a deal. */
typedef struct
{
  char *values[COSELL_CRM_N_FIELDS]; /* (nullable) */
} CosellCrmSheet;

/* Returns: (transfer full) without any value */
CosellCrmSheet *cosell_crm_sheet_new (void);
CosellCrmSheet *cosell_crm_sheet_copy (const CosellCrmSheet *self); /* (transfer full) */
void cosell_crm_sheet_free (CosellCrmSheet *self);                  /* self: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmSheet, cosell_crm_sheet_free)
/* Our side. row: of the deal. text: the own half as it stands here, local changes applied. Errors: as
 * cosell_json_parse. Returns: (transfer full) */
CosellCrmSheet *cosell_crm_sheet_of_deal (const CosellDealData *row, const char *text, GError **error);
/* Their side. Returns: (transfer full) */
CosellCrmSheet *cosell_crm_sheet_of_opportunity (const CosellOpportunity *opportunity);
/* An object by the words of the fields; what is not there is left out. (transfer full) */
char *cosell_crm_sheet_to_json (const CosellCrmSheet *self);
/* What is damaged or unknown is left out. json: (nullable). Returns: (transfer full) */
CosellCrmSheet *cosell_crm_sheet_from_json (const char *json);

/* "25000.10 SEK" → its two parts. Returns: FALSE when text (nullable) is none of both */
gboolean cosell_crm_value_split (const char *text, char **amount, char **currency);

G_END_DECLS
