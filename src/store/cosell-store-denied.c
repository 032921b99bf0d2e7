/* cosell-store-denied.c: what the account may not do with the deals of a location (F2)
 *
 * Known from the role that the service tells, or learned from an answer 403. Learned is kept until
 * the next sign-in, until the role changes, or until the service does it after all.
 */
#include "model/cosell-permission.h"
#include "store/cosell-store-account.h"
#include "store/cosell-store-private.h"

#define ELSEWHERE "*"

/* The same for every location: all of its deals show it. */
static gboolean
run (CosellStore *self, const char *sql, const char *location, gint64 permissions, GError **error)
{
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);
  int changes = sqlite3_total_changes (cosell_store_get_db (self));

  if (statement == NULL)
    return FALSE;
  if (location != NULL)
    cosell_statement_bind_text (statement, 1, location);
  if (permissions != 0)
    cosell_statement_bind_int (statement, 2, permissions);
  if (!cosell_statement_run (statement, error))
    return FALSE;
  if (sqlite3_total_changes (cosell_store_get_db (self)) != changes)
    cosell_store_note_everything (self);
  return TRUE;
}

/* (out) (transfer full): "" when the deal has none */
static gboolean
read_location (CosellStore *self, gint64 deal, char **location, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT coalesce (location, '') FROM deal WHERE id = ?", error);
  CosellStep step;

  *location = NULL;
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ROW)
    *location = cosell_statement_dup_text (statement, 0);
  return step != COSELL_STEP_ERROR;
}

gboolean
cosell_store_learn_denied (CosellStore *self, gint64 deal, guint permissions, GError **error)
{
  g_autofree char *location = NULL;

  COSELL_STORE_WORKER (self);

  if (permissions == 0 || !read_location (self, deal, &location, error))
    return permissions == 0;
  return location == NULL ||
         run (self,
              "INSERT INTO denied (location, known, learned) VALUES (?1, "
              "  coalesce ((SELECT known FROM denied WHERE location = '" ELSEWHERE
              "' AND ?1 <> ''), 0), ?2) "
              "ON CONFLICT (location) DO UPDATE SET learned = learned | excluded.learned "
              "WHERE learned & excluded.learned <> excluded.learned",
              location, permissions, error);
}

gboolean
cosell_store_unlearn_denied (CosellStore *self, gint64 deal, guint permissions, GError **error)
{
  g_autofree char *location = NULL;

  COSELL_STORE_WORKER (self);

  if (permissions == 0 || !read_location (self, deal, &location, error))
    return permissions == 0;
  return location == NULL || run (self,
                                  "UPDATE denied SET learned = learned & ~?2, known = known & ~?2 "
                                  "WHERE location = ?1 AND (learned | known) & ?2 <> 0",
                                  location, permissions, error);
}

gboolean
cosell_store_forget_denied (CosellStore *self, GError **error)
{
  COSELL_STORE_WORKER (self);

  return run (self, "UPDATE denied SET learned = 0 WHERE learned <> 0", NULL, 0, error);
}

static gboolean
write_known (CosellStore *self, const CosellAccount *account, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO denied (location, known, learned) "
                            "VALUES (?1, coalesce (?2, 0), 0)";

  if (!run (self, "DELETE FROM denied", NULL, 0, error))
    return FALSE;
  if (account->locations == NULL)
    return TRUE;
  for (char **location = account->locations; *location != NULL; location++)
    if (!run (self, sql, *location, 0, error))
      return FALSE;
  return run (self, sql, ELSEWHERE, COSELL_PERMISSION_ALL, error);
}

static CosellAccount *
read_account (const char *me)
{
  g_autoptr (CosellJson) json = me != NULL ? cosell_json_parse (me, -1, NULL) : NULL;

  return cosell_account_new_from_me (cosell_json_root (json));
}

gboolean
cosell_store_set_me (CosellStore *self, const char *me, GError **error)
{
  g_autoptr (CosellAccount) before = NULL;
  g_autoptr (CosellAccount) after = read_account (me);
  g_autoptr (GError) local = NULL;
  g_autofree char *old = NULL;

  COSELL_STORE_WORKER (self);

  old = cosell_store_get_meta (self, COSELL_META_ME, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  before = read_account (old);
  if (!cosell_store_set_meta (self, COSELL_META_ME, me, error))
    return FALSE;
  if (!cosell_account_equal (before, after) && !write_known (self, after, error))
    return FALSE;
  return cosell_store_update_own_organization (self, error);
}
