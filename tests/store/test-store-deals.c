/* test-store-deals.c: what the service sends becomes rows, documents, history and knowledge */
#include "base/cosell-str.h"
#include "model/cosell-change.h"
#include "store/store-test.h"

#include "base/cosell-time.h"

static char *
microsoft_half (int minute, const char *substatus)
{
  return json_printf ("{'id':'" ST_REMOTE_MICROSOFT "','engagementId':'" ST_ENGAGEMENT
                      "','organizationId':'msft','organizationName':'Microsoft','name':'Theirs',"
                      "'createdDateTime':'2026-11-02T08:00:00Z','updatedDateTime':"
                      "'2026-11-20T08:%02d:00Z','status':'Active','substatus':'%s','type':'Shared',"
                      "'team':[{'firstName':'Mia','email':'mia@microsoft.example'}]}",
                      minute, substatus);
}

static char *
history (StoreTest *test, gint64 deal)
{
  return st_history (test->store, deal);
}

/* ---- rows ---- */

static void
test_halves_in_order (StoreTest *test, gconstpointer data)
{
  g_autofree char *microsoft = microsoft_half (1, "Accepted");
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  const CosellDocument *document;
  gint64 deal;

  deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Mine'");
  st_put (test->store, microsoft, NULL);
  g_assert_cmpint (st_find (test->store, ST_REMOTE_MICROSOFT, NULL), ==, deal);
  row = st_deal (test->store, deal);
  g_assert_cmpstr (row->name, ==, "Mine");
  g_assert_cmpint (row->type, ==, COSELL_DEAL_TYPE_CO_SELL);
  g_assert_cmpint (row->microsoft_status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  documents = st_documents (test->store, deal);
  g_assert_cmpuint (documents->len, ==, 2);
  document = g_ptr_array_index (documents, 0);
  g_assert_cmpint (document->role, ==, COSELL_ROLE_OWN);
  g_assert_cmpstr (document->remote_id, ==, ST_REMOTE);
  g_assert_cmpstr (document->etag, ==, "\"etag-1\"");
  document = g_ptr_array_index (documents, 1);
  g_assert_cmpint (document->role, ==, COSELL_ROLE_MICROSOFT);
  g_assert_cmpstr (document->base, ==, microsoft);
}

/* Newest first, so Microsoft's half often comes before the own one. */
static void
test_halves_reversed (StoreTest *test, gconstpointer data)
{
  g_autofree char *microsoft = microsoft_half (1, "Accepted");
  g_autoptr (GPtrArray) documents = NULL;
  gint64 counts[COSELL_N_TABS];
  gint64 deal;

  st_put (test->store, microsoft, NULL);
  st_tabs (test->store, counts);
  g_assert_cmpint (counts[COSELL_TAB_INBOUND] + counts[COSELL_TAB_OUTBOUND], ==, 0);
  deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Mine'");
  documents = st_documents (test->store, deal);
  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpstr (((CosellDocument *) documents->pdata[0])->remote_id, ==, ST_REMOTE);
  st_tabs (test->store, counts);
  g_assert_cmpint (counts[COSELL_TAB_OUTBOUND], ==, 1);
}

/* src/model/README.md: without engagementId each referral stands for itself. */
static void
test_no_engagement (StoreTest *test, gconstpointer data)
{
  g_autofree char *first = json_printf ("{'id':'one','name':'First'}");
  g_autofree char *second = json_printf ("{'id':'two','name':'Second','engagementId':null}");
  g_autofree char *names = NULL;

  st_put (test->store, first, NULL);
  st_put (test->store, second, NULL);
  g_assert_cmpint (st_find (test->store, "one", NULL), !=, st_find (test->store, "two", NULL));
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "First|Second");
}

/* B5: the GUID of zeros is no engagement, and no id. */
static void
test_nil_ids (StoreTest *test, gconstpointer data)
{
  static const char *const nil[] = { "00000000-0000-0000-0000-000000000000",
                                     "{00000000-0000-0000-0000-000000000000}",
                                     "00000000000000000000000000000000" };
  g_autofree char *nobody = json_printf ("{'id':'%s','name':'Nobody'}", nil[0]);
  g_autofree char *names = NULL;
  g_autofree char *current = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (nil); i++)
    {
      g_autofree char *text = json_printf (
          "{'id':'deal-%u','engagementId':'%s','organizationId':'%s','name':'Deal %u'}", i, nil[i],
          ST_ORG, i);

      st_put (test->store, text, NULL);
    }
  g_assert_false (st_try_put (test->store, nobody));
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "Deal 0|Deal 1|Deal 2");
  current = st_value (test->store, st_find (test->store, "deal-0", NULL), "/engagementId");
  g_assert_cmpstr (current, ==, "\"00000000-0000-0000-0000-000000000000\"");
}

