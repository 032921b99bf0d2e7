/* A won deal through its registration, against the practice server (rules E1–E10). */
#include <string.h>

#include "app/cosell-session-commands.h"
#include "app-fixture.h"
#include "base/cosell-time.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-rule-error.h"
#include "support/await.h"
#include "support/json-text.h"

/* ' stands for "; %s: the day of signing, more members */
#define VALUE                                                                                      \
  "{'type':'AzureIPCoSell','solutionDetails':[{'id':'SOL-15974-MQF','currency':'SEK',"             \
  "'value':900000,'isDeployedOnAzure':true,'primaryDeploymentOn':'Customer',"                      \
  "'pricingModel':'Other','marketplaceTransactionDetails':{'isMarketplaceTransacted':false,"       \
  "'marketplaceTransactionDateTime':null}}],'contract':{'currency':'SEK','value':%s,"              \
  "'term':'Finite','signDateTime':'%sT00:00:00Z','startDateTime':'%sT00:00:00Z',"                  \
  "'endDateTime':'2099-12-31T00:00:00Z'}%s}"

static char *
make_value (AppFixture *f, const char *value, const char *more)
{
  /* this computer's day, which stays the same when the service's clock is set forward */
  g_autofree char *today = cosell_time_format_date (g_get_real_time ());

  return json_printf (VALUE, value, today, today, more);
}

/* Returns: (transfer full) (nullable) the warnings, a line each */
static char *
send_form (AppFixture *f, gint64 deal, const char *json, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  app_start_register (f->session, deal, json, await_cb, &pending);
  result = await_result (&pending);
  if (!cosell_session_register_finish (f->session, result, &issues, error))
    return NULL;
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity == COSELL_SEVERITY_WARNING)
        g_string_append_printf (words, "%s\n", issue->message);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
must_register (AppFixture *f, gint64 deal, const char *value, const char *more)
{
  g_autofree char *json = make_value (f, value, more);
  g_autoptr (GError) error = NULL;
  g_autofree char *warnings = send_form (f, deal, json, &error);

  g_assert_no_error (error);
  g_assert_nonnull (warnings);
}

/* An accepted partner-led deal of three days ago, with an eligible solution. */
static gint64
make_deal (AppFixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 deal;

  g_object_set (draft, "visible-to-microsoft", TRUE, NULL);
  deal = app_save_draft (f->session, 0, draft);
  g_assert_true (app_submit (f->session, deal, NULL));
  app_sync_well (f);
  app_control_post (f, "clock", "{\"seconds\":259200}");
  return deal;
}

static void
assert_shown (AppFixture *f, gint64 deal, const char *pointer, const char *expected)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *text =
      cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (shown), pointer));

  g_assert_cmpstr (text, ==, expected);
}

static char *
server_text (AppFixture *f, gint64 deal, const char *pointer)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *id = app_text (cosell_json_root (shown), "remoteId");
  g_autoptr (CosellJson) state = app_control (f, "state");

  return cosell_json_dup_scalar (cosell_json_pointer (app_server_referral (state, id), pointer));
}

static void
assert_server (AppFixture *f, gint64 deal, const char *pointer, const char *expected)
{
  g_autofree char *text = server_text (f, deal, pointer);

  g_assert_cmpstr (text, ==, expected);
}

static void
microsoft (AppFixture *f, gint64 deal, const char *status, const char *reason)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *id = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *act =
      g_strdup_printf ("{'as':'microsoft','do':'registration','id':'%s','status':'%s','reason':%s}",
                       id, status, reason);
  const char *body = json_text (act);

  app_control_post (f, "act", body);
  app_sync_well (f);
}

static guint
outbox_length (AppFixture *f)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->session);

  return cosell_json_length (cosell_json_root (outbox));
}

static void
assert_refused (AppFixture *f, gint64 deal, const char *json, const char *rule)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (send_form (f, deal, json, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  if (rule != NULL)
    g_assert_true (g_str_has_prefix (error->message, rule));
}

/* Every operation of the PATCH requests, in order: "add /registrations/-; …" */
static char *
sent_operations (AppFixture *f)
{
  g_autoptr (CosellJson) log = app_control (f, "log");
  CosellJsonValue requests = cosell_json_member (cosell_json_root (log), "value");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cosell_json_length (requests); i++)
    {
      CosellJsonValue request = cosell_json_element (requests, i);
      CosellJsonValue body = cosell_json_member (request, "body");

      if (!cosell_json_string_equal (cosell_json_member (request, "method"), "PATCH"))
        continue;
      for (guint k = 0; k < cosell_json_length (body); k++)
        {
          CosellJsonValue operation = cosell_json_element (body, k);
          g_autofree char *op = cosell_json_dup_string (cosell_json_member (operation, "op"));
          g_autofree char *path = cosell_json_dup_string (cosell_json_member (operation, "path"));

          g_string_append_printf (text, "%s%s %s",
                                  k > 0           ? ","
                                  : text->len > 0 ? "; "
                                                  : "",
                                  op, path);
        }
    }
  return g_string_free (text, FALSE);
}

