/* cosell-columns.h: where the columns of a deal row stand; pure arithmetic
 *
 * Header and rows share one table. A row is one widget that draws its cells itself: a GtkColumnView
 * builds a widget for each cell of 200 rows, which blocks the main loop for about 200 ms whenever a
 * search, sort or tab changes the list (ARCHITECTURE.md).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
} CosellColumn;
#define COSELL_N_COLUMNS 8

typedef struct
{
  int x;
  int width; /* 0: not shown */
} CosellColumnSpan;

typedef struct
{
  int width;       /* for which this was computed */
  int scale;       /* width of an "0" in 1/1024 px: columns grow with the text */
  gboolean narrow; /* two-line rows, no columns */
  CosellColumnSpan spans[COSELL_N_COLUMNS];
} CosellColumnLayout;

/* Left of the first column stands the heart. */
#define COSELL_HEART_WIDTH 44

/* digit_width: width of a digit in Pango units. compact: a deal stands beside the list. */
void
cosell_columns_compute (CosellColumnLayout *layout, int width, int digit_width, gboolean compact);
/* Translated (static). */
const char *
cosell_columns_get_title (CosellColumn column);
const char *
cosell_columns_get_sort_key (CosellColumn column); /* member of list --json (static) */

G_END_DECLS
