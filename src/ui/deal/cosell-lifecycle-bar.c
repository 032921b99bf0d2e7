#include "ui/deal/cosell-lifecycle-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text-show.h"
#include "model/cosell-lifecycle.h"
#include "ui/deal/cosell-milestone-dot.h"

#define MAX_N (COSELL_N_MILESTONES + 1) /* with the registration (E5) */
#define LINE_WIDTH 3
#define GAP 6         /* between dots and labels */
#define LABEL_PAD 3   /* on each side of a label */
#define MIN_COLUMN 28 /* a dot and some line */

struct _CosellLifecycleBar
{
  GtkWidget parent_instance;

  GtkWidget *dots[MAX_N];
  GtkWidget *labels[MAX_N];
  CosellMilestoneState states[MAX_N];
  int n;     /* milestones that there are */
  int shown; /* whose label comes first where there is no room */
};

G_DEFINE_FINAL_TYPE (CosellLifecycleBar, cosell_lifecycle_bar, GTK_TYPE_WIDGET)

static gboolean
is_mirrored (CosellLifecycleBar *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Left edge of the column of a milestone. */
static int
column_x (CosellLifecycleBar *self, int i, int width)
{
  return (is_mirrored (self) ? self->n - 1 - i : i) * width / self->n;
}

/* Where a label stands, and whether it does. */
typedef struct
{
  int x, width;
  gboolean shown;
} Place;

/* A label stays in its column where that is wide enough for its longest word. */
static int
label_width (CosellLifecycleBar *self, int i, int width)
{
  int minimum, natural;

  gtk_widget_measure (self->labels[i], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL,
                      NULL);
  return MIN (width, MIN (natural, MAX (minimum, width / self->n - 2 * LABEL_PAD)));
}

static gboolean
is_free (const Place *places, int n, const Place *place)
{
  for (int i = 0; i < n; i++)
    if (places[i].shown && place->x < places[i].x + places[i].width + 2 * LABEL_PAD &&
        places[i].x < place->x + place->width + 2 * LABEL_PAD)
      return FALSE;
  return TRUE;
}

static void
place_label (CosellLifecycleBar *self, int i, int width, Place *places)
{
  Place place = { 0, label_width (self, i, width), TRUE };

  place.x = CLAMP (column_x (self, i, width) + width / self->n / 2 - place.width / 2, 0,
                   width - place.width);
  if (!places[i].shown && is_free (places, self->n, &place))
    places[i] = place;
}

/* Each label under its dot, as far as the edges let it. Where not all have room, the current one
 * goes before the ends, and those before the others. */
static void
place_labels (CosellLifecycleBar *self, int width, Place *places)
{
  memset (places, 0, MAX_N * sizeof *places);
  place_label (self, self->shown, width, places);
  place_label (self, 0, width, places);
  place_label (self, self->n - 1, width, places);
  for (int i = 1; i < self->n - 1; i++)
    place_label (self, i, width, places);
}

static int
labels_height (CosellLifecycleBar *self, int width)
{
  Place places[MAX_N];
  int height = 0;

  place_labels (self, width, places);
  for (int i = 0; i < self->n; i++)
    {
      int natural;

      if (!places[i].shown)
        continue;
      gtk_widget_measure (self->labels[i], GTK_ORIENTATION_VERTICAL, places[i].width, NULL,
                          &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
cosell_lifecycle_bar_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  CosellLifecycleBar *self = COSELL_LIFECYCLE_BAR (widget);
  int widest = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = COSELL_MILESTONE_DOT_SIZE + GAP +
                            labels_height (self, for_size < 0 ? self->n * MIN_COLUMN : for_size);
      return;
    }
  for (int i = 0; i < self->n; i++)
    {
      int label;

      gtk_widget_measure (self->labels[i], GTK_ORIENTATION_HORIZONTAL, -1, &label, NULL, NULL,
                          NULL);
      widest = MAX (widest, label);
    }
  *minimum = MAX (self->n * MIN_COLUMN, widest);
  *natural = MAX (*minimum, self->n * (widest + 2 * LABEL_PAD));
}

static GtkSizeRequestMode
cosell_lifecycle_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cosell_lifecycle_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CosellLifecycleBar *self = COSELL_LIFECYCLE_BAR (widget);
  const int y = COSELL_MILESTONE_DOT_SIZE + GAP;
  Place places[MAX_N];

  place_labels (self, width, places);
  for (int i = 0; i < self->n; i++)
    {
      int x = column_x (self, i, width);
      GtkAllocation dot = { x + (width / self->n - COSELL_MILESTONE_DOT_SIZE) / 2, 0,
                            COSELL_MILESTONE_DOT_SIZE, COSELL_MILESTONE_DOT_SIZE };
      GtkAllocation label = { places[i].x, y, places[i].width, height - y };

      gtk_widget_size_allocate (self->dots[i], &dot, -1);
      gtk_widget_set_child_visible (self->dots[i], TRUE);
      if (places[i].shown)
        gtk_widget_size_allocate (self->labels[i], &label, -1);
      gtk_widget_set_child_visible (self->labels[i], places[i].shown);
    }
}

static void
append_line (CosellLifecycleBar *self, GtkSnapshot *snapshot, int i, const GdkRGBA *color)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int half = width / self->n / 2;
  int a = column_x (self, i - 1, width) + half;
  int b = column_x (self, i, width) + half;
  int from = MIN (a, b) + COSELL_MILESTONE_DOT_SIZE / 2;
  int to = MAX (a, b) - COSELL_MILESTONE_DOT_SIZE / 2;

  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) from,
                                                  (COSELL_MILESTONE_DOT_SIZE - LINE_WIDTH) / 2.f,
                                                  (float) (to - from), LINE_WIDTH));
}

