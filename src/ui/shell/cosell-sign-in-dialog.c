#include "ui/shell/cosell-sign-in-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-guid.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-long-entry.h"
#include "ui/widgets/cosell-toast.h"

#define PARTNER_CENTER "https://api.partner.microsoft.com"

struct _CosellSignInDialog
{
  AdwWindow parent_instance;

  CosellSession *session;    /* (owned) */
  GCancellable *cancellable; /* (owned): of the sign-in under way, or of the last one */
  char *url;                 /* (owned) (nullable): where the person goes */
  char *problem;             /* (owned) (nullable): as it was said */
  gboolean device;           /* with a code */
  gboolean made_account;
  gboolean begun, done;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkWidget *cancel;
  AdwEntryRow *client_id;
  AdwEntryRow *tenant;
  GtkLabel *setup_problem;
  GtkWidget *go_on;
  GtkLabel *browser_problem;
  GtkLabel *browser_pin;
  GtkWidget *open_again;
  GtkWidget *copy_link;
  GtkWidget *use_code;
  GtkSpinner *spinner;
  AdwStatusPage *code_page;
  GtkLabel *code;
  GtkLabel *code_pin;
  GtkWidget *copy_code;
  GtkWidget *open_page;
  GtkWidget *use_browser;
  AdwStatusPage *problem_page;
  GtkWidget *try_again;
  GtkWidget *change_setup;
  GtkWidget *copy_details;
};

G_DEFINE_FINAL_TYPE (CosellSignInDialog, cosell_sign_in_dialog, ADW_TYPE_WINDOW)

static guint signed_in_signal;

static void
start (CosellSignInDialog *self, gboolean device);

static void
show_page (CosellSignInDialog *self, const char *name, GtkWidget *focus)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "waiting"));
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static gboolean
is_gone (CosellSignInDialog *self)
{
  return self->session == NULL;
}

static void
show_problem (CosellSignInDialog *self, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  cosell_set_str (&self->problem, words);
  adw_status_page_set_description (self->problem_page, escaped);
  show_page (self, "problem", self->try_again);
}

static void
copy (CosellSignInDialog *self, const char *text)
{
  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, cosell_toast_new (_ ("Copied")));
}

/* --- the browser --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellSignInDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) || is_gone (self))
    return;
  gtk_label_set_label (self->browser_problem,
                       _ ("No browser could be opened. Copy the link and open it in a browser of "
                          "this computer, or use a code."));
  gtk_widget_set_visible (GTK_WIDGET (self->browser_problem), TRUE);
}

static void
open_cb (CosellSignInDialog *self)
{
  if (self->url != NULL)
    gtk_show_uri_full (GTK_WINDOW (self), self->url, GDK_CURRENT_TIME, NULL, opened_cb,
                       g_object_ref (self));
}

static void
copy_link_cb (CosellSignInDialog *self)
{
  copy (self, self->url);
}

static void
copy_code_cb (CosellSignInDialog *self)
{
  copy (self, gtk_label_get_label (self->code));
}

static void
copy_details_cb (CosellSignInDialog *self)
{
  copy (self, self->problem);
}

static void
use_code_cb (CosellSignInDialog *self)
{
  start (self, TRUE);
}

static void
use_browser_cb (CosellSignInDialog *self)
{
  start (self, FALSE);
}

/* --- the sign-in --- */

static gboolean
is_local (CosellSignInDialog *self)
{
  return cosell_account_is_local (cosell_session_get_account (self->session));
}

