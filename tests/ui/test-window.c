/* The main window over a real session and the practice server, offline: what comes back to it from
 * the assistant. */
#include <glib/gstdio.h>
#include <string.h>

#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "app/cosell-profile.h"
#include "support/await.h"
#include "ui/advice/cosell-advice-page.h"
#include "ui/assistant/cosell-assistant.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/shell/cosell-sign-in-dialog.h"
#include "ui/shell/cosell-window.h"
#include "ui/words/cosell-format.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
} Fixture;

static void
open_window (Fixture *f)
{
  f->window = window_fixture_open (f->app->session, NULL, 360, 640);
  ui_settle ();
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (20);
  app_fixture_disconnect (f->app);
  open_window (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  app_fixture_free (f->app);
}

static GtkWidget *
open_assistant (Fixture *f)
{
  gtk_widget_activate_action (f->window, "win.new-deal", NULL);
  return ui_wait_window (COSELL_TYPE_ASSISTANT);
}

static guint
count_drafts (Fixture *f)
{
  g_autoptr (CosellJson) list =
      app_list (f->app->session, COSELL_TAB_OUTBOUND, "status=draft", NULL);

  return cosell_json_length (cosell_json_root (list));
}

static gboolean
is_saved (gpointer assistant)
{
  return cosell_assistant_get_draft_id (COSELL_ASSISTANT (assistant)) != 0;
}

static gboolean
has_draft (gpointer data)
{
  return count_drafts (data) == 1;
}

/* A draft that was deleted comes back, with what was typed. */
static void
test_deleted_draft (Fixture *f, gconstpointer data)
{
  GtkWidget *assistant = open_assistant (f);

  gtk_editable_set_text (GTK_EDITABLE (ui_get (assistant, ADW_TYPE_ENTRY_ROW, "Customer name")),
                         "Zeta Robotics AB");
  await_condition (is_saved, assistant);
  gtk_widget_activate_action (assistant, "assistant.delete", NULL);
  ui_wait_no_window (COSELL_TYPE_ASSISTANT);
  g_assert_cmpuint (count_drafts (f), ==, 0);
  ui_wait_shows (f->window, "Draft deleted");
  g_signal_emit_by_name (ui_get (f->window, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  await_condition (has_draft, f);
  app_find (f->app->session, "customer=Zeta Robotics AB");
}

static gboolean
deal_is_shown (gpointer data)
{
  Fixture *f = data;
  GtkWidget *deal_page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));

  return deal_page != NULL && cosell_deal_page_get_deal (COSELL_DEAL_PAGE (deal_page)) != NULL;
}

/* Though nothing of it is shown yet. */
static GtkWidget *
find_deal_page (GtkWidget *root)
{
  GtkWidget *found = COSELL_IS_DEAL_PAGE (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_deal_page (child);
  return found;
}

static gboolean
deal_page_is_there (gpointer data)
{
  return find_deal_page (((Fixture *) data)->window) != NULL;
}

/* Neither the start nor the first click waits for it. The leaflet asks the pane for its height at
 * widths that it does not get. */
static void
test_deal_page (Fixture *f, gconstpointer data)
{
  GtkWidget *page, *pane;
  int least;

  window_fixture_wait_rows (f->window);
  await_condition (deal_page_is_there, f);
  page = find_deal_page (f->window);
  g_assert_true (cosell_window_get_deal_page (COSELL_WINDOW (f->window)) == page);
  g_assert_null (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page)));
  pane = gtk_widget_get_ancestor (page, ADW_TYPE_BIN);
  gtk_widget_set_visible (pane, TRUE);
  gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, >, 0);
  gtk_widget_measure (pane, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, ==, 0);
}

/* What has the focus is the list's item around the row: a screen reader must hear the deal there.
 */
