/* Deal registration: who is eligible, and the 72 hours (rules E1–E4). */
#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-eligibility.h"
#include "model/model-test.h"

#define HOUR G_TIME_SPAN_HOUR
#define CREATED (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)

#define CATALOG                                                                                    \
  "{'value':[{'id':'SOL-1','eligible':true},{'id':'SOL-2','eligible':false},{'id':'SOL-3'},"       \
  "{'id':'SOL-4','incentiveEligible':true}]}"

#define PRIVATE COSELL_DEAL_TYPE_PRIVATE
#define LED COSELL_DEAL_TYPE_PARTNER_LED
#define CO_SELL COSELL_DEAL_TYPE_CO_SELL
#define ASSESSMENT COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT
#define RECEIVED COSELL_DEAL_STATUS_RECEIVED
#define ACCEPTED COSELL_DEAL_STATUS_ACCEPTED
#define WON COSELL_DEAL_STATUS_WON
#define LOST COSELL_DEAL_STATUS_LOST
#define DECLINED COSELL_DEAL_STATUS_DECLINED
#define EXPIRED COSELL_DEAL_STATUS_EXPIRED
#define OUT COSELL_DIRECTION_OUTBOUND
#define IN COSELL_DIRECTION_INBOUND
#define NONE COSELL_DEAL_STATUS_DRAFT /* of Microsoft: not seen */

#define NO COSELL_ELIGIBILITY_NO
#define AFTER COSELL_ELIGIBILITY_AFTER_WON
#define YES COSELL_ELIGIBILITY_YES
#define UNKNOWN COSELL_ELIGIBILITY_UNKNOWN

static const struct
{
  const char *name;
  CosellDealType type;
  CosellDealStatus status;
  CosellDealStatus microsoft;
  const char *solution;
  const char *registration;
  CosellEligibilityState state;
  gboolean within_reach;
  guint n_reasons;
} cases[] = {
  { "E1/partner-led", LED, ACCEPTED, NONE, "SOL-1", NULL, AFTER, TRUE, 1 },
  { "E1/partner-led-won", LED, WON, NONE, "sol-4", NULL, YES, FALSE, 0 },
  { "E1/received", LED, RECEIVED, NONE, "SOL-1", NULL, AFTER, TRUE, 1 },
  { "E1/co-sell", CO_SELL, ACCEPTED, ACCEPTED, "SOL-1", NULL, AFTER, TRUE, 1 },
  { "E1/co-sell-won", CO_SELL, WON, ACCEPTED, "SOL-1", NULL, YES, FALSE, 0 },
  { "E1/microsoft-won", CO_SELL, WON, WON, "SOL-1", NULL, YES, FALSE, 0 },
  { "E1/microsoft-not-seen", CO_SELL, ACCEPTED, NONE, "SOL-1", NULL, UNKNOWN, TRUE, 2 },
  { "E1/microsoft-not-seen-won", CO_SELL, WON, NONE, "SOL-1", NULL, UNKNOWN, FALSE, 1 },
  { "E1/microsoft-silent", CO_SELL, ACCEPTED, RECEIVED, "SOL-1", NULL, NO, TRUE, 2 },
  { "E1/microsoft-declined", CO_SELL, ACCEPTED, DECLINED, "SOL-1", NULL, NO, FALSE, 2 },
  { "E1/microsoft-expired", CO_SELL, WON, EXPIRED, "SOL-1", NULL, NO, FALSE, 1 },
  { "E1/solution", LED, ACCEPTED, NONE, "SOL-2", NULL, NO, FALSE, 2 },
  { "E1/solution-not-listed", LED, WON, NONE, "SOL-9", NULL, NO, FALSE, 1 },
  { "E1/lost", LED, LOST, NONE, "SOL-1", NULL, NO, FALSE, 1 },
  { "E1/lost-microsoft-not-seen", CO_SELL, LOST, NONE, "SOL-1", NULL, NO, FALSE, 2 },
  { "E1/lead", COSELL_DEAL_TYPE_LEAD, ACCEPTED, NONE, "SOL-1", NULL, NO, FALSE, 2 },
  { "E2/private", PRIVATE, ACCEPTED, NONE, "SOL-1", NULL, NO, FALSE, 2 },
  { "E2/private-won", PRIVATE, WON, NONE, "SOL-1", NULL, NO, FALSE, 1 },
  { "E2/assessment", ASSESSMENT, WON, NONE, "SOL-2", NULL, NO, FALSE, 2 },
  { "E2/assessment-registered", ASSESSMENT, WON, NONE, "SOL-2", "ReviewPending", YES, FALSE, 0 },
};

static void
check (const CosellDealData *deal,
       const char *solution,
       GHashTable *eligible,
       CosellEligibility *result)
{
  g_autofree char *text =
      g_strdup_printf ("{'details':{'requirements':{'solutions':[{'id':'SOL-0'},{'id':'%s'}]}}}",
                       solution);
  g_autoptr (CosellJson) json = model_test_parse (text);

  cosell_eligibility_check (deal, cosell_json_root (json), eligible, result);
}

