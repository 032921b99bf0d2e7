/* test-reconcile.c: the look through everything (P7): what is gone is marked, what was missed is
 * healed, and nothing else is marked, however the list moves while it is read */
#include <string.h>

#include "support/await.h"
#include "sync/sync-fixture.h"

#define N 30
#define PAGE 10

static char *
deal_id (guint i)
{
  return g_strdup_printf ("deal-%03u", i);
}

static void
put_many (SyncFixture *fixture)
{
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = deal_id (i);

      sync_put (fixture, id, "Contoso ERP");
    }
  fake_remote_set_page_size (fixture->remote, PAGE);
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_clear_log (fixture->remote);
}

static void
next_day (SyncFixture *fixture)
{
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_DAY);
}

/* The marked ones, each with a space behind. */
static char *
marked (SyncFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = deal_id (i);

      if (sync_is_invisible (fixture, id))
        g_string_append_printf (text, "%s ", id);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_marked (SyncFixture *fixture, const char *expected)
{
  g_autofree char *text = marked (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_gone (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture);
  fake_remote_remove (fixture->remote, "deal-007");
  /* nobody looks before it is time */
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 0);
  assert_marked (fixture, "");
  next_day (fixture);
  sync_round_ok (fixture, SYNC_BOTH);
  assert_marked (fixture, "deal-007 ");
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 3);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 1);
  g_assert_cmpuint (sync_count_deals (fixture), ==, N);
  /* and once a day is enough */
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 0);
  /* it is not asked for again */
  next_day (fixture);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 0);
  assert_marked (fixture, "deal-007 ");
}

/* Back, just as it was: no newer stamp gives it away. */
static void
test_back (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  put_many (fixture);
  text = g_strdup (fake_remote_peek (fixture->remote, "deal-003"));
  fake_remote_remove (fixture->remote, "deal-003");
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "deal-003 ");
  fake_remote_put (fixture->remote, text);
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "");
}

typedef struct
{
  SyncFixture *fixture;
  const char *at; /* the request before which it happens */
  void (*happen) (SyncFixture *fixture);
} Moment;

static void
hook (FakeRemote *remote, const char *line, gpointer data)
{
  Moment *moment = data;

  if (moment->at == NULL || strcmp (line, moment->at) != 0)
    return;
  moment->at = NULL;
  moment->happen (moment->fixture);
}

static void
reconcile_while (SyncFixture *fixture, const char *at, void (*happen) (SyncFixture *))
{
  Moment moment = { fixture, at, happen };

  put_many (fixture);
  fake_remote_set (fixture->remote, FAKE_BY_PLACE, TRUE);
  fake_remote_set_hook (fixture->remote, hook, &moment);
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  g_assert_null (moment.at);
  fake_remote_set_hook (fixture->remote, NULL, NULL);
}

static void
remove_first (SyncFixture *fixture)
{
  fake_remote_remove (fixture->remote, "deal-003");
}

/* One that was seen already goes: the one behind the border slips to the page before. */
static void
test_removal (SyncFixture *fixture, gconstpointer data)
{
  reconcile_while (fixture, "ALL next $skip=10", remove_first);
  assert_marked (fixture, "");
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET deal-010"), ==, 1);
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "deal-003 ");
}

static void
remove_border (SyncFixture *fixture)
{
  fake_remote_remove (fixture->remote, "deal-009");
  fake_remote_remove (fixture->remote, "deal-010");
  fake_remote_remove (fixture->remote, "deal-020");
}

/* On both sides of the borders at once. */
static void
test_border (SyncFixture *fixture, gconstpointer data)
{
  reconcile_while (fixture, "ALL next $skip=10", remove_border);
  assert_marked (fixture, "deal-010 deal-020 ");
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "deal-009 deal-010 deal-020 ");
}

static void
add_and_move (SyncFixture *fixture)
{
  sync_put (fixture, "deal-new", "Tailwind Rollout");
  sync_put (fixture, "deal-025", "Renamed");
  sync_put (fixture, "deal-001", "Renamed");
}

static void
test_arrival (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  reconcile_while (fixture, "ALL next $skip=20", add_and_move);
  assert_marked (fixture, "");
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 0);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, N + 1);
  name = sync_get_value (fixture, "deal-001", "/name");
  g_assert_cmpstr (name, ==, "\"Renamed\"");
}

/* The connection breaks: nothing is concluded, and the next round goes on there. */
static void
test_broken_off (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture);
  fake_remote_remove (fixture->remote, "deal-003");
  fake_remote_remove (fixture->remote, "deal-029");
  fake_remote_fail (fixture->remote, "ALL next $skip=10", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE, COSELL_HTTP_ERROR_OFFLINE);
  assert_marked (fixture, "");
  fake_remote_clear_log (fixture->remote);
  fake_remote_fail (fixture->remote, "GET deal-003", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 2);
  assert_marked (fixture, "deal-029 ");
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 0);
  assert_marked (fixture, "deal-003 deal-029 ");
}

