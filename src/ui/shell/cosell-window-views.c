#include "ui/shell/cosell-window-views.h"

#include "ui/shell/cosell-window-find.h"
#include "ui/shell/cosell-window-flap.h"
#include "ui/shell/cosell-window-private.h"
#include "ui/shell/cosell-window-views-file.h"

static void
activated_cb (CosellViewsBar *bar, AdwFlap *flap)
{
  if (adw_flap_get_folded (flap))
    adw_flap_set_reveal_flap (flap, FALSE);
}

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *self = COSELL_WINDOW (widget);
  gboolean shown = !adw_flap_get_reveal_flap (self->views_flap);

  adw_flap_set_reveal_flap (self->views_flap, shown);
  if (shown)
    cosell_views_bar_grab_focus (self->views_bar);
}

void
cosell_window_views_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.toggle-views", NULL, toggle_action);
  cosell_window_views_file_install (klass);
}

void
cosell_window_views_follow (AdwFlap *flap,
                            CosellViewsBar *bar,
                            CosellSearchBar *search,
                            CosellSession *session,
                            GSettings *settings)
{
  g_return_if_fail (ADW_IS_FLAP (flap) && COSELL_IS_VIEWS_BAR (bar));

  if (settings != NULL)
    g_settings_bind (settings, "last-view", bar, "chosen", G_SETTINGS_BIND_DEFAULT);
  cosell_window_flap_keep (flap, settings, "show-views");
  g_signal_connect_object (bar, "activated", G_CALLBACK (activated_cb), flap, 0);
  g_signal_connect_object (bar, "activated", G_CALLBACK (cosell_window_find_go), search,
                           G_CONNECT_SWAPPED);
  cosell_views_bar_follow (bar, session, search);
}
