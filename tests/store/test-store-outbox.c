/* test-store-outbox.c: edits that wait, and how they end */
#include "store/store-test.h"

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "model/cosell-outbox-order.h"

/* ---- editing ---- */

static void
test_edit (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autofree char *lines = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "name", "Mine");
  st_assert_value (test, deal, "/name", "\"Mine\"");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->op, ==, COSELL_OUTBOX_OP_UPDATE);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PENDING);
  g_assert_cmpint (entry->deal, ==, deal);
  g_assert_cmpstr (entry->remote_id, ==, ST_REMOTE);
  g_assert_cmpstr (entry->engagement_id, ==, ST_ENGAGEMENT);
  g_assert_cmpstr (entry->etag, ==, "\"etag-1\"");
  g_assert_true (g_uuid_string_is_valid (entry->request_id));
  g_assert_cmpint (entry->not_before, ==, COSELL_NO_TIME);
  g_assert_null (entry->body);
  lines = st_history (test->store, deal);
  g_assert_true (g_str_has_prefix (lines, "you /name \"Base\"→\"Mine\"\n"));
}

/* Edits that wait become one entry; one that takes everything back leaves none. */
static void
test_edits_merge (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 deal = st_put_base (test->store);

  st_set (test->store, deal, "name", "One");
  st_set (test->store, deal, "notes", "n1");
  st_set (test->store, deal, "name", "Two");
  st_assert_changes (test, "{'/name':['Base','Two'],'/details/notes':['n0','n1']}");
  st_set (test->store, deal, "name", "Base");
  st_set (test->store, deal, "notes", "n0");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
  st_assert_value (test, deal, "/name", "\"Base\"");
}

/* No changes, no entry; a referral that is not there. */
static void
test_edit_nothing (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deal = st_put_base (test->store);

  g_assert_true (st_edit (test->store, st_own (test->store, deal), changes, &error));
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  g_ptr_array_add (changes, cosell_change_new ("/name", NULL, "\"x\""));
  g_assert_false (st_edit (test->store, 4711, changes, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
}

/* ---- sending ---- */

static void
test_sent_and_done (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autofree char *lines = NULL;
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_next (test->store, 0, FALSE);
  g_assert_cmpint (seq, >, 0);
  st_mark_sent (test->store, seq);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SENDING);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, 0);
  sent = st_sent (test->store);
  g_assert_cmpuint (sent->len, ==, 1);

  st_answer (test->store, seq, 2,
             ",'name':'Mine','details':{'dealValue':100,'notes':'n0'},'team':[]");
  left = st_outbox (test->store);
  g_assert_cmpuint (left->len, ==, 0);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
  st_assert_value (test, deal, "/updatedDateTime", "\"2026-11-20T08:02:00Z\"");
  documents = st_documents (test->store, deal);
  g_assert_cmpstr (((CosellDocument *) documents->pdata[0])->etag, ==, "\"etag-2\"");
  /* our own change does not come back as one of the service */
  lines = st_history (test->store, deal);
  g_assert_null (strstr (lines, "service /"));
}

/* Rule 1: what is out is frozen; edits made meanwhile open a new entry, which starts from what the
 * service made of the first. */
static void
test_edit_while_sent (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const CosellOutboxEntry *entry;
  gint64 deal = st_put_base (test->store);
  gint64 first;

  st_set (test->store, deal, "value", "200");
  first = st_next (test->store, 0, FALSE);
  st_mark_sent (test->store, first);
  st_set (test->store, deal, "value", "300");
  st_set (test->store, deal, "name", "Mine");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PENDING);
  /* not before the first is through */
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, 0);

  st_answer (test->store, first, 2, ",'name':'Base','details':{'dealValue':200.00,'notes':'n0'}");
  st_assert_changes (test, "{'/details/dealValue':[200.00,300],'/name':['Base','Mine']}");
  st_assert_value (test, deal, "/details/dealValue", "300");
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, st_seq (test->store, deal, -1));
}

