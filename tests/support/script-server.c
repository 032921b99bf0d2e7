/* script-server.c: a server on loopback that answers as the test says */
#include "support/script-server.h"

#include <string.h>

typedef enum
{
  REPLY_NORMAL,
  REPLY_RAW,
  REPLY_STALL,
} ReplyKind;

typedef struct
{
  ReplyKind kind;
  guint status;
  char *headers;
  char *body;
} Reply;

struct _ScriptServer
{
  SoupServer *server;
  char *origin;
  GQueue replies;      /* of Reply */
  GPtrArray *requests; /* of ScriptRequest */
};

static void
reply_free (Reply *reply)
{
  g_free (reply->headers);
  g_free (reply->body);
  g_free (reply);
}

static void
request_free (ScriptRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->body);
  soup_message_headers_unref (request->headers);
  g_free (request);
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
remember (ScriptServer *self, SoupServerMessage *message)
{
  ScriptRequest *request = g_new0 (ScriptRequest, 1);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (g_uri_get_path (uri));
  request->query = g_strdup (g_uri_get_query (uri));
  request->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  request->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header,
                                request->headers);
  g_ptr_array_add (self->requests, request);
}

static void
answer_raw (SoupServerMessage *message, const char *bytes)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, strlen (bytes), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
answer (SoupServerMessage *message, const Reply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_auto (GStrv) lines = g_strsplit (reply->headers != NULL ? reply->headers : "", "\n", -1);

  soup_server_message_set_status (message, reply->status, NULL);
  if (reply->body != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, reply->body,
                                      strlen (reply->body));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      if (g_strv_length (parts) == 2)
        soup_message_headers_replace (headers, parts[0], parts[1]);
    }
}

static void
request_got_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  ScriptServer *self = user_data;
  Reply *reply = g_queue_pop_head (&self->replies);

  remember (self, message);
  if (reply == NULL)
    {
      soup_server_message_set_status (message, 500, NULL);
      return;
    }
  switch (reply->kind)
    {
    case REPLY_NORMAL:
      answer (message, reply);
      break;
    case REPLY_RAW:
      answer_raw (message, reply->body);
      break;
    case REPLY_STALL:
#if SOUP_CHECK_VERSION(3, 2, 0)
      soup_server_message_pause (message);
#endif
      break;
    }
  reply_free (reply);
}

static ScriptServer *
new_server (GTlsCertificate *certificate)
{
  ScriptServer *self = g_new0 (ScriptServer, 1);
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;
  g_autofree char *address = NULL;

  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  soup_server_add_handler (self->server, NULL, request_got_cb, self, NULL);
  if (certificate != NULL)
    {
      soup_server_set_tls_certificate (self->server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  soup_server_listen_local (self->server, 0, options, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->origin = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                                  g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

ScriptServer *
script_server_new (void)
{
  return new_server (NULL);
}

ScriptServer *
script_server_new_tls (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return new_server (certificate);
}

void
script_server_free (ScriptServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_queue_clear_full (&self->replies, (GDestroyNotify) reply_free);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_free (self->origin);
  g_free (self);
}

const char *
script_server_get_origin (ScriptServer *self)
{
  return self->origin;
}

static void
push (ScriptServer *self, ReplyKind kind, guint status, const char *headers, const char *body)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->kind = kind;
  reply->status = status;
  reply->headers = g_strdup (headers);
  reply->body = g_strdup (body);
  g_queue_push_tail (&self->replies, reply);
}

void
script_server_reply (ScriptServer *self, guint status, const char *headers, const char *body)
{
  push (self, REPLY_NORMAL, status, headers, body);
}

void
script_server_reply_raw (ScriptServer *self, const char *bytes)
{
  push (self, REPLY_RAW, 0, NULL, bytes);
}

void
script_server_stall (ScriptServer *self)
{
  push (self, REPLY_STALL, 0, NULL, NULL);
}

guint
script_server_get_n_requests (ScriptServer *self)
{
  return self->requests->len;
}

const ScriptRequest *
script_server_get_request (ScriptServer *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);
  return g_ptr_array_index (self->requests, index);
}

const char *
script_request_get_header (const ScriptRequest *request, const char *name)
{
  return soup_message_headers_get_list (request->headers, name);
}
