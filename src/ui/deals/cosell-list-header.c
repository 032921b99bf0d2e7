#include "ui/deals/cosell-list-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-str.h"
#include "ui/deals/cosell-column-chooser.h"
#include "ui/deals/cosell-list-focus.h"
#include "ui/deals/cosell-title-border.h"

struct _CosellListHeader
{
  GtkWidget parent_instance;

  CosellColumnGrid *grid;                 /* (owned) */
  GtkWidget *buttons[COSELL_MAX_COLUMNS]; /* (nullable): made when they are first shown */
  GtkWidget *arrows[COSELL_MAX_COLUMNS];
  GtkWidget *menu_button; /* at the end: the chooser */
  char *sort;             /* (owned) */
  gboolean fixed;         /* nothing sorts: titles only */
  guint current;          /* column whose title has or last had the focus */
};

G_DEFINE_FINAL_TYPE (CosellListHeader, cosell_list_header, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SORT = 1,
  N_PROPS
} CosellListHeaderProperty;
static GParamSpec *properties[N_PROPS];

#define BUTTON_PAD 6
/* Free behind the last column of the rows, for the button above it, and free for none. */
#define END_WITH_MENU 40
#define END_WITHOUT_MENU 12
#define MENU_WIDTH 28
#define KEY_STEP 10 /* one digit */

static const char *
sort_key (const char *sort, gboolean *descending)
{
  *descending = *sort == '-';
  return *descending ? sort + 1 : sort;
}

/* --- titles --- */

static void
update_arrow (CosellListHeader *self, guint column)
{
  gboolean descending;
  const char *key = sort_key (self->sort, &descending);
  const char *title = cosell_columns_get_title (column);
  gboolean on = !self->fixed && g_str_equal (key, cosell_columns_get_info (column)->key);
  g_autofree char *label = NULL;

  if (self->buttons[column] == NULL)
    return;
  gtk_widget_set_visible (self->arrows[column], on);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[column]),
                                descending ? "pan-down-symbolic" : "pan-up-symbolic");
  if (on)
    label = g_strdup_printf (descending ? _ ("%s, sorted descending") : _ ("%s, sorted ascending"),
                             title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[column]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, on ? label : title, -1);
}

/* Dates and money are looked at from the newest and largest down, words from A. */
static void
button_clicked_cb (GtkButton *button, CosellListHeader *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column"));
  const CosellColumnInfo *info = cosell_columns_get_info (column);
  gboolean descending;
  gboolean again = g_str_equal (sort_key (self->sort, &descending), info->key);
  gboolean down = again ? !descending : (info->flags & COSELL_COLUMN_FALLS) != 0;
  g_autofree char *sort = NULL;

  if (!cosell_columns_can_sort (column))
    return;
  sort = g_strconcat (down ? "-" : "", info->key, NULL);
  cosell_list_header_set_sort (self, sort);
}

static GtkWidget *
make_button (CosellListHeader *self, guint column)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label = gtk_label_new (cosell_columns_get_title (column));
  gboolean at_end = (cosell_columns_get_info (column)->flags & COSELL_COLUMN_AT_END) != 0;

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
  gtk_widget_set_can_target (button, !self->fixed);
  gtk_widget_set_focusable (button, !self->fixed);
  g_object_set_data (G_OBJECT (button), "column", GUINT_TO_POINTER (column));
  g_signal_connect (button, "clicked", G_CALLBACK (button_clicked_cb), self);
  gtk_widget_insert_before (button, GTK_WIDGET (self), self->menu_button);
  return button;
}

static void
make_buttons (CosellListHeader *self)
{
  const CosellColumnSet *set = cosell_column_grid_get_set (self->grid);

  for (guint i = 0; i < set->n; i++)
    if (self->buttons[set->items[i].column] == NULL)
      {
        self->buttons[set->items[i].column] = make_button (self, set->items[i].column);
        update_arrow (self, set->items[i].column);
      }
}

