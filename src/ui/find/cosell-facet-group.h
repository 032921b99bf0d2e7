/* cosell-facet-group.h: one facet: its title, which folds it, and its choices with how many deals each
 * leaves
 *
 * The first choices are shown, with a button for more; names can be searched for then. Values and dates
 * have a range too. It asks nobody by itself: whoever has it fills it.
 *
 * Signals: "chosen" (string: a term, gboolean: whether it is chosen, gboolean: in the place of others);
 * "ranged" (string, nullable: the filter that takes the place of all of its key, or nothing does);
 * "wanted": more, or other, choices are asked for.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cosell-session-facets.h"

G_BEGIN_DECLS

#define COSELL_TYPE_FACET_GROUP (cosell_facet_group_get_type ())
G_DECLARE_FINAL_TYPE (CosellFacetGroup, cosell_facet_group, COSELL, FACET_GROUP, GtkWidget)

/* facet: as of CosellFacetQuestion. */
GtkWidget *
cosell_facet_group_new (int facet, gboolean expanded);
/* Whether its choices are seen. */
gboolean
cosell_facet_group_get_expanded (CosellFacetGroup *self);
/* Fills in what it wants to know: facet, holding (which it keeps), and limit. */
void
cosell_facet_group_ask (CosellFacetGroup *self, CosellFacetQuestion *question);
/* The answer. */
void
cosell_facet_group_show (CosellFacetGroup *self, const CosellFacet *facet);
/* One whose filter is set is unfolded; the range is what the query says. */
void
cosell_facet_group_set_query (CosellFacetGroup *self, const char *query);

/* The first choice gets the focus; of one that is not answered yet the title, until it is. */
void
cosell_facet_group_grab_focus (CosellFacetGroup *self);

G_END_DECLS
