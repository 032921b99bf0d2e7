/* The life of a deal on its page (rules D, E3): buttons, dialogs, undo, what is refused and why. */
#include "deal-fixture.h"

#include <glib/gstdio.h>

#include "app/cosell-session-commands.h"
#include "app/cosell-profile.h"
#include "base/cosell-time.h"
#include "model/cosell-draft.h"
#include "model/cosell-eligibility.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-action-bar.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-request-section.h"
#include "ui/deal/cosell-win-notice.h"
#include "ui/preferences/cosell-preferences.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/words/cosell-format.h"
#include "model/cosell-people.h"

typedef DealFixture Fixture;

/* A page that shows the first deal of the filter, offline: nothing is sent by itself. */
static void
set_up (Fixture *f, gconstpointer filter)
{
  deal_fixture_open (f, app_fixture_new_synced (g_str_has_prefix (filter, "type=") ? 60 : 30));
  app_fixture_disconnect (f->app);
  cosell_session_set_undo_window (f->app->session, 10);
  deal_fixture_show (f, app_find (f->app->session, filter));
}

/* --- acting --- */

static void
mark_stage (Fixture *f, const char *stage)
{
  g_assert_true (gtk_widget_activate_action (f->page, "deal.stage", "s", stage));
}

typedef struct
{
  Fixture *f;
  int stage;
} WantedStage;

static gboolean
has_stage (gpointer data)
{
  WantedStage *wanted = data;

  return cosell_deal_get_data (wanted->f->deal)->stage == wanted->stage;
}

static void
wait_stage (Fixture *f, int stage)
{
  WantedStage wanted = { f, stage };

  await_condition (has_stage, &wanted);
  ui_settle ();
}

static GtkWidget *
open_dialog (Fixture *f, const char *action)
{
  deal_fixture_act (f, action);
  return ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
}

static void
choose (GtkWidget *dialog, const char *reason)
{
  cosell_check_row_set_active (COSELL_CHECK_ROW (ui_get (dialog, COSELL_TYPE_CHECK_ROW, reason)),
                               TRUE);
}

static void
write_notes (GtkWidget *dialog, const char *text)
{
  g_object_set (ui_get (dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", text, NULL);
}

/* Answers the message dialog that is there, or comes. */
static void
respond (const char *response)
{
  GtkWidget *dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
}

/* What the message dialog that comes says; closes it. (transfer full) */
static char *
read_message (void)
{
  GtkWidget *dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  char *body = g_strdup (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)));

  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  return body;
}

/* --- checking --- */

typedef struct
{
  Fixture *f;
  CosellDealStatus status;
} Wanted;

static gboolean
has_status (gpointer data)
{
  Wanted *wanted = data;

  return cosell_deal_get_data (wanted->f->deal)->status == (int) wanted->status;
}

static void
wait_status (Fixture *f, CosellDealStatus status)
{
  Wanted wanted = { f, status };

  await_condition (has_status, &wanted);
  ui_settle ();
}

static gboolean
has_toast (gpointer data)
{
  return ((Fixture *) data)->toast != NULL;
}

static void
assert_toast (Fixture *f, const char *text)
{
  await_condition (has_toast, f);
  g_assert_cmpstr (adw_toast_get_title (f->toast), ==, text);
}

static void
undo (Fixture *f)
{
  g_autoptr (AdwToast) toast = NULL;

  await_condition (has_toast, f);
  toast = g_steal_pointer (&f->toast);
  g_assert_cmpstr (adw_toast_get_button_label (toast), ==, "_Undo");
  g_assert_cmpuint (adw_toast_get_timeout (toast), >, 0);
  g_signal_emit_by_name (toast, "button-clicked");
  assert_toast (f, "Undone");
}

static gboolean
offers (Fixture *f, const char *button)
{
  GtkWidget *actions = ui_find (f->page, COSELL_TYPE_DEAL_ACTION_BAR, NULL);

  return actions != NULL && ui_find (actions, GTK_TYPE_BUTTON, button) != NULL;
}

static gboolean
shows_error (GtkWidget *dialog, const char *text)
{
  return ui_shows (dialog, text);
}

/* The only change that waits. */
static CosellJson *
only_entry (Fixture *f, CosellJsonValue *entry)
{
  CosellJson *outbox = app_outbox (f->app->session);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 1);
  *entry = cosell_json_element (cosell_json_root (outbox), 0);
  return outbox;
}

