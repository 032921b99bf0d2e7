/* cosell-auth.c: the sign-in of one account: gives out tokens, and renews them in time
 *
 * Every wish is a job; jobs run one after the other, each through the steps
 *
 *   token:    load → (fresh?) → lock → load again → (fresh?) → refresh → save
 *   take:     save
 *   sign out: clear
 *   look:     load
 *
 * A renewal that was begun is finished even if nobody waits for it any more: the identity provider
 * may have taken the old refresh token out of use already. */
#include "http/cosell-auth.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "http/cosell-oauth-http.h"

#define LOCK_FILE "sign-in.lock"
#define TRY_AGAIN_MS 50
#define LOCK_LIMIT (40 * G_USEC_PER_SEC)

typedef enum
{
  JOB_TOKEN,
  JOB_TAKE,
  JOB_SIGN_OUT,
  JOB_LOOK,
} JobKind;

typedef struct
{
  JobKind kind;
  char *refused;             /* (owned) (nullable) */
  CosellOauthTokens *tokens; /* (owned) (nullable): to take */
  gboolean locked;
  gint64 lock_until;
} Job;

struct _CosellAuth
{
  GObject parent_instance;

  CosellTokenStore *store;   /* (owned) */
  CosellOauthConfig *config; /* (owned) */
  CosellTokenKey *key;       /* (owned) */
  CosellClock *clock;        /* (owned) */
  char *lock_path;           /* (owned) */

  CosellOauthTokens *tokens; /* (owned) (nullable) */
  CosellAuthState state;
  gboolean for_session;
  char *refusal; /* (owned) (nullable): the identity provider's last no, in words */

  GThread *thread; /* (unowned): where it lives */
  GQueue jobs;     /* of GTask (owned): the first is being done */
  int lock_fd;
};

static void
run_first (CosellAuth *self);

G_DEFINE_FINAL_TYPE (CosellAuth, cosell_auth, G_TYPE_OBJECT)

static guint changed_signal;

static void
job_free (gpointer data)
{
  Job *job = data;

  cosell_secret_free (job->refused);
  g_clear_pointer (&job->tokens, cosell_oauth_tokens_free);
  g_free (job);
}

/* Takes tokens. */
static void
set_tokens (CosellAuth *self, CosellOauthTokens *tokens)
{
  CosellAuthState state = tokens != NULL ? COSELL_AUTH_SIGNED_IN : COSELL_AUTH_SIGNED_OUT;

  g_clear_pointer (&self->tokens, cosell_oauth_tokens_free);
  self->tokens = tokens;
  if (tokens == NULL)
    self->for_session = FALSE;
  else
    g_clear_pointer (&self->refusal, g_free);
  if (self->state == state)
    return;
  self->state = state;
  g_signal_emit (self, changed_signal, 0);
}

static void
unlock (CosellAuth *self)
{
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}

/* Ends the first job: with error (taken), else with the token, else with TRUE; then the next one.
 */
static void
end_job (CosellAuth *self, GError *error)
{
  g_autoptr (CosellAuth) alive = g_object_ref (self);
  g_autoptr (GTask) task = g_queue_pop_head (&self->jobs);
  Job *job = g_task_get_task_data (task);

  unlock (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (g_task_return_error_if_cancelled (task))
    g_debug ("Nobody waits for the token any more.");
  else if (job->kind == JOB_TOKEN)
    g_task_return_pointer (task, g_strdup (self->tokens->access),
                           (GDestroyNotify) cosell_secret_free);
  else
    g_task_return_boolean (task, TRUE);
  if (!g_queue_is_empty (&self->jobs))
    run_first (self);
}

static GError *
sign_in_error (const char *words)
{
  return cosell_http_error_new (COSELL_HTTP_ERROR_SIGN_IN, 0, FALSE, words);
}

/* --- renewal --- */

static void
renewed_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAuth) self = user_data;
  g_autoptr (GError) error = NULL;

  /* it is good for this process in any case; the next one has to sign in again */
  self->for_session = !cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, &error);
  end_job (self, NULL);
}

static void
cleared_refused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAuth) self = user_data;

  cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, NULL);
  end_job (self, sign_in_error (self->refusal));
}

/* The refresh token is of no use any more: nobody tries it again. */
static void
forget_refused (CosellAuth *self, const GError *why)
{
  set_tokens (self, NULL);
  cosell_set_str (&self->refusal, why->message);
  cosell_token_store_clear_async (self->store, self->key, cleared_refused_cb, g_object_ref (self));
}

static gboolean
token_serves (CosellAuth *self, const Job *job)
{
  return self->tokens != NULL && g_strcmp0 (self->tokens->access, job->refused) != 0 &&
         cosell_oauth_tokens_are_fresh (self->tokens, cosell_clock_now (self->clock));
}

