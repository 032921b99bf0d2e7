/* Several deals at once in the main window, by keyboard: selecting, the bar, the preview, and one
 * undo. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "support/await.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-selection-bar.h"
#include "ui/deals/cosell-totals-bar.h"
#include "ui/many/cosell-many-dialog.h"
#include "ui/shell/cosell-window.h"

#define WIDE 1400

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  CosellDealsView *view; /* Outbound */
  CosellDealsSelection *selection;
  guint wanted;
} Fixture;

static gboolean
tab_is_filled (gpointer data)
{
  Fixture *f = data;

  return cosell_deals_view_is_settled (f->view) &&
         ui_find (GTK_WIDGET (f->view), COSELL_TYPE_DEAL_ROW, NULL) != NULL;
}

/* width: of the window, px */
static void
set_up (Fixture *f, gconstpointer width)
{
  AdwViewStack *tabs;

  f->app = app_fixture_new_synced (60);
  f->window = window_fixture_open (f->app->session, NULL, GPOINTER_TO_INT (width), 800);
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  tabs = ADW_VIEW_STACK (ui_get (f->window, ADW_TYPE_VIEW_STACK, NULL));
  f->view = COSELL_DEALS_VIEW (adw_view_stack_get_visible_child (tabs));
  f->selection = cosell_deals_view_get_selection (f->view);
  await_condition (tab_is_filled, f);
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  app_fixture_free (f->app);
}

/* --- where things are --- */

static GtkWidget *
get_list (Fixture *f)
{
  return ui_get (GTK_WIDGET (f->view), GTK_TYPE_LIST_VIEW, NULL);
}

static gint64
key_at (Fixture *f, guint position)
{
  return cosell_deal_list_get_key (cosell_deals_selection_get_deals (f->selection), position);
}

static GtkWidget *
get_bar (Fixture *f)
{
  return ui_find (GTK_WIDGET (f->view), COSELL_TYPE_SELECTION_BAR, NULL);
}

/* As a click does it. */
static void
click (Fixture *f, guint position, gboolean modify, gboolean extend)
{
  g_assert_true (gtk_widget_activate_action (get_list (f), "list.select-item", "(ubb)", position,
                                             modify, extend));
}

static void
assert_selected (Fixture *f, guint n)
{
  g_autoptr (GArray) list = cosell_deals_selection_list (f->selection);

  g_assert_cmpuint (cosell_deals_selection_get_n_selected (f->selection), ==, n);
  g_assert_cmpuint (list->len, ==, n);
}

static gboolean
has_wanted (gpointer data)
{
  Fixture *f = data;

  return cosell_deals_selection_get_n_selected (f->selection) == f->wanted;
}

static void
wait_selected (Fixture *f, guint n)
{
  f->wanted = n;
  await_condition (has_wanted, f);
}

static gboolean
has_waiting (gpointer data)
{
  Fixture *f = data;
  guint waiting;

  g_object_get (f->app->session, "waiting-count", &waiting, NULL);
  return waiting == f->wanted;
}

static void
wait_waiting (Fixture *f, guint n)
{
  f->wanted = n;
  await_condition (has_waiting, f);
}

static int
stage_of (Fixture *f, gint64 id)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, id);

  return (int) cosell_deal_get_data (deal)->stage;
}

/* Ordinary deals that can be marked, none of them Negotiated. */
static guint
select_open (Fixture *f, guint n)
{
  guint selected = 0;

  cosell_deals_selection_begin (f->selection);
  for (guint i = 0; selected < n && key_at (f, i) != 0; i++)
    {
      g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, key_at (f, i));
      const CosellDealData *data = cosell_deal_get_data (deal);

      if (data->status != COSELL_DEAL_STATUS_ACCEPTED || data->stage == 80 ||
          data->type == COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT)
        continue;
      cosell_deals_selection_toggle (f->selection, key_at (f, i));
      selected++;
    }
  g_assert_cmpuint (selected, ==, n);
  return selected;
}

/* --- selecting --- */

