#include "ui/find/cosell-facet-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-placing.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define GAP 9
#define BAR_WIDTH 64
#define BAR_HEIGHT 5
/* Digits that all rows keep room for, so that their bars stand below each other. */
#define DIGITS "0000"
/* What a title of the usual length takes, in such numbers. */
#define TITLE_NUMBERS 3

struct _CosellFacetRow
{
  GtkWidget parent_instance;

  char *term; /* (owned) */
  double share;
  gboolean setting; /* the mark is being set from here */
  int bar_x;        /* from the start edge; below 0: no room */

  GtkWidget *check;
  GtkLabel *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (CosellFacetRow, cosell_facet_row, GTK_TYPE_WIDGET)

enum
{
  TOGGLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What the number takes, at least as much as four digits do. */
static int
count_width (CosellFacetRow *self)
{
  g_autoptr (PangoLayout) digits =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->count), DIGITS);
  int width;

  pango_layout_get_pixel_size (digits, &width, NULL);
  return MAX (width, cosell_placing_get_width (GTK_WIDGET (self->count)));
}

static void
cosell_facet_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  CosellFacetRow *self = COSELL_FACET_ROW (widget);
  int least, most;

  gtk_widget_measure (self->check, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->count), orientation, -1, &least, &most, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
      return;
    }
  *minimum += GAP + count_width (self);
  *natural += 2 * GAP + BAR_WIDTH + count_width (self);
}

/* title … bar number. The bar goes where the title would be cut, and where letters are so large
 * that only the shortest titles would leave it room. */
static void
cosell_facet_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellFacetRow *self = COSELL_FACET_ROW (widget);
  int count = count_width (self);
  int room = width - count - GAP;

  self->bar_x = room - BAR_WIDTH;
  if (cosell_placing_get_width (self->check) + GAP > self->bar_x ||
      TITLE_NUMBERS * count > self->bar_x)
    self->bar_x = -1;
  cosell_placing_put (widget, self->check, 0, self->bar_x >= 0 ? self->bar_x - GAP : room, height);
  cosell_placing_put (widget, GTK_WIDGET (self->count), width - count, count, height);
}

static void
draw_part (CosellFacetRow *self, GtkSnapshot *snapshot, int part, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float x = (float) (rtl ? gtk_widget_get_width (widget) - self->bar_x - part : self->bar_x);
  float y = (float) (gtk_widget_get_height (widget) - BAR_HEIGHT) / 2;
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, y, (float) part, BAR_HEIGHT),
                                   BAR_HEIGHT / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
cosell_facet_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CosellFacetRow *self = COSELL_FACET_ROW (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  int part = (int) (self->share * BAR_WIDTH + .5);
  GdkRGBA color, accent;

  GTK_WIDGET_CLASS (cosell_facet_row_parent_class)->snapshot (widget, snapshot);
  if (self->bar_x < 0)
    return;
  gtk_style_context_get_color (context, &color);
  accent = color;
  gtk_style_context_lookup_color (context, "accent_bg_color", &accent);
  color.alpha *= .12f;
  draw_part (self, snapshot, BAR_WIDTH, &color);
  if (self->share > 0)
    draw_part (self, snapshot, MAX (part, BAR_HEIGHT), &accent);
}

static void
toggled_cb (CosellFacetRow *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[TOGGLED], 0);
}

static void
cosell_facet_row_dispose (GObject *object)
{
  CosellFacetRow *self = COSELL_FACET_ROW (object);

  if (self->check != NULL)
    {
      gtk_widget_unparent (self->check);
      gtk_widget_unparent (GTK_WIDGET (self->count));
      self->check = NULL;
    }
  g_clear_pointer (&self->term, g_free);
  G_OBJECT_CLASS (cosell_facet_row_parent_class)->dispose (object);
}

static void
cosell_facet_row_class_init (CosellFacetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_facet_row_dispose;
  widget_class->measure = cosell_facet_row_measure;
  widget_class->size_allocate = cosell_facet_row_size_allocate;
  widget_class->snapshot = cosell_facet_row_snapshot;
  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "facetrow");
}

static void
cosell_facet_row_init (CosellFacetRow *self)
{
  self->check = gtk_check_button_new ();
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->title, 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (self->check), GTK_WIDGET (self->title));
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->count), GTK_WIDGET (self));
}

GtkWidget *
cosell_facet_row_new (const char *facet)
{
  CosellFacetRow *self = g_object_new (COSELL_TYPE_FACET_ROW, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  facet, -1);
  return GTK_WIDGET (self);
}

void
cosell_facet_row_set_choice (CosellFacetRow *self,
                             const char *term,
                             const char *title,
                             gint64 count,
                             gint64 most,
                             gboolean chosen)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (COSELL_IS_FACET_ROW (self) && term != NULL && title != NULL);

  cosell_set_str (&self->term, term);
  self->share = most > 0 ? (double) count / (double) most : 0;
  number = g_strdup_printf ("%'" G_GINT64_FORMAT, count);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->count, number);
  cosell_widget_set_tooltip (self->check, title);
  self->setting = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), chosen);
  self->setting = FALSE;
  /* Translators: a choice among filters and how many deals it leaves, for a screen reader */
  words = g_strdup_printf (ngettext ("%s, %ld deal", "%s, %ld deals", (gulong) count), title,
                           (glong) count);
  cosell_button_set_name (self->check, words);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
cosell_facet_row_get_term (CosellFacetRow *self)
{
  g_return_val_if_fail (COSELL_IS_FACET_ROW (self), NULL);

  return self->term;
}

gboolean
cosell_facet_row_get_chosen (CosellFacetRow *self)
{
  g_return_val_if_fail (COSELL_IS_FACET_ROW (self), FALSE);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

gboolean
cosell_facet_row_grab_focus (CosellFacetRow *self)
{
  g_return_val_if_fail (COSELL_IS_FACET_ROW (self), FALSE);

  return gtk_widget_grab_focus (self->check);
}
