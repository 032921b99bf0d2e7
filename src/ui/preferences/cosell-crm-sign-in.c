#include "ui/preferences/cosell-crm-sign-in.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm.h"
#include "base/cosell-str.h"
#include "cosell-config.h"
#include "ui/preferences/cosell-crm-kinds.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"
#include "ui/widgets/cosell-wrap-layout.h"

struct _CosellCrmSignIn
{
  AdwPreferencesGroup parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  char *name;                /* (owned): of the CRM */
  GCancellable *cancellable; /* (owned) (nullable): of the sign-in under way */
  char *url;                 /* (owned) (nullable): where the person goes */
  char *user_code;           /* (owned) (nullable) */
  gboolean takes_code;
  gboolean has_password; /* in place of a browser */
  gboolean is_signed_in;
  gboolean is_practice; /* the token of the practice server serves */

  AdwActionRow *state;
  AdwActionRow *code;
  GtkWidget *password;
  GtkWidget *buttons;
  GtkButton *start;
  GtkButton *use_code;
  GtkButton *open_again;
  GtkButton *copy_link;
  GtkButton *stop;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (CosellCrmSignIn, cosell_crm_sign_in, ADW_TYPE_PREFERENCES_GROUP)

static guint signed_in_signal;

static void
show_problem (CosellCrmSignIn *self, const char *words)
{
  gtk_label_set_label (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

static const char *
describe (CosellCrmSignIn *self)
{
  if (self->cancellable != NULL && self->user_code != NULL)
    return _ ("Open the address on any device and enter the code there.");
  if (self->cancellable != NULL)
    return _ ("Continue in the browser.");
  if (self->is_practice)
    return _ ("Sample opportunities on this computer: no sign-in is needed");
  if (self->has_password)
    return self->is_signed_in ? _ ("The password is kept in the keyring") : _ ("No password yet");
  if (self->is_signed_in)
    return _ ("Signed in; the sign-in is kept in the keyring");
  return _ ("Not signed in");
}

/* What can be done moves the focus when it was on what goes away. */
static void
update (CosellCrmSignIn *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->buttons);
  gboolean busy = self->cancellable != NULL;
  gboolean prompted = busy && self->url != NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), describe (self));
  cosell_button_set_mnemonic (self->start,
                              self->is_signed_in ? _ ("Sign In _Again") : _ ("_Sign In"));
  gtk_widget_set_visible (GTK_WIDGET (self->start), !busy && !self->is_practice);
  gtk_widget_set_visible (GTK_WIDGET (self->use_code),
                          !self->is_practice && self->takes_code && self->user_code == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->open_again), prompted);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_link), prompted);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), busy);
  gtk_widget_set_visible (self->buttons, !self->is_practice && !self->has_password);
  gtk_widget_set_visible (self->password, self->has_password);
  gtk_widget_set_visible (GTK_WIDGET (self->code), busy && self->user_code != NULL);
  if (self->user_code != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code), self->user_code);
      adw_action_row_set_subtitle (self->code, self->url);
    }
  if (focus != NULL && !gtk_widget_get_visible (focus))
    gtk_widget_grab_focus (GTK_WIDGET (busy ? self->stop : self->start));
}

/* --- the browser --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSignIn) self = user_data;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, NULL) && self->cancellable != NULL)
    show_problem (self, _ ("No browser could be opened. Copy the link and open it in a browser of "
                           "this computer."));
}

static void
open_clicked_cb (CosellCrmSignIn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->url != NULL && GTK_IS_WINDOW (root))
    gtk_show_uri_full (GTK_WINDOW (root), self->url, GDK_CURRENT_TIME, NULL, opened_cb,
                       g_object_ref (self));
}

static void
copy_clicked_cb (CosellCrmSignIn *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->url == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->url);
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root),
                                      cosell_toast_new (_ ("Copied")));
}

/* --- signing in --- */

/* Ends what is under way without a word. */
static void
end (CosellCrmSignIn *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  cosell_set_str (&self->url, NULL);
  cosell_set_str (&self->user_code, NULL);
}

typedef struct
{
  CosellCrmSignIn *group;    /* (owned) */
  GCancellable *cancellable; /* (owned) */
} SignIn;

static void
sign_in_free (SignIn *self)
{
  g_object_unref (self->group);
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SignIn, sign_in_free)

