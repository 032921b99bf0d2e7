/* cosellctl: drafts, set, favorite, outbox, history; and the order in which things are checked. */
#include "cli-fixture.h"

#include <string.h>

static guint
outbox_length (CliFixture *f)
{
  g_autoptr (CosellJson) outbox = cli_json (f, "outbox", NULL);

  return cosell_json_length (cosell_json_root (outbox));
}

static char *
first_seq (CliFixture *f)
{
  g_autoptr (CosellJson) outbox = cli_json (f, "outbox", NULL);

  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (outbox), "/0/seq"));
}

static char *
new_draft (CliFixture *f, const char *text)
{
  g_autofree char *file = cli_write (f, "draft.json", text);
  g_autoptr (CosellJson) made = cli_json (f, "new", "--file", file, NULL);

  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
}

static void
test_drafts (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *id = new_draft (f, "{\"name\":\"Only a name\"}");
  g_autoptr (CosellJson) rows = cli_json (f, "drafts", NULL);
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  g_autoptr (CosellJson) listed = cli_json (f, "list", "--tab", "outbound", NULL);
  CosellJsonValue row = cosell_json_element (cosell_json_root (rows), 0);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (rows)), ==, 1);
  cli_assert_text (row, "/id", id);
  cli_assert_text (row, "/name", "Only a name");
  cli_assert_text (row, "/status", "draft");
  cli_assert_text (row, "/sync", "draft");
  g_assert_cmpint (cosell_json_kind (cosell_json_member (row, "stage")), ==, COSELL_JSON_NULL);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (row, "remoteId")), ==, COSELL_JSON_NULL);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (cosell_json_root (shown), "referral")), ==,
                   COSELL_JSON_NULL);
  cli_assert_text (cosell_json_root (listed), "/0/status", "draft");
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Only a name"));

  g_assert_cmpint (cli_run (f, "submit", id, NULL), ==, 2);
  cli_assert_complaint (f, "C6");
  g_assert_cmpint (cli_run (f, "delete", id, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "delete", id, NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "No drafts.\n");
}

static void
test_new_from_stdin (void)
{
  static const char *const argv[] = { "--json", "new", "--file", "-", NULL };
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autoptr (CosellJson) rows = NULL;

  g_assert_cmpint (cli_runv (f, argv, "{\"name\":\"From a pipe\"}"), ==, 0);
  rows = cli_json (f, "drafts", NULL);
  cli_assert_text (cosell_json_root (rows), "/0/name", "From a pipe");
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    int status;
  } cases[] = {
    { "", 1 },
    { "{", 1 },
    { "[]", 1 },
    { "{\"team\":7}", 1 },
    { "{\"partners\":[{\"id\":[]}]}", 1 },
    { "{\"partners\":[{\"id\":\"x\",\"help\":\"all\"}]}", 1 },
    { "{\"partners\":[{\"id\":\"x\"}]}", 0 }, /* C13 is for --submit */
    { "{\"partners\":[]}", 0 },
  };
  g_autoptr (CliFixture) f = cli_fixture_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = cli_write (f, "draft.json", cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cli_run (f, "new", "--file", file, NULL), ==, cases[i].status);
      if (cases[i].status != 0)
        cli_assert_complaint (f, "");
    }
}

/* What may not be sent is kept as a draft, with every reason. */
static void
test_submit_incomplete (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *file = cli_write (f, "draft.json", "{\"name\":\"Not enough\"}");
  g_autoptr (CosellJson) printed = NULL, rows = NULL;
  g_autofree char *id = NULL;

  g_assert_cmpint (cli_run (f, "--json", "new", "--file", file, "--submit", NULL), ==, 2);
  g_assert_nonnull (strstr (f->err, "C5"));
  g_assert_nonnull (strstr (f->err, "C8"));
  g_assert_nonnull (strstr (f->err, "draft"));
  g_assert_true (strchr (f->err, '\n') == f->err + strlen (f->err) - 1);
  printed = cli_parse_out (f);
  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (printed), "/id"));
  rows = cli_json (f, "drafts", NULL);
  cli_assert_text (cosell_json_root (rows), "/0/id", id);
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

