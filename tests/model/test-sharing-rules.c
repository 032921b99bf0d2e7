/* Who may be asked into a deal that there is already (rules A7–A9, A11): each type, direction and
 * status, and the table "Combinations" row by row. */

#include "model/cosell-change.h"
#include "model/cosell-rules.h"

/* The table "Combinations" of A8. */
static const struct
{
  const char *name;
  CosellDealType type;
  gboolean p2p;
  CosellDirection direction;
  const char *share; /* NULL: allowed; else the rules that refuse it */
  const char *microsoft;
  const char *partners;
} rows[] = {
  { "private", COSELL_DEAL_TYPE_PRIVATE, FALSE, COSELL_DIRECTION_OUTBOUND, NULL, NULL, NULL },
  { "partner-led", COSELL_DEAL_TYPE_PARTNER_LED, FALSE, COSELL_DIRECTION_OUTBOUND, "A7, A8", NULL,
    NULL },
  { "co-sell", COSELL_DEAL_TYPE_CO_SELL, FALSE, COSELL_DIRECTION_OUTBOUND, "A7, A8", "A8", NULL },
  { "co-sell-inbound", COSELL_DEAL_TYPE_CO_SELL, FALSE, COSELL_DIRECTION_INBOUND, "A7, A8", "A8",
    "A9" },
  { "p2p-without-microsoft", COSELL_DEAL_TYPE_PRIVATE, TRUE, COSELL_DIRECTION_OUTBOUND, NULL, NULL,
    NULL },
  { "p2p-visible-without-microsoft", COSELL_DEAL_TYPE_PARTNER_LED, TRUE, COSELL_DIRECTION_OUTBOUND,
    "A7, A8", NULL, NULL },
  { "p2p-with-microsoft", COSELL_DEAL_TYPE_CO_SELL, TRUE, COSELL_DIRECTION_OUTBOUND, "A7, A8", "A8",
    NULL },
  { "p2p-inbound", COSELL_DEAL_TYPE_PRIVATE, TRUE, COSELL_DIRECTION_INBOUND, NULL, NULL, "A9" },
  { "p2p-visible-inbound", COSELL_DEAL_TYPE_PARTNER_LED, TRUE, COSELL_DIRECTION_INBOUND, "A7, A8",
    NULL, "A9" },
  { "assessment", COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, FALSE, COSELL_DIRECTION_OUTBOUND, "A11",
    "A11", "A11" },
  { "lead", COSELL_DEAL_TYPE_LEAD, FALSE, COSELL_DIRECTION_INBOUND, "L5", "L5", "L5" },
};

static CosellDealData *
make_deal (CosellDealType type, CosellDirection direction, CosellDealStatus status)
{
  CosellDealData *deal = cosell_deal_data_new ();

  deal->type = (int) type;
  deal->direction = (int) direction;
  deal->status = (int) status;
  deal->microsoft_status = COSELL_DEAL_STATUS_DRAFT;
  deal->stage = 10;
  return deal;
}

static void
check (const CosellDealData *deal, CosellAction action, const char *refused_by)
{
  g_auto (CosellVerdict) verdict = { FALSE };
  g_autoptr (GError) error = NULL;

  cosell_rules_check (deal, action, 0, &verdict);
  g_assert_cmpint (verdict.allowed, ==, refused_by == NULL);
  g_assert_cmpint (cosell_rules_require (deal, action, 0, &error), ==, verdict.allowed);
  if (verdict.allowed)
    {
      g_assert_null (verdict.reason);
      return;
    }
  g_assert_cmpstr (verdict.rules, ==, refused_by);
  g_assert_true (g_str_has_suffix (verdict.reason, "."));
  g_assert_true (g_unichar_isupper (g_utf8_get_char (verdict.reason)));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CosellDealData) deal =
      make_deal (rows[i].type, rows[i].direction, COSELL_DEAL_STATUS_ACCEPTED);
  g_auto (CosellVerdict) any = { FALSE };

  deal->p2p = rows[i].p2p;
  check (deal, COSELL_ACTION_SHARE, rows[i].share);
  check (deal, COSELL_ACTION_INVITE_MICROSOFT, rows[i].microsoft);
  check (deal, COSELL_ACTION_INVITE_PARTNERS, rows[i].partners);
  cosell_rules_check (deal, COSELL_ACTION_INVITE, 0, &any);
  g_assert_cmpint (any.allowed, ==, rows[i].microsoft == NULL || rows[i].partners == NULL);
}

