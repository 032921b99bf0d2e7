/* test-cli-crm-links.c: crm, of deals and their opportunities; conflicts, resolve and outbox where
 * a CRM is a side
 */
#include <string.h>

#include "cli/cli-fixture.h"
#include "cli/cosell-cli.h"
#include "support/json-text.h"

static CliFixture *
new_fixture (void)
{
  CliFixture *f = cli_fixture_new (0);

  cosell_sandbox_add_opportunities (f->sandbox, 5);
  g_setenv ("COSELL_CRM_TOKEN", f->token, TRUE);
  return f;
}

static int
add (CliFixture *f, const char *name)
{
  return cli_run (f, "crm", "add", name, "--kind", "dynamics", "--url",
                  cosell_sandbox_get_url (f->sandbox), NULL);
}

#define STAGES "stages={\"0\":20,\"1\":40,\"2\":60,\"3\":80}"

/* Deals, and a CRM beside which no other connector is at work. */
static CliFixture *
new_linking (void)
{
  CliFixture *f = cli_fixture_new_synced (30);

  cosell_sandbox_add_opportunities (f->sandbox, 5);
  g_setenv ("COSELL_CRM_TOKEN", f->token, TRUE);
  add (f, "Sales");
  g_assert_cmpint (cli_run (f, "crm", "set", "Sales", "alone=true", STAGES,
                            "fields={\"name\":\"both\"}", NULL),
                   ==, COSELL_EXIT_DONE);
  return f;
}

/* The nth opportunity of the server. (transfer full) */
static char *
opportunity (CliFixture *f, guint n)
{
  g_autoptr (CosellJson) json = cli_control (f, "GET", "crm?kind=dynamics", NULL);
  CosellJsonValue all = cosell_json_member (cosell_json_root (json), "value");

  return cosell_json_dup_string (
      cosell_json_member (cosell_json_element (all, n), "opportunityid"));
}

static guint
count_opportunities (CliFixture *f)
{
  g_autoptr (CosellJson) json = cli_control (f, "GET", "crm?kind=dynamics", NULL);

  return cosell_json_length (cosell_json_member (cosell_json_root (json), "value"));
}

/* What the server has of one now, as JSON. (transfer full) */
static char *
value_there (CliFixture *f, const char *id, const char *column)
{
  g_autoptr (CosellJson) json = cli_control (f, "GET", "crm?kind=dynamics", NULL);
  CosellJsonValue all = cosell_json_member (cosell_json_root (json), "value");

  for (guint i = 0; i < cosell_json_length (all); i++)
    {
      CosellJsonValue one = cosell_json_element (all, i);

      if (cosell_json_string_equal (cosell_json_member (one, "opportunityid"), id))
        return cosell_json_dup_scalar (cosell_json_member (one, column));
    }
  return NULL;
}

/* Somebody there does it: members with ' for ". */
static void
do_there (CliFixture *f, const char *id, const char *members)
{
  g_autofree char *body = json_printf ("{'kind':'dynamics','id':'%s',%s}", id, members);
  g_autoptr (CosellJson) answer = cli_control (f, "POST", "crm", body);

  g_assert_nonnull (answer);
}

/* A deal for which an opportunity was made. id: (out). Returns: (transfer full) that of the
 * opportunity */
