#include "ui/assistant/cosell-help-page.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-field.h"
#include "cosell-config.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-choice-group.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-note-editor.h"
#include "ui/widgets/cosell-tip.h"

struct _CosellHelpPage
{
  CosellAssistantPage parent_instance;

  CosellChoiceGroup *help; /* by the nicks of CosellHelp */
  GtkWidget *visible_box;
  CosellChoiceGroup *visible; /* "true" and "false" */
  GtkWidget *notes_box;
  CosellNoteEditor *notes;
  CosellTip *result;
  CosellTip *contact_tip;
};

G_DEFINE_FINAL_TYPE (CosellHelpPage, cosell_help_page, COSELL_TYPE_ASSISTANT_PAGE)

/* An answer that is no more chosen, while the next one is not yet, changes nothing in the draft. */
static gboolean
help_to_value (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_string (to, cosell_enum_nick (COSELL_TYPE_HELP, g_value_get_enum (from)));
  return TRUE;
}

static gboolean
value_to_help (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  int help;

  if (!cosell_enum_from_nick (COSELL_TYPE_HELP, g_value_get_string (from), &help))
    return FALSE;
  g_value_set_enum (to, help);
  return TRUE;
}

static gboolean
visible_to_value (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_static_string (to, g_value_get_boolean (from) ? "true" : "false");
  return TRUE;
}

static gboolean
value_to_visible (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *value = g_value_get_string (from);

  g_value_set_boolean (to, g_str_equal (value, "true"));
  return *value != '\0';
}

/* A3 to A7: what the answers make of the deal. */
static const char *
describe_result (CosellDealType type, const char **title)
{
  switch (type)
    {
    case COSELL_DEAL_TYPE_CO_SELL:
      *title = _ ("This makes it a Co-sell deal");
      return _ ("Microsoft sellers see the deal and are asked to take part. They have 14 days to "
                "answer; asking does not guarantee that one joins. What they may see, they may see "
                "for good: it cannot be taken back.");
    case COSELL_DEAL_TYPE_PARTNER_LED:
      *title = _ ("This makes it a Partner-led deal");
      return _ ("You work alone, and Microsoft sellers may view the deal. That cannot be taken "
                "back. You can ask for help later, until the deal is closed, and register the deal "
                "after Won if a solution is incentive-eligible.");
    case COSELL_DEAL_TYPE_PRIVATE:
      *title = _ ("This makes it a Private deal");
      return _ ("Microsoft sellers see nothing of it. You can let them view it or ask for help "
                "later, until the deal is closed. A private deal cannot be registered.");
    case COSELL_DEAL_TYPE_SOLUTION_ASSESSMENT:
      *title = _ ("This is a Solution assessment");
      return _ ("An assessment has neither help nor viewers from Microsoft.");
    case COSELL_DEAL_TYPE_LEAD:
      break;
    }
  g_return_val_if_reached ("");
}

/* C2, C21: help needs a contact and consent, which stand on another page. */
static const char *
find_contact_error (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity == COSELL_SEVERITY_ERROR &&
          (g_str_equal (issue->field, "customer.contacts") ||
           g_str_equal (issue->field, "customer.consent")))
        return issue->message;
    }
  return NULL;
}

static void
cosell_help_page_bind (CosellAssistantPage *page)
{
  CosellHelpPage *self = COSELL_HELP_PAGE (page);
  CosellDraft *draft = cosell_assistant_page_get_draft (page);
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  g_object_bind_property_full (draft, "help", self->help, "value", flags, help_to_value,
                               value_to_help, NULL, NULL);
  g_object_bind_property_full (draft, "visible-to-microsoft", self->visible, "value", flags,
                               visible_to_value, value_to_visible, NULL, NULL);
  g_object_set (self->notes, "description", cosell_readers_describe_request (), NULL);
  g_object_bind_property (draft, "notes-to-microsoft", self->notes, "text", flags);
}

static void
cosell_help_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellHelpPage *self = COSELL_HELP_PAGE (page);
  CosellDraft *draft = cosell_assistant_page_get_draft (page);
  const char *missing = find_contact_error (issues);
  const char *title = NULL;
  const char *result = describe_result (cosell_draft_get_deal_type (draft), &title);
  CosellHelp help;

  g_object_get (draft, "help", &help, NULL);
  gtk_widget_set_visible (self->visible_box, help == COSELL_HELP_NONE);
  gtk_widget_set_visible (self->notes_box, help != COSELL_HELP_NONE);
  g_object_set (self->result, "title", title, "text", result, NULL);
  cosell_tip_set_text (self->contact_tip, missing);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_tip),
                          help != COSELL_HELP_NONE && missing != NULL);
}

static gboolean
cosell_help_page_focus_field (CosellAssistantPage *page, const char *field)
{
  CosellHelpPage *self = COSELL_HELP_PAGE (page);

  if (g_strcmp0 (field, "notesToMicrosoft") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->notes));
  if (g_strcmp0 (field, "visibleToMicrosoft") == 0 && gtk_widget_get_visible (self->visible_box))
    return gtk_widget_grab_focus (GTK_WIDGET (self->visible));
  return gtk_widget_grab_focus (GTK_WIDGET (self->help));
}

static void
cosell_help_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_HELP_PAGE);
  G_OBJECT_CLASS (cosell_help_page_parent_class)->dispose (object);
}

static void
cosell_help_page_class_init (CosellHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CosellAssistantPageClass *page_class = COSELL_ASSISTANT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_help_page_dispose;
  page_class->bind = cosell_help_page_bind;
  page_class->update = cosell_help_page_update;
  page_class->focus_field = cosell_help_page_focus_field;

  g_type_ensure (COSELL_TYPE_CHOICE_GROUP);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  g_type_ensure (COSELL_TYPE_TIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, help);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, visible_box);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, visible);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, notes_box);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, notes);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, result);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, contact_tip);
}

static void
cosell_help_page_init (CosellHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int help = COSELL_HELP_NONE; help <= COSELL_HELP_GENERAL; help++)
    cosell_choice_group_add (self->help, cosell_enum_nick (COSELL_TYPE_HELP, help),
                             cosell_help_label ((CosellHelp) help));
  cosell_choice_group_add (self->visible, "false", _ ("No"));
  cosell_choice_group_add (self->visible, "true", _ ("Yes"));
}
