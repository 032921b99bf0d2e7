/* cosell-button.h: labels of a button, as they are seen and as a screen reader says them; main thread */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Names a button by more than its text says: "Hold Back: Contoso, Notes" for "Hold Back". GTK would
 * read the text behind it once more. */
void
cosell_button_set_name (GtkWidget *button, const char *name);
/* A label with a mnemonic; GTK 4.8 would put the underline into the accessible name. */
void
cosell_button_set_mnemonic (GtkButton *button, const char *label);
/* The label takes more lines where one line has no room; one that is set later does, too. */
void
cosell_button_let_wrap (GtkButton *button);

G_END_DECLS
