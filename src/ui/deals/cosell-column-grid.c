#include "ui/deals/cosell-column-grid.h"

#include "base/cosell-str.h"
#include "ui/words/cosell-format.h"

#define N_LAYOUTS 2
#define END_MARGIN 12
/* A title is smaller than what stands below it, and bold; an arrow may stand beside it. */
#define TITLE_TEXT 0.9
#define ARROW_WIDTH 19
/* No text makes its column wider than that many digits. */
#define MAX_NEED 34

struct _CosellColumnGrid
{
  GObject parent_instance;

  CosellColumnSet set;
  char *first; /* (owned) (nullable) what is shown at first, where it is no other list's */
  char *owner; /* (owned) (nullable) */
  CosellColumnWidths widths; /* digit 0: not measured yet */
  int needed[COSELL_MAX_COLUMNS];
  int line, small_line;
  CosellColumnLayout layouts[N_LAYOUTS]; /* of the last widths that were asked for */
  guint next_layout;
  guint changed_source; /* of "changed", once for a frame */
};

G_DEFINE_FINAL_TYPE (CosellColumnGrid, cosell_column_grid, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
forget_layouts (CosellColumnGrid *self)
{
  for (guint i = 0; i < N_LAYOUTS; i++)
    self->layouts[i].width = 0;
}

static void
changed (CosellColumnGrid *self)
{
  forget_layouts (self);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
changed_cb (gpointer user_data)
{
  CosellColumnGrid *self = user_data;

  self->changed_source = 0;
  changed (self);
  return G_SOURCE_REMOVE;
}

/* --- measuring --- */

static int
get_digit (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return width;
}

static int
text_width (PangoLayout *layout, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
set_letters (PangoLayout *layout, double scale, gboolean bold, gboolean numbers)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (scale < 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (numbers)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
}

static int
measure_samples (PangoLayout *layout, guint column)
{
  const CosellColumnInfo *info = cosell_columns_get_info (column);
  g_auto (GStrv) samples = cosell_columns_dup_samples (column, cosell_format_now ());
  gboolean pill = column == COSELL_COLUMN_STATUS;
  /* a date that is overdue is bold */
  gboolean bold = (info->flags & COSELL_COLUMN_BOLD) != 0 || column == COSELL_COLUMN_CLOSE_DATE;
  int width = 0;

  set_letters (layout, pill ? COSELL_SMALL_TEXT : 1, bold,
               (info->flags & COSELL_COLUMN_NUMBERS) != 0);
  for (char **sample = samples; *sample != NULL; sample++)
    width = MAX (width, text_width (layout, *sample));
  return pill ? width + 2 * COSELL_PILL_PAD_X + COSELL_PILL_ICON_GAP + COSELL_PILL_ICON : width;
}

static void
measure_column (CosellColumnGrid *self, PangoLayout *layout, guint column)
{
  int digits = cosell_columns_get_info (column)->digits;
  int width = (int) ((gint64) digits * self->widths.digit / PANGO_SCALE);
  int title;

  if (digits == 0)
    width = measure_samples (layout, column);
  set_letters (layout, TITLE_TEXT, TRUE, FALSE);
  title = text_width (layout, cosell_columns_get_title (column));
  if (cosell_columns_can_sort (column))
    title += ARROW_WIDTH;
  self->widths.natural[column] = MAX (MAX (width, title), self->needed[column]);
}

static void
measure (CosellColumnGrid *self, GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);

  if (self->widths.digit == 0)
    {
      self->widths.digit = get_digit (widget);
      pango_layout_set_text (layout, "X", 1);
      pango_layout_get_pixel_size (layout, NULL, &self->line);
      set_letters (layout, COSELL_SMALL_TEXT, FALSE, FALSE);
      pango_layout_get_pixel_size (layout, NULL, &self->small_line);
    }
  for (guint i = 0; i < self->set.n; i++)
    if (self->widths.natural[self->set.items[i].column] == 0)
      measure_column (self, layout, self->set.items[i].column);
}

/* --- life --- */

static void
cosell_column_grid_dispose (GObject *object)
{
  g_clear_handle_id (&COSELL_COLUMN_GRID (object)->changed_source, g_source_remove);
  G_OBJECT_CLASS (cosell_column_grid_parent_class)->dispose (object);
}

static void
cosell_column_grid_finalize (GObject *object)
{
  g_free (COSELL_COLUMN_GRID (object)->first);
  g_free (COSELL_COLUMN_GRID (object)->owner);
  G_OBJECT_CLASS (cosell_column_grid_parent_class)->finalize (object);
}

static void
cosell_column_grid_class_init (CosellColumnGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_column_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_column_grid_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
cosell_column_grid_init (CosellColumnGrid *self)
{
  cosell_column_set_init (&self->set);
  self->widths.end = END_MARGIN;
}

CosellColumnGrid *
cosell_column_grid_new (void)
{
  return g_object_new (COSELL_TYPE_COLUMN_GRID, NULL);
}

const CosellColumnSet *
cosell_column_grid_get_set (CosellColumnGrid *self)
{
  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (self), NULL);

  return &self->set;
}

void
cosell_column_grid_set_set (CosellColumnGrid *self, const CosellColumnSet *set)
{
  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  if (cosell_column_set_equal (&self->set, set))
    return;
  self->set = *set;
  changed (self);
}

void
cosell_column_grid_set_first (CosellColumnGrid *self, const char *first)
{
  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  cosell_set_str (&self->first, first);
  cosell_column_grid_reset (self);
}

void
cosell_column_grid_reset (CosellColumnGrid *self)
{
  CosellColumnSet set;

  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  cosell_column_set_parse (&set, self->first);
  cosell_column_grid_set_set (self, &set);
}

char *
cosell_column_grid_dup_text (CosellColumnGrid *self)
{
  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (self), NULL);

  return self->first != NULL ? cosell_column_set_to_full_text (&self->set)
                             : cosell_column_set_to_text (&self->set);
}

void
cosell_column_grid_set_text (CosellColumnGrid *self, const char *text)
{
  CosellColumnSet set;

  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  cosell_column_set_parse (&set, text == NULL || *text == '\0' ? self->first : text);
  cosell_column_grid_set_set (self, &set);
}

void
cosell_column_grid_set_owner (CosellColumnGrid *self, const char *name)
{
  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  cosell_set_str (&self->owner, name);
}

const char *
cosell_column_grid_get_owner (CosellColumnGrid *self)
{
  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (self), NULL);

  return self->owner;
}