static void
test_submit (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *text = cli_draft (TRUE);
  g_autofree char *file = cli_write (f, "draft.json", text);
  g_autoptr (CosellJson) printed = cli_json (f, "new", "--file", file, "--submit", NULL);
  g_autoptr (CosellJson) shown = NULL, outbox = NULL;
  g_autofree char *id =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (printed), "/id"));
  CosellJsonValue root;

  shown = cli_json (f, "show", id, NULL);
  root = cosell_json_root (shown);
  cli_assert_text (root, "/status", "accepted");
  cli_assert_text (root, "/sync", "waiting");
  cli_assert_text (root, "/remoteId", NULL);
  cli_assert_text (root, "/crmId", "CRM-7");
  cli_assert_text (root, "/notes", "Wants a pilot in March.");
  cli_assert_text (root, "/team/0/phone", "+46 40 200");
  cli_assert_text (root, "/solutions/0/kind", "own");
  outbox = cli_json (f, "outbox", NULL);
  root = cosell_json_root (outbox);
  g_assert_cmpuint (cosell_json_length (root), ==, 2);
  cli_assert_text (root, "/0/op", "create");
  cli_assert_text (root, "/0/id", id);
  cli_assert_text (root, "/1/op", "invite");
  g_assert_cmpint (cosell_json_kind (cosell_json_pointer (root, "/0/lastError")), ==,
                   COSELL_JSON_NULL);
  /* only drafts can be deleted or submitted */
  g_assert_cmpint (cli_run (f, "delete", id, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "submit", id, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "outbox", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "create"));
}

/* It stays parked for scripts, and is told apart for people. */
static void
assert_shown_held (CliFixture *f, const char *id, gboolean held)
{
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);
  CosellJsonValue root = cosell_json_root (shown);

  cli_assert_text (root, "/sync", held ? "parked" : "waiting");
  g_assert_cmpint (cosell_json_get_bool (cosell_json_member (root, "held"), !held), ==, held);
  g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
  g_assert_true ((strstr (f->out, "Held back") != NULL) == held);
  g_assert_null (strstr (f->out, "Needs attention"));
}

static void
test_set (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) outbox = NULL, shown = NULL, history = NULL, back = NULL;
  g_autofree char *seq = NULL;
  CosellJsonValue fields, root;

  cosell_sandbox_disconnect (f->sandbox);
  g_assert_cmpint (cli_run (f, "set", id, "value=10000.50", "notes=Line one\nÅ = ö",
                            "crmId=", NULL),
                   ==, 0);
  outbox = cli_json (f, "outbox", NULL);
  fields = cosell_json_pointer (cosell_json_root (outbox), "/0/fields");
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 1);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (fields, "/details/dealValue")), ==,
                   COSELL_JSON_ARRAY);
  shown = cli_json (f, "show", id, NULL);
  root = cosell_json_root (shown);
  cli_assert_text (root, "/value", "10000.50");
  cli_assert_text (root, "/notes", "Line one\nÅ = ö");
  cli_assert_text (root, "/sync", "waiting");
  cli_assert_text (root, "/referral/details/dealValue", "10000.50");
  history = cli_json (f, "history", id, NULL);
  cli_assert_text (cosell_json_root (history), "/0/who", "you");
  g_assert_cmpint (cli_run (f, "history", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "you"));

  seq = first_seq (f);
  g_assert_cmpint (cli_run (f, "outbox", "hold", seq, NULL), ==, 0);
  back = cli_json (f, "outbox", NULL);
  cli_assert_text (cosell_json_root (back), "/0/state", "parked");
  g_assert_true (
      cosell_json_get_bool (cosell_json_pointer (cosell_json_root (back), "/0/held"), FALSE));
  g_assert_cmpint (cli_run (f, "outbox", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "held back"));
  g_assert_null (strstr (f->out, "parked"));
  assert_shown_held (f, id, TRUE);
  g_assert_cmpint (cli_run (f, "outbox", "retry", seq, NULL), ==, 0);
  assert_shown_held (f, id, FALSE);
  g_assert_cmpint (cli_run (f, "outbox", "discard", seq, NULL), ==, 0);
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