/* 204 without a body: the service has what we sent. */
static void
test_done_without_body (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GError) error = NULL;
  const CosellDocument *own;
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  g_assert_true (st_complete (test->store, seq, NULL, "\"new\"", &error));
  documents = st_documents (test->store, deal);
  own = g_ptr_array_index (documents, 0);
  g_assert_cmpstr (own->etag, ==, "\"new\"");
  g_assert_nonnull (strstr (own->base, "\"Mine\""));
  g_assert_cmpstr (own->base, ==, own->current);
}

/* A pull between request and answer brought a newer state: the answer does not undo it. */
static void
test_done_overtaken (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 9,
               ",'name':'Mine','details':{'dealValue':999}");
  st_answer (test->store, seq, 2, ",'name':'Mine','details':{'dealValue':100}");
  st_assert_value (test, deal, "/details/dealValue", "999");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
}

static void
test_postpone (StoreTest *test, gconstpointer data)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (CosellOutboxEntry) before = NULL;
  gint64 deal = st_put_base (test->store);
  gint64 now = cosell_clock_now (test->clock);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  before = st_only_entry (test->store);
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_postpone (test->store, seq, now + 60 * ST_SECOND, "The service is busy.");
  entry = st_only_entry (test->store);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PENDING);
  g_assert_cmpint (entry->attempts, ==, 1);
  g_assert_cmpint (entry->not_before, ==, now + 60 * ST_SECOND);
  g_assert_cmpstr (entry->last_error, ==, "The service is busy.");
  g_assert_cmpstr (entry->request_id, ==, before->request_id);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, 0);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, seq);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), 60 * ST_SECOND);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, seq);
}

static gint64 held_until;

static gboolean
delay (CosellStore *store, gint64 seq, GError **error)
{
  return cosell_store_set_not_before (store, seq, held_until, error);
}

/* What is held counts for an explicit sync too; a back-off, a person's hold and another try do
 * without it. */
static void
test_delay (StoreTest *test, gconstpointer data)
{
  CosellOutboxCounts counts;
  gint64 deal = st_put_base (test->store);
  gint64 now = cosell_clock_now (test->clock);
  gint64 seq;

  held_until = now + 10 * ST_SECOND;
  st_set (test->store, deal, "name", "Mine");
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, COSELL_NO_TIME);
  seq = st_seq (test->store, deal, 0);
  st_must (test->store, delay, seq);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, held_until);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, 0);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, 0);

  st_must (test->store, cosell_store_hold, seq);
  st_must (test->store, cosell_store_retry, seq);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, seq);

  st_must (test->store, delay, seq);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (test->clock), 10 * ST_SECOND);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, seq);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, COSELL_NO_TIME);

  /* tried once, it is not held again, and its back-off is nothing to wake for */
  st_mark_sent (test->store, seq);
  st_postpone (test->store, seq, held_until + 60 * ST_SECOND, "The service is busy.");
  held_until += 90 * ST_SECOND;
  st_must (test->store, delay, seq);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, 0);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, seq);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, COSELL_NO_TIME);
}

/* Rule 4: one that fails parks itself, and the queue goes on. */
static void
test_park (StoreTest *test, gconstpointer data)
{
  CosellOutboxCounts counts;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deal = st_put_base (test->store);
  gint64 other = st_put_deal (test->store, "other", "e2", ST_ORG, 1, ",'name':'Other'");
  gint64 seq, second;

  st_set (test->store, deal, "name", "Mine");
  st_set (test->store, other, "name", "Mine too");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_park (test->store, seq, "The service refused it: closing date.");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_PARKED);
  second = st_seq (test->store, other, 0);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, second);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.total, ==, 2);
  g_assert_cmpint (counts.parked, ==, 1);
  g_assert_cmpint (counts.conflicts, ==, 0);
  g_assert_false (st_act (test->store, cosell_store_mark_sent, seq, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  /* further edits go into the parked one, which stays parked */
  st_set (test->store, deal, "notes", "more");
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 2);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_PARKED);
  st_must (test->store, cosell_store_retry, seq);
  g_assert_cmpint (st_next (test->store, 0, FALSE), ==, seq);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
}

