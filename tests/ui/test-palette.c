/* One box for everything: what is typed finds deals, views and actions, and what is chosen happens.
 */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include <string.h>

#include "model/cosell-query.h"
#include "support/await.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/find/cosell-palette-row.h"
#include "ui/find/cosell-palette.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/find/cosell-views-bar.h"
#include "ui/shell/cosell-deal-window.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  GtkWidget *palette;
  gint64 deal; /* one of Inbound, */
  char *name;  /* (owned) its name */
  gint64 wanted;
} Fixture;

static gboolean
views_are_known (gpointer window)
{
  CosellViewsBar *bar = COSELL_VIEWS_BAR (ui_get (window, COSELL_TYPE_VIEWS_BAR, NULL));

  return cosell_views_bar_get_view (bar, "1") != NULL;
}

static void
set_up (Fixture *f, gconstpointer width)
{
  g_autoptr (CosellJson) list = NULL;
  CosellJsonValue deal;

  gtk_application_set_accels_for_action (window_fixture_get_application (), "win.new-deal",
                                         (const char *const[]){ "<Control>n", NULL });
  f->app = app_fixture_new_synced (40);
  app_execute (f->app, "INSERT INTO view (name, query, position, sort) VALUES "
                       "('Nordic Above 100 000', 'country:SE,NO value:>100000', 0, '-value')");
  list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, "-createdAt");
  deal = cosell_json_element (cosell_json_root (list), 3);
  f->deal = cosell_json_get_int (cosell_json_member (deal, "id"), 0);
  f->name = app_text (deal, "name");
  f->window = window_fixture_open (f->app->session, NULL, GPOINTER_TO_INT (width), 800);
  window_fixture_wait_settled (f->window);
  await_condition (views_are_known, f->window);
  ui_settle ();
  gtk_widget_activate_action (f->window, "win.palette", NULL);
  f->palette = ui_wait_window (COSELL_TYPE_PALETTE);
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  g_free (f->name);
  app_fixture_free (f->app);
}

static GtkListBox *
list_of (Fixture *f)
{
  return GTK_LIST_BOX (ui_get (f->palette, GTK_TYPE_LIST_BOX, NULL));
}

static CosellPaletteRow *
row_at (Fixture *f, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list_of (f), index);

  return row != NULL ? COSELL_PALETTE_ROW (row) : NULL;
}

static CosellPaletteRow *
marked (Fixture *f)
{
  return COSELL_PALETTE_ROW (gtk_list_box_get_selected_row (list_of (f)));
}

/* The row of an item with this label. (nullable) */
static CosellPaletteRow *
find_item (Fixture *f, const char *label)
{
  CosellPaletteRow *row;

  for (int i = 0; (row = row_at (f, i)) != NULL; i++)
    {
      CosellPaletteItem *item = cosell_palette_row_get_item (row);

      if (item != NULL && g_str_equal (cosell_palette_item_get_label (item), label))
        return row;
    }
  return NULL;
}

static void
type (Fixture *f, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_get (f->palette, GTK_TYPE_ENTRY, NULL)), text);
}

static void
enter (Fixture *f)
{
  g_signal_emit_by_name (ui_get (f->palette, GTK_TYPE_ENTRY, NULL), "activate");
}

static gboolean
wanted_is_first (gpointer data)
{
  Fixture *f = data;
  CosellPaletteRow *row = row_at (f, 0);

  return row != NULL && cosell_palette_row_get_deal (row) == f->wanted;
}

static void
wait_first (Fixture *f, gint64 deal)
{
  f->wanted = deal;
  g_test_message ("waiting for %" G_GINT64_FORMAT " as the first", deal);
  await_condition (wanted_is_first, f);
}

static gboolean
wanted_is_shown (gpointer data)
{
  Fixture *f = data;
  GtkWidget *page = cosell_window_get_deal_page (COSELL_WINDOW (f->window));
  CosellDeal *deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page));

  return gtk_widget_get_mapped (page) && deal != NULL && cosell_deal_get_id (deal) == f->wanted;
}

