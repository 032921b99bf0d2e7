/* cosell-crm-field.h: what a deal and an opportunity have in common, field by field (K3); pure, any
 * thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of commands and of the database: "name", "value", "closeDate", "notes", "stage", "contact",
 * "team", "solutions", "status". Values are texts that can be compared and shown. */
typedef enum
{
  COSELL_CRM_FIELD_NAME,
  COSELL_CRM_FIELD_VALUE,      /* amount and currency: "25000.10 SEK" (cosell_crm_value_split) */
  COSELL_CRM_FIELD_CLOSE_DATE, /* "2027-01-15" */
  COSELL_CRM_FIELD_NOTES,
  COSELL_CRM_FIELD_STAGE,     /* ours: "20", "40", "60" or "80"; theirs: the id of their stage */
  COSELL_CRM_FIELD_CONTACT,   /* ours: folded addresses, one a line, the first is the deal's;
                               * theirs: that of their contact, or its name or id where it has
                               * none */
  COSELL_CRM_FIELD_TEAM,      /* ours: folded addresses, one a line, sorted; theirs: that of the
                               * owner likewise */
  COSELL_CRM_FIELD_SOLUTIONS, /* names, one a line */
  COSELL_CRM_FIELD_STATUS,    /* "open", "won", "lost" */
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
/* nick: (nullable). Returns: FALSE (and *direction unchanged) when it is none of these words */
gboolean cosell_crm_direction_parse (const char *nick, CosellCrmDirection *direction);
/* Which directions a field can have at all (K3): the status none, since it always asks (K8); the
 * team only from there (K12); solutions only to there (K13). */
CosellCrmDirection cosell_crm_field_possible (CosellCrmField field);

G_END_DECLS
