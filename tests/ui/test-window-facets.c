/* Facets beside the list of the main window: what is chosen there, how many deals it leaves, and
 * what of it is there again after a restart. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "app/cosell-profile.h"
#include "app/cosell-session-find.h"
#include "base/cosell-intl-private.h"
#include "store/cosell-store.h"
#include "support/await.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/find/cosell-facet-group.h"
#include "ui/find/cosell-facet-pane.h"
#include "ui/find/cosell-facet-row.h"
#include "ui/find/cosell-search-bar.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GSettings *settings;
  GtkWidget *window;
  CosellSearchBar *bar;
  GtkWidget *pane;
} Fixture;

static void
open_window (Fixture *f)
{
  f->window = window_fixture_open (f->app->session, f->settings, 0, 0);
  window_fixture_wait_settled (f->window);
  f->bar = COSELL_SEARCH_BAR (ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL));
  f->pane = ui_get (f->window, COSELL_TYPE_FACET_PANE, NULL);
}

static void
close_window (Fixture *f)
{
  window_fixture_close (f->window);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (250);
  app_fixture_disconnect (f->app);
  f->settings = cosell_profile_settings (f->app->dir);
  g_assert_nonnull (f->settings);
  g_settings_reset (f->settings, "show-deals");
  g_settings_reset (f->settings, "last-query");
  g_settings_reset (f->settings, "last-view");
  g_settings_reset (f->settings, "last-tab");
  g_settings_reset (f->settings, "show-facets");
  open_window (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_window (f);
  g_object_unref (f->settings);
  app_fixture_free (f->app);
}

static void
assert_query (Fixture *f, const char *query)
{
  g_assert_cmpstr (cosell_search_bar_get_query (f->bar), ==, query);
}

/* --- rows of the pane --- */

/* (nullable) */
static CosellFacetRow *
find_row (GtkWidget *root, const char *term)
{
  if (COSELL_IS_FACET_ROW (root))
    return g_strcmp0 (cosell_facet_row_get_term (COSELL_FACET_ROW (root)), term) == 0
               ? COSELL_FACET_ROW (root)
               : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      CosellFacetRow *found = find_row (child, term);

      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct
{
  Fixture *f;
  const char *term;
  const char *number;
  gboolean chosen;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *shown = data;
  CosellFacetRow *row = find_row (shown->f->pane, shown->term);

  return row != NULL && cosell_facet_row_get_chosen (row) == shown->chosen &&
         ui_shows (GTK_WIDGET (row), shown->number);
}

/* What the command line finds. */
static guint
count (Fixture *f, CosellTab tab, const char *query)
{
  const CosellFind find = { .tab = tab, .query = query };

  return app_count (f->app->session, &find);
}

/* The row says how many deals of the tab query finds. */
static void
await_row (Fixture *f, const char *term, gboolean chosen, CosellTab tab, const char *query)
{
  g_autofree char *number = g_strdup_printf ("%u", count (f, tab, query));
  Shown shown = { f, term, number, chosen };

  g_test_message ("%s: %s %s", term, number, chosen ? "chosen" : "");
  await_condition (is_shown, &shown);
}

typedef struct
{
  Fixture *f;
  guint n;
} Wanted;

static gboolean
has_deals (gpointer data)
{
  const Wanted *wanted = data;

  return cosell_deals_view_get_n_deals (window_fixture_get_view (wanted->f->window)) == wanted->n;
}

static void
await_deals (Fixture *f, guint n)
{
  Wanted wanted = { f, n };

  await_condition (has_deals, &wanted);
}

static void
toggle (Fixture *f, const char *term)
{
  CosellFacetRow *row = find_row (f->pane, term);
  GtkCheckButton *check;

  if (row == NULL)
    g_error ("“%s” is not offered", term);
  check = GTK_CHECK_BUTTON (ui_get (GTK_WIDGET (row), GTK_TYPE_CHECK_BUTTON, NULL));
  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
open_pane (Fixture *f)
{
  gtk_widget_activate_action (f->window, "win.toggle-facets", NULL);
  await_row (f, "status:won", FALSE, COSELL_TAB_INBOUND, "-type:lead status:won");
}

/* (nullable): the group that has a title */
static GtkWidget *
get_group (Fixture *f, const char *title)
{
  return gtk_widget_get_ancestor (ui_get (f->pane, GTK_TYPE_LABEL, title), COSELL_TYPE_FACET_GROUP);
}

static void
fold (Fixture *f, const char *title)
{
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_get (f->pane, GTK_TYPE_LABEL, title),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
}

/* --- tests --- */

/* Several choices of one facet are one filter; its own choice does not count for it. */
static void
test_choose (Fixture *f, gconstpointer data)
{
  open_pane (f);
  toggle (f, "status:won");
  assert_query (f, "status:won");
  ui_get (f->window, GTK_TYPE_BUTTON, "Status: Won");
  await_row (f, "status:won", TRUE, COSELL_TAB_INBOUND, "-type:lead status:won");
  await_row (f, "status:lost", FALSE, COSELL_TAB_INBOUND, "-type:lead status:lost");
  await_row (f, "type:co-sell", FALSE, COSELL_TAB_INBOUND, "type:co-sell status:won");
  toggle (f, "status:lost");
  assert_query (f, "status:won,lost");
  toggle (f, "open");
  toggle (f, "closed");
  assert_query (f, "status:won,lost closed");
  toggle (f, "type:co-sell");
  await_row (f, "status:won", TRUE, COSELL_TAB_INBOUND, "type:co-sell closed status:won");
  await_deals (f, count (f, COSELL_TAB_INBOUND, "type:co-sell closed status:won,lost"));
  toggle (f, "status:won");
  toggle (f, "status:lost");
  assert_query (f, "closed type:co-sell");
}

/* What is typed is marked, and chosen beside what is typed. */
static void
test_typed (Fixture *f, gconstpointer data)
{
  open_pane (f);
  cosell_search_bar_set_query (f->bar, "azure status:won,accepted");
  await_row (f, "status:accepted", TRUE, COSELL_TAB_INBOUND, "-type:lead azure status:accepted");
  await_row (f, "overdue", FALSE, COSELL_TAB_INBOUND,
             "-type:lead azure status:won,accepted overdue");
  toggle (f, "mine");
  assert_query (f, "status:won,accepted mine azure");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (cosell_search_bar_get_field (f->bar))), ==,
                   "azure");
  ui_choose (f->pane, "Clear");
  assert_query (f, "azure");
  await_row (f, "status:accepted", FALSE, COSELL_TAB_INBOUND, "-type:lead azure status:accepted");
}

