#include "ui/assistant/cosell-assistant-step-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-text-show.h"

struct _CosellAssistantStepRow
{
  GtkListBoxRow parent_instance;

  CosellDraftStep page;
  GtkStack *badge;
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (CosellAssistantStepRow, cosell_assistant_step_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
describe_state (CosellAssistantStepState state)
{
  switch (state)
    {
    case COSELL_ASSISTANT_STEP_STATE_AHEAD:
      return _ ("not visited yet");
    case COSELL_ASSISTANT_STEP_STATE_CURRENT:
      return _ ("current page");
    case COSELL_ASSISTANT_STEP_STATE_DONE:
      return _ ("done");
    case COSELL_ASSISTANT_STEP_STATE_MISSING:
      return _ ("something is missing");
    }
  g_return_val_if_reached ("");
}

static const char *
state_class (CosellAssistantStepState state)
{
  switch (state)
    {
    case COSELL_ASSISTANT_STEP_STATE_AHEAD:
      return "ahead";
    case COSELL_ASSISTANT_STEP_STATE_CURRENT:
      return "current";
    case COSELL_ASSISTANT_STEP_STATE_DONE:
      return "done";
    case COSELL_ASSISTANT_STEP_STATE_MISSING:
      return "missing";
    }
  g_return_val_if_reached ("");
}

static const char *
state_child (CosellAssistantStepState state)
{
  return state == COSELL_ASSISTANT_STEP_STATE_DONE      ? "done"
         : state == COSELL_ASSISTANT_STEP_STATE_MISSING ? "missing"
                                                        : "number";
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellAssistantStepRow *self = COSELL_ASSISTANT_STEP_ROW (widget);

  gtk_widget_activate_action (widget, "assistant.go-to", "s",
                              cosell_enum_nick (COSELL_TYPE_DRAFT_STEP, (int) self->page));
}

static void
cosell_assistant_step_row_class_init (CosellAssistantStepRowClass *klass)
{
  /* What AT-SPI presses; GTK 4.8 gives rows no action of their own. */
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "activate", NULL, activate_action);
}

static void
make_badge (CosellAssistantStepRow *self)
{
  GtkWidget *badge = gtk_stack_new ();
  GtkWidget *number = gtk_label_new (NULL);

  self->badge = GTK_STACK (badge);
  self->number = GTK_LABEL (number);
  gtk_stack_add_named (self->badge, number, "number");
  gtk_stack_add_named (self->badge, gtk_image_new_from_icon_name ("object-select-symbolic"),
                       "done");
  gtk_stack_add_named (self->badge, gtk_label_new ("!"), "missing");
  g_object_set (badge, "valign", GTK_ALIGN_CENTER, "halign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (badge, "page-badge");
}

static void
cosell_assistant_step_row_init (CosellAssistantStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  make_badge (self);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  g_object_set (self->title, "xalign", 0.0F, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  g_object_set (self->summary, "xalign", 0.0F, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "page-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  g_object_set (texts, "valign", GTK_ALIGN_CENTER, "hexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "page-row");
}

GtkWidget *
cosell_assistant_step_row_new (CosellDraftStep page)
{
  CosellAssistantStepRow *self = g_object_new (COSELL_TYPE_ASSISTANT_STEP_ROW, NULL);
  const char *title = _ (cosell_assistant_step_get_info (page)->title);

  self->page = page;
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

CosellDraftStep
cosell_assistant_step_row_get_page (CosellAssistantStepRow *self)
{
  g_return_val_if_fail (COSELL_IS_ASSISTANT_STEP_ROW (self), COSELL_DRAFT_STEP_CUSTOMER);

  return self->page;
}

void
cosell_assistant_step_row_show (CosellAssistantStepRow *self,
                                guint number,
                                CosellAssistantStepState state,
                                const char *summary)
{
  g_autofree char *brief = cosell_text_brief (summary);
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *spoken = NULL;

  g_return_if_fail (COSELL_IS_ASSISTANT_STEP_ROW (self));

  spoken = summary != NULL ? g_strdup_printf ("%s, %s", describe_state (state), brief)
                           : g_strdup (describe_state (state));
  for (int other = COSELL_ASSISTANT_STEP_STATE_AHEAD; other <= COSELL_ASSISTANT_STEP_STATE_MISSING;
       other++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), state_class ((CosellAssistantStepState) other));
  gtk_widget_add_css_class (GTK_WIDGET (self), state_class (state));
  gtk_label_set_label (self->number, text);
  gtk_stack_set_visible_child_name (self->badge, state_child (state));
  gtk_label_set_label (self->summary, brief);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
}
