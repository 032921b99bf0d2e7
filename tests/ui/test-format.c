#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/widgets/cosell-status-pill.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-match-text.h"
#include "ui/words/cosell-notification-text.h"
#include "ui/words/cosell-query-text.h"

#define NOW G_GINT64_CONSTANT (1795334400000000) /* 2026-11-22T08:00:00Z */
#define HOUR (G_TIME_SPAN_HOUR)
#define DAY (G_TIME_SPAN_DAY)

static void
test_money (void)
{
  static const struct
  {
    const char *value, *currency, *text;
  } cases[] = {
    { "1200000", "SEK", "SEK 1,200,000" },
    { "1200000.00", "SEK", "SEK 1,200,000" },
    { "10000.50", "EUR", "EUR 10,000.50" },
    { "10000.505", "EUR", "EUR 10,000.505" },
    { "48000000", "JPY", "JPY 48,000,000" },
    { "0", "USD", "USD 0" },
    { NULL, "USD", "–" },
    { "", "USD", "–" },
    { "5", NULL, "5" },
    { "1.234", "KWD", "KWD 1.234" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cosell_format_money (cases[i].value, cases[i].currency);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_date (void)
{
  g_autofree char *date = cosell_format_date ("2027-01-15");
  g_autofree char *none = cosell_format_date (NULL);
  g_autofree char *wrong = cosell_format_date ("soon");
  g_autofree char *today = cosell_format_day (NOW - HOUR, NOW);
  g_autofree char *yesterday = cosell_format_day (NOW - DAY, NOW);
  g_autofree char *older = cosell_format_day (NOW - 20 * DAY, NOW);

  g_assert_cmpstr (date, ==, "15 Jan 2027");
  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (wrong, ==, "soon");
  g_assert_cmpstr (today, ==, "Today");
  g_assert_cmpstr (yesterday, ==, "Yesterday");
  g_assert_cmpstr (older, ==, "2 Nov 2026");
}

static void
test_time_left (void)
{
  static const struct
  {
    gint64 left;
    const char *text;
  } cases[] = {
    { 9 * DAY, "9 days" },
    { 2 * DAY, "2 days" },
    { 2 * DAY - 1, "47 hours" },
    { 2 * HOUR, "2 hours" },
    { 2 * HOUR - 1, "119 minutes" },
    { G_TIME_SPAN_MINUTE, "1 minute" },
    { 1, "1 minute" },
    { 0, "now" },
    { -DAY, "now" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cosell_format_time_left (NOW + cases[i].left, NOW);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  {
    /* the sanitizers tell when no time is subtracted from */
    g_autofree char *never = cosell_format_time_left (COSELL_NO_TIME, NOW);

    g_assert_cmpstr (never, ==, "now");
  }
}

static void
test_time_left_exact (void)
{
  static const struct
  {
    gint64 left;
    const char *text;
  } cases[] = {
    { 2 * DAY + HOUR, "2 days 1 hour" },
    { 2 * DAY, "2 days" },
    { DAY + 5 * HOUR + G_TIME_SPAN_MINUTE, "1 day 5 hours" },
    { DAY - G_TIME_SPAN_SECOND, "23 hours 59 minutes" },
    { 5 * HOUR, "5 hours" },
    { HOUR + G_TIME_SPAN_MINUTE, "1 hour 1 minute" },
    { 12 * G_TIME_SPAN_MINUTE, "12 minutes" },
    { 0, "now" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cosell_format_time_left_exact (NOW + cases[i].left, NOW);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* E3: an open deal that is to be won says when. */
static void
test_scheduled (void)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  g_autofree char *text = NULL;

  deal->status = COSELL_DEAL_STATUS_ACCEPTED;
  deal->stage = 60;
  deal->scheduled_at = NOW + 2 * DAY;
  text = cosell_format_status (deal, NOW);
  g_assert_cmpstr (text, ==, "Scheduled: won 24 Nov, 08:00");
  cosell_take_str (&text, cosell_format_instant (NOW));
  g_assert_cmpstr (text, ==, "Sun 22 Nov, 08:00");
}

static CosellDealData *
make_deal (CosellDealStatus status, int stage)
{
  CosellDealData *deal = cosell_deal_data_new ();

  deal->status = status;
  deal->stage = stage;
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  deal->direction = COSELL_DIRECTION_OUTBOUND;
  return deal;
}

/* D4, D6, D8: what the pill says and in which colour */
static void
test_status (void)
{
  static const struct
  {
    CosellDealStatus status;
    int stage;
    gint64 expires_in; /* 0 = none */
    const char *text, *css;
  } cases[] = {
    { COSELL_DEAL_STATUS_DRAFT, 0, 0, "Draft", "neutral" },
    { COSELL_DEAL_STATUS_RECEIVED, 10, 2 * DAY + HOUR, "Expires in 2 days", "warning" },
    { COSELL_DEAL_STATUS_RECEIVED, 10, 12 * DAY, "Expires in 12 days", "accent" },
    { COSELL_DEAL_STATUS_RECEIVED, 10, 5 * HOUR, "Expires in 5 hours", "error" },
    { COSELL_DEAL_STATUS_RECEIVED, 10, -HOUR, "Received", "warning" },
    { COSELL_DEAL_STATUS_ACCEPTED, 10, 0, "Created 10 %", "accent" },
    { COSELL_DEAL_STATUS_ACCEPTED, 60, 0, "Proposed 60 %", "accent" },
    { COSELL_DEAL_STATUS_ACCEPTED, 100, 0, "100 %, still open", "accent" },
    { COSELL_DEAL_STATUS_WON, 100, 0, "Won", "success" },
    { COSELL_DEAL_STATUS_LOST, 60, 0, "Lost", "neutral" },
    { COSELL_DEAL_STATUS_DECLINED, 10, 0, "Declined", "neutral" },
    { COSELL_DEAL_STATUS_EXPIRED, 10, 0, "Expired", "neutral" },
    { COSELL_DEAL_STATUS_ERROR, 10, 0, "Error", "error" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) deal = make_deal (cases[i].status, cases[i].stage);
      g_autofree char *text = NULL;

      if (cases[i].expires_in != 0)
        deal->expires_at = NOW + cases[i].expires_in;
      text = cosell_format_status (deal, NOW);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (cosell_format_status_class (deal, NOW), ==, cases[i].css);
    }
}

static void
test_type (void)
{
  g_autoptr (CosellDealData) deal = make_deal (COSELL_DEAL_STATUS_ACCEPTED, 10);
  g_autofree char *plain = cosell_format_type (deal);
  g_autofree char *p2p = NULL;

  deal->p2p = TRUE;
  p2p = cosell_format_type (deal);
  g_assert_cmpstr (plain, ==, "Co-sell");
  g_assert_cmpstr (p2p, ==, "Co-sell · P2P");
}

/* A year is left out where it is plain; "today" is that of the clock. */
static void
test_brief (void)
{
  g_autofree char *near = cosell_format_date_brief ("2027-01-15", NOW);
  g_autofree char *far = cosell_format_date_brief ("2028-01-15", NOW);
  g_autofree char *none = cosell_format_date_brief (NULL, NOW);
  g_autofree char *recent = cosell_format_day_brief (NOW - 30 * G_TIME_SPAN_DAY, NOW);
  g_autofree char *long_ago = cosell_format_day_brief (NOW - 400 * G_TIME_SPAN_DAY, NOW);
  g_autofree char *today = cosell_format_day_brief (NOW, NOW);

  g_assert_cmpstr (near, ==, "15 Jan");
  g_assert_cmpstr (far, ==, "15 Jan 2028");
  g_assert_cmpstr (none, ==, "–");
  g_assert_null (strstr (recent, "202"));
  g_assert_nonnull (strstr (long_ago, "202"));
  g_assert_cmpstr (today, ==, "Today");
}

/* I9: said in words, also to those who hear the row. */
static void
test_overdue (void)
{
  g_autoptr (CosellDealData) deal = make_deal (COSELL_DEAL_STATUS_ACCEPTED, 60);
  g_autofree char *one = cosell_format_overdue (1);
  g_autofree char *stage = cosell_format_status_brief (deal, NOW);
  g_autofree char *spoken = NULL;
  g_autofree char *date = cosell_time_format_date (NOW - 7 * G_TIME_SPAN_DAY);

  cosell_set_str (&deal->close_date, date);
  g_assert_cmpint (cosell_format_days_overdue (deal, NOW), ==, 7);
  spoken = cosell_deal_row_describe (deal, NOW);
  g_assert_nonnull (strstr (spoken, ", 7 days overdue"));
  g_assert_cmpstr (one, ==, "1 day overdue");
  g_assert_cmpstr (stage, ==, "Proposed");
  deal->status = COSELL_DEAL_STATUS_WON;
  g_assert_cmpint (cosell_format_days_overdue (deal, NOW), ==, 0);
}

/* A10: rows name the sender, also to those who hear them. */
static void
test_sender (void)
{
  static const struct
  {
    int direction;
    const char *sender, *text, *spoken;
  } cases[] = {
    { COSELL_DIRECTION_INBOUND, "Microsoft", "From Microsoft", ", From Microsoft" },
    { COSELL_DIRECTION_INBOUND, "Tailwind & Co", "From Tailwind & Co", ", From Tailwind & Co" },
    { COSELL_DIRECTION_INBOUND, "", NULL, "closes –" },
    { COSELL_DIRECTION_INBOUND, NULL, NULL, "closes –" },
    { COSELL_DIRECTION_OUTBOUND, "Fabrikam", NULL, "closes –" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellDealData) deal = make_deal (COSELL_DEAL_STATUS_ACCEPTED, 10);
      g_autofree char *text = NULL;
      g_autofree char *spoken = NULL;

      deal->direction = cases[i].direction;
      deal->sender = g_strdup (cases[i].sender);
      text = cosell_format_sender (deal);
      spoken = cosell_deal_row_describe (deal, NOW);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (g_str_has_suffix (spoken, cases[i].spoken));
    }
}

/* D14: a new deal is told with what is asked. */
static void
test_arrived (void)
{
  static const struct
  {
    const char *own, *body;
  } cases[] = {
    { "{\"inviteContext\":{\"notes\":\"Rollout in Norway.\",\"assistanceRequestCode\":"
      "\"GeneralOrOther\"},\"details\":{\"dealValue\":200000,\"currency\":\"NOK\","
      "\"closingDateTime\":\"2027-01-10T00:00:00Z\"}}",
      "Contoso AB. Accept or decline it.\nFrom Tailwind: NOK 200,000, closes 10 Jan 2027\n"
      "Help asked for: General or other\nRollout in Norway." },
    { "{}", "Contoso AB. Accept or decline it.\nFrom Tailwind" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CosellDealData *deal = make_deal (COSELL_DEAL_STATUS_RECEIVED, 10);
      g_autoptr (CosellNotification) notification = NULL;
      g_autoptr (CosellJson) own = cosell_json_parse (cases[i].own, -1, NULL);
      g_autofree char *title = NULL;
      g_autofree char *body = NULL;

      deal->direction = COSELL_DIRECTION_INBOUND;
      deal->customer = g_strdup ("Contoso AB");
      deal->sender = g_strdup ("Tailwind");
      notification = cosell_notification_new (COSELL_NOTIFICATION_ARRIVED, deal);
      g_assert_true (cosell_notification_explain (notification, cosell_json_root (own)));
      cosell_notification_text (notification, NOW, &title, &body);
      g_assert_cmpstr (body, ==, cases[i].body);
    }
}

/* L2, L7: a lead is told with what was chosen where, and how long the customer may be called. */
static void
test_lead (void)
{
  CosellDealData *deal = make_deal (COSELL_DEAL_STATUS_RECEIVED, 10);
  g_autoptr (CosellNotification) notification = NULL;
  g_autoptr (CosellJson) own =
      cosell_json_parse ("{\"inviteContext\":{\"notes\":\"Please call.\"}}", -1, NULL);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  deal->type = COSELL_DEAL_TYPE_LEAD;
  deal->direction = COSELL_DIRECTION_INBOUND;
  g_clear_pointer (&deal->name, g_free);
  deal->customer = g_strdup ("Contoso AB");
  deal->action = g_strdup ("Contact me");
  deal->source = g_strdup ("AppSource");
  notification = cosell_notification_new (COSELL_NOTIFICATION_ARRIVED, deal);
  g_assert_true (cosell_notification_settle (notification));
  g_assert_true (cosell_notification_explain (notification, cosell_json_root (own)));
  cosell_notification_text (notification, NOW, &title, &body);
  g_assert_cmpstr (title, ==, "New lead: Contoso AB");
  g_assert_cmpstr (body, ==,
                   "Contoso AB. Accept or decline it.\nContact me, AppSource\nPlease call.");
  deal->action[0] = 'X';
  g_assert_false (cosell_notification_settle (notification));
}

/* Each state has a shape and a word of its own. */
static void
test_marks (void)
{
  for (int a = COSELL_SYNC_STATE_DRAFT; a <= COSELL_SYNC_STATE_UNKEPT; a++)
    for (int b = COSELL_SYNC_STATE_DRAFT; b < a; b++)
      {
        g_assert_cmpstr (cosell_status_pill_get_sync_icon ((CosellSyncState) a), !=,
                         cosell_status_pill_get_sync_icon ((CosellSyncState) b));
        g_assert_cmpstr (cosell_sync_state_label ((CosellSyncState) a), !=,
                         cosell_sync_state_label ((CosellSyncState) b));
      }
}

/* Few words stand before what was searched for; what turns the line is set apart. */
static void
test_match (void)
{
  static const struct
  {
    CosellSearchHit hit;
    const char *text;
    const char *marked;
  } rows[] = {
    { { COSELL_SEARCH_NOTES, (char *) "The customer wants a PÎLOT in March, and", 21, 27, TRUE,
        TRUE },
      "Note: …wants a PÎLOT in March, and…",
      "PÎLOT" },
    { { COSELL_SEARCH_TEAM, (char *) "ola@contoso.example", 4, 11, FALSE, FALSE },
      "Team: ola@contoso.example",
      "contoso" },
    { { COSELL_SEARCH_IDS, (char *) "0123456789abcdef0123", 15, 18, FALSE, FALSE },
      "ID: …3456789abcdef0123",
      "f01" },
    { { COSELL_SEARCH_CONTACTS, (char *) "شركة الدانة", 0, 8, TRUE, FALSE },
      "Contact: \u2068…شركة الدانة\u2069",
      "شركة" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize start, end;
      g_autofree char *text = cosell_match_text (&rows[i].hit, &start, &end);
      g_autofree char *marked = g_strndup (text + start, end - start);

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpstr (marked, ==, rows[i].marked);
    }
}

static void
test_choice (void)
{
  static const char *const rows[][2] = {
    { "status:won", "Won" },         { "closes:this-quarter", "This quarter" },
    { "closes:overdue", "Overdue" }, { "country:none", "None" },
    { "country:SE", "Sweden" },      { "customer:\"contoso ab\"", "contoso ab" },
    { "customer:none", "None" },     { "value:>=100000", "≥ 100,000" },
    { "mine", "My deals" },          { "azure sql", "azure sql" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = cosell_query_text_choice (rows[i][0]);

      g_assert_cmpstr (text, ==, rows[i][1]);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/format/money", test_money);
  g_test_add_func ("/ui/format/date", test_date);
  g_test_add_func ("/ui/format/time-left/D4", test_time_left);
  g_test_add_func ("/ui/format/time-left/D4-exact", test_time_left_exact);
  g_test_add_func ("/ui/format/status/D4-D6-D8", test_status);
  g_test_add_func ("/ui/format/status/E3-scheduled", test_scheduled);
  g_test_add_func ("/ui/format/type/A1", test_type);
  g_test_add_func ("/ui/format/sender/A10", test_sender);
  g_test_add_func ("/ui/format/brief", test_brief);
  g_test_add_func ("/ui/format/overdue", test_overdue);
  g_test_add_func ("/ui/format/marks", test_marks);
  g_test_add_func ("/ui/format/arrived/D14", test_arrived);
  g_test_add_func ("/ui/format/lead/L7", test_lead);
  g_test_add_func ("/ui/format/match", test_match);
  g_test_add_func ("/ui/format/choice", test_choice);
  return g_test_run ();
}
