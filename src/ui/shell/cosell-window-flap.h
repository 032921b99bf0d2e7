/* cosell-window-flap.h: what stands beside the deals of the main window where there is room for it, and over
 * them when asked for where there is none; private to the shell */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Keeps in key, a boolean of settings (nullable), whether the flap is shown: in a narrow window it is shown
 * when asked for only, and that is no wish for later. */
void
cosell_window_flap_keep (AdwFlap *flap, GSettings *settings, const char *key);

G_END_DECLS