static void
assert_nothing_waits (Fixture *f)
{
  g_autoptr (CosellJson) outbox = app_outbox (f->app->session);

  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 0);
}

static char *
document (Fixture *f)
{
  return g_strdup (cosell_deal_get_own_text (f->deal));
}

static gboolean
document_is_back (gpointer data)
{
  gpointer *both = data;
  Fixture *f = both[0];

  return g_strcmp0 (cosell_deal_get_own_text (f->deal), both[1]) == 0;
}

static void
wait_document (Fixture *f, const char *text)
{
  gpointer both[] = { f, (gpointer) text };

  await_condition (document_is_back, both);
}

/* --- what stands there --- */

static void
test_buttons (Fixture *f, gconstpointer filter)
{
  gboolean received = g_str_equal (filter, "status=received");
  gboolean accepted = g_str_equal (filter, "status=accepted");

  g_assert_cmpint (offers (f, "Accept"), ==, received);
  g_assert_cmpint (offers (f, "Decline"), ==, received);
  g_assert_cmpint (offers (f, "Won"), ==, accepted);
  g_assert_cmpint (offers (f, "Lost"), ==, accepted);
}

/* D7: stays visible, says why, in words and when it is pressed. */
static void
test_assessment (Fixture *f, gconstpointer filter)
{
  const char *reason = "Every stage of a solution assessment is marked before it is won. Mark the "
                       "stages that are left, one at a time.";
  GtkWidget *won = ui_get (f->page, GTK_TYPE_BUTTON, "Won");
  g_autofree char *message = NULL;
  g_autofree char *skipped = NULL;

  if (cosell_deal_get_data (f->deal)->stage >= 80)
    {
      g_test_skip ("the sample has no assessment with stages left");
      return;
    }
  g_assert_true (gtk_widget_is_sensitive (won));
  g_assert_true (ui_shows (f->page, reason));
  gtk_test_accessible_assert_property (won, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason);
  deal_fixture_act (f, "deal.win");
  message = read_message ();
  g_assert_cmpstr (message, ==, reason);
  mark_stage (f, "80");
  skipped = read_message ();
  g_assert_true (g_str_has_prefix (skipped, "The stages of a solution assessment are marked one "
                                            "at a time"));
  assert_nothing_waits (f);
}

/* (nullable) */
static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (COSELL_IS_DEAL_DIALOG (window))
        return window;
    }
  return NULL;
}

/* B6, D10: no action is left, and each says so; nothing of the page edits any more. */
static void
test_closed (Fixture *f, gconstpointer filter)
{
  static const char *const actions[] = { "deal.accept", "deal.decline", "deal.win", "deal.lose",
                                         "deal.error" };
  /* what takes no parameter; the others are asked by their buttons */
  static const char *const edits[] = { "deal.edit", "deal.add-member", "deal.add-solution" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *message = NULL;

      deal_fixture_act (f, actions[i]);
      message = read_message ();
      g_assert_nonnull (strstr (message, "a closed deal cannot be changed any more"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      gtk_widget_activate_action (f->page, edits[i], NULL);
      ui_settle ();
      g_assert_null (find_dialog ());
    }
  mark_stage (f, "20");
  g_free (read_message ());
  assert_nothing_waits (f);
}

/* --- accepting and declining --- */

static void
test_accept (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.accept");
  const CosellDealData *data = cosell_deal_get_data (f->deal);
  g_autofree char *before = document (f);
  g_autoptr (CosellJson) outbox = NULL;
  CosellJsonValue entry;

  /* prefilled */
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_get (dialog, ADW_TYPE_ENTRY_ROW, "Deal name"))),
                   ==, data->name);
  ui_type (dialog, "Deal name", "");
  deal_fixture_save_form (dialog);
  g_assert_true (shows_error (dialog, "Give the deal a name that identifies it later."));
  ui_type (dialog, "Deal name", "Accepted with care");
  ui_type (dialog, "Estimated value", "");
  deal_fixture_save_form (dialog);
  g_assert_true (shows_error (dialog, "Give the value that you expect."));
  ui_type (dialog, "Estimated value", "4321");
  ui_type (dialog, "CRM ID", "CRM-77");
  g_signal_emit_by_name (ui_get (dialog, GTK_TYPE_BUTTON, "Add a Team Member"), "clicked");
  ui_type (dialog, "First name", "Ola");
  deal_fixture_save_form (dialog);
  g_assert_true (shows_error (dialog, "The last name is missing."));
  ui_type (dialog, "Last name", "Lind");
  ui_type (dialog, "Phone", "+46 40 200");
  ui_type (dialog, "E-mail", "ola.lind@fabrikam.example");
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_status (f, COSELL_DEAL_STATUS_ACCEPTED);
  assert_toast (f, "Deal accepted");
  g_assert_cmpstr (cosell_deal_get_data (f->deal)->name, ==, "Accepted with care");
  g_assert_true (offers (f, "Won"));
  g_assert_false (offers (f, "Accept"));
  outbox = only_entry (f, &entry);
  app_assert_text (entry, "state", "pending");
  g_assert_true (cosell_json_is_present (cosell_json_pointer (entry, "/fields/~1status")));
  g_assert_true (cosell_json_is_present (cosell_json_pointer (entry, "/fields/~1team")));

  undo (f);
  wait_status (f, COSELL_DEAL_STATUS_RECEIVED);
  wait_document (f, before);
  assert_nothing_waits (f);
  g_assert_true (offers (f, "Accept"));
}

