/* POST act: what Microsoft or a partner does.
 *
 * {"as":"microsoft"|partner's id, "do":…, "id":…, …}
 * send     a new deal for us; optional "name", "customer", "country" (of the catalogue), "value",
 *          "currency", "closeDate", "notes"; "lead": a lead in place of a deal, an object with
 *          optional "qualification", "source", "action", "quality", "spam"
 * accept   theirs: Active/Accepted, optional "team" (members as in a referral; Microsoft's sellers
 *          get their names with it)       decline  Closed/Declined, optional "reason"
 * win      theirs: Closed/Won
 * edit     "patch": an RFC 6902 document, or members whose names are paths ("/name": "…"); on the
 *          referral with that id, ours too
 * registration  of our deal, by Microsoft: "status": "ReviewPending" | "ActionRequired" |
 * "Approved" | "Passed" | "Failed" | "Closed", optional "reason" (what is wrong, or asked for) and
 *          "registration" (its id; without it the newest one). Only from ReviewPending to any,
 *          ActionRequired to ReviewPending, Approved to ReviewPending or Closed, Passed and Failed
 *          to Closed
 * id: the referral itself, or any other of the same engagement; edit means the very one.
 */
#include "sandbox/cosell-sandbox-act.h"

#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/cosell-sandbox-referrals.h"
#include "sandbox/cosell-sandbox-registration.h"
#include "sandbox/cosell-sandbox-samples.h"

#define N_SELLERS 2

static gpointer
refuse (GError **error, guint status, const char *message)
{
  g_set_error_literal (error, SANDBOX_ERROR, (int) status, message);
  return NULL;
}

static void
write_operation (CosellJsonWriter *writer, const char *path, const char *value_json)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "op", "replace");
  cosell_json_writer_member (writer, "path", path);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_raw (writer, value_json, -1);
  cosell_json_writer_end_object (writer);
}

static void
write_text (CosellJsonWriter *writer, const char *path, const char *value)
{
  g_autofree char *json = cosell_json_quote (value);

  write_operation (writer, path, json);
}

static void
write_seller (CosellJsonWriter *writer, const SandboxPerson *seller)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "firstName", seller->first);
  cosell_json_writer_member (writer, "lastName", seller->last);
  cosell_json_writer_member (writer, "phoneNumber", seller->phone);
  cosell_json_writer_member (writer, "email", seller->email);
  cosell_json_writer_member (writer, "title", seller->title);
  cosell_json_writer_end_object (writer);
}

/* Who works on it from now on. Sellers of Microsoft are named only once they have accepted. */
static char *
make_team (const char *organization, CosellJsonValue act)
{
  CosellJsonValue given = cosell_json_member (act, "team");
  CosellJsonWriter *writer;

  if (cosell_json_is_present (given))
    return cosell_json_dup_raw (given);
  if (!g_str_equal (organization, SANDBOX_MICROSOFT_ID))
    return NULL;
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < N_SELLERS && sandbox_sellers[i].first != NULL; i++)
    write_seller (writer, &sandbox_sellers[i]);
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static const char *
usual_reason (const char *organization)
{
  return g_str_equal (organization, SANDBOX_MICROSOFT_ID)
             ? "No Microsoft seller directly manages this customer"
             : "Customer requirement not met";
}

/* The patch of a closing or accepting act; NULL when action is none. */
static char *
make_answer (const char *organization, const char *action, CosellJsonValue act)
{
  static const struct
  {
    const char *action;
    const char *status;
    const char *substatus;
  } answers[] = { { "accept", "Active", "Accepted" },
                  { "decline", "Closed", "Declined" },
                  { "win", "Closed", "Won" } };
  g_autofree char *reason = cosell_json_dup_string (cosell_json_member (act, "reason"));
  g_autofree char *team = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      CosellJsonWriter *writer;

      if (g_strcmp0 (action, answers[i].action) != 0)
        continue;
      writer = cosell_json_writer_new ();
      cosell_json_writer_begin_array (writer);
      write_text (writer, "/status", answers[i].status);
      write_text (writer, "/substatus", answers[i].substatus);
      if (g_str_equal (answers[i].substatus, "Declined"))
        write_text (writer, "/statusReason", reason != NULL ? reason : usual_reason (organization));
      if (g_str_equal (action, "accept") && (team = make_team (organization, act)) != NULL)
        write_operation (writer, "/team", team);
      cosell_json_writer_end_array (writer);
      return cosell_json_writer_end (writer);
    }
  return NULL;
}

