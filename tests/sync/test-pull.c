/* test-pull.c: what changed on the service, newest first, until what is known begins */
#include "base/cosell-time.h"
#include "support/json-text.h"
#include "sync/sync-fixture.h"

static void
put_many (SyncFixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("deal-%03u", i);

      sync_put (fixture, id, "Contoso ERP");
    }
}

static void
assert_log (SyncFixture *fixture, const char *expected)
{
  g_autofree char *log = fake_remote_dup_log (fixture->remote);

  g_assert_cmpstr (log, ==, expected);
  fake_remote_clear_log (fixture->remote);
}

static void
test_full (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;
  g_autofree char *last_sync = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *odd = NULL;

  put_many (fixture, 25);
  fake_remote_set_page_size (fixture->remote, 10);
  result = sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (result.pulled, ==, 25);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 25);
  assert_log (fixture, "EXTRA me\nEXTRA customers\nEXTRA partners\nEXTRA solutions\n"
                       "LIST\nLIST next $skip=10\nLIST next $skip=20\n");
  last_sync = sync_get_meta (fixture, "last-sync");
  g_assert_cmpstr (last_sync, ==, "2026-11-22T08:00:00Z");
  cursor = sync_get_meta (fixture, "cursor");
  g_assert_cmpstr (cursor, ==, "2026-11-20T08:00:25Z");
  odd = sync_get_value (fixture, "deal-007", "/odd");
  g_assert_cmpstr (odd, ==, "[1,null]");
}

static void
test_nothing_new (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  put_many (fixture, 25);
  fake_remote_set_page_size (fixture->remote, 10);
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_clear_log (fixture->remote);
  result = sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (result.pulled, ==, 0);
  assert_log (fixture, "LIST\n");
}

static void
test_delta (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;
  g_autofree char *name = NULL;

  put_many (fixture, 25);
  fake_remote_set_page_size (fixture->remote, 10);
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_clear_log (fixture->remote);
  sync_put (fixture, "deal-003", "Renamed");
  sync_put (fixture, "deal-new", "Tailwind Rollout");
  result = sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (result.pulled, ==, 2);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 26);
  assert_log (fixture, "LIST\n");
  name = sync_get_value (fixture, "deal-003", "/name");
  g_assert_cmpstr (name, ==, "\"Renamed\"");
}

static void
put_at (SyncFixture *fixture, const char *id, const char *updated)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"engagementId\":\"e-%s\",\"organizationId\":\"o\","
                       "\"name\":\"Same time\",\"status\":\"Active\",\"substatus\":\"Accepted\","
                       "\"updatedDateTime\":\"%s\"}",
                       id, id, updated);

  fake_remote_put (fixture->remote, text);
}

/* P7: equal time stamps on page borders */
static void
test_equal_stamps (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;

  fake_remote_set_page_size (fixture->remote, 2);
  put_at (fixture, "old", "2026-11-01T00:00:00Z");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("same-%u", i);

      put_at (fixture, id, "2026-11-02T00:00:00.5Z");
    }
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 6);
  /* one more within the same moment, which the last pull did not see */
  put_at (fixture, "same-late", "2026-11-02T00:00:00.500Z");
  result = sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (result.pulled, ==, 1);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 7);
}

static void
test_unordered (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture, 9);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_set (fixture->remote, FAKE_UNORDERED, TRUE);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 9);
  fake_remote_clear_log (fixture->remote);
  sync_put (fixture, "deal-008", "Renamed");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 1);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), ==, 3);
}

static void
test_circle (SyncFixture *fixture, gconstpointer data)
{
  CosellSyncResult result;
  g_autofree char *cursor = NULL;

  put_many (fixture, 6);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_set (fixture->remote, FAKE_CIRCLE, TRUE);
  result = sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_PROTOCOL);
  g_assert_cmpuint (result.pulled, >=, 6);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 6);
  cursor = sync_get_meta (fixture, "cursor");
  g_assert_null (cursor);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), <, 6);
}

