/* cosell-columns.h: the columns that a list of deals can have; pure
 *
 * One table: what adds a column adds its row there, and nothing else. Which of them are shown, in
 * which order and how wide, is a CosellColumnSet; where they stand in a row, a CosellColumnLayout.
 */
#pragma once

#include "model/cosell-deal-data.h"

G_BEGIN_DECLS

/* A row of the table, in its order. Named are those that are drawn in a way of their own. */
typedef enum
{
  COSELL_COLUMN_NAME,
  COSELL_COLUMN_CUSTOMER,
  COSELL_COLUMN_TYPE,
  COSELL_COLUMN_STATUS,
  COSELL_COLUMN_VALUE,
  COSELL_COLUMN_CLOSE_DATE,
  COSELL_COLUMN_COUNTRY,
  COSELL_COLUMN_CREATED,
  COSELL_COLUMN_OTHER, /* the first that has no name */
} CosellColumn;
/* Room for all of them, in arrays. */
#define COSELL_MAX_COLUMNS 28

typedef enum
{
  COSELL_COLUMN_ALWAYS = 1 << 0,  /* cannot be hidden */
  COSELL_COLUMN_WHOLE = 1 << 1,   /* its text is never cut */
  COSELL_COLUMN_AT_END = 1 << 2,  /* its text ends where the column ends */
  COSELL_COLUMN_NUMBERS = 1 << 3, /* digits of one width */
  COSELL_COLUMN_BOLD = 1 << 4,
  COSELL_COLUMN_DIM = 1 << 5,
  COSELL_COLUMN_KEPT = 1 << 6,    /* the last ones to leave where there is no room */
  COSELL_COLUMN_FALLS = 1 << 7,   /* sorted by it, the newest or largest comes first */
  COSELL_COLUMN_LATE = 1 << 8,    /* leaves behind those without a mark, once names gave way */
  COSELL_COLUMN_UNSORTED = 1 << 9, /* the store has no fast way to sort by it */
} CosellColumnFlags;

typedef struct
{
  const char *key;   /* as cosell_export_has has it: what it is exported and sorted by */
  const char *title; /* not translated: cosell_columns_get_title */
  /* What stands in the cell; NULL: the text of the deal, as it is. now: µs UTC. Returns: (transfer
   * full) (nullable) */
  char *(*write) (const CosellDealData *deal, gint64 now);
  int digits;     /* natural width in digits; 0: of the widest that can stand there */
  int min_digits; /* of a column that gives way before others leave; 0: it does not */
  int grow;       /* share of what is left over */
  CosellColumnFlags flags;
  glong text; /* where write is NULL: offset of that text in CosellDealData */
} CosellColumnInfo;

guint
cosell_columns_get_n (void);
/* Returns: (transfer none) */
const CosellColumnInfo *
cosell_columns_get_info (guint column);
/* Translated (static). */
const char *
cosell_columns_get_title (guint column);
/* Whether a list can be sorted by it. */
gboolean
cosell_columns_can_sort (guint column);
/* The column of a key, or of the one that it had in older programs; -1 when there is none. */
int
cosell_columns_find (const char *key);
/* What stands in a cell. Returns: (transfer full): "" for nothing */
char *
cosell_columns_write (guint column, const CosellDealData *deal, gint64 now);
/* The same to be copied: text as it came, in one line; what a spreadsheet would run has ' before it (I18).
 * Returns: (transfer full) */
char *
cosell_columns_copy (guint column, const CosellDealData *deal, gint64 now);
/* Texts that a column can hold, the widest of them too: it is made as wide as they are. Only of one
 * whose digits are 0. Returns: (transfer full) (array zero-terminated=1) */
char **
cosell_columns_dup_samples (guint column, gint64 now);

G_END_DECLS
