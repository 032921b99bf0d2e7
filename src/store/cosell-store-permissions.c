/* cosell-store-permissions.c: what the account may not do with the deals of a location (F2)
 *
 * Known from the role that the service tells, or learned from an answer 403, which is kept twice:
 * by deal and by location. Learned is kept until the next sign-in, until the role that is told may
 * do it, until a new version of the deal comes, or until the service does it after all.
 */
#include "store/cosell-store-permissions.h"

#include "model/cosell-permission.h"
#include "store/cosell-store-private.h"

#define ELSEWHERE "*"
/* before the number of a deal: what that deal itself was refused */
#define DEAL_KEY "#"

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

/* The key of what a deal itself was refused. */
static char *
key_of_deal (gint64 deal)
{
  return g_strdup_printf (DEAL_KEY "%" G_GINT64_FORMAT, deal);
}

static gboolean
learn (CosellStore *self, const char *key, guint permissions, GError **error)
{
  return run (self,
              "INSERT INTO denied_permission (location, known, learned) VALUES (?1, "
              "  coalesce ((SELECT known FROM denied_permission WHERE location = '" ELSEWHERE
              "' AND ?1 <> '' AND ?1 NOT LIKE '" DEAL_KEY "%'), 0), ?2) "
              "ON CONFLICT (location) DO UPDATE SET learned = learned | excluded.learned "
              "WHERE learned & excluded.learned <> excluded.learned",
              key, permissions, error);
}

gboolean
cosell_store_deny_permissions (CosellStore *self, gint64 deal, guint permissions, GError **error)
{
  g_autofree char *location = NULL;
  g_autofree char *key = key_of_deal (deal);

  COSELL_STORE_WORKER (self);

  if (permissions == 0 || !read_location (self, deal, &location, error))
    return permissions == 0;
  return location == NULL ||
         (learn (self, key, permissions, error) && learn (self, location, permissions, error));
}

/* Of a location and of all its deals. */
static gboolean
unlearn (CosellStore *self, const char *location, guint permissions, GError **error)
{
  return run (self,
              "UPDATE denied_permission SET learned = learned & ~?2, known = known & ~?2 "
              "WHERE (location = ?1 OR location IN (SELECT '" DEAL_KEY "' || id FROM deal "
              "       WHERE coalesce (deal.location, '') = ?1)) AND (learned | known) & ?2 <> 0",
              location, permissions, error);
}

gboolean
cosell_store_restore_permissions (CosellStore *self, gint64 deal, guint permissions, GError **error)
{
  g_autofree char *location = NULL;

  COSELL_STORE_WORKER (self);

  if (permissions == 0 || !read_location (self, deal, &location, error))
    return permissions == 0;
  return location == NULL || unlearn (self, location, permissions, error);
}

/* Sets for the location what its other deals taught. */
static gboolean
teach_again (CosellStore *self, const char *location, GError **error)
{
  return run (self,
              "UPDATE denied_permission SET learned = coalesce ((SELECT max (t.learned & 1) | "
              "  max (t.learned & 2) | max (t.learned & 4) | max (t.learned & 8) | "
              "  max (t.learned & 16) FROM denied_permission AS t JOIN deal AS d "
              "  ON t.location = '" DEAL_KEY "' || d.id "
              "  WHERE coalesce (d.location, '') = ?1), 0) WHERE location = ?1",
              location, 0, error);
}

gboolean
cosell_store_forget_denied_permissions_of (CosellStore *self, gint64 deal, GError **error)
{
  g_autofree char *key = key_of_deal (deal);
  g_autofree char *location = NULL;
  gboolean any = FALSE;

  COSELL_STORE_WORKER (self);

  if (!cosell_store_has_denied_permissions (self, &any, error))
    return FALSE;
  if (!any || !read_location (self, deal, &location, error))
    return !any;
  return location == NULL ||
         (run (self, "DELETE FROM denied_permission WHERE location = ?1", key, 0, error) &&
          teach_again (self, location, error));
}

gboolean
cosell_store_has_denied_permissions (CosellStore *self, gboolean *any, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, "SELECT 1 FROM denied_permission WHERE learned <> 0 LIMIT 1",
                            error);
  step = statement != NULL ? cosell_statement_step (statement, error) : COSELL_STEP_ERROR;
  *any = step == COSELL_STEP_ROW;
  return step != COSELL_STEP_ERROR;
}

gboolean
cosell_store_forget_denied_permissions (CosellStore *self, GError **error)
{
  COSELL_STORE_WORKER (self);

  return run (self, "UPDATE denied_permission SET learned = 0 WHERE learned <> 0", NULL, 0, error);
}

/* Everything of a role that does not end at locations, or the places that it reaches. What was
 * learned stays, unless the role is one that may do everything there. */
static gboolean
open_location (CosellStore *self,
               const CosellPermissionRole *account,
               const char *location,
               GError **error)
{
  static const char sql[] = "INSERT INTO denied_permission (location, known, learned) VALUES (?1, "
                            "coalesce (?2, 0), 0) ON CONFLICT (location) DO UPDATE SET known = 0";

  return run (self, sql, location, 0, error) &&
         (!cosell_permission_role_is_admin (account, location) ||
          unlearn (self, location, COSELL_PERMISSION_ALL, error));
}

static gboolean
write_known (CosellStore *self, const CosellPermissionRole *account, GError **error)
{
  static const char everywhere[] = "UPDATE denied_permission SET known = coalesce (?2, 0) "
                                   "WHERE location NOT LIKE '" DEAL_KEY "%' AND location <> ''";
  static const char elsewhere[] =
      "INSERT OR REPLACE INTO denied_permission (location, known, learned) "
      "VALUES (?1, coalesce (?2, 0), 0)";

  if (account->locations == NULL)
    return run (self, "UPDATE denied_permission SET known = 0", NULL, 0, error) &&
           (!cosell_permission_role_is_admin (account, NULL) ||
            cosell_store_forget_denied_permissions (self, error)) &&
           run (self, "DELETE FROM denied_permission WHERE learned = 0", NULL, 0, error);
  if (!run (self, everywhere, NULL, COSELL_PERMISSION_ALL, error) ||
      !run (self, elsewhere, ELSEWHERE, COSELL_PERMISSION_ALL, error))
    return FALSE;
  for (char **location = account->locations; *location != NULL; location++)
    if (!open_location (self, account, *location, error))
      return FALSE;
  return TRUE;
}

gboolean
cosell_store_set_role_permissions (CosellStore *self,
                                   const char *old_me,
                                   const char *me,
                                   GError **error)
{
  g_autoptr (CosellPermissionRole) before = cosell_permission_role_new_from_me (old_me);
  g_autoptr (CosellPermissionRole) after = cosell_permission_role_new_from_me (me);

  COSELL_STORE_WORKER (self);

  return cosell_permission_role_equal (before, after) || write_known (self, after, error);
}
