/* test-session-closed.c: nothing that comes late does harm (P15): every asynchronous function of
 * the session, called after it was closed, and closed at each step of it */
#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "app/cosell-session-commands.h"
#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-crm.h"
#include "app/cosell-session-explain.h"
#include "app/cosell-session-facets.h"
#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-connection-check.h"
#include "app/cosell-deal-list.h"
#include "app/cosell-session-many.h"
#include "app/cosell-session-notice.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-unsaved.h"
#include "app/cosell-session-views.h"
#include "app/cosell-sync-scheduler-private.h"
#include "model/cosell-conflict.h"
#include "support/await.h"
#include "support/browser.h"
#include "model/cosell-people.h"
#include "support/fake-token-store.h"

#define TOKEN "token-of-the-tests"
#define DEALS 12
/* a sign-in has many steps, most of them of the server and the browser */
#define EVERY_STEP 24

/* A profile as it was once, opened as often as needed. */
typedef struct
{
  AppFixture *app;
  GBytes *database;  /* (owned): what the profile begins with each time */
  GBytes *signed_in; /* (owned): the same before anything was typed */
  FakeTokenStore *tokens;
  Browser *browser;

  CosellSession *session;  /* (owned) (nullable) */
  CosellDeal *live;        /* (owned) (nullable) */
  CosellDraft *written;    /* (owned) */
  CosellUnsavedForm *form; /* (owned) */
  gint64 received, active, lost, lead, draft, linked, entry, record, group;

  guint n_finished;
  gboolean on_the_spot; /* the callback ran inside of the call */
  gboolean starting;
  GError *outcome; /* (owned) (nullable) */
  guint steps;
} World;

typedef struct
{
  const char *name;
  void (*start) (World *w, GAsyncReadyCallback callback, gpointer user_data);
  gboolean signs; /* without a token from outside */
} Function;

/* --- the table --- */

static void
prompt_cb (CosellAccount *account, const char *url, const char *user_code, gpointer user_data)
{
  World *w = user_data;

  g_assert_false (account->session->closed);
  browser_open (w->browser, url, user_code, "allow");
}

static const char *
url_of (World *w)
{
  return cosell_sandbox_get_url (w->app->sandbox);
}

static CosellEdit *
edit_of (gint64 deal)
{
  CosellEdit *edit = cosell_edit_new (deal);

  cosell_edit_set (edit, "name", "Another name");
  return edit;
}

static CosellManyChange *
heart (void)
{
  CosellManyChange *change = cosell_many_change_new (COSELL_MANY_EDIT, NULL, NULL);

  cosell_many_change_add (change, COSELL_MANY_SET, "favorite", "true");
  return change;
}

static CosellInvite *
invite_of_microsoft (void)
{
  g_autoptr (GListStore) nobody = g_list_store_new (COSELL_TYPE_CONTACT);

  return cosell_invite_new_microsoft (COSELL_HELP_WORKLOAD, NULL, G_LIST_MODEL (nobody), FALSE);
}

static void
crm_prompt_cb (const char *url, const char *user_code, gpointer user_data)
{
  World *w = user_data;

  g_assert_false (w->session->closed);
  browser_open (w->browser, url, user_code, "allow");
}

static const CosellCrmAccount any_crm = { .name = "Other",
                                          .kind = "dynamics",
                                          .url = "http://127.0.0.1:1" };
static const char *const crm_settings[] = { "rule=none", NULL };
static const CosellRate any_rate = { "EUR", "SEK", "11.20", "2026-11-27" };
static const CosellFind everything = { .tab = COSELL_TAB_ALL };
static const CosellFacetQuestion facet = { COSELL_QUERY_KEY_STATUS, COSELL_TAB_ALL, "open" };

#define START(function, ...)                                                                       \
  static void start_##function (World *w, GAsyncReadyCallback callback, gpointer user_data)        \
  {                                                                                                \
    cosell_session_##function##_async (__VA_ARGS__, NULL, callback, user_data);                    \
  }

#define START_ACCOUNT(function, ...)                                                               \
  static void start_account_##function (World *w, GAsyncReadyCallback callback,                    \
                                        gpointer user_data)                                        \
  {                                                                                                \
    cosell_account_##function##_async (w->session->account, __VA_ARGS__ NULL, callback,            \
                                       user_data);                                                 \
  }

