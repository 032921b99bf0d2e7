/* cosell-column-layout.h: where the columns of a deal row stand; pure arithmetic
 *
 * Header and rows share one. A row is one widget that draws its cells itself: a GtkColumnView
 * builds a widget for each cell of 200 rows, which blocks the main loop for about 200 ms whenever a
 * search, sort or tab changes the list (ARCHITECTURE.md).
 *
 * Where there is no room for all, widths that a person chose shrink to the natural ones, and name,
 * customer and country give way half as far as they may; then the last columns leave. Then those
 * three give way as far as they may, before the country leaves, and after that value and close date.
 * Where that is not enough a row has two lines.
 */
#pragma once

#include "ui/deals/cosell-column-set.h"

G_BEGIN_DECLS

/* Left of the first column stands the heart. */
#define COSELL_HEART_WIDTH 44
#define COSELL_COLUMN_GAP 12
/* Between a text that ends at its end and one that begins at its start. */
#define COSELL_COLUMN_WIDE_GAP 24

typedef struct
{
  int x;
  int width; /* 0: not shown */
} CosellColumnSpan;

/* What the letters make of the columns, in pixels. */
typedef struct
{
  int digit;                       /* width of a digit in Pango units */
  int natural[COSELL_MAX_COLUMNS]; /* by column */
  int end;                         /* free behind the last column */
} CosellColumnWidths;

typedef struct
{
  int width;       /* for which this was computed; 0: never */
  gboolean narrow; /* two-line rows, no columns */
  CosellColumnSpan spans[COSELL_MAX_COLUMNS]; /* by column */
} CosellColumnLayout;

void
cosell_column_layout_compute (CosellColumnLayout *self,
                              const CosellColumnSet *set,
                              const CosellColumnWidths *widths,
                              int width);

G_END_DECLS
