/* cosell-store-grams.h: the tokenizer of the search index; private to the store; any thread
 *
 * Of folded text it takes every three characters in a row, and every one and two but hexadecimal digits
 * alone: the GUIDs of a deal have most of those. None goes beyond an item of a search text. Behind a
 * byte 0x0e stand ids of lines, each a token of its own.
 */
#pragma once

#include <sqlite3.h>

#include "store/cosell-connection.h"

G_BEGIN_DECLS

/* Makes the tokenizer "cosell_grams" known to a connection. */
gboolean cosell_store_grams_register (sqlite3 *db, GError **error);
/* Every item that has the text has what this asks the index for, and few others do; up to three
 * characters none. text: folded. Returns: (transfer full) (nullable): the text of a MATCH; NULL when the
 * index knows nothing of it */
char *cosell_store_grams_match (const char *text);
/* The text of a MATCH for what has a line. Returns: (transfer full) */
char *cosell_store_grams_match_line (gint64 line);

G_END_DECLS
