/* A deal from receipt or creation to its end, against the practice server (rules D, E3). */
#include <libsoup/soup.h>
#include <string.h>

#include "app/cosell-session-commands.h"
#include "app-fixture.h"
#include "base/cosell-str.h"

#include "base/cosell-time.h"
#include "model/cosell-rule-error.h"
#include "support/await.h"

static gboolean
finish (CosellSession *session, GAsyncResult **pending, GError **error)
{
  g_autoptr (GAsyncResult) result = await_result (pending);

  return cosell_session_finish (session, result, error);
}

static gboolean
accept_with (CosellSession *session,
             gint64 deal,
             const char *key,
             const char *value,
             GError **error)
{
  CosellEdit *edit = cosell_edit_new (deal);
  GAsyncResult *pending = NULL;

  if (key != NULL)
    cosell_edit_set (edit, key, value);
  cosell_session_accept_async (session, edit, NULL, await_cb, &pending);
  return finish (session, &pending, error);
}

static gboolean
decline (CosellSession *session, gint64 deal, const char *reason, const char *notes, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_end_async (session, deal, COSELL_ACTION_DECLINE, reason, notes, NULL, await_cb,
                            &pending);
  return finish (session, &pending, error);
}

static gboolean
stage (CosellSession *session, gint64 deal, const char *name, GError **error)
{
  GAsyncResult *pending = NULL;

  cosell_session_stage_async (session, deal, name, NULL, await_cb, &pending);
  return finish (session, &pending, error);
}

static void
post_clock (AppFixture *f, const char *body)
{
  g_autoptr (SoupSession) http = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  g_autofree char *url =
      g_strconcat (cosell_sandbox_get_url (f->sandbox), "/sandbox/control/clock", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               "Bearer token-of-the-tests");
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (http, message, G_PRIORITY_DEFAULT, NULL, await_cb, &pending);
  result = await_result (&pending);
  answer = soup_session_send_and_read_finish (http, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (soup_message_get_status (message), <, 300);
}

static void
assert_shown (AppFixture *f, gint64 deal, const char *member, const char *expected)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);

  app_assert_text (cosell_json_root (shown), member, expected);
}

static void
assert_server (AppFixture *f, gint64 deal, const char *pointer, const char *expected)
{
  g_autoptr (CosellJson) shown = app_show (f->session, deal);
  g_autofree char *id = app_text (cosell_json_root (shown), "remoteId");
  g_autoptr (CosellJson) state = app_control (f, "state");
  g_autofree char *text =
      cosell_json_dup_scalar (cosell_json_pointer (app_server_referral (state, id), pointer));

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (GError **error)
{
  g_assert_error (*error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED);
  g_clear_error (error);
}

static guint
outbox_length (AppFixture *f)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->session);

  return cosell_json_length (cosell_json_root (outbox));
}

/* The PATCH requests that the server took so far. */
static guint
count_patches (AppFixture *f)
{
  g_autoptr (CosellJson) log = app_control (f, "log");
  CosellJsonValue list = cosell_json_member (cosell_json_root (log), "value");
  guint n = 0;

  for (guint i = 0; i < cosell_json_length (list); i++)
    if (cosell_json_string_equal (cosell_json_pointer (cosell_json_element (list, i), "/method"),
                                  "PATCH"))
      n++;
  return n;
}

/* Everything offline: accepted with a value, a stage, an edit, won; three requests in that order.
 */
