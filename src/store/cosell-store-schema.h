/* cosell-store-schema.h: opening the file, and its tables; private to the store; any thread */
#pragma once

#include "store/cosell-connection.h"

G_BEGIN_DECLS

/* The identity of a file, whatever its name. */
typedef struct
{
  guint64 device, inode;
} CosellStoreFileId;
/* Reads which file stands at path now; all zero where there is none. */
void cosell_store_file_id_read (CosellStoreFileId *self, const char *path);
/* Whether both are the same file. */
gboolean cosell_store_file_id_equal (const CosellStoreFileId *a, const CosellStoreFileId *b);

/* Brings the schema up to date. Refused for a file of another program or of a newer one. */
gboolean cosell_store_migrate (CosellConnection *connection, const char *path, GError **error);
/* Makes the narrow index of all deals (cosell-store-narrow.h), within a transaction. */
gboolean cosell_store_add_narrow (CosellConnection *connection, GError **error);
/* Opens for writing, brought up to date; a damaged file is repaired before (P10), which sets notice
 * (out) (nullable). Any thread. */
CosellConnection *cosell_store_open_database (const char *path, char **notice, GError **error);
/* The same for a file, known as old, that turned out to be damaged while it was open: unless somebody
 * else has put another one in its place. */
CosellConnection *cosell_store_open_repaired (const char *path, const CosellStoreFileId *old,
                                              char **notice, GError **error);
/* A new one. */
CosellConnection *cosell_store_open_fresh (const char *path, GError **error);

G_END_DECLS
