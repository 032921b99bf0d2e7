/* Signing in to the account: who signs in, what is kept of it, and what goes with the account. */
#include "app/cosell-account-private.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-secret-store.h"
#include "app/cosell-session-private.h"
#include "base/cosell-guid.h"
#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "http/cosell-sign-in.h"

/* One sign-in under way. */
typedef struct
{
  CosellSession *session;    /* (owned) */
  CosellAuth *auth;          /* (owned) */
  GCancellable *cancellable; /* (owned): the caller's, or the session is closed */
  GCancellable *callers;     /* (owned) (nullable) */
  GCancellable *closing;     /* (owned) */
  gulong callers_handler, closing_handler;
  CosellAccountPromptFunc prompt;
  gpointer prompt_data;
  gboolean kept;
  char *not_kept; /* (owned) (nullable): why not, in words */
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *self = data;

  /* g_cancellable_disconnect waits for a cancelling that may well be what ends the sign-in */
  if (self->callers != NULL)
    g_clear_signal_handler (&self->callers_handler, self->callers);
  g_clear_signal_handler (&self->closing_handler, self->closing);
  g_clear_object (&self->callers);
  g_clear_object (&self->closing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->auth);
  g_clear_object (&self->session);
  g_free (self->not_kept);
  g_free (self);
}

static void
cancelled_cb (GCancellable *source, GCancellable *sign_in)
{
  g_cancellable_cancel (sign_in);
}

static gulong
follow (GCancellable *source, GCancellable *sign_in)
{
  if (source == NULL)
    return 0;
  return g_cancellable_connect (source, G_CALLBACK (cancelled_cb), g_object_ref (sign_in),
                                g_object_unref);
}

static SignIn *
sign_in_new (CosellAccount *account, GCancellable *callers)
{
  SignIn *self = g_new0 (SignIn, 1);

  self->session = g_object_ref (account->session);
  self->auth = g_object_ref (account->auth);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->callers, callers);
  self->closing = g_object_ref (account->session->closing);
  self->callers_handler = follow (self->callers, self->cancellable);
  self->closing_handler = follow (self->closing, self->cancellable);
  return self;
}

/* --- the account's part --- */

static void
note_sign_in (CosellAccount *self)
{
  g_signal_emit_by_name (self, "sign-in-changed");
}

static void
auth_changed_cb (CosellAuth *auth, CosellAccount *self)
{
  cosell_session_update_state (self->session);
  note_sign_in (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cosell_auth_finish (COSELL_AUTH (source), result, &error))
    g_debug ("The keyring was not asked: %s", error->message);
}

void
cosell_account_drop_auth (CosellAccount *self)
{
  if (self->auth != NULL)
    g_signal_handlers_disconnect_by_data (self->auth, self);
  g_clear_object (&self->auth);
  g_clear_error (&self->setup_error);
}

void
cosell_account_make_auth (CosellAccount *self)
{
  g_autoptr (CosellOauthConfig) config = NULL;

  cosell_account_drop_auth (self);
  if (self->remote == NULL)
    return;
  config = cosell_oauth_config_new (self->url, self->tenant, self->client_id, &self->setup_error);
  if (config == NULL)
    return;
  if (self->tokens == NULL)
    self->tokens = COSELL_TOKEN_STORE (cosell_secret_store_new ());
  self->auth = cosell_auth_new (self->tokens, config, self->url, self->profile, self->clock);
  g_signal_connect (self->auth, "changed", G_CALLBACK (auth_changed_cb), self);
}

void
cosell_account_take_sign_in (CosellAccount *self,
                             const char *tenant,
                             const char *client_id,
                             const char *signed_in)
{
  gboolean setup =
      g_strcmp0 (tenant, self->tenant) != 0 || g_strcmp0 (client_id, self->client_id) != 0;
  gboolean signed_anew = g_strcmp0 (signed_in, self->signed_in) != 0;

  if (!setup && !signed_anew)
    return;
  if (setup)
    {
      cosell_set_str (&self->tenant, tenant);
      cosell_set_str (&self->client_id, client_id);
      cosell_account_make_auth (self);
    }
  if (signed_anew)
    {
      cosell_set_str (&self->signed_in, signed_in);
      /* another process signed in or out; what was refused may go now */
      if (self->auth != NULL && cosell_auth_get_state (self->auth) != COSELL_AUTH_UNKNOWN)
        cosell_auth_look_again_async (self->auth, looked_cb, NULL);
      if (signed_in != NULL)
        cosell_session_forget_sign_in_error (self->session);
    }
  cosell_session_update_state (self->session);
  note_sign_in (self);
}

gboolean
cosell_account_may_ask_auth (CosellAccount *self)
{
  /* the keyring is only asked where somebody signed in */
  return self->auth != NULL &&
         (cosell_auth_get_state (self->auth) == COSELL_AUTH_SIGNED_IN || self->signed_in != NULL);
}