static void
test_accept_to_won (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 deal = app_find (f->session, "status=received");
  g_autoptr (GError) error = NULL;
  g_autofree char *when = NULL;

  app_fixture_disconnect (f);
  g_assert_false (stage (f->session, deal, "60", &error));
  assert_refused (&error);
  g_assert_true (accept_with (f->session, deal, "value", "4711.50", &error));
  assert_shown (f, deal, "status", "accepted");
  assert_shown (f, deal, "sync", "waiting");
  g_assert_false (accept_with (f->session, deal, NULL, NULL, &error));
  assert_refused (&error);
  g_assert_true (stage (f->session, deal, "proposed", &error));
  g_assert_true (app_set (f->session, deal, "crmId", "CRM-1", &error));
  assert_shown (f, deal, "stage", "60");
  g_assert_cmpuint (outbox_length (f), ==, 2);
  when = app_win (f->session, deal, COSELL_WIN_ANYWAY, &error);
  g_assert_cmpstr (when, ==, "");
  assert_shown (f, deal, "status", "won");
  g_assert_false (app_set (f->session, deal, "name", "Too late", &error));
  assert_refused (&error);
  g_assert_true (app_favorite (f->session, deal, TRUE, &error));
  g_assert_no_error (error);

  app_fixture_reconnect (f);
  app_sync_well (f);
  g_assert_cmpuint (outbox_length (f), ==, 0);
  assert_shown (f, deal, "status", "won");
  assert_shown (f, deal, "sync", "synced");
  assert_server (f, deal, "/status", "Closed");
  assert_server (f, deal, "/substatus", "Won");
  assert_server (f, deal, "/salesStage", "60");
  assert_server (f, deal, "/externalReferenceId", "CRM-1");
  assert_server (f, deal, "/details/dealValue", "4711.50");
  assert_server (f, deal, "/favorite", "true");
}

static void
test_accept_is_one_patch (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 deal = app_find (f->session, "status=received");
  g_autoptr (GError) error = NULL;

  g_assert_true (accept_with (f->session, deal, "notes", "We are on it.", &error));
  app_sync_well (f);
  g_assert_cmpuint (count_patches (f), ==, 1);
  assert_server (f, deal, "/status", "Active");
  assert_server (f, deal, "/substatus", "Accepted");
  assert_server (f, deal, "/details/notes", "We are on it.");
}

static void
test_decline (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 deal = app_find (f->session, "status=received");
  gint64 accepted = app_find (f->session, "status=accepted");
  g_autoptr (GError) error = NULL;

  g_assert_false (decline (f->session, deal, "nonsense", NULL, &error));
  g_assert_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_false (decline (f->session, accepted, "nonsense", NULL, &error));
  assert_refused (&error);
  g_assert_true (decline (f->session, deal, "5", "Never heard of them.", &error));
  assert_shown (f, deal, "status", "declined");
  app_sync_well (f);
  assert_server (f, deal, "/status", "Closed");
  assert_server (f, deal, "/substatus", "Declined");
  assert_server (f, deal, "/statusReason", "Not a customer");
  assert_shown (f, deal, "status", "declined");
}

static void
test_lost_and_error (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 lost = app_find (f->session, "status=accepted");
  gint64 wrong;
  GAsyncResult *pending = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_end_async (f->session, lost, COSELL_ACTION_LOSE, "Customer chose another vendor",
                            NULL, NULL, await_cb, &pending);
  g_assert_true (finish (f->session, &pending, &error));
  wrong = app_find (f->session, "status=accepted");
  g_assert_cmpint (wrong, !=, lost);
  pending = NULL;
  cosell_session_end_async (f->session, wrong, COSELL_ACTION_ERROR, "7", "A test.", NULL, await_cb,
                            &pending);
  g_assert_true (finish (f->session, &pending, &error));
  assert_shown (f, lost, "status", "lost");
  assert_shown (f, wrong, "status", "error");
  app_sync_well (f);
  assert_server (f, lost, "/substatus", "Lost");
  assert_server (f, lost, "/statusReason", "Customer chose another vendor");
  assert_server (f, wrong, "/substatus", "Error");
  assert_server (f, wrong, "/statusReason", "Test referral");
}

/* D10: an end can be taken back until it was sent. */
static void
test_undo (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 deal = app_find (f->session, "status=received");
  g_autoptr (GError) error = NULL;

  g_assert_false (app_undo (f->session, &error));
  assert_refused (&error);
  g_assert_true (decline (f->session, deal, "8", NULL, &error));
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "status", "received");
  assert_shown (f, deal, "sync", "synced");
  g_assert_true (accept_with (f->session, deal, NULL, NULL, &error));
  g_assert_true (stage (f->session, deal, "40", &error));
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "stage", "10");
  assert_shown (f, deal, "status", "accepted");
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "status", "received");
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

/* P5: it expired before the answer got there: the answer is kept with the reason, the deal is shown
 * as it is. */
