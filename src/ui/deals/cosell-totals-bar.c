#include "ui/deals/cosell-totals-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/deals/cosell-totals-block.h"
#include "ui/deals/cosell-totals-popover.h"
#include "ui/deals/cosell-totals-text.h"
#include "ui/widgets/cosell-placing.h"
#include "ui/words/cosell-format.h"

#define GAP 15

struct _CosellTotalsBar
{
  GtkWidget parent_instance;

  gint64 n_deals;
  gboolean leads;
  CosellTotals *totals; /* (owned) (nullable) */

  GtkWidget *count;
  GPtrArray *sums; /* (owned) of GtkWidget (unowned), in the order that they are shown in */
  GtkWidget *more;
  GtkWidget *menu;         /* at the end: what all of it is in one currency, or its arrow alone */
  GtkWidget *squeezer;     /* in menu */
  GtkWidget *full, *brief; /* in squeezer: with the rates' date, and without */
  guint n_shown;           /* of sums */
  guint more_source;       /* what more says is out of date */
  int more_width;          /* of the widest that more may say */
};

G_DEFINE_FINAL_TYPE (CosellTotalsBar, cosell_totals_bar, GTK_TYPE_WIDGET)

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

/* How many sums have room must not depend on what more says of them just now: "2 more" is wider
 * than "1 more", and might be right for ever where that is right as well. */
static void
measure_more (CosellTotalsBar *self)
{
  self->more_width = 0;
  for (guint i = 1; i <= self->sums->len; i++)
    {
      g_autofree char *text = cosell_totals_text_more (i);

      gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), text);
      self->more_width = MAX (self->more_width, cosell_placing_get_width (self->more));
    }
}

/* --- size --- */

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
}

/* What the count takes of the bar's width: all that it likes, as long as there is room for the
 * menu's arrow; its note takes another line then. */
static int
count_width (CosellTotalsBar *self, int width)
{
  int menu;

  measure_width (self->menu, &menu, NULL);
  return MIN (cosell_placing_get_width (self->count), MAX (width - GAP - menu, 0));
}

static int
height_for (CosellTotalsBar *self, int width)
{
  int most = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL,
                          child == self->count && width >= 0 ? count_width (self, width) : -1,
                          &height, NULL, NULL, NULL);
      most = MAX (most, height);
    }
  return most;
}

static GtkSizeRequestMode
cosell_totals_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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
  int count[2], menu[2];

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = height_for (self, for_size);
      return;
    }
  measure_width (self->count, &count[0], &count[1]);
  measure_width (self->menu, &menu[0], &menu[1]);
  *minimum = count[0] + GAP + menu[0];
  *natural = count[1] + GAP + menu[1];
  for (guint i = 0; i < self->sums->len; i++)
    *natural += cosell_placing_get_width (g_ptr_array_index (self->sums, i)) + GAP;
}

/* How many sums have room beside a menu of that width. */
static guint
fit_beside (CosellTotalsBar *self, const int *widths, int room, int menu)
{
  int more = MAX (self->more_width, cosell_placing_get_width (self->more));

  return cosell_totals_text_fit (widths, self->sums->len, GAP, more, room - GAP - menu);
}

/* The width of the menu, which has room; fit: (out): how many sums have room too. All but the
 * largest sum give way to the day of the rates, which gives way to that. */
static int
share_room (CosellTotalsBar *self, const int *widths, int room, guint *fit)
{
  int least, full, brief;

  measure_width (self->menu, &least, &full);
  *fit = fit_beside (self, widths, room, full);
  if (*fit == 0 && gtk_widget_get_visible (self->squeezer))
    {
      brief =
          full -
          MAX (cosell_placing_get_width (self->full) - cosell_placing_get_width (self->brief), 0);
      *fit = fit_beside (self, widths, room, brief);
      if (*fit > 0)
        return brief;
    }
  return CLAMP (full, least, MAX (room, least));
}

static void
cosell_totals_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellTotalsBar *self = COSELL_TOTALS_BAR (widget);
  g_autofree int *widths = g_new0 (int, self->sums->len + 1);
  int more = cosell_placing_get_width (self->more);
  int count = count_width (self, width);
  int x = count + GAP;
  int menu;
  guint fit;

  for (guint i = 0; i < self->sums->len; i++)
    widths[i] = cosell_placing_get_width (g_ptr_array_index (self->sums, i));
  menu = share_room (self, widths, width - x, &fit);
  if (fit != self->n_shown && self->more_source == 0)
    self->more_source = g_idle_add (update_more_cb, self);
  self->n_shown = fit;
  cosell_placing_put (widget, self->count, 0, count, height);
  for (guint i = 0; i < self->sums->len; i++)
    {
      gboolean shown = i < fit;

      cosell_placing_put (widget, g_ptr_array_index (self->sums, i), x, shown ? widths[i] : 0,
                          height);
      x += shown ? widths[i] + GAP : 0;
    }
  /* alone it would say no more than the menu beside it */
  if (fit == self->sums->len ||
      (fit == 0 && (gtk_widget_get_visible (self->squeezer) || x + more + GAP + menu > width)))
    more = 0;
  else if (!gtk_widget_get_visible (self->squeezer))
    menu = 0; /* the one beside it leads to the same */
  cosell_placing_put (widget, self->more, x, more, height);
  cosell_placing_put (widget, self->menu, width - menu, menu, height);
}

/* --- all figures --- */

static void
fill_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  CosellTotalsBar *self = user_data;

  if (self->totals != NULL)
    cosell_totals_popover_fill (gtk_menu_button_get_popover (button), self->totals, self->n_deals);
}

