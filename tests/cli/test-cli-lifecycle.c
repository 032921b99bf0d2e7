/* cosellctl: check, accept, decline, stage, win, lose, error, undo (rules D, E3). */
#include "cli-fixture.h"

#include <string.h>

#include "model/cosell-rules.h"

static void
assert_shown (CliFixture *f, const char *id, const char *pointer, const char *expected)
{
  g_autoptr (CosellJson) shown = cli_json (f, "show", id, NULL);

  cli_assert_text (cosell_json_root (shown), pointer, expected);
}

/* Missing options and unknown keys 1, rules of the deal 2, contents 1. */
static void
test_order_of_checks (void)
{
  static const struct
  {
    const char *status; /* of the deal */
    const char *arguments[4];
    int exit;
  } cases[] = {
    { "status=won", { "decline" }, 1 },
    { "status=won", { "decline", "--reason", "nonsense" }, 2 },
    { "status=received", { "decline", "--reason", "nonsense" }, 1 },
    { "status=received", { "decline", "--reason", "0" }, 1 },
    { "status=received", { "lose", "--reason", "1" }, 2 },
    { "status=received", { "error", "--reason", "1" }, 2 },
    { "status=received", { "stage", "40" }, 2 },
    { "status=received", { "win" }, 2 },
    { "status=received", { "accept", "color=red" }, 1 },
    { "status=received", { "accept", "value=abc" }, 1 },
    { "status=received", { "accept", "value=" }, 2 },
    { "status=received", { "accept", "closeDate=2026-02-30" }, 1 },
    { "status=won", { "accept", "value=abc" }, 2 },
    { "status=won", { "accept", "color=red" }, 1 },
    { "status=accepted", { "accept" }, 2 },
    { "status=accepted", { "decline", "--reason", "1" }, 2 },
    { "status=accepted", { "lose" }, 1 },
    { "status=accepted", { "error", "--reason", "99" }, 1 },
    { "status=accepted", { "stage", "50" }, 1 },
    { "status=accepted", { "stage" }, 1 },
    { "status=accepted", { "win", "--anyway", "--when-safe" }, 1 },
    { "status=lost", { "stage", "40" }, 2 },
    { "status=expired", { "accept" }, 2 },
    { "status=received", { "recreate" }, 2 },
    { "status=declined", { "win", "--anyway" }, 2 },
  };
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autoptr (CosellJson) outbox = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = cli_find (f, cases[i].status);
      const char *const argv[] = { cases[i].arguments[0], id,
                                   cases[i].arguments[1], cases[i].arguments[2],
                                   cases[i].arguments[3], NULL };

      g_test_message ("%s: %s", cases[i].status, cases[i].arguments[0]);
      g_assert_cmpint (cli_runv (f, argv, NULL), ==, cases[i].exit);
      cli_assert_complaint (f, "");
    }
  g_assert_cmpint (cli_run (f, "win", "999999", NULL), ==, 1);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 2);
  outbox = cli_json (f, "outbox", NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 0);
}

static void
test_check (void)
{
  g_autoptr (GEnumClass) actions = g_type_class_ref (COSELL_TYPE_ACTION);
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *id = cli_find (f, "status=received");
  g_autoptr (CosellJson) checked = cli_json (f, "check", id, NULL);
  CosellJsonValue list = cosell_json_root (checked);

  g_assert_cmpuint (cosell_json_length (list), ==, actions->n_values);
  for (guint i = 0; i < actions->n_values; i++)
    {
      const char *action = actions->values[i].value_nick;
      CosellJsonValue verdict = cosell_json_element (list, i);
      gboolean answer = g_str_equal (action, "accept") || g_str_equal (action, "decline") ||
                        g_str_equal (action, "favorite");
      g_autofree char *reason = cosell_json_dup_scalar (cosell_json_member (verdict, "reason"));

      cli_assert_text (verdict, "/action", action);
      cli_assert_text (verdict, "/allowed", answer ? "true" : "false");
      g_assert_cmpint (reason == NULL, ==, answer);
    }
  g_assert_cmpint (cli_run (f, "check", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "decline"));
}

/* Each ends in a state of its own, and the service agrees. */
static void
test_ends (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autofree char *won = cli_find (f, "status=received");
  g_autofree char *declined = NULL, *lost = NULL, *wrong = NULL;

  cosell_sandbox_disconnect (f->sandbox);
  g_assert_cmpint (cli_run (f, "accept", won, "value=10", "closeDate=2099-01-01", NULL), ==, 0);
  declined = cli_find (f, "status=received");
  g_assert_cmpint (cli_run (f, "decline", declined, "--reason", "2", "--notes", "Tried.", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, "stage", won, "negotiated", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "win", won, "--anyway", NULL), ==, 0);
  lost = cli_find (f, "status=accepted");
  g_assert_cmpint (cli_run (f, "lose", lost, "--reason", "Others", NULL), ==, 0);
  wrong = cli_find (f, "status=accepted");
  g_assert_cmpint (cli_run (f, "error", wrong, "--reason", "8", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "undo", NULL), ==, 0);
  assert_shown (f, wrong, "/status", "accepted");
  g_assert_cmpint (cli_run (f, "error", wrong, "--reason", "8", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "set", wrong, "name=Closed", NULL), ==, 2);
  {
    g_autoptr (GUri) uri =
        g_uri_parse (cosell_sandbox_get_url (f->sandbox), G_URI_FLAGS_NONE, NULL);

    g_assert_true (cosell_sandbox_listen (f->sandbox, (guint) g_uri_get_port (uri), NULL));
  }
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_shown (f, won, "/referral/substatus", "Won");
  assert_shown (f, won, "/referral/salesStage", "80");
  assert_shown (f, declined, "/referral/statusReason", "Customer didn't respond");
  assert_shown (f, lost, "/referral/substatus", "Lost");
  assert_shown (f, wrong, "/referral/substatus", "Error");
  assert_shown (f, wrong, "/sync", "synced");
}

