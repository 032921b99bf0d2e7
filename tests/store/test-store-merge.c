/* test-store-merge.c: edits that wait, and what the service says meanwhile: base, mine and theirs
 */
#include "store/store-test.h"

#include "base/cosell-time.h"

/* P4: different fields both survive, silently. */
static void
test_no_overlap (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "name", "Mine");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':500,'notes':'theirs'}");
  st_assert_value (test, deal, "/name", "\"Mine\"");
  st_assert_value (test, deal, "/details/dealValue", "500");
  st_assert_value (test, deal, "/details/notes", "\"theirs\"");
  st_assert_changes (test, "{'/name':['Base','Mine']}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
}

static void
test_same_change (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "name", "Both");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Both'");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
}

static gint64
make_conflict (StoreTest *test)
{
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "value", "200");
  st_set (test->store, deal, "name", "Mine");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':300,'notes':'n0'}");
  return deal;
}

/* P4: the same field asks, with all three values. */
static void
test_conflict (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  CosellOutboxCounts counts;
  g_autofree char *lines = NULL;
  gint64 deal = make_conflict (test);

  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "Estimated value"));
  g_assert_nonnull (strstr (entry->last_error, "100"));
  g_assert_nonnull (strstr (entry->last_error, "200"));
  g_assert_nonnull (strstr (entry->last_error, "300"));
  g_assert_null (strstr (entry->last_error, "Deal name"));
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  st_assert_value (test, deal, "/details/dealValue", "200"); /* mine is not taken away */
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.parked, ==, 1);
  g_assert_cmpint (counts.conflicts, ==, 1);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, 0);
  lines = st_history (test->store, deal);
  g_assert_nonnull (strstr (lines, "service /details/dealValue 100→300\n"));
  g_assert_nonnull (strstr (lines, "you /details/dealValue 100→200\n"));
}

/* "Try again" sends mine over theirs; theirs stays in the history. */
static void
test_conflict_mine (StoreTest *test, gconstpointer data)
{
  g_autofree char *lines = NULL;
  gint64 deal = make_conflict (test);
  gint64 seq;

  seq = st_seq (test->store, deal, 0);
  st_must (test->store, cosell_store_retry, seq);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_changes (test, "{'/details/dealValue':[300,200],'/name':['Base','Mine']}");
  /* the same state again is no new conflict */
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3,
               ",'name':'Base','details':{'dealValue':300,'notes':'n1'}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_value (test, deal, "/details/dealValue", "200");
  lines = st_history (test->store, deal);
  g_assert_nonnull (strstr (lines, "you /details/dealValue 300→200\n"));
}

/* Discarding takes theirs; mine stays in the history. */
static void
test_conflict_theirs (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *lines = NULL;
  gint64 deal = make_conflict (test);
  gint64 seq;

  seq = st_seq (test->store, deal, 0);
  st_must (test->store, cosell_store_discard, seq);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
  st_assert_value (test, deal, "/details/dealValue", "300");
  st_assert_value (test, deal, "/name", "\"Base\"");
  lines = st_history (test->store, deal);
  g_assert_nonnull (strstr (lines, "you /details/dealValue 200→300\n"));
  g_assert_nonnull (strstr (lines, "you /name \"Mine\"→\"Base\"\n"));
}

/* The other side takes its change back, or I do: nothing is left to decide. */
static void
test_conflict_goes_away (StoreTest *test, gconstpointer data)
{
  gint64 deal = make_conflict (test);

  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3,
               ",'name':'Base','details':{'dealValue':100,'notes':'n0'}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_changes (test, "{'/details/dealValue':[100,200],'/name':['Base','Mine']}");
}

static void
test_team_merges (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *current = NULL;
  g_autofree char *member =
      json_printf ("{'firstName':'Ola','lastName':'Lind','phone':'+46 40 200',"
                   "'email':'ola.lind@fabrikam.example'}");
  gint64 deal = st_put_base (test->store);

  current = st_current (test->store, deal);
  g_assert_true (cosell_changes_add_member (changes, current, member, &error));
  g_assert_true (st_edit (test->store, st_own (test->store, deal), changes, &error));
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':100,'notes':'n0'},"
               "'team':[{'firstName':'Eva','email':'eva@fabrikam.example'}]");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_value (test, deal, "/team/0/firstName", "\"Eva\"");
  st_assert_value (test, deal, "/team/1/firstName", "\"Ola\"");
}

