#include "ui/shell/cosell-window-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-session-find.h"
#include "app/cosell-session-reports.h"
#include "base/cosell-text-show.h"
#include "model/cosell-export.h"
#include "ui/deals/cosell-column-set.h"
#include "ui/deals/cosell-list-focus.h"
#include "ui/shell/cosell-window-listed.h"
#include "ui/shell/cosell-window-pages.h"
#include "ui/shell/cosell-window-private.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/words/cosell-format.h"

#define DIALOG "export-dialog"
/* Rows that are put into words before others have their turn. */
#define SOME 100

/* What the list shows, when it is asked for. */
typedef struct
{
  CosellWindow *window; /* (owned) */
  GApplication
      *application; /* (owned) (nullable): held, so that the file is whole before it quits */
  GFile *file;      /* (owned) (nullable): to a file, not to the clipboard */
  CosellColumnSet columns;
  GPtrArray *rows; /* (owned) (nullable) of CosellDealData; each goes when it is done */
  guint n_rows;
  guint done;    /* rows whose words stand in text */
  GString *text; /* (owned) */
} Export;

static void
export_free (Export *self)
{
  if (self->application != NULL)
    g_application_release (self->application);
  g_clear_object (&self->application);
  g_object_unref (self->window);
  g_clear_object (&self->file);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* Whoever closed the window meanwhile is told by the desktop that there is no file. */
static void
fail (Export *self, const char *title, const GError *error)
{
  g_autoptr (GNotification) notification = NULL;

  if (self->window->session != NULL)
    cosell_message_tell (GTK_WIDGET (self->window), title, error->message);
  else if (self->file != NULL && self->application != NULL)
    {
      notification = g_notification_new (title);
      g_notification_set_body (notification, error->message);
      g_application_send_notification (self->application, "export", notification);
    }
}

/* --- to the clipboard --- */

static void
append_line (Export *self, const CosellDealData *deal, gint64 now)
{
  for (guint i = 0; i < self->columns.n; i++)
    {
      g_autofree char *cell = cosell_columns_copy (self->columns.items[i].column, deal, now);

      if (i > 0)
        g_string_append_c (self->text, '\t');
      g_string_append (self->text, cell);
    }
  g_string_append_c (self->text, '\n');
}

static void
tell_copied (CosellWindow *window, guint n_deals)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u deal copied", "%u deals copied", n_deals), n_deals);

  cosell_window_replace_toast (window, cosell_toast_new (words));
}

/* Some at a time: all deals together take longer than a frame. */
static gboolean
copy_some_cb (gpointer user_data)
{
  Export *self = user_data;
  gint64 now = cosell_format_now ();

  if (self->window->session == NULL)
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < SOME && self->done < self->n_rows; i++)
    {
      gpointer *row = &g_ptr_array_index (self->rows, self->done++);

      append_line (self, *row, now);
      cosell_deal_data_free (g_steal_pointer (row));
    }
  if (self->done < self->n_rows)
    return G_SOURCE_CONTINUE;
  if (self->text->len > 0)
    g_string_truncate (self->text, self->text->len - 1);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), self->text->str);
  tell_copied (self->window, self->n_rows);
  return G_SOURCE_REMOVE;
}

/* --- to a file --- */

/* What the thread writes. It may be the last to let go of it: no widget belongs here. */
typedef struct
{
  GFile *file;     /* (owned) */
  GPtrArray *rows; /* (owned) (nullable) of CosellDealData */
  char **columns;  /* (owned) */
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->file);
  g_clear_pointer (&writing->rows, g_ptr_array_unref);
  g_strfreev (writing->columns);
  g_free (writing);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  g_autofree char *csv = NULL;
  GError *error = NULL;

  csv = cosell_export_to_csv (writing->rows, (const char *const *) writing->columns);
  g_clear_pointer (&writing->rows, g_ptr_array_unref); /* many of them take a while */
  /* a file that is there is replaced as a whole */
  if (g_file_replace_contents (writing->file, csv, strlen (csv), NULL, FALSE, G_FILE_CREATE_NONE,
                               NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *number = g_strdup_printf ("%u", self->n_rows);
  g_autofree char *words = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, _ ("The File Was Not Written"), error);
      return;
    }
  if (self->window->session == NULL)
    return;
  /* Translators: a number of deals, and the name of a file */
  words = cosell_text_format (ngettext ("%s deal exported to “%s”", "%s deals exported to “%s”",
                                        self->n_rows),
                              number, shown);
  cosell_window_replace_toast (self->window, cosell_toast_new (words));
}

