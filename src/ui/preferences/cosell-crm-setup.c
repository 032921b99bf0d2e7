#include "ui/preferences/cosell-crm-setup.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-crm.h"
#include "app/cosell-session-reports.h"
#include "cosell-config.h"
#include "ui/crm/cosell-crm-sync-now.h"
#include "ui/preferences/cosell-crm-columns.h"
#include "ui/preferences/cosell-crm-fields.h"
#include "ui/preferences/cosell-crm-included.h"
#include "ui/preferences/cosell-crm-kinds.h"
#include "ui/preferences/cosell-crm-sign-in.h"
#include "ui/preferences/cosell-crm-stages.h"
#include "ui/preferences/cosell-crm-way.h"
#include "ui/widgets/cosell-button.h"
#include "ui/widgets/cosell-message.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/widgets/cosell-widget-helpers.h"

struct _CosellCrmSetup
{
  GtkWidget parent_instance;

  CosellSession *session;            /* (owned) (nullable) */
  GCancellable *describing;          /* (owned) */
  char *name;                        /* (owned): of the CRM */
  CosellCrmDescription *description; /* (owned) (nullable) */

  GtkWidget *box;
  AdwWindowTitle *heading;
  GtkWidget *back;
  AdwPreferencesPage *page;
  CosellCrmSignIn *sign_in;
  CosellCrmWay *way;
  CosellCrmIncluded *included;
  CosellCrmStages *stages;
  CosellCrmFields *fields;
  CosellCrmColumns *columns;
  GtkButton *sync;
  GtkLabel *synced;
  GtkButton *remove;
};

G_DEFINE_FINAL_TYPE (CosellCrmSetup, cosell_crm_setup, GTK_TYPE_WIDGET)

static guint left_signal;

static void
leave (CosellCrmSetup *self)
{
  g_signal_emit (self, left_signal, 0);
}

/* --- how it is kept in step --- */

static void
settings_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSetup) self = user_data;
  g_autoptr (CosellCrmSettings) settings =
      cosell_session_crm_settings_finish (COSELL_SESSION (source), result, NULL);

  if (self->session == NULL || settings == NULL)
    return;
  cosell_crm_included_show (self->included, settings);
  cosell_crm_stages_show (self->stages, settings, self->description);
  cosell_crm_fields_show (self->fields, settings);
  cosell_crm_columns_show (self->columns, settings, self->description);
}

static void
read_settings (CosellCrmSetup *self)
{
  cosell_session_crm_settings_async (self->session, self->name, NULL, settings_read_cb,
                                     g_object_ref (self));
}

/* A CRM that does not answer leaves what is known here. */
static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSetup) self = user_data;
  CosellCrmUser *user = NULL;
  CosellCrmDescription *description =
      cosell_session_describe_crm_finish (COSELL_SESSION (source), result, &user, NULL);

  cosell_crm_user_free (user);
  if (description == NULL || self->session == NULL)
    {
      cosell_crm_description_free (description);
      return;
    }
  g_clear_pointer (&self->description, cosell_crm_description_free);
  self->description = description;
  read_settings (self);
}

/* What is not taken is said, and what is kept is shown again. */
static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_finish (COSELL_SESSION (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!ok && ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root),
                                      cosell_toast_new (error->message));
  if (self->session != NULL)
    read_settings (self);
}

static void
set_setting_cb (CosellCrmSetup *self, const char *key, const char *value)
{
  g_autofree char *setting = g_strdup_printf ("%s=%s", key, value);
  const char *const settings[] = { setting, NULL };

  if (self->session != NULL)
    cosell_session_set_crm_async (self->session, self->name, settings, NULL, set_cb,
                                  g_object_ref (self));
}

/* --- syncing --- */

static void
told_cb (const char *text, gpointer user_data)
{
  CosellCrmSetup *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_label_set_label (self->synced, text);
  gtk_widget_show (GTK_WIDGET (self->synced));
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), cosell_toast_new (text));
}

static void
sync_clicked_cb (CosellCrmSetup *self)
{
  cosell_crm_sync_now (GTK_WIDGET (self), self->session, self->name, told_cb, g_object_ref (self),
                       g_object_unref);
}

/* --- taking it away --- */

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSetup) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_session_finish (COSELL_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove), TRUE);
  if (ok)
    leave (self);
  else
    cosell_message_tell (GTK_WIDGET (self), _ ("The CRM Was Not Removed"), error->message);
}

static void
remove_answered_cb (AdwMessageDialog *dialog, const char *answer, CosellCrmSetup *self)
{
  if (!g_str_equal (answer, "remove") || self->session == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove), FALSE);
  cosell_session_remove_crm_async (self->session, self->name, NULL, removed_cb,
                                   g_object_ref (self));
}

/* What waits for it, in words that stand before the others. Returns: (transfer full): "" for
 * nothing */
static char *
describe_waiting (CosellCrmSetup *self, GPtrArray *links)
{
  guint n = 0;

  for (guint i = 0; links != NULL && i < links->len; i++)
    n += g_strcmp0 (((const CosellCrmLink *) g_ptr_array_index (links, i))->crm, self->name) == 0;
  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("Changes of %u deal wait for it, and will not be written. ",
                                    "Changes of %u deals wait for it, and will not be written. ",
                                    n),
                          n);
}

