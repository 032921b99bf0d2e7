/* cosell-dynamics-private.h: one call of Dynamics 365 after the other; private to this folder */
#pragma once

#include "crm/cosell-dynamics-text.h"
#include "crm/cosell-dynamics.h"

G_BEGIN_DECLS

/* A request; what is NULL is not sent. Everything is borrowed. */
typedef struct
{
  const char *method;
  const char *path; /* (nullable): one that cannot be built */
  const char *query;
  const char *body;
  const char *match;      /* If-Match */
  const char *none_match; /* If-None-Match */
} CosellDynamicsRequest;

/* Goes on with task (transfer full), once there is an answer. */
typedef void (*CosellDynamicsNext) (GTask *task, CosellJsonValue answer);

/* Asks; an error ends task (transfer full), else next goes on with it. */
void cosell_dynamics_ask (GTask *task, const CosellDynamicsRequest *request,
                          CosellDynamicsNext next);
/* Ends task (transfer full): the answer is none of this service. is_change: it may be carried out. */
void cosell_dynamics_end_unreadable (GTask *task, gboolean is_change);

/* CosellCrm's describe and who. */
void cosell_dynamics_describe_async (CosellCrm *crm, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
void cosell_dynamics_who_async (CosellCrm *crm, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/* What is asked to learn the currencies. */
extern const CosellDynamicsRequest cosell_dynamics_ask_currencies;

G_END_DECLS
