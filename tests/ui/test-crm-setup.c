/* Preferences, CRM: adding one, what was typed is kept, signing in, the way there step by step, and
 * taking it away. */
#include <string.h>

#include "app-fixture.h"
#include "ui-test.h"

#include "app/cosell-session-crm-links.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-reports.h"
#include "support/await.h"
#include "support/browser.h"
#include "support/fake-token-store.h"
#include "ui/preferences/cosell-crm-columns.h"
#include "ui/preferences/cosell-crm-form.h"
#include "ui/preferences/cosell-crm-setup.h"
#include "ui/preferences/cosell-crms-page.h"
#include "ui/preferences/cosell-step-row.h"
#include "ui/widgets/cosell-check-row.h"

typedef struct
{
  AppFixture *app;
  FakeTokenStore *store;
  Browser *browser;
  GtkWidget *window; /* the preferences */
  GtkWidget *page;
} Fixture;

static void
show (Fixture *f)
{
  f->window = adw_preferences_window_new ();
  f->page = cosell_crms_page_new (f->app->session);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (f->window), ADW_PREFERENCES_PAGE (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  ui_settle ();
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new_synced (5);
  cosell_sandbox_add_opportunities (f->app->sandbox, 5);
  f->store = fake_token_store_new ();
  f->browser = browser_new ();
  cosell_account_set_token_store (f->app->session->account, COSELL_TOKEN_STORE (f->store));
  show (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  browser_free (f->browser);
  app_fixture_free (f->app);
  g_object_unref (f->store);
}

static GtkWidget *
open_form (Fixture *f)
{
  ui_choose (f->page, "Add a CRM…");
  ui_settle ();
  return ui_get (f->window, COSELL_TYPE_CRM_FORM, NULL);
}

static gboolean
setup_is_there (gpointer data)
{
  Fixture *f = data;
  GtkWidget *setup = ui_find (f->window, COSELL_TYPE_CRM_SETUP, NULL);

  return setup != NULL && ui_shows (setup, "Dynamics 365 Sales");
}

static GtkWidget *
add (Fixture *f, const char *name)
{
  GtkWidget *form = open_form (f);

  ui_type (form, "Name, as it is called here", name);
  ui_type (form, "Address", cosell_sandbox_get_url (f->app->sandbox));
  ui_choose (form, "Add");
  await_condition (setup_is_there, f);
  return ui_get (f->window, COSELL_TYPE_CRM_SETUP, NULL);
}

static const char *
words_of (GtkWidget *setup, const char *step)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (ui_get (setup, COSELL_TYPE_STEP_ROW, step)));
}

typedef struct
{
  GtkWidget *setup;
  const char *step;
  const char *words;
} Expected;

static gboolean
step_says (gpointer data)
{
  const Expected *expected = data;

  return strstr (words_of (expected->setup, expected->step), expected->words) != NULL;
}

static void
wait_step (GtkWidget *setup, const char *step, const char *words)
{
  Expected expected = { setup, step, words };

  await_condition (step_says, &expected);
}

/* --- adding --- */

static void
test_empty (Fixture *f, gconstpointer data)
{
  ui_wait_shows (f->page, "There is no CRM yet.");
  g_assert_true (ui_offers (f->page, "Add a CRM…"));
  /* the server of a test is not the profile's own */
  g_assert_false (ui_offers (f->page, "Practice Dynamics"));
  ui_assert_fits_large (f->page);
  ui_assert_mnemonics (f->window);
}

static gboolean
tells_problem (gpointer form)
{
  return ui_find_part (form, "contoso”") != NULL;
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *form = open_form (f);

  ui_assert_fits_large (form);
  ui_assert_mnemonics (form);
  g_assert_nonnull (ui_find_part (form, "Like https://contoso.crm4.dynamics.com"));
  ui_choose (form, "Add");
  ui_wait_shows (form, "The name of the CRM is empty, or too long.");
  ui_type (form, "Name, as it is called here", "Sales");
  ui_type (form, "Address", "contoso");
  ui_choose (form, "Add");
  await_condition (tells_problem, form);
}

