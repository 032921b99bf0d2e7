/* Drafts, from the first keystroke to the referrals that the service has. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app-fixture.h"

#include <string.h>

#include "model/cosell-change.h"
#include "model/cosell-deal.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-people.h"
#include "support/await.h"

static CosellDraft *
load (CosellSession *session, gint64 id, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_load_draft_async (session, id, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_load_draft_finish (session, result, error);
}

static gboolean
delete_draft (CosellSession *session, gint64 id, GError **error)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_delete_draft_async (session, id, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_finish (session, result, error);
}

/* C18: what was typed comes back, page and text. */
static void
test_save_and_load (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  g_autoptr (CosellDraft) loaded = NULL;
  g_autoptr (CosellDeal) deal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL, *page = NULL, *name = NULL;
  gint64 id, again;

  g_object_set (draft, "name", "Half a na", NULL);
  id = app_save_draft (f->session, 0, draft);
  g_assert_cmpint (id, >, 0);
  deal = cosell_session_dup_deal (f->session, id);
  g_assert_cmpint (cosell_deal_get_data (deal)->status, ==, COSELL_DEAL_STATUS_DRAFT);
  g_assert_cmpint (cosell_deal_get_data (deal)->sync, ==, COSELL_SYNC_STATE_DRAFT);
  g_object_set (draft, "name", "Half a name", "value", "12,x", "page", "details", NULL);
  again = app_save_draft (f->session, id, draft);
  g_assert_cmpint (again, ==, id);
  app_wait_text (deal, "name", "Half a name");
  app_wait_uint (f->session, "outbound-count", 1);
  app_wait_uint (f->session, "waiting-count", 0);

  loaded = load (f->session, id, &error);
  g_assert_no_error (error);
  g_object_get (loaded, "value", &value, "page", &page, "name", &name, NULL);
  g_assert_cmpstr (name, ==, "Half a name");
  g_assert_cmpstr (value, ==, "12,x");
  g_assert_cmpstr (page, ==, "details");

  g_assert_true (delete_draft (f->session, id, &error));
  g_assert_no_error (error);
  app_wait_uint (f->session, "outbound-count", 0);
  g_assert_false (delete_draft (f->session, id, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_USE);
}

static void
test_incomplete_is_refused (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = cosell_draft_new ();
  g_autoptr (CosellDraft) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (draft, "name", "Only a name", NULL);
  id = app_save_draft (f->session, 0, draft);
  g_assert_false (app_submit (f->session, id, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  kept = load (f->session, id, &error);
  g_assert_nonnull (kept);
  app_wait_uint (f->session, "waiting-count", 0);
}

/* What the service told of the account. */
static void
set_meta (AppFixture *f, const char *key, const char *value)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO meta VALUES ('%s', '%s') ON CONFLICT DO "
                                          "UPDATE SET value = excluded.value",
                                          key, value);

  app_execute (f, sql);
}

/* A6: only who was vetted creates assessments. */
static void
test_vetted (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellSolution) assessment =
      cosell_solution_new ("SA-1", "Assessment", COSELL_SOLUTION_KIND_ASSESSMENT);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_list_store_remove_all (cosell_draft_get_solutions (draft));
  g_list_store_append (cosell_draft_get_solutions (draft), assessment);
  g_object_set (draft, "visible-to-microsoft", FALSE, NULL);
  id = app_save_draft (f->session, 0, draft);
  set_meta (f, "me", "{\"capabilities\":[]}");
  g_assert_false (app_submit (f->session, id, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "assessments"));
  g_clear_error (&error);
  set_meta (f, "me", "{\"capabilities\":[\"assessments\"]}");
  g_assert_true (app_submit (f->session, id, &error));
  g_assert_no_error (error);
}

/* C13: who is not ready for it cannot be invited. */
static void
test_listed_partners (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellDraftPartner) partner = cosell_draft_new_partner (draft);
  g_autoptr (CosellSolution) solution =
      cosell_solution_new ("SOL-2", "Tailwind Rollout", COSELL_SOLUTION_KIND_THIRD_PARTY);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (partner, "id", "p-1", "name", "Tailwind", "value", "200000", NULL);
  g_list_store_append (cosell_draft_partner_get_solutions (partner), solution);
  g_list_store_append (cosell_draft_get_partners (draft), partner);
  id = app_save_draft (f->session, 0, draft);
  set_meta (f, "catalog-partners",
            "[{\"id\":\"P-1\",\"name\":\"Tailwind\",\"transacting\":false}]");
  g_assert_false (app_submit (f->session, id, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Tailwind cannot be invited"));
  g_clear_error (&error);
  set_meta (f, "catalog-partners", "[{\"id\":\"P-1\"}]");
  set_meta (f, "own-organization", "P-1");
  g_assert_false (app_submit (f->session, id, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "your own company"));
  g_clear_error (&error);
  set_meta (f, "own-organization", "O-1");
  g_assert_true (app_submit (f->session, id, &error));
  g_assert_no_error (error);
}

static GPtrArray *
duplicates_of (AppFixture *f, CosellCustomer *customer, gint64 except)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *deals;

  cosell_session_find_duplicates_async (f->session, customer, except, NULL, await_cb, &pending);
  result = await_result (&pending);
  deals = cosell_session_duplicates_finish (f->session, result, &error);
  g_assert_no_error (error);
  return deals;
}

