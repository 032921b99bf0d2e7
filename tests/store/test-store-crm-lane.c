/* K1, K17, I14: what waits for a CRM, which deals get an opportunity by themselves, and how linked
 * ones are found */
#include "store-crm-test.h"

#include "base/cosell-time.h"
#include "model/cosell-query.h"
#include "model/cosell-rule-error.h"

static gboolean
lane_work (CosellStore *store, ScArgs *args, GError **error)
{
  g_autoptr (GPtrArray) due = cosell_store_list_crm_due (store, "Sales", 1000, error);
  g_autoptr (GPtrArray) lane = cosell_store_list_crm_lane (store, "Sales", error);
  g_autoptr (GPtrArray) all = cosell_store_list_crm_lane (store, NULL, error);

  args->n = due->len;
  args->m = lane->len;
  g_assert_cmpuint (all->len, ==, lane->len);
  return TRUE;
}

static void
assert_lane (StoreTest *test, guint due, const CosellOutboxCounts *expected)
{
  CosellOutboxCounts counts;
  ScArgs args = { 0 };

  sc_must (test, lane_work, &args);
  st_counts (test->store, &counts);
  g_assert_cmpuint (args.n, ==, due);
  g_assert_cmpint (args.m, ==, expected->total);
  g_assert_cmpint (counts.total, ==, expected->total);
  g_assert_cmpint (counts.parked, ==, expected->parked);
  g_assert_cmpint (counts.held, ==, expected->held);
  g_assert_cmpint (counts.conflicts, ==, expected->conflicts);
  g_assert_cmpint (counts.for_crm, ==, expected->total - expected->parked);
}

/* What is listed is counted, and what is due is neither held, parked, nor to be tried later. */
static void
test_lane (StoreTest *test, gconstpointer data)
{
  static const struct
  {
    CosellCrmLinkState state;
    const char *opportunity;
    const char *seen;
    gboolean held;
    gint64 not_before;
    guint due;
    CosellOutboxCounts counts;
  } cases[] = {
    { COSELL_CRM_LINKED, "opp-1", SC_SEEN, FALSE, COSELL_NO_TIME, 0, { 0, 0, 0, 0 } },
    { COSELL_CRM_WAITING, NULL, NULL, FALSE, COSELL_NO_TIME, 1, { 1, 0, 0, 0 } },
    { COSELL_CRM_WAITING, NULL, NULL, FALSE, 1000, 1, { 1, 0, 0, 0 } },
    { COSELL_CRM_WAITING, NULL, NULL, FALSE, 1001, 0, { 1, 0, 0, 0 } },
    { COSELL_CRM_WAITING, NULL, NULL, TRUE, COSELL_NO_TIME, 0, { 1, 1, 1, 0 } },
    { COSELL_CRM_QUESTION, NULL, NULL, FALSE, COSELL_NO_TIME, 0, { 1, 1, 0, 0 } },
    { COSELL_CRM_PARKED, "opp-1", SC_SEEN, FALSE, COSELL_NO_TIME, 0, { 1, 1, 0, 0 } },
    { COSELL_CRM_PARKED, "opp-1", SC_SEEN, TRUE, COSELL_NO_TIME, 0, { 1, 1, 1, 0 } },
    { COSELL_CRM_LINKED, "opp-1", SC_SEEN, TRUE, COSELL_NO_TIME, 0, { 1, 1, 1, 0 } },
    { COSELL_CRM_GONE, "opp-1", SC_SEEN, TRUE, COSELL_NO_TIME, 0, { 0, 0, 0, 0 } },
    { COSELL_CRM_LINKED,
      "opp-1",
      "{'name':'Base','value':'150.00 SEK','closeDate':'2027-01-15','notes':'n0',"
      "'status':'open'}",
      FALSE,
      COSELL_NO_TIME,
      0,
      { 0, 0, 0, 1 } },
  };
  gint64 deal = sc_put_deal (test);

  sc_add_crm (test, "Sales");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellCrmLink) link =
          sc_make_link (deal, "Sales", cases[i].opportunity, cases[i].seen);
      ScArgs args = { .link = link };

      g_test_message ("case %u", i);
      link->state = cases[i].state;
      link->held = cases[i].held;
      link->not_before = cases[i].not_before;
      sc_must (test, sc_put_work, &args);
      assert_lane (test, cases[i].due, &cases[i].counts);
    }
}

