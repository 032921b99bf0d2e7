/* The query language finds in SQL what cosell_query_match says (chapter I): every key, keyword and
 * negation, and random queries, over deals of all sorts. */
#include "store/store-test.h"

#include "base/cosell-time.h"
#include "model/cosell-deal-facts.h"
#include "model/cosell-draft.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-export.h"
#include "model/cosell-query-match.h"
#include "model/cosell-search-text.h"
#include "store/cosell-store-fill.h"
#include "store/cosell-store-notifications.h"
#include "store/cosell-store-private.h"
#include "store/cosell-store-search.h"

#define N_DEALS 300
/* COSELL_QUERIES: another number */
#ifdef __SANITIZE_ADDRESS__
#define N_QUERIES 300
#else
#define N_QUERIES 2000
#endif
#define SEED 20261122

#define PICK(rand, list) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

/* ---- deals ---- */

static const char *const statuses[] = {
  "'status':'New','substatus':'Pending'",     "'status':'Active','substatus':'Accepted'",
  "'status':'Active','substatus':'Accepted'", "'status':'Closed','substatus':'Won'",
  "'status':'Closed','substatus':'Lost'",     "'status':'Closed','substatus':'Declined'",
  "'status':'Closed','substatus':'Expired'",  "'status':'Closed','substatus':'Error'",
};
static const char *const values[] = {
  "",
  "",
  ",'dealValue':0",
  ",'dealValue':1000",
  ",'dealValue':1000.00",
  ",'dealValue':999.995",
  ",'dealValue':1000.000000000000000001",
  ",'dealValue':100000000000000000000000.5",
  ",'dealValue':1200000.50",
  ",'dealValue':2.5e3",
};
static const char *const currencies[] = { "", ",'currency':'SEK'", ",'currency':'EUR'",
                                          ",'currency':'JPY'", ",'currency':'XAF'" };
static const char *const dates[] = {
  "",
  ",'closingDateTime':'2026-11-21T00:00:00Z'",
  ",'closingDateTime':'2026-11-22T00:00:00Z'",
  ",'closingDateTime':'2026-11-23T00:00:00Z'",
  ",'closingDateTime':'2026-12-31T00:00:00Z'",
  ",'closingDateTime':'2027-01-15T00:00:00Z'",
  ",'closingDateTime':'2025-02-28T00:00:00Z'",
};
static const char *const countries[] = { "", "SE", "se", "CH", "Narnia" };
static const char *const customers[] = { "",        "Åre Ski AB", "Contoso Straße",
                                         "CONTOSO", "Ｆｕｌｌ",   "Con\\ttoso  Ｇａｒｔｅｎ AG" };
static const char *const campaigns[] = { "", ",'campaignId':'SPRING 2027'",
                                         ",'campaignId':'Räksmörgås'" };
static const char *const locations[] = { "", ",'mpnId':'1234567'", ",'mpnId':'7654321'" };
static const char *const crms[] = { "", ",'externalReferenceId':'CRM-7'" };
static const char *const stages[] = { "",
                                      ",'salesStage':'20'",
                                      ",'salesStage':'Propose'",
                                      ",'salesStage':'80'",
                                      ",'salesStage':'100'",
                                      ",'salesStage':'Pondering'" };
static const char *const registrations[] = { "", "", ",'registrationStatus':'ReviewPending'",
                                             ",'registrationStatus':'Approved'",
                                             ",'registrationStatus':'Whatever'" };
static const char *const teams[] = {
  "",
  ",'team':[{'firstName':'Ola','email':'Ola.Lind@Fabrikam.example'}]",
  ",'team':[{'email':'ola.lind@fabrikam.example.org'},{'email':'eva@fabrikam.example'}]",
  ",'team':[{'firstName':'Nobody'}]",
};
static const char *const solutions[] = {
  "",
  "'requirements':{'solutions':[{'id':'SOL-1','name':'Fabrikam Suite'}]}",
  "'requirements':{'solutions':[{'id':'SOL-2','name':'Größe'},{'id':'SOL-1','name':'Suite'}]}",
  "'requirements':{'solutions':[{'id':'SOL-3','name':'Assess','type':'SolutionAssessment'}]}",
};
static const char *const senders[] = {
  "'direction':'Outgoing'",
  "'direction':'Outgoing'",
  "'direction':'Incoming','inviteContext':{'invitedBy':{'organizationId':'msft'}}",
  "'direction':'Incoming','inviteContext':{'invitedBy':{'organizationId':'" ST_PARTNER
  "','organizationName':'Tailwind Ö'}}",
};
static const char *const kinds[] = {
  "'type':'Independent','qualification':'SalesQualified'",
  "'type':'Shared','qualification':'SalesQualified'",
  "'type':'Independent','qualification':'Direct','referralSource':'AppSource','callToAction':"
  "'Contact me','quality':'High'",
};
static const char *const instants[] = {
  "2025-12-31T22:59:59Z",     "2025-12-31T23:00:00Z", "2026-11-08T08:00:00Z",
  "2026-11-15T22:59:59.999Z", "2026-11-15T23:00:00Z", "2026-11-21T12:00:00Z",
  "2026-11-22T07:59:59Z",     "2026-11-29T22:30:00Z",
};

