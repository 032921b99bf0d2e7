/* cosellctl: register (rules E), its order of checks, warnings and what show says. */
#include "cli-fixture.h"

#include <string.h>

#include "base/cosell-time.h"
#include "support/json-text.h"

/* ' stands for "; %s: currency, value, the day of signing */
#define VALUE                                                                                      \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-15974-MQF','currency':'%s',"              \
  "'value':%s,'isDeployedOnAzure':true,'primaryDeploymentOn':'Customer',"                          \
  "'pricingModel':'Other','marketplaceTransactionDetails':{'isMarketplaceTransacted':false,"       \
  "'marketplaceTransactionDateTime':null}}],'contract':{'currency':'USD','value':30000,"           \
  "'term':'Finite','signDateTime':'%sT00:00:00Z','startDateTime':'%sT00:00:00Z',"                  \
  "'endDateTime':'2027-05-31T00:00:00Z'}}"

static char *
write_value (CliFixture *f, const char *name, const char *currency, const char *value)
{
  g_autofree char *today = cosell_time_format_date (g_get_real_time ());
  g_autofree char *text = json_printf (VALUE, currency, value, today, today);

  return cli_write (f, name, text);
}

/* A deal that Microsoft sellers may view, as local id. */
static char *
make_deal (CliFixture *f)
{
  g_autofree char *plain = cli_draft (FALSE);
  g_auto (GStrv) halves = g_strsplit (plain, "\"visibleToMicrosoft\":false", 2);
  g_autofree char *text = g_strjoinv ("\"visibleToMicrosoft\":true", halves);
  g_autofree char *file = cli_write (f, "draft.json", text);
  g_autoptr (CosellJson) made = cli_json (f, "new", "--file", file, "--submit", NULL);

  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  return cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
}

/* Missing option 1, rules of the deal 2, contents: syntax 1, rule 2. */
static void
test_order_of_checks (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *id = make_deal (f);
  g_autofree char *good = write_value (f, "good.json", "USD", "30000");
  g_autofree char *too_much = write_value (f, "more.json", "USD", "30000.01");
  g_autofree char *broken = cli_write (f, "broken.json", "{\"contract\":");
  g_autofree char *no_value = cli_write (f, "odd.json", "{\"contract\":{\"term\":\"Forever\"}}");

  g_assert_cmpint (cli_run (f, "register", id, NULL), ==, 1);
  cli_assert_complaint (f, "--file");
  g_assert_cmpint (cli_run (f, "register", "99", "--file", good, NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "register", id, "--file", good, NULL), ==, 2);
  cli_assert_complaint (f, "won");
  g_assert_cmpint (cli_run (f, "register", id, "--file", broken, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "register", id, "--file", "/nowhere/at-all.json", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "win", id, "--anyway", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "register", id, "--file", "/nowhere/at-all.json", NULL), ==, 1);
  cli_assert_complaint (f, "/nowhere/at-all.json");
  g_assert_cmpint (cli_run (f, "register", id, "--file", broken, NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "register", id, "--file", no_value, NULL), ==, 1);
  cli_assert_complaint (f, "Forever");
  g_assert_cmpint (cli_run (f, "register", id, "--file", too_much, NULL), ==, 2);
  cli_assert_complaint (f, "E7");
}

static void
test_register (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *id = make_deal (f);
  g_autofree char *file = write_value (f, "good.json", "SEK", "90000");
  g_autoptr (CosellJson) outbox = NULL, waiting = NULL, shown = NULL;
  CosellJsonValue root;

  g_assert_cmpint (cli_run (f, "win", id, "--anyway", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "register", id, "--file", file, NULL), ==, 0);
  /* E7: two currencies; E9: whose customer it is */
  g_assert_nonnull (strstr (f->err, "(E7)"));
  g_assert_nonnull (strstr (f->err, "(E9)"));
  g_assert_nonnull (strstr (f->out, "undo"));
  outbox = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 2);
  waiting = cli_json (f, "show", id, NULL);
  root = cosell_json_root (waiting);
  cli_assert_text (root, "/eligibility/state", "yes");
  cli_assert_text (root, "/registration/label", "Waiting to be sent");
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "register", id, "--file", file, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  shown = cli_json (f, "show", id, NULL);
  root = cosell_json_root (shown);
  /* it was won in the minute in which it was created */
  cli_assert_text (root, "/registration/status", "Failed");
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (root, "/registration/entries")), ==,
                    1);
  cli_assert_text (root, "/registration/entries/0/value/contract/value", "30000");
  g_assert_cmpint (cli_run (f, "register", id, "--file", file, NULL), ==, 2);
  cli_assert_complaint (f, "failed");
  g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Review failed"));
  g_assert_nonnull (strstr (f->out, "Next step"));
}

/* E4 in check: allowed or not, and why. */
static void
test_check (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *lost = cli_find (f, "status=lost");
  g_autoptr (CosellJson) checked = cli_json (f, "check", lost, NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < cosell_json_length (cosell_json_root (checked)); i++)
    {
      CosellJsonValue verdict = cosell_json_element (cosell_json_root (checked), i);

      if (!cosell_json_string_equal (cosell_json_member (verdict, "action"), "register"))
        continue;
      found = TRUE;
      cli_assert_text (verdict, "/allowed", "false");
      cli_assert_text (verdict, "/rules", "E1, E2");
    }
  g_assert_true (found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/register/E7-order-of-checks", test_order_of_checks);
  g_test_add_func ("/cli/register/E5-E9-register", test_register);
  g_test_add_func ("/cli/register/E4-check", test_check);
  return g_test_run ();
}