/* Not fresh, but not over either: better than nothing while the identity provider is away. */
static gboolean
token_lives (CosellAuth *self, const Job *job)
{
  return self->tokens != NULL && g_strcmp0 (self->tokens->access, job->refused) != 0 &&
         cosell_clock_now (self->clock) < self->tokens->expires;
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAuth) self = user_data;
  Job *job = g_task_get_task_data (g_queue_peek_head (&self->jobs));
  g_autoptr (CosellOauthReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CosellOauthTokens *tokens = NULL;

  reply = cosell_oauth_post_finish (result, &error);
  if (reply != NULL)
    tokens = cosell_oauth_reply_read_tokens (reply, self->config, self->tokens->refresh,
                                             cosell_clock_now (self->clock), &error);
  if (tokens != NULL)
    {
      set_tokens (self, tokens);
      cosell_token_store_save_async (self->store, self->key, tokens, renewed_saved_cb,
                                     g_object_ref (self));
    }
  else if (g_error_matches (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_GRANT))
    forget_refused (self, error);
  else if (token_lives (self, job))
    end_job (self, NULL);
  else if (error->domain == COSELL_OAUTH_ERROR)
    end_job (self, sign_in_error (error->message));
  else
    end_job (self, g_steal_pointer (&error));
}

static void
refresh (CosellAuth *self)
{
  Job *job = g_task_get_task_data (g_queue_peek_head (&self->jobs));
  g_autofree char *url = cosell_oauth_endpoint (self->config, "token");
  char *form;

  if (self->tokens == NULL)
    {
      /* why not stays said until somebody signs in */
      end_job (self, sign_in_error (self->refusal != NULL
                                        ? self->refusal
                                        : _ ("You are not signed in. Your changes are kept and "
                                             "wait until you are.")));
      return;
    }
  if (self->tokens->refresh == NULL)
    {
      end_job (self, token_lives (self, job)
                         ? NULL
                         : sign_in_error (_ ("The sign-in has expired. Sign in again.")));
      return;
    }
  form = cosell_oauth_form ("client_id", self->config->client_id, "grant_type", "refresh_token",
                            "refresh_token", self->tokens->refresh,
                            cosell_oauth_scope_name (self->config), self->config->scope, NULL);
  cosell_oauth_post_async (url, form, NULL, refreshed_cb, g_object_ref (self));
  cosell_secret_free (form);
}

/* --- lock --- */

static void
load (CosellAuth *self);

static gboolean
try_lock (CosellAuth *self)
{
  GTask *task = g_queue_peek_head (&self->jobs);
  Job *job = g_task_get_task_data (task);

  if (self->lock_fd < 0)
    self->lock_fd = open (self->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd >= 0 && flock (self->lock_fd, LOCK_EX | LOCK_NB) == 0)
    {
      job->locked = TRUE;
      load (self);
    }
  else if (self->lock_fd >= 0 && (errno == EWOULDBLOCK || errno == EINTR) &&
           g_get_monotonic_time () < job->lock_until &&
           !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return G_SOURCE_CONTINUE;
  else if (token_lives (self, job))
    end_job (self, NULL);
  else
    end_job (self,
             cosell_http_error_new (
                 COSELL_HTTP_ERROR_BUSY, 0, FALSE,
                 self->lock_fd >= 0
                     ? _ ("Another Cosell renews the sign-in of this profile and does not finish. "
                          "Try again later.")
                     : _ ("The sign-in cannot be renewed, because nothing can be written to the "
                          "profile's folder.")));
  return G_SOURCE_REMOVE;
}

static gboolean
try_lock_cb (gpointer user_data)
{
  return try_lock (user_data);
}

static void
lock (CosellAuth *self)
{
  Job *job = g_task_get_task_data (g_queue_peek_head (&self->jobs));

  job->lock_until = g_get_monotonic_time () + LOCK_LIMIT;
  if (try_lock (self) == G_SOURCE_CONTINUE)
    g_timeout_add_full (G_PRIORITY_DEFAULT, TRY_AGAIN_MS, try_lock_cb, g_object_ref (self),
                        g_object_unref);
}

/* --- keyring --- */

/* Goes on with the first job: the token that is here serves it, or is renewed under the lock. */
static void
decide (CosellAuth *self)
{
  Job *job = g_task_get_task_data (g_queue_peek_head (&self->jobs));

  if (job->kind == JOB_LOOK || token_serves (self, job))
    end_job (self, NULL);
  else if (job->locked || self->tokens == NULL || self->tokens->refresh == NULL)
    refresh (self);
  else
    lock (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAuth) self = user_data;
  Job *job = g_task_get_task_data (g_queue_peek_head (&self->jobs));
  g_autoptr (GError) error = NULL;
  CosellOauthTokens *tokens =
      cosell_token_store_load_finish (COSELL_TOKEN_STORE (source), result, &error);

  if (tokens != NULL)
    self->for_session = FALSE;
  /* where no keyring keeps it, this process is the only one that knows */
  if (tokens != NULL || (error == NULL && !self->for_session))
    set_tokens (self, tokens);
  if (self->tokens == NULL && error != NULL)
    {
      set_tokens (self, NULL);
      end_job (self,
               job->kind == JOB_TOKEN ? sign_in_error (error->message) : g_steal_pointer (&error));
      return;
    }
  decide (self);
}

static void
load (CosellAuth *self)
{
  cosell_token_store_load_async (self->store, self->key, loaded_cb, g_object_ref (self));
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAuth) self = user_data;
  GError *error = NULL;

  self->for_session = !cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, &error);
  end_job (self, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellAuth) self = user_data;
  GError *error = NULL;

  cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, &error);
  end_job (self, error);
}

