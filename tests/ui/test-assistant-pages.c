/* What the assistant shows, without a screen: the way through the pages, and the review's rows. */
#include "model/cosell-draft-partner.h"
#include "model/cosell-draft.h"
#include "model/cosell-people.h"
#include "ui/assistant/cosell-assistant-steps.h"
#include "ui/assistant/cosell-review-rows.h"
#include "ui/widgets/cosell-completions.h"

#define COMPLETE                                                                                   \
  "{\"customer\":{\"name\":\"Tailspin AB\",\"addressLine1\":\"Hamngatan 3\",\"city\":\"Luleå\","  \
  "\"country\":\"SE\",\"duns\":\"35-411-1111\",\"contacts\":[{\"firstName\":\"Sara\","             \
  "\"lastName\":\"Ek\",\"phone\":\"+46 40 100\",\"email\":\"sara.ek@tailspin.example\"}],"         \
  "\"consent\":true},\"name\":\"Tailspin data lake\",\"location\":\"1234567\","                    \
  "\"value\":\"1200000.50\",\"currency\":\"SEK\",\"closeDate\":\"2027-01-15\","                    \
  "\"notes\":\"A pilot first.\",\"team\":[{\"firstName\":\"Ola\",\"lastName\":\"Lind\","           \
  "\"phone\":\"+46 40 200\",\"email\":\"ola.lind@fabrikam.example\"}],"                            \
  "\"solutions\":[{\"id\":\"SOL-15974-MQF\",\"name\":\"Fabrikam Suite\",\"kind\":\"own\"}],"       \
  "\"help\":\"ProofOfConceptOrDemo\",\"notesToMicrosoft\":\"A demo tenant.\","                     \
  "\"visibleToMicrosoft\":true,\"partners\":[]}"

static CosellDraft *
draft_from (const char *json)
{
  g_autoptr (GError) error = NULL;
  CosellDraft *draft = cosell_draft_new_from_json (json, &error);

  g_assert_no_error (error);
  return draft;
}

static GPtrArray *
issues_of (CosellDraft *draft)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  return cosell_draft_validate (draft, &today);
}

static const CosellReviewRow *
find_row (GPtrArray *rows, const char *label)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const CosellReviewRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->label, label))
        return row;
    }
  g_error ("there is no row “%s”", label);
  return NULL;
}

static void
assert_row (GPtrArray *rows, const char *label, const char *value, CosellFreeze freeze)
{
  const CosellReviewRow *row = find_row (rows, label);

  g_assert_cmpstr (row->value, ==, value);
  g_assert_cmpint (row->freeze, ==, freeze);
}

/* C17, D17: the rows of a real body, and what freezes. */
static void
test_review_microsoft (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autofree char *body = cosell_draft_microsoft_body (draft, COSELL_REVIEW_ENGAGEMENT);
  g_autoptr (GPtrArray) rows = cosell_review_rows (body, COSELL_REVIEW_SHARED);

  assert_row (rows, "Deal name", "Tailspin data lake", COSELL_FREEZE_NEVER);
  assert_row (rows, "Recipient", "Microsoft", COSELL_FREEZE_NEVER);
  assert_row (rows, "Location", "1234567", COSELL_FREEZE_CREATED);
  assert_row (rows, "Customer name", "Tailspin AB", COSELL_FREEZE_CREATED);
  assert_row (rows, "Address line 1", "Hamngatan 3", COSELL_FREEZE_CREATED);
  assert_row (rows, "City", "Luleå", COSELL_FREEZE_CREATED);
  assert_row (rows, "Country", "Sweden", COSELL_FREEZE_CREATED);
  assert_row (rows, "D-U-N-S number", "354111111", COSELL_FREEZE_CREATED);
  assert_row (rows, "Contact at the customer", "Sara Ek\n+46 40 100 · sara.ek@tailspin.example",
              COSELL_FREEZE_SHARED);
  assert_row (rows, "The customer may be contacted", "Yes", COSELL_FREEZE_CREATED);
  assert_row (rows, "Microsoft sellers may view the deal", "Yes", COSELL_FREEZE_SHARED);
  assert_row (rows, "Notes", "A pilot first.", COSELL_FREEZE_NEVER);
  assert_row (rows, "Estimated value", "1,200,000.50", COSELL_FREEZE_NEVER);
  assert_row (rows, "Estimated close date", "15 Jan 2027", COSELL_FREEZE_NEVER);
  assert_row (rows, "Solution", "Fabrikam Suite\nSOL-15974-MQF", COSELL_FREEZE_NEVER);
  assert_row (rows, "Team member", "Ola Lind\n+46 40 200 · ola.lind@fabrikam.example",
              COSELL_FREEZE_NEVER);
  assert_row (rows, "Kind of help", "Proof of concept / Demo", COSELL_FREEZE_SHARED);
  assert_row (rows, "Notes to Microsoft", "A demo tenant.", COSELL_FREEZE_SHARED);
}