static void
put_half (CosellStore *store, GRand *rand, int i)
{
  static const char *const others[] = {
    "'organizationId':'msft'",
    "'organizationId':'" ST_PARTNER "','organizationName':'Tailwind Ö'",
    "'organizationId':'33333333-0000-4000-8000-00000000000c','organizationName':'Northwind'",
  };
  g_autofree char *json =
      json_printf ("{'id':'bbbbbbbb-0000-4000-8000-%012d','engagementId':'eeeeeeee-0000-4000-8000-"
                   "%012d',%s,%s,'createdDateTime':'2026-11-02T08:00:00Z','updatedDateTime':"
                   "'2026-11-20T08:00:00Z'}",
                   i, i, PICK (rand, others), PICK (rand, statuses));

  st_put (store, json, NULL);
}

static void
put_one (CosellStore *store, GRand *rand, int i)
{
  const char *date = PICK (rand, dates);
  const char *solution = PICK (rand, solutions);
  g_autofree char *json = json_printf (
      "{'id':'aaaaaaaa-0000-4000-8000-%012d','engagementId':'eeeeeeee-0000-4000-8000-%012d',"
      "'organizationId':'" ST_ORG "','organizationName':'Fabrikam','name':'Deal %d Büro 24\\\" %s',"
      "'createdDateTime':'%s','updatedDateTime':'%s',%s,%s,%s,'favorite':%s,"
      "'acceptedDateTime':%s%s%s,'closedDateTime':%s%s%s%s%s%s%s%s%s,"
      "'customerProfile':{'name':'%s','address':{'country':'%s'}},"
      "'consent':{'consentToShareReferralWithMicrosoftSellers':%s},"
      "'details':{'notes':'Wants a pilot%s'%s%s%s%s%s}}",
      i, i, i, PICK (rand, customers), PICK (rand, instants), PICK (rand, instants),
      PICK (rand, statuses), PICK (rand, kinds), PICK (rand, senders),
      g_rand_boolean (rand) ? "true" : "false", i % 3 == 0 ? "'" : "",
      i % 3 == 0 ? PICK (rand, instants) : "null", i % 3 == 0 ? "'" : "", i % 4 == 0 ? "'" : "",
      i % 4 == 0 ? PICK (rand, instants) : "null", i % 4 == 0 ? "'" : "", PICK (rand, campaigns),
      PICK (rand, locations), PICK (rand, crms), PICK (rand, stages), PICK (rand, registrations),
      PICK (rand, teams), PICK (rand, customers), PICK (rand, countries),
      g_rand_boolean (rand) ? "true" : "false", i % 5 == 0 ? "\\nin March" : "",
      PICK (rand, values), PICK (rand, currencies), date, *solution != '\0' ? "," : "", solution);

  st_put (store, json, NULL);
  if (g_rand_int_range (rand, 0, 3) == 0)
    put_half (store, rand, i);
}

static gboolean
save_draft_job (CosellStore *store, gpointer data, GError **error)
{
  g_autoptr (CosellDraft) draft = cosell_draft_new_from_json (data, error);
  g_autoptr (CosellDealData) row = cosell_deal_data_new ();

  if (draft == NULL)
    return FALSE;
  cosell_draft_derive (draft, row);
  return cosell_store_save_draft (store, 0, data, row, NULL, error) != 0;
}

