/* A profile of an older program, with a full outbox, opens and sends everything (P9, P11, P13);
 * what was undone in it can still be done again. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-reports.h"
#include "app-fixture.h"

#include <sqlite3.h>
#include <string.h>

#include "base/cosell-manual-clock.h"
#include "base/cosell-time.h"

/* Of profile-3.sql; see its first lines. */
#define MADE_AT "2026-11-30T03:14:47Z"
#define SEED 7
#define DEALS 12
#define MADE_WITH "http://127.0.0.1:1"
#define N_WAITING 10
#define HELD 3

/* Its deals, by what the older program did to them. */
#define CHANGED 1
#define STAGED 2
#define ACCEPTED 3
#define WON 4
#define DECLINED 5
#define RENAMED 8
#define FAVORITE 9
#define ENDED 10
#define CREATED 13

static void
fill (AppFixture *f)
{
  g_autofree char *source =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "app", "profile-3.sql", NULL);
  g_autofree char *path = g_build_filename (f->dir, "cosell.db", NULL);
  g_autoptr (GString) sql = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  char *message = NULL;
  sqlite3 *db = NULL;

  g_file_get_contents (source, &text, NULL, &error);
  g_assert_no_error (error);
  sql = g_string_new (text);
  g_assert_cmpuint (g_string_replace (sql, MADE_WITH, cosell_sandbox_get_url (f->sandbox), 0), >,
                    0);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql->str, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static AppFixture *
open_old (void)
{
  gint64 now = COSELL_NO_TIME;
  AppFixture *f = g_new0 (AppFixture, 1);
  g_autoptr (CosellClock) clock = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_time_parse (MADE_AT, &now));
  clock = cosell_manual_clock_new (now);
  f->dir = g_dir_make_tmp ("cosell-upgrade-XXXXXX", &error);
  g_assert_no_error (error);
  f->sandbox = cosell_sandbox_new (NULL, APP_TOKEN, DEALS, SEED, clock, &error);
  g_assert_no_error (error);
  cosell_sandbox_listen (f->sandbox, 0, &error);
  g_assert_no_error (error);
  fill (f);
  f->session = cosell_session_new_with (f->dir, APP_TOKEN, clock, NULL, &error);
  g_assert_no_error (error);
  return f;
}

static guint
count_waiting (AppFixture *f)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->session);

  return cosell_json_length (cosell_json_root (outbox));
}

static void
assert_shows (AppFixture *f, gint64 deal, const char *member, const char *expected)
{
  g_autoptr (CosellJson) show = app_show (f->session, deal);

  app_assert_text (cosell_json_root (show), member, expected);
}

/* What the service holds of a deal, as text. */
static char *
dup_at_service (AppFixture *f, gint64 deal)
{
  g_autoptr (CosellJson) show = app_show (f->session, deal);
  g_autofree char *id = app_text (cosell_json_root (show), "remoteId");
  g_autoptr (CosellJson) state = app_control (f, "state");

  g_assert_nonnull (id);
  return cosell_json_dup_raw (app_server_referral (state, id));
}

static void
assert_service_has (AppFixture *f, gint64 deal, const char *part)
{
  g_autofree char *text = dup_at_service (f, deal);

  if (strstr (text, part) == NULL)
    g_error ("%s is not in %s", part, text);
}

static void
test_sends_everything (void)
{
  AppFixture *f = open_old ();
  CosellSyncSummary summary = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_waiting (f), ==, N_WAITING);
  assert_shows (f, CHANGED, "name", "Renamed by the old program");
  app_outbox_act (f->session, "retry", HELD, &error);
  g_assert_no_error (error);
  app_sync (f->session, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.pushed, ==, N_WAITING);
  g_assert_cmpuint (summary.conflicts + summary.parked, ==, 0);
  g_assert_cmpuint (count_waiting (f), ==, 0);

  assert_service_has (f, CHANGED, "Renamed by the old program");
  assert_service_has (f, STAGED, "\"salesStage\":\"60\"");
  assert_service_has (f, ACCEPTED, "\"substatus\":\"Accepted\"");
  assert_service_has (f, WON, "\"substatus\":\"Won\"");
  assert_service_has (f, DECLINED, "\"substatus\":\"Declined\"");
  assert_service_has (f, RENAMED, "eva@partner.example");
  assert_service_has (f, ENDED, "\"substatus\":\"Error\"");
  assert_service_has (f, CREATED, "Old program's new deal");
  assert_service_has (f, FAVORITE, "\"favorite\":true");
  app_fixture_free (f);
}

/* P11: the last thing that was done there was to take back the second name of a deal. */
static void
test_redo_and_undo (void)
{
  AppFixture *f = open_old ();
  g_autoptr (GError) error = NULL;

  assert_shows (f, RENAMED, "name", "First");
  g_assert_true (app_redo (f->session, &error));
  assert_shows (f, RENAMED, "name", "Second");
  g_assert_true (app_undo (f->session, &error));
  assert_shows (f, RENAMED, "name", "First");
  for (guint waiting = count_waiting (f), left; waiting > 0; waiting = left)
    {
      g_assert_true (app_undo (f->session, &error));
      g_assert_no_error (error);
      left = count_waiting (f);
    }
  g_assert_false (app_undo (f->session, NULL));
  app_fixture_free (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/upgrade/P9-sends-everything", test_sends_everything);
  g_test_add_func ("/upgrade/P11-redo-and-undo", test_redo_and_undo);
  return g_test_run ();
}
