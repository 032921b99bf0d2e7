/* cosell-store-snapshot.h: reading where nothing can be written (P10); any thread
 *
 * SQLite cannot read a database with a log without writing an index of the log beside it. So where
 * the disk is full, or the folder may not be written, what is committed is read into memory.
 */
#pragma once

#include "store/cosell-connection.h"

G_BEGIN_DECLS

/* What is committed now, with the newest schema. Returns: (transfer full) (nullable): NULL when it
 * cannot be read, or is none of ours */
GBytes *
cosell_store_read_snapshot (const char *path, GError **error);
/* The database of a connection. Returns: (transfer full) (nullable): NULL with error */
GBytes *
cosell_store_serialize (CosellConnection *connection, GError **error);
/* A copy in memory that can be written. */
CosellConnection *
cosell_store_copy_snapshot (GBytes *snapshot, GError **error);
/* Reads only. snapshot: kept as long as the connection */
CosellConnection *
cosell_store_open_snapshot (GBytes *snapshot, GError **error);
/* Changes whenever somebody wrote the file or its log. */
gint64
cosell_store_read_stamp (const char *path);

G_END_DECLS