static char *
make_linked (CliFixture *f, char **id)
{
  g_autoptr (CosellJson) shown = NULL;

  *id = cli_find (f, "status=accepted");
  g_assert_cmpint (cli_run (f, "crm", "create", *id, NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", "--apply", NULL), ==, COSELL_EXIT_REMAINS);
  g_assert_cmpint (cli_run (f, "crm", "answer", *id, "new", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  shown = cli_json (f, "show", *id, NULL);
  cli_assert_text (cosell_json_root (shown), "/crm/state", "linked");
  return cosell_json_dup_string (cosell_json_pointer (cosell_json_root (shown), "/crm/id"));
}

static void
test_set (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autoptr (CosellJson) json = cli_json (f, "crm", "set", "Sales", NULL);
  g_autoptr (CosellJson) same = NULL;

  cli_assert_text (cosell_json_root (json), "/stages/3", "80");
  cli_assert_text (cosell_json_root (json), "/fields/name", "both");
  cli_assert_text (cosell_json_root (json), "/fields/team", "from-crm");
  cli_assert_text (cosell_json_root (json), "/rule", "none");
  cli_assert_text (cosell_json_root (json), "/alone", "true");
  /* all or none */
  g_assert_cmpint (cli_run (f, "crm", "set", "Sales", "rule=mine", "colour=blue", NULL), ==,
                   COSELL_EXIT_USE);
  cli_assert_complaint (f, "colour");
  g_assert_cmpint (cli_run (f, "crm", "set", "Sales", "rule", NULL), ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "crm", "set", "None", "rule=mine", NULL), ==, COSELL_EXIT_USE);
  same = cli_json (f, "crm", "set", "Sales", NULL);
  g_assert_cmpstr (cosell_json_get_text (json, NULL), ==, cosell_json_get_text (same, NULL));
}

/* K7: at first the map is the one that is likely meant; an empty one stays empty. */
static void
test_proposed (void)
{
  g_autoptr (CliFixture) f = new_fixture ();
  g_autoptr (CosellJson) before = NULL, json = NULL, emptied = NULL;

  add (f, "Sales");
  before = cli_json (f, "crm", "set", "Sales", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (before), "stages")),
                    ==, 0);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  json = cli_json (f, "crm", "set", "Sales", NULL);
  cli_assert_text (cosell_json_root (json), "/stages/0", "20");
  cli_assert_text (cosell_json_root (json), "/stages/3", "80");
  cli_run (f, "crm", "set", "Sales", "stages={\"0\":null,\"1\":null,\"2\":null,\"3\":null}", NULL);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  emptied = cli_json (f, "crm", "set", "Sales", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_member (cosell_json_root (emptied), "stages")),
                    ==, 0);
}

/* K20: nothing is written before a person agreed; K16: and not without an account. */
static void
test_create (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *seq = g_strconcat ("c", id, NULL);
  g_autoptr (CosellJson) lane = NULL, held = NULL, preview = NULL, asked = NULL, made = NULL;
  g_autoptr (CosellJson) shown = NULL, log = NULL;
  guint n = count_opportunities (f);

  g_assert_cmpint (cli_run (f, "crm", "create", id, NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "create", id, NULL), ==, COSELL_EXIT_REFUSED);
  lane = cli_json (f, "outbox", NULL);
  cli_assert_text (cosell_json_root (lane), "/0/lane", "Sales");
  cli_assert_text (cosell_json_root (lane), "/0/seq", seq);
  cli_assert_text (cosell_json_root (lane), "/0/op", "create");
  cli_assert_text (cosell_json_root (lane), "/0/state", "pending");
  g_assert_cmpint (cli_run (f, "outbox", "hold", seq, NULL), ==, COSELL_EXIT_DONE);
  held = cli_json (f, "outbox", NULL);
  cli_assert_text (cosell_json_root (held), "/0/held", "true");
  cli_assert_text (cosell_json_root (held), "/0/state", "parked");
  g_assert_cmpint (cli_run (f, "outbox", "retry", seq, NULL), ==, COSELL_EXIT_DONE);
  preview = cli_json (f, "crm", "sync", NULL);
  cli_assert_text (cosell_json_root (preview), "/preview", "true");
  cli_assert_text (cosell_json_root (preview), "/created", "1");
  g_assert_cmpint (cli_run (f, "--json", "crm", "sync", "--apply", NULL), ==, COSELL_EXIT_REMAINS);
  asked = cli_parse_out (f);
  cli_assert_text (cosell_json_root (asked), "/questions", "1");
  cli_assert_text (cosell_json_root (asked), "/preview", "false");
  g_assert_cmpuint (count_opportunities (f), ==, n);
  g_assert_cmpint (cli_run (f, "crm", "answer", id, "link", NULL), ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "crm", "answer", id, "new", NULL), ==, COSELL_EXIT_DONE);
  made = cli_json (f, "crm", "sync", "--crm", "Sales", NULL);
  cli_assert_text (cosell_json_root (made), "/created", "1");
  g_assert_cmpuint (count_opportunities (f), ==, n + 1);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/crm/name", "Sales");
  cli_assert_text (cosell_json_root (shown), "/crm/state", "linked");
  log = cli_json (f, "crm", "log", id, NULL);
  cli_assert_text (cosell_json_element (cosell_json_root (log),
                                        cosell_json_length (cosell_json_root (log)) - 1),
                   "/direction", "to-crm");
  g_assert_cmpint (cli_run (f, "crm", "answer", id, "new", NULL), ==, COSELL_EXIT_USE);
}

