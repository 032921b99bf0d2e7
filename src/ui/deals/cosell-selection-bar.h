/* cosell-selection-bar.h: below a list in which several deals are selected: how many, and what can be
 * done with them
 *
 * Each thing that can be done is "win.many" with its name, and what it is done with where that is known
 * already: "value", "stage=60" (ui/many/cosell-many-verb.h); "win.many-one" is for one deal alone. What
 * there is no room for stands in the menu at the end, as everything does. It is not visible unless
 * several deals are being selected.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/deals/cosell-deals-selection.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SELECTION_BAR (cosell_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellSelectionBar, cosell_selection_bar, COSELL, SELECTION_BAR, GtkWidget)

/* What it tells of; once. */
void
cosell_selection_bar_set_selection (CosellSelectionBar *self, CosellDealsSelection *selection);

G_END_DECLS
