/* test-clock-sync.c: P6: deadlines by the service's clock, whatever the computer's says */
#include <string.h>

#include "base/cosell-service-clock.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "remote/cosell-http-remote.h"
#include "sandbox/cosell-sandbox.h"
#include "support/await.h"
#include "sync/sync-fixture.h"

#define DEALS 30

typedef struct
{
  SyncFixture base;
  CosellManualClock *computer;
  CosellManualClock *service;
  CosellSandbox *sandbox;
  CosellHttpRemote *http;
} Fixture;

static gint64
instant (const char *text)
{
  gint64 time = 0;

  g_assert_true (cosell_time_parse (text, &time));
  return time;
}

static gboolean
load_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_load_clock (store, error);
}

/* A profile whose computer is so far from the service; the store as a session makes it. */
static void
open_profile (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->base.folder, "cosell.db", NULL);

  fixture->base.clock = cosell_service_clock_new (COSELL_CLOCK (fixture->computer));
  fixture->base.store = cosell_store_new (path, fixture->base.clock, &error);
  g_assert_no_error (error);
  cosell_store_run (fixture->base.store, COSELL_STORE_READ, load_job, NULL, &error);
  g_assert_no_error (error);
  fixture->http = cosell_http_remote_new (cosell_sandbox_get_url (fixture->sandbox), &error);
  g_assert_no_error (error);
  cosell_http_remote_set_token (fixture->http, "practice");
  cosell_http_remote_set_clock (fixture->http, COSELL_SERVICE_CLOCK (fixture->base.clock));
  fixture->base.sync =
      cosell_sync_new (fixture->base.store, COSELL_REMOTE (fixture->http), fixture->base.lock_path);
}

static void
close_profile (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->base.sync));
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  cosell_store_close (fixture->base.store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->base.store);
  g_clear_object (&fixture->base.clock);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *now = data != NULL ? data : "2026-11-22T08:00:00Z";

  fixture->computer = COSELL_MANUAL_CLOCK (cosell_manual_clock_new (instant (now)));
  fixture->service =
      COSELL_MANUAL_CLOCK (cosell_manual_clock_new (instant ("2026-11-22T08:00:00Z")));
  fixture->sandbox =
      cosell_sandbox_new (NULL, "practice", DEALS, 7, COSELL_CLOCK (fixture->service), &error);
  g_assert_no_error (error);
  g_assert_true (cosell_sandbox_listen (fixture->sandbox, 0, &error));
  fixture->base.folder = g_dir_make_tmp ("cosell-clock-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->base.lock_path = g_build_filename (fixture->base.folder, "sync.lock", NULL);
  open_profile (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->base.sync));
  g_assert_finalize_object (g_steal_pointer (&fixture->http));
  cosell_sandbox_disconnect (fixture->sandbox);
  g_clear_object (&fixture->sandbox);
  sync_fixture_close (&fixture->base);
  g_clear_object (&fixture->computer);
  g_clear_object (&fixture->service);
}

static void
pass (Fixture *fixture, gint64 span)
{
  cosell_manual_clock_advance (fixture->computer, span);
  cosell_manual_clock_advance (fixture->service, span);
}

static void
set_computer (Fixture *fixture, gint64 step)
{
  cosell_manual_clock_set (fixture->computer,
                           cosell_clock_now (COSELL_CLOCK (fixture->computer)) + step);
}

static gint64
error_of_clock (Fixture *fixture)
{
  return ABS (cosell_clock_now (fixture->base.clock) -
              cosell_clock_now (COSELL_CLOCK (fixture->service)));
}

