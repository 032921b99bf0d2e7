#include "ui/widgets/cosell-check-row.h"

#include "ui/widgets/cosell-long-text.h"

struct _CosellCheckRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (CosellCheckRow, cosell_check_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_ACTIVE = 1,
  PROP_GROUP,
  PROP_ROUND,
  N_PROPS
} CosellCheckRowProperty;
static GParamSpec *properties[N_PROPS];
static guint toggled_signal;

static void
check_toggled_cb (CosellCheckRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_check_button_get_active (self->check)
                                   ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  g_signal_emit (self, toggled_signal, 0);
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_action_row_activate (ADW_ACTION_ROW (widget));
}

static void
cosell_check_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CosellCheckRow *self = COSELL_CHECK_ROW (object);

  switch ((CosellCheckRowProperty) id)
    {
    case PROP_ACTIVE:
      cosell_check_row_set_active (self, g_value_get_boolean (value));
      return;
    case PROP_GROUP:
      cosell_check_row_set_group (self, g_value_get_object (value));
      return;
    case PROP_ROUND:
      if (g_value_get_boolean (value))
        gtk_widget_add_css_class (GTK_WIDGET (self->check), "selection-mode");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->check), "selection-mode");
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_check_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellCheckRow *self = COSELL_CHECK_ROW (object);

  if (id == PROP_ACTIVE)
    g_value_set_boolean (value, cosell_check_row_get_active (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_check_row_class_init (CosellCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = cosell_check_row_set_property;
  object_class->get_property = cosell_check_row_get_property;

  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_GROUP] = g_param_spec_object ("group", NULL, NULL, COSELL_TYPE_CHECK_ROW,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROUND] =
      g_param_spec_boolean ("round", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  toggled_signal = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "activate", NULL, activate_action);
}

static void
cosell_check_row_init (CosellCheckRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  gtk_widget_set_can_focus (GTK_WIDGET (self->check), FALSE); /* the row is the one to stop at */
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (check_toggled_cb), self);
  g_object_set (self, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
}

GtkWidget *
cosell_check_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (COSELL_TYPE_CHECK_ROW, "title", title, NULL);

  if (subtitle != NULL)
    cosell_long_text_show_value (ADW_ACTION_ROW (row), subtitle);
  return row;
}

gboolean
cosell_check_row_get_active (CosellCheckRow *self)
{
  g_return_val_if_fail (COSELL_IS_CHECK_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

void
cosell_check_row_set_active (CosellCheckRow *self, gboolean active)
{
  g_return_if_fail (COSELL_IS_CHECK_ROW (self));

  gtk_check_button_set_active (self->check, active);
}

void
cosell_check_row_set_group (CosellCheckRow *self, CosellCheckRow *group)
{
  g_return_if_fail (COSELL_IS_CHECK_ROW (self));

  gtk_check_button_set_group (self->check, group != NULL ? group->check : NULL);
}
