#include "ui/widgets/cosell-field-caption.h"

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "model/cosell-draft.h"

/* After the last keystroke: a half-typed address is no mistake yet. */
#define SETTLE_MS 700

struct _CosellFieldCaption
{
  AdwPreferencesRow parent_instance;

  char *field;       /* (owned) */
  char *label;       /* (owned) (nullable) */
  char *hint;        /* (owned) (nullable) */
  GtkWidget *target; /* (unowned) (nullable): a sibling in the same template */
  gboolean touched;
  gboolean edited; /* since watch: only then is leaving the field a step of its own */
  gboolean errors_only;
  gboolean patient; /* waits until the field is left */
  guint source;

  char *message;  /* (owned) (nullable): of the issue, shown or not */
  char *override; /* (owned) (nullable): said instead */
  CosellSeverity severity;

  GtkWidget *icon;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (CosellFieldCaption, cosell_field_caption, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  PROP_FIELD = 1,
  PROP_TARGET,
  PROP_LABEL,
  PROP_HINT,
  PROP_PATIENT,
  PROP_ERRORS_ONLY,
  N_PROPS
} CosellFieldCaptionProperty;
static GParamSpec *properties[N_PROPS];

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
mark_target (CosellFieldCaption *self, gboolean shown, gboolean problem)
{
  gboolean error = problem && self->severity == COSELL_SEVERITY_ERROR;

  if (!ADW_IS_PREFERENCES_ROW (self->target))
    return;
  set_class (self->target, "has-caption", shown);
  set_class (self->target, "error", error);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->target), GTK_ACCESSIBLE_STATE_INVALID,
                               error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (GTK_IS_EDITABLE (self->target) && gtk_editable_get_delegate (GTK_EDITABLE (self->target)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (
                                        gtk_editable_get_delegate (GTK_EDITABLE (self->target))),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    shown ? gtk_label_get_label (self->text) : "", -1);
}

static void
refresh (CosellFieldCaption *self)
{
  gboolean problem = self->touched && self->message != NULL;
  const char *text = problem ? self->message : self->hint;
  gboolean shown = text != NULL && *text != '\0' &&
                   (self->target == NULL || gtk_widget_get_visible (self->target));

  gtk_label_set_label (self->text, text != NULL ? text : "");
  gtk_widget_set_visible (self->icon, problem);
  set_class (GTK_WIDGET (self), "error", problem && self->severity == COSELL_SEVERITY_ERROR);
  set_class (GTK_WIDGET (self), "warning", problem && self->severity == COSELL_SEVERITY_WARNING);
  set_class (GTK_WIDGET (self->text), "dim-label", !problem);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  mark_target (self, shown, problem);
}

static gboolean
settled_cb (gpointer user_data)
{
  CosellFieldCaption *self = user_data;

  self->source = 0;
  cosell_field_caption_touch (self);
  return G_SOURCE_REMOVE;
}

static void
target_changed_cb (CosellFieldCaption *self)
{
  self->edited = TRUE;
  if (self->touched || self->patient)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
target_left_cb (CosellFieldCaption *self)
{
  GtkRoot *root = gtk_widget_get_root (self->target);

  /* The focus also leaves when the whole window goes to the back; nobody left the field then. */
  if (self->edited && root != NULL && gtk_window_is_active (GTK_WINDOW (root)))
    cosell_field_caption_touch (self);
}

static void
cosell_field_caption_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  CosellFieldCaption *self = COSELL_FIELD_CAPTION (object);

  switch ((CosellFieldCaptionProperty) id)
    {
    case PROP_FIELD:
      cosell_take_str (&self->field, g_value_dup_string (value));
      return;
    case PROP_TARGET:
      g_set_weak_pointer (&self->target, g_value_get_object (value));
      return;
    case PROP_LABEL:
      cosell_take_str (&self->label, g_value_dup_string (value));
      return;
    case PROP_HINT:
      cosell_field_caption_set_hint (self, g_value_get_string (value));
      return;
    case PROP_ERRORS_ONLY:
      self->errors_only = g_value_get_boolean (value);
      return;
    case PROP_PATIENT:
      self->patient = g_value_get_boolean (value);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_field_caption_dispose (GObject *object)
{
  CosellFieldCaption *self = COSELL_FIELD_CAPTION (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->target);
  G_OBJECT_CLASS (cosell_field_caption_parent_class)->dispose (object);
}

static void
cosell_field_caption_finalize (GObject *object)
{
  CosellFieldCaption *self = COSELL_FIELD_CAPTION (object);

  g_free (self->field);
  g_free (self->label);
  g_free (self->hint);
  g_free (self->message);
  g_free (self->override);
  G_OBJECT_CLASS (cosell_field_caption_parent_class)->finalize (object);
}

/* A list box asks the next row only, so that one that takes no focus would end its way: the caption
 * hands it on to the rows behind it. */
static gboolean
cosell_field_caption_take_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;

  if (!GTK_IS_LIST_BOX (gtk_widget_get_parent (widget)))
    return FALSE;
  while (widget != NULL)
    {
      widget = back ? gtk_widget_get_prev_sibling (widget) : gtk_widget_get_next_sibling (widget);
      if (widget != NULL && gtk_widget_child_focus (widget, direction))
        return TRUE;
    }
  return FALSE;
}

static void
cosell_field_caption_class_init (CosellFieldCaptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = cosell_field_caption_set_property;
  object_class->dispose = cosell_field_caption_dispose;
  object_class->finalize = cosell_field_caption_finalize;
  widget_class->focus = cosell_field_caption_take_focus;

  properties[PROP_FIELD] = g_param_spec_string ("field", NULL, NULL, NULL, flags);
  properties[PROP_TARGET] = g_param_spec_object ("target", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  properties[PROP_PATIENT] = g_param_spec_boolean ("patient", NULL, NULL, FALSE, flags);
  properties[PROP_ERRORS_ONLY] = g_param_spec_boolean ("errors-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-field-caption.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellFieldCaption, icon);
  gtk_widget_class_bind_template_child (widget_class, CosellFieldCaption, text);
}

static void
cosell_field_caption_init (CosellFieldCaption *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
cosell_field_caption_get_field (CosellFieldCaption *self)
{
  g_return_val_if_fail (COSELL_IS_FIELD_CAPTION (self), NULL);

  return self->field;
}

const char *
cosell_field_caption_get_label (CosellFieldCaption *self)
{
  g_return_val_if_fail (COSELL_IS_FIELD_CAPTION (self), NULL);

  if (self->label == NULL && ADW_IS_PREFERENCES_ROW (self->target))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->target));
  return self->label;
}

void
cosell_field_caption_set_hint (CosellFieldCaption *self, const char *hint)
{
  g_return_if_fail (COSELL_IS_FIELD_CAPTION (self));

  if (g_strcmp0 (self->hint, hint) == 0)
    return;
  cosell_set_str (&self->hint, hint);
  refresh (self);
}

void
cosell_field_caption_watch (CosellFieldCaption *self)
{
  /* of entries, of contact forms, of choices */
  static const char *const change_signals[] = { "changed", "edited", "toggled" };
  GtkEventController *focus;

  g_return_if_fail (COSELL_IS_FIELD_CAPTION (self));

  if (self->target == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (change_signals); i++)
    if (g_signal_lookup (change_signals[i], G_OBJECT_TYPE (self->target)) != 0)
      g_signal_connect_object (self->target, change_signals[i], G_CALLBACK (target_changed_cb),
                               self, G_CONNECT_SWAPPED);
  /* An older draft: what stands in a field was typed by somebody. */
  if (GTK_IS_EDITABLE (self->target))
    self->touched = *gtk_editable_get_text (GTK_EDITABLE (self->target)) != '\0';
  g_signal_connect_object (self->target, "notify::visible", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (target_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->target, focus);
}

void
cosell_field_caption_touch (CosellFieldCaption *self)
{
  g_return_if_fail (COSELL_IS_FIELD_CAPTION (self));

  g_clear_handle_id (&self->source, g_source_remove);
  self->touched = TRUE;
  refresh (self);
}

void
cosell_field_caption_update (CosellFieldCaption *self, GPtrArray *issues)
{
  const CosellIssue *found = NULL;

  g_return_if_fail (COSELL_IS_FIELD_CAPTION (self));

  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (self->errors_only && issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      if (g_strcmp0 (issue->field, self->field) == 0 &&
          (found == NULL ||
           (found->severity != COSELL_SEVERITY_ERROR && issue->severity == COSELL_SEVERITY_ERROR)))
        found = issue;
    }
  cosell_set_str (&self->message, self->override != NULL ? self->override
                                  : found != NULL        ? found->message
                                                         : NULL);
  self->severity = self->override != NULL ? COSELL_SEVERITY_ERROR
                   : found != NULL        ? found->severity
                                          : COSELL_SEVERITY_WARNING;
  refresh (self);
}

void
cosell_field_caption_set_override (CosellFieldCaption *self, const char *message)
{
  g_return_if_fail (COSELL_IS_FIELD_CAPTION (self));

  cosell_set_str (&self->override, message);
}

gboolean
cosell_field_caption_is_wrong (CosellFieldCaption *self)
{
  g_return_val_if_fail (COSELL_IS_FIELD_CAPTION (self), FALSE);

  return self->message != NULL && self->severity == COSELL_SEVERITY_ERROR &&
         (self->target == NULL || gtk_widget_get_visible (self->target));
}

const char *
cosell_field_caption_get_problem (CosellFieldCaption *self)
{
  g_return_val_if_fail (COSELL_IS_FIELD_CAPTION (self), NULL);

  return self->touched ? self->message : NULL;
}

gboolean
cosell_field_caption_focus (CosellFieldCaption *self)
{
  g_return_val_if_fail (COSELL_IS_FIELD_CAPTION (self), FALSE);

  return self->target != NULL && gtk_widget_get_mapped (self->target) &&
         (gtk_widget_grab_focus (self->target) ||
          gtk_widget_child_focus (self->target, GTK_DIR_TAB_FORWARD));
}
