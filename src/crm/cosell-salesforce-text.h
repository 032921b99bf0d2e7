/* cosell-salesforce-text.h: questions and bodies for Salesforce, and what its answers say; pure, any
 * thread, private to this folder */
#pragma once

#include "base/cosell-json-edit.h"
#include "crm/cosell-crm.h"
#include "http/cosell-http-error.h"

G_BEGIN_DECLS

#define COSELL_SALESFORCE_PATH "/services/data"
/* What is asked for has been there since then. */
#define COSELL_SALESFORCE_OLDEST 60

/* How opportunities of an organization look. */
typedef struct
{
  char *key;       /* (nullable): field of its own, an external id */
  char *solutions; /* (nullable): another one */
  gboolean multi;  /* there is more than one currency */
  char *currency;  /* (nullable): the one that there is else; NULL: unknown */
} CosellSalesforceShape;

/* Whether text is an id: 15 or 18 letters and digits. text: (nullable) */
gboolean cosell_salesforce_is_id (const char *text);
/* Whether two are the same: of 18 characters the last three repeat the case of the others. */
gboolean cosell_salesforce_same_id (const char *a, const char *b);

/* questions: SOQL, all (transfer full) */

/* A list, oldest change first. Returns: (nullable): NULL when one of the ids is none */
char *cosell_salesforce_list_soql (const CosellSalesforceShape *shape, gint64 since,
                                   const char *const *ids);
/* One by its id. Returns: (nullable): NULL when it is none */
char *cosell_salesforce_row_soql (const CosellSalesforceShape *shape, const char *id);
/* The one with a key, which shape names. */
char *cosell_salesforce_key_soql (const CosellSalesforceShape *shape, const char *key);
/* postal_code, account_id: (nullable) */
char *cosell_salesforce_account_soql (const char *name, const char *postal_code);
char *cosell_salesforce_contact_soql (const char *email, const char *account_id);
/* An account, or a contact, by its id, which is one. */
char *cosell_salesforce_party_soql (gboolean person, const char *id);
/* The roles that a contact has in an opportunity; both are ids. */
char *cosell_salesforce_role_soql (const char *opportunity_id, const char *contact_id);
/* The name of the one who is signed in; id is one. */
char *cosell_salesforce_user_soql (const char *id);
extern const char cosell_salesforce_stages_soql[];
extern const char cosell_salesforce_currencies_soql[];
/* "q=…", percent-encoded. Returns: (transfer full) */
char *cosell_salesforce_query (const char *soql);

/* bodies; errors: COSELL_CRM_ERROR_VALUE */

/* Fields of an opportunity as an object, all but contact and currency. with_key: FALSE where the address
 * names it. Returns: (transfer full) */
char *cosell_salesforce_write_fields (const CosellOpportunity *opportunity,
                                      CosellOpportunityFields fields,
                                      const CosellSalesforceShape *shape, gboolean with_key,
                                      GError **error);
/* Adds a text. Takes body. Returns: (transfer full) */
char *cosell_salesforce_add_text (char *body, const char *name, const char *text);
/* What an opportunity is that ended in a stage. Returns: (transfer full) */
char *cosell_salesforce_write_ending (const char *stage, const CosellCrmEnding *ending,
                                      GError **error);
/* Of a new account or contact. Returns: (transfer full) */
char *cosell_salesforce_write_party (const CosellCrmParty *party, GError **error);
/* Of a new role: the primary contact of an opportunity. Returns: (transfer full) */
char *cosell_salesforce_write_role (const char *opportunity_id, const char *contact_id);
/* The mark of an opportunity as If-Unmodified-Since has it. Returns: (transfer full) (nullable): NULL
 * when it is none */
char *cosell_salesforce_unmodified_since (const char *mark);

/* answers */

/* "v64.0", the newest version offered. Returns: (transfer full) (nullable): NULL when none is new enough */
char *cosell_salesforce_read_versions (CosellJsonValue answer);
/* Whether there is more than one currency, and the one that there is else. FALSE: it is no such answer */
gboolean cosell_salesforce_read_organization (CosellJsonValue answer, CosellSalesforceShape *shape);
/* Returns: (transfer full) (nullable): NULL when it has no id */
CosellOpportunity *cosell_salesforce_read_opportunity (CosellJsonValue row,
                                                       const CosellSalesforceShape *shape);
/* The path of a link to the next page (nullable), which is asked of our own origin: a token must not
 * follow it elsewhere. Returns: (transfer full) (nullable): NULL when it leads to no page */
char *cosell_salesforce_read_next (const char *link);
/* asked: path that asked for the page (nullable: the first one). Returns: (transfer full) (nullable): NULL
 * when it is no page */
CosellCrmPage *cosell_salesforce_read_page (CosellJsonValue answer,
                                            const CosellSalesforceShape *shape, const char *asked);
/* The first record of an answer; nothing when there is none. */
CosellJsonValue cosell_salesforce_first (CosellJsonValue answer);
/* Whether it is an answer to a question at all. */
gboolean cosell_salesforce_is_list (CosellJsonValue answer);
/* The id of what was just made. Returns: (transfer full) (nullable) */
char *cosell_salesforce_read_made (CosellJsonValue answer);
/* Returns: (transfer full) (nullable): NULL when it has no id */
CosellCrmParty *cosell_salesforce_read_party (CosellJsonValue row, gboolean person);
/* Returns: (transfer full) of CosellCrmParty */
GPtrArray *cosell_salesforce_read_parties (CosellJsonValue answer, gboolean person);
/* Adds those that can be used. Returns: FALSE when it is no list */
gboolean cosell_salesforce_read_currencies (CosellJsonValue answer, GPtrArray *currencies);
/* Adds them as choices. ended: only those that an opportunity ends in */
void cosell_salesforce_read_stages (CosellJsonValue answer, gboolean ended, GPtrArray *choices);
/* Adds the fields of an opportunity. Returns: FALSE when it is no description */
gboolean cosell_salesforce_read_columns (CosellJsonValue answer, const CosellSalesforceShape *shape,
                                         CosellCrmDescription *description);

/* What an error body says, and what it means: the member explain of CosellHttpReader. */
char *cosell_salesforce_explain (const char *body, gsize length, guint status,
                                 CosellHttpError *code, gboolean *unknown);

G_END_DECLS
