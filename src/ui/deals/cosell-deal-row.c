#include "ui/deals/cosell-deal-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-intl.h"
#include "base/cosell-text-show.h"
#include "ui/deals/cosell-columns.h"
#include "ui/widgets/cosell-heart.h"
#include "ui/widgets/cosell-status-pill.h"
#include "ui/words/cosell-format.h"

#define ROW_HEIGHT 40
#define LINE_GAP 3
#define PILL_PAD_X 9
#define PILL_PAD_Y 2
#define SYNC_ICON 14
#define DIM 0.6f

/* beside the columns: who sent the deal (A10), below the customer or, in two lines, behind it */
#define CELL_SENDER ((CosellColumn) COSELL_N_COLUMNS)
#define N_CELLS (COSELL_N_COLUMNS + 1)

struct _CosellDealRow
{
  GtkWidget parent_instance;

  GtkWidget *heart;
  CosellDeal *deal; /* (owned) (nullable) */
  gboolean compact;
  CosellColumnLayout layout;
  PangoLayout *cells[N_CELLS]; /* (owned) (nullable): made when drawn */
};

G_DEFINE_FINAL_TYPE (CosellDealRow, cosell_deal_row, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  FAVORITE_TOGGLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- text --- */

static char *
cell_text (const CosellDealData *data, CosellColumn column, gint64 now)
{
  switch (column)
    {
    case COSELL_COLUMN_NAME:
      return cosell_text_brief (data->name != NULL && *data->name != '\0' ? data->name
                                                                          : _ ("Unnamed deal"));
    case COSELL_COLUMN_CUSTOMER:
      return cosell_text_brief (data->customer);
    case COSELL_COLUMN_TYPE:
      return cosell_format_type (data);
    case COSELL_COLUMN_STATUS:
      return cosell_format_status (data, now);
    case COSELL_COLUMN_VALUE:
      return cosell_format_money (data->value, data->currency);
    case COSELL_COLUMN_CLOSE_DATE:
      return cosell_format_date (data->close_date);
    case COSELL_COLUMN_COUNTRY:
      return cosell_intl_country_name (data->country);
    case COSELL_COLUMN_CREATED:
      return cosell_format_day (data->created_at, now);
    }
  return g_strdup ("");
}

/* The two lines of a narrow row put several members into one text. Whoever sent the deal stands in
 * the place of the type, and says as much. */
static char *
narrow_text (const CosellDealData *data, CosellColumn column, gint64 now)
{
  g_autofree char *sender = cosell_format_sender (data);

  if (column == CELL_SENDER)
    return data->customer != NULL && *data->customer != '\0' ? g_strconcat (" · ", sender, NULL)
                                                             : g_steal_pointer (&sender);
  if (column == COSELL_COLUMN_CUSTOMER && sender == NULL)
    {
      g_autofree char *type = cosell_format_type (data);

      return data->customer != NULL && *data->customer != '\0'
                 ? cosell_text_format ("%s · %s", data->customer, type)
                 : g_steal_pointer (&type);
    }
  return cell_text (data, column, now);
}

static void
clear_cells (CosellDealRow *self)
{
  for (guint i = 0; i < N_CELLS; i++)
    g_clear_object (&self->cells[i]);
}

static gboolean
has_sender (CosellDealRow *self)
{
  g_autofree char *sender = cosell_format_sender (cosell_deal_get_data (self->deal));

  return sender != NULL;
}

static PangoLayout *
get_cell (CosellDealRow *self, CosellColumn column)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  gint64 now = cosell_format_now ();
  g_autofree char *text = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;

  if (self->cells[column] != NULL)
    return self->cells[column];

  if (self->layout.narrow)
    text = narrow_text (data, column, now);
  else
    text = column == CELL_SENDER ? cosell_format_sender (data) : cell_text (data, column, now);
  self->cells[column] = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_ellipsize (self->cells[column], PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->cells[column], TRUE);

  attributes = pango_attr_list_new ();
  if (column == COSELL_COLUMN_NAME || column == COSELL_COLUMN_STATUS)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (column == COSELL_COLUMN_STATUS || column == CELL_SENDER ||
      (self->layout.narrow && column != COSELL_COLUMN_NAME))
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.86));
  if (column == COSELL_COLUMN_VALUE || column == COSELL_COLUMN_CLOSE_DATE)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->cells[column], attributes);
  return self->cells[column];
}

