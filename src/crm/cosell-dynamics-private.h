/* cosell-dynamics-private.h: one call of Dynamics 365 after the other; private to this folder */
#pragma once

#include "crm/cosell-dynamics-text.h"
#include "crm/cosell-dynamics.h"
#include "http/cosell-http-client.h"

G_BEGIN_DECLS

struct _CosellDynamics
{
  GObject parent_instance;

  CosellHttpClient *client; /* (owned) */
  CosellDynamicsColumns columns;
  GPtrArray *currencies; /* (owned) (nullable): of CosellCrmCurrency, once they were asked for */
};

/* What a call needs until its end. */
typedef struct
{
  char *id;       /* (owned) (nullable): of the opportunity */
  char *path;     /* (owned) */
  char *query;    /* (owned) */
  char *body;     /* (owned) (nullable) */
  char *mark;     /* (owned) (nullable) */
  char *currency; /* (owned) (nullable): ISO code that the body still lacks */
  gboolean creates;
  gboolean fresh; /* the currencies were asked for in this call */
} CosellDynamicsCall;

/* A task of crm whose data is a call. *call: (transfer none). Returns: (transfer full) */
GTask *cosell_dynamics_new_task (CosellCrm *crm, gpointer tag, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data,
                                 CosellDynamicsCall **call);

/* A request; what is NULL is not sent. Everything is borrowed. */
typedef struct
{
  const char *method;
  const char *path; /* (nullable): one that cannot be built */
  const char *query;
  const char *body;
  const char *match;      /* If-Match */
  const char *none_match; /* If-None-Match */
  gboolean after_write;   /* a change was carried out before */
} CosellDynamicsRequest;

/* Goes on with task (transfer full), once there is an answer. */
typedef void (*CosellDynamicsNext) (GTask *task, CosellJsonValue answer);

/* Asks; an error ends task (transfer full), else next goes on with it. */
void cosell_dynamics_ask (GTask *task, const CosellDynamicsRequest *request,
                          CosellDynamicsNext next);
/* Ends task (transfer full) with error (transfer full). */
void cosell_dynamics_end (GTask *task, GError *error);
/* Ends task (transfer full): an id is none, so nothing was asked. */
void cosell_dynamics_end_without_id (GTask *task);
/* Ends task (transfer full): the answer is none of this service. is_change: it may be carried out. */
void cosell_dynamics_end_unreadable (GTask *task, gboolean is_change);

/* What is asked to learn the currencies. */
extern const CosellDynamicsRequest cosell_dynamics_ask_currencies;

/* The calls of CosellCrm. */

/* cosell-dynamics-lists.c */
void cosell_dynamics_list_async (CosellCrm *crm, gint64 since, const char *const *ids,
                                 const char *next, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
void cosell_dynamics_find_account_async (CosellCrm *crm, const char *name, const char *postal_code,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
void cosell_dynamics_find_contact_async (CosellCrm *crm, const char *email, const char *account_id,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
void cosell_dynamics_create_party_async (CosellCrm *crm, const CosellCrmParty *party,
                                         GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
/* cosell-dynamics-opportunity.c */
void cosell_dynamics_get_async (CosellCrm *crm, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
void cosell_dynamics_create_async (CosellCrm *crm, const CosellOpportunity *opportunity,
                                   const char *defaults, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
void cosell_dynamics_update_async (CosellCrm *crm, const CosellOpportunity *opportunity,
                                   CosellOpportunityFields fields, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
void cosell_dynamics_close_async (CosellCrm *crm, const char *id, const CosellCrmEnding *ending,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
/* cosell-dynamics-describe.c */
void cosell_dynamics_describe_async (CosellCrm *crm, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
void cosell_dynamics_who_async (CosellCrm *crm, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
