/* test-cli-crm.c: crm */
#include <string.h>

#include "cli/cli-fixture.h"
#include "cli/cosell-cli.h"
#include "support/json-text.h"
#include "support/script-server.h"

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

static void
test_list (void)
{
  g_autoptr (CliFixture) f = new_fixture ();
  g_autoptr (CosellJson) none = cli_json (f, "crm", "list", NULL);
  g_autoptr (CosellJson) one = NULL;
  g_autoptr (CosellJson) left = NULL;

  g_assert_cmpuint (cosell_json_length (cosell_json_root (none)), ==, 0);
  g_assert_cmpint (add (f, "Sales"), ==, COSELL_EXIT_DONE);
  /* once more is the same one */
  g_assert_cmpint (add (f, "Sales"), ==, COSELL_EXIT_DONE);
  one = cli_json (f, "crm", "list", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (one)), ==, 1);
  cli_assert_text (cosell_json_root (one), "/0/name", "Sales");
  cli_assert_text (cosell_json_root (one), "/0/kind", "dynamics");
  cli_assert_text (cosell_json_root (one), "/0/url", cosell_sandbox_get_url (f->sandbox));
  cli_assert_text (cosell_json_root (one), "/0/signedIn", "false");
  g_assert_cmpint (cli_run (f, "crm", "remove", "Sales", NULL), ==, COSELL_EXIT_DONE);
  left = cli_json (f, "crm", "list", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (left)), ==, 0);
}

static void
test_describe (void)
{
  g_autoptr (CliFixture) f = new_fixture ();
  g_autoptr (CosellJson) json = NULL;

  add (f, "Sales");
  json = cli_json (f, "crm", "describe", "Sales", NULL);
  cli_assert_text (cosell_json_root (json), "/stages/2/id", "2");
  cli_assert_text (cosell_json_root (json), "/stages/2/label", "Propose");
  cli_assert_text (cosell_json_root (json), "/columns/1/name", "name");
  cli_assert_text (cosell_json_root (json), "/columns/1/mandatory", "true");
  cli_assert_text (cosell_json_root (json), "/currencies/0", "AED");
  cli_assert_text (cosell_json_root (json), "/user/name", "Kim Berg");
  g_assert_cmpint (cli_run (f, "crm", "describe", "Sales", NULL), ==, COSELL_EXIT_DONE);
  g_assert_nonnull (strstr (f->out, "Qualify, Develop, Propose, Close"));
}

/* Salesforce by the same words. */
static void
test_salesforce (void)
{
  g_autoptr (CliFixture) f = new_fixture ();
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellJson) steps = NULL;
  g_autoptr (CosellJson) one = NULL;

  g_assert_cmpint (cli_run (f, "crm", "add", "Force", "--kind", "salesforce", "--url",
                            cosell_sandbox_get_url (f->sandbox), "--client-id", "3MVG9.key_1",
                            NULL),
                   ==, COSELL_EXIT_DONE);
  one = cli_json (f, "crm", "list", NULL);
  cli_assert_text (cosell_json_root (one), "/0/kind", "salesforce");
  cli_assert_text (cosell_json_root (one), "/0/clientId", "3MVG9.key_1");
  json = cli_json (f, "crm", "describe", "Force", NULL);
  cli_assert_text (cosell_json_root (json), "/stages/0/id", "Prospecting");
  cli_assert_text (cosell_json_root (json), "/columns/0/name", "Name");
  cli_assert_text (cosell_json_root (json), "/columns/0/mandatory", "true");
  cli_assert_text (cosell_json_root (json), "/currencies/0", "AED");
  cli_assert_text (cosell_json_root (json), "/user/name", "Kim Berg");
  steps = cli_json (f, "crm", "test", "Force", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (steps)), ==, 6);
  cli_assert_text (cosell_json_root (steps), "/5/step", "write");
  cli_assert_text (cosell_json_root (steps), "/5/ok", "true");
  /* the same name is the same CRM, of its kind */
  g_assert_cmpint (add (f, "Force"), ==, COSELL_EXIT_REFUSED);
}