/* D17: nothing is shared by a private deal, so nothing freezes by sharing. */
static void
test_review_private (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autofree char *body = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_object_set (draft, "help", COSELL_HELP_NONE, "visible-to-microsoft", FALSE, NULL);
  g_assert_null (cosell_draft_microsoft_body (draft, COSELL_REVIEW_ENGAGEMENT));
  body = cosell_draft_own_body (draft, COSELL_REVIEW_ENGAGEMENT);
  rows = cosell_review_rows (body, COSELL_REVIEW_PRIVATE);
  assert_row (rows, "Recipient", "Own solution SOL-15974-MQF", COSELL_FREEZE_NEVER);
  assert_row (rows, "Microsoft sellers may view the deal", "No", COSELL_FREEZE_NEVER);
  assert_row (rows, "Contact at the customer", "Sara Ek\n+46 40 100 · sara.ek@tailspin.example",
              COSELL_FREEZE_NEVER);
  assert_row (rows, "Customer name", "Tailspin AB", COSELL_FREEZE_CREATED);
}

/* C25: each attribute by its name, in both halves. */
static void
test_review_attributes (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autofree char *own = NULL;
  g_autofree char *microsoft = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) others = NULL;

  g_object_set (draft, "marketplace-intent", "HaveNotDecided", "solution-play", "Copilot", NULL);
  own = cosell_draft_own_body (draft, COSELL_REVIEW_ENGAGEMENT);
  microsoft = cosell_draft_microsoft_body (draft, COSELL_REVIEW_ENGAGEMENT);
  rows = cosell_review_rows (own, COSELL_REVIEW_SHARED);
  others = cosell_review_rows (microsoft, COSELL_REVIEW_SHARED);
  assert_row (rows, "Marketplace intent", "Have not decided", COSELL_FREEZE_NEVER);
  assert_row (rows, "Solution play", "Copilot", COSELL_FREEZE_NEVER);
  assert_row (others, "Marketplace intent", "Have not decided", COSELL_FREEZE_NEVER);
  g_assert_null (strstr (own, "SolutionArea"));
}

/* A6, C17: the assessment is fixed, and no page says otherwise. */
static void
test_review_assessment (void)
{
  g_autoptr (CosellDraft) draft =
      draft_from ("{\"name\":\"A\",\"solutions\":[{\"id\":\"SA-1\",\"name\":\"Data\",\"kind\":"
                  "\"assessment\"}]}");
  g_autofree char *body = cosell_draft_own_body (draft, COSELL_REVIEW_ENGAGEMENT);
  g_autoptr (GPtrArray) rows = cosell_review_rows (body, COSELL_REVIEW_ASSESSMENT);
  g_autofree char *text = cosell_assistant_step_describe (COSELL_DRAFT_STEP_SOLUTIONS, draft);

  g_assert_cmpint (find_row (rows, "Solution")->freeze, ==, COSELL_FREEZE_CREATED);
  g_assert_cmpint (find_row (rows, "Deal name")->freeze, ==, COSELL_FREEZE_NEVER);
  g_assert_null (strstr (text, "can be changed"));
  g_assert_nonnull (strstr (text, "cannot be changed"));
}