static void
assert_shown_held (StoreTest *test, gint64 deal, gboolean held)
{
  g_autoptr (CosellDealData) row = st_deal (test->store, deal);

  g_assert_cmpint (row->held, ==, held);
  g_assert_true (!held || row->sync == COSELL_SYNC_STATE_PARKED);
  g_assert_cmpint (cosell_deal_data_get_sync (row), ==, held ? COSELL_SYNC_STATE_HELD : row->sync);
}

static void
assert_held (StoreTest *test, gint64 deal, gint64 seq, gboolean held)
{
  g_autoptr (GPtrArray) entries = st_outbox (test->store);
  gboolean found = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->seq != seq)
        continue;
      found = TRUE;
      g_assert_cmpint (entry->held, ==, held);
    }
  g_assert_true (found);
  assert_shown_held (test, deal, held);
}

static void
test_hold_and_sent (StoreTest *test, gconstpointer data)
{
  static const StActFunc funcs[] = { cosell_store_hold, cosell_store_retry, cosell_store_discard };
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_seq (test->store, deal, 0);
  st_must (test->store, cosell_store_hold, seq);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_PARKED);
  g_assert_cmpint (st_next (test->store, 0, TRUE), ==, 0);
  st_must (test->store, cosell_store_retry, seq);
  st_mark_sent (test->store, seq);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (st_act (test->store, funcs[i], seq, &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
    }
}

/* Told apart from what needs a person, which it is not in any other state. */
static void
test_held (StoreTest *test, gconstpointer data)
{
  CosellOutboxCounts counts;
  gint64 deal = st_put_base (test->store);
  gint64 other = st_put_deal (test->store, "other", "e2", ST_ORG, 1, ",'name':'Other'");
  gint64 seq, second;

  st_set (test->store, deal, "name", "Mine");
  st_set (test->store, other, "name", "Mine too");
  seq = st_seq (test->store, deal, 0);
  assert_held (test, deal, seq, FALSE);
  st_must (test->store, cosell_store_hold, seq);
  assert_held (test, deal, seq, TRUE);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.parked, ==, 1);
  g_assert_cmpint (counts.held, ==, 1);
  /* an edit joins it, and it stays held; the row of another deal knows nothing of it */
  st_set (test->store, deal, "notes", "more");
  assert_held (test, deal, seq, TRUE);
  second = st_seq (test->store, other, 0);
  st_park (test->store, second, "No.");
  assert_held (test, other, second, FALSE);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.parked, ==, 2);
  g_assert_cmpint (counts.held, ==, 1);

  st_must (test->store, cosell_store_retry, seq);
  assert_held (test, deal, seq, FALSE);
  st_must (test->store, cosell_store_hold, seq);
  st_park (test->store, seq, "No.");
  assert_held (test, deal, seq, FALSE);
  st_must (test->store, cosell_store_hold, seq); /* it needs a person all the same */
  assert_held (test, deal, seq, FALSE);
  st_must (test->store, cosell_store_retry, seq);
  st_mark_sent (test->store, seq);
  st_postpone (test->store, seq, COSELL_NO_TIME, "Busy.");
  assert_held (test, deal, seq, FALSE);
  st_assert_sync (test, deal, COSELL_SYNC_STATE_WAITING);
}

/* One that is in the way of others, and one that needs a person in the same deal. */
static void
test_held_and_parked (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_base (test->store);
  gint64 first, second;

  st_set (test->store, deal, "name", "Mine");
  first = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, first);
  st_set (test->store, deal, "notes", "behind it");
  second = st_seq (test->store, deal, 1);
  st_must (test->store, cosell_store_hold, second);
  assert_held (test, deal, second, TRUE);
  st_park (test->store, first, "No.");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_PARKED);
  assert_held (test, deal, first, FALSE);
  assert_shown_held (test, deal, FALSE);
  st_must (test->store, cosell_store_discard, first);
  assert_shown_held (test, deal, TRUE);
}

/* Both changed the field: now there is something to decide. */
static void
test_held_and_overtaken (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_seq (test->store, deal, 0);
  st_must (test->store, cosell_store_hold, seq);
  st_put_deal (test->store, ST_REMOTE, ST_ENGAGEMENT, ST_ORG, 2, ",'name':'Theirs'");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_CONFLICT);
  assert_held (test, deal, seq, FALSE);
}

