/* The main window by keyboard alone: from the search to what was found, from deal to deal, and
 * back; list of titles and list of rows are one tab stop each. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "model/cosell-draft.h"
#include "support/await.h"
#include "ui/assistant/cosell-assistant.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-list-header.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-window.h"

#define RECEIVED 30

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *page;
  gint64 wanted;
  guint shown; /* how often the page was given a deal */
} Fixture;

static void
deal_changed_cb (CosellDealPage *page, GParamSpec *pspec, Fixture *f)
{
  f->shown++;
}

static void
open_window (Fixture *f, int width)
{
  f->window = window_fixture_open (f->app->session, NULL, width, 800);
  f->page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));
  g_signal_connect (f->page, "notify::deal", G_CALLBACK (deal_changed_cb), f);
  window_fixture_wait_rows (f->window);
  ui_settle ();
}

/* width: of the window, px */
static void
set_up (Fixture *f, gconstpointer width)
{
  f->app = app_fixture_new_synced (40);
  open_window (f, GPOINTER_TO_INT (width));
}

static void
set_up_received (Fixture *f, gconstpointer width)
{
  g_autoptr (GError) error = NULL;

  f->app = app_fixture_new_synced (20);
  for (guint i = 0; i < RECEIVED; i++)
    app_control_post (f->app, "act", "{\"as\":\"microsoft\",\"do\":\"send\"}");
  g_assert_true (app_sync (f->app->session, NULL, &error));
  g_assert_no_error (error);
  open_window (f, GPOINTER_TO_INT (width));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  app_fixture_free (f->app);
}

/* --- where things are --- */

/* The deal of the row that has the focus, 0 when none has. */
static gint64
focused_row (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));
  GtkWidget *row = focus != NULL ? ui_find (focus, COSELL_TYPE_DEAL_ROW, NULL) : NULL;

  if (row == NULL || !GTK_IS_LIST_VIEW (gtk_widget_get_parent (focus)))
    return 0;
  return cosell_deal_get_id (cosell_deal_row_get_deal (COSELL_DEAL_ROW (row)));
}

static gint64
shown_deal (Fixture *f)
{
  CosellDeal *deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (f->page));

  return deal != NULL && gtk_widget_get_mapped (f->page) ? cosell_deal_get_id (deal) : 0;
}

static gboolean
wanted_is_shown (gpointer data)
{
  Fixture *f = data;

  return shown_deal (f) == f->wanted;
}

static void
wait_shown (Fixture *f, gint64 deal)
{
  f->wanted = deal;
  g_test_message ("waiting until %" G_GINT64_FORMAT " is shown", deal);
  await_condition (wanted_is_shown, f);
}

static gboolean
wanted_has_focus (gpointer data)
{
  Fixture *f = data;

  return focused_row (f) == f->wanted;
}

static void
wait_row (Fixture *f, gint64 deal)
{
  f->wanted = deal;
  g_test_message ("waiting for the row of %" G_GINT64_FORMAT, deal);
  await_condition (wanted_has_focus, f);
}

/* What Inbound shows at position, which search finds. */
static gint64
nth_found (Fixture *f, guint position)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, "-createdAt");
  CosellJsonValue deal = cosell_json_element (cosell_json_root (list), position);

  return cosell_json_get_int (cosell_json_member (deal, "id"), 0);
}

static GtkWidget *
get_search (Fixture *f)
{
  return ui_get (f->window, GTK_TYPE_SEARCH_ENTRY, NULL);
}

static gboolean
is_in (GtkWidget *widget, GtkWidget *ancestor)
{
  return widget != NULL && (widget == ancestor || gtk_widget_is_ancestor (widget, ancestor));
}