/* clang-format off */
START (unsaved_put, w->session, w->active, w->form)
START (unsaved_drop, w->session, 1)
START (unsaved_get, w->session, 0)
START (take_notice, w->session)
START (take_folder_notice, w->session)
START_ACCOUNT (set_url, url_of (w),)
START_ACCOUNT (set_practice, url_of (w),)
START_ACCOUNT (remove,)
START_ACCOUNT (set_setup, "contoso.example", "client",)
START_ACCOUNT (sign_in, FALSE, prompt_cb, w,)
START_ACCOUNT (sign_out,)
START (sync, w->session, TRUE, TRUE, TRUE)
START (load_deal, w->session, w->live)
START (find_target, w->session, "1")
START (edit, w->session, edit_of (w->active))
START (set_favorite, w->session, w->active, TRUE)
START (check, w->session, w->active)
START (accept, w->session, cosell_edit_new (w->received))
START (end, w->session, w->active, COSELL_ACTION_LOSE, "1", NULL)
START (stage, w->session, w->active, "60")
START (win, w->session, w->active, COSELL_WIN_ANYWAY)
START (register, w->session, w->active, cosell_registration_new (), NULL)
START (local_registration, w->session, w->active)
START (share, w->session, w->active, COSELL_SHARE_PLAIN)
START (invite, w->session, w->active, invite_of_microsoft (), NULL)
START (undo, w->session)
START (undo_deal, w->session, w->active)
START (undo_record, w->session, w->record)
START (redo, w->session)
START (recreate, w->session, w->lost)
START (convert, w->session, w->lead)
START (save_draft, w->session, 0, w->written)
START (load_draft, w->session, w->draft)
START (find_duplicates, w->session, cosell_draft_get_customer (w->written), 0)
START (warn_draft, w->session, w->draft)
START (submit, w->session, w->draft)
START (delete_draft, w->session, w->draft)
START (outbox, w->session, 0)
START (outbox_act, w->session, "hold", w->entry)
START (many_preview, w->session, &w->active, 1, heart ())
START (many, w->session, &w->active, 1, heart (), FALSE)
START (group_act, w->session, "hold", w->group)
START (resolve_unconfirmed, w->session, w->entry, NULL)
START (conflicts, w->session, 0)
START (resolve, w->session, w->active, cosell_conflict_decisions_new ())
START (history, w->session, w->active)
START (find, w->session, &everything)
START (rows, w->session, g_array_new (FALSE, FALSE, sizeof (gint64)))
START (totals, w->session, &everything)
START (find_names, w->session, COSELL_QUERY_KEY_CUSTOMER)
START (explain, w->session, &w->active, 1, "azure")
START (facet, w->session, &facet)
START (count_find, w->session, "status:won")
START (rates, w->session)
START (crms, w->session)
START (add_crm, w->session, &any_crm)
START (remove_crm, w->session, "Sales")
START (sign_in_crm, w->session, "Sales", FALSE, crm_prompt_cb, w)
START (describe_crm, w->session, "Sales")
START (set_crm_password, w->session, "Sales", "word")
/* the way is that of describe_crm */
START (test_crm, w->session, "None")
START (set_crm, w->session, "Sales", crm_settings)
START (crm_settings, w->session, NULL)
START (link_crm, w->session, w->active, NULL, "None")
START (create_crm, w->session, w->active, NULL)
START (unlink_crm, w->session, w->linked)
START (answer_crm, w->session, w->linked, "new")
START (decide_crm, w->session, w->linked, COSELL_CRM_FIELD_NAME, TRUE)
START (close_crm, w->session, w->linked, NULL, NULL)
START (leave_crm, w->session, w->linked)
START (hold_crm, w->session, w->linked, TRUE)
START (discard_crm, w->session, w->linked)
START (crm_part, w->session, w->linked)
START (crm_lane, w->session)
START (crm_log, w->session, w->linked)
START (match_crm, w->session, NULL, FALSE)
START (draft_crm, w->session, NULL, "None")
START (sync_crm, w->session, NULL, TRUE)
START (set_rates, w->session, g_ptr_array_new ())
START (replace_rate, w->session, &any_rate, NULL)
START (views, w->session, COSELL_VIEWS_COUNTED)
START (put_views, w->session, g_ptr_array_new ())
START (rename_view, w->session, 1, "Another")
START (move_view, w->session, 1, 0)
START (set_view_list, w->session, 1, NULL, "name")
START (remove_view, w->session, 1)
START (show, w->session, "1")
START (drafts, w->session)
START (advice, w->session)
START (mark_seen, w->session, 1)
START (claim_notifications, w->session)