/* What a person looks at follows. */
static void
refill (CosellTotalsBar *self, GtkWidget *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

  if (self->totals != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover)))
    cosell_totals_popover_fill (popover, self->totals, self->n_deals);
}

static GtkWidget *
make_button (CosellTotalsBar *self, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), gtk_popover_new ());
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_popover_cb, self, NULL);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* --- what is shown --- */

static void
clear_sums (CosellTotalsBar *self)
{
  for (guint i = 0; i < self->sums->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->sums, i));
  g_ptr_array_set_size (self->sums, 0);
}

static void
show_sums (CosellTotalsBar *self)
{
  g_autoptr (GArray) order = NULL;

  clear_sums (self);
  if (self->totals == NULL)
    return;
  order = cosell_totals_text_order (self->totals);
  for (guint i = 0; i < order->len; i++)
    {
      GtkWidget *sum = cosell_totals_block_new_sum (
          g_ptr_array_index (self->totals->sums, g_array_index (order, guint, i)));

      gtk_widget_insert_before (sum, GTK_WIDGET (self), self->more);
      g_ptr_array_add (self->sums, sum);
    }
}

static void
show_converted (CosellTotalsBar *self)
{
  gboolean shown = self->totals != NULL && self->totals->in.currency != NULL;
  g_autofree char *heard = NULL;

  gtk_widget_set_visible (self->squeezer, shown);
  if (shown)
    {
      g_autofree char *sum = cosell_totals_text_converted (self->totals);
      g_autofree char *full = cosell_totals_text_full (self->totals, cosell_format_now ());
      g_autofree char *brief = cosell_totals_text_brief (self->totals);

      cosell_totals_block_fill (self->full, sum, full);
      cosell_totals_block_fill (self->brief, sum, brief);
      /* Translators: of a button: what it leads to, the sum that it shows, and more about it */
      heard = g_strdup_printf (_ ("All totals: %s, %s"), sum, full);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  shown ? heard : _ ("All totals"), -1);
}

/* --- life --- */

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
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->totals, cosell_totals_free);
  G_OBJECT_CLASS (cosell_totals_bar_parent_class)->dispose (object);
}

static void
cosell_totals_bar_class_init (CosellTotalsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_totals_bar_dispose;
  widget_class->get_request_mode = cosell_totals_bar_get_request_mode;
  widget_class->measure = cosell_totals_bar_measure;
  widget_class->size_allocate = cosell_totals_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "totalsbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_menu (CosellTotalsBar *self)
{
  self->menu = make_button (self, _ ("All totals"));
  self->squeezer = adw_squeezer_new ();
  self->full = cosell_totals_block_new (1);
  self->brief = cosell_totals_block_new (1);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (self->squeezer), FALSE);
  adw_squeezer_set_allow_none (ADW_SQUEEZER (self->squeezer), TRUE);
  adw_squeezer_set_xalign (ADW_SQUEEZER (self->squeezer), 1);
  adw_squeezer_add (ADW_SQUEEZER (self->squeezer), self->full);
  adw_squeezer_add (ADW_SQUEEZER (self->squeezer), self->brief);
  gtk_widget_set_visible (self->squeezer, FALSE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->menu), self->squeezer);
  gtk_widget_set_tooltip_text (self->menu, _ ("All totals"));
}

static void
cosell_totals_bar_init (CosellTotalsBar *self)
{
  self->sums = g_ptr_array_new ();
  self->count = cosell_totals_block_new (0);
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_last_child (self->count)), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (gtk_widget_get_last_child (self->count)),
                           PANGO_WRAP_WORD_CHAR);
  self->more = make_button (self, _ ("More currencies"));
  make_menu (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Totals"), -1);
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  cosell_totals_bar_set_count (self, 0);
  cosell_totals_bar_set_note (self, NULL);
}

GtkWidget *
cosell_totals_bar_new (void)
{
  return g_object_new (COSELL_TYPE_TOTALS_BAR, NULL);
}

void
cosell_totals_bar_set_count (CosellTotalsBar *self, gint64 count)
{
  g_autofree char *text = NULL;

  g_return_if_fail (COSELL_IS_TOTALS_BAR (self));

  self->n_deals = count;
  text = self->leads ? cosell_totals_text_leads (count) : cosell_totals_text_count (count);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (self->count)), text);
}

void
cosell_totals_bar_set_leads (CosellTotalsBar *self, gboolean leads)
{
  g_return_if_fail (COSELL_IS_TOTALS_BAR (self));

  if (self->leads == leads)
    return;
  self->leads = leads;
  gtk_widget_set_visible (self->menu, !leads);
  cosell_totals_bar_set_count (self, self->n_deals);
}

void
cosell_totals_bar_set_note (CosellTotalsBar *self, const char *note)
{
  GtkWidget *label;

  g_return_if_fail (COSELL_IS_TOTALS_BAR (self));

  label = gtk_widget_get_last_child (self->count);
  gtk_label_set_label (GTK_LABEL (label), note != NULL ? note : "");
  gtk_widget_set_visible (label, note != NULL);
}

void
cosell_totals_bar_take (CosellTotalsBar *self, CosellTotals *totals)
{
  g_return_if_fail (COSELL_IS_TOTALS_BAR (self));

  g_clear_pointer (&self->totals, cosell_totals_free);
  self->totals = totals;
  show_sums (self);
  show_converted (self);
  refill (self, self->more);
  refill (self, self->menu);
  measure_more (self);
  self->n_shown = 0;
  if (self->more_source == 0)
    self->more_source = g_idle_add (update_more_cb, self);
  gtk_widget_set_sensitive (self->more, totals != NULL);
  gtk_widget_set_sensitive (self->menu, totals != NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
