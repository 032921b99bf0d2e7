#include "ui/widgets/cosell-heart.h"

#include <glib/gi18n-lib.h>

/* A GtkButton without a child: it draws its icon itself, since a list keeps 200 of them. */
struct _CosellHeart
{
  GtkButton parent_instance;

  gboolean on;
  gboolean told; /* cosell_heart_set_on was called at least once */
};

G_DEFINE_FINAL_TYPE (CosellHeart, cosell_heart, GTK_TYPE_BUTTON)

#define ICON_SIZE 16

static GdkPaintable *
find_icon (GtkWidget *widget, gboolean on)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

  return GDK_PAINTABLE (gtk_icon_theme_lookup_icon (
      theme, on ? "cosell-heart-symbolic" : "cosell-heart-outline-symbolic", NULL, ICON_SIZE,
      gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0));
}

static void
cosell_heart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_autoptr (GdkPaintable) icon = find_icon (widget, COSELL_HEART (widget)->on);
  GdkRGBA color;
  float x = (float) (gtk_widget_get_width (widget) - ICON_SIZE) / 2;
  float y = (float) (gtk_widget_get_height (widget) - ICON_SIZE) / 2;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE,
                                            ICON_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
cosell_heart_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

static const char *
describe (CosellHeart *self)
{
  return self->on ? _ ("Remove from Favorites") : _ ("Add to Favorites");
}

/* Asked for when it is needed: setting a text makes GTK ask the display where the pointer is, twice
 * a heart, and the main loop waits for the answers. */
static gboolean
cosell_heart_query_tooltip (GtkWidget *widget,
                            int x,
                            int y,
                            gboolean keyboard_tooltip,
                            GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, describe (COSELL_HEART (widget)));
  return TRUE;
}

static void
cosell_heart_class_init (CosellHeartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = cosell_heart_snapshot;
  widget_class->measure = cosell_heart_measure;
  widget_class->query_tooltip = cosell_heart_query_tooltip;
}

static void
cosell_heart_init (CosellHeart *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL); /* measures itself */
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "heart");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  cosell_heart_set_on (self, FALSE);
}

GtkWidget *
cosell_heart_new (void)
{
  return g_object_new (COSELL_TYPE_HEART, NULL);
}

void
cosell_heart_set_on (CosellHeart *self, gboolean on)
{
  g_return_if_fail (COSELL_IS_HEART (self));

  on = !!on;
  if (self->told && self->on == on)
    return;
  self->told = TRUE;
  self->on = on;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  describe (self), -1);
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), "on");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "on");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
