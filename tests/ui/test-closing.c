/* test-closing.c: windows are closed in every order, while something that is under way still holds
 * them (P15). GTK 4.8 leaves a window that is held so with a pointer to a parent that is gone. */

#include "app-fixture.h"
#include "ui-test.h"

#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"
#include "support/await.h"
#include "support/fake-token-store.h"
#include "ui/assistant/cosell-duplicates.h"
#include "ui/conflict/cosell-conflict-dialog.h"
#include "ui/deal/cosell-deal-dialog.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deal/cosell-unsaved-list.h"
#include "ui/preferences/cosell-connection-page.h"
#include "ui/preferences/cosell-preferences.h"
#include "ui/shell/cosell-conflict-count.h"
#include "ui/shell/cosell-sign-in-dialog.h"
#include "ui/shell/cosell-window-unsaved.h"
#include "ui/shell/cosell-window.h"

#define MAX_WINDOWS 3

typedef struct
{
  AppFixture *app;
  GSettings *settings;
  gint64 received, accepted, lost;
  guint n_typed; /* a form is saved when it differs */

  GtkWidget *main; /* (nullable): a weak pointer */
} Fixture;

typedef struct
{
  const char *name;
  void (*open) (Fixture *f);
  guint n_windows; /* that it opens */
} Case;

/* --- the windows --- */

static GtkWidget *
deal_page (Fixture *f)
{
  return cosell_window_get_deal_page (COSELL_WINDOW (f->main));
}

static gboolean
deal_is_loaded (gpointer data)
{
  CosellDeal *deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (deal_page (data)));

  return deal != NULL && cosell_deal_is_loaded (deal);
}

static void
act (Fixture *f, gint64 deal, const char *action)
{
  cosell_window_open_deal (COSELL_WINDOW (f->main), deal);
  await_condition (deal_is_loaded, f);
  g_assert_true (gtk_widget_activate_action (deal_page (f), action, NULL));
}

/* Nobody is signed in: the person is about to be sent to a browser. */
static void
open_sign_in (Fixture *f)
{
  g_autoptr (FakeTokenStore) tokens = fake_token_store_new ();

  cosell_account_set_token (f->app->session->account, NULL);
  cosell_account_set_token_store (f->app->session->account, COSELL_TOKEN_STORE (tokens));
  gtk_window_present (
      GTK_WINDOW (cosell_sign_in_dialog_new (GTK_WINDOW (f->main), f->app->session)));
}

static void
open_form (Fixture *f)
{
  act (f, f->accepted, "deal.edit");
}

static gboolean
form_is_ready (gpointer dialog)
{
  return gtk_widget_get_sensitive (ui_get (dialog, COSELL_TYPE_DEAL_FORM, NULL));
}

static GtkWidget *
type_into_form (Fixture *f)
{
  g_autofree char *name = g_strdup_printf ("Typed %u", f->n_typed++);
  GtkWidget *dialog;

  open_form (f);
  dialog = ui_wait_window (COSELL_TYPE_DEAL_DIALOG);
  await_condition (form_is_ready, dialog);
  gtk_editable_set_text (GTK_EDITABLE (ui_get (dialog, ADW_TYPE_ENTRY_ROW, "Deal name")), name);
  return dialog;
}

/* Being saved: the callback that closes the dialog holds it. */
static void
open_saving (Fixture *f)
{
  gtk_widget_activate_action (type_into_form (f), "dialog.save", NULL);
}

static void
open_discard_form (Fixture *f)
{
  gtk_window_close (GTK_WINDOW (type_into_form (f)));
  ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
open_discarded (Fixture *f)
{
  GtkWidget *question;

  open_discard_form (f);
  question = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "discard");
  gtk_window_destroy (GTK_WINDOW (question));
}

static void
open_kept (Fixture *f)
{
  GAction *kept;

  cosell_window_unsaved_bind (COSELL_WINDOW (f->main), f->app->session);
  kept = g_action_map_lookup_action (G_ACTION_MAP (f->main), "kept");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (kept), TRUE);
  g_action_activate (kept, NULL);
}

static void
open_conflict (Fixture *f)
{
  cosell_conflict_dialog_present (GTK_WINDOW (f->main), f->app->session, f->accepted);
}

static void
open_assistant (Fixture *f)
{
  gtk_widget_activate_action (f->main, "win.new-deal", NULL);
}

static void
open_preferences (Fixture *f)
{
  cosell_preferences_show (GTK_WINDOW (f->main), f->settings, f->app->session, NULL);
}

static void
open_win (Fixture *f)
{
  act (f, f->accepted, "deal.win");
}

