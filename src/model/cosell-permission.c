#include "model/cosell-permission.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json-gate.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-member.h"

CosellPermission
cosell_permission_of_action (CosellAction action, CosellDealStatus status)
{
  switch (action)
    {
    case COSELL_ACTION_EDIT:
      /* a draft is its author's alone */
      return status == COSELL_DEAL_STATUS_DRAFT ? COSELL_PERMISSION_NONE : COSELL_PERMISSION_EDIT;
    case COSELL_ACTION_STAGE:
      return COSELL_PERMISSION_EDIT;
    case COSELL_ACTION_SUBMIT:
      return COSELL_PERMISSION_CREATE;
    case COSELL_ACTION_ACCEPT:
    case COSELL_ACTION_DECLINE:
    case COSELL_ACTION_WIN:
    case COSELL_ACTION_LOSE:
    case COSELL_ACTION_ERROR:
      return COSELL_PERMISSION_STATUS;
    case COSELL_ACTION_REGISTER:
      return COSELL_PERMISSION_REGISTER;
    case COSELL_ACTION_SHARE:
    case COSELL_ACTION_INVITE:
    case COSELL_ACTION_INVITE_MICROSOFT:
    case COSELL_ACTION_INVITE_PARTNERS:
      return COSELL_PERMISSION_INVITE;
    case COSELL_ACTION_FAVORITE:
    case COSELL_ACTION_DELETE:
    case COSELL_ACTION_CONVERT:
    case COSELL_ACTION_RECREATE: /* submitting the draft is what may be denied */
      return COSELL_PERMISSION_NONE;
    }
  g_assert_not_reached ();
}

static gboolean
any_path (GPtrArray *changes, const char *prefix)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_str_has_prefix (((CosellChange *) g_ptr_array_index (changes, i))->path, prefix))
      return TRUE;
  return FALSE;
}

static CosellPermission
of_update (GPtrArray *changes)
{
  if (any_path (changes, "/registrations"))
    return COSELL_PERMISSION_REGISTER;
  if (cosell_changes_have_status (changes))
    return COSELL_PERMISSION_STATUS;
  if (any_path (changes, COSELL_PATH_VISIBLE))
    return COSELL_PERMISSION_INVITE;
  for (guint i = 0; i < changes->len; i++)
    if (!g_str_equal (((CosellChange *) g_ptr_array_index (changes, i))->path,
                      COSELL_PATH_FAVORITE))
      return COSELL_PERMISSION_EDIT;
  return COSELL_PERMISSION_NONE;
}

CosellPermission
cosell_permission_of_entry (CosellOutboxOp op, GPtrArray *changes)
{
  switch (op)
    {
    case COSELL_OUTBOX_OP_CREATE:
      return COSELL_PERMISSION_CREATE;
    case COSELL_OUTBOX_OP_INVITE:
      return COSELL_PERMISSION_INVITE;
    case COSELL_OUTBOX_OP_UPDATE:
      return changes != NULL ? of_update (changes) : COSELL_PERMISSION_NONE;
    }
  g_assert_not_reached ();
}

guint
cosell_permission_denied (guint known, guint here, guint there, int on_team)
{
  return known | here | (on_team == 0 ? there : 0);
}

/* The first sentence. (transfer full) */
static char *
needed_role (CosellPermission permission, const char *location)
{
  switch (permission)
    {
    case COSELL_PERMISSION_CREATE:
      return g_strdup_printf (_ ("To create deals of the location %s takes the role “Referrals "
                                 "admin” for it, which your account does not have."),
                              location);
    case COSELL_PERMISSION_EDIT:
      return g_strdup_printf (_ ("To change deals of the location %s takes the role “Referrals "
                                 "admin” for it, which your account does not have."),
                              location);
    case COSELL_PERMISSION_STATUS:
      return g_strdup_printf (_ ("To answer or close deals of the location %s takes the role "
                                 "“Referrals admin” for it, which your account does not have."),
                              location);
    case COSELL_PERMISSION_INVITE:
      return g_strdup_printf (_ ("To share deals of the location %s takes the role “Referrals "
                                 "admin” for it, which your account does not have."),
                              location);
    case COSELL_PERMISSION_REGISTER:
      return g_strdup_printf (_ ("To register deals of the location %s takes the role “Referrals "
                                 "admin” for it, which your account does not have."),
                              location);
    case COSELL_PERMISSION_NONE:
      break;
    }
  g_assert_not_reached ();
}

char *
cosell_permission_refusal (CosellPermission permission, const char *location)
{
  g_autofree char *role = NULL;

  g_return_val_if_fail (permission != COSELL_PERMISSION_NONE, NULL);

  role = needed_role (permission, location != NULL && *location != '\0' ? location : "?");
  return g_strdup_printf ("%s %s", role,
                          _ ("Ask an administrator of your company for it in Partner Center, then "
                             "sign in again."));
}

static char **
read_locations (JsonArray *list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < cosell_json_gate_length (list); i++)
    {
      JsonObject *location = cosell_json_gate_element (list, i);
      g_autofree char *text = location != NULL
                                  ? cosell_json_gate_dup_member (location, "id")
                                  : cosell_json_gate_dup_scalar (json_array_get_element (list, i));

      if (text != NULL && *text != '\0')
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

/* A6: what is not said is not refused. */
static gboolean
read_vetted (JsonArray *list)
{
  if (list == NULL)
    return TRUE;
  for (guint i = 0; i < cosell_json_gate_length (list); i++)
    {
      g_autofree char *text = cosell_json_gate_dup_scalar (json_array_get_element (list, i));

      if (g_strcmp0 (text, "assessments") == 0)
        return TRUE;
    }
  return FALSE;
}

CosellPermissionRole *
cosell_permission_role_new_from_me (const char *me)
{
  CosellPermissionRole *self = g_new0 (CosellPermissionRole, 1);
  g_autoptr (JsonObject) root = me != NULL ? cosell_json_gate_read_object (me, -1) : NULL;

  self->role = g_strdup (cosell_json_gate_text (root, "role"));
  if (g_strcmp0 (cosell_json_gate_text (root, "scope"), "locations") == 0)
    self->locations = read_locations (cosell_json_gate_array (root, "locations"));
  self->vetted = read_vetted (cosell_json_gate_array (root, "capabilities"));
  return self;
}

void
cosell_permission_role_free (CosellPermissionRole *self)
{
  if (self == NULL)
    return;
  g_free (self->role);
  g_strfreev (self->locations);
  g_free (self);
}

gboolean
cosell_permission_role_require_type (const CosellPermissionRole *self,
                                     CosellDealType type,
                                     GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (type != COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT || self->vetted)
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                       _ ("Only partners that Microsoft vetted for them may create solution "
                          "assessments, and your company is not among them. Choose another "
                          "solution, or ask your contact at Microsoft."));
  return FALSE;
}

/* F1: whether the role reaches to this location. */
static gboolean
covers (const CosellPermissionRole *self, const char *location)
{
  if (self->locations == NULL || location == NULL || *location == '\0')
    return TRUE;
  return g_strv_contains ((const char *const *) self->locations, location);
}

gboolean
cosell_permission_role_is_admin (const CosellPermissionRole *self, const char *location)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->role != NULL && g_str_has_suffix (self->role, "Admin") && covers (self, location);
}

gboolean
cosell_permission_role_equal (const CosellPermissionRole *a, const CosellPermissionRole *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_strcmp0 (a->role, b->role) != 0 || (a->locations == NULL) != (b->locations == NULL))
    return FALSE;
  return a->locations == NULL ||
         g_strv_equal ((const char *const *) a->locations, (const char *const *) b->locations);
}