/* Counts are those of the tab that is shown. */
static void
test_tabs (Fixture *f, gconstpointer data)
{
  open_pane (f);
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  await_row (f, "status:won", FALSE, COSELL_TAB_OUTBOUND, "status:won");
  toggle (f, "status:won");
  await_row (f, "type:co-sell", FALSE, COSELL_TAB_OUTBOUND, "status:won type:co-sell");
  g_assert_nonnull (ui_find_part (f->window, "more in Inbound"));
}

/* Names: the most frequent, more, and those that hold what is typed. */
static void
test_names (Fixture *f, gconstpointer data)
{
  GtkWidget *group, *search;

  open_pane (f);
  group = get_group (f, "Customer");
  fold (f, "Customer");
  await_row (f, "customer:\"Northwind Traders Pvt. Ltd.\"", FALSE, COSELL_TAB_INBOUND,
             "-type:lead customer:\"Northwind Traders Pvt. Ltd.\"");
  g_assert_nonnull (ui_find_part (group, " more"));
  ui_choose (group, gtk_label_get_label (GTK_LABEL (ui_find_part (group, " more"))));
  search = ui_get (group, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "trey");
  await_row (f, "customer:\"Trey Research Logistics SAS\"", FALSE, COSELL_TAB_INBOUND,
             "-type:lead customer:\"Trey Research Logistics SAS\"");
  toggle (f, "customer:\"Trey Research Logistics SAS\"");
  assert_query (f, "customer:\"Trey Research Logistics SAS\"");
}

static void
set_bound (Fixture *f, const char *title, guint index, const char *text)
{
  GtkWidget *first = ui_get (get_group (f, title), GTK_TYPE_ENTRY, NULL);
  GtkWidget *entry = first;

  while (index-- > 0)
    do
      entry = gtk_widget_get_next_sibling (entry);
    while (!GTK_IS_ENTRY (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_range (Fixture *f, gconstpointer data)
{
  open_pane (f);
  set_bound (f, "Value", 0, "100 000");
  assert_query (f, "value:100000..");
  set_bound (f, "Value", 1, "500000.50");
  assert_query (f, "value:100000..500000.5");
  set_bound (f, "Value", 0, "much");
  assert_query (f, "value:100000..500000.5");
  g_assert_nonnull (ui_find_part (get_group (f, "Value"), "2500.50"));
  set_bound (f, "Value", 0, "");
  assert_query (f, "value:..500000.5");
  await_row (f, "value:>=100000", FALSE, COSELL_TAB_INBOUND, "-type:lead value:>=100000");
  await_row (f, "value:>=1000000", FALSE, COSELL_TAB_INBOUND, "-type:lead value:>=1000000");
  toggle (f, "value:>=100000");
  assert_query (f, "value:>=100000");
  toggle (f, "value:>=1000000");
  assert_query (f, "value:>=1000000");
  set_bound (f, "Closes", 0, "2026-07");
  assert_query (f, "value:>=1000000 closes:2026-07..");
  cosell_intl_set_locale ("sv_SE");
  set_bound (f, "Value", 0, "1 000,5");
  assert_query (f, "value:1000.5.. closes:2026-07..");
  cosell_search_bar_set_query (f->bar, "value:2.5.. closes:2026-07..");
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_get (get_group (f, "Value"), GTK_TYPE_ENTRY, NULL))),
                   ==, "2,5");
  cosell_intl_set_locale (NULL);
  /* a comma makes no alternatives */
  set_bound (f, "Closes", 0, "2026-07,2027");
  assert_query (f, "value:2.5.. closes:2026-07..");
  g_assert_nonnull (ui_find_part (get_group (f, "Closes"), "without a comma"));
  /* what is typed elsewhere stands here, too */
  cosell_search_bar_set_query (f->bar, "value:5..7");
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_get (get_group (f, "Value"), GTK_TYPE_ENTRY, NULL))),
                   ==, "5");
}

