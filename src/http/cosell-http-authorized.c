/* cosell-http-authorized.c: a request with a token that is renewed when it has to be */
#include "http/cosell-http-authorized.h"

#include "base/cosell-secret.h"

#define BODY "cosell-body"

typedef struct
{
  CosellAuth *auth;     /* (owned) */
  SoupSession *session; /* (owned) */
  SoupMessage *message; /* (owned) */
  const CosellHttpReader *reader;
  char *query; /* (owned) (nullable) */
  guint seconds;
  CosellServiceClock *clock; /* (owned) (nullable) */
  char *token;               /* (owned) (nullable): of the request under way */
  gboolean again;
} Authorized;

static void
authorized_free (gpointer data)
{
  Authorized *self = data;

  g_object_unref (self->auth);
  g_object_unref (self->session);
  g_object_unref (self->message);
  g_clear_object (&self->clock);
  g_free (self->query);
  cosell_secret_free (self->token);
  g_free (self);
}

void
cosell_http_authorize (SoupMessage *message, const char *token)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
}

void
cosell_http_set_body (SoupMessage *message, GBytes *body)
{
  g_object_set_data_full (G_OBJECT (message), BODY, g_bytes_ref (body),
                          (GDestroyNotify) g_bytes_unref);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
}

static void
ask_for_token (GTask *task, const char *refused);

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Authorized *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL && !self->again &&
      g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_SIGN_IN))
    {
      self->again = TRUE;
      ask_for_token (g_steal_pointer (&task), self->token);
      return;
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, value, self->reader->free_value);
}

/* The same message: its body is read from the start, and it is a call of its own. */
static void
prepare_again (SoupMessage *message)
{
  g_autofree char *id = g_uuid_string_random ();
  GBytes *body = g_object_get_data (G_OBJECT (message), BODY);

  soup_message_headers_replace (soup_message_get_request_headers (message), "client-request-id",
                                id);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
}

static void
token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Authorized *self = g_task_get_task_data (task);
  GError *error = NULL;
  char *token = cosell_auth_get_token_finish (COSELL_AUTH (source), result, &error);

  if (token == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  cosell_secret_free (self->token);
  self->token = token;
  cosell_http_authorize (self->message, token);
  if (self->again)
    prepare_again (self->message);
  cosell_http_call_start (g_task_new (NULL, g_task_get_cancellable (task), called_cb, task),
                          self->session, self->message, self->reader, self->query, self->seconds,
                          self->clock);
}

static void
ask_for_token (GTask *task, const char *refused)
{
  Authorized *self = g_task_get_task_data (task);

  cosell_auth_get_token_async (self->auth, refused, g_task_get_cancellable (task), token_cb, task);
}

void
cosell_http_call_authorized (GTask *task,
                             CosellAuth *auth,
                             SoupSession *session,
                             SoupMessage *message,
                             const CosellHttpReader *reader,
                             const char *query,
                             guint seconds,
                             CosellServiceClock *clock)
{
  Authorized *self = g_new0 (Authorized, 1);

  self->auth = g_object_ref (auth);
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  self->reader = reader;
  self->query = g_strdup (query);
  self->seconds = seconds;
  g_set_object (&self->clock, clock);
  g_task_set_task_data (task, self, authorized_free);
  /* A change that was carried out must not look cancelled because somebody cancelled just now. */
  g_task_set_check_cancellable (task, FALSE);
  ask_for_token (task, NULL);
}
