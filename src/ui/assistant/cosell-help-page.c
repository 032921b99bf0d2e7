#include "ui/assistant/cosell-help-page.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "model/cosell-readers.h"
#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-field-caption.h"
#include "ui/widgets/cosell-note-editor.h"

#define N_HELPS (COSELL_HELP_GENERAL + 1)

struct _CosellHelpPage
{
  CosellAssistantPage parent_instance;

  CosellCheckRow *helps[N_HELPS]; /* by CosellHelp */
  gboolean showing;               /* rows follow the draft, not the person */

  GtkListBox *help_list;
  GtkWidget *visible_box;
  CosellCheckRow *visible_no;
  CosellCheckRow *visible_yes;
  GtkWidget *notes_box;
  CosellNoteEditor *notes;
  GtkLabel *result_title;
  GtkLabel *result;
  GtkWidget *contact_tip;
  GtkLabel *contact_label;
};

G_DEFINE_FINAL_TYPE (CosellHelpPage, cosell_help_page, COSELL_TYPE_ASSISTANT_PAGE)

static void
help_toggled_cb (CosellCheckRow *row, CosellHelpPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));

  if (self->showing || draft == NULL || !cosell_check_row_get_active (row))
    return;
  for (guint i = 0; i < N_HELPS; i++)
    if (self->helps[i] == row)
      g_object_set (draft, "help", i, NULL);
}

static void
visible_toggled_cb (CosellCheckRow *row, CosellHelpPage *self)
{
  CosellDraft *draft = cosell_assistant_page_get_draft (COSELL_ASSISTANT_PAGE (self));

  if (self->showing || draft == NULL || !cosell_check_row_get_active (row))
    return;
  g_object_set (draft, "visible-to-microsoft", row == self->visible_yes, NULL);
}

static void
show_answers (CosellHelpPage *self, CosellHelp help, gboolean visible)
{
  self->showing = TRUE;
  cosell_check_row_set_active (self->helps[help], TRUE);
  cosell_check_row_set_active (visible ? self->visible_yes : self->visible_no, TRUE);
  self->showing = FALSE;
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
  CosellHelp help;
  gboolean visible;

  g_object_get (draft, "help", &help, "visible-to-microsoft", &visible, NULL);
  show_answers (self, help, visible);
  g_object_set (self->notes, "description", cosell_readers_describe_request (), NULL);
  g_object_bind_property (draft, "notes-to-microsoft", self->notes, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
cosell_help_page_update (CosellAssistantPage *page, GPtrArray *issues)
{
  CosellHelpPage *self = COSELL_HELP_PAGE (page);
  CosellDraft *draft = cosell_assistant_page_get_draft (page);
  const char *missing = find_contact_error (issues);
  const char *title = NULL;
  CosellHelp help;
  gboolean visible;

  g_object_get (draft, "help", &help, "visible-to-microsoft", &visible, NULL);
  show_answers (self, help, visible);
  gtk_widget_set_visible (self->visible_box, help == COSELL_HELP_NONE);
  gtk_widget_set_visible (self->notes_box, help != COSELL_HELP_NONE);
  gtk_label_set_label (self->result, describe_result (cosell_draft_get_deal_type (draft), &title));
  gtk_label_set_label (self->result_title, title);
  gtk_label_set_label (self->contact_label, missing != NULL ? missing : "");
  gtk_widget_set_visible (self->contact_tip, help != COSELL_HELP_NONE && missing != NULL);
}

static gboolean
cosell_help_page_focus_field (CosellAssistantPage *page, const char *field)
{
  CosellHelpPage *self = COSELL_HELP_PAGE (page);

  if (g_strcmp0 (field, "notesToMicrosoft") == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->notes));
  if (g_strcmp0 (field, "visibleToMicrosoft") == 0 && gtk_widget_get_visible (self->visible_box))
    return gtk_widget_grab_focus (GTK_WIDGET (self->visible_no));
  return gtk_widget_grab_focus (GTK_WIDGET (self->helps[COSELL_HELP_NONE]));
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

  g_type_ensure (COSELL_TYPE_CHECK_ROW);
  g_type_ensure (COSELL_TYPE_FIELD_CAPTION);
  g_type_ensure (COSELL_TYPE_NOTE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/assistant/cosell-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, help_list);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, visible_box);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, visible_no);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, visible_yes);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, notes_box);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, notes);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, result_title);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, result);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, contact_tip);
  gtk_widget_class_bind_template_child (widget_class, CosellHelpPage, contact_label);
  gtk_widget_class_bind_template_callback (widget_class, visible_toggled_cb);
}

static void
cosell_help_page_init (CosellHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_HELPS; i++)
    {
      GtkWidget *row = cosell_check_row_new (cosell_help_label ((CosellHelp) i), NULL);

      self->helps[i] = COSELL_CHECK_ROW (row);
      if (i > 0)
        cosell_check_row_set_group (self->helps[i], self->helps[0]);
      g_signal_connect (row, "toggled", G_CALLBACK (help_toggled_cb), self);
      gtk_list_box_insert (self->help_list, row, (int) i);
    }
}
