/* cosell-store-crm-state.c: how CRMs are set up, here and over there
 *
 * Settings and descriptions are JSON, and needed for every linked deal that is derived: they are
 * read once, and kept until one is written, here or by another program. Where no deal is linked at
 * all, deriving a row asks for nothing.
 */
#include "store/cosell-store-crm-state.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-crm-description.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-object.h"
#include "store/cosell-store-private.h"

void
cosell_crm_state_free (CosellCrmState *self)
{
  if (self == NULL)
    return;
  cosell_crm_settings_free (self->settings);
  cosell_crm_description_free (self->description);
  g_free (self->user_id);
  g_free (self->user_email);
  g_free (self);
}

/* --- what is kept --- */

void
cosell_store_forget_crms (CosellStore *self)
{
  g_clear_pointer (&self->crms.states, g_hash_table_unref);
  self->crms.linked = -1;
}

void
cosell_store_forget_linked (CosellStore *self)
{
  self->crms.linked = -1;
}

/* Asked once in a job: inside its transaction nobody else can change anything. */
static gboolean
check_kept (CosellStore *self, GError **error)
{
  CosellStoreCrms *kept = &self->crms;
  gint64 version;

  if (kept->checked)
    return TRUE;
  if (!cosell_connection_get_pragma (self->writer, "PRAGMA data_version", &version, error))
    return FALSE;
  if (kept->version != version || kept->connection != self->writer)
    cosell_store_forget_crms (self);
  kept->version = version;
  kept->connection = self->writer;
  kept->checked = TRUE;
  return TRUE;
}

gboolean
cosell_store_has_crm_links (CosellStore *self, gboolean *any, GError **error)
{
  gint64 found;

  if (!check_kept (self, error))
    return FALSE;
  if (self->crms.linked < 0)
    {
      CosellStatement *statement =
          cosell_store_prepare (self,
                                "SELECT EXISTS (SELECT 1 FROM crm_link WHERE state <> "
                                "'" COSELL_STORE_UNLINKED "')",
                                error);

      if (statement == NULL || !cosell_statement_run_int (statement, 0, &found, error))
        return FALSE;
      self->crms.linked = found != 0;
    }
  *any = self->crms.linked != 0;
  return TRUE;
}

gboolean
cosell_store_set_no_crm (const char *name, GError **error)
{
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
               _ ("There is no CRM with the name “%s”."), name);
  return FALSE;
}

CosellCrmState *
cosell_store_load_crm_state (CosellStore *self, const char *crm, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellCrmState *state;
  CosellStep step;

  g_return_val_if_fail (crm != NULL, NULL);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "SELECT settings, description, described_at, user_id, "
                                    "user_email, mark, compared_at, previewed FROM crm "
                                    "WHERE name = ?",
                                    error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_text (statement, 1, crm);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_DONE)
    cosell_store_set_no_crm (crm, error);
  if (step != COSELL_STEP_ROW)
    return NULL;
  state = g_new0 (CosellCrmState, 1);
  state->settings = cosell_crm_settings_from_json (cosell_statement_text (statement, 0));
  state->description = cosell_crm_description_from_json (cosell_statement_text (statement, 1));
  state->described_at = cosell_statement_time (statement, 2);
  state->user_id = cosell_statement_dup_text (statement, 3);
  state->user_email = cosell_statement_dup_text (statement, 4);
  state->mark = cosell_statement_time (statement, 5);
  state->compared_at = cosell_statement_time (statement, 6);
  state->previewed = cosell_statement_int (statement, 7) != 0;
  return state;
}

const CosellCrmState *
cosell_store_peek_crm_state (CosellStore *self, const char *crm, GError **error)
{
  CosellCrmState *state;

  if (!check_kept (self, error))
    return NULL;
  if (self->crms.states == NULL)
    self->crms.states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify) cosell_crm_state_free);
  state = g_hash_table_lookup (self->crms.states, crm);
  if (state == NULL)
    {
      state = cosell_store_load_crm_state (self, crm, error);
      if (state != NULL)
        g_hash_table_insert (self->crms.states, g_strdup (crm), state);
    }
  return state;
}

/* --- what is written --- */

gboolean
cosell_store_update_crm (CosellStore *self,
                         CosellStatement *statement,
                         const char *crm,
                         GError **error)
{
  if (!cosell_statement_run (statement, error))
    return FALSE;
  cosell_store_forget_crms (self);
  return sqlite3_changes (cosell_store_get_db (self)) > 0 || cosell_store_set_no_crm (crm, error);
}

gboolean
cosell_store_put_crm_mark (CosellStore *self,
                           const char *crm,
                           gint64 mark,
                           gint64 compared_at,
                           GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (crm != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self,
                                    "UPDATE crm SET mark = ?2, "
                                    "compared_at = coalesce (?3, compared_at) WHERE name = ?1",
                                    error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_time (statement, 2, mark);
  cosell_statement_bind_time (statement, 3, compared_at);
  return cosell_store_update_crm (self, statement, crm, error);
}

gboolean
cosell_store_doubt_crm_mark (CosellStore *self, const char *crm, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self, "UPDATE crm SET compared_at = NULL WHERE name = ?1", error);

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm);
  return cosell_store_update_crm (self, statement, crm, error);
}

gboolean
cosell_store_set_crm_previewed (CosellStore *self,
                                const char *crm,
                                gboolean previewed,
                                GError **error)
{
  CosellStatement *statement;

  g_return_val_if_fail (crm != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "UPDATE crm SET previewed = ?2 WHERE name = ?1", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, crm);
  cosell_statement_bind_int (statement, 2, previewed != FALSE);
  return cosell_store_update_crm (self, statement, crm, error);
}