/* Learned in the first round, kept over the end of the program, and right without a network. */
static void
test_learned_and_kept (Fixture *fixture, gconstpointer data)
{
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpint (error_of_clock (fixture), <=, 2 * G_TIME_SPAN_SECOND);
  close_profile (fixture);
  pass (fixture, 3 * G_TIME_SPAN_DAY);
  open_profile (fixture);
  g_assert_cmpint (error_of_clock (fixture), <=, 2 * G_TIME_SPAN_SECOND);
  /* set while we run: no matter; and what is kept follows at the next round */
  set_computer (fixture, 5 * G_TIME_SPAN_HOUR);
  pass (fixture, G_TIME_SPAN_HOUR);
  g_assert_cmpint (error_of_clock (fixture), <=, 2 * G_TIME_SPAN_SECOND);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  close_profile (fixture);
  pass (fixture, G_TIME_SPAN_HOUR);
  open_profile (fixture);
  g_assert_cmpint (error_of_clock (fixture), <=, 2 * G_TIME_SPAN_SECOND);
}

/* Set back while the program does not run: time never goes back behind the last sync. */
static void
test_set_back_between (Fixture *fixture, gconstpointer data)
{
  gint64 last = 0;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  last = cosell_clock_now (fixture->base.clock);
  close_profile (fixture);
  pass (fixture, G_TIME_SPAN_HOUR);
  set_computer (fixture, -2 * G_TIME_SPAN_DAY);
  open_profile (fixture);
  g_assert_cmpint (cosell_clock_now (fixture->base.clock), >=, last - G_TIME_SPAN_SECOND);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  sync_round_ok (&fixture->base, SYNC_ASKED);
  g_assert_cmpint (error_of_clock (fixture), <=, 2 * G_TIME_SPAN_SECOND);
}

/* A hold lasts as long as it was meant to, whatever is learned or set meanwhile. */

typedef struct
{
  gint64 not_before;
  gboolean due;
  gboolean schedule;
  gint64 seq;
} Hold;

static gboolean
hold_job (CosellStore *store, gpointer data, GError **error)
{
  Hold *hold = data;
  g_autoptr (GPtrArray) entries = cosell_store_get_outbox (store, 0, error);
  const CosellOutboxEntry *entry = g_ptr_array_index (entries, 0);

  return cosell_store_set_not_before (store, entry->seq, hold->not_before, error);
}

static gboolean
due_job (CosellStore *store, gpointer data, GError **error)
{
  Hold *hold = data;
  g_autoptr (CosellOutboxEntry) entry = NULL;

  if (!cosell_store_adopt_clock (store, error))
    return FALSE;
  entry = cosell_store_next_outbox (store, 0, TRUE, error);
  hold->due = entry != NULL;
  return TRUE;
}

static gboolean
is_due (Fixture *fixture)
{
  Hold hold = { 0 };
  g_autoptr (GError) error = NULL;

  cosell_store_run (fixture->base.store, COSELL_STORE_WRITE, due_job, &hold, &error);
  g_assert_no_error (error);
  return hold.due;
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  static const gint64 steps[] = { 0, 3 * G_TIME_SPAN_HOUR, -3 * G_TIME_SPAN_HOUR,
                                  400 * G_TIME_SPAN_DAY, -G_TIME_SPAN_DAY };
  g_autoptr (GError) error = NULL;

  sync_submit (&fixture->base, "Contoso ERP", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Hold hold = { .not_before =
                        cosell_clock_now (fixture->base.clock) + 10 * G_TIME_SPAN_SECOND };

      cosell_store_run (fixture->base.store, COSELL_STORE_WRITE, hold_job, &hold, &error);
      g_assert_no_error (error);
      g_assert_false (is_due (fixture));
      set_computer (fixture, steps[i]);
      if (i == 0) /* and the service's time is learned only now */
        cosell_service_clock_learn (COSELL_SERVICE_CLOCK (fixture->base.clock),
                                    cosell_clock_now (COSELL_CLOCK (fixture->service)),
                                    cosell_clock_elapsed (fixture->base.clock),
                                    cosell_clock_elapsed (fixture->base.clock));
      g_assert_false (is_due (fixture));
      pass (fixture, 9 * G_TIME_SPAN_SECOND);
      g_assert_false (is_due (fixture));
      pass (fixture, 2 * G_TIME_SPAN_SECOND); /* asleep or awake: it is over */
      g_assert_true (is_due (fixture));
    }
}

