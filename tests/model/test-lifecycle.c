#include <string.h>

#include "base/cosell-time.h"
#include "model/cosell-lifecycle.h"

#define INBOUND COSELL_DIRECTION_INBOUND
#define OUTBOUND COSELL_DIRECTION_OUTBOUND
#define CO_SELL COSELL_DEAL_TYPE_CO_SELL
#define ASSESSMENT COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT

/* states: one letter for each milestone: . future, ? awaited, x done, o current, W won, E ended */
typedef struct
{
  const char *name;
  CosellDirection direction;
  CosellDealType type;
  CosellDealStatus status;
  int stage;
  const char *stage_text;
  const char *marked;
  const char *states;
  int current;
  const char *description;
} Case;

static const Case cases[] = {
  { "D6/created", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 10, NULL, NULL, "o.....", 0,
    "Stage 1 of 6: Created, 10 %" },
  { "D6/accepted", INBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 10, NULL, NULL, "o.....", 0,
    "Stage 1 of 6: Accepted, 10 %" },
  { "D6/qualified", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 20, "Qualify", NULL, "xo....",
    1, "Stage 2 of 6: Qualified, 20 %" },
  { "D6/developed", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 40, "40", NULL, "xxo...", 2,
    "Stage 3 of 6: Developed, 40 %" },
  { "D6/proposed", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 60, "Propose", NULL, "xxxo..", 3,
    "Stage 4 of 6: Proposed, 60 %" },
  { "D6/negotiated", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 80, "Negotiate", NULL,
    "xxxxo.", 4, "Stage 5 of 6: Negotiated, 80 %" },
  { "D6/assessment", OUTBOUND, ASSESSMENT, COSELL_DEAL_STATUS_ACCEPTED, 40, "Collect data", NULL,
    "xxo...", 2, "Stage 3 of 6: Collect data, 40 %" },
  { "D8/open-at-100", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 100, "Close", NULL, "xxxxxo",
    5, "Stage 6 of 6: 100 %, still open" },
  { "D8/as-received", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 0, "Contract review", NULL,
    "o.....", 0, "Stage 1 of 6: Contract review" },
  { "D1/received", INBOUND, CO_SELL, COSELL_DEAL_STATUS_RECEIVED, 0, NULL, NULL, "?.....", -1,
    "Received, not answered yet" },
  { "C18/draft", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_DRAFT, 0, NULL, NULL, "......", -1,
    "Not created yet" },
  { "D10/won", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_WON, 100, NULL, NULL, "x....W", 5,
    "Closed: Won" },
  { "D10/won-early", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_WON, 100, "Qualify", NULL, "xx...W", 5,
    "Closed: Won" },
  { "D10/lost", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_LOST, 40, "Develop", NULL, "xxx..E", 5,
    "Closed: Lost" },
  { "D10/lost-at-100", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_LOST, 0, "Close", NULL, "xxxxxE", 5,
    "Closed: Lost" },
  { "D10/declined", INBOUND, CO_SELL, COSELL_DEAL_STATUS_DECLINED, 0, NULL, NULL, ".....E", 5,
    "Closed: Declined" },
  { "D10/expired", INBOUND, CO_SELL, COSELL_DEAL_STATUS_EXPIRED, 0, NULL, NULL, ".....E", 5,
    "Closed: Expired" },
  { "D10/error", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ERROR, 20, "20", NULL, "xx...E", 5,
    "Closed: Error" },
  { "D8/percentage-as-received", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ACCEPTED, 0, "90", NULL,
    "xxxxo.", 4, "Stage 5 of 6: 90" },
  { "D6/won-at-100", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_WON, 100, "100", NULL, "x....W", 5,
    "Closed: Won" },
  { "D6/won-from-60", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_WON, 100, "100",
    "[null,\"60\",\"60\",\"100\"]", "xxxx.W", 5, "Closed: Won" },
  { "D6/won-set-back", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_WON, 100, "20",
    "[null,\"80\",\"80\",\"20\"]", "xx..xW", 5, "Closed: Won" },
  { "D6/won-history-of-words", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_WON, 100, NULL,
    "[null,\"Discovery\",17,[],{\"a\":1},\"Propose\",null]", "xxxx.W", 5, "Closed: Won" },
  { "D6/lost-set-back", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_LOST, 20, "20",
    "[null,\"60\",\"60\",\"20\"]", "xx.x.E", 5, "Closed: Lost" },
  { "D6/error-unknown", OUTBOUND, CO_SELL, COSELL_DEAL_STATUS_ERROR, 0, "Contract review", NULL,
    "x....E", 5, "Closed: Error" },
};