static void
test_steps (void)
{
  g_autoptr (CliFixture) f = new_fixture ();
  g_autoptr (CosellJson) json = NULL;
  g_autoptr (CosellJson) refused = NULL;
  g_autoptr (CosellJson) faults = NULL;

  add (f, "Sales");
  json = cli_json (f, "crm", "test", "Sales", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (json)), ==, 6);
  cli_assert_text (cosell_json_root (json), "/0/step", "reach");
  cli_assert_text (cosell_json_root (json), "/5/step", "write");
  cli_assert_text (cosell_json_root (json), "/5/ok", "true");
  /* it ends where it fails, and nothing was written on the way */
  faults = cli_control (f, "POST", "faults",
                        "{\"path\":\"/api/data/v9.2/opportunities\",\"status\":403}");
  g_assert_cmpint (cli_run (f, "--json", "crm", "test", "Sales", NULL), ==, COSELL_EXIT_SERVICE);
  refused = cli_parse_out (f);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (refused)), ==, 3);
  cli_assert_text (cosell_json_root (refused), "/2/step", "rights");
  cli_assert_text (cosell_json_root (refused), "/2/ok", "false");
  cosell_sandbox_disconnect (f->sandbox);
  g_assert_cmpint (cli_run (f, "crm", "test", "Sales", NULL), ==, COSELL_EXIT_SERVICE);
  g_assert_nonnull (strstr (f->out, "reach"));
}

/* The token of the environment is for the one CRM that there is. */
static void
test_token (void)
{
  g_autoptr (CliFixture) f = new_fixture ();

  add (f, "Sales");
  g_setenv ("COSELL_CRM_TOKEN", "another", TRUE);
  g_assert_cmpint (cli_run (f, "crm", "describe", "Sales", NULL), ==, COSELL_EXIT_SIGN_IN);
  g_setenv ("COSELL_CRM_TOKEN", f->token, TRUE);
  add (f, "Other");
  g_assert_cmpint (cli_run (f, "crm", "describe", "Sales", NULL), ==, COSELL_EXIT_SIGN_IN);
  cli_assert_complaint (f, "Sales");
  g_assert_cmpint (cli_run (f, "crm", "test", "Sales", NULL), ==, COSELL_EXIT_SIGN_IN);
}

static void
test_use (void)
{
  g_autoptr (CliFixture) f = new_fixture ();

  g_assert_cmpint (cli_run (f, "crm", "add", "Sales", "--kind", "dynamics", NULL), ==,
                   COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "crm", "add", "Sales", "--kind", "other", "--url",
                            "https://x.example", NULL),
                   ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "crm", "add", " ", "--kind", "dynamics", "--url",
                            "https://x.example", NULL),
                   ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "crm", "add", "Sales", "--kind", "dynamics", "--url",
                            "http://x.example", NULL),
                   ==, COSELL_EXIT_USE);
  /* a name belongs to one address until it is removed */
  add (f, "Sales");
  g_assert_cmpint (cli_run (f, "crm", "add", "Sales", "--kind", "dynamics", "--url",
                            "https://x.example", NULL),
                   ==, COSELL_EXIT_REFUSED);
  cli_assert_complaint (f, "Sales");
  g_assert_cmpint (cli_run (f, "crm", "remove", "None", NULL), ==, COSELL_EXIT_USE);
  cli_assert_complaint (f, "None");
  g_assert_cmpint (cli_run (f, "crm", "describe", NULL), ==, COSELL_EXIT_USE);
  g_assert_cmpint (cli_run (f, "crm", "dance", "Sales", NULL), ==, COSELL_EXIT_USE);
}

/* crm add, as it is said; password: (nullable): what stands on stdin */
static int
add_tryton (CliFixture *f, ScriptServer *server, const char *user, const char *password)
{
  const char *const argv[] = { "crm",
                               "add",
                               "ERP",
                               "--kind",
                               "tryton",
                               "--url",
                               script_server_get_origin (server),
                               "--database",
                               "crm",
                               "--user",
                               user,
                               password != NULL ? "--password-fd" : NULL,
                               "0",
                               NULL };

  return cli_runv (f, argv, password);
}