static void
test_set_people_and_solutions (void)
{
  static const char member[] = "{\"firstName\":\"Eva\",\"lastName\":\"Ö\",\"phone\":\"2\","
                               "\"email\":\"eva.o@fabrikam.example\"}";
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) shown = NULL;
  guint n;

  g_assert_cmpint (cli_run (f, "set", id, "--add-member", member, "--add-solution",
                            "{\"id\":\"SOL-2\",\"name\":\"Rollout\",\"kind\":\"own\"}", NULL),
                   ==, 0);
  g_assert_cmpuint (outbox_length (f), ==, 1);
  shown = cli_json (f, "show", id, NULL);
  n = cosell_json_length (cosell_json_pointer (cosell_json_root (shown), "/team"));
  g_assert_nonnull (strstr (f->out, "eva.o@fabrikam.example"));
  g_assert_nonnull (strstr (f->out, "SOL-2"));
  /* C8: the same address twice is refused; somebody who is not there is not removed */
  g_assert_cmpint (cli_run (f, "set", id, "--add-member", member, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "nobody@fabrikam.example", NULL), !=,
                   0);
  g_assert_cmpint (cli_run (f, "set", id, "--remove-member", "eva.o@fabrikam.example",
                            "--remove-solution", "SOL-2", NULL),
                   ==, 0);
  g_clear_pointer (&shown, cosell_json_unref);
  shown = cli_json (f, "show", id, NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (cosell_json_root (shown), "/team")),
                    ==, n - 1);
  g_assert_null (strstr (f->out, "eva.o@fabrikam.example"));
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

/* cosellctl(1): keys and syntax of the command line 1, then rules of the deal 2, then contents. */
static void
test_order_of_checks (void)
{
  static const struct
  {
    gboolean closed;
    const char *assignment;
    int status;
  } cases[] = {
    { TRUE, "color=red", 1 },    { TRUE, "name", 1 },
    { TRUE, "value=abc", 2 },    { TRUE, "value=1", 2 },
    { FALSE, "color=red", 1 },   { FALSE, "value=abc", 1 },
    { FALSE, "value=-1", 2 },    { FALSE, "closeDate=2026-02-30", 1 },
    { FALSE, "currency=XX", 1 }, { FALSE, "contact={", 1 },
    { FALSE, "name=", 2 },
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *closed = cli_find (f, "status=won");
  g_autofree char *open = cli_find (f, "status=accepted");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *id = cases[i].closed ? closed : open;

      g_test_message ("%s: %s", cases[i].closed ? "D10" : "open", cases[i].assignment);
      g_assert_cmpint (cli_run (f, "set", id, cases[i].assignment, NULL), ==, cases[i].status);
      cli_assert_complaint (f, "");
    }
  g_assert_cmpint (cli_run (f, "set", closed, "--add-member", "{", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "set", open, "--add-member", "{", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "set", open, "name=ok", "value=abc", NULL), ==, 1);
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

static void
test_favorite (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "favorite=false");
  g_autoptr (CosellJson) shown = NULL, again = NULL;

  g_assert_cmpint (cli_run (f, "favorite", id, "on", NULL), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/favorite", "true");
  cli_assert_text (cosell_json_root (shown), "/referral/favorite", "true");
  g_assert_cmpint (cli_run (f, "favorite", id, "off", NULL), ==, 0);
  again = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (again), "/favorite", "false");
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

/* The account stays while changes wait: they belong to it. */
static void
test_account_with_changes (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *id = cli_find (f, "status=accepted");

  g_assert_cmpint (cli_run (f, "set", id, "crmId=CRM-9", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "account", "add", "--url", "https://partner.example", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "account", "remove", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "account", "remove", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "list", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "No deals.\n");
}

#define ATTRIBUTES "/details/requirements/additionalRequirements/attributes"
#define ROLE "{\"type\":\"PartnerRole\",\"id\":\"7\"}"

/* The paths of the history of a deal, newest first, that are attributes. (transfer full) */
static char *
attribute_history (CliFixture *f, const char *id)
{
  g_autoptr (CosellJson) history = cli_json (f, "history", id, NULL);
  GString *text = g_string_new (NULL);
  CosellJsonIter iter;
  CosellJsonValue entry;

  cosell_json_iter_init (&iter, cosell_json_root (history));
  while (cosell_json_iter_next (&iter, NULL, &entry))
    {
      g_autofree char *path = cosell_json_dup_string (cosell_json_member (entry, "path"));
      g_autofree char *value = cosell_json_dup_string (cosell_json_member (entry, "new"));

      if (path != NULL && g_str_has_prefix (path, ATTRIBUTES "/"))
        g_string_append_printf (text, "%s=%s ", path + strlen (ATTRIBUTES "/"), value);
    }
  return g_string_free (text, FALSE);
}

/* What the service has of it, the halves of others aside. (transfer full) */
static CosellJson *
pull_again (CliFixture *f, const char *id)
{
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  return cli_json (f, "show", id, NULL);
}

/* C25: changed by their type, in the whole array; others' attributes stay. */
static void
test_attributes (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (20);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) before = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_string (cosell_json_member (cosell_json_root (before), "remoteId"));
  g_autofree char *act =
      g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"" ATTRIBUTES
                       "\":[" ROLE "]}",
                       remote);
  g_autoptr (CosellJson) done = cli_control (f, "POST", "act", act);
  g_autoptr (CosellJson) shown = NULL, cleared = NULL;
  g_autofree char *history = NULL;

  g_assert_nonnull (done);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "marketplaceIntent=Maybe", NULL), ==, 1);
  cli_assert_complaint (f, "HaveNotDecided");
  g_assert_cmpint (cli_run (f, "set", id, "marketplaceIntent=HaveNotDecided",
                            "solutionArea=Modern Work", "solutionPlay=Copilot", NULL),
                   ==, 0);
  shown = pull_again (f, id);
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  cli_assert_text (cosell_json_root (shown), "/marketplaceIntent", "HaveNotDecided");
  cli_assert_text (cosell_json_root (shown), "/solutionArea", "Modern Work");
  cli_assert_text (cosell_json_root (shown), "/solutionPlay", "Copilot");
  cli_assert_text (cosell_json_root (shown), "/referral" ATTRIBUTES "/0/type", "PartnerRole");
  g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Have not decided"));
  g_assert_nonnull (strstr (f->out, "Modern Work"));
  history = attribute_history (f, id);
  g_assert_cmpint (history[0], !=, '\0');
  g_assert_nonnull (strstr (history, "CustomerMarketplaceIntent=HaveNotDecided"));
  g_assert_nonnull (strstr (history, "SolutionPlay=Copilot"));

  g_assert_cmpint (cli_run (f, "set", id, "marketplaceIntent=", "solutionArea=", NULL), ==, 0);
  cleared = pull_again (f, id);
  g_assert_false (cosell_json_is_present (
      cosell_json_member (cosell_json_root (cleared), "marketplaceIntent")));
  cli_assert_text (cosell_json_root (cleared), "/solutionPlay", "Copilot");
  cli_assert_text (cosell_json_root (cleared), "/referral" ATTRIBUTES "/0/type", "PartnerRole");
  cli_assert_text (cosell_json_root (cleared), "/referral" ATTRIBUTES "/1/type", "SolutionPlay");
}

