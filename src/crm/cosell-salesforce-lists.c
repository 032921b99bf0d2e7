/* cosell-salesforce-lists.c: lists of Salesforce, and accounts and contacts */
#include "crm/cosell-salesforce-private.h"

/* --- lists --- */

static void
listed (GTask *task, CosellJsonValue answer)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);
  CosellCrmPage *page = cosell_salesforce_read_page (answer, &self->shape, call->next);

  if (page == NULL)
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  g_task_return_pointer (task, page, (GDestroyNotify) cosell_crm_page_free);
  g_object_unref (task);
}

static void
ask_page (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  cosell_salesforce_ask (task, &(CosellSalesforceRequest){ "GET", call->next }, listed);
}

/* How opportunities look is known by now. */
static void
begin_list (GTask *task)
{
  CosellSalesforce *self = g_task_get_source_object (task);
  CosellSalesforceCall *call = g_task_get_task_data (task);

  call->soql =
      cosell_salesforce_list_soql (&self->shape, call->since, (const char *const *) call->ids);
  if (call->soql == NULL)
    cosell_salesforce_end_without_id (task);
  else
    cosell_salesforce_ask_soql (task, call->soql, listed);
}

void
cosell_salesforce_list_async (CosellCrm *crm,
                              gint64 since,
                              const char *const *ids,
                              const char *next,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_list_async, cancellable,
                                            callback, user_data, &call);

  call->since = since;
  call->ids = g_strdupv ((char **) ids);
  call->next = cosell_salesforce_read_next (next);
  if (next == NULL)
    cosell_salesforce_begin (task, begin_list);
  else if (call->next != NULL)
    cosell_salesforce_begin (task, ask_page);
  else
    cosell_salesforce_end_unreadable (task);
}

/* --- parties --- */

static void
found (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  if (!cosell_salesforce_is_list (answer))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  g_task_return_pointer (task, cosell_salesforce_read_parties (answer, call->person),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

static void
ask_parties (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  cosell_salesforce_ask_soql (task, call->soql, found);
}

void
cosell_salesforce_find_account_async (CosellCrm *crm,
                                      const char *name,
                                      const char *postal_code,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_find_account_async, cancellable,
                                            callback, user_data, &call);

  call->soql = cosell_salesforce_account_soql (name, postal_code);
  cosell_salesforce_begin (task, ask_parties);
}

void
cosell_salesforce_find_contact_async (CosellCrm *crm,
                                      const char *email,
                                      const char *account_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_find_contact_async, cancellable,
                                            callback, user_data, &call);

  call->soql = cosell_salesforce_contact_soql (email, account_id);
  call->person = TRUE;
  cosell_salesforce_begin (task, ask_parties);
}

/* --- new parties --- */

static void
party_came (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autoptr (CosellCrmParty) party =
      cosell_salesforce_read_party (cosell_salesforce_first (answer), call->person);

  if (party == NULL || !cosell_salesforce_same_id (call->id, party->id))
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&party), cosell_crm_party_free);
  g_object_unref (task);
}

static void
party_made (GTask *task, CosellJsonValue answer)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);
  g_autofree char *soql = NULL;

  call->wrote = TRUE;
  call->id = cosell_salesforce_read_made (answer);
  if (call->id == NULL)
    {
      cosell_salesforce_end_unreadable (task);
      return;
    }
  soql = cosell_salesforce_party_soql (call->person, call->id);
  cosell_salesforce_ask_soql (task, soql, party_came);
}

static void
make_party (GTask *task)
{
  CosellSalesforceCall *call = g_task_get_task_data (task);

  cosell_salesforce_ask (task,
                         &(CosellSalesforceRequest){ .method = "POST",
                                                     .path = call->person ? "sobjects/Contact"
                                                                          : "sobjects/Account",
                                                     .body = call->body },
                         party_made);
}

void
cosell_salesforce_create_party_async (CosellCrm *crm,
                                      const CosellCrmParty *party,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GError *error = NULL;
  CosellSalesforceCall *call;
  GTask *task = cosell_salesforce_new_task (crm, cosell_salesforce_create_party_async, cancellable,
                                            callback, user_data, &call);

  call->person = party->account_id != NULL;
  call->body = cosell_salesforce_write_party (party, &error);
  if (call->body == NULL)
    cosell_salesforce_end (task, error);
  else
    cosell_salesforce_begin (task, make_party);
}
