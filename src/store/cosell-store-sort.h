/* cosell-store-sort.h: ids in the order of a value of their rows; private to the store; worker only
 *
 * SQLite sorts by comparing whole records. Most values by which deals are sorted are the same in many of
 * them: each is compared once here, and then numbers are.
 */
#pragma once

#include "store/cosell-connection.h"

G_BEGIN_DECLS

/* statement: with id and value in its first two columns, in any order. As ORDER BY sorts (COLLATE
 * BINARY): NULL, numbers, texts, or from the last to the first; newest first among equal ones.
 * Returns: (transfer full) of gint64, NULL with error */
GArray *cosell_store_sort_ids (CosellStatement *statement, gboolean descending, GError **error);

G_END_DECLS
