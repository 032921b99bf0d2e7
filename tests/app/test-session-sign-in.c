/* test-session-sign-in.c: the session signs in and out, and looks at the way to the service */
#include <string.h>

#include "app-fixture.h"
#include "app/cosell-connection-check.h"
#include "app/cosell-session-private.h"
#include "support/await.h"
#include "support/browser.h"
#include "support/fake-token-store.h"

typedef struct
{
  AppFixture *app;
  FakeTokenStore *store;
  Browser *browser;
  const char *decision;
  guint n_changed;
} Fixture;

static void
sign_in_changed_cb (CosellAccount *account, Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->app = app_fixture_new (10);
  f->store = fake_token_store_new ();
  f->browser = browser_new ();
  f->decision = "allow";
  cosell_account_set_token (f->app->session->account, NULL);
  cosell_account_set_token_store (f->app->session->account, COSELL_TOKEN_STORE (f->store));
  g_signal_connect (f->app->session->account, "sign-in-changed", G_CALLBACK (sign_in_changed_cb),
                    f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  browser_free (f->browser);
  g_signal_handlers_disconnect_by_data (f->app->session->account, f);
  app_fixture_free (f->app);
  g_object_unref (f->store);
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
  Fixture *f = user_data;

  browser_open (f->browser, url, user_code, f->decision);
}

static gboolean
sign_in (Fixture *f, gboolean device, char **not_kept, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cosell_account_sign_in_async (f->app->session->account, device, prompt_cb, f, NULL, await_cb,
                                &place);
  result = await_result (&place);
  return cosell_account_sign_in_finish (f->app->session->account, result, not_kept, error);
}

static void
finish (Fixture *f, GAsyncResult **place)
{
  g_autoptr (GAsyncResult) result = await_result (place);
  g_autoptr (GError) error = NULL;

  g_assert_true (cosell_account_finish (f->app->session->account, result, &error));
  g_assert_no_error (error);
}

static CosellSessionState
state_of (Fixture *f)
{
  CosellSessionState state;

  g_object_get (f->app->session, "state", &state, NULL);
  return state;
}

static void
test_in_and_out (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *not_kept = NULL;
  GAsyncResult *place = NULL;

  g_assert_false (sign_in (f, FALSE, NULL, &error)); /* there is nothing to sign in to */
  g_clear_error (&error);
  add_account (f);
  g_assert_cmpint (state_of (f), ==, COSELL_SESSION_SIGN_IN);
  g_assert_cmpint (cosell_account_get_sign_in (f->app->session->account), ==, COSELL_SIGN_IN_OUT);
  g_assert_false (app_sync (f->app->session, NULL, &error));
  g_assert_cmpint (cosell_session_classify (error), ==, COSELL_FAILURE_SIGN_IN);
  g_clear_error (&error);

  f->n_changed = 0;
  g_assert_true (sign_in (f, FALSE, &not_kept, &error));
  g_assert_no_error (error);
  g_assert_null (not_kept);
  g_assert_cmpuint (f->n_changed, >, 0);
  g_assert_cmpint (cosell_account_get_sign_in (f->app->session->account), ==, COSELL_SIGN_IN_IN);
  g_assert_cmpint (state_of (f), ==, COSELL_SESSION_IDLE);
  g_assert_true (app_sync (f->app->session, NULL, &error));
  g_assert_no_error (error);

  cosell_account_sign_out_async (f->app->session->account, NULL, await_cb, &place);
  finish (f, &place);
  g_assert_cmpint (cosell_account_get_sign_in (f->app->session->account), ==, COSELL_SIGN_IN_OUT);
  g_assert_cmpint (state_of (f), ==, COSELL_SESSION_SIGN_IN);
  g_assert_false (app_sync (f->app->session, NULL, &error));
}

/* A sign-in that another process wrote: noticed through the profile, fetched from the keyring. */
static void
test_elsewhere (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellSession) other = NULL;
  g_autoptr (GError) error = NULL;

  add_account (f);
  other = cosell_session_new (f->app->dir, NULL, &error);
  g_assert_no_error (error);
  cosell_account_set_token_store (other->account, COSELL_TOKEN_STORE (f->store));
  cosell_session_start (other);
  g_assert_cmpint (cosell_account_get_sign_in (other->account), ==, COSELL_SIGN_IN_OUT);
  g_assert_true (sign_in (f, FALSE, NULL, &error));
  while (cosell_account_get_sign_in (other->account) != COSELL_SIGN_IN_IN)
    g_main_context_iteration (NULL, TRUE); /* looks every second; the test's deadline is meson's */
  g_assert_true (app_sync (other, NULL, &error));
  g_assert_no_error (error);
  cosell_session_close (other);
}

