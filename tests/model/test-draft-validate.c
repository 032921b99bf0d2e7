/* The rules of creating a deal (rules C): one change to a good draft at a time, and exactly the
 * issues that it makes. */

#include "model/cosell-draft.h"

#include "model-test.h"
#include "model/cosell-change.h"

/* Nothing to say about this one. */
#define GOOD                                                                                       \
  "{'customer':{'name':'Contoso AB','addressLine1':'Storgatan 1','city':'Malmö','country':'SE',"  \
  "'duns':'354111111','contacts':[{'firstName':'Sara','lastName':'Ek','phone':'040',"              \
  "'email':'sara.ek@contoso.example'}],'consent':true},"                                           \
  "'name':'Contoso ERP move','location':'1234567','value':'1200000','currency':'SEK',"             \
  "'closeDate':'2027-01-15','notes':'Wants a pilot.',"                                             \
  "'team':[{'firstName':'Ola','lastName':'Lind','phone':'041',"                                    \
  "'email':'ola.lind@fabrikam.example'}],"                                                         \
  "'solutions':[{'id':'SOL-1','name':'Suite','kind':'own','eligible':true}],"                      \
  "'help':'GeneralOrOther','notesToMicrosoft':'Need a demo.','visibleToMicrosoft':false}"

#define SARA "{'firstName':'Sara','lastName':'Ek','phone':'040','email':'sara.ek@contoso.example'}"
#define KIM "{'firstName':'Kim','lastName':'Berg','phone':'042','email':'kim@fabrikam.example'}"
#define TAILWIND                                                                                   \
  "'id':'01e2abcd','name':'Tailwind','closeDate':'2027-01-10','value':'200000','currency':'SEK',"  \
  "'notes':'Rollout.','solutions':[{'id':'SOL-2','kind':'third-party'}],'help':'none'"
#define PARTNERS "[{" TAILWIND "}]"
#define SOLUTION(id, kind) "{'id':'" id "','name':'" id "','kind':'" kind "'}"

/* Up to three edits (pointer, JSON); issues as "severity page field rule" lines. */
typedef struct
{
  const char *name;
  const char *edits[3][2];
  const char *issues;
} Case;

