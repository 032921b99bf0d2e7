/* What the service refuses: contract 6 and rule D17. */
#include <string.h>

#include "sandbox/cosell-sandbox-referrals.h"
#include "sandbox/cosell-sandbox-schema.h"

#define MAX_TEAM 50
#define MAX_SOLUTIONS 50

#define SHARE "/consent/consentToShareReferralWithMicrosoftSellers"
#define SOLUTIONS "/details/requirements/solutions"

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SANDBOX_ERROR, 400, format, args);
  va_end (args);
  return FALSE;
}

/* Present and more than white space. */
static gboolean
has_text (CosellJsonValue root, const char *pointer)
{
  g_autofree char *text = cosell_json_dup_scalar (cosell_json_pointer (root, pointer));

  return text != NULL && *g_strstrip (text) != '\0';
}

static gboolean
is_true (CosellJsonValue root, const char *pointer)
{
  return cosell_json_get_bool (cosell_json_pointer (root, pointer), FALSE);
}

static gboolean
text_is (CosellJsonValue root, const char *pointer, const char *text)
{
  return cosell_json_string_equal (cosell_json_pointer (root, pointer), text);
}

/* An assessment is a solution whose solutionType says so [inference]. */
gboolean
sandbox_referral_is_assessment (CosellJsonValue referral)
{
  CosellJsonValue solutions = cosell_json_pointer (referral, SOLUTIONS);

  for (guint i = 0; i < cosell_json_length (solutions); i++)
    if (text_is (cosell_json_element (solutions, i), "/solutionType", "Assessment"))
      return TRUE;
  return FALSE;
}