static void
open_refusal (Fixture *f)
{
  act (f, f->lost, "deal.accept");
}

static void
open_no_registration (Fixture *f)
{
  act (f, f->lost, "deal.register");
}

static void
open_decline (Fixture *f)
{
  act (f, f->received, "deal.decline");
}

static void
open_problem (Fixture *f)
{
  cosell_window_show_problem (COSELL_WINDOW (f->main), "Practice Mode Ended", "It ended.");
}

static void
open_about (Fixture *f)
{
  adw_show_about_window (GTK_WINDOW (f->main), "application-name", "Cosell", NULL);
}

static const Case cases[] = {
  { "sign-in", open_sign_in, 1 },
  { "form", open_form, 1 },
  { "saving", open_saving, 1 },
  { "discard-form", open_discard_form, 2 },
  { "discarded", open_discarded, 1 },
  { "kept", open_kept, 1 },
  { "conflict", open_conflict, 1 },
  { "assistant", open_assistant, 1 },
  { "preferences", open_preferences, 1 },
  { "win", open_win, 1 },
  { "refusal", open_refusal, 1 },
  { "no-registration", open_no_registration, 1 },
  { "decline", open_decline, 1 },
  { "problem", open_problem, 1 },
  { "about", open_about, 1 },
};

/* --- the orders --- */

static const guint orders[][MAX_WINDOWS] = {
  { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 },
};

/* one for all: its name on the bus is taken until the end */
static GtkApplication *application;

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static gboolean
all_are_open (gpointer data)
{
  return count_windows () == *(guint *) data;
}

static void
open_main (Fixture *f)
{
  f->main = GTK_WIDGET (cosell_window_new (application, f->app->session, f->settings));
  g_object_add_weak_pointer (G_OBJECT (f->main), (gpointer *) &f->main);
  gtk_window_present (GTK_WINDOW (f->main));
}

/* The main window first; all but it are held, as a callback holds them. */
static guint
hold_windows (Fixture *f, GtkWindow *windows[MAX_WINDOWS])
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  windows[n++] = GTK_WINDOW (f->main);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      GtkWindow *window = g_list_model_get_item (toplevels, i);

      if (window == GTK_WINDOW (f->main))
        g_object_unref (window);
      else
        windows[n++] = window;
    }
  return n;
}

static gboolean
main_is_gone (gpointer data)
{
  return ((Fixture *) data)->main == NULL;
}

/* What was under way for a window has ended, or does without it. */
static gboolean
nobody_holds_it (gpointer window)
{
  return G_OBJECT (window)->ref_count == 1;
}

static void
check_parent (GtkWindow *window, GtkWindow *windows[], guint n)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  for (guint i = 1; parent != NULL && i < n; i++)
    if (parent == windows[i])
      return;
  g_assert_null (parent);
}

static void
close_in_order (Fixture *f, const Case *c, const guint order[MAX_WINDOWS], gboolean backwards)
{
  GtkWindow *windows[MAX_WINDOWS];
  guint n = c->n_windows + 1;

  open_main (f);
  c->open (f);
  await_condition (all_are_open, &n);
  g_assert_cmpuint (hold_windows (f, windows), ==, n);
  for (guint i = 0; i < n; i++)
    ui_assert_mnemonics (GTK_WIDGET (windows[i]));
  /* in one turn of the main loop, so that nothing that is under way ends in between */
  for (guint i = 0; i < MAX_WINDOWS; i++)
    if (order[i] < n)
      gtk_window_destroy (windows[order[i]]);
  await_condition (main_is_gone, f);
  for (guint i = 1; i < n; i++)
    check_parent (windows[i], windows, n);
  for (guint i = 1; i < n; i++)
    await_condition (nobody_holds_it, windows[i]);
  for (guint i = 1; i < n; i++)
    g_object_unref (windows[backwards ? n - i : i]);
  ui_settle ();
  n = 0;
  await_condition (all_are_open, &n);
}

static void
test_case (Fixture *f, gconstpointer data)
{
  const Case *c = data;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (c->n_windows == 1 && orders[i][2] != 2)
        continue; /* there are two windows only */
      g_test_message ("order %u", i);
      close_in_order (f, c, orders[i], FALSE);
      close_in_order (f, c, orders[i], TRUE);
    }
}

/* --- what comes late --- */

static gboolean
flag_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer flag)
{
  return *(gboolean *) flag;
}

static gboolean
is_gone (gpointer widget)
{
  return *(gpointer *) widget == NULL;
}

/* A search for duplicates that waits for the end of typing, of a widget that is held longer than
 * the session is open. */
