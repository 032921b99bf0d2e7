/* The account as an object: where it goes and with which token. Signing in:
 * cosell-account-sign-in.c.
 */
#include "app/cosell-account-private.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-sandbox-process.h"
#include "app/cosell-session-private.h"
#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "model/cosell-rule-error.h"
#include "http/cosell-proof.h"
#include "store/cosell-store-crm.h"

/* meta key: set when the account is the practice server of this profile; goes with the account */
#define PRACTICE "practice"

enum
{
  PROP_URL = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CosellAccount, cosell_account, G_TYPE_OBJECT)

/* --- what the store says --- */

gboolean
cosell_account_facts_read (CosellAccountFacts *facts, CosellStore *store, GError **error)
{
  return cosell_store_get_meta (store, COSELL_META_ACCOUNT_URL, &facts->url, error) &&
         cosell_store_get_meta (store, COSELL_META_TENANT, &facts->tenant, error) &&
         cosell_store_get_meta (store, COSELL_META_CLIENT_ID, &facts->client_id, error) &&
         cosell_store_get_meta (store, COSELL_META_SIGNED_IN, &facts->signed_in, error) &&
         cosell_store_has_meta (store, PRACTICE, &facts->practice, error);
}

void
cosell_account_facts_clear (CosellAccountFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->url);
  g_free (facts->tenant);
  g_free (facts->client_id);
  g_free (facts->signed_in);
}

void
cosell_account_take (CosellAccount *self, const CosellAccountFacts *facts)
{
  cosell_account_use (self, facts->url, facts->practice);
  cosell_account_take_sign_in (self, facts->tenant, facts->client_id, facts->signed_in);
}

/* --- where it goes --- */

/* Only the server that a window started for this profile can prove who it is; every other one on
 * this computer is who the person says. */
static void
require_proof (CosellAccount *self)
{
  char *secret;

  if (self->url == NULL || !self->loopback)
    return;
  secret = self->practice ? cosell_sandbox_process_read_token (self->profile) : NULL;
  cosell_proof_require (self->url, secret);
  cosell_secret_free (secret);
}

static void
drop_remote (CosellAccount *self)
{
  cosell_account_drop_auth (self);
  g_clear_object (&self->remote);
  g_clear_error (&self->remote_error);
}

static void
make_remote (CosellAccount *self)
{
  cosell_http_remote_check_origin (self->url, NULL, &self->loopback, NULL);
  if (self->given_remote == NULL)
    self->remote = cosell_http_remote_new (self->url, &self->remote_error);
  if (self->remote != NULL && COSELL_IS_SERVICE_CLOCK (self->clock))
    cosell_http_remote_set_clock (self->remote, COSELL_SERVICE_CLOCK (self->clock));
  cosell_account_make_auth (self);
}

void
cosell_account_use (CosellAccount *self, const char *url, gboolean practice)
{
  gboolean same = g_strcmp0 (self->url, url) == 0;

  self->practice = url != NULL && practice;
  if (!same)
    {
      drop_remote (self);
      cosell_set_str (&self->url, url);
      self->loopback = FALSE;
      if (self->url != NULL)
        make_remote (self);
    }
  require_proof (self);
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
  cosell_session_update_state (self->session);
}

const char *
cosell_account_get_url (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), NULL);

  return self->url;
}

gboolean
cosell_account_is_practice (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), FALSE);

  return self->loopback && self->practice;
}

gboolean
cosell_account_is_local (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), FALSE);

  return self->loopback;
}

CosellRemote *
cosell_account_get_remote (CosellAccount *self)
{
  return self->given_remote != NULL ? self->given_remote : (CosellRemote *) self->remote;
}

/* --- token --- */

char *
cosell_account_find_token (CosellAccount *self)
{
  if (cosell_account_is_practice (self))
    return cosell_sandbox_process_read_token (self->profile);
  return g_strdup (self->given_token);
}

gboolean
cosell_account_has_token (CosellAccount *self)
{
  g_autofree char *token = cosell_account_find_token (self);

  return token != NULL || cosell_account_is_signed_in (self);
}