#define FUNCTION(name) { #name, start_##name, FALSE }
#define SIGNS(name) { #name, start_##name, TRUE }
static const Function functions[] = {
  FUNCTION (unsaved_put), FUNCTION (unsaved_drop), FUNCTION (unsaved_get), FUNCTION (take_notice), FUNCTION (take_folder_notice),
  FUNCTION (account_set_url), FUNCTION (account_set_practice), SIGNS (account_remove),
  SIGNS (account_set_setup), SIGNS (account_sign_in), SIGNS (account_sign_out), FUNCTION (sync), FUNCTION (load_deal), FUNCTION (find_target),
  FUNCTION (edit), FUNCTION (set_favorite), FUNCTION (check), FUNCTION (accept), FUNCTION (end),
  FUNCTION (stage), FUNCTION (win), FUNCTION (register), FUNCTION (local_registration),
  FUNCTION (share), FUNCTION (invite), FUNCTION (undo), FUNCTION (undo_deal),
  FUNCTION (undo_record), FUNCTION (redo), FUNCTION (recreate), FUNCTION (convert), FUNCTION (save_draft),
  FUNCTION (load_draft), FUNCTION (find_duplicates), FUNCTION (warn_draft), FUNCTION (submit), FUNCTION (delete_draft),
  FUNCTION (outbox), FUNCTION (outbox_act), FUNCTION (many_preview), FUNCTION (many), FUNCTION (group_act),
  FUNCTION (resolve_unconfirmed), FUNCTION (conflicts),
  FUNCTION (resolve), FUNCTION (history), FUNCTION (find), FUNCTION (rows), FUNCTION (totals), FUNCTION (count_find), FUNCTION (facet), FUNCTION (explain), FUNCTION (find_names), FUNCTION (rates), FUNCTION (crms), FUNCTION (add_crm), FUNCTION (remove_crm), SIGNS (sign_in_crm), FUNCTION (describe_crm), FUNCTION (set_crm_password), FUNCTION (test_crm),
  FUNCTION (set_crm), FUNCTION (crm_settings), FUNCTION (link_crm), FUNCTION (create_crm), FUNCTION (unlink_crm), FUNCTION (answer_crm),
  FUNCTION (decide_crm), FUNCTION (close_crm), FUNCTION (leave_crm), FUNCTION (hold_crm), FUNCTION (discard_crm), FUNCTION (crm_part),
  FUNCTION (crm_lane), FUNCTION (crm_log), FUNCTION (match_crm), FUNCTION (draft_crm), FUNCTION (sync_crm), FUNCTION (set_rates), FUNCTION (replace_rate),
  FUNCTION (views), FUNCTION (put_views), FUNCTION (rename_view), FUNCTION (move_view), FUNCTION (set_view_list), FUNCTION (remove_view), FUNCTION (show), FUNCTION (drafts),
  FUNCTION (advice), FUNCTION (claim_notifications), FUNCTION (mark_seen),
};
/* clang-format on */

/* --- the profile --- */

static char *
database_path (World *w)
{
  return g_build_filename (w->app->dir, "cosell.db", NULL);
}

static GBytes *
close_and_read (World *w)
{
  g_autofree char *path = database_path (w);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  char *bytes;

  cosell_session_close (w->app->session);
  g_clear_object (&w->app->session);
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, length);
}

