/* test-store-query.c: tabs, sorts, search, filters, IDs, rows */
#include "store/store-test.h"

#include <sqlite3.h>

#include "base/cosell-time.h"
#include "model/cosell-query.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"

#define ID(n) "aaaaaaaa-0000-4000-8000-00000000000" #n
#define ENGAGEMENT(n) "eeeeeeee-0000-4000-8000-00000000000" #n

/* Six deals of all sorts: two from Microsoft, one of them a lead; four own ones. */
static void
fill (CosellStore *store)
{
  st_put_deal (store, ID (1), ENGAGEMENT (1), ST_ORG, 1,
               ",'name':'Örebro move','customerProfile':{'name':'Åre Ski AB','address':{'country':"
               "'SE'}},'details':{'dealValue':900,'currency':'SEK','closingDateTime':"
               "'2027-01-15T00:00:00Z','notes':'Wants a pilot in March.'},'favorite':true,"
               "'externalReferenceId':'CRM-7'");
  st_put_deal (store, ID (2), ENGAGEMENT (2), ST_ORG, 2,
               ",'name':'apple farm','customerProfile':{'name':'Zürich Foods','address':{'country':"
               "'CH'}},'details':{'dealValue':10000.50,'currency':'CHF','closingDateTime':"
               "'2026-12-01T00:00:00Z'},'team':[{'firstName':'Ola','lastName':'Lind','email':"
               "'ola.lind@fabrikam.example'}]");
  st_put_deal (store, ID (3), ENGAGEMENT (3), ST_ORG, 3,
               ",'name':'Banana boat','customerProfile':{'name':'Contoso Straße'},'details':"
               "{'dealValue':2000,'currency':'EUR'},'campaignId':'SPRING 2027'");
  st_put_deal (store, ID (4), ENGAGEMENT (4), ST_ORG, 4, ",'name':'Won one','salesStage':'60'");
  st_put (store,
          g_intern_string ("{\"id\":\"" ID (5) "\",\"engagementId\":\"" ENGAGEMENT (
              5) "\",\"organizationId\":\"" ST_ORG "\",\"name\":\"From Redmond\","
                 "\"createdDateTime\":\"2026-11-10T08:00:00Z\",\"updatedDateTime\":"
                 "\"2026-11-10T08:00:00Z\",\"status\":\"New\",\"substatus\":\"Pending\","
                 "\"type\":\"Shared\",\"qualification\":\"SalesQualified\",\"direction\":"
                 "\"Incoming\",\"inviteContext\":{\"invitedBy\":{\"organizationId\":\"msft\"}}}"),
          NULL);
  st_put (store,
          g_intern_string ("{\"id\":\"" ID (6) "\",\"engagementId\":\"" ENGAGEMENT (
              6) "\",\"organizationId\":\"" ST_ORG "\",\"name\":\"A lead\","
                 "\"createdDateTime\":\"2026-11-11T08:00:00Z\",\"updatedDateTime\":"
                 "\"2026-11-11T08:00:00Z\",\"status\":\"New\",\"substatus\":\"Pending\","
                 "\"type\":\"Independent\",\"qualification\":\"Direct\",\"favorite\":true,"
                 "\"direction\":\"Incoming\",\"inviteContext\":{\"invitedBy\":"
                 "{\"organizationId\":\"msft\"}}}"),
          NULL);
}

#define assert_names(store, tab, search, sort, filters, expected)                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *names_ = st_names (store, tab, search, sort, filters);                        \
    g_assert_cmpstr (names_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
test_tabs (StoreTest *test, gconstpointer data)
{
  gint64 counts[COSELL_N_TABS];

  fill (test->store);
  assert_names (test->store, COSELL_TAB_LEADS, NULL, "name", NULL, "A lead");
  assert_names (test->store, COSELL_TAB_INBOUND, NULL, "name", NULL, "From Redmond");
  assert_names (test->store, COSELL_TAB_OUTBOUND, NULL, "name", NULL,
                "apple farm|Banana boat|Örebro move|Won one");
  assert_names (test->store, COSELL_TAB_FAVORITES, NULL, "name", NULL, "A lead|Örebro move");
  assert_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL,
                "A lead|apple farm|Banana boat|From Redmond|Örebro move|Won one");
  st_tabs (test->store, counts);
  g_assert_cmpint (counts[COSELL_TAB_INBOUND], ==, 1);
  g_assert_cmpint (counts[COSELL_TAB_OUTBOUND], ==, 4);
  g_assert_cmpint (counts[COSELL_TAB_FAVORITES], ==, 2);
  g_assert_cmpint (counts[COSELL_TAB_LEADS], ==, 1);
}

