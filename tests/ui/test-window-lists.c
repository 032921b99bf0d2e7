/* Columns and order of the main window's lists: each tab and each view keeps its own. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include <string.h>

#include "app/cosell-profile.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-views.h"
#include "support/await.h"
#include "ui/deals/cosell-column-chooser.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/find/cosell-views-bar.h"
#include "ui/shell/cosell-window-views-file.h"

typedef struct
{
  AppFixture *app;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static GtkWidget *
get_bar (Fixture *f)
{
  return ui_get (f->window, COSELL_TYPE_VIEWS_BAR, NULL);
}

static gboolean
views_are_known (gpointer data)
{
  Fixture *f = data;

  return cosell_views_bar_get_view (COSELL_VIEWS_BAR (get_bar (f)), "2") != NULL;
}

static void
open_window (Fixture *f)
{
  f->window = window_fixture_open (f->app->session, f->settings, 1400, 700);
  await_condition (views_are_known, f);
  ui_settle ();
}

static void
reopen (Fixture *f)
{
  window_fixture_close (f->window);
  open_window (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (60);
  app_execute (f->app, "INSERT INTO view (name, query, position, columns, sort) VALUES"
                       " ('Won', 'status:won', 0, 'name\ncrmId\ndirection\nvalue', '-value'),"
                       " ('Nordic', 'country:SE,NO', 1, NULL, NULL)");
  f->settings = cosell_profile_settings (f->app->dir);
  open_window (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  g_clear_object (&f->settings);
  app_fixture_free (f->app);
}

static void
choose (Fixture *f, const char *id)
{
  g_object_set (get_bar (f), "chosen", id, NULL);
  ui_settle ();
}

/* The list of the tab that is shown. */
static GtkWidget *
get_list (Fixture *f)
{
  GtkWidget *list = ui_get (f->window, COSELL_TYPE_DEALS_VIEW, NULL);

  return adw_view_stack_get_visible_child (
      ADW_VIEW_STACK (gtk_widget_get_ancestor (list, ADW_TYPE_VIEW_STACK)));
}

#define assert_list(f, columns, sort)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *columns_ = NULL;                                                              \
    g_autofree char *sort_ = NULL;                                                                 \
    g_object_get (get_list (f), "columns", &columns_, "sort", &sort_, NULL);                       \
    g_assert_cmpstr (columns_, ==, columns);                                                       \
    g_assert_cmpstr (sort_, ==, sort);                                                             \
  }                                                                                                \
  G_STMT_END

/* A view of the program has what was changed in it, in every tab, and what was not is the tab's. */
static void
test_standing (Fixture *f, gconstpointer data)
{
  g_object_set (get_list (f), "columns", "name,customer:150,status", NULL);
  choose (f, "overdue");
  assert_list (f, "name,customer:150,status", "-createdAt");
  g_object_set (get_list (f), "sort", "closeDate", NULL);
  assert_list (f, "name,customer:150,status", "closeDate");
  g_object_set (get_list (f), "columns", "name,customer,status,team:200", NULL);
  choose (f, "all");
  assert_list (f, "name,customer:150,status", "-createdAt");
  choose (f, "expiring");
  assert_list (f, "name,customer:150,status", "-createdAt");
  choose (f, "overdue");
  assert_list (f, "name,customer,status,team:200", "closeDate");

  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_OUTBOUND);
  ui_settle ();
  assert_list (f, "name,customer,status,team:200", "closeDate");
  choose (f, "all");
  assert_list (f, "", "-createdAt");
  choose (f, "overdue");
  /* what a list shows at first can be chosen, too */
  g_object_set (get_list (f), "columns", "", NULL);
  cosell_window_show_tab (COSELL_WINDOW (f->window), COSELL_TAB_INBOUND);
  ui_settle ();
  assert_list (f, "", "closeDate");
  reopen (f);
  assert_list (f, "", "closeDate");
  choose (f, "all");
  assert_list (f, "name,customer:150,status", "-createdAt");
}

static CosellView *
read_view (Fixture *f, guint index)
{
  GAsyncResult *pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;

  cosell_session_views_async (f->app->session, COSELL_VIEWS_UNCOUNTED, NULL, await_cb, &pending);
  result = await_result (&pending);
  views = cosell_session_array_finish (f->app->session, result, &error);
  g_assert_no_error (error);
  return cosell_view_copy (g_ptr_array_index (views, 8 + index));
}

static void
assert_view (Fixture *f, guint index, const char *columns, const char *sort)
{
  g_autoptr (CosellView) view = read_view (f, index);
  g_autofree char *joined = view->columns != NULL ? g_strjoinv (",", view->columns) : NULL;

  g_assert_cmpstr (joined, ==, columns);
  g_assert_cmpstr (view->sort, ==, sort);
}

/* Of a view that a person keeps, columns and order stand with it; widths are a matter of this list.
 */
static void
test_own (Fixture *f, gconstpointer data)
{
  choose (f, "1");
  assert_list (f, "name,customer,status,crmId,value", "-value");
  g_object_set (get_list (f), "columns", "name:300,customer,status,crmId,value", NULL);
  assert_view (f, 0, "name,crmId,direction,value", "-value");
  g_object_set (get_list (f), "columns", "name:300,customer,status,value,country", NULL);
  /* before that is read again */
  g_object_set (get_list (f), "sort", "name", NULL);
  /* what no list of the window shows stays in it */
  assert_view (f, 0, "name,customer,status,value,country,direction", "name");
  ui_settle ();
  assert_list (f, "name:300,customer,status,value,country", "name");
  choose (f, "2");
  assert_list (f, "", "-createdAt");
  g_object_set (get_list (f), "sort", "-lastChange", NULL);
  assert_view (f, 1, NULL, "-lastChange");
  reopen (f);
  assert_list (f, "", "-lastChange");
  choose (f, "1");
  assert_list (f, "name:300,customer,status,value,country", "name");
  choose (f, "all");
  assert_list (f, "", "-createdAt");
}