static void
test_decline (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.decline");
  g_autoptr (CosellJson) outbox = NULL;
  CosellJsonValue entry;

  g_assert_true (gtk_widget_has_css_class (ui_get (dialog, GTK_TYPE_BUTTON, "Close Deal"),
                                           "destructive-action"));
  write_notes (dialog, "We have nobody in Spain.");
  deal_fixture_save_form (dialog);
  g_assert_true (shows_error (dialog, "Choose a reason first."));
  choose (dialog, "Not a customer");
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_status (f, COSELL_DEAL_STATUS_DECLINED);
  assert_toast (f, "Deal declined");
  outbox = only_entry (f, &entry);
  g_assert_true (cosell_json_string_equal (cosell_json_pointer (entry, "/fields/~1statusReason/1"),
                                           "Not a customer"));
  g_assert_true (g_str_has_prefix (cosell_deal_get_notes (f->deal), "We have nobody in Spain."));
  g_assert_null (ui_find (f->page, COSELL_TYPE_DEAL_ACTION_BAR, NULL));
}

/* --- stages --- */

static void
test_stages (Fixture *f, gconstpointer filter)
{
  gint64 stage = cosell_deal_get_data (f->deal)->stage;
  g_autofree char *before = document (f);

  mark_stage (f, stage == 60 ? "40" : "60");
  assert_toast (f, stage == 60 ? "Stage: Developed" : "Stage: Proposed");
  undo (f);
  wait_document (f, before);
  g_assert_cmpint (cosell_deal_get_data (f->deal)->stage, ==, stage);
}

/* At 80 % Won comes next, and is the button that stands out; another stage stays within reach. */
static void
test_main_button (Fixture *f, gconstpointer filter)
{
  GtkWidget *won = ui_get (f->page, GTK_TYPE_BUTTON, "Won");

  if (cosell_deal_get_data (f->deal)->stage >= 80)
    {
      mark_stage (f, "40");
      wait_stage (f, 40);
    }
  g_assert_false (gtk_widget_has_css_class (won, "suggested-action"));
  mark_stage (f, "80");
  wait_stage (f, 80);
  g_assert_true (gtk_widget_has_css_class (won, "suggested-action"));
  g_assert_true (ui_shows (f->page, "Another Stage"));
}

/* --- ends --- */

/* Undone exactly, by the toast and by the action. */
static void
test_lose (Fixture *f, gconstpointer filter)
{
  g_autofree char *before = document (f);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *dialog = open_dialog (f, "deal.lose");

      choose (dialog, "Customer chose another vendor");
      deal_fixture_save_form (dialog);
      ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
      wait_status (f, COSELL_DEAL_STATUS_LOST);
      assert_toast (f, "Deal marked as lost");
      if (i == 0)
        undo (f);
      else
        deal_fixture_act (f, "deal.undo");
      wait_status (f, COSELL_DEAL_STATUS_ACCEPTED);
      wait_document (f, before);
      assert_nothing_waits (f);
      g_clear_object (&f->toast);
    }
}