static const Case cases[] = {
  { "good", { { NULL } }, "" },

  { "C1/name", { { "/customer/name", "' '" } }, "error customer customer.name C1\n" },
  { "C1/address",
    { { "/customer/addressLine1", "null" } },
    "error customer customer.addressLine1 C1\n" },
  { "C1/city", { { "/customer/city", "''" } }, "error customer customer.city C1\n" },
  { "C1/no-country", { { "/customer/country", "''" } }, "error customer customer.country C1\n" },
  { "C1/country", { { "/customer/country", "'XX'" } }, "error customer customer.country C1\n" },
  { "C1/lower-case-country", { { "/customer/country", "'se'" } }, "" },
  { "C1/no-duns", { { "/customer/duns", "null" } }, "warning customer customer.duns C1\n" },
  { "C1/dashed-duns", { { "/customer/duns", "'35-411-1111'" } }, "" },
  { "C1/short-duns", { { "/customer/duns", "'35411111'" } }, "error customer customer.duns C1\n" },
  { "C1/lettered-duns",
    { { "/customer/duns", "'35411111X'" } },
    "error customer customer.duns C1\n" },

  { "C2/help-without-contact",
    { { "/customer/contacts", "[]" } },
    "error customer customer.contacts C2\n" },
  { "C2/help-with-half-a-contact",
    { { "/customer/contacts/0/phone", "''" } },
    "error customer customer.contacts C2\n" },
  { "C2/half-a-contact",
    { { "/customer/contacts/0/phone", "''" },
      { "/help", "'none'" },
      { "/visibleToMicrosoft", "true" } },
    "warning customer customer.contacts C2\n" },
  { "C2/no-contact-needed",
    { { "/customer/contacts", "[]" }, { "/help", "'none'" }, { "/visibleToMicrosoft", "true" } },
    "" },
  { "C2/second-contact-complete",
    { { "/customer/contacts", "[{'firstName':'X'}," SARA "]" } },
    "" },
  { "C2/no-address",
    { { "/customer/contacts/0/email", "'sara.ek'" }, { "/customer/contacts/-", SARA } },
    "error customer customer.contacts C2\n" },

  { "C3/name", { { "/name", "'\\t'" } }, "error details name C3\n" },
  { "C4/location", { { "/location", "null" } }, "error details location C4\n" },

  { "C5/missing", { { "/value", "''" } }, "error details value C5\n" },
  { "C5/negative", { { "/value", "'-1'" } }, "error details value C5\n" },
  { "C5/groups", { { "/value", "'12 000'" } }, "" },
  { "C5/no-number", { { "/value", "'12 000 kr'" } }, "error details value C5\n" },
  { "C5/comma", { { "/value", "'12,5'" } }, "error details value C5\n" },
  { "C5/exponent", { { "/value", "1e3" } }, "error details value C5\n" },
  { "C5/zero", { { "/value", "'0.00'" } }, "warning details value C5\n" },
  { "C5/number", { { "/value", "1200000.50" } }, "" },
  { "C5/no-currency", { { "/currency", "''" } }, "error details currency C5\n" },
  { "C5/currency", { { "/currency", "'QQQ'" } }, "error details currency C5\n" },

  { "C6/missing", { { "/closeDate", "null" } }, "error details closeDate C6\n" },
  { "C6/no-date", { { "/closeDate", "'2027-02-29'" } }, "error details closeDate C6\n" },
  { "C6/format", { { "/closeDate", "'15.1.2027'" } }, "error details closeDate C6\n" },
  { "C6/other-calendar", { { "/closeDate", "'1405-10-25'" } }, "error details closeDate C6\n" },
  { "C6/none-of-.NET", { { "/closeDate", "'9999-12-31'" } }, "error details closeDate C6\n" },
  { "C6/yesterday", { { "/closeDate", "'2026-11-21'" } }, "warning details closeDate C6\n" },
  { "C6/today", { { "/closeDate", "'2026-11-22'" } }, "" },

  { "C7/notes", { { "/notes", "''" } }, "warning details notes C7\n" },

  { "C8/nobody", { { "/team", "[]" } }, "error team team C8\n" },
  { "C8/empty-row", { { "/team", "[{'firstName':''}]" } }, "error team team C8\n" },
  { "C8/empty-row-beside", { { "/team/-", "{'firstName':' '}" } }, "" },
  { "C8/no-first-name", { { "/team/0/firstName", "''" } }, "error team team C8\n" },
  { "C8/no-last-name", { { "/team/0/lastName", "''" } }, "error team team C8\n" },
  { "C8/no-phone", { { "/team/0/phone", "''" } }, "error team team C8\n" },
  { "C8/no-email", { { "/team/0/email", "''" } }, "error team team C8\n" },
  { "C8/no-address", { { "/team/0/email", "'ola@fabrikam'" } }, "error team team C8\n" },
  { "C8/every-member", { { "/team/-", "{'firstName':'Kim'}" } }, "error team team C8\n" },
  { "C8/two", { { "/team/-", KIM } }, "" },
  { "C8/twice",
    { { "/team/-", KIM }, { "/team/1/email", "'OLA.lind@fabrikam.example'" } },
    "error team team C8\n" },

  { "C9/none", { { "/solutions", "[]" } }, "error solutions solutions C9\n" },
  { "C9/three-sources",
    { { "/solutions/-", SOLUTION ("MS-1", "microsoft") },
      { "/solutions/-", SOLUTION ("TP-1", "third-party") } },
    "" },
  { "C9/twice",
    { { "/solutions/-", SOLUTION ("sol-1", "own") } },
    "error solutions solutions C9\n" },
  { "C9/no-id", { { "/solutions/0/id", "''" } }, "error solutions solutions C9\n" },

  { "A6/alone",
    { { "/solutions", "[" SOLUTION ("SA-1", "assessment") "]" }, { "/help", "'none'" } },
    "" },
  { "A6/beside-another",
    { { "/solutions/-", SOLUTION ("SA-1", "assessment") }, { "/help", "'none'" } },
    "error solutions solutions A6\n" },
  { "A6/two",
    { { "/solutions", "[" SOLUTION ("SA-1", "assessment") "," SOLUTION ("SA-2", "assessment") "]" },
      { "/help", "'none'" } },
    "error solutions solutions A6\n" },
  { "A11/help",
    { { "/solutions", "[" SOLUTION ("SA-1", "assessment") "]" } },
    "error help help A11\n" },
  { "A11/visible",
    { { "/solutions", "[" SOLUTION ("SA-1", "assessment") "]" },
      { "/help", "'none'" },
      { "/visibleToMicrosoft", "true" } },
    "error help visibleToMicrosoft A11\n" },

  { "C11/no-notes", { { "/notesToMicrosoft", "null" } }, "warning help notesToMicrosoft C11\n" },
  { "C11/no-help-no-notes",
    { { "/notesToMicrosoft", "null" }, { "/help", "'none'" }, { "/visibleToMicrosoft", "true" } },
    "" },
  { "C12/private-and-eligible", { { "/help", "'none'" } }, "warning solutions solutions C12\n" },
  { "C12/private-not-eligible",
    { { "/help", "'none'" }, { "/solutions/0/eligible", "false" } },
    "" },
  { "C12/partner-led", { { "/help", "'none'" }, { "/visibleToMicrosoft", "true" } }, "" },

  { "C13/partner", { { "/partners", PARTNERS } }, "" },
  { "C13/all-missing",
    { { "/partners", "[{}]" } },
    "error review partners.id C13\nerror review partners.closeDate C13\n"
    "error review partners.value C13\nerror review partners.currency C13\n"
    "error review partners.solutions C13\n" },
  { "C13/name-not-picked",
    { { "/partners", PARTNERS }, { "/partners/0/id", "null" } },
    "error review partners.id C13\n" },
  { "C13/date",
    { { "/partners", PARTNERS }, { "/partners/0/closeDate", "'2027-02-30'" } },
    "error review partners.closeDate C13\n" },
  { "C13/date-other-calendar",
    { { "/partners", PARTNERS }, { "/partners/0/closeDate", "'2570-01-10'" } },
    "error review partners.closeDate C13\n" },
  { "C13/past",
    { { "/partners", PARTNERS }, { "/partners/0/closeDate", "'2026-11-21'" } },
    "warning review partners.closeDate C13\n" },
  { "C13/no-number",
    { { "/partners", PARTNERS }, { "/partners/0/value", "'2e5'" } },
    "error review partners.value C13\n" },
  { "C13/negative",
    { { "/partners", PARTNERS }, { "/partners/0/value", "'-1'" } },
    "error review partners.value C13\n" },
  { "C13/zero",
    { { "/partners", PARTNERS }, { "/partners/0/value", "0" } },
    "warning review partners.value C13\n" },
  { "C13/currency",
    { { "/partners", PARTNERS }, { "/partners/0/currency", "'QQQ'" } },
    "error review partners.currency C13\n" },
  { "C13/own-team", { { "/partners", PARTNERS }, { "/partners/0/team", "[" KIM "]" } }, "" },
  { "C13/member",
    { { "/partners", PARTNERS }, { "/partners/0/team", "[{'email':'kim@fabrikam.example'}]" } },
    "error review partners.team C13, C8\n" },
  { "C13/member-twice",
    { { "/partners", PARTNERS }, { "/partners/0/team", "[" KIM "," KIM "]" } },
    "error review partners.team C13, C8\n" },
  { "C13/no-solution",
    { { "/partners", PARTNERS }, { "/partners/0/solutions", "[]" } },
    "error review partners.solutions C13\n" },
  { "C13/solution-twice",
    { { "/partners", PARTNERS }, { "/partners/0/solutions/-", SOLUTION ("sol-2", "third-party") } },
    "error review partners.solutions C13, C9\n" },
  { "C13/assessment",
    { { "/partners", PARTNERS },
      { "/partners/0/solutions", "[" SOLUTION ("SA-1", "assessment") "]" } },
    "error review partners.solutions C13, A11\n" },
  { "C13/twice",
    { { "/partners", PARTNERS },
      { "/partners/-", "{" TAILWIND "}" },
      { "/partners/1/id", "' 01E2ABCD'" } },
    "error review partners.id C13\n" },
  { "A3/partner-msft",
    { { "/partners", PARTNERS }, { "/partners/0/id", "'MSFT'" } },
    "error review partners.id A3\n" },
  { "A11/partners",
    { { "/solutions", "[" SOLUTION ("SA-1", "assessment") "]" },
      { "/help", "'none'" },
      { "/partners", PARTNERS } },
    "error review partners A11\n" },

  { "C21/contact-without-consent",
    { { "/customer/consent", "false" }, { "/help", "'none'" }, { "/visibleToMicrosoft", "true" } },
    "error customer customer.consent C21\n" },
  { "C21/help-without-consent",
    { { "/customer/consent", "null" } },
    "error customer customer.consent C21\n" },
  { "C21/neither-needs-no-consent",
    { { "/customer",
        "{'name':'C','addressLine1':'A','city':'M','country':'SE','duns':'354111111'}" },
      { "/help", "'none'" },
      { "/visibleToMicrosoft", "true" } },
    "" },
};