static const char *
get_query (Fixture *f)
{
  return cosell_search_bar_get_query (
      COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL)));
}

/* --- deals --- */

static void
test_deal (Fixture *f, gconstpointer data)
{
  type (f, f->name);
  wait_first (f, f->deal);
  g_assert_true (marked (f) == row_at (f, 0));
  g_assert_cmpstr (cosell_palette_row_get_group (row_at (f, 0)), ==, "Deals");
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  await_condition (wanted_is_shown, f);
  g_assert_cmpstr (get_query (f), ==, "");
}

/* At once after the last letter: what stood there before is not opened. */
static void
test_early (Fixture *f, gconstpointer data)
{
  type (f, f->name);
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  f->wanted = f->deal;
  await_condition (wanted_is_shown, f);
}

/* The deal that was open before this one stands at the top, so that one can go to and fro. */
static void
test_seen (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellJson) list = app_list (f->app->session, COSELL_TAB_INBOUND, NULL, "-createdAt");
  CosellJsonValue other = cosell_json_element (cosell_json_root (list), 0);

  gtk_window_close (GTK_WINDOW (f->palette));
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  cosell_window_open_deal (COSELL_WINDOW (f->window), f->deal);
  ui_settle ();
  cosell_window_open_deal (COSELL_WINDOW (f->window),
                           cosell_json_get_int (cosell_json_member (other, "id"), 0));
  ui_settle ();
  gtk_widget_activate_action (f->window, "win.palette", NULL);
  f->palette = ui_wait_window (COSELL_TYPE_PALETTE);
  wait_first (f, f->deal);
  g_assert_cmpstr (cosell_palette_row_get_group (row_at (f, 0)), ==, "Seen Lately");
  g_assert_cmpint (cosell_palette_row_get_deal (row_at (f, 1)), ==, 0);
  enter (f);
  await_condition (wanted_is_shown, f);
}

static gboolean
has_more (gpointer data)
{
  Fixture *f = data;
  CosellPaletteRow *row = row_at (f, 3);
  CosellPaletteItem *item = row != NULL ? cosell_palette_row_get_item (row) : NULL;

  return item != NULL && cosell_palette_item_get_kind (item) == COSELL_PALETTE_VIEW &&
         cosell_palette_item_get_id (item) == NULL;
}

/* Three deals, and the way to the others. */
static void
test_more (Fixture *f, gconstpointer data)
{
  type (f, "s");
  await_condition (has_more, f);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (cosell_palette_row_get_deal (row_at (f, i)), !=, 0);
  for (int i = 0; i < 3; i++)
    g_assert_true (ui_key (f->palette, "Down"));
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_assert_cmpstr (get_query (f), ==, "s");
}

static gboolean
can_undo (gpointer data)
{
  Fixture *f = data;
  gboolean can;

  g_object_get (f->app->session, "can-undo", &can, NULL);
  return can;
}

/* The last change of all, and told where it was asked for. */
static void
undo_there (Fixture *f, GtkWidget *window)
{
  gint64 id = app_find (f->app->session, "status=accepted");
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, id);
  g_autofree char *undone =
      g_strdup_printf ("Undone: the last change of “%s”", cosell_deal_get_data (deal)->name);
  g_autoptr (GError) error = NULL;

  app_set (f->app->session, id, "closeDate", "2099-01-01", &error);
  g_assert_no_error (error);
  await_condition (can_undo, f);
  g_assert_true (ui_key (window, "<Control>z"));
  ui_wait_shows (window, undone);
}

