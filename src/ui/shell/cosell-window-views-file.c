#include "ui/shell/cosell-window-views-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-session-reports.h"
#include "app/cosell-session-views.h"
#include "model/cosell-view-file.h"
#include "ui/shell/cosell-window-private.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-toast.h"

#define DIALOG "views-dialog"
#define MAX_BYTES (4 * 1024 * 1024)

/* One file. */
typedef struct
{
  CosellWindow *window; /* (owned) */
  GFile *file;          /* (owned) */
  char *text;           /* (owned) (nullable) what is written */
  guint n_views;
} Job;

static Job *
job_new (CosellWindow *window, GFile *file)
{
  Job *self = g_new0 (Job, 1);

  self->window = g_object_ref (window);
  self->file = g_object_ref (file);
  return self;
}

static void
job_free (Job *self)
{
  g_object_unref (self->window);
  g_object_unref (self->file);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
tell (const Job *self, const char *words)
{
  if (self->window->session != NULL) /* it was not closed meanwhile */
    cosell_window_replace_toast (self->window, cosell_toast_new (words));
}

static void
fail (const Job *self, const char *title, const char *words)
{
  if (self->window->session != NULL)
    cosell_message_tell (GTK_WIDGET (self->window), title, words);
}

/* --- writing --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      fail (self, _ ("The File Was Not Written"), error->message);
      return;
    }
  words = g_strdup_printf (ngettext ("%u view exported", "%u views exported", self->n_views),
                           self->n_views);
  tell (self, words);
}

static void
views_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views =
      cosell_session_array_finish (COSELL_SESSION (source), result, &error);
  GFile *file = self->file;
  const char *text;

  if (views == NULL)
    {
      fail (self, _ ("The Views Could Not Be Read"), error->message);
      return;
    }
  for (guint i = 0; i < views->len; i++)
    if (((const CosellView *) g_ptr_array_index (views, i))->standing == NULL)
      self->n_views++;
  text = self->text = cosell_view_file_write (views);
  /* a file that is there is replaced as a whole */
  g_file_replace_contents_async (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                 written_cb, g_steal_pointer (&self));
}

void
cosell_window_views_file_write (CosellWindow *self, GFile *file)
{
  g_return_if_fail (COSELL_IS_WINDOW (self) && G_IS_FILE (file));

  cosell_session_views_async (self->session, COSELL_VIEWS_UNCOUNTED, NULL, views_cb,
                              job_new (self, file));
}

/* --- reading --- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept =
      cosell_session_put_views_finish (COSELL_SESSION (source), result, &error);
  g_autofree char *words = NULL;

  if (kept == NULL)
    {
      fail (self, _ ("The Views Were Not Imported"), error->message);
      return;
    }
  words =
      g_strdup_printf (ngettext ("%u view imported", "%u views imported", kept->len), kept->len);
  tell (self, words);
}

static gboolean
reads_more (const char *contents, goffset size, gpointer data)
{
  return size <= MAX_BYTES;
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) self = user_data;
  CosellSession *session = self->window->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) views = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (session == NULL)
    return;
  if (g_file_load_partial_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    {
      if (length > MAX_BYTES)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                             _ ("The file is far too large to be one of views."));
      else
        views = cosell_view_file_read (text, (gssize) length, &error);
    }
  if (views == NULL)
    fail (self, _ ("The Views Were Not Imported"), error->message);
  else
    cosell_session_put_views_async (session, g_steal_pointer (&views), NULL, kept_cb,
                                    g_steal_pointer (&self));
}

void
cosell_window_views_file_read (CosellWindow *self, GFile *file)
{
  g_return_if_fail (COSELL_IS_WINDOW (self) && G_IS_FILE (file));

  g_file_load_partial_contents_async (file, NULL, reads_more, file_read_cb, job_new (self, file));
}

/* --- asking for the file --- */

static void
chosen_cb (GtkNativeDialog *dialog, int response, CosellWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gboolean writes =
      gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->session != NULL)
    (writes ? cosell_window_views_file_write : cosell_window_views_file_read) (self, file);
  g_object_set_data (G_OBJECT (self), DIALOG, NULL);
}

static void
ask (CosellWindow *self, GtkFileChooserAction action)
{
  gboolean writes = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *dialog;

  if (self->session == NULL)
    return;
  dialog = gtk_file_chooser_native_new (writes ? _ ("Export Views") : _ ("Import Views"),
                                        GTK_WINDOW (self), action,
                                        writes ? _ ("_Export") : _ ("_Import"), NULL);
  gtk_file_filter_set_name (filter, _ ("Views (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  if (writes)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("Views.json"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  g_object_set_data_full (G_OBJECT (self), DIALOG, dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (COSELL_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_SAVE);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (COSELL_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN);
}

void
cosell_window_views_file_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.export-views", NULL, export_action);
  gtk_widget_class_install_action (klass, "win.import-views", NULL, import_action);
}
