/* P5, P7: deals that the service shows no more are marked, never lost. */
#include "store/cosell-store-visible.h"

#include "base/cosell-time.h"
#include "store-test.h"

#define OTHER_REMOTE "aaaaaaaa-0000-4000-8000-000000000002"
#define OTHER_ENGAGEMENT "eeeeeeee-0000-4000-8000-000000000002"

typedef struct
{
  gint64 referral;
  const char *remote_id;
  gint64 updated;
  const char *etag;
  gboolean newer;
  GArray *missing;
  gint64 last;
} Job;

static gboolean
mark_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_mark_invisible (store, &job->referral, 1, error);
}

static gboolean
begin_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_reconcile_begin (store, error) &&
         cosell_store_get_last_referral (store, &job->last, error);
}

static gboolean
see_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  return cosell_store_reconcile_see (store, job->remote_id, job->updated, job->etag, &job->newer,
                                     error);
}

static gboolean
missing_job (CosellStore *store, gpointer data, GError **error)
{
  Job *job = data;

  job->missing = cosell_store_reconcile_missing (store, 0, job->last, 10, error);
  return job->missing != NULL;
}

static void
run (StoreTest *test, CosellStoreFunc func, Job *job)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_store_run (test->store, COSELL_STORE_WRITE, func, job, &error));
  g_assert_no_error (error);
}

static void
mark (StoreTest *test, gint64 referral)
{
  Job job = { .referral = referral };

  run (test, mark_job, &job);
}

static gboolean
see (StoreTest *test, const char *remote_id, gint64 updated)
{
  Job job = { .remote_id = remote_id, .updated = updated };

  run (test, see_job, &job);
  return job.newer;
}

static char *
missing (StoreTest *test, gint64 last)
{
  Job job = { .last = last };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) array = NULL;

  run (test, missing_job, &job);
  array = job.missing;
  for (guint i = 0; i < array->len; i++)
    g_string_append_printf (text, "%s\n", g_array_index (array, CosellMissing, i).remote_id);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
invisible_since (StoreTest *test, gint64 deal)
{
  g_autoptr (CosellDealData) row = st_deal (test->store, deal);

  return row->invisible_since;
}

static void
test_mark (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  gint64 now = cosell_clock_now (test->clock);

  g_assert_true (invisible_since (test, deal) == COSELL_NO_TIME);
  mark (test, st_own (test->store, deal));
  g_assert_cmpint (invisible_since (test, deal), ==, now);
  /* a second look does not move the mark */
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), G_TIME_SPAN_HOUR);
  mark (test, st_own (test->store, deal));
  g_assert_cmpint (invisible_since (test, deal), ==, now);
  /* seen again as it was, and with a change */
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  g_assert_true (invisible_since (test, deal) == COSELL_NO_TIME);
  mark (test, st_own (test->store, deal));
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Renamed'");
  g_assert_true (invisible_since (test, deal) == COSELL_NO_TIME);
}

/* P5: what waits is parked with the reason, and can be read. */
static void
test_waiting (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  CosellOutboxEntry *entry;
  g_autofree char *name = NULL;

  st_set (test->store, deal, "name", "Mine");
  mark (test, st_own (test->store, deal));
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (strstr (entry->last_error, "does not show this deal"));
  cosell_outbox_entry_free (entry);
  name = st_value (test->store, deal, "/name");
  g_assert_cmpstr (name, ==, "\"Mine\"");
  /* it stays a person's decision when the deal is there again */
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  cosell_outbox_entry_free (entry);
}

/* One that a person holds back cannot be sent either: that is told. */
static void
test_held (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_seq (test->store, deal, 0);
  g_assert_true (st_act (test->store, cosell_store_hold, seq, &error));
  g_assert_no_error (error);
  mark (test, st_own (test->store, deal));
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_false (entry->held);
  g_assert_nonnull (strstr (entry->last_error, "does not show this deal"));
}

static void
test_on_its_way (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  CosellOutboxEntry *entry;

  st_set (test->store, deal, "name", "Mine");
  entry = st_only_entry (test->store);
  st_mark_sent (test->store, entry->seq);
  cosell_outbox_entry_free (entry);
  mark (test, st_own (test->store, deal));
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_SENT);
  cosell_outbox_entry_free (entry);
}

/* What the service never had cannot vanish there. */
static void
test_unsent (StoreTest *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 deal = st_save_draft (test->store, 0, "{\"name\":\"New\"}", "New", &error);
  CosellOutboxEntry *entry;

  g_assert_no_error (error);
  g_assert_true (st_submit (test->store, deal, "{\"name\":\"New\"}", NULL, &error));
  g_assert_no_error (error);
  mark (test, st_own (test->store, deal));
  g_assert_true (invisible_since (test, deal) == COSELL_NO_TIME);
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PENDING);
  cosell_outbox_entry_free (entry);
}

/* Microsoft's half alone: the deal itself is there still. */
static void
test_other_half (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  g_autoptr (GPtrArray) documents = NULL;

  st_put_deal (test->store, ST_REMOTE_MICROSOFT, ST_ENGAGEMENT, "msft", 2, "");
  documents = st_documents (test->store, deal);
  g_assert_cmpuint (documents->len, ==, 2);
  st_set (test->store, deal, "name", "Mine");
  mark (test, ((CosellDocument *) g_ptr_array_index (documents, 1))->referral);
  g_assert_true (invisible_since (test, deal) == COSELL_NO_TIME);
}

static void
test_reconcile (StoreTest *test, gconstpointer data)
{
  Job job = { 0 };
  g_autoptr (CosellDealData) row = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  gint64 deal = st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 1, "");
  gint64 other = st_put_deal (test->store, OTHER_REMOTE, OTHER_ENGAGEMENT, ST_ORG, 2, "");

  run (test, begin_job, &job);
  first = missing (test, job.last);
  g_assert_cmpstr (first, ==, ST_REMOTE "\n" OTHER_REMOTE "\n");
  row = st_deal (test->store, deal);
  g_assert_false (see (test, ST_REMOTE, row->updated_at));
  g_assert_true (see (test, ST_REMOTE, row->updated_at + 1));
  g_assert_true (see (test, ST_REMOTE, COSELL_NO_TIME));
  g_assert_true (see (test, "somebody-new", row->updated_at));
  second = missing (test, job.last);
  g_assert_cmpstr (second, ==, OTHER_REMOTE "\n");
  mark (test, st_own (test->store, other));
  third = missing (test, job.last);
  g_assert_cmpstr (third, ==, "");
  /* what is marked and seen has to be looked at */
  g_assert_true (see (test, OTHER_REMOTE, row->updated_at));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/store/visible/P7-marked-until-seen-again", test_mark);
  STORE_TEST_ADD ("/store/visible/P5-waiting-edits-are-parked", test_waiting);
  STORE_TEST_ADD ("/store/visible/P5-held-edits-are-parked", test_held);
  STORE_TEST_ADD ("/store/visible/on-its-way", test_on_its_way);
  STORE_TEST_ADD ("/store/visible/unsent", test_unsent);
  STORE_TEST_ADD ("/store/visible/other-half", test_other_half);
  STORE_TEST_ADD ("/store/visible/P7-reconcile", test_reconcile);
  return g_test_run ();
}
