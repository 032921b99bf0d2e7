/* cosell-view-row.h: a view in the side bar: icon, name, and how many deals it finds */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-view.h"

G_BEGIN_DECLS

#define COSELL_TYPE_VIEW_ROW (cosell_view_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellViewRow, cosell_view_row, COSELL, VIEW_ROW, GtkListBoxRow)

/* The icon of a view (static). */
const char *
cosell_view_row_icon (const CosellView *view);
/* view: copied. Returns: (transfer floating) */
GtkWidget *
cosell_view_row_new (const CosellView *view);
/* The same view as it is now; copied. */
void
cosell_view_row_set_view (CosellViewRow *self, const CosellView *view);
/* (transfer none) */
const CosellView *
cosell_view_row_get_view (CosellViewRow *self);
/* "overdue", "3" (transfer none) */
const char *
cosell_view_row_get_id (CosellViewRow *self);

G_END_DECLS
