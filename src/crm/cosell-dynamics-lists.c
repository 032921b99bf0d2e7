/* cosell-dynamics-lists.c: lists of Dynamics 365, and accounts and contacts */
#include "crm/cosell-dynamics-private.h"

/* --- lists --- */

static void
listed (GTask *task, CosellJsonValue answer)
{
  CosellDynamics *self = g_task_get_source_object (task);
  CosellDynamicsCall *call = g_task_get_task_data (task);
  CosellCrmPage *page = cosell_dynamics_read_page (answer, &self->columns, call->query);

  if (page == NULL)
    {
      cosell_dynamics_end_unreadable (task, FALSE);
      return;
    }
  g_task_return_pointer (task, page, (GDestroyNotify) cosell_crm_page_free);
  g_object_unref (task);
}

void
cosell_dynamics_list_async (CosellCrm *crm,
                            gint64 since,
                            const char *const *ids,
                            const char *next,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellDynamics *self = COSELL_DYNAMICS (crm);
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_list_async, cancellable, callback,
                                          user_data, &call);

  call->query =
      next != NULL ? g_strdup (next) : cosell_dynamics_list_query (&self->columns, since, ids);
  if (call->query == NULL)
    {
      cosell_dynamics_end_without_id (task);
      return;
    }
  cosell_dynamics_ask (
      task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_OPPORTUNITIES, call->query }, listed);
}

static void
found (GTask *task, CosellJsonValue answer)
{
  g_task_return_pointer (task, cosell_dynamics_read_parties (answer),
                         (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (task);
}

void
cosell_dynamics_find_account_async (CosellCrm *crm,
                                    const char *name,
                                    const char *postal_code,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_find_account_async, cancellable,
                                          callback, user_data, &call);

  call->query = cosell_dynamics_account_query (name, postal_code);
  cosell_dynamics_ask (
      task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_PATH "accounts", call->query }, found);
}

void
cosell_dynamics_find_contact_async (CosellCrm *crm,
                                    const char *email,
                                    const char *account_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_find_contact_async, cancellable,
                                          callback, user_data, &call);

  call->query = cosell_dynamics_contact_query (email, account_id);
  cosell_dynamics_ask (
      task, &(CosellDynamicsRequest){ "GET", COSELL_DYNAMICS_PATH "contacts", call->query }, found);
}

/* --- new parties --- */

static void
party_came (GTask *task, CosellJsonValue answer)
{
  CosellDynamicsCall *call = g_task_get_task_data (task);
  g_autoptr (CosellCrmParty) party = cosell_dynamics_read_party (answer);

  if (party == NULL || (call->id != NULL && g_ascii_strcasecmp (call->id, party->id) != 0))
    {
      cosell_dynamics_end_unreadable (task, TRUE);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&party), cosell_crm_party_free);
  g_object_unref (task);
}

/* One with an id of ours is made once, as an opportunity is. */
void
cosell_dynamics_create_party_async (CosellCrm *crm,
                                    const CosellCrmParty *party,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  gboolean person = party->account_id != NULL;
  const char *set = person ? COSELL_DYNAMICS_PATH "contacts" : COSELL_DYNAMICS_PATH "accounts";
  CosellDynamicsRequest request = { .method = "POST", .path = set };
  GError *error = NULL;
  CosellDynamicsCall *call;
  GTask *task = cosell_dynamics_new_task (crm, cosell_dynamics_create_party_async, cancellable,
                                          callback, user_data, &call);

  call->body = cosell_dynamics_write_party (party, &error);
  call->id = g_strdup (party->id);
  if (call->body == NULL)
    {
      cosell_dynamics_end (task, error);
      return;
    }
  if (call->id != NULL && !g_uuid_string_is_valid (call->id))
    {
      cosell_dynamics_end_without_id (task);
      return;
    }
  if (call->id != NULL)
    {
      call->path = g_strdup_printf ("%s(%s)", set, call->id);
      request = (CosellDynamicsRequest){ "PATCH", call->path };
      request.none_match = "*";
    }
  request.query = cosell_dynamics_party_fields (person);
  request.body = call->body;
  cosell_dynamics_ask (task, &request, party_came);
}
