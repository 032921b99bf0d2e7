/* Conflicts in the window (P4): notice, dialog, choices; and changes that came too late (P5). */
#include "app/cosell-session-commands.h"
#include "deal-fixture.h"

#include "support/await.h"
#include "support/json-text.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/outbox/cosell-outbox-page.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/words/cosell-conflict-text.h"

typedef DealFixture Fixture;

static char *
remote_of (Fixture *f, gint64 id)
{
  g_autoptr (CosellJson) shown = app_show (f->app->session, id);

  return app_text (cosell_json_root (shown), "remoteId");
}

/* Another person edits the deal at the service. members: JSON with ' for " */
static void
act (Fixture *f, gint64 id, const char *members)
{
  g_autofree char *remote = remote_of (f, id);
  g_autofree char *text =
      json_printf ("{'as':'microsoft','do':'edit','id':'%s',%s}", remote, members);

  app_control_post (f->app, "act", text);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  deal_fixture_open (f, app_fixture_new_synced (100));
}

/* A deal whose name and amount were changed on both sides, shown. */
static gint64
make_conflict (Fixture *f)
{
  gint64 id = app_find (f->app->session, "status=accepted");

  act (f, id, "'/name':'Theirs','/details/currency':'CHF'");
  g_assert_true (app_set (f->app->session, id, "name", "Mine", NULL));
  g_assert_true (app_set (f->app->session, id, "value", "4711", NULL));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  app_fixture_disconnect (f->app);
  deal_fixture_show (f, id);
  return id;
}

static GtkWidget *
open_dialog (Fixture *f)
{
  GtkWidget *dialog;

  ui_wait_shows (f->page, "Choose Which Values Are Right");
  deal_fixture_act (f, "deal.resolve");
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, "Deal name");
  return dialog;
}

/* The row with this title in the group of a field. */
static CosellCheckRow *
get_choice (GtkWidget *dialog, const char *field, const char *title)
{
  GtkWidget *label = ui_get (dialog, GTK_TYPE_LABEL, field);
  GtkWidget *group = gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_GROUP);

  return COSELL_CHECK_ROW (ui_get (group, COSELL_TYPE_CHECK_ROW, title));
}

