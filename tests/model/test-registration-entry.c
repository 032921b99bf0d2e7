/* The registrations of a deal as they stand, what a form makes of them, and what becomes of it when
 * the service has something newer (rules E5, E8, E10; contract 6.5). */
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-registration-entry.h"
#include "model/model-test.h"

#define F(name) COSELL_REGISTRATION_##name

#define VALUE                                                                                      \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-1','currency':'USD','value':30000,"       \
  "'isDeployedOnAzure':true,'primaryDeploymentOn':'Customer','pricingModel':'Other',"              \
  "'marketplaceTransactionDetails':{'isMarketplaceTransacted':false,"                              \
  "'marketplaceTransactionDateTime':null}}],'contract':{'currency':'USD','value':30000,"           \
  "'term':'Finite','signDateTime':'2026-11-20T00:00:00Z',"                                         \
  "'startDateTime':'2026-11-20T00:00:00Z','endDateTime':'2027-11-19T00:00:00Z'}}"

/* What the service makes of it: without the type and the solution's currency. */
#define ENTRY(status, value)                                                                       \
  "{'id':'r-1','registrationDateTime':'2026-11-21T08:00:00Z','status':'" status                    \
  "','statusReason':'The contract is not signed &amp; dated.','contract':{'value':" value          \
  ",'currency':'USD','startDateTime':'2026-11-20T00:00:00.0000000Z',"                              \
  "'endDateTime':'2027-11-19T00:00:00Z','signDateTime':'2026-11-20T00:00:00Z','term':'Finite'},"   \
  "'solutionDetails':[{'id':'SOL-1','name':'Suite','value':30000.0,'isDeployedOnAzure':true,"      \
  "'primaryDeploymentOn':'Customer','pricingModel':'Other','marketplaceTransactionDetails':"       \
  "{'isMarketplaceTransacted':false,'marketplaceTransactionDateTime':null}}],"                     \
  "'statusHistory':{'reviewPendingDateTime':'2026-11-21T08:00:00Z',"                               \
  "'actionRequiredDateTime':'2026-11-21T09:00:00Z','passedDateTime':null}}"

static CosellRegistration *
read_form (void)
{
  const char *text = json_text (VALUE);
  g_autoptr (GError) error = NULL;
  CosellRegistration *form = cosell_registration_new_from_json (text, &error);

  g_assert_no_error (error);
  return form;
}