/* --- drawing --- */

/* The year of a date must not be cut: where the locale's months are too long for the column, the
 * date is written in digits. *text_width is made that of what is written. */
static void
fit_date (CosellDealRow *self, PangoLayout *cell, int width, int *text_width)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);

  if (*text_width <= width || data->close_date == NULL)
    return;
  pango_layout_set_text (cell, data->close_date, -1);
  pango_layout_get_pixel_size (cell, text_width, NULL);
}

/* Text in a span that is measured from the start edge; returns where it ended. */
static int
draw_text (CosellDealRow *self,
           GtkSnapshot *snapshot,
           CosellColumn column,
           int x,
           int width,
           int y,
           int height,
           gboolean at_end,
           float alpha)
{
  PangoLayout *cell = get_cell (self, column);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;
  int text_width, text_height, left;

  if (width <= 0)
    return x;
  pango_layout_set_width (cell, -1);
  pango_layout_get_pixel_size (cell, &text_width, &text_height);
  if (column == COSELL_COLUMN_CLOSE_DATE && !self->layout.narrow)
    fit_date (self, cell, width, &text_width);
  if (text_width > width)
    {
      pango_layout_set_width (cell, width * PANGO_SCALE);
      text_width = width;
    }

  left = at_end ? x + width - text_width : x;
  if (rtl)
    left = self->layout.width - left - text_width;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= alpha;
  /* a layout with a width aligns itself by its own direction */
  pango_layout_set_alignment (cell, PANGO_ALIGN_LEFT);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) left,
                                                (float) (y + (height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, cell, &color);
  gtk_snapshot_restore (snapshot);
  return x + text_width;
}

static void
pill_colors (CosellDealRow *self, const char *status_class, GdkRGBA *text, GdkRGBA *background)
{
  static const struct
  {
    const char *name;
    const char *text;
    const char *background;
    float alpha;
  } classes[] = {
    { "accent", "accent_color", "accent_bg_color", .15f },
    { "success", "success_color", "success_bg_color", .18f },
    { "warning", "warning_color", "warning_bg_color", .22f },
    { "error", "destructive_color", "destructive_bg_color", .15f },
  };
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_style_context_get_color (context, text);
  *background = *text;
  background->alpha *= .09f;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].name, status_class))
      {
        gtk_style_context_lookup_color (context, classes[i].text, text);
        gtk_style_context_lookup_color (context, classes[i].background, background);
        background->alpha = classes[i].alpha;
      }
}

static void
draw_icon (CosellDealRow *self, GtkSnapshot *snapshot, const char *name, int x, int y, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, name, NULL, SYNC_ICON,
                                  gtk_widget_get_scale_factor (widget),
                                  gtk_widget_get_direction (widget), 0);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int left = rtl ? self->layout.width - x - SYNC_ICON : x;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= DIM;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) left,
                                                          (float) (y + (height - SYNC_ICON) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, SYNC_ICON,
                                            SYNC_ICON, &color, 1);
  gtk_snapshot_restore (snapshot);
}