/* The same in a database that took them for one: they part when they come again. */
static void
test_nil_ids_part (StoreTest *test, gconstpointer data)
{
  g_autofree char *names = NULL;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < 3; i++)
        {
          g_autofree char *text =
              json_printf ("{'id':'deal-%u','engagementId':'00000000-0000-0000-0000-000000000000',"
                           "'organizationId':'%s','name':'Deal %u'}",
                           i, ST_ORG, i);

          st_put (test->store, text, NULL);
        }
      if (pass == 0)
        {
          st_execute (test->store,
                      "UPDATE referral SET engagement = '00000000-0000-0000-0000-000000000000', "
                      "deal = (SELECT min (id) FROM deal);"
                      "DELETE FROM deal WHERE id > (SELECT min (id) FROM deal)");
          g_assert_cmpint (st_find (test->store, "deal-2", NULL), ==,
                           st_find (test->store, "deal-0", NULL));
        }
    }
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "Deal 0|Deal 1|Deal 2");
}

/* P14: what comes after a version whose stamp is ahead is newer all the same. */
static void
test_stamp_ahead (StoreTest *test, gconstpointer data)
{
  static const char *const versions[][2] = {
    { "First", "2026-11-22T07:00:00Z" },
    { "Ahead", "2026-12-12T08:00:00Z" },
    { "Right", "2026-11-22T07:30:00Z" },
    { "Old", "2026-11-22T07:00:00Z" },
  };
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *text = json_printf ("{'id':'" ST_REMOTE "','organizationId':'" ST_ORG
                                           "','name':'%s','updatedDateTime':'%s'}",
                                           versions[i][0], versions[i][1]);

      st_put (test->store, text, NULL);
    }
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "Right");
}

/* The GUIDs of one engagement may differ in case. */
static void
test_case_of_ids (StoreTest *test, gconstpointer data)
{
  g_autofree char *upper = g_ascii_strup (ST_REMOTE, -1);
  g_autofree char *engagement = g_ascii_strup (ST_ENGAGEMENT, -1);
  g_autofree char *microsoft = microsoft_half (1, "Accepted");
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");

  g_assert_cmpint (st_put_deal (test->store, upper, engagement, ST_ORG, 2, ""), ==, deal);
  st_put (test->store, microsoft, NULL);
  g_assert_cmpint (st_find (test->store, ST_REMOTE_MICROSOFT, NULL), ==, deal);
}

/* B5: what is missing, null or of another type breaks nothing and is kept. */
static void
test_odd_documents (StoreTest *test, gconstpointer data)
{
  static const char *const texts[] = {
    "{\"id\":\"x1\"}",
    "{\"id\":\"x2\",\"engagementId\":\"x\",\"name\":17,\"details\":[],\"team\":{\"a\":1},"
    "\"customerProfile\":\"none\",\"status\":null,\"eTag\":5,\"updatedDateTime\":\"soon\"}",
    "{\"id\":\"x3\",\"details\":{\"dealValue\":1e400,\"requirements\":{\"solutions\":[7,{}]}},"
    "\"team\":[null,\"x\",{\"email\":3}], \"new\" : {\"kept\":[1.50, 12345678901234567890]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i + 1);
      g_autofree char *current = NULL;

      st_put (test->store, texts[i], NULL);
      current = st_current (test->store, st_find (test->store, id, NULL));
      g_assert_cmpstr (current, ==, texts[i]);
    }
}

static void
test_without_id (StoreTest *test, gconstpointer data)
{
  g_autofree char *names = NULL;

  g_assert_false (st_try_put (test->store, "{\"name\":\"Nobody\"}"));
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "");
}

/* ---- own organization ---- */

