#include "ui/deals/cosell-row-painter.h"

#include "ui/deals/cosell-column-grid.h"

#define PILL_PAD_Y 2
#define ICON_ALPHA .7f
/* A box that is empty stands out from its row in high contrast too. */
#define CHECK_ALPHA .5f
#define CHECK_LINE 2
#define CHECK_RADIUS 5
#define CHECK_MARK 14

void
cosell_row_painter_init (CosellRowPainter *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  self->widget = widget;
  self->snapshot = snapshot;
  self->width = gtk_widget_get_width (widget);
  self->rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &self->color);
}

GdkRGBA
cosell_row_painter_dim (const CosellRowPainter *self, float alpha)
{
  GdkRGBA color = self->color;

  color.alpha *= alpha;
  return color;
}

GdkRGBA
cosell_row_painter_lookup (const CosellRowPainter *self, const char *name)
{
  GdkRGBA color = self->color;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (self->widget), name, &color);
  return color;
}

static int
left_of (const CosellRowPainter *self, int x, int width)
{
  return self->rtl ? self->width - x - width : x;
}

int
cosell_row_painter_text (const CosellRowPainter *self,
                         PangoLayout *text,
                         CosellRowPlace place,
                         const GdkRGBA *color)
{
  int width, height, x;

  if (place.width <= 0)
    return place.x;
  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &width, &height);
  if (width > place.width)
    {
      pango_layout_set_width (text, place.width * PANGO_SCALE);
      width = place.width;
    }
  x = place.at_end ? place.x + place.width - width : place.x;
  /* a layout with a width aligns itself by its own direction */
  pango_layout_set_alignment (text, PANGO_ALIGN_LEFT);
  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot,
                          &GRAPHENE_POINT_INIT ((float) left_of (self, x, width),
                                                (float) (place.y + (place.height - height) / 2)));
  gtk_snapshot_append_layout (self->snapshot, text, color);
  gtk_snapshot_restore (self->snapshot);
  return x + width;
}

void
cosell_row_painter_icon (const CosellRowPainter *self,
                         const char *name,
                         int size,
                         CosellRowPlace place,
                         const GdkRGBA *color)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (self->widget));
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, name, NULL, size,
                                  gtk_widget_get_scale_factor (self->widget),
                                  gtk_widget_get_direction (self->widget), 0);

  gtk_snapshot_save (self->snapshot);
  gtk_snapshot_translate (self->snapshot,
                          &GRAPHENE_POINT_INIT ((float) left_of (self, place.x, size),
                                                (float) (place.y + (place.height - size) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), self->snapshot, size,
                                            size, color, 1);
  gtk_snapshot_restore (self->snapshot);
}

void
cosell_row_painter_check (const CosellRowPainter *self, gboolean on, int size, CosellRowPlace place)
{
  int x = place.x + (place.width - size) / 2;
  GdkRGBA ground = cosell_row_painter_lookup (self, "accent_bg_color");
  GdkRGBA mark = cosell_row_painter_lookup (self, "accent_fg_color");
  GdkRGBA line = cosell_row_painter_dim (self, CHECK_ALPHA);
  const float widths[4] = { CHECK_LINE, CHECK_LINE, CHECK_LINE, CHECK_LINE };
  const GdkRGBA lines[4] = { line, line, line, line };
  GskRoundedRect box;

  gsk_rounded_rect_init_from_rect (&box,
                                   &GRAPHENE_RECT_INIT ((float) left_of (self, x, size),
                                                        (float) (place.y +
                                                                 (place.height - size) / 2),
                                                        (float) size, (float) size),
                                   CHECK_RADIUS);
  if (!on)
    {
      gtk_snapshot_append_border (self->snapshot, &box, widths, lines);
      return;
    }
  gtk_snapshot_push_rounded_clip (self->snapshot, &box);
  gtk_snapshot_append_color (self->snapshot, &ground, &box.bounds);
  gtk_snapshot_pop (self->snapshot);
  cosell_row_painter_icon (self, "object-select-symbolic", CHECK_MARK,
                           (CosellRowPlace){ x + (size - CHECK_MARK) / 2, CHECK_MARK, place.y,
                                             place.height, FALSE },
                           &mark);
}

static void
pill_colors (const CosellRowPainter *self,
             const char *style_class,
             GdkRGBA *text,
             GdkRGBA *background)
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

  *text = self->color;
  *background = cosell_row_painter_dim (self, .09f);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].name, style_class))
      {
        *text = cosell_row_painter_lookup (self, classes[i].text);
        *background = cosell_row_painter_lookup (self, classes[i].background);
        background->alpha = classes[i].alpha;
      }
}

static int
icon_width (const char *icon)
{
  return icon != NULL ? COSELL_PILL_ICON + COSELL_PILL_ICON_GAP : 0;
}

int
cosell_row_painter_pill_width (PangoLayout *text, const char *icon)
{
  int width;

  pango_layout_set_width (text, -1);
  pango_layout_get_pixel_size (text, &width, NULL);
  return width + 2 * COSELL_PILL_PAD_X + icon_width (icon);
}

void
cosell_row_painter_pill (const CosellRowPainter *self,
                         PangoLayout *text,
                         const char *style_class,
                         const char *icon,
                         CosellRowPlace place)
{
  int width = MIN (place.width, cosell_row_painter_pill_width (text, icon));
  int x = place.at_end ? place.x + place.width - width : place.x;
  int room = width - 2 * COSELL_PILL_PAD_X - icon_width (icon);
  int pill_width = width - icon_width (icon);
  GdkRGBA color, background, dim = cosell_row_painter_dim (self, ICON_ALPHA);
  GskRoundedRect pill;
  int text_height, height, y;

  if (room <= 0)
    return;
  pango_layout_get_pixel_size (text, NULL, &text_height);
  height = text_height + 2 * PILL_PAD_Y;
  y = place.y + (place.height - height) / 2;
  pill_colors (self, style_class, &color, &background);
  gsk_rounded_rect_init_from_rect (&pill,
                                   &GRAPHENE_RECT_INIT ((float) left_of (self, x, pill_width),
                                                        (float) y, (float) pill_width,
                                                        (float) height),
                                   (float) height / 2);
  gtk_snapshot_push_rounded_clip (self->snapshot, &pill);
  gtk_snapshot_append_color (self->snapshot, &background, &pill.bounds);
  gtk_snapshot_pop (self->snapshot);
  cosell_row_painter_text (self, text,
                           (CosellRowPlace){ x + COSELL_PILL_PAD_X, room, y, height, FALSE },
                           &color);
  if (icon != NULL)
    cosell_row_painter_icon (self, icon, COSELL_PILL_ICON,
                             (CosellRowPlace){ x + pill_width + COSELL_PILL_ICON_GAP,
                                               COSELL_PILL_ICON, y, height, FALSE },
                             &dim);
}