/* From Won, offline, to the end of the validation. */
static void
test_life (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);
  g_autofree char *again = make_value (f, "1200000", "");
  g_autofree char *sent = NULL;

  assert_shown (f, deal, "/eligibility/state", "after-won");
  assert_shown (f, deal, "/registration", NULL);
  app_win_well (f, deal);
  assert_shown (f, deal, "/eligibility/state", "yes");
  must_register (f, deal, "1000000", "");
  g_assert_cmpuint (outbox_length (f), ==, 2);
  assert_shown (f, deal, "/registration/label", "Waiting to be sent");
  assert_shown (f, deal, "/sync", "waiting");
  app_sync_well (f);
  g_assert_cmpuint (outbox_length (f), ==, 0);
  assert_server (f, deal, "/registrations/0/status", "ReviewPending");
  assert_server (f, deal, "/registrations/0/contract/value", "1000000");
  assert_shown (f, deal, "/registration/status", "ReviewPending");
  assert_refused (f, deal, again, NULL);

  microsoft (f, deal, "ActionRequired", "'Which contract?'");
  assert_shown (f, deal, "/registration/status", "ActionRequired");
  assert_shown (f, deal, "/registration/reason", "Which contract?");
  assert_shown (f, deal, "/registration/entries/0/reason", "Which contract?");
  must_register (f, deal, "1200000", "");
  app_sync_well (f);
  assert_server (f, deal, "/registrations/0/contract/value", "1200000");
  assert_server (f, deal, "/registrations/1", NULL);
  assert_shown (f, deal, "/registration/status", "ReviewPending");

  microsoft (f, deal, "Approved", "null");
  assert_shown (f, deal, "/registration/label", "Approved");
  assert_refused (f, deal, again, NULL);
  microsoft (f, deal, "Closed", "null");
  assert_shown (f, deal, "/registration/status", "Closed");
  assert_shown (f, deal, "/eligibility/state", "yes");
  sent = sent_operations (f);
  g_assert_cmpstr (sent, ==,
                   "replace /status,replace /substatus; add /registrations/-; "
                   "replace /registrations/0/contract/value");
}

/* What was not sent is changed in its place, taken back, or discarded. */
static void
test_waiting (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);
  g_autoptr (CosellJson) outbox = NULL;

  app_win_well (f, deal);
  app_sync_well (f);
  must_register (f, deal, "1000000", "");
  must_register (f, deal, "1100000", "");
  g_assert_cmpuint (outbox_length (f), ==, 1);
  assert_shown (f, deal, "/registration/entries/0/value/contract/value", "1100000");
  assert_shown (f, deal, "/registration/entries/1", NULL);
  g_assert_true (app_undo (f->session, NULL));
  assert_shown (f, deal, "/registration/entries/0/value/contract/value", "1000000");
  g_assert_true (app_undo (f->session, NULL));
  g_assert_cmpuint (outbox_length (f), ==, 0);
  assert_shown (f, deal, "/registration", NULL);
  assert_shown (f, deal, "/sync", "synced");

  must_register (f, deal, "1000000", "");
  /* the heart does not wait with it, nor goes with it */
  g_assert_true (app_favorite (f->session, deal, TRUE, NULL));
  outbox = app_outbox (f->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 2);
  g_assert_true (app_outbox_act (f->session, "discard", app_waiting_seq (f->session, 0), NULL));
  app_sync_well (f);
  assert_server (f, deal, "/favorite", "true");
  assert_server (f, deal, "/registrations/0", NULL);
}

/* The service took it, and the answer was lost: it is found again, not sent twice. */
static void
test_lost_answer (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);

  app_win_well (f, deal);
  app_sync_well (f);
  must_register (f, deal, "1000000", "");
  app_control_post (f, "faults", "{\"count\":1,\"method\":\"PATCH\",\"drop\":\"after\"}");
  app_sync (f->session, NULL, NULL);
  app_sync_well (f);
  g_assert_cmpuint (outbox_length (f), ==, 0);
  assert_server (f, deal, "/registrations/0/status", "ReviewPending");
  assert_server (f, deal, "/registrations/1", NULL);
  assert_shown (f, deal, "/registration/entries/1", NULL);
  assert_shown (f, deal, "/sync", "synced");
}

/* Refused by the service: it is kept, and goes out again when it was corrected. */
static void
test_refused_by_service (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);

  app_win_well (f, deal);
  app_sync_well (f);
  must_register (f, deal, "1000000", "");
  app_control_post (f, "faults", "{\"count\":1,\"method\":\"PATCH\",\"status\":400}");
  app_sync_well (f);
  assert_shown (f, deal, "/sync", "parked");
  assert_shown (f, deal, "/registration/entries/0/value/contract/value", "1000000");
  must_register (f, deal, "1050000", "");
  assert_shown (f, deal, "/sync", "waiting");
  app_sync_well (f);
  assert_server (f, deal, "/registrations/0/contract/value", "1050000");
  assert_shown (f, deal, "/sync", "synced");
}