static GtkWidget *
focus_of (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

static void
assert_nothing_waits (Fixture *f)
{
  guint waiting;

  g_object_get (f->app->session, "waiting-count", &waiting, NULL);
  g_assert_cmpuint (waiting, ==, 0);
}

/* --- search --- */

/* Past titles and hearts. */
static void
test_search_down (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (get_search (f));
  g_assert_true (ui_key (f->window, "Down"));
  wait_row (f, nth_found (f, 0));
  g_assert_true (ui_key (f->window, "Down"));
  wait_row (f, nth_found (f, 1));
  g_assert_true (ui_key (f->window, "Return"));
  wait_shown (f, nth_found (f, 1));
  ui_wait_focus (f->page);
  assert_nothing_waits (f);
}

/* At once after the last letter: what was found before is not opened. */
static void
test_search_enter (Fixture *f, gconstpointer data)
{
  gint64 id = nth_found (f, 7);
  g_autoptr (CosellJson) deal = app_show (f->app->session, id);
  g_autofree char *customer = app_text (cosell_json_root (deal), "customer");

  gtk_widget_grab_focus (get_search (f));
  g_assert_false (ui_key (f->window, "Return") && shown_deal (f) != 0); /* nothing was asked for */
  gtk_editable_set_text (GTK_EDITABLE (get_search (f)), customer);
  g_assert_true (ui_key (f->window, "Return"));
  ui_wait_focus (f->page);
  g_assert_cmpstr (
      cosell_deal_get_data (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (f->page)))->customer, ==,
      customer);
}

/* Before what was searched for is found. */
static void
test_search_down_early (Fixture *f, gconstpointer data)
{
  gint64 id = nth_found (f, 7);
  g_autoptr (CosellJson) deal = app_show (f->app->session, id);
  g_autofree char *name = app_text (cosell_json_root (deal), "name");

  gtk_widget_grab_focus (get_search (f));
  gtk_editable_set_text (GTK_EDITABLE (get_search (f)), name);
  g_assert_true (ui_key (f->window, "Down"));
  wait_row (f, id);
}

/* --- tab stops --- */

static void
tab (Fixture *f, GtkDirectionType direction)
{
  g_assert_true (gtk_widget_child_focus (f->window, direction));
}

static char *
get_sort (Fixture *f)
{
  char *sort;

  g_object_get (ui_get (f->window, COSELL_TYPE_LIST_HEADER, NULL), "sort", &sort, NULL);
  return sort;
}

static gboolean
is_sorted_anew (gpointer data)
{
  g_autofree char *sort = get_sort (data);

  return !g_str_equal (sort, "-createdAt");
}

static void
test_tab_stops (Fixture *f, gconstpointer data)
{
  GtkWidget *titles = ui_get (f->window, COSELL_TYPE_LIST_HEADER, NULL);
  GtkWidget *rows = ui_get (f->window, GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *title;

  gtk_widget_grab_focus (get_search (f));
  while (!is_in (focus_of (f), titles))
    {
      g_assert_false (is_in (focus_of (f), rows));
      tab (f, GTK_DIR_TAB_FORWARD);
    }
  title = focus_of (f);
  tab (f, GTK_DIR_LEFT);
  g_assert_true (is_in (focus_of (f), titles));
  g_assert_true (focus_of (f) != title);
  for (guint i = 0; i < 20; i++) /* it does not leave the titles */
    tab (f, GTK_DIR_LEFT);
  g_assert_true (is_in (focus_of (f), titles));
  g_assert_true (ui_key (f->window, "Return"));
  await_condition (is_sorted_anew, f);
  ui_settle ();
  title = focus_of (f);

  tab (f, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_in (focus_of (f), rows));
  g_assert_cmpint (focused_row (f), !=, 0);
  g_assert_cmpint (shown_deal (f), ==, 0); /* coming by is not choosing */
  tab (f, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_in (focus_of (f), rows));
  tab (f, GTK_DIR_TAB_BACKWARD);
  g_assert_true (is_in (focus_of (f), rows));
  tab (f, GTK_DIR_TAB_BACKWARD);
  g_assert_true (focus_of (f) == title);
  tab (f, GTK_DIR_TAB_BACKWARD);
  g_assert_false (is_in (focus_of (f), titles));
}

static gboolean
is_favorite (gpointer data)
{
  Fixture *f = data;
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, f->wanted);

  return cosell_deal_get_data (deal)->favorite;
}

