/* cosell-facet-pane.h: facets beside the deals: what can be chosen to narrow the list down, with how many
 * deals each choice leaves
 *
 * The query of the search bar is the only truth: choosing changes it, and what is marked follows it.
 * What is not seen is not counted; one facet is asked for at a time, so that a list never waits for
 * more than one, and an answer to what is no longer asked is dropped.
 *
 * Property: "tab" (CosellTab): of the list. Signal: "closed": a person wants
 * it to go.
 */
#pragma once

#include <adwaita.h>

#include "app/cosell-session.h"
#include "ui/find/cosell-search-bar.h"

G_BEGIN_DECLS

#define COSELL_TYPE_FACET_PANE (cosell_facet_pane_get_type ())
G_DECLARE_FINAL_TYPE (CosellFacetPane, cosell_facet_pane, COSELL, FACET_PANE, GtkWidget)

/* Empty until it is filled. */
GtkWidget *
cosell_facet_pane_new (CosellSession *session, CosellSearchBar *search);
/* Makes the facets, once: before it is seen. */
void
cosell_facet_pane_fill (CosellFacetPane *self);
/* The first choice gets the focus. */
void
cosell_facet_pane_grab_focus (CosellFacetPane *self);

G_END_DECLS
