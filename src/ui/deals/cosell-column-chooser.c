#include "ui/deals/cosell-column-chooser.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"

#define POPOVER_WIDTH 300
#define SHEET_WIDTH 340
#define SHEET_HEIGHT 560
#define LEAST_HEIGHT 200
#define POPOVER_HEIGHT 470
/* A handle is taken that far beside it, too. */
#define HANDLE_REACH 8

struct _CosellColumnChooser
{
  GtkWidget parent_instance;

  CosellColumnGrid *grid; /* (owned) */
  GtkWidget *box;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *rows[COSELL_MAX_COLUMNS]; /* (unowned) by column */
  GtkWidget *checks[COSELL_MAX_COLUMNS];
  GtkWidget *handles[COSELL_MAX_COLUMNS];
  int dragged; /* column, -1: none */
};

G_DEFINE_FINAL_TYPE (CosellColumnChooser, cosell_column_chooser, GTK_TYPE_WIDGET)

static guint
column_of (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "column"));
}

static int
place_of (CosellColumnChooser *self, guint column)
{
  return cosell_column_set_find (cosell_column_grid_get_set (self->grid), column);
}

static gboolean
is_fixed (guint column)
{
  return (cosell_columns_get_info (column)->flags & COSELL_COLUMN_ALWAYS) != 0;
}

/* --- what is shown --- */

static void
describe_row (CosellColumnChooser *self, guint column)
{
  const CosellColumnSet *set = cosell_column_grid_get_set (self->grid);
  const char *title = cosell_columns_get_title (column);
  int place = place_of (self, column);
  g_autofree char *text = NULL;

  if (place < 0)
    /* Translators: what a screen reader says for a column that the list does not show */
    text = g_strdup_printf (_ ("%s, hidden"), title);
  else if (is_fixed (column))
    /* Translators: likewise for one that cannot be hidden: title, place, number of columns */
    text = g_strdup_printf (_ ("%s, always shown, %d of %u"), title, place + 1, set->n);
  else
    text = g_strdup_printf (_ ("%s, shown, %d of %u"), title, place + 1, set->n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[column]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update (CosellColumnChooser *self)
{
  for (guint i = 0; i < cosell_columns_get_n (); i++)
    {
      gboolean shown = place_of (self, i) >= 0;

      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), shown);
      gtk_widget_set_visible (self->handles[i], shown);
      describe_row (self, i);
    }
  gtk_list_box_invalidate_sort (self->list);
  gtk_list_box_invalidate_headers (self->list);
}

static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  CosellColumnChooser *self = user_data;
  int place_a = place_of (self, column_of (a)), place_b = place_of (self, column_of (b));
  g_autofree char *title_a = NULL;
  g_autofree char *title_b = NULL;

  if (place_a >= 0 && place_b >= 0)
    return place_a - place_b;
  if (place_a >= 0 || place_b >= 0)
    return place_a >= 0 ? -1 : 1;
  title_a = cosell_intl_fold (cosell_columns_get_title (column_of (a)));
  title_b = cosell_intl_fold (cosell_columns_get_title (column_of (b)));
  return g_utf8_collate (title_a, title_b);
}

