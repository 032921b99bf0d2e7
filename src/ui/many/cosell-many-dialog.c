#include "ui/many/cosell-many-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-many.h"
#include "cosell-config.h"
#include "ui/many/cosell-many-form.h"
#include "ui/many/cosell-many-preview.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellManyDialog
{
  AdwWindow parent_instance;

  CosellSession *session; /* (owned) */
  CosellManyVerb verb;
  char *value;   /* (owned) (nullable) what it is done with, once it is known */
  char *notes;   /* (owned) (nullable) */
  GArray *deals; /* (owned) of gint64 */
  gboolean doing;
  GCancellable *cancellable; /* (owned): whoever closes the dialog waits for nothing */

  CosellManyForm *form;       /* (unowned) (nullable) child of form_bin */
  CosellManyPreview *preview; /* (unowned) child of preview_bin */

  AdwSqueezer *title_squeezer;
  GtkWidget *title_below;
  GtkButton *back_button;
  GtkButton *apply_button;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkStack *stack;
  AdwBin *form_bin;
  GtkLabel *busy_label;
  AdwBin *preview_bin;
  GtkSwitch *hold_switch;
};

G_DEFINE_FINAL_TYPE (CosellManyDialog, cosell_many_dialog, ADW_TYPE_WINDOW)

enum
{
  TOAST,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is shown --- */

static gboolean
shows (CosellManyDialog *self, const char *page)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), page);
}

static void
show_error (CosellManyDialog *self, const char *message)
{
  if (message != NULL)
    gtk_label_set_label (self->error_label, message);
  gtk_revealer_set_reveal_child (self->error_revealer, message != NULL);
}

static void
update_buttons (CosellManyDialog *self)
{
  g_autoptr (GArray) changing = cosell_many_preview_list_changing (self->preview);
  gboolean preview = shows (self, "preview");
  gboolean ends = preview && cosell_many_verb_ends (self->verb);
  g_autofree char *apply = preview ? cosell_many_verb_describe_apply (self->verb, changing->len)
                                   : g_strdup (_ ("_Preview"));

  cosell_button_set_mnemonic (self->back_button,
                              preview && self->form != NULL ? _ ("_Back") : _ ("_Cancel"));
  cosell_button_set_mnemonic (self->apply_button, apply);
  cosell_button_let_wrap (self->apply_button);
  if (ends)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->apply_button), "suggested-action");
      gtk_widget_add_css_class (GTK_WIDGET (self->apply_button), "destructive-action");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->apply_button), "destructive-action");
      gtk_widget_add_css_class (GTK_WIDGET (self->apply_button), "suggested-action");
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.apply",
                                 preview ? changing->len > 0 : shows (self, "form"));
}

static void
show_page (CosellManyDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  update_buttons (self);
}

static void
show_busy (CosellManyDialog *self, const char *words)
{
  gtk_label_set_label (self->busy_label, words);
  show_page (self, "busy");
}

/* --- looking --- */

static CosellManyChange *
make_change (CosellManyDialog *self)
{
  return cosell_many_verb_make_change (self->verb, self->value, self->notes);
}

/* Back to where it was asked for; what asks for nothing has no preview then. */
static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellManyDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes =
      cosell_session_many_preview_finish (COSELL_SESSION (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (outcomes == NULL)
    {
      show_page (self, self->form != NULL ? "form" : "preview");
      show_error (self, error->message);
      return;
    }
  cosell_many_preview_show (self->preview, outcomes);
  show_page (self, "preview");
  gtk_widget_grab_focus (GTK_WIDGET (self->apply_button));
}

static void
look (CosellManyDialog *self)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("Looking at %u deal…", "Looking at %u deals…", self->deals->len),
                       self->deals->len);

  show_busy (self, words);
  cosell_session_many_preview_async (self->session, (const gint64 *) (gpointer) self->deals->data,
                                     self->deals->len, make_change (self), self->cancellable,
                                     previewed_cb, g_object_ref (self));
}

/* --- doing --- */

static void
tell_done (CosellManyDialog *self, guint done, guint wanted)
{
  g_autofree char *all =
      g_strdup_printf (ngettext ("%u deal changed", "%u deals changed", done), done);
  /* Translators: how many deals were changed, of how many */
  g_autofree char *some =
      g_strdup_printf (ngettext ("%u of %u deals changed", "%u of %u deals changed", done), done,
                       wanted);
  g_autoptr (AdwToast) toast = g_object_ref_sink (cosell_toast_new (done == wanted ? all : some));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo");
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellManyDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 group = 0;
  guint done = 0;
  g_autoptr (GPtrArray) outcomes =
      cosell_session_many_finish (COSELL_SESSION (source), result, &group, &done, &error);

  self->doing = FALSE;
  if (self->session == NULL) /* destroyed with its parent */
    return;
  if (outcomes == NULL)
    {
      show_page (self, "preview");
      show_error (self, error->message);
      return;
    }
  if (done == 0)
    {
      cosell_many_preview_show (self->preview, outcomes);
      show_page (self, "preview");
      show_error (self, _ ("Nothing was changed: no deal allows it any more."));
      return;
    }
  tell_done (self, done, outcomes->len);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
apply (CosellManyDialog *self)
{
  CosellManyChange *change = make_change (self);
  g_autoptr (GArray) changing = cosell_many_preview_list_changing (self->preview);
  g_autofree char *words =
      g_strdup_printf (ngettext ("Changing %u deal…", "Changing %u deals…", changing->len),
                       changing->len);

  change->hold = gtk_switch_get_active (self->hold_switch);
  self->doing = TRUE;
  show_busy (self, words);
  cosell_session_many_async (self->session, (const gint64 *) (gpointer) changing->data,
                             changing->len, change, FALSE, NULL, done_cb, g_object_ref (self));
}

/* --- actions --- */

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellManyDialog *self = COSELL_MANY_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  show_error (self, NULL);
  if (shows (self, "preview"))
    {
      apply (self);
      return;
    }
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->notes, g_free);
  if (cosell_many_form_collect (self->form, &self->value, &self->notes, &error))
    look (self);
  else
    show_error (self, error->message);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellManyDialog *self = COSELL_MANY_DIALOG (widget);

  show_error (self, NULL);
  if (self->form == NULL || !shows (self, "preview"))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_page (self, "form");
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
form_mapped_cb (GtkWidget *form)
{
  gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD);
}