static char *
make_edit (CosellJsonValue act)
{
  CosellJsonValue patch = cosell_json_member (act, "patch");
  CosellJsonWriter *writer;

  if (cosell_json_is_present (patch))
    return cosell_json_dup_raw (patch);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < cosell_json_length (act); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *json = cosell_json_dup_raw (cosell_json_nth_member (act, i, &name));

      if (name[0] == '/')
        write_operation (writer, name, json);
    }
  cosell_json_writer_end_array (writer);
  return cosell_json_writer_end (writer);
}

static SandboxRecord *
apply (SandboxCore *core, SandboxRecord *record, const char *patch, GError **error)
{
  g_autoptr (CosellJson) json = cosell_json_parse (patch, -1, error);

  if (json == NULL ||
      !sandbox_referral_patch_unchecked (core, record, cosell_json_root (json), error))
    return NULL;
  return record;
}

/* The half of an organization in the engagement of the referral that was named. */
static SandboxRecord *
find_half (SandboxCore *core, const char *id, const char *organization, GError **error)
{
  SandboxRecord *named = id != NULL ? sandbox_core_find (core, id) : NULL;
  SandboxRecord *half = NULL;

  if (named == NULL)
    return refuse (error, 404, "There is no referral with that id.");
  if (g_str_equal (named->organization_id, organization))
    return named;
  half = sandbox_core_half (core, named->engagement_id, organization);
  return half != NULL ? half : refuse (error, 404, "They have no part in that engagement.");
}

/* The validation of a registration is Microsoft's alone. */
static SandboxRecord *
act_on_registration (SandboxCore *core,
                     const char *organization,
                     const char *id,
                     CosellJsonValue act,
                     GError **error)
{
  SandboxRecord *record = find_half (core, id, SANDBOX_OWN_ID, error);
  g_autofree char *status = cosell_json_dup_string (cosell_json_member (act, "status"));
  g_autofree char *reason = cosell_json_dup_string (cosell_json_member (act, "reason"));
  g_autofree char *which = cosell_json_dup_string (cosell_json_member (act, "registration"));

  if (!g_str_equal (organization, SANDBOX_MICROSOFT_ID))
    return refuse (error, 400, "Registrations are validated by Microsoft.");
  if (record == NULL || !sandbox_registration_move (core, record, which, status, reason, error))
    return NULL;
  return record;
}

SandboxRecord *
sandbox_act (SandboxCore *core, CosellJsonValue act, GError **error)
{
  g_autofree char *as = cosell_json_dup_string (cosell_json_member (act, "as"));
  g_autofree char *action = cosell_json_dup_string (cosell_json_member (act, "do"));
  g_autofree char *id = cosell_json_dup_string (cosell_json_member (act, "id"));
  const char *organization = g_strcmp0 (as, "microsoft") == 0 ? SANDBOX_MICROSOFT_ID : as;
  g_autofree char *patch = NULL;
  SandboxRecord *record;

  if (organization == NULL || action == NULL)
    return refuse (error, 400, "“as” and “do” are required.");
  if (g_str_equal (action, "send"))
    return sandbox_samples_send (core, organization, act, error);
  if (g_str_equal (action, "edit"))
    {
      record = id != NULL ? sandbox_core_find (core, id) : NULL;
      patch = make_edit (act);
      return record != NULL ? apply (core, record, patch, error)
                            : refuse (error, 404, "There is no referral with that id.");
    }
  if (g_str_equal (action, "registration"))
    return act_on_registration (core, organization, id, act, error);
  patch = make_answer (organization, action, act);
  if (patch == NULL)
    return refuse (error, 400, "“do” is accept, decline, win, edit, send or registration.");
  record = find_half (core, id, organization, error);
  if (record == NULL)
    return NULL;
  if (g_str_equal (record->status, "Closed"))
    return refuse (error, 409, "Their referral is closed already.");
  return apply (core, record, patch, error);
}
