/* cosell-one-dialog.h: what is asked for twice, by key or by a script, is shown once */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Brings the dialog of that type over parent to the front. FALSE: none is open. */
gboolean
cosell_one_dialog_present (GtkWindow *parent, GType type);

G_END_DECLS
