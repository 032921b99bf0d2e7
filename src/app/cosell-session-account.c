/* The session's account: where it goes, with which token, and what state that makes. */
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-sandbox-process.h"
#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "remote/cosell-proof.h"

/* meta key: set when the account is the practice server of this profile; goes with the account */
#define PRACTICE "practice"

/* meta of the store that the session shows */
typedef struct
{
  char *url;
  char *last_sync;
  char *tenant;
  char *client_id;
  char *signed_in;
  char *practice;
} Account;

static void
account_free (Account *account)
{
  g_free (account->url);
  g_free (account->last_sync);
  g_free (account->tenant);
  g_free (account->client_id);
  g_free (account->signed_in);
  g_free (account->practice);
  g_free (account);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Account, account_free)

static gboolean
get_meta (CosellStore *store, const char *key, char **value, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *value = cosell_store_get_meta (store, key, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_account (CosellStore *store, gpointer data, GError **error)
{
  Account *account = data;

  return get_meta (store, "account-url", &account->url, error) &&
         get_meta (store, "last-sync", &account->last_sync, error) &&
         get_meta (store, COSELL_META_TENANT, &account->tenant, error) &&
         get_meta (store, COSELL_META_CLIENT_ID, &account->client_id, error) &&
         get_meta (store, COSELL_META_SIGNED_IN, &account->signed_in, error) &&
         get_meta (store, PRACTICE, &account->practice, error);
}

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
  if (!token || g_error_matches (last_error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_SIGN_IN))
    return COSELL_SESSION_SIGN_IN;
  if (last_error == NULL)
    return COSELL_SESSION_IDLE;
  if (g_error_matches (last_error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_OFFLINE))
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
  if (g_error_matches (error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_SIGN_IN))
    return COSELL_FAILURE_SIGN_IN;
  if (error->domain == COSELL_OAUTH_ERROR)
    return COSELL_FAILURE_SIGN_IN;
  if (error->domain == COSELL_REMOTE_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return COSELL_FAILURE_SERVICE;
  return COSELL_FAILURE_USE;
}

void
cosell_session_update_state (CosellSession *self)
{
  g_autofree char *token = cosell_session_find_token (self);

  gboolean has_token = token != NULL || cosell_session_is_signed_in (self);

  cosell_session_set_state (self,
                            cosell_session_state_for (self->account_url != NULL, has_token,
                                                      self->rounds->len > 0, self->sync_error));
}

char *
cosell_session_find_token (CosellSession *self)
{
  if (self->loopback && self->practice)
    return cosell_sandbox_process_read_token (self->profile);
  return g_strdup (self->given_token);
}

/* Only the server that a window started for this profile can prove who it is; every other one on
 * this computer is who the person says. */
static void
require_proof (CosellSession *self)
{
  char *secret;

  if (self->account_url == NULL || !self->loopback)
    return;
  secret = self->practice ? cosell_sandbox_process_read_token (self->profile) : NULL;
  cosell_proof_require (self->account_url, secret);
  cosell_secret_free (secret);
}

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

static void
make_remote (CosellSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lock = g_build_filename (self->profile, "sync.lock", NULL);

  cosell_http_remote_check_origin (self->account_url, NULL, &self->loopback, NULL);
  if (self->given_remote == NULL)
    self->remote = cosell_http_remote_new (self->account_url, &error);
  if (error != NULL)
    {
      /* The address was checked when it was stored; a database that says otherwise is shown. */
      cosell_session_set_error (self, g_steal_pointer (&error));
      return;
    }
  if (self->remote != NULL && COSELL_IS_SERVICE_CLOCK (self->clock))
    cosell_http_remote_set_clock (self->remote, COSELL_SERVICE_CLOCK (self->clock));
  self->sync =
      cosell_sync_new (self->store,
                       self->remote != NULL ? COSELL_REMOTE (self->remote) : self->given_remote,
                       lock);
  g_signal_connect (self->sync, "notify::pulled", G_CALLBACK (sync_pulled_cb), self);
  g_signal_connect (self->sync, "notify::awaited", G_CALLBACK (sync_awaited_cb), self);
  cosell_session_make_auth (self);
}

void
cosell_session_use_account (CosellSession *self, const char *url, gboolean practice)
{
  g_autofree char *keep = g_strdup (url);

  if (self->closed)
    return;
  self->practice = url != NULL && practice;
  if (g_strcmp0 (self->account_url, keep) == 0)
    {
      require_proof (self);
      cosell_session_update_state (self);
      return;
    }
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
  g_clear_object (&self->remote);
  cosell_session_drop_auth (self);
  cosell_take_str (&self->account_url, g_steal_pointer (&keep));
  self->loopback = FALSE;
  cosell_session_set_error (self, NULL);
  if (self->account_url != NULL)
    make_remote (self);
  require_proof (self);
  cosell_session_notify_account (self);
  cosell_session_update_state (self);
  cosell_sync_scheduler_update (self->scheduler);
}

static void
take_account (CosellSession *self, const Account *account)
{
  gint64 last_sync;

  cosell_time_parse (account->last_sync, &last_sync);
  cosell_session_use_account (self, account->url, account->practice != NULL);
  cosell_session_take_sign_in (self, account->tenant, account->client_id, account->signed_in);
  cosell_session_set_last_sync (self, last_sync);
}

gboolean
cosell_session_read_account (CosellSession *self, GError **error)
{
  g_autoptr (Account) account = g_new0 (Account, 1);

  if (!cosell_session_run (self, COSELL_STORE_META, read_account, account, error))
    return FALSE;
  take_account (self, account);
  return TRUE;
}

static void
account_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellSession) self = user_data;

  if (cosell_session_run_finish (COSELL_SESSION (source), result, NULL) && !self->closed)
    take_account (self, cosell_session_run_get_data (result));
}

