#include "ui/deals/cosell-totals-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/words/cosell-format.h"

#define GAP 18

struct _CosellTotalsBar
{
  GtkWidget parent_instance;

  GtkWidget *count;
  GPtrArray *sums; /* (owned) of GtkWidget (unowned), in the order that they are shown in */
  GtkWidget *more;
  GtkWidget *rest;      /* in the popover of more: a box */
  GtkWidget *converted; /* at the end */
  guint n_shown;        /* of sums */
  guint more_source;    /* what more says is out of date */
};

G_DEFINE_FINAL_TYPE (CosellTotalsBar, cosell_totals_bar, GTK_TYPE_WIDGET)

/* --- blocks: one text above another --- */

static GtkWidget *
add_label (GtkWidget *block, const char *style_class, double xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  gtk_widget_add_css_class (label, style_class);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (block), label);
  return label;
}

static GtkWidget *
make_block (double xalign)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (block, GTK_ALIGN_CENTER);
  add_label (block, "totals-sum", xalign);
  add_label (block, "totals-weighted", xalign);
  return block;
}

/* second: (nullable) */
static void
fill_block (GtkWidget *block, const char *first, const char *second)
{
  GtkWidget *below = gtk_widget_get_last_child (block);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (block)), first);
  gtk_label_set_label (GTK_LABEL (below), second != NULL ? second : "");
  gtk_widget_set_visible (below, second != NULL);
}

static GtkWidget *
make_sum (const CosellTotalsSum *sum)
{
  GtkWidget *block = make_block (0);
  g_autofree char *value = cosell_format_money (sum->value, sum->currency);
  g_autofree char *weighted = cosell_totals_text_weighted (sum->weighted);

  fill_block (block, value, weighted);
  return block;
}

/* Says how many are not shown. A label that changes while its size is given would be laid out too
 * late. */
static gboolean
update_more_cb (gpointer user_data)
{
  CosellTotalsBar *self = user_data;
  g_autofree char *text = cosell_totals_text_more (self->sums->len - self->n_shown);

  self->more_source = 0;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), text);
  return G_SOURCE_REMOVE;
}

/* --- size --- */

static int
natural_width (GtkWidget *widget)
{
  int width = 0;

  if (gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static void
cosell_totals_bar_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  CosellTotalsBar *self = COSELL_TOTALS_BAR (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          int height;

          gtk_widget_measure (child, orientation, -1, &height, NULL, NULL, NULL);
          *minimum = *natural = MAX (*natural, height);
        }
      return;
    }
  /* the sums give way first, then what they are together, which the popover has as well */
  *minimum = natural_width (self->count) + GAP + natural_width (self->more);
  *natural = natural_width (self->count) + GAP + natural_width (self->converted);
  for (guint i = 0; i < self->sums->len; i++)
    *natural += natural_width (g_ptr_array_index (self->sums, i)) + GAP;
  *natural = MAX (*minimum, *natural);
}

static void
place (GtkWidget *widget, GtkWidget *child, int x, int width, int height)
{
  gtk_widget_set_child_visible (child, width > 0);
  if (width <= 0)
    return;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
cosell_totals_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellTotalsBar *self = COSELL_TOTALS_BAR (widget);
  g_autofree int *widths = g_new0 (int, self->sums->len + 1);
  int count = natural_width (self->count);
  int more = natural_width (self->more);
  int end = natural_width (self->converted);
  int x = count + GAP;
  guint fit;

  if (end > 0 && x + more + GAP + end > width)
    end = 0;
  for (guint i = 0; i < self->sums->len; i++)
    widths[i] = natural_width (g_ptr_array_index (self->sums, i));
  fit = cosell_totals_text_fit (widths, self->sums->len, GAP, more,
                                width - x - (end > 0 ? end + GAP : 0));
  if (fit != self->n_shown && self->more_source == 0)
    self->more_source = g_idle_add (update_more_cb, self);
  self->n_shown = fit;
  place (widget, self->count, 0, count, height);
  for (guint i = 0; i < self->sums->len; i++)
    {
      gboolean shown = i < self->n_shown;

      place (widget, g_ptr_array_index (self->sums, i), x, shown ? widths[i] : 0, height);
      x += shown ? widths[i] + GAP : 0;
    }
  place (widget, self->more, x, self->n_shown < self->sums->len ? more : 0, height);
  place (widget, self->converted, width - end, end, height);
}

