/* cosell-salesforce-describe.c: how an organization of Salesforce is set up, and who is signed in
 */
#include "crm/cosell-salesforce-private.h"

#include <string.h>

#define USUAL_DECIMALS 2

static void
described (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&call->description),
                         (GDestroyNotify) cosell_crm_description_free);
  g_object_unref (task);
}

static void
currencies_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (cosell_salesforce_read_currencies (answer, call->description->currencies))
    described (task);
  else
    cosell_salesforce_end_unreadable (task);
}

/* The one that the organization has; nobody says with how many decimals. */
static void
add_only_currency (const CosellSalesforceShape *shape, GPtrArray *currencies)
{
  CosellCrmCurrency *currency;

  if (shape->currency == NULL)
    return;
  currency = g_new0 (CosellCrmCurrency, 1);
  currency->id = g_strdup (shape->currency);
  currency->code = g_strdup (shape->currency);
  currency->decimals = USUAL_DECIMALS;
  g_ptr_array_add (currencies, currency);
}

static void
stages_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (!cosell_salesforce_is_list (answer))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  cosell_salesforce_read_stages (answer, FALSE, call->description->stages);
  cosell_salesforce_read_stages (answer, TRUE, call->description->reasons);
  if (self->shape.multi)
    {
      cosell_salesforce_ask_soql (task, cosell_salesforce_currencies_soql, currencies_came);
      return;
    }
  add_only_currency (&self->shape, call->description->currencies);
  described (task);
}

static void
columns_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (cosell_salesforce_read_columns (answer, &self->shape, call->description))
    cosell_salesforce_ask_soql (task, cosell_salesforce_stages_soql, stages_came);
  else
    cosell_salesforce_end_unreadable (task);
}

static void
begin_describe (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  call->description = cosell_crm_description_new ();
  cosell_salesforce_ask (task, &(CosellSalesforceRequest){ "GET", "sobjects/Opportunity/describe" },
                         columns_came);
}

void
cosell_salesforce_describe_async (CosellCrm *crm,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellSalesforceCall *call;
  CosellSalesforce *self = COSELL_SALESFORCE (crm);
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_describe_async, cancellable,
                                            callback, user_data, &call);

  /* whoever asks how it is set up wants to know it anew */
  g_clear_pointer (&self->version, g_free);
  self->knows_currency = FALSE;
  cosell_salesforce_begin (task, begin_describe);
}

/* --- who is signed in --- */

static void
user_came (GTask *task, CosellJsonValue answer)
{
  CosellJsonValue row = cosell_salesforce_first (answer);
  g_autoptr (CosellCrmUser) user = g_new0 (CosellCrmUser, 1);

  user->id = cosell_json_dup_string (cosell_json_member (row, "Id"));
  user->name = cosell_json_dup_string (cosell_json_member (row, "Name"));
  user->email = cosell_json_dup_string (cosell_json_member (row, "Email"));
  if (user->id == NULL)
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&user), (GDestroyNotify) cosell_crm_user_free);
  g_object_unref (task);
}

/* ".../id/ORGANIZATION/USER": only the last part counts. */
static void
resources_came (GTask *task, CosellJsonValue answer)
{
  g_autofree char *identity = cosell_json_dup_string (cosell_json_member (answer, "identity"));
  const char *slash = identity != NULL ? strrchr (identity, '/') : NULL;
  g_autofree char *soql = NULL;

  if (slash == NULL || !cosell_salesforce_is_id (slash + 1))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  soql = cosell_salesforce_user_soql (slash + 1);
  cosell_salesforce_ask_soql (task, soql, user_came);
}

static void
begin_who (GTask *task)
{
  cosell_salesforce_ask (task, &(CosellSalesforceRequest){ "GET", "" }, resources_came);
}

void
cosell_salesforce_who_async (CosellCrm *crm,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_who_async, cancellable, callback,
                                            user_data, &call);

  cosell_salesforce_begin (task, begin_who);
}
