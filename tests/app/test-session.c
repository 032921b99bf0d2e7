/* The session against the practice server: states, counts, edits that go out, live objects. */
#include "app-fixture.h"
#include "base/cosell-str.h"

#include <glib/gstdio.h>

#include "app/cosell-catalog-private.h"
#include "app/cosell-session-crm.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-reports.h"
#include "base/cosell-time.h"
#include "model/cosell-rule-error.h"
#include "support/await.h"

static CosellSessionState
state_of (CosellSession *session)
{
  CosellSessionState state;

  g_object_get (session, "state", &state, NULL);
  return state;
}

static char *
last_error_of (CosellSession *session)
{
  char *text = NULL;

  g_object_get (session, "last-error", &text, NULL);
  return text;
}

static void
test_state_table (void)
{
  static const struct
  {
    gboolean account, token, syncing;
    int remote_error; /* -1: none */
    CosellSessionState state;
  } cases[] = {
    { FALSE, TRUE, FALSE, -1, COSELL_SESSION_NO_ACCOUNT },
    { TRUE, FALSE, FALSE, -1, COSELL_SESSION_SIGN_IN },
    { TRUE, TRUE, FALSE, -1, COSELL_SESSION_IDLE },
    { TRUE, TRUE, TRUE, -1, COSELL_SESSION_SYNCING },
    { TRUE, TRUE, TRUE, COSELL_HTTP_ERROR_OFFLINE, COSELL_SESSION_SYNCING },
    { TRUE, TRUE, FALSE, COSELL_HTTP_ERROR_OFFLINE, COSELL_SESSION_OFFLINE },
    { TRUE, TRUE, FALSE, COSELL_HTTP_ERROR_SIGN_IN, COSELL_SESSION_SIGN_IN },
    { TRUE, TRUE, FALSE, COSELL_HTTP_ERROR_TLS, COSELL_SESSION_FAILED },
    { TRUE, TRUE, FALSE, COSELL_HTTP_ERROR_SERVER, COSELL_SESSION_FAILED },
    { TRUE, TRUE, FALSE, COSELL_HTTP_ERROR_PROTOCOL, COSELL_SESSION_FAILED },
    { TRUE, TRUE, FALSE, COSELL_HTTP_ERROR_BUSY, COSELL_SESSION_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      if (cases[i].remote_error >= 0)
        error = cosell_http_error_new ((CosellHttpError) cases[i].remote_error, 0, FALSE, "…");
      g_assert_cmpint (cosell_session_state_for (cases[i].account, cases[i].token, cases[i].syncing,
                                                 error),
                       ==, cases[i].state);
    }
}

static void
test_states (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (20);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 last_sync;

  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_NO_ACCOUNT);
  g_assert_false (app_sync (f->session, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED);
  g_clear_error (&error);

  app_set_account (f->session, cosell_sandbox_get_url (f->sandbox), &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_SIGN_IN);
  g_assert_false (app_sync (f->session, NULL, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_SIGN_IN);
  g_clear_error (&error);

  cosell_account_set_token (f->session->account, "not the right one");
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_IDLE);
  g_assert_false (app_sync (f->session, NULL, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_SIGN_IN);
  g_clear_error (&error);
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_SIGN_IN);

  cosell_account_set_token (f->session->account, "token-of-the-tests");
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_IDLE);
  g_object_get (f->session, "last-sync", &last_sync, NULL);
  g_assert_true (last_sync == COSELL_NO_TIME);
  app_fixture_disconnect (f);
  g_assert_false (app_sync (f->session, NULL, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_SERVICE);
  g_clear_error (&error);
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_OFFLINE);
  words = last_error_of (f->session);
  g_assert_nonnull (words);

  app_fixture_reconnect (f);
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_IDLE);
  cosell_take_str (&words, last_error_of (f->session));
  g_assert_null (words);
}

static void
count_states_cb (CosellSession *session, GParamSpec *pspec, GArray *seen)
{
  CosellSessionState state = state_of (session);

  g_array_append_val (seen, state);
}

static gboolean
synced_once (gpointer session)
{
  gint64 last_sync;

  g_object_get (session, "last-sync", &last_sync, NULL);
  return last_sync != COSELL_NO_TIME;
}

