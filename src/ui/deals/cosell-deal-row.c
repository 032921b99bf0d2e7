#include "ui/deals/cosell-deal-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/cosell-text-find.h"
#include "base/cosell-text-show.h"
#include "ui/deals/cosell-row-painter.h"
#include "ui/widgets/cosell-heart.h"
#include "ui/widgets/cosell-status-pill.h"
#include "ui/words/cosell-format.h"
#include "ui/words/cosell-lead-text.h"
#include "ui/words/cosell-match-text.h"

#define DIM .7f
/* #f5c211, half of it in a light window and less in a dark one */
#define MARK_RED 0xf5f5
#define MARK_GREEN 0xc2c2
#define MARK_BLUE 0x1111
#define MARK_ALPHA 0x8000
#define MARK_ALPHA_DARK 0x6b00
/* Above and below one line of columns, two of them, and the two lines of a narrow row. */
#define PAD_ONE 22
#define PAD_TWO 16
#define PAD_NARROW 24
#define LEAST_HEIGHT 42
#define HEART_SIZE 28
#define HEART_X 8
#define CHECK_SIZE 20
/* A narrow row has its heart beside the value, where there is one. */
#define NARROW_MARGIN 12
#define NARROW_GAP 8
#define NARROW_ICON 13
/* With less room a sender says nothing. */
#define NARROW_SENDER 60

/* Beside the columns: who sent the deal (A10), and by how much it is overdue. */
#define CELL_SENDER COSELL_MAX_COLUMNS
#define CELL_OVERDUE (COSELL_MAX_COLUMNS + 1)
#define N_CELLS (COSELL_MAX_COLUMNS + 2)

struct _CosellDealRow
{
  GtkWidget parent_instance;

  GtkWidget *heart;
  CosellColumnGrid *grid; /* (owned) */
  CosellDeal *deal;       /* (owned) (nullable) */
  CosellRowMark mark;
  gboolean narrow;
  gboolean two_lines;          /* in columns: something stands below the name */
  int overdue;                 /* days */
  PangoLayout *cells[N_CELLS]; /* (owned) (nullable): made when drawn */
  GPtrArray *marked;           /* (owned) (nullable) of char *: folded words to mark */
  char *reason;                /* (owned) (nullable): why the deal was found */
  gsize reason_start, reason_end;
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

/* The two lines of a narrow row put several members into one text. Whoever sent the deal stands in
 * the place of the type, and says as much. */
static char *
narrow_text (const CosellDealData *data, guint cell, gint64 now)
{
  g_autofree char *from = cosell_format_sender (data);
  gboolean customer = data->customer != NULL && *data->customer != '\0';

  switch (cell)
    {
    case CELL_SENDER:
      if (from == NULL)
        return NULL;
      return customer ? cosell_text_format (" · %s", data->sender) : g_steal_pointer (&from);
    case COSELL_COLUMN_CUSTOMER:
      {
        g_autofree char *type = NULL;

        if (from != NULL)
          break;
        type = data->type == COSELL_DEAL_TYPE_LEAD ? cosell_lead_text_brief (data)
                                                   : cosell_format_type (data);
        return customer ? cosell_text_format ("%s · %s", data->customer, type)
                        : g_steal_pointer (&type);
      }
    case COSELL_COLUMN_CLOSE_DATE:
      return data->close_date != NULL ? cosell_format_date_brief (data->close_date, now) : NULL;
    case COSELL_COLUMN_STATUS:
      return cosell_format_status_brief (data, now);
    default:
      break;
    }
  return cosell_columns_write (cell, data, now);
}

static char *
cell_text (CosellDealRow *self, guint cell)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);
  gint64 now = cosell_format_now ();

  if (cell == CELL_OVERDUE)
    return cosell_format_overdue (self->overdue);
  if (cell == CELL_SENDER && self->reason != NULL)
    return g_strdup (self->reason);
  if (self->narrow)
    return narrow_text (data, cell, now);
  return cell == CELL_SENDER ? cosell_format_sender (data) : cosell_columns_write (cell, data, now);
}

