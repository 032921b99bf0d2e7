/* cosell-http-remote.c: CosellRemote over HTTP (libsoup) */
#include "remote/cosell-http-remote-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "base/cosell-secret.h"
#include "base/cosell-str.h"
#include "base/cosell-text.h"
#include "http/cosell-http-authorized.h"
#include "http/cosell-http-call.h"
#include "remote/cosell-remote-reader.h"
#include "http/cosell-http-session.h"
#include "http/cosell-http-status.h"
#include "remote/cosell-odata.h"
#include "http/cosell-origin.h"

#define REFERRALS "/v1.0/engagements/referrals"
#define EXTRAS "/sandbox/v1/"
#define DEFAULT_TIMEOUT 30
#define MAX_ID 128

struct _CosellHttpRemote
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

static void
cosell_http_remote_iface_init (CosellRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellHttpRemote,
                               cosell_http_remote,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_REMOTE,
                                                      cosell_http_remote_iface_init))

/* Header values are one line of visible ASCII. */
static gboolean
fits_header (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p < 0x20 || *p > 0x7e)
        return FALSE;
    }
  return TRUE;
}

/* A request to our own origin. Only such a request gets the token, in start.
 * Returns: NULL when the path leads elsewhere. */
static SoupMessage *
new_message (CosellHttpRemote *self, const char *method, const char *path, const char *query)
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

static void
set_body (SoupMessage *message, const char *body, const char *request_id)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  cosell_http_set_body (message, bytes);
  if (request_id != NULL)
    soup_message_headers_append (headers, "request-id", request_id);
}

/* Sends message (transfer full, NULL: the address cannot be built), unless nobody is signed in. */
static void
start (CosellHttpRemote *self,
       GTask *task,
       SoupMessage *message,
       const CosellHttpReader *reader,
       const char *query)
{
  g_autoptr (SoupMessage) owned = message;
  const char *why = NULL;

  if (self->auth != NULL && owned != NULL)
    {
      cosell_http_call_authorized (task, self->auth, self->session, owned, reader, query,
                                   self->timeout, self->clock);
      return;
    }
  if (self->token == NULL)
    why = _ ("You are not signed in.");
  else if (!fits_header (self->token))
    why = _ ("The stored sign-in is damaged. Sign in again.");
  if (why != NULL)
    g_task_return_error (task, cosell_http_error_new (COSELL_HTTP_ERROR_SIGN_IN, 0, FALSE, why));
  else if (owned == NULL)
    g_task_return_error (
        task, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, FALSE,
                                     _ ("The service gave an address that cannot be asked for.")));
  else
    {
      cosell_http_authorize (owned, self->token);
      cosell_http_call_start (task, self->session, owned, reader, query, self->timeout,
                              self->clock);
      return;
    }
  g_object_unref (task);
}