/* P14: a link that cannot be followed is no end. What is here stays, the next pull looks again. */
static void
test_cut (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *cursor = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *last_sync = NULL;

  put_many (fixture, 6);
  fake_remote_set_page_size (fixture->remote, 2);
  fake_remote_set (fixture->remote, FAKE_CUT, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      CosellSyncResult result = sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_PROTOCOL);

      g_assert_cmpuint (result.pulled, ==, 2);
      g_assert_cmpuint (sync_count_deals (fixture), ==, 2);
    }
  cursor = sync_get_meta (fixture, "cursor");
  g_assert_null (cursor);
  last_sync = sync_get_meta (fixture, "last-sync");
  g_assert_null (last_sync);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "ALL"), ==, 0);
  fake_remote_set (fixture->remote, FAKE_CUT, FALSE);
  sync_round_ok (fixture, SYNC_BOTH);
  sync_assert_same (fixture);

  /* a cursor stays where it is */
  g_assert_null (cursor);
  cursor = sync_get_meta (fixture, "cursor");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("new-%u", i);

      sync_put (fixture, id, "Tailwind Rollout");
    }
  fake_remote_set (fixture->remote, FAKE_CUT, TRUE);
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_PROTOCOL);
  kept = sync_get_meta (fixture, "cursor");
  g_assert_cmpstr (kept, ==, cursor);
  fake_remote_set (fixture->remote, FAKE_CUT, FALSE);
  sync_round_ok (fixture, SYNC_BOTH);
  sync_assert_same (fixture);
}

/* P14: nor is a page that leads to itself where the next pull goes on for ever. */
static void
test_circle_then_new (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture, 6);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_set (fixture->remote, FAKE_STUCK, TRUE);
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_PROTOCOL);
  sync_put (fixture, "deal-new", "Tailwind Rollout");
  fake_remote_clear_log (fixture->remote);
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_PROTOCOL);
  sync_assert_same (fixture);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), <, 6);
  fake_remote_set (fixture->remote, FAKE_STUCK, FALSE);
  sync_round_ok (fixture, SYNC_BOTH);
  sync_assert_same (fixture);
}

/* A pass that broke off goes on where it was, and then looks what came meanwhile. */
static void
test_broken_off (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *cursor = NULL;
  g_autofree char *last_sync = NULL;

  put_many (fixture, 9);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_fail (fixture->remote, "LIST next $skip=6", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 6);
  cursor = sync_get_meta (fixture, "cursor");
  g_assert_null (cursor);
  last_sync = sync_get_meta (fixture, "last-sync");
  g_assert_null (last_sync);
  fake_remote_clear_log (fixture->remote);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 3);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 9);
  assert_log (fixture, "LIST next $skip=6\nLIST\nALL\nALL next $skip=3\nALL next $skip=6\n");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 0);
  assert_log (fixture, "LIST\n");
}

/* A new engine on the same profile: what a program that was killed left. */
static void
start_again (SyncFixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->sync));
  fixture->sync =
      cosell_sync_new (fixture->store, COSELL_REMOTE (fixture->remote), fixture->lock_path);
  fake_remote_clear_log (fixture->remote);
}

/* Killed at 60 %: it goes on near there. Meanwhile deals were changed (and moved to the front) and
 * added. */
static void
test_resumed (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *changed = NULL;

  put_many (fixture, 100);
  fake_remote_set (fixture->remote, FAKE_BY_PLACE, TRUE);
  fake_remote_set_page_size (fixture->remote, 10);
  fake_remote_fail (fixture->remote, "LIST next $skip=60", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_OFFLINE);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 60);
  sync_put (fixture, "deal-000", "Renamed");
  sync_put (fixture, "deal-099", "Renamed");
  sync_put (fixture, "deal-new", "Tailwind Rollout");
  start_again (fixture);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 101);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST"), ==, 6);
  changed = sync_get_value (fixture, "deal-000", "/name");
  g_assert_cmpstr (changed, ==, "\"Renamed\"");
}

