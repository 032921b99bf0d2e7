/* cosell-store-crm-settings.c: how CRMs are set up, which every link of theirs depends on */
#include "base/cosell-time.h"
#include "model/cosell-crm-description.h"
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

/* Whether the CRM is described by another text so far. */
static gboolean
is_news (CosellStore *self, const char *crm, const char *json, gboolean *news, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "SELECT description IS NOT ?2 FROM crm WHERE name = ?1", error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_text (statement, 2, json);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *news = found != 0;
  return TRUE;
}

gboolean
cosell_store_put_crm_description (CosellStore *self,
                                  const char *crm,
                                  const CosellCrmDescription *description,
                                  const CosellCrmUser *user,
                                  gint64 at,
                                  GError **error)
{
  g_autofree char *json = NULL;
  CosellStatement *statement;
  gboolean news;

  g_return_val_if_fail (crm != NULL && description != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  json = cosell_crm_description_to_json (description);
  if (!is_news (self, crm, json, &news, error))
    return FALSE;
  statement = cosell_store_prepare (self,
                                    "UPDATE crm SET description = ?2, described_at = ?3, "
                                    "user_id = iif (?4, ?5, user_id), "
                                    "user_email = iif (?4, ?6, user_email) WHERE name = ?1",
                                    error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_text (statement, 2, json);
  cosell_statement_bind_time (statement, 3, at);
  cosell_statement_bind_int (statement, 4, user != NULL);
  cosell_statement_bind_text (statement, 5, user != NULL ? user->id : NULL);
  cosell_statement_bind_text (statement, 6, user != NULL ? user->email : NULL);
  return cosell_store_update_crm (self, statement, crm, error) &&
         (!news || refresh_all (self, crm, error));
}
