#include "ui/deal/cosell-deal-stepper.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellDealStepper
{
  GtkWidget parent_instance;

  GtkWidget *previous;
  GtkWidget *next;
};

G_DEFINE_FINAL_TYPE (CosellDealStepper, cosell_deal_stepper, GTK_TYPE_WIDGET)

static void
describe (GtkWidget *button, const char *label, const char *keys, const char *where)
{
  g_autofree char *tip = *where != '\0' ? g_strdup_printf ("%s (%s)\n%s", label, keys, where)
                                        : g_strdup_printf ("%s (%s)", label, keys);

  cosell_widget_set_tooltip (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  where, -1);
}

static char *
key_label (guint keyval)
{
  return gtk_accelerator_get_label (keyval, GDK_ALT_MASK);
}

static void
cosell_deal_stepper_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_DEAL_STEPPER);
  G_OBJECT_CLASS (cosell_deal_stepper_parent_class)->dispose (object);
}

static void
cosell_deal_stepper_class_init (CosellDealStepperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_deal_stepper_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/deal/cosell-deal-stepper.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellDealStepper, previous);
  gtk_widget_class_bind_template_child (widget_class, CosellDealStepper, next);
}

static void
cosell_deal_stepper_init (CosellDealStepper *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
cosell_deal_stepper_set_position (CosellDealStepper *self, guint position, guint n)
{
  g_autofree char *up = key_label (GDK_KEY_Up);
  g_autofree char *down = key_label (GDK_KEY_Down);
  g_autofree char *place = g_strdup_printf ("%u", position);
  g_autofree char *all = g_strdup_printf ("%u", n);
  g_autofree char *where = NULL;

  g_return_if_fail (COSELL_IS_DEAL_STEPPER (self));

  /* Translators: where a deal stands in the list: “3 of 41” */
  where = position > 0 ? g_strdup_printf (_ ("%s of %s"), place, all) : g_strdup ("");
  describe (self->previous, _ ("Previous Deal"), up, where);
  describe (self->next, _ ("Next Deal"), down, where);
}
