/* cosell-window-tabs.h: what the tabs say; private to the shell */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

/* A tab carries the number of deals that wait for an answer beside its title, where it grows with
 * the text, and no badge, which would cover the icon. For a screen reader the name stays the title;
 * the number, in words, is its description. bars: the widgets that show the tabs' buttons */
void
cosell_window_tabs_update (AdwViewStack *tabs,
                           GtkWidget *const *bars,
                           guint n_bars,
                           CosellSession *session);

G_END_DECLS
