#include "ui/widgets/cosell-wrap-layout.h"

#define UNLIMITED (G_MAXINT / 2)

struct _CosellWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
  int line_spacing;
};

G_DEFINE_FINAL_TYPE (CosellWrapLayout, cosell_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* One line of the flow: children from first up to, not including, end. */
typedef struct
{
  GtkWidget *first; /* (unowned) (nullable): none left */
  GtkWidget *end;   /* (unowned) (nullable) */
  int height;
  int spare; /* room for the child that expands */
} Line;

static int
natural_width (GtkWidget *child, int limit)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, limit));
}

static int
natural_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* What the child gets in its line. */
static int
line_width (const Line *line, GtkWidget *child, int width)
{
  int spare = gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? line->spare : 0;

  return natural_width (child, width) + spare;
}

/* The line that begins with child, or with the first one after it that is shown. */
static Line
take_line (CosellWrapLayout *self, GtkWidget *child, int width)
{
  Line line = { NULL, NULL, 0, 0 };
  int x = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = natural_width (child, width);
      if (line.first != NULL && x + child_width > width)
        break;
      if (line.first == NULL)
        line.first = child;
      x += child_width + self->spacing;
    }
  line.end = child;
  if (width < UNLIMITED)
    line.spare = MAX (0, width - (x - self->spacing));
  for (child = line.first; child != line.end; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      line.height = MAX (line.height, natural_height (child, line_width (&line, child, width)));
  return line;
}

static void
measure_width (CosellWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

static void
cosell_wrap_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  CosellWrapLayout *self = COSELL_WRAP_LAYOUT (manager);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int width = for_size < 0 ? UNLIMITED : for_size;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }
  while (child != NULL)
    {
      Line line = take_line (self, child, width);

      if (line.first != NULL)
        *natural += line.height + (*natural > 0 ? self->line_spacing : 0);
      child = line.end;
    }
  *minimum = *natural;
}

static void
allocate_line (CosellWrapLayout *self, const Line *line, int width, int y, gboolean mirrored)
{
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation;

      if (!gtk_widget_should_layout (child))
        continue;
      allocation.width = line_width (line, child, width);
      allocation.height = natural_height (child, allocation.width);
      allocation.x = mirrored ? width - x - allocation.width : x;
      allocation.y = y;
      if (gtk_widget_get_valign (child) != GTK_ALIGN_START)
        allocation.y += (line->height - allocation.height) / 2;
      gtk_widget_size_allocate (child, &allocation, -1);
      x += allocation.width + self->spacing;
    }
}

static void
cosell_wrap_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  CosellWrapLayout *self = COSELL_WRAP_LAYOUT (manager);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      Line line = take_line (self, child, width);

      if (line.first != NULL)
        allocate_line (self, &line, width, y, mirrored);
      y += line.height + self->line_spacing;
      child = line.end;
    }
}

static GtkSizeRequestMode
cosell_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cosell_wrap_layout_class_init (CosellWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = cosell_wrap_layout_measure;
  layout_class->allocate = cosell_wrap_layout_allocate;
  layout_class->get_request_mode = cosell_wrap_layout_get_request_mode;
}

static void
cosell_wrap_layout_init (CosellWrapLayout *self)
{
}

GtkLayoutManager *
cosell_wrap_layout_new (int spacing, int line_spacing)
{
  CosellWrapLayout *self = g_object_new (COSELL_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  self->line_spacing = line_spacing;
  return GTK_LAYOUT_MANAGER (self);
}
