#include "ui/deals/cosell-columns.h"

#include <glib/gi18n-lib.h>

#define GAP 12
#define END_MARGIN 12

/* Below this many digits of width a row has two lines. */
#define NARROW_DIGITS 78

static const struct
{
  const char *title;
  const char *sort_key;
  int digits;    /* wanted width in digits */
  int grow;      /* share of what is left over */
  int from;      /* shown from this many digits of row width on */
  gboolean wide; /* not while a deal stands beside the list */
} columns[COSELL_N_COLUMNS] = {
  [COSELL_COLUMN_NAME] = { N_ ("Deal"), "name", 24, 4, 0, FALSE },
  [COSELL_COLUMN_CUSTOMER] = { N_ ("Customer"), "customer", 16, 2, 0, FALSE },
  [COSELL_COLUMN_TYPE] = { N_ ("Type"), "type", 13, 0, 96, FALSE },
  [COSELL_COLUMN_STATUS] = { N_ ("Status"), "status", 18, 0, 0, FALSE },
  [COSELL_COLUMN_VALUE] = { N_ ("Value"), "value", 16, 0, 0, FALSE },
  [COSELL_COLUMN_CLOSE_DATE] = { N_ ("Closes"), "closeDate", 11, 0, 88, FALSE },
  [COSELL_COLUMN_COUNTRY] = { N_ ("Country"), "country", 12, 0, 136, TRUE },
  [COSELL_COLUMN_CREATED] = { N_ ("Created"), "createdAt", 11, 0, 118, TRUE },
};

void
cosell_columns_compute (CosellColumnLayout *layout, int width, int digit_width, gboolean compact)
{
  int digits = digit_width > 0 ? (int) ((gint64) width * 1024 / digit_width) : 0;
  int used = COSELL_HEART_WIDTH + END_MARGIN;
  int grow = 0;
  int x = COSELL_HEART_WIDTH;
  int left;

  layout->width = width;
  layout->scale = digit_width;
  layout->narrow = digits < NARROW_DIGITS;

  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      gboolean shown =
          !layout->narrow && digits >= columns[i].from && !(compact && columns[i].wide);

      layout->spans[i].width =
          shown ? (int) ((gint64) columns[i].digits * digit_width / 1024) + GAP : 0;
      used += layout->spans[i].width;
      grow += shown ? columns[i].grow : 0;
    }

  left = MAX (0, width - used);
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      layout->spans[i].x = x;
      if (layout->spans[i].width > 0 && grow > 0)
        layout->spans[i].width += left * columns[i].grow / grow;
      x += layout->spans[i].width;
      layout->spans[i].width = MAX (0, layout->spans[i].width - GAP);
    }
}

const char *
cosell_column_title (CosellColumn column)
{
  return _ (columns[column].title);
}

const char *
cosell_column_sort_key (CosellColumn column)
{
  return columns[column].sort_key;
}
