/* cosell-store-account.c: the account and its own organization */
#include "model/cosell-rule-error.h"
#include "store/cosell-store-account.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-guid.h"
#include "base/cosell-json-gate.h"
#include "store/cosell-store-meta.h"
#include "store/cosell-store-permissions.h"
#include "store/cosell-store-private.h"

static gboolean
run (CosellStore *self, const char *sql, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);

  return statement != NULL && cosell_statement_run (statement, error);
}

static gboolean
run_int (CosellStore *self, const char *sql, gint64 *value, GError **error)
{
  CosellStatement *statement = cosell_store_prepare (self, sql, error);

  return statement != NULL && cosell_statement_run_int (statement, 0, value, error);
}

/* "2 changes wait to be sent, and 1 draft is kept" */
static char *
describe_waiting (gint64 n_changes, gint64 n_drafts)
{
  g_autofree char *changes =
      g_strdup_printf (ngettext ("%ld change waits to be sent", "%ld changes wait to be sent",
                                 (gulong) n_changes),
                       (glong) n_changes);
  g_autofree char *drafts =
      g_strdup_printf (ngettext ("%ld draft is kept", "%ld drafts are kept", (gulong) n_drafts),
                       (glong) n_drafts);

  if (n_drafts == 0)
    return g_steal_pointer (&changes);
  if (n_changes == 0)
    return g_steal_pointer (&drafts);
  /* Translators: "2 changes wait to be sent" and "1 draft is kept" */
  return g_strdup_printf (_ ("%s, and %s"), changes, drafts);
}

/* Nothing typed here may go with the account. */
static gboolean
require_nothing_waits (CosellStore *self, GError **error)
{
  g_autofree char *waiting = NULL;
  CosellOutboxCounts counts;
  gint64 drafts;

  if (!cosell_store_count_outbox (self, &counts, error) ||
      !run_int (self, "SELECT count(*) FROM deal WHERE status = 'draft'", &drafts, error))
    return FALSE;
  if (counts.total == 0 && drafts == 0)
    return TRUE;
  waiting = describe_waiting (counts.total, drafts);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
               /* Translators: %s is like "2 changes wait to be sent, and 1 draft is kept" */
               _ ("The account cannot be replaced while %s: that belongs to the old account. Send "
                  "or discard it first."),
               waiting);
  return FALSE;
}

static gboolean
forget_everything (CosellStore *self, GError **error)
{
  cosell_store_note_everything (self);
  cosell_store_note_outbox (self);
  return run (self, "DELETE FROM outbox", error) && run (self, "DELETE FROM referral", error) &&
         cosell_store_forget_index (self, error) && run (self, "DELETE FROM deal", error) &&
         run (self, "DELETE FROM meta", error) &&
         run (self, "DELETE FROM denied_permission", error) &&
         run (self, "DELETE FROM sync_cursor", error) &&
         cosell_store_forget_suggestions (self, error);
}

gboolean
cosell_store_set_account (CosellStore *self, const char *url, GError **error)
{
  g_autofree char *old = NULL;

  COSELL_STORE_WORKER (self);

  if (!cosell_store_get_meta (self, COSELL_META_ACCOUNT_URL, &old, error))
    return FALSE;
  if (g_strcmp0 (old, url) == 0)
    return cosell_store_forget_denied_permissions (self, error); /* signed in again */
  if (old != NULL && (!require_nothing_waits (self, error) || !forget_everything (self, error)))
    return FALSE;
  return cosell_store_set_meta (self, COSELL_META_ACCOUNT_URL, url, error);
}

