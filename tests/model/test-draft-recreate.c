/* D12, D15: what a new draft takes over from a deal that is over, and what it does not. */
#include "model-test.h"

#include "model/cosell-draft-recreate.h"
#include "model/cosell-people.h"

#define OWN                                                                                        \
  "{'id':'r','name':'Contoso ERP move','mpnId':'1234567','status':'Closed',"                       \
  "'substatus':'Lost','direction':'Outgoing','type':'Shared',"                                     \
  "'externalReferenceId':'CRM-7','campaignId':'SPRING',"                                           \
  "'customerProfile':{'name':'Contoso AB','address':{'addressLine1':'Storgatan 1',"                \
  "'city':'Malm\303\266','country':'SE'},'ids':[{'profileType':'Duns',"                            \
  "'id':'354111111'}],'team':[{'firstName':'Sara','lastName':'Ek',"                                \
  "'phoneNumber':'+46 40 100','email':'sara.ek@contoso.example'}]},"                               \
  "'consent':{'consentToContact':true,'consentToToShareInfoWithOthers':true,"                      \
  "'consentToShareReferralWithMicrosoftSellers':true},"                                            \
  "'details':{'dealValue':1200000.50,'currency':'SEK',"                                            \
  "'closingDateTime':'2020-01-15T00:00:00Z','notes':'Wants a pilot.',"                             \
  "'requirements':{'solutions':[{'id':'SOL-1','name':'Fabrikam Suite',"                            \
  "'type':'Name'}]}},"                                                                             \
  "'target':[{'type':'SolutionProfile','id':'SOL-1'}],"                                            \
  "'team':[{'firstName':'Ola','lastName':'Lind','phoneNumber':'+46 40 200',"                       \
  "'email':'ola.lind@fabrikam.example'}]}"

#define MICROSOFT                                                                                  \
  "{'id':'m','target':[{'type':'BusinessProfileLocation','id':'msft'}],"                           \
  "'status':'Closed','substatus':'Expired','inviteContext':{"                                      \
  "'assistanceRequestCode':'ProofOfConceptOrDemo','notes':'Need a demo tenant.'}}"

static CosellDraft *
recreate (const char *own_text, const char *microsoft_text, int direction)
{
  g_autoptr (CosellJson) own = model_test_parse (own_text);
  g_autoptr (CosellJson) microsoft =
      microsoft_text != NULL ? model_test_parse (microsoft_text) : NULL;
  CosellEngagementReferral half = { COSELL_ROLE_OWN, cosell_json_root (own) };
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();
  g_autoptr (GError) error = NULL;
  CosellDraft *draft;

  cosell_engagement_derive (&half, 1, 0, row);
  row->direction = direction;
  draft = cosell_draft_new_from_deal (row, cosell_json_root (own),
                                      microsoft != NULL ? cosell_json_root (microsoft)
                                                        : (CosellJsonValue){ NULL, 0 },
                                      &error);
  g_assert_no_error (error);
  return draft;
}

static void
assert_text (CosellDraft *draft, const char *property, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (draft, property, &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_everything (void)
{
  g_autoptr (CosellDraft) draft = recreate (OWN, MICROSOFT, COSELL_DIRECTION_OUTBOUND);
  CosellCustomer *customer = cosell_draft_get_customer (draft);
  g_autoptr (CosellContact) contact =
      g_list_model_get_item (G_LIST_MODEL (cosell_customer_get_contacts (customer)), 0);
  g_autoptr (CosellContact) member =
      g_list_model_get_item (G_LIST_MODEL (cosell_draft_get_team (draft)), 0);
  g_autoptr (CosellSolution) solution =
      g_list_model_get_item (G_LIST_MODEL (cosell_draft_get_solutions (draft)), 0);
  g_autofree char *duns = NULL;
  CosellHelp help;
  gboolean visible, consent;

  assert_text (draft, "name", "Contoso ERP move");
  assert_text (draft, "location", "1234567");
  assert_text (draft, "value", "1200000.50");
  assert_text (draft, "currency", "SEK");
  assert_text (draft, "close-date", "2020-01-15");
  assert_text (draft, "crm-id", "CRM-7");
  assert_text (draft, "campaign-id", "SPRING");
  assert_text (draft, "notes", "Wants a pilot.");
  assert_text (draft, "notes-to-microsoft", "Need a demo tenant.");
  assert_text (draft, "page", "customer");
  g_object_get (draft, "help", &help, "visible-to-microsoft", &visible, NULL);
  g_assert_cmpint (help, ==, COSELL_HELP_PROOF);
  g_assert_true (visible);
  g_object_get (customer, "duns", &duns, "consent", &consent, NULL);
  g_assert_cmpstr (cosell_customer_get_name (customer), ==, "Contoso AB");
  g_assert_cmpstr (duns, ==, "354111111");
  g_assert_false (consent);
  g_assert_cmpstr (cosell_contact_get_email (contact), ==, "sara.ek@contoso.example");
  g_assert_cmpstr (cosell_contact_get_email (member), ==, "ola.lind@fabrikam.example");
  g_assert_cmpstr (cosell_solution_get_id (solution), ==, "SOL-1");
  g_assert_cmpint (cosell_solution_get_kind (solution), ==, COSELL_SOLUTION_KIND_OWN);
}

/* The consent has to be given, and the old close date only warns. */
static void
test_not_ready (void)
{
  g_autoptr (CosellDraft) draft = recreate (OWN, MICROSOFT, COSELL_DIRECTION_OUTBOUND);
  g_autoptr (GPtrArray) issues = NULL;
  gboolean consent = FALSE, date = FALSE;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  issues = cosell_draft_validate (draft, &today);
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (g_str_equal (issue->rule, "C21"))
        consent = issue->severity == COSELL_SEVERITY_ERROR;
      else
        g_assert_cmpint (issue->severity, ==, COSELL_SEVERITY_WARNING);
      if (g_str_equal (issue->field, "closeDate"))
        date = TRUE;
    }
  g_assert_true (consent);
  g_assert_true (date);
}

/* A deal that others sent asks Microsoft for nothing by itself. */
static void
test_inbound (void)
{
  g_autoptr (CosellDraft) draft = recreate (OWN, MICROSOFT, COSELL_DIRECTION_INBOUND);
  CosellHelp help;

  g_object_get (draft, "help", &help, NULL);
  g_assert_cmpint (help, ==, COSELL_HELP_NONE);
}

/* B5: what is missing is missing. */
static void
test_bare (void)
{
  g_autoptr (CosellDraft) draft = recreate ("{'id':'r','status':'Closed','substatus':'Expired'}",
                                            NULL, COSELL_DIRECTION_OUTBOUND);
  gboolean visible;

  assert_text (draft, "name", "");
  assert_text (draft, "close-date", "");
  g_object_get (draft, "visible-to-microsoft", &visible, NULL);
  g_assert_false (visible);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cosell_draft_get_team (draft))), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/draft-recreate/D12-everything", test_everything);
  g_test_add_func ("/draft-recreate/D12-C21-C6-not-ready", test_not_ready);
  g_test_add_func ("/draft-recreate/D12-inbound", test_inbound);
  g_test_add_func ("/draft-recreate/D12-B5-bare", test_bare);
  return g_test_run ();
}
