/* Preferences, Connection: the account, its setup, and the way to the service step by step, good
 * and bad; what is copied for whoever helps; that the focus stays. */
#include <string.h>

#include "app-fixture.h"
#include "base/cosell-str.h"
#include "ui-test.h"

#include "app/cosell-session-private.h"
#include "support/await.h"
#include "support/browser.h"
#include "support/fake-token-store.h"
#include "ui/preferences/cosell-connection-page.h"

#define N_STEPS 7

static const char *const steps[N_STEPS] = {
  "Account",           "Network", "Name of the service",
  "Secure connection", "Sign-in", "Answer of the service",
  "Your role",
};

typedef struct
{
  AppFixture *app;
  FakeTokenStore *store;
  Browser *browser;
  GtkWidget *parent;
  GtkWidget *window; /* the preferences */
  GtkWidget *page;
  char *asked; /* (owned) (nullable) the action of the parent that was asked for last */
} Fixture;

static void
asked_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Fixture *f = data;

  cosell_set_str (&f->asked, g_action_get_name (G_ACTION (action)));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const GActionEntry entries[] = { { .name = "sign-in", .activate = asked_cb },
                                          { .name = "sign-out", .activate = asked_cb } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  f->app = app_fixture_new (10);
  f->store = fake_token_store_new ();
  f->browser = browser_new ();
  cosell_account_set_token (f->app->session->account, NULL);
  cosell_account_set_token_store (f->app->session->account, COSELL_TOKEN_STORE (f->store));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), f);
  f->parent = adw_window_new ();
  gtk_widget_insert_action_group (f->parent, "win", G_ACTION_GROUP (actions));
  gtk_window_present (GTK_WINDOW (f->parent));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  gtk_window_destroy (GTK_WINDOW (f->parent));
  ui_settle ();
  browser_free (f->browser);
  app_fixture_free (f->app);
  g_object_unref (f->store);
  g_free (f->asked);
}

static void
add_account (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  app_set_account (f->app->session, cosell_sandbox_get_url (f->app->sandbox), &error);
  g_assert_no_error (error);
}

static void
prompt_cb (CosellAccount *account, const char *url, const char *user_code, gpointer user_data)
{
  browser_open (((Fixture *) user_data)->browser, url, user_code, "allow");
}

static void
sign_in (Fixture *f)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_account (f);
  cosell_account_sign_in_async (f->app->session->account, FALSE, prompt_cb, f, NULL, await_cb,
                                &place);
  result = await_result (&place);
  g_assert_true (cosell_account_sign_in_finish (f->app->session->account, result, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (app_sync (f->app->session, NULL, NULL)); /* the role is known */
}

static void
show (Fixture *f)
{
  f->window = adw_preferences_window_new ();
  f->page = cosell_connection_page_new (f->app->session, GTK_WINDOW (f->parent));
  gtk_window_set_transient_for (GTK_WINDOW (f->window), GTK_WINDOW (f->parent));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (f->window), ADW_PREFERENCES_PAGE (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
}

/* The group of the steps begins after that of the account, which may have a row of the same name.
 */
static const char *
words_of (Fixture *f, guint step)
{
  GtkWidget *heading = ui_get (f->page, GTK_TYPE_LABEL, "Way to the Service");
  GtkWidget *group = gtk_widget_get_ancestor (heading, ADW_TYPE_PREFERENCES_GROUP);

  return adw_action_row_get_subtitle (
      ADW_ACTION_ROW (ui_get (group, ADW_TYPE_ACTION_ROW, steps[step])));
}

static gboolean
is_over (gpointer data)
{
  Fixture *f = data;

  for (guint i = 0; i < N_STEPS; i++)
    if (*words_of (f, i) == '\0' || g_str_equal (words_of (f, i), "Being checked…"))
      return FALSE;
  return TRUE;
}

/* The step bad says why; what stands before it is fine, and what comes after it is left out. */
static void
wait_bad_at (Fixture *f, guint bad, const char *why)
{
  await_condition (is_over, f);
  for (guint i = 0; i < N_STEPS; i++)
    {
      gboolean left_out = g_str_equal (words_of (f, i), "Not checked, because of what is above");

      g_test_message ("%s: %s", steps[i], words_of (f, i));
      g_assert_true (left_out == (i > bad));
      if (i == bad)
        g_assert_nonnull (strstr (words_of (f, i), why));
    }
}

static GtkWidget *
button (Fixture *f, const char *label)
{
  return ui_get (f->page, GTK_TYPE_BUTTON, label);
}

static void
press (Fixture *f, const char *label)
{
  g_signal_emit_by_name (button (f, label), "clicked");
}

static void
destroyed_cb (GtkWidget *window, Fixture *f)
{
  f->window = NULL;
}

/* A label in the colour of errors is shown. */
static gboolean
has_problem (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "error"))
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_problem (child))
      return TRUE;
  return FALSE;
}

static gboolean
tells_problem (gpointer data)
{
  return has_problem (((Fixture *) data)->page);
}

static gboolean
tenant_is_stored (gpointer data)
{
  const char *tenant = cosell_account_get_tenant (((Fixture *) data)->app->session->account);

  return g_strcmp0 (tenant, "contoso.example") == 0;
}

static void
test_no_account (Fixture *f, gconstpointer data)
{
  show (f);
  wait_bad_at (f, 0, "");
  g_assert_true (ui_shows (f->page, "No account yet"));
  g_assert_false (gtk_widget_get_sensitive (ui_get (f->page, ADW_TYPE_ENTRY_ROW, "Client ID")));
}

