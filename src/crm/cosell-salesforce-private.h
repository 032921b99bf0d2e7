/* cosell-salesforce-private.h: one call of Salesforce after the other; private to this folder */
#pragma once

#include "crm/cosell-salesforce-text.h"
#include "crm/cosell-salesforce.h"
#include "http/cosell-http-client.h"

G_BEGIN_DECLS

struct _CosellSalesforce
{
  GObject parent_instance;

  CosellHttpClient *client; /* (owned) */
  char *version;            /* (owned) (nullable): "v64.0", once it was asked for */
  gboolean knows_currency;  /* the organization was asked which it has */
  CosellSalesforceShape shape;
  GPtrArray *currencies; /* (owned) (nullable): of CosellCrmCurrency, once they were asked for */
};

/* Goes on with task (transfer full). */
typedef void (*CosellSalesforceStep) (GTask *task);
/* Goes on with task (transfer full), once there is an answer. */
typedef void (*CosellSalesforceNext) (GTask *task, CosellJsonValue answer);
/* Goes on with task (transfer full) in place of an error (transfer full). */
typedef void (*CosellSalesforceFailed) (GTask *task, GError *error);

/* What a call needs until its end. */
typedef struct
{
  CosellSalesforceStep step; /* what follows once the service is known */
  char *id;                  /* (owned) (nullable): of the opportunity, or of the party */
  char *soql;                /* (owned) (nullable) */
  gint64 since;
  char **ids;                /* (owned) (nullable) */
  char *next;                /* (owned) (nullable): path of a page */
  char *body;                /* (owned) (nullable) */
  char *mark;                /* (owned) (nullable) */
  char *key;                 /* (owned) (nullable) */
  char *currency;            /* (owned) (nullable): ISO code that the body still lacks */
  char *contact_id;          /* (owned) (nullable): who is to be the contact */
  char *role_id;             /* (owned) (nullable): role of who is the contact now */
  CosellCrmEnding ending;    /* its texts are owned */
  gboolean sets_contact;
  gboolean is_new; /* the opportunity was just made, so nobody has a role in it */
  gboolean person; /* of parties: contacts, not accounts */
  gboolean fresh;  /* the currencies were asked for in this call */
  gboolean wrote;  /* something was carried out */
  CosellCrmDescription *description; /* (owned) (nullable) */
} CosellSalesforceCall;

/* A task of crm whose data is a call. *call: (transfer none). Returns: (transfer full) */
GTask *cosell_salesforce_new_task (CosellCrm *crm, gpointer tag, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data,
                                   CosellSalesforceCall **call);

/* A request; what is NULL is not sent. Everything is borrowed. */
typedef struct
{
  const char *method;
  const char *path; /* behind the version; or a whole one, from / on */
  const char *query;
  const char *body;
  const char *unmodified_since;
  CosellSalesforceFailed failed; /* (nullable): an error ends the task else */
} CosellSalesforceRequest;

/* Asks; an error ends task (transfer full), else next goes on with it. */
void cosell_salesforce_ask (GTask *task, const CosellSalesforceRequest *request,
                            CosellSalesforceNext next);
/* Asks a question in SOQL, likewise. */
void cosell_salesforce_ask_soql (GTask *task, const char *soql, CosellSalesforceNext next);
/* Goes on with step of task (transfer full), once version and currency are known; both are asked for
 * once. */
void cosell_salesforce_begin (GTask *task, CosellSalesforceStep step);
/* Ends task (transfer full) with error (transfer full). */
void cosell_salesforce_end (GTask *task, GError *error);
/* Ends task (transfer full): an id is none, so nothing was asked. */
void cosell_salesforce_end_without_id (GTask *task);
/* Ends task (transfer full): the answer is none of this service. */
void cosell_salesforce_end_unreadable (GTask *task);

/* The calls of CosellCrm. */

/* cosell-salesforce-lists.c */
void cosell_salesforce_list_async (CosellCrm *crm, gint64 since, const char *const *ids,
                                   const char *next, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
void cosell_salesforce_find_account_async (CosellCrm *crm, const char *name,
                                           const char *postal_code, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
void cosell_salesforce_find_contact_async (CosellCrm *crm, const char *email,
                                           const char *account_id, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
void cosell_salesforce_create_party_async (CosellCrm *crm, const CosellCrmParty *party,
                                           GCancellable *cancellable, GAsyncReadyCallback callback,
                                           gpointer user_data);
/* cosell-salesforce-opportunity.c */
void cosell_salesforce_get_async (CosellCrm *crm, const char *id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* Ends task (transfer full) with the opportunity as it is now. */
void cosell_salesforce_read_back (GTask *task);
/* Ends task (transfer full): it is not there. */
void cosell_salesforce_end_gone (GTask *task);
/* cosell-salesforce-change.c */
void cosell_salesforce_create_async (CosellCrm *crm, const CosellOpportunity *opportunity,
                                     const char *defaults, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
void cosell_salesforce_update_async (CosellCrm *crm, const CosellOpportunity *opportunity,
                                     CosellOpportunityFields fields, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
void cosell_salesforce_close_async (CosellCrm *crm, const char *id, const CosellCrmEnding *ending,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/* cosell-salesforce-role.c */
/* Makes who the call names the contact of its opportunity, and ends task (transfer full) with the
 * opportunity as it is then. */
void cosell_salesforce_set_contact (GTask *task);
/* cosell-salesforce-describe.c */
void cosell_salesforce_describe_async (CosellCrm *crm, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
void cosell_salesforce_who_async (CosellCrm *crm, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
