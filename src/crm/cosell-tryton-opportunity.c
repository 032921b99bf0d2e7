/* cosell-tryton-opportunity.c: one opportunity of Tryton: read, made, changed */
#include "crm/cosell-tryton-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "crm/cosell-crm-parts.h"

/* --- reading --- */

static void
row_came (GTask *task, CosellJsonValue rows)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autoptr (CosellOpportunity) opportunity = NULL;

  if (cosell_json_kind (rows) == COSELL_JSON_ARRAY && cosell_json_length (rows) == 0)
    {
      cosell_tryton_end_gone (task);
      return;
    }
  opportunity = cosell_tryton_read_opportunity (cosell_json_element (rows, 0), self->session);
  if (opportunity == NULL || g_strcmp0 (opportunity->id, call->id) != 0)
    {
      cosell_tryton_end_unreadable (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&opportunity),
                         (GDestroyNotify) cosell_opportunity_free);
  g_object_unref (task);
}

static void
ask_for_row (GTask *task, CosellJsonValue unused)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params = cosell_tryton_write_row (self->session, call->id);

  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "search_read", params },
                     row_came);
}

void
cosell_tryton_get_async (CosellCrm *crm,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_get_async, cancellable, callback,
                                        user_data, &call);

  call->id = g_strdup (id);
  if (cosell_tryton_is_id (id))
    cosell_tryton_begin (task, ask_for_row);
  else
    cosell_tryton_end_without_id (task);
}

/* --- a change that failed --- */

static void
looked (GTask *task, CosellJsonValue rows)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  if (cosell_json_length (rows) == 0)
    cosell_tryton_end_gone (task);
  else
    cosell_tryton_end (task, g_steal_pointer (&call->error));
}

static void
looked_in_vain (GTask *task, GError *error)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  g_error_free (error);
  cosell_tryton_end (task, g_steal_pointer (&call->error));
}

/* A row that is gone is refused with the words of one that may not be changed. */
void
cosell_tryton_look_for_row (GTask *task, GError *error)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params = NULL;

  if (!g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_REJECTED) &&
      !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_CONFLICT))
    {
      cosell_tryton_end (task, error);
      return;
    }
  call->error = error;
  params = cosell_tryton_write_row_mark (call->id);
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ .method = COSELL_TRYTON_OPPORTUNITY "search_read",
                                             .params = params,
                                             .failed = looked_in_vain },
                     looked);
}

/* --- the stage --- */

/* States are reached by the buttons that people there press: they do what belongs to it. */
static const struct
{
  const char *state;
  const char *method;
} buttons[] = {
  { "lead", COSELL_TRYTON_OPPORTUNITY "lead" },
  { "opportunity", COSELL_TRYTON_OPPORTUNITY "opportunity" },
  { "converted", COSELL_TRYTON_OPPORTUNITY "convert" },
};

static const char *
find_button (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (g_strcmp0 (buttons[i].state, state) == 0)
      return buttons[i].method;
  return NULL;
}

static void
end_without_stage (GTask *task, const char *stage)
{
  if (g_strcmp0 (stage, "won") == 0)
    cosell_tryton_end (task, cosell_tryton_new_won_error ());
  else
    cosell_tryton_end (task, g_error_new_literal (COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE,
                                                  _ ("The stage is none of Tryton.")));
}

/* A new one stands there, whatever becomes of its stage. */
static void
stage_failed (GTask *task, GError *error)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  if (!call->creates)
    {
      cosell_tryton_look_for_row (task, error);
      return;
    }
  g_error_free (error);
  ask_for_row (task, (CosellJsonValue){ NULL, 0 });
}

/* Takes the task. timestamp: (nullable) */
static void
reach_stage (GTask *task, const char *timestamp)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params = NULL;

  if (call->stage == NULL || (call->creates && !g_str_equal (call->stage, "converted")))
    {
      ask_for_row (task, (CosellJsonValue){ NULL, 0 });
      return;
    }
  params = g_strdup_printf ("[%s]", call->id);
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ find_button (call->stage), params, timestamp, TRUE,
                                             stage_failed },
                     ask_for_row);
}

/* --- the amount --- */

static void
currency_came (GTask *task, CosellJsonValue rows)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  CosellJsonValue currency = cosell_json_member (cosell_json_element (rows, 0), "currency.");
  g_autofree char *code = cosell_json_dup_string (cosell_json_member (currency, "code"));

  if (code == NULL)
    {
      cosell_tryton_end_unreadable (task);
      return;
    }
  if (self->currency == NULL)
    {
      self->currency = g_new0 (CosellCrmCurrency, 1);
      self->currency->id = cosell_tryton_dup_id (cosell_json_member (currency, "id"));
      self->currency->code = g_ascii_strup (code, -1);
      self->currency->decimals =
          (guint) CLAMP (cosell_json_get_int (cosell_json_member (currency, "digits"), 2), 0, 10);
    }
  call->next (task, rows);
}

static void
ask_for_currency (GTask *task, CosellJsonValue unused)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params =
      g_strdup_printf ("[[\"id\",\"=\",%s]],0,1,null,[\"currency.code\",\"currency.digits\"]",
                       self->session->company);

  if (self->currency != NULL)
    call->next (task, unused);
  else
    cosell_tryton_ask (task, &(CosellTrytonRequest){ "model.company.company.search_read", params },
                       currency_came);
}

void
cosell_tryton_ask_currency (GTask *task, CosellTrytonNext next)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  call->next = next;
  cosell_tryton_begin (task, ask_for_currency);
}

/* --- writing --- */

