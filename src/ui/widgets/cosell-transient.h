/* cosell-transient.h: no window keeps a pointer to a parent that is gone */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on, in the whole process: a window whose parent goes away does not belong to it any
 * more, whoever made it and whoever still holds it. GTK closes one with destroy-with-parent, but up
 * to 4.8 leaves the pointer in it, and reads it when the last callback lets go of the window. Once
 * is enough, again does nothing. */
void
cosell_transient_watch (void);

G_END_DECLS
