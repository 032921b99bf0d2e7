/* cosell-deals-selection.h: what is selected in a list of deals: the one that is shown, or several
 *
 * A GtkSelectionModel over a CosellDealList. At first it holds the one deal that is shown beside the
 * list, and another one is "chosen" by the arrows or a click. From the second one on (Ctrl, Shift,
 * Space, Ctrl+A) or cosell_deals_selection_begin it selects several: arrows move the focus alone, and
 * the deal that is shown stays. Several deals are held by their ids. What the list shows no more leaves
 * them as soon as the list is read.
 *
 * Properties, all read-only: selecting (boolean: several are meant, though there may be one or none
 * yet); n-selected (uint: of several, else 0); n-dropped (uint: how many left since a person selected);
 * position (uint: of the deal that is shown, from 1; 0: it is not in the list). Signal: "chosen" (int64
 * local id). No row is loaded for it: to select all of 100 000 deals takes some milliseconds. Main
 * thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-deal-list.h"

G_BEGIN_DECLS

#define COSELL_TYPE_DEALS_SELECTION (cosell_deals_selection_get_type ())
G_DECLARE_FINAL_TYPE (CosellDealsSelection,
                      cosell_deals_selection,
                      COSELL,
                      DEALS_SELECTION,
                      GObject)

CosellDealsSelection *
cosell_deals_selection_new (void); /* (transfer full) of a list that is empty */
/* The list, once. */
void
cosell_deals_selection_set_deals (CosellDealsSelection *self, CosellDealList *deals);
/* The list, (nullable) as long as none was set. (transfer none) */
CosellDealList *
cosell_deals_selection_get_deals (CosellDealsSelection *self);

/* The deal that is shown; it need not be in the list. 0: none. Choosing none emits no signal. */
gint64
cosell_deals_selection_get_shown (CosellDealsSelection *self);
void
cosell_deals_selection_set_shown (CosellDealsSelection *self, gint64 deal);
/* What a list view selects by itself, as it gets the focus, is not meant: nothing is chosen until
 * quiet is FALSE again. */
void
cosell_deals_selection_set_quiet (CosellDealsSelection *self, gboolean quiet);

/* Several are going to be selected, from now on and none so far. */
void
cosell_deals_selection_begin (CosellDealsSelection *self);
/* Back to the deal that is shown. */
void
cosell_deals_selection_end (CosellDealsSelection *self);
gboolean
cosell_deals_selection_is_selecting (CosellDealsSelection *self); /* the property of that name */
/* Adds one of the list to several, or takes it away; begins with it. */
void
cosell_deals_selection_toggle (CosellDealsSelection *self, gint64 deal);
/* Whether it is one of several. */
gboolean
cosell_deals_selection_contains (CosellDealsSelection *self, gint64 deal);
/* The properties of these names. */
guint
cosell_deals_selection_get_n_selected (CosellDealsSelection *self);
guint
cosell_deals_selection_get_n_dropped (CosellDealsSelection *self);
guint
cosell_deals_selection_get_position (CosellDealsSelection *self);
/* The several, in the order of the list. Returns: (transfer full) of gint64 */
GArray *
cosell_deals_selection_list (CosellDealsSelection *self);

G_END_DECLS
