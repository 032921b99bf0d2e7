#include "ui/shell/cosell-window-sync.h"

#include "app/cosell-session-find.h"
#include "ui/preferences/cosell-preferences.h"

static void
settings_changed_cb (GSettings *settings, const char *key, CosellSession *session)
{
  g_autoptr (CosellQueryHabits) habits = cosell_query_habits_new_from_settings (settings);

  cosell_session_set_query_habits (session, habits);
  cosell_session_set_undo_window (session, g_settings_get_uint (settings, "undo-hold"));
  cosell_sync_scheduler_set_automatic (cosell_session_get_scheduler (session),
                                       g_settings_get_uint (settings, "sync-interval"),
                                       g_settings_get_boolean (settings, "sync-on-metered"));
}

static void
active_changed_cb (GtkWindow *window, GParamSpec *pspec, CosellSession *session)
{
  if (gtk_window_is_active (window))
    cosell_sync_scheduler_user_returned (cosell_session_get_scheduler (session));
}

void
cosell_window_bind_sync (GtkWindow *window, CosellSession *session, GSettings *settings)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (COSELL_IS_SESSION (session));

  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_changed_cb), session, 0);
  if (settings == NULL) /* the schema is not installed */
    {
      cosell_session_set_undo_window (session, COSELL_DEFAULT_UNDO_WINDOW);
      return;
    }
  settings_changed_cb (settings, NULL, session);
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), session, 0);
}
