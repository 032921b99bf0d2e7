/* cosell-store-salvage-copy.h: the rows of a damaged file, put into the tables of a new one; any
 * thread */
#pragma once

#include "store/cosell-connection.h"
#include "store/cosell-raw-file.h"

G_BEGIN_DECLS

/* What becomes of a table of the schema. Every one stands here (a test compares). */
typedef struct
{
  const char *table;
  gboolean numbered; /* its first column is INTEGER PRIMARY KEY; else it is WITHOUT ROWID */
  const char *why;   /* (nullable) it is not copied; NULL: it is */
  const char *once; /* (nullable) the name that it had in older versions */
} CosellSalvageTable;

/* (transfer none) */
const CosellSalvageTable *
cosell_store_salvage_get_tables (guint *n_tables);

/* Every row of the tables that cosell_store_salvage_get_tables names and that stands whole on the
 * pages of source is put into target, which has the newest schema. Tables are found by the damaged
 * file's own schema, as far as it can be read; pages that belong to nothing by it count for the
 * tables that are not whole, and each row for the table whose columns it fits. n_rows: (out): how
 * many were put there. Nothing fails when nothing can be read. */
gboolean
cosell_store_salvage_copy (CosellRawFile *source,
                           CosellConnection *target,
                           gint64 *n_rows,
                           GError **error);

G_END_DECLS
