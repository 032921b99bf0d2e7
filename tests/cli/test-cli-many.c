/* cosellctl on several deals: IDs first, the value last; --yes, --dry-run, --all-or-none, --search;
 * groups of the outbox; undo (rules J). */
#include "cli-fixture.h"
#include "support/json-text.h"

#include <string.h>

typedef struct
{
  CliFixture *cli;
  GPtrArray *accepted; /* (owned) of char *: ids */
  char *received;      /* (owned) */
} Many;

static Many *
begin (void)
{
  Many *m = g_new0 (Many, 1);
  g_autoptr (CosellJson) list = NULL;

  m->cli = cli_fixture_new_synced (40);
  m->accepted = g_ptr_array_new_with_free_func (g_free);
  m->received = cli_find (m->cli, "status=received");
  list = cli_json (m->cli, "list", "--filter", "status=accepted", "--filter", "type=private", NULL);
  for (guint i = 0; i < 4 && i < cosell_json_length (cosell_json_root (list)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (list), i);

      g_ptr_array_add (m->accepted,
                       g_strdup_printf ("%" G_GINT64_FORMAT,
                                        cosell_json_get_int (cosell_json_member (row, "id"), 0)));
    }
  g_assert_cmpuint (m->accepted->len, >=, 3);
  return m;
}

static void
end (Many *m)
{
  cli_fixture_free (m->cli);
  g_ptr_array_unref (m->accepted);
  g_free (m->received);
  g_free (m);
}

static const char *
id (Many *m, guint index)
{
  return g_ptr_array_index (m->accepted, index);
}

static gint64
number (CosellJsonValue object, const char *member)
{
  return cosell_json_get_int (cosell_json_member (object, member), -1);
}

static char *
close_date (Many *m, guint index)
{
  g_autoptr (CosellJson) deal = cli_json (m->cli, "show", id (m, index), NULL);

  return cosell_json_dup_string (cosell_json_member (cosell_json_root (deal), "closeDate"));
}

static guint
n_waiting (Many *m)
{
  g_autoptr (CosellJson) outbox = cli_json (m->cli, "outbox", NULL);

  return cosell_json_length (cosell_json_root (outbox));
}

/* --- what is said before anything is done --- */

static void
test_use (void)
{
  Many *m = begin ();
  CliFixture *f = m->cli;
  static const char *const bad_invitation = "{'microsoft':true,'help':'GeneralOrOther'";
  g_autofree char *broken = cli_write (f, "broken.json", json_text (bad_invitation));

  g_assert_cmpint (cli_run (f, "stage", id (m, 0), id (m, 1), "60", NULL), ==, 1);
  cli_assert_complaint (f, "--yes");
  g_assert_cmpint (cli_run (f, "set", id (m, 0), id (m, 1), "closeDate=+1month", NULL), ==, 1);
  cli_assert_complaint (f, "--dry-run");
  g_assert_cmpint (cli_run (f, "stage", id (m, 0), id (m, 1), "61", "--yes", NULL), ==, 1);
  cli_assert_complaint (f, "61");
  g_assert_cmpint (cli_run (f, "stage", "60", NULL), ==, 1);
  cli_assert_complaint (f, "Usage");
  g_assert_cmpint (cli_run (f, "decline", "--reason", "2", NULL), ==, 1);
  cli_assert_complaint (f, "Usage");
  g_assert_cmpint (cli_run (f, "set", id (m, 0), id (m, 1), "--yes", NULL), ==, 1);
  cli_assert_complaint (f, "KEY=VALUE");
  g_assert_cmpint (cli_run (f, "set", id (m, 0), "999999", "notes=x", "--yes", NULL), ==, 1);
  cli_assert_complaint (f, "999999");
  g_assert_cmpint (cli_run (f, "set", id (m, 0), id (m, 1), "closeDate=soon", "--yes", NULL), ==,
                   1);
  cli_assert_complaint (f, "soon");
  g_assert_cmpint (cli_run (f, "lose", id (m, 0), id (m, 1), "--reason", "x", "--yes", NULL), ==,
                   1);
  cli_assert_complaint (f, "reason");
  g_assert_cmpint (cli_run (f, "invite", id (m, 0), id (m, 1), "--file", broken, "--yes", NULL), ==,
                   1);
  g_assert_cmpint (cli_run (f, "favorite", id (m, 0), "on", "--yes", "--dry-run", NULL), ==, 1);
  cli_assert_complaint (f, "--dry-run");
  g_assert_cmpint (cli_run (f, "favorite", id (m, 0), "on", "--search", "a", NULL), ==, 1);
  cli_assert_complaint (f, "--search");
  g_assert_cmpint (cli_run (f, "favorite", "on", "--search", "", "--yes", NULL), ==, 1);
  cli_assert_complaint (f, "--search");
  g_assert_cmpint (cli_run (f, "win", id (m, 0), id (m, 1), NULL), ==, 1);
  g_assert_cmpuint (n_waiting (m), ==, 0);
  end (m);
}

