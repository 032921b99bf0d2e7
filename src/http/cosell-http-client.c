/* cosell-http-client.c: requests to one origin, with a sign-in that goes nowhere else */
#include "http/cosell-http-client.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "http/cosell-http-authorized.h"
#include "http/cosell-http-session.h"
#include "http/cosell-http-status.h"
#include "http/cosell-origin.h"

#define DEFAULT_TIMEOUT 30
#define MAX_ID 128

struct _CosellHttpClient
{
  GObject parent_instance;

  char *origin; /* (owned) normalized */
  gboolean loopback;
  char *token;      /* (owned) (nullable) */
  CosellAuth *auth; /* (owned) (nullable): in place of token */
  guint timeout;
  SoupSession *session;      /* (owned) */
  char *last_ids;            /* (owned) (nullable): of the last answer, for support */
  CosellServiceClock *clock; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CosellHttpClient, cosell_http_client, G_TYPE_OBJECT)

gboolean
cosell_http_client_fits_header (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p < 0x20 || *p > 0x7e)
        return FALSE;
    }
  return TRUE;
}

/* Only such a request gets the token, in start. */
SoupMessage *
cosell_http_client_new_message (CosellHttpClient *self,
                                const char *method,
                                const char *path,
                                const char *query)
{
  g_autofree char *address =
      g_strconcat (self->origin, path, query != NULL ? "?" : NULL, query, NULL);
  g_autofree char *client_request_id = g_uuid_string_random ();
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  SoupMessage *message = NULL;
  SoupMessageHeaders *headers = NULL;

  if (uri == NULL || !cosell_origin_contains (self->origin, uri))
    return NULL;
  message = soup_message_new_from_uri (method, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers, "Accept", "application/json");
  soup_message_headers_append (headers, "client-request-id", client_request_id);
  return message;
}

static GError *
address_error (void)
{
  return cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                _ ("The service gave an address that cannot be asked for."));
}

void
cosell_http_client_send (CosellHttpClient *self,
                         GTask *task,
                         SoupMessage *message,
                         const CosellHttpReader *reader)
{
  g_autoptr (SoupMessage) owned = message;

  g_return_if_fail (COSELL_IS_HTTP_CLIENT (self));

  if (owned != NULL)
    {
      cosell_http_call_start (task, self->session, owned, reader, NULL, self->timeout, self->clock);
      return;
    }
  g_task_return_error (task, address_error ());
  g_object_unref (task);
}

void
cosell_http_client_start (CosellHttpClient *self,
                          GTask *task,
                          SoupMessage *message,
                          const CosellHttpReader *reader,
                          const char *query)
{
  g_autoptr (SoupMessage) owned = message;
  const char *why = NULL;

  g_return_if_fail (COSELL_IS_HTTP_CLIENT (self));

  if (self->auth != NULL && owned != NULL)
    {
      cosell_http_call_authorized (task, self->auth, self->session, owned, reader, query,
                                   self->timeout, self->clock);
      return;
    }
  if (self->token == NULL)
    why = _ ("You are not signed in.");
  else if (!cosell_http_client_fits_header (self->token))
    why = _ ("The stored sign-in is damaged. Sign in again.");
  if (why != NULL)
    g_task_return_error (task, cosell_http_error_new (COSELL_HTTP_ERROR_SIGN_IN, 0, FALSE, why));
  else if (owned == NULL)
    g_task_return_error (task, address_error ());
  else
    {
      cosell_http_authorize (owned, self->token);
      cosell_http_call_start (task, self->session, owned, reader, query, self->timeout,
                              self->clock);
      return;
    }
  g_object_unref (task);
}

static void
cosell_http_client_finalize (GObject *object)
{
  CosellHttpClient *self = COSELL_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_free (self->last_ids);
  g_free (self->origin);
  g_clear_object (&self->auth);
  cosell_secret_free (self->token);
  G_OBJECT_CLASS (cosell_http_client_parent_class)->finalize (object);
}

