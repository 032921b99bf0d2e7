/* cosell-crm-account.h: a CRM that a profile works with; pure, any thread */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which system it is: the word of commands and of the database. */
#define COSELL_CRM_DYNAMICS "dynamics"
#define COSELL_CRM_SALESFORCE "salesforce"
#define COSELL_CRM_TRYTON "tryton"

typedef struct
{
  char *name;      /* that the user gave it */
  char *kind;      /* COSELL_CRM_… */
  char *url;       /* its origin */
  char *client_id; /* (nullable): the usual one of its kind */
  char *database;  /* of Tryton; else (nullable) */
  char *user;      /* who signs in with a password: of Tryton; else (nullable) */
  char *signed_in; /* (nullable): mark of the last sign-in in this profile */
} CosellCrmAccount;

/* All are copied; nobody is signed in. Errors: COSELL_RULE_ERROR_SYNTAX when the name is blank or too
 * long, or the kind is none. Returns: (transfer full) */
CosellCrmAccount *cosell_crm_account_new (const char *name, const char *kind, const char *url,
                                          const char *client_id, GError **error);
/* Whose of its databases; both are copied, and may be NULL. */
void cosell_crm_account_set_user (CosellCrmAccount *self, const char *database, const char *user);
/* Whether all is there that its kind needs. Errors: COSELL_RULE_ERROR_SYNTAX */
gboolean cosell_crm_account_check (const CosellCrmAccount *self, GError **error);
/* Whether people sign in to it with user and password, in place of a browser. */
gboolean cosell_crm_account_has_password (const CosellCrmAccount *self);
/* Returns: (transfer full) */
CosellCrmAccount *cosell_crm_account_copy (const CosellCrmAccount *self);
/* self: (nullable) */
void cosell_crm_account_free (CosellCrmAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellCrmAccount, cosell_crm_account_free)

/* One step of looking at a CRM. */
typedef struct
{
  const char *step; /* "reach", "sign-in", "rights", "stages", "currency", "write" */
  gboolean ok;
  char *words; /* (owned): what was found, translated */
} CosellCrmCheck;

/* check: (nullable): a CosellCrmCheck; a GDestroyNotify */
void cosell_crm_check_free (gpointer check);

G_END_DECLS
