#include "ui/deal/cosell-deal-dialog.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/deal/cosell-deal-command.h"
#include "ui/forms/cosell-form-keeper.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-message.h"
#include "ui/words/cosell-format.h"

#define FORM_WIDTH 440 /* what a form has at least in a window of its usual width */

struct _CosellDealDialog
{
  AdwWindow parent_instance;

  CosellDealPage *page;     /* (owned) (nullable) */
  CosellSession *session;   /* (owned) (nullable) */
  CosellDeal *deal;         /* (owned) (nullable) */
  CosellFormKeeper *keeper; /* (owned) (nullable) */
  CosellDealForm *form;     /* (unowned) child of form_bin */
  gboolean busy;            /* an edit is under way */

  AdwSqueezer *title_squeezer;
  GtkWidget *title_below;
  GtkWidget *save_button;
  GtkRevealer *kept_revealer;
  GtkLabel *kept_label;
  GtkRevealer *error_revealer;
  GtkWidget *error_lines;
  GtkScrolledWindow *scroller;
  AdwBin *form_bin;
};

G_DEFINE_FINAL_TYPE (CosellDealDialog, cosell_deal_dialog, ADW_TYPE_WINDOW)

/* Each error is a line of its own. */
static void
fill_errors (CosellDealDialog *self, const char *message)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->error_lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->error_lines), child);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);

      g_object_set (label, "xalign", 0.0F, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
      gtk_box_append (GTK_BOX (self->error_lines), label);
    }
}

static void
show_error (CosellDealDialog *self, const char *message)
{
  if (message != NULL)
    {
      fill_errors (self, message);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  gtk_revealer_set_reveal_child (self->error_revealer, message != NULL);
}

static void
form_notice_cb (CosellDealForm *form, const char *message, CosellDealDialog *self)
{
  show_error (self, message);
}

static void
set_busy (CosellDealDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", !busy);
}

/* What was typed is saved, or not wanted. */
static void
close_for_good (CosellDealDialog *self)
{
  cosell_form_keeper_end (self->keeper);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
saved_cb (gpointer user_data, const GError *error)
{
  g_autoptr (CosellDealDialog) self = user_data;

  set_busy (self, FALSE);
  if (error == NULL)
    close_for_good (self);
  else
    show_error (self, error->message);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealDialog *self = COSELL_DEAL_DIALOG (widget);
  CosellDealFormClass *klass = COSELL_DEAL_FORM_GET_CLASS (self->form);
  g_autoptr (CosellEdit) edit = cosell_edit_new (cosell_deal_get_id (self->deal));
  g_autoptr (GError) error = NULL;

  show_error (self, NULL);
  if (!cosell_deal_form_collect (self->form, edit, &error))
    {
      show_error (self, error->message);
      return;
    }
  set_busy (self, TRUE);
  if (klass->run == NULL)
    {
      cosell_deal_command_run (self->page, self->session, self->deal, g_steal_pointer (&edit),
                               self->form->message, saved_cb, g_object_ref (self));
      return;
    }
  klass->run (self->form, self->session, g_steal_pointer (&edit), cosell_deal_command_cb,
              cosell_deal_command_new (self->page, self->session, self->deal, self->form->message,
                                       saved_cb, g_object_ref (self)));
}

static gboolean
discarded_cb (gpointer user_data)
{
  close_for_good (user_data);
  return G_SOURCE_REMOVE;
}

/* GTK 4.8: a window must outlive the question that is transient for it. */
static void
discard_response_cb (AdwMessageDialog *dialog, const char *response, CosellDealDialog *self)
{
  if (g_str_equal (response, "discard"))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, discarded_cb, g_object_ref (self), g_object_unref);
}

static void
ask_to_discard (CosellDealDialog *self)
{
  AdwMessageDialog *dialog =
      cosell_message_ask (GTK_WIDGET (self), _ ("Discard Changes?"),
                          _ ("What you typed here was not saved and will be lost."),
                          _ ("_Keep Editing"), "discard", _ ("_Discard"), ADW_RESPONSE_DESTRUCTIVE);

  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, 0);
  cosell_message_present (dialog);
}

static gboolean
cosell_deal_dialog_close_request (GtkWindow *window)
{
  CosellDealDialog *self = COSELL_DEAL_DIALOG (window);

  if (self->busy)
    return TRUE;
  if (cosell_deal_form_is_changed (self->form))
    {
      ask_to_discard (self);
      return TRUE;
    }
  cosell_form_keeper_end (self->keeper);
  return GTK_WINDOW_CLASS (cosell_deal_dialog_parent_class)->close_request (window);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/* --- what was kept --- */

/* The first field has the focus, not the header bar. */
static void
keeper_ready_cb (CosellDealDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), TRUE);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->form)))
    gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
keeper_restored_cb (CosellFormKeeper *keeper, gint64 at, gboolean changed, CosellDealDialog *self)
{
  g_autofree char *when = cosell_format_instant (at);
  /* Translators: %s is a day and time */
  g_autofree char *text =
      g_strdup_printf (changed
                           ? _ ("What you typed on %s was kept. The deal was changed meanwhile: "
                                "look at every field before you save.")
                           : _ ("What you typed on %s was kept. It is not saved yet."),
                       when);

  gtk_label_set_label (self->kept_label, text);
  gtk_revealer_set_reveal_child (self->kept_revealer, TRUE);
}