gboolean
cosell_account_prepare (CosellAccount *self, gboolean prompt, GError **error)
{
  g_autofree char *token = cosell_account_find_token (self);

  if (self->remote != NULL)
    {
      cosell_http_remote_set_token (self->remote, token);
      cosell_http_remote_set_auth (self->remote, token == NULL ? self->auth : NULL);
    }
  if (token == NULL && !cosell_account_may_ask_auth (self))
    {
      g_propagate_error (error, cosell_account_sign_in_error (self));
      return FALSE;
    }
  if (self->tokens != NULL)
    cosell_token_store_set_may_prompt (self->tokens, prompt);
  return TRUE;
}

static gboolean
has_denied_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_has_denied_permissions (store, data, error);
}

static gboolean
forget_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_forget_denied_permissions (store, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_warning ("What the service refused the account is still remembered: %s", error->message);
}

/* A token that is given is a sign-in, also the first one of a run. Nothing is written when nothing
 * was learned: reading works without writing. */
void
cosell_account_forget_refusals (CosellAccount *self)
{
  gboolean any = FALSE;

  if (cosell_session_run (self->session, COSELL_STORE_META, has_denied_job, &any, NULL) && any)
    cosell_session_run_async (self->session, COSELL_STORE_WRITE, forget_job, NULL, NULL,
                              self->session->closing, forgotten_cb, NULL);
}

void
cosell_account_set_token (CosellAccount *self, const char *token)
{
  g_return_if_fail (COSELL_IS_ACCOUNT (self));

  if (token != NULL && *token == '\0')
    token = NULL;
  if (g_strcmp0 (self->given_token, token) == 0 || cosell_session_is_closed (self->session))
    return;
  if (token != NULL)
    cosell_account_forget_refusals (self);
  cosell_secret_free (self->given_token);
  self->given_token = g_strdup (token);
  cosell_session_forget_sign_in_error (self->session);
  cosell_session_update_state (self->session);
}

/* --- commands --- */

GTask *
cosell_account_task_new (CosellAccount *self,
                         gpointer tag,
                         GCancellable *c,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, c, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cosell_account_run (CosellAccount *self,
                    CosellStoreFunc func,
                    CosellSessionThenFunc then,
                    gpointer data,
                    GDestroyNotify free_data,
                    GCancellable *c,
                    GTask *task)
{
  cosell_session_run_then_async (self->session, COSELL_STORE_WRITE, func, then, data, free_data, c,
                                 ran_cb, task);
}

gboolean
cosell_account_finish (CosellAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Another account, or none. */
typedef struct
{
  char *url;         /* (owned) (nullable) */
  gboolean practice; /* result */
  char *left;        /* (owned) (nullable) result: the origin whose sign-in goes with the account */
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->url);
  g_free (move->left);
  g_free (move);
}

/* The mark goes with another account, and stays with the same one. */
static gboolean
set_url_job (CosellStore *store, gpointer data, GError **error)
{
  Move *move = data;
  g_autofree char *signed_in = NULL;

  if (move->url == NULL && !cosell_store_get_meta (store, COSELL_META_SIGNED_IN, &signed_in, error))
    return FALSE;
  if (signed_in != NULL &&
      !cosell_store_get_meta (store, COSELL_META_ACCOUNT_URL, &move->left, error))
    return FALSE;
  return cosell_store_set_account (store, move->url, error) &&
         cosell_store_has_meta (store, PRACTICE, &move->practice, error);
}

static gboolean
set_practice_job (CosellStore *store, gpointer data, GError **error)
{
  Move *move = data;
  g_autofree char *url = NULL;
  gboolean practice = FALSE;

  if (!cosell_store_get_meta (store, COSELL_META_ACCOUNT_URL, &url, error) ||
      !cosell_store_has_meta (store, PRACTICE, &practice, error))
    return FALSE;
  if (url != NULL && !practice && !g_str_equal (url, move->url))
    {
      g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                   _ ("This profile holds the account %s, so it cannot hold sample deals as well. "
                      "Choose another profile with --profile."),
                   url);
      return FALSE;
    }
  if (url == NULL && !cosell_store_set_account (store, move->url, error))
    return FALSE;
  if (url != NULL && !cosell_store_move_crms (store, url, move->url, error))
    return FALSE;
  move->practice = TRUE;
  return cosell_store_set_meta (store, COSELL_META_ACCOUNT_URL, move->url, error) &&
         cosell_store_set_meta (store, PRACTICE, "true", error);
}