/* One ID is what it was: {id}, and no --yes. */
static void
test_single (void)
{
  Many *m = begin ();
  g_autofree char *before = close_date (m, 0);
  g_autofree char *after = NULL;
  g_autoptr (CosellJson) set = cli_json (m->cli, "set", id (m, 0), "closeDate=+1month", NULL);
  g_autoptr (CosellJson) heart = cli_json (m->cli, "favorite", id (m, 0), "on", "--yes", NULL);

  after = close_date (m, 0);
  g_assert_cmpstr (before, !=, after);
  g_assert_cmpint (number (cosell_json_root (set), "id"), ==, atoi (id (m, 0)));
  g_assert_cmpint (number (cosell_json_root (heart), "id"), ==, atoi (id (m, 0)));
  end (m);
}

/* --- a preview --- */

static void
test_dry_run (void)
{
  Many *m = begin ();
  g_autofree char *before = close_date (m, 0);
  g_autoptr (CosellJson) json = cli_json (m->cli, "set", id (m, 0), m->received, id (m, 0),
                                          "closeDate=+1month", "--dry-run", NULL);
  CosellJsonValue root = cosell_json_root (json);
  CosellJsonValue first = cosell_json_element (root, 0);
  CosellJsonValue second = cosell_json_element (root, 1);
  CosellJsonValue dates =
      cosell_json_member (cosell_json_member (first, "would"), "/details/closingDateTime");
  g_autofree char *old = cosell_json_dup_string (cosell_json_element (dates, 0));
  g_autofree char *after = NULL;

  g_assert_cmpuint (cosell_json_length (root), ==, 2); /* the same one twice counts once */
  g_assert_cmpint (number (first, "id"), ==, atoi (id (m, 0)));
  g_assert_true (g_str_has_prefix (old, before));
  g_assert_false (cosell_json_is_present (cosell_json_member (first, "rule")));
  g_assert_false (cosell_json_is_present (cosell_json_member (first, "reason")));
  g_assert_cmpint (cosell_json_kind (cosell_json_member (second, "would")), ==, COSELL_JSON_NULL);
  cli_assert_text (second, "/rule", "D1");
  g_assert_true (cosell_json_is_present (cosell_json_member (second, "reason")));
  after = close_date (m, 0);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (n_waiting (m), ==, 0);

  /* for people */
  g_assert_cmpint (cli_run (m->cli, "stage", id (m, 0), m->received, "60", "--dry-run", NULL), ==,
                   0);
  g_assert_nonnull (strstr (m->cli->out, "D1"));
  g_assert_nonnull (strstr (m->cli->out, "→"));
  end (m);
}