static void
test_first_pull (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (30);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (CosellSessionState));
  g_autoptr (CosellJson) received = NULL;
  g_autoptr (CosellJson) inbound = NULL, outbound = NULL, favorites = NULL;
  g_autoptr (GError) error = NULL;
  CosellSyncSummary summary;
  guint pulled;

  cosell_account_set_token (f->session->account, "token-of-the-tests");
  app_set_account (f->session, cosell_sandbox_get_url (f->sandbox), &error);
  g_assert_no_error (error);
  g_signal_connect (f->session, "notify::state", G_CALLBACK (count_states_cb), seen);
  g_assert_true (app_sync (f->session, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (seen->len, ==, 2);
  g_assert_cmpint (g_array_index (seen, CosellSessionState, 0), ==, COSELL_SESSION_SYNCING);
  g_assert_cmpint (g_array_index (seen, CosellSessionState, 1), ==, COSELL_SESSION_IDLE);
  g_assert_cmpuint (summary.pulled, >=, 30);
  g_assert_cmpuint (summary.parked, ==, 0);
  g_object_get (f->session, "pulled", &pulled, NULL);
  g_assert_cmpuint (pulled, ==, summary.pulled);
  await_condition (synced_once, f->session);

  inbound = app_list (f->session, COSELL_TAB_INBOUND, NULL, NULL);
  outbound = app_list (f->session, COSELL_TAB_OUTBOUND, NULL, NULL);
  favorites = app_list (f->session, COSELL_TAB_FAVORITES, NULL, NULL);
  app_wait_uint (f->session, "inbound-count", cosell_json_length (cosell_json_root (inbound)));
  app_wait_uint (f->session, "outbound-count", cosell_json_length (cosell_json_root (outbound)));
  app_wait_uint (f->session, "favorites-count", cosell_json_length (cosell_json_root (favorites)));
  received = app_list (f->session, COSELL_TAB_INBOUND, "status=received", NULL);
  app_wait_uint (f->session, "unanswered-inbound",
                 cosell_json_length (cosell_json_root (received)));
  g_assert_cmpuint (cosell_json_length (cosell_json_root (received)), >, 0);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (inbound)), >, 0);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbound)), >, 0);
  g_signal_handlers_disconnect_by_data (f->session, seen);
}

static void
note_cb (GObject *object, GParamSpec *pspec, GString *seen)
{
  g_string_append_printf (seen, "%s ", pspec->name);
}

static void
test_edit_goes_out (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->session, id);
  g_autoptr (CosellDeal) same = cosell_session_dup_deal (f->session, id);
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (CosellJson) outbox = NULL, state = NULL;
  g_autoptr (GError) error = NULL;
  CosellSyncSummary summary;
  CosellJsonValue entry, referral;

  g_assert_true (deal == same);
  g_signal_connect (deal, "notify", G_CALLBACK (note_cb), notified);
  g_assert_true (app_set (f->session, id, "name", "Räksmörgås på räls", &error));
  g_assert_no_error (error);
  app_wait_uint (f->session, "waiting-count", 1);
  g_assert_cmpstr (cosell_deal_get_data (deal)->name, ==, "Räksmörgås på räls");
  g_assert_cmpint (cosell_deal_get_data (deal)->sync, ==, COSELL_SYNC_STATE_WAITING);
  g_assert_nonnull (strstr (notified->str, "name "));
  g_assert_nonnull (strstr (notified->str, "sync "));
  g_assert_null (strstr (notified->str, "customer "));

  outbox = app_outbox (f->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 1);
  entry = cosell_json_element (cosell_json_root (outbox), 0);
  app_assert_text (entry, "op", "update");
  app_assert_text (entry, "state", "pending");
  app_assert_text (entry, "attempts", "0");
  g_assert_cmpint (cosell_json_get_int (cosell_json_member (entry, "id"), 0), ==, id);
  g_assert_cmpint (cosell_json_kind (cosell_json_member (entry, "notBefore")), ==,
                   COSELL_JSON_NULL);
  g_assert_cmpuint (cosell_json_length (cosell_json_pointer (entry, "/fields/~1name")), ==, 2);

  g_assert_true (app_sync (f->session, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.pushed, ==, 1);
  app_wait_uint (f->session, "waiting-count", 0);
  g_assert_cmpint (cosell_deal_get_data (deal)->sync, ==, COSELL_SYNC_STATE_SYNCED);
  state = app_control (f, "state");
  referral = app_server_referral (state, cosell_deal_get_data (deal)->remote_id);
  app_assert_text (referral, "name", "Räksmörgås på räls");
  g_signal_handlers_disconnect_by_data (deal, notified);
}