/* A reason that asks for notes gets them; what was typed stays in the dialog until then. */
static void
test_error (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.error");

  choose (dialog, "Others (explain in notes)");
  deal_fixture_save_form (dialog);
  g_assert_true (
      shows_error (dialog, "This reason asks for an explanation. Write it into the notes."));
  write_notes (dialog, "Made twice.");
  deal_fixture_save_form (dialog);
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
  wait_status (f, COSELL_DEAL_STATUS_ERROR);
}

/* Accepted elsewhere while the dialog is open: the error is said in it, what was typed stays. */
static void
test_survives (Fixture *f, gconstpointer filter)
{
  GtkWidget *dialog = open_dialog (f, "deal.decline");
  CosellEdit *edit = cosell_edit_new (cosell_deal_get_id (f->deal));
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *notes = NULL;
  GAsyncResult *pending = NULL;

  choose (dialog, "Not a customer");
  write_notes (dialog, "A long explanation.");
  cosell_session_accept_async (f->app->session, edit, NULL, await_cb, &pending);
  result = await_result (&pending);
  g_assert_true (cosell_session_finish (f->app->session, result, NULL));
  deal_fixture_save_form (dialog);
  ui_wait_shows (dialog, "The deal was accepted already. It can be marked as won or lost, or "
                         "closed as an error.");
  g_object_get (ui_get (dialog, COSELL_TYPE_NOTE_EDITOR, NULL), "text", &notes, NULL);
  g_assert_cmpstr (notes, ==, "A long explanation.");
  gtk_window_close (GTK_WINDOW (dialog));
  respond ("discard");
  ui_wait_no_window (COSELL_TYPE_DEAL_DIALOG);
}

/* --- won --- */

static void
test_win (Fixture *f, gconstpointer filter)
{
  g_autofree char *before = document (f);

  deal_fixture_act (f, "deal.win");
  respond ("anyway");
  wait_status (f, COSELL_DEAL_STATUS_WON);
  assert_toast (f, "Deal marked as won");
  g_assert_cmpuint (adw_toast_get_timeout (f->toast), ==, 10);
  undo (f);
  wait_status (f, COSELL_DEAL_STATUS_ACCEPTED);
  wait_document (f, before);
}

/* E1: that a deal can never be registered is said before it freezes. */
static void
test_win_never (Fixture *f, gconstpointer filter)
{
  g_autofree char *body = NULL;

  for (int stage = 20; stage <= 80; stage += 20)
    {
      g_autofree char *text = g_strdup_printf ("%d", stage);

      if (cosell_deal_get_data (f->deal)->stage >= stage)
        continue;
      mark_stage (f, text);
      wait_stage (f, stage);
    }
  deal_fixture_act (f, "deal.win");
  body = read_message ();
  g_assert_nonnull (strstr (body, "This deal cannot be registered after it is won. A solution "
                                  "assessment cannot be registered."));
}

/* A partner-led deal with an eligible solution, made a moment ago. */
static gint64
make_fresh_deal (Fixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (CosellSolution) solution = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_object_set (draft, "visible-to-microsoft", TRUE, NULL);
  id = app_save_draft (f->app->session, 0, draft);
  g_assert_true (app_submit (f->app->session, id, &error));
  return id;
}

static gboolean
is_scheduled (gpointer data)
{
  return cosell_deal_get_data (((Fixture *) data)->deal)->scheduled_at != COSELL_NO_TIME;
}

static gboolean
is_not_scheduled (gpointer data)
{
  return !is_scheduled (data);
}

typedef struct
{
  GtkWidget *root;
  const char *label;
} WantedButton;

static gboolean
has_button (gpointer data)
{
  WantedButton *wanted = data;

  return ui_find (wanted->root, GTK_TYPE_BUTTON, wanted->label) != NULL;
}

static void
ui_wait_button (GtkWidget *root, const char *label)
{
  WantedButton wanted = { root, label };

  await_condition (has_button, &wanted);
}

