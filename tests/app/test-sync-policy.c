/* When it syncs without being told, as a pure function, and that a session does so. What the
 * scheduler makes of time, network and power: test-sync-scheduler.c. */
#include "app/cosell-sync-policy.h"

#include <glib/gstdio.h>

#include "app/cosell-session-private.h"
#include "app/cosell-sync-scheduler-private.h"
#include "base/cosell-manual-clock.h"
#include "base/cosell-time.h"
#include "support/await.h"
#include "support/fake-monitors.h"
#include "support/fake-remote.h"
#include "support/tree.h"

static void
test_wait (void)
{
  static const struct
  {
    CosellSyncPolicy automatic; /* interval, metered okay, metered, saving power, offline */
    guint seconds;
  } cases[] = {
    { { 5, FALSE, FALSE, FALSE, FALSE }, 300 }, { { 1440, FALSE, FALSE, FALSE, FALSE }, 86400 },
    { { 0, TRUE, FALSE, FALSE, FALSE }, 0 },    { { 0, TRUE, FALSE, FALSE, TRUE }, 0 },
    { { 5, FALSE, TRUE, FALSE, FALSE }, 0 },    { { 5, TRUE, TRUE, FALSE, FALSE }, 300 },
    { { 5, FALSE, FALSE, TRUE, FALSE }, 1200 }, { { 5, FALSE, FALSE, FALSE, TRUE }, 60 },
    { { 5, FALSE, FALSE, TRUE, TRUE }, 240 },   { { 1, FALSE, FALSE, FALSE, TRUE }, 60 },
    { { 5, FALSE, TRUE, TRUE, TRUE }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (cosell_sync_policy_get_wait (&cases[i].automatic), ==, cases[i].seconds);
      g_assert_cmpint (cosell_sync_policy_is_allowed (&cases[i].automatic), ==,
                       cases[i].seconds > 0);
    }
}

static void
test_stale (void)
{
  const gint64 now = 100 * G_TIME_SPAN_DAY;
  CosellSyncPolicy automatic = { .interval = 5 };

  g_assert_true (cosell_sync_policy_is_stale (&automatic, COSELL_NO_TIME, now));
  g_assert_true (cosell_sync_policy_is_stale (&automatic, now - 2 * G_TIME_SPAN_MINUTE, now));
  g_assert_false (cosell_sync_policy_is_stale (&automatic, now - G_TIME_SPAN_MINUTE, now));
  g_assert_true (cosell_sync_policy_is_stale (&automatic, now + G_TIME_SPAN_HOUR, now));
  automatic.saving_power = TRUE;
  g_assert_false (cosell_sync_policy_is_stale (&automatic, now - 7 * G_TIME_SPAN_MINUTE, now));
  g_assert_true (cosell_sync_policy_is_stale (&automatic, now - 8 * G_TIME_SPAN_MINUTE, now));
  automatic.interval = 0;
  g_assert_false (cosell_sync_policy_is_stale (&automatic, COSELL_NO_TIME, now));
}

typedef struct
{
  char *dir;
  CosellClock *clock; /* manual */
  FakeRemote *remote;
  GNetworkMonitor *network;
  GPowerProfileMonitor *power;
  CosellSession *session;
} Fixture;

static void
set_up (Fixture *f, gconstpointer url)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 now;

  g_assert_true (cosell_time_parse ("2026-11-22T08:00:00Z", &now));
  f->dir = g_dir_make_tmp ("cosell-automatic-XXXXXX", &error);
  g_assert_no_error (error);
  f->clock = cosell_manual_clock_new (now);
  f->remote = fake_remote_new ();
  f->network = fake_network_new (TRUE, FALSE);
  f->power = fake_power_new (FALSE);
  f->session =
      cosell_session_new_with (f->dir, "token", f->clock, COSELL_REMOTE (f->remote), &error);
  g_assert_no_error (error);
  cosell_account_set_url_async (f->session->account, url, NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_true (cosell_account_finish (f->session->account, result, &error));
  g_assert_no_error (error);
  cosell_sync_scheduler_set_monitors (f->session->scheduler, f->network, f->power);
}

static void
tear_down (Fixture *f, gconstpointer url)
{
  cosell_session_close (f->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->session);
  g_assert_finalize_object (f->remote);
  g_assert_finalize_object (f->network);
  g_assert_finalize_object (f->power);
  g_object_unref (f->clock);
  remove_tree (f->dir);
  g_free (f->dir);
}

#define FAR "https://partner.example"
#define NEAR "http://127.0.0.1:9"
#define AUTOMATIC_TEST(path, url, func) g_test_add (path, Fixture, url, set_up, func, tear_down)

static gboolean
is_idle (gpointer data)
{
  Fixture *f = data;
  CosellSessionState state;

  g_object_get (f->session, "state", &state, NULL);
  return state == COSELL_SESSION_IDLE && f->session->rounds->len == 0 &&
         f->session->last_sync == cosell_clock_now (f->clock);
}

static gboolean
was_listed (gpointer data)
{
  Fixture *f = data;

  return fake_remote_count (f->remote, "LIST") > 0 && is_idle (f);
}

/* A round comes by itself. */
static void
assert_syncs (Fixture *f)
{
  await_condition (was_listed, f);
  fake_remote_clear_log (f->remote);
}

/* The window is looked at, and nothing goes out. */
static void
assert_does_not_sync (Fixture *f)
{
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (f->clock), G_TIME_SPAN_HOUR);
  cosell_sync_scheduler_user_returned (f->session->scheduler);
  g_assert_cmpuint (f->session->rounds->len, ==, 0);
  g_assert_cmpuint (fake_remote_count (f->remote, ""), ==, 0);
}

