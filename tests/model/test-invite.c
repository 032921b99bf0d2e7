/* Inviting into a deal that there is already: what is read, asked for, changed and sent. */

#include "model/cosell-invite.h"

#include "model/cosell-change.h"
#include "model/cosell-consent.h"
#include "model/cosell-issue.h"
#include "model-test.h"

#define SHARED "/consent/consentToShareReferralWithMicrosoftSellers"

/* An own private deal as the service returns it, with members that nobody sends back. */
#define OWN                                                                                        \
  "{'id':'r1','engagementId':'e1','name':'Contoso ERP','organizationId':'o1','status':'Active',"   \
  "'type':'Independent','eTag':'x','mpnId':'1234567','favorite':true,"                             \
  "'externalReferenceId':'CRM-7','salesStage':'40',"                                               \
  "'customerProfile':{'name':'Contoso AB','isMatchingComplete':true,"                              \
  "'address':{'country':'SE'},'ids':[{'profileType':'Duns','id':'354111111'}],"                    \
  "'team':[{'firstName':'Sara','lastName':'Ek','phoneNumber':'1','email':'s@contoso.example'}]},"  \
  "'consent':{'consentToContact':true,'consentToToShareInfoWithOthers':true,"                      \
  "'consentToShareReferralWithMicrosoftSellers':false},"                                           \
  "'details':{'notes':'Pilot','dealValue':1200000.50,'currency':'SEK','incentiveLevel':null,"      \
  "'closingDateTime':'2027-01-15T00:00:00Z','requirements':{'solutions':[{'id':'SOL-1'}],"         \
  "'offers':[]}},'team':[{'firstName':'Ola','email':'ola@fabrikam.example'}]}"

#define KIM "{'firstName':'Kim','lastName':'Berg','phone':'2','email':'kim@contoso.example'}"
#define MICROSOFT                                                                                  \
  "{'microsoft':true,'help':'ProofOfConceptOrDemo','notesToMicrosoft':'Demo.','consent':true}"
#define PARTNER                                                                                    \
  "{'id':'p1','name':'Tailwind','closeDate':'2027-01-10','value':'200000','currency':'NOK',"       \
  "'notes':'Rollout','solutions':[{'id':'SOL-2','kind':'third-party'}],'help':'GeneralOrOther'}"

#define PARTNER_AGREED                                                                             \
  "{'id':'p1','name':'Tailwind','closeDate':'2027-01-10','value':'200000','currency':'NOK',"       \
  "'notes':'Rollout','solutions':[{'id':'SOL-2','kind':'third-party'}],'help':'GeneralOrOther',"   \
  "'consent':true}"

static CosellInvite *
read_invite (const char *text)
{
  const char *json = json_text (text);
  g_autoptr (GError) error = NULL;
  CosellInvite *invite = cosell_invite_new_from_json (json, &error);

  g_assert_no_error (error);
  return invite;
}

/* own with up to one edit */
static char *
own_with (const char *path, const char *value)
{
  const char *own = json_text (OWN);
  const char *json = json_text (value);

  return path != NULL ? cosell_json_set (own, path, json, NULL) : g_strdup (own);
}