static void
test_unknown_seq (StoreTest *test, gconstpointer data)
{
  static const StActFunc funcs[] = { cosell_store_hold, cosell_store_retry, cosell_store_discard,
                                     cosell_store_mark_sent };

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (st_act (test->store, funcs[i], 99, &error));
      g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
    }
}

/* ---- discarding ---- */

static void
test_discard (StoreTest *test, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *lines = NULL;
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "name", "Mine");
  seq = st_seq (test->store, deal, 0);
  st_must (test->store, cosell_store_discard, seq);
  entries = st_outbox (test->store);
  g_assert_cmpuint (entries->len, ==, 0);
  st_assert_value (test, deal, "/name", "\"Base\"");
  st_assert_sync (test, deal, COSELL_SYNC_STATE_SYNCED);
  lines = st_history (test->store, deal);
  g_assert_true (g_str_has_prefix (lines, "you /name \"Mine\"→\"Base\"\n"));
}

/* The first of two goes; what was built on it starts from the service's value. */
static void
test_discard_first_of_two (StoreTest *test, gconstpointer data)
{
  gint64 deal = st_put_base (test->store);
  gint64 seq;

  st_set (test->store, deal, "value", "200");
  st_set (test->store, deal, "notes", "n1");
  seq = st_seq (test->store, deal, 0);
  st_mark_sent (test->store, seq);
  st_set (test->store, deal, "value", "300");
  st_postpone (test->store, seq, COSELL_NO_TIME, "No answer.");
  st_must (test->store, cosell_store_discard, seq);
  st_assert_value (test, deal, "/details/dealValue", "300");
  st_assert_value (test, deal, "/details/notes", "\"n0\"");
  st_assert_changes (test, "{'/details/dealValue':[100,300]}");
}

#define N_DEALS 4
#define N_ENTRIES 16

/* Four entries of each of four deals, by turns; numbered from 1 on. */
static void
fill_outbox (CosellStore *store)
{
  for (guint i = 0; i < N_DEALS; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012u", i);
      g_autofree char *engagement = g_strdup_printf ("eeeeeeee-0000-4000-8000-%012u", i);

      st_set (store, st_put_deal (store, id, engagement, ST_ORG, 1, ""), "name", "x");
    }
  for (guint n = N_DEALS; n < N_ENTRIES; n *= 2)
    st_execute (store,
                "INSERT INTO outbox (deal, referral, op, state, changes, request_id, created_at) "
                "SELECT deal, referral, op, state, changes, request_id, created_at FROM outbox");
  st_execute (store, "UPDATE outbox SET seq = seq - (SELECT min (seq) - 1 FROM outbox)");
}

/* Anything at all for each entry; quiet: nothing but what is for later, and what is over. */
static void
shuffle_outbox (CosellStore *store, GRand *rand, gboolean quiet, gint64 now)
{
  static const char *const states[] = {
    "pending",   "pending",   "pending",  "parked",   "sent",
    "scheduled", "scheduled", "not-kept", "not-kept", "not-kept"
  };
  static const char *const ops[] = { "update", "update", "update", "invite", "create" };
  static const char *const changes[] = { "{\"/name\":[\"a\",\"b\"]}",
                                         "{\"" COSELL_PATH_FAVORITE "\":[null,true]}" };

  for (int seq = 1; seq <= N_ENTRIES; seq++)
    {
      g_autofree char *sql = g_strdup_printf (
          "UPDATE outbox SET state = '%s', op = '%s', changes = '%s', attempts = %d, "
          "not_before = nullif (%" G_GINT64_FORMAT ", 0), depends_on = nullif (%d, 0) "
          "WHERE seq = %d",
          states[g_rand_int_range (rand, quiet ? 5 : 0, G_N_ELEMENTS (states))],
          ops[g_rand_int_range (rand, 0, G_N_ELEMENTS (ops))],
          changes[g_rand_int_range (rand, 0, 6) == 0], g_rand_int_range (rand, 0, 2),
          g_rand_boolean (rand) ? 0 : now + g_rand_int_range (rand, -1, 2) * ST_SECOND,
          g_rand_int_range (rand, 0, 8) == 0 ? g_rand_int_range (rand, 1, N_ENTRIES + 1) : 0, seq);

      st_execute (store, sql);
    }
}

