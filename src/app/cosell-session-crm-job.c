/* cosell-session-crm-job.c: what jobs about deals and their opportunities have in common */
#include "app/cosell-session-crm-job.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-rule-error.h"
#include "store/cosell-store-crm.h"

char *
cosell_session_crm_job_find (CosellStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (CosellCrmAccount) account = NULL;

  if (name != NULL)
    {
      account = cosell_store_load_crm (store, name, error);
      return account != NULL ? g_strdup (account->name) : NULL;
    }
  all = cosell_store_list_crms (store, error);
  if (all == NULL)
    return NULL;
  if (all->len == 1)
    return g_strdup (((CosellCrmAccount *) g_ptr_array_index (all, 0))->name);
  if (all->len == 0)
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                         _ ("There is no CRM. Add one first."));
  else
    g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                         _ ("There are several CRMs. Say which one is meant."));
  return NULL;
}

CosellCrmLink *
cosell_session_crm_job_require (CosellStore *store, gint64 deal, GError **error)
{
  GError *why = NULL;
  CosellCrmLink *link = cosell_store_get_crm_link (store, deal, &why);

  if (link == NULL && why == NULL)
    g_set_error (&why, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                 _ ("Deal %" G_GINT64_FORMAT " is not linked to a CRM."), deal);
  if (why != NULL)
    g_propagate_error (error, why);
  return link;
}

CosellCrmSheet *
cosell_session_crm_job_read (CosellStore *store,
                             gint64 deal,
                             CosellDealData **row,
                             char **text,
                             GError **error)
{
  g_autoptr (CosellDealData) data = NULL;
  g_autofree char *own = NULL;
  CosellCrmSheet *sheet;

  if (!cosell_store_read_crm_side (store, deal, &data, &own, NULL, error))
    return NULL;
  sheet = cosell_crm_sheet_of_deal (data, own, error);
  if (sheet == NULL)
    return NULL;
  if (row != NULL)
    *row = g_steal_pointer (&data);
  if (text != NULL)
    *text = g_steal_pointer (&own);
  return sheet;
}

gboolean
cosell_session_crm_job_log (CosellStore *store,
                            const CosellCrmLink *link,
                            gint64 now,
                            gboolean to_crm,
                            CosellCrmField field,
                            const char *old,
                            const char *value,
                            const char *result,
                            GError **error)
{
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func (cosell_crm_log_entry_free);

  g_ptr_array_add (log,
                   cosell_crm_log_entry_new (now, link->crm, to_crm, field, old, value, result));
  return cosell_store_add_crm_log (store, link->deal, log, error);
}