/* An empty list by mistake, or one that was cut: the deals themselves say otherwise. */
static void
test_blank (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture);
  fake_remote_set (fixture->remote, FAKE_BLANK, TRUE);
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "");
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 10);
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 0);
}

/* No clear word: no mark. */
static void
test_no_word (SyncFixture *fixture, gconstpointer data)
{
  static const CosellHttpError codes[] = { COSELL_HTTP_ERROR_SERVER, COSELL_HTTP_ERROR_PROTOCOL,
                                           COSELL_HTTP_ERROR_REJECTED };

  put_many (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *id = deal_id (i);
      g_autofree char *line = g_strconcat ("GET ", id, NULL);

      fake_remote_remove (fixture->remote, id);
      fake_remote_fail (fixture->remote, line, FAKE_BEFORE, sync_error (codes[i]));
    }
  fake_remote_remove (fixture->remote, "deal-004");
  fake_remote_fail (fixture->remote, "GET deal-004", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_FORBIDDEN));
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "deal-004 ");
}

/* P14: a list that leads in a circle, or breaks off, is no list of everything: that is said, nobody
 * is suspected for it, and an hour later it is tried again. */
static void
test_leads_nowhere (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture);
  for (guint i = 0; i < 2; i++)
    {
      fake_remote_set_page_size (fixture->remote, 3);
      fake_remote_remove (fixture->remote, i == 0 ? "deal-003" : "deal-004");
      if (i == 0)
        fake_remote_set (fixture->remote, FAKE_CIRCLE, TRUE);
      else
        fake_remote_set (fixture->remote, FAKE_CUT, TRUE);
      next_day (fixture);
      fake_remote_clear_log (fixture->remote);
      sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_PROTOCOL);
      g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), ==, 0);
      assert_marked (fixture, i == 0 ? "" : "deal-003 ");
      fake_remote_clear_log (fixture->remote);
      sync_round_ok (fixture, SYNC_BOTH);
      g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 0);
      fake_remote_set (fixture->remote, FAKE_CIRCLE, FALSE);
      fake_remote_set (fixture->remote, FAKE_CUT, FALSE);
      cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_HOUR);
      sync_round_ok (fixture, SYNC_BOTH);
      assert_marked (fixture, i == 0 ? "deal-003 " : "deal-003 deal-004 ");
    }
}

/* A service that has no such list: given up until the next time. */
static void
test_given_up (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture);
  fake_remote_remove (fixture->remote, "deal-003");
  next_day (fixture);
  fake_remote_fail (fixture->remote, "ALL", FAKE_BEFORE, sync_error (COSELL_HTTP_ERROR_REJECTED));
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "");
  fake_remote_clear_log (fixture->remote);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 0);
}

/* More than a round asks for. */
static void
test_many (SyncFixture *fixture, gconstpointer data)
{
  guint rounds = 0;

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *id = deal_id (i);

      sync_put (fixture, id, "Contoso ERP");
    }
  fake_remote_set_page_size (fixture->remote, 100);
  sync_round_ok (fixture, SYNC_BOTH);
  for (guint i = 0; i < 249; i++)
    {
      g_autofree char *id = deal_id (i);

      fake_remote_remove (fixture->remote, id);
    }
  next_day (fixture);
  for (; rounds < 3; rounds++)
    {
      fake_remote_clear_log (fixture->remote);
      sync_round_ok (fixture, SYNC_BOTH);
      g_assert_cmpuint (fake_remote_count (fixture->remote, "GET"), <=, 100);
    }
  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *id = deal_id (i);

      g_assert_cmpint (sync_is_invisible (fixture, id), ==, i < 249);
    }
}

/* P7: what a pull never saw, because the list lost others while it was read. */
static void
test_missed (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture);
  for (guint i = 0; i < PAGE; i++)
    {
      g_autofree char *id = g_strdup_printf ("newer-%u", i);

      sync_put (fixture, id, "Tailwind Rollout");
    }
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_put (fixture->remote,
                   "{\"id\":\"missed\",\"engagementId\":\"e\",\"organizationId\":\"o\","
                   "\"name\":\"Missed\",\"status\":\"Active\",\"substatus\":\"Accepted\","
                   "\"updatedDateTime\":\"2026-11-01T00:00:00Z\"}");
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, N + PAGE);
  next_day (fixture);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 1);
  g_assert_cmpuint (sync_count_deals (fixture), ==, N + PAGE + 1);
}

