/* cosell-pane.h: panes of the leaflet */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The bin asks for a natural width of its own (px), so that a leaflet folds where two panes no
 * longer fit side by side, whatever stands in them. */
void
cosell_pane_set_natural_width (AdwBin *bin, int width);
/* What stands in the bin scrolls, so that its height is nobody's matter: it is asked for none. A leaflet
 * asks each page for its height at several widths, none of which it gets, and each of them lays out
 * all texts of the page. */
void
cosell_pane_set_scrolls (AdwBin *bin);

G_END_DECLS
