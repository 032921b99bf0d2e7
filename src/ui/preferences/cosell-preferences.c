#include "ui/preferences/cosell-preferences.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/cosell-connection-page.h"
#include "ui/preferences/cosell-preferences-sync.h"
#include "ui/widgets/cosell-one-dialog.h"

#define MAX_HOLD 60

static GtkWidget *
make_hold_row (GSettings *settings)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX_HOLD, 1);

  g_object_set (row, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Seconds to undo"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row),
      _ ("What cannot be taken back once Microsoft has it waits that long before it is sent: "
         "accepting, declining, won, lost, closing as an error. 0 sends it with the next sync."));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_settings_bind (settings, "undo-hold", spin, "value", G_SETTINGS_BIND_DEFAULT);
  return row;
}

GtkWidget *
cosell_preferences_new (GtkWindow *parent, GSettings *settings, CosellSession *session)
{
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *group;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  window =
      g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal", TRUE,
                    "search-enabled", FALSE, "default-width", 560, "default-height", 640, NULL);
  page = adw_preferences_page_new ();
  group = adw_preferences_group_new ();
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "preferences-system-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Sending"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_hold_row (settings));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (cosell_preferences_sync_new (settings)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  if (session != NULL)
    adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window),
                                ADW_PREFERENCES_PAGE (
                                    cosell_connection_page_new (session, parent)));
  return window;
}

void
cosell_preferences_show (GtkWindow *parent, GSettings *settings, CosellSession *session)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));

  if (!cosell_one_dialog_present (parent, ADW_TYPE_PREFERENCES_WINDOW))
    gtk_window_present (GTK_WINDOW (cosell_preferences_new (parent, settings, session)));
}
