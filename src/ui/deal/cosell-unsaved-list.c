#include "ui/deal/cosell-unsaved-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-session-unsaved.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "model/cosell-rules.h"
#include "ui/widgets/cosell-long-text.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"
#include "ui/words/cosell-format.h"

struct _CosellUnsavedList
{
  GtkWidget parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  GSignalGroup *signals;     /* (owned) of the deal */
  GPtrArray *forms;          /* (owned) (nullable) of CosellUnsavedForm */
  char *refusals;            /* (owned) (nullable) what the cards that are shown say */
  GCancellable *cancellable; /* (owned) (nullable) of the reading */
};

G_DEFINE_FINAL_TYPE (CosellUnsavedList, cosell_unsaved_list, GTK_TYPE_WIDGET)

static guint opened_signal;

/* How each form is opened, and what has to be allowed for that. */
static const struct
{
  const char *form;
  const char *action;
  CosellAction rule;
} openers[] = {
  { "details", "deal.edit", COSELL_ACTION_EDIT },
  { "note", "deal.add-note", COSELL_ACTION_EDIT },
  { "member", "deal.add-member", COSELL_ACTION_EDIT },
  { "member:", "deal.edit-member", COSELL_ACTION_EDIT },
  { "solutions", "deal.add-solution", COSELL_ACTION_EDIT },
  { "accept", "deal.accept", COSELL_ACTION_ACCEPT },
  { "decline", "deal.decline", COSELL_ACTION_DECLINE },
  { "lose", "deal.lose", COSELL_ACTION_LOSE },
  { "error", "deal.error", COSELL_ACTION_ERROR },
  { "invite-microsoft", "deal.invite-microsoft", COSELL_ACTION_INVITE_MICROSOFT },
  { "invite-partner", "deal.invite-partner", COSELL_ACTION_INVITE_PARTNERS },
  { "register", "deal.register", COSELL_ACTION_REGISTER },
};

/* Index of openers, -1 for a form that this program does not know. target: (out) (nullable) */
static int
find_opener (const char *form, const char **target)
{
  *target = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      gboolean prefix = g_str_has_suffix (openers[i].form, ":");

      if (prefix ? g_str_has_prefix (form, openers[i].form) : g_str_equal (form, openers[i].form))
        {
          if (prefix)
            *target = form + strlen (openers[i].form);
          return (int) i;
        }
    }
  return -1;
}

/* (transfer full) (nullable): why the form cannot be opened now */
static char *
find_refusal (CosellUnsavedList *self, int opener)
{
  g_auto (CosellVerdict) verdict = { FALSE };

  if (opener < 0)
    return g_strdup (_ ("This version of the program has no such form."));
  if (openers[opener].rule == COSELL_ACTION_EDIT)
    return cosell_widget_edit_reason (self->deal);
  cosell_rules_check (cosell_deal_get_data (self->deal), openers[opener].rule, cosell_format_now (),
                      &verdict);
  return verdict.allowed ? NULL : g_strdup (verdict.reason);
}

/* --- acting --- */

static void
refresh (CosellUnsavedList *self);

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellUnsavedList) self = user_data;

  if (cosell_session_finish (COSELL_SESSION (source), result, NULL) && self->session != NULL)
    refresh (self);
}

static const CosellUnsavedForm *
form_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "form");
}

static void
discard_response_cb (AdwMessageDialog *dialog, const char *response, CosellUnsavedList *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "id");

  if (g_str_equal (response, "discard") && self->session != NULL)
    cosell_session_unsaved_drop_async (self->session, *id, NULL, dropped_cb, g_object_ref (self));
}