static void
test_row_name (Fixture *f, gconstpointer data)
{
  GtkWidget *row;
  g_autofree char *name = NULL;

  window_fixture_wait_rows (f->window);
  row = ui_get (f->window, COSELL_TYPE_DEAL_ROW, NULL);
  name = cosell_deal_row_describe (cosell_deal_get_data (
                                       cosell_deal_row_get_deal (COSELL_DEAL_ROW (row))),
                                   cosell_format_now ());
  g_assert_cmpstr (name, !=, "");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       name);
}

/* C17: the other deal is looked at beside the list; the assistant stays as it is. */
static void
test_open_duplicate (Fixture *f, gconstpointer data)
{
  gint64 id = app_find (f->app->session, "status=accepted");
  GtkWidget *assistant = open_assistant (f);
  GtkWidget *deal_page;

  gtk_widget_activate_action (assistant, "assistant.open-deal", "x", id);
  await_condition (deal_is_shown, f);
  deal_page = ui_get (f->window, COSELL_TYPE_DEAL_PAGE, NULL);
  g_assert_cmpint (cosell_deal_get_id (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (deal_page))),
                   ==, id);
  g_assert_nonnull (ui_wait_window (COSELL_TYPE_ASSISTANT));
  gtk_window_close (GTK_WINDOW (assistant));
  ui_wait_no_window (COSELL_TYPE_ASSISTANT);
}

/* With three buttons of the desktop and changes that wait, the headers fit the narrowest window. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *content = ui_get (f->window, ADW_TYPE_TOAST_OVERLAY, NULL);
  int width;

  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":minimize,maximize,close",
                NULL);
  g_assert_true (
      app_favorite (f->app->session, app_find (f->app->session, "status=received"), TRUE, NULL));
  app_wait_uint (f->app->session, "waiting-count", 1);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  ui_assert_fits_large (content);
  gtk_widget_activate_action (f->window, "win.show-outbox", NULL);
  ui_wait_shows (f->window, "1 change waiting");
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  ui_assert_fits_large (content);
}

/* "Back" closes the outbox first, and only then the deal behind it. */
static void
test_back (Fixture *f, gconstpointer data)
{
  gint64 id = app_find (f->app->session, "status=accepted");

  cosell_window_open_deal (COSELL_WINDOW (f->window), id);
  await_condition (deal_is_shown, f);
  gtk_widget_activate_action (f->window, "win.show-outbox", NULL);
  ui_wait_shows (f->window, "Everything Is Sent");
  gtk_widget_activate_action (f->window, "win.back", NULL);
  g_assert_true (deal_is_shown (f));
  gtk_widget_activate_action (f->window, "win.back", NULL);
  g_assert_false (deal_is_shown (f));
}

/* The button of the tab at position in a bar of tabs. */
static GtkWidget *
get_tab (GtkWidget *bar, guint position)
{
  GtkWidget *button = ui_get (bar, GTK_TYPE_TOGGLE_BUTTON, NULL);

  for (; position > 0; position--)
    button = gtk_widget_get_next_sibling (button);
  return button;
}