static void
clear_cells (CosellDealRow *self)
{
  for (guint i = 0; i < N_CELLS; i++)
    g_clear_object (&self->cells[i]);
}

static gboolean
cell_is_bold (CosellDealRow *self, guint cell)
{
  if (cell >= COSELL_MAX_COLUMNS)
    return FALSE;
  return (cosell_columns_get_info (cell)->flags & COSELL_COLUMN_BOLD) != 0 ||
         (cell == COSELL_COLUMN_CLOSE_DATE && self->overdue > 0);
}

static gboolean
cell_is_small (CosellDealRow *self, guint cell)
{
  if (cell >= COSELL_MAX_COLUMNS || cell == COSELL_COLUMN_STATUS)
    return TRUE;
  return self->narrow && cell != COSELL_COLUMN_NAME && cell != COSELL_COLUMN_VALUE;
}

static void
mark (PangoAttrList *attributes, gsize start, gsize end)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  PangoAttribute *parts[] = {
    pango_attr_background_new (MARK_RED, MARK_GREEN, MARK_BLUE),
    pango_attr_background_alpha_new (dark ? MARK_ALPHA_DARK : MARK_ALPHA),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      parts[i]->start_index = (guint) start;
      parts[i]->end_index = (guint) end;
      pango_attr_list_insert (attributes, parts[i]);
    }
}

/* What people look for is marked where the row shows it. */
static void
mark_words (CosellDealRow *self, const char *text, PangoAttrList *attributes)
{
  for (guint i = 0; text != NULL && i < self->marked->len; i++)
    {
      gsize from = 0, start, end;

      while (
          cosell_text_find_folded (text + from, g_ptr_array_index (self->marked, i), &start, &end))
        {
          mark (attributes, from + start, from + end);
          from += end;
        }
    }
}

static PangoLayout *
get_cell (CosellDealRow *self, guint cell)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;

  if (self->cells[cell] != NULL)
    return self->cells[cell];
  text = cell_text (self, cell);
  self->cells[cell] = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_ellipsize (self->cells[cell], PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->cells[cell], TRUE);

  attributes = pango_attr_list_new ();
  if (cell_is_bold (self, cell))
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (cell_is_small (self, cell))
    pango_attr_list_insert (attributes, pango_attr_scale_new (COSELL_SMALL_TEXT));
  if (cell >= COSELL_MAX_COLUMNS ||
      (cosell_columns_get_info (cell)->flags & COSELL_COLUMN_NUMBERS) != 0)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (cell == CELL_SENDER && self->reason != NULL)
    mark (attributes, self->reason_start, self->reason_end);
  else if (self->marked != NULL &&
           (cell == COSELL_COLUMN_NAME || cell == COSELL_COLUMN_CUSTOMER || cell == CELL_SENDER))
    mark_words (self, text, attributes);
  pango_layout_set_attributes (self->cells[cell], attributes);
  return self->cells[cell];
}

static int
cell_width (CosellDealRow *self, guint cell)
{
  int width;

  pango_layout_set_width (get_cell (self, cell), -1);
  pango_layout_get_pixel_size (get_cell (self, cell), &width, NULL);
  return width;
}

/* (nullable) */
static const char *
sync_icon (CosellDealRow *self)
{
  return cosell_status_pill_get_sync_icon (
      cosell_deal_data_get_sync (cosell_deal_get_data (self->deal)));
}

/* --- drawing --- */

static void
draw_pill (CosellDealRow *self, const CosellRowPainter *painter, CosellRowPlace place)
{
  const CosellDealData *data = cosell_deal_get_data (self->deal);

  cosell_row_painter_pill (painter, get_cell (self, COSELL_COLUMN_STATUS),
                           cosell_format_status_class (data, cosell_format_now ()),
                           sync_icon (self), place);
}