/* The status pill and the sync icon behind it. at_end: x + width is where it ends. */
static void
draw_status (CosellDealRow *self,
             GtkSnapshot *snapshot,
             int x,
             int width,
             int y,
             int height,
             gboolean at_end)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  const char *icon = cosell_status_pill_get_sync_icon (cosell_deal_data_get_sync (data));
  PangoLayout *cell = get_cell (self, COSELL_COLUMN_STATUS);
  int room = width - 2 * PILL_PAD_X - (icon != NULL ? SYNC_ICON + 6 : 0);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int text_width, text_height, pill_width, left;
  GskRoundedRect pill;
  GdkRGBA text, background;

  if (room <= 0)
    return;
  pango_layout_set_width (cell, -1);
  pango_layout_get_pixel_size (cell, &text_width, &text_height);
  if (text_width > room)
    pango_layout_set_width (cell, room * PANGO_SCALE);
  pill_width = MIN (text_width, room) + 2 * PILL_PAD_X;
  if (at_end)
    x += width - pill_width - (icon != NULL ? SYNC_ICON + 6 : 0);

  pill_colors (self, cosell_format_status_class (data, cosell_format_now ()), &text, &background);
  left = rtl ? self->layout.width - x - pill_width : x;
  y += (height - text_height - 2 * PILL_PAD_Y) / 2;
  height = text_height + 2 * PILL_PAD_Y;
  gsk_rounded_rect_init_from_rect (&pill,
                                   &GRAPHENE_RECT_INIT ((float) left, (float) y, (float) pill_width,
                                                        (float) height),
                                   (float) height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &background, &pill.bounds);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (left + PILL_PAD_X),
                                                          (float) (y + PILL_PAD_Y)));
  gtk_snapshot_append_layout (snapshot, cell, &text);
  gtk_snapshot_restore (snapshot);

  if (icon != NULL)
    draw_icon (self, snapshot, icon, x + pill_width + 6, y, height);
}

/* Two lines in the place of one: the customer, and below it who sent the deal. */
static void
draw_customer (CosellDealRow *self, GtkSnapshot *snapshot, CosellColumnSpan span, int height)
{
  int first, second, top;

  pango_layout_get_pixel_size (get_cell (self, COSELL_COLUMN_CUSTOMER), NULL, &first);
  pango_layout_get_pixel_size (get_cell (self, CELL_SENDER), NULL, &second);
  top = (height - first - second) / 2;
  draw_text (self, snapshot, COSELL_COLUMN_CUSTOMER, span.x, span.width, top, first, FALSE, .85f);
  draw_text (self, snapshot, CELL_SENDER, span.x, span.width, top + first, second, FALSE, DIM);
}

static void
draw_columns (CosellDealRow *self, GtkSnapshot *snapshot, int height)
{
  for (guint i = 0; i < COSELL_N_COLUMNS; i++)
    {
      CosellColumnSpan span = self->layout.spans[i];
      gboolean plain = i == COSELL_COLUMN_NAME || i == COSELL_COLUMN_VALUE;

      if (span.width <= 0)
        continue;
      if (i == COSELL_COLUMN_STATUS)
        draw_status (self, snapshot, span.x, span.width, 0, height, FALSE);
      else if (i == COSELL_COLUMN_CUSTOMER && has_sender (self))
        draw_customer (self, snapshot, span, height);
      else
        draw_text (self, snapshot, (CosellColumn) i, span.x, span.width, 0, height,
                   i == COSELL_COLUMN_VALUE,
                   plain                     ? 1
                   : i == COSELL_COLUMN_TYPE ? DIM
                                             : .85f);
    }
}

/* The customer gives way to who sent the deal, down to a third of the room. */
static void
draw_who (CosellDealRow *self, GtkSnapshot *snapshot, int x, int width, int y, int height)
{
  PangoRectangle customer;
  int end = x, sender = 0;

  if (has_sender (self))
    {
      pango_layout_set_width (get_cell (self, CELL_SENDER), -1);
      pango_layout_get_pixel_size (get_cell (self, CELL_SENDER), &sender, NULL);
      sender = MIN (sender, width * 2 / 3);
    }
  draw_text (self, snapshot, COSELL_COLUMN_CUSTOMER, x, width - sender, y, height, FALSE, DIM);
  pango_layout_get_pixel_extents (get_cell (self, COSELL_COLUMN_CUSTOMER), NULL, &customer);
  end += customer.x + customer.width;
  if (sender > 0)
    draw_text (self, snapshot, CELL_SENDER, end, x + width - end, y, height, FALSE, DIM);
}

/* name … value
 * customer · type or sender … pill */
