/* cosell-button.h: what a screen reader calls a button; main thread */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names a button by more than its text says: "Hold Back: Contoso, Notes" for "Hold Back". GTK would
 * read the text behind it once more. */
void
cosell_button_set_name (GtkWidget *button, const char *name);

G_END_DECLS