/* One is shown; from the second one on several are meant, and the deal that is shown stays. */
static void
test_second_begins (Fixture *f, gconstpointer data)
{
  GtkWidget *totals = ui_get (f->window, COSELL_TYPE_TOTALS_BAR, NULL);

  click (f, 0, FALSE, FALSE);
  g_assert_cmpint (cosell_deals_selection_get_shown (f->selection), ==, key_at (f, 0));
  g_assert_false (cosell_deals_selection_is_selecting (f->selection));
  g_assert_null (get_bar (f));
  g_assert_true (gtk_widget_get_visible (totals));
  click (f, 2, TRUE, FALSE);
  assert_selected (f, 2);
  g_assert_nonnull (get_bar (f));
  g_assert_false (gtk_widget_get_visible (totals)); /* the bar has their place */
  g_assert_nonnull (ui_find_part (get_bar (f), "2 of "));
  g_assert_cmpint (cosell_deals_selection_get_shown (f->selection), ==, key_at (f, 0));
  click (f, 5, FALSE, FALSE); /* as an arrow does it: the focus alone */
  assert_selected (f, 2);
  g_assert_cmpint (cosell_deals_selection_get_shown (f->selection), ==, key_at (f, 0));
  click (f, 8, TRUE, TRUE);
  g_assert_true (cosell_deals_selection_contains (f->selection, key_at (f, 0)));
  g_assert_false (cosell_deals_selection_contains (f->selection, key_at (f, 7)));
}

static void
assert_row_selected (Fixture *f, GtkWidget *row, gboolean selected)
{
  gtk_test_accessible_assert_state (gtk_widget_get_parent (row), GTK_ACCESSIBLE_STATE_SELECTED,
                                    selected);
}

/* A screen reader hears which rows are selected. */
static void
test_heard (Fixture *f, gconstpointer data)
{
  GtkWidget *row = ui_get (GTK_WIDGET (f->view), COSELL_TYPE_DEAL_ROW, NULL);
  gint64 id = cosell_deal_get_id (cosell_deal_row_get_deal (COSELL_DEAL_ROW (row)));

  cosell_deals_selection_toggle (f->selection, id);
  assert_row_selected (f, row, TRUE);
  cosell_deals_selection_toggle (f->selection, id);
  assert_row_selected (f, row, FALSE);
  cosell_deals_selection_toggle (f->selection, id);
  cosell_deals_selection_end (f->selection);
  assert_row_selected (f, row, FALSE);
  gtk_test_accessible_assert_property (get_list (f), GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE,
                                       TRUE);
}

/* What stands between the two is selected alone. */
static void
test_range (Fixture *f, gconstpointer data)
{
  click (f, 1, FALSE, FALSE);
  click (f, 4, FALSE, TRUE);
  assert_selected (f, 4);
  g_assert_false (cosell_deals_selection_contains (f->selection, key_at (f, 0)));
  click (f, 2, FALSE, TRUE);
  g_assert_true (cosell_deals_selection_contains (f->selection, key_at (f, 2)));
}

static gboolean
is_settled (gpointer data)
{
  return cosell_deals_view_is_settled (((Fixture *) data)->view);
}

/* All that is asked for by then, not what stood there before it was known. */
static void
test_all_at_once (Fixture *f, gconstpointer data)
{
  guint n = cosell_deals_view_get_n_deals (f->view);

  cosell_deals_view_set_search (f->view, "status:won");
  await_condition (is_settled, f);
  g_assert_cmpuint (cosell_deals_view_get_n_deals (f->view), <, n);
  cosell_deals_view_set_search (f->view, "");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (f->selection));
  await_condition (is_settled, f);
  assert_selected (f, n);
  cosell_deals_view_set_search (f->view, "status:won");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (f->selection));
  await_condition (is_settled, f);
  assert_selected (f, cosell_deals_view_get_n_deals (f->view));
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  guint n = cosell_deals_view_get_n_deals (f->view);

  gtk_widget_grab_focus (get_list (f));
  g_assert_true (ui_key (f->window, "<Control>a"));
  assert_selected (f, n);
  g_assert_true (ui_key (f->window, "space")); /* the row that has the focus */
  assert_selected (f, n - 1);
  g_assert_true (ui_key (f->window, "Escape"));
  assert_selected (f, 0);
  g_assert_false (cosell_deals_selection_is_selecting (f->selection));
  g_assert_null (get_bar (f));
  g_assert_true (ui_key (f->window, "space"));
  assert_selected (f, 1);
  g_assert_true (ui_key (f->window, "<Shift>Down"));
  assert_selected (f, 2);
  g_assert_true (ui_key (f->window, "<Control>space")); /* the second one again */
  assert_selected (f, 1);
  g_assert_true (ui_key (f->window, "Down"));
  assert_selected (f, 1);
  g_assert_true (gtk_widget_activate_action (f->window, "win.select-all", NULL));
  assert_selected (f, n);
}