static void
test_syntax (void)
{
  static const char *const broken[] = {
    "",
    "[]",
    "{",
    "7",
    "{'microsoft':'yes'}",
    "{'microsoft':true,'help':'all'}",
    "{'microsoft':true,'consent':'yes'}",
    "{'id':'p','consent':'yes'}",
    "{'microsoft':true,'contacts':{}}",
    "{'microsoft':true,'notesToMicrosoft':[]}",
    "{'id':[]}",
    "{'id':'p','solutions':['x']}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      const char *json = json_text (broken[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", json);
      g_assert_null (cosell_invite_new_from_json (json, &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
    }
}

/* "severity field rule" lines */
static const struct
{
  const char *name;
  const char *invite;
  const char *path; /* (nullable): an edit of the own half */
  const char *value;
  const char *issues;
} cases[] = {
  { "microsoft", MICROSOFT, NULL, NULL, "" },
  { "C10-no-help", "{'microsoft':true,'notesToMicrosoft':'x'}", NULL, NULL, "error help C10\n" },
  { "C10-none", "{'microsoft':true,'help':'none','notesToMicrosoft':'x'}", NULL, NULL,
    "error help C10\n" },
  { "C11-no-notes", "{'microsoft':true,'help':'GeneralOrOther'}", NULL, NULL,
    "warning notesToMicrosoft C11\n" },
  { "C2-no-contact", MICROSOFT, "/customerProfile/team", "[]", "error contacts C2\n" },
  { "C2-half-a-contact", MICROSOFT, "/customerProfile/team/0/phoneNumber", "''",
    "error contacts C2\n" },
  { "C2-given",
    "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x','consent':true,'contacts':"
    "[" KIM "]}",
    "/customerProfile/team", "[]", "" },
  { "C2-half-given",
    "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x','consent':true,"
    "'contacts':[{'firstName':'Kim'}]}",
    NULL, NULL, "error contacts C2\n" },
  { "C21-given-with-the-deal", "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x'}",
    NULL, NULL, "" },
  { "C21-taken-back",
    "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x','consent':false}", NULL, NULL,
    "error consent C21\n" },
  { "C21-never-given", "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x'}",
    "/consent/consentToToShareInfoWithOthers", "false", "error consent C21\n" },
  { "C21-given-now", MICROSOFT, "/consent/consentToToShareInfoWithOthers", "false", "" },
  { "C21-half-of-it", "{'microsoft':true,'help':'GeneralOrOther','notesToMicrosoft':'x'}",
    "/consent/consentToContact", "false", "error consent C21\n" },
  { "C21-partner", PARTNER, "/consent/consentToToShareInfoWithOthers", "false",
    "error consent C21\n" },
  { "C21-partner-nothing-said", PARTNER, "/consent", "{}", "error consent C21\n" },
  { "C21-partner-confirmed", PARTNER_AGREED, "/consent/consentToToShareInfoWithOthers", "false",
    "" },
  { "C21-partner-without-contact", PARTNER, "/customerProfile/team", "[]", "" },
  { "C13-partner", PARTNER, NULL, NULL, "" },
  { "C13-nothing", "{}", NULL, NULL,
    "error partners.id C13\nerror partners.closeDate C13\nerror partners.value C13\n"
    "error partners.currency C13\nerror partners.solutions C13\n" },
  { "C13-twice",
    "{'id':'THERE','name':'T','closeDate':'2027-01-10','value':'1','currency':'NOK',"
    "'solutions':[{'id':'S'}]}",
    NULL, NULL, "error partners.id C13\n" },
  { "A3-msft-as-partner",
    "{'id':'msft','name':'T','closeDate':'2027-01-10','value':'1','currency':'NOK',"
    "'solutions':[{'id':'S'}]}",
    NULL, NULL, "error partners.id A3\n" },
};

static void
test_case (gconstpointer data)
{
  static const char *const invited[] = { "o1", "there", NULL };
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellInvite) invite = read_invite (cases[i].invite);
  g_autofree char *own = own_with (cases[i].path, cases[i].value);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  issues = cosell_invite_validate (invite, own, invited, &today);
  for (guint k = 0; k < issues->len; k++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, k);

      g_assert_true (g_str_has_suffix (issue->message, "."));
      g_string_append_printf (text, "%s %s %s\n",
                              issue->severity == COSELL_SEVERITY_ERROR ? "error" : "warning",
                              issue->field, issue->rule);
    }
  g_assert_cmpstr (text->str, ==, cases[i].issues);
}

static void
assert_text (CosellJsonValue root, const char *pointer, const char *expected)
{
  g_autofree char *text = cosell_json_dup_scalar (cosell_json_pointer (root, pointer));

  g_assert_cmpstr (text, ==, expected);
}

/* Own half after the changes of the invitation. (out) its changed paths */
static char *
change_own (CosellInvite *invite, const char *own, gboolean unsent, gboolean joined, char **paths)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GString) list = g_string_new (NULL);

  cosell_invite_change_own (invite, own, unsent, joined, changes);
  for (guint i = 0; i < changes->len; i++)
    g_string_append_printf (list, "%s ", ((CosellChange *) g_ptr_array_index (changes, i))->path);
  *paths = g_strdup (list->str);
  return cosell_changes_apply (changes, own, NULL);
}

static void
test_own_changes (void)
{
  static const char with_contact[] =
      "{'microsoft':true,'help':'GeneralOrOther','consent':true,'contacts':[" KIM "]}";
  static const struct
  {
    const char *invite;
    const char *path;
    const char *value;
    gboolean unsent;
    const char *changed;
    gboolean joined;
  } table[] = {
    { MICROSOFT, NULL, NULL, FALSE, SHARED " " },
    { MICROSOFT, SHARED, "true", FALSE, "" },
    { with_contact, NULL, NULL, FALSE, "/customerProfile/team " SHARED " " },
    /* D17: fixed once it was shared; never there without the consent */
    { with_contact, SHARED, "true", FALSE, "" },
    { with_contact, NULL, NULL, FALSE, SHARED " ", TRUE },
    { with_contact, "/consent/consentToToShareInfoWithOthers", "false", FALSE, SHARED " " },
    { MICROSOFT, NULL, NULL, TRUE, SHARED " /type " },
    { PARTNER, NULL, NULL, FALSE, "" },
    { PARTNER, NULL, NULL, TRUE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellInvite) invite = read_invite (table[i].invite);
      g_autofree char *own = own_with (table[i].path, table[i].value);
      g_autofree char *paths = NULL;
      g_autofree char *after = change_own (invite, own, table[i].unsent, table[i].joined, &paths);

      g_test_message ("%u", i);
      g_assert_cmpstr (paths, ==, table[i].changed);
      g_assert_nonnull (after);
    }
}