static void
draw_two_lines (CosellDealRow *self, GtkSnapshot *snapshot, int height)
{
  int start = COSELL_HEART_WIDTH;
  int width = self->layout.width - start - 12;
  int line = (height - LINE_GAP) / 2 - 4;
  const char *icon = cosell_status_pill_get_sync_icon (
      cosell_deal_data_get_sync (cosell_deal_get_data (self->deal)));
  int value_width, status_width;

  pango_layout_set_width (get_cell (self, COSELL_COLUMN_VALUE), -1);
  pango_layout_get_pixel_size (get_cell (self, COSELL_COLUMN_VALUE), &value_width, NULL);
  pango_layout_set_width (get_cell (self, COSELL_COLUMN_STATUS), -1);
  pango_layout_get_pixel_size (get_cell (self, COSELL_COLUMN_STATUS), &status_width, NULL);
  value_width = MIN (value_width, width * 3 / 5);
  status_width =
      MIN (status_width + 2 * PILL_PAD_X + (icon != NULL ? SYNC_ICON + 8 : 0), width * 3 / 5);

  draw_text (self, snapshot, COSELL_COLUMN_NAME, start, width - value_width - 8, 4, line, FALSE, 1);
  draw_text (self, snapshot, COSELL_COLUMN_VALUE, start + width - value_width, value_width, 4, line,
             TRUE, .85f);
  draw_who (self, snapshot, start, width - status_width - 8, 4 + line + LINE_GAP, line);
  draw_status (self, snapshot, start + width - status_width, status_width, 4 + line + LINE_GAP,
               line, TRUE);
}

static void
cosell_deal_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CosellDealRow *self = COSELL_DEAL_ROW (widget);

  if (self->deal != NULL && self->layout.narrow)
    draw_two_lines (self, snapshot, gtk_widget_get_height (widget));
  else if (self->deal != NULL)
    draw_columns (self, snapshot, gtk_widget_get_height (widget));
  gtk_widget_snapshot_child (widget, self->heart, snapshot);
}

/* --- size --- */

int
cosell_deal_row_digit_width (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = pango_font_metrics_get_approximate_digit_width (metrics);

  pango_font_metrics_unref (metrics);
  return width;
}

static int
line_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);
  return height;
}

static void
cosell_deal_row_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  CosellDealRow *self = COSELL_DEAL_ROW (widget);
  CosellColumnLayout layout;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = COSELL_HEART_WIDTH + 160;
      return;
    }
  layout = self->layout;
  if (for_size >= 0)
    cosell_columns_compute (&layout, for_size, cosell_deal_row_digit_width (widget), self->compact);
  *minimum = *natural = layout.narrow ? MAX (56, 2 * line_height (widget) + 20)
                                      : MAX (ROW_HEIGHT, 2 * line_height (widget) + 2);
}

static GtkSizeRequestMode
cosell_deal_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cosell_deal_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellDealRow *self = COSELL_DEAL_ROW (widget);
  gboolean was_narrow = self->layout.narrow;
  int size = 28;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation heart = { 0, (height - size) / 2, size, size };

  cosell_columns_compute (&self->layout, width, cosell_deal_row_digit_width (widget),
                          self->compact);
  if (was_narrow != self->layout.narrow)
    clear_cells (self);
  heart.x = rtl ? width - 8 - size : 8;
  gtk_widget_size_allocate (self->heart, &heart, -1);
}

static void
cosell_deal_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cosell_deal_row_parent_class)->css_changed (widget, change);
  clear_cells (COSELL_DEAL_ROW (widget));
  gtk_widget_queue_draw (widget);
}

/* --- deal --- */

char *
cosell_deal_row_describe (const CosellDealData *data, gint64 now)
{
  g_autofree char *name = cell_text (data, COSELL_COLUMN_NAME, now);
  g_autofree char *type = cosell_format_type (data);
  g_autofree char *status = cosell_format_status (data, now);
  g_autofree char *value = cosell_format_money (data->value, data->currency);
  g_autofree char *closes = cosell_format_date (data->close_date);
  const char *sync = data->sync == COSELL_SYNC_STATE_SYNCED
                         ? NULL
                         : cosell_sync_state_label (cosell_deal_data_get_sync (data));

  /* Translators: what a screen reader says for a row: deal name, customer, type, status, value,
   * close date */
  g_autofree char *text =
      cosell_text_format (cosell_deal_status_is_closed ((CosellDealStatus) data->status)
                              ? _ ("%s, %s, %s, %s, %s, estimated close date %s")
                              : _ ("%s, %s, %s, %s, %s, closes %s"),
                          name, data->customer != NULL ? data->customer : "", type, status, value,
                          closes);

  g_autofree char *sender = cosell_format_sender (data);

  return g_strdup_printf ("%s%s%s%s%s", text, sender != NULL ? ", " : "",
                          sender != NULL ? sender : "", sync != NULL ? ", " : "",
                          sync != NULL ? sync : "");
}