/* E3: a deal that could be registered, an hour old. */
static void
test_72_hours (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *plain = cli_draft (FALSE);
  g_autofree char *text = NULL;
  g_autofree char *file = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CosellJson) made = NULL, outbox = NULL;
  g_auto (GStrv) halves = g_strsplit (plain, "\"visibleToMicrosoft\":false", 2);

  text = g_strjoinv ("\"visibleToMicrosoft\":true", halves);
  file = cli_write (f, "draft.json", text);
  made = cli_json (f, "new", "--file", file, "--submit", NULL);
  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "win", id, NULL), ==, 2);
  cli_assert_complaint (f, "72 hours");
  g_assert_cmpint (cli_run (f, "win", id, "--when-safe", NULL), ==, 0);
  outbox = cli_json (f, "outbox", NULL);
  cli_assert_text (cosell_json_root (outbox), "/0/state", "scheduled");
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_shown (f, id, "/sync", "scheduled");
  assert_shown (f, id, "/status", "accepted");
  g_assert_cmpint (cli_run (f, "win", id, "--anyway", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  assert_shown (f, id, "/status", "won");
  assert_shown (f, id, "/sync", "synced");
}

/* L1, L2, L10: a lead is listed apart and shown with what is known of it; what is made of it says
 * so, here and nowhere else. */
static void
test_leads (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (120);
  g_autoptr (CosellJson) leads =
      cli_json (f, "list", "--tab", "leads", "--search", "status:received action:contact", NULL);
  g_autofree char *id =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (leads), "/0/id"));
  g_autoptr (CosellJson) lead = cli_json (f, "show", id, NULL);
  g_autofree char *remote =
      cosell_json_dup_string (cosell_json_member (cosell_json_root (lead), "remoteId"));
  g_autoptr (CosellJson) made = cli_json (f, "convert", id, NULL);
  g_autofree char *draft =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
  g_autoptr (CosellJson) shown = cli_json (f, "show", draft, NULL);
  g_autoptr (CosellJson) after = cli_json (f, "show", id, NULL);

  cli_assert_text (cosell_json_root (lead), "/type", "lead");
  cli_assert_text (cosell_json_root (lead), "/lead/kind", "marketplace");
  cli_assert_text (cosell_json_root (lead), "/lead/needsAnswer", "true");
  cli_assert_text (cosell_json_root (lead), "/lead/spam", "false");
  cli_assert_text (cosell_json_root (lead), "/receivedAs", NULL);
  cli_assert_text (cosell_json_root (shown), "/status", "draft");
  cli_assert_text (cosell_json_root (shown), "/leadId", remote);
  cli_assert_text (cosell_json_root (shown), "/lead", NULL);
  g_assert_cmpstr (cosell_json_get_text (after, NULL), ==, cosell_json_get_text (lead, NULL));
  g_assert_cmpint (cli_run (f, "show", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Call to action"));
  g_assert_nonnull (strstr (f->out, "Contact directly until"));
  g_assert_cmpint (cli_run (f, "convert", draft, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "share", id, NULL), ==, 2);
}

/* L10: the ID of the lead in a file comes and goes, and the service never sees it. */
static void
test_lead_id (void)
{
  g_autoptr (CliFixture) f = cli_fixture_new_synced (0);
  g_autofree char *text = cli_draft (FALSE);
  g_autoptr (GString) with = g_string_new (text);
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) state = NULL;
  g_autoptr (CosellJson) made = NULL;
  g_autofree char *file = NULL;
  g_autofree char *id = NULL;

  g_string_replace (with, "\"partners\":[]", "\"partners\":[],\"leadId\":\"lead-4711\"", 1);
  file = cli_write (f, "draft.json", with->str);
  made = cli_json (f, "new", "--file", file, NULL);
  id = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (made), "/id"));
  shown = cli_json (f, "show", id, NULL);
  cli_assert_text (cosell_json_root (shown), "/leadId", "lead-4711");
  g_assert_cmpint (cli_run (f, "submit", id, NULL), ==, 0);
  g_assert_cmpint (cli_run (f, "sync", NULL), ==, 0);
  state = cli_control (f, "GET", "log", NULL);
  g_assert_nonnull (strstr (cosell_json_get_text (state, NULL), "Warehouse robots"));
  g_assert_null (strstr (cosell_json_get_text (state, NULL), "lead-4711"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/cli/lifecycle/order-of-checks", test_order_of_checks);
  g_test_add_func ("/cli/lifecycle/check", test_check);
  g_test_add_func ("/cli/lifecycle/L1-L2-L10-leads", test_leads);
  g_test_add_func ("/cli/lifecycle/L10-lead-id", test_lead_id);
  g_test_add_func ("/cli/lifecycle/D-ends", test_ends);
  g_test_add_func ("/cli/lifecycle/E3-72-hours", test_72_hours);
  return g_test_run ();
}