static gboolean
place_title_cb (gpointer user_data)
{
  CosellManyDialog *self = user_data;

  if (self->session != NULL) /* the window was not destroyed meanwhile */
    gtk_widget_set_visible (self->title_below,
                            adw_squeezer_get_visible_child (self->title_squeezer) == NULL);
  return G_SOURCE_REMOVE;
}

/* Where the buttons leave the title no room, it stands below them. The squeezer finds out while it
 * is given its size: what is shown then is not laid out anew. */
static void
title_squeezed_cb (CosellManyDialog *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, place_title_cb, g_object_ref (self), g_object_unref);
}

static gboolean
discarded_cb (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

/* GTK 4.8: a window must outlive the question that is transient for it. */
static void
discard_response_cb (AdwMessageDialog *question, const char *response, CosellManyDialog *self)
{
  if (g_str_equal (response, "discard"))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, discarded_cb, g_object_ref (self), g_object_unref);
}

static void
ask_to_discard (CosellManyDialog *self)
{
  AdwMessageDialog *question =
      cosell_message_ask (GTK_WIDGET (self), _ ("Discard Changes?"),
                          _ ("What you typed here was not saved and will be lost."),
                          _ ("_Keep Editing"), "discard", _ ("_Discard"), ADW_RESPONSE_DESTRUCTIVE);

  g_signal_connect_object (question, "response", G_CALLBACK (discard_response_cb), self, 0);
  cosell_message_present (question);
}

/* What is being done is told when it is done. */
static gboolean
cosell_many_dialog_close_request (GtkWindow *window)
{
  CosellManyDialog *self = COSELL_MANY_DIALOG (window);

  if (self->doing)
    return TRUE;
  if (self->form != NULL && cosell_many_form_has_notes (self->form))
    {
      ask_to_discard (self);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (cosell_many_dialog_parent_class)->close_request (window);
}

/* --- life --- */

static void
cosell_many_dialog_dispose (GObject *object)
{
  CosellManyDialog *self = COSELL_MANY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->deals, g_array_unref);
  G_OBJECT_CLASS (cosell_many_dialog_parent_class)->dispose (object);
}

static void
cosell_many_dialog_finalize (GObject *object)
{
  CosellManyDialog *self = COSELL_MANY_DIALOG (object);

  g_free (self->value);
  g_free (self->notes);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (cosell_many_dialog_parent_class)->finalize (object);
}

static void
cosell_many_dialog_class_init (CosellManyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_many_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_many_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cosell_many_dialog_close_request;
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/many/cosell-many-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, title_squeezer);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, title_below);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, apply_button);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, form_bin);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, preview_bin);
  gtk_widget_class_bind_template_child (widget_class, CosellManyDialog, hold_switch);
  gtk_widget_class_install_action (widget_class, "dialog.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "dialog.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "dialog.apply", NULL);
}

static void
cosell_many_dialog_init (CosellManyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->title_squeezer, "notify::visible-child",
                           G_CALLBACK (title_squeezed_cb), self, G_CONNECT_SWAPPED);
}

CosellManyDialog *
cosell_many_dialog_present (GtkWindow *parent,
                            CosellSession *session,
                            const char *verb,
                            GArray *deals)
{
  CosellManyDialog *self;
  CosellManyVerb known;
  g_autofree char *value = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && verb != NULL, NULL);
  g_return_val_if_fail (deals != NULL && deals->len > 0, NULL);

  if (!cosell_many_verb_parse (verb, &known, &value))
    return NULL;
  title = cosell_many_verb_describe (known, value);
  self = g_object_new (COSELL_TYPE_MANY_DIALOG, "transient-for", parent, "title", title, NULL);
  self->session = g_object_ref (session);
  self->verb = known;
  self->value = g_steal_pointer (&value);
  self->deals = g_array_ref (deals);
  self->preview = COSELL_MANY_PREVIEW (cosell_many_preview_new (session, known));
  adw_bin_set_child (self->preview_bin, GTK_WIDGET (self->preview));
  if (self->value == NULL)
    {
      self->form = COSELL_MANY_FORM (cosell_many_form_new (session, known));
      g_signal_connect (self->form, "map", G_CALLBACK (form_mapped_cb), NULL);
      adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
      show_page (self, "form");
    }
  else
    look (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
