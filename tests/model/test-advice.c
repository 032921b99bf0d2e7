/* What the deals so far say (rules H1 to H4, C24). */
#include "base/cosell-str.h"
#include "model/cosell-advice.h"

#include "base/cosell-time.h"

#define NOW "2026-11-22T08:00:00Z"

static gint64
at (const char *text)
{
  gint64 instant;

  g_assert_true (cosell_time_parse (text, &instant));
  return instant;
}

static CosellAdviceBuilder *
begin (void)
{
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  return cosell_advice_builder_new (at (NOW), today);
}

/* An accepted outbound co-sell deal at Proposed that closes next year. */
static CosellDealData *
deal_new (gint64 id)
{
  CosellDealData *deal = cosell_deal_data_new ();

  deal->id = id;
  deal->direction = COSELL_DIRECTION_OUTBOUND;
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  deal->stage = 60;
  deal->stage_text = g_strdup ("60");
  deal->close_date = g_strdup ("2027-01-15");
  deal->created_at = at ("2026-11-01T08:00:00Z");
  return deal;
}

static void
add (CosellAdviceBuilder *builder, CosellDealData *deal)
{
  cosell_advice_builder_add (builder, deal);
  cosell_deal_data_free (deal);
}

static char *
ids (GArray *array)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < array->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (array, gint64, i));
  return g_string_free (text, FALSE);
}

static void
assert_ids (GArray *array, const char *expected)
{
  g_autofree char *text = ids (array);

  g_assert_cmpstr (text, ==, expected);
}

static void
add_answered (CosellAdviceBuilder *builder, gint64 id, const char *accepted)
{
  CosellDealData *deal = deal_new (id);

  deal->direction = COSELL_DIRECTION_INBOUND;
  deal->accepted_at = accepted != NULL ? at (accepted) : COSELL_NO_TIME;
  add (builder, deal);
}

static void
assert_times (CosellAdvice *advice,
              CosellAdviceAnswer answer,
              gint64 median,
              gint64 longest,
              const char *deals)
{
  const CosellAdviceTimes *times = &advice->times[answer];

  g_assert_cmpint (times->median, ==, median);
  g_assert_cmpint (times->longest, ==, longest);
  assert_ids (times->deals, deals);
  g_assert_cmpuint (times->spans->len, ==, times->deals->len);
}

static void
test_quickness (void)
{
  CosellAdviceBuilder *builder = begin ();
  CosellDealData *own = deal_new (9);
  g_autoptr (CosellAdvice) odd = NULL;
  g_autoptr (CosellAdvice) even = NULL;

  own->accepted_at = at ("2026-11-20T08:00:00Z"); /* an own deal was not answered */
  add (builder, own);
  add_answered (builder, 1, "2026-11-01T10:00:00Z");
  add_answered (builder, 2, "2026-11-11T08:00:00Z");
  add_answered (builder, 3, "2026-11-01T09:00:00Z");
  add_answered (builder, 4, NULL);
  odd = cosell_advice_builder_end (builder);
  assert_times (odd, COSELL_ADVICE_ACCEPTED, 2 * G_TIME_SPAN_HOUR, 10 * G_TIME_SPAN_DAY, "2 1 3");
  g_assert_cmpint (g_array_index (odd->times[COSELL_ADVICE_ACCEPTED].spans, gint64, 2), ==,
                   G_TIME_SPAN_HOUR);
  assert_times (odd, COSELL_ADVICE_DECLINED, 0, 0, "");

  builder = begin ();
  add_answered (builder, 1, "2026-11-01T10:00:00Z");
  add_answered (builder, 2, "2026-11-01T12:00:00Z");
  even = cosell_advice_builder_end (builder);
  assert_times (even, COSELL_ADVICE_ACCEPTED, 3 * G_TIME_SPAN_HOUR, 4 * G_TIME_SPAN_HOUR, "2 1");
}

