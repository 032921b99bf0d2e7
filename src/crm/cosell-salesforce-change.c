/* cosell-salesforce-change.c: opportunities of Salesforce that are made, changed and closed
 *
 * There are no marks of versions over there that a change could name. So it is read before,
 * compared, and If-Unmodified-Since narrows the gap between the two requests to the second that it
 * knows. */
#include "crm/cosell-salesforce-private.h"

#include <glib/gi18n-lib.h>

#include "crm/cosell-crm-parts.h"

/* --- currency --- */

/* Goes on with the step of the call once the body has what it needs of a currency. */
static void
add_currency (GTask *task);

static void
currencies_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autoptr (GPtrArray) currencies = cosell_crm_currencies_new ();

  if (!cosell_salesforce_read_currencies (answer, currencies))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  g_clear_pointer (&self->currencies, g_ptr_array_unref);
  self->currencies = g_steal_pointer (&currencies);
  call->fresh = TRUE;
  add_currency (task);
}

static void
refuse_currency (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  cosell_salesforce_end (task, g_error_new (COSELL_CRM_ERROR, COSELL_CRM_ERROR_CURRENCY,
                                            _ ("Salesforce does not have the currency %s, so the "
                                               "amount cannot be kept there."),
                                            call->currency));
}

static void
add_currency (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  const CosellCrmCurrency *currency = NULL;

  if (call->currency == NULL)
    call->step (task);
  else if (!self->shape.multi && self->shape.currency != NULL &&
           g_ascii_strcasecmp (self->shape.currency, call->currency) == 0)
    call->step (task);
  else if (!self->shape.multi)
    refuse_currency (task);
  else if ((currency = cosell_crm_currencies_find (self->currencies, call->currency)) != NULL)
    {
      call->body = cosell_salesforce_add_text (call->body, "CurrencyIsoCode", currency->code);
      call->step (task);
    }
  else if (!call->fresh)
    cosell_salesforce_ask_soql (task, cosell_salesforce_currencies_soql, currencies_came);
  else
    refuse_currency (task);
}

/* What a write needs besides its body. FALSE: the task (transfer full) was ended. error:
 * (nullable): of the body, taken */
static gboolean
take_fields (GTask *task,
             const CosellOpportunity *opportunity,
             CosellOpportunityFields fields,
             GError *error)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (call->body == NULL)
    {
      cosell_salesforce_end (task, error);
      return FALSE;
    }
  if ((fields & COSELL_OPPORTUNITY_AMOUNT) != 0 && opportunity->amount != NULL)
    call->currency = g_strdup (opportunity->currency);
  call->sets_contact = (fields & COSELL_OPPORTUNITY_CONTACT) != 0;
  if (call->sets_contact)
    call->contact_id = g_strdup (cosell_crm_id_of (opportunity->contact));
  if (call->contact_id == NULL || cosell_salesforce_is_id (call->contact_id))
    return TRUE;
  cosell_salesforce_end_without_id (task);
  return FALSE;
}

/* --- create --- */

static void
made (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  call->wrote = TRUE;
  call->is_new = cosell_json_get_bool (cosell_json_member (answer, "created"), TRUE);
  call->id = cosell_salesforce_read_made (answer);
  if (call->id == NULL)
    cosell_salesforce_end_unreadable (task);
  else
    cosell_salesforce_set_contact (task);
}

/* A field that is no external ID cannot be made by: nothing is gone for that. */
static void
create_failed (GTask *task, GError *error)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *words = NULL;

  if (call->key == NULL || !g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE))
    {
      cosell_salesforce_end (task, error);
      return;
    }
  words = g_strdup_printf (_ ("The field “%s” of opportunities is no external ID in Salesforce. An "
                              "administrator can make it one."),
                           self->shape.key);
  g_error_free (error);
  cosell_salesforce_end (task, cosell_http_error_new (COSELL_HTTP_ERROR_REJECTED, 0, FALSE, words));
}