static void
test_when_safe (Fixture *f, gconstpointer filter)
{
  gint64 id = make_fresh_deal (f);
  GtkWidget *dialog;
  g_autoptr (CosellJson) outbox = NULL;
  g_autofree char *when = NULL;

  deal_fixture_show (f, id);
  deal_fixture_act (f, "deal.win");
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "72 hours"));
  g_assert_true (adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (dialog), "anyway"));
  respond ("when-safe");
  await_condition (has_toast, f);
  g_assert_true (g_str_has_prefix (adw_toast_get_title (f->toast), "Deal will be marked as won"));
  g_assert_cmpint (cosell_deal_get_data (f->deal)->status, ==, COSELL_DEAL_STATUS_ACCEPTED);
  await_condition (is_scheduled, f);
  ui_settle ();
  outbox = app_outbox (f->app->session);
  app_assert_text (cosell_json_element (cosell_json_root (outbox), 1), "state", "scheduled");
  when = cosell_format_status (cosell_deal_get_data (f->deal), cosell_format_now ());
  g_assert_true (g_str_has_prefix (when, "Scheduled: won "));
  ui_wait_shows (f->page, when);
  ui_wait_button (f->page, "Do Not Mark");
  g_signal_emit_by_name (ui_get (f->page, GTK_TYPE_BUTTON, "Do Not Mark"), "clicked");
  await_condition (is_not_scheduled, f);
  ui_settle ();
  g_assert_null (ui_find (f->page, GTK_TYPE_BUTTON, "Do Not Mark"));
  g_assert_true (offers (f, "Won"));
}

/* E3: before anybody presses Won, with the instant; then it waits and can be taken back. */
static void
test_page_says_so (Fixture *f, gconstpointer filter)
{
  gint64 id = make_fresh_deal (f);
  GtkWidget *notice;
  g_autofree char *when = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  g_assert_null (ui_find (f->page, COSELL_TYPE_WIN_NOTICE, NULL));
  deal_fixture_show (f, id);
  ui_wait_shows (f->page, "Won Within 72 Hours May Cost the Registration");
  ui_get (f->page, GTK_TYPE_BUTTON, "Mark as Won After 72 Hours");
  app_fixture_reconnect (f->app);
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  when = cosell_format_instant (cosell_eligibility_safe_at (cosell_deal_get_data (f->deal)));
  title = g_strdup_printf ("Won Before %s May Cost the Registration", when);
  label = g_strdup_printf ("Mark as Won on %s", when);
  ui_wait_shows (f->page, title);
  app_fixture_disconnect (f->app);
  notice = ui_get (f->page, COSELL_TYPE_WIN_NOTICE, NULL);
  g_signal_emit_by_name (ui_get (notice, GTK_TYPE_BUTTON, label), "clicked");
  await_condition (is_scheduled, f);
  ui_settle ();
  g_assert_null (ui_find (f->page, COSELL_TYPE_WIN_NOTICE, NULL));
}

/* --- preferences --- */

/* The hold is what the preferences say. */
static void
test_preferences (void)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-preferences-XXXXXX", NULL);
  g_autoptr (GSettings) settings = cosell_profile_settings (dir);
  GtkWidget *window;
  GtkWidget *spin;

  g_assert_nonnull (settings);
  g_assert_cmpuint (g_settings_get_uint (settings, "undo-hold"), ==, COSELL_DEFAULT_UNDO_WINDOW);
  window = cosell_preferences_new (NULL, settings, NULL);
  gtk_window_present (GTK_WINDOW (window));
  spin = ui_get (window, GTK_TYPE_SPIN_BUTTON, NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 99);
  g_assert_cmpuint (g_settings_get_uint (settings, "undo-hold"), ==, 60);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 0);
  g_assert_cmpuint (g_settings_get_uint (settings, "undo-hold"), ==, 0);
  /* the row's title names it */
  gtk_test_accessible_assert_relation (spin, GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                       ui_get (window, GTK_TYPE_LABEL, "Seconds to undo"), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
  g_rmdir (dir);
}

/* --- recreate --- */

static void
draft_made_cb (CosellDealPage *page, gint64 draft, gint64 *made)
{
  *made = draft;
}

static gboolean
is_made (gpointer data)
{
  return *(gint64 *) data != 0;
}

/* D12: a draft with the same words; refused for a deal that is open. */
static void
test_recreate (Fixture *f, gconstpointer filter)
{
  g_autoptr (CosellDeal) draft = NULL;
  gint64 made = 0;

  g_signal_connect (f->page, "draft-made", G_CALLBACK (draft_made_cb), &made);
  g_signal_emit_by_name (ui_get (f->page, GTK_TYPE_BUTTON, "Recreate"), "clicked");
  await_condition (is_made, &made);
  draft = cosell_session_dup_deal (f->app->session, made);
  g_assert_cmpint (cosell_deal_get_data (draft)->status, ==, COSELL_DEAL_STATUS_DRAFT);
  g_assert_cmpstr (cosell_deal_get_data (draft)->name, ==, cosell_deal_get_data (f->deal)->name);
  assert_nothing_waits (f);
}

