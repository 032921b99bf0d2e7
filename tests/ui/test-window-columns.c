/* The columns of the lists in the main window: chosen, sized, heard and kept. */
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include "app/cosell-profile.h"
#include "support/await.h"
#include "ui/deals/cosell-column-chooser.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/deals/cosell-list-header.h"
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
  f->window = window_fixture_open (f->app->session, NULL, 0, 0);
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
get_view (Fixture *f)
{
  return ui_get (f->window, COSELL_TYPE_DEALS_VIEW, NULL);
}

static char *
get_columns (Fixture *f)
{
  char *columns;

  g_object_get (get_view (f), "columns", &columns, NULL);
  return columns;
}

static void
assert_columns (Fixture *f, const char *columns)
{
  g_autofree char *shown = get_columns (f);

  g_assert_cmpstr (shown, ==, columns);
}

/* The same profile in a window of that many pixels. */
static void
open_at (Fixture *f, int width)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = window_fixture_open (f->app->session, NULL, width, 700);
  window_fixture_wait_rows (f->window);
  ui_settle ();
}

static GtkWidget *
get_choice (GtkWidget *chooser, const char *title)
{
  return gtk_widget_get_ancestor (ui_get (chooser, GTK_TYPE_LABEL, title), GTK_TYPE_LIST_BOX_ROW);
}

/* The chooser shows, hides and moves, the list follows at once, and what is fixed stays. */
static void
test_choose_columns (Fixture *f, gconstpointer data)
{
  GtkWidget *chooser, *list, *row;

  open_at (f, 1250);
  assert_columns (f, "");
  gtk_widget_activate_action (f->window, "win.columns", NULL);
  ui_settle ();
  chooser = ui_get (f->window, COSELL_TYPE_COLUMN_CHOOSER, NULL);
  list = ui_get (chooser, GTK_TYPE_LIST_BOX, NULL);
  row = get_choice (chooser, "Country");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Country, shown, 7 of 8");
  g_signal_emit_by_name (list, "row-activated", row);
  assert_columns (f, "name,customer,type,status,value,closeDate,createdAt");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Country, hidden");
  g_signal_emit_by_name (list, "row-activated", get_choice (chooser, "CRM ID"));
  g_signal_emit_by_name (list, "row-activated", get_choice (chooser, "Deal"));
  assert_columns (f, "name,customer,type,status,value,closeDate,createdAt,crmId");
  /* Tab and arrows stay in there */
  gtk_widget_grab_focus (row);
  for (guint i = 0; i < 3; i++)
    {
      gtk_widget_child_focus (f->window, i < 2 ? GTK_DIR_TAB_FORWARD : GTK_DIR_LEFT);
      g_assert_true (gtk_widget_is_ancestor (ui_get_focus (f->window), chooser));
    }
  g_signal_emit_by_name (ui_get (chooser, GTK_TYPE_BUTTON, "_Reset"), "clicked");
  assert_columns (f, "");
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (chooser, GTK_TYPE_POPOVER)));
  ui_settle ();
}

/* Where there are no titles the chooser is a window. */
static void
test_choose_columns_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *sheet;

  open_at (f, 360);
  gtk_widget_activate_action (f->window, "win.columns", NULL);
  sheet = ui_wait_window (ADW_TYPE_WINDOW);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (sheet)));
  g_signal_emit_by_name (ui_get (sheet, GTK_TYPE_LIST_BOX, NULL), "row-activated",
                         get_choice (sheet, "Type"));
  assert_columns (f, "name,customer,status,value,closeDate,country,createdAt");
  ui_assert_fits_large (adw_window_get_content (ADW_WINDOW (sheet)));
  gtk_window_close (GTK_WINDOW (sheet));
  ui_wait_no_window (ADW_TYPE_WINDOW);
}

/* Shift and an arrow on a title; a column that is shown is heard in the row, and can be sorted by.
 */