static void
cosell_http_client_class_init (CosellHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_http_client_finalize;
}

static void
cosell_http_client_init (CosellHttpClient *self)
{
  self->timeout = DEFAULT_TIMEOUT;
}

/* (transfer full) */
static char *
id_of (SoupMessageHeaders *headers, const char *name)
{
  char *id = cosell_http_tidy_header (soup_message_headers_get_one (headers, name), MAX_ID);

  return id != NULL ? id : g_strdup ("-");
}

static void
note_ids (CosellHttpClient *self, SoupMessage *message)
{
  g_autofree char *theirs = id_of (soup_message_get_response_headers (message), "request-id");
  g_autofree char *ours = id_of (soup_message_get_request_headers (message), "client-request-id");

  cosell_take_str (&self->last_ids,
                   g_strdup_printf ("HTTP %u, request-id %s, client-request-id %s",
                                    soup_message_get_status (message), theirs, ours));
}

static void
got_headers_cb (SoupMessage *message, CosellHttpClient *self)
{
  note_ids (self, message);
}

/* The answer is read before libsoup calls its request over. */
static void
request_begun_cb (SoupSession *session, SoupMessage *message, CosellHttpClient *self)
{
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), self, 0);
}

/* One that has no answer, too. */
static void
request_over_cb (SoupSession *session, SoupMessage *message, CosellHttpClient *self)
{
  note_ids (self, message);
}

CosellHttpClient *
cosell_http_client_new (const char *origin, GError **error)
{
  g_autofree char *normalized = NULL;
  gboolean loopback = FALSE;
  CosellHttpClient *self = NULL;

  if (!cosell_origin_check (origin, &normalized, &loopback, error))
    return NULL;
  self = g_object_new (COSELL_TYPE_HTTP_CLIENT, NULL);
  self->origin = g_steal_pointer (&normalized);
  self->loopback = loopback;
  self->session = cosell_http_session_new (loopback, DEFAULT_TIMEOUT);
  g_signal_connect_object (self->session, "request-queued", G_CALLBACK (request_begun_cb), self, 0);
  g_signal_connect_object (self->session, "request-unqueued", G_CALLBACK (request_over_cb), self,
                           0);
  return self;
}

const char *
cosell_http_client_get_origin (CosellHttpClient *self)
{
  g_return_val_if_fail (COSELL_IS_HTTP_CLIENT (self), NULL);

  return self->origin;
}

gboolean
cosell_http_client_is_loopback (CosellHttpClient *self)
{
  g_return_val_if_fail (COSELL_IS_HTTP_CLIENT (self), FALSE);

  return self->loopback;
}

void
cosell_http_client_set_token (CosellHttpClient *self, const char *token)
{
  g_autofree char *copy = NULL;

  g_return_if_fail (COSELL_IS_HTTP_CLIENT (self));

  if (token != NULL)
    copy = g_strstrip (g_strdup (token));
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  cosell_secret_free (self->token);
  self->token = g_steal_pointer (&copy);
}

void
cosell_http_client_set_auth (CosellHttpClient *self, CosellAuth *auth)
{
  g_return_if_fail (COSELL_IS_HTTP_CLIENT (self));
  g_return_if_fail (auth == NULL || COSELL_IS_AUTH (auth));

  g_set_object (&self->auth, auth);
}

void
cosell_http_client_set_timeout (CosellHttpClient *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_HTTP_CLIENT (self));
  g_return_if_fail (seconds > 0);

  self->timeout = seconds;
}

void
cosell_http_client_set_clock (CosellHttpClient *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_HTTP_CLIENT (self));

  g_set_object (&self->clock, clock);
}

char *
cosell_http_client_dup_last_ids (CosellHttpClient *self)
{
  g_return_val_if_fail (COSELL_IS_HTTP_CLIENT (self), NULL);

  return g_strdup (self->last_ids);
}
