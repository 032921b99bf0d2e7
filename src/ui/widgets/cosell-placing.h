/* cosell-placing.h: for widgets that place their children in a row by themselves */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int
cosell_placing_get_width (GtkWidget *child); /* natural, in pixels */
/* While widget is given its size: from its start edge on, in any direction of text. A child without width is
 * not there, and takes no focus. */
void
cosell_placing_put (GtkWidget *widget, GtkWidget *child, int x, int width, int height);

G_END_DECLS