static void
test_microsoft_body (void)
{
  static const char *const not_sent[] = { "CRM-7",          "isMatchingComplete",
                                          "incentiveLevel", "'id':'r1",
                                          "eTag",           "favorite",
                                          "salesStage",     "status" };
  g_autoptr (CosellInvite) invite = read_invite (
      "{'microsoft':true,'help':'QuotesOrLicensing','notesToMicrosoft':'Demo.','consent':true,"
      "'contacts':[" KIM "]}");
  g_autofree char *own = own_with ("/consent/consentToContact", "false");
  g_autofree char *text = cosell_invite_make_body (invite, own);
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (doc);

  assert_text (root, "/name", "Contoso ERP");
  assert_text (root, "/engagementId", "e1");
  assert_text (root, "/type", "Shared");
  assert_text (root, "/mpnId", "1234567");
  assert_text (root, "/target/0/type", "BusinessProfileLocation");
  assert_text (root, "/target/0/id", "msft");
  assert_text (root, "/customerProfile/name", "Contoso AB");
  assert_text (root, "/customerProfile/ids/0/id", "354111111");
  assert_text (root, "/customerProfile/team/0/email", "kim@contoso.example");
  assert_text (root, "/customerProfile/team/0/phoneNumber", "2");
  assert_text (root, "/customerProfile/team/1/email", NULL);
  assert_text (root, "/consent/consentToContact", "true");
  assert_text (root, "/consent/consentToToShareInfoWithOthers", "true");
  assert_text (root, SHARED, "true");
  assert_text (root, "/details/dealValue", "1200000.50");
  assert_text (root, "/details/requirements/solutions/0/id", "SOL-1");
  assert_text (root, "/team/0/email", "ola@fabrikam.example");
  assert_text (root, "/inviteContext/assistanceRequestCode", "QuotesOrLicensing");
  assert_text (root, "/inviteContext/notes", "Demo.");
  for (guint i = 0; i < G_N_ELEMENTS (not_sent); i++)
    g_assert_null (strstr (text, not_sent[i]));
}

/* A3: inviting a partner into a private deal shows nothing to Microsoft. */
static void
test_partner_body (void)
{
  static const char *const not_sent[] = { "CRM-7", "Pilot", "1200000", "SOL-1", "msft" };
  g_autoptr (CosellInvite) invite = read_invite (PARTNER);
  g_autofree char *own = own_with (NULL, NULL);
  g_autofree char *text = cosell_invite_make_body (invite, own);
  g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);
  CosellJsonValue root = cosell_json_root (doc);

  assert_text (root, "/type", "Independent");
  assert_text (root, "/target/0/id", "p1");
  assert_text (root, SHARED, "false");
  assert_text (root, "/details/dealValue", "200000");
  assert_text (root, "/details/currency", "NOK");
  assert_text (root, "/details/closingDateTime", "2027-01-10T00:00:00Z");
  assert_text (root, "/details/notes", "Rollout");
  assert_text (root, "/details/requirements/solutions/0/id", "SOL-2");
  assert_text (root, "/customerProfile/name", "Contoso AB");
  assert_text (root, "/team/0/email", "ola@fabrikam.example");
  for (guint i = 0; i < G_N_ELEMENTS (not_sent); i++)
    g_assert_null (strstr (text, not_sent[i]));
}

/* C21: what is confirmed goes into the new half; the own one is fixed. */
static void
test_partner_consent (void)
{
  static const struct
  {
    const char *invite, *given, *expected;
    gboolean confirms;
  } table[] = {
    { PARTNER, "true", "true", FALSE },
    { PARTNER, "false", "false", FALSE },
    { PARTNER_AGREED, "false", "true", TRUE },
    { PARTNER_AGREED, "true", "true", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (CosellInvite) invite = read_invite (table[i].invite);
      g_autofree char *own = own_with ("/consent/consentToToShareInfoWithOthers", table[i].given);
      g_autofree char *text = cosell_invite_make_body (invite, own);
      g_autofree char *paths = NULL;
      g_autofree char *after = change_own (invite, own, FALSE, FALSE, &paths);
      g_autoptr (CosellJson) doc = cosell_json_parse (text, -1, NULL);

      assert_text (cosell_json_root (doc), "/consent/consentToToShareInfoWithOthers",
                   table[i].expected);
      assert_text (cosell_json_root (doc), SHARED, "false");
      g_assert_cmpstr (paths, ==, "");
      g_assert_cmpint (cosell_invite_confirms_consent (invite, own), ==, table[i].confirms);
    }
}

static void
test_share (void)
{
  g_autofree char *own = own_with (NULL, NULL);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *patch = NULL;

  g_assert_true (cosell_changes_share (changes, own, COSELL_SHARE_PLAIN, FALSE, NULL));
  patch = cosell_changes_to_patch (changes, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_nonnull (strstr (patch, "\"" SHARED "\""));
  g_assert_nonnull (strstr (patch, "true"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/invite/syntax", test_syntax);
  g_test_add_func ("/invite/C21-partner-body", test_partner_consent);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/invite/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/invite/D17-C21-own-half", test_own_changes);
  g_test_add_func ("/invite/C16-microsoft-body", test_microsoft_body);
  g_test_add_func ("/invite/A3-C13-partner-body", test_partner_body);
  g_test_add_func ("/invite/A7-share", test_share);
  return g_test_run ();
}