static void
test_focus (Fixture *f, gconstpointer url)
{
  cosell_sync_scheduler_user_returned (f->session->scheduler); /* not started yet */
  g_assert_cmpuint (f->session->rounds->len, ==, 0);
  cosell_session_start (f->session);
  assert_syncs (f);
  cosell_sync_scheduler_user_returned (f->session->scheduler); /* just now is new enough */
  g_assert_cmpuint (f->session->rounds->len, ==, 0);
  cosell_manual_clock_advance (COSELL_MANUAL_CLOCK (f->clock), 3 * G_TIME_SPAN_MINUTE);
  cosell_sync_scheduler_user_returned (f->session->scheduler);
  g_assert_cmpuint (f->session->rounds->len, ==, 1);
  assert_syncs (f);
}

static void
test_only_when_told (Fixture *f, gconstpointer url)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_sync_scheduler_set_automatic (f->session->scheduler, 0, TRUE);
  cosell_session_start (f->session);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->session->scheduler), ==, 0);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->session->scheduler), ==,
                   COSELL_SYNC_PAUSE_WANTED);
  assert_does_not_sync (f);
  fake_network_set (f->network, TRUE, FALSE);
  assert_does_not_sync (f);
  /* but when told */
  cosell_session_sync_async (f->session, TRUE, TRUE, TRUE, NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_true (cosell_session_sync_finish (f->session, result, NULL, NULL));
  g_assert_cmpuint (fake_remote_count (f->remote, "LIST"), ==, 1);
  fake_remote_clear_log (f->remote);
  /* and again, once it is wanted */
  cosell_sync_scheduler_set_automatic (f->session->scheduler, 10, FALSE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->session->scheduler), ==, 600);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->session->scheduler), ==,
                   COSELL_SYNC_PAUSE_NONE);
}

static void
test_metered (Fixture *f, gconstpointer url)
{
  fake_network_set (f->network, TRUE, TRUE);
  cosell_session_start (f->session);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->session->scheduler), ==, 0);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->session->scheduler), ==,
                   COSELL_SYNC_PAUSE_METERED);
  assert_does_not_sync (f);
  cosell_sync_scheduler_set_automatic (f->session->scheduler, 5, TRUE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->session->scheduler), ==, 300);
  cosell_sync_scheduler_user_returned (f->session->scheduler);
  assert_syncs (f);
  cosell_sync_scheduler_set_automatic (f->session->scheduler, 5, FALSE);
  assert_does_not_sync (f);
  /* home again: what waited goes by itself */
  fake_network_set (f->network, TRUE, FALSE);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->session->scheduler), ==, 300);
  assert_syncs (f);
}

/* What is on this computer needs no network. */
static void
test_loopback (Fixture *f, gconstpointer url)
{
  fake_network_set (f->network, FALSE, TRUE);
  cosell_session_start (f->session);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (f->session->scheduler), ==, 300);
  g_assert_cmpint (cosell_sync_scheduler_get_pause (f->session->scheduler), ==,
                   COSELL_SYNC_PAUSE_NONE);
  assert_syncs (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/automatic/wait", test_wait);
  g_test_add_func ("/automatic/stale", test_stale);
  AUTOMATIC_TEST ("/automatic/focus", FAR, test_focus);
  AUTOMATIC_TEST ("/automatic/only-when-told", FAR, test_only_when_told);
  AUTOMATIC_TEST ("/automatic/metered", FAR, test_metered);
  AUTOMATIC_TEST ("/automatic/loopback", NEAR, test_loopback);
  return g_test_run ();
}