static void
put_version (SyncFixture *fixture, guint deal, const char *name, const char *updated)
{
  g_autofree char *id = deal_id (deal);
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"engagementId\":\"e-%s\",\"organizationId\":\"o\","
                       "\"name\":\"%s\",\"status\":\"Active\",\"substatus\":\"Accepted\","
                       "\"updatedDateTime\":\"%s\"}",
                       id, id, name, updated);

  fake_remote_put (fixture->remote, text);
}

/* P14: versions whose stamps went backwards, or stayed as they were, are found by the look through
 * everything, each asked for once, and however many they are the list is trusted all the same. */
static void
test_backwards (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *once = NULL;

  fake_remote_set_page_size (fixture->remote, PAGE);
  for (guint i = 0; i < N; i++)
    put_version (fixture, i, "Before", "2026-11-20T08:00:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  for (guint i = 0; i < N; i++)
    put_version (fixture, i, "After", i % 3 == 0 ? "2026-11-20T08:00:00Z" : "2026-11-19T08:00:00Z");
  next_day (fixture);
  sync_round_ok (fixture, SYNC_BOTH);
  sync_assert_same (fixture);
  assert_marked (fixture, "");
  next_day (fixture);
  fake_remote_clear_log (fixture->remote);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 0);
  once = fake_remote_dup_log (fixture->remote);
  g_assert_null (strstr (once, "GET"));
}

/* P5: a change of a deal that is gone is parked, the deal is marked, and nothing is lost. */
static void
test_gone_while_editing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *mine = NULL;
  const CosellOutboxEntry *entry;

  put_many (fixture);
  sync_edit (fixture, "deal-005", "name", "Mine");
  fake_remote_remove (fixture->remote, "deal-005");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).parked, ==, 1);
  assert_marked (fixture, "deal-005 ");
  entries = sync_get_outbox (fixture);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->state, ==, COSELL_OUTBOX_STATE_PARKED);
  g_assert_nonnull (entry->last_error);
  mine = sync_get_value (fixture, "deal-005", "/name");
  g_assert_cmpstr (mine, ==, "\"Mine\"");
}

typedef struct
{
  SyncFixture *fixture;
  GAsyncResult *result;
} Second;

static void
ask_for_another (FakeRemote *remote, const char *line, gpointer data)
{
  Second *second = data;

  if (strcmp (line, "ALL next $skip=10") != 0)
    return;
  fake_remote_set_hook (remote, NULL, NULL);
  cosell_sync_round_async (second->fixture->sync, SYNC_BOTH, NULL, await_cb, &second->result);
}

/* Who waits for a round does not wait for the look through everything. */
static void
test_makes_room (SyncFixture *fixture, gconstpointer data)
{
  Second second = { fixture };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *log = NULL;

  put_many (fixture);
  fake_remote_remove (fixture->remote, "deal-029");
  fake_remote_set_hook (fixture->remote, ask_for_another, &second);
  sync_round_ok (fixture, SYNC_BOTH | COSELL_SYNC_RECONCILE);
  assert_marked (fixture, "");
  result = await_result (&second.result);
  g_assert_true (cosell_sync_round_finish (fixture->sync, result, NULL, NULL));
  log = fake_remote_dup_log (fixture->remote);
  g_assert_cmpstr (log, ==,
                   "LIST\nALL\nALL next $skip=10\nLIST\nALL next $skip=20\nGET deal-029\n");
  assert_marked (fixture, "deal-029 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  SYNC_TEST ("/sync/reconcile/P7-gone", test_gone);
  SYNC_TEST ("/sync/reconcile/P7-back", test_back);
  SYNC_TEST ("/sync/reconcile/P7-removal-while-read", test_removal);
  SYNC_TEST ("/sync/reconcile/P7-removal-at-borders", test_border);
  SYNC_TEST ("/sync/reconcile/P7-arrival-while-read", test_arrival);
  SYNC_TEST ("/sync/reconcile/broken-off", test_broken_off);
  SYNC_TEST ("/sync/reconcile/blank", test_blank);
  SYNC_TEST ("/sync/reconcile/no-word", test_no_word);
  SYNC_TEST ("/sync/reconcile/P14-leads-nowhere", test_leads_nowhere);
  SYNC_TEST ("/sync/reconcile/given-up", test_given_up);
  SYNC_TEST ("/sync/reconcile/many", test_many);
  SYNC_TEST ("/sync/reconcile/P7-missed-by-the-pull", test_missed);
  SYNC_TEST ("/sync/reconcile/P14-backwards", test_backwards);
  SYNC_TEST ("/sync/reconcile/P5-gone-while-editing", test_gone_while_editing);
  SYNC_TEST ("/sync/reconcile/makes-room", test_makes_room);
  return g_test_run ();
}