/* The wire's words are not for people. */
static void
test_review_words (void)
{
  static const char *const wire[] = { "Kind of referral", "Addressed to", "type Name",
                                      "Independent", "Engagement" };
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autofree char *body = cosell_draft_own_body (draft, COSELL_REVIEW_ENGAGEMENT);
  g_autoptr (GPtrArray) rows = cosell_review_rows (body, COSELL_REVIEW_SHARED);

  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (wire); k++)
      {
        const CosellReviewRow *row = g_ptr_array_index (rows, i);

        g_assert_null (strstr (row->label, wire[k]));
        g_assert_null (strstr (row->value, wire[k]));
      }
}

/* C17: nothing of a body is left out, whatever stands in it. */
static void
test_review_unknown (void)
{
  g_autoptr (GPtrArray) rows = cosell_review_rows (
      "{\"name\":\"\",\"newMember\":7,\"details\":{\"extra\":{\"deep\":[true,null]}},"
      "\"team\":[{\"email\":\"a@b.example\",\"shoeSize\":43},12],\"target\":[{\"type\":\"Odd\"}]}",
      COSELL_REVIEW_SHARED);

  assert_row (rows, "Deal name", "–", COSELL_FREEZE_NEVER);
  assert_row (rows, "newMember", "7", COSELL_FREEZE_NEVER);
  assert_row (rows, "details/extra/deep/-", "true", COSELL_FREEZE_NEVER);
  assert_row (rows, "Team member", "a@b.example · shoeSize 43", COSELL_FREEZE_NEVER);
  assert_row (rows, "Recipient", "Odd", COSELL_FREEZE_NEVER);
  g_assert_cmpuint (rows->len, ==, 7);
  g_clear_pointer (&rows, g_ptr_array_unref);

  rows = cosell_review_rows ("no JSON", COSELL_REVIEW_SHARED);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_steps (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autoptr (GPtrArray) issues = issues_of (draft);
  guint of;

  g_assert_cmpint (cosell_assistant_step_go (COSELL_DRAFT_STEP_CUSTOMER, -1, draft, issues), ==,
                   COSELL_DRAFT_STEP_CUSTOMER);
  g_assert_cmpint (cosell_assistant_step_go (COSELL_DRAFT_STEP_SOLUTIONS, 1, draft, issues), ==,
                   COSELL_DRAFT_STEP_HELP);
  g_assert_cmpint (cosell_assistant_step_go (COSELL_DRAFT_STEP_REVIEW, 1, draft, issues), ==,
                   COSELL_DRAFT_STEP_REVIEW);
  g_assert_cmpuint (cosell_assistant_step_number (COSELL_DRAFT_STEP_REVIEW, draft, issues, &of), ==,
                    7);
  g_assert_cmpuint (of, ==, 7);
}

/* A11: no help for an assessment; but what was answered before must be taken back. */
static void
test_steps_assessment (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autoptr (CosellSolution) assessment =
      cosell_solution_new ("SA-1", "Cloud readiness", COSELL_SOLUTION_KIND_ASSESSMENT);
  GListStore *solutions = cosell_draft_get_solutions (draft);
  g_autoptr (GPtrArray) issues = NULL;
  guint of;

  g_list_store_remove_all (solutions);
  g_list_store_append (solutions, assessment);
  issues = issues_of (draft);
  g_assert_false (cosell_assistant_step_is_skipped (COSELL_DRAFT_STEP_HELP, draft, issues));

  g_object_set (draft, "help", COSELL_HELP_NONE, "visible-to-microsoft", FALSE, NULL);
  g_clear_pointer (&issues, g_ptr_array_unref);
  issues = issues_of (draft);
  g_assert_true (cosell_assistant_step_is_skipped (COSELL_DRAFT_STEP_HELP, draft, issues));
  g_assert_true (cosell_assistant_step_is_skipped (COSELL_DRAFT_STEP_PARTNERS, draft, issues));
  g_assert_cmpint (cosell_assistant_step_go (COSELL_DRAFT_STEP_SOLUTIONS, 1, draft, issues), ==,
                   COSELL_DRAFT_STEP_REVIEW);
  g_assert_cmpint (cosell_assistant_step_go (COSELL_DRAFT_STEP_REVIEW, -1, draft, issues), ==,
                   COSELL_DRAFT_STEP_SOLUTIONS);
  g_assert_cmpuint (cosell_assistant_step_number (COSELL_DRAFT_STEP_REVIEW, draft, issues, &of), ==,
                    5);
  g_assert_cmpuint (of, ==, 5);
}

static void
test_states (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autoptr (GPtrArray) issues = NULL;

  g_object_set (draft, "name", " ", NULL);
  issues = issues_of (draft);
  g_assert_cmpint (cosell_assistant_step_get_state (COSELL_DRAFT_STEP_CUSTOMER,
                                                    COSELL_DRAFT_STEP_TEAM, COSELL_DRAFT_STEP_TEAM,
                                                    issues),
                   ==, COSELL_ASSISTANT_STEP_STATE_DONE);
  g_assert_cmpint (cosell_assistant_step_get_state (COSELL_DRAFT_STEP_DETAILS,
                                                    COSELL_DRAFT_STEP_TEAM, COSELL_DRAFT_STEP_TEAM,
                                                    issues),
                   ==, COSELL_ASSISTANT_STEP_STATE_MISSING);
  g_assert_cmpint (cosell_assistant_step_get_state (COSELL_DRAFT_STEP_TEAM, COSELL_DRAFT_STEP_TEAM,
                                                    COSELL_DRAFT_STEP_TEAM, issues),
                   ==, COSELL_ASSISTANT_STEP_STATE_CURRENT);
  g_assert_cmpint (cosell_assistant_step_get_state (COSELL_DRAFT_STEP_HELP, COSELL_DRAFT_STEP_TEAM,
                                                    COSELL_DRAFT_STEP_TEAM, issues),
                   ==, COSELL_ASSISTANT_STEP_STATE_AHEAD);
}

static void
test_summaries (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  static const char *const expected[] = { "Tailspin AB", "Tailspin data lake",
                                          "1 person",    "1 chosen",
                                          "Co-sell",     "None" };

  for (int i = 0; i < COSELL_DRAFT_STEP_REVIEW; i++)
    {
      g_autofree char *summary =
          cosell_assistant_step_get_info ((CosellDraftStep) i)->summarize (draft);

      g_assert_cmpstr (summary, ==, expected[i]);
    }
}

static void
assert_label (CosellDraft *draft, gboolean offline, const char *expected)
{
  g_autofree char *label = cosell_assistant_step_create_label (draft, offline);

  g_assert_cmpstr (label, ==, expected);
}

static void
add_partner (CosellDraft *draft, const char *name)
{
  g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);

  g_object_set (partner, "id", name, "name", name, "value", "200000", NULL);
  g_list_store_append (cosell_draft_get_partners (draft), partner);
}

