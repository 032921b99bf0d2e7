#include "ui/shell/cosell-window-unsaved.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-unsaved.h"
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

static GtkWidget *
make_stack (GtkWidget *list)
{
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *nothing = adw_status_page_new ();

  g_object_set (list, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12,
                NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  g_object_set (scroller, "child", clamp, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                NULL);
  g_object_set (nothing, "icon-name", "object-select-symbolic", "title", _ ("All Is Saved"),
                "description", _ ("Nothing that was typed into a form waits."), NULL);
  gtk_stack_add_named (GTK_STACK (stack), nothing, "nothing");
  gtk_stack_add_named (GTK_STACK (stack), scroller, "list");
  g_signal_connect_object (list, "notify::visible", G_CALLBACK (visible_cb), stack, 0);
  return stack;
}

static void
present (CosellWindow *window)
{
  CosellSession *session = cosell_window_get_session (window);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list, *dialog;

  if (session == NULL)
    return;
  list = g_object_new (COSELL_TYPE_UNSAVED_LIST, NULL);
  dialog = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Not Saved Yet"), "transient-for", window,
                         "destroy-with-parent", TRUE, "modal", TRUE, "default-width", 500,
                         "default-height", 560, "width-request", 340, NULL);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), make_stack (list));
  adw_window_set_content (ADW_WINDOW (dialog), box);
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