/* E8: each word has its label and its next step; a new word is shown as it came. */
static void
test_states (void)
{
  static const struct
  {
    const char *word;
    CosellRegistrationState state;
    const char *label;
  } states[] = {
    { NULL, COSELL_REGISTRATION_NONE, "Not registered" },
    { "None", COSELL_REGISTRATION_NONE, "Not registered" },
    { "ReviewPending", COSELL_REGISTRATION_REVIEW_PENDING, "In review" },
    { "actionrequired", COSELL_REGISTRATION_ACTION_REQUIRED, "Action required" },
    { "Approved", COSELL_REGISTRATION_APPROVED, "Approved" },
    { "Passed", COSELL_REGISTRATION_PASSED, "Review passed" },
    { "Failed", COSELL_REGISTRATION_FAILED, "Review failed" },
    { "Closed", COSELL_REGISTRATION_CLOSED, "Closed" },
    { "MarketplaceValidation", COSELL_REGISTRATION_OTHER, "MarketplaceValidation" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      CosellRegistrationState state = cosell_registration_state_parse (states[i].word);
      g_autofree char *label = cosell_registration_state_label (state, states[i].word);

      g_assert_cmpint (state, ==, states[i].state);
      g_assert_cmpstr (label, ==, states[i].label);
      g_assert_true (g_str_has_suffix (cosell_registration_next_step (state), "."));
    }
}

static void
test_entries (void)
{
  g_autoptr (CosellJson) own = model_test_parse (
      "{'registrationStatus':'ActionRequired','registrations':[7," ENTRY ("Failed", "1") "," ENTRY (
          "ActionRequired", "30000") "," VALUE ",{'status':'Strange','contract':'x'}]}");
  g_autoptr (GPtrArray) entries = cosell_registration_read_entries (cosell_json_root (own));
  const CosellRegistrationEntry *entry;

  g_assert_cmpuint (entries->len, ==, 4);
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpint (entry->state, ==, COSELL_REGISTRATION_ACTION_REQUIRED);
  g_assert_cmpstr (entry->reason, ==, "The contract is not signed & dated.");
  g_assert_cmpuint (entry->history->len, ==, 2);
  g_assert_cmpint (g_array_index (entry->history, CosellRegistrationMoment, 1).state, ==,
                   COSELL_REGISTRATION_ACTION_REQUIRED);
  g_assert_cmpstr (cosell_registration_get (entry->form, F (SOLUTION_NAME)), ==, "Suite");
  entry = g_ptr_array_index (entries, 2);
  g_assert_cmpint (entry->state, ==, COSELL_REGISTRATION_WAITING);
  g_assert_true (cosell_registration_current (entries) == entry);
  g_assert_cmpint (cosell_registration_editable (cosell_json_root (own)), ==, 3);
  entry = g_ptr_array_index (entries, 3);
  g_assert_cmpint (entry->state, ==, COSELL_REGISTRATION_OTHER);
}

static void
test_odd_lists (void)
{
  static const char *const odd[] = { "{}", "{'registrations':null}", "{'registrations':{'a':1}}",
                                     "{'registrations':'none'}" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (CosellJson) own = model_test_parse (odd[i]);
      g_autoptr (GPtrArray) entries = cosell_registration_read_entries (cosell_json_root (own));
      g_autofree char *status = cosell_registration_status_text (cosell_json_root (own));

      g_assert_cmpuint (entries->len, ==, 0);
      g_assert_null (status);
      g_assert_null (cosell_registration_current (entries));
      g_assert_cmpint (cosell_registration_editable (cosell_json_root (own)), ==, -1);
    }
}

/* The deal's own word counts, else the newest entry's. */
static void
test_status_text (void)
{
  g_autoptr (CosellJson) own = model_test_parse (
      "{'registrationStatus':'None','registrations':[{'status':'Failed'},{'status':'Passed'}]}");
  g_autofree char *status = cosell_registration_status_text (cosell_json_root (own));

  g_assert_cmpstr (status, ==, "Passed");
}

static char *
patch_of (GPtrArray *changes)
{
  char *patch = cosell_changes_to_patch (changes, NULL);

  return g_strdelimit (patch, "\"", '\'');
}

/* One operation, whether the service has a list already or not. */
static void
test_first (void)
{
  static const char *const before[] = { "{'status':'Closed'}", "{'registrations':null}",
                                        "{'registrations':[]}",
                                        "{'registrations':[{'id':'old','status':'Failed'}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      const char *text = json_text (before[i]);
      g_autoptr (CosellRegistration) form = read_form ();
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autofree char *patch = NULL;
      g_autofree char *after = NULL;
      g_autoptr (CosellJson) json = NULL;

      g_assert_true (cosell_changes_register (changes, text, form, NULL));
      patch = patch_of (changes);
      g_assert_cmpstr (patch, ==, "[{'op':'add','path':'/registrations/-','value':" VALUE "}]");
      after = cosell_changes_apply (changes, text, NULL);
      json = cosell_json_parse (after, -1, NULL);
      g_assert_cmpint (cosell_registration_editable (cosell_json_root (json)), ==, i == 3 ? 1 : 0);
    }
}

/* What was not sent yet is made anew, not added a second time. */
static void
test_again (void)
{
  const char *text = json_text ("{'registrations':[" VALUE "]}");
  g_autoptr (CosellRegistration) form = read_form ();
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *after = NULL;
  g_autoptr (CosellJson) json = NULL;

  cosell_registration_set (form, F (CONTRACT_VALUE), "40000");
  g_assert_true (cosell_changes_register (changes, text, form, NULL));
  after = cosell_changes_apply (changes, text, NULL);
  json = cosell_json_parse (after, -1, NULL);
  g_assert_cmpuint (cosell_json_length (
                        cosell_json_pointer (cosell_json_root (json), "/registrations")),
                    ==, 1);
  g_assert_nonnull (strstr (after, "40000"));
}

/* Only the paths that may be changed, each one an operation, and numbers as numbers. */
static void
test_edit (void)
{
  const char *text = json_text (
      "{'registrations':[{'id':'0','status':'Failed'}," ENTRY ("ActionRequired", "29000") "]}");
  g_autoptr (CosellRegistration) form = read_form ();
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *patch = NULL;

  cosell_registration_set (form, F (SIGNED), "2026-11-19");
  cosell_registration_set (form, F (MARKETPLACE), "true");
  cosell_registration_set (form, F (MARKETPLACE_DATE), "2026-12-24");
  g_assert_true (cosell_changes_register (changes, text, form, NULL));
  patch = patch_of (changes);
  g_assert_cmpstr (
      patch, ==,
      "[{'op':'replace','path':'/registrations/1/solutionDetails/0/marketplaceTransactionDetails/"
      "isMarketplaceTransacted','value':true},"
      "{'op':'replace','path':'/registrations/1/solutionDetails/0/marketplaceTransactionDetails/"
      "marketplaceTransactionDateTime','value':'2026-12-24T00:00:00Z'},"
      "{'op':'replace','path':'/registrations/1/contract/value','value':30000},"
      "{'op':'replace','path':'/registrations/1/contract/signDateTime',"
      "'value':'2026-11-19T00:00:00Z'}]");
}

static void
test_fixed (void)
{
  static const CosellRegistrationField fixed[] = { F (SOLUTION), F (CONTRACT_CURRENCY) };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      const char *text = json_text ("{'registrations':[" ENTRY ("ActionRequired", "30000") "]}");
      g_autoptr (CosellRegistration) form = read_form ();
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;

      cosell_registration_set (form, fixed[i], "EUR");
      g_assert_false (cosell_changes_register (changes, text, form, &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
      g_assert_true (g_str_has_prefix (error->message, "E8: "));
    }
}

static void
test_labels (void)
{
  g_assert_cmpstr (cosell_change_label ("/registrations"), ==, "Deal registration");
  g_assert_cmpstr (cosell_change_label ("/registrations/12/contract/value"), ==,
                   "Total contract value");
  g_assert_cmpstr (cosell_change_label ("/registrations/12/unknown"), ==,
                   "/registrations/12/unknown");
}

/* A registration that waits, and what the service has meanwhile. */
static const struct
{
  const char *name;
  const char *base;
  const char *theirs;
  gboolean clean;
  guint left; /* elements of what waits; 0: it goes away */
} rebases[] = {
  { "E8/untouched", "[]", "[]", TRUE, 1 },
  { "E8/arrived", "[]", "[" ENTRY ("ReviewPending", "30000") "]", TRUE, 0 },
  { "E8/arrived-behind-another", "[{'id':'0','status':'Failed'}]",
    "[{'id':'0','status':'Closed'}," ENTRY ("Approved", "30000.00") "]", TRUE, 0 },
  { "E8/older-one-went-on", "[{'id':'0','status':'Failed'}]", "[{'id':'0','status':'Closed'}]",
    TRUE, 2 },
  { "E8/somebody-else-registered", "[]", "[" ENTRY ("ReviewPending", "99000") "]", FALSE, 1 },
};

static void
test_rebase (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *base = g_strdup_printf ("{'registrations':%s}", rebases[i].base);
  g_autofree char *theirs = g_strdup_printf ("{'registrations':%s}", rebases[i].theirs);
  const char *text = json_text (base);
  const char *newer = json_text (theirs);
  g_autoptr (CosellRegistration) form = read_form ();
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) conflicts = cosell_changes_new ();
  const CosellChange *change;
  g_autoptr (CosellJson) json = NULL;

  g_assert_true (cosell_changes_register (changes, text, form, NULL));
  g_assert_cmpint (cosell_changes_rebase (changes, newer, conflicts), ==, rebases[i].clean);
  g_assert_cmpuint (conflicts->len, ==, rebases[i].clean ? 0 : 1);
  g_assert_cmpuint (changes->len, ==, rebases[i].left > 0 ? 1 : 0);
  if (rebases[i].left > 0)
    {
      g_autofree char *patch = patch_of (changes);

      change = g_ptr_array_index (changes, 0);
      json = cosell_json_parse (change->current, -1, NULL);
      g_assert_cmpuint (cosell_json_length (cosell_json_root (json)), ==, rebases[i].left);
      g_assert_cmpstr (patch, ==, "[{'op':'add','path':'/registrations/-','value':" VALUE "}]");
    }
}

static void
test_milestone (void)
{
  static const struct
  {
    CosellDealStatus status;
    CosellEligibilityState eligible;
    gboolean within_reach;
    const char *registered;
    gboolean shown;
    CosellMilestoneState state;
    const char *detail;
  } rows[] = {
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ELIGIBILITY_AFTER_WON, TRUE, NULL, TRUE,
      COSELL_MILESTONE_FUTURE, "After Won" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ELIGIBILITY_NO, TRUE, NULL, TRUE, COSELL_MILESTONE_FUTURE,
      "After Won" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_ELIGIBILITY_NO, FALSE, NULL, FALSE,
      COSELL_MILESTONE_FUTURE, NULL },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, NULL, TRUE, COSELL_MILESTONE_AWAITED,
      "To be done" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_UNKNOWN, FALSE, NULL, TRUE,
      COSELL_MILESTONE_AWAITED, "To be done" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_NO, FALSE, NULL, FALSE, COSELL_MILESTONE_FUTURE,
      NULL },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, "ReviewPending", TRUE,
      COSELL_MILESTONE_CURRENT, "In review" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, "ActionRequired", TRUE,
      COSELL_MILESTONE_AWAITED, "Action required" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, "Approved", TRUE,
      COSELL_MILESTONE_DONE, "Approved" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, "Closed", TRUE, COSELL_MILESTONE_DONE,
      "Closed" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, "Failed", TRUE, COSELL_MILESTONE_ENDED,
      "Review failed" },
    { COSELL_DEAL_STATUS_WON, COSELL_ELIGIBILITY_YES, FALSE, "Odd", TRUE, COSELL_MILESTONE_CURRENT,
      "Odd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      CosellEligibility eligibility = { rows[i].eligible, rows[i].within_reach, NULL, NULL };
      CosellMilestone milestone;

      deal->status = rows[i].status;
      deal->registration_status = g_strdup (rows[i].registered);
      g_assert_cmpint (cosell_registration_milestone (
                           deal, &eligibility, cosell_registration_state_parse (rows[i].registered),
                           &milestone),
                       ==, rows[i].shown);
      if (!rows[i].shown)
        continue;
      g_assert_cmpint (milestone.state, ==, rows[i].state);
      g_assert_cmpstr (milestone.detail, ==, rows[i].detail);
      g_assert_cmpstr (milestone.label, ==, "Deal registration");
    }
}

