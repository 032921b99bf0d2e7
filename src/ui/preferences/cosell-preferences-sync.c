#include "ui/preferences/cosell-preferences-sync.h"

#include <glib/gi18n-lib.h>

#define MAX_INTERVAL (24 * 60)

static GtkWidget *
make_row (const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  return row;
}

static GtkWidget *
make_interval_row (GSettings *settings)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_INTERVAL, 1);

  g_settings_bind (settings, "sync-interval", spin, "value", G_SETTINGS_BIND_DEFAULT);
  return make_row (_ ("Minutes between two syncs"),
                   _ ("Changes are also sent a moment after you made them, and news is fetched "
                      "when you come back to the window. 0 syncs only when you press Sync."),
                   spin);
}

static GtkWidget *
make_metered_row (GSettings *settings)
{
  GtkWidget *control = gtk_switch_new ();

  g_settings_bind (settings, "sync-on-metered", control, "active", G_SETTINGS_BIND_DEFAULT);
  return make_row (_ ("Sync over networks that cost"),
                   _ ("When it is off, your changes are kept here and wait while the network is "
                      "metered, a mobile phone’s for example. Sync sends them all the same."),
                   control);
}

GtkWidget *
cosell_preferences_sync_new (GSettings *settings)
{
  GtkWidget *group = adw_preferences_group_new ();

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Syncing"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_interval_row (settings));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_metered_row (settings));
  return group;
}
