/* cosell-store-error.h: what SQLite and the system say, as errors of this layer; private to the store; any thread */
#pragma once

#include <sqlite3.h>

#include "store/cosell-store.h"

G_BEGIN_DECLS

/* What a person tried to do is not done, because the file at path cannot be written. why: (nullable)
 * what the system says */
void cosell_store_error_set_unwritable (GError **error, const char *path, CosellStoreError kind,
                                  const char *why);
/* SQLite's result as an error of this layer, in words that a person can act on. */
void cosell_store_error_set (GError **error, sqlite3 *db, int code);
/* Whether an error of opening the file says that it cannot be written, but perhaps read. */
gboolean cosell_store_is_unwritable (const GError *error);
/* The store was closed: G_IO_ERROR_CLOSED. Returns: (transfer full) */
GError *cosell_store_error_new_closed (void);

G_END_DECLS