/* C25: of a draft too, and of a deal that waits, whose draft has it when it is discarded. */
static void
test_draft_attributes (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *text = cli_draft (TRUE);
  g_autofree char *id = new_draft (f, text);
  g_autoptr (CosellJson) draft = NULL, shown = NULL, again = NULL;
  g_autofree char *seq = NULL;

  g_assert_cmpint (cli_run (f, "set", id, "marketplaceIntent=yes", "solutionArea=Security", NULL),
                   ==, 0);
  draft = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (draft), "/marketplaceIntent", "Yes");
  g_assert_cmpint (cli_run (f, "submit", id, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", id, "solutionArea=Data", NULL), ==, 0);
  seq = first_seq (f);
  g_assert_cmpint (cli_run (f, "outbox", "discard", seq, NULL), ==, 0);
  again = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (again), "/status", "draft");
  cli_assert_text (cosell_json_root (again), "/solutionArea", "Data");
  g_assert_cmpint (cli_run (f, "submit", id, NULL), ==, 0);
  shown = pull_again (f, id);
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  cli_assert_text (cosell_json_root (shown), "/marketplaceIntent", "Yes");
  cli_assert_text (cosell_json_root (shown), "/solutionArea", "Data");
  cli_assert_text (cosell_json_root (shown), "/referral" ATTRIBUTES "/0/id", "Yes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/edits/C18-drafts", test_drafts);
  g_test_add_func ("/cli/edits/new-from-stdin", test_new_from_stdin);
  g_test_add_func ("/cli/edits/bad-files", test_bad_files);
  g_test_add_func ("/cli/edits/submit-incomplete", test_submit_incomplete);
  g_test_add_func ("/cli/edits/C16-submit", test_submit);
  g_test_add_func ("/cli/edits/D5-set", test_set);
  g_test_add_func ("/cli/edits/C8-C9-people-and-solutions", test_set_people_and_solutions);
  g_test_add_func ("/cli/edits/C25-attributes", test_attributes);
  g_test_add_func ("/cli/edits/C25-drafts", test_draft_attributes);
  g_test_add_func ("/cli/edits/order-of-checks", test_order_of_checks);
  g_test_add_func ("/cli/edits/B2-favorite", test_favorite);
  g_test_add_func ("/cli/edits/account-with-changes", test_account_with_changes);
  return g_test_run ();
}