/* Two cells, one below the other, in the middle of the row. */
static void
draw_below (CosellDealRow *self,
            const CosellRowPainter *painter,
            CosellRowPlace place,
            guint first,
            const GdkRGBA *first_color,
            guint second,
            const GdkRGBA *second_color)
{
  int above, below;

  pango_layout_get_pixel_size (get_cell (self, first), NULL, &above);
  pango_layout_get_pixel_size (get_cell (self, second), NULL, &below);
  place.y += (place.height - above - below) / 2;
  place.height = above;
  cosell_row_painter_text (painter, get_cell (self, first), place, first_color);
  place.y += above;
  place.height = below;
  cosell_row_painter_text (painter, get_cell (self, second), place, second_color);
}

/* A text that must not be cut has more room from the next frame on. */
static void
ask_for_room (CosellDealRow *self, guint column, int width)
{
  int text;

  if ((cosell_columns_get_info (column)->flags & COSELL_COLUMN_WHOLE) == 0)
    return;
  text = column == COSELL_COLUMN_STATUS
             ? cosell_row_painter_pill_width (get_cell (self, column), sync_icon (self))
             : cell_width (self, column);
  if (column == COSELL_COLUMN_CLOSE_DATE && self->overdue > 0)
    text = MAX (text, cell_width (self, CELL_OVERDUE));
  if (text > width)
    cosell_column_grid_need (self->grid, column, text);
}

static gboolean
has_sender (const CosellDealData *data)
{
  return data->direction == COSELL_DIRECTION_INBOUND && data->sender != NULL &&
         *data->sender != '\0';
}

static void
draw_column (CosellDealRow *self,
             const CosellRowPainter *painter,
             guint column,
             CosellRowPlace place)
{
  CosellColumnFlags flags = cosell_columns_get_info (column)->flags;
  GdkRGBA dim = cosell_row_painter_dim (painter, DIM);
  GdkRGBA red;

  ask_for_room (self, column, place.width);
  if (column == COSELL_COLUMN_STATUS)
    draw_pill (self, painter, place);
  else if (column == COSELL_COLUMN_NAME &&
           (self->reason != NULL || has_sender (cosell_deal_get_data (self->deal))))
    draw_below (self, painter, place, column, &painter->color, CELL_SENDER, &dim);
  else if (column == COSELL_COLUMN_CLOSE_DATE && self->overdue > 0)
    {
      red = cosell_row_painter_lookup (painter, "error_color");
      draw_below (self, painter, place, column, &red, CELL_OVERDUE, &red);
    }
  else
    cosell_row_painter_text (painter, get_cell (self, column), place,
                             (flags & COSELL_COLUMN_DIM) != 0 ? &dim : &painter->color);
}

static void
draw_columns (CosellDealRow *self, const CosellRowPainter *painter)
{
  const CosellColumnLayout *layout =
      cosell_column_grid_lay_out (self->grid, painter->widget, painter->width);
  int height = gtk_widget_get_height (painter->widget);

  for (guint i = 0; i < cosell_columns_get_n (); i++)
    if (layout->spans[i].width > 0)
      {
        CosellColumnFlags flags = cosell_columns_get_info (i)->flags;
        CosellColumnSpan span = layout->spans[i];

        draw_column (self, painter, i,
                     (CosellRowPlace){ span.x, span.width, 0, height,
                                       (flags & COSELL_COLUMN_AT_END) != 0 });
      }
}

/* name … heart value */
static void
draw_first_line (CosellDealRow *self, const CosellRowPainter *painter, CosellRowPlace line)
{
  gboolean heart = cosell_deal_get_data (self->deal)->favorite;
  int value = MIN (cell_width (self, COSELL_COLUMN_VALUE), line.width * 4 / 5);
  CosellRowPlace amount = { line.x + line.width - value, value, line.y, line.height, TRUE };
  CosellRowPlace mark = { amount.x - NARROW_GAP - NARROW_ICON, NARROW_ICON, line.y, line.height,
                          FALSE };
  GdkRGBA red = cosell_row_painter_lookup (painter, "red_3");

  line.width = (heart ? mark.x : amount.x) - NARROW_GAP - line.x;
  cosell_row_painter_text (painter, get_cell (self, COSELL_COLUMN_NAME), line, &painter->color);
  if (heart)
    cosell_row_painter_icon (painter, "cosell-heart-symbolic", NARROW_ICON, mark, &red);
  cosell_row_painter_text (painter, get_cell (self, COSELL_COLUMN_VALUE), amount, &painter->color);
}