/* Played by the same server. */
static void
add_crm (World *w, CosellSession *session)
{
  const CosellCrmAccount crm = { .name = (char *) "Sales",
                                 .kind = (char *) COSELL_CRM_DYNAMICS,
                                 .url = (char *) url_of (w) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_add_crm_async (session, &crm, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (session, result, &error));
  g_assert_no_error (error);
  cosell_sandbox_add_opportunities (w->app->sandbox, 1);
  g_setenv ("COSELL_CRM_TOKEN", APP_TOKEN, TRUE);
}

/* Deals, and somebody who signed in. */
static void
prepare_account (World *w)
{
  CosellSession *session = w->app->session;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  w->session = session;
  cosell_account_set_token (session->account, NULL);
  cosell_account_set_token_store (session->account, COSELL_TOKEN_STORE (w->tokens));
  app_set_account (session, url_of (w), &error);
  g_assert_no_error (error);
  start_account_sign_in (w, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_account_sign_in_finish (session->account, result, NULL, &error));
  g_assert_no_error (error);
  app_sync (session, NULL, &error);
  g_assert_no_error (error);
  add_crm (w, session);
  w->session = NULL;
  w->signed_in = close_and_read (w);
}

static gint64
queue_group (CosellSession *session, gint64 deal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  GAsyncResult *pending = NULL;
  gint64 group;
  guint done;

  cosell_session_many_async (session, &deal, 1, heart (), FALSE, NULL, await_cb, &pending);
  result = await_result (&pending);
  outcomes = cosell_session_many_finish (session, result, &group, &done, NULL);
  g_assert_cmpuint (done, ==, 1);
  return group;
}

/* The second accepted deal: an opportunity is to be made for it. */
static gint64
queue_opportunity (CosellSession *session)
{
  g_autoptr (CosellJson) rows = app_list (session, COSELL_TAB_ALL, "status=accepted", NULL);
  CosellJsonValue row = cosell_json_element (cosell_json_root (rows), 1);
  gint64 deal = cosell_json_get_int (cosell_json_member (row, "id"), 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  cosell_session_create_crm_async (session, deal, NULL, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (session, result, &error));
  g_assert_no_error (error);
  return deal;
}

/* A draft, a change that waits, a group, a deal with a CRM, and something to undo. */
static void
prepare_work (World *w)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellJson) outbox = NULL;
  g_autoptr (GError) error = NULL;
  CosellSession *session = w->app->session = cosell_session_new (w->app->dir, NULL, &error);

  g_assert_no_error (error);
  w->received = app_find (session, "status=received");
  w->active = app_find (session, "status=accepted");
  w->lost = app_find (session, "status=lost");
  w->lead = app_find (session, "type=lead");
  w->draft = app_save_draft (session, 0, draft);
  app_set (session, w->active, "name", "Changed and waiting", &error);
  g_assert_no_error (error);
  outbox = app_outbox (session);
  w->entry = cosell_json_get_int (
      cosell_json_member (cosell_json_element (cosell_json_root (outbox), 0), "seq"), 0);
  w->record = 1;
  w->group = queue_group (session, w->active);
  w->linked = queue_opportunity (session);
  w->database = close_and_read (w);
}

static void
set_up (World *w, gconstpointer data)
{
  w->app = app_fixture_new (DEALS);
  w->tokens = fake_token_store_new ();
  w->browser = browser_new ();
  w->written = app_complete_draft (TRUE);
  w->form = cosell_unsaved_form_new ("details", "Details", "A deal");
  cosell_unsaved_form_add (w->form, "name", "Name", "before", "typed", NULL);
  prepare_account (w);
  prepare_work (w);
}

static void
tear_down (World *w, gconstpointer data)
{
  g_assert_null (w->session);
  browser_free (w->browser);
  app_fixture_free (w->app);
  g_object_unref (w->tokens);
  g_object_unref (w->written);
  cosell_unsaved_form_free (w->form);
  g_bytes_unref (w->database);
  g_bytes_unref (w->signed_in);
}

static void
open_session (World *w, const Function *function)
{
  g_autofree char *path = database_path (w);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *bytes = g_bytes_get_data (function->signs ? w->signed_in : w->database, &length);

  g_unlink (wal);
  g_unlink (shm);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  w->session = cosell_session_new (w->app->dir, NULL, &error);
  g_assert_no_error (error);
  if (function->signs)
    cosell_account_set_token_store (w->session->account, COSELL_TOKEN_STORE (w->tokens));
  else
    cosell_account_set_token (w->session->account, TOKEN);
  w->live = cosell_session_dup_deal (w->session, w->active);
  g_assert_nonnull (w->live);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *w = user_data;

  g_assert_true (source == (GObject *) w->session || source == (GObject *) w->session->account);
  w->on_the_spot = w->starting;
  w->n_finished++;
  /* whatever it gives when it goes well, an error is told the same way */
  if (g_task_had_error (G_TASK (result)))
    g_task_propagate_boolean (G_TASK (result), &w->outcome);
}

static void
start (World *w, const Function *function)
{
  w->n_finished = 0;
  g_clear_error (&w->outcome);
  w->starting = TRUE;
  function->start (w, finished_cb, w);
  w->starting = FALSE;
  g_assert_false (w->on_the_spot);
}

static gboolean
is_finished (gpointer data)
{
  World *w = data;

  return w->n_finished > 0;
}