static void
prompt_cb (const char *url, const char *user_code, gpointer user_data)
{
  const SignIn *sign_in = user_data;
  CosellCrmSignIn *self = sign_in->group;

  if (self->cancellable != sign_in->cancellable)
    return;
  cosell_set_str (&self->url, url);
  cosell_set_str (&self->user_code, user_code);
  update (self);
  if (user_code == NULL)
    open_clicked_cb (self);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SignIn) sign_in = user_data;
  CosellCrmSignIn *self = sign_in->group;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_finish (COSELL_SESSION (source), result, &error);

  if (self->cancellable != sign_in->cancellable || self->session == NULL)
    return;
  end (self);
  self->is_signed_in = self->is_signed_in || ok;
  show_problem (self, ok ? NULL : error->message);
  update (self);
  if (ok)
    g_signal_emit (self, signed_in_signal, 0);
}

static void
begin (CosellCrmSignIn *self, gboolean device)
{
  SignIn *sign_in = g_new0 (SignIn, 1);

  end (self);
  self->cancellable = g_cancellable_new ();
  sign_in->group = g_object_ref (self);
  sign_in->cancellable = g_object_ref (self->cancellable);
  show_problem (self, NULL);
  update (self);
  cosell_session_sign_in_crm_async (self->session, self->name, device, prompt_cb, sign_in,
                                    self->cancellable, signed_in_cb, sign_in);
}

static void
password_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSignIn) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_finish (COSELL_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  self->is_signed_in = self->is_signed_in || ok;
  show_problem (self, ok ? NULL : error->message);
  update (self);
  if (!ok)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  g_signal_emit (self, signed_in_signal, 0);
}

static void
password_applied_cb (CosellCrmSignIn *self)
{
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (self->session != NULL && *password != '\0')
    cosell_session_set_crm_password_async (self->session, self->name, password, NULL,
                                           password_kept_cb, g_object_ref (self));
}

static void
start_clicked_cb (CosellCrmSignIn *self)
{
  begin (self, FALSE);
}

static void
use_code_clicked_cb (CosellCrmSignIn *self)
{
  begin (self, TRUE);
}

static void
stop_clicked_cb (CosellCrmSignIn *self)
{
  end (self);
  update (self);
}

/* --- life --- */

static void
cosell_crm_sign_in_dispose (GObject *object)
{
  CosellCrmSignIn *self = COSELL_CRM_SIGN_IN (object);

  cosell_crm_sign_in_stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_CRM_SIGN_IN);
  G_OBJECT_CLASS (cosell_crm_sign_in_parent_class)->dispose (object);
}

static void
cosell_crm_sign_in_finalize (GObject *object)
{
  g_free (COSELL_CRM_SIGN_IN (object)->name);
  G_OBJECT_CLASS (cosell_crm_sign_in_parent_class)->finalize (object);
}

static void
cosell_crm_sign_in_class_init (CosellCrmSignInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_crm_sign_in_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_sign_in_finalize;
  signed_in_signal = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, COSELL_APP_PATH
                                               "/preferences/cosell-crm-sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, state);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, code);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, password);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, buttons);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, start);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, use_code);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, open_again);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, copy_link);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, stop);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSignIn, problem);
  gtk_widget_class_bind_template_callback (widget_class, password_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_code_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked_cb);
}

static void
cosell_crm_sign_in_init (CosellCrmSignIn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cosell_button_set_mnemonic (self->use_code, _ ("Use a _Code"));
  cosell_button_set_mnemonic (self->open_again, _ ("_Open Again"));
  cosell_button_set_mnemonic (self->copy_link, _ ("Copy _Link"));
  cosell_button_set_mnemonic (self->stop, _ ("S_top"));
  gtk_widget_set_layout_manager (self->buttons, cosell_wrap_layout_new (6, 6));
}

void
cosell_crm_sign_in_show (CosellCrmSignIn *self, CosellSession *session, const CosellCrmAccount *crm)
{
  const CosellCrmKind *kind;
  CosellAccount *account;
  g_autofree char *where = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (COSELL_IS_CRM_SIGN_IN (self) && COSELL_IS_SESSION (session) && crm != NULL);

  kind = cosell_crm_kinds_find (crm->kind);
  account = cosell_session_get_account (session);
  g_set_object (&self->session, session);
  cosell_set_str (&self->name, crm->name);
  self->has_password = kind != NULL && kind->has_password;
  self->takes_code = kind != NULL && kind->takes_code;
  self->is_signed_in = crm->signed_in != NULL;
  self->is_practice = cosell_account_is_practice (account) &&
                      g_strcmp0 (cosell_account_get_url (account), crm->url) == 0;
  where = cosell_widget_join (crm->database, crm->user);
  words = cosell_widget_join (crm->url, where);
  adw_action_row_set_subtitle (self->state, words);
  update (self);
}

void
cosell_crm_sign_in_stop (CosellCrmSignIn *self)
{
  g_return_if_fail (COSELL_IS_CRM_SIGN_IN (self));

  end (self);
  g_clear_object (&self->session);
}
