/* cosell-session-crm-password.c: the password of a CRM that people sign in to without a browser */
#include "app/cosell-session-crm.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-open.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "base/cosell-secret.h"
#include "crm/cosell-tryton.h"
#include "model/cosell-rule-error.h"
#include "store/cosell-store-crm.h"

typedef struct
{
  char *name;     /* (owned) */
  char *password; /* (owned) */
  char *mark;     /* (owned) (nullable) */
} Password;

static void
password_free (gpointer data)
{
  Password *self = data;

  g_free (self->name);
  cosell_secret_free (self->password);
  g_free (self->mark);
  g_free (self);
}

static gboolean
note_job (CosellStore *store, gpointer data, GError **error)
{
  const Password *self = data;

  return cosell_store_set_crm_sign_in (store, self->name, self->mark, error);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Password *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_token_store_finish (COSELL_TOKEN_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* another one each time, and it tells nothing */
  self->mark = g_uuid_string_random ();
  cosell_session_run_async (g_task_get_source_object (task), COSELL_STORE_WRITE, note_job, self,
                            NULL, NULL, noted_cb, g_object_ref (task));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *session = COSELL_SESSION (source);
  Password *self = g_task_get_task_data (task);
  GError *error = NULL;
  CosellCrmFound *found = cosell_session_read_finish (session, result, &error);
  g_autoptr (CosellOauthTokens) tokens = NULL;
  g_autoptr (CosellTokenKey) key = NULL;

  if (found != NULL && !cosell_crm_account_has_password (found->account))
    g_set_error (&error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("People sign in to %s with a browser: it takes no password."), self->name);
  if (error != NULL)
    {
      cosell_crm_found_free (found);
      cosell_session_end_crm (g_steal_pointer (&task), error);
      return;
    }
  tokens = cosell_tryton_new_tokens (self->password);
  key = cosell_session_new_crm_key (session, found->account);
  cosell_crm_found_free (found);
  cosell_token_store_save_async (cosell_session_get_crm_tokens (session), key, tokens, saved_cb,
                                 g_steal_pointer (&task));
}

void
cosell_session_set_crm_password_async (CosellSession *self,
                                       const char *name,
                                       const char *password,
                                       GCancellable *c,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task;
  Password *data;

  g_return_if_fail (COSELL_IS_SESSION (self) && name != NULL);
  g_return_if_fail (password != NULL && *password != '\0');

  task = g_task_new (self, c != NULL ? c : self->closing, callback, user_data);
  data = g_new0 (Password, 1);
  data->name = g_strdup (name);
  data->password = g_strdup (password);
  g_task_set_source_tag (task, cosell_session_set_crm_password_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, password_free);
  cosell_session_find_crm (self, name, c, found_cb, task);
}
