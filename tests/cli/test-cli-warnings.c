/* cosellctl: what is said but done all the same (C5, C6, C7, C12, D2), and what is refused with
 * what would help (C5, C8, D2, D9). */
#include "cli-fixture.h"

#include <string.h>

/* The rules that "warnings" of the last output names, and that stderr says the same. */
static void
assert_warned (CliFixture *f, const char *expected)
{
  g_autoptr (CosellJson) json = cli_parse_out (f);
  CosellJsonValue list = cosell_json_member (cosell_json_root (json), "warnings");
  g_autoptr (GString) rules = g_string_new (NULL);

  g_assert_cmpint (cosell_json_kind (list), ==, COSELL_JSON_ARRAY);
  for (guint i = 0; i < cosell_json_length (list); i++)
    {
      CosellJsonValue warning = cosell_json_element (list, i);
      g_autofree char *rule = cosell_json_dup_string (cosell_json_member (warning, "rule"));
      g_autofree char *words = cosell_json_dup_string (cosell_json_member (warning, "words"));

      g_string_append_printf (rules, "%s%s", i > 0 ? " " : "", rule);
      g_assert_nonnull (strstr (f->err, words));
    }
  g_assert_cmpstr (rules->str, ==, expected);
  g_assert_cmpint (*f->err == '\0', ==, *expected == '\0');
}

static char *
make_draft (CliFixture *f, const char *replaced, const char *by)
{
  g_autofree char *text = cli_draft (FALSE);
  g_auto (GStrv) halves = g_strsplit (text, replaced, 2);
  g_autofree char *all = NULL;

  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  all = g_strjoinv (by, halves);
  return cli_write (f, "draft.json", all);
}

static void
test_set (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=accepted");

  g_assert_cmpint (cli_run (f, "--json", "set", id, "name=New name", NULL), ==, 0);
  assert_warned (f, "");
  g_assert_cmpint (cli_run (f, "--json", "set", id, "value=0", "closeDate=2020-01-01",
                            "notes=", NULL),
                   ==, 0);
  assert_warned (f, "C5 C6 C7");
}

/* Drafts: what the edit is about, and everything when it is made or sent. */
static void
test_drafts (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *file = make_draft (f, "\"Wants a pilot in March.\"", "\"\"");
  g_autoptr (CosellJson) made = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpint (cli_run (f, "--json", "new", "--file", file, NULL), ==, 0);
  assert_warned (f, "C7 C12");
  made = cli_parse_out (f);
  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
  g_assert_cmpint (cli_run (f, "--json", "set", id, "value=0", NULL), ==, 0);
  assert_warned (f, "C5");
  g_assert_cmpint (cli_run (f, "--json", "submit", id, NULL), ==, 0);
  assert_warned (f, "C5 C7 C12");
}

/* A draft that may not be sent says that it was kept, and as what. */
static void
test_refused_submit (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *file = make_draft (f, "\"1234567\"", "\"\"");
  g_autoptr (CosellJson) made = NULL;
  g_autofree char *id = NULL;
  g_autofree char *words = NULL;

  g_assert_cmpint (cli_run (f, "--json", "new", "--file", file, "--submit", NULL), ==, 2);
  made = cli_parse_out (f);
  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
  words = g_strdup_printf ("kept as draft %s", id);
  g_assert_nonnull (strstr (f->err, words));
  g_assert_cmpint (cli_run (f, "submit", id, NULL), ==, 2);
  g_assert_nonnull (strstr (f->err, words));
}

/* D2, C8: Accept takes people, and no value without a currency. */
static void
test_accept (void)
{
  static const char kim[] = "{\"firstName\":\"Kim\",\"lastName\":\"Berg\",\"phone\":\"042\","
                            "\"email\":\"kim.berg@fabrikam.example\"}";
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=received");
  g_autoptr (CosellJson) shown = NULL;

  g_assert_cmpint (cli_run (f, "accept", id, "--add-member", "{\"firstName\":\"Kim\"}", NULL), ==,
                   2);
  g_assert_cmpint (cli_run (f, "--json", "accept", id, "value=10", "closeDate=2020-01-01",
                            "notes=Called them.", "--add-member", kim, NULL),
                   ==, 0);
  assert_warned (f, "C6");
  shown = cli_json (f, "show", id, NULL);
  g_assert_nonnull (strstr (f->out, "kim.berg@fabrikam.example"));
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
}

