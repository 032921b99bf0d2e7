/* cosell-tryton-private.h: one call of Tryton after the other; private to this folder */
#pragma once

#include "crm/cosell-tryton-text.h"
#include "crm/cosell-tryton.h"
#include "http/cosell-http-client.h"

G_BEGIN_DECLS

#define COSELL_TRYTON_OPPORTUNITY "model.sale.opportunity."
/* Of a list, in one request. */
#define COSELL_TRYTON_PAGE 500

struct _CosellTryton
{
  GObject parent_instance;

  CosellHttpClient *client; /* (owned) */
  char *database;           /* (owned) (nullable) */
  char *user;               /* (owned) (nullable) */
  char *password;           /* (owned) (nullable) */
  CosellTokenStore *store;  /* (owned) (nullable): of the password */
  CosellTokenKey *key;      /* (owned) (nullable): under which it is there */

  CosellTrytonColumns columns;
  CosellTrytonSession *session; /* (owned) (nullable): of who is signed in */
  gboolean signing_in;
  GQueue waiting;              /* of GTask (owned): for the end of it */
  CosellCrmCurrency *currency; /* (owned) (nullable): of the company, once it was asked for */
};

/* Goes on with task (transfer full), once there is an answer. */
typedef void (*CosellTrytonNext) (GTask *task, CosellJsonValue result);
/* Goes on with task (transfer full) after error (transfer full). */
typedef void (*CosellTrytonFailed) (GTask *task, GError *error);

/* What a call needs until its end. */
typedef struct
{
  char *id;          /* (owned) (nullable): of the opportunity, or of a new party */
  char *mark;        /* (owned) (nullable) */
  char *values;      /* (owned) (nullable): what is to be written, a JSON object */
  char *currency;    /* (owned) (nullable): ISO code of the amount */
  char *stage;       /* (owned) (nullable): state that is to be reached by its button */
  char *postal_code; /* (owned) (nullable): of the account that is looked for */
  char **ids;        /* (owned) (nullable): of a list */
  gint64 since;      /* likewise */
  guint pages;       /* likewise: how many came */
  CosellCrmPage *page;               /* (owned) (nullable) */
  CosellCrmParty *party;             /* (owned) (nullable): a new one */
  GPtrArray *parties;                /* (owned) (nullable): of CosellCrmParty */
  CosellCrmDescription *description; /* (owned) (nullable) */
  GError *error;                     /* (owned) (nullable): why a change failed */
  CosellTrytonNext next;             /* (nullable): once the currency is known */
  gboolean creates;
  gboolean wrote; /* something was carried out, whatever fails from now on */
} CosellTrytonCall;

/* cosell-tryton-call.c */

/* A task of crm whose data is a call. *call: (transfer none). Returns: (transfer full) */
GTask *cosell_tryton_new_task (CosellCrm *crm, gpointer tag, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data,
                               CosellTrytonCall **call);

/* A method; what is NULL is not sent. Everything is borrowed. */
typedef struct
{
  const char *method;
  const char *params;    /* without the context */
  const char *timestamp; /* the version of call->id that is to be changed */
  gboolean is_change;
  CosellTrytonFailed failed; /* (nullable): the task ends with the error */
} CosellTrytonRequest;

/* Signs in if need be, and asks. */
void cosell_tryton_ask (GTask *task, const CosellTrytonRequest *request, CosellTrytonNext next);
/* Signs in if need be, and goes on without an answer. */
void cosell_tryton_begin (GTask *task, CosellTrytonNext next);
/* Ends task (transfer full) with error (transfer full). */
void cosell_tryton_end (GTask *task, GError *error);
/* Ends task (transfer full): an id is none, so nothing was asked. */
void cosell_tryton_end_without_id (GTask *task);
/* Ends task (transfer full): the answer is none of this service. */
void cosell_tryton_end_unreadable (GTask *task);
/* Ends task (transfer full): the opportunity is not there. */
void cosell_tryton_end_gone (GTask *task);

/* One request without anything around it. authorization: (nullable). Returns, through task (transfer
 * full), a CosellJson, whose member "result" is there. */
void cosell_tryton_post (CosellTryton *self, GTask *task, const char *authorization,
                         const char *method, const char *params);

/* cosell-tryton-sign-in.c */

/* self->session is there when it ends well; authorization: of the one that is refused (nullable). */
void cosell_tryton_sign_in_async (CosellTryton *self, const char *refused,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean cosell_tryton_sign_in_finish (CosellTryton *self, GAsyncResult *result, GError **error);

/* The calls of CosellCrm. */

/* cosell-tryton-lists.c */
void cosell_tryton_list_async (CosellCrm *crm, gint64 since, const char *const *ids,
                               const char *next, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* cosell-tryton-parties.c */
void cosell_tryton_find_account_async (CosellCrm *crm, const char *name, const char *postal_code,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
void cosell_tryton_find_contact_async (CosellCrm *crm, const char *email, const char *account_id,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
void cosell_tryton_create_party_async (CosellCrm *crm, const CosellCrmParty *party,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
/* cosell-tryton-opportunity.c */
void cosell_tryton_get_async (CosellCrm *crm, const char *id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
void cosell_tryton_create_async (CosellCrm *crm, const CosellOpportunity *opportunity,
                                 const char *defaults, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
void cosell_tryton_update_async (CosellCrm *crm, const CosellOpportunity *opportunity,
                                 CosellOpportunityFields fields, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* Goes on once the currency of the company is self->currency. */
void cosell_tryton_ask_currency (GTask *task, CosellTrytonNext next);
/* A change of an opportunity failed: whether because it is not there any more is asked for. */
void cosell_tryton_look_for_row (GTask *task, GError *error);
/* cosell-tryton-close.c */
/* REJECTED, with what to do there. Returns: (transfer full) */
GError *cosell_tryton_new_won_error (void);
void cosell_tryton_close_async (CosellCrm *crm, const char *id, const CosellCrmEnding *ending,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* cosell-tryton-describe.c */
void cosell_tryton_describe_async (CosellCrm *crm, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
void cosell_tryton_who_async (CosellCrm *crm, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