/* A change here is in the lane, and is not one that the rounds of Partner Center send. */
static void
test_counted (StoreTest *test, gconstpointer data)
{
  gint64 deal = sc_put_deal (test);
  CosellOutboxCounts counts;

  sc_add_crm (test, "Sales");
  sc_put_link (test, deal, "Sales", "opp-1", SC_SEEN);
  st_set (test->store, deal, "value", "200");
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.total, ==, 2);
  g_assert_cmpint (counts.for_crm, ==, 1);
  g_assert_cmpint (counts.parked, ==, 0);
}

/* What waits for a CRM does not go with the account, either. */
static void
test_account (StoreTest *test, gconstpointer data)
{
  ScArgs args = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (st_set_account (test->store, "https://one.example", NULL));
  args.deal = sc_put_deal (test);
  sc_add_crm (test, "Sales");
  sc_put_link (test, args.deal, "Sales", NULL, NULL);
  g_assert_false (st_set_account (test->store, "https://two.example", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  sc_must (test, sc_remove_work, &args);
  g_clear_error (&error);
  g_assert_true (st_set_account (test->store, "https://two.example", &error));
  g_assert_no_error (error);
}

/* --- queries --- */

static guint
count_found (StoreTest *test, const char *text)
{
  CosellQueryContext context = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellQuery) query = cosell_query_parse (text, -1, NULL, NULL, &error);
  const CosellDealQuery asked = { COSELL_TAB_ALL, .query = query, .context = &context };
  g_autoptr (GArray) ids = query != NULL ? st_query (test->store, &asked, &error) : NULL;

  g_assert_no_error (error);
  return ids->len;
}

static gboolean
facet_work (CosellStore *store, ScArgs *args, GError **error)
{
  const CosellDealQuery query = { .tab = COSELL_TAB_OUTBOUND };

  args->list = cosell_store_count_facet (store, &query, COSELL_QUERY_KEY_CRM, error);
  return args->list != NULL;
}

/* I14: the key looks at the CRM that a deal is linked to, too. */
static void
test_query (StoreTest *test, gconstpointer data)
{
  ScArgs args = { 0 };
  gint64 linked, waits;

  sc_add_crm (test, "Sales");
  linked = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                        ",'name':'Linked','externalReferenceId':'CRM-1'");
  waits =
      st_put_deal (test->store, SC_OTHER_REMOTE, SC_OTHER_ENGAGEMENT, ST_ORG, 1, ",'name':'Waits'");
  st_put_deal (test->store, "aaaaaaaa-0000-4000-8000-000000000003",
               "eeeeeeee-0000-4000-8000-000000000003", ST_ORG, 1, ",'name':'Neither'");
  g_assert_cmpuint (count_found (test, "crm:crm-1"), ==, 1);
  g_assert_cmpuint (count_found (test, "crm:sales"), ==, 0);
  sc_put_link (test, linked, "Sales", "opp-1", NULL);
  sc_put_link (test, waits, "Sales", NULL, NULL);
  g_assert_cmpuint (count_found (test, "crm:crm-1"), ==, 1);
  g_assert_cmpuint (count_found (test, "crm:sales"), ==, 2);
  g_assert_cmpuint (count_found (test, "crm:waiting"), ==, 1);
  g_assert_cmpuint (count_found (test, "crm:conflict"), ==, 0);
  st_execute (test->store, "UPDATE crm_link SET conflicts = 2 WHERE opportunity IS NOT NULL");
  g_assert_cmpuint (count_found (test, "crm:conflict"), ==, 1);
  g_assert_cmpuint (count_found (test, "crm:none"), ==, 1);
  g_assert_cmpuint (count_found (test, "-crm:sales"), ==, 1);
  sc_must (test, facet_work, &args);
  g_assert_cmpuint (args.list->len, ==, 3);
  g_assert_cmpstr (((CosellFacetValue *) g_ptr_array_index (args.list, 0))->value, ==, "Sales");
  g_assert_cmpint (((CosellFacetValue *) g_ptr_array_index (args.list, 0))->count, ==, 2);
  g_ptr_array_unref (args.list);
  args.deal = waits;
  sc_must (test, sc_remove_work, &args);
  g_assert_cmpuint (count_found (test, "crm:sales"), ==, 1);
  g_assert_cmpuint (count_found (test, "crm:none"), ==, 2);
}

/* --- rules that include deals --- */

/* --- rules that include deals --- */