static void
test_late_search (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  GtkWidget *duplicates = g_object_ref_sink (g_object_new (COSELL_TYPE_DUPLICATES, NULL));
  gboolean later = FALSE;

  cosell_duplicates_bind (COSELL_DUPLICATES (duplicates), f->app->session,
                          cosell_draft_get_customer (draft));
  cosell_session_close (f->app->session);
  /* it fires after the timer of the widget, which was made before it and is shorter */
  g_timeout_add (250, flag_cb, &later);
  await_condition (is_set, &later);
  g_assert_cmpuint (cosell_duplicates_get_n_found (COSELL_DUPLICATES (duplicates)), ==, 0);
  g_object_add_weak_pointer (G_OBJECT (duplicates), (gpointer *) &duplicates);
  g_object_unref (duplicates);
  await_condition (is_gone, &duplicates);
}

/* A deal that is shown when the session is closed already. */
static void
test_late_deal (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, f->accepted);

  open_main (f);
  cosell_session_close (f->app->session);
  cosell_deal_page_set_deal (COSELL_DEAL_PAGE (deal_page (f)), deal);
  ui_settle ();
  gtk_window_destroy (GTK_WINDOW (f->main));
  await_condition (main_is_gone, f);
}

/* A deal that both sides renamed. */
static void
make_conflict (Fixture *f)
{
  g_autoptr (CosellJson) shown = app_show (f->app->session, f->accepted);
  g_autofree char *remote = app_text (cosell_json_root (shown), "remoteId");
  g_autofree char *edit =
      g_strdup_printf ("{\"as\":\"microsoft\",\"do\":\"edit\",\"id\":\"%s\",\"/name\":\"Theirs\"}",
                       remote);

  app_control_post (f->app, "act", edit);
  g_assert_true (app_set (f->app->session, f->accepted, "name", "Mine", NULL));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
}

static void
conflicts_are_read (Fixture *f)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_session_conflicts_async (f->app->session, 0, NULL, await_cb, &pending);
  result = await_result (&pending);
}

/* The answer to a click comes when the window was closed: it opens no other window. */
static void
test_late_click (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkWidget) held = NULL;
  GtkWidget *count;

  open_main (f);
  held = g_object_ref (f->main);
  make_conflict (f);
  app_wait_uint (f->app->session, "conflict-count", 1);
  count = ui_get (f->main, COSELL_TYPE_CONFLICT_COUNT, NULL);
  g_signal_emit_by_name (ui_get (count, GTK_TYPE_BUTTON, NULL), "clicked");
  gtk_window_destroy (GTK_WINDOW (f->main));
  /* asked for behind the click, so answered behind it */
  conflicts_are_read (f);
  ui_settle ();
  g_assert_cmpuint (count_windows (), ==, 0);
  g_clear_object (&held);
  await_condition (main_is_gone, f);
}

/* Preferences that are held longer than the main window have nobody to sign in with. */
static void
test_late_preferences (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkWidget) preferences = NULL;
  GtkWidget *page, *button;

  cosell_account_set_token (f->app->session->account, NULL);
  open_main (f);
  open_preferences (f);
  preferences = g_object_ref (ui_wait_window (ADW_TYPE_PREFERENCES_WINDOW));
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (preferences), "connection");
  page = ui_get (preferences, COSELL_TYPE_CONNECTION_PAGE, NULL);
  button = ui_get (page, GTK_TYPE_BUTTON, "_Sign In");
  gtk_window_destroy (GTK_WINDOW (f->main));
  await_condition (main_is_gone, f);
  g_signal_emit_by_name (button, "clicked");
  ui_settle ();
  g_assert_cmpuint (count_windows (), ==, 0);
}

/* --- the fixture --- */

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->app = app_fixture_new_synced (20);
  f->received = app_find (f->app->session, "status=received");
  f->accepted = app_find (f->app->session, "status=accepted");
  f->lost = app_find (f->app->session, "status=lost");
  f->settings = g_settings_new ("io.github.cosell.Cosell");
  if (application == NULL)
    {
      application = gtk_application_new ("io.github.cosell.Test", G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->settings);
  app_fixture_free (f->app);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/closing/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  g_test_add ("/closing/late-search", Fixture, NULL, set_up, test_late_search, tear_down);
  g_test_add ("/closing/late-deal", Fixture, NULL, set_up, test_late_deal, tear_down);
  g_test_add ("/closing/late-click", Fixture, NULL, set_up, test_late_click, tear_down);
  g_test_add ("/closing/late-preferences", Fixture, NULL, set_up, test_late_preferences, tear_down);
  return g_test_run ();
}
