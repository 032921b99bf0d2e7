/* cosell-column-set.h: which columns a list shows, in which order and how wide; a value, pure
 *
 * As text: keys in order, with a width where one was chosen, in tenths of a digit, so that it grows
 * with the letters: "name,customer,type:120,status". What is fixed is always in it.
 */
#pragma once

#include "ui/deals/cosell-columns.h"

G_BEGIN_DECLS

/* Tenths of a digit. */
#define COSELL_COLUMN_MIN_WIDTH 30
#define COSELL_COLUMN_MAX_WIDTH 2000

/* What the list of leads shows before anybody chose. */
#define COSELL_COLUMN_SET_LEADS \
  "name,customer,status,source,action,quality,country,createdAt,expiresAt"

typedef struct
{
  guint n;
  struct
  {
    guint8 column;
    gint16 width; /* tenths of a digit; 0: natural */
  } items[COSELL_MAX_COLUMNS];
} CosellColumnSet;

/* What a list shows before anybody chose. */
void
cosell_column_set_init (CosellColumnSet *self);
/* Any text makes a set: what is unknown or stands there twice is left out, a fixed column that is
 * missing stands where it stands at first, a width is put between the two limits. NULL and "": as
 * cosell_column_set_init. */
void
cosell_column_set_parse (CosellColumnSet *self, const char *text);
/* Returns: (transfer full): "" for what a list shows at first */
char *
cosell_column_set_to_text (const CosellColumnSet *self);
/* The same with all columns, also of what a list shows at first. */
char *
cosell_column_set_to_full_text (const CosellColumnSet *self);
/* Keys in order, without widths. Returns: (transfer full) (array zero-terminated=1) */
char **
cosell_column_set_dup_keys (const CosellColumnSet *self);
/* Whether both show the same in the same order, however wide. */
gboolean
cosell_column_set_same_columns (const CosellColumnSet *a, const CosellColumnSet *b);
gboolean
cosell_column_set_equal (const CosellColumnSet *a, const CosellColumnSet *b);
/* Its place, -1 for one that is not shown. */
int
cosell_column_set_find (const CosellColumnSet *self, guint column);
/* Shown at the end, or hidden; one that is fixed stays. */
void
cosell_column_set_show (CosellColumnSet *self, guint column, gboolean shown);
/* To a place, those between move up; beyond the last: to the end. */
void
cosell_column_set_move (CosellColumnSet *self, guint column, int place);
/* 0: natural. */
void
cosell_column_set_set_width (CosellColumnSet *self, guint column, int width);
int
cosell_column_set_get_width (const CosellColumnSet *self, guint column);
/* All natural. */
void
cosell_column_set_fit (CosellColumnSet *self);

G_END_DECLS
