/* cosell-deals-view.h: the deals of one tab: a sortable table, two-line rows when narrow, and what
 * is said when there are none
 *
 * Properties: compact (boolean: a deal stands beside the list: fewer columns, and the arrow keys
 * open deal after deal); sort (string); n-deals (uint, read-only). Signals: "deal-opened" (int64
 * local id) when a person opens a row; "toast" (AdwToast). A view has rows from the first time that
 * it was active, and follows what changes while it is.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEALS_VIEW (cosell_deals_view_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealsView, cosell_deals_view, COSELL, DEALS_VIEW, GtkWidget)

GtkWidget *
cosell_deals_view_new (CosellSession *session, CosellTab tab);
/* Selects the row of a deal without opening it; 0 selects nothing. Scrolls it into view. */
void
cosell_deals_view_select (CosellDealsView *self, gint64 deal);
void
cosell_deals_view_set_search (CosellDealsView *self, const char *search);
/* As cosell_deal_list_set_filters takes them. */
void
cosell_deals_view_set_filters (CosellDealsView *self,
                               const char *const *filters,
                               gboolean show_leads);
void
cosell_deals_view_set_active (CosellDealsView *self, gboolean active);
void
cosell_deals_view_grab_focus_list (CosellDealsView *self);
guint
cosell_deals_view_get_n_deals (CosellDealsView *self);
/* Whether rows are loaded and stand on the screen (for the picture and tests). */
gboolean
cosell_deals_view_is_settled (CosellDealsView *self);

G_END_DECLS
