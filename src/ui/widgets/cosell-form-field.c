#include "ui/widgets/cosell-form-field.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/cosell-check-row.h"
#include "ui/widgets/cosell-choice-group.h"
#include "ui/widgets/cosell-choice-row.h"
#include "ui/widgets/cosell-completion-row.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-note-editor.h"

/* The property that holds the text. Returns: (nullable): NULL for entries and check rows */
static const char *
find_property (GtkWidget *field)
{
  if (COSELL_IS_NOTE_EDITOR (field))
    return "text";
  if (COSELL_IS_CHOICE_ROW (field) || COSELL_IS_CHOICE_GROUP (field) ||
      COSELL_IS_COMPLETION_ROW (field))
    return "value";
  return NULL;
}

char *
cosell_form_field_dup_text (GtkWidget *field)
{
  const char *property = find_property (field);
  char *text = NULL;

  if (COSELL_IS_CHECK_ROW (field))
    return g_strdup (cosell_check_row_get_active (COSELL_CHECK_ROW (field)) ? "true" : "");
  if (property == NULL)
    return cosell_long_entry_dup_text (field);
  g_object_get (field, property, &text, NULL);
  return text;
}

void
cosell_form_field_set_text (GtkWidget *field, const char *text)
{
  const char *property = find_property (field);

  if (COSELL_IS_CHECK_ROW (field))
    cosell_check_row_set_active (COSELL_CHECK_ROW (field), text != NULL && *text != '\0');
  else if (property == NULL)
    cosell_long_entry_set_text (field, text);
  else
    g_object_set (field, property, text != NULL ? text : "", NULL);
}

const char *
cosell_form_field_get_words (GtkWidget *field)
{
  if (COSELL_IS_CHOICE_ROW (field))
    return cosell_choice_row_get_label (COSELL_CHOICE_ROW (field));
  if (COSELL_IS_CHOICE_GROUP (field))
    return cosell_choice_group_get_label (COSELL_CHOICE_GROUP (field));
  return COSELL_IS_CHECK_ROW (field) ? C_ ("answer", "Yes") : NULL;
}

const char *
cosell_form_field_get_signal (GtkWidget *field)
{
  if (COSELL_IS_CHECK_ROW (field))
    return "toggled";
  if (COSELL_IS_NOTE_EDITOR (field))
    return "notify::text";
  return find_property (field) != NULL ? "notify::value" : "changed";
}

void
cosell_form_field_mark (GtkWidget *field, const char *message)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  if (message != NULL)
    {
      gtk_widget_add_css_class (field, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (field, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
    }
  gtk_widget_set_tooltip_text (field, message);
}
