/* account, sync */
#include "cli/cosell-cli-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"

static const char *
get_url (CosellCli *self)
{
  return cosell_account_get_url (cosell_session_get_account (self->session));
}

static void
print_url (CosellCli *self)
{
  CosellCliBuilder *json = cosell_cli_begin_object ();

  cosell_cli_builder_text (json, "url", get_url (self));
  cosell_cli_print_object (json);
}

static CosellExit
add_account (CosellCli *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  const char *url = cosell_cli_value (self, "url");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (url == NULL)
    {
      cosell_cli_complain (_ ("“account add” needs “--url” with the address of the service."));
      return COSELL_EXIT_USE;
    }
  cosell_account_set_url_async (account, url, NULL, cosell_cli_result_cb, &result);
  if (!cosell_account_finish (account, cosell_cli_await (&result), &error))
    return cosell_cli_fail (error);
  if (self->json)
    print_url (self);
  else
    cosell_cli_say (_ ("The account is %s now."), get_url (self));
  return COSELL_EXIT_DONE;
}

static void
print_account (const char *url, gint64 last_sync)
{
  static const char *const titles[] = { N_ ("Account"), N_ ("Last sync"), NULL };
  g_autoptr (CosellCliTable) table = cosell_cli_table_new (titles);
  g_autofree char *last = cosell_time_format (last_sync);

  if (url != NULL)
    {
      cosell_cli_table_add (table, url);
      cosell_cli_table_add (table, last != NULL ? last : _ ("never"));
    }
  cosell_cli_table_print (table, _ ("There is no account."));
}

static CosellExit
list_accounts (CosellCli *self)
{
  const char *url = get_url (self);
  g_autofree char *text = NULL;
  CosellCliBuilder *json;
  gint64 last_sync;

  g_object_get (self->session, "last-sync", &last_sync, NULL);
  if (!self->json)
    {
      print_account (url, last_sync);
      return COSELL_EXIT_DONE;
    }
  json = cosell_cli_builder_new ();
  cosell_cli_builder_begin_array (json, NULL);
  if (url != NULL)
    {
      cosell_cli_builder_begin_object (json, NULL);
      cosell_cli_builder_text (json, "url", url);
      cosell_cli_builder_instant (json, "lastSync", last_sync);
      cosell_cli_builder_end_object (json);
    }
  cosell_cli_builder_end_array (json);
  text = cosell_cli_builder_end (json);
  cosell_cli_print_json (text);
  return COSELL_EXIT_DONE;
}

static CosellExit
remove_account (CosellCli *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  g_autofree char *url = g_strdup (cosell_account_get_url (account));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (url == NULL)
    {
      cosell_cli_complain (_ ("There is no account to remove."));
      return COSELL_EXIT_USE;
    }
  cosell_account_remove_async (account, NULL, cosell_cli_result_cb, &result);
  if (!cosell_account_finish (account, cosell_cli_await (&result), &error))
    return cosell_cli_fail (error);
  if (self->json)
    print_url (self);
  else
    cosell_cli_say (_ ("The account %s and its deals were removed from this profile."), url);
  return COSELL_EXIT_DONE;
}

static CosellExit
run_account (CosellCli *self)
{
  const char *verb = cosell_cli_argument (self, 0);

  if (g_str_equal (verb, "add"))
    return add_account (self);
  if (cosell_cli_has (self, "url"))
    {
      cosell_cli_complain (_ ("“--url” belongs to “account add”."));
      return COSELL_EXIT_USE;
    }
  if (g_str_equal (verb, "list"))
    return list_accounts (self);
  if (g_str_equal (verb, "remove"))
    return remove_account (self);
  cosell_cli_complain (_ ("Unknown verb “%s”: add, list or remove."), verb);
  return COSELL_EXIT_USE;
}

/* "Synchronized: 12 deals downloaded, 1 change sent, …" */
static void
say_summary (const CosellSyncSummary *summary)
{
  g_autofree char *pulled =
      g_strdup_printf (ngettext ("%u deal downloaded", "%u deals downloaded", summary->pulled),
                       summary->pulled);
  g_autofree char *pushed =
      g_strdup_printf (ngettext ("%u change sent", "%u changes sent", summary->pushed),
                       summary->pushed);
  g_autofree char *conflicts =
      g_strdup_printf (ngettext ("%u conflict", "%u conflicts", summary->conflicts),
                       summary->conflicts);
  g_autofree char *parked =
      g_strdup_printf (ngettext ("%u change parked", "%u changes parked", summary->parked),
                       summary->parked);

  /* Translators: "12 deals downloaded", "1 change sent", "0 conflicts", "0 changes parked" */
  cosell_cli_say (_ ("Synchronized: %s, %s, %s, %s."), pulled, pushed, conflicts, parked);
}