/* K3: only what changed goes, in both directions; the other lane does not move. */
static void
test_edits (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = make_linked (f, &id);
  g_autofree char *seq = g_strconcat ("c", id, NULL);
  g_autofree char *value = NULL, *date = NULL;
  g_autoptr (CosellJson) outbox = NULL, done = NULL, shown = NULL, again = NULL, history = NULL;

  g_assert_cmpint (cli_run (f, "set", id, "value=25000.10", NULL), ==, COSELL_EXIT_DONE);
  do_there (f, there, "'set':{'estimatedclosedate':'2027-08-09'}");
  outbox = cli_json (f, "outbox", NULL);
  cli_assert_text (cosell_json_root (outbox), "/0/lane", "partner-center");
  cli_assert_text (cosell_json_root (outbox), "/1/seq", seq);
  cli_assert_text (cosell_json_root (outbox), "/1/op", "update");
  g_assert_true (cosell_json_is_present (
      cosell_json_pointer (cosell_json_root (outbox), "/1/fields/value/1")));
  done = cli_json (f, "crm", "sync", NULL);
  cli_assert_text (cosell_json_root (done), "/toCrm", "1");
  cli_assert_text (cosell_json_root (done), "/fromCrm", "1");
  value = value_there (f, there, "estimatedvalue");
  date = value_there (f, there, "estimatedclosedate");
  g_assert_cmpstr (value, ==, "25000.10");
  g_assert_cmpstr (date, ==, "2027-08-09");
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/closeDate", "2027-08-09");
  history = cli_json (f, "history", id, NULL);
  cli_assert_text (cosell_json_root (history), "/0/who", "Sales");
  cli_assert_text (cosell_json_root (history), "/0/path", "/details/closingDateTime");
  cli_assert_text (cosell_json_root (history), "/1/who", "you");
  again = cli_json (f, "crm", "sync", NULL);
  cli_assert_text (cosell_json_root (again), "/toCrm", "0");
  cli_assert_text (cosell_json_root (again), "/fromCrm", "0");
  /* what is discarded is not sent, and the deal stays */
  g_assert_cmpint (cli_run (f, "set", id, "value=26000", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "outbox", "discard", seq, NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  g_free (value);
  value = value_there (f, there, "estimatedvalue");
  g_assert_cmpstr (value, ==, "25000.10");
  g_assert_cmpint (cli_run (f, "crm", "unlink", id, NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "unlink", id, NULL), ==, COSELL_EXIT_USE);
}

static void
assert_loser (CliFixture *f, const char *id, const char *path, const char *old, const char *value)
{
  g_autoptr (CosellJson) history = cli_json (f, "history", id, NULL);

  for (guint i = 0; i < cosell_json_length (cosell_json_root (history)); i++)
    {
      CosellJsonValue entry = cosell_json_element (cosell_json_root (history), i);

      if (cosell_json_string_equal (cosell_json_member (entry, "path"), path) &&
          cosell_json_string_equal (cosell_json_member (entry, "old"), old) &&
          cosell_json_string_equal (cosell_json_member (entry, "new"), value))
        return;
    }
  g_error ("%s → %s is not in the history", old, value);
}

/* Both changed: mine goes there, the CRM's comes here. */
static void
test_conflict (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = make_linked (f, &id);
  g_autofree char *value = NULL;
  g_autoptr (CosellJson) conflicts = NULL, done = NULL, shown = NULL, none = NULL;
  CosellJsonValue row;

  cli_run (f, "set", id, "value=26000", "name=Named here", NULL);
  do_there (f, there, "'set':{'estimatedvalue':31000.55,'name':'Named there'}");
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_REMAINS);
  conflicts = cli_json (f, "conflicts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (conflicts)), ==, 2);
  row = cosell_json_element (cosell_json_root (conflicts), 1);
  cli_assert_text (row, "/id", id);
  cli_assert_text (row, "/field", "value");
  cli_assert_text (row, "/mine", "26000");
  cli_assert_text (row, "/crm", "31000.55");
  g_assert_cmpint (cosell_json_kind (cosell_json_member (row, "theirs")), ==, COSELL_JSON_NULL);
  cli_assert_text (row, "/between/0", "local");
  cli_assert_text (row, "/between/1", "crm");
  /* the service has no value of its own */
  g_assert_cmpint (cli_run (f, "resolve", id, "value", "theirs", NULL), ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "resolve", id, "notes", "crm", NULL), ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "resolve", id, "value", "mine", NULL), ==, COSELL_EXIT_REMAINS);
  g_assert_cmpint (cli_run (f, "resolve", id, "name", "crm", NULL), ==, COSELL_EXIT_DONE);
  none = cli_json (f, "conflicts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (none)), ==, 0);
  assert_loser (f, id, "/name", "Named here", "Named there");
  done = cli_json (f, "crm", "sync", NULL);
  cli_assert_text (cosell_json_root (done), "/toCrm", "1");
  value = value_there (f, there, "estimatedvalue");
  g_assert_cmpstr (value, ==, "26000.00");
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/name", "Named there");
  cli_assert_text (cosell_json_root (shown), "/value", "26000.00");
}

/* All three changed it; word: what is decided, expected: what all of them have then. */
static void
check_three_sides (const char *word, const char *expected)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = make_linked (f, &id);
  g_autoptr (CosellJson) before = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_string (cosell_json_pointer (cosell_json_root (before), "/remoteId"));
  g_autofree char *act =
      json_printf ("{'as':'microsoft','do':'edit','id':'%s','/name':'Named elsewhere'}", remote);
  g_autoptr (CosellJson) answer = NULL, conflicts = NULL, shown = NULL, none = NULL, pushed = NULL;
  g_autofree char *name = NULL;

  cli_run (f, "set", id, "name=Named here", NULL);
  answer = cli_control (f, "POST", "act", act);
  do_there (f, there, "'set':{'name':'Named there'}");
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, COSELL_EXIT_REMAINS);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_REMAINS);
  conflicts = cli_json (f, "conflicts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (conflicts)), ==, 1);
  cli_assert_text (cosell_json_root (conflicts), "/0/mine", "Named here");
  cli_assert_text (cosell_json_root (conflicts), "/0/theirs", "Named elsewhere");
  cli_assert_text (cosell_json_root (conflicts), "/0/crm", "Named there");
  g_assert_cmpuint (cosell_json_length (
                        cosell_json_pointer (cosell_json_root (conflicts), "/0/between")),
                    ==, 3);
  g_assert_cmpint (cli_run (f, "resolve", id, "name", word, NULL), ==, COSELL_EXIT_DONE);
  pushed = cli_json (f, "sync", NULL);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  none = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (none)), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/referral/name", expected);
  cli_assert_text (cosell_json_root (shown), "/sync", "synced");
  name = value_there (f, there, "name");
  g_assert_cmpstr (name, ==, expected);
  if (g_str_equal (word, "crm"))
    assert_loser (f, id, "/name", "Named elsewhere", "Named here");
  else
    assert_loser (f, id, "/name", "Named there", expected);
}

