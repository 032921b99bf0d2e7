/* Statuses and stages from the wire: D8, D11 (contract 6.1), and their labels: D6. */
#include "model/cosell-deal-data.h"
#include "model/cosell-referral.h"

typedef struct
{
  const char *text;
  gboolean assessment;
  int stage;
  gboolean known;
} StageCase;

static const StageCase stages[] = {
  { NULL, FALSE, 10, FALSE },
  { "", FALSE, 10, FALSE },
  { "10", FALSE, 10, TRUE },
  { "20", FALSE, 20, TRUE },
  { "40", FALSE, 40, TRUE },
  { "60", FALSE, 60, TRUE },
  { "80", FALSE, 80, TRUE },
  { "0", FALSE, 10, TRUE },
  { "19", FALSE, 10, TRUE },
  { "39", FALSE, 20, TRUE },
  { "59.9", FALSE, 40, TRUE },
  { "79", FALSE, 60, TRUE },
  { " 60 % ", FALSE, 60, TRUE },
  { "80.0", FALSE, 80, TRUE },
  { "81", FALSE, 80, FALSE },
  { "99", FALSE, 80, FALSE },
  { "100", FALSE, 100, TRUE },
  { "100%", FALSE, 100, TRUE },
  { "Close", FALSE, 100, TRUE },
  { "101", FALSE, 10, FALSE },
  { "-20", FALSE, 10, FALSE },
  { "0x40", FALSE, 10, FALSE },
  { "1e2", FALSE, 10, FALSE },
  { "4.0.0", FALSE, 10, FALSE },
  { "40 percent", FALSE, 10, FALSE },
  { "Qualify", FALSE, 20, TRUE },
  { "Develop", FALSE, 40, TRUE },
  { "Propose", FALSE, 60, TRUE },
  { "Negotiate", FALSE, 80, TRUE },
  { "negotiated", FALSE, 80, TRUE },
  { "Discovery call", FALSE, 10, FALSE },
  { "Collect data", FALSE, 10, FALSE },
  { "Collect data", TRUE, 40, TRUE },
  { "Secure customer LOE", TRUE, 20, TRUE },
  { "Prepare assessment report", TRUE, 60, TRUE },
  { "Present to customer", TRUE, 80, TRUE },
  { "60", TRUE, 60, TRUE },
};

static void
test_from_text (gconstpointer item)
{
  const StageCase *c = item;

  g_assert_cmpint (cosell_stage_from_text (c->text, c->assessment), ==, c->stage);
  g_assert_cmpint (cosell_stage_text_is_known (c->text, c->assessment), ==, c->known);
}