static gint64
put_kind (StoreTest *test, guint number, const char *kind, const char *members)
{
  g_autofree char *text = json_printf (
      "{'id':'aaaaaaaa-0000-4000-8000-%012u','engagementId':'eeeeeeee-0000-4000-8000-%012u',"
      "'organizationId':'" ST_ORG "','createdDateTime':'2026-11-01T08:00:00Z',"
      "'updatedDateTime':'2026-11-20T08:00:00Z',%s%s}",
      number, number, kind, members);
  g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012u", number);

  st_put (test->store, text, "\"1\"");
  return st_find (test->store, id, NULL);
}

#define ACCEPTED                                                                                   \
  "'type':'Shared','qualification':'SalesQualified','status':'Active','substatus':'Accepted',"
#define TEAM ",'team':[{'firstName':'Ola','lastName':'Lind','email':'Ola@Fabrikam.example'}]"

static void
test_include (StoreTest *test, gconstpointer data)
{
  gint64 inbound, mine, both;
  g_autoptr (CosellCrmLink) link = NULL;
  ScArgs args = { 0 };

  sc_add_crm (test, "Sales");
  inbound = put_kind (test, 1, ACCEPTED "'direction':'Incoming'", "");
  mine = put_kind (test, 2, ACCEPTED "'direction':'Outgoing'", TEAM);
  both = put_kind (test, 3, ACCEPTED "'direction':'Incoming'", TEAM);
  put_kind (test, 4, ACCEPTED "'direction':'Outgoing'", "");
  put_kind (test, 5,
            "'type':'Shared','qualification':'SalesQualified','status':'Closed','substatus':'Won',"
            "'direction':'Incoming'",
            TEAM);
  put_kind (test, 6,
            "'type':'Shared','qualification':'SalesQualified','status':'New',"
            "'substatus':'Pending','direction':'Incoming'",
            TEAM);
  put_kind (test, 7, ACCEPTED "'direction':'Incoming'", TEAM);
  st_execute (test->store, "UPDATE deal SET invisible_since = 1 WHERE remote_id LIKE '%7'");
  st_save_draft (test->store, 0, "{}", "A draft", NULL);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_NONE), ==, 0);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_INBOUND), ==, 2);
  link = sc_get_link (test, inbound);
  g_assert_cmpint (link->state, ==, COSELL_CRM_WAITING);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_INBOUND), ==, 0);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_MINE), ==, 1);
  g_clear_pointer (&link, cosell_crm_link_free);
  link = sc_get_link (test, mine);
  g_assert_nonnull (link);
  /* what a person took away stays away */
  args.deal = both;
  sc_must (test, sc_remove_work, &args);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_INBOUND), ==, 0);
  g_assert_cmpuint (sc_include (test, COSELL_CRM_RULE_MINE), ==, 0);
  sc_put_link (test, both, "Sales", "opp-3", NULL); /* until they link it themselves */
}

static gboolean
count_ids_work (CosellStore *store, ScArgs *args, GError **error)
{
  return cosell_store_count_crm_ids (store, &args->n, &args->m, error);
}

/* K17 */
static void
test_count_ids (StoreTest *test, gconstpointer data)
{
  ScArgs args = { 0 };
  gint64 linked;

  sc_add_crm (test, "Sales");
  put_kind (test, 1,
            ACCEPTED
            "'direction':'Incoming','externalReferenceId':'0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10'",
            "");
  linked = put_kind (
      test, 2,
      ACCEPTED
      "'direction':'Incoming','externalReferenceId':'1f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10'",
      "");
  put_kind (test, 3, ACCEPTED "'direction':'Incoming','externalReferenceId':'CRM-3'", "");
  st_save_draft (test->store, 0, "{\"crmId\":\"0067000000abcDEFGH\"}", "A draft", NULL);
  sc_put_link (test, linked, "Sales", "opp-2", NULL);
  sc_must (test, count_ids_work, &args);
  g_assert_cmpuint (args.n, ==, 1);
  g_assert_cmpuint (args.m, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/crm-lane/lane", test_lane);
  STORE_TEST_ADD ("/crm-lane/counted", test_counted);
  STORE_TEST_ADD ("/crm-lane/account", test_account);
  STORE_TEST_ADD ("/crm-lane/I14-query", test_query);
  STORE_TEST_ADD ("/crm-lane/K1-include", test_include);
  STORE_TEST_ADD ("/crm-lane/K17-count-ids", test_count_ids);
  return g_test_run ();
}