static void
test_three_sides (void)
{
  check_three_sides ("mine", "Named here");
  check_three_sides ("theirs", "Named elsewhere");
  check_three_sides ("crm", "Named there");
}

/* The columns that a person named hold the referral and its solutions. */
static void
test_columns (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = NULL;
  g_autofree char *key = NULL;
  g_autofree char *solutions = NULL;
  g_autoptr (CosellJson) shown = NULL;

  g_assert_cmpint (cli_run (f, "crm", "set", "Sales", "keyColumn=new_referralid",
                            "solutionsColumn=new_solutions", "fields={\"solutions\":\"to-crm\"}",
                            NULL),
                   ==, COSELL_EXIT_DONE);
  there = make_linked (f, &id);
  shown = cli_json (f, "show", id, NULL);
  key = value_there (f, there, "new_referralid");
  cli_assert_text (cosell_json_root (shown), "/remoteId", key);
  solutions = value_there (f, there, "new_solutions");
  g_assert_cmpuint (strlen (solutions), >, 0);
}

/* Salesforce goes through the same rounds: made once by its key, edited on both sides, won there.
 */
static void
test_salesforce_round (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (60);
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autofree char *there = NULL;
  g_autofree char *body = NULL;
  g_autofree char *won = NULL;
  g_autoptr (CosellJson) shown = NULL, key = NULL, again = NULL, state = NULL, asked = NULL;
  CosellJsonValue all;

  cosell_sandbox_add_opportunities (f->sandbox, 3);
  g_setenv ("COSELL_CRM_TOKEN", f->token, TRUE);
  g_assert_cmpint (cli_run (f, "crm", "add", "Force", "--kind", "salesforce", "--url",
                            cosell_sandbox_get_url (f->sandbox), NULL),
                   ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "set", "Force", "alone=true", "keyColumn=Cosell_Referral__c",
                            NULL),
                   ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "create", id, NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", "--apply", NULL), ==, COSELL_EXIT_REMAINS);
  g_assert_cmpint (cli_run (f, "crm", "answer", id, "new", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/crm/state", "linked");
  there = cosell_json_dup_string (cosell_json_pointer (cosell_json_root (shown), "/crm/id"));
  key = cli_control (f, "GET", "crm?kind=salesforce", NULL);
  all = cosell_json_member (cosell_json_root (key), "value");
  g_assert_cmpuint (cosell_json_length (all), ==, 4);
  {
    g_autofree char *remote =
        cosell_json_dup_string (cosell_json_member (cosell_json_root (shown), "remoteId"));

    cli_assert_text (cosell_json_element (all, 3), "/Cosell_Referral__c", remote);
  }
  /* different fields on both sides */
  body = json_printf ("{'kind':'salesforce','id':'%s','set':{'CloseDate':'2027-04-05'}}", there);
  again = cli_control (f, "POST", "crm", body);
  g_assert_cmpint (cli_run (f, "set", id, "value=12345.67", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
  g_clear_pointer (&again, cosell_json_unref);
  again = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (again), "/closeDate", "2027-04-05");
  state = cli_control (f, "GET", "crm?kind=salesforce", NULL);
  cli_assert_text (cosell_json_root (state), "/value/3/Amount", "12345.67");
  /* won there is a question here */
  won = json_printf ("{'kind':'salesforce','id':'%s','close':'won'}", there);
  asked = cli_control (f, "POST", "crm", won);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_REMAINS);
  g_clear_pointer (&again, cosell_json_unref);
  again = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (again), "/status", "accepted");
}

/* An accepted deal that no opportunity fits, and (there) one of them that fits no deal. (transfer
 * full) */
static char *
find_unmatched (CliFixture *f, char **there)
{
  g_autoptr (CosellJson) matches = cli_json (f, "crm", "match", NULL);
  g_autoptr (CosellJson) rows = cli_json (f, "list", "--filter", "status=accepted", NULL);
  const char *text = cosell_json_get_text (matches, NULL);

  *there = NULL;
  for (guint i = 0; i < count_opportunities (f) && *there == NULL; i++)
    {
      g_autofree char *id = opportunity (f, i);

      if (strstr (text, id) == NULL)
        *there = g_steal_pointer (&id);
    }
  g_assert_nonnull (*there);
  for (guint i = 0; i < cosell_json_length (cosell_json_root (rows)); i++)
    {
      CosellJsonValue row = cosell_json_element (cosell_json_root (rows), i);
      g_autofree char *id = cosell_json_dup_scalar (cosell_json_member (row, "id"));
      g_autofree char *found = g_strdup_printf ("\"id\":%s,", id);

      if (strstr (text, found) == NULL)
        return g_steal_pointer (&id);
    }
  g_assert_not_reached ();
}

/* K2, K15, K19: one that the deal names is beyond doubt. */
static void
test_match (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *there = NULL;
  g_autofree char *id = find_unmatched (f, &there);
  g_autofree char *other = cli_find (f, "status=received");
  g_autofree char *set = g_strconcat ("crmId=", there, NULL);
  g_autoptr (CosellJson) matches = NULL, applied = NULL, shown = NULL, left = NULL;
  CosellJsonValue first;

  g_assert_cmpint (cli_run (f, "set", id, set, NULL), ==, COSELL_EXIT_DONE);
  matches = cli_json (f, "crm", "match", "--crm", "Sales", NULL);
  first = cosell_json_element (cosell_json_root (matches), 0);
  cli_assert_text (first, "/id", id);
  cli_assert_text (first, "/crmId", there);
  cli_assert_text (first, "/score", "100");
  shown = cli_json (f, "show", id, NULL);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (cosell_json_root (shown), "crm")), ==,
                   COSELL_JSON_NULL);
  applied = cli_json (f, "crm", "match", "--apply", NULL);
  g_clear_pointer (&shown, cosell_json_unref);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/crm/id", there);
  /* what differs is listed, and nothing was written */
  left = cli_json (f, "conflicts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (left)), >, 0);
  g_assert_cmpint (cli_run (f, "crm", "link", other, there, NULL), ==, COSELL_EXIT_REFUSED);
  g_assert_cmpint (cli_run (f, "crm", "link", other, "6aaa8f3e-1111-4a4a-8b8b-000000000000", NULL),
                   ==, COSELL_EXIT_USE);
}