/* What is discarded cannot be had again. */
static void
discard_cb (CosellUnsavedList *self, GtkWidget *button)
{
  AdwMessageDialog *dialog =
      cosell_message_ask (button, _ ("Discard What Was Typed?"),
                          _ ("It was not saved, and cannot be brought back."), _ ("_Keep"),
                          "discard", _ ("_Discard"), ADW_RESPONSE_DESTRUCTIVE);

  g_object_set_data_full (G_OBJECT (dialog), "id",
                          g_memdup2 (&form_of (button)->id, sizeof (gint64)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, 0);
  cosell_message_present (dialog);
}

static void
copy_cb (CosellUnsavedList *self, GtkWidget *button)
{
  g_autofree char *text = cosell_unsaved_form_describe (form_of (button));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
  gtk_button_set_label (GTK_BUTTON (button), _ ("Copied"));
}

static void
open_cb (CosellUnsavedList *self, GtkWidget *button)
{
  const CosellUnsavedForm *form = form_of (button);
  const char *target;
  int opener = find_opener (form->form, &target);

  if (self->deal == NULL)
    g_signal_emit (self, opened_signal, 0, form->deal);
  else if (opener >= 0 && target != NULL)
    gtk_widget_activate_action (button, openers[opener].action, "s", target);
  else if (opener >= 0)
    gtk_widget_activate_action (button, openers[opener].action, NULL);
}

/* --- cards --- */

static void
show_text (GtkBuilder *builder, const char *id, const char *text)
{
  GtkLabel *label = GTK_LABEL (gtk_builder_get_object (builder, id));

  cosell_long_text_show (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
bind_button (CosellUnsavedList *self,
             GtkBuilder *builder,
             const char *id,
             const CosellUnsavedForm *form,
             GCallback callback)
{
  GObject *button = gtk_builder_get_object (builder, id);

  g_object_set_data (button, "form", (gpointer) form);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
}

static char *
make_title (CosellUnsavedList *self, const CosellUnsavedForm *form)
{
  if (self->deal != NULL)
    /* Translators: %s is the title of a form, "Edit Deal" */
    return cosell_text_format (_ ("Not Saved Yet: %s"), form->title);
  /* Translators: name of a deal, then the title of a form: "Contoso ERP move: Edit Deal" */
  return cosell_text_format (_ ("%s: %s"),
                             *form->deal_name != '\0' ? form->deal_name : _ ("Deal without a name"),
                             form->title);
}

static void
add_card (CosellUnsavedList *self, const CosellUnsavedForm *form)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/deal/cosell-unsaved-card.ui");
  GObject *buttons = gtk_builder_get_object (builder, "buttons");
  GObject *open = gtk_builder_get_object (builder, "open");
  g_autofree char *title = make_title (self, form);
  g_autofree char *when = cosell_format_instant (form->at);
  /* Translators: %s is a day and time */
  g_autofree char *typed = g_strdup_printf (_ ("Typed on %s"), when);
  g_autofree char *text = cosell_unsaved_form_describe (form);
  g_autofree char *refusal = NULL;
  const char *target;

  if (self->deal != NULL)
    refusal = find_refusal (self, find_opener (form->form, &target));
  else if (form->deal == 0)
    refusal = g_strdup (_ ("This deal is not there any more. The text can be copied."));
  show_text (builder, "title", title);
  show_text (builder, "typed", typed);
  show_text (builder, "text", text);
  show_text (builder, "refusal", refusal);
  if (self->deal != NULL)
    g_object_set (gtk_builder_get_object (builder, "text"), "lines", 6, "ellipsize",
                  PANGO_ELLIPSIZE_END, NULL);
  else
    gtk_button_set_label (GTK_BUTTON (open), _ ("Open Deal"));
  gtk_widget_set_visible (GTK_WIDGET (open), refusal == NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (buttons), cosell_wrap_layout_new (9, 6));
  bind_button (self, builder, "open", form, G_CALLBACK (open_cb));
  bind_button (self, builder, "copy", form, G_CALLBACK (copy_cb));
  bind_button (self, builder, "discard", form, G_CALLBACK (discard_cb));
  gtk_widget_set_parent (GTK_WIDGET (gtk_builder_get_object (builder, "card")), GTK_WIDGET (self));
}

static void
clear_cards (CosellUnsavedList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->refusals, g_free);
}

static void
clear (CosellUnsavedList *self)
{
  clear_cards (self);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
}

/* Everything that the deal has to say about the forms. */
static char *
find_refusals (CosellUnsavedList *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; self->deal != NULL && i < self->forms->len; i++)
    {
      const CosellUnsavedForm *form = g_ptr_array_index (self->forms, i);
      const char *target;
      g_autofree char *refusal = find_refusal (self, find_opener (form->form, &target));

      g_string_append_printf (text, "%s\n", refusal != NULL ? refusal : "");
    }
  return g_string_free (text, FALSE);
}

/* The deal may have been closed meanwhile. */
static void
update (CosellUnsavedList *self)
{
  g_autofree char *refusals = NULL;

  if (self->forms == NULL)
    return;
  refusals = find_refusals (self);
  if (g_strcmp0 (refusals, self->refusals) == 0)
    return;
  clear_cards (self);
  self->refusals = g_steal_pointer (&refusals);
  for (guint i = 0; i < self->forms->len; i++)
    add_card (self, g_ptr_array_index (self->forms, i));
  gtk_widget_set_visible (GTK_WIDGET (self), self->forms->len > 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellUnsavedList) self = user_data;
  g_autoptr (GPtrArray) forms =
      cosell_session_unsaved_get_finish (COSELL_SESSION (source), result, NULL);

  if (self->session == NULL || cosell_widget_is_stale (result))
    return;
  clear (self);
  self->forms = g_steal_pointer (&forms);
  update (self);
}

static void
refresh (CosellUnsavedList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cosell_session_unsaved_get_async (self->session,
                                    self->deal != NULL ? cosell_deal_get_id (self->deal) : 0,
                                    self->cancellable, listed_cb, g_object_ref (self));
}

/* --- life --- */

static void
cosell_unsaved_list_dispose (GObject *object)
{
  CosellUnsavedList *self = COSELL_UNSAVED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  clear (self);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_unsaved_list_parent_class)->dispose (object);
}

static void
cosell_unsaved_list_class_init (CosellUnsavedListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_unsaved_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cosell_unsaved_list_init (CosellUnsavedList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->signals = g_signal_group_new (COSELL_TYPE_DEAL);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Not Saved Yet"), -1);
}

void
cosell_unsaved_list_show (CosellUnsavedList *self, CosellSession *session, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_UNSAVED_LIST (self) && COSELL_IS_SESSION (session));

  g_set_object (&self->session, session);
  if (g_set_object (&self->deal, deal))
    {
      clear (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_signal_group_set_target (self->signals, deal);
    }
  refresh (self);
}
