#include <string.h>

#include "model/cosell-export.h"
#include "ui/deals/cosell-column-layout.h"
#include "ui/deals/cosell-totals-text.h"
#include "ui/words/cosell-format.h"

#define DIGIT (8 * 1024) /* 8 px */

/* 2026-11-27T08:00:00Z */
#define NOW (G_GINT64_CONSTANT (1795766400) * G_USEC_PER_SEC)

/* As letters of 8 px make them. */
static CosellColumnWidths
make_widths (int digit)
{
  CosellColumnWidths widths = { digit, { 0 }, 40 };

  for (guint i = 0; i < cosell_columns_get_n (); i++)
    {
      int digits = cosell_columns_get_info (i)->digits;

      widths.natural[i] = (digits > 0 ? digits : 13) * digit / 1024;
    }
  return widths;
}

static CosellColumnLayout
lay_out (const char *columns, int width, int digit)
{
  CosellColumnWidths widths = make_widths (digit);
  CosellColumnLayout layout;
  CosellColumnSet set;

  cosell_column_set_parse (&set, columns);
  cosell_column_layout_compute (&layout, &set, &widths, width);
  return layout;
}

/* --- the table --- */

/* A column is a member of a row, has a title and can be written; its key names it alone. */
static void
test_table (void)
{
  g_autoptr (CosellDealData) empty = cosell_deal_data_new ();

  for (guint i = 0; i < cosell_columns_get_n (); i++)
    {
      const CosellColumnInfo *info = cosell_columns_get_info (i);
      g_autofree char *text = cosell_columns_write (i, empty, NOW);

      g_assert_true (cosell_export_has (info->key));
      g_assert_cmpint (cosell_columns_find (info->key), ==, i);
      g_assert_cmpstr (cosell_columns_get_title (i), !=, "");
      g_assert_true (g_utf8_validate (text, -1, NULL));
      if ((info->flags & COSELL_COLUMN_ALWAYS) != 0)
        g_assert_true (cosell_columns_can_sort (i));
    }
  g_assert_cmpint (cosell_columns_find ("searchText"), ==, -1);
  g_assert_cmpint (cosell_columns_find (NULL), ==, -1);
}

static void
test_written (void)
{
  static const struct
  {
    const char *key, *text;
  } cases[] = {
    { "name", "Contoso ERP move" },
    { "type", "Co-sell · P2P" },
    { "status", "Proposed 60 %" },
    { "value", "SEK 1,200,000" },
    { "closeDate", "15 Jan 2027" },
    { "country", "Sweden" },
    { "createdAt", "18 Aug" },
    { "campaignId", "FY27-AI" },
    { "crmId", "C-1" },
    { "lastChange", "Today" },
    { "nextDeadline", "15 Jan 2027" },
    { "team", "a@contoso.com, b@contoso.com" },
    { "weighted", "SEK 720,000" },
    { "partnerRole", "Advisor" },
    { "partnerProgram", "Launch" },
    { "location", "1234567" },
    { "microsoftStatus", "Accepted" },
    { "remoteId", "5b0c" },
    { "registrationStatus", "" },
    { "stage", "Proposed" },
    { "sync", "Waiting to be sent" },
  };
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();

  deal->name = g_strdup ("Contoso\nERP move");
  deal->type = COSELL_DEAL_TYPE_CO_SELL;
  deal->p2p = TRUE;
  deal->status = deal->microsoft_status = COSELL_DEAL_STATUS_ACCEPTED;
  deal->stage = 60;
  deal->value = g_strdup ("1200000.00");
  deal->currency = g_strdup ("SEK");
  deal->close_date = g_strdup ("2027-01-15");
  deal->country = g_strdup ("SE");
  deal->created_at = NOW - 101 * G_TIME_SPAN_DAY;
  deal->updated_at = NOW - G_TIME_SPAN_DAY;
  deal->local_change_at = NOW;
  deal->partner_role = g_strdup ("Advisor");
  deal->partner_program = g_strdup ("Launch");
  deal->team = g_strdup ("a@contoso.com\nb@contoso.com");
  deal->campaign_id = g_strdup ("FY27-AI");
  deal->crm_id = g_strdup ("C-1");
  deal->location = g_strdup ("1234567");
  deal->remote_id = g_strdup ("5b0c");
  deal->sync = COSELL_SYNC_STATE_WAITING;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int column = cosell_columns_find (cases[i].key);
      g_autofree char *text = NULL;

      g_assert_cmpint (column, >=, 0);
      text = cosell_columns_write ((guint) column, deal, NOW);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Text is copied as it came, whole, in one line, and runs nowhere. */
static void
test_copied (void)
{
  g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
  static const struct
  {
    const char *customer, *copied;
  } rows[] = {
    { "Contoso", "Contoso" },
    { "two\tcells\r\nof text", "two cells  of text" },
    { "=1+1", "'=1+1" },
    { "\t=1", " =1" },
    { NULL, "" },
  };
  g_autofree char *endless = g_strnfill (600, 'x');
  g_autofree char *whole = NULL;
  g_autofree char *value = NULL;
  g_autofree char *country = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;

      g_free (deal->customer);
      deal->customer = g_strdup (rows[i].customer);
      text = cosell_columns_copy (COSELL_COLUMN_CUSTOMER, deal, NOW);
      g_assert_cmpstr (text, ==, rows[i].copied);
    }
  g_free (deal->name);
  deal->name = g_strdup (endless);
  whole = cosell_columns_copy (COSELL_COLUMN_NAME, deal, NOW);
  g_assert_cmpstr (whole, ==, endless);
  deal->value = g_strdup ("1200000.00");
  deal->currency = g_strdup ("EUR");
  value = cosell_columns_copy (COSELL_COLUMN_VALUE, deal, NOW);
  g_assert_cmpstr (value, ==, "EUR 1,200,000");
  deal->country = g_strdup ("SE");
  country = cosell_columns_copy (COSELL_COLUMN_COUNTRY, deal, NOW);
  g_assert_cmpstr (country, ==, "Sweden");
}

