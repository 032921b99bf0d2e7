/* raw-server.c: a server on loopback that sends bytes as they are, in its own time */
#include "support/raw-server.h"

#include <string.h>

typedef struct
{
  GBytes *bytes; /* (owned) */
  gsize piece;
  guint pause;
} Reply;

typedef struct
{
  RawServer *server;
  GIOStream *stream; /* (owned) */
  GString *head;     /* (owned) */
  Reply *reply;      /* (owned) (nullable) */
  gsize sent;
  guint timer;
  char chunk[1024];
} Link;

struct _RawServer
{
  GSocketService *service; /* (owned) */
  GCancellable *closed;    /* (owned) */
  char *origin;            /* (owned) */
  GQueue replies;          /* of Reply (owned) */
  GPtrArray *links;        /* of Link (owned) */
  GPtrArray *requests;     /* of char * (owned) */
};

static void
reply_free (Reply *reply)
{
  g_bytes_unref (reply->bytes);
  g_free (reply);
}

static void
link_free (gpointer data)
{
  Link *link = data;

  g_clear_handle_id (&link->timer, g_source_remove);
  g_io_stream_close (link->stream, NULL, NULL);
  g_object_unref (link->stream);
  g_string_free (link->head, TRUE);
  g_clear_pointer (&link->reply, reply_free);
  g_free (link);
}

/* Returns: whether there is more to send */
static gboolean
send_piece (Link *link)
{
  gsize length = 0;
  const char *bytes = g_bytes_get_data (link->reply->bytes, &length);
  gsize piece = link->reply->piece > 0 ? link->reply->piece : length;

  piece = MIN (piece, length - link->sent);
  /* whoever reads may be gone: that is its business */
  if (!g_output_stream_write_all (g_io_stream_get_output_stream (link->stream), bytes + link->sent,
                                  piece, NULL, NULL, NULL))
    return FALSE;
  link->sent += piece;
  return link->sent < length;
}

static gboolean
piece_due_cb (gpointer user_data)
{
  Link *link = user_data;

  if (send_piece (link))
    return G_SOURCE_CONTINUE;
  link->timer = 0;
  g_ptr_array_remove (link->server->links, link);
  return G_SOURCE_REMOVE;
}

static void
answer (Link *link)
{
  g_ptr_array_add (link->server->requests, g_strdup (link->head->str));
  link->reply = g_queue_pop_head (&link->server->replies);
  if (link->reply == NULL)
    return;
  if (!send_piece (link))
    g_ptr_array_remove (link->server->links, link);
  else
    link->timer = g_timeout_add (link->reply->pause, piece_due_cb, link);
}

static void
head_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Link *link = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (n <= 0)
    {
      g_ptr_array_remove (link->server->links, link);
      return;
    }
  g_string_append_len (link->head, link->chunk, n);
  if (strstr (link->head->str, "\r\n\r\n") != NULL)
    answer (link);
  else
    g_input_stream_read_async (G_INPUT_STREAM (source), link->chunk, sizeof link->chunk,
                               G_PRIORITY_DEFAULT, link->server->closed, head_read_cb, link);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  RawServer *self = user_data;
  Link *link = g_new0 (Link, 1);

  link->server = self;
  link->stream = G_IO_STREAM (g_object_ref (connection));
  link->head = g_string_new (NULL);
  g_ptr_array_add (self->links, link);
  g_input_stream_read_async (g_io_stream_get_input_stream (link->stream), link->chunk,
                             sizeof link->chunk, G_PRIORITY_DEFAULT, self->closed, head_read_cb,
                             link);
  return TRUE;
}

RawServer *
raw_server_new (void)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->service = g_socket_service_new ();
  self->closed = g_cancellable_new ();
  self->links = g_ptr_array_new_with_free_func (link_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->origin = g_strdup_printf ("http://127.0.0.1:%u",
                                  g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  return self;
}

void
raw_server_free (RawServer *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->closed);
  /* what is read now ends with its cancellation, and only then may it be freed */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->requests);
  g_queue_clear_full (&self->replies, (GDestroyNotify) reply_free);
  g_object_unref (self->service);
  g_object_unref (self->closed);
  g_free (self->origin);
  g_free (self);
}

const char *
raw_server_get_origin (RawServer *self)
{
  return self->origin;
}

void
raw_server_reply (RawServer *self, const void *bytes, gsize length, gsize piece, guint pause)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->bytes = g_bytes_new (bytes, length);
  reply->piece = piece;
  reply->pause = pause;
  g_queue_push_tail (&self->replies, reply);
}

guint
raw_server_get_n_requests (RawServer *self)
{
  return self->requests->len;
}

const char *
raw_server_get_request (RawServer *self, guint index)
{
  g_assert_cmpuint (index, <, self->requests->len);
  return g_ptr_array_index (self->requests, index);
}