/* Whether the last facet has choices, while deals change all the time. */
static gboolean
is_counted (gpointer data)
{
  Fixture *f = data;
  CosellChangeSet changes = { .everything = FALSE };

  g_signal_emit_by_name (f->app->session, "changed", &changes);
  return ui_find (get_group (f, "Properties"), COSELL_TYPE_FACET_ROW, NULL) != NULL;
}

static void
test_busy (Fixture *f, gconstpointer data)
{
  gtk_widget_activate_action (f->window, "win.toggle-facets", NULL);
  await_condition (is_counted, f);
}

/* By keys alone: into the pane, from choice to choice, and out again. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  CosellFacetRow *open;
  g_autofree char *name = NULL;

  open_pane (f);
  open = find_row (f->pane, "open");
  ui_wait_focus (GTK_WIDGET (open));
  g_assert_true (ui_key (f->window, "Down"));
  ui_wait_focus (GTK_WIDGET (find_row (f->pane, "closed")));
  g_assert_true (ui_key (f->window, "Up"));
  ui_wait_focus (GTK_WIDGET (open));
  name = g_strdup_printf ("Open, %u deals", count (f, COSELL_TAB_INBOUND, "-type:lead open"));
  gtk_test_accessible_assert_property (ui_get (GTK_WIDGET (open), GTK_TYPE_CHECK_BUTTON, NULL),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  g_assert_true (ui_key (f->window, "Escape"));
  ui_wait_focus (cosell_search_bar_get_field (f->bar));
  g_assert_false (g_settings_get_boolean (f->settings, "show-facets"));
}

/* Query, tab, view and pane are those that were left. */
static void
test_restart (Fixture *f, gconstpointer data)
{
  g_autofree char *view = NULL;

  open_pane (f);
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  cosell_search_bar_set_query (f->bar, "azure status:won country:SE,DE");
  close_window (f);
  open_window (f);
  assert_query (f, "status:won country:SE,DE azure");
  ui_get (f->window, GTK_TYPE_BUTTON, "Status: Won");
  await_deals (f, count (f, COSELL_TAB_OUTBOUND, "azure status:won country:SE,DE"));
  await_row (f, "status:won", TRUE, COSELL_TAB_OUTBOUND, "azure country:SE,DE status:won");

  /* a view is its query */
  cosell_search_bar_set_query (f->bar, "status:won registration:none eligible");
  close_window (f);
  view = g_settings_get_string (f->settings, "last-view");
  g_assert_cmpstr (view, ==, "needs-registration");
  open_window (f);
  assert_query (f, "status:won registration:none eligible");
}

/* What an older program kept as a setting of its own is a filter now. */
static void
test_old_choice (Fixture *f, gconstpointer data)
{
  g_autofree char *choice = NULL;

  close_window (f);
  g_settings_set_string (f->settings, "show-deals", "closed");
  open_window (f);
  assert_query (f, "closed");
  choice = g_settings_get_string (f->settings, "show-deals");
  g_assert_cmpstr (choice, ==, "all");
  close_window (f);
  open_window (f);
  assert_query (f, "closed");
  gtk_widget_activate_action (f->window, "win.clear-filters", NULL);
  assert_query (f, "");
}

static void
test_large (Fixture *f, gconstpointer data)
{
  open_pane (f);
  cosell_search_bar_set_query (f->bar, "status:won,accepted,lost value:>1000");
  await_row (f, "status:won", TRUE, COSELL_TAB_INBOUND, "-type:lead value:>1000 status:won");
  ui_assert_fits_large (f->window);
}

int
main (int argc, char **argv)
{
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ui_test_init (&argc, &argv);
  ADD ("/window/facets/I19-choose", test_choose);
  ADD ("/window/facets/I19-typed", test_typed);
  ADD ("/window/facets/tabs", test_tabs);
  ADD ("/window/facets/names", test_names);
  ADD ("/window/facets/range", test_range);
  ADD ("/window/facets/keys", test_keys);
  ADD ("/window/facets/restart", test_restart);
  ADD ("/window/facets/old-choice", test_old_choice);
  ADD ("/window/facets/busy", test_busy);
  ADD ("/window/facets/large", test_large);
  return g_test_run ();
}
