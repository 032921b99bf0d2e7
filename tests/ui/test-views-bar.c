/* The side bar of views: what it lists and marks, and what is done to views there */
#include "ui-test.h"

#include <string.h>

#include "app-fixture.h"
#include "app/cosell-profile.h"
#include "app/cosell-session-views.h"
#include "support/await.h"
#include "ui/find/cosell-view-row.h"
#include "ui/find/cosell-views-bar.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  CosellViewsBar *bar;
  CosellSearchBar *search;
  AdwToast *toast; /* (owned) (nullable) the last one */
} Fixture;

static void
toast_cb (CosellViewsBar *bar, AdwToast *toast, Fixture *f)
{
  g_set_object (&f->toast, toast);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  f->app = app_fixture_new_synced (60);
  app_execute (f->app, "INSERT INTO view (name, query, position) VALUES ('Won', 'status:won', 0), "
                       "('Pilots', 'pilot open', 1), ('Nordic', 'country:SE,NO', 2)");
  f->window = adw_window_new ();
  f->bar = g_object_new (COSELL_TYPE_VIEWS_BAR, NULL);
  f->search = g_object_new (COSELL_TYPE_SEARCH_BAR, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->search));
  adw_window_set_content (ADW_WINDOW (f->window), box);
  g_signal_connect (f->bar, "toast", G_CALLBACK (toast_cb), f);
  gtk_window_present (GTK_WINDOW (f->window));
}

/* chosen: (nullable) */
static void
follow (Fixture *f, const char *chosen)
{
  if (chosen != NULL)
    g_object_set (f->bar, "chosen", chosen, NULL);
  cosell_views_bar_follow (f->bar, f->app->session, f->search);
  ui_wait_shows (f->window, "Nordic");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->toast);
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  app_fixture_free (f->app);
}

static CosellViewRow *
row_of (Fixture *f, const char *name)
{
  GtkWidget *label = ui_get (f->window, GTK_TYPE_LABEL, name);

  return COSELL_VIEW_ROW (gtk_widget_get_ancestor (label, COSELL_TYPE_VIEW_ROW));
}

static void
activate (Fixture *f, const char *name)
{
  CosellViewRow *row = row_of (f, name);

  g_signal_emit_by_name (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_BOX),
                         "row-activated", row);
}

#define assert_chosen(f, expected)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *chosen_ = NULL;                                                               \
    g_object_get ((f)->bar, "chosen", &chosen_, NULL);                                             \
    g_assert_cmpstr (chosen_, ==, expected);                                                       \
  }                                                                                                \
  G_STMT_END

/* Names of those that are kept, joined by "|" */
static char *
kept (Fixture *f)
{
  GtkListBox *list =
      GTK_LIST_BOX (gtk_widget_get_ancestor (GTK_WIDGET (row_of (f, "Nordic")), GTK_TYPE_LIST_BOX));
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            cosell_view_row_get_view (COSELL_VIEW_ROW (row))->name);
  return g_string_free (text, FALSE);
}

typedef struct
{
  Fixture *f;
  const char *expected;
} Awaited;

static gboolean
is_kept (gpointer data)
{
  Awaited *awaited = data;
  g_autofree char *names = kept (awaited->f);

  return g_str_equal (names, awaited->expected);
}

static void
await_kept (Fixture *f, const char *expected)
{
  Awaited awaited = { f, expected };

  await_condition (is_kept, &awaited);
}

/* Choosing sets the query, and what is typed chooses. */
static void
test_choose (Fixture *f, gconstpointer data)
{
  follow (f, NULL);
  assert_chosen (f, "all");
  activate (f, "Overdue");
  g_assert_cmpstr (cosell_search_bar_get_query (f->search), ==, "overdue");
  assert_chosen (f, "overdue");
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row_of (f, "Overdue"))));
  activate (f, "Nordic");
  assert_chosen (f, "3");
  g_assert_false (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row_of (f, "Overdue"))));
  cosell_search_bar_set_query (f->search, "status:WON");
  assert_chosen (f, "1");
  cosell_search_bar_set_query (f->search, "status:won open");
  assert_chosen (f, "");
  activate (f, "All Deals");
  g_assert_cmpstr (cosell_search_bar_get_query (f->search), ==, "");
}