/* K8 */
static void
test_status (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = make_linked (f, &id);
  g_autoptr (CosellJson) conflicts = NULL, none = NULL, shown = NULL;
  g_autofree char *state = NULL;

  do_there (f, there, "'close':'lost'");
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_REMAINS);
  conflicts = cli_json (f, "conflicts", NULL);
  cli_assert_text (cosell_json_root (conflicts), "/0/field", "status");
  cli_assert_text (cosell_json_root (conflicts), "/0/mine", "open");
  cli_assert_text (cosell_json_root (conflicts), "/0/crm", "lost");
  /* a reason is missing */
  g_assert_cmpint (cli_run (f, "resolve", id, "status", "crm", NULL), ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "resolve", id, "status", "crm", "--reason", "1", NULL), ==,
                   COSELL_EXIT_DONE);
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/status", "lost");
  none = cli_json (f, "conflicts", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (none)), ==, 0);
}

/* K8: what is closed here is closed there when a person says so, else both stay as they are. */
static void
test_closing_there (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = make_linked (f, &id);
  g_autofree char *state = NULL;

  g_assert_cmpint (cli_run (f, "lose", id, "--reason", "1", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_REMAINS);
  state = value_there (f, there, "statecode");
  g_assert_cmpstr (state, ==, "0");
  g_assert_cmpint (cli_run (f, "resolve", id, "status", "mine", NULL), ==, COSELL_EXIT_DONE);
  g_free (state);
  state = value_there (f, there, "statecode");
  g_assert_cmpstr (state, ==, "2");
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_DONE);
}