static void
test_sorts (StoreTest *test, gconstpointer data)
{
  static const struct
  {
    const char *sort;
    const char *names;
  } rows[] = {
    { NULL, "Won one|Banana boat|apple farm|Örebro move" }, /* same instant: newest id first */
    { "-createdAt", "Won one|Banana boat|apple farm|Örebro move" },
    { "createdAt", "Won one|Banana boat|apple farm|Örebro move" },
    { "updatedAt", "Örebro move|apple farm|Banana boat|Won one" },
    { "-updatedAt", "Won one|Banana boat|apple farm|Örebro move" },
    { "name", "apple farm|Banana boat|Örebro move|Won one" },
    { "-name", "Won one|Örebro move|Banana boat|apple farm" },
    { "customer", "Won one|Örebro move|Banana boat|apple farm" },
    { "-customer", "apple farm|Banana boat|Örebro move|Won one" },
    { "value", "Won one|Örebro move|Banana boat|apple farm" }, /* as numbers: 900 < 2000 */
    { "-value", "apple farm|Banana boat|Örebro move|Won one" },
    { "-closeDate", "Örebro move|apple farm|Won one|Banana boat" },
    { "country", "Won one|Banana boat|apple farm|Örebro move" },
    { "-stage", "Won one|Banana boat|apple farm|Örebro move" },
    { "-favorite", "Örebro move|Won one|Banana boat|apple farm" },
    { "status", "Won one|Banana boat|apple farm|Örebro move" },
    { "id", "Örebro move|apple farm|Banana boat|Won one" },
    { "-id", "Won one|Banana boat|apple farm|Örebro move" },
  };

  fill (test->store);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].sort);
      assert_names (test->store, COSELL_TAB_OUTBOUND, NULL, rows[i].sort, NULL, rows[i].names);
    }
}

/* Every member of list --json sorts and filters; of the others only the campaign filters (C24). */
static void
test_keys (StoreTest *test, gconstpointer data)
{
  fill (test->store);
  for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
    {
      g_autofree char *filter = g_strdup_printf ("%s=", field->name);
      const char *filters[] = { filter, NULL };
      CosellDealQuery sorted = { COSELL_TAB_ALL, .sort = field->name };
      CosellDealQuery filtered = { COSELL_TAB_ALL, .filters = filters };
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) by_sort = st_query (test->store, &sorted, &error);
      g_autoptr (GArray) by_filter = NULL;

      if ((field->flags & COSELL_FIELD_PUBLIC) == 0)
        {
          g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
          g_clear_error (&error);
          by_filter = st_query (test->store, &filtered, &error);
          if (g_str_equal (field->name, "campaignId"))
            g_assert_no_error (error);
          else
            g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (by_sort->len, ==, 6);
      by_filter = st_query (test->store, &filtered, &error);
      g_assert_no_error (error);
    }
}

static void
test_search (StoreTest *test, gconstpointer data)
{
  static const struct
  {
    const char *search;
    const char *names;
  } rows[] = {
    { "orebro", "Örebro move" },
    { "ÖREBRO", "Örebro move" },
    { "zurich", "apple farm" },
    { "strasse", "Banana boat" },
    { "pilot  are", "Örebro move" }, /* both words, anywhere */
    { "pilot zurich", "" },
    { "ola.lind@", "apple farm" },
    { "crm-7", "Örebro move" },
    { "100%", "" }, /* no wildcards */
    { "o_e", "" },
    { "'; DROP TABLE deal; --", "" },
    { "   ", "apple farm|Banana boat|Örebro move|Won one" },
    { "", "apple farm|Banana boat|Örebro move|Won one" },
  };

  fill (test->store);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].search);
      assert_names (test->store, COSELL_TAB_OUTBOUND, rows[i].search, "name", NULL, rows[i].names);
    }
}

