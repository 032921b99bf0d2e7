/* cosell-session-crm.c: the session's CRMs, and the sign-in of each */
#include "app/cosell-session-crm-private.h"

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-crm-open.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "base/cosell-str.h"
#include "http/cosell-origin.h"
#include "http/cosell-sign-in.h"
#include "store/cosell-store-crm-state.h"
#include "store/cosell-store-crm.h"

/* --- which there are --- */

static gpointer
read_crms (CosellStore *store, gconstpointer asked, GError **error)
{
  return cosell_store_list_crms (store, error);
}

void
cosell_session_crms_async (CosellSession *self,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  cosell_session_read (self, read_crms, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, c, callback,
                       user_data);
}

static gboolean
add_job (CosellStore *store, gpointer data, GError **error)
{
  return cosell_store_put_crm (store, data, error);
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
cosell_session_add_crm_async (CosellSession *self,
                              const CosellCrmAccount *crm,
                              GCancellable *c,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  CosellCrmAccount *copy;
  GError *error = NULL;
  char *url = NULL;

  g_return_if_fail (COSELL_IS_SESSION (self) && crm != NULL);

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_add_crm_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!cosell_crm_account_check (crm, &error) ||
      !cosell_origin_check (crm->url, &url, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  copy = cosell_crm_account_copy (crm);
  cosell_take_str (&copy->url, url);
  cosell_session_run_async (self, COSELL_STORE_WRITE, add_job, copy,
                            (GDestroyNotify) cosell_crm_account_free, c, ran_cb,
                            g_steal_pointer (&task));
}

/* --- one of them --- */

void
cosell_crm_found_free (CosellCrmFound *found)
{
  if (found == NULL)
    return;
  cosell_crm_account_free (found->account);
  cosell_crm_settings_free (found->settings);
  g_free (found);
}

static gpointer
read_crm (CosellStore *store, gconstpointer name, GError **error)
{
  g_autofree char *meant = cosell_session_crm_job_find (store, name, error);
  g_autoptr (GPtrArray) all = meant != NULL ? cosell_store_list_crms (store, error) : NULL;
  g_autoptr (CosellCrmState) state =
      all != NULL ? cosell_store_load_crm_state (store, meant, error) : NULL;
  CosellCrmFound *found;
  CosellCrmAccount *account = state != NULL ? cosell_store_load_crm (store, meant, error) : NULL;

  if (account == NULL)
    return NULL;
  found = g_new0 (CosellCrmFound, 1);
  found->account = account;
  found->settings = g_steal_pointer (&state->settings);
  found->is_only = all->len == 1;
  return found;
}

void
cosell_session_find_crm (CosellSession *self,
                         const char *name,
                         GCancellable *c,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  cosell_session_read (self, read_crm, g_strdup (name), g_free,
                       (GDestroyNotify) cosell_crm_found_free, c, callback, user_data);
}

void
cosell_session_end_crm (GTask *task, GError *error)
{
  GError *closed = NULL;

  if (!cosell_session_check_open (g_task_get_source_object (task), &closed))
    {
      g_error_free (error);
      error = closed;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* --- signing in --- */

typedef struct
{
  char *name; /* (owned) */
  gboolean device;
  CosellCrmPromptFunc prompt;
  gpointer prompt_data;
  CosellAuth *auth; /* (owned) (nullable) */
  char *mark;       /* (owned) (nullable) */
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *self = data;

  g_free (self->name);
  g_clear_object (&self->auth);
  g_free (self->mark);
  g_free (self);
}

static gboolean
note_job (CosellStore *store, gpointer data, GError **error)
{
  const SignIn *sign_in = data;

  return cosell_store_set_crm_sign_in (store, sign_in->name, sign_in->mark, error);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;

  /* one that no keyring keeps is of no use to whoever asks next */
  if (!cosell_auth_finish (COSELL_AUTH (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* another one each time, and it tells nothing */
  sign_in->mark = g_uuid_string_random ();
  cosell_session_run_async (g_task_get_source_object (task), COSELL_STORE_WRITE, note_job, sign_in,
                            NULL, NULL, ran_cb, g_object_ref (task));
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
    cosell_session_end_crm (g_steal_pointer (&task), error);
}

static void
show_cb (const CosellSignInPrompt *prompt, gpointer user_data)
{
  SignIn *sign_in = g_task_get_task_data (user_data);

  if (cosell_session_is_closed (g_task_get_source_object (user_data)))
    return;
  sign_in->prompt (prompt->url, prompt->user_code, sign_in->prompt_data);
}

static void
sign_in_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = COSELL_SESSION (source);
  SignIn *sign_in = g_task_get_task_data (task);
  GError *error = NULL;
  CosellCrmFound *found = cosell_session_read_finish (self, result, &error);

  if (found != NULL)
    sign_in->auth = cosell_session_new_crm_auth (self, found->account, &error);
  cosell_crm_found_free (found);
  if (sign_in->auth == NULL)
    g_task_return_error (task, error);
  else
    cosell_sign_in_async (cosell_auth_get_config (sign_in->auth),
                          sign_in->device ? COSELL_SIGN_IN_DEVICE : COSELL_SIGN_IN_BROWSER,
                          "select_account", self->clock, show_cb, task,
                          g_task_get_cancellable (task), signed_in_cb, g_object_ref (task));
}

void
cosell_session_sign_in_crm_async (CosellSession *self,
                                  const char *name,
                                  gboolean device,
                                  CosellCrmPromptFunc prompt,
                                  gpointer prompt_data,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;
  SignIn *sign_in;

  g_return_if_fail (COSELL_IS_SESSION (self) && name != NULL && prompt != NULL);

  task = g_task_new (self, c != NULL ? c : self->closing, callback, user_data);
  sign_in = g_new0 (SignIn, 1);
  sign_in->name = g_strdup (name);
  sign_in->device = device;
  sign_in->prompt = prompt;
  sign_in->prompt_data = prompt_data;
  g_task_set_source_tag (task, cosell_session_sign_in_crm_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, sign_in, sign_in_free);
  cosell_session_find_crm (self, name, c, sign_in_found_cb, task);
}

/* --- removing --- */

static gboolean
remove_job (CosellStore *store, gpointer data, GError **error)
{
  const CosellCrmFound *found = data;

  return cosell_store_remove_crm (store, found->account->name, error);
}

static void
wiped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  cosell_session_run_async (g_task_get_source_object (task), COSELL_STORE_WRITE, remove_job,
                            g_task_get_task_data (task), NULL, NULL, ran_cb, g_object_ref (task));
}

/* The sign-in goes first: one that nobody knows of any more would stay for ever. */
static void
remove_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = COSELL_SESSION (source);
  GError *error = NULL;
  CosellCrmFound *found = cosell_session_read_finish (self, result, &error);
  g_autoptr (CosellTokenKey) key = NULL;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, found, (GDestroyNotify) cosell_crm_found_free);
  cosell_session_drop_crm (self, found->account->name);
  if (found->account->signed_in == NULL)
    {
      cosell_session_run_async (self, COSELL_STORE_WRITE, remove_job, found, NULL, NULL, ran_cb,
                                g_object_ref (task));
      return;
    }
  key = cosell_session_new_crm_key (self, found->account);
  cosell_token_store_clear_async (cosell_session_get_crm_tokens (self), key, wiped_cb,
                                  g_object_ref (task));
}

void
cosell_session_remove_crm_async (CosellSession *self,
                                 const char *name,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_SESSION (self) && name != NULL);

  task = g_task_new (self, c, callback, user_data);
  g_task_set_source_tag (task, cosell_session_remove_crm_async);
  g_task_set_check_cancellable (task, FALSE);
  cosell_session_find_crm (self, name, c, remove_found_cb, task);
}
