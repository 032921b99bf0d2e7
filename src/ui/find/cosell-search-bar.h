/* cosell-search-bar.h: what is looked for: a field for words and filters, chips for the filters that
 * are set, and what of it is found elsewhere
 *
 * What is typed counts at once, filters too; Enter makes chips of the filters, and what is left in the
 * field are words. Backspace at the start of the field takes the last chip away. While one types, keys
 * and values that can stand there are offered. What is no filter yet is left out, and said below.
 *
 * A child of type "end" stands at the end of the field's line.
 *
 * Property "query" (string, never NULL): chips and field together, in the language of
 * model/cosell-query; what is typed comes a moment later. Signals: "go" (boolean): to what is found,
 * with TRUE also into it; "stopped": Escape, and everything was taken back that had been typed;
 * "names-wanted" (CosellQueryKey): names that deals have would be offered, see
 * cosell_search_bar_offer.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-query.h"

G_BEGIN_DECLS

#define COSELL_TYPE_SEARCH_BAR (cosell_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (CosellSearchBar, cosell_search_bar, COSELL, SEARCH_BAR, GtkWidget)

/* (transfer none): what "query" has. */
const char *
cosell_search_bar_get_query (CosellSearchBar *self);
/* Filters become chips, words stand in the field. */
void
cosell_search_bar_set_query (CosellSearchBar *self, const char *query);
/* What stands in the field counts now, though it was typed a moment ago. */
void
cosell_search_bar_flush (CosellSearchBar *self);
/* words: (nullable): what is found elsewhere, and the action that leads there. */
void
cosell_search_bar_set_elsewhere (CosellSearchBar *self,
                                 const char *words,
                                 const char *action,
                                 GVariant *target);
/* What is wrong with the whole of the query, and not with what is being typed, which goes first. problem:
 * (nullable): nothing */
void
cosell_search_bar_set_problem (CosellSearchBar *self, const char *problem);
/* Answers "names-wanted": names (zero-terminated) that deals have for the key. It is no error when
 * something else is typed by now. */
void
cosell_search_bar_offer (CosellSearchBar *self, CosellQueryKey key, const char *const *names);
/* The field, for the focus. */
GtkWidget *
cosell_search_bar_get_field (CosellSearchBar *self);

G_END_DECLS
