/* Who is signed in: what a role may do, and POST role, which changes it (rules F, A6).
 *
 * POST role {"role":"ReferralsAdmin"|"ReferralsUser","locations":[id…],"assessments":true|false}
 *           → the answer of me. What is left out is as at the start: Referrals admin of the entire
 *           company, vetted for assessments. Not kept over a restart.
 *
 * Bound to locations, one creates and changes deals of those only; a Referrals user changes only
 * those deals on whose team one is. Everything else is answered with 403. Reading is not
 * restricted: what was pulled before the role changed would stay with a client just so. Who is not
 * vetted creates no assessment; that is 400, since no other role would help.
 */
#include "sandbox/cosell-sandbox-role.h"

#include "sandbox/cosell-sandbox-catalog.h"

static const char *const roles[] = { "ReferralsAdmin", "ReferralsUser", NULL };

void
sandbox_role_clear (SandboxRole *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->locations, g_strfreev);
}

gboolean
sandbox_role_read (SandboxRole *self, CosellJsonValue body)
{
  CosellJsonValue role = cosell_json_member (body, "role");
  CosellJsonValue locations = cosell_json_member (body, "locations");
  g_autofree char *name = cosell_json_dup_string (role);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (cosell_json_kind (body) != COSELL_JSON_OBJECT ||
      (cosell_json_is_present (role) && (name == NULL || !g_strv_contains (roles, name))) ||
      (cosell_json_is_present (locations) && cosell_json_kind (locations) != COSELL_JSON_ARRAY))
    return FALSE;
  for (guint i = 0; i < cosell_json_length (locations); i++)
    {
      g_autofree char *id = cosell_json_dup_scalar (cosell_json_element (locations, i));

      if (id != NULL)
        g_strv_builder_add (builder, id);
    }
  sandbox_role_clear (self);
  self->user = g_strcmp0 (name, "ReferralsUser") == 0;
  if (cosell_json_is_present (locations))
    self->locations = g_strv_builder_end (builder);
  self->not_vetted = !cosell_json_get_bool (cosell_json_member (body, "assessments"), TRUE);
  return TRUE;
}

static void
write_locations (CosellJsonWriter *writer, const SandboxRole *self)
{
  cosell_json_writer_name (writer, "locations");
  cosell_json_writer_begin_array (writer);
  for (const SandboxLocation *l = sandbox_locations; l->id != NULL; l++)
    {
      if (self->locations != NULL &&
          !g_strv_contains ((const char *const *) self->locations, l->id))
        continue;
      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "id", l->id);
      cosell_json_writer_member (writer, "name", l->name);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
}

char *
sandbox_role_answer_me (const SandboxRole *self)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "organization");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", SANDBOX_OWN_ID);
  cosell_json_writer_member (writer, "name", SANDBOX_OWN_NAME);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_name (writer, "user");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "firstName", sandbox_colleagues[0].first);
  cosell_json_writer_member (writer, "lastName", sandbox_colleagues[0].last);
  cosell_json_writer_member (writer, "phone", sandbox_colleagues[0].phone);
  cosell_json_writer_member (writer, "email", sandbox_colleagues[0].email);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_member (writer, "role", roles[self->user ? 1 : 0]);
  cosell_json_writer_member (writer, "scope", self->locations != NULL ? "locations" : "company");
  write_locations (writer, self);
  cosell_json_writer_name (writer, "capabilities");
  cosell_json_writer_begin_array (writer);
  if (!self->not_vetted)
    cosell_json_writer_string (writer, "assessments");
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static gboolean
is_on_team (CosellJsonValue referral)
{
  CosellJsonValue team = cosell_json_member_nocase (referral, "team");

  for (guint i = 0; i < cosell_json_length (team); i++)
    {
      CosellJsonValue email = cosell_json_member_nocase (cosell_json_element (team, i), "email");

      if (cosell_json_string_equal (email, sandbox_colleagues[0].email))
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SANDBOX_ERROR, 403, message);
  return FALSE;
}

static gboolean
check (const SandboxRole *self, CosellJsonValue referral, gboolean is_new, GError **error)
{
  g_autofree char *location =
      cosell_json_dup_scalar (cosell_json_member_nocase (referral, "mpnId"));

  if (self->locations != NULL &&
      !g_strv_contains ((const char *const *) self->locations,
                        location != NULL ? location : SANDBOX_DEFAULT_LOCATION))
    return refuse (error, "Your role does not reach to the location of this referral.");
  if (self->user && !is_new && !is_on_team (referral))
    return refuse (error, "A Referrals user changes only referrals on whose team they are.");
  return TRUE;
}

/* The body of a POST as it came, so in any letter case. */
static gboolean
asks_for_assessment (CosellJsonValue body)
{
  CosellJsonValue requirements =
      cosell_json_member_nocase (cosell_json_member_nocase (body, "details"), "requirements");
  CosellJsonValue solutions = cosell_json_member_nocase (requirements, "solutions");

  for (guint i = 0; i < cosell_json_length (solutions); i++)
    {
      CosellJsonValue solution = cosell_json_element (solutions, i);

      if (cosell_json_string_equal (cosell_json_member_nocase (solution, "solutionType"),
                                    "Assessment"))
        return TRUE;
    }
  return FALSE;
}

gboolean
sandbox_role_check_record (const SandboxRole *self, const SandboxRecord *record, GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (record->text, -1, error);

  return json != NULL && check (self, cosell_json_root (json), FALSE, error);
}

gboolean
sandbox_role_check_new (const SandboxRole *self,
                        SandboxCore *core,
                        CosellJsonValue body,
                        GError **error)
{
  g_autofree char *engagement =
      cosell_json_dup_string (cosell_json_member_nocase (body, "engagementId"));
  SandboxRecord *own =
      engagement != NULL ? sandbox_core_half (core, engagement, SANDBOX_OWN_ID) : NULL;

  if (self->not_vetted && asks_for_assessment (body))
    {
      g_set_error_literal (error, SANDBOX_ERROR, 400,
                           "/details/requirements/solutions: Your organization was not vetted for "
                           "solution assessments.");
      return FALSE;
    }
  if (own != NULL)
    return sandbox_role_check_record (self, own, error);
  return check (self, body, TRUE, error);
}