static void
put_partner_pair (StoreTest *test)
{
  /* The partner's half is older, so without knowing who we are it makes the row. */
  g_autofree char *partner = json_printf (
      "{'id':'%s','engagementId':'%s','organizationId':'%s','name':'Of the partner',"
      "'createdDateTime':'2026-10-01T08:00:00Z','updatedDateTime':'2026-10-01T08:00:00Z',"
      "'status':'Active','substatus':'Accepted','direction':'Outgoing',"
      "'team':[{'firstName':'Paul','email':'paul@tailwind.example'}]}",
      "cccccccc-0000-4000-8000-000000000001", ST_ENGAGEMENT, ST_PARTNER);

  st_put (test->store, partner, NULL);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
               ",'name':'Ours','team':[{'firstName':'Ola','email':'ola@fabrikam.example'}]");
}

static void
test_own_from_me (StoreTest *test, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *own = NULL;
  g_autofree char *members = NULL;

  put_partner_pair (test);
  before = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (before, ==, "Of the partner");
  st_set_meta (test->store, "me",
               "{\"organization\":{\"id\":\"" ST_ORG "\",\"name\":\"Fabrikam\"}}");
  st_update_own (test->store);
  own = st_meta (test->store, "own-organization");
  g_assert_cmpstr (own, ==, ST_ORG);
  after = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (after, ==, "Ours");
  members = st_recent_members (test->store, 20);
  g_assert_null (strstr (members, "paul@"));
  g_assert_nonnull (strstr (members, "ola@"));
}

static void
test_own_most_frequent (StoreTest *test, gconstpointer data)
{
  g_autofree char *own = NULL;
  g_autofree char *names = NULL;
  g_autofree char *microsoft = microsoft_half (1, "Accepted");

  put_partner_pair (test);
  st_put (test->store, microsoft, NULL);
  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, ",'name':'Another'");
  st_update_own (test->store);
  own = st_meta (test->store, "own-organization");
  g_assert_cmpstr (own, ==, ST_ORG);
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "Another|Ours");
}

/* ---- the same referral again ---- */

static void
test_update (StoreTest *test, gconstpointer data)
{
  g_autofree char *lines = NULL;
  gint64 deal;

  deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                      ",'name':'Old','details':{'dealValue':1,'notes':''},'salesStage':null");
  g_assert_cmpint (st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
                                ",'name':'New','details':{'dealValue':1.0,'notes':null},"
                                "'salesStage':'40','favorite':true,'secret':1"),
                   ==, deal);
  lines = history (test, deal);
  g_assert_cmpstr (lines, ==,
                   "service /favorite →true\n"
                   "service /salesStage →\"40\"\n"
                   "service /name \"Old\"→\"New\"\n"
                   "service  →\n");
}

static void
test_older_is_ignored (StoreTest *test, gconstpointer data)
{
  g_autofree char *name = NULL;
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 5, ",'name':'Five'");

  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 4, ",'name':'Four'");
  name = st_value (test->store, deal, "/name");
  g_assert_cmpstr (name, ==, "\"Five\"");
}

static char *
etag_of (StoreTest *test, gint64 deal)
{
  g_autoptr (GPtrArray) documents = st_documents (test->store, deal);

  return g_strdup (((CosellDocument *) documents->pdata[0])->etag);
}

static void
test_etag (StoreTest *test, gconstpointer data)
{
  static const struct
  {
    int minute;
    const char *member; /* in the body */
    const char *header;
    const char *expected;
  } rows[] = {
    { 1, ",'eTag':'\\\"body\\\"'", NULL, "\"body\"" },            /* as decoded, quotes included */
    { 1, "", NULL, "\"body\"" },                                  /* same state: still good */
    { 2, "", NULL, NULL },                                        /* another state: unknown */
    { 3, "", "\"header\"", "\"header\"" },                        /* from the header */
    { 4, ",'eTag':'\\\"body2\\\"'", "\"header2\"", "\"body2\"" }, /* the body wins */
  };
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 0, "");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          st_referral (ST_REMOTE, ST_ENGAGEMENT, ST_ORG, rows[i].minute, rows[i].member);
      g_autofree char *etag = NULL;

      st_put (test->store, text, rows[i].header);
      etag = etag_of (test, deal);
      g_assert_cmpstr (etag, ==, rows[i].expected);
    }
}