/* A line between what is shown and what is not. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  CosellColumnChooser *self = user_data;
  gboolean line = before != NULL && place_of (self, column_of (before)) >= 0 &&
                  place_of (self, column_of (row)) < 0;

  gtk_list_box_row_set_header (row, line ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

/* --- what is done --- */

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, CosellColumnChooser *self)
{
  CosellColumnSet set = *cosell_column_grid_get_set (self->grid);
  guint column = column_of (row);

  cosell_column_set_show (&set, column, cosell_column_set_find (&set, column) < 0);
  cosell_column_grid_set_set (self->grid, &set);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
move_to (CosellColumnChooser *self, guint column, int place)
{
  CosellColumnSet set = *cosell_column_grid_get_set (self->grid);

  cosell_column_set_move (&set, column, place);
  cosell_column_grid_set_set (self->grid, &set);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        CosellColumnChooser *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;
  int place;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (row != NULL && state == 0 && (key == GDK_KEY_space || key == GDK_KEY_KP_Space))
    {
      activated_cb (self->list, GTK_LIST_BOX_ROW (row), self);
      return TRUE;
    }
  if (state != GDK_ALT_MASK || (!up && !down))
    return FALSE;
  place = row != NULL ? place_of (self, column_of (GTK_LIST_BOX_ROW (row))) : -1;
  if (place >= 0)
    {
      move_to (self, column_of (GTK_LIST_BOX_ROW (row)), MAX (0, up ? place - 1 : place + 1));
      gtk_widget_grab_focus (row);
    }
  return TRUE; /* in the window the same keys go from deal to deal */
}

/* The column whose handle is there, or beside it; -1: none. */
static int
find_handle (CosellColumnChooser *self, double x, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  GtkWidget *handle = row != NULL ? self->handles[column_of (row)] : NULL;
  graphene_rect_t bounds;

  if (handle == NULL || !gtk_widget_get_visible (handle) ||
      !gtk_widget_compute_bounds (handle, GTK_WIDGET (self->list), &bounds) ||
      x < bounds.origin.x - HANDLE_REACH || x > bounds.origin.x + bounds.size.width + HANDLE_REACH)
    return -1;
  return (int) column_of (row);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, CosellColumnChooser *self)
{
  self->dragged = find_handle (self, x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), self->dragged >= 0 ? GTK_EVENT_SEQUENCE_CLAIMED
                                                                   : GTK_EVENT_SEQUENCE_DENIED);
}

/* It stands where the pointer is; the others make room. */
static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, CosellColumnChooser *self)
{
  double start_x, start_y;
  GtkListBoxRow *over;
  int place;

  if (self->dragged < 0 || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  over = gtk_list_box_get_row_at_y (self->list, (int) (start_y + y));
  place = over != NULL ? place_of (self, column_of (over)) : -1;
  if (place >= 0 && place != place_of (self, (guint) self->dragged))
    move_to (self, (guint) self->dragged, place);
}

static void
reset_cb (GtkButton *button, CosellColumnChooser *self)
{
  cosell_column_grid_reset (self->grid);
}

static void
fit_cb (GtkButton *button, CosellColumnChooser *self)
{
  CosellColumnSet set = *cosell_column_grid_get_set (self->grid);

  cosell_column_set_fit (&set);
  cosell_column_grid_set_set (self->grid, &set);
}

/* --- making it --- */

static GtkWidget *
make_row (CosellColumnChooser *self, guint column)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (cosell_columns_get_title (column));

  self->rows[column] = row;
  self->checks[column] = gtk_check_button_new ();
  self->handles[column] = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_set_can_focus (self->checks[column], FALSE); /* the row has the keys */
  gtk_widget_set_can_target (self->checks[column], FALSE);
  gtk_widget_set_sensitive (self->checks[column], !is_fixed (column));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (self->handles[column], "dim-label");
  gtk_widget_set_cursor_from_name (self->handles[column], "grab");
  gtk_widget_set_tooltip_text (self->handles[column], _ ("Drag, or Alt+Up and Alt+Down"));

  gtk_box_append (GTK_BOX (box), self->checks[column]);
  gtk_box_append (GTK_BOX (box), label);
  if (is_fixed (column))
    {
      GtkWidget *always = gtk_label_new (_ ("Always"));

      gtk_widget_add_css_class (always, "dim-label");
      gtk_widget_add_css_class (always, "caption");
      gtk_box_append (GTK_BOX (box), always);
    }
  gtk_box_append (GTK_BOX (box), self->handles[column]);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (column));
  return row;
}

static GtkWidget *
make_list (CosellColumnChooser *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "column-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"), -1);
  for (guint i = 0; i < cosell_columns_get_n (); i++)
    gtk_list_box_append (self->list, make_row (self, i));
  gtk_list_box_set_sort_func (self->list, sort_cb, self, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  return GTK_WIDGET (self->list);
}

