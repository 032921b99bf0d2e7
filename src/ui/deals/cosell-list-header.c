#include "ui/deals/cosell-list-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "ui/deals/cosell-columns.h"
#include "ui/deals/cosell-deal-row.h"

struct _CosellListHeader
{
  GtkWidget parent_instance;

  GtkWidget *buttons[COSELL_N_COLUMNS];
  GtkWidget *arrows[COSELL_N_COLUMNS];
  char *sort; /* (owned) */
  gboolean compact;
  gboolean fixed; /* nothing sorts: titles only */
  guint current;  /* column whose title has or last had the focus */
};

G_DEFINE_FINAL_TYPE (CosellListHeader, cosell_list_header, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SORT = 1,
  N_PROPS
} CosellListHeaderProperty;
static GParamSpec *properties[N_PROPS];

#define BUTTON_PAD 6

static const char *
sort_key (const char *sort, gboolean *descending)
{
  *descending = *sort == '-';
  return *descending ? sort + 1 : sort;
}

/* Dates and money are looked at from the newest and largest down, words from A. */
static gboolean
starts_descending (CosellColumn column)
{
  return column == COSELL_COLUMN_VALUE || column == COSELL_COLUMN_CREATED;
}

static void
update_arrows (CosellListHeader *self)
{
  gboolean descending;
  const char *key = sort_key (self->sort, &descending);

  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      const char *title = cosell_columns_get_title ((CosellColumn) i);
      gboolean on =
          !self->fixed && g_str_equal (key, cosell_columns_get_sort_key ((CosellColumn) i));
      g_autofree char *label = NULL;

      gtk_widget_set_visible (self->arrows[i], on);
      gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[i]),
                                    descending ? "pan-down-symbolic" : "pan-up-symbolic");
      if (on)
        label =
            g_strdup_printf (descending ? _ ("%s, sorted descending") : _ ("%s, sorted ascending"),
                             title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, on ? label : title, -1);
    }
}

static void
button_clicked_cb (GtkButton *button, CosellListHeader *self)
{
  CosellColumn column =
      (CosellColumn) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column"));
  const char *key = cosell_columns_get_sort_key (column);
  gboolean descending;
  gboolean again = g_str_equal (sort_key (self->sort, &descending), key);
  gboolean down = again ? !descending : starts_descending (column);
  g_autofree char *sort = g_strconcat (down ? "-" : "", key, NULL);

  cosell_list_header_set_sort (self, sort);
}

static void
cosell_list_header_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);

  CosellColumnLayout layout;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  cosell_columns_compute (&layout, for_size, cosell_deal_row_digit_width (widget), self->compact);
  if (for_size >= 0 && layout.narrow) /* titles stand over columns only */
    return;
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      int height;

      gtk_widget_measure (self->buttons[i], orientation, -1, &height, NULL, NULL, NULL);
      *minimum = *natural = MAX (*natural, height);
    }
}

static GtkSizeRequestMode
cosell_list_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cosell_list_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  CosellColumnLayout layout;

  cosell_columns_compute (&layout, width, cosell_deal_row_digit_width (widget), self->compact);
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      CosellColumnSpan span = layout.spans[i];
      GtkAllocation allocation = { span.x - BUTTON_PAD, 0, span.width + 2 * BUTTON_PAD, height };
      int minimum;

      gtk_widget_set_child_visible (self->buttons[i], span.width > 0);
      if (span.width <= 0)
        continue;
      gtk_widget_measure (self->buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      allocation.width = MAX (allocation.width, minimum);
      if (rtl)
        allocation.x = width - allocation.x - allocation.width;
      gtk_widget_size_allocate (self->buttons[i], &allocation, -1);
    }
}

static void
cosell_list_header_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);

  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    if (gtk_widget_get_child_visible (self->buttons[i]))
      gtk_widget_snapshot_child (widget, self->buttons[i], snapshot);
}

/* --- focus: one tab stop, arrows inside --- */

static gboolean
focus_title (CosellListHeader *self, guint column)
{
  return column < COSELL_N_COLUMNS && gtk_widget_get_child_visible (self->buttons[column]) &&
         gtk_widget_grab_focus (self->buttons[column]);
}