static gboolean
tells_why (gpointer data)
{
  return ui_find_part (((Fixture *) data)->window, "no room for a view") != NULL;
}

/* What could not be kept is told: it would look as if it were until the next start. */
static void
test_not_kept (Fixture *f, gconstpointer data)
{
  app_execute (f->app, "CREATE TRIGGER full BEFORE UPDATE ON view BEGIN"
                       " SELECT RAISE (ABORT, 'no room for a view'); END");
  choose (f, "1");
  g_object_set (get_list (f), "sort", "name", NULL);
  await_condition (tells_why, f);
}

/* What is typed beside a view leaves its columns. */
static void
test_typed (Fixture *f, gconstpointer data)
{
  GtkWidget *search = ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL);

  choose (f, "1");
  cosell_search_bar_set_query (COSELL_SEARCH_BAR (search), "status:won contoso");
  assert_list (f, "name,customer,status,crmId,value", "-value");
  g_object_set (get_list (f), "sort", "name", NULL);
  assert_view (f, 0, "name,crmId,direction,value", "name");
  cosell_search_bar_set_query (COSELL_SEARCH_BAR (search), "");
  assert_list (f, "", "-createdAt");
}

typedef struct
{
  Fixture *f;
  const char *sort;
} Sorted;

static gboolean
is_sorted (gpointer data)
{
  const Sorted *self = data;
  g_autofree char *sort = NULL;

  g_object_get (get_list (self->f), "sort", &sort, NULL);
  return g_str_equal (sort, self->sort);
}

/* Another program may change a view. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  static const char *const columns[] = { "name", "team", NULL };
  Sorted sorted = { f, "-stage" };

  choose (f, "1");
  cosell_session_set_view_list_async (f->app->session, 1, columns, "-stage", NULL, NULL, NULL);
  await_condition (is_sorted, &sorted);
  assert_list (f, "name,customer,status,team", "-stage");
}

static gboolean
is_saved (gpointer data)
{
  Fixture *f = data;

  return cosell_views_bar_get_view (COSELL_VIEWS_BAR (get_bar (f)), "3") != NULL;
}

/* A view that is saved has what was seen. */
static void
test_saved (Fixture *f, gconstpointer data)
{
  GtkWidget *search = ui_get (f->window, COSELL_TYPE_SEARCH_BAR, NULL);
  GtkWidget *bar = get_bar (f);
  GtkWidget *entry;

  g_object_set (get_list (f), "columns", "name,customer,status,team:200", "sort", "-value", NULL);
  cosell_search_bar_set_query (COSELL_SEARCH_BAR (search), "status:lost");
  g_assert_true (gtk_widget_activate_action (bar, "views.add", NULL));
  entry = ui_get (bar, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Lost");
  g_signal_emit_by_name (entry, "activate");
  await_condition (is_saved, f);
  assert_view (f, 2, "name,customer,status,team", "-value");
}

/* The chooser says with what it is kept. */
static void
test_owner (Fixture *f, gconstpointer data)
{
  GtkWidget *chooser;

  choose (f, "1");
  gtk_widget_activate_action (f->window, "win.columns", NULL);
  ui_settle ();
  chooser = ui_get (f->window, COSELL_TYPE_COLUMN_CHOOSER, NULL);
  ui_wait_shows (f->window, "Kept with “Won”");
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (chooser, GTK_TYPE_POPOVER)));
  choose (f, "all");
  gtk_widget_activate_action (f->window, "win.columns", NULL);
  ui_settle ();
  g_assert_null (ui_find_part (f->window, "Kept with"));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (chooser, GTK_TYPE_POPOVER)));
  ui_settle ();
}

/* What one person writes another one reads: the same names are told apart, and a file that is none
 * changes nothing. */
static void
test_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->app->dir, "team.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  GtkWidget *message;

  cosell_window_views_file_write (COSELL_WINDOW (f->window), file);
  ui_wait_shows (f->window, "2 views exported");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "status:won"));
  cosell_window_views_file_read (COSELL_WINDOW (f->window), file);
  ui_wait_shows (f->window, "2 views imported");
  ui_wait_shows (get_bar (f), "Nordic (2)");

  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  cosell_window_views_file_read (COSELL_WINDOW (f->window), file);
  message = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (message)), ==,
                   "The Views Were Not Imported");
  gtk_window_destroy (GTK_WINDOW (message));
  ui_settle ();
  g_assert_false (ui_shows (get_bar (f), "Nordic (3)"));
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  g_test_add ("/window/lists/standing", Fixture, NULL, set_up, test_standing, tear_down);
  g_test_add ("/window/lists/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/window/lists/not-kept", Fixture, NULL, set_up, test_not_kept, tear_down);
  g_test_add ("/window/lists/typed", Fixture, NULL, set_up, test_typed, tear_down);
  g_test_add ("/window/lists/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  g_test_add ("/window/lists/saved", Fixture, NULL, set_up, test_saved, tear_down);
  g_test_add ("/window/lists/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/window/lists/owner", Fixture, NULL, set_up, test_owner, tear_down);
  return g_test_run ();
}