/* A text that must not be cut is among those that its column is made for. */
static void
test_samples (void)
{
  g_auto (GStrv) dates = cosell_columns_dup_samples (COSELL_COLUMN_CLOSE_DATE, NOW);
  g_auto (GStrv) states = cosell_columns_dup_samples (COSELL_COLUMN_STATUS, NOW);
  g_auto (GStrv) types = cosell_columns_dup_samples (COSELL_COLUMN_TYPE, NOW);

  g_assert_cmpuint (g_strv_length (dates), ==, 12);
  g_assert_true (g_strv_contains ((const char *const *) dates, "28 Sep 2028"));
  g_assert_true (g_strv_contains ((const char *const *) states, "Negotiated 80 %"));
  g_assert_true (g_strv_contains ((const char *const *) states, "Expires in 13 days"));
  g_assert_true (g_strv_contains ((const char *const *) types, "Partner-led · P2P"));
}

/* --- the set --- */

#define FIRST "name,customer,type,status,value,closeDate,country,createdAt"

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *becomes;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { FIRST, "" },
    { "name,customer,status", "name,customer,status" },
    { "name,customer,status,crmId:120", "name,customer,status,crmId:120" },
    { " name , customer,status ", "name,customer,status" },
    /* an order of one's own, the fixed ones too */
    { "status,value,customer,name", "status,value,customer,name" },
    /* what is fixed is there, at its place */
    { "value", "name,customer,status,value" },
    { "customer,value", "name,customer,status,value" },
    { "type,value", "name,customer,type,status,value" },
    /* unknown ones and repetitions: a profile may come from a newer program */
    { "name,partnerShoe,customer,name:90,status,,:", "name,customer,status" },
    { "searchText", "name,customer,status" },
    /* widths */
    { "name:1,customer:99999,status:x,value:-5", "name:30,customer:2000,status,value" },
    { "name:99999999999999999999,customer,status", "name:2000,customer,status" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CosellColumnSet set, again;
      g_autofree char *text = NULL;

      cosell_column_set_parse (&set, cases[i].text);
      text = cosell_column_set_to_text (&set);
      g_assert_cmpstr (text, ==, cases[i].becomes);
      cosell_column_set_parse (&again, text);
      g_assert_true (cosell_column_set_equal (&set, &again));
    }
}

