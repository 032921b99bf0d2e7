#include "ui/widgets/cosell-completion-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-long-entry.h"

#define LIST_HEIGHT 280 /* at most, as in the template */

struct _CosellCompletionRow
{
  AdwEntryRow parent_instance;

  const CosellCompletionSource *source; /* (unowned) static */
  gpointer data;
  char *value;      /* (owned) */
  gboolean writing; /* the text is being set from here */

  GtkWidget *arrow;
  GtkWidget *popover;
  GtkScrolledWindow *scroller;
  GtkWidget *box;
  GPtrArray *suggestions; /* (owned) of CosellCompletion, as shown */
  int marked;             /* -1 = none */
};

G_DEFINE_FINAL_TYPE (CosellCompletionRow, cosell_completion_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_VALUE = 1,
  N_PROPS
} CosellCompletionRowProperty;
static GParamSpec *properties[N_PROPS];
static guint picked_signal;

CosellCompletion *
cosell_completion_new (const char *value, const char *title, const char *subtitle, gpointer item)
{
  CosellCompletion *self = g_new0 (CosellCompletion, 1);

  self->value = g_strdup (value);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->item = item != NULL ? g_object_ref (item) : NULL;
  return self;
}

void
cosell_completion_free (CosellCompletion *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->title);
  g_free (self->subtitle);
  g_clear_object (&self->item);
  g_free (self);
}

/* --- value and text --- */

static char *
resolve (CosellCompletionRow *self, const char *text)
{
  return self->source != NULL && self->source->resolve != NULL
             ? self->source->resolve (text, self->data)
             : g_strdup (text);
}

static void
write_text (CosellCompletionRow *self)
{
  g_autofree char *text = self->source != NULL && self->source->display != NULL
                              ? self->source->display (self->value, self->data)
                              : g_strdup (self->value);
  g_autofree char *shown = NULL;

  shown = cosell_long_entry_dup_text (GTK_WIDGET (self));
  if (g_str_equal (text, shown))
    return;
  self->writing = TRUE;
  cosell_long_entry_set_text (GTK_WIDGET (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->writing = FALSE;
}

static gboolean
take_value (CosellCompletionRow *self, const char *value)
{
  if (g_str_equal (self->value, value))
    return FALSE;
  cosell_set_str (&self->value, value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
  return TRUE;
}

/* --- the list --- */

static void
mark (CosellCompletionRow *self, int index)
{
  int i = 0;

  self->marked = index;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child), i++)
    if (i != index)
      gtk_widget_unset_state_flags (child, GTK_STATE_FLAG_SELECTED);
    else
      {
        GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
        graphene_rect_t bounds;

        gtk_widget_set_state_flags (child, GTK_STATE_FLAG_SELECTED, FALSE);
        gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                        GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, child, -1);
        if (gtk_widget_compute_bounds (child, self->box, &bounds))
          gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                                     bounds.origin.y + bounds.size.height);
      }
}

static void
pick (CosellCompletionRow *self, guint index)
{
  g_autoptr (GPtrArray) suggestions = g_ptr_array_ref (self->suggestions);
  CosellCompletion *suggestion = g_ptr_array_index (suggestions, index);

  if (suggestion->refused)
    return;
  cosell_completion_row_close (self);
  take_value (self, suggestion->value);
  write_text (self);
  g_signal_emit (self, picked_signal, 0, suggestion);
}