static void
test_expired_meanwhile (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (120);
  gint64 deal = app_find (f->session, "status=received");
  g_autoptr (CosellJson) outbox = NULL;
  g_autofree char *why = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (accept_with (f->session, deal, "crmId", "CRM-2", &error));
  post_clock (f, "{\"seconds\":1300000}");
  app_sync (f->session, NULL, NULL);
  assert_shown (f, deal, "status", "expired");
  assert_shown (f, deal, "sync", "parked");
  outbox = app_outbox (f->session);
  app_assert_text (cosell_json_pointer (cosell_json_root (outbox), "/0"), "state", "parked");
  why = cosell_json_dup_scalar (cosell_json_pointer (cosell_json_root (outbox), "/0/lastError"));
  g_assert_nonnull (strstr (why, "Expired"));
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "status", "expired");
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

static gint64
submit_partner_led (AppFixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GError) error = NULL;
  gint64 deal;

  g_object_set (draft, "visible-to-microsoft", TRUE, NULL);
  deal = app_save_draft (f->session, 0, draft);
  g_assert_true (app_submit (f->session, deal, &error));
  g_assert_no_error (error);
  return deal;
}

/* The session of another day. */
static void
reopen_at (AppFixture *f, gint64 now)
{
  g_autofree char *text = cosell_time_format (now);
  g_autoptr (GError) error = NULL;

  cosell_session_close (f->session);
  g_clear_object (&f->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_setenv ("COSELL_NOW", text, TRUE);
  f->session = cosell_session_new (f->dir, "token-of-the-tests", &error);
  g_unsetenv ("COSELL_NOW");
  g_assert_no_error (error);
}

/* E3: refused, then scheduled; the deal stays open, edits go out, and the hour is met after a
 * restart. submitted: the service has the deal already */
static void
check_when_safe (gboolean submitted)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  gint64 deal = submit_partner_led (f);
  gint64 start = cosell_session_now (f->session);
  g_autofree char *when = NULL;
  g_autoptr (GError) error = NULL;

  if (submitted)
    app_sync_well (f);
  g_assert_null (app_win (f->session, deal, COSELL_WIN_GUARDED, &error));
  assert_refused (&error);
  when = app_win (f->session, deal, COSELL_WIN_WHEN_SAFE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (when), >, 0);
  assert_shown (f, deal, "status", "accepted");
  g_assert_true (app_set (f->session, deal, "crmId", "CRM-3", &error));
  app_sync_well (f);
  assert_shown (f, deal, "sync", "scheduled");
  assert_shown (f, deal, "status", "accepted");
  assert_server (f, deal, "/substatus", "Accepted");
  assert_server (f, deal, "/externalReferenceId", "CRM-3");

  reopen_at (f, start + 71 * G_TIME_SPAN_HOUR);
  app_sync_well (f);
  assert_server (f, deal, "/substatus", "Accepted");
  g_assert_true (app_set (f->session, deal, "crmId", "CRM-4", &error));
  reopen_at (f, start + 73 * G_TIME_SPAN_HOUR);
  app_sync_well (f);
  assert_server (f, deal, "/externalReferenceId", "CRM-4");
  assert_server (f, deal, "/substatus", "Won");
  assert_shown (f, deal, "status", "won");
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

static void
test_when_safe (void)
{
  check_when_safe (TRUE);
}

static void
test_when_safe_unsent (void)
{
  check_when_safe (FALSE);
}

/* What was scheduled can be held, scheduled again, done now, or dropped for another end. */
static void
test_scheduled (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  gint64 deal = submit_partner_led (f);
  g_autofree char *when = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gint64 seq;
  static const struct
  {
    const char *verb, *state, *status;
  } acts[] = { { "hold", "parked", "accepted" },
               { "retry", "scheduled", "accepted" },
               { "retry", "pending", "won" } };

  app_sync_well (f);
  when = app_win (f->session, deal, COSELL_WIN_WHEN_SAFE, &error);
  g_assert_nonnull (when);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (CosellJson) after = NULL;

      seq = app_waiting_seq (f->session, 0);
      g_assert_true (app_outbox_act (f->session, acts[i].verb, seq, &error));
      after = app_outbox (f->session);
      app_assert_text (cosell_json_pointer (cosell_json_root (after), "/0"), "state",
                       acts[i].state);
      assert_shown (f, deal, "status", acts[i].status);
    }
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "status", "accepted");
  again = app_win (f->session, deal, COSELL_WIN_WHEN_SAFE, &error);
  g_assert_cmpstr (again, ==, when);
  pending = NULL;
  cosell_session_end_async (f->session, deal, COSELL_ACTION_LOSE, "1", NULL, NULL, await_cb,
                            &pending);
  g_assert_true (finish (f->session, &pending, &error));
  g_assert_cmpuint (outbox_length (f), ==, 1);
  assert_shown (f, deal, "status", "lost");

  /* P11: undo is exact, so the schedule is there again */
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "status", "accepted");
  assert_shown (f, deal, "sync", "scheduled");
  outbox = app_outbox (f->session);
  app_assert_text (cosell_json_pointer (cosell_json_root (outbox), "/0"), "notBefore", when);
  pending = NULL;
  cosell_session_end_async (f->session, deal, COSELL_ACTION_LOSE, "1", NULL, NULL, await_cb,
                            &pending);
  g_assert_true (finish (f->session, &pending, &error));
  app_sync_well (f);
  assert_server (f, deal, "/substatus", "Lost");
}