/* The date with an icon when it is overdue: not by colour alone. Returns: where it begins */
static int
draw_date (CosellDealRow *self, const CosellRowPainter *painter, CosellRowPlace line)
{
  GdkRGBA dim = cosell_row_painter_dim (painter, DIM);
  GdkRGBA red = cosell_row_painter_lookup (painter, "error_color");
  int width = cell_width (self, COSELL_COLUMN_CLOSE_DATE);
  int x = line.x + line.width - width;

  if (width == 0)
    return line.x + line.width;
  cosell_row_painter_text (painter, get_cell (self, COSELL_COLUMN_CLOSE_DATE),
                           (CosellRowPlace){ x, width, line.y, line.height, FALSE },
                           self->overdue > 0 ? &red : &dim);
  if (self->overdue > 0)
    {
      x -= NARROW_ICON + 3;
      cosell_row_painter_icon (painter, "cosell-overdue-symbolic", NARROW_ICON,
                               (CosellRowPlace){ x, NARROW_ICON, line.y, line.height, FALSE },
                               &red);
    }
  return x - NARROW_GAP;
}

/* customer · sender … date pill. The sender is the first that gives way; why it was found takes the
 * place of both. */
static void
draw_second_line (CosellDealRow *self, const CosellRowPainter *painter, CosellRowPlace line)
{
  GdkRGBA dim = cosell_row_painter_dim (painter, DIM);
  int pill =
      cosell_row_painter_pill_width (get_cell (self, COSELL_COLUMN_STATUS), sync_icon (self));
  int date = cell_width (self, COSELL_COLUMN_CLOSE_DATE);
  int end;

  if (self->overdue > 0)
    date += NARROW_ICON + 3;
  pill = MIN (MIN (pill, line.width * 3 / 4), line.width - NARROW_GAP - date);
  draw_pill (self, painter,
             (CosellRowPlace){ line.x + line.width - pill, pill, line.y, line.height, TRUE });
  line.width -= pill + NARROW_GAP;
  line.width = draw_date (self, painter, line) - line.x;
  if (line.width < line.height * 3 / 2) /* two letters at most */
    return;
  if (self->reason != NULL)
    {
      cosell_row_painter_text (painter, get_cell (self, CELL_SENDER), line, &dim);
      return;
    }
  end = cosell_row_painter_text (painter, get_cell (self, COSELL_COLUMN_CUSTOMER), line, &dim);
  line.width = line.x + line.width - end;
  line.x = end;
  if (line.width >= NARROW_SENDER || cell_width (self, CELL_SENDER) <= line.width)
    cosell_row_painter_text (painter, get_cell (self, CELL_SENDER), line, &dim);
}

static void
draw_two_lines (CosellDealRow *self, const CosellRowPainter *painter)
{
  int first = cosell_column_grid_get_line (self->grid, FALSE);
  int second = cosell_column_grid_get_line (self->grid, TRUE) + 4;
  int top = (gtk_widget_get_height (painter->widget) - first - second) / 2;
  int start = self->mark == COSELL_ROW_HEART ? NARROW_MARGIN : COSELL_HEART_WIDTH;
  int width = painter->width - start - NARROW_MARGIN;

  draw_first_line (self, painter, (CosellRowPlace){ start, width, top, first, FALSE });
  draw_second_line (self, painter, (CosellRowPlace){ start, width, top + first, second, FALSE });
}