static void
grid_changed_cb (CosellListHeader *self)
{
  make_buttons (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- size --- */

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

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  /* Titles stand over columns only. GTK takes a height that it was told for two widths for those in
   * between, so no width at all has none either. */
  if (for_size == 0 ||
      (for_size > 0 && cosell_column_grid_lay_out (self->grid, widget, for_size)->narrow))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int height;

      gtk_widget_measure (child, orientation, -1, &height, NULL, NULL, NULL);
      *minimum = *natural = MAX (*natural, height);
    }
}

static GtkSizeRequestMode
cosell_list_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
place_child (GtkWidget *widget, GtkWidget *child, GtkAllocation allocation)
{
  int minimum;

  gtk_widget_set_child_visible (child, allocation.width > 0);
  if (allocation.width <= 0)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  allocation.width = MAX (allocation.width, minimum);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (widget) - allocation.x - allocation.width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
cosell_list_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);
  const CosellColumnLayout *layout = cosell_column_grid_lay_out (self->grid, widget, width);
  gboolean menu = !self->fixed && !layout->narrow;

  for (guint i = 0; i < COSELL_MAX_COLUMNS; i++)
    if (self->buttons[i] != NULL)
      {
        CosellColumnSpan span = layout->spans[i];
        int title = span.width > 0 ? span.width + 2 * BUTTON_PAD : 0;

        place_child (widget, self->buttons[i],
                     (GtkAllocation){ span.x - BUTTON_PAD, 0, title, height });
      }
  place_child (widget, self->menu_button,
               (GtkAllocation){ width - MENU_WIDTH - 4, 0, menu ? MENU_WIDTH : 0, height });
}

static void
cosell_list_header_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cosell_list_header_parent_class)->css_changed (widget, change);
  cosell_column_grid_check_letters (COSELL_LIST_HEADER (widget)->grid, widget);
}

/* --- focus: one tab stop, arrows inside --- */

/* The titles by their order, the button behind them. (nullable) */
static GtkWidget *
child_at (CosellListHeader *self, int place)
{
  const CosellColumnSet *set = cosell_column_grid_get_set (self->grid);

  if (place < 0 || place > (int) set->n)
    return NULL;
  return place == (int) set->n ? self->menu_button : self->buttons[set->items[place].column];
}

static gboolean
focus_child (CosellListHeader *self, int place)
{
  GtkWidget *child = child_at (self, place);

  return child != NULL && gtk_widget_get_child_visible (child) && gtk_widget_grab_focus (child);
}

/* Its place, the button behind the titles included; -1 for none. */
static int
find_child (CosellListHeader *self, GtkWidget *child)
{
  for (int i = 0; child != NULL && child_at (self, i) != NULL; i++)
    if (child_at (self, i) == child)
      return i;
  return -1;
}

/* The title to begin at: where the focus was, else what the list is sorted by, else the first. */
static gboolean
enter (CosellListHeader *self)
{
  const CosellColumnSet *set = cosell_column_grid_get_set (self->grid);
  gboolean descending;
  int sorted = cosell_columns_find (sort_key (self->sort, &descending));

  if (focus_child (self, cosell_column_set_find (set, self->current)))
    return TRUE;
  if (sorted >= 0 && focus_child (self, cosell_column_set_find (set, (guint) sorted)))
    return TRUE;
  for (int i = 0; i < (int) set->n; i++)
    if (focus_child (self, i))
      return TRUE;
  return FALSE;
}

static gboolean
cosell_list_header_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_focus_child (widget);
  int step;

  if (self->fixed)
    return FALSE;
  if (child == NULL)
    return enter (self);
  if (cosell_list_focus_is_over (widget))
    return gtk_widget_child_focus (child, direction);
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  step = (direction == GTK_DIR_RIGHT) != rtl ? 1 : -1;
  for (int i = find_child (self, child) + step; child_at (self, i) != NULL; i += step)
    if (focus_child (self, i))
      return TRUE;
  return TRUE; /* at the end: it does not leave the titles */
}

