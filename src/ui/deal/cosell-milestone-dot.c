#include "ui/deal/cosell-milestone-dot.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-widget-helpers.h"

#define ICON_SIZE 12
#define SIZE ((float) COSELL_MILESTONE_DOT_SIZE)

struct _CosellMilestoneDot
{
  GtkButton parent_instance;

  CosellMilestoneState state;
  char *title;        /* (owned) "Proposed, 60 %" */
  char *definition;   /* (owned) */
  GtkWidget *popover; /* (nullable) child, made when it is first wanted */
};

G_DEFINE_FINAL_TYPE (CosellMilestoneDot, cosell_milestone_dot, GTK_TYPE_BUTTON)

/* CSS class by state; the class gives the colour. */
static const char *
state_class (CosellMilestoneState state)
{
  switch (state)
    {
    case COSELL_MILESTONE_FUTURE:
      return "future";
    case COSELL_MILESTONE_AWAITED:
      return "awaited";
    case COSELL_MILESTONE_DONE:
      return "done";
    case COSELL_MILESTONE_CURRENT:
      return "current";
    case COSELL_MILESTONE_WON:
      return "won";
    case COSELL_MILESTONE_ENDED:
      return "ended";
    }
  g_return_val_if_reached ("future");
}

/* What a screen reader says after the name. */
static const char *
state_words (CosellMilestoneState state)
{
  switch (state)
    {
    case COSELL_MILESTONE_FUTURE:
      return C_ ("milestone", "to come");
    case COSELL_MILESTONE_AWAITED:
      return C_ ("milestone", "waits for your answer");
    case COSELL_MILESTONE_DONE:
      return C_ ("milestone", "done");
    case COSELL_MILESTONE_CURRENT:
      return C_ ("milestone", "current stage");
    case COSELL_MILESTONE_WON:
    case COSELL_MILESTONE_ENDED:
      return C_ ("milestone", "closed");
    }
  g_return_val_if_reached ("");
}

static char *
make_title (const CosellMilestone *milestone)
{
  if (milestone->detail != NULL)
    /* Translators: "Deal registration", and how it stands: "In review" */
    return g_strdup_printf (_ ("%s: %s"), milestone->label, milestone->detail);
  if (milestone->state == COSELL_MILESTONE_ENDED)
    return g_strdup (milestone->label);
  /* Translators: a sales stage and its percentage, "Proposed, 60 %" */
  return g_strdup_printf (_ ("%s, %d %%"), milestone->label, milestone->percent);
}

static void
append_disc (GtkSnapshot *snapshot, float radius, const GdkRGBA *color)
{
  GskRoundedRect disc;
  graphene_rect_t bounds;

  graphene_rect_init (&bounds, -radius, -radius, 2 * radius, 2 * radius);
  gsk_rounded_rect_init_from_rect (&disc, &bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, color, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_ring (GtkSnapshot *snapshot, float radius, float width, const GdkRGBA *color)
{
  GskRoundedRect ring;
  graphene_rect_t bounds;

  graphene_rect_init (&bounds, -radius, -radius, 2 * radius, 2 * radius);
  gsk_rounded_rect_init_from_rect (&ring, &bounds, radius);
  gtk_snapshot_append_border (snapshot, &ring, (float[4]){ width, width, width, width },
                              (GdkRGBA[4]){ *color, *color, *color, *color });
}

static void
append_icon (CosellMilestoneDot *self,
             GtkSnapshot *snapshot,
             const char *name,
             const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, name, NULL, ICON_SIZE,
                                  gtk_widget_get_scale_factor (widget), GTK_TEXT_DIR_LTR, 0);

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-ICON_SIZE / 2.f, -ICON_SIZE / 2.f));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE,
                                            ICON_SIZE, color, 1);
}

