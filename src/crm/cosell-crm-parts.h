/* cosell-crm-parts.h: what the implementations of CosellCrm share; pure, any thread, private to this folder
 */
#pragma once

#include "base/cosell-json-edit.h"
#include "crm/cosell-crm.h"

G_BEGIN_DECLS

/* answers */

/* The text of a member, whatever scalar it is. Returns: (transfer full) (nullable) */
char *cosell_crm_dup_text (CosellJsonValue row, const char *name);
/* Digits as they stand. Returns: (transfer full) (nullable): NULL for what is no number */
char *cosell_crm_dup_number (CosellJsonValue row, const char *name);
/* A day, without the hours that some answers have behind it. Returns: (transfer full) (nullable) */
char *cosell_crm_dup_date (CosellJsonValue row, const char *name);
/* COSELL_NO_TIME for none. */
gint64 cosell_crm_read_time (CosellJsonValue row, const char *name);

/* bodies; errors: COSELL_CRM_ERROR_VALUE */

/* FALSE, with an error that says words. */
gboolean cosell_crm_refuse_value (GError **error, const char *words);
/* An amount in its own digits; NULL empties it. text: (nullable) */
gboolean cosell_crm_write_amount (CosellJsonWriter *writer, const char *name, const char *text,
                                  GError **error);
/* A day; NULL empties it. text: (nullable) */
gboolean cosell_crm_write_date (CosellJsonWriter *writer, const char *name, const char *text,
                                GError **error);
/* A text, when there is one. text: (nullable) */
void cosell_crm_write_known (CosellJsonWriter *writer, const char *name, const char *text);
/* Adds the members of defaults, a JSON object (nullable), that body does not have. Takes body. Returns:
 * (transfer full) */
char *cosell_crm_add_defaults (char *body, const char *defaults, GError **error);
/* What a new opportunity brings along: all that it has. */
CosellOpportunityFields cosell_crm_fields_of (const CosellOpportunity *opportunity);
/* Whom a contact or an owner is. party: (nullable). Returns: (transfer none) (nullable) */
const char *cosell_crm_id_of (const CosellCrmParty *party);

/* What error (transfer full) of a question is when it was asked after a write that was carried out: the
 * outcome is not known to the caller. Returns: (transfer full) */
GError *cosell_crm_after_write (GError *error);

G_END_DECLS