static GTask *
new_task (CosellRemote *remote,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (remote, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static char *
referral_path (const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (REFERRALS, "/", escaped, NULL);
}

static void
cosell_http_remote_list_async (CosellRemote *remote,
                               const char *next,
                               const char *engagement_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  CosellHttpRemote *self = COSELL_HTTP_REMOTE (remote);
  GTask *task = new_task (remote, cosell_http_remote_list_async, cancellable, callback, user_data);
  g_autofree char *query =
      next != NULL ? g_strdup (next) : cosell_odata_first_query (engagement_id);

  start (self, task, new_message (self, "GET", REFERRALS, query), &cosell_remote_reader_page,
         query);
}

static void
cosell_http_remote_list_all_async (CosellRemote *remote,
                                   const char *next,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  cosell_http_remote_list_async (remote, next != NULL ? next : cosell_odata_all_query (), NULL,
                                 cancellable, callback, user_data);
}

static CosellRemotePage *
cosell_http_remote_list_finish (CosellRemote *remote, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, remote), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cosell_http_remote_get_async (CosellRemote *remote,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  CosellHttpRemote *self = COSELL_HTTP_REMOTE (remote);
  GTask *task = new_task (remote, cosell_http_remote_get_async, cancellable, callback, user_data);
  g_autofree char *path = referral_path (id);

  start (self, task, new_message (self, "GET", path, NULL), &cosell_remote_reader_answer, NULL);
}

static void
cosell_http_remote_create_async (CosellRemote *remote,
                                 const char *body,
                                 const char *request_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  CosellHttpRemote *self = COSELL_HTTP_REMOTE (remote);
  GTask *task =
      new_task (remote, cosell_http_remote_create_async, cancellable, callback, user_data);
  SoupMessage *message = new_message (self, "POST", REFERRALS, NULL);

  if (message != NULL)
    set_body (message, body, request_id);
  start (self, task, message, &cosell_remote_reader_answer, NULL);
}

static void
cosell_http_remote_patch_async (CosellRemote *remote,
                                const char *id,
                                const char *patch,
                                const char *etag,
                                const char *request_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CosellHttpRemote *self = COSELL_HTTP_REMOTE (remote);
  g_autoptr (GTask) task =
      new_task (remote, cosell_http_remote_patch_async, cancellable, callback, user_data);
  g_autofree char *path = referral_path (id);
  SoupMessage *message = new_message (self, "PATCH", path, NULL);

  if (etag != NULL && !fits_header (etag))
    {
      g_clear_object (&message);
      g_task_return_error (
          task, cosell_http_error_new (COSELL_HTTP_ERROR_CONFLICT, 0, FALSE,
                                       _ ("The version mark of the referral is damaged.")));
      return;
    }
  if (message != NULL)
    {
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      set_body (message, patch, request_id);
      soup_message_headers_append (headers, "Prefer", "return=representation");
      if (etag != NULL)
        soup_message_headers_append (headers, "If-Match", etag);
    }
  start (self, g_steal_pointer (&task), message, &cosell_remote_reader_answer, NULL);
}

static CosellRemoteAnswer *
cosell_http_remote_answer_finish (CosellRemote *remote, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, remote), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cosell_http_remote_extra_async (CosellRemote *remote,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  CosellHttpRemote *self = COSELL_HTTP_REMOTE (remote);
  g_autoptr (GTask) task =
      new_task (remote, cosell_http_remote_extra_async, cancellable, callback, user_data);
  g_autofree char *full = g_strconcat (EXTRAS, path, NULL);

  if (!self->loopback)
    {
      g_task_return_error (task,
                           cosell_http_error_new (COSELL_HTTP_ERROR_GONE, 0, FALSE,
                                                  _ ("The service has no list of this kind.")));
      return;
    }
  start (self, g_steal_pointer (&task), new_message (self, "GET", full, NULL),
         &cosell_remote_reader_extra, NULL);
}

static void
cosell_http_remote_iface_init (CosellRemoteInterface *iface)
{
  iface->list_async = cosell_http_remote_list_async;
  iface->list_all_async = cosell_http_remote_list_all_async;
  iface->list_finish = cosell_http_remote_list_finish;
  iface->get_async = cosell_http_remote_get_async;
  iface->create_async = cosell_http_remote_create_async;
  iface->patch_async = cosell_http_remote_patch_async;
  iface->answer_finish = cosell_http_remote_answer_finish;
  iface->extra_async = cosell_http_remote_extra_async;
}

static void
cosell_http_remote_finalize (GObject *object)
{
  CosellHttpRemote *self = COSELL_HTTP_REMOTE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_free (self->last_ids);
  g_free (self->origin);
  g_clear_object (&self->auth);
  cosell_secret_free (self->token);
  G_OBJECT_CLASS (cosell_http_remote_parent_class)->finalize (object);
}

static void
cosell_http_remote_class_init (CosellHttpRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_http_remote_finalize;
}

static void
cosell_http_remote_init (CosellHttpRemote *self)
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
note_ids (CosellHttpRemote *self, SoupMessage *message)
{
  g_autofree char *theirs = id_of (soup_message_get_response_headers (message), "request-id");
  g_autofree char *ours = id_of (soup_message_get_request_headers (message), "client-request-id");

  cosell_take_str (&self->last_ids,
                   g_strdup_printf ("HTTP %u, request-id %s, client-request-id %s",
                                    soup_message_get_status (message), theirs, ours));
}

static void
got_headers_cb (SoupMessage *message, CosellHttpRemote *self)
{
  note_ids (self, message);
}

/* The answer is read before libsoup calls its request over. */
static void
request_begun_cb (SoupSession *session, SoupMessage *message, CosellHttpRemote *self)
{
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), self, 0);
}

/* One that has no answer, too. */
static void
request_over_cb (SoupSession *session, SoupMessage *message, CosellHttpRemote *self)
{
  note_ids (self, message);
}

CosellHttpRemote *
cosell_http_remote_new (const char *origin, GError **error)
{
  g_autofree char *normalized = NULL;
  gboolean loopback = FALSE;
  CosellHttpRemote *self = NULL;

  if (!cosell_origin_check (origin, &normalized, &loopback, error))
    return NULL;
  self = g_object_new (COSELL_TYPE_HTTP_REMOTE, NULL);
  self->origin = g_steal_pointer (&normalized);
  self->loopback = loopback;
  self->session = cosell_http_session_new (loopback, DEFAULT_TIMEOUT);
  g_signal_connect_object (self->session, "request-queued", G_CALLBACK (request_begun_cb), self, 0);
  g_signal_connect_object (self->session, "request-unqueued", G_CALLBACK (request_over_cb), self,
                           0);
  return self;
}

void
cosell_http_remote_set_token (CosellHttpRemote *self, const char *token)
{
  g_autofree char *copy = NULL;

  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));
  if (token != NULL)
    copy = g_strstrip (g_strdup (token));
  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  cosell_secret_free (self->token);
  self->token = g_steal_pointer (&copy);
}

void
cosell_http_remote_set_auth (CosellHttpRemote *self, CosellAuth *auth)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));
  g_return_if_fail (auth == NULL || COSELL_IS_AUTH (auth));

  g_set_object (&self->auth, auth);
}

char *
cosell_http_remote_dup_last_ids (CosellHttpRemote *self)
{
  g_return_val_if_fail (COSELL_IS_HTTP_REMOTE (self), NULL);

  return g_strdup (self->last_ids);
}

void
cosell_http_remote_set_timeout (CosellHttpRemote *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));
  g_return_if_fail (seconds > 0);
  self->timeout = seconds;
}

void
cosell_http_remote_set_clock (CosellHttpRemote *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));
  g_set_object (&self->clock, clock);
}

gboolean
cosell_http_remote_check_origin (const char *origin,
                                 char **normalized,
                                 gboolean *loopback,
                                 GError **error)
{
  g_autofree char *bare = cosell_text_unwrap (origin);

  return cosell_origin_check (bare, normalized, loopback, error);
}