/* Ctrl+Enter: in a window of its own, one for each deal, which goes with the main window. */
static void
test_window (Fixture *f, gconstpointer data)
{
  GtkWidget *window, *page;

  for (guint i = 0; i < 2; i++)
    {
      if (i > 0)
        {
          gtk_widget_activate_action (f->window, "win.palette", NULL);
          f->palette = ui_wait_window (COSELL_TYPE_PALETTE);
        }
      type (f, f->name);
      wait_first (f, f->deal);
      g_assert_true (ui_key (f->palette, "<Control>Return"));
      ui_wait_no_window (COSELL_TYPE_PALETTE);
      window = ui_wait_window (COSELL_TYPE_DEAL_WINDOW);
    }
  ui_wait_shows (window, f->name);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, f->name);
  gtk_widget_grab_focus (ui_get (window, GTK_TYPE_BUTTON, NULL));
  undo_there (f, window);
  page = ui_get (f->window, COSELL_TYPE_DEALS_VIEW, NULL);
  g_assert_cmpuint (cosell_deals_view_get_position (COSELL_DEALS_VIEW (page)), ==, 0);
  g_assert_true (ui_key (window, "Escape")); /* the toast */
  g_assert_true (ui_key (window, "Escape"));
  ui_wait_no_window (COSELL_TYPE_DEAL_WINDOW);

  gtk_widget_activate_action (f->window, "win.palette", NULL);
  f->palette = ui_wait_window (COSELL_TYPE_PALETTE);
  type (f, f->name);
  wait_first (f, f->deal);
  g_assert_true (ui_key (f->palette, "<Control>Return"));
  ui_wait_window (COSELL_TYPE_DEAL_WINDOW);
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_wait_no_window (COSELL_TYPE_DEAL_WINDOW);
  f->window = window_fixture_open (f->app->session, NULL, 0, 0);
}

/* --- views and actions --- */

static gboolean
has_overdue (gpointer data)
{
  return find_item (data, "Show Overdue Deals") != NULL;
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  type (f, "DEALS overd");
  await_condition (has_overdue, f);
  g_assert_true (ui_shows (f->palette, "overdue")); /* how it is written */
  gtk_list_box_select_row (list_of (f), GTK_LIST_BOX_ROW (find_item (f, "Show Overdue Deals")));
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_assert_cmpstr (get_query (f), ==, "overdue");
}

static const struct
{
  const char *id, *query;
} views[] = {
  { "my", "mine open" },
  { "expiring", "expiring" },
  { "closing", "open closes:this-quarter" },
  { "overdue", "overdue" },
  { "needs-registration", "eligible status:won registration:none" },
  { "waiting-microsoft", "open microsoft:received" },
  { "waiting", "unsynced" },
  { "conflicts", "conflict" },
};

/* All of them are read by the language; what stands there before anything is typed begins with
 * them.
 */
static void
test_views (Fixture *f, gconstpointer data)
{
  g_autoptr (GListModel) filters = cosell_palette_item_list_filters ();

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      CosellPaletteItem *item = cosell_palette_row_get_item (row_at (f, (int) i));
      g_autoptr (CosellQuery) query = cosell_query_parse (views[i].query, -1, NULL, NULL, NULL);

      g_assert_cmpstr (cosell_palette_item_get_id (item), ==, views[i].id);
      g_assert_cmpstr (cosell_palette_item_get_what (item), ==, views[i].query);
      g_assert_nonnull (query);
    }
  for (guint i = 0; i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (CosellPaletteItem) item = g_list_model_get_item (filters, i);
      const char *text = cosell_palette_item_get_what (item);
      g_autoptr (CosellQuery) query = cosell_query_parse (text, -1, NULL, NULL, NULL);

      g_test_message ("%s", text);
      g_assert_nonnull (query);
    }
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_assert_cmpstr (get_query (f), ==, "mine open");
}

static gboolean
has_own (gpointer data)
{
  return find_item (data, "Nordic Above 100 000") != NULL;
}

/* Those that a person keeps are there too, with how many deals they find, and are chosen as they
 * are. */