static void
cosell_deal_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CosellDealRow *self = COSELL_DEAL_ROW (widget);
  CosellRowPainter painter;

  cosell_row_painter_init (&painter, widget, snapshot);
  if (self->deal != NULL && self->narrow)
    draw_two_lines (self, &painter);
  else if (self->deal != NULL)
    draw_columns (self, &painter);
  if (self->mark != COSELL_ROW_HEART)
    cosell_row_painter_check (&painter, self->mark == COSELL_ROW_CHECKED, CHECK_SIZE,
                              (CosellRowPlace){ HEART_X, HEART_SIZE, 0,
                                                gtk_widget_get_height (widget), FALSE });
  else if (gtk_widget_get_child_visible (self->heart))
    gtk_widget_snapshot_child (widget, self->heart, snapshot);
}

/* --- size --- */

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
  gboolean narrow = self->narrow;
  int first, second;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = COSELL_HEART_WIDTH + 160;
      return;
    }
  if (for_size > 0)
    narrow = cosell_column_grid_lay_out (self->grid, widget, for_size)->narrow;
  first = cosell_column_grid_get_line (self->grid, FALSE);
  second = cosell_column_grid_get_line (self->grid, TRUE);
  if (narrow)
    *minimum = first + second + PAD_NARROW;
  else
    *minimum = self->two_lines ? first + second + PAD_TWO : first + PAD_ONE;
  *minimum = *natural = MAX (LEAST_HEIGHT, *minimum) - 1; /* the line below is the list's */
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
  gboolean narrow = cosell_column_grid_lay_out (self->grid, widget, width)->narrow;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation heart = { 0, (height - HEART_SIZE) / 2, HEART_SIZE, HEART_SIZE };

  if (narrow != self->narrow)
    clear_cells (self);
  self->narrow = narrow;
  gtk_widget_set_child_visible (self->heart, !narrow && self->mark == COSELL_ROW_HEART);
  heart.x = rtl ? width - HEART_X - HEART_SIZE : HEART_X;
  if (!narrow)
    gtk_widget_size_allocate (self->heart, &heart, -1);
}

static void
cosell_deal_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  CosellDealRow *self = COSELL_DEAL_ROW (widget);

  GTK_WIDGET_CLASS (cosell_deal_row_parent_class)->css_changed (widget, change);
  clear_cells (self);
  cosell_column_grid_check_letters (self->grid, widget);
  gtk_widget_queue_draw (widget);
}

/* --- deal --- */

static char *
describe_deal (const CosellDealData *data, gint64 now)
{
  g_autofree char *name = cosell_columns_write (COSELL_COLUMN_NAME, data, now);
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
  int days = cosell_format_days_overdue (data, now);
  g_autofree char *overdue = days > 0 ? cosell_format_overdue (days) : NULL;

  return g_strdup_printf ("%s%s%s%s%s%s%s", text, overdue != NULL ? ", " : "",
                          overdue != NULL ? overdue : "", sender != NULL ? ", " : "",
                          sender != NULL ? sender : "", sync != NULL ? ", " : "",
                          sync != NULL ? sync : "");
}

char *
cosell_deal_row_describe (const CosellDealData *data, gint64 now)
{
  return data->type == COSELL_DEAL_TYPE_LEAD ? cosell_lead_text_describe_row (data, now)
                                             : describe_deal (data, now);
}

/* The focus is on the list's own item, which has no name before GTK 4.12. */
static void
say (CosellDealRow *self, GtkAccessibleProperty property, const char *words)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), property, words, -1);
  while (item != NULL && !GTK_IS_LIST_VIEW (gtk_widget_get_parent (item)))
    item = gtk_widget_get_parent (item);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), property, words, -1);
}

static void
describe_reason (CosellDealRow *self)
{
  say (self, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->reason != NULL ? self->reason : "");
}