/* The organization of the answer of me. Returns: (transfer full) (nullable) */
static char *
organization_of_me (const char *json)
{
  g_autoptr (JsonObject) me = json != NULL ? cosell_json_gate_read_object (json, -1) : NULL;
  JsonObject *organization = cosell_json_gate_object (me, "organization");
  const char *const ids[] = {
    cosell_json_gate_text (organization, "id"),
    cosell_json_gate_text (organization, "organizationId"),
    cosell_json_gate_text (me, "organizationId"),
    cosell_json_gate_text (me, "organization"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != NULL && *ids[i] != '\0' && !cosell_guid_is_nil (ids[i]))
      return g_strdup (ids[i]);
  return NULL;
}

/* (out) (nullable): the most frequent owner */
static gboolean
most_frequent (CosellStore *self, const char *sql, char **organization, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);
  CosellStep step;

  *organization = NULL;
  if (statement == NULL)
    return FALSE;
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    *organization = cosell_statement_dup_text (statement, 0);
  return step != COSELL_STEP_ERROR;
}

gboolean
cosell_store_find_sure_organization (CosellStore *self, char **organization, GError **error)
{
  g_autofree char *me = NULL;

  if (!cosell_store_get_meta (self, COSELL_META_ME, &me, error))
    return FALSE;
  *organization = organization_of_me (me);
  if (*organization != NULL)
    return TRUE;
  return most_frequent (self,
                        "SELECT organization_id FROM referral WHERE created_here = 1 "
                        "AND organization_id IS NOT NULL GROUP BY organization_id "
                        "ORDER BY count(*) DESC, organization_id LIMIT 1",
                        organization, error);
}

static gboolean
find_own_organization (CosellStore *self, char **organization, GError **error)
{
  if (!cosell_store_find_sure_organization (self, organization, error))
    return FALSE;
  if (*organization != NULL)
    return TRUE;
  return most_frequent (self,
                        "SELECT organization_id FROM referral WHERE organization_id IS NOT NULL "
                        "AND organization_id <> 'msft' COLLATE NOCASE GROUP BY organization_id "
                        "ORDER BY count(*) DESC, organization_id LIMIT 1",
                        organization, error);
}

gboolean
cosell_store_learn_again (CosellStore *self, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  if (!cosell_store_forget_suggestions (self, error))
    return FALSE;
  statement = cosell_store_prepare (
      self,
      "SELECT cosell_text (coalesce (t.current_json, t.base_json)), r.updated_at "
      "FROM deal AS d JOIN referral AS r ON r.id = d.own_referral "
      "JOIN document AS t ON t.referral = r.id",
      error);
  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    if (!cosell_store_index_suggestions (self, NULL, cosell_statement_text (statement, 0),
                                         cosell_statement_time (statement, 1), error))
      return FALSE;
  return step == COSELL_STEP_DONE;
}

/* Only where several halves are not Microsoft's can another of them make the row. */
static gboolean
derive_again (CosellStore *self, GError **error)
{
  g_autoptr (GPtrArray) engagements = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT engagement FROM referral WHERE role <> 'microsoft' "
                            "GROUP BY engagement HAVING count(*) > 1",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    g_ptr_array_add (engagements, cosell_statement_dup_text (statement, 0));
  if (step == COSELL_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < engagements->len; i++)
    if (!cosell_store_derive (self, g_ptr_array_index (engagements, i), NULL, error))
      return FALSE;
  return engagements->len == 0 || cosell_store_learn_again (self, error);
}

gboolean
cosell_store_update_own_organization (CosellStore *self, GError **error)
{
  g_autofree char *old = NULL;
  g_autofree char *organization = NULL;

  COSELL_STORE_WORKER (self);

  if (!cosell_store_get_meta (self, COSELL_META_OWN_ORGANIZATION, &old, error) ||
      !find_own_organization (self, &organization, error))
    return FALSE;
  if (g_strcmp0 (old, organization) == 0)
    return TRUE;
  return cosell_store_set_meta (self, COSELL_META_OWN_ORGANIZATION, organization, error) &&
         derive_again (self, error);
}

gboolean
cosell_store_set_me (CosellStore *self, const char *me, GError **error)
{
  g_autofree char *old = NULL;

  COSELL_STORE_WORKER (self);

  return cosell_store_get_meta (self, COSELL_META_ME, &old, error) &&
         cosell_store_set_meta (self, COSELL_META_ME, me, error) &&
         cosell_store_set_role_permissions (self, old, me, error) &&
         cosell_store_update_own_organization (self, error);
}
