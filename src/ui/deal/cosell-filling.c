#include "ui/deal/cosell-filling.h"

/* µs that the filling of one frame takes; its layout takes about as long. */
#define FRAME_US 2500

typedef struct
{
  GtkWidget *widget;   /* (unowned) (nullable) */
  CosellFillFunc fill; /* (nullable) */
} Section;

struct _CosellFilling
{
  GtkScrolledWindow *scroller; /* (unowned) */
  GtkWidget *box;              /* (unowned) */
  gpointer page;               /* (unowned) */
  GArray *sections;            /* (owned) of Section */
  guint next;                  /* the section that is filled next */
  guint tick;                  /* callback id of box, 0 while nothing is to be filled */
  gboolean painted;            /* what is on top */
  gulong to_end;               /* handler that scrolls to the end once it is there */
};

static GtkAdjustment *
get_adjustment (CosellFilling *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static void
fill_next (CosellFilling *self)
{
  const Section *section = &g_array_index (self->sections, Section, self->next);

  self->next++;
  if (section->widget != NULL)
    gtk_widget_set_visible (section->widget, TRUE);
  if (section->fill != NULL)
    section->fill (self->page);
}

static void
fill_up_to (CosellFilling *self, guint end)
{
  while (self->next < end)
    fill_next (self);
}

static void
end (CosellFilling *self)
{
  self->tick = 0;
  gtk_widget_set_size_request (self->box, -1, -1);
}

static gboolean
tick_cb (GtkWidget *box, GdkFrameClock *clock, gpointer user_data)
{
  CosellFilling *self = user_data;
  gint64 began = g_get_monotonic_time ();

  /* this comes before the layout of what is on top */
  if (!self->painted)
    {
      self->painted = TRUE;
      return G_SOURCE_CONTINUE;
    }
  do
    fill_next (self);
  while (self->next < self->sections->len && g_get_monotonic_time () - began < FRAME_US);
  if (self->next < self->sections->len)
    return G_SOURCE_CONTINUE;
  end (self);
  return G_SOURCE_REMOVE;
}

static void
fill_rest (CosellFilling *self)
{
  fill_up_to (self, self->sections->len);
  gtk_widget_remove_tick_callback (self->box, self->tick);
  end (self);
}

/* Of widgets without a place, none comes after another. */
static void
give_places (GtkWidget *box)
{
  GtkAllocation place;

  gtk_widget_get_allocation (box, &place);
  if (place.width == 0)
    return;
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, place.width, NULL, &place.height, NULL, NULL);
  gtk_widget_size_allocate (box, &place, -1);
}

/* --- scrolling --- */

static void
stop_following (CosellFilling *self)
{
  if (self->to_end != 0)
    g_signal_handler_disconnect (get_adjustment (self), self->to_end);
  self->to_end = 0;
}

static void
end_moved_cb (GtkAdjustment *adjustment, CosellFilling *self)
{
  stop_following (self);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
scrolled_cb (GtkAdjustment *adjustment, CosellFilling *self)
{
  if (self->tick != 0 && gtk_adjustment_get_value (adjustment) > 0)
    fill_rest (self);
}

/* By a key. */
static gboolean
scroll_child_cb (GtkScrolledWindow *scroller,
                 GtkScrollType scroll,
                 gboolean horizontal,
                 CosellFilling *self)
{
  if (self->tick == 0)
    return FALSE;
  fill_rest (self);
  if (scroll == GTK_SCROLL_END && self->to_end == 0)
    self->to_end =
        g_signal_connect (get_adjustment (self), "changed", G_CALLBACK (end_moved_cb), self);
  return FALSE;
}

CosellFilling *
cosell_filling_new (GtkScrolledWindow *scroller, GtkWidget *box, gpointer page)
{
  CosellFilling *self = g_new0 (CosellFilling, 1);

  self->scroller = scroller;
  self->box = box;
  self->page = page;
  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  g_signal_connect (get_adjustment (self), "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect (scroller, "scroll-child", G_CALLBACK (scroll_child_cb), self);
  return self;
}

void
cosell_filling_free (CosellFilling *self)
{
  cosell_filling_stop (self);
  g_signal_handlers_disconnect_by_data (get_adjustment (self), self);
  g_signal_handlers_disconnect_by_data (self->scroller, self);
  g_array_unref (self->sections);
  g_free (self);
}

void
cosell_filling_add (CosellFilling *self, GtkWidget *section, CosellFillFunc fill)
{
  Section added = { section, fill };

  g_array_append_val (self->sections, added);
}

/* The chain of focus children says where the focus was last, too. */
static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

void
cosell_filling_begin (CosellFilling *self, guint n_at_once)
{
  cosell_filling_stop (self);
  self->next = 0;
  if (has_focus (self->box))
    {
      fill_up_to (self, self->sections->len);
      return;
    }
  /* the scroll bar stays as it is meanwhile, more or less */
  gtk_widget_set_size_request (self->box, -1, gtk_widget_get_height (self->box));
  for (guint i = 0; i < self->sections->len; i++)
    {
      GtkWidget *widget = g_array_index (self->sections, Section, i).widget;

      if (widget != NULL)
        gtk_widget_set_visible (widget, FALSE);
    }
  fill_up_to (self, n_at_once);
  self->painted = FALSE;
  self->tick = gtk_widget_add_tick_callback (self->box, tick_cb, self, NULL);
}

void
cosell_filling_stop (CosellFilling *self)
{
  stop_following (self);
  if (self->tick == 0)
    return;
  gtk_widget_remove_tick_callback (self->box, self->tick);
  end (self);
}

void
cosell_filling_focus_moves (CosellFilling *self, GtkWidget *page, GtkDirectionType direction)
{
  if (self->tick == 0 || (direction == GTK_DIR_TAB_FORWARD && !has_focus (page)))
    return;
  fill_rest (self);
  give_places (self->box);
}

gboolean
cosell_filling_is_pending (CosellFilling *self)
{
  return self->tick != 0;
}
