/* cosellctl: use, accounts, reports. */
#include "cli-fixture.h"

#include <string.h>

static const char *const commands[] = { "account", "login",    "logout", "sync",    "list",
                                        "show",    "new",      "drafts", "submit",  "delete",
                                        "set",     "favorite", "outbox", "history", "export" };

static void
test_help (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);

  f->token = NULL;
  g_assert_cmpint (cli_run (f, "--help", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (f->out, commands[i]));
  g_assert_cmpint (cli_run (f, "help", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_assert_cmpint (cli_run (f, commands[i], "--help", NULL), ==, 0);
      g_assert_nonnull (strstr (f->out, commands[i]));
      g_assert_cmpstr (f->err, ==, "");
    }
  g_assert_cmpint (cli_run (f, "--version", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (f->out, "cosellctl "));
}

/* Everything that is wrong use: 1, one line that says what. */
static void
test_wrong_use (void)
{
  static const struct
  {
    const char *argv[6];
    const char *word;
  } cases[] = {
    { { NULL }, "command" },
    { { "haggle", "1", NULL }, "haggle" }, /* comes with a later version: not pretended */
    { { "--nonsense", NULL }, "nonsense" },
    { { "list", "--nonsense", NULL }, "nonsense" },
    { { "list", "--tab", NULL }, "tab" },
    { { "list", "--tab", "middle", NULL }, "middle" },
    { { "list", "--tab", "all", NULL }, "all" },
    { { "list", "--sort", "color", NULL }, "color" },
    { { "list", "--filter", "color=red", NULL }, "color" },
    { { "list", "--filter", "status", NULL }, "status" },
    { { "list", "--filter", "status=open", NULL }, "open" },
    { { "list", "--limit", "0", NULL }, "0" },
    { { "list", "--limit", "many", NULL }, "many" },
    { { "list", "extra", NULL }, "Usage" },
    { { "--json=yes", "list", NULL }, "json" },
    { { "--profile=", "list", NULL }, "profile" },
    { { "show", NULL }, "Usage" },
    { { "show", "999", NULL }, "999" },
    { { "show", "no-such-deal", NULL }, "no-such-deal" },
    { { "history", "999", NULL }, "999" },
    { { "set", "999", NULL }, "set" },
    { { "set", "999", "name", NULL }, "name" },
    { { "set", "999", "color=red", NULL }, "color" },
    { { "set", "999", "favorite=true", NULL }, "favorite" },
    { { "set", "999", "name=x", NULL }, "999" },
    { { "favorite", "999", "maybe", NULL }, "maybe" },
    { { "favorite", "999", "on", NULL }, "999" },
    { { "new", NULL }, "file" },
    { { "new", "--file", "/nonexistent/draft.json", NULL }, "draft.json" },
    { { "submit", "999", NULL }, "999" },
    { { "delete", "999", NULL }, "999" },
    { { "outbox", "burn", "1", NULL }, "burn" },
    { { "outbox", "hold", NULL }, "hold" },
    { { "outbox", "hold", "first", NULL }, "first" },
    { { "outbox", "hold", "999", NULL }, "999" },
    { { "account", NULL }, "Usage" },
    { { "account", "add", NULL }, "url" },
    { { "account", "burn", NULL }, "burn" },
    { { "account", "list", "--url", "x", NULL }, "url" },
    { { "account", "remove", NULL }, "account" },
    { { "sync", NULL }, "account" },
  };
  g_autoptr (CliFixture) f = cli_fixture_new (0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u: %s %s", i, cases[i].argv[0],
                      cases[i].argv[0] != NULL ? cases[i].argv[1] : "");
      g_assert_cmpint (cli_runv (f, cases[i].argv, NULL), ==, 1);
      cli_assert_complaint (f, cases[i].word);
    }
}

static void
test_accounts (void)
{
  static const char *const refused[] = {
    "http://partner.example", "https://partner.example/v1.0",
    "ftp://partner.example",  "https://user:secret@partner.example",
    "partner.example",        ""
  };
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autoptr (CosellJson) none = cli_json (f, "account", "list", NULL);
  g_autoptr (CosellJson) added = NULL, one = NULL;

  g_assert_cmpstr (f->out, ==, "[]\n");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_cmpint (cli_run (f, "account", "add", "--url", refused[i], NULL), ==, 1);
      cli_assert_complaint (f, "");
    }
  /* no request is made, so any address will do */
  added = cli_json (f, "account", "add", "--url", "https://partner.example/", NULL);
  cli_assert_text (cosell_json_root (added), "/url", "https://partner.example");
  one = cli_json (f, "account", "list", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (one)), ==, 1);
  cli_assert_text (cosell_json_root (one), "/0/url", "https://partner.example");
  cli_assert_text (cosell_json_root (one), "/0/lastSync", NULL);
  /* adding again replaces it */
  g_assert_cmpint (cli_run (f, "account", "add", "--url", "http://127.0.0.1:9", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "account", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "http://127.0.0.1:9"));
  g_assert_null (strstr (f->out, "partner.example"));
  g_assert_cmpint (cli_run (f, "account", "remove", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "account", "list", NULL), ==, 0);
  g_assert_null (strstr (f->out, "127.0.0.1"));
}