static void
test_remembered (Fixture *f, gconstpointer data)
{
  follow (f, "2");
  assert_chosen (f, "2");
  g_assert_cmpstr (cosell_search_bar_get_query (f->search), ==, "open pilot");
}

static void
test_forgotten (Fixture *f, gconstpointer data)
{
  follow (f, "77");
  assert_chosen (f, "all");
  g_assert_cmpstr (cosell_search_bar_get_query (f->search), ==, "");
}

static gboolean
has_changed_count (gpointer data)
{
  Fixture *f = data;

  return cosell_view_row_get_view (row_of (f, "Nordic"))->count == 0;
}

/* What others do is counted anew. */
static void
test_counts (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  follow (f, NULL);
  g_assert_cmpint (cosell_view_row_get_view (row_of (f, "Waiting to Be Sent"))->count, ==, 0);
  g_assert_cmpint (cosell_view_row_get_view (row_of (f, "Nordic"))->count, >, 0);
  app_execute (f->app, "UPDATE deal SET country = 'DE'");
  app_set (f->app->session, app_find (f->app->session, "status=accepted"), "name", "Changed",
           &error);
  g_assert_no_error (error);
  await_condition (has_changed_count, f);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  follow (f, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (row_of (f, "Won")));
  g_assert_true (ui_key (f->window, "<Alt>Down"));
  await_kept (f, "Pilots|Won|Nordic");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (row_of (f, "Won"))));
  g_assert_true (ui_key (f->window, "<Alt>Up"));
  await_kept (f, "Won|Pilots|Nordic");

  g_assert_true (ui_key (f->window, "F2"));
  gtk_editable_set_text (GTK_EDITABLE (ui_get (f->window, GTK_TYPE_ENTRY, NULL)), "Sold");
  g_signal_emit_by_name (ui_get (f->window, GTK_TYPE_ENTRY, NULL), "activate");
  await_kept (f, "Sold|Pilots|Nordic");

  gtk_widget_grab_focus (GTK_WIDGET (row_of (f, "Pilots")));
  g_assert_true (ui_key (f->window, "Delete"));
  await_kept (f, "Sold|Nordic");
  while (f->toast == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (f->toast, "button-clicked");
  await_kept (f, "Sold|Pilots|Nordic");

  /* those of the program stay */
  gtk_widget_grab_focus (GTK_WIDGET (row_of (f, "Overdue")));
  g_assert_false (ui_key (f->window, "Delete"));
  g_assert_false (ui_key (f->window, "F2"));
}

/* What is searched for becomes a view, and nothing does not. */
static void
test_save (Fixture *f, gconstpointer data)
{
  GtkWidget *entry;

  follow (f, NULL);
  gtk_widget_activate_action (GTK_WIDGET (f->bar), "views.add", NULL);
  g_assert_null (ui_find (f->window, GTK_TYPE_ENTRY, NULL));
  cosell_search_bar_set_query (f->search, "status:lost");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->bar), "views.add", NULL));
  entry = ui_get (f->window, GTK_TYPE_ENTRY, NULL);
  g_signal_emit_by_name (entry, "activate");
  ui_wait_shows (f->window, "A view needs a name.");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Lost");
  g_signal_emit_by_name (entry, "activate");
  await_kept (f, "Won|Pilots|Nordic|Lost");
  assert_chosen (f, "4");
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  follow (f, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (row_of (f, "Won")));
  gtk_widget_activate_action (GTK_WIDGET (f->bar), "views.duplicate", NULL);
  await_kept (f, "Won|Won (2)|Pilots|Nordic");
  gtk_widget_grab_focus (GTK_WIDGET (row_of (f, "Overdue")));
  gtk_widget_activate_action (GTK_WIDGET (f->bar), "views.duplicate", NULL);
  await_kept (f, "Won|Won (2)|Pilots|Nordic|Overdue (2)");
}