/* Turns of the main loop as steps: whatever happens, happens in one of them. */
static gboolean
is_at_step (gpointer data)
{
  World *w = data;

  return w->n_finished > 0 || w->steps-- == 0;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Nobody holds the session any more: no task was lost, and none ends twice. */
static void
let_go (World *w)
{
  g_object_add_weak_pointer (G_OBJECT (w->session), (gpointer *) &w->session);
  g_clear_object (&w->live);
  g_object_unref (w->session);
  await_condition (is_null, &w->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (w->n_finished, ==, 1);
}

/* Inside of the main loop, as a program closes it, before anything else that is ready. */
static gboolean
close_cb (gpointer user_data)
{
  World *w = user_data;

  cosell_session_close (w->session);
  return G_SOURCE_REMOVE;
}

static gboolean
is_closed (gpointer data)
{
  return ((World *) data)->session->closed;
}

static void
close_session (World *w)
{
  g_idle_add_full (G_PRIORITY_HIGH - 1, close_cb, w, NULL);
  await_condition (is_closed, w);
}

/* --- the tests --- */

static void
test_after_close (World *w, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_test_message ("%s", functions[i].name);
      open_session (w, &functions[i]);
      cosell_session_close (w->session);
      start (w, &functions[i]);
      await_condition (is_finished, w);
      g_assert_error (w->outcome, G_IO_ERROR, G_IO_ERROR_CLOSED);
      let_go (w);
    }
  g_clear_error (&w->outcome);
}

static gboolean
may_end_so (const GError *outcome, const GError *undisturbed)
{
  return outcome == NULL || g_error_matches (outcome, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (outcome, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         (undisturbed != NULL && g_error_matches (outcome, undisturbed->domain, undisturbed->code));
}

/* Returns: whether it was closed before the function had finished */
static gboolean
close_at_step (World *w, const Function *function, guint step, const GError *undisturbed)
{
  gboolean before;

  open_session (w, function);
  start (w, function);
  w->steps = step;
  await_condition (is_at_step, w);
  close_session (w);
  before = w->n_finished == 0;
  await_condition (is_finished, w);
  if (!may_end_so (w->outcome, undisturbed))
    g_error ("%s, closed at step %u: %s", function->name, step, w->outcome->message);
  let_go (w);
  return before;
}

static GError *
run_undisturbed (World *w, const Function *function)
{
  open_session (w, function);
  start (w, function);
  await_condition (is_finished, w);
  cosell_session_close (w->session);
  let_go (w);
  return g_steal_pointer (&w->outcome);
}

static void
test_each_step (World *w, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autoptr (GError) undisturbed = run_undisturbed (w, &functions[i]);
      guint step = 0;

      while (close_at_step (w, &functions[i], step, undisturbed))
        step += step < EVERY_STEP ? 1 : 7;
      g_test_message ("%s: %u steps, ends with %s", functions[i].name, step,
                      undisturbed != NULL ? undisturbed->message : "success");
    }
  g_clear_error (&w->outcome);
}

/* The worker is held up until the closing has begun, so what was asked has not even begun. */
typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean open;
} Gate;

static gboolean
gate_job (CosellStore *store, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return TRUE;
}

static void
open_gate_cb (GCancellable *closing, Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->open = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->lock);
}

static void
test_queued (World *w, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      Gate gate = { .open = FALSE };
      GCancellable *closing;

      g_test_message ("%s", functions[i].name);
      open_session (w, &functions[i]);
      closing = w->session->closing;
      g_mutex_init (&gate.lock);
      g_cond_init (&gate.cond);
      cosell_store_run_async (w->session->store, COSELL_STORE_READ, gate_job, &gate, NULL, NULL,
                              NULL, NULL);
      g_cancellable_connect (closing, G_CALLBACK (open_gate_cb), &gate, NULL);
      start (w, &functions[i]);
      close_session (w);
      await_condition (is_finished, w);
      let_go (w);
      g_mutex_clear (&gate.lock);
      g_cond_clear (&gate.cond);
    }
  g_clear_error (&w->outcome);
}