static void
test_no_account_to_sign_in_to (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);

  g_assert_cmpint (cli_run (f, "login", NULL), ==, 1);
  cli_assert_complaint (f, "account add");
  g_assert_cmpint (cli_run (f, "login", "--device-code", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "logout", NULL), ==, 0);
}

/* Members of each row, in their kinds. */
static void
test_list_shape (void)
{
  static const struct
  {
    const char *name;
    gboolean nullable;
    CosellJsonKind kind;
  } members[] = {
    { "id", FALSE, COSELL_JSON_NUMBER },           { "remoteId", FALSE, COSELL_JSON_STRING },
    { "engagementId", FALSE, COSELL_JSON_STRING }, { "name", TRUE, COSELL_JSON_STRING },
    { "customer", TRUE, COSELL_JSON_STRING },      { "country", TRUE, COSELL_JSON_STRING },
    { "direction", FALSE, COSELL_JSON_STRING },    { "type", FALSE, COSELL_JSON_STRING },
    { "p2p", FALSE, COSELL_JSON_FALSE },           { "status", FALSE, COSELL_JSON_STRING },
    { "stage", TRUE, COSELL_JSON_NUMBER },         { "value", TRUE, COSELL_JSON_STRING },
    { "currency", TRUE, COSELL_JSON_STRING },      { "closeDate", TRUE, COSELL_JSON_STRING },
    { "createdAt", TRUE, COSELL_JSON_STRING },     { "updatedAt", TRUE, COSELL_JSON_STRING },
    { "expiresAt", TRUE, COSELL_JSON_STRING },     { "favorite", FALSE, COSELL_JSON_FALSE },
    { "sync", FALSE, COSELL_JSON_STRING },
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autoptr (CosellJson) rows = cli_json (f, "list", NULL);
  guint n = cosell_json_length (cosell_json_root (rows));

  g_assert_cmpuint (n, >=, 100);
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      {
        CosellJsonValue value =
            cosell_json_member (cosell_json_element (cosell_json_root (rows), i), members[j].name);
        CosellJsonKind kind = cosell_json_kind (value);

        if (kind == COSELL_JSON_TRUE)
          kind = COSELL_JSON_FALSE;
        if (kind != members[j].kind && !(members[j].nullable && kind == COSELL_JSON_NULL))
          g_error ("row %u: “%s” is of kind %d", i, members[j].name, kind);
      }
}

static guint
count (CliFixture *f, const char *option, const char *value)
{
  g_autoptr (CosellJson) rows = cli_json (f, "list", option, value, NULL);

  return cosell_json_length (cosell_json_root (rows));
}

static void
test_list (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autoptr (CosellJson) all = cli_json (f, "list", NULL);
  g_autoptr (CosellJson) limited =
      cli_json (f, "list", "--limit=3", "--sort", "-value", "--filter", "currency=EUR", NULL);
  g_autoptr (CosellJson) two = NULL;
  guint leads = count (f, "--tab", "leads");
  guint inbound = count (f, "--tab", "inbound");
  guint outbound = count (f, "--tab", "outbound");

  g_assert_cmpuint (inbound, >, 0);
  g_assert_cmpuint (outbound, >, 0);
  g_assert_cmpuint (count (f, "--tab", "favorites"), >=, 5);
  /* L11: without a tab leads are listed too, in another one they never are */
  g_assert_cmpuint (leads, ==, count (f, "--filter", "type=lead"));
  g_assert_cmpuint (count (f, "--tab=inbound", "--filter=type=lead"), ==, 0);
  g_assert_cmpuint (inbound + outbound + leads, ==, cosell_json_length (cosell_json_root (all)));
  g_assert_cmpuint (cosell_json_length (cosell_json_root (limited)), <=, 3);
  for (guint i = 0; i < cosell_json_length (cosell_json_root (limited)); i++)
    cli_assert_text (cosell_json_element (cosell_json_root (limited), i), "/currency", "EUR");
  two = cli_json (f, "list", "--filter", "status=accepted", "--filter", "favorite=true", NULL);
  for (guint i = 0; i < cosell_json_length (cosell_json_root (two)); i++)
    {
      cli_assert_text (cosell_json_element (cosell_json_root (two), i), "/status", "accepted");
      cli_assert_text (cosell_json_element (cosell_json_root (two), i), "/favorite", "true");
    }
  g_assert_cmpuint (count (f, "--search", "no deal has these words"), ==, 0);
  /* for people: a table, or words instead of nothing */
  g_assert_cmpint (cli_run (f, "list", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Deal name"));
  g_assert_cmpint (cli_run (f, "list", "--search", "no deal has these words", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "No deals.\n");
}

/* Global options stand before or after the command; an ID is a local number or a GUID. */
static void
test_show (void)
{
  static const char *const members[] = {
    "team",  "solutions",  "partners",  "customerProfile", "notes",
    "crmId", "campaignId", "microsoft", "registration",    "referral"
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "type=co-sell");
  g_autoptr (CosellJson) shown = NULL;
  g_autofree char *remote = NULL;
  g_autofree char *first = NULL;

  shown = cli_json (f, "show", id, NULL);
  first = g_strdup (f->out);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_cmpint (cosell_json_kind (cosell_json_member (cosell_json_root (shown), members[i])),
                     !=, COSELL_JSON_NONE);
  cli_assert_text (cosell_json_root (shown), "/id", id);
  g_assert_true (cosell_json_kind (cosell_json_member (cosell_json_root (shown), "sender")) !=
                 COSELL_JSON_NONE);
  remote = cosell_json_dup_string (cosell_json_pointer (cosell_json_root (shown), "/referral/id"));
  cli_assert_text (cosell_json_root (shown), "/remoteId", remote);
  g_assert_cmpint (cli_run (f, "show", remote, "--json", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, first);
  g_assert_cmpint (cli_run (f, "show", remote, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, remote));
}

/* JSON is UTF-8 whatever the locale says; words are not, but nothing breaks. */
static void
test_locale (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *draft = cli_write (f, "draft.json", "{\"name\":\"Räksmörgås 寿司\"}");
  g_autofree char *before = g_strdup (g_getenv ("LC_ALL"));
  g_autoptr (CosellJson) rows = NULL;

  g_assert_cmpint (cli_run (f, "new", "--file", draft, NULL), ==, 0);
  g_setenv ("LC_ALL", "C", TRUE);
  rows = cli_json (f, "drafts", NULL);
  cli_assert_text (cosell_json_root (rows), "/0/name", "Räksmörgås 寿司");
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  if (before != NULL)
    g_setenv ("LC_ALL", before, TRUE);
  else
    g_unsetenv ("LC_ALL");
}

/* What the service holds must not drive a terminal. */
static void
test_control_characters (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autofree char *draft =
      cli_write (f, "draft.json", "{\"name\":\"a\\u001b[31mred\\nline\\u202etwo\"}");

  g_assert_cmpint (cli_run (f, "new", "--file", draft, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "drafts", NULL), ==, 0);
  g_assert_null (strchr (f->out, '\033'));
  g_assert_null (strstr (f->out, "\u202e"));
  g_assert_nonnull (strstr (f->out, "a\\x1b[31mred line\\u202etwo"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/help", test_help);
  g_test_add_func ("/cli/wrong-use", test_wrong_use);
  g_test_add_func ("/cli/accounts", test_accounts);
  g_test_add_func ("/cli/no-account-to-sign-in-to", test_no_account_to_sign_in_to);
  g_test_add_func ("/cli/list-shape", test_list_shape);
  g_test_add_func ("/cli/list", test_list);
  g_test_add_func ("/cli/show", test_show);
  g_test_add_func ("/cli/locale", test_locale);
  g_test_add_func ("/cli/control-characters", test_control_characters);
  return g_test_run ();
}