/* Closing the preferences in the middle loses nothing that was typed; cancelling does. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  GtkWidget *form = open_form (f);

  ui_type (form, "Name, as it is called here", "Contoso CRM");
  ui_type (form, "Client ID", "abc");
  gtk_window_destroy (GTK_WINDOW (f->window));
  ui_settle ();
  show (f);
  form = open_form (f);
  g_assert_true (ui_shows (form, "Name, as it is called here"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       ui_get (form, ADW_TYPE_ENTRY_ROW, "Name, as it is called here"))),
                   ==, "Contoso CRM");
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_get (form, ADW_TYPE_ENTRY_ROW, "Client ID"))),
                   ==, "abc");
  ui_choose (form, "Cancel");
  ui_settle ();
  form = open_form (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       ui_get (form, ADW_TYPE_ENTRY_ROW, "Name, as it is called here"))),
                   ==, "");
}

static gboolean
form_tells_taken (gpointer form)
{
  return ui_shows (form, "There is a CRM named “Sales” already: give this one another name.");
}

static void
leave (Fixture *f, GtkWidget *setup)
{
  g_signal_emit_by_name (ui_get (setup, GTK_TYPE_BUTTON, NULL), "clicked");
  ui_settle ();
}

/* A second one of a name would change the first. */
static void
test_taken (Fixture *f, gconstpointer data)
{
  GtkWidget *form;

  leave (f, add (f, "Sales"));
  ui_wait_shows (f->page, "Sales");
  form = open_form (f);
  ui_type (form, "Name, as it is called here", "Sales");
  ui_type (form, "Address", cosell_sandbox_get_url (f->app->sandbox));
  ui_choose (form, "Add");
  await_condition (form_tells_taken, form);
}

/* --- the way there --- */

static void
test_signed_out (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");

  wait_step (setup, "Sign-in", "You are not signed in to Sales. Sign in above.");
  g_assert_cmpstr (words_of (setup, "Address"), ==, "");
  g_assert_cmpstr (words_of (setup, "Stages"), ==, "Not checked, because of what is above");
  g_assert_true (ui_shows (setup, "Not signed in"));
  ui_assert_fits_large (setup);
  ui_assert_mnemonics (setup);
  /* back by key, too */
  gtk_widget_child_focus (setup, GTK_DIR_TAB_FORWARD);
  g_assert_true (ui_key (f->window, "<Alt>Left"));
  ui_wait_shows (f->page, "Dynamics 365 Sales · not signed in");
}

static char *
copy_link (GtkWidget *setup)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GdkContentProvider *content;

  ui_wait_shows (setup, "Copy Link");
  ui_choose (setup, "Copy Link");
  content = gdk_clipboard_get_content (gtk_widget_get_clipboard (setup));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

/* Somebody signs in with a browser, and each step is looked at at once. */
static void
test_signed_in (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");
  g_autofree char *url = NULL;

  wait_step (setup, "Sign-in", "You are not signed in to Sales.");
  ui_choose (setup, "Sign In");
  url = copy_link (setup);
  browser_open (f->browser, url, NULL, "allow");
  ui_wait_shows (setup, "Signed in; the sign-in is kept in the keyring");
  wait_step (setup, "Writing opportunities", "The columns can be written.");
  g_assert_cmpstr (words_of (setup, "Sign-in"), ==, "Kim Berg");
  g_assert_false (ui_offers (setup, "Stop"));
  g_assert_true (ui_offers (setup, "Sign In Again"));
  ui_wait_shows (setup, "Use These Stages");

  app_control_post (f->app, "faults",
                    "{\"method\":\"GET\",\"path\":\"/api/data/\",\"status\":403}");
  ui_choose (setup, "Check Again");
  wait_step (setup, "Sign-in", "You need a security role there");
  g_assert_null (strstr (words_of (setup, "Sign-in"), "Sign in above."));
}

/* What goes on in a browser can be left at any time. */
static void
test_stopped (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");

  ui_choose (setup, "Sign In");
  ui_wait_shows (setup, "Copy Link");
  ui_choose (setup, "Use a Code");
  ui_wait_shows (setup, "Open the address on any device and enter the code there.");
  ui_choose (setup, "Stop");
  ui_wait_shows (setup, "Not signed in");
  g_assert_true (ui_offers (setup, "Sign In"));
  ui_choose (setup, "Sign In");
  ui_wait_shows (setup, "Copy Link");
  gtk_window_destroy (GTK_WINDOW (f->window)); /* in the middle */
  ui_settle ();
  show (f);
}