/* A pull while a change is out, before and after the service carried it out. */
static void
test_pull_while_sent (StoreTest *test, gconstpointer data)
{
  g_autofree char *lines = NULL;
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "value", "200");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_set (test->store, deal, "value", "250");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':100,'notes':'theirs'}");
  st_assert_value (test, deal, "/details/dealValue", "250");
  st_assert_value (test, deal, "/details/notes", "\"theirs\"");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 3,
               ",'name':'Base','details':{'dealValue':200,'notes':'theirs'}");
  st_assert_value (test, deal, "/details/dealValue", "250");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SENDING);
  lines = st_history (test->store, deal);
  g_assert_null (strstr (lines, "service /details/dealValue"));
  st_answer (test->store, seq, 3, ",'name':'Base','details':{'dealValue':200,'notes':'theirs'}");
  st_assert_changes (test, "{'/details/dealValue':[200,250]}");
}

/* Pulled while a change was out that did not get through: it is compared before it goes again. */
static void
test_unfreeze (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "value", "200");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2,
               ",'name':'Base','details':{'dealValue':300,'notes':'n0'}");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SENDING);
  st_postpone (test->store, seq, COSELL_NO_TIME, "No answer.");
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "300"));
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  st_assert_value (test, deal, "/details/dealValue", "200");
}

/* P5 */
static void
test_closed_meanwhile (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autofree char *closed = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "notes", "My careful notes");
  closed = json_printf ("{'id':'" ST_REMOTE "','engagementId':'" ST_ENGAGEMENT
                        "','organizationId':'" ST_ORG
                        "','updatedDateTime':'2026-11-20T08:09:00Z','status':'Closed',"
                        "'substatus':'Expired','name':'Base','details':{'dealValue':100,"
                        "'notes':'n0'},'direction':'Incoming'}");
  st_put (test->store, closed, NULL);
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "Expired"));
  st_assert_changes (test, "{'/details/notes':['n0','My careful notes']}");
  st_assert_value (test, deal, "/details/notes", "\"My careful notes\"");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_PARKED);
}

/* B2: the heart beats on. */
static void
test_favorite_on_closed (StoreTest *test, gconstpointer data)
{
  g_autofree char *closed = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "favorite", "true");
  closed = json_printf ("{'id':'" ST_REMOTE "','engagementId':'" ST_ENGAGEMENT
                        "','organizationId':'" ST_ORG
                        "','updatedDateTime':'2026-11-20T08:09:00Z','status':'Closed',"
                        "'substatus':'Won','name':'Base','direction':'Outgoing'}");
  st_put (test->store, closed, NULL);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_assert_value (test, deal, "/favorite", "true");
}

/* The place of the change is no object any more. */
static void
test_does_not_fit (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "notes", "Mine");
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Base','details':'gone'");
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (entry->last_error);
  g_assert_cmpuint (entry->changes->len, ==, 1);
  st_assert_value (test, deal, "/details", "\"gone\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/merge/P4-no-overlap", test_no_overlap);
  STORE_TEST_ADD ("/store/merge/same-change", test_same_change);
  STORE_TEST_ADD ("/store/merge/P4-conflict", test_conflict);
  STORE_TEST_ADD ("/store/merge/P4-conflict-mine", test_conflict_mine);
  STORE_TEST_ADD ("/store/merge/P4-conflict-theirs", test_conflict_theirs);
  STORE_TEST_ADD ("/store/merge/conflict-goes-away", test_conflict_goes_away);
  STORE_TEST_ADD ("/store/merge/team", test_team_merges);
  STORE_TEST_ADD ("/store/merge/pull-while-sent", test_pull_while_sent);
  STORE_TEST_ADD ("/store/merge/unfreeze", test_unfreeze);
  STORE_TEST_ADD ("/store/merge/P5-closed", test_closed_meanwhile);
  STORE_TEST_ADD ("/store/merge/B2-favorite-on-closed", test_favorite_on_closed);
  STORE_TEST_ADD ("/store/merge/does-not-fit", test_does_not_fit);
  return g_test_run ();
}