/* The service does not know the place any more: from the beginning. */
static void
test_stale_place (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture, 9);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_fail (fixture->remote, "LIST next $skip=6", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_OFFLINE);
  fake_remote_fail (fixture->remote, "LIST next $skip=6", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_REJECTED));
  start_again (fixture);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 9);
  assert_log (fixture, "LIST next $skip=6\nLIST\nLIST next $skip=3\nLIST next $skip=6\n");
}

static void
change_once (FakeRemote *remote, const char *line, gpointer data)
{
  SyncFixture *fixture = data;

  if (strcmp (line, "LIST next $skip=3") != 0)
    return;
  fake_remote_set_hook (remote, NULL, NULL);
  sync_put (fixture, "deal-000", "Renamed");
  sync_put (fixture, "deal-new", "Tailwind Rollout");
}

/* P7: deals that move to the front while the list is read shift the others over the borders. */
static void
test_moving (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  put_many (fixture, 9);
  fake_remote_set (fixture->remote, FAKE_BY_PLACE, TRUE);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_set_hook (fixture->remote, change_once, fixture);
  sync_round_ok (fixture, SYNC_BOTH);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 10);
  name = sync_get_value (fixture, "deal-000", "/name");
  g_assert_cmpstr (name, ==, "\"Renamed\"");
}

/* P7: what came in with a stamp before the cursor is taken from a page that is here anyway. */
static void
test_late (SyncFixture *fixture, gconstpointer data)
{
  put_at (fixture, "newest", "2026-11-02T00:00:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  put_at (fixture, "late", "2026-11-01T23:59:58Z");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 1);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 0);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 2);
}

/* P14: one stamp that lies ahead, by little or much, and what changes afterwards. */
static void
test_stamp_ahead (SyncFixture *fixture, gconstpointer data)
{
  static const char *const ahead[] = { "2026-11-22T08:00:09Z", "2026-11-22T09:00:00Z",
                                       "2026-12-12T08:00:00Z" };
  g_autofree char *cursor = NULL;

  fake_remote_set_page_size (fixture->remote, 5);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("deal-%02u", i);

      put_at (fixture, id, "2026-11-22T07:00:00Z");
    }
  for (guint i = 0; i < G_N_ELEMENTS (ahead); i++)
    {
      g_autofree char *id = g_strdup_printf ("ahead-%u", i);

      put_at (fixture, id, ahead[i]);
    }
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 15);
  cursor = sync_get_meta (fixture, "cursor");
  g_assert_cmpstr (cursor, ==, "2026-11-22T07:00:00Z");
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("deal-%02u", i);
      g_autofree char *updated = g_strdup_printf ("2026-11-22T08:00:%02uZ", i + 1);

      put_at (fixture, id, updated);
    }
  put_at (fixture, "ahead-2", "2026-11-22T08:00:31Z"); /* and the stamp is right again */
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 31);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 33);
  sync_assert_same (fixture);
  /* what lies ahead is looked at again, and is what we have */
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 0);
}

/* P14: what came with a stamp ahead, or with none that can be, is no news again and again, neither
 * now nor when that time has come. */
static void
test_no_news (SyncFixture *fixture, gconstpointer data)
{
  put_at (fixture, "right", "2026-11-22T07:00:00Z");
  put_at (fixture, "ahead", "2026-11-22T08:30:00Z");
  put_at (fixture, "none", "0001-01-01T00:00:00Z");
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 3);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 0);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_HOUR);
  put_at (fixture, "right", "2026-11-22T08:59:00Z");
  sync_round_ok (fixture, SYNC_BOTH); /* the cursor is behind it now */
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 0);
}

