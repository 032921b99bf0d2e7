/* cosell-deals-filter.h: which deals the lists show: all, open or closed ones (B6), and leads (B4) */
#pragma once

#include "ui/deals/cosell-deals-view.h"

G_BEGIN_DECLS

/* Lets the menu of a button choose for the views: the actions "show-deals" and "show-leads" of
 * window, kept in settings. Without settings the button is hidden. views: as long as window */
void
cosell_deals_filter_bind (GtkWidget *window,
                          GtkMenuButton *button,
                          GSettings *settings,
                          GtkWidget *const *views,
                          guint n_views);

G_END_DECLS