static void
test_show (void)
{
  CosellColumnSet set;
  guint crm_id = (guint) cosell_columns_find ("crmId");
  g_autofree char *text = NULL;

  cosell_column_set_init (&set);
  cosell_column_set_show (&set, crm_id, TRUE);
  cosell_column_set_show (&set, crm_id, TRUE);
  g_assert_cmpint (cosell_column_set_find (&set, crm_id), ==, 8);
  cosell_column_set_show (&set, COSELL_COLUMN_COUNTRY, FALSE);
  cosell_column_set_show (&set, COSELL_COLUMN_COUNTRY, FALSE);
  cosell_column_set_show (&set, COSELL_COLUMN_NAME, FALSE); /* fixed */
  cosell_column_set_show (&set, COSELL_COLUMN_STATUS, FALSE);
  cosell_column_set_set_width (&set, COSELL_COLUMN_TYPE, 95);
  cosell_column_set_set_width (&set, COSELL_COLUMN_COUNTRY, 95); /* hidden: nothing */
  text = cosell_column_set_to_text (&set);
  g_assert_cmpstr (text, ==, "name,customer,type:95,status,value,closeDate,createdAt,crmId");
  g_assert_cmpint (cosell_column_set_get_width (&set, COSELL_COLUMN_TYPE), ==, 95);
  cosell_column_set_fit (&set);
  g_assert_cmpint (cosell_column_set_get_width (&set, COSELL_COLUMN_TYPE), ==, 0);
}

static void
test_move (void)
{
  static const struct
  {
    guint column;
    int place;
    const char *becomes;
  } cases[] = {
    { COSELL_COLUMN_NAME, 1, "customer,name,type,status,value,closeDate,country,createdAt" },
    { COSELL_COLUMN_CREATED, 0, "createdAt,name,customer,type,status,value,closeDate,country" },
    { COSELL_COLUMN_TYPE, 99, "name,customer,status,value,closeDate,country,createdAt,type" },
    { COSELL_COLUMN_TYPE, -1, "type,name,customer,status,value,closeDate,country,createdAt" },
    { COSELL_COLUMN_OTHER, 0, "" }, /* hidden: nothing */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CosellColumnSet set;
      g_autofree char *text = NULL;

      cosell_column_set_init (&set);
      cosell_column_set_move (&set, cases[i].column, cases[i].place);
      text = cosell_column_set_to_text (&set);
      g_assert_cmpstr (text, ==, cases[i].becomes);
    }
}

/* --- the layout --- */

/* Whatever the width: spans stay inside the row, do not overlap, and stand in order. */
static void
test_inside (void)
{
  static const char *const sets[] = {
    "", "createdAt,value,status,name,customer", "name:400,customer:400,status:300,value,crmId:500",
    "name,customer,status,crmId,campaignId,location,stage,sync,updatedAt,remoteId,closeDate,value"
  };

  for (guint s = 0; s < G_N_ELEMENTS (sets); s++)
    for (int width = 300; width < 4000; width += 7)
      {
        CosellColumnLayout layout = lay_out (sets[s], width, DIGIT);
        CosellColumnSet set;
        int end = 0;

        cosell_column_set_parse (&set, sets[s]);
        for (guint i = 0; i < set.n; i++)
          {
            CosellColumnSpan span = layout.spans[set.items[i].column];

            g_assert_false (layout.narrow && span.width > 0);
            if (span.width == 0)
              continue;
            g_assert_cmpint (span.x, >=, end);
            end = span.x + span.width;
          }
        g_assert_cmpint (end, <=, width);
      }
}

static void
test_narrow (void)
{
  g_assert_true (lay_out ("", 360, DIGIT).narrow);
  /* the same pixels hold fewer columns of large text */
  g_assert_false (lay_out ("", 900, DIGIT).narrow);
  g_assert_true (lay_out ("", 900, 2 * DIGIT).narrow);
  /* widths that were chosen do not make a row narrow */
  g_assert_false (lay_out ("name:1500,customer:1500,status,value", 900, DIGIT).narrow);
}

/* The last leaves first, value and close date last. */
static void
test_priority (void)
{
  static const guint order[] = { COSELL_COLUMN_CREATED, COSELL_COLUMN_TYPE, COSELL_COLUMN_COUNTRY,
                                 COSELL_COLUMN_CLOSE_DATE };
  guint gone = G_N_ELEMENTS (order);

  for (int width = 400; width < 1400; width++)
    {
      CosellColumnLayout layout = lay_out ("", width, DIGIT);

      if (layout.narrow)
        continue;
      while (gone > 0 && layout.spans[order[gone - 1]].width > 0)
        gone--;
      for (guint i = 0; i < gone; i++)
        g_assert_cmpint (layout.spans[order[i]].width, ==, 0);
      g_assert_cmpint (layout.spans[COSELL_COLUMN_NAME].width, >=, 16 * 8);
      g_assert_cmpint (layout.spans[COSELL_COLUMN_CUSTOMER].width, >=, 12 * 8);
      g_assert_cmpint (layout.spans[COSELL_COLUMN_STATUS].width, ==, 13 * 8);
      g_assert_cmpint (layout.spans[COSELL_COLUMN_VALUE].width, ==, 13 * 8);
    }
  g_assert_cmpuint (gone, ==, 0);
}