static void
test_no_keyring (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *not_kept = NULL;

  add_account (f);
  fake_token_store_set_failing (f->store, TRUE);
  g_assert_true (sign_in (f, FALSE, &not_kept, &error));
  g_assert_no_error (error);
  g_assert_nonnull (not_kept);
  g_assert_cmpint (cosell_account_get_sign_in (f->app->session->account), ==,
                   COSELL_SIGN_IN_FOR_SESSION);
  g_assert_true (app_sync (f->app->session, NULL, &error));
  g_assert_no_error (error);
}

/* --- the way to the service --- */

static gboolean
is_over (gpointer data)
{
  for (guint step = 0; step < cosell_connection_check_get_n_steps (data); step++)
    {
      CosellCheckState state = cosell_connection_check_get_state (data, step);

      if (state == COSELL_CHECK_WAITING || state == COSELL_CHECK_RUNNING)
        return FALSE;
    }
  return TRUE;
}

static char *
run_check (Fixture *f, CosellCheckState *states)
{
  g_autoptr (CosellConnectionCheck) check = cosell_connection_check_new (f->app->session);
  char *details;

  g_assert_cmpuint (cosell_connection_check_get_n_steps (check), ==, 7);
  cosell_connection_check_start (check);
  await_condition (is_over, check);
  for (guint i = 0; i < 7; i++)
    {
      states[i] = cosell_connection_check_get_state (check, i);
      if (states[i] == COSELL_CHECK_GOOD || states[i] == COSELL_CHECK_BAD)
        g_assert_nonnull (cosell_connection_check_get_message (check, i));
    }
  details = cosell_connection_check_dup_details (check);
  g_test_message ("%s", details);
  return details;
}

/* Each step is fine before the next one is looked at; what comes after a bad one is left out. */
static void
assert_bad_at (const CosellCheckState *states, guint bad)
{
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (states[i], ==,
                     i < bad    ? COSELL_CHECK_GOOD
                     : i == bad ? COSELL_CHECK_BAD
                                : COSELL_CHECK_LEFT_OUT);
}

static void
test_check (Fixture *f, gconstpointer data)
{
  CosellCheckState states[7];
  g_autofree char *none = run_check (f, states);
  g_autofree char *out = NULL;
  g_autofree char *good = NULL;
  g_autofree char *mfa = NULL;
  g_autofree char *down = NULL;
  g_autoptr (GError) error = NULL;

  assert_bad_at (states, 0);
  add_account (f);
  out = run_check (f, states);
  assert_bad_at (states, 4);
  g_assert_nonnull (strstr (out, "sign-in: bad"));

  g_assert_true (sign_in (f, FALSE, NULL, &error));
  g_assert_true (app_sync (f->app->session, NULL, NULL));
  good = run_check (f, states);
  assert_bad_at (states, 7); /* none */
  g_assert_nonnull (strstr (good, "HTTP 200, request-id "));
  g_assert_nonnull (strstr (good, "role: good (Referrals"));

  app_control_post (f->app, "identity", "{\"requireMfa\":true}");
  mfa = run_check (f, states);
  assert_bad_at (states, 5);
  g_assert_nonnull (strstr (mfa, "second factor"));
  g_assert_nonnull (strstr (mfa, "HTTP 401, request-id "));
  app_control_post (f->app, "identity", "{\"requireMfa\":false}");

  app_fixture_disconnect (f->app);
  down = run_check (f, states);
  assert_bad_at (states, 5);
  app_fixture_reconnect (f->app);
}

