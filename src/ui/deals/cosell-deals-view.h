/* cosell-deals-view.h: the deals of one tab: a sortable table, two-line rows when narrow, and what
 * is said when there are none
 *
 * Properties: columns (string: a CosellColumnSet as text, "" for those of a new list); sort (string);
 * n-deals (uint, read-only); position (uint, read-only: of the selected deal, from 1; 0: there is none,
 * or it is not in the list). Signals: "deal-opened" (int64 local id, CosellOpenWay) when a person
 * comes to a row; "toast" (AdwToast). A view has rows from the first time that it was active, and
 * follows what changes while it is. Titles and rows are one tab stop each.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-deal-list.h"
#include "app/cosell-session.h"
#include "model/cosell-enums.h"
#include "ui/deals/cosell-deals-selection.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEALS_VIEW (cosell_deals_view_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealsView, cosell_deals_view, COSELL, DEALS_VIEW, GtkWidget)

/* How a person came to a row. */
typedef enum
{
  COSELL_OPEN_WALK, /* the arrow keys or the search selected it: shown where there is room for it */
  COSELL_OPEN_STEP, /* cosell_deals_view_step: shown in any case */
  COSELL_OPEN_CLICK, /* shown in any case; the focus stays with the list */
  COSELL_OPEN_ENTER, /* the same, and the focus goes there */
} CosellOpenWay;

/* Neither active nor filled. tab: any, ALL too; it stays. */
GtkWidget *
cosell_deals_view_new (CosellSession *session, CosellTab tab);
/* Selects the row of a deal without opening it; 0 selects nothing. Scrolls it into view. */
void
cosell_deals_view_select (CosellDealsView *self, gint64 deal);
/* As typed; NULL or "": every deal. Scrolls to the top and forgets cosell_deals_view_go_first. */
void
cosell_deals_view_set_search (CosellDealsView *self, const char *search);
/* While the tab is shown: only then rows are read anew when deals change. */
void
cosell_deals_view_set_active (CosellDealsView *self, gboolean active);
void
cosell_deals_view_grab_focus_list (CosellDealsView *self); /* opens nothing */
/* The focus goes to the row of a deal, which is selected but not opened; to the list when it is not
 * in there. */
void
cosell_deals_view_focus_deal (CosellDealsView *self, gint64 deal);
/* The focus goes to the first row, which also opens when open is TRUE: at once, or when what was
 * searched for is found, unless something else is asked for before. */
void
cosell_deals_view_go_first (CosellDealsView *self, gboolean open);
/* Opens the deal after (1) or before (-1) the selected one; the first one when none is. While a key
 * is held the last one is opened. Returns: FALSE at the end */
gboolean
cosell_deals_view_step (CosellDealsView *self, int step);
/* A person chooses the columns: in a popover below the titles, in a window where there are none. */
void
cosell_deals_view_choose_columns (CosellDealsView *self);
/* What it lists. (transfer none) (nullable): NULL before it was active for once */
CosellDealList *
cosell_deals_view_get_deals (CosellDealsView *self);
/* What is selected in it: the deal that is shown, or several. (transfer none), always the same */
CosellDealsSelection *
cosell_deals_view_get_selection (CosellDealsView *self);
guint
cosell_deals_view_get_position (CosellDealsView *self); /* the property of that name */
guint
cosell_deals_view_get_n_deals (CosellDealsView *self); /* 0 before it was active for once */
/* Whether rows are loaded and stand on the screen (for the picture and tests). */
gboolean
cosell_deals_view_is_settled (CosellDealsView *self);

G_END_DECLS
