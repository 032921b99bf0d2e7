/* cosell-sign-in.c: a person signs in, in a browser or with a code on another device */
#include "http/cosell-sign-in.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-secret.h"
#include "http/cosell-loopback.h"
#include "http/cosell-oauth-http.h"
#include "http/cosell-proof.h"

#define BROWSER_SECONDS (10 * 60)
/* RFC 8628, section 3.5 */
#define SLOWER_SECONDS 5
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

typedef struct
{
  CosellOauthConfig *config; /* (owned) */
  CosellSignInWay way;
  CosellClock *clock; /* (owned) */
  char *prompt;       /* (owned) (nullable) */
  CosellSignInShow show;
  gpointer show_data;

  CosellLoopback *loopback; /* (owned) (nullable) */
  char *verifier;           /* (owned) (nullable) */

  CosellOauthDeviceCode *device; /* (owned) (nullable) */
  guint interval;                /* seconds between two questions */
  gint64 asked_to_wait;          /* seconds, by the last answer; 0 = it did not say */
  gint64 waited;                 /* seconds */
  char *trouble; /* (owned) (nullable): what was wrong with the last answer, in words */
  GSource *wait; /* (owned) (nullable): ends at once when it is cancelled */
} SignIn;

static void
ask_device (GTask *task);

static void
sign_in_free (gpointer data)
{
  SignIn *self = data;

  g_clear_pointer (&self->config, cosell_oauth_config_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->loopback);
  g_clear_pointer (&self->device, cosell_oauth_device_code_free);
  cosell_secret_free (self->verifier);
  g_free (self->prompt);
  g_free (self->trouble);
  g_assert (self->wait == NULL);
  g_free (self);
}

/* The tokens of an answer. Takes the task. */
static void
take_tokens (GTask *task, GAsyncResult *result)
{
  g_autoptr (GTask) taken = task;
  SignIn *self = g_task_get_task_data (task);
  g_autoptr (CosellOauthReply) reply = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  GError *error = NULL;

  reply = cosell_oauth_post_finish (result, &error);
  if (reply != NULL)
    tokens = cosell_oauth_reply_read_tokens (reply, self->config, NULL,
                                             cosell_clock_now (self->clock), &error);
  if (tokens != NULL)
    g_task_return_pointer (task, g_steal_pointer (&tokens),
                           (GDestroyNotify) cosell_oauth_tokens_free);
  else
    g_task_return_error (task, error);
}

/* --- browser --- */

static void
code_exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  take_tokens (user_data, result);
}

static void
redirected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  SignIn *self = g_task_get_task_data (task);
  g_autofree char *url = cosell_oauth_endpoint (self->config, "token");
  g_autofree char *code = NULL;
  char *form;
  GError *error = NULL;

  code = cosell_loopback_wait_finish (COSELL_LOOPBACK (source), result, &error);
  if (code == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  form = cosell_oauth_form ("client_id", self->config->client_id, "grant_type",
                            "authorization_code", "code", code, "redirect_uri",
                            cosell_loopback_get_redirect_uri (self->loopback), "code_verifier",
                            self->verifier, cosell_oauth_scope_name (self->config),
                            self->config->scope, NULL);
  cosell_oauth_post_async (url, form, g_task_get_cancellable (task), code_exchanged_cb, task);
  cosell_secret_free (form);
}

static void
start_browser (GTask *task)
{
  SignIn *self = g_task_get_task_data (task);
  g_autofree char *state = cosell_secret_new ();
  g_autofree char *challenge = NULL;
  g_autofree char *url = NULL;
  CosellSignInPrompt prompt = { NULL, NULL };
  GError *error = NULL;

  self->verifier = cosell_secret_new ();
  challenge = cosell_secret_digest (self->verifier);
  self->loopback = cosell_loopback_new_at (state, self->config->ports, &error);
  if (self->loopback == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  url = cosell_oauth_authorize_url (self->config, cosell_loopback_get_redirect_uri (self->loopback),
                                    state, challenge, self->prompt);
  prompt.url = url;
  cosell_loopback_wait_async (self->loopback, BROWSER_SECONDS * self->config->second_ms,
                              g_task_get_cancellable (task), redirected_cb, task);
  self->show (&prompt, self->show_data);
}

/* --- device code --- */

static void
stop_waiting (GTask *task)
{
  SignIn *self = g_task_get_task_data (task);

  if (self->wait == NULL)
    return;
  g_source_destroy (self->wait);
  g_clear_pointer (&self->wait, g_source_unref);
}

static gboolean
wait_over_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  stop_waiting (task);
  if (!g_task_return_error_if_cancelled (task))
    ask_device (g_steal_pointer (&task));
  return G_SOURCE_REMOVE;
}

/* Takes the task. */
static void
code_over (GTask *task)
{
  g_autoptr (GTask) taken = task;
  SignIn *self = g_task_get_task_data (task);
  const char *words = _ ("The code has expired before it was entered. Sign in again to get a new "
                         "one.");

  if (self->trouble != NULL)
    g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_EXPIRED, "%s %s", words,
                             self->trouble);
  else
    g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_EXPIRED, "%s", words);
}