static void
test_recreate_open (Fixture *f, gconstpointer filter)
{
  g_autofree char *message = NULL;

  deal_fixture_act (f, "deal.recreate");
  message = read_message ();
  g_assert_true (g_str_has_prefix (message, "The deal is still open."));
}

/* D14: what the answer rests on: all of it, or that it is not said. */
static void
assert_request (Fixture *f, gboolean received)
{
  static const char *const titles[] = { "Why you were invited", "Help asked for", "Your share",
                                        "Close date" };
  GtkWidget *section = ui_get (f->page, COSELL_TYPE_REQUEST_SECTION, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *row = ui_find (section, ADW_TYPE_ACTION_ROW, titles[i]);

      g_assert_cmpint (row != NULL && gtk_widget_get_visible (row), ==, received);
      if (received)
        g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), !=, "");
    }
}

static void
test_own_deal_has_no_request (Fixture *f, gconstpointer filter)
{
  g_assert_null (ui_find (f->page, COSELL_TYPE_REQUEST_SECTION, NULL));
}

/* G1, D14: who is mailed; the customer can be called and written to before the answer. */
static void
test_received (Fixture *f, gconstpointer filter)
{
  g_autoptr (CosellContact) contact = g_list_model_get_item (
      G_LIST_MODEL (cosell_customer_get_contacts (cosell_deal_get_customer_profile (f->deal))), 0);
  GtkWidget *row = ui_get (f->page, ADW_TYPE_ACTION_ROW, cosell_contact_get_display_name (contact));

  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)),
                            cosell_contact_get_email (contact)));
  g_assert_true (gtk_widget_is_sensitive (ui_get (row, GTK_TYPE_BUTTON, NULL)));
  assert_request (f, TRUE);
  g_assert_true (ui_shows (f->page,
                           "Partner Center mails your referral admins of this location when a deal "
                           "comes in and when it is about to expire. Your answer is mailed to the "
                           "sender’s team."));
}

int
main (int argc, char **argv)
{
#define add(path, filter, func) g_test_add (path, Fixture, filter, set_up, func, deal_fixture_close)
  ui_test_init (&argc, &argv);
  add ("/ui/deal-lifecycle/D1/received", "status=received", test_buttons);
  add ("/ui/deal-lifecycle/D5/accepted", "status=accepted", test_buttons);
  add ("/ui/deal-lifecycle/B6/closed", "status=won", test_buttons);
  add ("/ui/deal-lifecycle/D7/assessment", "type=solution-assessment", test_assessment);
  add ("/ui/deal-lifecycle/D10-B6/won", "status=won", test_closed);
  add ("/ui/deal-lifecycle/D10-B6/expired", "status=expired", test_closed);
  add ("/ui/deal-lifecycle/D7/main-button", "status=accepted", test_main_button);
  add ("/ui/deal-lifecycle/D2/accept", "status=received", test_accept);
  add ("/ui/deal-lifecycle/D3/decline", "status=received", test_decline);
  add ("/ui/deal-lifecycle/D6/stages", "status=accepted", test_stages);
  add ("/ui/deal-lifecycle/D9-P11/lose", "status=accepted", test_lose);
  add ("/ui/deal-lifecycle/D9/error", "status=accepted", test_error);
  add ("/ui/deal-lifecycle/P1/dialog-survives", "status=received", test_survives);
  add ("/ui/deal-lifecycle/D10/win", "status=accepted", test_win);
  add ("/ui/deal-lifecycle/E1/win-never", "type=solution-assessment", test_win_never);
  add ("/ui/deal-lifecycle/E3/when-safe", "status=accepted", test_when_safe);
  add ("/ui/deal-lifecycle/E3/page-says-so", "status=accepted", test_page_says_so);
  add ("/ui/deal-lifecycle/D12/recreate", "status=lost", test_recreate);
  add ("/ui/deal-lifecycle/D12/open", "status=received", test_recreate_open);
  add ("/ui/deal-lifecycle/D14-G1/received", "status=received", test_received);
  add ("/ui/deal-lifecycle/D14/own", "direction=outbound", test_own_deal_has_no_request);
  g_test_add_func ("/ui/deal-lifecycle/D10/preferences", test_preferences);
  return g_test_run ();
}
