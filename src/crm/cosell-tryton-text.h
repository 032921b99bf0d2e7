/* cosell-tryton-text.h: parameters of Tryton's methods, and what its answers say; pure, any thread,
 * private to this folder */
#pragma once

#include "base/cosell-json-edit.h"
#include "crm/cosell-crm.h"

G_BEGIN_DECLS

/* Columns that a module of the organization's own has added. (nullable) */
typedef struct
{
  char *key; /* in place of "reference" */
  char *solutions;
} CosellTrytonColumns;

/* What is known of who is signed in, and of the database. */
typedef struct
{
  char *authorization; /* the header */
  char *context;       /* members of the context that every call has, without the braces */
  char *user_id;
  char *user_name;  /* (nullable) */
  char *user_email; /* (nullable) */
  char *company;    /* (nullable): id */
  GPtrArray *states; /* of CosellCrmChoice: those of an opportunity */
  gboolean has_contact; /* an opportunity has one */
  const CosellTrytonColumns *columns; /* not owned */
} CosellTrytonSession;

/* Wipes the header. self: (nullable) */
void cosell_tryton_session_free (CosellTrytonSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellTrytonSession, cosell_tryton_session_free)

/* sign-in */

/* Of the header. Returns: (transfer full) (nullable): NULL when that is no answer of a sign-in */
char *cosell_tryton_read_login (CosellJsonValue result, const char *user, char **user_id);
/* Reads name, company and context. Returns: FALSE when these are no preferences */
gboolean cosell_tryton_read_preferences (CosellTrytonSession *self, CosellJsonValue result);
/* Reads the states. Returns: FALSE when there are none */
gboolean cosell_tryton_read_states (CosellTrytonSession *self, CosellJsonValue result);
/* Whether the states tell of an end: won, or another one. */
CosellOpportunityState cosell_tryton_state_of (const char *name);

/* parameters: all (transfer full), without brackets around them, and without the context, which is last */

/* Whether text is the id of a row. */
gboolean cosell_tryton_is_id (const char *text);
/* Of common.db.login. */
char *cosell_tryton_write_login (const char *user, const char *password);
/* Of search_read: rows with ids above last, which were changed at since or later (COSELL_NO_TIME: all).
 * ids: (nullable) only these. Returns: (nullable): NULL when one of the ids is none */
char *cosell_tryton_write_list (const CosellTrytonSession *session, gint64 since,
                                const char *const *ids, gint64 last, guint most);
/* Of search_read, for one opportunity. */
char *cosell_tryton_write_row (const CosellTrytonSession *session, const char *id);
/* Of search_read, for what a change is compared with: its mark, and no more. */
char *cosell_tryton_write_row_mark (const char *id);
/* Of search_read, for accounts by name; postal_code: (nullable). */
char *cosell_tryton_write_accounts (const char *name, const char *postal_code);
/* Of search_read, for one account. */
char *cosell_tryton_write_account_row (const char *id);
/* Of search_read, for the addresses of accounts. */
char *cosell_tryton_write_addresses (GPtrArray *accounts);
/* Of search_read, for contacts by mail address; account_id: (nullable). */
char *cosell_tryton_write_contacts (const char *email, const char *account_id);
/* Of search_read, for one contact. */
char *cosell_tryton_write_contact_row (const char *id);

/* values: all (transfer full), a JSON object */

/* Fields of an opportunity, all but the stage. Errors: COSELL_CRM_ERROR_VALUE */
char *cosell_tryton_write_values (const CosellOpportunity *opportunity,
                                  CosellOpportunityFields fields,
                                  const CosellTrytonColumns *columns, GError **error);
/* Of a new account or contact. country: (nullable): id of its country. Errors: as above */
char *cosell_tryton_write_party (const CosellCrmParty *party, const char *country, GError **error);

/* answers */

/* Returns: (transfer full) (nullable): NULL when it has no id */
CosellOpportunity *cosell_tryton_read_opportunity (CosellJsonValue row,
                                                   const CosellTrytonSession *session);
/* What tells a version from the next: as of CosellOpportunity. (transfer full) (nullable) */
char *cosell_tryton_read_mark (CosellJsonValue row);
/* The part of a mark that Tryton compares. (transfer full) (nullable) */
char *cosell_tryton_timestamp_of (const char *mark);
/* Returns: (transfer full) of CosellCrmParty */
GPtrArray *cosell_tryton_read_accounts (CosellJsonValue rows);
/* Fills in their addresses; one with this postal code (nullable) goes before others. */
void cosell_tryton_read_addresses (GPtrArray *accounts, CosellJsonValue rows,
                                   const char *postal_code);
/* Returns: (transfer full) of CosellCrmParty */
GPtrArray *cosell_tryton_read_contacts (CosellJsonValue rows);
/* The id of a row, or of the first element of a list. Returns: (transfer full) (nullable) */
char *cosell_tryton_dup_id (CosellJsonValue value);

G_END_DECLS
