/* Who may do what (rules B and D): every action in every state. */

#include "model/cosell-change.h"
#include "model/cosell-rules.h"

#define ALLOWED NULL

/* Rules that are named when the action is refused; NULL: allowed. */
static const struct
{
  const char *name;
  CosellDealStatus status;
  const char *edit;
  const char *favorite;
  const char *submit;
  const char *remove;
  const char *answer; /* accept and decline */
  const char *stage;
  const char *end; /* win, lose, error */
} cases[] = {
  { "draft", COSELL_DEAL_STATUS_DRAFT, ALLOWED, "B2", ALLOWED, ALLOWED, "C15", "C15", "C15" },
  { "received/D1", COSELL_DEAL_STATUS_RECEIVED, "D1", ALLOWED, "C15", "C18", ALLOWED, "D1", "D1" },
  { "accepted/D5", COSELL_DEAL_STATUS_ACCEPTED, ALLOWED, ALLOWED, "C15", "C18", "D1", ALLOWED,
    ALLOWED },
  { "won/D10", COSELL_DEAL_STATUS_WON, "D10, B6", ALLOWED, "C15", "C18", "D10, B6", "D10, B6",
    "D10, B6" },
  { "lost/D10", COSELL_DEAL_STATUS_LOST, "D10, B6", ALLOWED, "C15", "C18", "D10, B6", "D10, B6",
    "D10, B6" },
  { "declined/D10", COSELL_DEAL_STATUS_DECLINED, "D10, B6", ALLOWED, "C15", "C18", "D10, B6",
    "D10, B6", "D10, B6" },
  { "expired/D10", COSELL_DEAL_STATUS_EXPIRED, "D10, B6", ALLOWED, "C15", "C18", "D10, B6",
    "D10, B6", "D10, B6" },
  { "error/D10", COSELL_DEAL_STATUS_ERROR, "D10, B6", ALLOWED, "C15", "C18", "D10, B6", "D10, B6",
    "D10, B6" },
};

static void
check (CosellDealStatus status, CosellAction action, const char *refused_by)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_auto (CosellVerdict) verdict = { FALSE };
  g_autoptr (GError) error = NULL;
  gboolean done;

  deal->status = (int) status;
  deal->direction = COSELL_DIRECTION_INBOUND;
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  deal->stage = 10;
  cosell_rules_check (deal, action, 0, &verdict);
  done = cosell_rules_require (deal, action, 0, &error);
  g_assert_cmpint (done, ==, verdict.allowed);
  g_assert_nonnull (verdict.rules);
  if (refused_by == NULL)
    {
      g_assert_true (verdict.allowed);
      g_assert_null (verdict.reason);
      g_assert_no_error (error);
      return;
    }
  g_assert_false (verdict.allowed);
  g_assert_cmpstr (verdict.rules, ==, refused_by);
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, verdict.reason);
  g_assert_true (g_str_has_suffix (verdict.reason, "."));
}

static void
test_status (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  check (cases[i].status, COSELL_ACTION_EDIT, cases[i].edit);
  check (cases[i].status, COSELL_ACTION_FAVORITE, cases[i].favorite);
  check (cases[i].status, COSELL_ACTION_SUBMIT, cases[i].submit);
  check (cases[i].status, COSELL_ACTION_DELETE, cases[i].remove);
  check (cases[i].status, COSELL_ACTION_ACCEPT, cases[i].answer);
  check (cases[i].status, COSELL_ACTION_DECLINE, cases[i].answer);
  check (cases[i].status, COSELL_ACTION_STAGE, cases[i].stage);
  check (cases[i].status, COSELL_ACTION_WIN, cases[i].end);
  check (cases[i].status, COSELL_ACTION_LOSE, cases[i].end);
  check (cases[i].status, COSELL_ACTION_ERROR, cases[i].end);
}