/* What is read at once, and what only tells the session something. */
static void
read_all (CosellSession *session, CosellDraft *draft, gint64 deal)
{
  g_autoptr (CosellDeal) known = cosell_session_dup_deal (session, deal);
  g_autoptr (CosellDeal) unknown = cosell_session_dup_deal (session, 4711);
  g_autoptr (GPtrArray) issues = cosell_session_validate_draft (session, draft);
  g_autofree char *signer = cosell_session_dup_signer (session);
  g_autofree char *words = cosell_session_dup_clock_message (session);
  CosellSyncScheduler *scheduler = cosell_session_get_scheduler (session);
  GDate today;

  g_assert_null (unknown);
  g_assert_nonnull (issues);
  g_assert_nonnull (signer);
  g_assert_nonnull (cosell_account_get_url (session->account));
  g_assert_nonnull (cosell_account_get_tenant (session->account));
  g_assert_nonnull (cosell_account_get_client_id (session->account));
  g_assert_nonnull (cosell_session_get_catalog (session));
  cosell_session_today (session, &today);
  cosell_session_start (session);
  cosell_sync_scheduler_user_returned (scheduler);
  cosell_sync_scheduler_set_automatic (scheduler, 1, TRUE);
  cosell_session_set_undo_window (session, 3);
  cosell_account_set_token (session->account, "another");
  cosell_account_set_token (session->account, NULL);
  cosell_sync_scheduler_get_pause (scheduler);
  cosell_account_get_sign_in (session->account);
  cosell_account_is_practice (session->account);
  cosell_account_is_local (session->account);
  g_assert_cmpuint (cosell_sync_scheduler_get_wait (scheduler), ==, 0);
}

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

static void
test_reads (World *w, gconstpointer data)
{
  const Function plain = { "", NULL, FALSE };
  g_autoptr (CosellDealList) list = NULL;
  g_autoptr (CosellConnectionCheck) check = NULL;
  guint n_items;

  open_session (w, &plain);
  list = cosell_deal_list_new (w->session, COSELL_TAB_ALL);
  while (cosell_deal_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n_items, >, 0);
  cosell_session_get_catalog (w->session); /* is being read while the session is closed */
  cosell_session_close (w->session);

  read_all (w->session, w->written, w->active);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (CosellDeal) deal = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_nonnull (deal);
    }
  cosell_deal_list_set_search (list, "contoso");
  g_assert_false (cosell_deal_list_is_loading (list));
  check = cosell_connection_check_new (w->session);
  cosell_connection_check_start (check);
  g_assert_cmpint (cosell_connection_check_get_state (check, 1), ==, COSELL_CHECK_WAITING);
  w->n_finished = 1;
  g_clear_object (&list);
  g_clear_object (&check);
  let_go (w);
}

/* What was under way tells nobody anything any more. */
static void
test_silence (World *w, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      guint n = 0;

      open_session (w, &functions[i]);
      start (w, &functions[i]);
      cosell_session_close (w->session);
      g_signal_connect (w->session, "notify", G_CALLBACK (notified_cb), &n);
      await_condition (is_finished, w);
      if (n > 0)
        g_error ("%s: %u properties changed after the session was closed", functions[i].name, n);
      g_signal_handlers_disconnect_by_data (w->session, &n);
      let_go (w);
    }
  g_clear_error (&w->outcome);
}

static gboolean
has_function (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, name))
      return TRUE;
  return FALSE;
}

/* The table is complete: the headers of the session and its account say what there is. */
static void
test_table (void)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("COSELL_TEST_DATA"), "..", "src", "app", NULL);
  g_autoptr (GRegex) regex =
      g_regex_new ("\\bcosell_(?:session_|(?=account_))([a-z_]+)_async\\s*\\(", 0, 0, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GHashTableIter iter;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      /* the door is what all of them go through */
      if (!g_str_has_suffix (name, ".h") || g_str_equal (name, "cosell-session-door.h"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        g_hash_table_add (found, g_match_info_fetch (match, 1));
    }
  g_assert_cmpuint (g_hash_table_size (found), >, 0);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL))
    if (!has_function (name))
      g_error ("cosell_session_%s_async or cosell_%s_async is not in the table of this test", name,
               name);
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    g_assert_true (g_hash_table_contains (found, functions[i].name));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-closed/table", test_table);
  g_test_add ("/session-closed/after-close", World, NULL, set_up, test_after_close, tear_down);
  g_test_add ("/session-closed/queued", World, NULL, set_up, test_queued, tear_down);
  g_test_add ("/session-closed/silence", World, NULL, set_up, test_silence, tear_down);
  g_test_add ("/session-closed/each-step", World, NULL, set_up, test_each_step, tear_down);
  g_test_add ("/session-closed/reads", World, NULL, set_up, test_reads, tear_down);
  return g_test_run ();
}