/* By its key it is made once, whoever asks at the same time. */
static void
send_create (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  CosellSalesforceRequest request = {
    .method = "POST", .path = "sobjects/Opportunity", .body = call->body, .failed = create_failed
  };
  g_autofree char *escaped = NULL;
  g_autofree char *path = NULL;

  if (call->key != NULL)
    {
      escaped = g_uri_escape_string (call->key, NULL, FALSE);
      path = g_strdup_printf ("sobjects/Opportunity/%s/%s", self->shape.key, escaped);
      request.method = "PATCH";
      request.path = path;
    }
  cosell_salesforce_ask (task, &request, made);
}

static void
key_looked (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autoptr (CosellOpportunity) there = NULL;

  if (!cosell_salesforce_is_list (answer))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  there = cosell_salesforce_read_opportunity (cosell_salesforce_first (answer), &self->shape);
  if (there == NULL)
    {
      call->step = send_create;
      add_currency (task);
      return;
    }
  /* a request before this one made it, and what was changed since stays */
  g_task_return_pointer (task, g_steal_pointer (&there), (GDestroyNotify) cosell_opportunity_free);
  g_object_unref (task);
}

static void
begin_create (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *soql = NULL;

  if (call->key == NULL)
    {
      call->step = send_create;
      add_currency (task);
      return;
    }
  soql = cosell_salesforce_key_soql (&self->shape, call->key);
  cosell_salesforce_ask_soql (task, soql, key_looked);
}

void
cosell_salesforce_create_async (CosellCrm *crm,
                                const CosellOpportunity *opportunity,
                                const char *defaults,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CosellSalesforce *self = COSELL_SALESFORCE (crm);
  CosellOpportunityFields fields = cosell_crm_fields_of (opportunity);
  GError *error = NULL;
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_create_async, cancellable,
                                            callback, user_data, &call);

  if (self->shape.key != NULL && opportunity->key != NULL && *opportunity->key != '\0')
    call->key = g_strdup (opportunity->key);
  call->body =
      cosell_salesforce_write_fields (opportunity, fields, &self->shape, call->key == NULL, &error);
  if (call->body != NULL)
    call->body = cosell_crm_add_defaults (call->body, defaults, &error);
  if (take_fields (task, opportunity, fields, error))
    cosell_salesforce_begin (task, begin_create);
}

/* --- update --- */

static void
updated (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  call->wrote = TRUE;
  cosell_salesforce_set_contact (task);
}

static void
send_update (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *path = g_strconcat ("sobjects/Opportunity/", call->id, NULL);
  g_autofree char *since = cosell_salesforce_unmodified_since (call->mark);

  if (g_str_equal (call->body, "{}"))
    cosell_salesforce_set_contact (task);
  else
    cosell_salesforce_ask (task,
                           &(CosellSalesforceRequest){ .method = "PATCH",
                                                       .path = path,
                                                       .body = call->body,
                                                       .unmodified_since = since },
                           updated);
}

/* What of the call is so already is not written. */
static void
compare (GTask *task, const CosellOpportunity *now, CosellJsonValue row)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  CosellJsonValue roles = cosell_json_member (row, "OpportunityContactRoles");

  if (call->currency != NULL && now->currency != NULL &&
      g_ascii_strcasecmp (call->currency, now->currency) == 0)
    g_clear_pointer (&call->currency, g_free);
  if (now->contact == NULL)
    return;
  call->role_id =
      cosell_json_dup_string (cosell_json_member (cosell_salesforce_first (roles), "Id"));
  if (!cosell_salesforce_is_id (call->role_id))
    g_clear_pointer (&call->role_id, g_free);
  if (cosell_salesforce_same_id (call->contact_id, now->contact->id))
    call->sets_contact = FALSE;
}