/* The page of a practice server asks for it; this window knows the one of its own server. */
static void
show_pin (CosellSignInDialog *self, GtkLabel *label)
{
  const char *pin = cosell_account_get_practice_pin (cosell_session_get_account (self->session));
  g_autofree char *words = NULL;

  if (pin != NULL)
    /* Translators: %s is a PIN of six digits */
    words = g_strdup_printf (_ ("The practice server asks for the PIN %s."), pin);
  else if (is_local (self))
    words = g_strdup (_ ("A practice server asks for its PIN. It stands in the terminal where the "
                         "server runs, or in the preferences of the window that started it."));
  gtk_label_set_label (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

static void
prompt_cb (CosellAccount *account, const char *url, const char *user_code, gpointer user_data)
{
  CosellSignInDialog *self = user_data;
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;

  if (is_gone (self))
    return;
  cosell_set_str (&self->url, url);
  if (user_code == NULL)
    {
      show_pin (self, self->browser_pin);
      show_page (self, "browser", self->open_again);
      open_cb (self);
      return;
    }
  gtk_label_set_label (self->code, user_code);
  show_pin (self, self->code_pin);
  /* Translators: %s is an address */
  words = g_strdup_printf (_ ("Open %s on any device and enter the code there. This window closes "
                              "by itself afterwards."),
                           url);
  escaped = g_markup_escape_text (words, -1);
  adw_status_page_set_description (self->code_page, escaped);
  show_page (self, "code", self->copy_code);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellSignInDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *not_kept = NULL;
  gboolean ok = cosell_account_sign_in_finish (COSELL_ACCOUNT (source), result, &not_kept, &error);

  if (is_gone (self) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!ok)
    {
      show_problem (self, error->message);
      return;
    }
  self->done = TRUE;
  g_signal_emit (self, signed_in_signal, 0, not_kept);
  gtk_window_close (GTK_WINDOW (self));
}

static void
start (CosellSignInDialog *self, gboolean device)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->url, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_problem), FALSE);
  show_page (self, "waiting", NULL);
  cosell_account_sign_in_async (cosell_session_get_account (self->session), device, prompt_cb, self,
                                self->cancellable, signed_in_cb, g_object_ref (self));
}

/* --- what has to be known before --- */

static void
say_setup_problem (CosellSignInDialog *self, const char *words)
{
  if (words != NULL)
    cosell_set_str (&self->problem, words);
  gtk_label_set_label (self->setup_problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->setup_problem), words != NULL);
  gtk_widget_set_sensitive (self->go_on, TRUE);
}

static void
setup_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellSignInDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_account_finish (COSELL_ACCOUNT (source), result, &error);

  if (is_gone (self))
    return;
  say_setup_problem (self, ok ? NULL : error->message);
  if (ok)
    start (self, FALSE);
}

static void
store_setup (CosellSignInDialog *self)
{
  cosell_account_set_setup_async (cosell_session_get_account (self->session),
                                  gtk_editable_get_text (GTK_EDITABLE (self->tenant)),
                                  gtk_editable_get_text (GTK_EDITABLE (self->client_id)), NULL,
                                  setup_stored_cb, g_object_ref (self));
}

static void
account_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellSignInDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_account_finish (COSELL_ACCOUNT (source), result, &error);

  if (is_gone (self))
    return;
  if (!ok)
    {
      say_setup_problem (self, error->message);
      return;
    }
  self->made_account = TRUE;
  store_setup (self);
}

static gboolean
has_account (CosellSignInDialog *self)
{
  return cosell_account_get_url (cosell_session_get_account (self->session)) != NULL;
}

/* Microsoft gives out GUIDs; another text would be refused in the browser, where no answer comes
 * back from. */
static gboolean
may_be_known (CosellSignInDialog *self, const char *client)
{
  return *client == '\0' || is_local (self) || g_uuid_string_is_valid (client);
}

static void
go_on_cb (CosellSignInDialog *self)
{
  g_autofree char *client =
      cosell_guid_tidy (gtk_editable_get_text (GTK_EDITABLE (self->client_id)));

  if (*client == '\0' && *COSELL_CLIENT_ID == '\0' && !is_local (self))
    {
      say_setup_problem (self, _ ("Enter the client ID first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->client_id));
      return;
    }
  if (!may_be_known (self, client))
    {
      say_setup_problem (self,
                         _ ("That is no client ID: it has 36 letters, digits and hyphens, like "
                            "0f8fad5b-d9cb-469f-a165-70867728950e. Copy it from the app "
                            "registration."));
      gtk_widget_grab_focus (GTK_WIDGET (self->client_id));
      return;
    }
  gtk_widget_set_sensitive (self->go_on, FALSE);
  if (has_account (self))
    store_setup (self);
  else
    cosell_account_set_url_async (cosell_session_get_account (self->session), PARTNER_CENTER, NULL,
                                  account_set_cb, g_object_ref (self));
}

static void
change_setup_cb (CosellSignInDialog *self)
{
  say_setup_problem (self, NULL);
  show_page (self, "setup", GTK_WIDGET (self->client_id));
}

static void
begin (CosellSignInDialog *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  const char *tenant = cosell_account_get_tenant (account);
  const char *client = cosell_account_get_client_id (account);

  cosell_long_entry_guard (GTK_WIDGET (self->tenant));
  cosell_long_entry_guard (GTK_WIDGET (self->client_id));
  gtk_editable_set_text (GTK_EDITABLE (self->tenant), tenant);
  gtk_editable_set_text (GTK_EDITABLE (self->client_id), client);
  if (has_account (self) && (*client != '\0' || *COSELL_CLIENT_ID != '\0' || is_local (self)))
    start (self, FALSE);
  else
    change_setup_cb (self);
}

/* --- life --- */

/* A browser is opened for a window that is on the screen. */
static void
cosell_sign_in_dialog_map (GtkWidget *widget)
{
  CosellSignInDialog *self = COSELL_SIGN_IN_DIALOG (widget);

  GTK_WIDGET_CLASS (cosell_sign_in_dialog_parent_class)->map (widget);
  if (!self->begun && self->session != NULL)
    {
      self->begun = TRUE;
      begin (self);
    }
}

static void
account_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cosell_account_finish (COSELL_ACCOUNT (source), result, &error))
    g_debug ("The account stays without a sign-in: %s", error->message);
}