void
cosell_session_refresh_account (CosellSession *self)
{
  if (self->closed)
    return;
  cosell_session_run_async (self, COSELL_STORE_READ, read_account, g_new0 (Account, 1),
                            (GDestroyNotify) account_free, self->closing, account_read_cb,
                            g_object_ref (self));
}

static gboolean
signed_in_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_forget_denied_permissions (store, error);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("What the service refused the account is still remembered: %s", error->message);
}

static gboolean
has_denied_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_has_denied_permissions (store, data, error);
}

/* F2: a token that is given is a sign-in, also the first one of a run. Nothing is written when
 * nothing was learned: reading works without writing. */
void
cosell_session_forget_refusals (CosellSession *self)
{
  gboolean any = FALSE;

  if (!self->closed && cosell_session_run (self, COSELL_STORE_META, has_denied_job, &any, NULL) &&
      any)
    cosell_session_run_async (self, COSELL_STORE_WRITE, signed_in_job, NULL, NULL, self->closing,
                              signed_in_cb, NULL);
}

void
cosell_session_set_token (CosellSession *self, const char *token)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  if (token != NULL && *token == '\0')
    token = NULL;
  if (g_strcmp0 (self->given_token, token) == 0)
    return;
  if (token != NULL)
    cosell_session_forget_refusals (self);
  cosell_secret_free (self->given_token);
  self->given_token = g_strdup (token);
  if (self->closed)
    return;
  cosell_session_forget_sign_in_error (self);
  cosell_session_update_state (self);
}

void
cosell_session_forget_sign_in_error (CosellSession *self)
{
  if (g_error_matches (self->sync_error, COSELL_REMOTE_ERROR, COSELL_REMOTE_ERROR_SIGN_IN))
    cosell_session_set_error (self, NULL);
}

/* The mark goes with another account, and stays with the same one. */
static gboolean
set_account_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autofree char *practice = NULL;

  if (!cosell_store_set_account (store, job->text, error) ||
      !get_meta (store, PRACTICE, &practice, error))
    return FALSE;
  job->practice = practice != NULL;
  return TRUE;
}

static gboolean
set_practice_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autofree char *url = NULL;
  g_autofree char *practice = NULL;

  if (!get_meta (store, "account-url", &url, error) ||
      !get_meta (store, PRACTICE, &practice, error))
    return FALSE;
  if (url != NULL && practice == NULL && !g_str_equal (url, job->text))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                   _ ("This profile holds the account %s, so it cannot hold sample deals as well. "
                      "Choose another profile with --profile."),
                   url);
      return FALSE;
    }
  if (url == NULL && !cosell_store_set_account (store, job->text, error))
    return FALSE;
  job->practice = TRUE;
  return cosell_store_set_meta (store, "account-url", job->text, error) &&
         cosell_store_set_meta (store, PRACTICE, "true", error);
}

/* The session follows before the caller's callback runs, not a moment later. */
static void
account_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = COSELL_SESSION (source);
  CosellJob *job = cosell_session_get_job (result);
  g_autofree char *wiped = NULL;
  GError *error = NULL;

  if (!cosell_session_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* of another account now; a removed one takes its sign-in along, whoever has closed since */
  wiped = job->text == NULL && self->signed_in != NULL ? g_strdup (self->account_url) : NULL;
  cosell_deal_cache_clear (self->deals);
  if (g_strcmp0 (job->text, self->account_url) != 0)
    cosell_session_take_sign_in (self, NULL, NULL, NULL);
  cosell_session_use_account (self, job->text, job->practice);
  if (wiped != NULL && self->tokens != NULL)
    cosell_session_wipe_sign_in (self, wiped, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
store_account (CosellSession *self,
               CosellStoreFunc func,
               const char *url,
               GTask *task,
               GCancellable *c)
{
  CosellJob *job = cosell_job_new (self);

  /* A round of the account before must not bring its deals into the next one. */
  if (g_strcmp0 (url, self->account_url) != 0)
    cosell_session_cancel_rounds (self);
  job->text = g_strdup (url);
  cosell_session_run_job (self, COSELL_STORE_WRITE, func, job, store_account, c, account_set_cb,
                          task);
}

static void
set_checked_account (CosellSession *self,
                     CosellStoreFunc func,
                     const char *url,
                     GTask *task,
                     GCancellable *c)
{
  g_autofree char *normalized = NULL;
  gboolean loopback = FALSE;
  GError *error = NULL;

  if (cosell_http_remote_check_origin (url, &normalized, &loopback, &error))
    {
      store_account (self, func, normalized, task, c);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
cosell_session_set_account_async (CosellSession *self,
                                  const char *url,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_SESSION (self) && url != NULL);

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_set_account_async);
  set_checked_account (self, set_account_job, url, task, c);
}

void
cosell_session_set_practice_async (CosellSession *self,
                                   const char *url,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_SESSION (self) && url != NULL);

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_set_practice_async);
  set_checked_account (self, set_practice_job, url, task, c);
}

void
cosell_session_remove_account_async (CosellSession *self,
                                     GCancellable *c,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_SESSION (self));

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_remove_account_async);
  store_account (self, set_account_job, NULL, task, c);
}
