/* cosell-pane.h: panes of the leaflet */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The bin asks for a natural width of its own (px), so that a leaflet folds where two panes no
 * longer fit side by side, whatever stands in them. */
void
cosell_pane_set_natural_width (AdwBin *bin, int width);

G_END_DECLS