/* --- how it is kept in step --- */

static void
sign_in (Fixture *f, GtkWidget *setup)
{
  g_autofree char *url = NULL;

  ui_choose (setup, "Sign In");
  url = copy_link (setup);
  browser_open (f->browser, url, NULL, "allow");
  ui_wait_shows (setup, "Use These Stages");
}

static CosellCrmSettings *
read_settings (Fixture *f)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CosellCrmSettings *settings;

  cosell_session_crm_settings_async (f->app->session, "Sales", NULL, await_cb, &place);
  result = await_result (&place);
  settings = cosell_session_crm_settings_finish (f->app->session, result, &error);
  g_assert_no_error (error);
  return settings;
}

static void
choose (GtkWidget *setup, const char *title, guint place)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (ui_get (setup, ADW_TYPE_COMBO_ROW, title)), place);
}

/* K7: what their names suggest counts once it was seen; one that is not mapped stays so. */
static void
test_stages (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");
  g_autoptr (CosellCrmSettings) before = NULL;
  g_autoptr (CosellCrmSettings) used = NULL;
  g_autoptr (CosellCrmSettings) after = NULL;

  sign_in (f, setup);
  g_assert_true (ui_shows (ui_get (setup, ADW_TYPE_COMBO_ROW, "Propose"), "Proposed 60 %"));
  before = read_settings (f);
  g_assert_cmpuint (g_hash_table_size (before->stages), ==, 0);
  ui_choose (setup, "Use These Stages");
  ui_wait_shows (setup, "Stages that are not mapped stay as they are on both sides. Won and lost "
                        "are always asked about.");
  g_assert_false (ui_offers (setup, "Use These Stages"));
  used = read_settings (f);
  g_assert_cmpstr (g_hash_table_lookup (used->stages, "2"), ==, "60");
  choose (setup, "Qualify", 0);
  after = read_settings (f);
  g_assert_null (g_hash_table_lookup (after->stages, "0"));
  g_assert_cmpstr (g_hash_table_lookup (after->stages, "3"), ==, "80");
  ui_assert_fits_large (setup);
}

/* K1, K3, K13, K15: each choice is kept at once, and what was typed when the page goes away. */
static void
test_settings (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");
  g_autoptr (CosellCrmSettings) settings = NULL;

  sign_in (f, setup);
  choose (setup, "Deal name", 1);
  choose (setup, "Team", 1);
  cosell_check_row_set_active (COSELL_CHECK_ROW (
                                   ui_get (setup, COSELL_TYPE_CHECK_ROW, "My accepted deals")),
                               TRUE);
  gtk_switch_set_active (GTK_SWITCH (ui_get (setup, GTK_TYPE_SWITCH, NULL)), TRUE);
  ui_type (setup, "Column for solutions", "description");
  leave (f, setup);
  settings = read_settings (f);
  g_assert_cmpint (settings->directions[COSELL_CRM_FIELD_NAME], ==, COSELL_CRM_TO);
  g_assert_cmpint (settings->directions[COSELL_CRM_FIELD_TEAM], ==, COSELL_CRM_OFF);
  g_assert_cmpint (settings->directions[COSELL_CRM_FIELD_VALUE], ==, COSELL_CRM_BOTH);
  g_assert_cmpint (settings->rule, ==, COSELL_CRM_RULE_MINE);
  g_assert_true (settings->allow_crm_id);
  g_assert_cmpstr (settings->solutions_column, ==, "description");
}

/* K16: what the organization demands and deals do not have is asked for by its name. */
static void
test_mandatory (Fixture *f, gconstpointer data)
{
  GtkWidget *setup, *row;
  g_autoptr (CosellCrmSettings) settings = NULL;

  app_control_post (f->app, "crm",
                    "{\"kind\":\"dynamics\",\"organization\":{\"mandatory\":\"new_region\"}}");
  setup = add (f, "Sales");
  sign_in (f, setup);
  g_assert_null (ui_find_part (setup, "Potential Customer"));
  row = ui_get (ui_get (setup, COSELL_TYPE_CRM_COLUMNS, NULL), ADW_TYPE_ENTRY_ROW,
                "Sales Region, in new opportunities");
  gtk_editable_set_text (GTK_EDITABLE (row), "North");
  g_signal_emit_by_name (row, "apply");
  settings = read_settings (f);
  g_assert_cmpstr (settings->defaults, ==, "{\"new_region\":\"North\"}");
}

