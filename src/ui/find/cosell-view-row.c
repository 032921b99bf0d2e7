#include "ui/find/cosell-view-row.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellViewRow
{
  GtkListBoxRow parent_instance;

  CosellView *view; /* (owned) */
  char *id;         /* (owned) */

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (CosellViewRow, cosell_view_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *id;
  const char *icon;
} icons[] = {
  { "all", "view-list-symbolic" },
  { "my", "avatar-default-symbolic" },
  { "expiring", "alarm-symbolic" },
  { "closing", "x-office-calendar-symbolic" },
  { "overdue", "cosell-overdue-symbolic" },
  { "needs-registration", "object-select-symbolic" },
  { "waiting-microsoft", "cosell-waiting-symbolic" },
  { "waiting", "cosell-outbox-symbolic" },
  { "conflicts", "cosell-conflict-symbolic" },
};

const char *
cosell_view_row_icon (const CosellView *view)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (view->standing, icons[i].id) == 0)
      return icons[i].icon;
  return "system-search-symbolic";
}

static void
cosell_view_row_finalize (GObject *object)
{
  CosellViewRow *self = COSELL_VIEW_ROW (object);

  cosell_view_free (self->view);
  g_free (self->id);
  G_OBJECT_CLASS (cosell_view_row_parent_class)->finalize (object);
}

static void
cosell_view_row_class_init (CosellViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cosell_view_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/find/cosell-view-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellViewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CosellViewRow, name);
  gtk_widget_class_bind_template_child (widget_class, CosellViewRow, count);
}

static void
cosell_view_row_init (CosellViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cosell_view_row_new (const CosellView *view)
{
  CosellViewRow *self;

  g_return_val_if_fail (view != NULL, NULL);

  self = g_object_new (COSELL_TYPE_VIEW_ROW, NULL);
  cosell_view_row_set_view (self, view);
  return GTK_WIDGET (self);
}

void
cosell_view_row_set_view (CosellViewRow *self, const CosellView *view)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (COSELL_IS_VIEW_ROW (self) && view != NULL);

  g_clear_pointer (&self->view, cosell_view_free);
  self->view = cosell_view_copy (view);
  cosell_take_str (&self->id, cosell_view_dup_id (view));
  gtk_image_set_from_icon_name (self->icon, cosell_view_row_icon (view));
  gtk_label_set_label (self->name, view->name);
  cosell_widget_set_tooltip (GTK_WIDGET (self), view->query);
  number = view->count >= 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, view->count) : g_strdup ("");
  gtk_label_set_label (self->count, number);
  words = view->count < 0
              ? g_strdup (view->name)
              /* Translators: a view and how many deals it finds, for a screen reader */
              : g_strdup_printf (ngettext ("%s, %ld deal", "%s, %ld deals", (gulong) view->count),
                                 view->name, (glong) view->count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

const CosellView *
cosell_view_row_get_view (CosellViewRow *self)
{
  g_return_val_if_fail (COSELL_IS_VIEW_ROW (self), NULL);

  return self->view;
}

const char *
cosell_view_row_get_id (CosellViewRow *self)
{
  g_return_val_if_fail (COSELL_IS_VIEW_ROW (self), NULL);

  return self->id;
}
