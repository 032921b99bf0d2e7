/* cosell-dynamics-opportunity.c: one opportunity of Dynamics 365: read, made, changed, closed */
#include "crm/cosell-dynamics-private.h"

#include <glib/gi18n-lib.h>

#include "crm/cosell-crm-parts.h"

static void
ask_for_row (GTask *task);

/* The opportunity, which is the one that was meant. */
static void
row_came (GTask *task, CosellJsonValue answer)
{
  CosellDynamics *self = g_task_get_source_object (task);
  CosellDynamicsCall *call = g_task_get_task_data (task);
  g_autoptr (CosellOpportunity) opportunity = NULL;

  /* some answer a change with nothing, whatever was preferred */
  if (cosell_json_kind (answer) == COSELL_JSON_NULL && call->id != NULL)
    {
      ask_for_row (task);
      return;
    }
  opportunity = cosell_dynamics_read_opportunity (answer, &self->columns);
  if (opportunity == NULL ||
      (call->id != NULL && g_ascii_strcasecmp (call->id, opportunity->id) != 0))
    {
      cosell_dynamics_end_unreadable (task, call->body != NULL);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&opportunity),
                         (GDestroyNotify) cosell_opportunity_free);
  g_object_unref (task);
}

static void
ask_for_row (GTask *task)
{
  CosellDynamicsCall *call = g_task_get_task_data (task);

  cosell_dynamics_ask (task,
                       &(CosellDynamicsRequest){ .method = "GET",
                                                 .path = call->path,
                                                 .query = call->query,
                                                 .after_write = call->body != NULL },
                       row_came);
}

void
cosell_dynamics_get_async (CosellCrm *crm,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_get_async, cancellable, callback,
                                          user_data, &call);

  call->id = g_strdup (id);
  call->path = cosell_dynamics_row_path (id);
  call->query = cosell_dynamics_row_query (&self->columns);
  if (call->path == NULL)
    cosell_dynamics_end_without_id (task);
  else
    ask_for_row (task);
}

/* A new row has an id of ours, which a second request finds taken; a change has the mark of the
 * version that it was made on, and never makes a row. */
static void
send_write (GTask *task)
{
  CosellDynamicsCall *call = g_task_get_task_data (task);
  CosellDynamicsRequest request = { .path = call->path, .query = call->query, .body = call->body };

  request.method = call->creates && call->id == NULL ? "POST" : "PATCH";
  if (!call->creates)
    request.match = call->mark != NULL ? call->mark : "*";
  else if (call->id != NULL)
    request.none_match = "*";
  cosell_dynamics_ask (task, &request, row_came);
}

static void
add_currency (GTask *task);

static void
currencies_came (GTask *task, CosellJsonValue answer)
{
  CosellDynamics *self = g_task_get_source_object (task);
  CosellDynamicsCall *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) currencies = cosell_crm_currencies_new ();

  if (!cosell_dynamics_read_currencies (answer, currencies))
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  g_clear_pointer (&self->currencies, g_ptr_array_unref);
  self->currencies = g_steal_pointer (&currencies);
  call->fresh = TRUE;
  add_currency (task);
}

/* Takes the task: asks for the currencies unless the wanted one is known, then writes. */
static void
add_currency (GTask *task)
{
  CosellDynamics *self = g_task_get_source_object (task);
  CosellDynamicsCall *call = g_task_get_task_data (task);
  const CosellCrmCurrency *currency = NULL;

  if (call->currency == NULL)
    {
      send_write (task);
      return;
    }
  currency = cosell_crm_currencies_find (self->currencies, call->currency);
  if (currency != NULL)
    {
      call->body = cosell_dynamics_add_bind (call->body, "transactioncurrencyid",
                                             "transactioncurrencies", currency->id);
      g_clear_pointer (&call->currency, g_free);
      send_write (task);
    }
  else if (!call->fresh)
    cosell_dynamics_ask (task, &cosell_dynamics_ask_currencies, currencies_came);
  else
    cosell_dynamics_end (task, g_error_new (COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY,
                                            _ ("Dynamics 365 does not have the currency %s, so the "
                                               "amount cannot be kept there."),
                                            call->currency));
}

/* Takes the task; error: (nullable): of the body, taken */
static void
begin_write (GTask *task,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             GError *error)
{
  CosellDynamics *self = g_task_get_source_object (task);
  CosellDynamicsCall *call = g_task_get_task_data (task);

  call->query = cosell_dynamics_row_query (&self->columns);
  if (call->body == NULL)
    {
      cosell_dynamics_end (task, error);
      return;
    }
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 && opportunity->amount != NULL)
    call->currency = g_strdup (opportunity->currency);
  if (call->id != NULL)
    call->path = cosell_dynamics_row_path (call->id);
  else
    call->path = g_strdup (COSELL_DYNAMICS_OPPORTUNITIES);
  if (call->path == NULL)
    cosell_dynamics_end_without_id (task);
  else if (call->mark != NULL && !cosell_http_client_fits_header (call->mark))
    cosell_dynamics_end (
        task, cosell_http_error_new (COSELL_HTTP_ERROR_CONFLICT, 0, FALSE,
                                     _ ("The version mark of the opportunity is damaged.")));
  else
    add_currency (task);
}

void
cosell_dynamics_create_async (CosellCrm *crm,
                              const CosellOpportunity *opportunity,
                              const char *defaults,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  CosellOpportunityFields fields = cosell_crm_fields_of (opportunity);
  GError *error = NULL;
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_create_async, cancellable, callback,
                                          user_data, &call);

  call->creates = TRUE;
  call->id = g_strdup (opportunity->id);
  call->body = cosell_dynamics_write_fields (opportunity, fields, &self->columns, &error);
  if (call->body != NULL)
    call->body = cosell_crm_add_defaults (call->body, defaults, &error);
  begin_write (task, opportunity, fields, error);
}

void
cosell_dynamics_update_async (CosellCrm *crm,
                              const CosellOpportunity *opportunity,
                              CosellOpportunityFields fields,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  GError *error = NULL;
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_update_async, cancellable, callback,
                                          user_data, &call);

  call->id = g_strdup (opportunity->id);
  call->mark = g_strdup (opportunity->mark);
  call->body = cosell_dynamics_write_fields (opportunity, fields, &self->columns, &error);
  begin_write (task, opportunity, fields, error);
}

static void
closed (GTask *task, CosellJsonValue answer)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
cosell_dynamics_close_async (CosellCrm *crm,
                             const char *id,
                             const CosellCrmEnding *ending,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GError *error = NULL;
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_close_async, cancellable, callback,
                                          user_data, &call);
  const char *path =
      ending->won ? COSELL_DYNAMICS_PATH "WinOpportunity" : COSELL_DYNAMICS_PATH "LoseOpportunity";

  call->body = cosell_dynamics_write_ending (id, ending, &error);
  if (call->body == NULL)
    cosell_dynamics_end (task, error);
  else
    cosell_dynamics_ask (task, &(CosellDynamicsRequest){ "POST", path, NULL, call->body }, closed);
}