static void
test_title_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *titles, *title;
  g_autofree char *wide = NULL;
  g_autofree char *sort = NULL;

  open_at (f, 1250);
  titles = ui_get (f->window, COSELL_TYPE_LIST_HEADER, NULL);
  title = gtk_widget_get_ancestor (ui_get (titles, GTK_TYPE_LABEL, "Type"), GTK_TYPE_BUTTON);
  gtk_widget_grab_focus (title);
  g_assert_true (ui_key (f->window, "<Shift>Right"));
  wide = get_columns (f);
  g_assert_true (g_str_has_prefix (wide, "name,customer,type:"));
  g_assert_true (ui_key (f->window, "<Shift>Left"));
  g_object_set (get_view (f), "columns", "name,customer,status,crmId", NULL);
  ui_settle ();
  assert_columns (f, "name,customer,status,crmId");
  title = gtk_widget_get_ancestor (ui_get (titles, GTK_TYPE_LABEL, "CRM ID"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (title, "clicked");
  g_object_get (get_view (f), "sort", &sort, NULL);
  g_assert_cmpstr (sort, ==, "crmId");
  gtk_test_accessible_assert_property (title, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "CRM ID, sorted ascending");
}

static gboolean
row_says_referral (gpointer data)
{
  Fixture *f = data;
  GtkWidget *row = ui_find (f->window, COSELL_TYPE_DEAL_ROW, NULL);
  const CosellDealData *deal;
  g_autofree char *described = NULL;
  g_autofree char *name = NULL;
  char *problem;

  if (!window_fixture_has_rows (f->window))
    return FALSE;
  deal = cosell_deal_get_data (cosell_deal_row_get_deal (COSELL_DEAL_ROW (row)));
  described = cosell_deal_row_describe (deal, cosell_format_now ());
  name = g_strdup_printf ("%s, Referral ID: %s", described, deal->remote_id);
  problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                name);
  g_free (problem);
  return problem == NULL;
}

static void
test_row_says_columns (Fixture *f, gconstpointer data)
{
  open_at (f, 1250);
  g_object_set (get_view (f), "columns", "name,customer,status,remoteId", NULL);
  await_condition (row_says_referral, f);
}

/* What was chosen for a list, and its order, are there when the profile is opened again. */
static void
test_columns_are_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *dir = g_dir_make_tmp ("cosell-window-XXXXXX", NULL);
  g_autoptr (GSettings) settings = cosell_profile_settings (dir);
  g_autofree char *file = g_build_filename (dir, "settings.ini", NULL);
  g_autofree char *sort = NULL;

  for (guint i = 0; i < 2; i++)
    {
      gtk_window_destroy (GTK_WINDOW (f->window));
      f->window = window_fixture_open (f->app->session, settings, 0, 0);
      ui_settle ();
      if (i == 0)
        g_object_set (get_view (f), "columns", "name,customer:150,status", "sort", "-value", NULL);
    }
  assert_columns (f, "name,customer:150,status");
  g_object_get (get_view (f), "sort", &sort, NULL);
  g_assert_cmpstr (sort, ==, "-value");
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  ui_settle ();
  g_clear_object (&settings);
  g_remove (file);
  g_rmdir (dir);
}

/* Whatever widths it was asked for before, where rows have two lines there is no strip for titles.
 */
static void
test_no_titles (Fixture *f, gconstpointer data)
{
  static const int widths[] = { 0, 1000, 900, 450, 300, 1000 };
  static const gboolean titles[] = { FALSE, TRUE, TRUE, FALSE, FALSE, TRUE };
  GtkWidget *header;

  open_at (f, 1250);
  header = ui_get (f->window, COSELL_TYPE_LIST_HEADER, NULL);
  gtk_widget_queue_resize (header);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      int height;

      gtk_widget_measure (header, GTK_ORIENTATION_VERTICAL, widths[i], &height, NULL, NULL, NULL);
      g_test_message ("%d: %d", widths[i], height);
      g_assert_true ((height > 0) == titles[i]);
    }
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  g_test_add ("/window/columns/choose", Fixture, NULL, set_up, test_choose_columns, tear_down);
  g_test_add ("/window/columns/choose-narrow", Fixture, NULL, set_up, test_choose_columns_narrow,
              tear_down);
  g_test_add ("/window/columns/title-keys", Fixture, NULL, set_up, test_title_keys, tear_down);
  g_test_add ("/window/columns/heard", Fixture, NULL, set_up, test_row_says_columns, tear_down);
  g_test_add ("/window/columns/no-titles", Fixture, NULL, set_up, test_no_titles, tear_down);
  g_test_add ("/window/columns/kept", Fixture, NULL, set_up, test_columns_are_kept, tear_down);
  return g_test_run ();
}