/* µs: so many digits, as likely short as long. */
static gint64
draw_span (GRand *chance, int shortest, int longest)
{
  gint64 span = g_rand_int_range (chance, 1, 10);

  for (int digits = g_rand_int_range (chance, shortest, longest + 1); digits > 1; digits--)
    span = span * 10 + g_rand_int_range (chance, 0, 10);
  return span;
}

/* A change at the service: mostly with a right stamp, else with one ahead, by a second to a month.
 */
static void
change_something (SyncFixture *fixture, GRand *chance)
{
  g_autofree char *id = g_strdup_printf ("deal-%d", g_rand_int_range (chance, 0, 12));
  gint64 stamp = cosell_clock_now (fixture->clock);
  g_autofree char *updated = NULL;
  g_autofree char *text = NULL;

  if (g_rand_int_range (chance, 0, 4) == 0)
    stamp += draw_span (chance, 7, 13);
  updated = cosell_time_format (stamp);
  text = json_printf ("{'id':'%s','organizationId':'o','name':'%u',"
                      "'updatedDateTime':'%s'}",
                      id, g_rand_int (chance), updated);
  fake_remote_put (fixture->remote, text);
}

/* P7, P14: delta = full after any history of right stamps and of stamps ahead, without the look
 * through everything. */
static void
test_poisoned_histories (SyncFixture *fixture, gconstpointer data)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (GRand) chance = g_rand_new_with_seed (seed);

      g_test_message ("seed %u", seed);
      fake_remote_set_page_size (fixture->remote, (guint) g_rand_int_range (chance, 1, 6));
      for (guint step = 0; step < 25; step++)
        {
          g_autofree char *now = cosell_time_format (cosell_clock_now (fixture->clock));

          sync_set_meta (fixture, "sweep-done", now);
          for (int n = g_rand_int_range (chance, 0, 4); n > 0; n--)
            {
              change_something (fixture, chance);
              cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock),
                                           draw_span (chance, 5, 11));
            }
          sync_round_ok (fixture, SYNC_BOTH);
          sync_assert_same (fixture);
        }
    }
}

/* P14: a cursor that an older program let run ahead is none. */
static void
test_poisoned_cursor (SyncFixture *fixture, gconstpointer data)
{
  put_at (fixture, "one", "2026-11-22T07:00:00Z");
  put_at (fixture, "two", "2026-11-22T07:30:00Z");
  fake_remote_set_page_size (fixture->remote, 1);
  sync_set_meta (fixture, "sweep-done", "2026-11-22T08:00:00Z");
  sync_set_meta (fixture, "cursor", "2026-11-22T09:00:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 2);
}

/* P14: elements without a stamp, or with one that cannot be, end nothing wherever they stand. */
static void
test_no_stamps (SyncFixture *fixture, gconstpointer data)
{
  static const char *const stamps[] = { "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "",
                                        "soon" };

  fake_remote_set_page_size (fixture->remote, 2);
  fake_remote_set (fixture->remote, FAKE_UNORDERED, TRUE);
  put_at (fixture, "known", "2026-11-22T07:00:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_remove (fixture->remote, "known");
  for (guint i = 0; i < G_N_ELEMENTS (stamps); i++)
    {
      g_autofree char *id = g_strdup_printf ("odd-%u", i);

      put_at (fixture, id, stamps[i]);
    }
  put_at (fixture, "new", "2026-11-22T07:30:00Z");
  put_at (fixture, "known", "2026-11-22T07:00:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 6);
  sync_assert_same (fixture);
}

/* P14: what has no stamp cannot be met by its change; the look through everything, which comes
 * every hour then, finds it. */
static void
test_unseen_without_stamp (SyncFixture *fixture, gconstpointer data)
{
  fake_remote_set_page_size (fixture->remote, 2);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("deal-%u", i);

      g_autofree char *updated = g_strdup_printf ("2026-11-22T07:00:%02uZ", i);

      put_at (fixture, id, i < 2 ? "0001-01-01T00:00:00Z" : updated);
    }
  sync_round_ok (fixture, SYNC_BOTH);
  fake_remote_put (fixture->remote, json_text ("{'id':'deal-0','organizationId':'o','name':'New',"
                                               "'updatedDateTime':'0001-01-01T00:00:00Z'}"));
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_HOUR);
  sync_round_ok (fixture, SYNC_BOTH);
  sync_assert_same (fixture);
}

/* A stamp from the far future must not hide what changes until then. */
static void
test_future_stamp (SyncFixture *fixture, gconstpointer data)
{
  put_at (fixture, "future", "2999-01-01T00:00:00Z");
  put_at (fixture, "today", "2026-11-22T07:00:00Z");
  sync_round_ok (fixture, SYNC_BOTH);
  put_at (fixture, "later", "2027-02-01T00:00:00Z");
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), 90 * G_TIME_SPAN_DAY);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (sync_count_deals (fixture), ==, 3);
}