static void
test_filters (StoreTest *test, gconstpointer data)
{
  static const struct
  {
    const char *filters[4];
    const char *names;
  } rows[] = {
    { { "country=SE" }, "Örebro move" },
    { { "country=SE", "country=CH" }, "apple farm|Örebro move" }, /* alternatives */
    { { "country=SE", "currency=CHF" }, "" },                     /* both */
    { { "country=SE", "currency=CHF", "country=CH" }, "apple farm" },
    { { "status=accepted" }, "apple farm|Banana boat|Örebro move|Won one" },
    { { "status=won" }, "" },
    { { "favorite=true" }, "Örebro move" },
    { { "stage=60" }, "Won one" },
    { { "value=10000.50" }, "apple farm" },
    { { "closeDate=2026-12-01" }, "apple farm" },
    { { "closeDate=" }, "Banana boat|Won one" },
    { { "closeDate=null" }, "Banana boat|Won one" },
    { { "country=" }, "Banana boat|Won one" },
    { { "updatedAt=2026-11-20T08:03:00Z" }, "Banana boat" },
    { { "expiresAt=" }, "apple farm|Banana boat|Örebro move|Won one" },
    { { "name=apple farm" }, "apple farm" },
    { { "name=a=b" }, "" },
    { { "campaignId=SPRING 2027" }, "Banana boat" }, /* C24 */
    { { "campaignId=" }, "apple farm|Örebro move|Won one" },
  };

  fill (test->store);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].filters[0]);
      assert_names (test->store, COSELL_TAB_OUTBOUND, NULL, "name", rows[i].filters, rows[i].names);
    }
}

