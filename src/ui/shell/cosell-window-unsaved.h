/* cosell-window-unsaved.h: the way to what was typed into forms and is not saved yet (P1); private
 * to the shell */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* Gives window the action "win.kept", which shows all of it, enabled while there is something; says
 * once that there is. */
void
cosell_window_unsaved_bind (CosellWindow *window, CosellSession *session);

G_END_DECLS