/* C8, C9: an edit counts when it is done. */
static void
test_counts (void)
{
  static const char kim[] = "{\"firstName\":\"Kim\",\"lastName\":\"Berg\",\"phone\":\"042\","
                            "\"email\":\"kim.berg@fabrikam.example\"}";
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *text = cli_draft (FALSE);
  g_autofree char *file = cli_write (f, "draft.json", text);
  g_autoptr (CosellJson) made = cli_json (f, "new", "--file", file, "--submit", NULL);
  g_autofree char *id =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));

  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "ola.lind@fabrikam.example", NULL), ==,
                   2);
  cli_assert_complaint (f, "at least one team member");
  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "ola.lind@fabrikam.example",
                            "--add-member", kim, NULL),
                   ==, 0);
  for (guint i = 1; i < 50; i++)
    {
      g_autofree char *member = g_strdup_printf (
          "{\"firstName\":\"K\",\"lastName\":\"B\",\"phone\":\"1\",\"email\":\"k%u@x.example\"}",
          i);

      g_assert_cmpint (cli_run (f, "set", id, "--add-member", member, NULL), ==, 0);
    }
  g_assert_cmpint (cli_run (f, "set", id, "--add-member",
                            "{\"firstName\":\"K\",\"lastName\":\"B\",\"phone\":\"1\","
                            "\"email\":\"one.more@x.example\"}",
                            NULL),
                   ==, 2);
  g_assert_cmpint (cli_run (f, "set", id, "--add-member",
                            "{\"firstName\":\"K\",\"lastName\":\"B\",\"phone\":\"1\","
                            "\"email\":\"one.more@x.example\"}",
                            "--remove-member", "k7@x.example", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "--remove-solution", "SOL-15974-MQF", "--add-solution",
                            "{\"id\":\"SOL-2\",\"name\":\"Two\",\"kind\":\"own\"}", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  {
    g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);

    cli_assert_text (cosell_json_root (shown), "/referral/target/0/id", "SOL-2");
  }
}

/* C5: an amount beyond every range; D9: a reason that has to be explained. */
static void
test_refusals (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *many = g_strnfill (400, '9');
  g_autofree char *assignment = g_strconcat ("value=", many, NULL);

  g_assert_cmpint (cli_run (f, "set", id, assignment, NULL), ==, 2);
  cli_assert_complaint (f, "out of range");
  g_assert_cmpint (cli_run (f, "error", id, "--reason", "9", NULL), ==, 2);
  cli_assert_complaint (f, "explained");
  g_assert_cmpint (cli_run (f, "error", id, "--reason", "9", "--notes", "Made twice.", NULL), ==,
                   0);
}

/* D6, D8: a stage is shown only where there is one. */
static void
test_stages (void)
{
  static const struct
  {
    const char *stage;          /* what the service says */
    const char *number, *words; /* (nullable) what show says */
  } cases[] = {
    { "\"100\"", "100", "100 %, still open" },
    { "\"90\"", NULL, "90" },
    { "\"Discovery call\"", NULL, "Discovery call" },
    { "\"60\"", "60", "Proposed, 60 %" },
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *received = cli_find (f, "status=received");
  g_autofree char *expired = cli_find (f, "status=expired");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CosellJson) before = cli_json (f, "show", id, NULL);
      g_autofree char *remote =
          cosell_json_dup_string (cosell_json_pointer (cosell_json_root (before), "/remoteId"));
      g_autofree char *act = g_strdup_printf (
          "{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/salesStage\":%s}", remote,
          cases[i].stage);
      g_autoptr (CosellJson) answer = cli_control (f, "POST", "act", act);
      g_autoptr (CosellJson) shown = NULL;

      g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
      shown = cli_json (f, "show", id, NULL);
      cli_assert_text (cosell_json_root (shown), "/stage", cases[i].number);
      g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
      g_assert_nonnull (strstr (f->out, cases[i].words));
    }
  g_assert_cmpint (cli_run (f, "show", received, NULL), ==, 0);
  g_assert_null (strstr (f->out, "Stage"));
  g_assert_cmpint (cli_run (f, "show", expired, NULL), ==, 0);
  g_assert_null (strstr (f->out, "Stage"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/warnings/C5-C6-C7-set", test_set);
  g_test_add_func ("/cli/warnings/C5-C7-C12-drafts", test_drafts);
  g_test_add_func ("/cli/warnings/refused-submit", test_refused_submit);
  g_test_add_func ("/cli/warnings/D2-accept", test_accept);
  g_test_add_func ("/cli/warnings/C8-C9-counts", test_counts);
  g_test_add_func ("/cli/warnings/C5-D9-refusals", test_refusals);
  g_test_add_func ("/cli/warnings/D6-D8-stages", test_stages);
  return g_test_run ();
}
