/* How many deals and changes there are, which triggers count beside the rows: always what looking
 * at each row says, whatever was written, also while deals of an older program are still to be
 * counted. (Every other test of the store asks the same at its end: store_test_tear_down.) */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-test.h"

#include "base/cosell-time.h"
#include "store/cosell-statement.h"
#include "store/cosell-store-count.h"
#include "store/cosell-store-job.h"
#include "store/cosell-store-object.h"
#include "support/await.h"

#define N_DEALS 60
#define N_STEPS 400

typedef struct
{
  gint64 tabs[COSELL_N_TABS];
  gint64 unanswered[COSELL_N_TABS];
} Counts;

static gboolean
count_job (CosellStore *store, gpointer data, GError **error)
{
  Counts *counts = data;

  return cosell_store_count_tabs (store, counts->tabs, error) &&
         cosell_store_count_unanswered (store, counts->unanswered, error);
}

static gboolean
ask_job (CosellStore *store, gpointer data, GError **error)
{
  static const char *const queries[] = {
    "SELECT count(*) FROM deal WHERE tab = 0",
    "SELECT count(*) FROM deal WHERE tab = 1",
    "SELECT count(*) FROM deal WHERE favorite = 1",
    "SELECT count(*) FROM deal WHERE tab >= 2",
    "SELECT count(*) FROM deal WHERE tab = 0 AND status = 'received' AND invisible_since IS NULL",
    "SELECT count(*) FROM deal WHERE tab = 1 AND status = 'received' AND invisible_since IS NULL",
    "SELECT count(*) FROM deal WHERE favorite = 1 AND tab <> 3 AND status = 'received' AND "
    "invisible_since IS NULL",
    "SELECT count(*) FROM deal WHERE tab = 2 AND status = 'received' AND invisible_since IS NULL",
  };
  Counts *counts = data;
  gint64 *const places[] = { counts->tabs, counts->unanswered };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      CosellStatement *statement = cosell_store_prepare (store, queries[i], error);

      if (statement == NULL ||
          !cosell_statement_run_int (statement, 0, &places[i / COSELL_N_TABS][i % COSELL_N_TABS],
                                     error))
        return FALSE;
    }
  return TRUE;
}

static void
assert_counts (StoreTest *test)
{
  Counts told = { 0 }, looked = { 0 };
  g_autoptr (GError) error = NULL;

  cosell_store_run (test->store, COSELL_STORE_READ, count_job, &told, &error);
  g_assert_no_error (error);
  cosell_store_run (test->store, COSELL_STORE_READ, ask_job, &looked, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < COSELL_N_TABS; i++)
    {
      g_assert_cmpint (told.tabs[i], ==, looked.tabs[i]);
      g_assert_cmpint (told.unanswered[i], ==, looked.unanswered[i]);
    }
  g_assert_true (st_assert_counted (test->path));
}

static void
put_deals (StoreTest *test)
{
  for (guint i = 0; i < N_DEALS; i++)
    {
      g_autofree char *id = g_strdup_printf ("aaaaaaaa-0000-4000-8000-%012u", i);
      g_autofree char *engagement = g_strdup_printf ("eeeeeeee-0000-4000-8000-%012u", i);

      st_put_deal (test->store, id, engagement, ST_ORG, (int) i % 60,
                   i % 3 == 0   ? ",'direction':'Incoming','status':'New','substatus':'Pending'"
                   : i % 3 == 1 ? ",'favorite':true"
                                : "");
    }
}

/* One change of rows that there are, or a new one, or one less. */
static void
change_rows (StoreTest *test, GRand *random)
{
  static const char *const changes[] = {
    "UPDATE deal SET favorite = 1 - favorite WHERE id = %d",
    "UPDATE deal SET tab = (tab + 1) % 4 WHERE id = %d",
    "UPDATE deal SET status = iif (status = 'received', 'accepted', 'received') WHERE id = %d",
    "UPDATE deal SET invisible_since = iif (invisible_since IS NULL, 7, NULL) WHERE id = %d AND "
    "id IN (SELECT deal FROM referral)",
    "UPDATE deal SET tab = 3 - tab, favorite = 1 - favorite, status = 'received' WHERE id >= %d",
    "UPDATE deal SET name = 'x' WHERE id >= %d",
    "INSERT INTO deal (sync, direction, type, p2p, status, favorite, microsoft_status, tab) "
    "SELECT sync, direction, type, p2p, status, favorite, microsoft_status, tab FROM deal "
    "WHERE id = %d",
    "DELETE FROM deal WHERE id = %d AND id NOT IN (SELECT deal FROM outbox) AND "
    "id NOT IN (SELECT deal FROM referral)",
    "INSERT INTO outbox (deal, referral, op, state, request_id, created_at, held) "
    "SELECT (SELECT max (id) FROM deal), id, 'update', 'pending', 'r', 1, 0 FROM referral WHERE id "
    "= %d",
    "INSERT INTO outbox (seq, deal, referral, op, state, request_id, created_at, held) "
    "SELECT seq, deal, referral, op, 'sent', request_id, created_at, 1 FROM outbox "
    "WHERE seq % 13 = %d % 13 ON CONFLICT DO UPDATE SET state = excluded.state, held = 1",
    "UPDATE outbox SET state = iif (state = 'parked', 'pending', 'parked') WHERE seq % 7 = %d % "
    "7",
    "UPDATE outbox SET held = 1 - held WHERE seq % 5 = %d % 5",
    "UPDATE outbox SET conflicts = iif (conflicts IS NULL, '{}', NULL) WHERE seq % 3 = %d % 3",
    "UPDATE outbox SET state = 'local', attempts = 1 WHERE seq % 11 = %d % 11",
    "DELETE FROM outbox WHERE seq % 9 = %d % 9",
  };
  const char *change = changes[g_rand_int_range (random, 0, G_N_ELEMENTS (changes))];
  g_autoptr (GString) sql = g_string_new (change);
  g_autofree char *id = g_strdup_printf ("%d", g_rand_int_range (random, 1, N_DEALS + 20));

  g_string_replace (sql, "%d", id, 0);
  st_execute (test->store, sql->str);
}