/* Won before it was sent: created as an open deal, then closed. */
static void
test_unsent (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (20);
  gint64 deal = submit_partner_led (f);
  g_autofree char *when = app_win (f->session, deal, COSELL_WIN_ANYWAY, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (when, ==, "");
  assert_shown (f, deal, "status", "won");
  g_assert_false (app_set (f->session, deal, "name", "Too late", &error));
  assert_refused (&error);
  g_assert_true (app_undo (f->session, &error));
  assert_shown (f, deal, "status", "accepted");
  cosell_take_str (&when, app_win (f->session, deal, COSELL_WIN_ANYWAY, NULL));
  app_sync_well (f);
  assert_server (f, deal, "/status", "Closed");
  assert_server (f, deal, "/substatus", "Won");
  assert_shown (f, deal, "status", "won");
  g_assert_cmpuint (outbox_length (f), ==, 0);
}

/* D12: from a closed deal; a deal that is open is refused. */
static void
test_recreate (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  gint64 lost = app_find (f->session, "status=lost");
  g_autoptr (CosellJson) before = app_show (f->session, lost);
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = app_text (cosell_json_root (before), "name");
  g_autofree char *value = app_text (cosell_json_root (before), "value");
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gint64 draft;

  cosell_session_recreate_async (f->session, lost, NULL, await_cb, &pending);
  result = await_result (&pending);
  draft = cosell_session_id_finish (f->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (draft, !=, lost);
  shown = app_show (f->session, draft);
  app_assert_text (cosell_json_root (shown), "status", "draft");
  app_assert_text (cosell_json_root (shown), "name", name);
  app_assert_text (cosell_json_root (shown), "value", value);
  assert_shown (f, lost, "status", "lost");
  g_assert_cmpuint (outbox_length (f), ==, 0);

  g_clear_object (&result);
  pending = NULL;
  cosell_session_recreate_async (f->session, draft, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_cmpint (cosell_session_id_finish (f->session, result, &error), ==, 0);
  assert_refused (&error);
}

/* L10: from any lead, which stays as it is; a deal is refused. */
static void
test_convert (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  gint64 lead = app_find (f->session, "type=lead");
  g_autoptr (CosellJson) before = app_show (f->session, lead);
  g_autoptr (CosellJson) after = NULL;
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *customer = app_text (cosell_json_root (before), "customer");
  g_autofree char *remote = app_text (cosell_json_root (before), "remoteId");
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gint64 draft;

  cosell_session_convert_async (f->session, lead, NULL, await_cb, &pending);
  result = await_result (&pending);
  draft = cosell_session_id_finish (f->session, result, &error);
  g_assert_no_error (error);
  shown = app_show (f->session, draft);
  app_assert_text (cosell_json_root (shown), "status", "draft");
  app_assert_text (cosell_json_root (shown), "type", "private");
  app_assert_text (cosell_json_root (shown), "customer", customer);
  app_assert_text (cosell_json_root (shown), "leadId", remote);
  after = app_show (f->session, lead);
  g_assert_cmpstr (cosell_json_get_text (after, NULL), ==, cosell_json_get_text (before, NULL));
  g_assert_cmpuint (outbox_length (f), ==, 0);

  g_clear_object (&result);
  pending = NULL;
  cosell_session_convert_async (f->session, app_find (f->session, "status=lost"), NULL, await_cb,
                                &pending);
  result = await_result (&pending);
  g_assert_cmpint (cosell_session_id_finish (f->session, result, &error), ==, 0);
  assert_refused (&error);
}

/* L3, L5, L9: a lead is answered, edited and closed like a deal, and the service takes it. */
static void
test_lead (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  g_autoptr (CosellJson) leads = app_list (f->session, COSELL_TAB_LEADS, "status=received", NULL);
  gint64 lead = cosell_json_get_int (cosell_json_pointer (cosell_json_root (leads), "/0/id"), 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lead, !=, 0);
  g_assert_false (app_set (f->session, lead, "name", "Too early", &error));
  assert_refused (&error);
  g_assert_true (accept_with (f->session, lead, "name", "A lead", &error));
  g_assert_no_error (error);
  g_assert_true (app_set (f->session, lead, "notes", "Called.", &error));
  g_assert_no_error (error);
  g_assert_true (app_sync (f->session, NULL, &error));
  g_assert_no_error (error);
  assert_shown (f, lead, "status", "accepted");
  assert_shown (f, lead, "type", "lead");
  assert_shown (f, lead, "sync", "synced");
}

static gboolean
outbox_is_empty (gpointer data)
{
  return outbox_length (data) == 0;
}

/* What cannot be taken back is held so long, also from a sync that a person asks for; it goes by
 * itself when that is over. Exactly this change can be undone, whatever came after it. */
static void
test_held (void)
{
  g_autoptr (AppFixture) f = app_fixture_new_synced (30);
  gint64 lost = app_find (f->session, "status=accepted");
  gint64 received = app_find (f->session, "status=received");
  g_autoptr (CosellJson) before = app_show (f->session, lost);
  g_autoptr (CosellJson) after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *document =
      cosell_json_dup_raw (cosell_json_member (cosell_json_root (before), "referral"));
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gint64 seq;

  cosell_session_set_undo_window (f->session, 60);
  cosell_session_end_async (f->session, lost, COSELL_ACTION_LOSE, "1", "We were late.", NULL,
                            await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (f->session, result, &error));
  seq = cosell_session_get_seq (f->session, result);
  g_assert_cmpint (seq, !=, 0);
  assert_shown (f, lost, "status", "lost");
  app_sync_well (f);
  assert_server (f, lost, "/substatus", "Accepted");
  g_assert_cmpuint (outbox_length (f), ==, 1);

  cosell_session_set_undo_window (f->session, 1);
  g_assert_true (accept_with (f->session, received, "value", "1000", &error));
  g_assert_true (app_outbox_act (f->session, "discard", seq, &error));
  after = app_show (f->session, lost);
  again = cosell_json_dup_raw (cosell_json_member (cosell_json_root (after), "referral"));
  g_assert_cmpstr (again, ==, document);
  assert_shown (f, lost, "status", "accepted");
  assert_shown (f, lost, "sync", "synced");

  cosell_session_start (f->session);
  await_condition (outbox_is_empty, f);
  assert_server (f, received, "/substatus", "Accepted");
  assert_server (f, lost, "/substatus", "Accepted");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/lifecycle/D1-D10-accept-to-won", test_accept_to_won);
  g_test_add_func ("/lifecycle/D2-D11-accept-is-one-patch", test_accept_is_one_patch);
  g_test_add_func ("/lifecycle/D3-decline", test_decline);
  g_test_add_func ("/lifecycle/D9-lost-and-error", test_lost_and_error);
  g_test_add_func ("/lifecycle/D10-undo", test_undo);
  g_test_add_func ("/lifecycle/P5-expired-meanwhile", test_expired_meanwhile);
  g_test_add_func ("/lifecycle/E3-when-safe", test_when_safe);
  g_test_add_func ("/lifecycle/E3-when-safe-unsent", test_when_safe_unsent);
  g_test_add_func ("/lifecycle/E3-scheduled", test_scheduled);
  g_test_add_func ("/lifecycle/D10-unsent", test_unsent);
  g_test_add_func ("/lifecycle/D10-P11-held", test_held);
  g_test_add_func ("/lifecycle/D12-recreate", test_recreate);
  g_test_add_func ("/lifecycle/L10-convert", test_convert);
  g_test_add_func ("/lifecycle/L3-L5-lead", test_lead);
  return g_test_run ();
}