static void
add_closed (CosellAdviceBuilder *builder, gint64 id, CosellDealStatus status, const char *closed)
{
  CosellDealData *deal = deal_new (id);

  deal->direction = COSELL_DIRECTION_INBOUND;
  deal->status = (int) status;
  deal->closed_at = closed != NULL ? at (closed) : COSELL_NO_TIME;
  add (builder, deal);
}

/* Each kind of answer has its own times, to the second. */
static void
test_kinds (void)
{
  CosellAdviceBuilder *builder = begin ();
  g_autoptr (CosellAdvice) advice = NULL;

  add_answered (builder, 1, "2026-11-01T08:00:59Z");
  add_closed (builder, 2, COSELL_DEAL_STATUS_DECLINED, "2026-11-02T08:00:01Z");
  add_closed (builder, 3, COSELL_DEAL_STATUS_DECLINED, "2026-11-03T08:00:01Z");
  add_closed (builder, 4, COSELL_DEAL_STATUS_DECLINED, NULL);
  add_closed (builder, 5, COSELL_DEAL_STATUS_EXPIRED, "2026-11-15T08:00:00Z");
  add_closed (builder, 6, COSELL_DEAL_STATUS_RECEIVED, NULL);
  advice = cosell_advice_builder_end (builder);
  assert_times (advice, COSELL_ADVICE_ACCEPTED, 59 * G_TIME_SPAN_SECOND, 59 * G_TIME_SPAN_SECOND,
                "1");
  assert_times (advice, COSELL_ADVICE_DECLINED, 36 * G_TIME_SPAN_HOUR + G_TIME_SPAN_SECOND,
                2 * G_TIME_SPAN_DAY + G_TIME_SPAN_SECOND, "3 2");
  assert_times (advice, COSELL_ADVICE_EXPIRED, 14 * G_TIME_SPAN_DAY, 14 * G_TIME_SPAN_DAY, "5");
}

static void
add_choice (CosellAdviceBuilder *builder, gint64 id, CosellDealStatus status, const char *solutions)
{
  CosellDealData *deal = deal_new (id);

  deal->direction = COSELL_DIRECTION_INBOUND;
  deal->status = (int) status;
  deal->solutions = g_strdup (solutions);
  add (builder, deal);
}

static void
assert_solution (CosellAdvice *advice,
                 guint i,
                 const char *name,
                 guint accepted,
                 guint declined,
                 const char *deals)
{
  const CosellAdviceSolution *figure;

  g_assert_cmpuint (i, <, advice->solutions->len);
  figure = g_ptr_array_index (advice->solutions, i);
  g_assert_cmpstr (figure->name, ==, name);
  g_assert_cmpuint (figure->accepted, ==, accepted);
  g_assert_cmpuint (figure->declined, ==, declined);
  assert_ids (figure->deals, deals);
}

/* What was accepted stays accepted, whatever came of it; what expired was not chosen. */
static void
test_choice (void)
{
  CosellAdviceBuilder *builder = begin ();
  CosellDealData *own = deal_new (9);
  g_autoptr (CosellAdvice) advice = NULL;

  own->solutions = g_strdup ("S1\tSuite");
  add (builder, own);
  add_choice (builder, 1, COSELL_DEAL_STATUS_ACCEPTED, "S1\tSuite\nS2\tRollout");
  add_choice (builder, 2, COSELL_DEAL_STATUS_WON, "S1\tSuite\nS1\tSuite");
  add_choice (builder, 3, COSELL_DEAL_STATUS_LOST, "S1\tSuite");
  add_choice (builder, 4, COSELL_DEAL_STATUS_DECLINED, "S1\tSuite");
  add_choice (builder, 5, COSELL_DEAL_STATUS_EXPIRED, "S2\tRollout");
  add_choice (builder, 6, COSELL_DEAL_STATUS_RECEIVED, "S2\tRollout");
  add_choice (builder, 7, COSELL_DEAL_STATUS_DECLINED, NULL);
  add_choice (builder, 8, COSELL_DEAL_STATUS_DECLINED, "S3");
  advice = cosell_advice_builder_end (builder);
  g_assert_cmpuint (advice->solutions->len, ==, 3);
  assert_solution (advice, 0, "Suite", 3, 1, "4 3 2 1");
  assert_solution (advice, 1, "Rollout", 1, 0, "1");
  assert_solution (advice, 2, "S3", 0, 1, "8");
}