/* For people a close date is a day, and a team its members' names, before and after. */
static void
test_dry_run_words (void)
{
  Many *m = begin ();
  g_autofree char *before = close_date (m, 0);
  g_autofree char *from = g_strdup_printf (": %s → ", before);

  g_assert_cmpint (cli_run (m->cli, "set", id (m, 0), "closeDate=+1month", "value=12.50",
                            "--add-member",
                            "{\"firstName\":\"Ola\",\"lastName\":\"Berg\","
                            "\"email\":\"ola@contoso.example\",\"phone\":\"+46701234567\"}",
                            "--dry-run", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (m->cli->out, from));
  g_assert_null (strstr (m->cli->out, "T00:00:00"));
  g_assert_nonnull (strstr (m->cli->out, " → 12.5;"));
  g_assert_nonnull (strstr (m->cli->out, "Ola Berg"));
  end (m);
}

/* --- doing it --- */

static void
test_done_and_refused (void)
{
  Many *m = begin ();
  g_autoptr (CosellJson) json = NULL;
  CosellJsonValue root, refused;
  guint n = m->accepted->len;
  gint64 group;

  g_assert_cmpint (cli_run (m->cli, "--json", "set", id (m, 0), m->received, id (m, 1), id (m, 2),
                            "value=100000 SEK", "--yes", NULL),
                   ==, 2);
  json = cli_parse_out (m->cli);
  root = cosell_json_root (json);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "done")), ==, 3);
  refused = cosell_json_element (cosell_json_member (root, "refused"), 0);
  g_assert_cmpint (number (refused, "id"), ==, atoi (m->received));
  cli_assert_text (refused, "/rule", "D1");
  g_assert_nonnull (strstr (m->cli->err, m->received));
  group = number (root, "group");
  g_assert_cmpint (group, >, 0);
  g_assert_cmpuint (n, >=, 3);
  {
    g_autoptr (CosellJson) outbox = cli_json (m->cli, "outbox", NULL);
    g_autoptr (CosellJson) deal = cli_json (m->cli, "show", id (m, 1), NULL);

    g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 3);
    for (guint i = 0; i < 3; i++)
      g_assert_cmpint (number (cosell_json_element (cosell_json_root (outbox), i), "group"), ==,
                       group);
    cli_assert_text (cosell_json_root (deal), "/value", "100000.00");
    cli_assert_text (cosell_json_root (deal), "/currency", "SEK");
  }
  end (m);
}

static void
test_all_or_none (void)
{
  Many *m = begin ();
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellJson) all = NULL;
  CosellJsonValue root;

  g_assert_cmpint (cli_run (m->cli, "--json", "stage", id (m, 0), m->received, id (m, 1), "60",
                            "--yes", "--all-or-none", NULL),
                   ==, 2);
  json = cli_parse_out (m->cli);
  root = cosell_json_root (json);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "done")), ==, 0);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "refused")), ==, 1);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (root, "group")), ==, COSELL_JSON_NULL);
  g_assert_cmpuint (n_waiting (m), ==, 0);
  all = cli_json (m->cli, "stage", id (m, 0), id (m, 1), "60", "--yes", "--all-or-none", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (all), "done")), ==,
                    2);
  end (m);
}

/* J4 and J3 refuse in every deal; nothing is done. */
static void
test_single_members (void)
{
  Many *m = begin ();
  static const struct
  {
    const char *assignment, *rule;
  } rows[] = { { "crmId=CRM-1", "J4" }, { "name=All", "J4" }, { "value=100", "J3" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellJson) json = NULL;
      CosellJsonValue refused;

      g_assert_cmpint (cli_run (m->cli, "--json", "set", id (m, 0), id (m, 1), rows[i].assignment,
                                "--yes", NULL),
                       ==, 2);
      json = cli_parse_out (m->cli);
      refused = cosell_json_member (cosell_json_root (json), "refused");
      g_assert_cmpuint (cosell_json_length (refused), ==, 2);
      cli_assert_text (cosell_json_element (refused, 0), "/rule", rows[i].rule);
    }
  g_assert_cmpuint (n_waiting (m), ==, 0);
  end (m);
}