/* The service moves a referral to another engagement: the row goes along. */
static void
test_other_engagement (StoreTest *test, gconstpointer data)
{
  g_autofree char *microsoft = microsoft_half (1, "Accepted");
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'Mine'");

  st_put (test->store, microsoft, NULL);
  g_assert_cmpint (st_put_deal (test->store, ST_REMOTE, "another", ST_ORG, 2, ",'name':'Mine'"), ==,
                   deal);
  documents = st_documents (test->store, deal);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_cmpint (st_find (test->store, ST_REMOTE_MICROSOFT, &error), ==, 0);
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
}

/* Two rows turn out to be one engagement: the older id stays, with both histories. */
static void
test_engagements_join (StoreTest *test, gconstpointer data)
{
  g_autofree char *lines = NULL;
  g_autofree char *names = NULL;
  gint64 first = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'A'");
  gint64 second = st_put_deal (test->store, "other", "e2", ST_PARTNER, 1, ",'name':'B'");

  g_assert_cmpint (first, !=, second);
  st_put_deal (test->store, "other", ST_ENGAGEMENT, ST_PARTNER, 2, ",'name':'B'");
  names = st_names (test->store, COSELL_TAB_ALL, NULL, "name", NULL);
  g_assert_cmpstr (names, ==, "A");
  g_assert_cmpint (st_find (test->store, "other", NULL), ==, first);
  lines = history (test, first);
  g_assert_nonnull (strstr (lines, "service  →"));
}

/* ---- what is known ---- */

#define TEAM(name)                                                                                 \
  "'team':[{'firstName':'" name "','email':'" name "@fabrikam.example','phoneNumber':'1'}]"
#define CUSTOMER(name, country)                                                                    \
  "'customerProfile':{'name':'" name "','address':{'country':'" country "'}}"
#define SOLUTIONS(list) "'details':{'requirements':{'solutions':[" list "]}}"

static void
test_known_customers (StoreTest *test, gconstpointer data)
{
  g_autofree char *all = NULL;
  g_autofree char *found = NULL;
  g_autofree char *one = NULL;

  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, "," CUSTOMER ("Åre Ski", "SE"));
  st_put_deal (test->store, "d2", "e2", ST_ORG, 2, "," CUSTOMER ("Contoso", "US"));
  st_put_deal (test->store, "d3", "e3", ST_ORG, 3, "," CUSTOMER ("ARE SKI", "SE"));
  st_put_deal (test->store, "d4", "e4", ST_ORG, 0, "," CUSTOMER ("Are Ski", "NO"));
  all = st_known_customers (test->store, NULL, 10);
  g_assert_cmpstr (all, ==,
                   "{\"name\":\"ARE SKI\",\"address\":{\"country\":\"SE\"}}\n"
                   "{\"name\":\"Contoso\",\"address\":{\"country\":\"US\"}}\n"
                   "{\"name\":\"Are Ski\",\"address\":{\"country\":\"NO\"}}");
  found = st_known_customers (test->store, "ÅRE", 10);
  g_assert_null (strstr (found, "Contoso"));
  g_assert_nonnull (strstr (found, "NO"));
  one = st_known_customers (test->store, NULL, 1);
  g_assert_null (strchr (one, '\n'));
}

#define ENTITY(name, line, duns)                                                                   \
  ",'customerProfile':{'name':'" name "','address':{'addressLine1':'" line                         \
  "','country':'SE'},'ids':[{'profileType':'Duns','id':'" duns "'}]}"

/* C1: several entities of one company are told apart, by number, else by address. */
static void
test_known_entities (StoreTest *test, gconstpointer data)
{
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;

  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, ENTITY ("Contoso", "Storgatan 1", "354111111"));
  st_put_deal (test->store, "d2", "e2", ST_ORG, 2, ENTITY ("Contoso", "Storgatan 1", "354111112"));
  st_put_deal (test->store, "d3", "e3", ST_ORG, 3, ENTITY ("Contoso", "Moved", "35-411-1111"));
  st_put_deal (test->store, "d4", "e4", ST_ORG, 4, ENTITY ("Contoso", "Hamngatan 3", ""));
  st_put_deal (test->store, "d5", "e5", ST_ORG, 5, ENTITY ("CONTOSO", "HAMNGATAN 3", ""));
  all = st_known_customers (test->store, NULL, 10);
  lines = g_strsplit (all, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (lines[0], "HAMNGATAN 3"));
  g_assert_nonnull (strstr (lines[1], "Moved"));
  g_assert_nonnull (strstr (lines[2], "354111112"));
}