static gboolean
is_no_favorite (gpointer data)
{
  return !is_favorite (data);
}

/* B2: Ctrl+D is about the row that has the focus. */
static void
test_heart (Fixture *f, gconstpointer data)
{
  gboolean was;

  gtk_widget_grab_focus (get_search (f));
  g_assert_true (ui_key (f->window, "Down"));
  wait_row (f, nth_found (f, 0));
  was = is_favorite (f);
  gtk_widget_activate_action (f->window, "win.toggle-favorite", NULL);
  await_condition (was ? is_no_favorite : is_favorite, f);
}

/* --- from deal to deal --- */

static void
assert_received (Fixture *f, GHashTable *seen)
{
  CosellDeal *deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (f->page));

  g_assert_cmpint (cosell_deal_get_data (deal)->status, ==, COSELL_DEAL_STATUS_RECEIVED);
  g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER (cosell_deal_get_id (deal))));
}

typedef struct
{
  Fixture *f;
  gint64 before;
} Turn;

static gboolean
is_another (gpointer data)
{
  Turn *turn = data;
  CosellDeal *deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (turn->f->page));

  return shown_deal (turn->f) != turn->before && deal != NULL && cosell_deal_is_loaded (deal);
}

/* Thirty received deals are read with thirty presses of one key. */
static void
read_all (Fixture *f, const char *key)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < RECEIVED; i++)
    {
      Turn turn = { f, shown_deal (f) };

      g_assert_true (ui_key (f->window, key));
      await_condition (is_another, &turn);
      assert_received (f, seen);
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, RECEIVED);
}

static void
test_down (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (get_search (f));
  read_all (f, "Down");
  /* the focus is still in the list, on the row of what is shown */
  g_assert_cmpint (focused_row (f), ==, shown_deal (f));
}

static void
test_step (Fixture *f, gconstpointer data)
{
  gint64 first = nth_found (f, 0);

  read_all (f, "<Alt>Down");
  g_assert_true (ui_key (f->window, "<Alt>Up"));
  wait_shown (f, nth_found (f, RECEIVED - 2));
  g_assert_cmpint (first, !=, shown_deal (f));
}

/* From inside of a deal, whose widgets make room for the next one's. */
static void
test_step_inside (Fixture *f, gconstpointer data)
{
  cosell_window_open_deal (COSELL_WINDOW (f->window), nth_found (f, 0));
  ui_wait_focus (f->page);
  for (guint i = 1; i < 5; i++)
    {
      g_assert_true (ui_key (f->window, "<Alt>Down"));
      wait_shown (f, nth_found (f, i));
      ui_wait_focus (f->page);
    }
  g_assert_true (ui_key (f->window, "Escape"));
  wait_row (f, nth_found (f, 4));
}

/* A key that is held: what flies by is not shown. */
static void
test_held (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (get_search (f));
  g_assert_true (ui_key (f->window, "Down"));
  wait_shown (f, nth_found (f, 0));
  f->shown = 0;
  for (guint i = 0; i < 20; i++)
    g_assert_true (ui_key (f->window, "Down"));
  wait_shown (f, nth_found (f, 20));
  g_assert_cmpuint (f->shown, <=, 2);
  g_assert_cmpint (focused_row (f), ==, nth_found (f, 20));
}

static void
test_escape (Fixture *f, gconstpointer data)
{
  gint64 id = nth_found (f, 2);

  cosell_window_open_deal (COSELL_WINDOW (f->window), id);
  ui_wait_focus (f->page);
  g_assert_true (ui_key (f->window, "Escape"));
  wait_row (f, id);
  g_assert_cmpint (shown_deal (f), ==, id);
  g_assert_true (ui_key (f->window, "Down"));
  wait_shown (f, nth_found (f, 3));
  g_assert_cmpint (focused_row (f), ==, nth_found (f, 3));
  g_assert_true (ui_key (f->window, "Escape"));
  wait_shown (f, 0);
  wait_row (f, nth_found (f, 3));
}