/* E3: what is scheduled does not go out early because the computer's clock was set forward while
 * the program did not run: the service is asked what time it is first. */

static gboolean
schedule_job (CosellStore *store, gpointer data, GError **error)
{
  const char *id = data;
  gint64 deal = cosell_store_find_deal (store, id, error);
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, deal, error);
  const CosellDocument *document = g_ptr_array_index (documents, 0);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  g_ptr_array_add (changes, cosell_change_new ("/status", "\"Active\"", "\"Closed\""));
  g_ptr_array_add (changes, cosell_change_new ("/substatus", "\"Accepted\"", "\"Won\""));
  return cosell_store_change_status (store, document->referral, changes,
                                     cosell_clock_now (cosell_store_get_clock (store)) +
                                         72 * G_TIME_SPAN_HOUR,
                                     error);
}

static gboolean
find_job (CosellStore *store, gpointer data, GError **error)
{
  char **id = data;
  CosellDealQuery query = { .tab = COSELL_TAB_OUTBOUND };
  g_autoptr (GArray) keys = cosell_store_query_deals (store, &query, error);

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (CosellDealData) row =
          cosell_store_get_deal (store, g_array_index (keys, gint64, i), error);

      if (row->status == COSELL_DEAL_STATUS_ACCEPTED && row->remote_id != NULL)
        {
          *id = g_strdup (row->remote_id);
          break;
        }
    }
  return TRUE;
}

static void
test_schedule_not_early (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *id = NULL;

  sync_round_ok (&fixture->base, SYNC_ASKED);
  cosell_store_run (fixture->base.store, COSELL_STORE_READ, find_job, &id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);
  cosell_store_run (fixture->base.store, COSELL_STORE_WRITE, schedule_job, id, &error);
  g_assert_no_error (error);
  close_profile (fixture);
  set_computer (fixture, 10 * G_TIME_SPAN_DAY);
  open_profile (fixture);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 0);
  g_assert_cmpint (error_of_clock (fixture), <=, 2 * G_TIME_SPAN_SECOND);
  entries = sync_get_outbox (&fixture->base);
  g_assert_cmpuint (entries->len, ==, 1);
  pass (fixture, 73 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (sync_round_ok (&fixture->base, SYNC_ASKED).pushed, ==, 1);
}

/* What the computer's clock says while the service's is 2026-11-22T08:00:00Z: zones done wrong,
 * daylight saving done wrong, leap days, years. */
static const char *const clocks[] = {
  "2026-11-22T08:00:00Z",      "2026-11-22T22:00:00Z",      "2026-11-21T18:00:00Z",
  "2026-11-22T08:00:00+14:00", "2026-11-22T08:00:00-14:00", "2026-11-22T07:00:00Z",
  "2026-11-22T09:00:00Z",      "2028-02-29T23:59:59Z",      "2024-02-29T00:00:00Z",
  "2026-03-29T01:59:59Z",      "2026-10-25T00:59:59Z",      "1970-01-01T00:00:00Z",
  "2038-01-19T03:14:08Z",
};

#define ADD(path, now, func) g_test_add (path, Fixture, now, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *kept = g_strdup_printf ("/sync/clock/P6-kept/%s", clocks[i]);
      g_autofree char *hold = g_strdup_printf ("/sync/clock/P6-hold/%s", clocks[i]);

      ADD (kept, clocks[i], test_learned_and_kept);
      ADD (hold, clocks[i], test_hold);
    }
  ADD ("/sync/clock/P6-set-back-between", NULL, test_set_back_between);
  ADD ("/sync/clock/P6-E3-schedule-not-early", NULL, test_schedule_not_early);
  return g_test_run ();
}