static void
add_closing (CosellAdviceBuilder *builder, gint64 id, CosellDealStatus status, const char *date)
{
  CosellDealData *deal = deal_new (id);

  deal->status = (int) status;
  cosell_set_str (&deal->close_date, date);
  add (builder, deal);
}

static void
test_overdue (void)
{
  CosellAdviceBuilder *builder = begin ();
  g_autoptr (CosellAdvice) advice = NULL;

  add_closing (builder, 1, COSELL_DEAL_STATUS_ACCEPTED, "2026-11-21");
  add_closing (builder, 2, COSELL_DEAL_STATUS_ACCEPTED, "2026-11-22"); /* today */
  add_closing (builder, 3, COSELL_DEAL_STATUS_RECEIVED, "2025-12-31");
  add_closing (builder, 4, COSELL_DEAL_STATUS_WON, "2026-01-01");
  add_closing (builder, 5, COSELL_DEAL_STATUS_ACCEPTED, NULL);
  add_closing (builder, 6, COSELL_DEAL_STATUS_ACCEPTED, "soon");
  add_closing (builder, 7, COSELL_DEAL_STATUS_DRAFT, "2026-01-01");
  advice = cosell_advice_builder_end (builder);
  assert_ids (advice->overdue, "3 1");
}

static void
add_valued (CosellAdviceBuilder *builder, gint64 id, CosellDealStatus status, const char *value)
{
  CosellDealData *deal = deal_new (id);

  deal->status = (int) status;
  deal->value = g_strdup (value);
  add (builder, deal);
}

static void
test_without_value (void)
{
  CosellAdviceBuilder *builder = begin ();
  g_autoptr (CosellAdvice) advice = NULL;

  add_valued (builder, 1, COSELL_DEAL_STATUS_ACCEPTED, NULL);
  add_valued (builder, 2, COSELL_DEAL_STATUS_ACCEPTED, "0");
  add_valued (builder, 3, COSELL_DEAL_STATUS_RECEIVED, "");
  add_valued (builder, 4, COSELL_DEAL_STATUS_WON, NULL);
  add_valued (builder, 5, COSELL_DEAL_STATUS_DRAFT, NULL);
  advice = cosell_advice_builder_end (builder);
  assert_ids (advice->without_value, "3 1");
}

static CosellDealData *
unstaged_new (gint64 id, const char *created)
{
  CosellDealData *deal = deal_new (id);

  deal->stage = 10;
  g_clear_pointer (&deal->stage_text, g_free);
  deal->created_at = at (created);
  return deal;
}

static void
test_unstaged (void)
{
  CosellAdviceBuilder *builder = begin ();
  g_autoptr (CosellAdvice) advice = NULL;
  CosellDealData *deal;

  add (builder, unstaged_new (1, "2026-11-08T07:59:59Z"));
  add (builder, unstaged_new (2, "2026-11-08T08:00:00Z")); /* 14 days and not a second more */
  add (builder, unstaged_new (3, "2026-10-01T08:00:00Z"));
  deal = unstaged_new (4, "2026-10-01T08:00:00Z");
  deal->accepted_at = at ("2026-11-20T08:00:00Z"); /* it counts from there */
  add (builder, deal);
  deal = unstaged_new (5, "2026-10-01T08:00:00Z");
  deal->type = COSELL_DEAL_TYPE_PRIVATE;
  add (builder, deal);
  deal = unstaged_new (6, "2026-10-01T08:00:00Z");
  deal->stage_text = g_strdup ("waiting"); /* some other stage is one, too */
  add (builder, deal);
  deal = unstaged_new (7, "2026-10-01T08:00:00Z");
  deal->status = COSELL_DEAL_STATUS_LOST;
  add (builder, deal);
  advice = cosell_advice_builder_end (builder);
  assert_ids (advice->unstaged, "3 1");
}