static void
run (CosellStore *store, CosellStoreMode mode, CosellStoreFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = cosell_store_run (store, mode, func, data, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
put_drafts (CosellStore *store)
{
  static const char *const drafts[] = {
    "{'name':'Nothing yet'}",
    "{'name':'Draft ö','customer':{'name':'Contoso AB','country':'SE'},'value':'1000','currency':"
    "'EUR','closeDate':'2026-11-21','team':[{'firstName':'Ola','email':"
    "'ola.lind@fabrikam.example'}],'solutions':[{'id':'SOL-1','name':'Suite','kind':'own'}],"
    "'visibleToMicrosoft':true,'partners':[{'id':'" ST_PARTNER "','name':'Tailwind Ö'}]}",
  };

  for (guint i = 0; i < 8; i++)
    run (store, COSELL_STORE_WRITE, save_draft_job,
         (gpointer) json_text (drafts[i % G_N_ELEMENTS (drafts)]));
}

/* What only happens in time: where changes wait, answers, looks. */
static void
put_states (CosellStore *store)
{
  st_execute (store, "UPDATE deal SET local_change_at = 1700000000000000 + id * 230000000000 "
                     "WHERE id % 7 = 1");
  st_execute (store, "UPDATE deal SET answered_at = 1790000000000000 WHERE id % 6 = 1");
  st_execute (store, "UPDATE deal SET seen_at = 1790000000000000 - 60 + id WHERE id % 12 = 1");
  for (gint64 deal = 5; deal < N_DEALS; deal += 9)
    {
      g_autofree char *waits = g_strdup_printf (
          "INSERT INTO outbox (deal, referral, op, state, changes, request_id, created_at, held) "
          "SELECT id, own_referral, 'update', '%s', '{}', 'r' || id, 0, %d FROM deal "
          "WHERE id = %" G_GINT64_FORMAT " AND own_referral IS NOT NULL",
          deal % 2 == 0 ? "parked" : "pending", deal % 4 == 0, deal);
      g_autofree char *sync =
          g_strdup_printf ("UPDATE deal SET sync = '%s' WHERE id = %" G_GINT64_FORMAT
                           " AND own_referral IS NOT NULL",
                           deal % 2 == 0 ? (deal % 6 == 0 ? "conflict" : "parked") : "waiting",
                           deal);

      st_execute (store, waits);
      st_execute (store, sync);
    }
}

static void
fill (CosellStore *store)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  st_set_meta (store, "catalog-solutions",
               json_text ("{'value':[{'id':'sol-1','eligible':true},{'id':'SOL-2'}]}"));
  for (int i = 1; i <= N_DEALS; i++)
    put_one (store, rand, i);
  put_drafts (store);
  put_states (store);
}

/* ---- queries ---- */

static const char *const pools[COSELL_QUERY_N_KEYS] = {
  [COSELL_QUERY_KEY_TYPE] = "private|partner-led|co-sell|solution-assessment|lead",
  [COSELL_QUERY_KEY_STATUS] = "draft|received|accepted|won|lost|declined|expired|error",
  [COSELL_QUERY_KEY_COUNTRY] = "SE|se|Switzerland|none|DE",
  [COSELL_QUERY_KEY_CUSTOMER] =
      "contoso|are|strasse|full|none|\"ski ab\"|\"toso  garten\"|\"garten a\"|\"o garten\"|nobody",
  [COSELL_QUERY_KEY_SOLUTION] = "sol-1|suite|grosse|none|\"SOL-2\"",
  [COSELL_QUERY_KEY_PARTNER] = "tailwind|22222222|northwind|none",
  [COSELL_QUERY_KEY_CAMPAIGN] = "spring|raksmorgas|none|\"SPRING 2027\"|\"none\"",
  [COSELL_QUERY_KEY_LOCATION] = "1234567|34|none",
  [COSELL_QUERY_KEY_REGISTRATION] =
      "review-pending|action-required|approved|passed|failed|closed|other|none",
  [COSELL_QUERY_KEY_MICROSOFT] = "received|accepted|won|lost|declined|expired|error|none",
  [COSELL_QUERY_KEY_SYNC] = "synced|draft|scheduled|waiting|sending|parked|conflict",
  [COSELL_QUERY_KEY_TEAM] = "ola.lind|eva|EXAMPLE.ORG|none",
  [COSELL_QUERY_KEY_SENDER] = "microsoft|tailwind|none|\"wind o\"",
  [COSELL_QUERY_KEY_TAB] = "inbound|outbound|favorites|all",
  [COSELL_QUERY_KEY_CURRENCY] = "SEK|eur|JPY|none",
  [COSELL_QUERY_KEY_CRM] = "crm|7|none",
  [COSELL_QUERY_KEY_SOURCE] = "appsource|none",
  [COSELL_QUERY_KEY_ACTION] = "contact|none",
  [COSELL_QUERY_KEY_QUALITY] = "high|low|none",
  [COSELL_QUERY_KEY_VALUE] =
      "1000|>1000|>=1000|<1000|<=1000|0|>0|1000..|..1000|999.995..1200000.5|none|"
      "1000.000000000000000001|>1000.0000000000000000005|<100000000000000000000000.6|"
      ">=100000000000000000000000.5|11200|>89.2857142",
  [COSELL_QUERY_KEY_STAGE] =
      "10|20|>20|>=60|<=40|20..80|..20|80..|100|<20.5|>19.99999999999999999999|created|accepted|"
      "qualified|proposed|negotiated|collect-data|won|none",
  [COSELL_QUERY_KEY_CLOSES] =
      "2026-11-22|>2026-11-22|>=2026-11-22|<2026-11-22|<=2026-11-22|2026-11|2026-Q4|2027|"
      "2026-11-23..2026-12-31|..2026-11|2027-01..|today|this-week|next-month|last-quarter|next-30d|"
      "last-7d|overdue|none|9999|..9999",
  [COSELL_QUERY_KEY_CREATED] = "2026|2025|<2026|>2025|2026-11-16|today|last-7d|this-month|none",
  [COSELL_QUERY_KEY_CHANGED] = "2026|2026-11-15|>2026-11-15|last-7d|this-year|none|..2025",
  [COSELL_QUERY_KEY_ACCEPTED] = "2026|2025|none|<=2026-11-08|..9999",
  [COSELL_QUERY_KEY_CLOSED_ON] = "2026|2025|none|2026-11..2026-12",
  [COSELL_QUERY_KEY_EXPIRES] = "today|next-30d|none|<2026-11-22|this-month",
  [COSELL_QUERY_KEY_REMIND] = "today|none",
  [COSELL_QUERY_KEY_UNTOUCHED] = "14d|0d|1d|7d|400d|none",
};

static const char *const words[] = {
  "contoso",      "buro",  "\"deal 1\"", "24\"",   "pilot", "ola.lind@fabrikam.example",
  "crm-7",        "march", "x1x",        "straße", "deal",  "\"ski ab\"",
  "\"pilot in\"", "sol-1",
};

static CosellQuery *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CosellQuery *query = cosell_query_parse (text, -1, NULL, NULL, &error);

  if (query == NULL)
    g_error ("%s: %s", text, error->message);
  return query;
}