static const char *
text_of (CosellCheckRow *row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

static gboolean
can_save (GtkWidget *dialog)
{
  return gtk_widget_get_sensitive (ui_get (dialog, GTK_TYPE_BUTTON, "Save"));
}

static void
test_shown (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog;

  make_conflict (f);
  dialog = open_dialog (f);
  g_assert_cmpstr (text_of (get_choice (dialog, "Deal name", "Yours")), ==, "Mine");
  g_assert_cmpstr (text_of (get_choice (dialog, "Deal name", "Partner Center")), ==, "Theirs");
  /* value and currency are one, and there is no question about the currency alone */
  g_assert_nonnull (strstr (text_of (get_choice (dialog, "Estimated value", "Yours")), "4,711"));
  g_assert_nonnull (
      strstr (text_of (get_choice (dialog, "Estimated value", "Partner Center")), "CHF"));
  g_assert_null (ui_find (dialog, GTK_TYPE_LABEL, "Currency"));
  /* nothing is chosen silently */
  g_assert_false (cosell_check_row_get_active (get_choice (dialog, "Deal name", "Yours")));
  g_assert_false (cosell_check_row_get_active (get_choice (dialog, "Deal name", "Partner Center")));
  g_assert_false (can_save (dialog));
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
}

/* Names of any length on both sides: in the sheet, its page with the history, and the outbox. */
static void
test_long (Fixture *f, gconstpointer data)
{
  gint64 id = app_find (f->app->session, "status=accepted");
  g_autofree char *theirs = g_strnfill (100000, 't');
  g_autofree char *mine = g_strnfill (100000, 'm');
  g_autofree char *members = g_strdup_printf ("'/name':'%s'", theirs);
  GtkWidget *outbox = cosell_outbox_page_new (f->app->session);
  GtkWidget *window = adw_window_new ();
  GtkWidget *dialog;

  adw_window_set_content (ADW_WINDOW (window), outbox);
  gtk_window_present (GTK_WINDOW (window));
  act (f, id, members);
  g_assert_true (app_set (f->app->session, id, "name", mine, NULL));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  app_fixture_disconnect (f->app);
  deal_fixture_show (f, id);
  ui_wait_shows (f->page, "Choose Which Value Is Right");
  deal_fixture_act (f, "deal.resolve");
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, "Deal name");
  ui_assert_bounded (dialog);
  ui_assert_bounded (f->window);
  ui_wait_shows (outbox, "Deal name");
  ui_assert_bounded (window);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The notice and the outbox say both answers as a person reads them. */
static void
test_notice (Fixture *f, gconstpointer data)
{
  gint64 id = app_find (f->app->session, "status=accepted");
  GtkWidget *window = adw_window_new ();
  GtkWidget *outbox = cosell_outbox_page_new (f->app->session);
  GtkWidget *shown[] = { f->page, outbox };

  act (f, id, "'/details/dealValue':21000003,'/details/currency':'SEK'");
  g_assert_true (app_set (f->app->session, id, "value", "19500000", NULL));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  deal_fixture_show (f, id);
  ui_wait_shows (f->page, "Choose Which Value Is Right");
  adw_window_set_content (ADW_WINDOW (window), outbox);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_shows (outbox, "Estimated value");
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_assert_nonnull (ui_find_part (shown[i], "19,500,000"));
      g_assert_nonnull (ui_find_part (shown[i], "21,000,003"));
      g_assert_nonnull (ui_find_part (shown[i], "SEK"));
      g_assert_null (ui_find_part (shown[i], "19500000"));
      g_assert_null (ui_find_part (shown[i], "21000003"));
    }
  g_assert_nonnull (ui_find (outbox, GTK_TYPE_BUTTON, "Decide…"));
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* One of each; what was not chosen is still there to be decided. */
static void
test_choose (Fixture *f, gconstpointer data)
{
  gint64 id = make_conflict (f);
  GtkWidget *dialog = open_dialog (f);
  g_autoptr (CosellJson) shown = NULL;

  cosell_check_row_set_active (get_choice (dialog, "Deal name", "Yours"), TRUE);
  g_assert_true (can_save (dialog));
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.save", NULL));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);

  deal_fixture_act (f, "deal.resolve");
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, "Estimated value");
  g_assert_null (ui_find (dialog, GTK_TYPE_LABEL, "Deal name"));
  cosell_check_row_set_active (get_choice (dialog, "Estimated value", "Partner Center"), TRUE);
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.save", NULL));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);

  shown = app_show (f->app->session, id);
  app_assert_text (cosell_json_root (shown), "name", "Mine");
  app_assert_text (cosell_json_root (shown), "currency", "CHF");
  app_assert_text (cosell_json_root (shown), "sync", "waiting");
}

static void
test_all (Fixture *f, gconstpointer data)
{
  gint64 id = make_conflict (f);
  GtkWidget *dialog = open_dialog (f);
  g_autoptr (CosellJson) shown = NULL;

  g_assert_true (gtk_widget_activate_action (dialog, "conflict.choose-all", "s", "mine"));
  g_assert_true (cosell_check_row_get_active (get_choice (dialog, "Deal name", "Yours")));
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.choose-all", "s", "theirs"));
  g_assert_false (cosell_check_row_get_active (get_choice (dialog, "Deal name", "Yours")));
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.save", NULL));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  shown = app_show (f->app->session, id);
  app_assert_text (cosell_json_root (shown), "name", "Theirs");
  app_assert_text (cosell_json_root (shown), "sync", "synced");
}