static void
print_summary (CosellCli *self, const CosellSyncSummary *summary)
{
  CosellCliBuilder *json;

  if (!self->json)
    {
      say_summary (summary);
      return;
    }
  json = cosell_cli_begin_object ();
  cosell_cli_builder_int (json, "pulled", summary->pulled);
  cosell_cli_builder_int (json, "pushed", summary->pushed);
  cosell_cli_builder_int (json, "conflicts", summary->conflicts);
  cosell_cli_builder_int (json, "parked", summary->parked);
  cosell_cli_print_object (json);
}

/* (transfer full) */
static char *
describe_wait (CosellSessionAwaits awaits, guint seconds)
{
  switch (awaits)
    {
    case COSELL_SESSION_AWAITS_ARRIVAL:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "A new deal that got no answer may still arrive at the service. Looking for "
                       "it once more in %u second, before it is sent again…",
                       "A new deal that got no answer may still arrive at the service. Looking for "
                       "it once more in %u seconds, before it is sent again…",
                       seconds),
          seconds);
    case COSELL_SESSION_AWAITS_SERVICE:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "Partner Center asks to wait. Trying again in %u second…",
                       "Partner Center asks to wait. Trying again in %u seconds…", seconds),
          seconds);
    case COSELL_SESSION_AWAITS_OTHER:
      return g_strdup (_ ("Another Cosell is synchronizing this profile. Waiting for it…"));
    case COSELL_SESSION_AWAITS_NOTHING:
      break;
    }
  return NULL;
}

/* It takes a while, so it is told why. */
static void
awaited_cb (CosellSession *session, GParamSpec *pspec, gpointer user_data)
{
  gint64 awaited = COSELL_NO_TIME;
  gint64 left;
  guint seconds;
  g_autofree char *words = NULL;

  g_object_get (session, "awaited", &awaited, NULL);
  if (awaited == COSELL_NO_TIME)
    return;
  left = CLAMP (awaited - cosell_session_now (session), 0, G_TIME_SPAN_MINUTE);
  seconds = (guint) ((left + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
  words = describe_wait (cosell_session_get_awaits (session), seconds);
  if (words != NULL)
    cosell_cli_complain ("%s", words);
}

static CosellExit
run_sync (CosellCli *self)
{
  CosellAccount *account = cosell_session_get_account (self->session);
  g_autofree char *url = g_strdup (cosell_account_get_url (account));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *clock = NULL;
  CosellSyncSummary summary = { 0 };
  gboolean ok;

  if (url == NULL)
    {
      cosell_cli_complain (
          _ ("There is no account to sync with. Add one with “cosellctl account add "
             "--url URL”."));
      return COSELL_EXIT_USE;
    }
  g_signal_connect (self->session, "notify::awaited", G_CALLBACK (awaited_cb), NULL);
  cosell_session_sync_async (self->session, cosell_cli_has (self, "pull"),
                             cosell_cli_has (self, "push"), TRUE, NULL, cosell_cli_result_cb,
                             &result);
  ok = cosell_session_sync_finish (self->session, cosell_cli_await (&result), &summary, &error);
  if (!ok && cosell_session_classify (error) == COSELL_FAILURE_SIGN_IN &&
      g_getenv ("COSELL_TOKEN") == NULL && !cosell_account_is_practice (account))
    {
      cosell_cli_complain (_ ("%s Sign in to %s with “cosellctl login”, or put a token into the "
                              "environment variable COSELL_TOKEN."),
                           error->message, url);
      return COSELL_EXIT_SIGN_IN;
    }
  /* For scripts always; people need not be told that nothing happened before they are told why. */
  if (ok || self->json || summary.pulled > 0 || summary.pushed > 0)
    print_summary (self, &summary);
  if (!ok)
    return cosell_cli_fail (error);
  clock = cosell_session_dup_clock_message (self->session);
  if (clock != NULL)
    cosell_cli_complain ("%s", clock);
  if (summary.conflicts == 0 && summary.parked == 0)
    return COSELL_EXIT_DONE;
  if (summary.parked == summary.held)
    cosell_cli_complain (_ ("Changes are left that you hold back. See “cosellctl outbox”."));
  else
    cosell_cli_complain (_ ("Changes are left that need you. See “cosellctl outbox”."));
  return COSELL_EXIT_REMAINS;
}

static const CosellCliOption account_options[] = {
  { "url", "URL", N_ ("Address of the service: https://HOST, without a path") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_account = {
  "account",
  "add --url URL | list | remove",
  N_ ("Say which service this profile works with"),
  N_ ("Adding makes no request. Plain http is accepted for this machine only. Adding another "
      "account replaces the one before, with its deals, unless changes still wait."),
  account_options,
  1,
  1,
  run_account,
};

static const CosellCliOption sync_options[] = {
  { "pull", NULL, N_ ("Only fetch what changed") },
  { "push", NULL, N_ ("Only send what waits") },
  { NULL, NULL, NULL },
};

const CosellCliCommand cosell_cli_sync = {
  "sync",
  "[--pull] [--push]",
  N_ ("Send what waits and fetch what changed"),
  NULL,
  sync_options,
  0,
  0,
  run_sync,
};