static char *
convert (const char *amount, const char *from, const char *to, gpointer user_data)
{
  return cosell_rates_convert (user_data, amount, from, to, G_MAXUINT32, 2);
}

typedef struct
{
  StoreTest *test;
  GTimeZone *zone;
  CosellRates *rates;
  CosellQueryContext plain;
  CosellQueryContext in_euro;
  GPtrArray *rows; /* of CosellDealData, with their search texts */
  GHashTable *eligible;
} Oracle;

static gboolean
load_rows_job (CosellStore *store, gpointer data, GError **error)
{
  Oracle *oracle = data;
  g_autofree char *catalog = NULL;
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (store, "SELECT id FROM deal ORDER BY id", error);

  while (cosell_statement_step (statement, error) == COSELL_STEP_ROW)
    {
      CosellDealData *row =
          cosell_store_get_deal (store, cosell_statement_int (statement, 0), error);

      g_autofree char *text = cosell_store_read_search_text (store, row->id, error);

      row->search_text = cosell_search_text_fold (text);
      g_ptr_array_add (oracle->rows, row);
    }
  if (!cosell_store_get_meta (store, "catalog-solutions", &catalog, error))
    return FALSE;
  oracle->eligible = cosell_eligibility_read_catalog (catalog);
  return TRUE;
}

static void
oracle_init (Oracle *self, StoreTest *test)
{
  static const char *const mine[] = { "OLA.Lind@fabrikam.example", "", NULL };
  g_autoptr (CosellRate) sek = cosell_rate_new ("EUR", "SEK", "11.20", "2026-01-01", NULL);
  g_autoptr (CosellRate) jpy = cosell_rate_new ("SEK", "JPY", "15", "2026-01-01", NULL);
  gint64 now;

  fill (test->store);
  self->test = test;
  self->zone = g_time_zone_new_identifier ("Europe/Stockholm");
  self->rates = cosell_rates_new ();
  cosell_rates_add (self->rates, sek);
  cosell_rates_add (self->rates, jpy);
  g_assert_true (cosell_time_parse (ST_START, &now));
  cosell_query_context_init (&self->plain, now, self->zone);
  self->plain.first_weekday = G_DATE_MONDAY;
  self->plain.mine = mine;
  self->in_euro = self->plain;
  self->in_euro.currency = "EUR";
  self->in_euro.convert = convert;
  self->in_euro.convert_data = self->rates;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_deal_data_free);
  run (test->store, COSELL_STORE_READ, load_rows_job, self);
  g_assert_cmpuint (self->rows->len, ==, N_DEALS + 8);
}