/* P11: a decision is an action like others: taken back, it is asked again. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  gint64 id = make_conflict (f);
  GtkWidget *dialog = open_dialog (f);
  g_autoptr (CosellJson) shown = NULL;

  app_wait_uint (f->app->session, "conflict-count", 1);
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.choose-all", "s", "theirs"));
  g_assert_true (gtk_widget_activate_action (dialog, "conflict.save", NULL));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  app_wait_uint (f->app->session, "conflict-count", 0);
  cosell_session_undo_deal_async (f->app->session, id, NULL, NULL, NULL);
  app_wait_uint (f->app->session, "conflict-count", 1);
  shown = app_show (f->app->session, id);
  app_assert_text (cosell_json_root (shown), "name", "Mine");
  app_assert_text (cosell_json_root (shown), "sync", "conflict");
}

/* By keyboard: the first question has the focus; each row is one stop; the keys save and close. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  gint64 id = make_conflict (f);
  GtkWidget *dialog = open_dialog (f);
  CosellCheckRow *yours = get_choice (dialog, "Deal name", "Yours");
  g_autoptr (CosellJson) shown = NULL;

  g_assert_true (ui_get_focus (dialog) == GTK_WIDGET (yours));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (yours)));
  g_assert_true (cosell_check_row_get_active (yours));
  gtk_widget_child_focus (dialog, GTK_DIR_TAB_FORWARD);
  g_assert_true (ui_get_focus (dialog) ==
                 GTK_WIDGET (get_choice (dialog, "Deal name", "Partner Center")));
  g_assert_true (ui_key (dialog, "<Control>Return"));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  deal_fixture_act (f, "deal.resolve");
  dialog = ui_wait_window (COSELL_TYPE_CONFLICT_DIALOG);
  ui_wait_shows (dialog, "Estimated value");
  g_assert_true (ui_key (dialog, "Escape"));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
  shown = app_show (f->app->session, id);
  app_assert_text (cosell_json_root (shown), "name", "Mine");
  app_assert_text (cosell_json_root (shown), "sync", "conflict");
}

/* Decided elsewhere meanwhile: the dialog says so. */
static void
test_decided_elsewhere (Fixture *f, gconstpointer data)
{
  gint64 id = make_conflict (f);
  GtkWidget *dialog = open_dialog (f);
  GPtrArray *decisions = cosell_conflict_decisions_new ();

  g_ptr_array_add (decisions,
                   cosell_conflict_decision_new ("all", COSELL_CONFLICT_CHOICE_THEIRS, NULL));
  cosell_session_resolve_async (f->app->session, id, decisions, NULL, NULL, NULL);
  ui_wait_shows (dialog, "Nothing Left to Decide");
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_CONFLICT_DIALOG);
}

/* --- P5 --- */

static void
draft_made_cb (CosellDealPage *page, gint64 draft, gint64 *made)
{
  *made = draft;
}

static gboolean
is_set (gpointer data)
{
  return *(gint64 *) data != 0;
}

/* The work in a draft of its own; the deal and what waits for it stay as they are. */
static void
copy_into_draft (Fixture *f)
{
  gint64 made = 0;
  g_autoptr (CosellJson) shown = NULL;
  g_autoptr (CosellJson) outbox = NULL;

  ui_wait_shows (f->page, "A Change Came Too Late");
  ui_get (f->page, GTK_TYPE_BUTTON, "Copy as Text");
  g_signal_connect (f->page, "draft-made", G_CALLBACK (draft_made_cb), &made);
  deal_fixture_act (f, "deal.recreate");
  await_condition (is_set, &made);
  shown = app_show (f->app->session, made);
  app_assert_text (cosell_json_root (shown), "status", "draft");
  app_assert_text (cosell_json_root (shown), "notes", "My careful work");
  app_assert_text (cosell_json_root (shown), "value", "4711.00");
  outbox = app_outbox (f->app->session);
  g_assert_cmpuint (cosell_json_length (cosell_json_root (outbox)), ==, 1);
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  const char *substatus = data;
  gint64 id = app_find (f->app->session, "status=accepted");
  g_autofree char *members = g_strdup_printf ("'/status':'Closed','/substatus':'%s'", substatus);

  g_assert_true (app_set (f->app->session, id, "notes", "My careful work", NULL));
  g_assert_true (app_set (f->app->session, id, "value", "4711", NULL));
  act (f, id, members);
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  deal_fixture_show (f, id);
  copy_into_draft (f);
}

int
main (int argc, char **argv)
{
  static const char *const ends[] = { "Won", "Lost", "Declined", "Expired", "Error" };

  ui_test_init (&argc, &argv);
  g_test_add ("/conflict/P4-shown", Fixture, NULL, set_up, test_shown, deal_fixture_close);
  g_test_add ("/conflict/P4-notice", Fixture, NULL, set_up, test_notice, deal_fixture_close);
  g_test_add ("/conflict/long", Fixture, NULL, set_up, test_long, deal_fixture_close);
  g_test_add ("/conflict/P4-choose", Fixture, NULL, set_up, test_choose, deal_fixture_close);
  g_test_add ("/conflict/P4-all", Fixture, NULL, set_up, test_all, deal_fixture_close);
  g_test_add ("/conflict/keys", Fixture, NULL, set_up, test_keys, deal_fixture_close);
  g_test_add ("/conflict/P11-undo", Fixture, NULL, set_up, test_undo, deal_fixture_close);
  g_test_add ("/conflict/decided-elsewhere", Fixture, NULL, set_up, test_decided_elsewhere,
              deal_fixture_close);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat ("/conflict/P5-", ends[i], NULL);

      g_test_add (path, Fixture, ends[i], set_up, test_closed, deal_fixture_close);
    }
  return g_test_run ();
}
