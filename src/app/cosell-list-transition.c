#include "app/cosell-list-transition.h"

/* A view keeps about 205 rows. */
#define ROWS_WITH_WIDGETS 256
/* What telling one range costs beside its rows, in rows. */
#define COST_OF_RANGE 4
/* Above this, telling it all in small steps takes longer than a person waits. */
#define MAX_WORK 1024

struct _CosellListTransition
{
  GArray *before; /* (owned) of gint64 */
  GArray *after;  /* (owned) of gint64 */
  GArray *ranges; /* (owned) of CosellKeyRange */
  guint range;    /* the one under way */
  guint told;     /* rows of it that were told in small steps */
  guint front;    /* so many keys of after are there … */
  guint rest;     /* … followed by those of before from here on */
};

/* Ranges that are too much to be told one by one become one from the first to the last. */
static GArray *
simplify (const GArray *ranges)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (CosellKeyRange));
  guint64 work = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const CosellKeyRange *range = &g_array_index (ranges, CosellKeyRange, i);

      work += COST_OF_RANGE + MIN (MAX (range->n_removed, range->n_added), ROWS_WITH_WIDGETS);
    }
  if (work <= MAX_WORK)
    g_array_append_vals (copy, ranges->data, ranges->len);
  else
    {
      const CosellKeyRange *last = &g_array_index (ranges, CosellKeyRange, ranges->len - 1);
      CosellKeyRange all = g_array_index (ranges, CosellKeyRange, 0);

      all.n_removed = last->old_position + last->n_removed - all.old_position;
      all.n_added = last->new_position + last->n_added - all.new_position;
      g_array_append_val (copy, all);
    }
  return copy;
}

/* Between two ranges both arrays hold the same keys, so the seam may stand at either end. */
static void
enter_range (CosellListTransition *self)
{
  const CosellKeyRange *range;

  self->told = 0;
  if (cosell_list_transition_is_done (self))
    {
      self->front = self->after->len;
      self->rest = self->before->len;
      return;
    }
  range = &g_array_index (self->ranges, CosellKeyRange, self->range);
  self->front = range->new_position;
  self->rest = range->old_position;
}

CosellListTransition *
cosell_list_transition_new (GArray *before, GArray *after, const GArray *ranges)
{
  CosellListTransition *self = g_new0 (CosellListTransition, 1);

  self->before = g_array_ref (before);
  self->after = g_array_ref (after);
  self->ranges = simplify (ranges);
  enter_range (self);
  return self;
}

void
cosell_list_transition_free (CosellListTransition *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->before);
  g_array_unref (self->after);
  g_array_unref (self->ranges);
  g_free (self);
}

gboolean
cosell_list_transition_is_done (CosellListTransition *self)
{
  return self->range == self->ranges->len;
}

/* Rows that are replaced keep their widgets, so that is told first. Replacing many at once is not:
 * GTK looks for each row that went among all that came. */
gboolean
cosell_list_transition_next (CosellListTransition *self,
                             int *budget,
                             CosellListTransitionStep *step)
{
  const CosellKeyRange *range;
  guint removed, added, limit = (guint) MAX (*budget, 1);

  if (cosell_list_transition_is_done (self))
    return FALSE;

  range = &g_array_index (self->ranges, CosellKeyRange, self->range);
  removed = range->old_position + range->n_removed - self->rest;
  added = range->new_position + range->n_added - self->front;
  if (self->told < ROWS_WITH_WIDGETS)
    {
      if (removed > 0 && added > 0)
        removed = added = MIN (MIN (removed, added), limit);
      else
        added = MIN (added, limit);
    }
  else if (removed > 0)
    added = 0;

  *step = (CosellListTransitionStep){ self->front, removed, added };
  *budget -= (int) MIN (MAX (removed, added), ROWS_WITH_WIDGETS) + COST_OF_RANGE;
  self->told += added;
  self->front += added;
  self->rest += removed;
  if (self->rest == range->old_position + range->n_removed &&
      self->front == range->new_position + range->n_added)
    {
      self->range++;
      enter_range (self);
    }
  return TRUE;
}

guint
cosell_list_transition_get_front (CosellListTransition *self)
{
  return self->front;
}

guint
cosell_list_transition_count (CosellListTransition *self)
{
  return self->front + (self->before->len - self->rest);
}

gint64
cosell_list_transition_get (CosellListTransition *self, guint position)
{
  return position < self->front
             ? g_array_index (self->after, gint64, position)
             : g_array_index (self->before, gint64, position - self->front + self->rest);
}