/* Signing in has a dialog over the main window: the preferences make room for it. */
static void
test_signed_out (Fixture *f, gconstpointer data)
{
  add_account (f);
  show (f);
  wait_bad_at (f, 4, "You are not signed in");
  g_assert_true (ui_shows (f->page, "Not signed in"));
  g_signal_connect (f->window, "destroy", G_CALLBACK (destroyed_cb), f);
  press (f, "Sign In");
  g_assert_cmpstr (f->asked, ==, "sign-in");
  ui_settle ();
  g_assert_null (f->window);
}

static void
test_signed_in (Fixture *f, gconstpointer data)
{
  sign_in (f);
  show (f);
  wait_bad_at (f, N_STEPS, "");
  g_assert_nonnull (strstr (words_of (f, 6), "Referrals"));
  press (f, "Sign Out");
  g_assert_cmpstr (f->asked, ==, "sign-out");
  g_assert_true (gtk_widget_get_mapped (f->window));
}

/* The sign-in ends while the page is shown: it says so, and looks again by itself. */
static void
test_signed_out_meanwhile (Fixture *f, gconstpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  sign_in (f);
  show (f);
  wait_bad_at (f, N_STEPS, "");
  gtk_widget_grab_focus (button (f, "Sign Out"));
  cosell_account_sign_out_async (f->app->session->account, NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_true (cosell_account_finish (f->app->session->account, result, NULL));
  ui_wait_shows (f->page, "Not signed in");
  wait_bad_at (f, 4, "You are not signed in");
  g_assert_true (ui_get_focus (f->window) == button (f, "Sign In"));
}

/* Each of these is told where it is; looked at again by key, the focus stays on the button. */
static void
test_failing_steps (Fixture *f, gconstpointer data)
{
  sign_in (f);
  app_control_post (f->app, "identity", "{\"requireMfa\":true}");
  show (f);
  wait_bad_at (f, 5, "second factor");
  app_control_post (f->app, "identity", "{\"requireMfa\":false}");
  gtk_widget_grab_focus (button (f, "Check Again"));
  press (f, "Check Again");
  g_assert_true (ui_get_focus (f->window) == button (f, "Check Again"));
  g_assert_true (gtk_widget_get_sensitive (button (f, "Check Again")));
  wait_bad_at (f, N_STEPS, "");
  app_control_post (f->app, "faults", "{\"method\":\"GET\",\"path\":\"/v1.0/\",\"status\":503}");
  press (f, "Check Again");
  wait_bad_at (f, 5, "");
  app_fixture_disconnect (f->app);
  press (f, "Check Again");
  wait_bad_at (f, 5, "");
  g_assert_true (ui_get_focus (f->window) == button (f, "Check Again"));
}

/* What support asks for, and nothing that lets anybody in. */
static void
test_copy_details (Fixture *f, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GdkContentProvider *content;
  const char *text;

  sign_in (f);
  show (f);
  wait_bad_at (f, N_STEPS, "");
  press (f, "Copy Details");
  ui_wait_shows (f->window, "Details copied");
  content = gdk_clipboard_get_content (gtk_widget_get_clipboard (f->page));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  text = g_value_get_string (&value);
  g_assert_nonnull (strstr (text, "HTTP 200, request-id "));
  g_assert_null (strstr (text, "Bearer"));
}

/* Tenant and client ID are stored with the account; one that cannot be right is not. */
/* Whoever signs in at the practice server of this window finds its PIN here. */
static void
test_pin (Fixture *f, gconstpointer data)
{
  add_account (f);
  show (f);
  wait_bad_at (f, 4, "You are not signed in");
  g_assert_false (ui_shows (f->page, "PIN that the practice server asks for at a sign-in"));
  cosell_account_set_practice_pin (f->app->session->account, "012345");
  ui_wait_shows (f->page, "PIN that the practice server asks for at a sign-in");
  g_assert_true (ui_shows (f->page, "012345"));
  cosell_account_set_practice_pin (f->app->session->account, NULL);
  ui_settle ();
  g_assert_false (ui_shows (f->page, "012345"));
}

static void
test_setup (Fixture *f, gconstpointer data)
{
  GtkWidget *tenant;

  add_account (f);
  show (f);
  wait_bad_at (f, 4, "");
  tenant = ui_get (f->page, ADW_TYPE_ENTRY_ROW, "Tenant");
  gtk_editable_set_text (GTK_EDITABLE (tenant), "a/b");
  g_signal_emit_by_name (tenant, "apply");
  await_condition (tells_problem, f);
  g_assert_cmpstr (cosell_account_get_tenant (f->app->session->account), !=, "a/b");
  gtk_editable_set_text (GTK_EDITABLE (tenant), "contoso.example");
  g_signal_emit_by_name (tenant, "apply");
  await_condition (tenant_is_stored, f);
}

/* Escape closes the preferences. */
static void
test_escape (Fixture *f, gconstpointer data)
{
  add_account (f);
  show (f);
  wait_bad_at (f, 4, "");
  gtk_widget_grab_focus (button (f, "Copy Details"));
  g_signal_connect (f->window, "destroy", G_CALLBACK (destroyed_cb), f);
  g_assert_true (ui_key (f->window, "Escape"));
  ui_settle ();
  g_assert_null (f->window);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/connection-page/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations",
                FALSE, NULL);
  ADD ("no-account", test_no_account);
  ADD ("signed-out", test_signed_out);
  ADD ("signed-in", test_signed_in);
  ADD ("signed-out-meanwhile", test_signed_out_meanwhile);
  ADD ("failing-steps", test_failing_steps);
  ADD ("copy-details", test_copy_details);
  ADD ("pin", test_pin);
  ADD ("setup", test_setup);
  ADD ("escape", test_escape);
  return g_test_run ();
}
