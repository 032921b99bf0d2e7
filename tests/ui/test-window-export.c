/* Deals of the main window to a file and to the clipboard. */
#include "app-fixture.h"
#include "ui-test.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support/await.h"
#include "ui/deals/cosell-deal-row.h"
#include "ui/deals/cosell-deals-view.h"
#include "ui/shell/cosell-window-export.h"
#include "ui/shell/cosell-window.h"

typedef struct
{
  AppFixture *app;
  GtkWidget *window;
  char *dir;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (300);
  app_fixture_disconnect (f->app);
  f->dir = g_dir_make_tmp ("cosell-export-XXXXXX", NULL);
  f->window = window_fixture_open (f->app->session, NULL, 1250, 700);
  window_fixture_wait_rows (f->window);
  ui_settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_close (f->window);
  app_fixture_free (f->app);
  g_rmdir (f->dir);
  g_free (f->dir);
}

static GtkWidget *
get_view (Fixture *f)
{
  return ui_get (f->window, COSELL_TYPE_DEALS_VIEW, NULL);
}

static gboolean
toast_is_there (gpointer data)
{
  Fixture *f = data;

  return ui_find_part (f->window, "export") != NULL;
}

/* All that are shown, in their order, in the columns that are shown. */
static void
test_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "deals.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  CosellDealsView *view = COSELL_DEALS_VIEW (get_view (f));
  g_autoptr (GArray) keys = cosell_deal_list_dup_keys (cosell_deals_view_get_deals (view));
  guint n = cosell_deals_view_get_n_deals (view);
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  g_object_set (view, "columns", "name,customer,status,value", NULL);
  cosell_window_export_to (COSELL_WINDOW (f->window), NULL, file);
  await_condition (toast_is_there, f);
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_true (g_str_has_prefix (csv, "id,name,customer,status,stage,value,currency\r\n"));
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (n, >, 50);
  g_assert_cmpuint (g_strv_length (lines), ==, n + 2);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id =
          g_strdup_printf ("%" G_GINT64_FORMAT ",", g_array_index (keys, gint64, i));

      g_assert_true (g_str_has_prefix (lines[i + 1], id));
    }
  g_unlink (path);
}

/* A deal that goes while a person chooses the file is not in it; the others are. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "deals.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 gone = G_MAXINT32;
  gint64 there =
      cosell_deal_list_get_key (cosell_deals_view_get_deals (COSELL_DEALS_VIEW (get_view (f))), 1);
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  g_array_append_val (ids, gone);
  g_array_append_val (ids, there);
  cosell_window_export_to (COSELL_WINDOW (f->window), ids, file);
  await_condition (toast_is_there, f);
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpint (g_ascii_strtoll (lines[1], NULL, 10), ==, there);
  g_unlink (path);
}

/* Of what could not be written is told, and nothing is left behind. */
static void
test_no_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "none", "deals.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *message;

  cosell_window_export_to (COSELL_WINDOW (f->window), NULL, file);
  message = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (message)), ==,
                   "The File Was Not Written");
  gtk_window_destroy (GTK_WINDOW (message));
  ui_settle ();
}

typedef struct
{
  char *text;
  gboolean done;
} Read;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Read *read = user_data;

  read->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  read->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Read *) data)->done;
}

static char *
read_clipboard (Fixture *f)
{
  Read read = { NULL, FALSE };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->window), NULL, read_cb, &read);
  await_condition (is_read, &read);
  return read.text;
}

static gboolean
is_copied (gpointer data)
{
  Fixture *f = data;

  return ui_find_part (f->window, "copied") != NULL;
}