static void
suggestion_clicked_cb (GtkButton *button, CosellCompletionRow *self)
{
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_prev_sibling (GTK_WIDGET (button)); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    index++;
  pick (self, (guint) index);
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  g_autofree char *brief = cosell_text_brief (text);
  GtkWidget *label = gtk_label_new (brief);

  g_object_set (label, "xalign", 0.0F, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (class != NULL)
    {
      gtk_widget_add_css_class (label, class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static GtkWidget *
make_button (CosellCompletionRow *self, const CosellCompletion *suggestion)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (suggestion->title, NULL));
  if (suggestion->subtitle != NULL && *suggestion->subtitle != '\0')
    gtk_box_append (GTK_BOX (box), make_label (suggestion->subtitle, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  suggestion->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  suggestion->subtitle != NULL ? suggestion->subtitle : "", -1);
  /* The entry keeps the focus, so that one can go on typing. */
  g_object_set (button, "can-focus", FALSE, "focus-on-click", FALSE, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, !suggestion->refused);
  g_signal_connect (button, "clicked", G_CALLBACK (suggestion_clicked_cb), self);
  return button;
}

static void
fill (CosellCompletionRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < self->suggestions->len; i++)
    gtk_box_append (GTK_BOX (self->box),
                    make_button (self, g_ptr_array_index (self->suggestions, i)));
}

/* What was typed names exactly one choice. */
static gboolean
says_it_all (CosellCompletionRow *self)
{
  CosellCompletion *only = g_ptr_array_index (self->suggestions, 0);

  return self->suggestions->len == 1 && self->source->resolve != NULL &&
         g_str_equal (only->value, self->value);
}

/* As wide as the row, and as high as that makes the lines; the scroller alone would ask for the
 * height of lines that need not be broken. */
static void
fit_box (CosellCompletionRow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - 12;
  int height;

  if (width <= 0)
    return;
  gtk_widget_set_size_request (self->box, width, -1);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, MIN (height, LIST_HEIGHT));
}

static void
open_list (CosellCompletionRow *self, const char *text)
{
  if (self->source == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_ptr_array_unref (self->suggestions);
  self->suggestions = self->source->query (text, self->data);
  if (self->suggestions->len == 0 || says_it_all (self))
    {
      cosell_completion_row_close (self);
      return;
    }
  fill (self);
  fit_box (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  mark (self, self->source->mark_first && *text != '\0' ? 0 : -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
text_changed_cb (CosellCompletionRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *value = NULL;

  if (self->writing)
    return;
  value = resolve (self, text);
  take_value (self, value);
  if (self->source == NULL)
    return;
  if (*text != '\0' && g_utf8_strlen (text, -1) >= (glong) self->source->min_letters)
    open_list (self, text);
  else
    cosell_completion_row_close (self);
}

static void
arrow_clicked_cb (CosellCompletionRow *self)
{
  if (gtk_widget_get_visible (self->popover))
    {
      cosell_completion_row_close (self);
      return;
    }
  if (!gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)))))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  open_list (self, "");
}

static gboolean
move_mark (CosellCompletionRow *self, int step)
{
  int n = (int) self->suggestions->len;

  if (!gtk_widget_get_visible (self->popover))
    {
      const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
      g_autofree char *value = resolve (self, text);
      gboolean resolved = !g_str_equal (value, text);

      if (step < 0 || self->source == NULL ||
          g_utf8_strlen (text, -1) < (glong) self->source->min_letters)
        return FALSE;
      open_list (self, resolved ? "" : text);
      return TRUE;
    }
  mark (self, self->marked < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (self->marked + step, 0, n - 1));
  return TRUE;
}

static gboolean
key_pressed_cb (CosellCompletionRow *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean open = gtk_widget_get_visible (self->popover);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_mark (self, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_mark (self, -1);
    case GDK_KEY_Page_Down:
      return open && move_mark (self, 6);
    case GDK_KEY_Page_Up:
      return open && move_mark (self, -6);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (!open || self->marked < 0)
        return FALSE;
      pick (self, (guint) self->marked);
      return TRUE;
    case GDK_KEY_Escape:
      cosell_completion_row_close (self);
      return open;
    default:
      return FALSE;
    }
}

static void
focus_left_cb (CosellCompletionRow *self)
{
  cosell_completion_row_close (self);
  write_text (self);
}

/* --- object --- */

static void
cosell_completion_row_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    cosell_completion_row_set_value (COSELL_COMPLETION_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_completion_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    g_value_set_string (value, COSELL_COMPLETION_ROW (object)->value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_completion_row_dispose (GObject *object)
{
  CosellCompletionRow *self = COSELL_COMPLETION_ROW (object);

  if (self->popover != NULL)
    gtk_widget_unparent (self->popover);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_COMPLETION_ROW);
  G_OBJECT_CLASS (cosell_completion_row_parent_class)->dispose (object);
}

static void
cosell_completion_row_finalize (GObject *object)
{
  CosellCompletionRow *self = COSELL_COMPLETION_ROW (object);

  g_free (self->value);
  g_ptr_array_unref (self->suggestions);
  G_OBJECT_CLASS (cosell_completion_row_parent_class)->finalize (object);
}

static void
cosell_completion_row_class_init (CosellCompletionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cosell_completion_row_set_property;
  object_class->get_property = cosell_completion_row_get_property;
  object_class->dispose = cosell_completion_row_dispose;
  object_class->finalize = cosell_completion_row_finalize;

  properties[PROP_VALUE] =
      g_param_spec_string ("value", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-completion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCompletionRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, CosellCompletionRow, popover);
  gtk_widget_class_bind_template_child (widget_class, CosellCompletionRow, scroller);
  gtk_widget_class_bind_template_child (widget_class, CosellCompletionRow, box);
  gtk_widget_class_bind_template_callback (widget_class, arrow_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  picked_signal = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/* The button opens the list of all of a field such as “Country”, and says so. */
static void
name_arrow (CosellCompletionRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *label = NULL;

  if (title == NULL || *title == '\0')
    label = g_strdup (_ ("All Choices"));
  else
    /* Translators: %s is the name of a field such as “Country” */
    label = g_strdup_printf (_ ("All Choices for %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->arrow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
cosell_completion_row_init (CosellCompletionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->value = g_strdup ("");
  self->suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_completion_free);
  self->marked = -1;
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  cosell_long_entry_guard (GTK_WIDGET (self));
  g_signal_connect (self, "changed", G_CALLBACK (text_changed_cb), NULL);
  /* its title may come after its source */
  g_signal_connect (self, "notify::title", G_CALLBACK (name_arrow), NULL);
}

void
cosell_completion_row_set_source (CosellCompletionRow *self,
                                  const CosellCompletionSource *source,
                                  gpointer data)
{
  g_return_if_fail (COSELL_IS_COMPLETION_ROW (self));

  self->source = source;
  self->data = data;
  name_arrow (self);
  cosell_completion_row_set_has_choices (self, source != NULL && source->min_letters == 0);
  write_text (self);
}

void
cosell_completion_row_set_has_choices (CosellCompletionRow *self, gboolean has_choices)
{
  g_return_if_fail (COSELL_IS_COMPLETION_ROW (self));

  gtk_widget_set_visible (self->arrow, has_choices);
  if (has_choices)
    gtk_widget_add_css_class (GTK_WIDGET (self), "has-choices");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "has-choices");
}

const char *
cosell_completion_row_get_value (CosellCompletionRow *self)
{
  g_return_val_if_fail (COSELL_IS_COMPLETION_ROW (self), NULL);

  return self->value;
}

void
cosell_completion_row_set_value (CosellCompletionRow *self, const char *value)
{
  g_autofree char *shown = NULL;
  g_autofree char *meant = NULL;

  g_return_if_fail (COSELL_IS_COMPLETION_ROW (self));

  if (value == NULL)
    value = "";
  shown = cosell_long_entry_dup_text (GTK_WIDGET (self));
  meant = resolve (self, shown);
  take_value (self, value);
  if (!g_str_equal (meant, value))
    write_text (self);
}

guint
cosell_completion_row_get_n_shown (CosellCompletionRow *self)
{
  g_return_val_if_fail (COSELL_IS_COMPLETION_ROW (self), 0);

  return gtk_widget_get_visible (self->popover) ? self->suggestions->len : 0;
}

void
cosell_completion_row_close (CosellCompletionRow *self)
{
  g_return_if_fail (COSELL_IS_COMPLETION_ROW (self));

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}