static void
test_own_view (Fixture *f, gconstpointer data)
{
  CosellViewsBar *bar = COSELL_VIEWS_BAR (ui_get (f->window, COSELL_TYPE_VIEWS_BAR, NULL));
  GtkWidget *list = ui_get (f->window, COSELL_TYPE_DEALS_VIEW, NULL);
  g_autofree char *count = NULL;
  g_autofree char *chosen = NULL;
  g_autofree char *sort = NULL;

  count = g_strdup_printf ("%d deals", (int) cosell_views_bar_get_view (bar, "1")->count);
  type (f, "above");
  await_condition (has_own, f);
  g_assert_true (ui_shows (f->palette, count));
  gtk_list_box_select_row (list_of (f), GTK_LIST_BOX_ROW (find_item (f, "Nordic Above 100 000")));
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_object_get (bar, "chosen", &chosen, NULL);
  g_assert_cmpstr (chosen, ==, "1");
  g_assert_nonnull (strstr (get_query (f), "value:>100000"));
  g_object_get (list, "sort", &sort, NULL);
  g_assert_cmpstr (sort, ==, "-value");
}

/* Menus and the list of shortcuts name them, once each; what is disabled is left out. */
static void
test_actions (Fixture *f, gconstpointer data)
{
  static const char *const there[] = { "Advice", "New deal", "Show the outbox",
                                       "Sync",   "Search",   "Inbound" };
  static const char *const not_there[] = { "Undo Last Change", "Redo",        "Forward again",
                                           "Go to Anything…",  "Preferences", "Recreate" };
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  CosellPaletteRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (there); i++)
    {
      g_test_message ("%s", there[i]);
      g_assert_nonnull (find_item (f, there[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (not_there); i++)
    {
      g_test_message ("%s", not_there[i]);
      g_assert_null (find_item (f, not_there[i]));
    }
  for (int i = 0; (row = row_at (f, i)) != NULL; i++)
    if (cosell_palette_item_get_kind (cosell_palette_row_get_item (row)) == COSELL_PALETTE_ACTION)
      g_assert_true (g_hash_table_add (names, (char *) cosell_palette_item_get_what (
                                                  cosell_palette_row_get_item (row))));
  g_assert_cmpstr (cosell_palette_item_get_keys (
                       cosell_palette_row_get_item (find_item (f, "New deal"))),
                   ==, "<Control>n");
  g_assert_true (ui_shows (f->palette, "Ctrl+N"));
  gtk_list_box_select_row (list_of (f), GTK_LIST_BOX_ROW (find_item (f, "Show the outbox")));
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  ui_wait_shows (f->window, "Everything Is Sent");
}

/* An action with a target. */
static void
test_tab (Fixture *f, gconstpointer data)
{
  gtk_list_box_select_row (list_of (f), GTK_LIST_BOX_ROW (find_item (f, "Outbound")));
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (
                       ADW_VIEW_STACK (ui_get (f->window, ADW_TYPE_VIEW_STACK, NULL))),
                   ==, "outbound");
}

static gboolean
says_nothing (gpointer data)
{
  Fixture *f = data;

  return ui_shows (f->palette, "Nothing is called that, and no deal has it.");
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  type (f, "qqzzxx");
  await_condition (says_nothing, f);
  enter (f);
  g_assert_true (gtk_widget_get_visible (f->palette));
  type (f, "");
  g_assert_false (says_nothing (f));
  g_assert_nonnull (row_at (f, 0));
}

/* --- queries --- */

static gboolean
list_is_offered (gpointer data)
{
  return find_item (data, "Show All Deals Found") != NULL;
}

static const char *
first_label (Fixture *f)
{
  CosellPaletteItem *item = cosell_palette_row_get_item (row_at (f, 0));

  return item != NULL ? cosell_palette_item_get_label (item) : "a deal";
}

static void
reopen (Fixture *f)
{
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  gtk_widget_activate_action (f->window, "win.palette", NULL);
  f->palette = ui_wait_window (COSELL_TYPE_PALETTE);
  ui_settle ();
}

/* Filters alone mean a list: its view, or all that they find, before any one of the deals. */
static void
test_query (Fixture *f, gconstpointer data)
{
  type (f, "overdue");
  await_condition (list_is_offered, f);
  g_assert_cmpstr (first_label (f), ==, "Overdue");
  g_assert_cmpstr (cosell_palette_row_get_group (row_at (f, 0)), ==, "Views");
  type (f, "status:accepted value:>1");
  await_condition (list_is_offered, f);
  g_assert_cmpstr (first_label (f), ==, "Show All Deals Found");
  g_assert_cmpint (cosell_palette_row_get_deal (row_at (f, 1)), !=, 0);
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_assert_cmpstr (get_query (f), ==, "status:accepted value:>1");
}

static gboolean
shows_rows_of_outbound (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = ui_get_focus (f->window);

  return g_str_equal (adw_view_stack_get_visible_child_name (
                          ADW_VIEW_STACK (ui_get (f->window, ADW_TYPE_VIEW_STACK, NULL))),
                      "outbound") &&
         cosell_deals_view_is_settled (window_fixture_get_view (f->window)) && focus != NULL &&
         gtk_widget_is_ancestor (focus, GTK_WIDGET (window_fixture_get_view (f->window)));
}

/* What only another tab has is shown there, and the keys go to its rows. */
static void
test_other_tab (Fixture *f, gconstpointer data)
{
  type (f, "tab:outbound");
  await_condition (list_is_offered, f);
  enter (f);
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  await_condition (shows_rows_of_outbound, f);
  g_assert_true (ui_key (f->window, "<Control>a"));
  ui_wait_shows (f->window, "Done");
}

/* A column of the lists of all tabs, by its name. */
static void
test_column (Fixture *f, gconstpointer data)
{
  static const char *const labels[] = { "Show Column Team", "Hide Column Team" };

  g_assert_null (find_item (f, "Hide Column Deal"));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_list_box_select_row (list_of (f), GTK_LIST_BOX_ROW (find_item (f, labels[i])));
      enter (f);
      ui_wait_no_window (COSELL_TYPE_PALETTE);
      for (guint tab = 0; tab < 2; tab++)
        {
          g_autofree char *columns = NULL;

          gtk_widget_activate_action (f->window, "win.show-tab", "s",
                                      tab == 0 ? "inbound" : "outbound");
          g_object_get (window_fixture_get_view (f->window), "columns", &columns, NULL);
          g_assert_true (g_str_has_suffix (columns, ",team") == (i == 0));
        }
      reopen (f);
    }
}