/* K10: the other way round a draft is made, and linked. */
static void
test_draft (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *there = opportunity (f, 1);
  g_autofree char *name = value_there (f, there, "name");
  g_autoptr (CosellJson) made = cli_json (f, "crm", "draft", there, NULL);
  g_autofree char *id = cosell_json_dup_scalar (cosell_json_member (cosell_json_root (made), "id"));
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);

  cli_assert_text (cosell_json_root (shown), "/status", "draft");
  cli_assert_text (cosell_json_root (shown), "/name", name);
  cli_assert_text (cosell_json_root (shown), "/crm/id", there);
  g_assert_cmpint (cli_run (f, "crm", "draft", there, NULL), ==, COSELL_EXIT_REFUSED);
  g_assert_cmpint (cli_run (f, "crm", "sync", "--apply", NULL), ==, COSELL_EXIT_DONE);
}

/* A CRM that fails holds nothing else back; what waited for one that goes is told. */
static void
test_lanes (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = NULL;
  g_autofree char *there = make_linked (f, &id);
  g_autoptr (CosellJson) faults = NULL, outbox = NULL, removed = NULL, shown = NULL;

  cli_run (f, "set", id, "value=26000", NULL);
  faults = cli_control (f, "POST", "faults",
                        "{\"path\":\"/api/data/v9.2/opportunities\",\"status\":403}");
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_SERVICE);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, COSELL_EXIT_DONE);
  outbox = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 1);
  cli_assert_text (cosell_json_root (outbox), "/0/lane", "Sales");
  removed = cli_json (f, "crm", "remove", "Sales", NULL);
  cli_assert_text (cosell_json_root (removed), "/waited/0/id", id);
  shown = cli_json (f, "show", id, NULL);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (cosell_json_root (shown), "crm")), ==,
                   COSELL_JSON_NULL);
  g_assert_cmpint (cli_run (f, "crm", "sync", NULL), ==, COSELL_EXIT_USE);
}

