/* cosell-column-grid.h: what titles, rows and chooser of one list share: its columns, and where they
 * stand in the letters of now
 *
 * Widths come from the texts that a column can hold, not from pixels. Signal: "changed": other
 * columns or widths; whoever stands by them lays itself out anew. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/deals/cosell-column-layout.h"

G_BEGIN_DECLS

/* How much smaller than the first line the second one is, and the pill. */
#define COSELL_SMALL_TEXT 0.86
/* Beside the text in the status pill, and between pill and icon. */
#define COSELL_PILL_PAD_X 9
#define COSELL_PILL_ICON 14
#define COSELL_PILL_ICON_GAP 6

#define COSELL_TYPE_COLUMN_GRID (cosell_column_grid_get_type ())
G_DECLARE_FINAL_TYPE (CosellColumnGrid, cosell_column_grid, COSELL, COLUMN_GRID, GObject)

CosellColumnGrid *
cosell_column_grid_new (void); /* shows what a list shows at first */
/* (transfer none) */
const CosellColumnSet *
cosell_column_grid_get_set (CosellColumnGrid *self);
void
cosell_column_grid_set_set (CosellColumnGrid *self, const CosellColumnSet *set);
/* What the list shows at first, and now: as cosell_column_set_parse has it. */
void
cosell_column_grid_set_first (CosellColumnGrid *self, const char *first);
/* To what the list shows at first. */
void
cosell_column_grid_reset (CosellColumnGrid *self);
/* The set as text, of which cosell_column_set_parse makes the same: "" for what lists show at first, but
 * for one of which something else was said. Returns: (transfer full) */
char *
cosell_column_grid_dup_text (CosellColumnGrid *self);
/* "": as cosell_column_grid_reset */
void
cosell_column_grid_set_text (CosellColumnGrid *self, const char *text);
/* What the columns are kept with, as a person calls it: (nullable): the list itself. */
void
cosell_column_grid_set_owner (CosellColumnGrid *self, const char *name);
const char *
cosell_column_grid_get_owner (CosellColumnGrid *self); /* (transfer none) (nullable) */
/* Pixels that are free behind the last column; 12 at first. */
void
cosell_column_grid_set_end (CosellColumnGrid *self, int end);
/* Where the columns stand in width, in the letters of widget, which are those of the whole list.
 * Returns: (transfer none): valid until the next call */
const CosellColumnLayout *
cosell_column_grid_lay_out (CosellColumnGrid *self, GtkWidget *widget, int width);
/* The letters of a widget of the list may be others now. */
void
cosell_column_grid_check_letters (CosellColumnGrid *self, GtkWidget *widget);
/* Height of a line, and of one in small letters; 0 before anything was laid out. */
int
cosell_column_grid_get_line (CosellColumnGrid *self, gboolean small);
/* A span of pixels in tenths of a digit. */
int
cosell_column_grid_from_pixels (CosellColumnGrid *self, int pixels);
/* A text that must not be cut needs width pixels in its column: from the next frame on it has them,
 * within reason. */
void
cosell_column_grid_need (CosellColumnGrid *self, guint column, int width);

G_END_DECLS