static void
cosell_totals_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      gtk_widget_snapshot_child (widget, child, snapshot);
}

/* --- what does not fit --- */

static void
append_copy (GtkWidget *box, GtkWidget *block)
{
  GtkWidget *copy = make_block (0);

  fill_block (copy, gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (block))),
              gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (block))));
  gtk_box_append (GTK_BOX (box), copy);
}

static void
fill_rest_cb (GtkMenuButton *button, gpointer user_data)
{
  CosellTotalsBar *self = user_data;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rest)) != NULL)
    gtk_box_remove (GTK_BOX (self->rest), child);
  for (guint i = self->n_shown; i < self->sums->len; i++)
    append_copy (self->rest, g_ptr_array_index (self->sums, i));
  if (gtk_widget_get_visible (self->converted) && !gtk_widget_get_child_visible (self->converted))
    append_copy (self->rest, self->converted);
}

/* --- life --- */

static void
clear_sums (CosellTotalsBar *self)
{
  for (guint i = 0; i < self->sums->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->sums, i));
  g_ptr_array_set_size (self->sums, 0);
}

static void
cosell_totals_bar_dispose (GObject *object)
{
  CosellTotalsBar *self = COSELL_TOTALS_BAR (object);

  g_clear_handle_id (&self->more_source, g_source_remove);
  if (self->sums != NULL)
    clear_sums (self);
  g_clear_pointer (&self->sums, g_ptr_array_unref);
  g_clear_pointer (&self->count, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->converted, gtk_widget_unparent);
  G_OBJECT_CLASS (cosell_totals_bar_parent_class)->dispose (object);
}

static void
cosell_totals_bar_class_init (CosellTotalsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_totals_bar_dispose;
  widget_class->measure = cosell_totals_bar_measure;
  widget_class->size_allocate = cosell_totals_bar_size_allocate;
  widget_class->snapshot = cosell_totals_bar_snapshot;
  gtk_widget_class_set_css_name (widget_class, "totalsbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cosell_totals_bar_init (CosellTotalsBar *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->sums = g_ptr_array_new ();
  self->count = make_block (0);
  self->more = gtk_menu_button_new ();
  self->converted = make_block (1);
  self->rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_popover_set_child (GTK_POPOVER (popover), self->rest);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more), popover);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->more), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), fill_rest_cb, self, NULL);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More currencies"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Totals"), -1);
  gtk_widget_set_visible (self->converted, FALSE);
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_widget_set_parent (self->converted, GTK_WIDGET (self));
}

GtkWidget *
cosell_totals_bar_new (void)
{
  return g_object_new (COSELL_TYPE_TOTALS_BAR, NULL);
}

void
cosell_totals_bar_show (CosellTotalsBar *self, const CosellTotalsShown *totals)
{
  g_autoptr (GArray) order = NULL;
  g_autofree char *count = NULL;

  g_return_if_fail (COSELL_IS_TOTALS_BAR (self) && totals != NULL);

  count = cosell_totals_text_count (totals->count);
  fill_block (self->count, count, totals->note);
  clear_sums (self);
  order = cosell_totals_text_order (totals);
  for (guint i = 0; i < order->len; i++)
    {
      GtkWidget *sum = make_sum (&totals->sums[g_array_index (order, guint, i)]);

      gtk_widget_insert_before (sum, GTK_WIDGET (self), self->more);
      g_ptr_array_add (self->sums, sum);
    }
  self->n_shown = 0;
  if (self->more_source == 0)
    self->more_source = g_idle_add (update_more_cb, self);
  gtk_widget_set_visible (self->converted, totals->currency != NULL);
  if (totals->currency != NULL)
    {
      g_autofree char *sum = cosell_totals_text_converted (totals);
      g_autofree char *rates = cosell_totals_text_rates (totals, cosell_format_now ());
      g_autofree char *without = cosell_totals_text_without (totals);

      fill_block (self->converted, sum, rates);
      gtk_widget_set_tooltip_text (self->converted, without);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
