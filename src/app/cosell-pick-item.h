/* cosell-pick-item.h: a location, partner or used value of the catalogue; never changes; any thread */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define COSELL_TYPE_PICK_ITEM (cosell_pick_item_get_type ())
G_DECLARE_FINAL_TYPE (CosellPickItem, cosell_pick_item, COSELL, PICK_ITEM, GObject)

/* name, note: (nullable). Returns: (transfer full) */
CosellPickItem *cosell_pick_item_new (const char *id, const char *name, const char *note);
/* What is written into the deal. */
const char *cosell_pick_item_get_id (CosellPickItem *self);
/* What people read: the name, else the id. */
const char *cosell_pick_item_get_name (CosellPickItem *self);
/* What more is known of it: what, says the list (cosell-catalog.h). (nullable) */
const char *cosell_pick_item_get_note (CosellPickItem *self);
/* The one with that id. items: (nullable) of CosellPickItem. Returns: (transfer full) (nullable) */
CosellPickItem *cosell_pick_item_find (GListModel *items, const char *id);

G_END_DECLS