/* Where one takes the place of the other, only Enter turns to the deal. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (get_search (f));
  g_assert_true (ui_key (f->window, "Down"));
  wait_row (f, nth_found (f, 0));
  g_assert_true (ui_key (f->window, "Down"));
  wait_row (f, nth_found (f, 1));
  g_assert_cmpuint (f->shown, ==, 0);
  g_assert_true (ui_key (f->window, "Return"));
  wait_shown (f, nth_found (f, 1));
  ui_wait_focus (f->page);
  g_assert_true (ui_key (f->window, "<Alt>Down"));
  wait_shown (f, nth_found (f, 2));
  g_assert_true (ui_key (f->window, "Escape"));
  wait_shown (f, 0);
  wait_row (f, nth_found (f, 2));
}

/* A draft on the way is told, and opens when it is asked for. */
static void
test_drafts (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  GtkWidget *button;

  app_save_draft (f->app->session, 0, draft);
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  window_fixture_wait_settled (f->window);
  gtk_widget_grab_focus (get_search (f));
  g_assert_true (ui_key (f->window, "Down"));
  ui_wait_shows (f->window, "A Draft");
  g_assert_null (ui_find (f->page, GTK_TYPE_SPINNER, NULL));
  button = ui_get (f->window, GTK_TYPE_BUTTON, "_Go On with It");
  g_signal_emit_by_name (button, "clicked");
  gtk_window_close (GTK_WINDOW (ui_wait_window (COSELL_TYPE_ASSISTANT)));
  ui_wait_no_window (COSELL_TYPE_ASSISTANT);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* Saves a draft, and shows its card with the focus on the button. Nobody presses what no frame has
 * shown yet, and a page that is not mapped takes no focus over. Returns: its id */
static gint64
walk_to_draft (Fixture *f)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->app->session, 0, draft);
  GtkWidget *button;

  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  window_fixture_wait_settled (f->window);
  g_assert_true (ui_key (f->window, "<Alt>Down"));
  ui_wait_shows (f->window, "A Draft");
  button = ui_get (f->window, GTK_TYPE_BUTTON, "_Go On with It");
  await_condition (is_mapped, button);
  gtk_widget_grab_focus (button);
  return id;
}

static gboolean
shows_no_draft (gpointer window)
{
  return !ui_shows (window, "A Draft");
}

static gboolean
list_has_focus (gpointer window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL &&
         (GTK_IS_LIST_VIEW (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL);
}

/* The card of a draft goes with the draft, and the focus to the list. */
static void
test_draft_deleted (Fixture *f, gconstpointer data)
{
  GtkWidget *assistant;

  walk_to_draft (f);
  g_signal_emit_by_name (ui_get_focus (f->window), "clicked");
  assistant = ui_wait_window (COSELL_TYPE_ASSISTANT);
  ui_wait_shows (assistant, "Warehouse robots"); /* it was loaded */
  gtk_widget_activate_action (assistant, "assistant.delete", NULL);
  ui_wait_no_window (COSELL_TYPE_ASSISTANT);
  await_condition (shows_no_draft, f->window);
  await_condition (list_has_focus, f->window);
}

/* A draft that is renamed keeps the card and the focus; sent, it has the page of a deal; taken
 * back, the card again. */
static void
test_draft_sent (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  g_autoptr (GError) error = NULL;
  GtkWidget *button;
  gint64 id;

  app_fixture_disconnect (f->app);
  id = walk_to_draft (f);
  button = ui_get_focus (f->window);
  g_object_set (draft, "name", "Another name", NULL);
  app_save_draft (f->app->session, id, draft);
  ui_wait_shows (f->window, "“Another name” is not in Partner Center yet. Nobody else sees it.");
  g_assert_true (ui_get_focus (f->window) == button);
  g_assert_true (app_submit (f->app->session, id, &error));
  g_assert_no_error (error);
  wait_shown (f, id);
  ui_wait_focus (f->page);
  g_assert_true (
      app_outbox_act (f->app->session, "discard", app_waiting_seq (f->app->session, 0), &error));
  g_assert_no_error (error);
  wait_shown (f, 0);
  ui_wait_focus (button);
}

static gboolean
has_header (gpointer data)
{
  Fixture *f = data;

  return ui_find (GSIZE_TO_POINTER ((gsize) f->wanted), ADW_TYPE_HEADER_BAR, NULL) != NULL;
}

/* Alone in a narrow window it has the way back. */
static void
test_draft_narrow (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDraft) draft = app_complete_draft (FALSE);
  gint64 id = app_save_draft (f->app->session, 0, draft);
  GtkWidget *card;

  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  window_fixture_wait_settled (f->window);
  g_assert_true (ui_key (f->window, "<Alt>Down"));
  ui_wait_shows (f->window, "A Draft");
  card = gtk_widget_get_ancestor (ui_get (f->window, GTK_TYPE_BUTTON, "_Go On with It"),
                                  ADW_TYPE_STATUS_PAGE);
  f->wanted = GPOINTER_TO_SIZE (gtk_widget_get_parent (card));
  await_condition (has_header, f);
  gtk_widget_activate_action (f->window, "win.back", NULL);
  wait_row (f, id);
}

