#include "ui/deals/cosell-column-layout.h"

#include <string.h>

typedef struct
{
  const CosellColumnSet *set;
  const CosellColumnWidths *widths;
  gboolean in[COSELL_MAX_COLUMNS]; /* by place in the set */
  int given[COSELL_MAX_COLUMNS];
} Sharing;

static int
from_digits (const Sharing *self, int digits)
{
  return (int) ((gint64) digits * self->widths->digit / 1024);
}

static guint
column_at (const Sharing *self, guint place)
{
  return self->set->items[place].column;
}

static const CosellColumnInfo *
info_at (const Sharing *self, guint place)
{
  return cosell_columns_get_info (column_at (self, place));
}

/* The width that was asked for. */
static int
wanted (const Sharing *self, guint place)
{
  int natural = self->widths->natural[column_at (self, place)];
  int chosen = (int) ((gint64) self->set->items[place].width * self->widths->digit / 10240);

  if (chosen == 0)
    return natural;
  return (info_at (self, place)->flags & COSELL_COLUMN_WHOLE) != 0 ? MAX (chosen, natural) : chosen;
}

/* The least that it has while others are there. */
static int
needed (const Sharing *self, guint place)
{
  return MIN (wanted (self, place), self->widths->natural[column_at (self, place)]);
}

/* The least that it has at all. */
static int
least (const Sharing *self, guint place)
{
  int digits = info_at (self, place)->min_digits;
  int need = needed (self, place);

  return digits > 0 ? MIN (need, from_digits (self, digits)) : need;
}

/* Half way down: more columns are worth as much. */
static int
fair (const Sharing *self, guint place)
{
  return (needed (self, place) + least (self, place)) / 2;
}

static int
gap_behind (const Sharing *self, guint place)
{
  if ((info_at (self, place)->flags & COSELL_COLUMN_AT_END) == 0)
    return COSELL_COLUMN_GAP;
  for (guint i = place + 1; i < self->set->n; i++)
    if (self->in[i])
      return (info_at (self, i)->flags & COSELL_COLUMN_AT_END) != 0 ? COSELL_COLUMN_GAP
                                                                    : COSELL_COLUMN_WIDE_GAP;
  return COSELL_COLUMN_GAP;
}

/* What is left of width when each column has what of gives it. */
static int
left_over (const Sharing *self, int width, int (*of) (const Sharing *self, guint place))
{
  int used = COSELL_HEART_WIDTH + self->widths->end;
  int gap = 0;

  for (guint i = 0; i < self->set->n; i++)
    if (self->in[i])
      {
        used += gap + of (self, i);
        gap = gap_behind (self, i);
      }
  return width - used;
}

/* The last one without the flags leaves. unasked: of those alone that a list has before anybody
 * chose. Returns: FALSE when none is left */
static gboolean
drop_last (Sharing *self, CosellColumnFlags without, gboolean unasked)
{
  for (guint i = self->set->n; i > 0; i--)
    if (self->in[i - 1] && (info_at (self, i - 1)->flags & without) == 0 &&
        (!unasked || column_at (self, i - 1) < COSELL_COLUMN_OTHER))
      {
        self->in[i - 1] = FALSE;
        return TRUE;
      }
  return FALSE;
}

static gboolean
choose (Sharing *self, int width)
{
  for (guint i = 0; i < self->set->n; i++)
    self->in[i] = TRUE;
  while (left_over (self, width, fair) < 0 &&
         drop_last (self, COSELL_COLUMN_ALWAYS | COSELL_COLUMN_KEPT | COSELL_COLUMN_LATE, TRUE))
    ;
  while (left_over (self, width, least) < 0 &&
         (drop_last (self, COSELL_COLUMN_ALWAYS | COSELL_COLUMN_KEPT, TRUE) ||
          drop_last (self, COSELL_COLUMN_ALWAYS | COSELL_COLUMN_KEPT, FALSE)))
    ;
  for (guint i = self->set->n; i > 0 && left_over (self, width, least) < 0; i--)
    if (column_at (self, i - 1) == COSELL_COLUMN_CLOSE_DATE)
      self->in[i - 1] = FALSE;
  return left_over (self, width, least) >= 0;
}

/* Name first, then customer. */
static void
shrink (Sharing *self, int missing)
{
  for (guint column = 0; column < cosell_columns_get_n (); column++)
    {
      int place = cosell_column_set_find (self->set, column);
      int part;

      if (place < 0 || !self->in[place])
        continue;
      part = MIN (missing, self->given[place] - least (self, (guint) place));
      self->given[place] -= part;
      missing -= part;
    }
}

/* To what was chosen, in order; what is left then goes to names, unless their width is chosen. */
static void
share (Sharing *self, int left)
{
  int grow = 0;

  for (guint i = 0; i < self->set->n; i++)
    if (self->in[i])
      {
        int part = MIN (left, wanted (self, i) - self->given[i]);

        self->given[i] += part;
        left -= part;
        grow += self->set->items[i].width == 0 ? info_at (self, i)->grow : 0;
      }
  for (guint i = 0; i < self->set->n; i++)
    if (self->in[i] && self->set->items[i].width == 0 && grow > 0)
      self->given[i] += left * info_at (self, i)->grow / grow;
}

void
cosell_column_layout_compute (CosellColumnLayout *self,
                              const CosellColumnSet *set,
                              const CosellColumnWidths *widths,
                              int width)
{
  Sharing sharing = { set, widths, { FALSE }, { 0 } };
  int x = COSELL_HEART_WIDTH;
  int left;

  memset (self, 0, sizeof *self);
  self->width = width;
  self->narrow = !choose (&sharing, width);
  if (self->narrow)
    return;

  for (guint i = 0; i < set->n; i++)
    sharing.given[i] = needed (&sharing, i);
  left = left_over (&sharing, width, needed);
  if (left < 0)
    shrink (&sharing, -left);
  else
    share (&sharing, left);
  for (guint i = 0; i < set->n; i++)
    if (sharing.in[i])
      {
        self->spans[column_at (&sharing, i)] = (CosellColumnSpan){ x, sharing.given[i] };
        x += sharing.given[i] + gap_behind (&sharing, i);
      }
}
