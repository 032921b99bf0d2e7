#include "ui/widgets/cosell-choice-group.h"

#include "ui/widgets/cosell-check-row.h"

struct _CosellChoiceGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *ids;  /* (owned) of char * */
  GPtrArray *rows; /* (owned) of CosellCheckRow (unowned), in the order of ids */
};

G_DEFINE_FINAL_TYPE (CosellChoiceGroup, cosell_choice_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  PROP_VALUE = 1,
  N_PROPS
} CosellChoiceGroupProperty;
static GParamSpec *properties[N_PROPS];

/* The position of the answer that is chosen, -1 for none. */
static int
find_chosen (CosellChoiceGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (cosell_check_row_get_active (g_ptr_array_index (self->rows, i)))
      return (int) i;
  return -1;
}

static void
toggled_cb (CosellChoiceGroup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
cosell_choice_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    cosell_choice_group_set_value (COSELL_CHOICE_GROUP (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_choice_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    g_value_set_string (value, cosell_choice_group_get_value (COSELL_CHOICE_GROUP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_choice_group_dispose (GObject *object)
{
  g_ptr_array_set_size (COSELL_CHOICE_GROUP (object)->rows, 0);
  G_OBJECT_CLASS (cosell_choice_group_parent_class)->dispose (object);
}

static void
cosell_choice_group_finalize (GObject *object)
{
  CosellChoiceGroup *self = COSELL_CHOICE_GROUP (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (cosell_choice_group_parent_class)->finalize (object);
}

static gboolean
cosell_choice_group_grab_focus (GtkWidget *widget)
{
  CosellChoiceGroup *self = COSELL_CHOICE_GROUP (widget);

  return self->rows->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

/* On the way back GTK asks a widget with the focus inside for its own: that would be the first row
 * again, and nobody would get out. */
static gboolean
cosell_choice_group_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}

static void
cosell_choice_group_class_init (CosellChoiceGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = cosell_choice_group_set_property;
  object_class->get_property = cosell_choice_group_get_property;
  object_class->dispose = cosell_choice_group_dispose;
  object_class->finalize = cosell_choice_group_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = cosell_choice_group_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = cosell_choice_group_focus;
  properties[PROP_VALUE] =
      g_param_spec_string ("value", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_choice_group_init (CosellChoiceGroup *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "choices");
}

void
cosell_choice_group_add (CosellChoiceGroup *self, const char *id, const char *label)
{
  GtkWidget *row;

  g_return_if_fail (COSELL_IS_CHOICE_GROUP (self) && id != NULL && label != NULL);

  row = cosell_check_row_new (label, NULL);
  if (self->rows->len > 0)
    cosell_check_row_set_group (COSELL_CHECK_ROW (row), g_ptr_array_index (self->rows, 0));
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->ids, g_strdup (id));
  g_ptr_array_add (self->rows, row);
}

const char *
cosell_choice_group_get_value (CosellChoiceGroup *self)
{
  int chosen;

  g_return_val_if_fail (COSELL_IS_CHOICE_GROUP (self), NULL);

  chosen = find_chosen (self);
  return chosen >= 0 ? g_ptr_array_index (self->ids, chosen) : "";
}

void
cosell_choice_group_set_value (CosellChoiceGroup *self, const char *value)
{
  g_return_if_fail (COSELL_IS_CHOICE_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    cosell_check_row_set_active (g_ptr_array_index (self->rows, i),
                                 g_strcmp0 (g_ptr_array_index (self->ids, i), value) == 0);
}

const char *
cosell_choice_group_get_label (CosellChoiceGroup *self)
{
  int chosen;

  g_return_val_if_fail (COSELL_IS_CHOICE_GROUP (self), NULL);

  chosen = find_chosen (self);
  return chosen >= 0 ? adw_preferences_row_get_title (g_ptr_array_index (self->rows, chosen))
                     : NULL;
}
