/* cosell-salesforce-role.c: the contact of an opportunity of Salesforce: who has the primary role
 * in it
 *
 * It stands in an object of its own, so that it is set by a request of its own. Where other fields
 * were written before, it ends nothing that it fails: what comes back tells that the contact was
 * not kept.
 */
#include "crm/cosell-salesforce-private.h"

static void
role_set (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  call->wrote = TRUE;
  cosell_salesforce_read_back (task);
}

static void
role_failed (GTask *task, GError *error)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (!call->wrote)
    {
      cosell_salesforce_end (task, error);
      return;
    }
  g_error_free (error);
  cosell_salesforce_read_back (task);
}

static void
change_role (GTask *task, const char *role_id, gboolean primary)
{
  g_autofree char *path = g_strconcat ("sobjects/OpportunityContactRole/", role_id, NULL);

  cosell_salesforce_ask (task,
                         &(CosellSalesforceRequest){ .method = "PATCH",
                                                     .path = path,
                                                     .body = primary ? "{\"IsPrimary\":true}"
                                                                     : "{\"IsPrimary\":false}",
                                                     .failed = role_failed },
                         role_set);
}

static void
add_role (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *body = cosell_salesforce_write_role (call->id, call->contact_id);

  cosell_salesforce_ask (task,
                         &(CosellSalesforceRequest){ .method = "POST",
                                                     .path = "sobjects/OpportunityContactRole",
                                                     .body = body,
                                                     .failed = role_failed },
                         role_set);
}

/* Who has a role already gets no second one. */
static void
role_looked (GTask *task, CosellJsonValue answer)
{
  g_autofree char *id =
      cosell_json_dup_string (cosell_json_member (cosell_salesforce_first (answer), "Id"));

  if (cosell_salesforce_is_id (id))
    change_role (task, id, TRUE);
  else
    add_role (task);
}

void
cosell_salesforce_set_contact (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *soql = NULL;
  g_autofree char *query = NULL;

  if (!call->sets_contact || (call->contact_id == NULL && call->role_id == NULL))
    {
      cosell_salesforce_read_back (task);
      return;
    }
  if (call->contact_id == NULL)
    {
      change_role (task, call->role_id, FALSE);
      return;
    }
  if (call->is_new)
    {
      add_role (task);
      return;
    }
  soql = cosell_salesforce_role_soql (call->id, call->contact_id);
  query = cosell_salesforce_query (soql);
  cosell_salesforce_ask (task,
                         &(CosellSalesforceRequest){ .method = "GET",
                                                     .path = "query",
                                                     .query = query,
                                                     .failed = role_failed },
                         role_looked);
}