void
cosell_column_grid_set_end (CosellColumnGrid *self, int end)
{
  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  if (self->widths.end == end)
    return;
  self->widths.end = end;
  changed (self);
}

const CosellColumnLayout *
cosell_column_grid_lay_out (CosellColumnGrid *self, GtkWidget *widget, int width)
{
  CosellColumnLayout *layout;

  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (self), NULL);

  for (guint i = 0; i < N_LAYOUTS; i++)
    if (width > 0 && self->layouts[i].width == width)
      return &self->layouts[i];
  measure (self, widget);
  layout = &self->layouts[self->next_layout++ % N_LAYOUTS];
  cosell_column_layout_compute (layout, &self->set, &self->widths, width);
  return layout;
}

void
cosell_column_grid_check_letters (CosellColumnGrid *self, GtkWidget *widget)
{
  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));

  if (self->widths.digit == 0 || get_digit (widget) == self->widths.digit)
    return;
  for (guint i = 0; i < COSELL_MAX_COLUMNS; i++)
    self->widths.natural[i] = self->needed[i] = 0;
  self->widths.digit = 0;
  forget_layouts (self);
  if (self->changed_source == 0)
    self->changed_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, changed_cb, self, NULL);
}

int
cosell_column_grid_get_line (CosellColumnGrid *self, gboolean small)
{
  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (self), 0);

  return small ? self->small_line : self->line;
}

int
cosell_column_grid_from_pixels (CosellColumnGrid *self, int pixels)
{
  g_return_val_if_fail (COSELL_IS_COLUMN_GRID (self), 0);

  return self->widths.digit > 0 ? (int) ((gint64) pixels * 10 * PANGO_SCALE / self->widths.digit)
                                : 0;
}

void
cosell_column_grid_need (CosellColumnGrid *self, guint column, int width)
{
  g_return_if_fail (COSELL_IS_COLUMN_GRID (self));
  g_return_if_fail (column < cosell_columns_get_n ());

  width = MIN (width, (int) ((gint64) MAX_NEED * self->widths.digit / PANGO_SCALE));
  if (width <= self->widths.natural[column])
    return;
  self->needed[column] = self->widths.natural[column] = width;
  if (self->changed_source == 0)
    self->changed_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, changed_cb, self, NULL);
}
