#include "ui/widgets/cosell-button.h"

void
cosell_button_set_name (GtkWidget *button, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (button) && name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

void
cosell_button_set_mnemonic (GtkButton *button, const char *label)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BUTTON (button));

  if (g_strcmp0 (gtk_button_get_label (button), label) != 0)
    gtk_button_set_label (button, label);
  gtk_button_set_use_underline (button, TRUE);
  child = gtk_button_get_child (button);
  if (!GTK_IS_LABEL (child))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (child)), -1);
  /* the mnemonic makes the label a second name: both would be read */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

void
cosell_button_let_wrap (GtkButton *button)
{
  g_return_if_fail (GTK_IS_BUTTON (button) && GTK_IS_LABEL (gtk_button_get_child (button)));

  /* by itself a label takes as many lines as the height beside it allows */
  g_object_set (gtk_button_get_child (button), "wrap", TRUE, "natural-wrap-mode",
                GTK_NATURAL_WRAP_NONE, "justify", GTK_JUSTIFY_CENTER, NULL);
}