/* D12: a closed deal; D15: an open one of which Microsoft did not become a part. */
static void
test_recreate (void)
{
  static const struct
  {
    CosellDealStatus status;
    CosellDealType type;
    CosellDealStatus microsoft;
    gboolean allowed;
  } recreated[] = {
    { COSELL_DEAL_STATUS_WON, COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, TRUE },
    { COSELL_DEAL_STATUS_LOST, COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, TRUE },
    { COSELL_DEAL_STATUS_DECLINED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_DRAFT, TRUE },
    { COSELL_DEAL_STATUS_EXPIRED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_DRAFT, TRUE },
    { COSELL_DEAL_STATUS_ERROR, COSELL_DEAL_TYPE_PARTNER_LED, COSELL_DEAL_STATUS_DRAFT, TRUE },
    { COSELL_DEAL_STATUS_DRAFT, COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, FALSE },
    { COSELL_DEAL_STATUS_RECEIVED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_DRAFT, FALSE },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_PRIVATE, COSELL_DEAL_STATUS_DRAFT, FALSE },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_RECEIVED, FALSE },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, FALSE },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_DECLINED, TRUE },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_TYPE_CO_SELL, COSELL_DEAL_STATUS_EXPIRED, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (recreated); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_auto (CosellVerdict) verdict = { FALSE };

      deal->status = (int) recreated[i].status;
      deal->type = (int) recreated[i].type;
      deal->microsoft_status = (int) recreated[i].microsoft;
      cosell_rules_check (deal, COSELL_ACTION_RECREATE, 0, &verdict);
      g_assert_cmpint (verdict.allowed, ==, recreated[i].allowed);
      g_assert_cmpint (verdict.reason == NULL, ==, recreated[i].allowed);
    }
}

/* P5: of a deal that the service shows no more nothing is changed; it can be taken up anew. */
static void
test_invisible (void)
{
  for (int action = COSELL_ACTION_EDIT; action <= COSELL_ACTION_CONVERT; action++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_auto (CosellVerdict) verdict = { FALSE };

      deal->status = COSELL_DEAL_STATUS_ACCEPTED;
      deal->invisible_since = 1;
      cosell_rules_check (deal, (CosellAction) action, 0, &verdict);
      g_assert_cmpint (verdict.allowed, ==, action == COSELL_ACTION_RECREATE);
      g_assert_cmpstr (verdict.rules, ==, "P5");
      g_assert_cmpint (verdict.reason == NULL, ==, verdict.allowed);
    }
}

/* C15: nobody answers a deal of the own company. */
static void
test_own_deal (void)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_auto (CosellVerdict) verdict = { FALSE };

  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  deal->direction = COSELL_DIRECTION_OUTBOUND;
  cosell_rules_check (deal, COSELL_ACTION_ACCEPT, 0, &verdict);
  g_assert_false (verdict.allowed);
  g_assert_cmpstr (verdict.rules, ==, "D1, C15");
}

/* D6: skipped and set back at will; D7: in an assessment one at a time, and all before Won. */
static void
test_stages (void)
{
  static const int all[] = { 20, 40, 60, 80 };
  static const struct
  {
    gint64 at;
    int next; /* 0: none left */
    gboolean won;
  } assessment[] = { { 10, 20, FALSE }, { 20, 40, FALSE }, { 40, 60, FALSE },
                     { 60, 80, FALSE }, { 80, 0, TRUE },   { 100, 0, TRUE } };
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  for (guint i = 0; i < G_N_ELEMENTS (assessment); i++)
    for (guint k = 0; k < G_N_ELEMENTS (all); k++)
      {
        g_auto (CosellVerdict) ordinary = { FALSE };
        g_auto (CosellVerdict) strict = { FALSE };

        deal->stage = assessment[i].at;
        deal->type = COSELL_DEAL_TYPE_PARTNER_LED;
        cosell_rules_check_stage (deal, all[k], &ordinary);
        g_assert_true (ordinary.allowed);
        deal->type = COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT;
        cosell_rules_check_stage (deal, all[k], &strict);
        g_assert_cmpint (strict.allowed, ==, all[k] == assessment[i].next);
        if (!strict.allowed)
          g_assert_cmpstr (strict.rules, ==, "D6, D7");
      }
  for (guint i = 0; i < G_N_ELEMENTS (assessment); i++)
    {
      g_auto (CosellVerdict) win = { FALSE };
      g_auto (CosellVerdict) any = { FALSE };

      deal->stage = assessment[i].at;
      cosell_rules_check (deal, COSELL_ACTION_WIN, 0, &win);
      cosell_rules_check (deal, COSELL_ACTION_STAGE, 0, &any);
      g_assert_cmpint (win.allowed, ==, assessment[i].won);
      g_assert_cmpstr (win.rules, ==, assessment[i].won ? "D10" : "D7");
      g_assert_cmpint (any.allowed, ==, assessment[i].next != 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_status);
    }
  g_test_add_func ("/rules/C15-own-deal", test_own_deal);
  g_test_add_func ("/rules/P5-invisible", test_invisible);
  g_test_add_func ("/rules/D6-D7-stages", test_stages);
  g_test_add_func ("/rules/D12-D15-recreate", test_recreate);
  return g_test_run ();
}
