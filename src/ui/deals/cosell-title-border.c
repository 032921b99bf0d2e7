#include "ui/deals/cosell-title-border.h"

/* A border is that much on either side of the middle of the gap. */
#define REACH 5
#define NO_COLUMN -1

typedef struct
{
  CosellColumnGrid *grid; /* (unowned): of the titles */
  int column;             /* that is dragged, else NO_COLUMN */
  int start;              /* its width then, tenths of a digit */
} Border;

static int
from_start (GtkWidget *titles, double x)
{
  return gtk_widget_get_direction (titles) == GTK_TEXT_DIR_RTL
             ? gtk_widget_get_width (titles) - (int) x
             : (int) x;
}

/* The column whose end is there. */
static int
find_border (Border *self, GtkWidget *titles, double x)
{
  const CosellColumnLayout *layout =
      cosell_column_grid_lay_out (self->grid, titles, gtk_widget_get_width (titles));
  int at = from_start (titles, x);

  for (guint i = 0; i < cosell_columns_get_n (); i++)
    {
      int end = layout->spans[i].x + layout->spans[i].width + COSELL_COLUMN_GAP / 2;

      if (layout->spans[i].width > 0 && ABS (at - end) <= REACH)
        return (int) i;
    }
  return NO_COLUMN;
}

static int
shown_width (CosellColumnGrid *grid, GtkWidget *titles, guint column)
{
  const CosellColumnLayout *layout =
      cosell_column_grid_lay_out (grid, titles, gtk_widget_get_width (titles));

  return cosell_column_grid_from_pixels (grid, layout->spans[column].width);
}

static void
set_width (CosellColumnGrid *grid, guint column, int width)
{
  CosellColumnSet set = *cosell_column_grid_get_set (grid);

  cosell_column_set_set_width (&set, column, width);
  cosell_column_grid_set_set (grid, &set);
}

void
cosell_title_border_widen (CosellColumnGrid *grid, GtkWidget *titles, guint column, int by)
{
  set_width (grid, column, MAX (COSELL_COLUMN_MIN_WIDTH, shown_width (grid, titles, column) + by));
}

static GtkWidget *
titles_of (gpointer controller)
{
  return gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, Border *self)
{
  GtkWidget *titles = titles_of (gesture);

  self->column = find_border (self, titles, x);
  if (self->column == NO_COLUMN)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->start = shown_width (self->grid, titles, (guint) self->column);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, Border *self)
{
  gboolean rtl = gtk_widget_get_direction (titles_of (gesture)) == GTK_TEXT_DIR_RTL;
  int by = cosell_column_grid_from_pixels (self->grid, (int) (rtl ? -x : x));

  if (self->column != NO_COLUMN && by != 0)
    set_width (self->grid, (guint) self->column, MAX (COSELL_COLUMN_MIN_WIDTH, self->start + by));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, Border *self)
{
  int column = find_border (self, titles_of (gesture), x);

  if (n_press == 2 && column != NO_COLUMN)
    set_width (self->grid, (guint) column, 0);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, Border *self)
{
  GtkWidget *titles = titles_of (controller);

  gtk_widget_set_cursor_from_name (titles, find_border (self, titles, x) != NO_COLUMN ? "col-resize"
                                                                                      : NULL);
}

void
cosell_title_border_add (GtkWidget *titles, CosellColumnGrid *grid)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  Border *self;

  g_return_if_fail (GTK_IS_WIDGET (titles) && COSELL_IS_COLUMN_GRID (grid));

  self = g_new0 (Border, 1);
  self->grid = grid;
  self->column = NO_COLUMN;
  g_object_set_data_full (G_OBJECT (titles), "title-border", self, g_free);
  /* before the titles, which would take it for a click */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_gesture_group (click, drag);
  gtk_widget_add_controller (titles, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (titles, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (titles, motion);
}