/* What is heard of a row: also what stands in columns that it does not have at first. */
static char *
describe_shown (CosellDealRow *self, const CosellDealData *data, gint64 now)
{
  const CosellColumnSet *set = cosell_column_grid_get_set (self->grid);
  g_autofree char *description = cosell_deal_row_describe (data, now);
  GString *text = NULL;

  for (guint i = 0; i < set->n; i++)
    if (set->items[i].column >= COSELL_COLUMN_OTHER)
      {
        g_autofree char *cell = cosell_columns_write (set->items[i].column, data, now);

        if (text == NULL)
          text = g_string_new (description);
        if (*cell != '\0')
          /* Translators: what a screen reader says for one more column: title, content */
          g_string_append_printf (text, _ (", %s: %s"),
                                  cosell_columns_get_title (set->items[i].column), cell);
      }
  return text != NULL ? g_string_free (text, FALSE) : g_steal_pointer (&description);
}

static void
set_two_lines (CosellDealRow *self, const CosellDealData *data)
{
  gboolean two_lines = (self->marked != NULL && self->marked->len > 0) || has_sender (data);

  if (self->two_lines == two_lines)
    return;
  self->two_lines = two_lines;
  gtk_widget_queue_resize (GTK_WIDGET (self));
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
  self->overdue = cosell_format_days_overdue (data, cosell_format_now ());
  set_two_lines (self, data);
  description = describe_shown (self, data, cosell_format_now ());
  say (self, GTK_ACCESSIBLE_PROPERTY_LABEL, description);
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
grid_changed_cb (CosellColumnGrid *grid, CosellDealRow *self)
{
  show_deal (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
heart_clicked_cb (GtkButton *heart, CosellDealRow *self)
{
  g_signal_emit (self, signals[FAVORITE_TOGGLED], 0);
}

/* With a key held down several are selected. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, CosellDealRow *self)
{
  GdkModifierType keys =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if ((keys & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
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
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  g_clear_pointer (&self->reason, g_free);
  if (self->grid != NULL)
    g_signal_handlers_disconnect_by_func (self->grid, grid_changed_cb, self);
  g_clear_object (&self->grid);
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
cosell_deal_row_new (CosellColumnGrid *grid)
{
  CosellDealRow *self = g_object_new (COSELL_TYPE_DEAL_ROW, NULL);

  self->grid = grid != NULL ? g_object_ref (grid) : cosell_column_grid_new ();
  g_signal_connect (self->grid, "changed", G_CALLBACK (grid_changed_cb), self);
  return GTK_WIDGET (self);
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
cosell_deal_row_set_marked (CosellDealRow *self, GPtrArray *words)
{
  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  if (self->marked == words)
    return;
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  self->marked = words != NULL ? g_ptr_array_ref (words) : NULL;
  clear_cells (self);
  if (self->deal != NULL)
    set_two_lines (self, cosell_deal_get_data (self->deal));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cosell_deal_row_set_reason (CosellDealRow *self, const CosellSearchHit *hit)
{
  g_autofree char *reason = NULL;
  gsize start = 0, end = 0;

  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  reason = hit != NULL ? cosell_match_text (hit, &start, &end) : NULL;
  if (g_strcmp0 (self->reason, reason) == 0 && self->reason_start == start)
    return;
  g_free (self->reason);
  self->reason = g_steal_pointer (&reason);
  self->reason_start = start;
  self->reason_end = end;
  g_clear_object (&self->cells[CELL_SENDER]);
  describe_reason (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cosell_deal_row_set_mark (CosellDealRow *self, CosellRowMark mark)
{
  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  if (self->mark == mark)
    return;
  if ((self->mark == COSELL_ROW_HEART) != (mark == COSELL_ROW_HEART))
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  self->mark = mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
cosell_deal_row_tick (CosellDealRow *self)
{
  const CosellDealData *data;

  g_return_if_fail (COSELL_IS_DEAL_ROW (self));

  if (self->deal == NULL)
    return;
  data = cosell_deal_get_data (self->deal);
  if (data->status == COSELL_DEAL_STATUS_RECEIVED ||
      self->overdue != cosell_format_days_overdue (data, cosell_format_now ()))
    show_deal (self);
}
