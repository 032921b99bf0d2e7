/* proxy-server.c: an HTTP proxy on loopback that leads every tunnel to one place */
#include "support/proxy-server.h"

#include <string.h>

typedef struct
{
  ProxyServer *server;
  GIOStream *stream; /* (owned) */
  GIOStream *there;  /* (owned) (nullable) */
  GString *head;     /* (owned) */
  char chunk[4096];
} Link;

struct _ProxyServer
{
  GSocketService *service; /* (owned) */
  GCancellable *closed;    /* (owned) */
  GUri *target;            /* (owned) */
  char *wanted;            /* (owned) (nullable): line of the head */
  guint16 port;
  guint open;          /* links */
  GPtrArray *requests; /* of char * (owned) */
};

static void
read_head (Link *link);

static void
link_free (Link *link)
{
  link->server->open--;
  g_clear_object (&link->stream);
  g_clear_object (&link->there);
  g_string_free (link->head, TRUE);
  g_free (link);
}

static void
say (Link *link, const char *words)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (link->stream), words, strlen (words),
                             NULL, NULL, NULL);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_io_stream_splice_finish (result, NULL);
  link_free (user_data);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Link *link = user_data;
  g_autoptr (GError) error = NULL;

  link->there = (GIOStream *) g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source),
                                                                      result, &error);
  if (link->there == NULL)
    {
      link_free (link);
      return;
    }
  say (link, "HTTP/1.1 200 Connection established\r\n\r\n");
  g_io_stream_splice_async (link->stream, link->there,
                            G_IO_STREAM_SPLICE_CLOSE_STREAM1 | G_IO_STREAM_SPLICE_CLOSE_STREAM2,
                            G_PRIORITY_DEFAULT, link->server->closed, spliced_cb, link);
}

/* Takes the link. */
static void
answer (Link *link)
{
  ProxyServer *self = link->server;
  g_autoptr (GSocketClient) client = NULL;

  g_ptr_array_add (self->requests, g_strdup (link->head->str));
  if (self->wanted != NULL && strstr (link->head->str, self->wanted) == NULL)
    {
      say (link, "HTTP/1.1 407 Proxy Authentication Required\r\n"
                 "Proxy-Authenticate: Basic realm=\"office\"\r\nContent-Length: 0\r\n\r\n");
      g_string_truncate (link->head, 0);
      read_head (link);
      return;
    }
  if (!g_str_has_prefix (link->head->str, "CONNECT "))
    {
      say (link, "HTTP/1.1 405 Only Tunnels\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      link_free (link);
      return;
    }
  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client, g_uri_get_host (self->target),
                                         (guint16) g_uri_get_port (self->target), self->closed,
                                         connected_cb, link);
}

static void
head_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Link *link = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    {
      link_free (link);
      return;
    }
  g_string_append_len (link->head, link->chunk, n);
  if (strstr (link->head->str, "\r\n\r\n") != NULL)
    answer (link);
  else
    read_head (link);
}

/* Takes the link. */
static void
read_head (Link *link)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (link->stream), link->chunk,
                             sizeof link->chunk, G_PRIORITY_DEFAULT, link->server->closed,
                             head_read_cb, link);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  ProxyServer *self = user_data;
  Link *link = g_new0 (Link, 1);

  self->open++;
  link->server = self;
  link->stream = G_IO_STREAM (g_object_ref (connection));
  link->head = g_string_new (NULL);
  read_head (link);
  return TRUE;
}

ProxyServer *
proxy_server_new (const char *target, const char *secret)
{
  ProxyServer *self = g_new0 (ProxyServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->service = g_socket_service_new ();
  self->closed = g_cancellable_new ();
  self->target = g_uri_parse (target, G_URI_FLAGS_NONE, NULL);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  if (secret != NULL)
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) secret, strlen (secret));

      self->wanted = g_strdup_printf ("Proxy-Authorization: Basic %s\r\n", encoded);
    }
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  return self;
}

void
proxy_server_free (ProxyServer *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->closed);
  while (self->open > 0)
    g_main_context_iteration (NULL, TRUE);
  g_uri_unref (self->target);
  g_ptr_array_unref (self->requests);
  g_object_unref (self->service);
  g_object_unref (self->closed);
  g_free (self->wanted);
  g_free (self);
}

guint16
proxy_server_get_port (ProxyServer *self)
{
  return self->port;
}

guint
proxy_server_get_n_requests (ProxyServer *self)
{
  return self->requests->len;
}

const char *
proxy_server_get_request (ProxyServer *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);
  return g_ptr_array_index (self->requests, index);
}
