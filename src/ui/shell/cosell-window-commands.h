/* cosell-window-commands.h: what can be done in the window now, as its menus and its list of
 * shortcuts name it; private to the shell */
#pragma once

#include "ui/find/cosell-palette-item.h"
#include "ui/shell/cosell-window.h"

G_BEGIN_DECLS

/* Every action of the window and of the program that is in a menu of the window or in the list of
 * shortcuts, once each, by name, with its keys; without what is disabled now, and without except.
 * Returns: (transfer full) of CosellPaletteItem */
GListModel *
cosell_window_list_commands (CosellWindow *window, const char *except);

G_END_DECLS