/* The title to begin at: where the focus was, else what the list is sorted by, else the first. */
static gboolean
enter (CosellListHeader *self)
{
  gboolean descending;
  const char *key = sort_key (self->sort, &descending);

  if (focus_title (self, self->current))
    return TRUE;
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    if (g_str_equal (key, cosell_columns_get_sort_key ((CosellColumn) i)) && focus_title (self, i))
      return TRUE;
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    if (focus_title (self, i))
      return TRUE;
  return FALSE;
}

static gboolean
cosell_list_header_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int step;

  if (self->fixed)
    return FALSE;
  if (gtk_widget_get_focus_child (widget) == NULL)
    return enter (self);
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  step = (direction == GTK_DIR_RIGHT) != rtl ? 1 : -1;
  for (int i = (int) self->current + step; i >= 0 && i < COSELL_N_COLUMNS; i += step)
    if (focus_title (self, (guint) i))
      return TRUE;
  return TRUE; /* at the end: it does not leave the titles */
}

static void
cosell_list_header_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);

  for (guint i = 0; child != NULL && i < COSELL_N_COLUMNS; i++)
    if (self->buttons[i] == child)
      self->current = i;
  GTK_WIDGET_CLASS (cosell_list_header_parent_class)->set_focus_child (widget, child);
}

static void
cosell_list_header_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((CosellListHeaderProperty) id)
    {
    case PROP_SORT:
      g_value_set_string (value, COSELL_LIST_HEADER (object)->sort);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_list_header_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CosellListHeaderProperty) id)
    {
    case PROP_SORT:
      cosell_list_header_set_sort (COSELL_LIST_HEADER (object), g_value_get_string (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_list_header_dispose (GObject *object)
{
  CosellListHeader *self = COSELL_LIST_HEADER (object);

  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  g_clear_pointer (&self->sort, g_free);
  G_OBJECT_CLASS (cosell_list_header_parent_class)->dispose (object);
}

static void
cosell_list_header_class_init (CosellListHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cosell_list_header_get_property;
  object_class->set_property = cosell_list_header_set_property;
  object_class->dispose = cosell_list_header_dispose;
  widget_class->measure = cosell_list_header_measure;
  widget_class->get_request_mode = cosell_list_header_get_request_mode;
  widget_class->size_allocate = cosell_list_header_size_allocate;
  widget_class->snapshot = cosell_list_header_snapshot;
  widget_class->focus = cosell_list_header_focus;
  widget_class->set_focus_child = cosell_list_header_set_focus_child;

  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "-createdAt",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "listheader");
}

static GtkWidget *
make_button (CosellListHeader *self, CosellColumn column)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = gtk_label_new (cosell_columns_get_title (column));
  gboolean at_end = column == COSELL_COLUMN_VALUE;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), at_end ? 1 : 0);
  gtk_widget_set_hexpand (label, at_end);
  self->arrows[column] = gtk_image_new ();
  if (at_end)
    gtk_box_append (GTK_BOX (box), self->arrows[column]);
  gtk_box_append (GTK_BOX (box), label);
  if (!at_end)
    gtk_box_append (GTK_BOX (box), self->arrows[column]);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "column", GUINT_TO_POINTER (column));
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
cosell_list_header_init (CosellListHeader *self)
{
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    self->buttons[i] = make_button (self, (CosellColumn) i);
  self->sort = g_strdup ("-createdAt");
  self->current = COSELL_N_COLUMNS; /* none yet */
  update_arrows (self);
}

void
cosell_list_header_set_sort (CosellListHeader *self, const char *sort)
{
  g_return_if_fail (COSELL_IS_LIST_HEADER (self));
  g_return_if_fail (sort != NULL);

  if (g_str_equal (self->sort, sort))
    return;
  cosell_set_str (&self->sort, sort);
  update_arrows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

void
cosell_list_header_set_compact (CosellListHeader *self, gboolean compact)
{
  g_return_if_fail (COSELL_IS_LIST_HEADER (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
cosell_list_header_set_fixed (CosellListHeader *self)
{
  g_return_if_fail (COSELL_IS_LIST_HEADER (self));

  self->fixed = TRUE;
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      gtk_widget_set_can_target (self->buttons[i], FALSE);
      gtk_widget_set_focusable (self->buttons[i], FALSE);
    }
  update_arrows (self);
}