/* The focus is on the list's own item, which has no name before GTK 4.12. */
static void
name_row (CosellDealRow *self, const char *name)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  while (item != NULL && !GTK_IS_LIST_VIEW (gtk_widget_get_parent (item)))
    item = gtk_widget_get_parent (item);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_deal (CosellDealRow *self)
{
  const CosellDealData *data;
  g_autofree char *description = NULL;

  clear_cells (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  description = cosell_deal_row_describe (data, cosell_format_now ());
  name_row (self, description);
  cosell_heart_set_on (COSELL_HEART (self->heart), data->favorite);
  /* a draft has no heart: there is nothing yet that the service could keep it for */
  gtk_widget_set_visible (self->heart, data->status != COSELL_DEAL_STATUS_DRAFT);
}

static void
deal_notify_cb (CosellDeal *deal, GParamSpec *pspec, CosellDealRow *self)
{
  show_deal (self);
}

static void
heart_clicked_cb (GtkButton *heart, CosellDealRow *self)
{
  g_signal_emit (self, signals[FAVORITE_TOGGLED], 0);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, CosellDealRow *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[OPENED], 0);
}

static void
cosell_deal_row_dispose (GObject *object)
{
  CosellDealRow *self = COSELL_DEAL_ROW (object);

  cosell_deal_row_set_deal (self, NULL);
  clear_cells (self);
  g_clear_pointer (&self->heart, gtk_widget_unparent);
  G_OBJECT_CLASS (cosell_deal_row_parent_class)->dispose (object);
}

static void
cosell_deal_row_class_init (CosellDealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_row_dispose;
  widget_class->snapshot = cosell_deal_row_snapshot;
  widget_class->measure = cosell_deal_row_measure;
  widget_class->get_request_mode = cosell_deal_row_get_request_mode;
  widget_class->size_allocate = cosell_deal_row_size_allocate;
  widget_class->css_changed = cosell_deal_row_css_changed;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FAVORITE_TOGGLED] = g_signal_new ("favorite-toggled", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "dealrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_action);
}

static void
cosell_deal_row_init (CosellDealRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->heart = cosell_heart_new ();
  /* a list of deals is one tab stop; the key of the heart is Ctrl+D */
  gtk_widget_set_focusable (self->heart, FALSE);
  gtk_widget_set_parent (self->heart, GTK_WIDGET (self));
  g_signal_connect (self->heart, "clicked", G_CALLBACK (heart_clicked_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
cosell_deal_row_new (void)
{
  return g_object_new (COSELL_TYPE_DEAL_ROW, NULL);
}

void
cosell_deal_row_set_deal (CosellDealRow *self, CosellDeal *deal)
{
  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  if (self->deal == deal)
    return;
  if (self->deal != NULL)
    g_signal_handlers_disconnect_by_func (self->deal, deal_notify_cb, self);
  g_set_object (&self->deal, deal);
  if (deal != NULL)
    g_signal_connect (deal, "notify", G_CALLBACK (deal_notify_cb), self);
  if (self->heart != NULL)
    show_deal (self);
}

CosellDeal *
cosell_deal_row_get_deal (CosellDealRow *self)
{
  g_return_val_if_fail (COSELL_IS_DEAL_ROW (self), NULL);

  return self->deal;
}

void
cosell_deal_row_tick (CosellDealRow *self)
{
  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  if (self->deal != NULL &&
      cosell_deal_get_data (self->deal)->status == COSELL_DEAL_STATUS_RECEIVED)
    show_deal (self);
}

void
cosell_deal_row_set_compact (CosellDealRow *self, gboolean compact)
{
  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  if (self->compact == compact)
    return;
  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