static CosellDealData *
make_deal (const Case *test)
{
  CosellDealData *deal = cosell_deal_data_new ();

  deal->direction = test->direction;
  deal->type = test->type;
  deal->status = test->status;
  deal->stage = test->stage;
  deal->stage_text = g_strdup (test->stage_text);
  deal->marked = g_strdup (test->marked);
  return deal;
}

static void
test_milestones (gconstpointer data)
{
  static const char letters[] = ".?xoWE";
  const Case *test = data;
  g_autoptr (CosellDealData) deal = make_deal (test);
  g_autofree char *description = cosell_lifecycle_describe (deal);
  CosellMilestone milestones[COSELL_N_MILESTONES];
  char states[COSELL_N_MILESTONES + 1] = { 0 };

  g_assert_cmpint (cosell_lifecycle_compute (deal, milestones), ==, test->current);
  for (int i = 0; i < COSELL_N_MILESTONES; i++)
    states[i] = letters[milestones[i].state];
  g_assert_cmpstr (states, ==, test->states);
  g_assert_cmpstr (description, ==, test->description);
}

/* D16: each milestone has a definition of its own, whatever the deal. */
static void
test_definitions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) deal = make_deal (&cases[i]);
      CosellMilestone milestones[COSELL_N_MILESTONES];

      cosell_lifecycle_compute (deal, milestones);
      for (int a = 0; a < COSELL_N_MILESTONES; a++)
        {
          g_assert_nonnull (milestones[a].label);
          g_assert_nonnull (milestones[a].definition);
          for (int b = 0; b < a; b++)
            {
              g_assert_cmpstr (milestones[a].definition, !=, milestones[b].definition);
              g_assert_cmpint (milestones[a].percent, >, milestones[b].percent);
            }
        }
    }
}

static void
test_words (void)
{
  CosellMilestone milestones[COSELL_N_MILESTONES];
  g_autoptr (CosellDealData) deal = make_deal (&cases[0]);

  cosell_lifecycle_compute (deal, milestones);
  g_assert_cmpstr (milestones[0].definition, ==, "An outbound deal was created");
  g_assert_cmpstr (milestones[3].definition, ==, "A formal proposal was made to the customer");
  g_assert_cmpstr (milestones[5].label, ==, "Won / Lost");

  deal->direction = COSELL_DIRECTION_INBOUND;
  cosell_lifecycle_compute (deal, milestones);
  g_assert_cmpstr (milestones[0].definition, ==, "It was accepted");

  /* D1: what nobody accepted is not said to be */
  deal->status = COSELL_DEAL_STATUS_RECEIVED;
  cosell_lifecycle_compute (deal, milestones);
  g_assert_cmpstr (milestones[0].detail, ==, "not yet");
  g_assert_cmpstr (milestones[0].definition, ==, "It stands here once you accept it");

  deal->status = COSELL_DEAL_STATUS_EXPIRED;
  cosell_lifecycle_compute (deal, milestones);
  g_assert_cmpstr (milestones[0].definition, ==, "It was not accepted");
  g_assert_cmpstr (milestones[5].definition, ==, "It was not answered in time");
}

/* D4: warned at 7 days, 3 days, 24 hours and 2 hours, to the second. */
static void
test_deadline (void)
{
  static const struct
  {
    gint64 left;
    CosellDeadline deadline;
  } times[] = {
    { 7 * G_TIME_SPAN_DAY + 1, COSELL_DEADLINE_NONE },
    { 7 * G_TIME_SPAN_DAY, COSELL_DEADLINE_WEEK },
    { 3 * G_TIME_SPAN_DAY + 1, COSELL_DEADLINE_WEEK },
    { 3 * G_TIME_SPAN_DAY, COSELL_DEADLINE_DAYS },
    { G_TIME_SPAN_DAY + 1, COSELL_DEADLINE_DAYS },
    { G_TIME_SPAN_DAY, COSELL_DEADLINE_DAY },
    { 2 * G_TIME_SPAN_HOUR + 1, COSELL_DEADLINE_DAY },
    { 2 * G_TIME_SPAN_HOUR, COSELL_DEADLINE_HOURS },
    { 1, COSELL_DEADLINE_HOURS },
    { 0, COSELL_DEADLINE_PASSED },
  };
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

  deal->status = COSELL_DEAL_STATUS_RECEIVED;
  g_assert_cmpint (cosell_lifecycle_deadline (deal, 0), ==, COSELL_DEADLINE_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      deal->expires_at = 1000 + times[i].left;
      g_assert_cmpint (cosell_lifecycle_deadline (deal, 1000), ==, times[i].deadline);
    }
  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  g_assert_cmpint (cosell_lifecycle_deadline (deal, 1000), ==, COSELL_DEADLINE_NONE);
}