/* Check marks by a button, for a screen that is touched: a press on a row selects it. */
static void
test_mode (Fixture *f, gconstpointer data)
{
  GtkWidget *row;

  g_assert_true (gtk_widget_activate_action (f->window, "win.select", NULL));
  g_assert_true (cosell_deals_selection_is_selecting (f->selection));
  assert_selected (f, 0);
  row = ui_get (GTK_WIDGET (f->view), COSELL_TYPE_DEAL_ROW, NULL);
  g_assert_true (gtk_widget_activate_action (row, "row.open", NULL));
  assert_selected (f, 1);
  g_assert_true (cosell_deals_selection_contains (
      f->selection, cosell_deal_get_id (cosell_deal_row_get_deal (COSELL_DEAL_ROW (row)))));
  g_assert_null (cosell_deal_page_get_deal (
      COSELL_DEAL_PAGE (cosell_window_get_deal_page (COSELL_WINDOW (f->window)))));
  g_assert_true (gtk_widget_activate_action (row, "row.open", NULL));
  assert_selected (f, 0);
  ui_choose (get_bar (f), "Done");
  g_assert_false (cosell_deals_selection_is_selecting (f->selection));
}

/* What the list shows no more is no longer selected, and the bar says how many that were. */
static void
test_filter_drops (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, key_at (f, 3));
  g_autofree char *query = g_strdup_printf ("\"%s\"", cosell_deal_get_data (deal)->name);

  cosell_deals_selection_toggle (f->selection, key_at (f, 0));
  cosell_deals_selection_toggle (f->selection, key_at (f, 1));
  cosell_deals_selection_toggle (f->selection, key_at (f, 3));
  assert_selected (f, 3);
  cosell_deals_view_set_search (f->view, query);
  wait_selected (f, 1);
  g_assert_true (cosell_deals_selection_contains (f->selection, cosell_deal_get_id (deal)));
  g_assert_true (ui_shows (get_bar (f), "2 no longer shown"));
  cosell_deals_view_set_search (f->view, "no such deal");
  wait_selected (f, 0);
  g_assert_true (ui_shows (get_bar (f), "3 no longer shown"));
  cosell_deals_view_set_search (f->view, "");
  await_condition (tab_is_filled, f);
  assert_selected (f, 0); /* they do not come back by themselves */
  cosell_deals_selection_toggle (f->selection, key_at (f, 0));
  g_assert_false (ui_shows (get_bar (f), "3 no longer shown"));
}