static GPtrArray *
validate (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (json, &error);
  GDate today;

  g_assert_no_error (error);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  return cosell_draft_validate (draft, &today);
}

static char *
edited (const Case *one)
{
  char *json = g_strdup (json_text (GOOD));

  for (guint i = 0; i < G_N_ELEMENTS (one->edits) && one->edits[i][0] != NULL; i++)
    {
      g_autofree char *before = json;
      const char *value = json_text (one->edits[i][1]);
      g_autoptr (GError) error = NULL;

      json = cosell_json_set (before, one->edits[i][0], value, &error);
      g_assert_no_error (error);
    }
  return json;
}

static void
test_case (gconstpointer data)
{
  static const char *const pages[] = {
    "customer", "details", "team", "solutions", "help", "review"
  };
  g_autofree char *json = edited (data);
  g_autoptr (GPtrArray) issues = validate (json);
  g_autoptr (GString) text = g_string_new (NULL);
  guint page = 0;

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      g_string_append_printf (text, "%s %s %s %s\n",
                              issue->severity == COSELL_SEVERITY_ERROR ? "error" : "warning",
                              pages[issue->page], issue->field, issue->rule);
      g_assert_true (g_str_has_suffix (issue->message, "."));
      g_assert_cmpuint (issue->page, >=, page);
      page = issue->page;
      g_assert_cmpint (cosell_draft_step_is_complete (issues, issue->page), ==,
                       issue->severity != COSELL_SEVERITY_ERROR);
    }
  g_assert_cmpstr (text->str, ==, ((const Case *) data)->issues);
}