static void
cosell_list_header_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);

  for (guint i = 0; child != NULL && i < COSELL_MAX_COLUMNS; i++)
    if (self->buttons[i] == child)
      self->current = i;
  GTK_WIDGET_CLASS (cosell_list_header_parent_class)->set_focus_child (widget, child);
}

/* --- columns --- */

static gboolean
resize_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  CosellListHeader *self = COSELL_LIST_HEADER (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int place = find_child (self, gtk_widget_get_focus_child (widget));
  const CosellColumnSet *set = cosell_column_grid_get_set (self->grid);

  if (self->fixed || place < 0 || place >= (int) set->n)
    return FALSE;
  cosell_title_border_widen (self->grid, widget, set->items[place].column,
                             g_variant_get_int32 (args) * (rtl ? -KEY_STEP : KEY_STEP));
  return TRUE;
}

static void
columns_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cosell_list_header_show_chooser (COSELL_LIST_HEADER (widget));
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CosellListHeader *self)
{
  if (cosell_list_header_show_chooser (self))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The chooser is made when it is asked for: most never are. */
static void
make_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  CosellListHeader *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, cosell_column_chooser_new_popover (self->grid));
}

/* --- life --- */

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

  for (guint i = 0; i < COSELL_MAX_COLUMNS; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  g_clear_pointer (&self->menu_button, gtk_widget_unparent);
  g_clear_object (&self->grid);
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
  widget_class->css_changed = cosell_list_header_css_changed;
  widget_class->focus = cosell_list_header_focus;
  widget_class->set_focus_child = cosell_list_header_set_focus_child;

  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "-createdAt",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "listheader");
  gtk_widget_class_install_action (widget_class, "titles.columns", NULL, columns_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "titles.columns",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "titles.columns", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, resize_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, resize_cb, "i", 1);
}

static GtkWidget *
make_menu_button (CosellListHeader *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, self, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Columns"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"), -1);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
cosell_list_header_init (CosellListHeader *self)
{
  GtkGesture *menu = gtk_gesture_click_new ();

  self->grid = cosell_column_grid_new ();
  cosell_column_grid_set_end (self->grid, END_WITH_MENU);
  self->sort = g_strdup ("-createdAt");
  self->current = COSELL_MAX_COLUMNS; /* none yet */
  self->menu_button = make_menu_button (self);
  make_buttons (self);
  g_signal_connect_object (self->grid, "changed", G_CALLBACK (grid_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
  cosell_title_border_add (GTK_WIDGET (self), self->grid);
}

void
cosell_list_header_set_sort (CosellListHeader *self, const char *sort)
{
  g_return_if_fail (COSELL_IS_LIST_HEADER (self));
  g_return_if_fail (sort != NULL);

  if (g_str_equal (self->sort, sort))
    return;
  cosell_set_str (&self->sort, sort);
  for (guint i = 0; i < cosell_columns_get_n (); i++)
    update_arrow (self, i);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

CosellColumnGrid *
cosell_list_header_get_grid (CosellListHeader *self)
{
  g_return_val_if_fail (COSELL_IS_LIST_HEADER (self), NULL);

  return self->grid;
}

gboolean
cosell_list_header_show_chooser (CosellListHeader *self)
{
  g_return_val_if_fail (COSELL_IS_LIST_HEADER (self), FALSE);

  if (!gtk_widget_get_mapped (self->menu_button))
    return FALSE;
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
  return TRUE;
}

void
cosell_list_header_set_fixed (CosellListHeader *self)
{
  g_return_if_fail (COSELL_IS_LIST_HEADER (self));

  self->fixed = TRUE;
  cosell_column_grid_set_end (self->grid, END_WITHOUT_MENU);
  for (guint i = 0; i < cosell_columns_get_n (); i++)
    if (self->buttons[i] != NULL)
      {
        gtk_widget_set_can_target (self->buttons[i], FALSE);
        gtk_widget_set_focusable (self->buttons[i], FALSE);
        update_arrow (self, i);
      }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
