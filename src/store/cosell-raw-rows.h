/* cosell-raw-rows.h: the rows that stand on a page of a database file, read without SQLite; pure,
 * any thread
 *
 * A row is given only when it is whole: its record fits its size to the byte, the pages that it
 * goes on at are there, and its texts are UTF-8 without NUL.
 */
#pragma once

#include "store/cosell-raw-file.h"

G_BEGIN_DECLS

typedef enum
{
  COSELL_RAW_NULL,
  COSELL_RAW_INTEGER,
  COSELL_RAW_REAL,
  COSELL_RAW_TEXT,
  COSELL_RAW_BLOB,
} CosellRawKind;

typedef struct
{
  CosellRawKind kind;
  gint64 integer;
  double real;
  const char *text; /* not terminated; as long as the row */
  gsize length;     /* bytes of text or blob */
} CosellRawValue;

/* What a page is, by its first byte. */
typedef enum
{
  COSELL_RAW_PAGE_OTHER = 0, /* part of a long row, free, or damaged */
  COSELL_RAW_PAGE_INDEX_INNER = 2,
  COSELL_RAW_PAGE_TABLE_INNER = 5,
  COSELL_RAW_PAGE_INDEX_LEAF = 10,
  COSELL_RAW_PAGE_TABLE_LEAF = 13,
} CosellRawPageKind;

typedef struct
{
  guint32 page;     /* that it stands, or begins, on */
  gboolean indexed; /* of an index, or of a table WITHOUT ROWID; else of an ordinary table */
  gint64 key;       /* rowid of an ordinary table */
  const CosellRawValue *values;
  guint n_values;
} CosellRawRow;

/* row: valid during the call */
typedef void (*CosellRawRowFunc) (const CosellRawRow *row, gpointer data);

/* Of what kind a page is, by its first byte. page: from 1 on */
CosellRawPageKind
cosell_raw_page_get_kind (CosellRawFile *file, guint32 page);
/* The whole rows of a page, in their order. */
void
cosell_raw_page_foreach (CosellRawFile *file, guint32 page, CosellRawRowFunc func, gpointer data);
/* Appends the pages below (guint32), which may be anything when the page is damaged. */
void
cosell_raw_page_add_children (CosellRawFile *file, guint32 page, GArray *children);

G_END_DECLS