static void
add_won (CosellAdviceBuilder *builder,
         gint64 id,
         const char *campaign,
         const char *value,
         const char *currency)
{
  CosellDealData *deal = deal_new (id);

  deal->status = COSELL_DEAL_STATUS_WON;
  deal->campaign_id = g_strdup (campaign);
  deal->value = g_strdup (value);
  deal->currency = g_strdup (currency);
  add (builder, deal);
}

static void
assert_campaign (CosellAdvice *advice,
                 guint i,
                 const char *campaign,
                 const char *currency,
                 const char *value,
                 const char *deals)
{
  const CosellAdviceCampaign *figure;

  g_assert_cmpuint (i, <, advice->campaigns->len);
  figure = g_ptr_array_index (advice->campaigns, i);
  g_assert_cmpstr (figure->campaign, ==, campaign);
  g_assert_cmpstr (figure->currency, ==, currency);
  g_assert_cmpstr (figure->value, ==, value);
  assert_ids (figure->deals, deals);
}

/* Exact, each currency by itself. */
static void
test_campaigns (void)
{
  CosellAdviceBuilder *builder = begin ();
  CosellDealData *open = deal_new (9);
  g_autoptr (CosellAdvice) advice = NULL;

  open->campaign_id = g_strdup ("spring");
  add (builder, open);
  add_won (builder, 1, "spring", "0.10", "SEK");
  add_won (builder, 2, "spring", "90000000000000000000.20", "SEK");
  add_won (builder, 3, "spring", "5", "EUR");
  add_won (builder, 4, "autumn", NULL, NULL);
  add_won (builder, 5, "", "7", "EUR");
  add_won (builder, 6, NULL, "7", "EUR");
  advice = cosell_advice_builder_end (builder);
  g_assert_cmpuint (advice->campaigns->len, ==, 3);
  assert_campaign (advice, 0, "autumn", NULL, "0", "4");
  assert_campaign (advice, 1, "spring", "EUR", "5", "3");
  assert_campaign (advice, 2, "spring", "SEK", "90000000000000000000.3", "2 1");
}

/* Leads are no deals, and nothing is made up where there is nothing. */
static void
test_empty (void)
{
  CosellAdviceBuilder *builder = begin ();
  CosellDealData *lead = deal_new (1);
  g_autoptr (CosellAdvice) advice = NULL;

  lead->type = COSELL_DEAL_TYPE_LEAD;
  lead->direction = COSELL_DIRECTION_INBOUND;
  lead->accepted_at = at (NOW);
  cosell_set_str (&lead->close_date, "2020-01-01");
  add (builder, lead);
  advice = cosell_advice_builder_end (builder);
  for (guint i = 0; i < COSELL_ADVICE_N_ANSWERS; i++)
    assert_times (advice, (CosellAdviceAnswer) i, 0, 0, "");
  g_assert_cmpuint (advice->without_value->len, ==, 0);
  g_assert_cmpuint (advice->overdue->len, ==, 0);
  g_assert_cmpuint (advice->unstaged->len, ==, 0);
  g_assert_cmpuint (advice->solutions->len, ==, 0);
  g_assert_cmpuint (advice->campaigns->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/advice/H1-quickness", test_quickness);
  g_test_add_func ("/advice/H1-kinds", test_kinds);
  g_test_add_func ("/advice/H2-choice", test_choice);
  g_test_add_func ("/advice/H3-overdue", test_overdue);
  g_test_add_func ("/advice/H3-without-value", test_without_value);
  g_test_add_func ("/advice/H4-unstaged", test_unstaged);
  g_test_add_func ("/advice/C24-campaigns", test_campaigns);
  g_test_add_func ("/advice/empty", test_empty);
  return g_test_run ();
}
