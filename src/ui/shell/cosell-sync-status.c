#include "ui/shell/cosell-sync-status.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "ui/words/cosell-format.h"

/* when: (nullable) of the last sync */
static char *
describe_idle (CosellSession *session, const char *when)
{
  switch (cosell_sync_scheduler_get_pause (cosell_session_get_scheduler (session)))
    {
    case COSELL_SYNC_PAUSE_WANTED:
      return when == NULL ? g_strdup (_ ("Syncs only when told"))
                          : g_strdup_printf (_ ("Synced %s · only when told"), when);
    case COSELL_SYNC_PAUSE_METERED:
      return when == NULL ? g_strdup (_ ("Waits: metered network"))
                          : g_strdup_printf (_ ("Synced %s · waits, metered network"), when);
    case COSELL_SYNC_PAUSE_NONE:
      break;
    }
  return when == NULL ? g_strdup (_ ("Not synced yet")) : g_strdup_printf (_ ("Synced %s"), when);
}

/* pulled: so far */
static char *
describe_syncing (CosellSession *session, guint pulled)
{
  gint64 awaited = COSELL_NO_TIME;
  g_autofree char *until = NULL;

  g_object_get (session, "awaited", &awaited, NULL);
  until = cosell_format_time (awaited, cosell_format_now ());
  switch (cosell_session_get_awaits (session))
    {
    case COSELL_SESSION_AWAITS_ARRIVAL:
      return g_strdup_printf (_ ("Waits until %s: a new deal may still arrive"), until);
    case COSELL_SESSION_AWAITS_SERVICE:
      return g_strdup_printf (_ ("Waits until %s: Partner Center asks for it"), until);
    case COSELL_SESSION_AWAITS_OTHER:
      return g_strdup (_ ("Waits for another Cosell"));
    case COSELL_SESSION_AWAITS_NOTHING:
      break;
    }
  return pulled == 0
             ? g_strdup (_ ("Syncing…"))
             : g_strdup_printf (ngettext ("Syncing… %u deal", "Syncing… %u deals", pulled), pulled);
}

char *
cosell_sync_status_describe (CosellSession *session)
{
  CosellSessionState state;
  gint64 last;
  guint pulled;
  g_autofree char *when = NULL;

  g_object_get (session, "state", &state, "last-sync", &last, "pulled", &pulled, NULL);
  when = cosell_format_time (last, cosell_format_now ());
  switch (state)
    {
    case COSELL_SESSION_SYNCING:
      return describe_syncing (session, pulled);
    case COSELL_SESSION_OFFLINE:
      return last == COSELL_NO_TIME ? g_strdup (_ ("Offline"))
                                    : g_strdup_printf (_ ("Offline · synced %s"), when);
    case COSELL_SESSION_IDLE:
      return describe_idle (session, last == COSELL_NO_TIME ? NULL : when);
    case COSELL_SESSION_NO_ACCOUNT:
    case COSELL_SESSION_SIGN_IN:
    case COSELL_SESSION_FAILED:
      return last == COSELL_NO_TIME ? g_strdup (_ ("Not synced yet"))
                                    : g_strdup_printf (_ ("Synced %s"), when);
    }
  return NULL;
}

/* A CRM that fails holds up nothing, and is told last. */
static char *
dup_idle_notice (CosellSession *session)
{
  char *text = cosell_session_dup_clock_message (session);

  if (text == NULL)
    g_object_get (session, "crm-error", &text, NULL);
  return text;
}

char *
cosell_sync_status_dup_notice (CosellSession *session)
{
  g_autofree char *last_error = NULL;
  CosellSessionState state;

  g_object_get (session, "state", &state, "last-error", &last_error, NULL);
  switch (state)
    {
    case COSELL_SESSION_OFFLINE:
      return g_strdup (_ ("You are offline. Go on working: your changes are kept and sent later."));
    case COSELL_SESSION_SIGN_IN:
      return last_error != NULL ? g_steal_pointer (&last_error)
                                : g_strdup (_ ("You are not signed in. Go on working: your changes "
                                               "are kept, and sent once you are."));
    case COSELL_SESSION_FAILED:
      return g_steal_pointer (&last_error);
    case COSELL_SESSION_IDLE:
      return dup_idle_notice (session);
    case COSELL_SESSION_NO_ACCOUNT:
    case COSELL_SESSION_SYNCING:
      break;
    }
  return NULL;
}
