/* cosell-query-chip.h: one filter that is set, as a chip over the list: pressing it writes it back
 * into the search field, and its cross takes it away
 *
 * Signals: "edited" and "removed", without arguments. Delete and Backspace remove it, too.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/cosell-query.h"

G_BEGIN_DECLS

#define COSELL_TYPE_QUERY_CHIP (cosell_query_chip_get_type ())
G_DECLARE_FINAL_TYPE (CosellQueryChip, cosell_query_chip, COSELL, QUERY_CHIP, GtkWidget)

/* term is read, and not kept. */
GtkWidget *
cosell_query_chip_new (const CosellQueryTerm *term);

G_END_DECLS