/* By the row alone it is the same. */
static void
check_row (CosellDealData *deal, const char *solution, GHashTable *eligible, gboolean expected)
{
  deal->solutions = g_strdup_printf ("SOL-0\tBase\n%s\tSuite", solution);
  g_assert_cmpint (cosell_eligibility_find (deal, eligible), ==, expected);
}

static void
test_lines (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const char *catalog = json_text (CATALOG);
  g_autoptr (GHashTable) eligible = cosell_eligibility_read_catalog (catalog);
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_auto (CosellEligibility) result = { 0 };

  deal->type = cases[i].type;
  deal->direction = OUT;
  deal->status = cases[i].status;
  deal->microsoft_status = cases[i].microsoft;
  deal->registration_status = g_strdup (cases[i].registration);
  check (deal, cases[i].solution, eligible, &result);
  g_assert_cmpint (result.state, ==, cases[i].state);
  g_assert_cmpint (result.within_reach, ==, cases[i].within_reach);
  g_assert_cmpuint (result.reasons->len, ==, cases[i].n_reasons);
  for (guint k = 0; k < result.reasons->len; k++)
    g_assert_true (g_str_has_suffix (g_ptr_array_index (result.reasons, k), "."));
  check_row (deal, cases[i].solution, eligible,
             result.state == YES || result.state == COSELL_ELIGIBILITY_AFTER_WON);
}

/* E1: what would help is said only if it can still come true and no rule forbids it; a deal that
 * Microsoft sent counts as accepted by Microsoft. */
static void
test_help (void)
{
  static const struct
  {
    CosellDealType type;
    CosellDealStatus status;
    CosellDealStatus microsoft;
    CosellDirection direction;
    gboolean p2p;
    const char *solution;
    gboolean never;
    const char *says;     /* (nullable) among the reasons */
    const char *says_not; /* (nullable) */
  } deals[] = {
    { PRIVATE, ACCEPTED, NONE, OUT, FALSE, "SOL-1", FALSE, "Let Microsoft sellers", NULL },
    { PRIVATE, WON, NONE, OUT, FALSE, "SOL-1", TRUE, "cannot be registered.", "Let Microsoft" },
    { PRIVATE, LOST, NONE, OUT, FALSE, "SOL-1", TRUE, NULL, "Recreate it" },
    { PRIVATE, RECEIVED, NONE, IN, TRUE, "SOL-1", FALSE, NULL, "Let Microsoft" },
    { PRIVATE, RECEIVED, NONE, IN, TRUE, "SOL-2", FALSE, "Accept it", NULL },
    { ASSESSMENT, ACCEPTED, NONE, OUT, FALSE, "SOL-2", TRUE, "assessment", "Mark it as won" },
    { ASSESSMENT, ACCEPTED, NONE, OUT, FALSE, "SOL-2", TRUE, "No solution", "Add one" },
    { LED, ACCEPTED, NONE, OUT, FALSE, "SOL-2", FALSE, "Add one", NULL },
    { LED, LOST, NONE, OUT, FALSE, "SOL-1", TRUE, "Recreate it", NULL },
    { LED, LOST, NONE, OUT, FALSE, "SOL-2", TRUE, "without being won.", "Recreate it" },
    { CO_SELL, ACCEPTED, DECLINED, OUT, FALSE, "SOL-1", TRUE, "Recreate the deal",
      "Mark it as won" },
    { CO_SELL, ACCEPTED, RECEIVED, OUT, FALSE, "SOL-1", FALSE, "once Microsoft accepts", NULL },
    { CO_SELL, LOST, RECEIVED, OUT, FALSE, "SOL-1", TRUE, "not answered", "once Microsoft" },
    { CO_SELL, ACCEPTED, NONE, IN, FALSE, "SOL-1", FALSE, "Mark it as won", "cannot be seen" },
    { CO_SELL, ACCEPTED, NONE, IN, TRUE, "SOL-1", FALSE, "cannot be seen", NULL },
  };
  const char *catalog = json_text (CATALOG);
  g_autoptr (GHashTable) eligible = cosell_eligibility_read_catalog (catalog);

  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_auto (CosellEligibility) result = { 0 };
      g_autofree char *all = NULL;

      deal->type = deals[i].type;
      deal->status = deals[i].status;
      deal->microsoft_status = deals[i].microsoft;
      deal->direction = deals[i].direction;
      deal->p2p = deals[i].p2p;
      check (deal, deals[i].solution, eligible, &result);
      g_ptr_array_add (result.reasons, NULL);
      all = g_strjoinv (" ", (char **) result.reasons->pdata);
      g_test_message ("%u: %s", i, all);
      g_assert_cmpint (result.never != NULL, ==, deals[i].never);
      if (deals[i].says != NULL)
        g_assert_nonnull (strstr (all, deals[i].says));
      if (deals[i].says_not != NULL)
        g_assert_null (strstr (all, deals[i].says_not));
    }
}

