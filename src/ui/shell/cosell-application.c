#include "ui/shell/cosell-application.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>

#include "app/cosell-profile.h"
#include "app/cosell-sandbox-process.h"
#include "app/cosell-session-notice.h"
#include "base/cosell-str.h"
#include "base/cosell-text-show.h"
#include "cosell-config.h"
#include "ui/deal/cosell-deal-page.h"
#include "ui/shell/cosell-notifier.h"
#include "ui/shell/cosell-window-notice.h"
#include "ui/shell/cosell-window-unsaved.h"
#include "ui/shell/cosell-window.h"
#include "ui/widgets/cosell-icon-thread.h"
#include "ui/widgets/cosell-toast.h"
#include "ui/words/cosell-format.h"

#define DEFAULT_DEALS 250

struct _CosellApplication
{
  AdwApplication parent_instance;

  char *profile;            /* (owned) (nullable) as given */
  gboolean practice;        /* --sandbox, or the profile's account is its own practice server */
  guint deals;              /* for a new practice server */
  CosellSession *session;   /* (owned) (nullable) until activate */
  GSettings *settings;      /* (owned) (nullable) until activate */
  CosellNotifier *notifier; /* (owned) (nullable) until activate */
  CosellSandboxProcess *sandbox; /* (owned) (nullable) */
  gboolean starting;             /* the practice server is being started */
  gboolean damage_met;           /* the practice server was begun with once more for it */
  AdwToast *ended;               /* (owned) (nullable) says that the practice server has ended */
  GtkWindow *window;             /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellApplication, cosell_application, ADW_TYPE_APPLICATION)

static CosellWindow *
main_window (CosellApplication *self)
{
  return self->window != NULL ? COSELL_WINDOW (self->window) : NULL;
}

/* --- practice mode: sandbox process → account → first pull --- */

static void
begin_practice (CosellApplication *self);

static void
practice_failed (CosellApplication *self, const GError *error)
{
  /* the database was damaged, and is made anew: the window says so */
  if (cosell_session_is_damage (error) && !self->damage_met && self->sandbox != NULL &&
      self->session != NULL)
    {
      self->damage_met = TRUE;
      begin_practice (self);
      return;
    }
  g_warning ("Practice mode: %s", error->message);
  if (main_window (self) != NULL)
    cosell_window_show_problem (main_window (self), _ ("Practice mode could not start"),
                                error->message);
}

static void
practice_synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cosell_session_sync_finish (COSELL_SESSION (source), result, NULL, &error) &&
      self->session != NULL && /* the program does not end just now */
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    practice_failed (self, error);
}

static void
practice_account_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cosell_account_finish (COSELL_ACCOUNT (source), result, &error);

  if (self->session == NULL) /* the program ends */
    return;
  if (!ok)
    {
      practice_failed (self, error);
      return;
    }
  cosell_session_sync_async (self->session, TRUE, TRUE, TRUE, NULL, practice_synced_cb,
                             g_object_ref (self));
}

static void
begin_practice (CosellApplication *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);

  cosell_account_set_practice_pin (account, cosell_sandbox_process_get_pin (self->sandbox));
  cosell_account_set_practice_async (account, cosell_sandbox_process_get_url (self->sandbox), NULL,
                                     practice_account_set_cb, g_object_ref (self));
}

/* It is started again by the next Sync that a person asks for. */
static void
sandbox_ended_cb (CosellSandboxProcess *sandbox, CosellApplication *self)
{
  AdwToast *toast;

  g_clear_object (&self->sandbox);
  if (self->session != NULL)
    cosell_account_set_practice_pin (cosell_session_get_account (self->session), NULL);
  if (main_window (self) == NULL)
    return;
  toast = cosell_toast_new (_ ("The practice server has ended. Your deals and changes are safe."));
  adw_toast_set_button_label (toast, _ ("_Start Again"));
  adw_toast_set_action_name (toast, "win.sync");
  adw_toast_set_timeout (toast, 0);
  g_set_object (&self->ended, toast);
  cosell_window_add_toast (main_window (self), toast);
}