/* Who may register, and why not. */
static void
test_rule (void)
{
  static const struct
  {
    CosellDealStatus status;
    CosellDealType type;
    const char *solution;
    const char *registered;
    const char *remote;
    gboolean allowed;
    const char *rules;
  } rows[] = {
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", NULL, "r", TRUE, "E1, E5" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", NULL, NULL, FALSE, "E5" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-2", NULL, "r", FALSE, "E1, E2" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_CO_SELL, "SOL-1", NULL, "r", TRUE, "E1, E5" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PRIVATE, "SOL-1", NULL, "r", FALSE, "E1, E2" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, "SOL-1", NULL, "r", FALSE,
      "E1, E2" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", NULL, "r", FALSE,
      "E1, E2" },
    { COSELL_DEAL_STATUS_LOST, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", NULL, "r", FALSE, "E1, E2" },
    { COSELL_DEAL_STATUS_DRAFT, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", NULL, NULL, FALSE,
      "E1, E2" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PRIVATE, "SOL-1", "ActionRequired", "r", TRUE,
      "E8" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", "ReviewPending", "r", FALSE,
      "E8" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", "Closed", "r", FALSE, "E8" },
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PARTNER_LED, "SOL-1", "Odd", "r", FALSE, "E8" },
  };
  g_autoptr (GHashTable) eligible = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_add (eligible, (gpointer) "sol-1");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{'details':{'requirements':{'solutions':[{'id':'%s'}]}}}",
                           rows[i].solution);
      g_autoptr (CosellJson) own = model_test_parse (text);
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_auto (CosellVerdict) verdict = { FALSE };

      deal->status = rows[i].status;
      deal->type = rows[i].type;
      deal->remote_id = g_strdup (rows[i].remote);
      deal->registration_status = g_strdup (rows[i].registered);
      cosell_rules_check_register (deal, cosell_json_root (own), eligible, &verdict);
      g_assert_cmpint (verdict.allowed, ==, rows[i].allowed);
      g_assert_cmpstr (verdict.rules, ==, rows[i].rules);
      g_assert_true (verdict.allowed || g_str_has_suffix (verdict.reason, "."));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/registration-entry/E8/states", test_states);
  g_test_add_func ("/registration-entry/E10/entries", test_entries);
  g_test_add_func ("/registration-entry/B5/odd-lists", test_odd_lists);
  g_test_add_func ("/registration-entry/E8/status-text", test_status_text);
  g_test_add_func ("/registration-entry/E7/first", test_first);
  g_test_add_func ("/registration-entry/E7/again", test_again);
  g_test_add_func ("/registration-entry/E8/edit", test_edit);
  g_test_add_func ("/registration-entry/E8/fixed", test_fixed);
  g_test_add_func ("/registration-entry/labels", test_labels);
  for (guint i = 0; i < G_N_ELEMENTS (rebases); i++)
    {
      g_autofree char *path = g_strconcat ("/registration-entry/rebase/", rebases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_rebase);
    }
  g_test_add_func ("/registration-entry/E5/milestone", test_milestone);
  g_test_add_func ("/registration-entry/E1-E2-E8/rule", test_rule);
  return g_test_run ();
}