static void
answer (ScriptServer *server, const char *result)
{
  g_autofree char *body = g_strdup_printf ("{'id':1,'result':%s}", result);

  script_server_reply (server, 200, NULL, json_text (body));
}

/* The password is in the keyring, for this user of this database alone. */
static void
test_tryton (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new (0);
  g_autoptr (ScriptServer) server = script_server_new ();
  g_autoptr (CosellJson) list = NULL;
  g_autoptr (CosellJson) json = NULL;
  const char *const again[] = { "crm", "login", "ERP", "--password-fd", "0", NULL };

  g_unsetenv ("COSELL_CRM_TOKEN");
  g_assert_cmpint (add_tryton (f, server, "", "Krona-47\n"), ==, COSELL_EXIT_USE);
  g_assert_cmpint (add_tryton (f, server, "kim", "\n"), ==, COSELL_EXIT_USE);
  g_assert_cmpint (add_tryton (f, server, "kim", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "describe", "ERP", NULL), ==, COSELL_EXIT_SIGN_IN);
  g_assert_cmpint (cli_run (f, "crm", "login", "ERP", NULL), ==, COSELL_EXIT_SIGN_IN);
  cli_assert_complaint (f, "password");
  g_assert_cmpint (add_tryton (f, server, "kim", "Krona-47\nnot this\n"), ==, COSELL_EXIT_DONE);
  list = cli_json (f, "crm", "list", NULL);
  cli_assert_text (cosell_json_root (list), "/0/kind", "tryton");
  cli_assert_text (cosell_json_root (list), "/0/database", "crm");
  cli_assert_text (cosell_json_root (list), "/0/user", "kim");
  cli_assert_text (cosell_json_root (list), "/0/signedIn", "true");
  answer (server, "[2,'f0e1d2']");
  answer (server, "{'name':'Kim Berg','company':1}");
  answer (server, "{'state':{'selection':[['lead','Lead'],['won','Won']]}}");
  answer (server, "[{'id':1,'currency.':{'id':1,'code':'SEK','digits':2}}]");
  answer (server, "{'description':{'type':'char','string':'Description'}}");
  json = cli_json (f, "crm", "describe", "ERP", NULL);
  cli_assert_text (cosell_json_root (json), "/currencies/0", "SEK");
  cli_assert_text (cosell_json_root (json), "/stages/0/id", "lead");
  g_assert_nonnull (strstr (script_server_get_request (server, 0)->body, "\"Krona-47\""));
  /* another user has another one */
  g_assert_cmpint (add_tryton (f, server, "ola", NULL), ==, COSELL_EXIT_DONE);
  g_assert_cmpint (cli_run (f, "crm", "describe", "ERP", NULL), ==, COSELL_EXIT_SIGN_IN);
  g_assert_cmpint (cli_runv (f, again, "Krona-48"), ==, COSELL_EXIT_DONE);
  script_server_reply (server, 401, NULL, NULL);
  g_assert_cmpint (cli_run (f, "crm", "test", "ERP", NULL), ==, COSELL_EXIT_SIGN_IN);
  g_assert_nonnull (strstr (script_server_get_request (server, 5)->body, "\"Krona-48\""));
  g_assert_nonnull (strstr (f->out, "sign-in"));
  g_assert_cmpint (cli_run (f, "crm", "remove", "ERP", NULL), ==, COSELL_EXIT_DONE);
  /* one with a browser takes none */
  add (f, "Sales");
  {
    const char *const sales[] = { "crm", "login", "Sales", "--password-fd", "0", NULL };

    g_assert_cmpint (cli_runv (f, sales, "x"), ==, COSELL_EXIT_REFUSED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/crm/list", test_list);
  g_test_add_func ("/cli/crm/describe", test_describe);
  g_test_add_func ("/cli/crm/salesforce", test_salesforce);
  g_test_add_func ("/cli/crm/test", test_steps);
  g_test_add_func ("/cli/crm/token", test_token);
  g_test_add_func ("/cli/crm/use", test_use);
  g_test_add_func ("/cli/crm/tryton", test_tryton);
  return g_test_run ();
}