/* E3: a Won that came too early stays told. */
static void
test_early (void)
{
  static const struct
  {
    gint64 closed;
    const char *says;
  } wins[] = {
    { CREATED, "72 hours before" },
    { CREATED + HOUR, "71 hours before" },
    { CREATED + 72 * HOUR - 1, "1 hour before" },
    { CREATED + 72 * HOUR, NULL },
    { COSELL_NO_TIME, NULL },
  };
  const char *catalog = json_text (CATALOG);
  g_autoptr (GHashTable) eligible = cosell_eligibility_read_catalog (catalog);
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

  deal->type = LED;
  deal->created_at = CREATED;
  for (guint i = 0; i < G_N_ELEMENTS (wins); i++)
    {
      g_auto (CosellEligibility) result = { 0 };
      g_autofree char *text = NULL;

      deal->status = WON;
      deal->closed_at = wins[i].closed;
      text = cosell_eligibility_warn_early (deal);
      check (deal, "SOL-1", eligible, &result);
      g_assert_cmpint (result.state, ==, YES);
      g_assert_cmpuint (result.failing->len, ==, 0);
      g_assert_cmpuint (result.reasons->len, ==, wins[i].says != NULL);
      g_assert_cmpint (text != NULL, ==, wins[i].says != NULL);
      if (text != NULL)
        g_assert_nonnull (strstr (text, wins[i].says));
      deal->status = LOST;
      g_assert_null (cosell_eligibility_warn_early (deal));
    }
}

/* Without a catalogue it is unknown, not no. */
static void
test_no_catalog (void)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_auto (CosellEligibility) result = { 0 };

  g_assert_null (cosell_eligibility_read_catalog (NULL));
  g_assert_null (cosell_eligibility_read_catalog ("{\"value\":7}"));
  g_assert_null (cosell_eligibility_read_catalog ("<html>"));
  deal->type = LED;
  deal->status = ACCEPTED;
  check (deal, "SOL-1", NULL, &result);
  g_assert_cmpint (result.state, ==, UNKNOWN);
  g_assert_true (result.within_reach);
}

static void
test_72_hours (void)
{
  static const struct
  {
    gint64 after; /* µs since creation */
    gboolean within_reach;
    gboolean warns;
  } hours[] = {
    { -HOUR, TRUE, TRUE },
    { 0, TRUE, TRUE },
    { 72 * HOUR - G_USEC_PER_SEC, TRUE, TRUE }, /* 71:59:59 */
    { 72 * HOUR - 1, TRUE, TRUE },
    { 72 * HOUR, TRUE, FALSE },
    { 1000 * HOUR, TRUE, FALSE },
    { 0, FALSE, FALSE },
  };
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_autofree char *instant = cosell_time_format (CREATED + 72 * HOUR);

  deal->remote_id = g_strdup ("r");
  deal->created_at = CREATED;
  g_assert_cmpint (cosell_eligibility_safe_at (deal), ==, CREATED + 72 * HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      CosellEligibility eligibility = { AFTER, hours[i].within_reach };
      g_auto (CosellVerdict) verdict = { TRUE, "D10", NULL };

      g_assert_cmpint (cosell_eligibility_guard (deal, &eligibility, CREATED + hours[i].after,
                                                 &verdict),
                       ==, hours[i].warns);
      g_assert_cmpint (verdict.allowed, ==, !hours[i].warns);
      if (!hours[i].warns)
        continue;
      g_assert_cmpstr (verdict.rules, ==, "E3");
      g_assert_nonnull (strstr (verdict.reason, instant));
    }
}

/* createdDateTime is the service's, not that of the draft. */
static void
test_not_created_yet (void)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  CosellEligibility eligibility = { AFTER, TRUE };
  g_auto (CosellVerdict) verdict = { TRUE, "D10", NULL };

  deal->created_at = CREATED;
  g_assert_cmpint (cosell_eligibility_safe_at (deal), ==, COSELL_NO_TIME);
  g_assert_true (cosell_eligibility_guard (deal, &eligibility, CREATED + 1000 * HOUR, &verdict));
  g_assert_cmpstr (verdict.rules, ==, "E3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/eligibility/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_lines);
    }
  g_test_add_func ("/eligibility/E1/what-helps", test_help);
  g_test_add_func ("/eligibility/E1/no-catalog", test_no_catalog);
  g_test_add_func ("/eligibility/E3/won-too-early", test_early);
  g_test_add_func ("/eligibility/E3/72-hours", test_72_hours);
  g_test_add_func ("/eligibility/E3/not-created-yet", test_not_created_yet);
  return g_test_run ();
}