/* Ctrl+C on a row; elsewhere the key belongs to others. */
static void
test_copy_row (Fixture *f, gconstpointer data)
{
  CosellDealsView *view = COSELL_DEALS_VIEW (get_view (f));
  gint64 id = cosell_deal_list_get_key (cosell_deals_view_get_deals (view), 1);
  g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, id);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  g_object_set (view, "columns", "name,customer,status,remoteId", NULL);
  cosell_deals_view_focus_deal (view, id);
  ui_settle ();
  g_assert_true (ui_key (f->window, "<Control>c"));
  await_condition (is_copied, f);
  text = read_clipboard (f);
  expected = g_strdup_printf ("\t%s", cosell_deal_get_data (deal)->remote_id);
  g_assert_true (g_str_has_prefix (text, cosell_deal_get_data (deal)->name));
  g_assert_true (g_str_has_suffix (text, expected));
  g_assert_null (strchr (text, '\n'));
}

/* More than is put into words at a time. */
static void
test_copy_all (Fixture *f, gconstpointer data)
{
  CosellDealsView *view = COSELL_DEALS_VIEW (get_view (f));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  cosell_window_copy (COSELL_WINDOW (f->window), NULL);
  await_condition (is_copied, f);
  text = read_clipboard (f);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (cosell_deals_view_get_n_deals (view), >, 100);
  g_assert_cmpuint (g_strv_length (lines), ==, cosell_deals_view_get_n_deals (view));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 8);
    }
}

/* Of several that are selected, those are meant, wherever the focus is in the list. */
static void
test_copy_selected (Fixture *f, gconstpointer data)
{
  CosellDealsView *view = COSELL_DEALS_VIEW (get_view (f));
  CosellDealsSelection *selection = cosell_deals_view_get_selection (view);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 2; i < 7; i += 2)
    cosell_deals_selection_toggle (selection,
                                   cosell_deal_list_get_key (cosell_deals_view_get_deals (view),
                                                             i));
  gtk_widget_activate_action (f->window, "win.copy-selected", NULL);
  await_condition (is_copied, f);
  text = read_clipboard (f);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      gint64 id = cosell_deal_list_get_key (cosell_deals_view_get_deals (view), 2 + 2 * i);
      g_autoptr (CosellDeal) deal = cosell_session_dup_deal (f->app->session, id);

      g_assert_true (g_str_has_prefix (lines[i], cosell_deal_get_data (deal)->name));
    }
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* The window may go while it is busy. */
static void
test_closing (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "deals.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = f->window;

  cosell_window_copy (COSELL_WINDOW (window), NULL);
  cosell_window_export_to (COSELL_WINDOW (window), NULL, file);
  f->window = window_fixture_open (f->app->session, NULL, 0, 0);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  window_fixture_wait_rows (f->window);
  await_condition (is_gone, &window);
  g_unlink (path);
}

static void
close_cb (GtkApplication *application, Fixture *f)
{
  g_autofree char *path = g_build_filename (f->dir, "deals.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  gtk_window_set_application (GTK_WINDOW (f->window), application);
  cosell_window_export_to (COSELL_WINDOW (f->window), NULL, file);
  gtk_window_destroy (GTK_WINDOW (f->window));
}

/* The program ends once the file is there. */
static void
test_quitting (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->dir, "deals.csv", NULL);
  g_autoptr (GtkApplication) application =
      gtk_application_new ("io.github.cosell.TestExport", G_APPLICATION_NON_UNIQUE);
  g_autofree char *text = NULL;

  g_signal_connect (application, "activate", G_CALLBACK (close_cb), f);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (strlen (text) > 1000);
  g_unlink (path);
  f->window = window_fixture_open (f->app->session, NULL, 0, 0);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  g_test_add ("/window/export/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/window/export/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/window/export/no-file", Fixture, NULL, set_up, test_no_file, tear_down);
  g_test_add ("/window/export/copy-row", Fixture, NULL, set_up, test_copy_row, tear_down);
  g_test_add ("/window/export/copy-all", Fixture, NULL, set_up, test_copy_all, tear_down);
  g_test_add ("/window/export/copy-selected", Fixture, NULL, set_up, test_copy_selected, tear_down);
  g_test_add ("/window/export/closing", Fixture, NULL, set_up, test_closing, tear_down);
  g_test_add ("/window/export/quitting", Fixture, NULL, set_up, test_quitting, tear_down);
  return g_test_run ();
}
