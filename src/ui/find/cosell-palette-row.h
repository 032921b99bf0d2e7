/* cosell-palette-row.h: one row of the palette: a deal, an item, or the way to all deals found
 *
 * What was typed is marked in it. Its accessible name says all of it.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-deal-data.h"
#include "ui/find/cosell-palette-item.h"
#include "ui/find/cosell-palette-match.h"

G_BEGIN_DECLS

#define COSELL_TYPE_PALETTE_ROW (cosell_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellPaletteRow, cosell_palette_row, COSELL, PALETTE_ROW, GtkListBoxRow)

/* What there is room for. */
typedef enum
{
  COSELL_PALETTE_WIDE,
  COSELL_PALETTE_NARROW, /* in two lines, without the value */
  COSELL_PALETTE_TIGHT,  /* one below the other */
} CosellPaletteRoom;

/* group: the heading that it stands below, copied. needle: (nullable): read, not kept. */
GtkWidget *
cosell_palette_row_new_deal (const char *group,
                             const CosellDealData *deal,
                             const CosellPaletteNeedle *needle,
                             CosellPaletteRoom room);
GtkWidget *
cosell_palette_row_new_item (const char *group,
                             CosellPaletteItem *item,
                             const CosellPaletteNeedle *needle,
                             CosellPaletteRoom room);
const char *
cosell_palette_row_get_group (CosellPaletteRow *self);
/* The local id; 0: it is an item. */
gint64
cosell_palette_row_get_deal (CosellPaletteRow *self);
/* (transfer none) (nullable): NULL for a deal */
CosellPaletteItem *
cosell_palette_row_get_item (CosellPaletteRow *self);

G_END_DECLS