/* The session follows before the caller's callback runs, not a moment later. */
static void
follow_move (CosellSession *session, gpointer data)
{
  CosellAccount *self = session->account;
  const Move *move = data;

  cosell_deal_cache_clear (session->deals);
  if (g_strcmp0 (move->url, self->url) != 0)
    cosell_account_take_sign_in (self, NULL, NULL, NULL);
  cosell_account_use (self, move->url, move->practice);
}

/* A removed account takes its sign-in along, whoever has closed since. */
static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellAccount *self = g_task_get_source_object (task);
  const Move *move = cosell_session_run_get_data (result);
  GError *error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    g_task_return_error (task, error);
  else if (move->left != NULL && self->tokens != NULL)
    cosell_account_wipe (self, move->left, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/* url: (nullable) taken. Takes task. */
static void
move_to (CosellAccount *self, CosellStoreFunc func, char *url, GTask *task)
{
  Move *move = g_new0 (Move, 1);

  /* A round of the account before must not bring its deals into the next one. */
  if (g_strcmp0 (url, self->url) != 0)
    cosell_session_cancel_rounds (self->session);
  move->url = url;
  cosell_session_run_then_async (self->session, COSELL_STORE_WRITE, func, follow_move, move,
                                 move_free, g_task_get_cancellable (task), moved_cb, task);
}

/* Takes checked. */
static void
move_to_checked (CosellAccount *self, CosellStoreFunc func, const char *url, GTask *checked)
{
  g_autoptr (GTask) task = checked;
  g_autofree char *normalized = NULL;
  gboolean loopback = FALSE;
  GError *error = NULL;

  if (cosell_http_remote_check_origin (url, &normalized, &loopback, &error))
    move_to (self, func, g_steal_pointer (&normalized), g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
cosell_account_set_url_async (CosellAccount *self,
                              const char *url,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (COSELL_IS_ACCOUNT (self) && url != NULL);

  move_to_checked (self, set_url_job, url,
                   cosell_account_task_new (self, cosell_account_set_url_async, c, callback,
                                            user_data));
}

void
cosell_account_set_practice_async (CosellAccount *self,
                                   const char *url,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (COSELL_IS_ACCOUNT (self) && url != NULL);

  move_to_checked (self, set_practice_job, url,
                   cosell_account_task_new (self, cosell_account_set_practice_async, c, callback,
                                            user_data));
}

void
cosell_account_remove_async (CosellAccount *self,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (COSELL_IS_ACCOUNT (self));

  move_to (self, set_url_job, NULL,
           cosell_account_task_new (self, cosell_account_remove_async, c, callback, user_data));
}

/* --- life --- */

static void
cosell_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_URL)
    g_value_set_string (value, COSELL_ACCOUNT (object)->url);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
cosell_account_finalize (GObject *object)
{
  CosellAccount *self = COSELL_ACCOUNT (object);

  drop_remote (self);
  g_clear_object (&self->given_remote);
  g_clear_object (&self->tokens);
  g_clear_object (&self->clock);
  cosell_secret_free (self->given_token);
  cosell_secret_free (self->practice_pin);
  g_free (self->profile);
  g_free (self->url);
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->signed_in);
  G_OBJECT_CLASS (cosell_account_parent_class)->finalize (object);
}

static void
cosell_account_class_init (CosellAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cosell_account_get_property;
  object_class->finalize = cosell_account_finalize;

  properties[PROP_URL] =
      g_param_spec_string ("url", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("sign-in-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
}

static void
cosell_account_init (CosellAccount *self)
{
}

CosellAccount *
cosell_account_new (CosellSession *session,
                    const char *profile,
                    CosellClock *clock,
                    const char *token,
                    CosellRemote *remote)
{
  CosellAccount *self = g_object_new (COSELL_TYPE_ACCOUNT, NULL);

  self->session = session;
  self->profile = g_strdup (profile);
  self->clock = g_object_ref (clock);
  if (token != NULL && *token != '\0')
    self->given_token = g_strdup (token);
  g_set_object (&self->given_remote, remote);
  return self;
}

void
cosell_account_close (CosellAccount *self)
{
  drop_remote (self);
}
