/* cosell-facet-range.h: a range of a facet of values or dates: from and to, of which one may be absent
 *
 * Signal: "ranged" (string, nullable): a person entered the filter that takes the place of all of its
 * key, or none.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-query.h"

G_BEGIN_DECLS

#define COSELL_TYPE_FACET_RANGE (cosell_facet_range_get_type ())
G_DECLARE_FINAL_TYPE (CosellFacetRange, cosell_facet_range, COSELL, FACET_RANGE, GtkWidget)

/* key: of numbers, dates or instants; title: how it is called. */
GtkWidget *
cosell_facet_range_new (CosellQueryKey key, const char *title);
/* The bounds are those of its filter, but for one that a person is typing. */
void
cosell_facet_range_set_query (CosellFacetRange *self, const char *query);

G_END_DECLS
