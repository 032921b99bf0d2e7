/* cosell-store-crm.c: CRMs that the profile works with */
#include "store/cosell-store-crm.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-rule-error.h"
#include "store/cosell-store-private.h"

/* A sign-in of another address would stay in the keyring, and nobody would know of it. */
static gboolean
check_address (CosellStore *self, const CosellCrmAccount *crm, GError **error)
{
  g_autoptr (GPtrArray) crms = cosell_store_list_crms (self, error);

  if (crms == NULL)
    return FALSE;
  for (guint i = 0; i < crms->len; i++)
    {
      const CosellCrmAccount *other = g_ptr_array_index (crms, i);

      if (g_strcmp0 (other->name, crm->name) != 0 ||
          (g_strcmp0 (other->url, crm->url) == 0 && g_strcmp0 (other->kind, crm->kind) == 0))
        continue;
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                   _ ("There is a CRM “%s” already, at %s. Remove it first."), other->name,
                   other->url);
      return FALSE;
    }
  return TRUE;
}

gboolean
cosell_store_put_crm (CosellStore *self, const CosellCrmAccount *crm, GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (crm != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!check_address (self, crm, error))
    return FALSE;
  statement = cosell_store_prepare (
      self,
      "INSERT INTO crm (name, kind, url, client_id, db_name, user_name) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT DO UPDATE SET client_id = excluded.client_id, db_name = excluded.db_name, "
      "user_name = excluded.user_name, "
      "signed_in = CASE WHEN client_id IS excluded.client_id AND db_name IS excluded.db_name "
      "AND user_name IS excluded.user_name THEN signed_in END",
      error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm->name);
  cosell_statement_bind_text (statement, 2, crm->kind);
  cosell_statement_bind_text (statement, 3, crm->url);
  cosell_statement_bind_text (statement, 4, crm->client_id);
  cosell_statement_bind_text (statement, 5, crm->database);
  cosell_statement_bind_text (statement, 6, crm->user);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_set_crm_sign_in (CosellStore *self, const char *name, const char *mark, GError **error)
{
  CosellStatement *statement;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "UPDATE crm SET signed_in = ? WHERE name = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, mark);
  cosell_statement_bind_text (statement, 2, name);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_move_crms (CosellStore *self, const char *from, const char *to, GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (from != NULL && to != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "UPDATE crm SET url = ? WHERE url = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, to);
  cosell_statement_bind_text (statement, 2, from);
  return cosell_statement_run (statement, error);
}

gboolean
cosell_store_remove_crm (CosellStore *self, const char *name, GError **error)
{
  g_autoptr (CosellCrmAccount) crm = NULL;
  CosellStatement *statement;

  COSELL_STORE_WORKER (self);

  crm = cosell_store_load_crm (self, name, error);
  if (crm == NULL || !cosell_store_drop_crm_links (self, name, error))
    return FALSE;
  cosell_store_forget_crms (self);
  statement = cosell_store_prepare (self, "DELETE FROM crm WHERE name = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, name);
  return cosell_statement_run (statement, error);
}

GPtrArray *
cosell_store_list_crms (CosellStore *self, GError **error)
{
  g_autoptr (GPtrArray) crms =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_crm_account_free);
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self,
                            "SELECT name, kind, url, client_id, signed_in, db_name, user_name "
                            "FROM crm ORDER BY name",
                            error);
  if (statement == NULL)
    return NULL;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellCrmAccount *crm = g_new0 (CosellCrmAccount, 1);

      crm->name = cosell_statement_dup_text (statement, 0);
      crm->kind = cosell_statement_dup_text (statement, 1);
      crm->url = cosell_statement_dup_text (statement, 2);
      crm->client_id = cosell_statement_dup_text (statement, 3);
      crm->signed_in = cosell_statement_dup_text (statement, 4);
      crm->database = cosell_statement_dup_text (statement, 5);
      crm->user = cosell_statement_dup_text (statement, 6);
      g_ptr_array_add (crms, crm);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&crms) : NULL;
}

CosellCrmAccount *
cosell_store_load_crm (CosellStore *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) crms = cosell_store_list_crms (self, error);

  if (crms == NULL)
    return NULL;
  for (guint i = 0; i < crms->len; i++)
    if (g_strcmp0 (((CosellCrmAccount *) g_ptr_array_index (crms, i))->name, name) == 0)
      return g_ptr_array_steal_index (crms, i);
  cosell_store_set_no_crm (name, error);
  return NULL;
}