/* The country is there in a window of ordinary width, beside a side bar too. */
static void
test_ordinary (void)
{
  static const int widths[] = { 970, 1030, 1160 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    g_assert_cmpint (lay_out ("", widths[i], DIGIT).spans[COSELL_COLUMN_COUNTRY].width, >, 0);
}

/* What a person adds is seen there as well: what the list had by itself leaves before it. */
static void
test_asked (void)
{
  static const int widths[] = { 900, 970, 1030 };
  guint team = (guint) cosell_columns_find ("team");

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      CosellColumnLayout layout = lay_out (FIRST ",team", widths[i], DIGIT);

      g_assert_false (layout.narrow);
      g_assert_cmpint (layout.spans[team].width, >=, 10 * 8);
      g_assert_cmpint (layout.spans[COSELL_COLUMN_CREATED].width, ==, 0);
    }
}

/* 12 between columns, 24 behind a text that ends where its column ends. */
static void
test_gaps (void)
{
  CosellColumnLayout layout = lay_out ("", 1400, DIGIT);
  const CosellColumnSpan *spans = layout.spans;

  g_assert_cmpint (spans[COSELL_COLUMN_NAME].x, ==, COSELL_HEART_WIDTH);
  g_assert_cmpint (spans[COSELL_COLUMN_STATUS].x + spans[COSELL_COLUMN_STATUS].width + 12, ==,
                   spans[COSELL_COLUMN_VALUE].x);
  g_assert_cmpint (spans[COSELL_COLUMN_VALUE].x + spans[COSELL_COLUMN_VALUE].width + 24, ==,
                   spans[COSELL_COLUMN_CLOSE_DATE].x);
}

static void
test_chosen_widths (void)
{
  CosellColumnLayout layout =
      lay_out ("name:200,customer,type:50,status,value:20,closeDate", 1400, DIGIT);

  g_assert_cmpint (layout.spans[COSELL_COLUMN_NAME].width, ==, 160);
  g_assert_cmpint (layout.spans[COSELL_COLUMN_TYPE].width, ==, 40);
  /* never cut */
  g_assert_cmpint (layout.spans[COSELL_COLUMN_VALUE].width, ==, 13 * 8);
  /* what is left over goes to whoever has no width of its own */
  g_assert_cmpint (layout.spans[COSELL_COLUMN_CUSTOMER].width, >, 300);

  /* wider than natural as long as there is room */
  g_assert_cmpint (
      lay_out ("name,customer,status,value:300", 1400, DIGIT).spans[COSELL_COLUMN_VALUE].width, ==,
      240);
  g_assert_cmpint (
      lay_out ("name,customer,status,value:300", 640, DIGIT).spans[COSELL_COLUMN_VALUE].width, <,
      240);
}

/* --- totals --- */

