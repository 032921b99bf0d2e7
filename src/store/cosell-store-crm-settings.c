/* cosell-store-crm-settings.c: how CRMs are set up, which every link of theirs depends on */
#include "store/cosell-store-crm-links.h"
#include "store/cosell-store-private.h"

static gboolean
refresh_all (CosellStore *self, const char *crm, GError **error)
{
  g_autoptr (GPtrArray) links = cosell_store_list_crm_links (self, crm, error);

  if (links == NULL)
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      if (!cosell_store_refresh_crm_link (self, link->deal, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cosell_store_put_crm_settings (CosellStore *self,
                               const char *crm,
                               const CosellCrmSettings *settings,
                               GError **error)
{
  g_autofree char *json = NULL;
  CosellStatement *statement;

  g_return_val_if_fail (crm != NULL && settings != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  json = cosell_crm_settings_to_json (settings);
  statement = cosell_store_prepare (self, "UPDATE crm SET settings = ?2 WHERE name = ?1", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_text (statement, 2, json);
  return cosell_store_update_crm (self, statement, crm, error) && refresh_all (self, crm, error);
}