/* C24 */
static void
test_known_campaigns (StoreTest *test, gconstpointer data)
{
  g_autofree char *all = NULL;
  g_autofree char *one = NULL;

  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, ",'campaignId':'SPRING'");
  st_put_deal (test->store, "d2", "e2", ST_ORG, 2, ",'campaignId':'AUTUMN'");
  st_put_deal (test->store, "d3", "e3", ST_ORG, 3, ",'campaignId':'SPRING'");
  st_put_deal (test->store, "d4", "e4", ST_ORG, 4, "");
  all = st_known_campaigns (test->store, 10);
  g_assert_cmpstr (all, ==, "SPRING\nAUTUMN");
  one = st_known_campaigns (test->store, 1);
  g_assert_cmpstr (one, ==, "SPRING");
}

#define ATTRIBUTES(elements)                                                                       \
  ",'details':{'requirements':{'additionalRequirements':{'attributes':[" elements "]}}}"
#define AREA(id) "{'type':'SolutionArea','id':'" id "'}"

/* C25: each value once, however it is written; none that is empty, or that no deal has any more. */
static void
test_known_attributes (StoreTest *test, gconstpointer data)
{
  g_autofree char *all = NULL;

  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, ATTRIBUTES (AREA ("Data &amp; AI")));
  st_put_deal (test->store, "d2", "e2", ST_ORG, 2, ATTRIBUTES (AREA ("Secuirty")));
  st_put_deal (test->store, "d3", "e3", ST_ORG, 3,
               ATTRIBUTES ("{'id':'Data &amp; AI','name':'x','type':'solutionarea'},"
                           "{'type':'SolutionPlay','id':'Migrate'}"));
  st_put_deal (test->store, "d4", "e4", ST_ORG, 4, ATTRIBUTES (AREA ("")));
  st_put_deal (test->store, "d5", "e5", ST_ORG, 5, ATTRIBUTES ("{'type':'SolutionArea'},1"));
  st_put_deal (test->store, "d6", "e6", ST_ORG, 6, "");
  all = st_known_attributes (test->store, "SolutionArea", 10);
  g_assert_cmpstr (all, ==, "Data & AI\nSecuirty");
  st_put_deal (test->store, "d2", "e2", ST_ORG, 7, ATTRIBUTES (AREA ("Security")));
  cosell_take_str (&all, st_known_attributes (test->store, "SolutionArea", 10));
  g_assert_cmpstr (all, ==, "Security\nData & AI");
  cosell_take_str (&all, st_known_attributes (test->store, "SolutionArea", 1));
  g_assert_cmpstr (all, ==, "Security");
  cosell_take_str (&all, st_known_attributes (test->store, "SolutionPlay", 10));
  g_assert_cmpstr (all, ==, "Migrate");
}

#define DUPLICATES(name, country, duns, except, expected)                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *ids_ = st_duplicates (test->store, name, country, duns, except);              \
    g_assert_cmpstr (ids_, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

/* C17: same number, or same folded name in the same country; open ones only, newest first. */
static void
test_duplicates (StoreTest *test, gconstpointer data)
{
  gint64 a = st_put_deal (test->store, "d1", "e1", ST_ORG, 1,
                          ENTITY ("Åre Ski AB", "Storgatan 1", "35-411-1111"));
  gint64 b = st_put_deal (test->store, "d2", "e2", ST_ORG, 2, "," CUSTOMER (" ARE SKI ab", "se"));
  gint64 won = st_put_deal (test->store, "d3", "e3", ST_ORG, 3,
                            ENTITY ("Åre Ski AB", "Storgatan 1", "354111111") "");
  g_autofree char *both = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, b, a);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, a);
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, b);
  g_autofree char *closed =
      json_printf ("{'id':'d3','engagementId':'e3','organizationId':'" ST_ORG
                   "','updatedDateTime':'2026-11-23T08:00:00Z','status':'Closed',"
                   "'substatus':'Won','customerProfile':{'name':'Åre Ski AB',"
                   "'address':{'country':'SE'}}}");

  st_put (test->store, closed, NULL);
  g_assert_cmpint (won, !=, 0);
  DUPLICATES ("are ski ab", "SE", NULL, 0, both);
  DUPLICATES ("are ski ab", "SE", NULL, b, first);
  DUPLICATES ("Another", "NO", "354 111 111", 0, first);
  DUPLICATES ("Another", "NO", "354111111", a, "");
  DUPLICATES ("are ski ab", "NO", NULL, 0, "");
  DUPLICATES ("are ski", "SE", NULL, 0, "");
  DUPLICATES (NULL, NULL, NULL, 0, "");
  DUPLICATES ("are ski ab", "SE", "999999999", a, second);
}

