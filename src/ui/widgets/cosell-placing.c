#include "ui/widgets/cosell-placing.h"

int
cosell_placing_get_width (GtkWidget *child)
{
  int width;

  g_return_val_if_fail (GTK_IS_WIDGET (child), 0);

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

void
cosell_placing_put (GtkWidget *widget, GtkWidget *child, int x, int width, int height)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_WIDGET (child));

  gtk_widget_set_child_visible (child, width > 0);
  gtk_widget_set_can_focus (child, width > 0);
  if (width <= 0)
    return;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}