static void
cosell_milestone_dot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CosellMilestoneDot *self = COSELL_MILESTONE_DOT (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color, inner;

  gtk_style_context_get_color (context, &color);
  if (!gtk_style_context_lookup_color (context, "accent_fg_color", &inner))
    inner = (GdkRGBA){ 1, 1, 1, 1 };
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 2,
                                                (float) gtk_widget_get_height (widget) / 2));
  switch (self->state)
    {
    case COSELL_MILESTONE_FUTURE:
      append_ring (snapshot, SIZE / 2 - 1, 2, &color);
      break;
    case COSELL_MILESTONE_AWAITED:
      append_ring (snapshot, SIZE / 2, 3, &color);
      break;
    case COSELL_MILESTONE_CURRENT:
      append_disc (snapshot, SIZE / 2, &color);
      append_disc (snapshot, SIZE / 5, &inner);
      break;
    case COSELL_MILESTONE_DONE:
    case COSELL_MILESTONE_WON:
      append_disc (snapshot, SIZE / 2, &color);
      append_icon (self, snapshot, "object-select-symbolic", &inner);
      break;
    case COSELL_MILESTONE_ENDED:
      append_disc (snapshot, SIZE / 2, &color);
      append_icon (self, snapshot, "window-close-symbolic", &inner);
      break;
    }
  gtk_snapshot_restore (snapshot);
}

static void
cosell_milestone_dot_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = *natural = COSELL_MILESTONE_DOT_SIZE;
}

static void
cosell_milestone_dot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellMilestoneDot *self = COSELL_MILESTONE_DOT (widget);

  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
make_popover (CosellMilestoneDot *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (COSELL_APP_PATH "/deal/cosell-milestone-popover.ui");

  self->popover = GTK_WIDGET (gtk_builder_get_object (builder, "popover"));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "title")), self->title);
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "text")), self->definition);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
cosell_milestone_dot_clicked (GtkButton *button)
{
  CosellMilestoneDot *self = COSELL_MILESTONE_DOT (button);

  if (self->popover == NULL)
    make_popover (self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
cosell_milestone_dot_dispose (GObject *object)
{
  g_clear_pointer (&COSELL_MILESTONE_DOT (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (cosell_milestone_dot_parent_class)->dispose (object);
}

static void
cosell_milestone_dot_finalize (GObject *object)
{
  CosellMilestoneDot *self = COSELL_MILESTONE_DOT (object);

  g_free (self->title);
  g_free (self->definition);
  G_OBJECT_CLASS (cosell_milestone_dot_parent_class)->finalize (object);
}

static void
cosell_milestone_dot_class_init (CosellMilestoneDotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cosell_milestone_dot_dispose;
  object_class->finalize = cosell_milestone_dot_finalize;
  widget_class->snapshot = cosell_milestone_dot_snapshot;
  widget_class->measure = cosell_milestone_dot_measure;
  widget_class->size_allocate = cosell_milestone_dot_size_allocate;
  GTK_BUTTON_CLASS (klass)->clicked = cosell_milestone_dot_clicked;
}

static void
cosell_milestone_dot_init (CosellMilestoneDot *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL); /* measures itself */
  gtk_widget_add_css_class (GTK_WIDGET (self), "milestone");
  gtk_widget_add_css_class (GTK_WIDGET (self), state_class (self->state));
}

GtkWidget *
cosell_milestone_dot_new (void)
{
  return g_object_new (COSELL_TYPE_MILESTONE_DOT, NULL);
}

void
cosell_milestone_dot_set (CosellMilestoneDot *self, const CosellMilestone *milestone)
{
  g_autofree char *tooltip = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (COSELL_IS_MILESTONE_DOT (self));

  cosell_take_str (&self->title, make_title (milestone));
  cosell_set_str (&self->definition, milestone->definition);
  tooltip = g_strdup_printf ("%s\n%s", self->title, self->definition);
  label = g_strdup_printf ("%s, %s", self->title, state_words (milestone->state));
  cosell_widget_set_tooltip (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->definition, -1);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  if (self->state == milestone->state)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), state_class (self->state));
  self->state = milestone->state;
  gtk_widget_add_css_class (GTK_WIDGET (self), state_class (self->state));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
