/* cosell-dynamics-text.h: questions and bodies for Dynamics 365, and what its answers say; pure, any
 * thread, private to this folder */
#pragma once

#include "base/cosell-json-edit.h"
#include "crm/cosell-crm.h"

G_BEGIN_DECLS

#define COSELL_DYNAMICS_PATH "/api/data/v9.2/"
#define COSELL_DYNAMICS_OPPORTUNITIES COSELL_DYNAMICS_PATH "opportunities"

/* Columns that an organization has added, for what no column of its own is there. (nullable) */
typedef struct
{
  char *key;
  char *solutions;
} CosellDynamicsColumns;

/* questions: all (transfer full) and percent-encoded */

/* What is asked of one opportunity. */
char *cosell_dynamics_row_query (const CosellDynamicsColumns *columns);
/* A list, oldest change first. Returns: (nullable): NULL when one of the ids is none */
char *cosell_dynamics_list_query (const CosellDynamicsColumns *columns, gint64 since,
                                  const char *const *ids);
/* postal_code, account_id: (nullable) */
char *cosell_dynamics_account_query (const char *name, const char *postal_code);
char *cosell_dynamics_contact_query (const char *email, const char *account_id);
/* What is asked of an account, or of a contact. (transfer none) */
const char *cosell_dynamics_party_fields (gboolean person);
/* ".../opportunities(ID)". Returns: (nullable): NULL when it is no id */
char *cosell_dynamics_row_path (const char *id);

/* bodies */

/* Fields of an opportunity as an object, all but the currency. Errors: COSELL_CRM_ERROR_VALUE.
 * Returns: (transfer full) */
char *cosell_dynamics_write_fields (const CosellOpportunity *opportunity,
                                    CosellOpportunityFields fields,
                                    const CosellDynamicsColumns *columns, GError **error);
/* Adds a lookup. Takes body. Returns: (transfer full) */
char *cosell_dynamics_add_bind (char *body, const char *navigation, const char *set,
                                const char *id);
/* Of WinOpportunity or LoseOpportunity. Errors: as above. Returns: (transfer full) */
char *cosell_dynamics_write_ending (const char *id, const CosellCrmEnding *ending, GError **error);

/* Of a new account or contact. Errors: as above. Returns: (transfer full) */
char *cosell_dynamics_write_party (const CosellCrmParty *party, GError **error);

/* answers */

/* Returns: (transfer full) (nullable): NULL when it has no id */
CosellOpportunity *cosell_dynamics_read_opportunity (CosellJsonValue row,
                                                     const CosellDynamicsColumns *columns);
/* query: the one that asked for the page. Returns: (transfer full) (nullable): NULL when it is no page */
CosellCrmPage *cosell_dynamics_read_page (CosellJsonValue answer,
                                          const CosellDynamicsColumns *columns,
                                          const char *query);
/* Returns: (transfer full) (nullable): NULL when it has no id */
CosellCrmParty *cosell_dynamics_read_party (CosellJsonValue row);
/* Returns: (transfer full) of CosellCrmParty */
GPtrArray *cosell_dynamics_read_parties (CosellJsonValue answer);
/* Adds those that can be used. Returns: FALSE when it is no list */
gboolean cosell_dynamics_read_currencies (CosellJsonValue answer, GPtrArray *currencies);

G_END_DECLS
