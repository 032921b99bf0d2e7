/* cosell-palette-item.h: one thing that the palette can do or show, beside deals: a value, never
 * changed */
#pragma once

#include <gio/gio.h>

#include "model/cosell-view.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_PALETTE_VIEW,   /* shows what a query finds, under a name */
  COSELL_PALETTE_ACTION, /* activates an action */
  COSELL_PALETTE_FILTER, /* the same as a view, and shows how the query is written */
} CosellPaletteKind;

#define COSELL_TYPE_PALETTE_ITEM (cosell_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (CosellPaletteItem, cosell_palette_item, COSELL, PALETTE_ITEM, GObject)

/* what: the query, or the detailed name of an action: "win.show-tab::inbound". id: (nullable): of a
 * view, as whoever keeps it names it; it stays the same in every language. keys: (nullable): the
 * accelerator of an action: "<Control>n". icon: (static). All but icon is copied. */
CosellPaletteItem *
cosell_palette_item_new (CosellPaletteKind kind,
                         const char *id,
                         const char *label,
                         const char *icon,
                         const char *what,
                         const char *keys);
/* A view as it is kept, or stands in the program, by its id and with how many deals it finds. Returns:
 * (transfer full) */
CosellPaletteItem *
cosell_palette_item_new_view (const CosellView *view);
/* All of them return what cosell_palette_item_new was given, and keep it. */
CosellPaletteKind
cosell_palette_item_get_kind (CosellPaletteItem *self);
const char *
cosell_palette_item_get_id (CosellPaletteItem *self);
const char *
cosell_palette_item_get_label (CosellPaletteItem *self);
const char *
cosell_palette_item_get_icon (CosellPaletteItem *self);
const char *
cosell_palette_item_get_what (CosellPaletteItem *self);
const char *
cosell_palette_item_get_keys (CosellPaletteItem *self);
/* What stands beside the label, "48 deals". (transfer none) (nullable) */
const char *
cosell_palette_item_get_detail (CosellPaletteItem *self);

/* Filters that a person may want without knowing how they are written. Returns: (transfer full) */
GListModel *
cosell_palette_item_list_filters (void);

G_END_DECLS
