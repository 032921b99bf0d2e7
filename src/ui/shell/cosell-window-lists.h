/* cosell-window-lists.h: which columns the lists of the main window have, how wide, and their order
 *
 * Each tab has its own, and so has each view, for all tabs: what a person changes while a view is chosen is
 * kept with it, without a question, and what they did not change there is as in the tab. Of a view that a
 * person keeps, the columns and the order stand with the view (I17). What is typed beside a view changes
 * neither; all deals have what the tab has.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/find/cosell-views-bar.h"

G_BEGIN_DECLS

/* Keeps the lists of the tabs (n of CosellDealsView, named as CosellTab) as it is said above, in settings
 * (nullable: until the window is closed), until the tabs go. bar: of the same window, which follows
 * already */
void
cosell_window_lists_follow (AdwViewStack *tabs,
                            GtkWidget *const *views,
                            guint n,
                            CosellViewsBar *bar,
                            CosellSession *session,
                            GSettings *settings);

G_END_DECLS