/* The last button says what it does. */
static void
test_create_labels (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);

  assert_label (draft, FALSE, "C_reate and Ask Microsoft for Help");
  assert_label (draft, TRUE, "C_reate: Will Be Sent When Online");
  add_partner (draft, "Tailwind");
  add_partner (draft, "Adatum");
  assert_label (draft, FALSE, "C_reate, Ask Microsoft and Invite 2 Partners");
  g_object_set (draft, "help", COSELL_HELP_NONE, NULL);
  assert_label (draft, FALSE, "C_reate Partner-Led Deal and Invite 2 Partners");
  g_list_store_remove (cosell_draft_get_partners (draft), 0);
  g_object_set (draft, "visible-to-microsoft", FALSE, NULL);
  assert_label (draft, FALSE, "C_reate Private Deal and Invite 1 Partner");
  g_list_store_remove (cosell_draft_get_partners (draft), 0);
  assert_label (draft, FALSE, "C_reate Private Deal");
}

/* C14: what the inviter cannot change in the invitation of a partner. */
static void
test_review_partner (void)
{
  g_autoptr (CosellDraft) draft = draft_from (COMPLETE);
  g_autoptr (CosellDraftPartner) partner = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  add_partner (draft, "Tailwind");
  partner = g_list_model_get_item (G_LIST_MODEL (cosell_draft_get_partners (draft)), 0);
  g_object_set (partner, "notes", "Rollout in Norway.", NULL);
  body = cosell_draft_partner_body (draft, partner, COSELL_REVIEW_ENGAGEMENT);
  rows = cosell_review_rows (body, COSELL_REVIEW_PARTNER);
  assert_row (rows, "Deal name", "Tailspin data lake", COSELL_FREEZE_NEVER);
  assert_row (rows, "Estimated value", "200,000", COSELL_FREEZE_CREATED);
  assert_row (rows, "Currency", "SEK", COSELL_FREEZE_CREATED);
  assert_row (rows, "Estimated close date", "15 Jan 2027", COSELL_FREEZE_CREATED);
  assert_row (rows, "Team member", "Ola Lind\n+46 40 200 · ola.lind@fabrikam.example",
              COSELL_FREEZE_CREATED);
  assert_row (rows, "Notes to the partner", "Rollout in Norway.", COSELL_FREEZE_CREATED);
  assert_row (rows, "Customer name", "Tailspin AB", COSELL_FREEZE_CREATED);
}

