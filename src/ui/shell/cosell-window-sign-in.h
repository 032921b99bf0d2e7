/* cosell-window-sign-in.h: win.sign-in and win.sign-out, and the notice that leads there; private to
 * the shell */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* For the class of CosellWindow. */
void
cosell_window_sign_in_install (GtkWidgetClass *klass);
/* Keeps the two actions, of which at most one makes sense, up to date. */
void
cosell_window_sign_in_watch (CosellWindow *window, CosellSession *session);
/* The button of the notice: what helps as things stand. */
void
cosell_window_sign_in_offer (GtkButton *button, CosellSession *session);

G_END_DECLS