/* Deals of several currencies, worth so much; rates: of one EUR. In SEK. */
static CosellTotals *
add_up (const char *const *amounts, const char *const *rates)
{
  CosellTotalsBuilder *builder = cosell_totals_builder_new ();
  g_autoptr (CosellRates) known = cosell_rates_new ();

  for (guint i = 0; amounts[i] != NULL; i++)
    {
      g_autoptr (CosellDealData) deal = cosell_deal_data_new ();
      g_auto (GStrv) parts = g_strsplit (amounts[i], " ", 2);

      deal->status = COSELL_DEAL_STATUS_ACCEPTED;
      deal->stage = 60;
      deal->value = g_strdup (parts[1]);
      deal->currency = *parts[0] != '-' ? g_strdup (parts[0]) : NULL;
      cosell_totals_builder_add (builder, deal);
    }
  for (guint i = 0; rates[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (rates[i], " ", 3);
      g_autoptr (CosellRate) rate = cosell_rate_new ("EUR", parts[0], parts[1], parts[2], NULL);

      cosell_rates_add (known, rate);
    }
  return cosell_totals_builder_end (builder, known, "SEK", G_MAXUINT32);
}

static void
test_totals_order (void)
{
  static const char *const amounts[] = { "DKK 1200000", "EUR 1061500", "XTS 5",
                                         "SEK 2870000", "- 9",         "XTS 7",
                                         "- 1",         "- 1",         NULL };
  static const char *const rates[] = { "SEK 11.2 2026-11-27", "DKK 7.46 2026-11-27", NULL };
  static const char *const expected[] = { "EUR", "SEK", "DKK", NULL, "XTS" };
  g_autoptr (CosellTotals) totals = add_up (amounts, rates);
  g_autoptr (GArray) order = cosell_totals_text_order (totals);

  g_assert_cmpuint (order->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < order->len; i++)
    {
      const CosellTotal *sum = g_ptr_array_index (totals->sums, g_array_index (order, guint, i));

      g_assert_cmpstr (sum->currency, ==, expected[i]);
    }
}

/* What does not fit leaves room for the button that shows it; without the rest there is no button.
 */
static void
test_totals_fit (void)
{
  static const int widths[] = { 100, 100, 100 };
  static const struct
  {
    int room;
    guint fit;
  } cases[] = { { 340, 3 }, { 339, 2 }, { 290, 2 }, { 289, 1 }, { 170, 1 }, { 169, 0 }, { 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (cosell_totals_text_fit (widths, 3, 20, 50, cases[i].room), ==, cases[i].fit);
  g_assert_cmpuint (cosell_totals_text_fit (widths, 0, 20, 50, 0), ==, 0);
}

/* Words about one deal of 100 SEK, one of EUR, and two that have no rate. */
static void
test_totals_words (void)
{
  static const char *const amounts[] = { "SEK 100.50", "EUR 1000", "XTS 5", "- 1", NULL };
  static const char *const none[] = { "SEK 1.50", NULL };
  static const char *const rates[] = { "SEK 11.2 2026-11-27", "SEK 5 2026-10-01", NULL };
  g_autoptr (CosellTotals) totals = add_up (amounts, rates);
  g_autoptr (CosellTotals) crowns = add_up (none, rates);
  const struct
  {
    char *text;
    const char *expected;
  } words[] = {
    { cosell_totals_text_count (13), "13 deals" },
    { cosell_totals_text_count (1), "1 deal" },
    { cosell_totals_text_more (1), "1 more" },
    { cosell_totals_text_weighted ("1234.5"), "weighted 1,234" },
    { cosell_totals_text_converted (totals), "≈ SEK 11,300" },
    { cosell_totals_text_full (totals, NOW),
      "weighted 6,780 · rates of 27 Nov · 2 without a rate" },
    { cosell_totals_text_brief (totals), "2 without a rate" },
    { cosell_totals_text_full (crowns, NOW), "weighted 1" },
    { cosell_totals_text_brief (crowns), "weighted 1" },
    { cosell_totals_text_without (crowns), NULL },
    { cosell_totals_text_left_out (crowns, 1), NULL },
    { cosell_totals_text_left_out (crowns, 2), "1 draft or lead does not count." },
    { cosell_totals_text_left_out (crowns, 4), "3 drafts and leads do not count." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpstr (words[i].text, ==, words[i].expected);
      g_free (words[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ui/columns/table", test_table);
  g_test_add_func ("/ui/columns/written", test_written);
  g_test_add_func ("/ui/columns/copied", test_copied);
  g_test_add_func ("/ui/columns/samples", test_samples);
  g_test_add_func ("/ui/columns/set/parse", test_parse);
  g_test_add_func ("/ui/columns/set/show", test_show);
  g_test_add_func ("/ui/columns/set/move", test_move);
  g_test_add_func ("/ui/columns/inside", test_inside);
  g_test_add_func ("/ui/columns/narrow", test_narrow);
  g_test_add_func ("/ui/columns/priority", test_priority);
  g_test_add_func ("/ui/columns/ordinary", test_ordinary);
  g_test_add_func ("/ui/columns/asked", test_asked);
  g_test_add_func ("/ui/columns/gaps", test_gaps);
  g_test_add_func ("/ui/columns/chosen-widths", test_chosen_widths);
  g_test_add_func ("/ui/columns/totals/order", test_totals_order);
  g_test_add_func ("/ui/columns/totals/fit", test_totals_fit);
  g_test_add_func ("/ui/columns/totals/words", test_totals_words);
  return g_test_run ();
}