gboolean
cosell_account_is_signed_in (CosellAccount *self)
{
  return cosell_account_may_ask_auth (self) &&
         cosell_auth_get_state (self->auth) != COSELL_AUTH_SIGNED_OUT;
}

GError *
cosell_account_sign_in_error (CosellAccount *self)
{
  g_autofree char *words = NULL;

  if (self->setup_error != NULL && !self->loopback)
    words = g_strdup_printf (_ ("You are not signed in. %s"), self->setup_error->message);
  return cosell_http_error_new (COSELL_HTTP_ERROR_SIGN_IN, 0, FALSE,
                                words != NULL
                                    ? words
                                    : _ ("You are not signed in. Your changes are kept and wait "
                                         "until you are."));
}

void
cosell_account_set_token_store (CosellAccount *self, CosellTokenStore *store)
{
  g_set_object (&self->tokens, store);
  if (self->url != NULL)
    cosell_account_make_auth (self);
}

CosellSignInState
cosell_account_get_sign_in (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), COSELL_SIGN_IN_OUT);

  if (self->url == NULL)
    return COSELL_SIGN_IN_OUT;
  if (cosell_account_is_practice (self))
    return COSELL_SIGN_IN_PRACTICE;
  if (self->given_token != NULL)
    return COSELL_SIGN_IN_TOKEN;
  if (!cosell_account_is_signed_in (self))
    return COSELL_SIGN_IN_OUT;
  return cosell_auth_is_for_session (self->auth) ? COSELL_SIGN_IN_FOR_SESSION : COSELL_SIGN_IN_IN;
}

void
cosell_account_set_practice_pin (CosellAccount *self, const char *pin)
{
  g_return_if_fail (COSELL_IS_ACCOUNT (self));

  if (g_strcmp0 (self->practice_pin, pin) == 0)
    return;
  cosell_secret_free (self->practice_pin);
  self->practice_pin = g_strdup (pin);
  note_sign_in (self);
}

const char *
cosell_account_get_practice_pin (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), NULL);

  return self->practice_pin;
}

const char *
cosell_account_get_tenant (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), "");

  return self->tenant != NULL ? self->tenant : "";
}

const char *
cosell_account_get_client_id (CosellAccount *self)
{
  g_return_val_if_fail (COSELL_IS_ACCOUNT (self), "");

  return self->client_id != NULL ? self->client_id : "";
}

/* --- tenant and client ID --- */

typedef struct
{
  char *tenant, *client_id; /* (owned) (nullable) */
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  g_free (setup->tenant);
  g_free (setup->client_id);
  g_free (setup);
}

static gboolean
set_setup_job (CosellStore *store, gpointer data, GError **error)
{
  const Setup *setup = data;

  return cosell_store_set_meta (store, COSELL_META_TENANT, setup->tenant, error) &&
         cosell_store_set_meta (store, COSELL_META_CLIENT_ID, setup->client_id, error);
}

static void
follow_setup (CosellSession *session, gpointer data)
{
  CosellAccount *self = session->account;
  const Setup *setup = data;

  cosell_account_take_sign_in (self, setup->tenant, setup->client_id, self->signed_in);
}

/* NULL for what is usual. */
static char *
tidy (const char *text)
{
  g_autofree char *copy = text != NULL ? cosell_guid_tidy (text) : NULL;

  return copy != NULL && *copy != '\0' ? g_steal_pointer (&copy) : NULL;
}

void
cosell_account_set_setup_async (CosellAccount *self,
                                const char *tenant,
                                const char *client_id,
                                GCancellable *c,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Setup *setup;
  g_autofree char *wanted_tenant = tidy (tenant);
  g_autofree char *wanted_client = tidy (client_id);

  g_return_if_fail (COSELL_IS_ACCOUNT (self));

  task = cosell_account_task_new (self, cosell_account_set_setup_async, c, callback, user_data);
  if ((wanted_tenant != NULL && !cosell_oauth_is_name (wanted_tenant)) ||
      (wanted_client != NULL && !cosell_oauth_is_name (wanted_client)))
    {
      g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP, "%s",
                               _ ("Tenant and client ID may hold letters, digits, dots and hyphens "
                                  "only."));
      return;
    }
  setup = g_new0 (Setup, 1);
  setup->tenant = g_steal_pointer (&wanted_tenant);
  setup->client_id = g_steal_pointer (&wanted_client);
  cosell_account_run (self, set_setup_job, follow_setup, setup, setup_free, c,
                      g_steal_pointer (&task));
}

/* --- in --- */

/* F2: who signs in may be somebody else, so what was refused is forgotten. data: (nullable) the
 * mark */
static gboolean
signed_in_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_set_meta (store, COSELL_META_SIGNED_IN, data, error) &&
         cosell_store_forget_denied_permissions (store, error);
}

static void
follow_sign_in (CosellSession *session, gpointer data)
{
  CosellAccount *self = session->account;

  cosell_account_take_sign_in (self, self->tenant, self->client_id, data);
  cosell_session_forget_sign_in_error (session);
  cosell_session_update_state (session);
}

