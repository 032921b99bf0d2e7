#include "ui/shell/cosell-window-views.h"

#include "ui/shell/cosell-window-private.h"

static gboolean
wants (AdwFlap *flap)
{
  GSettings *settings = g_object_get_data (G_OBJECT (flap), "settings");

  return settings != NULL && g_settings_get_boolean (settings, "show-views");
}

/* The flap folds while it is given its size: what is shown is not laid out anew then. */
static gboolean
folded_cb (gpointer user_data)
{
  AdwFlap *flap = user_data;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_folded (flap) && wants (flap));
  return G_SOURCE_REMOVE;
}

static void
fold_changed_cb (AdwFlap *flap, GParamSpec *pspec, gpointer unused)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, folded_cb, g_object_ref (flap), g_object_unref);
}

/* Whoever changed it: the button, the key, a swipe. In a narrow window it is no wish for later. */
static void
reveal_changed_cb (AdwFlap *flap, GParamSpec *pspec, gpointer unused)
{
  GSettings *settings = g_object_get_data (G_OBJECT (flap), "settings");
  gboolean shown = adw_flap_get_reveal_flap (flap);

  if (settings != NULL && !adw_flap_get_folded (flap) && wants (flap) != shown)
    g_settings_set_boolean (settings, "show-views", shown);
}

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
    {
      g_object_set_data_full (G_OBJECT (flap), "settings", g_object_ref (settings), g_object_unref);
      g_settings_bind (settings, "last-view", bar, "chosen", G_SETTINGS_BIND_DEFAULT);
    }
  adw_flap_set_reveal_flap (flap, wants (flap));
  g_signal_connect (flap, "notify::folded", G_CALLBACK (fold_changed_cb), NULL);
  g_signal_connect (flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb), NULL);
  g_signal_connect_object (bar, "activated", G_CALLBACK (activated_cb), flap, 0);
  cosell_views_bar_follow (bar, session, search);
}