/* P11 */
static void
test_undo (void)
{
  g_autoptr (CliFixture) f = new_linking ();
  g_autofree char *id = cli_find (f, "status=accepted");
  g_autoptr (CosellJson) none = NULL;

  g_assert_cmpint (cli_run (f, "crm", "create", id, NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, COSELL_EXIT_DONE);
  none = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (none)), ==, 0);
  g_assert_cmpint (cli_run (f, "redo", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "unlink", id, NULL), ==, COSELL_EXIT_DONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/crm-links/set", test_set);
  g_test_add_func ("/cli/crm-links/K7-proposed", test_proposed);
  g_test_add_func ("/cli/crm-links/K16-K20-create", test_create);
  g_test_add_func ("/cli/crm-links/K3-edits", test_edits);
  g_test_add_func ("/cli/crm-links/K3-conflict", test_conflict);
  g_test_add_func ("/cli/crm-links/K3-three-sides", test_three_sides);
  g_test_add_func ("/cli/crm-links/columns", test_columns);
  g_test_add_func ("/cli/crm-links/salesforce-round", test_salesforce_round);
  g_test_add_func ("/cli/crm-links/K19-match", test_match);
  g_test_add_func ("/cli/crm-links/K8-status", test_status);
  g_test_add_func ("/cli/crm-links/K8-closing-there", test_closing_there);
  g_test_add_func ("/cli/crm-links/K10-draft", test_draft);
  g_test_add_func ("/cli/crm-links/lanes", test_lanes);
  g_test_add_func ("/cli/crm-links/P11-undo", test_undo);
  return g_test_run ();
}
