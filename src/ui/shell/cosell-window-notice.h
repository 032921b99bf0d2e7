/* cosell-window-notice.h: tells in a dialog what became of a damaged database (P10); private to the
 * shell */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* What was saved when the profile was opened. (While it is open, the command that met the damage ends
 * with the words.) */
void
cosell_window_notice_show (CosellWindow *window, CosellSession *session);

G_END_DECLS
