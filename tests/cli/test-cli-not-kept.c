/* P13: what the service did not keep, for scripts; B2: hearts that it refuses. */
#include "cli-fixture.h"

#include <string.h>

#define FAULT "{\"method\":\"%s\",\"path\":\"/v1.0/engagements/\",%s}"

static void
order_fault (CliFixture *f, const char *method, const char *members)
{
  g_autofree char *body = g_strdup_printf (FAULT, method, members);
  g_autoptr (CosellJson) answer = cli_control (f, "POST", "faults", body);

  g_assert_nonnull (answer);
}

static guint
count_patches (CliFixture *f)
{
  g_autoptr (CosellJson) log = cli_control (f, "GET", "log", NULL);
  CosellJsonValue entries = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (entries); i++)
    n += cosell_json_string_equal (cosell_json_member (cosell_json_element (entries, i), "method"),
                                   "PATCH");
  return n;
}

/* A deal whose notes went out and were not kept; the sync ended with 5. */
static char *
make_unkept (CliFixture *f)
{
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) summary = NULL;

  order_fault (f, "PATCH", "\"forget\":{\"/details/notes\":\"Theirs\"}");
  g_assert_cmpint (cli_run (f, "set", id, "notes=Mine", "campaignId=C-9", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "--json", "sync", NULL), ==, 5);
  summary = cli_parse_out (f);
  cli_assert_text (cosell_json_root (summary), "/parked", "1");
  cli_assert_text (cosell_json_root (summary), "/conflicts", "0");
  return g_steal_pointer (&id);
}

/* Returns: (transfer full) the number of the only row */
static char *
get_seq (CliFixture *f)
{
  g_autoptr (CosellJson) rows = cli_json (f, "outbox", NULL);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 1);
  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (rows), "/0/seq"));
}

static void
test_told (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_unkept (f);
  g_autoptr (CosellJson) rows = cli_json (f, "outbox", NULL);
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  CosellJsonValue row = cosell_json_element (cosell_json_root (rows), 0);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 1);
  cli_assert_text (row, "/id", id);
  cli_assert_text (row, "/state", "not-kept");
  cli_assert_text (row, "/lastError", "Partner Center did not keep: Notes");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (row, "fields")), ==, 1);
  cli_assert_text (row, "/fields/~1details~1notes/0", "Mine");
  cli_assert_text (row, "/fields/~1details~1notes/1", "Theirs");
  cli_assert_text (cosell_json_root (shown), "/sync", "parked");
  cli_assert_text (cosell_json_root (shown), "/notes", "Mine");
  g_assert_cmpint (cli_run (f, "outbox", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Partner Center did not keep: Notes"));
  /* again and again: told each time, and nothing goes out */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (cli_run (f, "sync", NULL), ==, 5);
  g_assert_cmpuint (count_patches (f), ==, 1);
}

static void
test_retry (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_unkept (f);
  g_autofree char *seq = get_seq (f);
  g_autoptr (CosellJson) rows = NULL, shown = NULL;

  g_assert_cmpint (cli_run (f, "outbox", "retry", seq, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpuint (count_patches (f), ==, 2);
  rows = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  cli_assert_text (cosell_json_root (shown), "/notes", "Mine");
}

static gboolean
is_in_history (CliFixture *f, const char *id, const char *text)
{
  g_autoptr (CosellJson) history = cli_json (f, "history", id, NULL);
  CosellJsonIter iter;
  CosellJsonValue entry;

  cosell_json_iter_init (&iter, cosell_json_root (history));
  while (cosell_json_iter_next (&iter, NULL, &entry))
    if (cosell_json_string_equal (cosell_json_member (entry, "path"), "/details/notes") &&
        cosell_json_string_equal (cosell_json_member (entry, "old"), text))
      return TRUE;
  return FALSE;
}

static void
test_discard (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_unkept (f);
  g_autofree char *seq = get_seq (f);
  g_autoptr (CosellJson) shown = NULL;

  g_assert_cmpint (cli_run (f, "outbox", "discard", seq, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  cli_assert_text (cosell_json_root (shown), "/notes", "Theirs");
  g_assert_true (is_in_history (f, id, "Mine"));
  g_assert_cmpuint (count_patches (f), ==, 1);
}

/* C25: an attribute that the service drops is told by its name, the others were kept. */
static void
test_attribute (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) rows = NULL, shown = NULL;
  CosellJsonValue row;

  order_fault (f, "PATCH",
               "\"forget\":{\"/details/requirements/additionalRequirements/attributes\":"
               "[{\"type\":\"SolutionPlay\",\"id\":\"Copilot\"}]}");
  g_assert_cmpint (cli_run (f, "set", id, "marketplaceIntent=No", "solutionPlay=Copilot", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 5);
  rows = cli_json (f, "outbox", NULL);
  row = cosell_json_element (cosell_json_root (rows), 0);
  cli_assert_text (row, "/lastError", "Partner Center did not keep: Marketplace intent");
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/marketplaceIntent", "No");
  cli_assert_text (cosell_json_root (shown), "/solutionPlay", "Copilot");
}

/* Undo is about what waits: this was sent. What a person decided can be taken back. */
static void
test_undo (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = make_unkept (f);
  g_autofree char *seq = get_seq (f);
  g_autofree char *again = NULL;

  cli_run (f, "undo", NULL); /* says that it was sent, or that there is nothing */
  again = get_seq (f);
  g_assert_cmpstr (again, ==, seq);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "outbox", "discard", seq, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 0);
  g_clear_pointer (&again, g_free);
  again = get_seq (f);
  g_assert_cmpstr (again, ==, seq);
}

static void
test_heart (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = cli_find (f, "status=lost");
  g_autoptr (CosellJson) rows = NULL, shown = NULL;
  g_autofree char *on = NULL;

  {
    g_autoptr (CosellJson) before = cli_json (f, "show", id, NULL);

    on = g_strdup (
        cosell_json_get_bool (cosell_json_pointer (cosell_json_root (before), "/favorite"), FALSE)
            ? "off"
            : "on");
  }
  order_fault (f, "PATCH", "\"status\":400");
  g_assert_cmpint (cli_run (f, "favorite", id, on, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  rows = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/favorite",
                   g_str_equal (on, "on") ? "true" : "false");
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  g_assert_cmpuint (count_patches (f), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/not-kept/P13-told", test_told);
  g_test_add_func ("/cli/not-kept/P13-retry", test_retry);
  g_test_add_func ("/cli/not-kept/P13-discard", test_discard);
  g_test_add_func ("/cli/not-kept/P13-C25-attribute", test_attribute);
  g_test_add_func ("/cli/not-kept/P13-undo", test_undo);
  g_test_add_func ("/cli/not-kept/B2-heart", test_heart);
  return g_test_run ();
}