static GtkWidget *
make_button (CosellColumnChooser *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_footer (CosellColumnChooser *self)
{
  GtkWidget *footer = gtk_center_box_new ();

  gtk_center_box_set_start_widget (GTK_CENTER_BOX (footer),
                                   make_button (self, _ ("_Reset"), G_CALLBACK (reset_cb)));
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (footer),
                                 make_button (self, _ ("_Fit Widths"), G_CALLBACK (fit_cb)));
  gtk_widget_add_css_class (footer, "column-footer");
  return footer;
}

static void
cosell_column_chooser_dispose (GObject *object)
{
  CosellColumnChooser *self = COSELL_COLUMN_CHOOSER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->grid);
  G_OBJECT_CLASS (cosell_column_chooser_parent_class)->dispose (object);
}

static void
cosell_column_chooser_class_init (CosellColumnChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_column_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cosell_column_chooser_init (CosellColumnChooser *self)
{
  self->dragged = -1;
}

GtkWidget *
cosell_column_chooser_new (CosellColumnGrid *grid)
{
  CosellColumnChooser *self;

  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (grid), NULL);

  self = g_object_new (COSELL_TYPE_COLUMN_CHOOSER, NULL);
  self->grid = g_object_ref (grid);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), make_list (self));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), LEAST_HEIGHT);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), make_footer (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  update (self);
  g_signal_connect_object (grid, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* What the columns are kept with. Returns: (transfer full) */
static char *
write_owner (CosellColumnGrid *grid)
{
  const char *owner = cosell_column_grid_get_owner (grid);

  return owner != NULL ? cosell_text_format (_ ("Kept with “%s”"), owner) : g_strdup ("");
}

static void
mapped_cb (GtkWidget *label, CosellColumnGrid *grid)
{
  g_autofree char *words = write_owner (grid);

  gtk_label_set_label (GTK_LABEL (label), words);
}

static GtkWidget *
make_title (CosellColumnGrid *grid)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ ("Columns"));
  GtkWidget *owner = gtk_label_new (NULL);

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (owner), 1);
  gtk_label_set_ellipsize (GTK_LABEL (owner), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (owner, TRUE);
  gtk_widget_add_css_class (owner, "dim-label");
  gtk_widget_add_css_class (owner, "caption");
  g_signal_connect_object (owner, "map", G_CALLBACK (mapped_cb), grid, 0);
  mapped_cb (owner, grid);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), owner);
  gtk_widget_add_css_class (box, "column-title");
  return box;
}

GtkWidget *
cosell_column_chooser_new_popover (CosellColumnGrid *grid)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = make_title (grid);
  GtkWidget *chooser = cosell_column_chooser_new (grid);

  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (
                                                  COSELL_COLUMN_CHOOSER (chooser)->scroller),
                                              POPOVER_HEIGHT);
  gtk_widget_set_size_request (chooser, POPOVER_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "column-popover");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Columns"), -1);
  return popover;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
cosell_column_chooser_show_sheet (GtkWindow *parent, CosellColumnGrid *grid)
{
  GtkWidget *sheet = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkWidget *header = adw_header_bar_new ();
  g_autofree char *owner = write_owner (grid);

  g_return_if_fail (COSELL_IS_COLUMN_GRID (grid));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (sheet, keys);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Columns"), owner));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), cosell_column_chooser_new (grid));
  adw_window_set_content (ADW_WINDOW (sheet), box);
  gtk_window_set_title (GTK_WINDOW (sheet), _ ("Columns"));
  gtk_window_set_default_size (GTK_WINDOW (sheet), SHEET_WIDTH, SHEET_HEIGHT);
  gtk_window_set_transient_for (GTK_WINDOW (sheet), parent);
  gtk_window_set_modal (GTK_WINDOW (sheet), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (sheet), TRUE);
  gtk_window_present (GTK_WINDOW (sheet));
}