static void
oracle_clear (Oracle *self)
{
  g_time_zone_unref (self->zone);
  cosell_rates_free (self->rates);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->eligible, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Oracle, oracle_clear)

static gboolean
says (const Oracle *self,
      const CosellQuery *query,
      const CosellQueryContext *context,
      const CosellDealData *row)
{
  CosellQueryFacts facts;

  cosell_deal_facts_read (row, self->eligible, &facts);
  return cosell_query_match (query, &facts, context);
}

/* One job asks for many queries: jobs cost more than answers. */
typedef struct
{
  const Oracle *oracle;
  GPtrArray *texts;
  guint n_found;
} Batch;

static void
compare (CosellStore *store, const Oracle *oracle, const char *text, gboolean in_euro, guint *n)
{
  const CosellQueryContext *context = in_euro ? &oracle->in_euro : &oracle->plain;
  g_autoptr (CosellQuery) query = parse (text);
  CosellDealQuery asked = { COSELL_TAB_ALL, .sort = "id", .query = query, .context = context };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = cosell_store_query_deals (store, &asked, &error);
  guint at = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < oracle->rows->len; i++)
    {
      const CosellDealData *row = g_ptr_array_index (oracle->rows, i);
      gboolean found = at < ids->len && g_array_index (ids, gint64, at) == row->id;

      if (found != says (oracle, query, context, row))
        g_error ("%s%s: deal %" G_GINT64_FORMAT " is %sfound", text, in_euro ? " (in EUR)" : "",
                 row->id, found ? "" : "not ");
      at += found;
    }
  g_assert_cmpuint (at, ==, ids->len);
  *n += ids->len > 0 && ids->len < oracle->rows->len;
}

static gboolean
compare_job (CosellStore *store, gpointer data, GError **error)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->texts->len; i++)
    compare (store, batch->oracle, g_ptr_array_index (batch->texts, i), i % 2 == 0,
             &batch->n_found);
  return TRUE;
}

/* Every value of each key, alone, negated, and with "none". */
static GPtrArray *
make_all (void)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint twice = 0; twice < 2; twice++) /* with both contexts */
    {
      g_ptr_array_add (texts, g_strdup (""));
      for (guint key = 0; key < COSELL_QUERY_N_KEYS; key++)
        {
          g_auto (GStrv) pool = g_strsplit (pools[key], "|", -1);

          for (guint i = 0; pool[i] != NULL; i++)
            for (guint negated = 0; negated < 2; negated++)
              g_ptr_array_add (texts, g_strdup_printf ("%s%s:%s", negated ? "-" : "",
                                                       cosell_query_key_info (key)->name, pool[i]));
        }
      for (guint keyword = 0; keyword < COSELL_QUERY_N_KEYWORDS; keyword++)
        for (guint negated = 0; negated < 2; negated++)
          g_ptr_array_add (texts, g_strconcat (negated ? "-" : "",
                                               cosell_query_keyword_name (keyword), NULL));
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        g_ptr_array_add (texts, g_strdup (words[i]));
      if (texts->len % 2 == 0)
        g_ptr_array_add (texts, g_strdup ("")); /* the second half meets the other context */
    }
  return texts;
}

static void
add_random_term (GString *text, GRand *rand)
{
  gint32 kind = g_rand_int_range (rand, 0, 10);

  g_string_append (text, g_rand_int_range (rand, 0, 3) == 0 ? " -" : " ");
  if (kind < 1)
    g_string_append (text, PICK (rand, words));
  else if (kind < 3)
    g_string_append (text, cosell_query_keyword_name (
                               g_rand_int_range (rand, 0, COSELL_QUERY_N_KEYWORDS)));
  else
    {
      guint key = (guint) g_rand_int_range (rand, 0, COSELL_QUERY_N_KEYS);
      g_auto (GStrv) pool = g_strsplit (pools[key], "|", -1);
      gint32 n = g_rand_int_range (rand, 1, 4);

      g_string_append_printf (text, "%s:", cosell_query_key_info (key)->name);
      for (gint32 i = 0; i < n; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                                pool[g_rand_int_range (rand, 0, (gint32) g_strv_length (pool))]);
    }
}