static void
before_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  CosellJsonValue row = cosell_salesforce_first (answer);
  g_autoptr (CosellOpportunity) now = NULL;

  if (cosell_salesforce_is_list (answer) && !cosell_json_is_present (row))
    {
      cosell_salesforce_end_gone (task);
      return;
    }
  now = cosell_salesforce_read_opportunity (row, &self->shape);
  if (now == NULL || !cosell_salesforce_same_id (call->id, now->id))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  if (call->mark != NULL && g_strcmp0 (call->mark, now->mark) != 0)
    {
      cosell_salesforce_end (
          task, cosell_http_error_new (COSELL_HTTP_ERROR_CONFLICT, 0, FALSE,
                                       _ ("This was changed in Salesforce in the meantime.")));
      return;
    }
  if (call->mark == NULL)
    call->mark = g_strdup (now->mark);
  compare (task, now, row);
  call->step = send_update;
  add_currency (task);
}

static void
begin_update (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *soql = cosell_salesforce_row_soql (&self->shape, call->id);

  cosell_salesforce_ask_soql (task, soql, before_came);
}

void
cosell_salesforce_update_async (CosellCrm *crm,
                                const CosellOpportunity *opportunity,
                                CosellOpportunityFields fields,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CosellSalesforce *self = COSELL_SALESFORCE (crm);
  GError *error = NULL;
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_update_async, cancellable,
                                            callback, user_data, &call);

  call->id = g_strdup (opportunity->id);
  call->mark = g_strdup (opportunity->mark);
  if (!cosell_salesforce_is_id (call->id))
    {
      cosell_salesforce_end_without_id (task);
      return;
    }
  call->body = cosell_salesforce_write_fields (opportunity, fields, &self->shape, TRUE, &error);
  if (take_fields (task, opportunity, fields, error))
    cosell_salesforce_begin (task, begin_update);
}

/* --- close --- */

static void
closed (GTask *task, CosellJsonValue answer)
{
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* The stage that was named, or the first one of that end. (nullable) */
static const CosellCrmChoice *
pick_stage (GPtrArray *stages, const CosellCrmEnding *ending)
{
  CosellOpportunityState state = ending->won ? COSELL_OPPORTUNITY_WON : COSELL_OPPORTUNITY_LOST;

  for (guint i = 0; i < stages->len; i++)
    {
      const CosellCrmChoice *stage = g_ptr_array_index (stages, i);

      if (stage->state == state &&
          (ending->reason == NULL || g_strcmp0 (stage->id, ending->reason) == 0 ||
           g_strcmp0 (stage->label, ending->reason) == 0))
        return stage;
    }
  return NULL;
}

static void
stages_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autoptr (CosellCrmDescription) description = cosell_crm_description_new ();
  g_autofree char *path = g_strconcat ("sobjects/Opportunity/", call->id, NULL);
  const CosellCrmChoice *stage;
  GError *error = NULL;

  if (!cosell_salesforce_is_list (answer))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  cosell_salesforce_read_stages (answer, TRUE, description->stages);
  stage = pick_stage (description->stages, &call->ending);
  if (stage != NULL)
    call->body = cosell_salesforce_write_ending (stage->id, &call->ending, &error);
  else
    cosell_crm_refuse_value (&error,
                             _ ("Salesforce has no such stage that an opportunity ends in."));
  if (call->body != NULL)
    cosell_salesforce_ask (task,
                           &(CosellSalesforceRequest){
                               .method = "PATCH", .path = path, .body = call->body },
                           closed);
  else
    cosell_salesforce_end (task, error);
}

static void
begin_close (GTask *task)
{
  cosell_salesforce_ask_soql (task, cosell_salesforce_stages_soql, stages_came);
}

void
cosell_salesforce_close_async (CosellCrm *crm,
                               const char *id,
                               const CosellCrmEnding *ending,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_close_async, cancellable,
                                            callback, user_data, &call);

  call->id = g_strdup (id);
  call->ending.won = ending->won;
  call->ending.reason = g_strdup (ending->reason);
  call->ending.amount = g_strdup (ending->amount);
  call->ending.date = g_strdup (ending->date);
  if (cosell_salesforce_is_id (id))
    cosell_salesforce_begin (task, begin_close);
  else
    cosell_salesforce_end_without_id (task);
}