/* C8 */
static void
test_recent_members (StoreTest *test, gconstpointer data)
{
  g_autofree char *members = NULL;
  g_autofree char *microsoft = microsoft_half (9, "Accepted");

  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, "," TEAM ("anna"));
  st_put_deal (test->store, "d2", "e2", ST_ORG, 2, "," TEAM ("bo"));
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3, "," TEAM ("Anna"));
  st_put (test->store, microsoft, NULL);
  members = st_recent_members (test->store, 20);
  g_assert_cmpstr (members, ==,
                   "{\"firstName\":\"Anna\",\"email\":\"Anna@fabrikam.example\","
                   "\"phoneNumber\":\"1\"}\n"
                   "{\"firstName\":\"bo\",\"email\":\"bo@fabrikam.example\","
                   "\"phoneNumber\":\"1\"}");
}

/* C8, C22: the inviter's people are not of our company; whom we add is. */
static void
test_recent_of_partner (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autofree char *members = NULL;
  g_autofree char *before = NULL;
  gint64 deal;

  st_set_meta (test->store, "me",
               "{\"organization\":{\"id\":\"" ST_ORG "\"},"
               "\"user\":{\"email\":\"ola@fabrikam.example\"}}");
  deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1,
                      ",'inviteContext':{'invitedBy':{'organizationId':'" ST_PARTNER "'}},"
                      "'team':[{'firstName':'Paul','email':'paul@tailwind.example'},"
                      "{'firstName':'Ola','email':'ola@fabrikam.example'}]");
  members = st_recent_members (test->store, 20);
  g_assert_null (strstr (members, "paul@"));
  g_assert_nonnull (strstr (members, "ola@"));
  before = st_value (test->store, deal, "/team");
  g_ptr_array_add (
      changes,
      cosell_change_new ("/team", before,
                         "[{\"firstName\":\"Paul\",\"email\":\"paul@tailwind.example\"},"
                         "{\"firstName\":\"Eva\",\"email\":\"eva@fabrikam-norge.example\"}]"));
  g_assert_true (st_edit (test->store, st_own (test->store, deal), changes, NULL));
  cosell_take_str (&members, st_recent_members (test->store, 20));
  g_assert_null (strstr (members, "paul@"));
  g_assert_nonnull (strstr (members, "eva@"));
}

static void
test_known_solutions (StoreTest *test, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  st_put_deal (test->store, "d1", "e1", ST_ORG, 1, "," SOLUTIONS ("{'id':'S1','name':'One'}"));
  st_put_deal (test->store, "d2", "e2", ST_ORG, 2, "," SOLUTIONS ("{'id':'S2','name':'Two'}"));
  st_put_deal (test->store, "d3", "e3", ST_ORG, 3, "," SOLUTIONS ("{'id':'S2'},{'id':'S3'}"));
  first = st_known_solutions (test->store, 10);
  g_assert_cmpstr (first, ==, "{\"id\":\"S2\"}\n{\"id\":\"S3\"}\n{\"id\":\"S1\",\"name\":\"One\"}");
  /* the same again counts nothing; what is taken away no longer counts */
  st_put_deal (test->store, "d1", "e1", ST_ORG, 4,
               ",'name':'x'," SOLUTIONS ("{'id':'S1','name':'One'}"));
  st_put_deal (test->store, "d3", "e3", ST_ORG, 5, "," SOLUTIONS (""));
  second = st_known_solutions (test->store, 10);
  g_assert_cmpstr (second, ==, "{\"id\":\"S2\"}\n{\"id\":\"S1\",\"name\":\"One\"}");
}

/* ---- account ---- */

