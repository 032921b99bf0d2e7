#include "ui/assistant/cosell-assistant-step-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"

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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* What AT-SPI presses; GTK 4.8 gives rows no action of their own. */
  gtk_widget_class_install_action (widget_class, "activate", NULL, activate_action);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/assistant/cosell-assistant-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellAssistantStepRow, badge);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistantStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistantStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, CosellAssistantStepRow, summary);
}

static void
cosell_assistant_step_row_init (CosellAssistantStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