static void
test_random (StoreTest *test, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  put_deals (test);
  st_execute (test->store, "UPDATE referral SET invisible_since = 1");
  for (guint i = 0; i < N_STEPS; i++)
    {
      change_rows (test, random);
      if (i % 10 == 0)
        assert_counts (test);
    }
  assert_counts (test);
}

/* As the migration finds the deals of an older program. */
static void
forget_counts (StoreTest *test)
{
  st_execute (test->store, "DELETE FROM deal_count");
  st_execute (test->store, "INSERT INTO uncounted SELECT 0, max (id) FROM deal");
}

/* As far as a step would count them that is this small. */
static void
count_up_to (StoreTest *test, gint64 last)
{
  g_autofree char *count = g_strdup_printf (
      "INSERT INTO deal_count SELECT tab, favorite, status = 'received' AND invisible_since IS "
      "NULL, count(*) FROM deal, uncounted WHERE id > done AND id <= %d GROUP BY 1, 2, 3 "
      "ON CONFLICT DO UPDATE SET deals = deals + excluded.deals",
      (int) last);
  g_autofree char *done =
      g_strdup_printf ("UPDATE uncounted SET done = max (done, %d)", (int) last);

  st_execute (test->store, count);
  st_execute (test->store, done);
}

/* Rows on both sides of where counting is change meanwhile. */
static void
test_older (StoreTest *test, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  put_deals (test);
  st_execute (test->store, "UPDATE referral SET invisible_since = 1");
  forget_counts (test);
  assert_counts (test);
  for (guint i = 0; i < N_STEPS; i++)
    {
      change_rows (test, random);
      if (i % 50 == 25)
        count_up_to (test, i / 10);
      if (i % 10 == 0)
        assert_counts (test);
    }
  while (!done)
    {
      cosell_store_run (test->store, COSELL_STORE_BULK, cosell_store_count_older, &done, &error);
      g_assert_no_error (error);
    }
  assert_counts (test);
  for (guint i = 0; i < N_STEPS / 4; i++)
    change_rows (test, random);
  assert_counts (test);
}

static gboolean
die_job (CosellStore *store, gpointer data, GError **error)
{
  if (cosell_store_count_older (store, data, error))
    kill (getpid (), SIGKILL);
  return FALSE;
}

static void
open_store (StoreTest *test)
{
  g_autoptr (GError) error = NULL;

  test->store = cosell_store_new (test->path, test->clock, &error);
  g_assert_no_error (error);
}

static gboolean
is_counted (gpointer data)
{
  StoreTest *test = data;

  return cosell_store_is_idle (test->store);
}

/* A program that is killed while it counts has counted nothing in that step; the next one does it,
 * beside the work. */
static void
test_killed (StoreTest *test, gconstpointer data)
{
  int status;
  pid_t child;

  put_deals (test);
  forget_counts (test);
  cosell_store_close (test->store);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  child = fork ();
  if (child == 0)
    {
      gboolean done;

      open_store (test);
      cosell_store_run (test->store, COSELL_STORE_BULK, die_job, &done, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  open_store (test);
  assert_counts (test);
  cosell_store_tidy (test->store);
  await_condition (is_counted, test);
  assert_counts (test);
}

/* The next change that is due, and no other, whatever its state. */
static void
test_due (StoreTest *test, gconstpointer data)
{
  CosellOutboxCounts counts;
  gint64 now = cosell_clock_now (test->clock);
  g_autofree char *later =
      g_strdup_printf ("UPDATE outbox SET not_before = CASE seq %% 4 WHEN 0 THEN %" G_GINT64_FORMAT
                       " WHEN 1 THEN %" G_GINT64_FORMAT " WHEN 2 THEN %" G_GINT64_FORMAT " END",
                       now - 5, now + 9, now + 3);

  put_deals (test);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.total, ==, 0);
  g_assert_cmpint (counts.next_due, ==, COSELL_NO_TIME);
  st_execute (test->store, "INSERT INTO outbox (deal, referral, op, state, request_id, created_at) "
                           "SELECT deal, id, 'update', 'pending', 'r', 1 FROM referral");
  st_execute (test->store, later);
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.total, ==, N_DEALS);
  g_assert_cmpint (counts.next_due, ==, now + 3);
  st_execute (test->store, "UPDATE outbox SET attempts = 1 WHERE seq % 4 = 2");
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, now + 9);
  st_execute (test->store, "UPDATE outbox SET state = 'scheduled' WHERE seq % 4 = 2");
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, now + 3);
  st_execute (test->store, "UPDATE outbox SET state = 'parked' WHERE not_before IS NOT NULL");
  st_counts (test->store, &counts);
  g_assert_cmpint (counts.next_due, ==, COSELL_NO_TIME);
  g_assert_cmpint (counts.parked, ==, 45);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  STORE_TEST_ADD ("/count/random", test_random);
  STORE_TEST_ADD ("/count/older", test_older);
  STORE_TEST_ADD ("/count/killed", test_killed);
  STORE_TEST_ADD ("/count/due", test_due);
  return g_test_run ();
}
