/* Documents of a page, put in together, leave what they leave one by one (P2, P14). */
#include <sqlite3.h>

#include "store/cosell-store-arrivals.h"
#include "store/store-test.h"

#define OTHER "eeeeeeee-0000-4000-8000-000000000002"
#define THIRD "eeeeeeee-0000-4000-8000-000000000003"
#define MEMBERS                                                                                    \
  ",'name':'Räksmörgås &amp; Co','inviteContext':{'invitedBy':{'organizationId':'" ST_ORG "'}},"   \
  "'customerProfile':{'name':'Contoso','address':{'country':'SE','city':'Malmö'},"                \
  "'ids':[{'profileType':'Duns','id':'354111111'}]},"                                              \
  "'team':[{'firstName':'Ola','email':'Ola.Lind@fabrikam.example'}],"                              \
  "'details':{'dealValue':100,'currency':'SEK','notes':'n',"                                       \
  "'requirements':{'solutions':[{'id':'SOL-1','name':'One'}]}}"
#define SECOND_MEMBERS                                                                             \
  ",'name':'Second','customerProfile':{'name':'CONTOSO','address':{'country':'SE'},"               \
  "'ids':[{'profileType':'Duns','id':'354111111'}]},"                                              \
  "'team':[{'email':'ola.lind@fabrikam.example'},{'email':'eva@fabrikam.example'}],"               \
  "'details':{'requirements':{'solutions':[{'id':'SOL-1'},{'id':'SOL-2'}]}}"
#define TO_MICROSOFT ",'target':[{'type':'BusinessProfileLocation','id':'msft'}]"

static const struct
{
  const char *id, *engagement, *organization;
  int minute;
  const char *members;
} documents[] = {
  { "aaaaaaaa-0000-4000-8000-000000000001", ST_ENGAGEMENT, ST_ORG, 50, MEMBERS },
  { "bbbbbbbb-0000-4000-8000-000000000001", ST_ENGAGEMENT, ST_ORG, 49, TO_MICROSOFT },
  { "cccccccc-0000-4000-8000-000000000001", ST_ENGAGEMENT, ST_PARTNER, 48, ",'name':'Theirs'" },
  { "aaaaaaaa-0000-4000-8000-000000000002", OTHER, ST_ORG, 47, SECOND_MEMBERS },
  { "bbbbbbbb-0000-4000-8000-000000000003", THIRD, "msft", 46, "" },
  /* the same once more, newer and older, and spelled otherwise */
  { "aaaaaaaa-0000-4000-8000-000000000001", ST_ENGAGEMENT, ST_ORG, 52, SECOND_MEMBERS },
  { "AAAAAAAA-0000-4000-8000-000000000002", OTHER, ST_ORG, 12, MEMBERS },
  /* a half that goes to another engagement */
  { "cccccccc-0000-4000-8000-000000000001", OTHER, ST_PARTNER, 55, ",'name':'Moved'" },
  /* without an engagement */
  { "aaaaaaaa-0000-4000-8000-000000000004", "", ST_ORG, 45,
    ",'status':'New','substatus':'Pending'" },
  { "", OTHER, ST_ORG, 44, "" },
};

#define N_DOCUMENTS G_N_ELEMENTS (documents)

static char *
make (guint index)
{
  return st_referral (documents[index].id, documents[index].engagement,
                      documents[index].organization, documents[index].minute,
                      documents[index].members);
}

