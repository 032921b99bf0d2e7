#include "ui/shell/cosell-window-notice.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-notice.h"

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) window = user_data;
  g_autofree char *text = cosell_session_notice_finish (COSELL_SESSION (source), result, NULL);

  if (text == NULL || cosell_window_get_session (window) == NULL)
    return;
  cosell_window_show_problem (window, _ ("The Deal Database Was Damaged"), text);
}

/* Nothing of it is a person's business at this moment: a line of the log. */
static void
folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *text = cosell_session_notice_finish (COSELL_SESSION (source), result, NULL);

  if (text != NULL)
    g_message ("%s", text);
}

/* A repair makes everything new. */
static void
changed_cb (CosellSession *session, gconstpointer changes, CosellWindow *window)
{
  if (cosell_session_is_all_new (changes))
    cosell_session_take_notice_async (session, NULL, taken_cb, g_object_ref (window));
}

void
cosell_window_notice_bind (CosellWindow *window, CosellSession *session)
{
  g_return_if_fail (COSELL_IS_WINDOW (window));

  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), window, 0);
  cosell_session_take_notice_async (session, NULL, taken_cb, g_object_ref (window));
  cosell_session_take_folder_notice_async (session, NULL, folder_cb, NULL);
}