static void
sandbox_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  self->starting = FALSE;
  self->sandbox = cosell_sandbox_process_start_finish (result, &error);
  if (self->sandbox == NULL)
    {
      practice_failed (self, error);
      return;
    }
  if (self->session == NULL) /* the window was closed meanwhile */
    return;
  g_signal_connect_object (self->sandbox, "ended", G_CALLBACK (sandbox_ended_cb), self, 0);
  begin_practice (self);
}

/* A profile whose account is a practice server has a sandbox folder. */
static gboolean
has_practice_data (const char *profile)
{
  g_autofree char *folder = g_build_filename (profile, "sandbox", NULL);

  return g_file_test (folder, G_FILE_TEST_IS_DIR);
}

/* --- actions --- */

static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CosellApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (self->window);
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CosellApplication *self = user_data;

  adw_show_about_window (self->window, "application-name", _ ("Cosell"), "application-icon",
                         COSELL_APP_ID, "version", COSELL_VERSION, "developer-name",
                         _ ("The Cosell developers"), "license-type", GTK_LICENSE_GPL_3_0,
                         "comments",
                         _ ("Run your co-sell opportunities with Microsoft and other partners, "
                            "online and offline."),
                         NULL);
}

/* The window, also when a notification of an earlier run is clicked. (nullable) */
static CosellWindow *
bring_window (CosellApplication *self)
{
  g_application_activate (G_APPLICATION (self));
  return self->session != NULL ? main_window (self) : NULL;
}

static void
open_deal_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CosellWindow *window = bring_window (user_data);

  if (window != NULL)
    cosell_window_open_deal (window, g_variant_get_int64 (parameter));
}

static void
show_tab_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CosellWindow *window = bring_window (user_data);

  if (window != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.show-tab", parameter);
}

static void
show_outbox_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CosellWindow *window = bring_window (user_data);

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-outbox", NULL);
}

/* The disk has room again, or the folder can be written. */
static void
try_again_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CosellApplication *self = user_data;
  GtkWindow *failed = self->window;

  if (self->session != NULL || failed == NULL)
    return;
  self->window = NULL;
  g_signal_handlers_disconnect_by_data (failed, self);
  g_application_activate (G_APPLICATION (self));
  gtk_window_destroy (failed);
}

static const GActionEntry app_actions[] = {
  { .name = "try-again", .activate = try_again_activated_cb },
  { .name = "quit", .activate = quit_activated_cb },
  { .name = "about", .activate = about_activated_cb },
  { .name = "open-deal", .activate = open_deal_activated_cb, .parameter_type = "x" },
  { .name = "show-tab", .activate = show_tab_activated_cb, .parameter_type = "s" },
  { .name = "show-outbox", .activate = show_outbox_activated_cb },
};

static void
set_accelerators (CosellApplication *self)
{
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  const struct
  {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "win.new-deal", { "<Control>n" } },
    { "win.search", { "<Control>f" } },
    { "win.palette", { "<Control>k" } },
    { "win.show-tab('inbound')", { "<Control>1" } },
    { "win.show-tab('outbound')", { "<Control>2" } },
    { "win.show-tab('favorites')", { "<Control>3" } },
    { "win.show-leads", { "<Control>4" } },
    { "win.show-outbox", { "<Control><Shift>o" } },
    { "win.export", { "<Control><Shift>e" } },
    { "win.toggle-views", { "F9" } },
    { "win.toggle-facets", { "<Control><Shift>f" } },
    { "win.sync", { "F5", "<Control>r" } },
    { "win.back", { rtl ? "<Alt>Right" : "<Alt>Left", "Back" } },
    { "win.forward", { rtl ? "<Alt>Left" : "<Alt>Right", "Forward" } },
    { "win.toggle-favorite", { "<Control>d" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].keys);
}

/* --- start --- */

static void
window_destroyed_cb (GtkWidget *window, CosellApplication *self)
{
  self->window = NULL;
}

