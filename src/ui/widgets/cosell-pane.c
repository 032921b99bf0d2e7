#include "ui/widgets/cosell-pane.h"

static void
measure_pane (GtkWidget *widget,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "pane-width"));

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL &&
      g_object_get_data (G_OBJECT (widget), "pane-scrolls") != NULL)
    return;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, width);
}

static void
allocate_pane (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

void
cosell_pane_set_natural_width (AdwBin *bin, int width)
{
  g_return_if_fail (ADW_IS_BIN (bin));

  g_object_set_data (G_OBJECT (bin), "pane-width", GINT_TO_POINTER (width));
  gtk_widget_set_layout_manager (GTK_WIDGET (bin),
                                 gtk_custom_layout_new (NULL, measure_pane, allocate_pane));
}

void
cosell_pane_set_scrolls (AdwBin *bin)
{
  g_return_if_fail (ADW_IS_BIN (bin));

  g_object_set_data (G_OBJECT (bin), "pane-scrolls", bin);
}