static int
compare_heads (gconstpointer a, gconstpointer b)
{
  const CosellOutboxHead *one = a, *other = b;

  if (one->deal != other->deal)
    return one->deal < other->deal ? -1 : 1;
  return one->seq < other->seq ? -1 : 1;
}

/* All that waits, as the rule takes it. */
static GArray *
read_heads (CosellStore *store)
{
  g_autoptr (GPtrArray) entries = st_outbox (store);
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (CosellOutboxHead));

  g_assert_cmpuint (entries->len, ==, N_ENTRIES);
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      const CosellChange *first = entry->changes != NULL ? entry->changes->pdata[0] : NULL;
      CosellOutboxHead head = {
        .seq = entry->seq,
        .deal = entry->deal,
        .op = entry->op,
        .state = entry->state,
        .depends_on = entry->depends_on,
        .attempts = entry->attempts,
        .not_before = entry->not_before,
        .is_heart =
            entry->op == COSELL_OUTBOX_OP_UPDATE && g_str_equal (first->path, COSELL_PATH_FAVORITE),
      };

      g_array_append_val (heads, head);
    }
  g_array_sort (heads, compare_heads);
  return heads;
}

/* What is picked is what the rule says of the whole outbox (D18), though it is not read for each.
 */
static void
test_next_of_many (StoreTest *test, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (18);
  gint64 now = cosell_clock_now (test->clock);
  guint n_picked = 0, n_back = 0;

  fill_outbox (test->store);
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GArray) heads = NULL;

      shuffle_outbox (test->store, rand, round % 2 != 0, now);
      heads = read_heads (test->store);
      for (gint64 after = 0; after <= N_ENTRIES; after++)
        for (guint asked = 0; asked < 2; asked++)
          {
            const CosellOutboxHead *next =
                cosell_outbox_order_next ((const CosellOutboxHead *) heads->data, heads->len, after,
                                          asked != 0, now);
            gint64 seq = next != NULL ? next->seq : 0;

            g_assert_cmpint (st_next (test->store, after, asked != 0), ==, seq);
            n_picked += seq > after;
            n_back += seq != 0 && seq <= after;
          }
    }
  g_assert_cmpuint (n_picked, >, 100);
  g_assert_cmpuint (n_back, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  STORE_TEST_ADD ("/store/outbox/edit", test_edit);
  STORE_TEST_ADD ("/store/outbox/edits-merge", test_edits_merge);
  STORE_TEST_ADD ("/store/outbox/edit-nothing", test_edit_nothing);
  STORE_TEST_ADD ("/store/outbox/sent-and-done", test_sent_and_done);
  STORE_TEST_ADD ("/store/outbox/edit-while-sent", test_edit_while_sent);
  STORE_TEST_ADD ("/store/outbox/done-without-body", test_done_without_body);
  STORE_TEST_ADD ("/store/outbox/done-overtaken", test_done_overtaken);
  STORE_TEST_ADD ("/store/outbox/postpone", test_postpone);
  STORE_TEST_ADD ("/store/outbox/delay", test_delay);
  STORE_TEST_ADD ("/store/outbox/park", test_park);
  STORE_TEST_ADD ("/store/outbox/hold-and-sent", test_hold_and_sent);
  STORE_TEST_ADD ("/store/outbox/held", test_held);
  STORE_TEST_ADD ("/store/outbox/held-and-parked", test_held_and_parked);
  STORE_TEST_ADD ("/store/outbox/held-and-overtaken", test_held_and_overtaken);
  STORE_TEST_ADD ("/store/outbox/unknown-seq", test_unknown_seq);
  STORE_TEST_ADD ("/store/discard/update", test_discard);
  STORE_TEST_ADD ("/store/discard/first-of-two", test_discard_first_of_two);
  STORE_TEST_ADD ("/store/outbox/D18-next-of-many", test_next_of_many);
  return g_test_run ();
}
