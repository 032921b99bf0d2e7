/* login, logout */
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    g_printerr ("%s\n", _ ("No browser could be started here: open the address yourself."));
}

/* What the person has to do stands on stderr: stdout is for the result. */
static void
prompt_cb (CosellAccount *account, const char *url, const char *user_code, gpointer user_data)
{
  g_autofree char *clean_url = cosell_cli_clean (url);
  g_autofree char *clean_code = cosell_cli_clean (user_code);

  if (user_code != NULL)
    {
      g_printerr (_ ("Open this address on any device:\n  %s\nand enter the code:\n  %s\n"),
                  clean_url, clean_code);
      return;
    }
  g_printerr (_ ("Sign in in the browser. If none opens, go to this address on this computer:\n  "
                 "%s\n"),
              clean_url);
  g_app_info_launch_default_for_uri_async (url, NULL, NULL, launched_cb, NULL);
}

/* Tenant and client ID of the command line, beside what is known already. */
static gboolean
store_setup (CosellCli *self, GError **error)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  const char *tenant = cosell_account_get_tenant (account);
  const char *client = cosell_account_get_client_id (account);
  g_autoptr (GAsyncResult) result = NULL;

  if (!cosell_cli_has (self, "tenant") && !cosell_cli_has (self, "client-id"))
    return TRUE;
  cosell_account_set_setup_async (
      account, cosell_cli_has (self, "tenant") ? cosell_cli_value (self, "tenant") : tenant,
      cosell_cli_has (self, "client-id") ? cosell_cli_value (self, "client-id") : client, NULL,
      cosell_cli_result_cb, &result);
  return cosell_account_finish (account, cosell_cli_await (&result), error);
}

static void
say_signed_in (CosellCli *self, const char *url)
{
  CosellCliBuilder *json;

  if (!self->json)
    {
      cosell_cli_say (_ ("You are signed in to %s."), url);
      return;
    }
  json = cosell_cli_begin_object ();
  cosell_cli_builder_text (json, "url", url);
  cosell_cli_builder_bool (json, "kept", TRUE);
  cosell_cli_print_object (json);
}

static CosellExit
run_login (CosellCli *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  const char *url = cosell_account_get_url (account);
  g_autofree char *not_kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (url == NULL)
    {
      cosell_cli_complain (_ ("There is no account to sign in to. Add one with “cosellctl account "
                              "add --url URL”."));
      return COSELL_EXIT_USE;
    }
  if (!store_setup (self, &error))
    {
      cosell_cli_complain ("%s", error->message);
      return COSELL_EXIT_USE;
    }
  cosell_account_sign_in_async (account, cosell_cli_has (self, "device-code"), prompt_cb, self,
                                NULL, cosell_cli_result_cb, &result);
  if (!cosell_account_sign_in_finish (account, cosell_cli_await (&result), &not_kept, &error))
    return cosell_cli_fail (error);
  if (not_kept != NULL)
    {
      /* this process ends, and with it what it knows */
      cosell_cli_complain ("%s", not_kept);
      return COSELL_EXIT_SIGN_IN;
    }
  say_signed_in (self, url);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_logout (CosellCli *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  gboolean signed_in = cosell_account_get_sign_in (account) == COSELL_SIGN_IN_IN;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cosell_account_sign_out_async (account, NULL, cosell_cli_result_cb, &result);
  if (!cosell_account_finish (account, cosell_cli_await (&result), &error))
    return cosell_cli_fail (error);
  if (self->json)
    cosell_cli_print_json ("{}");
  else if (signed_in)
    cosell_cli_say (_ ("You are signed out. Deals and waiting changes are kept."));
  else
    cosell_cli_say (_ ("No sign-in is stored, so there is nothing to forget. A token in the "
                       "environment variable COSELL_TOKEN is yours to take away."));
  return COSELL_EXIT_DONE;
}

static const CosellCliOption login_options[] = {
  { "device-code", NULL, N_ ("Sign in with a code on another device") },
  { "tenant", "TENANT", N_ ("Your organization's domain or ID, kept for the account") },
  { "client-id", "ID", N_ ("Client ID of your organization's app registration, kept too") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_login = {
  "login",
  "[--device-code] [--tenant TENANT] [--client-id ID]",
  N_ ("Sign in"),
  N_ ("Opens the browser, prints the address as well, and waits until you have signed in there. "
      "The sign-in is kept in the keyring and nowhere else. With COSELL_TOKEN set, that token is "
      "used and nothing is stored."),
  login_options,
  0,
  0,
  run_login,
};

const CosellCliCommand cosell_cli_logout = {
  "logout", "", N_ ("Forget the sign-in"), NULL, NULL, 0, 0, run_logout,
};