static void
test_names (void)
{
  static const struct
  {
    int stage;
    CosellDealType type;
    CosellDirection direction;
    const char *label;
  } labels[] = {
    { 10, COSELL_DEAL_TYPE_PRIVATE, COSELL_DIRECTION_OUTBOUND, "Created" },
    { 10, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, "Accepted" },
    { 20, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, "Qualified" },
    { 40, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, "Developed" },
    { 60, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, "Proposed" },
    { 80, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, "Negotiated" },
    { 100, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_INBOUND, "Won" },
    { 10, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND, "Created" },
    { 20, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND, "Secure customer LOE" },
    { 40, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND, "Collect data" },
    { 60, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND,
      "Prepare assessment report" },
    { 80, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND, "Present to customer" },
    { 100, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND, "Won" },
    { 0, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_OUTBOUND, NULL },
    { 55, COSELL_DEAL_TYPE_CO_SELL, COSELL_DIRECTION_OUTBOUND, NULL },
    { 55, COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT, COSELL_DIRECTION_OUTBOUND, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_cmpstr (cosell_stage_label (labels[i].stage, labels[i].type, labels[i].direction), ==,
                     labels[i].label);
}

static void
test_label_of_deal (void)
{
  static const struct
  {
    CosellDealStatus status;
    gint64 stage;
    const char *text;
    const char *label;
  } deals[] = {
    { COSELL_DEAL_STATUS_DRAFT, 0, NULL, NULL },
    { COSELL_DEAL_STATUS_ACCEPTED, 10, NULL, "Created" },
    { COSELL_DEAL_STATUS_ACCEPTED, 60, "65", "Proposed" },
    { COSELL_DEAL_STATUS_ACCEPTED, 0, "Discovery call", "Discovery call" },
    { COSELL_DEAL_STATUS_ACCEPTED, 0, "90", "90" },
    { COSELL_DEAL_STATUS_RECEIVED, 0, "90", NULL },
    { COSELL_DEAL_STATUS_EXPIRED, 0, NULL, NULL },
    { COSELL_DEAL_STATUS_ACCEPTED, 100, "100", "100 %, still open" },
    { COSELL_DEAL_STATUS_ACCEPTED, 100, "Close", "100 %, still open" },
    { COSELL_DEAL_STATUS_WON, 100, "40", "Won" },
    { COSELL_DEAL_STATUS_WON, 100, "Discovery call", "Won" },
    { COSELL_DEAL_STATUS_LOST, 40, "40", "Developed" },
    { COSELL_DEAL_STATUS_LOST, 0, "100", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    {
      g_autoptr (CosellDealData) data = cosell_deal_data_new ();

      data->direction = COSELL_DIRECTION_OUTBOUND;
      data->status = deals[i].status;
      data->stage = deals[i].stage;
      data->stage_text = g_strdup (deals[i].text);
      g_assert_cmpstr (cosell_deal_data_stage_label (data), ==, deals[i].label);
    }
}

/* D6, D8: which deals have a stage at all, and which number list --json gives. */
static void
test_stage_of_status (void)
{
  static const struct
  {
    CosellDealStatus status;
    const char *text;
    int stage;
  } deals[] = {
    { COSELL_DEAL_STATUS_DRAFT, NULL, 0 },       { COSELL_DEAL_STATUS_DRAFT, "40", 0 },
    { COSELL_DEAL_STATUS_RECEIVED, NULL, 0 },    { COSELL_DEAL_STATUS_RECEIVED, "40", 0 },
    { COSELL_DEAL_STATUS_DECLINED, "40", 0 },    { COSELL_DEAL_STATUS_EXPIRED, "40", 0 },
    { COSELL_DEAL_STATUS_ACCEPTED, NULL, 10 },   { COSELL_DEAL_STATUS_ACCEPTED, "", 10 },
    { COSELL_DEAL_STATUS_ACCEPTED, "0", 10 },    { COSELL_DEAL_STATUS_ACCEPTED, "65", 60 },
    { COSELL_DEAL_STATUS_ACCEPTED, "90", 0 },    { COSELL_DEAL_STATUS_ACCEPTED, "Demo", 0 },
    { COSELL_DEAL_STATUS_ACCEPTED, "100", 100 }, { COSELL_DEAL_STATUS_ACCEPTED, "Close", 100 },
    { COSELL_DEAL_STATUS_WON, NULL, 100 },       { COSELL_DEAL_STATUS_WON, "40", 100 },
    { COSELL_DEAL_STATUS_WON, "Demo", 100 },     { COSELL_DEAL_STATUS_LOST, NULL, 10 },
    { COSELL_DEAL_STATUS_LOST, "40", 40 },       { COSELL_DEAL_STATUS_LOST, "100", 0 },
    { COSELL_DEAL_STATUS_ERROR, "Demo", 0 },     { COSELL_DEAL_STATUS_ERROR, "Propose", 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (deals); i++)
    g_assert_cmpint (cosell_stage_of_status (deals[i].status, deals[i].text, FALSE), ==,
                     deals[i].stage);
  g_assert_cmpint (cosell_stage_of_status (COSELL_DEAL_STATUS_ACCEPTED, "Collect data", TRUE), ==,
                   40);
}

static void
test_status (void)
{
  static const struct
  {
    const char *status;
    const char *substatus;
    CosellDealStatus fallback;
    CosellDealStatus result;
  } pairs[] = {
    { "New", "Pending", 0, COSELL_DEAL_STATUS_RECEIVED },
    { "New", "Received", 0, COSELL_DEAL_STATUS_RECEIVED },
    { "Active", "Accepted", 0, COSELL_DEAL_STATUS_ACCEPTED },
    { "Closed", "Won", 0, COSELL_DEAL_STATUS_WON },
    { "Closed", "Lost", 0, COSELL_DEAL_STATUS_LOST },
    { "Closed", "Declined", 0, COSELL_DEAL_STATUS_DECLINED },
    { "Closed", "Expired", 0, COSELL_DEAL_STATUS_EXPIRED },
    { "Closed", "Error", 0, COSELL_DEAL_STATUS_ERROR },
    { "closed", "won", 0, COSELL_DEAL_STATUS_WON },
    /* pairs that the table does not have */
    { "New", "Accepted", 0, COSELL_DEAL_STATUS_RECEIVED },
    { "New", NULL, 0, COSELL_DEAL_STATUS_RECEIVED },
    { "Active", "Won", 0, COSELL_DEAL_STATUS_ACCEPTED },
    { "Active", NULL, 0, COSELL_DEAL_STATUS_ACCEPTED },
    { "Closed", "Accepted", 0, COSELL_DEAL_STATUS_ERROR },
    { "Closed", "Withdrawn", 0, COSELL_DEAL_STATUS_ERROR },
    { "Closed", NULL, 0, COSELL_DEAL_STATUS_ERROR },
    /* no status that means anything */
    { NULL, "Pending", 0, COSELL_DEAL_STATUS_RECEIVED },
    { "None", "Lost", 0, COSELL_DEAL_STATUS_LOST },
    { "Waiting", "Accepted", 0, COSELL_DEAL_STATUS_ACCEPTED },
    { NULL, NULL, COSELL_DEAL_STATUS_ACCEPTED, COSELL_DEAL_STATUS_ACCEPTED },
    { "None", "None", COSELL_DEAL_STATUS_RECEIVED, COSELL_DEAL_STATUS_RECEIVED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (cosell_status_from_wire (pairs[i].status, pairs[i].substatus,
                                              pairs[i].fallback),
                     ==, pairs[i].result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/D8/stage/text=%s%s", stages[i].text != NULL ? stages[i].text : "null",
                           stages[i].assessment ? "/assessment" : "");

      g_test_add_data_func (path, &stages[i], test_from_text);
    }
  g_test_add_func ("/D6/stage-names", test_names);
  g_test_add_func ("/D8/label-of-deal", test_label_of_deal);
  g_test_add_func ("/D8/stage-of-status", test_stage_of_status);
  g_test_add_func ("/D11/status-pairs", test_status);
  return g_test_run ();
}