/* G1 */
static void
test_mail (void)
{
  static const struct
  {
    CosellDealStatus status;
    CosellDirection direction;
    CosellDealType type;
    gboolean p2p;
    const char *who; /* words of the line */
  } mails[] = {
    { COSELL_DEAL_STATUS_RECEIVED, COSELL_DIRECTION_INBOUND, COSELL_DEAL_TYPE_CO_SELL, FALSE,
      "referral admins of this location" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DIRECTION_INBOUND, COSELL_DEAL_TYPE_CO_SELL, FALSE,
      "sender\342\200\231s team" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DIRECTION_OUTBOUND, COSELL_DEAL_TYPE_CO_SELL, FALSE,
      "your team of this deal" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DIRECTION_OUTBOUND, COSELL_DEAL_TYPE_PRIVATE, TRUE,
      "your team of this deal" },
    { COSELL_DEAL_STATUS_ACCEPTED, COSELL_DIRECTION_OUTBOUND, COSELL_DEAL_TYPE_PRIVATE, FALSE,
      "nobody" },
    { COSELL_DEAL_STATUS_RECEIVED, COSELL_DIRECTION_INBOUND, COSELL_DEAL_TYPE_LEAD, FALSE,
      "leads" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_autofree char *text = NULL;

      deal->status = (int) mails[i].status;
      deal->direction = (int) mails[i].direction;
      deal->type = (int) mails[i].type;
      deal->p2p = mails[i].p2p;
      text = cosell_lifecycle_describe_mail (deal);
      g_assert_nonnull (strstr (text, mails[i].who));
    }
}

static void
test_next_deadline (void)
{
  const gint64 end = 100 * G_TIME_SPAN_DAY;
  static const gint64 left[][2] = {
    /* before → which comes next, both before the end */
    { 14 * G_TIME_SPAN_DAY, 7 * G_TIME_SPAN_DAY }, { 7 * G_TIME_SPAN_DAY, 3 * G_TIME_SPAN_DAY },
    { 25 * G_TIME_SPAN_HOUR, G_TIME_SPAN_DAY },    { G_TIME_SPAN_DAY, 2 * G_TIME_SPAN_HOUR },
    { 2 * G_TIME_SPAN_HOUR, COSELL_NO_TIME },      { -1, COSELL_NO_TIME },
  };

  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    {
      gint64 next = cosell_lifecycle_next_deadline (end, end - left[i][0]);

      g_assert_cmpint (next, ==, left[i][1] == COSELL_NO_TIME ? COSELL_NO_TIME : end - left[i][1]);
    }
  g_assert_cmpint (cosell_lifecycle_next_deadline (COSELL_NO_TIME, end), ==, COSELL_NO_TIME);
}

/* An accepted deal whose close date is before today, and no other. */
static void
test_overdue (void)
{
  static const struct
  {
    CosellDealStatus status;
    const char *closes;
    int days;
  } overdue[] = {
    { COSELL_DEAL_STATUS_ACCEPTED, "2026-11-20", 7 },
    { COSELL_DEAL_STATUS_ACCEPTED, "2026-11-26", 1 },
    { COSELL_DEAL_STATUS_ACCEPTED, "2026-11-27", 0 },
    { COSELL_DEAL_STATUS_ACCEPTED, "2027-01-01", 0 },
    { COSELL_DEAL_STATUS_ACCEPTED, "soon", 0 },
    { COSELL_DEAL_STATUS_ACCEPTED, NULL, 0 },
    { COSELL_DEAL_STATUS_DRAFT, "2026-11-20", 0 },
    { COSELL_DEAL_STATUS_RECEIVED, "2026-11-20", 0 },
    { COSELL_DEAL_STATUS_WON, "2026-11-20", 0 },
    { COSELL_DEAL_STATUS_LOST, "2026-11-20", 0 },
  };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 27, G_DATE_NOVEMBER, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (overdue); i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

      deal->status = overdue[i].status;
      deal->close_date = g_strdup (overdue[i].closes);
      g_assert_cmpint (cosell_lifecycle_days_overdue (deal, &today), ==, overdue[i].days);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/model/lifecycle/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_milestones);
    }
  g_test_add_func ("/model/lifecycle/D16/definitions", test_definitions);
  g_test_add_func ("/model/lifecycle/D16/words", test_words);
  g_test_add_func ("/model/lifecycle/D4/deadline", test_deadline);
  g_test_add_func ("/model/lifecycle/G1/mail", test_mail);
  g_test_add_func ("/model/lifecycle/D4/G2-next", test_next_deadline);
  g_test_add_func ("/model/lifecycle/I9-overdue", test_overdue);
  return g_test_run ();
}