static GPtrArray *
make_random (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  while (texts->len < n)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint32 n_terms = g_rand_int_range (rand, 1, 4);

      for (gint32 i = 0; i < n_terms; i++)
        add_random_term (text, rand);
      g_ptr_array_add (texts, g_strdup (text->str));
    }
  return texts;
}

static void
fill_index (CosellStore *store)
{
  gint64 left = 0;

  do
    run (store, COSELL_STORE_BULK, cosell_store_fill_index, &left);
  while (left > 0);
}

static void
test_each (StoreTest *test, gconstpointer data)
{
  g_auto (Oracle) oracle = { NULL };
  g_autoptr (GPtrArray) texts = make_all ();
  Batch batch = { &oracle, texts, 0 };

  oracle_init (&oracle, test);
  run (test->store, COSELL_STORE_READ, compare_job, &batch);
  /* the deals are such that most queries find some of them */
  g_assert_cmpuint (batch.n_found, >, texts->len * 3 / 4);
  fill_index (test->store);
  run (test->store, COSELL_STORE_READ, compare_job, &batch);
}

static void
test_random (StoreTest *test, gconstpointer data)
{
  g_auto (Oracle) oracle = { NULL };
  const char *asked = g_getenv ("COSELL_QUERIES");
  guint n_queries = asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : N_QUERIES;
  g_autoptr (GPtrArray) texts = make_random (n_queries);
  Batch batch = { &oracle, texts, 0 };

  oracle_init (&oracle, test);
  fill_index (test->store);
  run (test->store, COSELL_STORE_READ, compare_job, &batch);
  g_assert_cmpuint (batch.n_found, >, n_queries / 3);
}

/* Rows that an older program left without the new columns are found all the same, at any time while
 * they are filled; then nothing is left to do. */
static void
test_unfilled (StoreTest *test, gconstpointer data)
{
  g_auto (Oracle) oracle = { NULL };
  g_autoptr (GPtrArray) all = make_all ();
  g_autoptr (GPtrArray) random = make_random (200);
  Batch each = { &oracle, all, 0 };
  Batch some = { &oracle, random, 0 };
  gboolean done = FALSE;
  guint n_steps = 0;

  oracle_init (&oracle, test);
  st_execute (test->store, "UPDATE deal SET team = NULL, partners = NULL, source = NULL, action = "
                           "NULL, quality = NULL, partner_role = NULL, partner_program = NULL, "
                           "solutions = CASE status WHEN 'draft' THEN NULL "
                           "ELSE solutions END");
  st_execute (test->store, "INSERT INTO unfilled SELECT 0, max (id) FROM deal");
  run (test->store, COSELL_STORE_READ, compare_job, &each);
  while (!done)
    {
      run (test->store, COSELL_STORE_READ, compare_job, &some);
      run (test->store, COSELL_STORE_BULK, cosell_store_fill, &done);
      n_steps++;
    }
  g_assert_cmpuint (n_steps, >, 1);
  run (test->store, COSELL_STORE_READ, compare_job, &each);
  g_ptr_array_set_size (oracle.rows, 0);
  g_clear_pointer (&oracle.eligible, g_hash_table_unref);
  run (test->store, COSELL_STORE_READ, load_rows_job, &oracle);
  run (test->store, COSELL_STORE_READ, compare_job, &each);
}

/* ---- orders ---- */

static void
compare_orders (CosellStore *store, const char *sort, gboolean falling, const char *text)
{
  g_autoptr (CosellQuery) query = parse (text);
  CosellQueryContext context = { 0 };
  g_autofree char *order = g_strconcat (falling ? "-" : "", sort, NULL);
  CosellDealQuery asked = { COSELL_TAB_ALL, .sort = order, .query = query, .context = &context };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = cosell_store_query_deals (store, &asked, &error);
  g_autoptr (GArray) first = NULL;

  g_assert_no_error (error);
  asked.limit = N_DEALS + 100;
  first = cosell_store_query_deals (store, &asked, &error);
  g_assert_no_error (error);
  g_test_message ("%s by %s", text, order);
  g_assert_cmpuint (all->len, >, 0);
  g_assert_cmpmem (all->data, all->len * sizeof (gint64), first->data,
                   first->len * sizeof (gint64));
}

