/* cosell-tryton-sign-in.c: who is signed in to Tryton, and how the database answers
 *
 * One sign-in is under way at a time; whoever needs one meanwhile waits for its end. It is not
 * cancelled with the call that began it, and the time that its requests may take ends it.
 */
#include "crm/cosell-tryton-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-secret.h"

/* One under way. */
typedef struct
{
  CosellTryton *tryton;         /* (owned) */
  CosellTrytonSession *session; /* (owned) (nullable): what is known so far */
} SignIn;

/* The end, for all who wait; takes both. error: (nullable) */
static void
end (SignIn *self, GError *error)
{
  CosellTryton *tryton = self->tryton;
  g_autoptr (GError) owned = error;
  GTask *task;

  tryton->signing_in = FALSE;
  if (owned == NULL)
    tryton->session = g_steal_pointer (&self->session);
  while ((task = g_queue_pop_head (&tryton->waiting)) != NULL)
    {
      if (owned != NULL)
        g_task_return_error (task, g_error_copy (owned));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  g_clear_pointer (&self->session, cosell_tryton_session_free);
  g_free (self);
  g_object_unref (tryton);
}

static void
end_with (SignIn *self, CosellHttpError code, const char *words)
{
  end (self, cosell_http_error_new (code, 0, FALSE, words));
}

static void
end_unreadable (SignIn *self)
{
  end_with (self, COSELL_HTTP_ERROR_PROTOCOL,
            _ ("The answer of Tryton is not what was asked for."));
}

static void
states_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  GError *error = NULL;
  g_autoptr (CosellJson) json = g_task_propagate_pointer (G_TASK (result), &error);

  if (json == NULL && g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SERVER))
    {
      g_error_free (error);
      end_with (self, COSELL_HTTP_ERROR_FORBIDDEN,
                _ ("This database has no opportunities: the module “sale_opportunity” is not "
                   "activated in Tryton."));
    }
  else if (json == NULL)
    end (self, error);
  else if (!cosell_tryton_read_states (self->session,
                                       cosell_json_member (cosell_json_root (json), "result")))
    end_unreadable (self);
  else
    end (self, NULL);
}

static void
preferences_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  GError *error = NULL;
  g_autoptr (CosellJson) json = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *params = NULL;

  if (json == NULL)
    {
      end (self, error);
      return;
    }
  if (!cosell_tryton_read_preferences (self->session,
                                       cosell_json_member (cosell_json_root (json), "result")))
    {
      end_unreadable (self);
      return;
    }
  /* Without one Tryton shows no opportunity, and takes none. */
  if (self->session->company == NULL)
    {
      end_with (self, COSELL_HTTP_ERROR_FORBIDDEN,
                _ ("No company is chosen in your preferences of Tryton. Choose it there, then try "
                   "again."));
      return;
    }
  params = g_strdup_printf ("[\"state\",\"contact\"],{%s}", self->session->context);
  cosell_tryton_post (self->tryton, g_task_new (NULL, NULL, states_cb, self),
                      self->session->authorization, COSELL_TRYTON_OPPORTUNITY "fields_get", params);
}

static void
logged_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  GError *error = NULL;
  g_autoptr (CosellJson) json = g_task_propagate_pointer (G_TASK (result), &error);

  if (json == NULL)
    {
      end (self, error);
      return;
    }
  self->session = g_new0 (CosellTrytonSession, 1);
  self->session->columns = &self->tryton->columns;
  self->session->authorization =
      cosell_tryton_read_login (cosell_json_member (cosell_json_root (json), "result"),
                                self->tryton->user, &self->session->user_id);
  if (self->session->authorization == NULL)
    end_unreadable (self);
  else
    cosell_tryton_post (self->tryton, g_task_new (NULL, NULL, preferences_cb, self),
                        self->session->authorization, "model.res.user.get_preferences", "false,{}");
}

static void
log_in (SignIn *self, const char *password)
{
  char *params = cosell_tryton_write_login (self->tryton->user, password);

  cosell_tryton_post (self->tryton, g_task_new (NULL, NULL, logged_in_cb, self), NULL,
                      "common.db.login", params);
  cosell_secret_free (params);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SignIn *self = user_data;
  GError *error = NULL;
  g_autoptr (CosellOauthTokens) tokens =
      cosell_token_store_load_finish (COSELL_TOKEN_STORE (source), result, &error);

  if (tokens != NULL)
    log_in (self, tokens->access);
  else if (error != NULL)
    end (self, error);
  else
    end_with (self, COSELL_HTTP_ERROR_SIGN_IN, _ ("The password of Tryton is not known."));
}

static void
begin (CosellTryton *tryton)
{
  SignIn *self = g_new0 (SignIn, 1);

  self->tryton = g_object_ref (tryton);
  tryton->signing_in = TRUE;
  g_clear_pointer (&tryton->session, cosell_tryton_session_free);
  if (tryton->database == NULL || (tryton->password == NULL && tryton->store == NULL))
    end_with (self, COSELL_HTTP_ERROR_SIGN_IN, _ ("The password of Tryton is not known."));
  else if (tryton->password != NULL)
    log_in (self, tryton->password);
  else
    cosell_token_store_load_async (tryton->store, tryton->key, loaded_cb, self);
}

void
cosell_tryton_sign_in_async (CosellTryton *self,
                             const char *refused,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, cosell_tryton_sign_in_async);
  if (self->session != NULL && g_strcmp0 (self->session->authorization, refused) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  if (!self->signing_in)
    begin (self);
}

gboolean
cosell_tryton_sign_in_finish (CosellTryton *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