static void
run_first (CosellAuth *self)
{
  Job *job = g_task_get_task_data (g_queue_peek_head (&self->jobs));

  switch (job->kind)
    {
    case JOB_TOKEN:
      if (token_serves (self, job))
        end_job (self, NULL);
      else
        load (self);
      break;
    case JOB_LOOK:
      load (self);
      break;
    case JOB_TAKE:
      cosell_token_store_save_async (self->store, self->key, job->tokens, taken_cb,
                                     g_object_ref (self));
      set_tokens (self, g_steal_pointer (&job->tokens));
      break;
    case JOB_SIGN_OUT:
      set_tokens (self, NULL);
      cosell_token_store_clear_async (self->store, self->key, cleared_cb, g_object_ref (self));
      break;
    }
}

/* Takes task and what it needs. */
static void
add_job (CosellAuth *self,
         GTask *task,
         JobKind kind,
         const char *refused,
         CosellOauthTokens *tokens)
{
  Job *job = g_new0 (Job, 1);

  g_assert (self->thread == g_thread_self ());
  job->kind = kind;
  job->refused = g_strdup (refused);
  job->tokens = tokens;
  g_task_set_task_data (task, job, job_free);
  g_task_set_check_cancellable (task, FALSE);
  g_queue_push_tail (&self->jobs, task);
  if (g_queue_get_length (&self->jobs) == 1)
    run_first (self);
}

static void
cosell_auth_finalize (GObject *object)
{
  CosellAuth *self = COSELL_AUTH (object);

  g_assert (g_queue_is_empty (&self->jobs));
  unlock (self);
  g_clear_pointer (&self->tokens, cosell_oauth_tokens_free);
  g_clear_pointer (&self->config, cosell_oauth_config_free);
  g_clear_pointer (&self->key, cosell_token_key_free);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_free (self->lock_path);
  g_free (self->refusal);
  G_OBJECT_CLASS (cosell_auth_parent_class)->finalize (object);
}

static void
cosell_auth_class_init (CosellAuthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_auth_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
cosell_auth_init (CosellAuth *self)
{
  self->lock_fd = -1;
  self->thread = g_thread_self ();
  g_queue_init (&self->jobs);
}

CosellAuth *
cosell_auth_new (CosellTokenStore *store,
                 const CosellOauthConfig *config,
                 const char *origin,
                 const char *profile,
                 CosellClock *clock)
{
  CosellAuth *self;

  g_return_val_if_fail (COSELL_IS_TOKEN_STORE (store) && COSELL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (config != NULL && origin != NULL && profile != NULL, NULL);

  self = g_object_new (COSELL_TYPE_AUTH, NULL);
  self->store = g_object_ref (store);
  self->config = cosell_oauth_config_copy (config);
  self->key = cosell_token_key_new (origin, profile, config->tenant, config->client_id);
  self->clock = g_object_ref (clock);
  self->lock_path = g_build_filename (profile, LOCK_FILE, NULL);
  return self;
}

CosellAuthState
cosell_auth_get_state (CosellAuth *self)
{
  g_return_val_if_fail (COSELL_IS_AUTH (self), COSELL_AUTH_UNKNOWN);

  return self->state;
}

const CosellOauthConfig *
cosell_auth_get_config (CosellAuth *self)
{
  g_return_val_if_fail (COSELL_IS_AUTH (self), NULL);

  return self->config;
}

gint64
cosell_auth_get_expiry (CosellAuth *self)
{
  g_return_val_if_fail (COSELL_IS_AUTH (self), COSELL_NO_TIME);

  return self->tokens != NULL ? self->tokens->expires : COSELL_NO_TIME;
}

gboolean
cosell_auth_is_for_session (CosellAuth *self)
{
  g_return_val_if_fail (COSELL_IS_AUTH (self), FALSE);

  return self->for_session;
}

void
cosell_auth_get_token_async (CosellAuth *self,
                             const char *refused,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_AUTH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cosell_auth_get_token_async);
  add_job (self, task, JOB_TOKEN, refused, NULL);
}

char *
cosell_auth_get_token_finish (CosellAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cosell_auth_take_async (CosellAuth *self,
                        CosellOauthTokens *tokens,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_AUTH (self) && tokens != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cosell_auth_take_async);
  add_job (self, task, JOB_TAKE, NULL, tokens);
}

void
cosell_auth_sign_out_async (CosellAuth *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_AUTH (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cosell_auth_sign_out_async);
  add_job (self, task, JOB_SIGN_OUT, NULL, NULL);
}

void
cosell_auth_look_again_async (CosellAuth *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_AUTH (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cosell_auth_look_again_async);
  add_job (self, task, JOB_LOOK, NULL, NULL);
}

gboolean
cosell_auth_finish (CosellAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
