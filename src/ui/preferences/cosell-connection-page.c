#include "ui/preferences/cosell-connection-page.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-connection-check.h"
#include "cosell-config.h"
#include "ui/preferences/cosell-step-row.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-wrap-layout.h"

/* One group for the account: a second account gets a group of its own beside it. */
struct _CosellConnectionPage
{
  AdwPreferencesPage parent_instance;

  CosellSession *session;       /* (owned) (nullable) */
  CosellConnectionCheck *check; /* (owned) (nullable) */
  GtkWindow *window;            /* (nullable) (weak): once it is closed */

  GtkWidget *account;
  GtkWidget *pin;
  GtkWidget *sign_button;
  GtkWidget *tenant;
  GtkWidget *client_id;
  GtkWidget *setup_problem;
  AdwPreferencesGroup *checks;
  GtkWidget *buttons;
  GtkButton *again;
  GtkButton *details;
  GPtrArray *steps; /* (owned) of CosellStepRow (unowned) */
};

G_DEFINE_FINAL_TYPE (CosellConnectionPage, cosell_connection_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- account --- */

static const char *
describe_sign_in (CosellSignInState state)
{
  switch (state)
    {
    case COSELL_SIGN_IN_OUT:
      return _ ("Not signed in");
    case COSELL_SIGN_IN_IN:
      return _ ("Signed in; the sign-in is kept in the keyring");
    case COSELL_SIGN_IN_FOR_SESSION:
      return _ ("Signed in until Cosell is closed, because there is no keyring");
    case COSELL_SIGN_IN_TOKEN:
      return _ ("The token in the environment variable COSELL_TOKEN is used");
    case COSELL_SIGN_IN_PRACTICE:
      return _ ("Sample deals on this computer: no sign-in is needed");
    }
  return NULL;
}

static void
update_account (CosellConnectionPage *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  CosellSignInState state = cosell_account_get_sign_in (account);
  gboolean out = state == COSELL_SIGN_IN_OUT;
  gboolean ours = out || state == COSELL_SIGN_IN_IN || state == COSELL_SIGN_IN_FOR_SESSION;
  const char *pin = cosell_account_get_practice_pin (account);
  const char *url = cosell_account_get_url (account);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->pin), pin != NULL ? pin : "");
  gtk_widget_set_visible (self->pin, pin != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->account),
                                 url != NULL ? url : _ ("No account yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->account), describe_sign_in (state));
  cosell_button_set_mnemonic (GTK_BUTTON (self->sign_button),
                              out ? _ ("_Sign In") : _ ("_Sign Out"));
  gtk_widget_set_visible (self->sign_button, ours);
  gtk_widget_set_sensitive (self->tenant, url != NULL);
  gtk_widget_set_sensitive (self->client_id, url != NULL);
}

/* Signing in has a dialog of its own over the window: the preferences step aside. */
static void
sign_clicked_cb (CosellConnectionPage *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  gboolean out = cosell_account_get_sign_in (account) == COSELL_SIGN_IN_OUT;
  GtkRoot *preferences = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = self->window;

  if (window == NULL)
    return;
  if (out)
    gtk_window_close (GTK_WINDOW (preferences));
  gtk_widget_activate_action (GTK_WIDGET (window), out ? "win.sign-in" : "win.sign-out", NULL);
}

/* --- tenant and client ID --- */

static void
setup_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellConnectionPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_account_finish (COSELL_ACCOUNT (source), result, &error);

  if (self->session == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->setup_problem), ok ? "" : error->message);
  gtk_widget_set_visible (self->setup_problem, !ok);
}

static void
setup_applied_cb (CosellConnectionPage *self)
{
  cosell_account_set_setup_async (cosell_session_get_account (self->session),
                                  gtk_editable_get_text (GTK_EDITABLE (self->tenant)),
                                  gtk_editable_get_text (GTK_EDITABLE (self->client_id)), NULL,
                                  setup_stored_cb, g_object_ref (self));
}

/* --- checks --- */

static void
show_step (CosellConnectionPage *self, guint i)
{
  cosell_step_row_show (g_ptr_array_index (self->steps, i),
                        cosell_connection_check_get_state (self->check, i),
                        cosell_connection_check_get_message (self->check, i));
}

static void
check_changed_cb (CosellConnectionPage *self)
{
  if (self->session == NULL)
    return;
  for (guint i = 0; i < self->steps->len; i++)
    show_step (self, i);
}

static void
again_clicked_cb (CosellConnectionPage *self)
{
  cosell_connection_check_start (self->check);
}

static void
copy_clicked_cb (CosellConnectionPage *self)
{
  g_autofree char *details = cosell_connection_check_dup_details (self->check);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), details);
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root),
                                      cosell_toast_new (_ ("Details copied")));
}

static void
sign_in_changed_cb (CosellConnectionPage *self)
{
  if (self->session == NULL)
    return;
  update_account (self);
  cosell_connection_check_start (self->check);
}

/* --- building --- */

static void
bind_entry (GtkWidget *row, const char *text)
{
  cosell_long_entry_guard (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
add_steps (CosellConnectionPage *self)
{
  for (guint i = 0; i < cosell_connection_check_get_n_steps (self->check); i++)
    {
      GtkWidget *row = cosell_step_row_new (cosell_connection_check_get_title (self->check, i));

      adw_preferences_group_add (self->checks, row);
      g_ptr_array_add (self->steps, row);
    }
}

static void
cosell_connection_page_dispose (GObject *object)
{
  CosellConnectionPage *self = COSELL_CONNECTION_PAGE (object);

  if (self->check != NULL)
    cosell_connection_check_cancel (self->check);
  g_clear_object (&self->check);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->window);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_CONNECTION_PAGE);
  G_OBJECT_CLASS (cosell_connection_page_parent_class)->dispose (object);
}

static void
cosell_connection_page_finalize (GObject *object)
{
  g_ptr_array_unref (COSELL_CONNECTION_PAGE (object)->steps);
  G_OBJECT_CLASS (cosell_connection_page_parent_class)->finalize (object);
}

static void
cosell_connection_page_class_init (CosellConnectionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cosell_connection_page_dispose;
  object_class->finalize = cosell_connection_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/preferences/cosell-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, account);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, pin);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, sign_button);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, tenant);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, client_id);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, setup_problem);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, checks);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, again);
  gtk_widget_class_bind_template_child (widget_class, CosellConnectionPage, details);
  gtk_widget_class_bind_template_callback (widget_class, sign_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
cosell_connection_page_init (CosellConnectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->steps = g_ptr_array_new ();
  cosell_button_set_mnemonic (self->again, _ ("Check A_gain"));
  cosell_button_set_mnemonic (self->details, _ ("Copy _Details"));
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (6, 6));
}

GtkWidget *
cosell_connection_page_new (CosellSession *session, GtkWindow *window)
{
  CosellConnectionPage *self;
  CosellAccount *account;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  account = cosell_session_get_account (session);
  self = g_object_new (COSELL_TYPE_CONNECTION_PAGE, NULL);
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->window, window);
  self->check = cosell_connection_check_new (session);
  bind_entry (self->client_id, cosell_account_get_client_id (account));
  bind_entry (self->tenant, cosell_account_get_tenant (account));
  add_steps (self);
  update_account (self);
  g_signal_connect_object (self->check, "changed", G_CALLBACK (check_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "sign-in-changed", G_CALLBACK (sign_in_changed_cb), self,
                           G_CONNECT_SWAPPED);
  cosell_connection_check_start (self->check);
  return GTK_WIDGET (self);
}
