/* cosell-packed-text.h: documents as they are kept, packed; private to the store; any thread
 *
 * A packed text is one byte, the number of the dictionary, and a zstd frame with its length and a
 * checksum. The dictionaries are plain texts in the tree, numbered and shipped for ever, so that this
 * program alone reads what any program before it wrote; whoever adds one leaves those that there are
 * as they are, to the byte. In SQL a document is cosell_text (column), whichever way it is kept.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* More than any document that is stored has: a page of the service is smaller. */
#define COSELL_PACKED_TEXT_LIMIT (64 * 1024 * 1024) /* bytes */

/* length: in bytes. Returns: (transfer full) (nullable): NULL when it gets no smaller, or is longer
 * than the limit: it is kept as it is */
GBytes *cosell_packed_text_new (const char *text, gsize length);
/* Returns: (transfer full) (nullable): the text, with a NUL behind it; NULL when the bytes are
 * damaged, or of a program that knows more dictionaries */
char *cosell_packed_text_unpack (gconstpointer bytes, gsize length, gsize *text_length);
/* Gives a connection cosell_text (x): x when it is no blob, else what was packed in it; an error
 * SQLITE_CORRUPT when that is damaged. And cosell_text_or_null (x), which is NULL then, and
 * cosell_packed (x): what a text is kept as. Returns: SQLite's code */
int cosell_packed_text_add_functions (sqlite3 *db);

G_END_DECLS
