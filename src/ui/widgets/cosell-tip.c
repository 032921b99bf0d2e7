#include "ui/widgets/cosell-tip.h"

#include "cosell-config.h"
#include "ui/widgets/cosell-long-text.h"

struct _CosellTip
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkWidget *column;
  GtkLabel *title;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (CosellTip, cosell_tip, GTK_TYPE_BOX)

typedef enum
{
  PROP_TEXT = 1,
  PROP_TITLE,
  PROP_WARNING,
  PROP_ACTION,
  N_PROPS
} CosellTipProperty;
static GParamSpec *properties[N_PROPS];

static void
set_warning (CosellTip *self, gboolean warning)
{
  gtk_image_set_from_icon_name (self->icon, warning ? "dialog-warning-symbolic"
                                                    : "dialog-information-symbolic");
  if (warning)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
}

static void
set_title (CosellTip *self, const char *title)
{
  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL);
}

static void
add_action (CosellTip *self, GtkWidget *action)
{
  if (action == NULL)
    return;
  gtk_widget_set_halign (action, GTK_ALIGN_START);
  gtk_widget_set_margin_top (action, 6);
  gtk_box_append (GTK_BOX (self->column), action);
}

static void
cosell_tip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch ((CosellTipProperty) id)
    {
    case PROP_TEXT:
      cosell_tip_set_text (COSELL_TIP (object), g_value_get_string (value));
      return;
    case PROP_TITLE:
      set_title (COSELL_TIP (object), g_value_get_string (value));
      return;
    case PROP_ACTION:
      add_action (COSELL_TIP (object), g_value_get_object (value));
      return;
    case PROP_WARNING:
      set_warning (COSELL_TIP (object), g_value_get_boolean (value));
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_tip_class_init (CosellTipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->set_property = cosell_tip_set_property;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ACTION] = g_param_spec_object ("action", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_WARNING] = g_param_spec_boolean ("warning", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/widgets/cosell-tip.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellTip, icon);
  gtk_widget_class_bind_template_child (widget_class, CosellTip, column);
  gtk_widget_class_bind_template_child (widget_class, CosellTip, title);
  gtk_widget_class_bind_template_child (widget_class, CosellTip, label);
}

static void
cosell_tip_init (CosellTip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_long_text_use_column (self->column);
}

void
cosell_tip_set_text (CosellTip *self, const char *text)
{
  g_return_if_fail (COSELL_IS_TIP (self));

  cosell_long_text_show (self->label, text);
}
