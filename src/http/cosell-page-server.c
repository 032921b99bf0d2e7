/* cosell-page-server.c: shows small pages to a browser of this computer */
#include "http/cosell-page-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "http/cosell-oauth.h"

#define MAX_REQUEST (8 * 1024)
#define MAX_CONNECTIONS 32
#define CONNECTION_SECONDS 10

struct _CosellPageServer
{
  GSocketService *service; /* (owned) */
  guint port;
  CosellPageAnswer answer;
  CosellAssistantStepShown shown;
  gpointer user_data;
  GQueue connections; /* of Connection, oldest first */
};

typedef struct
{
  CosellPageServer *server; /* (unowned) (nullable): it was given up */
  GIOStream *stream;        /* (owned) */
  GCancellable *cancellable;
  guint timer;
  char request[MAX_REQUEST + 1];
  gsize length;
  char *reply; /* (owned) (nullable) */
  guint status;
} Connection;

/* No result of an operation that is under way is waited for any more. */
static void
leave_server (Connection *self)
{
  if (self->server != NULL)
    g_queue_remove (&self->server->connections, self);
  self->server = NULL;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

static void
connection_free (Connection *self)
{
  leave_server (self);
  explicit_bzero (self->request, sizeof self->request);
  g_io_stream_close (self->stream, NULL, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
  g_free (self->reply);
  g_free (self);
}

static gboolean
time_out_cb (gpointer user_data)
{
  Connection *self = user_data;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/* --- the answer --- */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *self = user_data;
  CosellPageServer *server = self->server;
  guint status = self->status;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  connection_free (self);
  if (server != NULL && status == SOUP_STATUS_OK)
    server->shown (server->user_data);
}

/* Takes page. */
static void
reply (Connection *self, guint status, char *page)
{
  g_autofree char *taken = page;

  self->status = status;
  self->reply = g_strdup_printf (
      "HTTP/1.1 %u %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
      "%" G_GSIZE_FORMAT "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
      "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors "
      "'none'\r\nConnection: close\r\n\r\n%s",
      status, soup_status_get_phrase (status), strlen (page), page);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), self->reply,
                                   strlen (self->reply), G_PRIORITY_DEFAULT, self->cancellable,
                                   written_cb, self);
}

/* head: the request up to its last header. */
static void
answer (Connection *self, const char *head)
{
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  CosellPageRequest request = { NULL, NULL, NULL, NULL };
  g_autofree char *method = NULL;
  g_autofree char *path = NULL;
  guint status =
      soup_headers_parse_request (head, (int) strlen (head), headers, &method, &path, NULL);

  if (status == SOUP_STATUS_OK)
    {
      char *query = strchr (path, '?');
      char *page;

      if (query != NULL)
        *query++ = '\0';
      request.method = method;
      request.path = path;
      request.query = query;
      request.host = soup_message_headers_get_list (headers, "Host");
      page = self->server->answer (&request, &status, self->server->user_data);
      reply (self, status, page);
    }
  else
    reply (self, status, cosell_oauth_page (soup_status_get_phrase (status), ""));
  soup_message_headers_unref (headers);
}

/* --- the request --- */

static void
read_on (Connection *self);

/* Returns: (transfer full) (nullable): all headers, once they are there */
static char *
find_head (Connection *self)
{
  static const char *const ends[] = { "\r\n\r\n", "\n\n" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = g_strstr_len (self->request, (gssize) self->length, ends[i]);

      /* the end of the last header belongs to it */
      if (end != NULL)
        return g_strndup (self->request, (gsize) (end - self->request) + strlen (ends[i]) / 2);
    }
  return NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *self = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  g_autofree char *head = NULL;

  if (n <= 0 || self->server == NULL)
    {
      connection_free (self);
      return;
    }
  self->length += (gsize) n;
  head = find_head (self);
  if (head != NULL)
    answer (self, head);
  else if (self->length >= MAX_REQUEST)
    reply (self, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE,
           cosell_oauth_page (soup_status_get_phrase (SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE), ""));
  else
    read_on (self);
}

static void
read_on (Connection *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream),
                             self->request + self->length, MAX_REQUEST - self->length,
                             G_PRIORITY_DEFAULT, self->cancellable, read_cb, self);
}

/* The one that has said too little for the longest time makes room: a crowd of them locks nobody
 * out. Whoever is being answered stays. */
static void
make_room (CosellPageServer *server)
{
  if (server->connections.length < MAX_CONNECTIONS)
    return;
  for (GList *l = server->connections.head; l != NULL; l = l->next)
    if (((Connection *) l->data)->reply == NULL)
      {
        leave_server (l->data);
        return;
      }
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *stream,
             GObject *source,
             CosellPageServer *server)
{
  Connection *self = g_new0 (Connection, 1);

  make_room (server);
  self->server = server;
  self->stream = G_IO_STREAM (g_object_ref (stream));
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (CONNECTION_SECONDS, time_out_cb, self);
  g_source_set_name_by_id (self->timer, "[cosell] page limit");
  g_queue_push_tail (&server->connections, self);
  read_on (self);
  return TRUE;
}

/* address: (out) (nullable): where it listens now */
static gboolean
listen_at (GSocketService *service,
           const char *host,
           guint port,
           GSocketAddress **address,
           GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (host, port);

  return g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM,
                                        G_SOCKET_PROTOCOL_TCP, NULL, address, error);
}

/* Browsers try both for the name localhost. A computer without IPv6 has only one. */
static gboolean
listen_on_other (GSocketService *service, guint port, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (listen_at (service, "::1", port, NULL, &why) ||
      !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

CosellPageServer *
cosell_page_server_new (guint port,
                        CosellPageAnswer answer_func,
                        CosellAssistantStepShown shown,
                        gpointer user_data,
                        GError **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GSocketAddress) address = NULL;
  CosellPageServer *self;

  if (!listen_at (service, "127.0.0.1", port, &address, error) ||
      (port != 0 && !listen_on_other (service, port, error)))
    {
      g_socket_service_stop (service);
      g_socket_listener_close (G_SOCKET_LISTENER (service));
      return NULL;
    }
  self = g_new0 (CosellPageServer, 1);
  self->service = g_steal_pointer (&service);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  self->answer = answer_func;
  self->shown = shown;
  self->user_data = user_data;
  g_queue_init (&self->connections);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  return self;
}

guint
cosell_page_server_get_port (CosellPageServer *self)
{
  return self->port;
}

void
cosell_page_server_free (CosellPageServer *self)
{
  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  while (!g_queue_is_empty (&self->connections))
    leave_server (g_queue_peek_head (&self->connections));
  g_free (self);
}