/* The documents of an opened deal follow every change. */
static void
test_loaded_deal_follows (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->session, id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_assert_false (cosell_deal_is_loaded (deal));
  cosell_session_load_deal_async (f->session, deal, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (f->session, result, &error));
  g_assert_true (cosell_deal_is_loaded (deal));
  g_assert_nonnull (cosell_deal_get_own_text (deal));
  g_assert_nonnull (cosell_deal_get_customer_profile (deal));
  g_assert_true (app_set (f->session, id, "notes", "Called on Monday.", &error));
  app_wait_text (deal, "notes", "Called on Monday.");
}

static void
test_rules (void)
{
  static const struct
  {
    const char *filter;
    const char *rule;
  } cases[] = {
    { "status=received", "D1" },
    { "status=won", "D10" },
    { "status=declined", "D10" },
  };
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %s", cases[i].filter, cases[i].rule);
      g_assert_false (
          app_set (f->session, app_find (f->session, cases[i].filter), "name", "x", &error));
      g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
      g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_REFUSED);
    }
  app_wait_uint (f->session, "waiting-count", 0);
}

/* B2: closed deals take the heart too. */
static void
test_favorite_on_closed (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 id = app_find (f->session, "status=won");
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->session, id);
  gboolean before = cosell_deal_get_data (deal)->favorite;
  g_autoptr (GError) error = NULL;
  guint favorites;

  app_wait_uint (f->session, "waiting-count", 0);
  g_object_get (f->session, "favorites-count", &favorites, NULL);
  g_assert_true (app_favorite (f->session, id, !before, &error));
  g_assert_no_error (error);
  app_wait_uint (f->session, "favorites-count", before ? favorites - 1 : favorites + 1);
  g_assert_cmpint (cosell_deal_get_data (deal)->favorite, ==, !before);
  /* back again: nothing is left to send */
  g_assert_true (app_favorite (f->session, id, before, &error));
  app_wait_uint (f->session, "favorites-count", favorites);
  app_wait_uint (f->session, "waiting-count", 0);
}

/* Two processes' worth of sessions on one profile: each sees what the other committed. */
static void
test_two_sessions (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellSession) other = cosell_session_new (f->dir, NULL, &error);
  g_autoptr (CosellDeal) theirs = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cosell_account_get_url (other->account), ==,
                   cosell_sandbox_get_url (f->sandbox));
  cosell_session_start (other);
  theirs = cosell_session_dup_deal (other, id);
  g_assert_true (app_set (f->session, id, "name", "Seen by both", &error));
  app_wait_text (theirs, "name", "Seen by both");
  app_wait_uint (other, "waiting-count", 1);
  cosell_session_close (other);
}

/* A started session sends a local edit by itself, a moment later. */
static void
test_edits_go_out_by_themselves (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (GError) error = NULL;

  cosell_session_start (f->session);
  g_assert_true (app_set (f->session, id, "crmId", "CRM-7", &error));
  app_wait_uint (f->session, "waiting-count", 1);
  app_wait_uint (f->session, "waiting-count", 0);
  app_wait_uint (f->session, "state", COSELL_SESSION_IDLE);
}

