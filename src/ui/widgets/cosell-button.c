#include "ui/widgets/cosell-button.h"

void
cosell_button_set_name (GtkWidget *button, const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (button) && name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}