static void
assert_tabs (GtkWidget *bar, const char *description)
{
  gtk_test_accessible_assert_property (get_tab (bar, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "Inbound");
  gtk_test_accessible_assert_property (get_tab (bar, 0), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       description);
  gtk_test_accessible_assert_property (get_tab (bar, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "Outbound");
  gtk_test_accessible_assert_property (get_tab (bar, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Favorites");
}

static void
assert_no_badge (AdwViewStack *tabs)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (tabs);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      g_assert_cmpuint (adw_view_stack_page_get_badge_number (page), ==, 0);
    }
}

/* D1: what waits for an answer is counted beside the title, and in words; names stay what they are.
 */
static void
test_unanswered (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) received =
      app_list (f->app->session, COSELL_TAB_INBOUND, "status=received", NULL);
  guint count = (guint) cosell_json_length (cosell_json_root (received));
  g_autofree char *title = g_strdup_printf ("Inbound %u", count);
  g_autofree char *words = g_strdup_printf ("%u deals wait for your answer", count);

  g_assert_cmpuint (count, >, 1);
  ui_wait_shows (f->window, title);
  assert_no_badge (ADW_VIEW_STACK (ui_get (f->window, ADW_TYPE_VIEW_STACK, NULL)));
  assert_tabs (ui_get (f->window, ADW_TYPE_VIEW_SWITCHER_TITLE, NULL), words);
  assert_tabs (ui_get (f->window, ADW_TYPE_VIEW_SWITCHER_BAR, NULL), words);
}

static gboolean
has_advice (gpointer data)
{
  return ui_find (((Fixture *) data)->window, ADW_TYPE_PREFERENCES_PAGE, NULL) != NULL;
}

/* The key of the window leads back to where one was on the page. */
static void
test_back_in_advice (Fixture *f, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;
  GtkWidget *deal_page;

  gtk_widget_activate_action (f->window, "win.advice", NULL);
  await_condition (has_advice, f);
  ui_settle ();
  page = ui_get (f->window, COSELL_TYPE_ADVICE_PAGE, NULL);
  row = ui_get (page, ADW_TYPE_ACTION_ROW, "Usual time until you accept");
  g_signal_emit_by_name (ui_get (row, GTK_TYPE_BUTTON, NULL), "clicked");
  ui_settle ();
  g_signal_emit_by_name (ui_get (page, COSELL_TYPE_DEAL_ROW, NULL), "opened");
  ui_settle ();
  /* not in the list of the tab */
  deal_page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));
  g_assert_true (gtk_widget_is_ancestor (deal_page, page));
  g_assert_true (gtk_widget_get_mapped (deal_page));
  gtk_widget_activate_action (f->window, "win.back", NULL);
  g_assert_false (deal_is_shown (f));
  g_assert_nonnull (ui_find (page, COSELL_TYPE_DEAL_ROW, NULL));
  gtk_widget_activate_action (f->window, "win.back", NULL);
  ui_get (page, ADW_TYPE_ACTION_ROW, "Usual time until you accept");
  g_assert_true (gtk_widget_get_mapped (page));
  gtk_widget_activate_action (f->window, "win.back", NULL);
  g_assert_false (gtk_widget_get_mapped (page));

  /* a notification leads to its deal from there, too */
  gtk_widget_activate_action (f->window, "win.advice", NULL);
  g_assert_true (gtk_widget_get_mapped (page));
  cosell_window_open_deal (COSELL_WINDOW (f->window), app_find (f->app->session, "status=won"));
  g_assert_false (gtk_widget_get_mapped (page));
  g_assert_true (gtk_widget_get_mapped (cosell_window_get_deal_page (COSELL_WINDOW (f->window))));
}

/* --- a profile that is new --- */

static void
set_up_new (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new (20);
  open_window (f);
}

static gboolean
offers_practice (gpointer data)
{
  Fixture *f = data;
  GtkWidget *button = ui_find (f->window, GTK_TYPE_BUTTON, "Practise with Sample Deals");

  return button != NULL && gtk_widget_get_mapped (button);
}

static gboolean
has_no_account (gpointer data)
{
  CosellSession *session = ((Fixture *) data)->app->session;

  return cosell_account_get_url (cosell_session_get_account (session)) == NULL;
}

static GtkWidget *
sign_in_as (Fixture *f, const char *client_id)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (f->window, "win.sign-in", NULL);
  dialog = ui_wait_window (COSELL_TYPE_SIGN_IN_DIALOG);
  gtk_editable_set_text (GTK_EDITABLE (ui_get (dialog, ADW_TYPE_ENTRY_ROW, "Client ID")),
                         client_id);
  g_signal_emit_by_name (ui_get (dialog, GTK_TYPE_BUTTON, "C_ontinue"), "clicked");
  return dialog;
}

