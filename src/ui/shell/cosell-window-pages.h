/* cosell-window-pages.h: pages that take the place of the deals in the window; private to the shell
 */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* Shows the advice page (H) in the window's stack, from where it goes back to "main". */
void
cosell_window_show_advice (CosellWindow *window, GtkStack *stack, CosellSession *session);
gboolean
cosell_window_shows_advice (GtkStack *stack);

G_END_DECLS
