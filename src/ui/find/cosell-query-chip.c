#include "ui/find/cosell-query-chip.h"

#include <glib/gi18n-lib.h>

#include "cosell-config.h"
#include "ui/words/cosell-query-text.h"

struct _CosellQueryChip
{
  GtkWidget parent_instance;

  GtkButton *label;
  GtkWidget *cross;
};

G_DEFINE_FINAL_TYPE (CosellQueryChip, cosell_query_chip, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  REMOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
edit_clicked_cb (CosellQueryChip *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
remove_clicked_cb (CosellQueryChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
remove_cb (GtkWidget *widget, GVariant *args, gpointer unused)
{
  remove_clicked_cb (COSELL_QUERY_CHIP (widget));
  return TRUE;
}

static void
cosell_query_chip_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COSELL_TYPE_QUERY_CHIP);
  G_OBJECT_CLASS (cosell_query_chip_parent_class)->dispose (object);
}

static void
cosell_query_chip_class_init (CosellQueryChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_query_chip_dispose;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "querychip");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/find/cosell-query-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellQueryChip, label);
  gtk_widget_class_bind_template_child (widget_class, CosellQueryChip, cross);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, remove_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, remove_cb, NULL);
}

static void
cosell_query_chip_init (CosellQueryChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cosell_query_chip_new (const CosellQueryTerm *term)
{
  CosellQueryChip *self;
  g_autofree char *text = NULL;
  g_autofree char *edit = NULL;
  g_autofree char *without = NULL;

  g_return_val_if_fail (term != NULL, NULL);

  self = g_object_new (COSELL_TYPE_QUERY_CHIP, NULL);
  text = cosell_query_text_term (term);
  /* Translators: %s is a filter of the list, such as “Status: Won” */
  edit = g_strdup_printf (_ ("Edit Filter “%s”"), text);
  without = g_strdup_printf (_ ("Remove Filter “%s”"), text);
  gtk_button_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, edit,
                                  -1);
  gtk_widget_set_tooltip_text (self->cross, without);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cross), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  without, -1);
  return GTK_WIDGET (self);
}
