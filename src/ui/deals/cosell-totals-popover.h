/* cosell-totals-popover.h: all figures below a list, and the currency that they are added up in */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-totals.h"

G_BEGIN_DECLS

/* Puts all figures into a popover, and the choice, which keeps the focus. count: of deals that the list
 * shows */
void
cosell_totals_popover_fill (GtkPopover *popover, const CosellTotals *totals, gint64 count);

G_END_DECLS
