/* cosell-raw-file.h: the pages of a database file, read without SQLite; pure, any thread
 *
 * SQLite refuses a file as a whole when the pages that describe it are damaged. This reads what is
 * there: a page is that of the log (write-ahead log) when a transaction of it was committed, else
 * that of the file. Whatever the bytes are, nothing is read beyond them.
 * https://www.sqlite.org/fileformat2.html
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CosellRawFile CosellRawFile;

/* file, log: (nullable) kept as long as the result. page_size: bytes, when neither says it. A file
 * whose beginning was pushed away from its place is read from there. */
CosellRawFile *
cosell_raw_file_new (GBytes *file, GBytes *log, guint page_size);
/* Frees it; pages that it gave out are gone with it. self: (nullable) */
void
cosell_raw_file_free (CosellRawFile *self);

/* bytes */
guint
cosell_raw_file_get_page_size (CosellRawFile *self);
/* Pages are numbered from 1 to this. */
guint32
cosell_raw_file_get_n_pages (CosellRawFile *self);
/* (transfer none) (nullable): NULL when there is no such page, or not all of it */
const guint8 *
cosell_raw_file_get_page (CosellRawFile *self, guint32 number);
/* Pages that are marked as free, as far as the list of them can be read: what stands on them was
 * deleted. Returns: (transfer full) one byte for each page, 1 for a free one; [0] is not used */
guint8 *
cosell_raw_file_find_free (CosellRawFile *self);

/* Numbers as the file has them, the most significant byte first. */
guint32
cosell_raw_get_32 (const guint8 *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CosellRawFile, cosell_raw_file_free)

G_END_DECLS
