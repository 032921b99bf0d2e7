/* cosell-salesforce-opportunity.c: one opportunity of Salesforce, as it is now */
#include "crm/cosell-salesforce-private.h"

#include <glib/gi18n-lib.h>

/* The opportunity, which is the one that was meant. */
static void
row_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  CosellJsonValue row = cosell_salesforce_first (answer);
  g_autoptr (CosellOpportunity) opportunity = NULL;

  if (cosell_salesforce_is_list (answer) && !cosell_json_is_present (row))
    {
      cosell_salesforce_end_gone (task);
      return;
    }
  opportunity = cosell_salesforce_read_opportunity (row, &self->shape);
  if (opportunity == NULL || !cosell_salesforce_same_id (call->id, opportunity->id))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&opportunity),
                         (GDestroyNotify) cosell_opportunity_free);
  g_object_unref (task);
}

void
cosell_salesforce_end_gone (GTask *task)
{
  cosell_salesforce_end (
      task, cosell_http_error_new (COSELL_HTTP_ERROR_GONE, 0, FALSE,
                                   _ ("Salesforce does not have this any more, or does not show it "
                                      "to you.")));
}

void
cosell_salesforce_read_back (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *soql = cosell_salesforce_row_soql (&self->shape, call->id);

  if (soql != NULL)
    cosell_salesforce_ask_soql (task, soql, row_came);
  else
    cosell_salesforce_end_without_id (task);
}

void
cosell_salesforce_get_async (CosellCrm *crm,
                             const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_get_async, cancellable, callback,
                                            user_data, &call);

  call->id = g_strdup (id);
  if (cosell_salesforce_is_id (id))
    cosell_salesforce_begin (task, cosell_salesforce_read_back);
  else
    cosell_salesforce_end_without_id (task);
}