static void
made (GTask *task, CosellJsonValue ids)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  call->id = cosell_tryton_dup_id (ids);
  if (call->id == NULL)
    cosell_tryton_end_unreadable (task);
  else
    reach_stage (task, NULL);
}

static void
written (GTask *task, CosellJsonValue unused)
{
  reach_stage (task, NULL);
}

/* A version is written over only where it still is the one that was seen. */
static void
send_write (GTask *task, CosellJsonValue unused)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *timestamp = cosell_tryton_timestamp_of (call->mark);
  g_autofree char *params = NULL;

  if (call->creates)
    {
      params = g_strdup_printf ("[%s]", call->values);
      cosell_tryton_ask (task,
                         &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "create", params, NULL,
                                                 TRUE },
                         made);
      return;
    }
  if (g_str_equal (call->values, "{}"))
    {
      reach_stage (task, timestamp);
      return;
    }
  params = g_strdup_printf ("[%s],%s", call->id, call->values);
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "write", params, timestamp,
                                             TRUE, cosell_tryton_look_for_row },
                     written);
}

static void
mark_came (GTask *task, CosellJsonValue rows)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *mark = cosell_tryton_read_mark (cosell_json_element (rows, 0));

  if (cosell_json_kind (rows) != COSELL_JSON_ARRAY)
    cosell_tryton_end_unreadable (task);
  else if (cosell_json_length (rows) == 0)
    cosell_tryton_end_gone (task);
  else if (g_strcmp0 (mark, call->mark) != 0)
    cosell_tryton_end (task,
                       cosell_http_error_new (COSELL_HTTP_ERROR_CONFLICT, 0, FALSE,
                                              _ ("This was changed in Tryton in the meantime.")));
  else
    send_write (task, rows);
}

/* What SQLite compares has whole seconds; the instant of the last change has more, but can only be
 * compared here. */
static void
check_mark (GTask *task, CosellJsonValue unused)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *timestamp = cosell_tryton_timestamp_of (call->mark);
  g_autofree char *params = NULL;

  if (timestamp == NULL || strchr (timestamp, '.') != NULL)
    {
      send_write (task, unused);
      return;
    }
  params = cosell_tryton_write_row_mark (call->id);
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ COSELL_TRYTON_OPPORTUNITY "search_read", params },
                     mark_came);
}

/* The session and the currency are there now. */
static void
prepared (GTask *task, CosellJsonValue unused)
{
  CosellTryton *self = g_task_get_source_object (task);
  CosellTrytonCall *call = g_task_get_task_data (task);

  if (!self->session->has_contact)
    cosell_take_str (&call->values, cosell_json_remove (call->values, "/contact", NULL));
  if (call->currency != NULL && g_ascii_strcasecmp (call->currency, self->currency->code) != 0)
    cosell_tryton_end (task, g_error_new (COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY,
                                          _ ("Tryton has the company's currency %s alone, so an "
                                             "amount in %s cannot be kept there."),
                                          self->currency->code, call->currency));
  else if (call->creates)
    send_write (task, unused);
  else
    check_mark (task, unused);
}

/* Takes the task; error: (nullable): of the values, taken */
static void
begin_write (GTask *task,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             GError *error)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  if (call->values == NULL)
    {
      cosell_tryton_end (task, error);
      return;
    }
  if ((fields & COSELL_OPPORTUNITY_STAGE) != 0)
    call->stage = g_strdup (opportunity->stage);
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 && opportunity->amount != NULL)
    call->currency = g_strdup (opportunity->currency);
  if (!call->creates && !cosell_tryton_is_id (call->id))
    cosell_tryton_end_without_id (task);
  else if ((fields & COSELL_OPPORTUNITY_STAGE) != 0 && find_button (call->stage) == NULL)
    end_without_stage (task, call->stage);
  else if (call->currency != NULL)
    cosell_tryton_ask_currency (task, prepared);
  else
    cosell_tryton_begin (task, prepared);
}

/* One that begins as an opportunity is made as one, in one request; what belongs to "converted" is
 * done by its button. */
static void
add_state (CosellTrytonCall *call, const char *stage)
{
  if (g_strcmp0 (stage, "opportunity") == 0 || g_strcmp0 (stage, "converted") == 0)
    cosell_take_str (&call->values,
                     cosell_json_set (call->values, "/state", "\"opportunity\"", NULL));
}

void
cosell_tryton_create_async (CosellCrm *crm,
                            const CosellOpportunity *opportunity,
                            const char *defaults,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellOpportunityFields fields = cosell_crm_fields_of (opportunity);
  GError *error = NULL;
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_create_async, cancellable, callback,
                                        user_data, &call);

  call->creates = TRUE;
  call->values =
      cosell_tryton_write_values (opportunity, fields, &COSELL_TRYTON (crm)->columns, &error);
  if (call->values != NULL)
    add_state (call, opportunity->stage);
  if (call->values != NULL)
    call->values = cosell_crm_add_defaults (call->values, defaults, &error);
  begin_write (task, opportunity, fields, error);
}

void
cosell_tryton_update_async (CosellCrm *crm,
                            const CosellOpportunity *opportunity,
                            CosellOpportunityFields fields,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GError *error = NULL;
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_update_async, cancellable, callback,
                                        user_data, &call);

  call->id = g_strdup (opportunity->id);
  call->mark = g_strdup (opportunity->mark);
  call->values =
      cosell_tryton_write_values (opportunity, fields, &COSELL_TRYTON (crm)->columns, &error);
  begin_write (task, opportunity, fields, error);
}
