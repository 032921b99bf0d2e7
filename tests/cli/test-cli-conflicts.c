/* cosellctl conflicts and resolve (P4). */
#include "cli-fixture.h"

#include <string.h>

/* A deal whose name and campaign were changed here, and its name by the other side. */
static char *
make_conflict (CliFixture *f)
{
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_string (cosell_json_pointer (cosell_json_root (shown), "/remoteId"));
  g_autofree char *act = g_strdup_printf (
      "{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/name\":\"Renamed elsewhere\"}",
      remote);
  g_autoptr (CosellJson) answer = NULL, summary = NULL;

  g_assert_cmpint (cli_run (f, "set", id, "name=Renamed here", "campaignId=C-9", NULL), ==, 0);
  answer = cli_control (f, "POST", "act", act);
  g_assert_cmpint (cli_run (f, "--json", "sync", NULL), ==, 5);
  summary = cli_parse_out (f);
  cli_assert_text (cosell_json_root (summary), "/conflicts", "1");
  return g_steal_pointer (&id);
}

static void
assert_history (CliFixture *f, const char *id, const char *old, const char *value)
{
  g_autoptr (CosellJson) history = cli_json (f, "history", id, NULL);
  CosellJsonIter iter;
  CosellJsonValue entry;

  cosell_json_iter_init (&iter, cosell_json_root (history));
  while (cosell_json_iter_next (&iter, NULL, &entry))
    if (cosell_json_string_equal (cosell_json_member (entry, "who"), "you") &&
        cosell_json_string_equal (cosell_json_member (entry, "path"), "/name") &&
        cosell_json_string_equal (cosell_json_member (entry, "old"), old) &&
        cosell_json_string_equal (cosell_json_member (entry, "new"), value))
      return;
  g_error ("%s → %s is not in the history", old, value);
}

static void
test_listed (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = NULL;
  g_autoptr (CosellJson) none = cli_json (f, "conflicts", NULL);
  g_autoptr (CosellJson) one = NULL, shown = NULL;
  CosellJsonValue row;

  g_assert_cmpuint (cosell_json_length (cosell_json_root (none)), ==, 0);
  id = make_conflict (f);
  one = cli_json (f, "conflicts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (one)), ==, 1);
  row = cosell_json_element (cosell_json_root (one), 0);
  g_assert_cmpuint (cosell_json_length (row), ==, 7);
  cli_assert_text (row, "/id", id);
  cli_assert_text (row, "/field", "name");
  cli_assert_text (row, "/mine", "Renamed here");
  cli_assert_text (row, "/theirs", "Renamed elsewhere");
  g_assert_cmpint (cosell_json_kind (cosell_json_member (row, "crm")), ==, COSELL_JSON_NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (row, "between")), ==, 2);
  cli_assert_text (row, "/between/0", "local");
  cli_assert_text (row, "/between/1", "partner-center");
  g_assert_true (cosell_json_is_present (cosell_json_member (row, "base")));
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/sync", "conflict");
  g_assert_cmpint (cli_run (f, "conflicts", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Renamed elsewhere"));
}

static void
test_mine (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_conflict (f);
  g_autoptr (CosellJson) done = cli_json (f, "resolve", id, "name", "mine", NULL);
  g_autoptr (CosellJson) summary = cli_json (f, "sync", NULL);
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);

  cli_assert_text (cosell_json_root (done), "/id", id);
  cli_assert_text (cosell_json_root (summary), "/pushed", "1");
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  cli_assert_text (cosell_json_root (shown), "/referral/name", "Renamed here");
  cli_assert_text (cosell_json_root (shown), "/campaignId", "C-9");
  assert_history (f, id, "Renamed elsewhere", "Renamed here");
}

/* The rest of the change goes out all the same. */
static void
test_theirs (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_conflict (f);
  g_autoptr (CosellJson) summary = NULL, shown = NULL;

  g_assert_cmpint (cli_run (f, "resolve", id, "all", "theirs", NULL), ==, 0);
  summary = cli_json (f, "sync", NULL);
  cli_assert_text (cosell_json_root (summary), "/pushed", "1");
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/name", "Renamed elsewhere");
  cli_assert_text (cosell_json_root (shown), "/campaignId", "C-9");
  assert_history (f, id, "Renamed here", "Renamed elsewhere");
}

static void
test_wrong_use (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_conflict (f);

  g_assert_cmpint (cli_run (f, "resolve", id, "name", "ours", NULL), ==, 1);
  cli_assert_complaint (f, "ours");
  g_assert_cmpint (cli_run (f, "resolve", id, "notes", "mine", NULL), ==, 1);
  cli_assert_complaint (f, "notes");
  g_assert_cmpint (cli_run (f, "resolve", "4711", "name", "mine", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "resolve", id, "name", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "conflicts", "all", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/conflicts/listed", test_listed);
  g_test_add_func ("/cli/conflicts/P4-mine", test_mine);
  g_test_add_func ("/cli/conflicts/P4-theirs", test_theirs);
  g_test_add_func ("/cli/conflicts/wrong-use", test_wrong_use);
  return g_test_run ();
}