/* C17: a deal that waits here counts as well; a draft does not. */
static void
test_duplicates (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GPtrArray) before = NULL, after = NULL, without = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = app_save_draft (f->session, 0, draft);

  before = duplicates_of (f, cosell_draft_get_customer (draft), 0);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (app_submit (f->session, id, &error));
  g_assert_no_error (error);
  after = duplicates_of (f, cosell_draft_get_customer (draft), 0);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (cosell_deal_get_id (g_ptr_array_index (after, 0)), ==, id);
  without = duplicates_of (f, cosell_draft_get_customer (draft), id);
  g_assert_cmpuint (without->len, ==, 0);
}

/* C15, C16: one deal, two referrals in one engagement; it starts Accepted, at Created 10 %. */
static void
test_submit (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (10);
  g_autoptr (CosellDraft) draft = app_complete_draft (TRUE);
  g_autoptr (CosellJson) outbox = NULL, shown = NULL, after = NULL, state = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remote = NULL;
  CosellSyncSummary summary;
  CosellJsonValue row;
  gint64 id;

  id = app_save_draft (f->session, 0, draft);
  g_assert_true (app_submit (f->session, id, &error));
  g_assert_no_error (error);
  shown = app_show (f->session, id);
  row = cosell_json_root (shown);
  app_assert_text (row, "status", "accepted");
  app_assert_text (row, "sync", "waiting");
  app_assert_text (row, "type", "co-sell");
  app_assert_text (row, "remoteId", NULL);
  app_assert_text (cosell_json_pointer (row, "/referral"), "name", "Warehouse robots");
  outbox = app_outbox (f->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 2);
  app_assert_text (cosell_json_pointer (cosell_json_root (outbox), "/0"), "op", "create");
  app_assert_text (cosell_json_pointer (cosell_json_root (outbox), "/1"), "op", "invite");

  g_assert_true (app_sync (f->session, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.pushed, ==, 2);
  g_assert_cmpuint (summary.parked, ==, 0);
  after = app_show (f->session, id);
  row = cosell_json_root (after);
  app_assert_text (row, "status", "accepted");
  app_assert_text (row, "sync", "synced");
  app_assert_text (row, "direction", "outbound");
  app_assert_text (row, "stage", "10");
  app_assert_text (row, "value", "1200000.00");
  app_assert_text (row, "closeDate", "2099-01-15");
  app_assert_text (cosell_json_member (row, "microsoft"), "help", "ProofOfConceptOrDemo");
  remote = app_text (row, "remoteId");
  state = app_control (f, "state");
  app_assert_text (app_server_referral (state, remote), "status", "Active");
}

/* A deal that was not sent yet takes edits into the body that waits; the heart follows it (B2). */
static void
test_edit_before_sending (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (10);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellJson) outbox = NULL, state = NULL, shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remote = NULL;
  CosellJsonValue referral;
  gint64 id = app_save_draft (f->session, 0, draft);

  g_assert_true (app_submit (f->session, id, &error));
  g_assert_true (app_set (f->session, id, "value", "10000.50", &error));
  g_assert_no_error (error);
  g_assert_true (app_favorite (f->session, id, TRUE, &error));
  g_assert_no_error (error);
  outbox = app_outbox (f->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 2);
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_no_error (error);
  shown = app_show (f->session, id);
  remote = app_text (cosell_json_root (shown), "remoteId");
  state = app_control (f, "state");
  referral = app_server_referral (state, remote);
  app_assert_text (referral, "favorite", "true");
  app_assert_text (cosell_json_member (referral, "details"), "dealValue", "10000.50");
}