#define MEMBER                                                                                     \
  "{'firstName':'Ola','lastName':'Lind','phone':'+46 40 200','email':'ola.lind@fabrikam.example'}"

/* A member is added to and taken from several teams. */
static void
test_team (void)
{
  Many *m = begin ();
  g_autoptr (CosellJson) added = cli_json (m->cli, "set", id (m, 0), id (m, 1), "--add-member",
                                           json_text (MEMBER), "--yes", NULL);
  g_autoptr (CosellJson) removed = NULL;

  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (added), "done")), ==,
                    2);
  removed = cli_json (m->cli, "set", id (m, 0), id (m, 1), "--remove-member",
                      "ola.lind@fabrikam.example", "--yes", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (removed), "done")),
                    ==, 2);
  end (m);
}

/* What `list --search` lists, in place of IDs. */
static void
test_search (void)
{
  Many *m = begin ();
  g_autoptr (CosellJson) list = cli_json (m->cli, "list", "--search", "a", NULL);
  g_autoptr (CosellJson) json =
      cli_json (m->cli, "favorite", "on", "--search", "a", "--dry-run", NULL);
  g_autoptr (CosellJson) none = cli_json (m->cli, "favorite", "on", "--search", "nosuchword", NULL);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (list)), >, 1);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (json)), ==,
                    cosell_json_length (cosell_json_root (list)));
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (none), "done")), ==,
                    0);
  g_assert_cmpint (cli_run (m->cli, "favorite", "on", "--search", "a", NULL), ==, 1);
  cli_assert_complaint (m->cli, "--yes");
  end (m);
}

/* Only deals whose contact and consent are complete. */
static void
test_invite (void)
{
  Many *m = begin ();
  g_autofree char *plain = cli_write (m->cli, "plain.json",
                                      json_text ("{'microsoft':true,'help':'GeneralOrOther',"
                                                 "'notesToMicrosoft':'Help.'}"));
  g_autofree char *consent =
      cli_write (m->cli, "consent.json",
                 json_text ("{'microsoft':true,'help':'GeneralOrOther','consent':true}"));
  g_autoptr (CosellJson) looked = cli_json (m->cli, "invite", id (m, 0), id (m, 1), id (m, 2),
                                            "--file", plain, "--dry-run", NULL);
  g_autoptr (CosellJson) refused =
      cli_json (m->cli, "invite", id (m, 0), id (m, 1), "--file", consent, "--dry-run", NULL);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (looked)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (looked), i);
      CosellJsonValue would = cosell_json_member (row, "would");

      if (cosell_json_is_present (would))
        g_assert_cmpint (cosell_json_kind (cosell_json_member (would, "")), ==, COSELL_JSON_ARRAY);
      else
        g_assert_true (cosell_json_is_present (cosell_json_member (row, "rule")));
    }
  cli_assert_text (cosell_json_element (cosell_json_root (refused), 0), "/rule", "J5");
  end (m);
}

/* --- the group --- */

static gint64
change_dates (Many *m)
{
  g_autoptr (CosellJson) json = cli_json (m->cli, "set", id (m, 0), id (m, 1), id (m, 2),
                                          "closeDate=+ 1 month", "--yes", NULL);

  return number (cosell_json_root (json), "group");
}

