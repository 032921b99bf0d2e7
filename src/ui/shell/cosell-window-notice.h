/* cosell-window-notice.h: tells in a dialog what became of a damaged database (P10); private to the
 * shell */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* What was saved when the profile was opened, and from now on: the command that meets a damage says
 * so too, but in a place that may be too small for the words. */
void
cosell_window_notice_bind (CosellWindow *window, CosellSession *session);

G_END_DECLS
