/* cosell-http-remote.c: CosellRemote over HTTP (libsoup) */
#include "remote/cosell-http-remote-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/cosell-text.h"
#include "http/cosell-http-authorized.h"
#include "http/cosell-http-client.h"
#include "http/cosell-origin.h"
#include "remote/cosell-odata.h"
#include "remote/cosell-remote-reader.h"

#define REFERRALS "/v1.0/engagements/referrals"
#define EXTRAS "/sandbox/v1/"

struct _CosellHttpRemote
{
  GObject parent_instance;

  CosellHttpClient *client; /* (owned) */
};

static void
cosell_http_remote_iface_init (CosellRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CosellHttpRemote,
                               cosell_http_remote,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_REMOTE,
                                                      cosell_http_remote_iface_init))

static SoupMessage *
new_message (CosellHttpRemote *self, const char *method, const char *path, const char *query)
{
  return cosell_http_client_new_message (self->client, method, path, query);
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

static void
start (CosellHttpRemote *self,
       GTask *task,
       SoupMessage *message,
       const CosellHttpReader *reader,
       const char *query)
{
  cosell_http_client_start (self->client, task, message, reader, query);
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

  if (etag != NULL && !cosell_http_client_fits_header (etag))
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

  if (!cosell_http_client_is_loopback (self->client))
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

  g_clear_object (&self->client);
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
}

CosellHttpRemote *
cosell_http_remote_new (const char *origin, GError **error)
{
  g_autoptr (CosellHttpClient) client = cosell_http_client_new (origin, error);
  CosellHttpRemote *self = NULL;

  if (client == NULL)
    return NULL;
  self = g_object_new (COSELL_TYPE_HTTP_REMOTE, NULL);
  self->client = g_steal_pointer (&client);
  return self;
}

void
cosell_http_remote_set_token (CosellHttpRemote *self, const char *token)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));

  cosell_http_client_set_token (self->client, token);
}

void
cosell_http_remote_set_auth (CosellHttpRemote *self, CosellAuth *auth)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));

  cosell_http_client_set_auth (self->client, auth);
}

char *
cosell_http_remote_dup_last_ids (CosellHttpRemote *self)
{
  g_return_val_if_fail (COSELL_IS_HTTP_REMOTE (self), NULL);

  return cosell_http_client_dup_last_ids (self->client);
}

void
cosell_http_remote_set_timeout (CosellHttpRemote *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));

  cosell_http_client_set_timeout (self->client, seconds);
}

void
cosell_http_remote_set_clock (CosellHttpRemote *self, CosellServiceClock *clock)
{
  g_return_if_fail (COSELL_IS_HTTP_REMOTE (self));

  cosell_http_client_set_clock (self->client, clock);
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