static gboolean
orders_job (CosellStore *store, gpointer data, GError **error)
{
  static const char *const others[] = { COSELL_COLUMN_WEIGHTED, COSELL_COLUMN_LAST_CHANGE,
                                        COSELL_COLUMN_NEXT_DEADLINE };

  for (guint i = 0; i < 4; i++)
    {
      const char *text = i < 2 ? "" : "-status:lost";

      for (const CosellField *field = cosell_deal_fields; field->name != NULL; field++)
        if ((field->flags & COSELL_FIELD_PUBLIC) != 0)
          compare_orders (store, field->name, i % 2 == 0, text);
      for (guint k = 0; k < G_N_ELEMENTS (others); k++)
        compare_orders (store, others[k], i % 2 == 0, text);
    }
  return TRUE;
}

/* All rows, which are sorted here, come as SQLite sorts the first ones. */
static void
test_orders (StoreTest *test, gconstpointer data)
{
  fill (test->store);
  st_execute (test->store, "UPDATE deal SET crm_id = 'Räksmörgås ' || id, campaign_id = "
                           "'SPRING 2027 of ' || id % 9 WHERE id % 5 = 0");
  run (test->store, COSELL_STORE_READ, orders_job, NULL);
}

/* ---- counts and choices ---- */

static gboolean
counts_job (CosellStore *store, gpointer data, GError **error)
{
  const Oracle *oracle = data;
  g_autoptr (CosellQuery) query = parse ("open -country:CH");
  CosellDealQuery asked = { .query = query, .context = &oracle->plain };
  gint64 counts[COSELL_N_TABS], expected[COSELL_N_TABS] = { 0 };

  for (guint i = 0; i < oracle->rows->len; i++)
    {
      const CosellDealData *row = g_ptr_array_index (oracle->rows, i);

      CosellTab tab = row->type == COSELL_DEAL_TYPE_LEAD           ? COSELL_TAB_LEADS
                      : row->direction == COSELL_DIRECTION_INBOUND ? COSELL_TAB_INBOUND
                                                                   : COSELL_TAB_OUTBOUND;

      if (!says (oracle, query, &oracle->plain, row))
        continue;
      expected[tab]++;
      expected[COSELL_TAB_FAVORITES] += row->favorite;
    }
  g_assert_true (cosell_store_count_query (store, &asked, counts, error));
  for (guint i = 0; i < COSELL_N_TABS; i++)
    g_assert_cmpint (counts[i], ==, expected[i]);
  return TRUE;
}

/* Each choice counts what its filter would find beside the others, its own left out. */
static gboolean
facets_job (CosellStore *store, gpointer data, GError **error)
{
  static const CosellQueryKey keys[] = {
    COSELL_QUERY_KEY_TYPE,         COSELL_QUERY_KEY_STATUS,   COSELL_QUERY_KEY_COUNTRY,
    COSELL_QUERY_KEY_REGISTRATION, COSELL_QUERY_KEY_PARTNER,  COSELL_QUERY_KEY_MICROSOFT,
    COSELL_QUERY_KEY_CURRENCY,     COSELL_QUERY_KEY_LOCATION, COSELL_QUERY_KEY_STAGE,
  };
  const Oracle *oracle = data;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *name = cosell_query_key_info (keys[i])->name;
      g_autofree char *rest =
          g_strdup_printf ("%s%s%s",
                           keys[i] == COSELL_QUERY_KEY_STATUS ? "" : "status:won,accepted ",
                           keys[i] == COSELL_QUERY_KEY_TYPE ? "" : "type:co-sell ",
                           keys[i] == COSELL_QUERY_KEY_COUNTRY ? "" : "country:SE ");
      g_autoptr (CosellQuery) chosen = parse ("status:won,accepted type:co-sell country:SE");
      CosellDealQuery asked = { COSELL_TAB_ALL, .query = chosen, .context = &oracle->plain };
      g_autoptr (GPtrArray) choices = cosell_store_count_facet (store, &asked, keys[i], error);

      g_assert_nonnull (choices);
      g_assert_cmpuint (choices->len, >, 0);
      for (guint k = 0; k < choices->len; k++)
        {
          const CosellFacetValue *value = g_ptr_array_index (choices, k);
          g_autofree char *quoted =
              value->value != NULL ? cosell_query_quote (value->value) : g_strdup ("none");
          g_autofree char *text = g_strdup_printf ("%s%s:%s", rest, name, quoted);
          g_autoptr (CosellQuery) one = cosell_query_parse (text, -1, NULL, NULL, NULL);
          gint64 n = 0;

          if (one == NULL) /* "Narnia" is no country that can be typed */
            continue;
          for (guint r = 0; r < oracle->rows->len; r++)
            n += says (oracle, one, &oracle->plain, g_ptr_array_index (oracle->rows, r));
          g_test_message ("%s", text);
          g_assert_cmpint (value->count, ==, n);
        }
    }
  return TRUE;
}