/* Closed, by the person or with the main window: nobody is sent to a browser any more. */
static void
cosell_sign_in_dialog_unmap (GtkWidget *widget)
{
  CosellSignInDialog *self = COSELL_SIGN_IN_DIALOG (widget);

  g_cancellable_cancel (self->cancellable);
  if (self->made_account && !self->done && self->session != NULL)
    cosell_account_remove_async (cosell_session_get_account (self->session), NULL,
                                 account_removed_cb, NULL);
  g_clear_object (&self->session);
  GTK_WIDGET_CLASS (cosell_sign_in_dialog_parent_class)->unmap (widget);
}

static void
cosell_sign_in_dialog_dispose (GObject *object)
{
  CosellSignInDialog *self = COSELL_SIGN_IN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_sign_in_dialog_parent_class)->dispose (object);
}

static void
cosell_sign_in_dialog_finalize (GObject *object)
{
  CosellSignInDialog *self = COSELL_SIGN_IN_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->url);
  g_free (self->problem);
  G_OBJECT_CLASS (cosell_sign_in_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               COSELL_APP_PATH "/shell/cosell-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, toasts);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, stack);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, cancel);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, client_id);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, tenant);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, setup_problem);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, go_on);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, browser_problem);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, browser_pin);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, open_again);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, copy_link);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, use_code);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, spinner);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, code_page);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, code);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, code_pin);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, copy_code);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, open_page);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, use_browser);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, problem_page);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, try_again);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, change_setup);
  gtk_widget_class_bind_template_child (klass, CosellSignInDialog, copy_details);
  gtk_widget_class_bind_template_callback (klass, go_on_cb);
  gtk_widget_class_bind_template_callback (klass, open_cb);
  gtk_widget_class_bind_template_callback (klass, copy_link_cb);
  gtk_widget_class_bind_template_callback (klass, copy_code_cb);
  gtk_widget_class_bind_template_callback (klass, copy_details_cb);
  gtk_widget_class_bind_template_callback (klass, use_code_cb);
  gtk_widget_class_bind_template_callback (klass, use_browser_cb);
  gtk_widget_class_bind_template_callback (klass, change_setup_cb);
}

static void
cosell_sign_in_dialog_class_init (CosellSignInDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cosell_sign_in_dialog_dispose;
  object_class->finalize = cosell_sign_in_dialog_finalize;
  signed_in_signal = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  widget_class->map = cosell_sign_in_dialog_map;
  widget_class->unmap = cosell_sign_in_dialog_unmap;
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cosell_sign_in_dialog_init (CosellSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_set_mnemonic (GTK_BUTTON (self->cancel), _ ("_Cancel"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->go_on), _ ("C_ontinue"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->open_again), _ ("_Open Browser Again"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->copy_link), _ ("Copy _Link"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->use_code), _ ("_Use a Code Instead"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->copy_code), _ ("_Copy Code"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->open_page), _ ("_Open Page Here"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->use_browser), _ ("_Use the Browser Instead"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->try_again), _ ("_Try Again"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->change_setup), _ ("Change _Client ID"));
  cosell_button_set_mnemonic (GTK_BUTTON (self->copy_details), _ ("Copy _Details"));
}

CosellSignInDialog *
cosell_sign_in_dialog_new (GtkWindow *parent, CosellSession *session)
{
  CosellSignInDialog *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session), NULL);

  self = g_object_new (COSELL_TYPE_SIGN_IN_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  return self;
}

const char *
cosell_sign_in_dialog_get_problem (CosellSignInDialog *self)
{
  g_return_val_if_fail (COSELL_IS_SIGN_IN_DIALOG (self), NULL);

  return self->problem;
}