/* K20: the first sync is shown before it is done. */
static void
test_preview (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");
  GtkWidget *dialog;

  sign_in (f, setup);
  ui_choose (setup, "Sync Now…");
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ui_shows (dialog, "Start Syncing with Sales?"));
  ui_choose (dialog, "Not Now");
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  ui_choose (setup, "Sync Now…");
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  ui_choose (dialog, "Start Syncing");
  ui_wait_shows (setup, "Sales: nothing to do");
  ui_choose (setup, "Sync Now…");
  ui_settle ();
  g_assert_null (ui_find (setup, ADW_TYPE_MESSAGE_DIALOG, NULL));
}

/* --- with a password --- */

static gboolean
tryton_is_there (gpointer data)
{
  Fixture *f = data;
  GtkWidget *setup = ui_find (f->window, COSELL_TYPE_CRM_SETUP, NULL);

  return setup != NULL && ui_shows (setup, "Tryton");
}

static void
choose_tryton (GtkWidget *form)
{
  AdwComboRow *row = ADW_COMBO_ROW (ui_get (form, ADW_TYPE_COMBO_ROW, "Kind"));
  GListModel *kinds = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (kinds); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (kinds), i), "Tryton"))
      adw_combo_row_set_selected (row, i);
}

/* Database, user and password in place of a browser; what is missing is told in the form. */
static void
test_password (Fixture *f, gconstpointer data)
{
  GtkWidget *form = open_form (f);
  GtkWidget *setup, *row;

  g_assert_null (ui_find (form, ADW_TYPE_ENTRY_ROW, "Database"));
  choose_tryton (form);
  g_assert_null (ui_find (form, ADW_TYPE_ENTRY_ROW, "Client ID"));
  ui_assert_fits_large (form);
  ui_type (form, "Name, as it is called here", "Shop");
  ui_type (form, "Address", cosell_sandbox_get_url (f->app->sandbox));
  ui_choose (form, "Add");
  g_assert_null (ui_find (f->window, COSELL_TYPE_CRM_SETUP, NULL));
  ui_type (form, "Database", "shop");
  ui_type (form, "User", "ola");
  ui_choose (form, "Add");
  await_condition (tryton_is_there, f);
  setup = ui_get (f->window, COSELL_TYPE_CRM_SETUP, NULL);
  g_assert_true (ui_shows (setup, "No password yet"));
  g_assert_false (ui_offers (setup, "Sign In"));
  row = ui_get (setup, ADW_TYPE_PASSWORD_ENTRY_ROW, "Password");
  gtk_editable_set_text (GTK_EDITABLE (row), "secret");
  g_signal_emit_by_name (row, "apply");
  ui_wait_shows (setup, "The password is kept in the keyring");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
}

/* --- taking it away --- */

static gboolean
is_left (gpointer data)
{
  Fixture *f = data;

  return ui_find (f->window, COSELL_TYPE_CRM_SETUP, NULL) == NULL &&
         ui_shows (f->page, "There is no CRM yet.");
}

static void
test_removed (Fixture *f, gconstpointer data)
{
  GtkWidget *setup = add (f, "Sales");
  GtkWidget *dialog;

  ui_choose (setup, "Remove…");
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_true (ui_shows (dialog, "Remove Sales?"));
  ui_choose (dialog, "Keep");
  ui_wait_no_window (ADW_TYPE_MESSAGE_DIALOG);
  ui_choose (setup, "Remove…");
  dialog = ui_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  ui_choose (dialog, "Remove");
  await_condition (is_left, f);
}

#define ADD(name, func) g_test_add ("/crm-setup/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  ADD ("empty", test_empty);
  ADD ("refused", test_refused);
  ADD ("kept", test_kept);
  ADD ("taken", test_taken);
  ADD ("signed-out", test_signed_out);
  ADD ("signed-in", test_signed_in);
  ADD ("stopped", test_stopped);
  ADD ("stages", test_stages);
  ADD ("settings", test_settings);
  ADD ("mandatory", test_mandatory);
  ADD ("preview", test_preview);
  ADD ("password", test_password);
  ADD ("removed", test_removed);
  return g_test_run ();
}
