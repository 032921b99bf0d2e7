/* What the actions of the life cycle make of a referral (rules D, contract 5 and 6.1). */
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-reason.h"
#include "model/model-test.h"

#define NEW                                                                                        \
  "{'status':'New','substatus':'Pending','name':'Robots','details':{'dealValue':5,"                \
  "'currency':'EUR','closingDateTime':'2027-01-01T00:00:00Z','notes':'Theirs'}}"
#define ACTIVE "{'status':'Active','substatus':'Accepted','salesStage':'Propose'}"

static char *
patch_of (GPtrArray *changes)
{
  char *patch = cosell_changes_to_patch (changes, NULL);

  return g_strdelimit (patch, "\"", '\'');
}

static void
test_reasons (void)
{
  static const struct
  {
    CosellReasons list;
    const char *given;
    const char *text;
  } cases[] = {
    { COSELL_REASONS_CLOSING, "1", "Project budget isn't adequate" },
    { COSELL_REASONS_CLOSING, "8", "Others" },
    { COSELL_REASONS_CLOSING, "Customer didn't respond", "Customer didn't respond" },
    { COSELL_REASONS_CLOSING, " Customer didn\u2019t  respond\n", "Customer didn't respond" },
    { COSELL_REASONS_CLOSING, "\u200b8 ", "Others" },
    { COSELL_REASONS_CLOSING, "0", NULL },
    { COSELL_REASONS_CLOSING, "9", NULL },
    { COSELL_REASONS_CLOSING, "others", NULL },
    { COSELL_REASONS_CLOSING, "Test referral", NULL },
    { COSELL_REASONS_CLOSING, "", NULL },
    { COSELL_REASONS_ERROR, "7", "Test referral" },
    { COSELL_REASONS_ERROR, "9", "Others (explain in notes)" },
    { COSELL_REASONS_ERROR, "Data error", "Data error" },
    { COSELL_REASONS_ERROR, "10", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *text = cosell_reason_find (cases[i].list, cases[i].given, &error);

      g_assert_cmpstr (text, ==, cases[i].text);
      if (text == NULL)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
    }
  g_assert_null (cosell_reason_label (COSELL_REASONS_CLOSING, 9));
  g_assert_nonnull (cosell_reason_label (COSELL_REASONS_ERROR, 9));
}

static void
test_stage_names (void)
{
  static const struct
  {
    const char *given;
    int ordinary, assessment; /* -1 syntax, -2 refused */
  } cases[] = {
    { "20", 20, 20 },
    { "80", 80, 80 },
    { "proposed", 60, -2 },
    { "qualified", 20, -2 },
    { "collect-data", -2, 40 },
    { "secure-customer-loe", -2, 20 },
    { "present-to-customer", -2, 80 },
    { "10", -1, -1 },
    { "100", -1, -1 },
    { "50", -1, -1 },
    { "Proposed", -1, -1 },
    { "won", -1, -1 },
    { "", -1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      gboolean assessment = i % 2 == 1;
      int expected = assessment ? cases[i / 2].assessment : cases[i / 2].ordinary;
      g_autoptr (GError) error = NULL;
      int stage = cosell_stage_parse (cases[i / 2].given,
                                      assessment ? COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT
                                                 : COSELL_DEAL_TYPE_PRIVATE,
                                      &error);

      g_assert_cmpint (stage, ==, MAX (expected, 0));
      if (expected == -1)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
      else if (expected == -2)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
    }
}

/* Status and substatus together in one document, whatever they were. */
static void
test_status (void)
{
  static const struct
  {
    const char *text;
    CosellDealStatus status;
    const char *reason;
    const char *patch;
  } cases[] = {
    { NEW, COSELL_DEAL_STATUS_ACCEPTED, NULL,
      "[{'op':'replace','path':'/status','value':'Active'},"
      "{'op':'replace','path':'/substatus','value':'Accepted'}]" },
    { NEW, COSELL_DEAL_STATUS_DECLINED, "Not a customer",
      "[{'op':'replace','path':'/status','value':'Closed'},"
      "{'op':'replace','path':'/substatus','value':'Declined'},"
      "{'op':'add','path':'/statusReason','value':'Not a customer'}]" },
    { ACTIVE, COSELL_DEAL_STATUS_WON, NULL,
      "[{'op':'replace','path':'/status','value':'Closed'},"
      "{'op':'replace','path':'/substatus','value':'Won'}]" },
    { "{'status':'Active','substatus':'Won'}", COSELL_DEAL_STATUS_WON, NULL,
      "[{'op':'replace','path':'/status','value':'Closed'},"
      "{'op':'replace','path':'/substatus','value':'Won'}]" },
    { ACTIVE, COSELL_DEAL_STATUS_ERROR, "Data error",
      "[{'op':'replace','path':'/status','value':'Closed'},"
      "{'op':'replace','path':'/substatus','value':'Error'},"
      "{'op':'add','path':'/statusReason','value':'Data error'}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = json_text (cases[i].text);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autofree char *patch = NULL;

      g_assert_false (cosell_changes_have_status (changes));
      cosell_changes_set_status (changes, text, cases[i].status, cases[i].reason);
      g_assert_true (cosell_changes_have_status (changes));
      patch = patch_of (changes);
      g_assert_cmpstr (patch, ==, cases[i].patch);
    }
}

/* D8: the text as received stays until a stage is marked, and then a percentage takes its place. */
static void
test_stage (void)
{
  const char *text = json_text (ACTIVE);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *patch = NULL;

  cosell_changes_set_stage (changes, text, 60);
  patch = patch_of (changes);
  g_assert_cmpstr (patch, ==, "[{'op':'replace','path':'/salesStage','value':'60'}]");
}

static void
test_notes (void)
{
  static const struct
  {
    const char *text, *notes, *patch;
  } cases[] = {
    { NEW, "Mine", "[{'op':'replace','path':'/details/notes','value':'Mine\\n\\nTheirs'}]" },
    { "{'details':{'notes':''}}", "Mine",
      "[{'op':'replace','path':'/details/notes','value':'Mine'}]" },
    { NEW, " \n", "[]" },
    /* what stood there goes along as people read it, decoded once */
    { "{'details':{'notes':'R&amp;amp;D &#228;'}}", "A & B",
      "[{'op':'replace','path':'/details/notes','value':'A & B\\n\\nR&amp;D ä'}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = json_text (cases[i].text);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autofree char *patch = NULL;

      cosell_changes_add_notes (changes, text, cases[i].notes);
      patch = patch_of (changes);
      g_assert_cmpstr (patch, ==, cases[i].patch);
    }
}

static void
test_accept (void)
{
  static const struct
  {
    const char *text, *key, *value;
    gboolean accepted;
  } cases[] = {
    { NEW, "name", "Robots", TRUE },
    { "{'name':'A','details':{'dealValue':5,'currency':'EUR','closingDateTime':'2027-01-01'}}",
      "crmId", "7", TRUE },
    { "{'name':'A','details':{'dealValue':5,'currency':'EUR'}}", "crmId", "7", FALSE },
    { "{'name':'A','details':{'dealValue':5,'currency':'EUR'}}", "closeDate", "2027-01-01", TRUE },
    { "{'name':'A','details':{'closingDateTime':'2027-01-01'}}", "crmId", "7", FALSE },
    { "{'name':'A','details':{'currency':'EUR','closingDateTime':'2027-01-01'}}", "value", "0",
      TRUE },
    { "{'name':' ','details':{'dealValue':5,'currency':'EUR','closingDateTime':'2027-01-01'}}",
      "crmId", "7", FALSE },
    /* a value without any currency says nothing */
    { "{'name':'A','details':{'dealValue':5,'closingDateTime':'2027-01-01'}}", "crmId", "7",
      FALSE },
    { "{'name':'A','details':{'dealValue':5,'closingDateTime':'2027-01-01'}}", "value", "6",
      FALSE },
    { "{'name':'A','details':{'dealValue':5,'closingDateTime':'2027-01-01'}}", "currency", "EUR",
      TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = json_text (cases[i].text);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (cosell_changes_set (changes, text, cases[i].key, cases[i].value, &error));
      g_assert_cmpint (cosell_changes_require_accept (changes, text, &error), ==,
                       cases[i].accepted);
      if (!cases[i].accepted)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
    }
}

/* Status and substatus under a newer version of the service are one value. */
static void
test_rebase (void)
{
  static const struct
  {
    CosellDealStatus mine;
    const char *theirs;
    gboolean clean;
    guint left;
  } cases[] = {
    { COSELL_DEAL_STATUS_ACCEPTED, "{'status':'New','substatus':'Received'}", TRUE, 2 },
    { COSELL_DEAL_STATUS_ACCEPTED, "{'status':'New','substatus':'Pending'}", TRUE, 2 },
    { COSELL_DEAL_STATUS_ACCEPTED, "{'status':'Active','substatus':'Accepted'}", TRUE, 0 },
    { COSELL_DEAL_STATUS_ACCEPTED, "{'status':'Closed','substatus':'Expired'}", FALSE, 2 },
    { COSELL_DEAL_STATUS_DECLINED, "{'status':'Active','substatus':'Accepted'}", FALSE, 2 },
    { COSELL_DEAL_STATUS_DECLINED, "{'status':'Closed','substatus':'Expired'}", FALSE, 2 },
    { COSELL_DEAL_STATUS_DECLINED, "{'status':'Closed','substatus':'Declined'}", TRUE, 0 },
  };

  /* D11: no choice is offered that the service does not have; cosell_changes_overtaken says why */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *text = json_text (NEW);
      const char *theirs = json_text (cases[i].theirs);
      g_autoptr (GPtrArray) changes = cosell_changes_new ();
      g_autoptr (GPtrArray) conflicts = cosell_changes_new ();

      cosell_changes_set_status (changes, text, cases[i].mine, NULL);
      g_assert_cmpint (cosell_changes_rebase (changes, theirs, conflicts), ==, cases[i].clean);
      g_assert_cmpuint (changes->len, ==, cases[i].left);
      g_assert_cmpuint (conflicts->len, ==, 0);
    }
}

static void
test_reasons_that_ask (void)
{
  for (guint i = 0; i <= 10; i++)
    {
      g_assert_false (cosell_reason_asks_for_notes (COSELL_REASONS_CLOSING, i));
      g_assert_cmpint (cosell_reason_asks_for_notes (COSELL_REASONS_ERROR, i), ==,
                       i == 6 || i == 9);
    }
}

/* D9: the ones that ask for notes are refused without. */
static void
test_notes_required (void)
{
  static const struct
  {
    const char *reason, *notes;
    gboolean allowed;
  } given[] = {
    { "Others (explain in notes)", NULL, FALSE },
    { "Others (explain in notes)", " \n", FALSE },
    { "Solution issues (explain in notes)", "", FALSE },
    { "Solution issues (explain in notes)", "The wrong one.", TRUE },
    { "Data error", NULL, TRUE },
    { "Others", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (cosell_reason_require_notes (given[i].reason, given[i].notes, &error), ==,
                       given[i].allowed);
      if (!given[i].allowed)
        g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/actions/D3-D9-reasons", test_reasons);
  g_test_add_func ("/actions/D9-reasons-that-ask-for-notes", test_reasons_that_ask);
  g_test_add_func ("/actions/D9-notes-required", test_notes_required);
  g_test_add_func ("/actions/D6-stage-names", test_stage_names);
  g_test_add_func ("/actions/D11-status", test_status);
  g_test_add_func ("/actions/D8-stage", test_stage);
  g_test_add_func ("/actions/C23-D3-notes", test_notes);
  g_test_add_func ("/actions/D2-accept", test_accept);
  g_test_add_func ("/actions/D11-rebase", test_rebase);
  return g_test_run ();
}