static void
test_bad_filters (StoreTest *test, gconstpointer data)
{
  static const char *const filters[] = {
    "status=acepted", "favorite=maybe", "stage=high", "createdAt=yesterday", "nothing", "id=1x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      const char *list[] = { filters[i], NULL };
      CosellDealQuery query = { COSELL_TAB_ALL, .filters = list };
      g_autoptr (GError) error = NULL;

      g_assert_null (st_query (test->store, &query, &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
    }
}

static void
test_limit (StoreTest *test, gconstpointer data)
{
  CosellDealQuery query = { COSELL_TAB_ALL, .sort = "name", .limit = 2 };
  g_autoptr (GArray) ids = NULL;

  fill (test->store);
  ids = st_query (test->store, &query, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, st_find (test->store, ID (6), NULL));
}

/* Key queries read an index and nothing else: no table row, no sorting. */
static void
test_plans (StoreTest *test, gconstpointer data)
{
  static const char *const columns[] = { "name_key",  "customer_key", "type",    "status",
                                         "value_key", "close_date",   "country", "created_at" };
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (test->path, &db), ==, SQLITE_OK);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (columns); i++)
    {
      const char *column = columns[i / 2];
      g_autofree char *sql = g_strdup_printf (
          i % 2 == 0 ? "EXPLAIN QUERY PLAN SELECT id, NULL FROM deal WHERE tab = 1 ORDER BY %s "
                       "DESC, id DESC LIMIT ?2"
                     : "EXPLAIN QUERY PLAN SELECT id, %1$s FROM deal WHERE tab = 1 ORDER BY %1$s, "
                       "id LIMIT ?2",
          column);
      sqlite3_stmt *statement;
      const char *plan;

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      plan = (const char *) sqlite3_column_text (statement, 3);
      g_assert_nonnull (strstr (plan, "USING COVERING INDEX"));
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_finalize (statement);
    }
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_find (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *upper = g_ascii_strup (ID (3), -1);
  g_autofree char *local = NULL;
  gint64 deal;

  fill (test->store);
  deal = st_find (test->store, ID (3), &error);
  g_assert_no_error (error);
  g_assert_cmpint (deal, >, 0);
  g_assert_cmpint (st_find (test->store, upper, NULL), ==, deal);
  local = g_strdup_printf ("%" G_GINT64_FORMAT, deal);
  g_assert_cmpint (st_find (test->store, local, NULL), ==, deal);

  g_assert_cmpint (st_find (test->store, "4711", &error), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (st_find (test->store, "nobody", &error), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (st_find (test->store, "-1", &error), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
}

static void
test_rows (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CosellDealData) read = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[3];
  const CosellDealData *row;

  fill (test->store);
  ids[0] = st_find (test->store, ID (2), NULL);
  ids[1] = 4711;
  ids[2] = st_find (test->store, ID (5), NULL);
  rows = cosell_store_read_rows (test->store, ids, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_null (g_ptr_array_index (rows, 1));
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, ids[0]);
  g_assert_cmpstr (row->remote_id, ==, ID (2));
  g_assert_cmpstr (row->customer, ==, "Zürich Foods");
  g_assert_cmpstr (row->value, ==, "10000.50");
  g_assert_cmpstr (row->close_date, ==, "2026-12-01");
  g_assert_cmpint (row->direction, ==, COSELL_DIRECTION_OUTBOUND);
  g_assert_cmpint (row->status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  g_assert_cmpint (row->sync, ==, COSELL_SYNC_STATE_SYNCED);
  g_assert_cmpint (row->stage, ==, 10);
  read = st_deal (test->store, ids[0]);
  g_assert_cmpuint (cosell_field_table_diff (cosell_deal_fields, row, read), ==, 0);
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpint (row->status, ==, COSELL_DEAL_STATUS_RECEIVED);
  g_assert_cmpint (row->type, ==, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_cmpint (row->expires_at, !=, COSELL_NO_TIME);
}

static gboolean
advice_job (CosellStore *store, gpointer data, GError **error)
{
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  *(CosellAdvice **) data = cosell_store_get_advice (store, today, error);
  return *(CosellAdvice **) data != NULL;
}

/* The columns that the figures are made of; the figures themselves are the model's. */
static void
test_advice (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellAdvice) advice = NULL;
  g_autoptr (GError) error = NULL;
  const CosellAdviceSolution *solution;
  const CosellAdviceCampaign *campaign;
  gint64 open = st_put_deal (
      test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
      ",'type':'Shared','createdDateTime':'2026-10-01T08:00:00Z','details':{'closingDateTime':"
      "'2026-11-01T00:00:00Z'}");
  g_autofree char *inbound = json_printf (
      "{'id':'aaaaaaaa-0000-4000-8000-000000000002','organizationId':'" ST_ORG "',"
      "'direction':'Incoming','inviteContext':{'invitedBy':{'organizationId':'msft'}},"
      "'createdDateTime':'2026-10-01T08:00:00Z','acceptedDateTime':'2026-10-03T08:00:00Z',"
      "'status':'Closed','substatus':'Won','campaignId':'spring','details':{'dealValue':12.5,"
      "'currency':'EUR','requirements':{'solutions':[{'id':'S-1','name':'Suite'}]}}}");
  gint64 won;

  st_put (test->store, inbound, NULL);
  won = st_find (test->store, "aaaaaaaa-0000-4000-8000-000000000002", &error);
  g_assert_true (cosell_store_run (test->store, COSELL_STORE_READ, advice_job, &advice, &error));
  g_assert_no_error (error);
  g_assert_cmpint (advice->times[COSELL_ADVICE_ACCEPTED].median, ==, 2 * G_TIME_SPAN_DAY);
  g_assert_cmpuint (advice->without_value->len, ==, 1);
  g_assert_cmpint (g_array_index (advice->without_value, gint64, 0), ==, open);
  g_assert_cmpuint (advice->overdue->len, ==, 1);
  g_assert_cmpint (g_array_index (advice->overdue, gint64, 0), ==, open);
  g_assert_cmpuint (advice->unstaged->len, ==, 1);
  g_assert_cmpuint (advice->solutions->len, ==, 1);
  solution = g_ptr_array_index (advice->solutions, 0);
  g_assert_cmpstr (solution->name, ==, "Suite");
  g_assert_cmpuint (advice->campaigns->len, ==, 1);
  campaign = g_ptr_array_index (advice->campaigns, 0);
  g_assert_cmpstr (campaign->value, ==, "12.5");
  g_assert_cmpint (g_array_index (campaign->deals, gint64, 0), ==, won);
}

/* ---- filters that the index of the search narrows ---- */

static void
run (CosellStore *store, CosellStoreMode mode, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cosell_store_run (store, mode, func, data, &error);
  g_assert_no_error (error);
}

static void
fill_index (CosellStore *store)
{
  gint64 left = 0;

  do
    run (store, COSELL_STORE_BULK, cosell_store_fill_index, &left);
  while (left > 0);
}

#define WAIT_FEW 20
#define WAIT_MANY 620

/* More deals like the first, which wait to be put into the index. */
static gboolean
add_waiting_job (CosellStore *store, gpointer data, GError **error)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (GString) sql =
      g_string_new ("DROP TABLE IF EXISTS one; CREATE TEMP TABLE one AS SELECT * FROM deal "
                    "WHERE id = 1; UPDATE one SET own_referral = NULL, customer = 'Waits';");

  for (guint i = 0; i < n; i++)
    g_string_append (sql, "UPDATE one SET id = (SELECT max (id) + 1 FROM deal);"
                          "INSERT INTO deal SELECT * FROM one;"
                          "INSERT INTO deal_search (deal, text) SELECT id, char (18) || 'waits' "
                          "FROM one;");
  g_assert_cmpint (sqlite3_exec (cosell_store_get_db (store), sql->str, NULL, NULL, NULL), ==,
                   SQLITE_OK);
  return TRUE;
}

static guint
count_found (StoreTest *test, const char *text)
{
  CosellQueryContext context = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellQuery) query = cosell_query_parse (text, -1, NULL, NULL, &error);
  CosellDealQuery asked = { COSELL_TAB_ALL, .query = query, .context = &context };
  g_autoptr (GArray) ids = query != NULL ? st_query (test->store, &asked, &error) : NULL;

  g_assert_no_error (error);
  return ids->len;
}

/* What the index does not have yet is found among the few that it says, and where many wait. */
static void
test_waiting (StoreTest *test, gconstpointer data)
{
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 0,
               ",'externalReferenceId':'CRM-7','customerProfile':{'name':'Contoso'}");
  fill_index (test->store);
  g_assert_cmpuint (count_found (test, "customer:contoso crm:m-7"), ==, 1);
  g_assert_cmpuint (count_found (test, "customer:waits"), ==, 0);
  run (test->store, COSELL_STORE_WRITE, add_waiting_job, GUINT_TO_POINTER (WAIT_FEW));
  g_assert_cmpuint (count_found (test, "customer:waits"), ==, WAIT_FEW);
  run (test->store, COSELL_STORE_WRITE, add_waiting_job, GUINT_TO_POINTER (WAIT_MANY - WAIT_FEW));
  g_assert_cmpuint (count_found (test, "customer:waits"), ==, WAIT_MANY);
  g_assert_cmpuint (count_found (test, "customer:waits crm:m-7 -customer:contoso"), ==, WAIT_MANY);
  g_assert_cmpuint (count_found (test, "customer:contoso,nobody"), ==, 1);
  g_assert_cmpuint (count_found (test, "customer:contoso,none"), ==, 1);
}

/* What an older program wrote of a deal has less than its row, and its documents say nothing any
 * more: it is found by what the row has. */
static void
test_unreadable (StoreTest *test, gconstpointer data)
{
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 0,
               ",'externalReferenceId':'CRM-7','campaignId':'SPRING',"
               "'customerProfile':{'name':'Contoso'}");
  st_execute (test->store, "UPDATE document SET base_json = '[', current_json = '['");
  st_execute (test->store, "DELETE FROM search_text");
  st_execute (test->store, "INSERT OR REPLACE INTO deal_search SELECT id, 'older' FROM deal");
  fill_index (test->store);
  g_assert_cmpuint (count_found (test, "older"), ==, 1);
  g_assert_cmpuint (count_found (test, "crm:m-7"), ==, 1);
  g_assert_cmpuint (count_found (test, "campaign:spring customer:toso"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/query/waiting", test_waiting);
  STORE_TEST_ADD ("/store/query/unreadable", test_unreadable);
  STORE_TEST_ADD ("/store/query/B1-L11-tabs", test_tabs);
  STORE_TEST_ADD ("/store/query/sorts", test_sorts);
  STORE_TEST_ADD ("/store/query/keys", test_keys);
  STORE_TEST_ADD ("/store/query/search", test_search);
  STORE_TEST_ADD ("/store/query/C24-filters", test_filters);
  STORE_TEST_ADD ("/store/query/bad-filters", test_bad_filters);
  STORE_TEST_ADD ("/store/query/limit", test_limit);
  STORE_TEST_ADD ("/store/query/S3-plans", test_plans);
  STORE_TEST_ADD ("/store/query/find", test_find);
  STORE_TEST_ADD ("/store/query/rows", test_rows);
  STORE_TEST_ADD ("/store/query/H1-H2-H3-H4-C24-advice", test_advice);
  return g_test_run ();
}
