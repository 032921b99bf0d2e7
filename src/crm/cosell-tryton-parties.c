/* cosell-tryton-parties.c: accounts and contacts of Tryton: found and made
 *
 * An account is a party, with an address; a contact is a way to reach one, with the name of who is
 * reached. No telephone numbers are written: Tryton refuses those that it takes for wrong, and with
 * them the whole party.
 */
#include "crm/cosell-tryton-private.h"

#define PARTY "model.party.party."
#define CONTACT "model.party.contact_mechanism."

/* The end of a search, or of making one that was read back. */
static void
end_found (GTask *task)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  if (!call->creates)
    g_task_return_pointer (task, g_steal_pointer (&call->parties),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (call->parties->len == 1)
    g_task_return_pointer (task, g_ptr_array_steal_index (call->parties, 0), cosell_crm_party_free);
  else
    {
      cosell_tryton_end_unreadable (task);
      return;
    }
  g_object_unref (task);
}

static void
addresses_came (GTask *task, CosellJsonValue rows)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  cosell_tryton_read_addresses (call->parties, rows, call->postal_code);
  end_found (task);
}

static void
accounts_came (GTask *task, CosellJsonValue rows)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  g_autofree char *params = NULL;

  call->parties = cosell_tryton_read_accounts (rows);
  if (call->parties->len == 0)
    {
      end_found (task);
      return;
    }
  params = cosell_tryton_write_addresses (call->parties);
  cosell_tryton_ask (task, &(CosellTrytonRequest){ "model.party.address.search_read", params },
                     addresses_came);
}

static void
contacts_came (GTask *task, CosellJsonValue rows)
{
  CosellTrytonCall *call = g_task_get_task_data (task);

  call->parties = cosell_tryton_read_contacts (rows);
  end_found (task);
}

void
cosell_tryton_find_account_async (CosellCrm *crm,
                                  const char *name,
                                  const char *postal_code,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_find_account_async, cancellable,
                                        callback, user_data, &call);
  g_autofree char *params = cosell_tryton_write_accounts (name, postal_code);

  call->postal_code = g_strdup (postal_code);
  cosell_tryton_ask (task, &(CosellTrytonRequest){ PARTY "search_read", params }, accounts_came);
}

void
cosell_tryton_find_contact_async (CosellCrm *crm,
                                  const char *email,
                                  const char *account_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_find_contact_async, cancellable,
                                        callback, user_data, &call);
  g_autofree char *params = cosell_tryton_write_contacts (email, account_id);

  cosell_tryton_ask (task, &(CosellTrytonRequest){ CONTACT "search_read", params }, contacts_came);
}

/* --- new ones --- */

static void
party_made (GTask *task, CosellJsonValue ids)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  gboolean person = call->party->account_id != NULL;
  g_autofree char *params = NULL;

  call->id = cosell_tryton_dup_id (ids);
  if (call->id == NULL)
    {
      cosell_tryton_end_unreadable (task);
      return;
    }
  params = person ? cosell_tryton_write_contact_row (call->id)
                  : cosell_tryton_write_account_row (call->id);
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){ person ? CONTACT "search_read" : PARTY "search_read",
                                             params },
                     person ? contacts_came : accounts_came);
}

/* Takes the task. country: (nullable): its id */
static void
make_party (GTask *task, const char *country)
{
  CosellTrytonCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *values = cosell_tryton_write_party (call->party, country, &error);
  g_autofree char *params = g_strdup_printf ("[%s]", values);

  if (values == NULL)
    {
      cosell_tryton_end (task, error);
      return;
    }
  cosell_tryton_ask (task,
                     &(CosellTrytonRequest){
                         .method =
                             call->party->account_id != NULL ? CONTACT "create" : PARTY "create",
                         .params = params,
                         .is_change = TRUE,
                     },
                     party_made);
}

/* One that the database does not have is left out: Tryton starts without any. */
static void
country_came (GTask *task, CosellJsonValue rows)
{
  g_autofree char *id =
      cosell_tryton_dup_id (cosell_json_member (cosell_json_element (rows, 0), "id"));

  make_party (task, id);
}

void
cosell_tryton_create_party_async (CosellCrm *crm,
                                  const CosellCrmParty *party,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellTrytonCall *call;
  GTask *task = cosell_tryton_new_task (crm, cosell_tryton_create_party_async, cancellable,
                                        callback, user_data, &call);
  g_autofree char *code = NULL;
  g_autofree char *params = NULL;

  call->creates = TRUE;
  call->party = cosell_crm_party_copy (party);
  if (party->account_id != NULL || party->country == NULL)
    {
      make_party (task, NULL);
      return;
    }
  code = cosell_json_quote (party->country);
  params = g_strdup_printf ("[[\"code\",\"=\",%s]],0,1,null,[\"code\"]", code);
  cosell_tryton_ask (task, &(CosellTrytonRequest){ "model.country.country.search_read", params },
                     country_came);
}
