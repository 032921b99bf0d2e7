#include "ui/deals/cosell-columns.h"

#include <glib/gi18n-lib.h>

#define GAP 12
#define END_MARGIN 12

/* Below this many digits of width a row has two lines, and also where names would have to give up
 * more than the next number of digits for the others to fit. */
#define NARROW_DIGITS 78
#define NAMES_GIVE_DIGITS 8

/* Columns that come and go, the most wanted first. */
static const CosellColumn optional[] = { COSELL_COLUMN_CLOSE_DATE, COSELL_COLUMN_TYPE,
                                         COSELL_COLUMN_CREATED, COSELL_COLUMN_COUNTRY };

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
  [COSELL_COLUMN_STATUS] = { N_ ("Status"), "status", 20, 0, 0, FALSE },
  [COSELL_COLUMN_VALUE] = { N_ ("Value"), "value", 16, 0, 0, FALSE },
  [COSELL_COLUMN_CLOSE_DATE] = { N_ ("Est. Close"), "closeDate", 11, 0, 88, FALSE },
  [COSELL_COLUMN_COUNTRY] = { N_ ("Country"), "country", 12, 0, 136, TRUE },
  [COSELL_COLUMN_CREATED] = { N_ ("Created"), "createdAt", 11, 0, 118, TRUE },
};

static int
wanted_width (CosellColumn column, int digit_width)
{
  return (int) ((gint64) columns[column].digits * digit_width / 1024) + GAP;
}

/* Which columns stand in the row: their wanted widths, 0 for the others. Returns: what they take */
static int
choose_columns (CosellColumnLayout *layout, int digits, gboolean compact)
{
  int used = COSELL_HEART_WIDTH + END_MARGIN;

  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      layout->spans[i].width = columns[i].from == 0 ? wanted_width (i, layout->scale) : 0;
      used += layout->spans[i].width;
    }

  layout->narrow =
      digits < NARROW_DIGITS || used - layout->width > NAMES_GIVE_DIGITS * layout->scale / 1024;
  for (guint i = 0; layout->narrow && i < COSELL_N_COLUMNS; i++)
    layout->spans[i].width = 0;

  for (guint i = 0; !layout->narrow && i < G_N_ELEMENTS (optional); i++)
    {
      CosellColumn column = optional[i];
      int wanted = wanted_width (column, layout->scale);

      if (digits < columns[column].from || (compact && columns[column].wide) ||
          used + wanted > layout->width)
        continue;
      layout->spans[column].width = wanted;
      used += wanted;
    }
  return used;
}

void
cosell_columns_compute (CosellColumnLayout *layout, int width, int digit_width, gboolean compact)
{
  int digits = digit_width > 0 ? (int) ((gint64) width * 1024 / digit_width) : 0;
  int grow = 0;
  int x = COSELL_HEART_WIDTH;
  int left;

  layout->width = width;
  layout->scale = digit_width;
  left = width - choose_columns (layout, digits, compact);

  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    grow += layout->spans[i].width > 0 ? columns[i].grow : 0;
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
cosell_columns_get_title (CosellColumn column)
{
  return _ (columns[column].title);
}

const char *
cosell_columns_get_sort_key (CosellColumn column)
{
  return columns[column].sort_key;
}