static void
test_busy (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture, 6);
  fake_remote_set_page_size (fixture->remote, 3);
  fake_remote_fail (fixture->remote, "LIST next", FAKE_BEFORE,
                    cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, 1, FALSE, "later"));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_ASKED).pulled, ==, 6);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "LIST next $skip=3"), ==, 2);

  /* longer than a person waits */
  fake_remote_fail (fixture->remote, "LIST", FAKE_BEFORE,
                    cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, 31, FALSE, "later"));
  sync_round_error (fixture, SYNC_ASKED, COSELL_HTTP_ERROR_BUSY);
  /* nobody waits in the background */
  fake_remote_fail (fixture->remote, "LIST", FAKE_BEFORE,
                    cosell_http_error_new (COSELL_HTTP_ERROR_BUSY, 1, FALSE, "later"));
  sync_round_error (fixture, SYNC_BOTH, COSELL_HTTP_ERROR_BUSY);
}

static void
test_extras (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *me = NULL;
  g_autofree char *solutions = NULL;
  g_autofree char *customers = NULL;
  g_autofree char *own = NULL;

  fake_remote_set_extra (fixture->remote, "me",
                         json_text ("{'organization':{'id':'" FAKE_OWN "','name':'Fabrikam'},"
                                    "'organizationId':'" FAKE_OWN "'}"));
  fake_remote_set_extra (fixture->remote, "solutions", json_text ("{'value':[]}"));
  sync_round_ok (fixture, SYNC_BOTH);
  me = sync_get_meta (fixture, "me");
  g_assert_nonnull (me);
  solutions = sync_get_meta (fixture, "catalog-solutions");
  g_assert_cmpstr (solutions, ==, json_text ("{'value':[]}"));
  customers = sync_get_meta (fixture, "catalog-customers");
  g_assert_null (customers);
  own = sync_get_meta (fixture, "own-organization");
  g_assert_cmpstr (own, ==, FAKE_OWN);

  g_assert_cmpuint (fake_remote_count (fixture->remote, "EXTRA"), ==, 4);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (fixture->clock), G_TIME_SPAN_HOUR);
  sync_round_ok (fixture, SYNC_BOTH);
  g_assert_cmpuint (fake_remote_count (fixture->remote, "EXTRA"), ==, 8);
}

#define ME(capabilities) "{'organization':{'id':'" FAKE_OWN "'},'capabilities':[" capabilities "]}"

