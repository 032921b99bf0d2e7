#include "ui/shell/cosell-window-unsaved.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-unsaved.h"
#include "cosell-config.h"
#include "ui/deal/cosell-unsaved-list.h"
#include "ui/widgets/cosell-toast.h"

#define ACTION "kept"
#define TOAST_SECONDS 20 /* it comes while the program starts: nobody looks yet */

/* --- the list of all --- */

static gboolean
destroy_cb (gpointer dialog)
{
  gtk_window_destroy (dialog);
  return G_SOURCE_REMOVE;
}

static void
opened_cb (CosellUnsavedList *list, gint64 deal, CosellWindow *window)
{
  GtkWidget *dialog = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (list)));

  cosell_window_open_deal (window, deal);
  /* not while its own button is pressed */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, destroy_cb, g_object_ref (dialog), g_object_unref);
}

/* Nothing is left: there is nothing to look at. */
static void
visible_cb (GtkWidget *list, GParamSpec *pspec, GtkStack *stack)
{
  gtk_stack_set_visible_child_name (stack, gtk_widget_get_visible (list) ? "list" : "nothing");
}

static void
present (CosellWindow *window)
{
  CosellSession *session = cosell_window_get_session (window);
  g_autoptr (GtkBuilder) builder = NULL;
  GObject *list, *dialog;

  if (session == NULL)
    return;
  g_type_ensure (COSELL_TYPE_UNSAVED_LIST);
  builder = gtk_builder_new_from_resource (COSELL_APP_PATH "/shell/cosell-unsaved-dialog.ui");
  list = gtk_builder_get_object (builder, "list");
  dialog = gtk_builder_get_object (builder, "dialog");
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  g_signal_connect_object (list, "notify::visible", G_CALLBACK (visible_cb),
                           gtk_builder_get_object (builder, "stack"), 0);
  g_signal_connect_object (list, "opened", G_CALLBACK (opened_cb), window, 0);
  cosell_unsaved_list_show (COSELL_UNSAVED_LIST (list), session, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present (user_data);
}

/* --- whether there is something --- */

static GSimpleAction *
get_action (CosellWindow *window)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), ACTION));
}

static gboolean
take_forms (CosellWindow *window, GObject *source, GAsyncResult *result)
{
  g_autoptr (GPtrArray) forms =
      cosell_session_unsaved_get_finish (COSELL_SESSION (source), result, NULL);
  gboolean some = forms != NULL && forms->len > 0;

  g_simple_action_set_enabled (get_action (window), some);
  return some && cosell_window_get_session (window) != NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) window = user_data;

  take_forms (window, source, result);
}

static void
first_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) window = user_data;
  AdwToast *toast;

  if (!take_forms (window, source, result))
    return;
  toast = cosell_toast_new (_ ("Unsaved text was kept"));
  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "win." ACTION);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  cosell_window_add_toast (window, toast);
}

/* A form was closed, or another program was in front. */
static void
active_cb (CosellWindow *window)
{
  CosellSession *session = cosell_window_get_session (window);

  if (session != NULL && gtk_window_is_active (GTK_WINDOW (window)))
    cosell_session_unsaved_get_async (session, 0, NULL, looked_cb, g_object_ref (window));
}

void
cosell_window_unsaved_bind (CosellWindow *window, CosellSession *session)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (ACTION, NULL);

  g_return_if_fail (COSELL_IS_WINDOW (window) && COSELL_IS_SESSION (session));

  g_simple_action_set_enabled (action, FALSE);
  g_signal_connect_object (action, "activate", G_CALLBACK (activate_cb), window, 0);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), NULL);
  cosell_session_unsaved_get_async (session, 0, NULL, first_looked_cb, g_object_ref (window));
}
