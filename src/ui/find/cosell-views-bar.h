/* cosell-views-bar.h: the views of a profile, as a side bar: those of the program, then those that a person
 * keeps, with how many deals each finds
 *
 * Choosing one makes its query that of the search bar. One is marked as long as the search bar has its
 * query. Those that are kept are renamed (F2), duplicated, deleted (Delete) and moved (Alt+Up and
 * Alt+Down), by keys and by a menu.
 *
 * Properties: "chosen" (string, never NULL): the id of the view that is marked, "all" for all deals,
 * "" for none; setting it before the views are known chooses one then. Signals: "toast" (AdwToast *);
 * "activated": a person chose a view; "read": the views are known, as they are now.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "model/cosell-view.h"
#include "ui/find/cosell-search-bar.h"

G_BEGIN_DECLS

#define COSELL_TYPE_VIEWS_BAR (cosell_views_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellViewsBar, cosell_views_bar, COSELL, VIEWS_BAR, GtkWidget)

/* Shows the views of session and keeps them true, for a search bar of the same window. Once. */
void
cosell_views_bar_follow (CosellViewsBar *self, CosellSession *session, CosellSearchBar *search);
/* A view by its id. (transfer none) (nullable): unknown, or not read yet; valid until "read" */
const CosellView *
cosell_views_bar_get_view (CosellViewsBar *self, const char *id);
/* All but All Deals, as CosellPaletteItem; none before they are read. Returns: (transfer full) */
GListModel *
cosell_views_bar_list (CosellViewsBar *self);
/* Columns and order (both nullable) that the deals are shown with, which a new view gets; copied. */
void
cosell_views_bar_set_list (CosellViewsBar *self, const char *const *columns, const char *sort);
/* The row that is marked, else the first one, gets the focus. */
void
cosell_views_bar_grab_focus (CosellViewsBar *self);

G_END_DECLS