static gboolean
is_code (CosellJsonValue root, const char *pointer, gsize length)
{
  g_autofree char *text = cosell_json_dup_string (cosell_json_pointer (root, pointer));

  return text != NULL && strlen (text) == length &&
         strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

/* Limits that hold after every change. */
static gboolean
check_sizes (CosellJsonValue referral, GError **error)
{
  CosellJsonValue solutions = cosell_json_pointer (referral, SOLUTIONS);
  guint n_solutions = cosell_json_length (solutions);
  CosellJsonValue value = cosell_json_pointer (referral, "/details/dealValue");

  if ((n_solutions < 1 && !sandbox_core_is_lead (referral)) || n_solutions > MAX_SOLUTIONS)
    return refuse (error, SOLUTIONS ": A referral has 1 to %d solutions.", MAX_SOLUTIONS);
  if (sandbox_referral_is_assessment (referral) && n_solutions > 1)
    return refuse (error, SOLUTIONS ": A solution assessment has no other solution beside it.");
  if (cosell_json_length (cosell_json_pointer (referral, "/team")) > MAX_TEAM)
    return refuse (error, "/team: A referral has at most %d team members.", MAX_TEAM);
  if (cosell_json_is_present (value) && cosell_json_get_double (value, 0) < 0)
    return refuse (error, "/details/dealValue: The value of a deal is not negative.");
  if (cosell_json_is_present (cosell_json_pointer (referral, "/details/currency")) &&
      !is_code (referral, "/details/currency", 3))
    return refuse (error, "/details/currency: Three capital letters of ISO 4217 were expected.");
  return TRUE;
}

static gboolean
contact_is_complete (CosellJsonValue referral)
{
  CosellJsonValue person = cosell_json_pointer (referral, "/customerProfile/team/0");

  return has_text (person, "/firstName") && has_text (person, "/lastName") &&
         has_text (person, "/phoneNumber") && has_text (person, "/email");
}

static gboolean
check_consent (CosellJsonValue body, gboolean to_microsoft, GError **error)
{
  gboolean has_contact =
      cosell_json_length (cosell_json_pointer (body, "/customerProfile/team")) > 0;

  if ((has_contact || to_microsoft) && !is_true (body, "/consent/consentToToShareInfoWithOthers"))
    return refuse (error, "/consent/consentToToShareInfoWithOthers: Without the customer's consent "
                          "to share contact data the referral cannot be created.");
  if (to_microsoft && !contact_is_complete (body))
    return refuse (error,
                   "/customerProfile/team: Help from Microsoft needs a customer contact with "
                   "first name, last name, phone number and email.");
  if (to_microsoft && !is_true (body, SHARE))
    return refuse (error, SHARE ": Microsoft can be invited only when Microsoft sellers may view "
                                "the deal.");
  return TRUE;
}

gboolean
sandbox_referral_check_new (CosellJsonValue body, gboolean to_microsoft, GError **error)
{
  static const char *const required[] = { "/type", "/customerProfile", "/consent", "/details" };
  static const char *const customer[] = { "/customerProfile/name",
                                          "/customerProfile/address/addressLine1",
                                          "/customerProfile/address/city" };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (!cosell_json_is_present (cosell_json_pointer (body, required[i])))
      return refuse (error, "%s: This member is required.", required[i]);
  for (guint i = 0; i < G_N_ELEMENTS (customer); i++)
    if (!has_text (body, customer[i]))
      return refuse (error, "%s: This member is required.", customer[i]);
  if (!is_code (body, "/customerProfile/address/country", 2))
    return refuse (error,
                   "/customerProfile/address/country: Two capital letters of ISO 3166-1 were "
                   "expected.");
  if (to_microsoft && sandbox_referral_is_assessment (body))
    return refuse (error, "/target: Nobody can be invited to a solution assessment.");
  return check_sizes (body, error) && check_consent (body, to_microsoft, error);
}

gboolean
sandbox_referral_check_invitation (SandboxCore *core,
                                   const char *engagement_id,
                                   gboolean to_microsoft,
                                   GError **error)
{
  SandboxRecord *own = sandbox_core_half (core, engagement_id, SANDBOX_OWN_ID);
  g_autoptr (CosellJson) json = own != NULL ? cosell_json_parse (own->text, -1, NULL) : NULL;
  CosellJsonValue root = cosell_json_root (json);
  gboolean sent_to_us = !text_is (root, "/inviteContext/invitedBy/organizationId", SANDBOX_OWN_ID);

  if (own == NULL)
    return refuse (error, "/engagementId: There is no referral of your organization in this "
                          "engagement to invite somebody to.");
  if (!g_str_equal (own->status, "Active"))
    return refuse (error,
                   "/engagementId: Somebody can be invited only while the deal is accepted; "
                   "it is %s (%s).",
                   own->status, own->substatus);
  if (sandbox_referral_is_assessment (root))
    return refuse (error, "/engagementId: Nobody can be invited to a solution assessment.");
  if (sandbox_core_is_lead (root))
    return refuse (error, "/engagementId: Nobody can be invited to a lead.");
  if (!to_microsoft && sent_to_us)
    return refuse (error, "/engagementId: Partners cannot be invited to a deal that was sent to "
                          "you.");
  if (to_microsoft && sent_to_us &&
      text_is (root, "/inviteContext/invitedBy/organizationId", SANDBOX_MICROSOFT_ID))
    return refuse (error, "/engagementId: This deal came from Microsoft.");
  return TRUE;
}

/* --- changes --- */

typedef struct
{
  const char *status;
  const char *substatus;
} State;

/* Contract 6.1: which pairs there are. */
static const State states[] = {
  { "New", "Pending" }, { "New", "Received" },    { "Active", "Accepted" }, { "Closed", "Won" },
  { "Closed", "Lost" }, { "Closed", "Declined" }, { "Closed", "Expired" },  { "Closed", "Error" },
};

static const struct
{
  const char *from;
  const char *to; /* substatus */
} moves[] = {
  { "New", "Pending" },  { "New", "Received" }, { "New", "Accepted" },
  { "New", "Declined" }, { "New", "Error" },    { "Active", "Accepted" },
  { "Active", "Won" },   { "Active", "Lost" },  { "Active", "Error" },
};

static gboolean
check_state (CosellJsonValue before, CosellJsonValue after, GError **error)
{
  g_autofree char *old = cosell_json_dup_string (cosell_json_member (before, "status"));
  g_autofree char *status = cosell_json_dup_string (cosell_json_member (after, "status"));
  g_autofree char *substatus = cosell_json_dup_string (cosell_json_member (after, "substatus"));
  gboolean known = FALSE, allowed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    known = known || (g_strcmp0 (status, states[i].status) == 0 &&
                      g_strcmp0 (substatus, states[i].substatus) == 0);
  if (!known)
    return refuse (error,
                   "/status: %s and %s do not go together; both are changed in one document.",
                   status, substatus);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    allowed =
        allowed || (g_strcmp0 (old, moves[i].from) == 0 && g_strcmp0 (substatus, moves[i].to) == 0);
  if (!allowed)
    return refuse (error, "/substatus: A referral that is %s cannot become %s.", old, substatus);
  if ((g_str_equal (substatus, "Declined") || g_str_equal (substatus, "Lost") ||
       g_str_equal (substatus, "Error")) &&
      !has_text (after, "/statusReason"))
    return refuse (error, "/statusReason: A reason is required for %s.", substatus);
  return TRUE;
}

/* Contract 6.4: in a solution assessment every stage is marked before it is won. */
static gboolean
check_stages (CosellJsonValue after, GError **error)
{
  if (text_is (after, "/substatus", "Won") && sandbox_referral_is_assessment (after) &&
      !text_is (after, "/salesStage", "80") && !text_is (after, "/salesStage", "100"))
    return refuse (error, "/salesStage: Every stage of a solution assessment must be marked before "
                          "it is won.");
  return TRUE;
}

static gboolean
check_closed (CosellJsonValue before, GPtrArray *touched, GError **error)
{
  g_autofree char *substatus = cosell_json_dup_string (cosell_json_member (before, "substatus"));
  gboolean won = g_strcmp0 (substatus, "Won") == 0;

  for (guint i = 0; i < touched->len; i++)
    {
      const char *path = touched->pdata[i];

      if (g_str_equal (path, "/favorite") || (won && g_str_has_prefix (path, "/registrations/")))
        continue;
      return refuse (error, "%s: The referral is closed (%s) and can no longer be changed.", path,
                     substatus);
    }
  return TRUE;
}

static gboolean
is_shared (SandboxCore *core, SandboxRecord *record, CosellJsonValue referral)
{
  SandboxRecord *first = sandbox_core_engagement (core, record->engagement_id);

  return first->next != NULL || is_true (referral, SHARE) || text_is (referral, "/type", "Shared");
}

static gboolean
check_fixed (SandboxCore *core,
             SandboxRecord *record,
             CosellJsonValue before,
             CosellJsonValue after,
             GError **error)
{
  SandboxAccess fixed = SANDBOX_READ_ONLY | SANDBOX_FIXED;
  g_autofree char *path = NULL;

  if (is_shared (core, record, before))
    fixed |= SANDBOX_FIXED_SHARED;
  path = sandbox_schema_changed (before, after, fixed);
  if (path != NULL)
    return refuse (error, "%s: This member cannot be changed any more.", path);
  if (is_true (before, SHARE) && !is_true (after, SHARE))
    return refuse (error, SHARE ": What Microsoft sellers may view cannot be taken back.");
  if (is_true (after, SHARE) && !is_true (before, SHARE) && sandbox_referral_is_assessment (before))
    return refuse (error, SHARE ": A solution assessment is not shown to Microsoft sellers.");
  if (is_true (after, SHARE) && !is_true (before, SHARE) && sandbox_core_is_lead (before))
    return refuse (error, SHARE ": A lead is not shown to Microsoft sellers.");
  if ((sandbox_referral_is_assessment (before) || sandbox_core_is_lead (before)) &&
      !cosell_json_equal (cosell_json_pointer (before, SOLUTIONS),
                          cosell_json_pointer (after, SOLUTIONS)))
    return refuse (error,
                   SOLUTIONS ": The solutions of an assessment or a lead cannot be changed.");
  return TRUE;
}

gboolean
sandbox_referral_check_change (SandboxCore *core,
                               SandboxRecord *record,
                               CosellJsonValue before,
                               CosellJsonValue after,
                               GPtrArray *touched,
                               GError **error)
{
  gboolean registers = FALSE;

  for (guint i = 0; i < touched->len; i++)
    registers = registers || g_str_has_prefix (touched->pdata[i], "/registrations");
  if (registers && !text_is (before, "/substatus", "Won"))
    return refuse (error, "/registrations: Only a deal that was won can be registered.");
  if (text_is (before, "/status", "Closed"))
    return check_closed (before, touched, error) &&
           (!registers || check_fixed (core, record, before, after, error));
  return check_state (before, after, error) && check_stages (after, error) &&
         check_fixed (core, record, before, after, error) && check_sizes (after, error);
}