static gboolean
is_reached (CosellMilestoneState state)
{
  return state == COSELL_MILESTONE_DONE || state == COSELL_MILESTONE_CURRENT ||
         state == COSELL_MILESTONE_WON;
}

static void
cosell_lifecycle_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CosellLifecycleBar *self = COSELL_LIFECYCLE_BAR (widget);
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GdkRGBA plain, done;

  gtk_style_context_get_color (context, &plain);
  if (!gtk_style_context_lookup_color (context, "success_bg_color", &done))
    done = plain;
  plain.alpha *= contrast ? .5f : .18f;
  for (int i = 1; i < self->n; i++)
    append_line (self, snapshot, i, is_reached (self->states[i]) ? &done : &plain);
  GTK_WIDGET_CLASS (cosell_lifecycle_bar_parent_class)->snapshot (widget, snapshot);
}

static int
focused_index (CosellLifecycleBar *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (int i = 0; i < self->n; i++)
    if (self->dots[i] == focused)
      return i;
  return -1;
}

static gboolean
cosell_lifecycle_bar_focus (GtkWidget *widget, GtkDirectionType direction)
{
  CosellLifecycleBar *self = COSELL_LIFECYCLE_BAR (widget);
  int index = focused_index (self);
  gboolean ahead = (direction == GTK_DIR_RIGHT) != is_mirrored (self);

  if (index < 0)
    return gtk_widget_grab_focus (self->dots[self->shown]);
  if (direction != GTK_DIR_LEFT && direction != GTK_DIR_RIGHT)
    return FALSE;
  return gtk_widget_grab_focus (self->dots[CLAMP (index + (ahead ? 1 : -1), 0, self->n - 1)]);
}

static void
cosell_lifecycle_bar_dispose (GObject *object)
{
  CosellLifecycleBar *self = COSELL_LIFECYCLE_BAR (object);

  for (int i = 0; i < MAX_N; i++)
    {
      g_clear_pointer (&self->dots[i], gtk_widget_unparent);
      g_clear_pointer (&self->labels[i], gtk_widget_unparent);
    }
  G_OBJECT_CLASS (cosell_lifecycle_bar_parent_class)->dispose (object);
}