/* A9, A7: while Received and after the end nobody, whatever the type. */
static void
test_status (gconstpointer data)
{
  CosellDealStatus status = (CosellDealStatus) GPOINTER_TO_UINT (data);
  const char *rules = status == COSELL_DEAL_STATUS_DRAFT      ? "A9"
                      : status == COSELL_DEAL_STATUS_RECEIVED ? "A9, D1"
                                                              : "A7, A9";

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellDealData) deal = make_deal (rows[i].type, rows[i].direction, status);
      const char *expected = rows[i].type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT ? "A11"
                             : rows[i].type == COSELL_DEAL_TYPE_LEAD              ? "L5"
                                                                                  : rules;

      check (deal, COSELL_ACTION_SHARE, expected);
      check (deal, COSELL_ACTION_INVITE, expected);
      check (deal, COSELL_ACTION_INVITE_MICROSOFT, expected);
      check (deal, COSELL_ACTION_INVITE_PARTNERS, expected);
    }
}

/* Every combination has an answer; partners never into a deal of the Inbound tab (A9). */
static void
test_all (void)
{
  for (int type = COSELL_DEAL_TYPE_PRIVATE; type <= COSELL_DEAL_TYPE_LEAD; type++)
    for (int direction = COSELL_DIRECTION_INBOUND; direction <= COSELL_DIRECTION_OUTBOUND;
         direction++)
      for (int status = COSELL_DEAL_STATUS_DRAFT; status <= COSELL_DEAL_STATUS_ERROR; status++)
        for (int action = COSELL_ACTION_SHARE; action <= COSELL_ACTION_INVITE_PARTNERS; action++)
          {
            g_autoptr (CosellDealData) deal = make_deal (type, direction, status);
            g_auto (CosellVerdict) verdict = { FALSE };

            cosell_rules_check (deal, (CosellAction) action, 0, &verdict);
            g_assert_nonnull (verdict.rules);
            g_assert_cmpint (verdict.reason == NULL, ==, verdict.allowed);
            if (status != COSELL_DEAL_STATUS_ACCEPTED ||
                (direction == COSELL_DIRECTION_INBOUND && action == COSELL_ACTION_INVITE_PARTNERS))
              g_assert_false (verdict.allowed);
          }
}

/* D15: what became of the first request says why there is no second. */
static void
test_microsoft_answered (void)
{
  static const struct
  {
    CosellDealStatus status;
    const char *word;
  } cases[] = { { COSELL_DEAL_STATUS_DECLINED, "declined" },
                { COSELL_DEAL_STATUS_EXPIRED, "in time" },
                { COSELL_DEAL_STATUS_RECEIVED, "invited" },
                { COSELL_DEAL_STATUS_ACCEPTED, "invited" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) deal =
          make_deal (COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_OUTBOUND,
                     COSELL_DEAL_STATUS_ACCEPTED);
      g_auto (CosellVerdict) verdict = { FALSE };

      deal->microsoft_status = (int) cases[i].status;
      cosell_rules_check (deal, COSELL_ACTION_INVITE_MICROSOFT, 0, &verdict);
      g_assert_false (verdict.allowed);
      g_assert_nonnull (strstr (verdict.reason, cases[i].word));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GEnumClass) statuses = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  statuses = g_type_class_ref (COSELL_TYPE_DEAL_STATUS);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/sharing-rules/A8/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  for (guint i = 0; i < statuses->n_values; i++)
    {
      g_autofree char *path =
          g_strconcat ("/sharing-rules/A9-A7-A11/", statuses->values[i].value_nick, NULL);

      if (statuses->values[i].value != COSELL_DEAL_STATUS_ACCEPTED)
        g_test_add_data_func (path, GUINT_TO_POINTER (statuses->values[i].value), test_status);
    }
  g_test_add_func ("/sharing-rules/A8-A9-all-combinations", test_all);
  g_test_add_func ("/sharing-rules/D15-microsoft-answered", test_microsoft_answered);
  return g_test_run ();
}
