#include "ui/shell/cosell-window-sign-in.h"

#include <glib/gi18n-lib.h>

#include "ui/shell/cosell-sign-in-dialog.h"
#include "ui/widgets/cosell-one-dialog.h"
#include "ui/widgets/cosell-toast.h"

static void
signed_in_cb (CosellSignInDialog *dialog, const char *not_kept, CosellWindow *window)
{
  if (not_kept != NULL)
    cosell_window_add_toast (window, cosell_toast_new (_ (
                                         "Signed in until Cosell is closed: there is no keyring to "
                                         "keep it in")));
  else
    cosell_window_add_toast (window, cosell_toast_new (_ ("Signed in")));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sync", NULL);
}

static gboolean
closed_cb (CosellSignInDialog *dialog, CosellWindow *window)
{
  cosell_window_set_sign_in_problem (window, cosell_sign_in_dialog_get_problem (dialog));
  return GDK_EVENT_PROPAGATE;
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellWindow *window = COSELL_WINDOW (widget);
  CosellSignInDialog *dialog;

  if (cosell_one_dialog_present (GTK_WINDOW (widget), COSELL_TYPE_SIGN_IN_DIALOG))
    return;
  dialog = cosell_sign_in_dialog_new (GTK_WINDOW (widget), cosell_window_get_session (window));
  g_signal_connect_object (dialog, "signed-in", G_CALLBACK (signed_in_cb), window, 0);
  g_signal_connect_object (dialog, "close-request", G_CALLBACK (closed_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_account_finish (COSELL_ACCOUNT (source), result, &error))
    cosell_window_add_toast (window,
                             cosell_toast_new (_ ("Signed out. Deals and changes are kept.")));
  else if (cosell_window_get_session (window) != NULL)
    cosell_window_show_problem (window, _ ("The Sign-In Could Not Be Forgotten"), error->message);
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CosellSession *session = cosell_window_get_session (COSELL_WINDOW (widget));

  cosell_account_sign_out_async (cosell_session_get_account (session), NULL, signed_out_cb,
                                 g_object_ref (widget));
}

void
cosell_window_sign_in_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (klass, "win.sign-out", NULL, sign_out_action);
}

static void
update_actions (CosellWindow *window)
{
  CosellSession *session = cosell_window_get_session (window);
  CosellSignInState state;

  if (session == NULL)
    return;
  state = cosell_account_get_sign_in (cosell_session_get_account (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.sign-out",
                                 state == COSELL_SIGN_IN_IN || state == COSELL_SIGN_IN_FOR_SESSION);
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.sign-in",
                                 state != COSELL_SIGN_IN_TOKEN && state != COSELL_SIGN_IN_PRACTICE);
}

void
cosell_window_sign_in_watch (CosellWindow *window, CosellSession *session)
{
  CosellAccount *account = cosell_session_get_account (session);

  g_signal_connect_object (account, "sign-in-changed", G_CALLBACK (update_actions), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::url", G_CALLBACK (update_actions), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_actions), window,
                           G_CONNECT_SWAPPED);
  update_actions (window);
}

void
cosell_window_sign_in_offer (GtkButton *button, CosellSession *session)
{
  CosellSessionState state;
  gboolean sign_in;

  g_object_get (session, "state", &state, NULL);
  /* a token of the environment is not ours to replace */
  sign_in =
      state == COSELL_SESSION_SIGN_IN &&
      cosell_account_get_sign_in (cosell_session_get_account (session)) != COSELL_SIGN_IN_TOKEN;
  gtk_button_set_label (button, sign_in ? _ ("Sign In") : _ ("Try Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), sign_in ? "win.sign-in" : "win.sync");
}