/* A row that moves is the same row. */
static void
test_sort_and_sync_keep (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ids[] = { key_at (f, 0), key_at (f, 3), key_at (f, 6) };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    cosell_deals_selection_toggle (f->selection, ids[i]);
  g_object_set (f->view, "sort", "name", NULL);
  await_condition (tab_is_filled, f);
  assert_selected (f, G_N_ELEMENTS (ids));
  app_control_post (f->app, "act", "{\"as\":\"microsoft\",\"do\":\"send\"}");
  g_assert_true (app_set (f->app->session, ids[1], "crmId", "CRM-SYNC", &error));
  g_assert_no_error (error);
  app_sync_well (f->app);
  ui_settle ();
  assert_selected (f, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (cosell_deals_selection_contains (f->selection, ids[i]));
  g_assert_cmpuint (cosell_deals_selection_get_n_dropped (f->selection), ==, 0);
}

static GtkWidget *
focus_of (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

static gboolean
is_in (GtkWidget *widget, GtkWidget *ancestor)
{
  return widget != NULL && (widget == ancestor || gtk_widget_is_ancestor (widget, ancestor));
}

static gboolean
bar_has_size (gpointer data)
{
  GtkWidget *bar = get_bar (data);

  return bar != NULL && gtk_widget_get_width (bar) > 0;
}

/* The bar comes behind the rows, and what has no room in it takes no focus. */
static void
test_tab_stops (Fixture *f, gconstpointer width)
{
  guint stops = 0;

  g_assert_true (gtk_widget_activate_action (f->window, "win.select", NULL));
  ui_settle ();
  g_assert_true (is_in (focus_of (f), get_list (f)));
  g_assert_cmpint (cosell_deals_selection_get_shown (f->selection), ==, 0);
  cosell_deals_selection_toggle (f->selection, key_at (f, 0));
  await_condition (bar_has_size, f);
  gtk_widget_child_focus (f->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_in (focus_of (f), get_bar (f)));
  while (is_in (focus_of (f), get_bar (f)))
    {
      GtkWidget *stop = focus_of (f);

      g_assert_true (gtk_widget_get_mapped (stop));
      stops++;
      gtk_widget_child_focus (f->window, GTK_DIR_TAB_FORWARD);
      g_assert_true (focus_of (f) != stop);
    }
  /* what stands in the wide bar is 9: what can be done, the menu, and Done */
  g_assert_cmpuint (stops, >=, 2);
  if (GPOINTER_TO_INT (width) == WIDE)
    g_assert_cmpuint (stops, ==, 9);
  else
    g_assert_cmpuint (stops, <, 6);
  gtk_widget_grab_focus (ui_get (get_bar (f), GTK_TYPE_BUTTON, "Done"));
  for (guint i = 0; i < stops; i++)
    gtk_widget_child_focus (f->window, GTK_DIR_TAB_BACKWARD);
  g_assert_true (is_in (focus_of (f), get_list (f)));
}

/* First it ends selecting, then it closes the deal. */
static void
test_escape (Fixture *f, gconstpointer data)
{
  GtkWidget *page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));

  click (f, 0, FALSE, FALSE);
  g_assert_nonnull (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page)));
  gtk_widget_grab_focus (get_list (f));
  click (f, 1, TRUE, FALSE);
  gtk_widget_grab_focus (ui_get (get_bar (f), GTK_TYPE_BUTTON, "Done"));
  g_assert_true (ui_key (f->window, "Escape"));
  g_assert_false (cosell_deals_selection_is_selecting (f->selection));
  g_assert_true (is_in (focus_of (f), get_list (f)));
  g_assert_nonnull (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page)));
  g_assert_true (ui_key (f->window, "Escape"));
  g_assert_null (cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page)));
}

static gboolean
can (Fixture *f, const char *action, const char *target)
{
  GtkWidget *probe = g_object_ref_sink (gtk_button_new ());
  gboolean enabled;

  gtk_widget_set_parent (probe, f->window);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (probe), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);
  g_object_unref (probe);
  return enabled;
}

/* Each list has its own; what can be done is about the one that is shown. J4: a CRM ID is of one.
 */
static void
test_enabled (Fixture *f, gconstpointer data)
{
  g_assert_false (can (f, "win.many", "value"));
  cosell_deals_selection_toggle (f->selection, key_at (f, 0));
  g_assert_true (can (f, "win.many", "value"));
  g_assert_true (can (f, "win.many-one", "crmId"));
  cosell_deals_selection_toggle (f->selection, key_at (f, 1));
  g_assert_true (can (f, "win.many", "value"));
  g_assert_false (can (f, "win.many-one", "crmId"));
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_INBOUND);
  g_assert_false (can (f, "win.many", "value"));
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  g_assert_true (can (f, "win.many", "value"));
  assert_selected (f, 2);
  cosell_deals_selection_end (f->selection);
  g_assert_false (can (f, "win.many", "value"));
}