static gboolean
is_whole (gpointer label)
{
  return !pango_layout_is_ellipsized (gtk_label_get_layout (label)) &&
         pango_layout_get_line_count (gtk_label_get_layout (label)) == 2;
}

/* With large text a name takes two lines, and none is cut. */
static void
test_large (Fixture *f, gconstpointer data)
{
  int dpi;

  follow (f, NULL);
  ui_assert_fits_large (GTK_WIDGET (f->bar));
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  await_condition (is_whole, ui_get (f->window, GTK_TYPE_LABEL, "Closing This Quarter"));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

typedef struct
{
  GtkWidget *widget;
  const char *property;
  gboolean value;
} Switch;

static gboolean
is_switched (gpointer data)
{
  const Switch *self = data;
  gboolean value;

  g_object_get (self->widget, self->property, &value, NULL);
  return value == self->value;
}

static void
await_switched (GtkWidget *widget, const char *property, gboolean value)
{
  Switch self = { widget, property, value };

  await_condition (is_switched, &self);
}

static GtkWidget *
open_main (AppFixture *app, GSettings *settings, int width)
{
  static GtkApplication *application;
  GtkWidget *window;

  if (application == NULL)
    {
      application = gtk_application_new ("io.github.cosell.Test", G_APPLICATION_NON_UNIQUE);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
    }
  g_settings_set_int (settings, "window-width", width);
  window = GTK_WIDGET (cosell_window_new (application, app->session, settings));
  gtk_window_present (GTK_WINDOW (window));
  ui_settle ();
  return window;
}

static void
close_main (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  ui_settle ();
}

/* Whether the bar is shown is kept, but not from a narrow window, and so is the view. */
static void
test_window (void)
{
  g_autoptr (AppFixture) app = app_fixture_new_synced (20);
  g_autoptr (GSettings) settings = cosell_profile_settings (app->dir);
  GtkWidget *window = open_main (app, settings, 1200);
  GtkWidget *flap = ui_get (window, ADW_TYPE_FLAP, NULL);

  g_assert_true (adw_flap_get_reveal_flap (ADW_FLAP (flap)));
  gtk_widget_activate_action (window, "win.toggle-views", NULL);
  g_assert_false (adw_flap_get_reveal_flap (ADW_FLAP (flap)));
  g_assert_false (g_settings_get_boolean (settings, "show-views"));
  gtk_widget_activate_action (window, "win.toggle-views", NULL);
  g_assert_true (g_settings_get_boolean (settings, "show-views"));
  ui_wait_shows (window, "Overdue");
  ui_wait_focus (ui_get (window, COSELL_TYPE_VIEWS_BAR, NULL));
  g_settings_set_string (settings, "last-view", "overdue");
  close_main (window);

  window = open_main (app, settings, 400);
  flap = ui_get (window, ADW_TYPE_FLAP, NULL);
  await_switched (flap, "folded", TRUE);
  await_switched (flap, "reveal-flap", FALSE);
  g_assert_true (g_settings_get_boolean (settings, "show-views"));
  ui_wait_shows (window, "Overdue"); /* the chip of the view */
  g_assert_cmpstr (cosell_search_bar_get_query (
                       COSELL_SEARCH_BAR (ui_find (window, COSELL_TYPE_SEARCH_BAR, NULL))),
                   ==, "overdue");
  gtk_widget_activate_action (window, "win.toggle-views", NULL);
  await_switched (flap, "reveal-flap", TRUE);
  close_main (window);
  g_assert_true (g_settings_get_boolean (settings, "show-views"));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/views-bar/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("choose", test_choose);
  ADD ("remembered", test_remembered);
  ADD ("forgotten", test_forgotten);
  ADD ("counts", test_counts);
  ADD ("keys", test_keys);
  ADD ("save", test_save);
  ADD ("duplicate", test_duplicate);
  ADD ("large", test_large);
  g_test_add_func ("/views-bar/window", test_window);
  return g_test_run ();
}
