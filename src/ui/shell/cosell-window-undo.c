#include "app/cosell-session-commands.h"
#include "ui/shell/cosell-window-undo.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-text-show.h"
#include "model/cosell-deal.h"
#include "ui/shell/cosell-deal-window.h"
#include "ui/shell/cosell-window.h"
#include "ui/widgets/cosell-toast.h"

/* window: the main one, or that of one deal. Returns: (transfer none) (nullable): it was closed */
static CosellSession *
session_of (GtkWidget *window)
{
  return COSELL_IS_WINDOW (window) ? cosell_window_get_session (COSELL_WINDOW (window))
                                   : cosell_deal_window_get_session (COSELL_DEAL_WINDOW (window));
}

/* What was done or not, as the newest toast; action: what it offers. (nullable) */
static void
tell (GtkWidget *window, const char *text, const char *label, const char *action)
{
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new (text));

  if (action != NULL)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_action_name (toast, action);
    }
  if (COSELL_IS_WINDOW (window))
    cosell_window_replace_toast (COSELL_WINDOW (window), toast);
  else
    cosell_deal_window_replace_toast (COSELL_DEAL_WINDOW (window), toast);
}

static char *
dup_name (CosellSession *session, gint64 id)
{
  g_autoptr (CosellDeal) deal = id != 0 ? cosell_session_dup_deal (session, id) : NULL;
  const char *name = deal != NULL ? cosell_deal_get_data (deal)->name : NULL;

  return g_strdup (name != NULL ? name : _ ("Deal without a name"));
}

/* Takes text. (nullable): a sentence more */
static char *
add_sentence (char *text, const char *sentence)
{
  char *both;

  if (sentence == NULL)
    return text;
  /* Translators: two sentences, of which the first has no full stop yet */
  both = g_strdup_printf (_ ("%s. %s"), text, sentence);
  g_free (text);
  return both;
}

/* What was taken back of an action on several deals (J7). Returns: (transfer full) */
static char *
describe_group (const CosellUndone *undone)
{
  guint n = undone->deals->len;
  g_autofree char *sent = NULL;
  g_autofree char *changed = NULL;
  char *text = g_strdup_printf (ngettext ("Undone: the last change of %u deal",
                                          "Undone: the last change of %u deals", n),
                                n);

  if (undone->sent > 0)
    sent = g_strdup_printf (ngettext ("%u stays because it was sent",
                                      "%u stay because they were sent", undone->sent),
                            undone->sent);
  if (undone->changed > 0)
    changed =
        g_strdup_printf (ngettext ("%u stays because it was changed since",
                                   "%u stay because they were changed since", undone->changed),
                         undone->changed);
  return add_sentence (add_sentence (text, sent), changed);
}

static char *
describe_group_again (const CosellUndone *undone)
{
  guint n = undone->deals->len;

  return g_strdup_printf (ngettext ("Done again: the change of %u deal",
                                    "Done again: the change of %u deals", n),
                          n);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  CosellSession *session = COSELL_SESSION (source);
  g_autoptr (GError) error = NULL;
  gint64 id = cosell_session_id_finish (session, result, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  CosellUndone undone;

  if (session_of (window) == NULL) /* closed meanwhile */
    return;
  if (error != NULL)
    {
      tell (window, error->message, NULL, NULL);
      return;
    }
  cosell_session_get_undone (session, result, &undone);
  name = dup_name (session, id);
  if (undone.group != 0)
    text = describe_group (&undone);
  else
    /* Translators: %s is the name of a deal */
    text = cosell_text_format (_ ("Undone: the last change of “%s”"), name);
  tell (window, text, _ ("_Redo"), "win.redo");
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  CosellSession *session = COSELL_SESSION (source);
  g_autoptr (GError) error = NULL;
  gint64 id = cosell_session_id_finish (session, result, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  CosellUndone undone;

  if (session_of (window) == NULL)
    return;
  if (error != NULL)
    {
      tell (window, error->message, NULL, NULL);
      return;
    }
  cosell_session_get_undone (session, result, &undone);
  name = dup_name (session, id);
  if (undone.group != 0)
    text = describe_group_again (&undone);
  else
    /* Translators: %s is the name of a deal */
    text = cosell_text_format (_ ("Done again: the change of “%s”"), name);
  tell (window, text, _ ("_Undo"), "win.undo");
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session = session_of (widget);

  if (session != NULL)
    cosell_session_undo_async (session, NULL, undone_cb, g_object_ref (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session = session_of (widget);

  if (session != NULL)
    cosell_session_redo_async (session, NULL, redone_cb, g_object_ref (widget));
}

/* What is being typed has an undo of its own. */
static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));
  const char *action = g_variant_get_string (arguments, NULL);

  if (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  return gtk_widget_activate_action (widget, action, NULL);
}

void
cosell_window_undo_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_add_binding (klass, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, "s", "win.undo");
  gtk_widget_class_add_binding (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, undo_key_cb,
                                "s", "win.redo");
  gtk_widget_class_add_binding (klass, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, undo_key_cb,
                                "s", "win.redo");
}

static void
state_changed_cb (CosellSession *session, GParamSpec *pspec, GtkWidget *window)
{
  gboolean can_undo, can_redo;

  g_object_get (session, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (window, "win.undo", can_undo);
  gtk_widget_action_set_enabled (window, "win.redo", can_redo);
}

void
cosell_window_undo_follow (GtkWidget *window, CosellSession *session)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect_object (session, "notify::can-undo", G_CALLBACK (state_changed_cb), window, 0);
  g_signal_connect_object (session, "notify::can-redo", G_CALLBACK (state_changed_cb), window, 0);
  state_changed_cb (session, NULL, window);
}