/* With large text in a narrow window, and each control with a name and a key of its own. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  cosell_deals_selection_toggle (f->selection, key_at (f, 0));
  cosell_deals_view_set_search (f->view, "no such deal");
  wait_selected (f, 0);
  ui_settle ();
  g_assert_true (ui_shows (get_bar (f), "1 no longer shown"));
  ui_assert_fits_large (get_bar (f));
}

/* --- doing --- */

static GtkWidget *
choose (Fixture *f, const char *verb)
{
  g_assert_true (gtk_widget_activate_action (f->window, "win.many", "s", verb));
  return ui_wait_window (COSELL_TYPE_MANY_DIALOG);
}

/* J6, J7: looked at, done, and undone as one. */
static void
test_stage (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) ids = NULL;
  g_autofree int *before = NULL;
  GtkWidget *dialog;

  app_fixture_disconnect (f->app);
  select_open (f, 3);
  ids = cosell_deals_selection_list (f->selection);
  before = g_new (int, ids->len);
  for (guint i = 0; i < ids->len; i++)
    before[i] = stage_of (f, g_array_index (ids, gint64, i));
  dialog = choose (f, "stage=80");
  ui_wait_shows (dialog, "3 will change");
  g_assert_nonnull (ui_find_part (dialog, "Negotiated 80 %"));
  ui_choose (dialog, "_Mark 3 Deals");
  ui_wait_no_window (COSELL_TYPE_MANY_DIALOG);
  ui_wait_shows (f->window, "3 deals changed");
  wait_waiting (f, 3);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (stage_of (f, g_array_index (ids, gint64, i)), ==, 80);
  assert_selected (f, 3);
  g_assert_true (ui_key (f->window, "<Control>z"));
  ui_wait_shows (f->window, "Undone: the last change of 3 deals");
  wait_waiting (f, 0);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (stage_of (f, g_array_index (ids, gint64, i)), ==, before[i]);
}

/* What was typed is not answered yet, and drops some: those are not changed. */
static void
test_early (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, key_at (f, 1));
  g_autofree char *query = g_strdup_printf ("\"%s\"", cosell_deal_get_data (deal)->name);
  GtkWidget *dialog;

  cosell_deals_selection_toggle (f->selection, key_at (f, 0));
  cosell_deals_selection_toggle (f->selection, key_at (f, 1));
  cosell_deals_view_set_search (f->view, query);
  dialog = choose (f, "favorite=true");
  assert_selected (f, 1);
  ui_wait_shows (dialog, cosell_deal_get_data (deal)->name);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait_no_window (COSELL_TYPE_MANY_DIALOG);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
#define ADD(path, width, func)                                                                     \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)
  ADD ("/window-many/second-begins", WIDE, test_second_begins);
  ADD ("/window-many/heard", WIDE, test_heard);
  ADD ("/window-many/range", WIDE, test_range);
  ADD ("/window-many/keys", WIDE, test_keys);
  ADD ("/window-many/all-at-once", WIDE, test_all_at_once);
  ADD ("/window-many/mode", WIDE, test_mode);
  ADD ("/window-many/tab-stops", WIDE, test_tab_stops);
  ADD ("/window-many/tab-stops-narrow", 360, test_tab_stops);
  ADD ("/window-many/escape", WIDE, test_escape);
  ADD ("/window-many/J4-enabled", WIDE, test_enabled);
  ADD ("/window-many/narrow", 360, test_narrow);
  ADD ("/window-many/filter-drops", WIDE, test_filter_drops);
  ADD ("/window-many/sort-and-sync-keep", WIDE, test_sort_and_sync_keep);
  ADD ("/window-many/stage", WIDE, test_stage);
  ADD ("/window-many/early", WIDE, test_early);
#undef ADD
  return g_test_run ();
}