/* What stands in a menu is called with it. */
static void
test_menus (Fixture *f, gconstpointer data)
{
  g_assert_null (find_item (f, "Close Date: + 1 Month"));
  gtk_window_close (GTK_WINDOW (f->palette));
  gtk_widget_activate_action (f->window, "win.select-all", NULL);
  reopen (f);
  g_assert_nonnull (find_item (f, "Close Date: + 1 Month"));
  g_assert_nonnull (find_item (f, "Stage: Proposed 60 %"));
  g_assert_null (find_item (f, "+ 1 Month"));
}

/* --- keys --- */

static void
test_keys (Fixture *f, gconstpointer data)
{
  int last = 0;

  while (row_at (f, last + 1) != NULL)
    last++;
  g_assert_true (ui_key (f->palette, "Up"));
  g_assert_true (marked (f) == row_at (f, 0));
  g_assert_true (ui_key (f->palette, "Down"));
  g_assert_true (marked (f) == row_at (f, 1));
  g_assert_true (ui_key (f->palette, "Page_Down"));
  g_assert_true (marked (f) == row_at (f, 7));
  g_assert_true (ui_key (f->palette, "Page_Up"));
  g_assert_true (marked (f) == row_at (f, 1));
  g_assert_true (ui_key (f->palette, "Tab"));
  g_assert_true (marked (f) == row_at (f, G_N_ELEMENTS (views) + 1));
  g_assert_cmpstr (cosell_palette_row_get_group (marked (f)), ==, "Actions");
  g_assert_true (ui_key (f->palette, "Tab"));
  g_assert_true (marked (f) == row_at (f, 0));
  g_assert_true (ui_key (f->palette, "<Shift>Tab"));
  g_assert_true (marked (f) == row_at (f, G_N_ELEMENTS (views) + 1));
  for (int i = 0; i < last; i++)
    g_assert_true (ui_key (f->palette, "Page_Down"));
  g_assert_true (marked (f) == row_at (f, last));
  /* the field has the focus all the time */
  g_assert_true (gtk_widget_is_ancestor (ui_get_focus (f->palette),
                                         ui_get (f->palette, GTK_TYPE_ENTRY, NULL)));
  g_assert_true (ui_key (f->palette, "Escape"));
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_assert_cmpstr (get_query (f), ==, "");
}