/* Somebody registered in Partner Center meanwhile: nothing is sent, and nothing is lost. */
static void
test_conflict (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);
  g_autoptr (CosellJson) shown = NULL;
  g_autofree char *id = NULL;
  g_autofree char *theirs = make_value (f, "2000000", ",'id':'x','status':'ReviewPending'");
  const char *clean = json_text (theirs);
  g_autofree char *body = NULL;

  app_win_well (f, deal);
  app_sync_well (f);
  must_register (f, deal, "1000000", "");
  shown = app_show (f->session, deal);
  id = app_text (cosell_json_root (shown), "remoteId");
  body = g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"patch\":[{\"op\":"
                          "\"add\",\"path\":\"/registrations/-\",\"value\":%s}]}",
                          id, clean);
  app_control_post (f, "act", body);
  app_sync_well (f);
  assert_shown (f, deal, "/sync", "conflict");
  assert_server (f, deal, "/registrations/0/contract/value", "2000000");
  assert_server (f, deal, "/registrations/1", NULL);
  g_assert_cmpuint (outbox_length (f), ==, 1);
}

/* Rules of the deal, then the syntax, then what is in it. */
static void
test_order (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);
  g_autofree char *too_much = make_value (f, "899999.99", "");
  g_autoptr (GError) error = NULL;

  assert_refused (f, deal, "no JSON", NULL);
  app_win_well (f, deal);
  g_assert_null (send_form (f, deal, "no JSON", &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_USE);
  assert_refused (f, deal, too_much, "E7: ");
  assert_refused (f, deal, "{}", "E7: ");
  g_assert_cmpuint (outbox_length (f), ==, 1);
}

static void
test_not_created_yet (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 deal;
  g_autofree char *value = make_value (f, "1000000", "");

  g_object_set (draft, "visible-to-microsoft", TRUE, NULL);
  deal = app_save_draft (f->session, 0, draft);
  g_assert_true (app_submit (f->session, deal, NULL));
  app_win_well (f, deal);
  assert_refused (f, deal, value, NULL);
}

/* E9: warnings are told, and do not keep it back. */
static void
test_warnings (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);
  g_autofree char *value = make_value (f, "1000000", "");
  g_autofree char *warnings = NULL;
  g_autoptr (GError) error = NULL;

  app_win_well (f, deal);
  warnings = send_form (f, deal, value, &error);
  g_assert_no_error (error);
  /* the value is in another currency, and nothing says whose customer it is */
  g_assert_nonnull (strstr (warnings, "25,000 USD"));
  g_assert_nonnull (strstr (warnings, "manages this customer"));
  g_assert_null (strstr (warnings, "solution"));
}

static void
test_kept (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (0);
  gint64 deal = make_deal (f);
  g_autofree char *server = NULL;

  app_win_well (f, deal);
  must_register (f, deal, "1000000",
                 ",'contractType':'renewal','contact':{'firstName':'Sara','lastName':'Ek',"
                 "'phone':'+46 40 100','email':'sara.ek@contoso.example'}");
  app_sync_well (f);
  assert_shown (f, deal, "/registration/contractType", "renewal");
  assert_shown (f, deal, "/registration/contact/firstName", "Sara");
  assert_server (f, deal, "/registrations/0/contractType", NULL);
  assert_server (f, deal, "/registrations/0/contact", NULL);
  assert_server (f, deal, "/registrations/0/contract/term", "Finite");
  microsoft (f, deal, "ActionRequired", "'More.'");
  must_register (f, deal, "1200000", "");
  assert_shown (f, deal, "/registration/contractType", "renewal");
}

/* E4: each state of sample deals says why. */
static void
test_eligibility (void)
{
  static const struct
  {
    const char *filter;
    const char *state;
  } rows[] = { { "status=lost", "no" }, { "type=private", "no" }, { "status=declined", "no" } };
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CosellJson) shown = app_show (f->session, app_find (f->session, rows[i].filter));
      CosellJsonValue eligibility = cosell_json_member (cosell_json_root (shown), "eligibility");

      app_assert_text (eligibility, "state", rows[i].state);
      g_assert_cmpuint (cosell_json_length (cosell_json_member (eligibility, "reasons")), >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/registration/E5-E8-life", test_life);
  g_test_add_func ("/registration/E5-waiting", test_waiting);
  g_test_add_func ("/registration/E5-lost-answer", test_lost_answer);
  g_test_add_func ("/registration/E8-refused-by-service", test_refused_by_service);
  g_test_add_func ("/registration/E8-conflict", test_conflict);
  g_test_add_func ("/registration/E7-order", test_order);
  g_test_add_func ("/registration/E5-not-created-yet", test_not_created_yet);
  g_test_add_func ("/registration/E9-warnings", test_warnings);
  g_test_add_func ("/registration/E10-kept", test_kept);
  g_test_add_func ("/registration/E4-eligibility", test_eligibility);
  return g_test_run ();
}