typedef struct
{
  Fixture *f;
  guint step;
  gboolean removed;
} Removal;

/* Before the step does anything. */
static void
remove_at_step_cb (CosellConnectionCheck *check, Removal *removal)
{
  GAsyncResult *place = NULL;

  if (removal->removed ||
      cosell_connection_check_get_state (check, removal->step) != COSELL_CHECK_RUNNING)
    return;
  removal->removed = TRUE;
  cosell_account_remove_async (removal->f->app->session->account, NULL, await_cb, &place);
  finish (removal->f, &place);
}

/* An account that goes while any step is looked at ends the check there, in words. */
static void
test_check_removed (Fixture *f, gconstpointer data)
{
  for (guint step = 0; step < 7; step++)
    {
      g_autoptr (CosellConnectionCheck) check = cosell_connection_check_new (f->app->session);
      g_autoptr (GError) error = NULL;
      Removal removal = { .f = f, .step = step };

      g_test_message ("step %u", step);
      add_account (f);
      g_assert_true (sign_in (f, FALSE, NULL, &error));
      g_signal_connect (check, "changed", G_CALLBACK (remove_at_step_cb), &removal);
      cosell_connection_check_start (check);
      await_condition (is_over, check);
      g_assert_true (removal.removed);
      g_assert_cmpint (cosell_connection_check_get_state (check, step), ==, COSELL_CHECK_BAD);
      g_assert_nonnull (strstr (cosell_connection_check_get_message (check, step), "account"));
      g_signal_handlers_disconnect_by_data (check, &removal);
    }
}

/* What is copied for support holds no token. */
static void
test_check_tells_no_token (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellTokenKey) key = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  g_autofree char *details = NULL;
  CosellCheckState states[7];
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  add_account (f);
  g_assert_true (sign_in (f, TRUE, NULL, NULL));
  details = run_check (f, states);
  key = cosell_token_key_new (cosell_sandbox_get_url (f->app->sandbox), f->app->dir,
                              "organizations", "cosell-practice");
  cosell_token_store_load_async (COSELL_TOKEN_STORE (f->store), key, await_cb, &place);
  result = await_result (&place);
  tokens = cosell_token_store_load_finish (COSELL_TOKEN_STORE (f->store), result, NULL);
  g_assert_nonnull (tokens);
  g_assert_null (strstr (details, tokens->access));
  g_assert_null (strstr (details, tokens->refresh));
}

/* Tenant and client ID belong to the account, and are kept with it. */
static void
test_setup (Fixture *f, gconstpointer data)
{
  g_autoptr (CosellSession) other = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  add_account (f);
  cosell_account_set_setup_async (f->app->session->account, " contoso.example ", "the-app", NULL,
                                  await_cb, &place);
  finish (f, &place);
  g_assert_true (sign_in (f, FALSE, NULL, &error));
  g_assert_nonnull (strstr (browser_get_url (f->browser), "/contoso.example/oauth2/v2.0/"));
  g_assert_nonnull (strstr (browser_get_url (f->browser), "client_id=the-app"));
  other = cosell_session_new (f->app->dir, NULL, NULL);
  g_assert_cmpstr (cosell_account_get_tenant (other->account), ==, "contoso.example");
  g_assert_cmpstr (cosell_account_get_client_id (other->account), ==, "the-app");
  cosell_session_close (other);

  cosell_account_set_setup_async (f->app->session->account, "a/b", "", NULL, await_cb, &place);
  result = await_result (&place);
  g_assert_false (cosell_account_finish (f->app->session->account, result, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/app/sign-in/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("in-and-out", test_in_and_out);
  ADD ("elsewhere", test_elsewhere);
  ADD ("no-keyring", test_no_keyring);
  ADD ("check", test_check);
  ADD ("check-removed", test_check_removed);
  ADD ("check-tells-no-token", test_check_tells_no_token);
  ADD ("setup", test_setup);
  return g_test_run ();
}