/* What cannot be a client ID is refused before anything is set up, and both ways stay. */
static void
test_sign_in_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *dialog = sign_in_as (f, "the Cosell app");
  GtkLabel *problem;

  ui_settle ();
  g_assert_true (has_no_account (f));
  g_assert_true (offers_practice (f));
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_SIGN_IN_DIALOG);
  await_condition (offers_practice, f);
  problem =
      GTK_LABEL (gtk_widget_get_template_child (f->window, COSELL_TYPE_WINDOW, "welcome_problem"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (problem)));
  g_assert_nonnull (strstr (gtk_label_get_label (problem), "That is no client ID"));
}

/* An account that was set up and let nobody in, after the program was killed. */
static void
test_account_without_sign_in (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (app_set_account (f->app->session, "https://api.partner.example", &error));
  g_assert_no_error (error);
  ui_settle ();
  g_assert_true (offers_practice (f));
}

/* How often the window says that the deals are samples. */
static guint
count_marks (Fixture *f)
{
  static const char *const names[] = { "practice_mark", "practice_strip" };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    count += gtk_widget_get_mapped (
        GTK_WIDGET (gtk_widget_get_template_child (f->window, COSELL_TYPE_WINDOW, names[i])));
  return count;
}

static void
open_practice (Fixture *f)
{
  g_autofree char *folder = g_build_filename (f->app->dir, "sandbox", NULL);
  g_autofree char *token = g_build_filename (folder, "token", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (token, "token-of-the-tests", -1, NULL));
  cosell_account_set_practice_async (cosell_session_get_account (f->app->session),
                                     cosell_sandbox_get_url (f->app->sandbox), NULL, await_cb,
                                     &pending);
  result = await_result (&pending);
  g_assert_true (
      cosell_account_finish (cosell_session_get_account (f->app->session), result, NULL));
  gtk_window_destroy (GTK_WINDOW (f->window));
  open_window (f);
}

static gboolean
is_marked_once (gpointer data)
{
  return count_marks (data) == 1;
}

/* Nothing is seen of the list. */
static gboolean
deal_is_alone (gpointer data)
{
  Fixture *f = data;

  return gtk_widget_get_mapped (cosell_window_get_deal_page (COSELL_WINDOW (f->window))) &&
         !gtk_widget_get_mapped (GTK_WIDGET (
             gtk_widget_get_template_child (f->window, COSELL_TYPE_WINDOW, "list_pane")));
}

/* It stands alone, from the top of the window on. */
static gboolean
deal_fills (gpointer data)
{
  Fixture *f = data;
  GtkWidget *page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));
  GtkWidget *stack =
      GTK_WIDGET (gtk_widget_get_template_child (f->window, COSELL_TYPE_WINDOW, "stack"));
  graphene_rect_t bounds;

  return deal_is_alone (f) && gtk_widget_compute_bounds (page, stack, &bounds) &&
         bounds.origin.y < 1;
}

/* The leaflet has no more than the list and is unfolded again, as a person sees it before the next
 * deal is opened: that one folds it anew. */
static gboolean
list_is_shown (gpointer data)
{
  Fixture *f = data;

  return !adw_leaflet_get_folded (ADW_LEAFLET (
             gtk_widget_get_template_child (f->window, COSELL_TYPE_WINDOW, "leaflet"))) &&
         gtk_widget_get_mapped (GTK_WIDGET (
             gtk_widget_get_template_child (f->window, COSELL_TYPE_WINDOW, "list_pane"))) &&
         !gtk_widget_get_mapped (cosell_window_get_deal_page (COSELL_WINDOW (f->window)));
}

/* The header of the list leaves no gap, whichever deal is opened after another. */
static void
test_narrow_deals (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, NULL);

  for (guint i = 0; i < 3; i++)
    {
      CosellJsonValue deal = cosell_json_element (cosell_json_root (list), i);

      cosell_window_open_deal (COSELL_WINDOW (f->window),
                               cosell_json_get_int (cosell_json_member (deal, "id"), 0));
      await_condition (deal_fills, f);
      gtk_widget_activate_action (f->window, "win.back", NULL);
      await_condition (list_is_shown, f);
    }
}