static void
cosell_lifecycle_bar_class_init (CosellLifecycleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_lifecycle_bar_dispose;
  widget_class->measure = cosell_lifecycle_bar_measure;
  widget_class->get_request_mode = cosell_lifecycle_bar_get_request_mode;
  widget_class->size_allocate = cosell_lifecycle_bar_size_allocate;
  widget_class->snapshot = cosell_lifecycle_bar_snapshot;
  widget_class->focus = cosell_lifecycle_bar_focus;
  gtk_widget_class_set_css_name (widget_class, "lifecyclebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cosell_lifecycle_bar_init (CosellLifecycleBar *self)
{
  self->n = COSELL_N_MILESTONES;
  for (int i = 0; i < MAX_N; i++)
    {
      self->dots[i] = cosell_milestone_dot_new ();
      gtk_widget_set_parent (self->dots[i], GTK_WIDGET (self));
    }
  /* the dots say all of it; labels are for the eye */
  for (int i = 0; i < MAX_N; i++)
    {
      self->labels[i] =
          g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, "valign",
                        GTK_ALIGN_START, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->labels[i], GTK_WIDGET (self));
    }
  gtk_widget_set_child_visible (self->dots[MAX_N - 1], FALSE);
  gtk_widget_set_child_visible (self->labels[MAX_N - 1], FALSE);
}

/* "Proposed" and, smaller, "60 %" below it; the registration has words instead (E8). */
static void
set_label (GtkWidget *label, const CosellMilestone *milestone, gboolean current)
{
  g_autofree char *percent = g_strdup_printf (_ ("%d %%"), milestone->percent);
  g_autofree char *text = g_strdup_printf ("%s\n%s", milestone->label,
                                           milestone->detail != NULL ? milestone->detail : percent);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *dim = pango_attr_foreground_alpha_new (G_MAXUINT16 * 6 / 10);

  dim->start_index = (guint) strlen (milestone->label);
  pango_attr_list_insert (attributes, dim);
  gtk_label_set_label (GTK_LABEL (label),
                       milestone->state == COSELL_MILESTONE_ENDED && milestone->detail == NULL
                           ? milestone->label
                           : text);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  if (current)
    gtk_widget_add_css_class (label, "current");
  else
    gtk_widget_remove_css_class (label, "current");
}

static char *
describe (const CosellDealData *deal, const CosellMilestone *registration)
{
  g_autofree char *words = cosell_lifecycle_describe (deal);

  if (registration == NULL || deal->status != COSELL_DEAL_STATUS_WON)
    return g_steal_pointer (&words);
  /* Translators: how the deal stands, "Deal registration", how that stands */
  return g_strdup_printf (_ ("%s. %s: %s"), words, registration->label, registration->detail);
}

void
cosell_lifecycle_bar_set_data (CosellLifecycleBar *self,
                               const CosellDealData *deal,
                               const CosellMilestone *registration)
{
  CosellMilestone milestones[MAX_N];
  g_autofree char *words = NULL;
  int current;

  g_return_if_fail (COSELL_IS_LIFECYCLE_BAR (self));
  g_return_if_fail (deal != NULL);

  current = cosell_lifecycle_compute (deal, milestones);
  self->shown = MAX (current, 0);
  self->n = registration != NULL ? MAX_N : COSELL_N_MILESTONES;
  if (registration != NULL)
    milestones[MAX_N - 1] = *registration;
  if (registration != NULL && deal->status == COSELL_DEAL_STATUS_WON)
    self->shown = MAX_N - 1;
  if (registration == NULL) /* it comes back with its allocation */
    {
      gtk_widget_set_child_visible (self->dots[MAX_N - 1], FALSE);
      gtk_widget_set_child_visible (self->labels[MAX_N - 1], FALSE);
    }
  for (int i = 0; i < self->n; i++)
    {
      /* a stage that this program does not know has the service's words */
      g_autofree char *label = cosell_text_quote (milestones[i].label);

      milestones[i].label = label;
      self->states[i] = milestones[i].state;
      cosell_milestone_dot_set (COSELL_MILESTONE_DOT (self->dots[i]), &milestones[i]);
      set_label (self->labels[i], &milestones[i],
                 i == self->shown && milestones[i].state != COSELL_MILESTONE_AWAITED);
      if (milestones[i].state == COSELL_MILESTONE_FUTURE ||
          milestones[i].state == COSELL_MILESTONE_AWAITED)
        gtk_widget_add_css_class (self->labels[i], "future");
      else
        gtk_widget_remove_css_class (self->labels[i], "future");
    }
  words = describe (deal, registration);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
