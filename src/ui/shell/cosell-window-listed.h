/* cosell-window-listed.h: what is about the deals of the list waits until it is known which they are */
#pragma once

#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* For an action about the deals that the list shows, or of which it shows some. Returns: whether the
 * list shows what was asked for last; else the action is activated again once it does, unless
 * another one was asked for meanwhile. parameter: (nullable) */
gboolean cosell_window_is_listed (CosellWindow *self, const char *action, GVariant *parameter);

G_END_DECLS
