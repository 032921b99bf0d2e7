/* cosell-window-find.h: what the search field of the main window finds in the other tabs */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/find/cosell-search-bar.h"

G_BEGIN_DECLS

/* Says in the bar how many deals of another tab its query finds, with a button that leads there
 * (win.show-tab), and keeps it true until the bar goes. tabs: the tabs, in the order of CosellTab */
void
cosell_window_find_follow (CosellSearchBar *bar, AdwViewStack *tabs, CosellSession *session);

/* A person chose what is looked for now, and no tab: where the tab that is shown has nothing of it, the
 * one that has some is shown, once it is counted. bar: one that is followed */
void
cosell_window_find_go (CosellSearchBar *bar);

G_END_DECLS