/* What the account may do is asked in every round, when all else is done; no failure matters. */
static void
test_account (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *allowed = NULL, *kept = NULL, *refused = NULL, *given = NULL;

  put_many (fixture, 2);
  fake_remote_set_extra (fixture->remote, "me", json_text (ME ("'assessments'")));
  sync_round_ok (fixture, SYNC_BOTH);
  allowed = sync_get_meta (fixture, "me");
  g_assert_cmpstr (allowed, ==, json_text (ME ("'assessments'")));

  fake_remote_set_extra (fixture->remote, "me", json_text (ME ("")));
  fake_remote_clear_log (fixture->remote);
  fake_remote_fail (fixture->remote, "EXTRA me", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_OFFLINE));
  sync_round_ok (fixture, SYNC_ASKED);
  assert_log (fixture, "LIST\nEXTRA me\n");
  kept = sync_get_meta (fixture, "me");
  g_assert_cmpstr (kept, ==, allowed);
  sync_round_ok (fixture, SYNC_BOTH);
  assert_log (fixture, "LIST\nEXTRA me\n");
  refused = sync_get_meta (fixture, "me");
  g_assert_cmpstr (refused, ==, json_text (ME ("")));

  /* once a round; first, since more may be allowed by now */
  fake_remote_set_extra (fixture->remote, "me", json_text (ME ("'assessments'")));
  sync_round_ok (fixture, SYNC_BOTH);
  assert_log (fixture, "EXTRA me\nLIST\n");
  given = sync_get_meta (fixture, "me");
  g_assert_cmpstr (given, ==, allowed);

  /* what failed says enough of the service */
  fake_remote_fail (fixture->remote, "LIST", FAKE_BEFORE, sync_error (COSELL_HTTP_ERROR_SERVER));
  g_assert_false (sync_round (fixture, SYNC_BOTH, NULL, NULL));
  assert_log (fixture, "LIST\n");
}

/* A broken extra holds nothing up. */
static void
test_extras_that_fail (SyncFixture *fixture, gconstpointer data)
{
  put_many (fixture, 2);
  fake_remote_fail (fixture->remote, "EXTRA customers", FAKE_BEFORE,
                    sync_error (COSELL_HTTP_ERROR_SERVER));
  g_assert_cmpuint (sync_round_ok (fixture, SYNC_BOTH).pulled, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  SYNC_TEST ("/sync/pull/full", test_full);
  SYNC_TEST ("/sync/pull/S5-nothing-new-is-one-request", test_nothing_new);
  SYNC_TEST ("/sync/pull/delta", test_delta);
  SYNC_TEST ("/sync/pull/P7-equal-stamps-on-page-borders", test_equal_stamps);
  SYNC_TEST ("/sync/pull/unordered", test_unordered);
  SYNC_TEST ("/sync/pull/circle", test_circle);
  SYNC_TEST ("/sync/pull/P14-cut", test_cut);
  SYNC_TEST ("/sync/pull/P14-circle-then-new", test_circle_then_new);
  SYNC_TEST ("/sync/pull/broken-off", test_broken_off);
  SYNC_TEST ("/sync/pull/P7-resumed-after-a-kill", test_resumed);
  SYNC_TEST ("/sync/pull/stale-place", test_stale_place);
  SYNC_TEST ("/sync/pull/P7-moving-while-read", test_moving);
  SYNC_TEST ("/sync/pull/P7-late-stamp", test_late);
  SYNC_TEST ("/sync/pull/future-stamp", test_future_stamp);
  SYNC_TEST ("/sync/pull/P14-stamp-ahead", test_stamp_ahead);
  SYNC_TEST ("/sync/pull/P14-no-news", test_no_news);
  SYNC_TEST ("/sync/pull/P14-P7-poisoned-histories", test_poisoned_histories);
  SYNC_TEST ("/sync/pull/P14-poisoned-cursor", test_poisoned_cursor);
  SYNC_TEST ("/sync/pull/P14-no-stamps", test_no_stamps);
  SYNC_TEST ("/sync/pull/P14-unseen-without-stamp", test_unseen_without_stamp);
  SYNC_TEST ("/sync/pull/busy", test_busy);
  SYNC_TEST ("/sync/pull/extras", test_extras);
  SYNC_TEST ("/sync/pull/account/A6", test_account);
  SYNC_TEST ("/sync/pull/extras-that-fail", test_extras_that_fail);
  return g_test_run ();
}
