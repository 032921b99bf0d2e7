/* cosell-facet-row.h: one choice of a facet: a check mark, what is chosen, and how many deals it leaves,
 * as a number and, where there is room, as a bar
 *
 * Signal: "toggled": a person chose it, or no longer.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COSELL_TYPE_FACET_ROW (cosell_facet_row_get_type ())
G_DECLARE_FINAL_TYPE (CosellFacetRow, cosell_facet_row, COSELL, FACET_ROW, GtkWidget)

/* facet: what is chosen from, for a screen reader */
GtkWidget *
cosell_facet_row_new (const char *facet);
/* term: what it puts into the query; title: as people read it; most: the largest count beside it. */
void
cosell_facet_row_set_choice (CosellFacetRow *self,
                             const char *term,
                             const char *title,
                             gint64 count,
                             gint64 most,
                             gboolean chosen);
/* (transfer none) */
const char *
cosell_facet_row_get_term (CosellFacetRow *self);
gboolean
cosell_facet_row_get_chosen (CosellFacetRow *self);

/* The check mark gets the focus. */
gboolean
cosell_facet_row_grab_focus (CosellFacetRow *self);

G_END_DECLS