static void
wait_for_device (GTask *task)
{
  SignIn *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 seconds = MAX ((gint64) self->interval, self->asked_to_wait);

  self->waited += seconds;
  if (self->waited > (gint64) self->device->seconds)
    {
      code_over (task);
      return;
    }
  self->wait = g_timeout_source_new ((guint) seconds * self->config->second_ms);
  g_source_set_static_name (self->wait, "[cosell] device code");
  g_source_set_callback (self->wait, wait_over_cb, task, NULL);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) child = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (child);
      g_source_add_child_source (self->wait, child);
    }
  g_source_attach (self->wait, g_main_context_get_thread_default ());
}

/* Whether somebody who types the code can still be signed in after such an answer; if so, the pace
 * is set. RFC 8628, 3.5: when the connection fails, it is asked less often, too. */
static gboolean
may_ask_again (SignIn *self, const GError *error)
{
  gboolean slow = g_error_matches (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SLOW_DOWN) ||
                  g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE);
  gboolean trouble = g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_OFFLINE) ||
                     g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_BUSY) ||
                     g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER);

  if (!slow && !trouble && !g_error_matches (error, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_PENDING))
    return FALSE;
  if (slow)
    self->interval += SLOWER_SECONDS;
  self->asked_to_wait = cosell_http_error_get_retry_after (error);
  g_clear_pointer (&self->trouble, g_free);
  if (trouble)
    self->trouble = g_strdup (error->message);
  return TRUE;
}

static void
device_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *self = g_task_get_task_data (task);
  g_autoptr (CosellOauthReply) reply = NULL;
  g_autoptr (CosellOauthTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  reply = cosell_oauth_post_finish (result, &error);
  if (reply != NULL)
    tokens = cosell_oauth_reply_read_tokens (reply, self->config, NULL,
                                             cosell_clock_now (self->clock), &error);
  if (tokens == NULL && may_ask_again (self, error))
    {
      wait_for_device (g_steal_pointer (&task));
      return;
    }
  if (tokens != NULL)
    g_task_return_pointer (task, g_steal_pointer (&tokens),
                           (GDestroyNotify) cosell_oauth_tokens_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask_device (GTask *task)
{
  SignIn *self = g_task_get_task_data (task);
  g_autofree char *url = cosell_oauth_endpoint (self->config, "token");
  char *form = cosell_oauth_form ("client_id", self->config->client_id, "grant_type", DEVICE_GRANT,
                                  "device_code", self->device->device_code, NULL);

  cosell_oauth_post_async (url, form, g_task_get_cancellable (task), device_asked_cb, task);
  cosell_secret_free (form);
}

static void
device_code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *self = g_task_get_task_data (task);
  g_autoptr (CosellOauthReply) reply = NULL;
  CosellSignInPrompt prompt = { NULL, NULL };
  GError *error = NULL;

  reply = cosell_oauth_post_finish (result, &error);
  if (reply != NULL)
    self->device = cosell_oauth_reply_read_device_code (reply, &error);
  if (self->device == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->interval = self->device->interval;
  prompt.url = self->device->url;
  prompt.user_code = self->device->user_code;
  wait_for_device (g_steal_pointer (&task));
  self->show (&prompt, self->show_data);
}

static void
start_device (GTask *task)
{
  SignIn *self = g_task_get_task_data (task);
  g_autofree char *url = cosell_oauth_endpoint (self->config, "devicecode");
  g_autofree char *form =
      cosell_oauth_form ("client_id", self->config->client_id, "scope", self->config->scope, NULL);

  if (self->config->endpoints != NULL)
    {
      g_task_return_new_error (task, COSELL_OAUTH_ERROR, COSELL_OAUTH_ERROR_SETUP,
                               _ ("There is no sign-in with a code on another device here. Sign in "
                                  "with a browser of this computer."));
      g_object_unref (task);
      return;
    }
  cosell_oauth_post_async (url, form, g_task_get_cancellable (task), device_code_cb, task);
}

static void
start (GTask *task)
{
  SignIn *self = g_task_get_task_data (task);

  switch (self->way)
    {
    case COSELL_SIGN_IN_BROWSER:
      start_browser (task);
      break;
    case COSELL_SIGN_IN_DEVICE:
      start_device (task);
      break;
    }
}

static void
proved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SoupSession) proved = cosell_proof_ask_finish (result, &error);

  if (proved != NULL)
    start (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
cosell_sign_in_async (const CosellOauthConfig *config,
                      CosellSignInWay way,
                      const char *prompt,
                      CosellClock *clock,
                      CosellSignInShow show,
                      gpointer show_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GUri) uri = NULL;
  GTask *task;
  SignIn *self;

  g_return_if_fail (config != NULL && COSELL_IS_CLOCK (clock) && show != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cosell_sign_in_async);
  self = g_new0 (SignIn, 1);
  self->config = cosell_oauth_config_copy (config);
  self->way = way;
  self->clock = g_object_ref (clock);
  self->prompt = g_strdup (prompt);
  self->show = show;
  self->show_data = show_data;
  g_task_set_task_data (task, self, sign_in_free);
  /* a page that another program shows in its place must not be opened either */
  uri = g_uri_parse (config->authority, G_URI_FLAGS_NONE, NULL);
  if (uri != NULL && cosell_proof_is_wanted (uri))
    cosell_proof_ask_async (uri, cancellable, proved_cb, task);
  else
    start (task);
}

CosellOauthTokens *
cosell_sign_in_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
