/* cosell-column-chooser.h: which columns a list shows, and in which order
 *
 * Those that are shown stand first, in their order, the others below, from A to Z. Space and Enter
 * show and hide one, Alt+Up and Alt+Down move it, and so does dragging its handle. What is changed
 * is seen in the list at once.
 */
#pragma once

#include "ui/deals/cosell-column-grid.h"

G_BEGIN_DECLS

#define COSELL_TYPE_COLUMN_CHOOSER (cosell_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (CosellColumnChooser, cosell_column_chooser, COSELL, COLUMN_CHOOSER, GtkWidget)

GtkWidget *
cosell_column_chooser_new (CosellColumnGrid *grid);
/* A chooser in a popover (floating). */
GtkWidget *
cosell_column_chooser_new_popover (CosellColumnGrid *grid);
/* A chooser in a window over parent: where there is no room for a popover, or no titles. */
void
cosell_column_chooser_show_sheet (GtkWindow *parent, CosellColumnGrid *grid);

G_END_DECLS