/* --sandbox on a profile that has an account which is not its own practice server is refused. */
static gboolean
check_practice_profile (CosellApplication *self, GError **error)
{
  const char *url = cosell_account_get_url (cosell_session_get_account (self->session));
  g_autofree char *name = g_filename_display_name (self->profile);

  if (!self->practice || url == NULL || has_practice_data (self->profile))
    return TRUE;
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_EXISTS,
      _ ("The profile %s belongs to the account %s. Choose another profile to practise in."), name,
      url);
  return FALSE;
}

static gboolean
open_profile (CosellApplication *self, GError **error)
{
  g_autofree char *profile = cosell_profile_resolve (self->profile, self->practice);

  cosell_take_str (&self->profile, g_steal_pointer (&profile));
  if (!cosell_profile_ensure (self->profile, error))
    return FALSE;
  self->session = cosell_session_new (self->profile, NULL, error);
  if (self->session == NULL)
    return FALSE;
  cosell_format_set_clock (cosell_session_get_clock (self->session));
  if (!check_practice_profile (self, error))
    return FALSE;
  self->practice = self->practice || has_practice_data (self->profile);
  self->settings = cosell_profile_settings (self->profile);
  return TRUE;
}

static gint64
focused_deal (gpointer user_data)
{
  CosellWindow *window = main_window (user_data);
  GtkWidget *page;
  CosellDeal *deal;

  if (window == NULL || !gtk_window_is_active (GTK_WINDOW (window)))
    return 0;
  page = cosell_window_get_deal_page (window);
  deal = cosell_deal_page_get_deal (COSELL_DEAL_PAGE (page));
  return deal != NULL && gtk_widget_get_mapped (page) ? cosell_deal_get_id (deal) : 0;
}

static void
cosell_application_activate (GApplication *application)
{
  CosellApplication *self = COSELL_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (self->window != NULL)
    {
      gtk_window_present (self->window);
      return;
    }

  if (self->session == NULL && !open_profile (self, &error))
    {
      g_clear_object (&self->session);
      self->window = cosell_window_new_failed (GTK_APPLICATION (self), error->message);
    }
  else
    self->window =
        GTK_WINDOW (cosell_window_new (GTK_APPLICATION (self), self->session, self->settings));

  g_signal_connect (self->window, "destroy", G_CALLBACK (window_destroyed_cb), self);
  gtk_window_present (self->window);

  if (self->session == NULL)
    return;
  cosell_window_notice_bind (COSELL_WINDOW (self->window), self->session);
  cosell_window_unsaved_bind (COSELL_WINDOW (self->window), self->session);
  cosell_session_start (self->session);
  if (self->notifier == NULL)
    self->notifier = cosell_notifier_new (G_APPLICATION (self), self->session, focused_deal, self);
  if (self->practice)
    cosell_application_start_practice (self);
}

static int
cosell_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  CosellApplication *self = COSELL_APPLICATION (application);
  const char *deals;
  gint64 number;

  g_variant_dict_lookup (options, "profile", "^ay", &self->profile);
  if (self->profile == NULL && g_getenv ("COSELL_PROFILE") != NULL)
    self->profile = g_strdup (g_getenv ("COSELL_PROFILE"));

  if (g_variant_dict_lookup (options, "sandbox", "&s", &deals))
    {
      self->practice = TRUE;
      if (*deals != '\0')
        {
          if (!g_ascii_string_to_signed (deals, 10, 0, 1000000, &number, NULL))
            {
              g_printerr (_ ("--sandbox takes a number of deals, 0 to 1000000, not “%s”.\n"),
                          deals);
              return 1;
            }
          self->deals = (guint) number;
        }
    }

  /* Another profile is another instance; practice mode never joins the real one. */
  if (self->profile != NULL || self->practice)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
