/* Who may do what (rules.md B and D): every action in every state. */

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
} cases[] = {
  { "draft", COSELL_DEAL_STATUS_DRAFT, ALLOWED, "B2", ALLOWED, ALLOWED },
  { "received/D1", COSELL_DEAL_STATUS_RECEIVED, "D1", ALLOWED, "C15", "C18" },
  { "accepted/D5", COSELL_DEAL_STATUS_ACCEPTED, ALLOWED, ALLOWED, "C15", "C18" },
  { "won/D10", COSELL_DEAL_STATUS_WON, "D10, B6", ALLOWED, "C15", "C18" },
  { "lost/D10", COSELL_DEAL_STATUS_LOST, "D10, B6", ALLOWED, "C15", "C18" },
  { "declined/D10", COSELL_DEAL_STATUS_DECLINED, "D10, B6", ALLOWED, "C15", "C18" },
  { "expired/D10", COSELL_DEAL_STATUS_EXPIRED, "D10, B6", ALLOWED, "C15", "C18" },
  { "error/D10", COSELL_DEAL_STATUS_ERROR, "D10, B6", ALLOWED, "C15", "C18" },
};

static void
check (CosellDealStatus status, CosellAction action, const char *refused_by)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_auto (CosellVerdict) verdict = { FALSE };
  g_autoptr (GError) error = NULL;
  gboolean done;

  deal->status = (int) status;
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
  return g_test_run ();
}
