/* cosell-window-views.h: the views beside the deals of the main window, or over them where it is narrow */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/find/cosell-views-bar.h"

G_BEGIN_DECLS

/* For the class of the window: win.toggle-views (F9), and those of cosell-window-views-file.h. */
void
cosell_window_views_install (GtkWidgetClass *klass);
/* Fills the side bar, which stands in flap, for a search bar of the same window. Whether it is shown, and
 * which view is chosen, are kept in settings (nullable): in a narrow window it is shown when asked for
 * only. */
void
cosell_window_views_follow (AdwFlap *flap,
                            CosellViewsBar *bar,
                            CosellSearchBar *search,
                            CosellSession *session,
                            GSettings *settings);

G_END_DECLS