static void
lane_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSetup) self = user_data;
  g_autoptr (GPtrArray) links =
      cosell_session_crm_lane_finish (COSELL_SESSION (source), result, NULL);
  g_autofree char *title = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;

  if (self->session == NULL)
    return;
  title = g_strdup_printf (_ ("Remove %s?"), self->name);
  waiting = describe_waiting (self, links);
  body =
      g_strconcat (waiting,
                   _ ("Its deals are unlinked. Nothing is deleted there, your deals stay as they "
                      "are, and the sign-in is forgotten."),
                   NULL);
  dialog = cosell_message_ask (GTK_WIDGET (self), title, body, _ ("_Keep"), "remove", _ ("_Remove"),
                               ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_answered_cb), self, 0);
  cosell_message_present (dialog);
}

static void
remove_clicked_cb (CosellCrmSetup *self)
{
  cosell_session_crm_lane_async (self->session, NULL, lane_read_cb, g_object_ref (self));
}

/* --- reading it --- */

static void
show_crm (CosellCrmSetup *self, const CosellCrmAccount *crm)
{
  const CosellCrmKind *kind = cosell_crm_kinds_find (crm->kind);

  adw_window_title_set_title (self->heading, crm->name);
  adw_window_title_set_subtitle (self->heading, kind != NULL ? kind->name : crm->kind);
  cosell_crm_sign_in_show (self->sign_in, self->session, crm);
  read_settings (self);
  cosell_crm_way_look (self->way, self->session, self->name);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellCrmSetup) self = user_data;
  g_autoptr (GPtrArray) crms = cosell_session_array_finish (COSELL_SESSION (source), result, NULL);

  for (guint i = 0; crms != NULL && i < crms->len && self->session != NULL; i++)
    {
      const CosellCrmAccount *crm = g_ptr_array_index (crms, i);

      if (g_str_equal (crm->name, self->name))
        {
          show_crm (self, crm);
          return;
        }
    }
}

static void
back_clicked_cb (CosellCrmSetup *self)
{
  leave (self);
}

static gboolean
back_key_cb (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  leave (COSELL_CRM_SETUP (widget));
  return TRUE;
}

static void
signed_in_cb (CosellCrmSetup *self)
{
  cosell_crm_way_look (self->way, self->session, self->name);
}

static void
passed_cb (CosellCrmSetup *self)
{
  cosell_session_describe_crm_async (self->session, self->name, self->describing, described_cb,
                                     g_object_ref (self));
}

/* --- life --- */

static void
cosell_crm_setup_dispose (GObject *object)
{
  CosellCrmSetup *self = COSELL_CRM_SETUP (object);

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COSELL_TYPE_CRM_SETUP);
  G_OBJECT_CLASS (cosell_crm_setup_parent_class)->dispose (object);
}

static void
cosell_crm_setup_finalize (GObject *object)
{
  CosellCrmSetup *self = COSELL_CRM_SETUP (object);

  g_clear_pointer (&self->description, cosell_crm_description_free);
  g_object_unref (self->describing);
  g_free (self->name);
  G_OBJECT_CLASS (cosell_crm_setup_parent_class)->finalize (object);
}

/* Closed with the window: nobody waits for answers any more. */
static void
cosell_crm_setup_unroot (GtkWidget *widget)
{
  CosellCrmSetup *self = COSELL_CRM_SETUP (widget);

  g_cancellable_cancel (self->describing);
  cosell_crm_way_stop (self->way);
  cosell_crm_sign_in_stop (self->sign_in);
  GTK_WIDGET_CLASS (cosell_crm_setup_parent_class)->unroot (widget);
}

static void
cosell_crm_setup_class_init (CosellCrmSetupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cosell_crm_setup_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_setup_finalize;
  widget_class->unroot = cosell_crm_setup_unroot;
  left_signal = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_key_cb, NULL);
  g_type_ensure (COSELL_TYPE_CRM_SIGN_IN);
  g_type_ensure (COSELL_TYPE_CRM_WAY);
  g_type_ensure (COSELL_TYPE_CRM_INCLUDED);
  g_type_ensure (COSELL_TYPE_CRM_STAGES);
  g_type_ensure (COSELL_TYPE_CRM_FIELDS);
  g_type_ensure (COSELL_TYPE_CRM_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               COSELL_APP_PATH "/preferences/cosell-crm-setup.ui");
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, box);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, heading);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, back);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, page);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, sign_in);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, way);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, included);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, stages);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, fields);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, columns);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, sync);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, synced);
  gtk_widget_class_bind_template_child (widget_class, CosellCrmSetup, remove);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, passed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sync_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_setting_cb);
}

static void
cosell_crm_setup_init (CosellCrmSetup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->describing = g_cancellable_new ();
  cosell_widget_let_title_shrink (GTK_WIDGET (self->heading));
  cosell_button_set_mnemonic (self->sync, _ ("S_ync Now…"));
  cosell_button_set_mnemonic (self->remove, _ ("_Remove…"));
}

GtkWidget *
cosell_crm_setup_new (CosellSession *session, const char *name)
{
  CosellCrmSetup *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && name != NULL, NULL);

  self = g_object_new (COSELL_TYPE_CRM_SETUP, NULL);
  self->session = g_object_ref (session);
  self->name = g_strdup (name);
  adw_window_title_set_title (self->heading, name);
  cosell_session_crms_async (session, NULL, read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