/* The window says that the deals are samples, once on every page, and only then. */
static void
test_practice_mark (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, NULL);
  CosellJsonValue deal = cosell_json_element (cosell_json_root (list), 0);

  g_assert_cmpuint (count_marks (f), ==, 0);
  gtk_widget_activate_action (f->window, "win.show-outbox", NULL);
  ui_settle ();
  g_assert_cmpuint (count_marks (f), ==, 0);

  open_practice (f);
  await_condition (is_marked_once, f);
  cosell_window_open_deal (COSELL_WINDOW (f->window),
                           cosell_json_get_int (cosell_json_member (deal, "id"), 0));
  await_condition (deal_is_alone, f);
  await_condition (is_marked_once, f);
  gtk_widget_activate_action (f->window, "win.show-outbox", NULL);
  await_condition (is_marked_once, f);
  gtk_widget_activate_action (f->window, "win.advice", NULL);
  await_condition (is_marked_once, f);
  gtk_widget_activate_action (f->window, "win.back", NULL);
  gtk_widget_activate_action (f->window, "win.back", NULL);
  await_condition (is_marked_once, f);
}

static guint
count_windows (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      count += g_type_is_a (G_OBJECT_TYPE (window), type);
    }
  return count;
}

/* Asked for twice, by key or by a script: one window, which can be asked for again when it is
 * closed. */
static void
test_one_dialog (Fixture *f, gconstpointer data)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-window-XXXXXX", NULL);
  g_autoptr (GSettings) settings = cosell_profile_settings (dir);

  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = window_fixture_open (f->app->session, settings, 0, 0);
  for (guint i = 0; i < 2; i++)
    {
      for (guint times = 0; times < 3; times++)
        gtk_widget_activate_action (f->window, "win.preferences", NULL);
      g_assert_cmpuint (count_windows (ADW_TYPE_PREFERENCES_WINDOW), ==, 1);
      gtk_window_close (GTK_WINDOW (ui_wait_window (ADW_TYPE_PREFERENCES_WINDOW)));
      ui_wait_no_window (ADW_TYPE_PREFERENCES_WINDOW);
    }
  g_rmdir (dir);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  ui_assert_search_limited (f->window);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  /* libadwaita 1.2 stumbles over a toast that is answered while it still moves in. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  g_test_add ("/window/deleted-draft-comes-back", Fixture, NULL, set_up, test_deleted_draft,
              tear_down);
  g_test_add ("/window/C17-open-duplicate", Fixture, NULL, set_up, test_open_duplicate, tear_down);
  g_test_add ("/window/deal-page", Fixture, NULL, set_up, test_deal_page, tear_down);
  g_test_add ("/window/row-name", Fixture, NULL, set_up, test_row_name, tear_down);
  g_test_add ("/window/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/window/back", Fixture, NULL, set_up, test_back, tear_down);
  g_test_add ("/window/back-in-advice", Fixture, NULL, set_up, test_back_in_advice, tear_down);
  g_test_add ("/window/D1-unanswered", Fixture, NULL, set_up, test_unanswered, tear_down);
  g_test_add ("/window/welcome/sign-in-refused", Fixture, NULL, set_up_new, test_sign_in_refused,
              tear_down);
  g_test_add ("/window/welcome/account-without-sign-in", Fixture, NULL, set_up_new,
              test_account_without_sign_in, tear_down);
  g_test_add ("/window/narrow-deals", Fixture, NULL, set_up, test_narrow_deals, tear_down);
  g_test_add ("/window/practice-mark", Fixture, NULL, set_up, test_practice_mark, tear_down);
  g_test_add ("/window/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/window/one-dialog", Fixture, NULL, set_up, test_one_dialog, tear_down);
  return g_test_run ();
}
