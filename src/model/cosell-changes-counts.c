/* How many people and solutions a deal has after an edit (rules C8, C9). */

#include "model/cosell-change-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-people.h"

#define MAX_MEMBERS 50   /* C8 */
#define MAX_SOLUTIONS 50 /* C9 */

static gboolean
has_complete_member (CosellJsonValue team)
{
  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      g_autoptr (CosellContact) member = NULL;

      if (cosell_json_kind (cosell_json_element (team, i)) != COSELL_JSON_OBJECT)
        continue;
      member = cosell_contact_new_from_wire (cosell_json_element (team, i));
      if (cosell_contact_is_complete (member))
        return TRUE;
    }
  return FALSE;
}

/* What came from the service stays, however much it is; only an edit that makes it worse is
 * refused. */
static gboolean
require_team (CosellJsonValue before, CosellJsonValue after, GError **error)
{
  guint n = cosell_json_length (after);

  if (n > MAX_MEMBERS && n > cosell_json_length (before))
    return cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                                 _ ("A team has at most 50 members. Remove one first."));
  if (n == 0 && cosell_json_length (before) > 0)
    return cosell_change_refuse (
        error, COSELL_RULE_ERROR_REFUSED,
        _ ("A deal needs at least one team member. Add another one first."));
  if (has_complete_member (before) && !has_complete_member (after))
    return cosell_change_refuse (
        error, COSELL_RULE_ERROR_REFUSED,
        _ ("A deal needs at least one team member with first name, last name, phone number and "
           "e-mail address. Complete or add another one first."));
  return TRUE;
}

static gboolean
require_solutions (CosellJsonValue before, CosellJsonValue after, GError **error)
{
  guint n = cosell_json_length (after);

  if (n > MAX_SOLUTIONS && n > cosell_json_length (before))
    return cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                                 _ ("A deal has at most 50 solutions. Remove one first."));
  if (n == 0 && cosell_json_length (before) > 0)
    return cosell_change_refuse (error, COSELL_RULE_ERROR_REFUSED,
                                 _ ("A deal needs at least one solution. Add another one first."));
  return TRUE;
}

gboolean
cosell_changes_require_counts (const char *before, const char *after, GError **error)
{
  g_autoptr (CosellJson) old = NULL;
  g_autoptr (CosellJson) new = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, FALSE);

  old = cosell_json_parse (before, -1, error);
  new = old != NULL ? cosell_json_parse (after, -1, error) : NULL;
  if (new == NULL)
    return FALSE;
  if (!require_team (cosell_json_pointer (cosell_json_root (old), COSELL_PATH_TEAM),
                     cosell_json_pointer (cosell_json_root (new), COSELL_PATH_TEAM), error))
    return cosell_rule_error_name (error, "C8");
  if (!require_solutions (cosell_json_pointer (cosell_json_root (old), COSELL_PATH_SOLUTIONS),
                          cosell_json_pointer (cosell_json_root (new), COSELL_PATH_SOLUTIONS),
                          error))
    return cosell_rule_error_name (error, "C9");
  return TRUE;
}