static void
keeper_failed_cb (CosellDealDialog *self)
{
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;

  g_object_get (self->keeper, "error", &message, NULL);
  if (message != NULL)
    text = g_strdup_printf (_ ("What you type here cannot be kept on the disk now, and would be "
                               "lost if the program ended: %s"),
                            message);
  show_error (self, text);
}

static void
start_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellDealDialog *self = COSELL_DEAL_DIALOG (widget);

  gtk_revealer_set_reveal_child (self->kept_revealer, FALSE);
  cosell_form_keeper_reset (self->keeper);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

static void
cosell_deal_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cosell_deal_dialog_parent_class)->map (widget);
  gtk_widget_child_focus (GTK_WIDGET (COSELL_DEAL_DIALOG (widget)->form), GTK_DIR_TAB_FORWARD);
}

static void
cosell_deal_dialog_dispose (GObject *object)
{
  CosellDealDialog *self = COSELL_DEAL_DIALOG (object);

  /* while the form is there: it writes what is not written yet */
  if (self->keeper != NULL)
    {
      g_object_run_dispose (G_OBJECT (self->keeper));
      cosell_deal_page_show_unsaved (self->page);
    }
  g_clear_object (&self->keeper);
  g_clear_object (&self->page);
  g_clear_object (&self->session);
  g_clear_object (&self->deal);
  G_OBJECT_CLASS (cosell_deal_dialog_parent_class)->dispose (object);
}

static void
cosell_deal_dialog_class_init (CosellDealDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_dialog_dispose;
  widget_class->map = cosell_deal_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = cosell_deal_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-deal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, title_squeezer);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, title_below);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, kept_revealer);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, kept_label);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, error_lines);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, CosellDealDialog, form_bin);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "dialog.start-over", NULL, start_over_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "dialog.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "dialog.save", NULL);
}

static gboolean
place_title (gpointer user_data)
{
  CosellDealDialog *self = user_data;

  if (self->title_squeezer != NULL) /* the window was not destroyed meanwhile */
    gtk_widget_set_visible (self->title_below,
                            adw_squeezer_get_visible_child (self->title_squeezer) == NULL);
  return G_SOURCE_REMOVE;
}

/* Where the buttons leave the title no room, it stands below them. The squeezer finds out while it
 * is given its size: what is shown then is not laid out anew. */
static void
title_squeezed_cb (CosellDealDialog *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, place_title, g_object_ref (self), g_object_unref);
}

/* A scrolled window asks for the height at the natural width, which is that of words in one line.
 */
static void
measure_form (GtkWidget *widget,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = CLAMP (*natural, *minimum, MAX (*minimum, FORM_WIDTH));
}

static void
allocate_form (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
form_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cosell_deal_dialog_init (CosellDealDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->title_squeezer, "notify::visible-child",
                           G_CALLBACK (title_squeezed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_layout_manager (GTK_WIDGET (self->form_bin),
                                 gtk_custom_layout_new (form_request_mode, measure_form,
                                                        allocate_form));
}

CosellDealDialog *
cosell_deal_dialog_new (CosellDealPage *page,
                        CosellSession *session,
                        CosellDeal *deal,
                        GtkWidget *form)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  CosellDealDialog *self;

  g_return_val_if_fail (COSELL_IS_DEAL_PAGE (page), NULL);
  g_return_val_if_fail (COSELL_IS_DEAL_FORM (form), NULL);

  self = g_object_new (COSELL_TYPE_DEAL_DIALOG, "title", COSELL_DEAL_FORM (form)->title,
                       "transient-for", GTK_IS_WINDOW (root) ? root : NULL, NULL);
  self->page = g_object_ref (page);
  self->session = g_object_ref (session);
  self->deal = g_object_ref (deal);
  self->form = COSELL_DEAL_FORM (form);
  gtk_button_set_label (GTK_BUTTON (self->save_button), self->form->apply_label);
  /* large text leaves no room for "Invite Partner" in one line */
  cosell_button_let_wrap (GTK_BUTTON (self->save_button));
  gtk_widget_add_css_class (self->save_button, COSELL_DEAL_FORM_GET_CLASS (form)->ends
                                                   ? "destructive-action"
                                                   : "suggested-action");
  adw_bin_set_child (self->form_bin, form);
  /* for the moment that it takes to read what was kept */
  gtk_widget_set_sensitive (form, FALSE);
  self->keeper = cosell_form_keeper_new (session, deal, self->form);
  g_signal_connect_object (self->keeper, "ready", G_CALLBACK (keeper_ready_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "restored", G_CALLBACK (keeper_restored_cb), self, 0);
  g_signal_connect_object (self->keeper, "notify::error", G_CALLBACK (keeper_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "notice", G_CALLBACK (form_notice_cb), self, 0);
  return self;
}