/* With several partners, every message says which one it is about. */
static void
test_c13_names_the_partner (void)
{
  const char *good = json_text (GOOD);
  const char *partners = json_text ("[{" TAILWIND "},{'id':'p2','name':'Adatum'},{'id':'p3'},{}]");
  g_autofree char *json = cosell_json_set (good, "/partners", partners, NULL);
  g_autoptr (GPtrArray) issues = validate (json);
  static const char *const names[] = { "Tailwind", "Adatum", "p3", "partner" };
  guint count[4] = { 0 };

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      g_assert_cmpint (issue->partner, >=, 0);
      g_assert_cmpint (issue->partner, <, 4);
      g_assert_nonnull (strstr (issue->message, names[issue->partner]));
      count[issue->partner]++;
    }
  g_assert_cmpuint (count[0], ==, 0);
  g_assert_cmpuint (count[1], ==, 4);
  g_assert_cmpuint (count[2], ==, 4);
  g_assert_cmpuint (count[3], ==, 5);
}

/* 50 go, 51 do not (C8, C9). */
static void
test_c8_c9_fifty (void)
{
  for (guint n = 50; n <= 51; n++)
    {
      const char *good = json_text (GOOD);
      g_autoptr (GString) team = g_string_new ("[");
      g_autoptr (GString) solutions = g_string_new ("[");
      g_autofree char *with_team = NULL;
      g_autofree char *with_both = NULL;
      g_autoptr (GPtrArray) issues = NULL;

      for (guint i = 0; i < n; i++)
        {
          g_string_append_printf (team,
                                  "%s{'firstName':'F','lastName':'L','phone':'1',"
                                  "'email':'m%u@x.example'}",
                                  i > 0 ? "," : "", i);
          g_string_append_printf (solutions, "%s{'id':'SOL-%u','kind':'own'}", i > 0 ? "," : "", i);
        }
      g_string_append_c (team, ']');
      g_string_append_c (solutions, ']');
      with_team = cosell_json_set (good, "/team", json_text (team->str), NULL);
      with_both = cosell_json_set (with_team, "/solutions", json_text (solutions->str), NULL);
      issues = validate (with_both);
      g_assert_cmpuint (issues->len, ==, n == 50 ? 0 : 2);
    }
}

/* Navigation: the first page that lacks something, else the review. */
static void
test_first_incomplete (void)
{
  static const struct
  {
    const char *json;
    CosellDraftStep page;
  } pages[] = {
    { "{}", COSELL_DRAFT_STEP_CUSTOMER },
    { "{'customer':{'name':'C','addressLine1':'A','city':'M','country':'SE'}}",
      COSELL_DRAFT_STEP_DETAILS },
    { "{'customer':{'name':'C','addressLine1':'A','city':'M','country':'SE'},'name':'N',"
      "'location':'1','value':'1','currency':'SEK','closeDate':'2027-01-15'}",
      COSELL_DRAFT_STEP_TEAM },
    { "{'customer':{'name':'C','addressLine1':'A','city':'M','country':'SE'},'name':'N',"
      "'location':'1','value':'1','currency':'SEK','closeDate':'2027-01-15','team':[" KIM "]}",
      COSELL_DRAFT_STEP_SOLUTIONS },
    { GOOD, COSELL_DRAFT_STEP_REVIEW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      const char *json = json_text (pages[i].json);
      g_autoptr (GPtrArray) issues = validate (json);

      g_assert_cmpint (cosell_draft_first_incomplete (issues), ==, pages[i].page);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draft-validate/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/draft-validate/C13/names-the-partner", test_c13_names_the_partner);
  g_test_add_func ("/draft-validate/c8-c9-fifty", test_c8_c9_fifty);
  g_test_add_func ("/draft-validate/first-incomplete", test_first_incomplete);
  return g_test_run ();
}