static guint
count_palettes (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n += COSELL_IS_PALETTE (window) ? 1 : 0;
    }
  return n;
}

static void
test_once (Fixture *f, gconstpointer data)
{
  gtk_widget_activate_action (f->window, "win.palette", NULL);
  ui_settle ();
  g_assert_cmpuint (count_palettes (), ==, 1);
}

/* --- what is read to a person, and room --- */

static void
test_names (Fixture *f, gconstpointer data)
{
  GtkAccessible *field = GTK_ACCESSIBLE (ui_get (f->palette, GTK_TYPE_ENTRY, NULL));

  gtk_test_accessible_assert_property (field, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Deals, views and actions");
  type (f, f->name);
  wait_first (f, f->deal);
  g_assert_true (
      gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (row_at (f, 0)),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
  type (f, "overdue");
  await_condition (has_overdue, f);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_item (f, "Show Overdue Deals")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Show Overdue Deals, overdue");
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  type (f, f->name);
  wait_first (f, f->deal);
  ui_settle ();
  g_assert_cmpint (gtk_widget_get_width (f->palette), <=, 360);
  ui_assert_bounded (f->palette);
}

static void
test_large (Fixture *f, gconstpointer data)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  gtk_window_close (GTK_WINDOW (f->palette));
  ui_wait_no_window (COSELL_TYPE_PALETTE);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gtk_widget_activate_action (f->window, "win.palette", NULL);
  f->palette = ui_wait_window (COSELL_TYPE_PALETTE);
  type (f, f->name);
  wait_first (f, f->deal);
  ui_assert_fits_large (gtk_window_get_child (GTK_WINDOW (f->palette)));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
#define ADD(path, width, func)                                                                     \
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)
  ADD ("/palette/deal", 1200, test_deal);
  ADD ("/palette/early", 1200, test_early);
  ADD ("/palette/seen", 1200, test_seen);
  ADD ("/palette/more", 1200, test_more);
  ADD ("/palette/filter", 1200, test_filter);
  ADD ("/palette/window", 1200, test_window);
  ADD ("/palette/views", 1200, test_views);
  ADD ("/palette/own-view", 1200, test_own_view);
  ADD ("/palette/actions", 1200, test_actions);
  ADD ("/palette/tab", 1200, test_tab);
  ADD ("/palette/nothing", 1200, test_nothing);
  ADD ("/palette/query", 1200, test_query);
  ADD ("/palette/other-tab", 1200, test_other_tab);
  ADD ("/palette/column", 1200, test_column);
  ADD ("/palette/menus", 1200, test_menus);
  ADD ("/palette/keys", 1200, test_keys);
  ADD ("/palette/once", 1200, test_once);
  ADD ("/palette/names", 1200, test_names);
  ADD ("/palette/narrow", 360, test_narrow);
  ADD ("/palette/large", 360, test_large);
#undef ADD
  return g_test_run ();
}
