#include "ui/shell/cosell-window-undo.h"

#include <glib/gi18n-lib.h>

#include "ui/shell/cosell-toast.h"
#include "ui/shell/cosell-window.h"

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) self = user_data;
  CosellSession *session = COSELL_SESSION (source);
  g_autoptr (GError) error = NULL;
  gint64 id = cosell_session_id_finish (session, result, &error);
  g_autoptr (CosellDeal) deal = id != 0 ? cosell_session_dup_deal (session, id) : NULL;
  g_autoptr (AdwToast) toast = NULL;
  g_autofree char *text = NULL;

  if (cosell_window_get_session (self) == NULL) /* closed meanwhile */
    return;
  if (error != NULL)
    text = g_strdup (error->message);
  else
    /* Translators: %s is the name of a deal */
    text = g_strdup_printf (_ ("Undone: the last change of “%s”"),
                            deal != NULL ? cosell_deal_get_data (deal)->name : "");
  toast = g_object_ref_sink (cosell_toast_new (text));
  cosell_window_replace_toast (self, toast);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_session_undo_async (cosell_window_get_session (COSELL_WINDOW (widget)), NULL, undone_cb,
                             g_object_ref (widget));
}

/* What is being typed has an undo of its own. */
static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));

  if (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  return gtk_widget_activate_action (widget, "win.undo", NULL);
}

void
cosell_window_undo_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_add_binding (klass, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, NULL);
}