static void
assert_first (const CosellCompletionSource *source, const char *typed, const char *value)
{
  g_autoptr (GPtrArray) found = source->query (typed, NULL);
  const CosellCompletion *first;

  g_assert_cmpuint (found->len, >, 0);
  first = g_ptr_array_index (found, 0);
  g_assert_cmpstr (first->value, ==, value);
}

static void
assert_resolves (const CosellCompletionSource *source, const char *typed, const char *value)
{
  g_autofree char *resolved = source->resolve (typed, NULL);

  g_assert_cmpstr (resolved, ==, value);
}

static void
test_countries (void)
{
  g_autoptr (GPtrArray) all = cosell_country_source.query ("", NULL);
  g_autoptr (GPtrArray) none = cosell_country_source.query ("zzzz", NULL);

  g_assert_cmpuint (all->len, >, 200);
  g_assert_cmpuint (none->len, ==, 0);
  assert_first (&cosell_country_source, "swe", "SE");
  assert_first (&cosell_country_source, "reunion", "RE");
  assert_first (&cosell_country_source, "no", "NO");
  assert_first (&cosell_country_source, "kingdom", "GB");
  assert_resolves (&cosell_country_source, "se", "SE");
  assert_resolves (&cosell_country_source, " sweden ", "SE");
  assert_resolves (&cosell_country_source, "Swede", "Swede");
  assert_resolves (&cosell_country_source, "", "");
}

static void
test_currencies (void)
{
  assert_first (&cosell_currency_source, "sek", "SEK");
  assert_first (&cosell_currency_source, "swedish", "SEK");
  assert_first (&cosell_currency_source, "euro", "EUR");
  assert_resolves (&cosell_currency_source, "sek", "SEK");
  assert_resolves (&cosell_currency_source, "Swedish Krona", "SEK");
  assert_resolves (&cosell_currency_source, "SE", "SE");
}

/* G3: the words of the article. */
static void
test_g3_select_the_customer (void)
{
  g_assert_cmpstr (cosell_assistant_step_get_info (COSELL_DRAFT_STEP_CUSTOMER)->heading, ==,
                   "Select the customer");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/assistant-pages/c17-d17-review-of-microsofts-half", test_review_microsoft);
  g_test_add_func ("/assistant-pages/d17-review-of-a-private-deal", test_review_private);
  g_test_add_func ("/assistant-pages/a6-c17-review-of-an-assessment", test_review_assessment);
  g_test_add_func ("/assistant-pages/review-in-words", test_review_words);
  g_test_add_func ("/assistant-pages/c17-nothing-is-left-out", test_review_unknown);
  g_test_add_func ("/assistant-pages/g3-select-the-customer", test_g3_select_the_customer);
  g_test_add_func ("/assistant-pages/steps", test_steps);
  g_test_add_func ("/assistant-pages/a11-assessment-has-no-help-page", test_steps_assessment);
  g_test_add_func ("/assistant-pages/states", test_states);
  g_test_add_func ("/assistant-pages/summaries", test_summaries);
  g_test_add_func ("/assistant-pages/last-button", test_create_labels);
  g_test_add_func ("/assistant-pages/C14-C17-review-partner", test_review_partner);
  g_test_add_func ("/assistant-pages/C17-C25-review-attributes", test_review_attributes);
  g_test_add_func ("/assistant-pages/c1-countries", test_countries);
  g_test_add_func ("/assistant-pages/c5-currencies", test_currencies);
  return g_test_run ();
}