/* --- what changes below the focus --- */

static gboolean
in_list (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return focus != NULL &&
         gtk_widget_is_ancestor (focus, GTK_WIDGET (window_fixture_get_view (f->window)));
}

static void
look_for (Fixture *f, const char *query)
{
  g_object_set (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL), "query", query, NULL);
}

static gboolean
says_nothing_found (gpointer data)
{
  Fixture *f = data;

  return ui_shows (f->window, "Nothing Found");
}

/* Another tab, a list without rows, and rows again: the keys go to none of the bars meanwhile. */
static void
test_focus_stays (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  cosell_deals_view_grab_focus_list (
      COSELL_DEALS_VIEW (ui_get (f->window, COSELL_TYPE_DEALS_VIEW, NULL)));
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  window_fixture_wait_settled (f->window);
  ui_settle ();
  g_assert_true (in_list (f));
  look_for (f, "qqzzxx");
  await_condition (says_nothing_found, f);
  ui_settle ();
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), ==,
                   "win.clear-filters");
  look_for (f, "");
  window_fixture_wait_settled (f->window);
  ui_settle ();
  g_assert_true (in_list (f));
  g_assert_false (GTK_IS_BUTTON (gtk_root_get_focus (GTK_ROOT (f->window))));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
#define ADD(path, width, begin, func)                                                              \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), begin, func, tear_down)
  ADD ("/window/search/down", 1200, set_up, test_search_down);
  ADD ("/window/search/enter", 1200, set_up, test_search_enter);
  ADD ("/window/search/down-early", 1200, set_up, test_search_down_early);
  ADD ("/window/tab-stops", 1200, set_up, test_tab_stops);
  ADD ("/window/B2-heart-by-key", 1200, set_up, test_heart);
  ADD ("/window/walk/thirty-by-down", 1200, set_up_received, test_down);
  ADD ("/window/walk/thirty-by-alt-down", 1200, set_up_received, test_step);
  ADD ("/window/walk/inside", 1200, set_up, test_step_inside);
  ADD ("/window/walk/held", 1200, set_up_received, test_held);
  ADD ("/window/walk/escape", 1200, set_up, test_escape);
  ADD ("/window/walk/focus-stays", 1200, set_up, test_focus_stays);
  ADD ("/window/walk/narrow", 600, set_up, test_narrow);
  ADD ("/window/walk/drafts", 1200, set_up, test_drafts);
  ADD ("/window/walk/deleted-draft", 1200, set_up, test_draft_deleted);
  ADD ("/window/walk/deleted-draft-narrow", 600, set_up, test_draft_deleted);
  ADD ("/window/walk/sent-draft", 1200, set_up, test_draft_sent);
  ADD ("/window/walk/draft-narrow", 600, set_up, test_draft_narrow);
#undef ADD
  return g_test_run ();
}
