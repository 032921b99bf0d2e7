/* cosell-palette.h: one box for everything: what is typed finds deals, views and actions
 *
 * The first hit is chosen; the field keeps the focus. Up, Down and the Page keys go through the hits,
 * Tab to the next group, Enter takes one, Ctrl+Enter takes a deal into a window of its own, Escape
 * closes. What can be shown and done comes from whoever opens it. It closes by itself before it says
 * what was chosen.
 *
 * Signals: "deal-chosen" (int64 local id); "item-chosen" (CosellPaletteItem): a view or filter, whose
 * query is to be shown, or an action; what was typed comes as a view without an id.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/find/cosell-palette-item.h"

G_BEGIN_DECLS

#define COSELL_TYPE_PALETTE (cosell_palette_get_type ())
G_DECLARE_FINAL_TYPE (CosellPalette, cosell_palette, COSELL, PALETTE, AdwWindow)

/* Over parent, not presented yet. views, actions: of CosellPaletteItem, referenced; both are read as
 * they are whenever something is typed. seen: of gint64, referenced: deals that are offered before
 * anything is typed. */
CosellPalette *
cosell_palette_new (GtkWindow *parent,
                    CosellSession *session,
                    GListModel *views,
                    GListModel *actions,
                    GArray *seen);

/* While "deal-chosen" is told: whether the deal is to have a window of its own. */
gboolean
cosell_palette_wants_window (CosellPalette *self);

G_END_DECLS
