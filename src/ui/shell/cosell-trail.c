#include "ui/shell/cosell-trail.h"

#include "base/cosell-str.h"

typedef struct
{
  CosellPlace place;
  gboolean passing;
  gint64 since; /* µs, monotonic */
} Step;

struct _CosellTrail
{
  GPtrArray *steps; /* (owned) of Step */
  guint at;         /* where one is, unless there are none */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  cosell_place_clear (&step->place);
  g_free (step);
}

static Step *
nth (CosellTrail *self, guint index)
{
  return g_ptr_array_index (self->steps, index);
}

static gboolean
is_main (const CosellPlace *place)
{
  return g_strcmp0 (place->page, "main") == 0;
}

static gboolean
is_same (const CosellPlace *a, const CosellPlace *b)
{
  if (g_strcmp0 (a->page, b->page) != 0)
    return FALSE;
  return !is_main (a) ||
         (a->tab == b->tab && a->deal == b->deal && g_str_equal (a->query, b->query));
}

static void
copy (CosellPlace *to, const CosellPlace *from)
{
  to->page = from->page;
  to->tab = from->tab;
  to->deal = from->deal;
  cosell_set_str_or_empty (&to->query, from->query);
}

/* A walk goes from deal to deal, and typing from query to query. */
static gboolean
is_passed (const Step *before, const CosellPlace *place, gint64 now)
{
  return before->passing && now - before->since < COSELL_TRAIL_LOOK && is_main (&before->place) &&
         is_main (place) && before->place.tab == place->tab &&
         (before->place.deal != 0) == (place->deal != 0);
}

/* Two places beside each other that are the same are one. */
static void
join (CosellTrail *self, guint index)
{
  if (index == 0 || index >= self->steps->len ||
      !is_same (&nth (self, index - 1)->place, &nth (self, index)->place))
    return;
  g_ptr_array_remove_index (self->steps, index);
  if (self->at >= index)
    self->at--;
}

void
cosell_place_clear (CosellPlace *self)
{
  g_clear_pointer (&self->query, g_free);
}

CosellTrail *
cosell_trail_new (void)
{
  CosellTrail *self = g_new0 (CosellTrail, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
cosell_trail_free (CosellTrail *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

gboolean
cosell_trail_push (CosellTrail *self, const CosellPlace *place, gboolean passing, gint64 now)
{
  Step *step = self->steps->len > 0 ? nth (self, self->at) : NULL;

  if (step != NULL && is_same (&step->place, place))
    return FALSE;
  if (step != NULL && self->at + 1 < self->steps->len)
    g_ptr_array_set_size (self->steps, (int) self->at + 1);
  if (step == NULL || !passing || !is_passed (step, place, now))
    {
      step = g_new0 (Step, 1);
      g_ptr_array_add (self->steps, step);
      if (self->steps->len > COSELL_TRAIL_MOST)
        g_ptr_array_remove_index (self->steps, 0);
      self->at = self->steps->len - 1;
    }
  copy (&step->place, place);
  step->passing = passing;
  step->since = now;
  join (self, self->at);
  return TRUE;
}

static gboolean
is_gone (const CosellPlace *place, CosellTrailGone gone, gpointer user_data)
{
  return gone != NULL && is_main (place) && place->deal != 0 && gone (place->deal, user_data);
}

const CosellPlace *
cosell_trail_go (CosellTrail *self, int step, CosellTrailGone gone, gpointer user_data)
{
  g_return_val_if_fail (step == 1 || step == -1, NULL);

  while (cosell_trail_count (self, step) > 0)
    {
      guint next = step > 0 ? self->at + 1 : self->at - 1;

      if (!is_gone (&nth (self, next)->place, gone, user_data) &&
          !is_same (&nth (self, next)->place, &nth (self, self->at)->place))
        {
          self->at = next;
          nth (self, next)->passing = FALSE;
          return &nth (self, next)->place;
        }
      g_ptr_array_remove_index (self->steps, next);
      if (step < 0)
        self->at--;
    }
  return NULL;
}

void
cosell_trail_settle (CosellTrail *self, const CosellPlace *place)
{
  if (self->steps->len > 0)
    copy (&nth (self, self->at)->place, place);
}

guint
cosell_trail_count (CosellTrail *self, int step)
{
  if (self->steps->len == 0)
    return 0;
  return step < 0 ? self->at : self->steps->len - 1 - self->at;
}

static gboolean
has_deal (GArray *deals, gint64 deal)
{
  for (guint i = 0; i < deals->len; i++)
    if (g_array_index (deals, gint64, i) == deal)
      return TRUE;
  return FALSE;
}

GArray *
cosell_trail_list_deals (CosellTrail *self, guint most)
{
  GArray *deals = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 open = 0;

  if (self->steps->len > 0 && is_main (&nth (self, self->at)->place))
    open = nth (self, self->at)->place.deal;
  for (guint i = self->steps->len; i > 0 && deals->len < most; i--)
    {
      gint64 deal = nth (self, i - 1)->place.deal;

      if (deal != 0 && deal != open && !has_deal (deals, deal))
        g_array_append_val (deals, deal);
    }
  return deals;
}