/* All that was derived, without local IDs. */
static char *
dump (StoreTest *test)
{
  static const char *const queries[] = {
    "SELECT r.remote_id, r.role, r.engagement, r.engagement_id, r.organization_id, r.updated_at, "
    "o.remote_id, hex (d.base_json), d.current_json FROM referral r JOIN document d "
    "ON d.referral = r.id LEFT JOIN deal ON deal.id = r.deal "
    "LEFT JOIN referral o ON o.id = deal.own_referral ORDER BY 1",
    "SELECT remote_id, engagement_id, name, customer, direction, type, p2p, status, value, "
    "microsoft_status, updated_at, solutions, name_key, tab, sync, text FROM deal "
    "LEFT JOIN deal_search s ON s.deal = deal.id ORDER BY 1",
    "SELECT remote_id, at, who, path, old, new FROM history h JOIN deal ON deal.id = h.deal "
    "ORDER BY 1, 2, 3, 4",
    "SELECT remote_id, kind, mark FROM notified n JOIN deal ON deal.id = n.deal ORDER BY 1, 2, 3",
    "SELECT * FROM suggested_customer ORDER BY 1, 2, 3",
    "SELECT * FROM suggested_member ORDER BY 1",
    "SELECT * FROM suggested_solution ORDER BY 1",
  };
  GString *text = g_string_new (NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (test->path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement;

      g_assert_cmpint (sqlite3_prepare_v2 (db, queries[i], -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          for (int c = 0; c < sqlite3_column_count (statement); c++)
            g_string_append_printf (text, "%s|", sqlite3_column_text (statement, c));
          g_string_append_c (text, '\n');
        }
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const guint *order;
  guint n;
  guint n_bad;
} Page;

static gboolean
put_page (CosellStore *store, gpointer data, GError **error)
{
  g_autoptr (CosellStoreArrivals) arrivals = cosell_store_arrivals_new (store);
  Page *page = data;

  for (guint i = 0; i < page->n; i++)
    {
      g_autofree char *text = make (page->order[i]);
      g_autoptr (CosellJson) document = cosell_json_parse (text, -1, error);
      g_autoptr (GError) why = NULL;

      if (!cosell_store_arrivals_add (arrivals, document, &why))
        {
          g_assert_false (cosell_store_is_trouble (why));
          page->n_bad++;
        }
    }
  return cosell_store_arrivals_settle (arrivals, &page->n_bad, error);
}

static void
prepare (StoreTest *test, gboolean pulled)
{
  st_execute (test->store, "INSERT INTO meta VALUES ('own-organization', '" ST_ORG "')");
  if (pulled)
    st_execute (test->store, "INSERT INTO meta VALUES ('cursor', '2026-11-01T00:00:00Z')");
}

/* The first n_before come with a page of their own. */
static void
compare (const guint *order, guint n_before, gboolean pulled)
{
  StoreTest single = { NULL }, together = { NULL };
  Page first = { order, n_before, 0 }, second = { order + n_before, N_DOCUMENTS - n_before, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL, *found = NULL;

  store_test_set_up (&single, NULL);
  store_test_set_up (&together, NULL);
  prepare (&single, pulled);
  prepare (&together, pulled);
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *text = make (order[i]);

      g_assert_cmpint (st_try_put (single.store, text), ==, *documents[order[i]].id != '\0');
    }
  g_assert_true (cosell_store_run (together.store, COSELL_STORE_BULK, put_page, &first, &error));
  g_assert_no_error (error);
  g_assert_true (cosell_store_run (together.store, COSELL_STORE_BULK, put_page, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (first.n_bad + second.n_bad, ==, 1);
  expected = dump (&single);
  found = dump (&together);
  g_assert_cmpstr (found, ==, expected);
  store_test_tear_down (&single, NULL);
  store_test_tear_down (&together, NULL);
}

static void
shuffle (guint *order, GRand *random)
{
  for (guint i = N_DOCUMENTS - 1; i > 0; i--)
    {
      guint other = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      guint kept = order[i];

      order[i] = order[other];
      order[other] = kept;
    }
}

static void
test_same (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint order[N_DOCUMENTS];

  for (guint i = 0; i < N_DOCUMENTS; i++)
    order[i] = i;
  for (guint round = 0; round < 6; round++)
    {
      compare (order, round % (N_DOCUMENTS + 1), GPOINTER_TO_INT (data));
      shuffle (order, random);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/store/arrivals/first-pull", GINT_TO_POINTER (FALSE), test_same);
  g_test_add_data_func ("/store/arrivals/later-pull", GINT_TO_POINTER (TRUE), test_same);
  return g_test_run ();
}
