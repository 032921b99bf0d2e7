/* cosell-crm.c: the interface to a CRM */
#include "crm/cosell-crm.h"

#include <glib/gi18n-lib.h>

#include "http/cosell-http-error.h"

G_DEFINE_QUARK (cosell - crm - error - quark, cosell_crm_error)
G_DEFINE_INTERFACE (CosellCrm, cosell_crm, G_TYPE_OBJECT)

static void
cosell_crm_default_init (CosellCrmInterface *iface)
{
}

GError *
cosell_crm_cut_error (void)
{
  return cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                _ ("The CRM broke off its list: how it goes on cannot be read. "
                                   "Opportunities or changes may be missing here. Try again "
                                   "later."));
}

gboolean
cosell_crm_takes_ids (CosellCrm *self)
{
  g_return_val_if_fail (COSELL_IS_CRM (self), FALSE);

  return COSELL_CRM_GET_IFACE (self)->takes_ids;
}

gboolean
cosell_crm_set_columns (CosellCrm *self, const char *key, const char *solutions, GError **error)
{
  g_return_val_if_fail (COSELL_IS_CRM (self), FALSE);

  return COSELL_CRM_GET_IFACE (self)->set_columns == NULL ||
         COSELL_CRM_GET_IFACE (self)->set_columns (self, key, solutions, error);
}

char *
cosell_crm_dup_link (CosellCrm *self, const char *id)
{
  g_return_val_if_fail (COSELL_IS_CRM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return COSELL_CRM_GET_IFACE (self)->dup_link (self, id);
}

void
cosell_crm_list_async (CosellCrm *self,
                       gint64 since,
                       const char *const *ids,
                       const char *next,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));

  COSELL_CRM_GET_IFACE (self)->list_async (self, since, ids, next, cancellable, callback,
                                           user_data);
}

static gpointer
finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (COSELL_IS_CRM (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

CosellCrmPage *
cosell_crm_list_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
cosell_crm_get_async (CosellCrm *self,
                      const char *id,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (id != NULL);

  COSELL_CRM_GET_IFACE (self)->get_async (self, id, cancellable, callback, user_data);
}

void
cosell_crm_create_async (CosellCrm *self,
                         const CosellOpportunity *opportunity,
                         const char *defaults,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (opportunity != NULL);

  COSELL_CRM_GET_IFACE (self)->create_async (self, opportunity, defaults, cancellable, callback,
                                             user_data);
}

void
cosell_crm_update_async (CosellCrm *self,
                         const CosellOpportunity *opportunity,
                         CosellOpportunityFields fields,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (opportunity != NULL && opportunity->id != NULL);

  COSELL_CRM_GET_IFACE (self)->update_async (self, opportunity, fields, cancellable, callback,
                                             user_data);
}

CosellOpportunity *
cosell_crm_opportunity_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
cosell_crm_close_async (CosellCrm *self,
                        const char *id,
                        const CosellCrmEnding *ending,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (id != NULL && ending != NULL);

  COSELL_CRM_GET_IFACE (self)->close_async (self, id, ending, cancellable, callback, user_data);
}

gboolean
cosell_crm_close_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (COSELL_IS_CRM (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cosell_crm_find_account_async (CosellCrm *self,
                               const char *name,
                               const char *postal_code,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (name != NULL);

  COSELL_CRM_GET_IFACE (self)->find_account_async (self, name, postal_code, cancellable, callback,
                                                   user_data);
}

void
cosell_crm_find_contact_async (CosellCrm *self,
                               const char *email,
                               const char *account_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (email != NULL);

  COSELL_CRM_GET_IFACE (self)->find_contact_async (self, email, account_id, cancellable, callback,
                                                   user_data);
}

GPtrArray *
cosell_crm_find_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
cosell_crm_create_party_async (CosellCrm *self,
                               const CosellCrmParty *party,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));
  g_return_if_fail (party != NULL && party->name != NULL);

  COSELL_CRM_GET_IFACE (self)->create_party_async (self, party, cancellable, callback, user_data);
}

CosellCrmParty *
cosell_crm_create_party_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
cosell_crm_describe_async (CosellCrm *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));

  COSELL_CRM_GET_IFACE (self)->describe_async (self, cancellable, callback, user_data);
}

CosellCrmDescription *
cosell_crm_describe_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

void
cosell_crm_who_async (CosellCrm *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (COSELL_IS_CRM (self));

  COSELL_CRM_GET_IFACE (self)->who_async (self, cancellable, callback, user_data);
}

CosellCrmUser *
cosell_crm_who_finish (CosellCrm *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}