static void
test_group (void)
{
  Many *m = begin ();
  gint64 group = change_dates (m);
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, group);
  g_autoptr (CosellJson) held = cli_json (m->cli, "outbox", "hold", "--group", n, NULL);
  g_autoptr (CosellJson) outbox = cli_json (m->cli, "outbox", NULL);
  CosellJsonValue root = cosell_json_root (held);

  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "done")), ==, 3);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "refused")), ==, 0);
  g_assert_cmpint (number (root, "group"), ==, group);
  cli_assert_text (cosell_json_element (cosell_json_root (outbox), 0), "/state", "parked");
  g_assert_cmpint (cli_run (m->cli, "outbox", "retry", "--group", n, NULL), ==, 0);
  g_assert_nonnull (strstr (m->cli->out, "3 changes"));
  g_assert_cmpint (cli_run (m->cli, "outbox", "discard", "--group", n, NULL), ==, 0);
  g_assert_cmpuint (n_waiting (m), ==, 0);
  g_assert_cmpint (cli_run (m->cli, "outbox", "hold", "--group", n, NULL), ==, 1);
  cli_assert_complaint (m->cli, n);
  g_assert_cmpint (cli_run (m->cli, "outbox", "hold", "--group", "x", NULL), ==, 1);
  g_assert_cmpint (cli_run (m->cli, "outbox", "hold", "1", "--group", n, NULL), ==, 1);
  g_assert_cmpint (cli_run (m->cli, "outbox", "--group", n, NULL), ==, 1);
  g_assert_cmpint (cli_run (m->cli, "outbox", "wave", "--group", n, NULL), ==, 1);
  g_assert_cmpint (cli_run (m->cli, "outbox", "retry", "--group", n, "--again", NULL), ==, 1);
  end (m);
}

/* One action: one undo, one redo; what was sent stays, and is counted. */
static void
test_undo (void)
{
  Many *m = begin ();
  g_autofree char *before = close_date (m, 1);
  g_autofree char *back = NULL;
  gint64 group = change_dates (m);
  g_autoptr (CosellJson) undone = cli_json (m->cli, "undo", NULL);
  g_autoptr (CosellJson) redone = NULL;
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (CosellJson) rest = NULL;
  g_autofree char *seq = NULL;
  CosellJsonValue root = cosell_json_root (undone);

  back = close_date (m, 1);
  g_assert_cmpstr (back, ==, before);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "ids")), ==, 3);
  g_assert_cmpint (number (root, "group"), ==, group);
  g_assert_cmpint (number (root, "sent"), ==, 0);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (root, "id")), ==, COSELL_JSON_NULL);
  redone = cli_json (m->cli, "redo", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (redone), "ids")), ==,
                    3);
  outbox = cli_json (m->cli, "outbox", NULL);
  seq = g_strdup_printf ("%" G_GINT64_FORMAT,
                         number (cosell_json_element (cosell_json_root (outbox), 0), "seq"));
  g_assert_cmpint (number (cosell_json_element (cosell_json_root (outbox), 0), "group"), ==, group);
  g_assert_cmpint (cli_run (m->cli, "outbox", "hold", seq, NULL), ==, 0);
  cli_run (m->cli, "sync", NULL);
  g_assert_cmpint (cli_run (m->cli, "undo", NULL), ==, 0); /* the hold */
  rest = cli_json (m->cli, "undo", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (rest), "ids")), ==,
                    1);
  g_assert_cmpint (number (cosell_json_root (rest), "sent"), ==, 2);
  g_assert_cmpuint (n_waiting (m), ==, 0);
  end (m);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/many/J6-use", test_use);
  g_test_add_func ("/cli/many/J1-single", test_single);
  g_test_add_func ("/cli/many/J6-dry-run", test_dry_run);
  g_test_add_func ("/cli/many/J6-dry-run-words", test_dry_run_words);
  g_test_add_func ("/cli/many/J3-J6-done-and-refused", test_done_and_refused);
  g_test_add_func ("/cli/many/J6-all-or-none", test_all_or_none);
  g_test_add_func ("/cli/many/J3-J4-single-members", test_single_members);
  g_test_add_func ("/cli/many/J6-team", test_team);
  g_test_add_func ("/cli/many/J6-search", test_search);
  g_test_add_func ("/cli/many/J5-invite", test_invite);
  g_test_add_func ("/cli/many/J7-group", test_group);
  g_test_add_func ("/cli/many/J7-undo", test_undo);
  return g_test_run ();
}