/* Discarding what waits brings the draft back. */
static void
test_discard (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (10);
  g_autoptr (CosellDraft) draft = app_complete_draft (TRUE);
  g_autoptr (CosellDraft) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = app_save_draft (f->session, 0, draft);
  gint64 seq;

  g_assert_true (app_submit (f->session, id, &error));
  seq = app_waiting_seq (f->session, 0);
  g_assert_true (app_outbox_act (f->session, "hold", seq, &error));
  g_assert_no_error (error);
  app_wait_uint (f->session, "parked-count", 0);
  g_assert_true (app_outbox_act (f->session, "retry", seq, &error));
  g_assert_true (app_outbox_act (f->session, "discard", seq, &error));
  g_assert_no_error (error);
  app_wait_uint (f->session, "waiting-count", 0);
  back = load (f->session, id, &error);
  g_assert_no_error (error);
  g_assert_false (app_outbox_act (f->session, "hold", seq, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_USE);
  g_clear_error (&error);
  g_assert_false (app_outbox_act (f->session, "burn", seq, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
}

static char *
draft_text (CosellSession *session, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellDraft) draft = load (session, id, &error);

  g_assert_no_error (error);
  return cosell_draft_to_json (draft);
}

/* `set` on a draft changes its file, with the same words about what is wrong. */
static void
test_edit_draft (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->session, 0, draft);
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *text = NULL;
  CosellEdit *edit = cosell_edit_new (id);
  CosellJsonValue root;

  cosell_edit_set (edit, "value", "10000.50");
  cosell_edit_set (edit, "closeDate", "2098-02-01");
  cosell_edit_set (edit, "contact",
                   "{\"firstName\":\"Kim\",\"lastName\":\"Berg\",\"phone\":\"1\","
                   "\"email\":\"kim@contoso.example\"}");
  cosell_edit_add_member_json (edit, "{\"firstName\":\"Eva\",\"lastName\":\"Ö\",\"phone\":\"2\","
                                     "\"email\":\"eva@fabrikam.example\"}");
  cosell_edit_remove_member (edit, "ola.lind@fabrikam.example");
  cosell_edit_add_solution_json (edit,
                                 "{\"id\":\"SOL-2\",\"name\":\"Rollout\",\"kind\":\"microsoft\"}");
  cosell_edit_remove_solution (edit, "SOL-15974-MQF");
  g_assert_true (app_edit (f->session, edit, &error));
  g_assert_no_error (error);
  text = draft_text (f->session, id);
  json = cosell_json_parse (text, -1, &error);
  root = cosell_json_root (json);
  app_assert_text (root, "value", "10000.50");
  app_assert_text (root, "closeDate", "2098-02-01");
  app_assert_text (cosell_json_pointer (root, "/customer/contacts/0"), "email",
                   "kim@contoso.example");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "team")), ==, 1);
  app_assert_text (cosell_json_pointer (root, "/team/0"), "phone", "2");
  g_assert_cmpuint (cosell_json_length (cosell_json_member (root, "solutions")), ==, 1);
  app_assert_text (cosell_json_pointer (root, "/solutions/0"), "kind", "microsoft");
}

static void
test_edit_draft_refused (void)
{
  static const struct
  {
    const char *key;
    const char *value;
    CosellRuleError code;
  } cases[] = {
    { "value", "12,5", COSELL_RULE_ERROR_SYNTAX },
    { "value", "-1", COSELL_RULE_ERROR_REFUSED },
    { "closeDate", "tomorrow", COSELL_RULE_ERROR_SYNTAX },
    { "currency", "XX", COSELL_RULE_ERROR_SYNTAX },
    { "contact", "{", COSELL_RULE_ERROR_SYNTAX },
    { "color", "red", COSELL_RULE_ERROR_UNKNOWN },
  };
  g_autoptr (AppFixture) f = app_fixture_new (0);
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->session, 0, draft);
  g_autofree char *before = draft_text (f->session, id);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s=%s", cases[i].key, cases[i].value);
      g_assert_false (app_set (f->session, id, cases[i].key, cases[i].value, &error));
      g_assert_error (error, COSELL_RULE_ERROR, (int) cases[i].code);
      g_clear_error (&error);
    }
  g_assert_false (app_favorite (f->session, id, TRUE, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  after = draft_text (f->session, id);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/drafts/C18-save-and-load", test_save_and_load);
  g_test_add_func ("/drafts/incomplete-is-refused", test_incomplete_is_refused);
  g_test_add_func ("/drafts/A6-vetted", test_vetted);
  g_test_add_func ("/drafts/C13-listed-partners", test_listed_partners);
  g_test_add_func ("/drafts/C17-duplicates", test_duplicates);
  g_test_add_func ("/drafts/C15-C16-submit", test_submit);
  g_test_add_func ("/drafts/edit-before-sending", test_edit_before_sending);
  g_test_add_func ("/drafts/discard", test_discard);
  g_test_add_func ("/drafts/edit-draft", test_edit_draft);
  g_test_add_func ("/drafts/edit-draft-refused", test_edit_draft_refused);
  return g_test_run ();
}