/* Takes the export. */
static void
write_file (Export *self)
{
  g_auto (GStrv) shown = cosell_column_set_dup_keys (&self->columns);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, written_cb, self);
  Writing *writing = g_new0 (Writing, 1);

  writing->file = g_object_ref (self->file);
  writing->rows = g_steal_pointer (&self->rows);
  writing->columns = cosell_export_dup_columns ((const char *const *) shown);
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* --- reading --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  self->rows = cosell_session_rows_finish (COSELL_SESSION (source), result, &error);
  if (self->rows == NULL)
    {
      fail (self, _ ("The Deals Could Not Be Read"), error);
      return;
    }
  self->n_rows = self->rows->len;
  if (self->file == NULL)
    {
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, copy_some_cb, g_steal_pointer (&self),
                       (GDestroyNotify) export_free);
      return;
    }
  write_file (g_steal_pointer (&self));
}

static GArray *
list_shown (CosellDealsView *view)
{
  CosellDealList *list = cosell_deals_view_get_deals (view);

  return list != NULL ? cosell_deal_list_dup_keys (list)
                      : g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* deals, file: as above; file: (nullable) */
static void
start (CosellWindow *window, GArray *deals, GFile *file)
{
  CosellDealsView *view = cosell_window_current_view (window);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autofree char *columns = NULL;
  Export *self;

  self = g_new0 (Export, 1);
  self->window = g_object_ref (window);
  if (file != NULL && g_set_object (&self->application, G_APPLICATION (application)))
    g_application_hold (self->application);
  g_set_object (&self->file, file);
  self->text = g_string_new (NULL);
  g_object_get (view, "columns", &columns, NULL);
  cosell_column_set_parse (&self->columns, columns);
  cosell_session_rows_async (window->session, deals != NULL ? deals : list_shown (view), NULL,
                             read_cb, self);
}

void
cosell_window_export_to (CosellWindow *self, GArray *deals, GFile *file)
{
  g_return_if_fail (COSELL_IS_WINDOW (self) && G_IS_FILE (file));

  start (self, deals, file);
}

void
cosell_window_copy (CosellWindow *self, GArray *deals)
{
  g_return_if_fail (COSELL_IS_WINDOW (self));

  start (self, deals, NULL);
}

/* --- asking for the file --- */

static void
chosen_cb (GtkNativeDialog *dialog, int response, CosellWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GArray) deals = g_object_steal_data (G_OBJECT (dialog), "deals");

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->session != NULL)
    cosell_window_export_to (self, g_steal_pointer (&deals), file);
  g_object_set_data (G_OBJECT (self), DIALOG, NULL);
}

/* Of the tab; a slash would be a folder. */
static char *
file_name (CosellWindow *self)
{
  static const char *const names[N_TABS] = { N_ ("Inbound Deals"), N_ ("Outbound Deals"),
                                             N_ ("Favorite Deals"), N_ ("Leads") };
  guint tab = 0;

  for (guint i = 0; i < N_TABS; i++)
    if (self->views[i] == GTK_WIDGET (cosell_window_current_view (self)))
      tab = i;
  return g_strdelimit (g_strconcat (_ (names[tab]), ".csv", NULL), "/", '-');
}

/* Asks for a file and writes deals to it as CSV (I18). deals: taken (nullable: all that are shown),
 * local ids (gint64) in their order */
static void
ask_for_file (CosellWindow *self, GArray *deals)
{
  g_autoptr (GtkFileFilter) filter = NULL;
  g_autofree char *name = NULL;
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (_ ("Export Deals"), GTK_WINDOW (self),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Tables (CSV)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  name = file_name (self);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  /* those that are shown now, whatever the list shows when a file is chosen */
  g_object_set_data_full (G_OBJECT (dialog), "deals",
                          deals != NULL ? deals : list_shown (cosell_window_current_view (self)),
                          (GDestroyNotify) g_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), DIALOG, dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- actions --- */

/* (nullable): several are not selected. (transfer full) */
static GArray *
list_selected (CosellWindow *self)
{
  CosellDealsSelection *selection =
      cosell_deals_view_get_selection (cosell_window_current_view (self));

  return cosell_deals_selection_get_n_selected (selection) > 0
             ? cosell_deals_selection_list (selection)
             : NULL;
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);

  if (self->session != NULL && cosell_window_has_deals (self->stack) &&
      cosell_window_is_listed (self, name, NULL))
    ask_for_file (self, list_selected (self));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  GArray *deals = self->session != NULL && cosell_window_is_listed (self, name, NULL)
                      ? list_selected (self)
                      : NULL;

  if (deals != NULL)
    cosell_window_copy (self, deals);
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  CosellDeal *deal = cosell_list_focus_get_deal (GTK_ROOT (self));
  GArray *deals;
  gint64 id;

  if (deal == NULL || self->session == NULL)
    return FALSE;
  deals = list_selected (self);
  if (deals == NULL)
    {
      id = cosell_deal_get_id (deal);
      deals = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (deals, id);
    }
  cosell_window_copy (self, deals);
  return TRUE;
}

void
cosell_window_export_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.copy-selected", NULL, copy_action);
  gtk_widget_class_add_binding (klass, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Insert, GDK_CONTROL_MASK, copy_cb, NULL);
}