/* Every value of each key and every keyword, all in one go, beside filters of which one key's do
 * not count. */
static gboolean
choices_job (CosellStore *store, gpointer data, GError **error)
{
  const Oracle *oracle = data;
  g_autoptr (CosellQuery) chosen = parse ("status:won,accepted type:co-sell -p2p");
  g_autoptr (CosellQuery) rest = parse ("status:won,accepted -p2p");
  CosellDealQuery asked = { COSELL_TAB_ALL, .query = chosen, .context = &oracle->in_euro };
  g_autoptr (GPtrArray) texts = make_all ();
  g_autoptr (GPtrArray) choices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_query_free);
  g_autoptr (GArray) counts = NULL;
  gint64 sum = 0;

  for (guint i = 0; i < texts->len / 2; i++)
    {
      CosellQuery *one = parse (g_ptr_array_index (texts, i));
      const CosellQueryTerm *term = one->terms->len == 1 ? one->terms->pdata[0] : NULL;

      if (term != NULL &&
          (term->kind == COSELL_QUERY_TERM_FILTER || term->kind == COSELL_QUERY_TERM_KEYWORD))
        g_ptr_array_add (choices, one);
      else
        cosell_query_free (one);
    }
  g_assert_cmpuint (choices->len, >, 100);
  counts = cosell_store_count_choices (store, &asked, choices, COSELL_QUERY_KEY_TYPE, error);
  g_assert_nonnull (counts);
  g_assert_cmpuint (counts->len, ==, choices->len);
  for (guint i = 0; i < choices->len; i++)
    {
      const CosellQuery *one = g_ptr_array_index (choices, i);
      gint64 n = 0;

      for (guint r = 0; r < oracle->rows->len; r++)
        n += says (oracle, rest, &oracle->in_euro, g_ptr_array_index (oracle->rows, r)) &&
             says (oracle, one, &oracle->in_euro, g_ptr_array_index (oracle->rows, r));
      g_assert_cmpint (g_array_index (counts, gint64, i), ==, n);
      sum += n;
    }
  g_assert_cmpint (sum, >, 0);
  return TRUE;
}

static void
test_counts (StoreTest *test, gconstpointer data)
{
  g_auto (Oracle) oracle = { NULL };

  oracle_init (&oracle, test);
  run (test->store, COSELL_STORE_READ, counts_job, &oracle);
  run (test->store, COSELL_STORE_READ, facets_job, &oracle);
  run (test->store, COSELL_STORE_READ, choices_job, &oracle);
}

static gboolean
seen_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_mark_seen (store, *(const gint64 *) data, error);
}

/* I9: what came is unread until the deal is shown, and again once there is more. */
static void
test_unread (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_base (test->store);
  g_autoptr (CosellDealData) row = NULL;

  row = st_deal (test->store, deal);
  g_assert_false (row->unread);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE deal SET answered_at = %" G_GINT64_FORMAT,
                                              cosell_clock_now (test->clock));
      g_autoptr (CosellDealData) answered = NULL;
      g_autoptr (CosellDealData) seen = NULL;

      st_execute (test->store, sql);
      answered = st_deal (test->store, deal);
      g_assert_true (answered->unread);
      run (test->store, COSELL_STORE_WRITE, seen_job, &deal);
      seen = st_deal (test->store, deal);
      g_assert_false (seen->unread);
      cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), ST_SECOND);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  STORE_TEST_ADD ("/filter/orders", test_orders);
  STORE_TEST_ADD ("/filter/each-key-and-keyword", test_each);
  STORE_TEST_ADD ("/filter/random", test_random);
  STORE_TEST_ADD ("/filter/unfilled", test_unfilled);
  STORE_TEST_ADD ("/filter/counts", test_counts);
  STORE_TEST_ADD ("/filter/unread", test_unread);
  return g_test_run ();
}
