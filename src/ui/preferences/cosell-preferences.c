#include "ui/preferences/cosell-preferences.h"

#include "cosell-config.h"
#include "ui/preferences/cosell-connection-page.h"
#include "ui/widgets/cosell-one-dialog.h"

GtkWidget *
cosell_preferences_new (GtkWindow *parent, GSettings *settings, CosellSession *session)
{
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  builder = gtk_builder_new_from_resource (COSELL_APP_PATH "/preferences/cosell-preferences.ui");
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  g_settings_bind (settings, "undo-hold", gtk_builder_get_object (builder, "undo_hold"), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sync-interval", gtk_builder_get_object (builder, "sync_interval"),
                   "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sync-on-metered", gtk_builder_get_object (builder, "sync_on_metered"),
                   "active", G_SETTINGS_BIND_DEFAULT);
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
