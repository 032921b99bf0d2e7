/* The session and its account: what is read of it, what state that makes, and which engine syncs.
 */
#include "app/cosell-account-private.h"
#include "app/cosell-session-private.h"

#include "base/cosell-time.h"
#include "model/cosell-rule-error.h"

CosellSessionState
cosell_session_state_for (gboolean account,
                          gboolean token,
                          gboolean syncing,
                          const GError *last_error)
{
  if (!account)
    return COSELL_SESSION_NO_ACCOUNT;
  if (syncing)
    return COSELL_SESSION_SYNCING;
  if (!token || g_error_matches (last_error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN))
    return COSELL_SESSION_SIGN_IN;
  if (last_error == NULL)
    return COSELL_SESSION_IDLE;
  if (g_error_matches (last_error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE))
    return COSELL_SESSION_OFFLINE;
  /* another window or cosellctl syncs this profile at the moment: nothing is wrong */
  if (g_error_matches (last_error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return COSELL_SESSION_IDLE;
  return COSELL_SESSION_FAILED;
}

CosellFailure
cosell_session_classify (const GError *error)
{
  g_return_val_if_fail (error != NULL, COSELL_FAILURE_USE);

  if (g_error_matches (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED))
    return COSELL_FAILURE_REFUSED;
  if (g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN))
    return COSELL_FAILURE_SIGN_IN;
  if (error->domain == COSELL_OAUTH_ERROR)
    return COSELL_FAILURE_SIGN_IN;
  if (error->domain == COSELL_HTTP_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return COSELL_FAILURE_SERVICE;
  return COSELL_FAILURE_USE;
}

void
cosell_session_update_state (CosellSession *self)
{
  cosell_session_set_state (self,
                            cosell_session_state_for (cosell_account_get_url (self->account) !=
                                                          NULL,
                                                      cosell_account_has_token (self->account),
                                                      self->rounds->len > 0, self->sync_error));
}

void
cosell_session_forget_sign_in_error (CosellSession *self)
{
  if (g_error_matches (self->sync_error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN))
    cosell_session_set_error (self, NULL);
}

/* --- the engine --- */

static void
sync_pulled_cb (CosellSync *sync, GParamSpec *pspec, CosellSession *self)
{
  guint pulled = 0;

  g_object_get (sync, "pulled", &pulled, NULL);
  cosell_session_set_pulled (self, pulled);
}

static void
sync_awaited_cb (CosellSync *sync, GParamSpec *pspec, CosellSession *self)
{
  gint64 awaited = COSELL_NO_TIME;

  g_object_get (sync, "awaited", &awaited, NULL);
  cosell_session_set_awaited (self, awaited);
}

void
cosell_session_drop_sync (CosellSession *self)
{
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
}

static void
make_sync (CosellSession *self, CosellRemote *remote)
{
  g_autofree char *lock = g_build_filename (self->profile, "sync.lock", NULL);

  self->sync = cosell_sync_new (self->store, remote, lock);
  g_signal_connect (self->sync, "notify::pulled", G_CALLBACK (sync_pulled_cb), self);
  g_signal_connect (self->sync, "notify::awaited", G_CALLBACK (sync_awaited_cb), self);
}

/* The address was checked when it was stored; a database that says otherwise is shown. */
static void
url_changed_cb (CosellSession *self)
{
  CosellRemote *remote = cosell_account_get_remote (self->account);
  const GError *obstacle = self->account->remote_error;

  cosell_session_drop_sync (self);
  cosell_session_set_error (self, obstacle != NULL ? g_error_copy (obstacle) : NULL);
  if (remote != NULL && cosell_account_get_url (self->account) != NULL)
    make_sync (self, remote);
  cosell_sync_scheduler_update (self->scheduler);
}

void
cosell_session_make_account (CosellSession *self, const char *token, CosellRemote *remote)
{
  self->account = cosell_account_new (self, self->profile, self->clock, token, remote);
  g_signal_connect_swapped (self->account, "notify::url", G_CALLBACK (url_changed_cb), self);
}

CosellAccount *
cosell_session_get_account (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), NULL);

  return self->account;
}

/* --- what the store says --- */

typedef struct
{
  CosellAccountFacts account;
  gint64 last_sync;
} Facts;

static void
facts_free (gpointer data)
{
  cosell_account_facts_clear (&((Facts *) data)->account);
  g_free (data);
}

static gboolean
read_job (CosellStore *store, gpointer data, GError **error)
{
  Facts *facts = data;
  g_autofree char *last_sync = NULL;

  if (!cosell_store_get_meta (store, "last-sync", &last_sync, error))
    return FALSE;
  cosell_time_parse (last_sync, &facts->last_sync);
  return cosell_account_facts_read (&facts->account, store, error);
}

static void
take_facts (CosellSession *self, gpointer data)
{
  const Facts *facts = data;

  cosell_account_take (self->account, &facts->account);
  cosell_session_set_last_sync (self, facts->last_sync);
}

gboolean
cosell_session_read_account (CosellSession *self, GError **error)
{
  Facts *facts = g_new0 (Facts, 1);
  gboolean read = cosell_session_run (self, COSELL_STORE_META, read_job, facts, error);

  if (read)
    take_facts (self, facts);
  facts_free (facts);
  return read;
}

void
cosell_session_refresh_account (CosellSession *self)
{
  cosell_session_run_then_async (self, COSELL_STORE_READ, read_job, take_facts, g_new0 (Facts, 1),
                                 facts_free, self->closing, NULL, NULL);
}