static void
test_meta (StoreTest *test, gconstpointer data)
{
  g_autofree char *none = st_meta (test->store, "cursor");
  g_autofree char *first = NULL;
  g_autofree char *gone = NULL;

  g_assert_null (none);
  st_set_meta (test->store, "cursor", "a");
  first = st_meta (test->store, "cursor");
  g_assert_cmpstr (first, ==, "a");
  st_set_meta (test->store, "cursor", NULL);
  gone = st_meta (test->store, "cursor");
  g_assert_null (gone);
}

static void
test_account (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *names = NULL;
  gint64 deal;
  gint64 seq;

  g_assert_true (st_set_account (test->store, "https://a.example", &error));
  deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ",'name':'A'");
  st_set_meta (test->store, "cursor", "x");
  g_assert_true (st_set_account (test->store, "https://a.example", &error));
  cursor = st_meta (test->store, "cursor");
  g_assert_cmpstr (cursor, ==, "x");

  st_set (test->store, deal, "name", "B");
  g_assert_false (st_set_account (test->store, "https://b.example", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  seq = st_seq (test->store, deal, 0);
  g_assert_true (st_act (test->store, cosell_store_discard, seq, &error));

  g_assert_true (st_set_account (test->store, "https://b.example", &error));
  url = st_meta (test->store, "account-url");
  g_assert_cmpstr (url, ==, "https://b.example");
  g_clear_pointer (&cursor, g_free);
  cursor = st_meta (test->store, "cursor");
  g_assert_null (cursor);
  names = st_names (test->store, COSELL_TAB_ALL, NULL, NULL, NULL);
  g_assert_cmpstr (names, ==, "");
  /* local ids are never used twice */
  g_assert_cmpint (st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, ""), >, deal);
}

static void
test_account_keeps_drafts (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  st_save_draft (test->store, 0, "{}", "Draft", NULL);
  g_assert_true (st_set_account (test->store, "https://a.example", &error));
  g_assert_no_error (error);
  g_assert_false (st_set_account (test->store, NULL, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/rows/own-then-microsoft", test_halves_in_order);
  STORE_TEST_ADD ("/store/rows/microsoft-then-own", test_halves_reversed);
  STORE_TEST_ADD ("/store/rows/no-engagement", test_no_engagement);
  STORE_TEST_ADD ("/store/rows/case-of-ids", test_case_of_ids);
  STORE_TEST_ADD ("/store/rows/P14-nil-ids", test_nil_ids);
  STORE_TEST_ADD ("/store/rows/P14-nil-ids-part", test_nil_ids_part);
  STORE_TEST_ADD ("/store/rows/P14-stamp-ahead", test_stamp_ahead);
  STORE_TEST_ADD ("/store/rows/B5-odd-documents", test_odd_documents);
  STORE_TEST_ADD ("/store/rows/B5-without-id", test_without_id);
  STORE_TEST_ADD ("/store/rows/other-engagement", test_other_engagement);
  STORE_TEST_ADD ("/store/rows/engagements-join", test_engagements_join);
  STORE_TEST_ADD ("/store/own/from-me", test_own_from_me);
  STORE_TEST_ADD ("/store/own/most-frequent", test_own_most_frequent);
  STORE_TEST_ADD ("/store/put/update", test_update);
  STORE_TEST_ADD ("/store/put/older", test_older_is_ignored);
  STORE_TEST_ADD ("/store/put/etag", test_etag);
  STORE_TEST_ADD ("/store/known/customers", test_known_customers);
  STORE_TEST_ADD ("/store/known/C1-entities", test_known_entities);
  STORE_TEST_ADD ("/store/known/C24-campaigns", test_known_campaigns);
  STORE_TEST_ADD ("/store/known/C25-attributes", test_known_attributes);
  STORE_TEST_ADD ("/store/C17-duplicates", test_duplicates);
  STORE_TEST_ADD ("/store/known/C8-members", test_recent_members);
  STORE_TEST_ADD ("/store/known/C8-C22-members-of-partner", test_recent_of_partner);
  STORE_TEST_ADD ("/store/known/solutions", test_known_solutions);
  STORE_TEST_ADD ("/store/account/meta", test_meta);
  STORE_TEST_ADD ("/store/account/replace", test_account);
  STORE_TEST_ADD ("/store/account/keeps-drafts", test_account_keeps_drafts);
  return g_test_run ();
}