static void
test_accounts (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_assert_false (app_set_account (f->session, "http://partner.example", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (app_set_account (f->session, "https://partner.example/v1", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_true (app_set (f->session, id, "crmId", "CRM-7", &error));
  g_assert_false (app_set_account (f->session, "https://partner.example", &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (app_sync (f->session, NULL, &error));

  cosell_account_remove_async (f->session->account, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_account_finish (f->session->account, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (state_of (f->session), ==, COSELL_SESSION_NO_ACCOUNT);
  app_wait_uint (f->session, "outbound-count", 0);
}

static gboolean
set_practice (CosellSession *session, const char *url, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_account_set_practice_async (session->account, url, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_account_finish (session->account, result, error);
}

/* What a window starts the practice server with. */
static void
keep_secret (AppFixture *f)
{
  g_autofree char *folder = g_build_filename (f->dir, "sandbox", NULL);
  g_autofree char *file = g_build_filename (folder, "token", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "token-of-the-tests", -1, NULL));
}

/* The practice server has another port each time: deals and changes that wait stay. */
static void
test_practice_moves (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (20);
  g_autoptr (GError) error = NULL;
  gint64 id;

  keep_secret (f);
  g_assert_true (set_practice (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_no_error (error);
  id = app_find (f->session, "status=accepted");
  g_assert_true (app_set (f->session, id, "crmId", "CRM-7", &error));
  cosell_sandbox_disconnect (f->sandbox);
  cosell_sandbox_listen (f->sandbox, 0, &error);
  g_assert_true (set_practice (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cosell_account_get_url (f->session->account), ==,
                   cosell_sandbox_get_url (f->sandbox));
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_no_error (error);
  app_wait_uint (f->session, "waiting-count", 0);
}

static gboolean
add_crm (CosellSession *session, const char *name, const char *url)
{
  g_autoptr (CosellCrmAccount) crm = cosell_crm_account_new (name, "dynamics", url, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_add_crm_async (session, crm, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_session_finish (session, result, NULL);
}

static char *
dup_crm_url (CosellSession *session, guint index)
{
  g_autoptr (GPtrArray) crms = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_crms_async (session, NULL, await_cb, &pending);
  result = await_result (&pending);
  crms = cosell_session_array_finish (session, result, NULL);
  return g_strdup (((CosellCrmAccount *) g_ptr_array_index (crms, index))->url);
}

/* The CRM that the practice server plays goes along; another stays where it is. */
static void
test_practice_moves_crm (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (5);
  g_autoptr (GError) error = NULL;
  g_autofree char *other = NULL;
  g_autofree char *practice = NULL;

  keep_secret (f);
  g_assert_true (set_practice (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  g_assert_true (add_crm (f->session, "A", "https://contoso.crm4.dynamics.com"));
  g_assert_true (add_crm (f->session, "B", cosell_sandbox_get_url (f->sandbox)));
  cosell_sandbox_disconnect (f->sandbox);
  cosell_sandbox_listen (f->sandbox, 0, &error);
  g_assert_true (set_practice (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  g_assert_no_error (error);
  other = dup_crm_url (f->session, 0);
  practice = dup_crm_url (f->session, 1);
  g_assert_cmpstr (other, ==, "https://contoso.crm4.dynamics.com");
  g_assert_cmpstr (practice, ==, cosell_sandbox_get_url (f->sandbox));
}

static void
test_practice_beside_an_account (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (10);
  g_autoptr (GError) error = NULL;

  g_assert_true (app_set_account (f->session, "https://partner.example", &error));
  g_assert_false (set_practice (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
}

static gboolean
remove_account (CosellSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  cosell_account_remove_async (session->account, NULL, await_cb, &pending);
  result = await_result (&pending);
  return cosell_account_finish (session->account, result, error);
}

static void
assert_token (CosellSession *session, const char *expected)
{
  g_autofree char *token = cosell_account_find_token (session->account);

  g_assert_cmpstr (token, ==, expected);
}

/* The token that a window keeps for the practice server goes there alone, and no other goes there.
 */
static void
test_practice_token (void)
{
  g_autoptr (AppFixture) f = app_fixture_new (10);
  g_autoptr (GError) error = NULL;

  keep_secret (f);
  g_assert_true (app_set_account (f->session, "https://partner.example", &error));
  assert_token (f->session, NULL);
  g_assert_true (app_set_account (f->session, "http://127.0.0.1:9", &error));
  assert_token (f->session, NULL); /* added by hand */
  cosell_account_set_token (f->session->account, "of the user");
  assert_token (f->session, "of the user");
  g_assert_true (remove_account (f->session, &error));
  g_assert_true (set_practice (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  assert_token (f->session, "token-of-the-tests");
  g_assert_cmpint (cosell_account_get_sign_in (f->session->account), ==, COSELL_SIGN_IN_PRACTICE);
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_no_error (error);
  /* the same address again changes nothing; another one is another account */
  g_assert_true (app_set_account (f->session, cosell_sandbox_get_url (f->sandbox), &error));
  assert_token (f->session, "token-of-the-tests");
  g_assert_true (app_set_account (f->session, "http://127.0.0.1:9", &error));
  assert_token (f->session, "of the user");
}

/* A row of which nothing else is here cannot be edited, like it cannot be accepted. */
static void
test_deal_without_documents (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  g_autoptr (GError) error = NULL;
  gint64 id = app_find (f->session, "status=accepted");
  g_autofree char *sql =
      g_strdup_printf ("UPDATE referral SET deal = NULL WHERE deal = %" G_GINT64_FORMAT, id);
  CosellEdit *edit = cosell_edit_new (id);

  app_execute (f, sql);
  g_assert_false (app_set (f->session, id, "name", "x", &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cosell_edit_add_member_json (edit, "{\"email\":\"a@b.example\"}");
  g_assert_false (app_edit (f->session, edit, &error));
  g_assert_error (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND);
}

static gboolean
catalog_is_filled (gpointer session)
{
  CosellCatalog *catalog = cosell_session_get_catalog (session);

  return g_list_model_get_n_items (cosell_catalog_get_customers (catalog)) > 0 &&
         g_list_model_get_n_items (cosell_catalog_get_solutions (catalog)) > 0 &&
         g_list_model_get_n_items (cosell_catalog_get_members (catalog)) > 0 &&
         g_list_model_get_n_items (cosell_catalog_get_locations (catalog)) > 0 &&
         cosell_catalog_get_organization (catalog) != NULL;
}

static void
test_catalog_is_filled (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);

  await_condition (catalog_is_filled, f->session);
}

static gboolean
do_nothing (CosellStore *store, gpointer data, GError **error)
{
  return TRUE;
}

/* What the worker was given has ended when this returns; nobody was told yet. */
static void
let_worker_end (CosellSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_session_run (session, COSELL_STORE_READ, do_nothing, NULL, &error));
  g_assert_no_error (error);
}

/* A wish to count again, made while a count that fails is under way, is not forgotten. */
static void
test_count_after_failure (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      app_set (f->session, app_find (f->session, "status=accepted"), "crmId", "7", &error));
  app_wait_uint (f->session, "waiting-count", 1);
  while (f->session->counting)
    g_main_context_iteration (NULL, TRUE);
  app_execute (f, "ALTER TABLE undo RENAME TO away");
  cosell_session_refresh_counts (f->session);
  let_worker_end (f->session);
  app_execute (f, "ALTER TABLE away RENAME TO undo; DELETE FROM outbox");
  cosell_session_refresh_counts (f->session);
  app_wait_uint (f->session, "waiting-count", 0);
}

/* The same of the catalogue. */
static void
test_catalog_after_failure (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);

  app_execute (f, "ALTER TABLE suggested_customer RENAME TO away");
  cosell_session_get_catalog (f->session);
  let_worker_end (f->session);
  app_execute (f, "ALTER TABLE away RENAME TO suggested_customer");
  cosell_session_refresh_catalog (f->session);
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "The catalogue could not be read*");
  await_condition (catalog_is_filled, f->session);
  g_test_assert_expected_messages ();
}

static void
test_closed (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (10);
  gint64 id = app_find (f->session, "status=accepted");
  g_autoptr (GError) error = NULL;

  cosell_session_close (f->session);
  g_assert_false (app_set (f->session, id, "name", "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (app_sync (f->session, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/state-table", test_state_table);
  g_test_add_func ("/session/states", test_states);
  g_test_add_func ("/session/first-pull", test_first_pull);
  g_test_add_func ("/session/D5-edit-goes-out", test_edit_goes_out);
  g_test_add_func ("/session/loaded-deal-follows", test_loaded_deal_follows);
  g_test_add_func ("/session/D1-D10-refused", test_rules);
  g_test_add_func ("/session/B2-favorite-on-closed", test_favorite_on_closed);
  g_test_add_func ("/session/two-sessions", test_two_sessions);
  g_test_add_func ("/session/edits-go-out-by-themselves", test_edits_go_out_by_themselves);
  g_test_add_func ("/session/accounts", test_accounts);
  g_test_add_func ("/session/practice-moves", test_practice_moves);
  g_test_add_func ("/session/practice-moves-crm", test_practice_moves_crm);
  g_test_add_func ("/session/practice-beside-an-account", test_practice_beside_an_account);
  g_test_add_func ("/session/practice-token", test_practice_token);
  g_test_add_func ("/session/catalog-is-filled", test_catalog_is_filled);
  g_test_add_func ("/session/count-after-failure", test_count_after_failure);
  g_test_add_func ("/session/catalog-after-failure", test_catalog_after_failure);
  g_test_add_func ("/session/deal-without-documents", test_deal_without_documents);
  g_test_add_func ("/session/closed", test_closed);
  return g_test_run ();
}