cosell_application_startup (GApplication *application)
{
  CosellApplication *self = COSELL_APPLICATION (application);

  G_APPLICATION_CLASS (cosell_application_parent_class)->startup (application);
  cosell_icon_thread_install ();
  cosell_text_set_interface_rtl (gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL);
  g_action_map_add_action_entries (G_ACTION_MAP (self), app_actions, G_N_ELEMENTS (app_actions),
                                   self);
  set_accelerators (self);
  gtk_window_set_default_icon_name (COSELL_APP_ID);
}

static void
cosell_application_shutdown (GApplication *application)
{
  CosellApplication *self = COSELL_APPLICATION (application);

  if (self->notifier != NULL)
    g_object_run_dispose (G_OBJECT (self->notifier));
  g_clear_object (&self->notifier);
  if (self->session != NULL)
    cosell_session_close (self->session);
  g_clear_object (&self->session);
  if (self->sandbox != NULL)
    cosell_sandbox_process_stop (self->sandbox);
  g_clear_object (&self->sandbox);
  g_clear_object (&self->settings);
  g_clear_object (&self->ended);
  G_APPLICATION_CLASS (cosell_application_parent_class)->shutdown (application);
}

static void
cosell_application_finalize (GObject *object)
{
  CosellApplication *self = COSELL_APPLICATION (object);

  g_free (self->profile);
  G_OBJECT_CLASS (cosell_application_parent_class)->finalize (object);
}

static void
cosell_application_class_init (CosellApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cosell_application_finalize;
  application_class->activate = cosell_application_activate;
  application_class->startup = cosell_application_startup;
  application_class->shutdown = cosell_application_shutdown;
  application_class->handle_local_options = cosell_application_handle_local_options;
}

static void
cosell_application_init (CosellApplication *self)
{
  static const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep everything in this folder"),
      N_ ("FOLDER") },
    { "sandbox", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Practise with sample deals on a server of this computer"), N_ ("[DEALS]") },
    { NULL },
  };

  self->deals = DEFAULT_DEALS;
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

CosellApplication *
cosell_application_new (void)
{
  return g_object_new (COSELL_TYPE_APPLICATION, "application-id", COSELL_APP_ID, "flags",
                       G_APPLICATION_DEFAULT_FLAGS, "resource-base-path", COSELL_APP_PATH, NULL);
}

void
cosell_application_start_practice (CosellApplication *self)
{
  g_return_if_fail (COSELL_IS_APPLICATION (self));

  if (self->sandbox != NULL || self->starting)
    return;
  self->practice = TRUE;
  self->starting = TRUE;
  if (self->ended != NULL)
    adw_toast_dismiss (self->ended);
  g_clear_object (&self->ended);
  cosell_sandbox_process_start_async (self->profile, self->deals, NULL, sandbox_started_cb,
                                      g_object_ref (self));
}

void
cosell_application_deal_seen (CosellApplication *self, gint64 deal)
{
  g_return_if_fail (COSELL_IS_APPLICATION (self));

  if (self->notifier != NULL)
    cosell_notifier_withdraw (self->notifier, deal);
}

gboolean
cosell_application_revive_practice (CosellApplication *self)
{
  g_return_val_if_fail (COSELL_IS_APPLICATION (self), FALSE);

  if (!self->practice || self->sandbox != NULL)
    return FALSE;
  cosell_application_start_practice (self);
  return TRUE;
}

/* GOption has no optional values for options that reach a GApplication: a lone --sandbox becomes
 * --sandbox= before it is parsed. */
int
cosell_application_main (int argc, char *argv[])
{
  g_autoptr (CosellApplication) application = NULL;

  setlocale (LC_ALL, "");
  gtk_disable_setlocale (); /* it would warn of a locale that is not installed */
  bindtextdomain (COSELL_GETTEXT_DOMAIN, COSELL_LOCALEDIR);
  bind_textdomain_codeset (COSELL_GETTEXT_DOMAIN, "UTF-8");
  textdomain (COSELL_GETTEXT_DOMAIN);

  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--"))
        break;
      if (g_str_equal (argv[i], "--sandbox"))
        argv[i] = (char *) "--sandbox=";
    }

  g_set_application_name (_ ("Cosell"));
  application = cosell_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