/* Tells other processes of this profile. signed_in: FALSE when nobody is. Takes task, which goes on
 * when it is cancelled now. */
static void
note_in_profile (CosellAccount *self, gboolean signed_in, GTask *task)
{
  /* another one each time, and it tells nothing */
  char *mark = signed_in ? g_uuid_string_random () : NULL;

  cosell_account_run (self, signed_in_job, follow_sign_in, mark, g_free, NULL, task);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CosellAccount *self = g_task_get_source_object (task);
  SignIn *sign_in = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  sign_in->kept = cosell_auth_finish (COSELL_AUTH (source), result, &error);
  if (error != NULL)
    sign_in->not_kept = g_strdup (error->message);
  note_in_profile (self, sign_in->kept, task);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;
  CosellOauthTokens *tokens = cosell_sign_in_finish (result, &error);

  if (tokens != NULL)
    cosell_auth_take_async (sign_in->auth, tokens, taken_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
show_cb (const CosellSignInPrompt *prompt, gpointer user_data)
{
  GTask *task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);

  if (!g_cancellable_is_cancelled (sign_in->cancellable))
    sign_in->prompt (g_task_get_source_object (task), prompt->url, prompt->user_code,
                     sign_in->prompt_data);
}

/* Returns: (transfer full) why nobody can sign in now, NULL when somebody can */
static GError *
find_obstacle (CosellAccount *self)
{
  GError *error = NULL;

  if (!cosell_session_check_open (self->session, &error))
    return error;
  if (self->url == NULL)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                                _ ("There is no account to sign in to. Add one first."));
  if (self->given_token != NULL && !cosell_account_is_practice (self))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS,
                                _ ("The token in the environment variable COSELL_TOKEN is used, so "
                                   "there is nothing to sign in to. Nothing is stored."));
  if (self->auth == NULL && self->setup_error != NULL)
    return g_error_copy (self->setup_error);
  if (self->auth == NULL)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                _ ("This account cannot be signed in to."));
  return NULL;
}

void
cosell_account_sign_in_async (CosellAccount *self,
                              gboolean device,
                              CosellAccountPromptFunc prompt,
                              gpointer prompt_data,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SignIn *sign_in;
  GError *obstacle;
  gboolean refused;

  g_return_if_fail (COSELL_IS_ACCOUNT (self) && prompt != NULL);

  task = cosell_account_task_new (self, cosell_account_sign_in_async, c, callback, user_data);
  obstacle = find_obstacle (self);
  if (obstacle != NULL)
    {
      g_task_return_error (task, obstacle);
      return;
    }
  sign_in = sign_in_new (self, c);
  sign_in->prompt = prompt;
  sign_in->prompt_data = prompt_data;
  g_task_set_task_data (task, sign_in, sign_in_free);
  /* Who was refused needs more than the browser remembers: a second factor, say. */
  refused =
      g_error_matches (self->session->sync_error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN) &&
      cosell_auth_get_state (self->auth) == COSELL_AUTH_SIGNED_IN;
  cosell_sign_in_async (cosell_auth_get_config (self->auth),
                        device ? COSELL_SIGN_IN_DEVICE : COSELL_SIGN_IN_BROWSER,
                        refused ? "login" : "select_account", self->clock, show_cb, task,
                        sign_in->cancellable, signed_in_cb, g_object_ref (task));
}

gboolean
cosell_account_sign_in_finish (CosellAccount *self,
                               GAsyncResult *result,
                               char **not_kept,
                               GError **error)
{
  SignIn *sign_in;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sign_in = g_task_get_task_data (G_TASK (result));
  if (not_kept != NULL)
    *not_kept = sign_in != NULL ? g_strdup (sign_in->not_kept) : NULL;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- out --- */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellAccount *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (cosell_auth_finish (COSELL_AUTH (source), result, &error))
    note_in_profile (self, FALSE, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
cosell_account_sign_out_async (CosellAccount *self,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (COSELL_IS_ACCOUNT (self));

  task = cosell_account_task_new (self, cosell_account_sign_out_async, c, callback, user_data);
  g_task_set_task_data (task, g_object_ref (self->session), g_object_unref);
  if (!cosell_session_check_open (self->session, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!cosell_account_may_ask_auth (self))
    {
      /* nothing is kept, so the keyring need not be asked */
      g_task_return_boolean (task, TRUE);
      return;
    }
  cosell_session_cancel_rounds (self->session);
  cosell_auth_sign_out_async (self->auth, forgotten_cb, g_steal_pointer (&task));
}

static void
wiped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_KEYRING,
                             _ ("The account was removed, but its sign-in could not be: %s"),
                             error->message);
}

void
cosell_account_wipe (CosellAccount *self, const char *origin, GTask *task)
{
  g_autoptr (CosellTokenKey) key = cosell_token_key_new (origin, self->profile, "", "");

  cosell_token_store_clear_async (self->tokens, key, wiped_cb, task);
}
