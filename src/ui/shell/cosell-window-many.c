/* cosell-window-many.c: what is done to the deals that are selected in the list */
#include "ui/many/cosell-many-dialog.h"
#include "ui/shell/cosell-window-listed.h"
#include "ui/shell/cosell-window-private.h"

static CosellDealsSelection *
selection_of (CosellWindow *self)
{
  return cosell_deals_view_get_selection (cosell_window_current_view (self));
}

/* What the list does not show is not meant, so it is looked at once more. */
static void
many_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  g_autoptr (GArray) deals = NULL;
  CosellManyDialog *dialog;

  if (!cosell_window_is_listed (self, name, parameter))
    return;
  deals = cosell_deals_selection_list (selection_of (self));
  if (deals->len == 0)
    return;
  dialog = cosell_many_dialog_present (GTK_WINDOW (self), self->session,
                                       g_variant_get_string (parameter, NULL), deals);
  if (dialog != NULL)
    g_signal_connect_object (dialog, "toast", G_CALLBACK (cosell_window_toast_cb), self, 0);
}

static void
select_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);

  cosell_deals_selection_begin (selection_of (self));
  cosell_deals_view_grab_focus_list (cosell_window_current_view (self));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection_of (COSELL_WINDOW (widget))));
}

void
cosell_window_many_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.many", "s", many_action);
  gtk_widget_class_install_action (klass, "win.many-one", "s", many_action);
  gtk_widget_class_install_action (klass, "win.select", NULL, select_action);
  gtk_widget_class_install_action (klass, "win.select-all", NULL, select_all_action);
}

/* What can be done takes the place of what the list is worth; what else stands there stays. */
static void
place_totals (CosellWindow *self)
{
  GtkWidget *totals = GTK_WIDGET (self->totals);
  GtkWidget *bar = gtk_widget_get_parent (totals);
  gboolean any = FALSE;

  gtk_widget_set_visible (totals, !cosell_deals_selection_is_selecting (selection_of (self)));
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    any = any || gtk_widget_get_visible (child);
  gtk_widget_set_visible (bar, any);
}

static void
update (CosellWindow *self)
{
  guint n = cosell_deals_selection_get_n_selected (selection_of (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.many", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-selected", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.many-one", n == 1);
  place_totals (self);
}

void
cosell_window_many_follow (CosellWindow *self)
{
  for (guint i = 0; i < N_TABS; i++)
    {
      CosellDealsSelection *selection =
          cosell_deals_view_get_selection (COSELL_DEALS_VIEW (self->views[i]));

      g_signal_connect_object (selection, "notify::n-selected", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (selection, "notify::selecting", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
