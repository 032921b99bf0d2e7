/* cosell-sandbox-gate.c: what is looked at before a body is read */
#include "sandbox/cosell-sandbox-gate.h"

#include <string.h>

#include "sandbox/cosell-sandbox-sign-in.h"

#define PROOF "/sandbox/proof"
#define BODY_SIZE "cosell-body-size"
/* A client that still writes sees the answer before the connection is torn down. */
#define GOODBYE_MS 500

static gboolean
origin_is_own (const SandboxService *service, const char *origin)
{
  static const char scheme[] = "http://";

  return g_ascii_strncasecmp (origin, scheme, strlen (scheme)) == 0 &&
         sandbox_service_is_own_host (service, origin + strlen (scheme));
}

/* A request line may name a host as well, and that one counts for whoever sends it. */
static gboolean
address_is_own (const SandboxService *service, GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri) > 0 ? g_uri_get_port (uri) : 80;
  g_autofree char *text =
      g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d", host, port);

  return sandbox_service_is_own_host (service, text);
}

/* --- bodies that are too large --- */

typedef struct
{
  GIOStream *stream; /* (owned) */
  GSocket *socket;   /* (owned) */
} Goodbye;

static gboolean
goodbye_cb (gpointer user_data)
{
  g_autofree Goodbye *goodbye = user_data;

  g_io_stream_close (goodbye->stream, NULL, NULL);
  g_clear_object (&goodbye->stream);
  g_clear_object (&goodbye->socket);
  return G_SOURCE_REMOVE;
}

static void
refusal_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Goodbye *goodbye = user_data;
  g_autoptr (GSource) timer = g_timeout_source_new (GOODBYE_MS);

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_socket_shutdown (goodbye->socket, FALSE, TRUE, NULL);
  g_source_set_callback (timer, goodbye_cb, goodbye, NULL);
  g_source_set_static_name (timer, "[cosell] sandbox goodbye");
  g_source_attach (timer, g_main_context_get_thread_default ());
}

/* libsoup would read on to the end of the body: the connection is taken away from it. */
static void
refuse_body (SandboxService *service, SoupServerMessage *message)
{
  Goodbye *goodbye = g_new0 (Goodbye, 1);
  SandboxRequest request = {
    .method = soup_server_message_get_method (message),
    .path = g_uri_get_path (soup_server_message_get_uri (message)),
    .headers = soup_server_message_get_request_headers (message),
    .body = "",
  };

  SandboxReply reply = { 0 };
  char *text;

  sandbox_reply_error (
      &reply, 413, "The body is larger than this server takes: 4 MiB, and 64 KiB for a sign-in.");
  text = g_strdup_printf ("HTTP/1.1 413 Payload Too Large\r\nContent-Type: %s\r\n"
                          "Connection: close\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          reply.content_type, strlen (reply.body), reply.body);
  sandbox_reply_clear (&reply);
  sandbox_service_log (service, &request, 413);
  g_signal_handlers_disconnect_by_data (message, service);
  goodbye->socket = g_object_ref (soup_server_message_get_socket (message));
  goodbye->stream = soup_server_message_steal_connection (message);
  /* the text must live until it is written */
  g_object_set_data_full (G_OBJECT (goodbye->stream), "cosell-text", text, g_free);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (goodbye->stream), text,
                                   strlen (text), G_PRIORITY_DEFAULT, NULL, refusal_written_cb,
                                   goodbye);
}

static gsize
limit_of (const char *path)
{
  return sandbox_sign_in_is_for (path) || g_str_equal (path, PROOF) ? SANDBOX_GATE_MAX_FORM
                                                                    : SANDBOX_GATE_MAX_BODY;
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, SandboxService *service)
{
  gsize size = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), BODY_SIZE)) +
               g_bytes_get_size (chunk);

  g_object_set_data (G_OBJECT (message), BODY_SIZE, GSIZE_TO_POINTER (size));
  if (size > limit_of (g_uri_get_path (soup_server_message_get_uri (message))))
    refuse_body (service, message);
}

/* --- who may come in --- */

static guint
find_fault (SandboxService *service,
            SoupServerMessage *message,
            const char *path,
            const char **words)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_list (headers, "Host");
  const char *origin = soup_message_headers_get_list (headers, "Origin");
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  *words = "This server answers to 127.0.0.1, [::1] and localhost with its own port only.";
  if (!sandbox_service_is_own_host (service, host) ||
      !address_is_own (service, soup_server_message_get_uri (message)))
    return 421;
  *words = "Pages of other servers may not ask this one.";
  if (origin != NULL && !origin_is_own (service, origin))
    return 403;
  /* libsoup would end a value at a NUL, so that it is not what was checked elsewhere */
  *words = "The address holds bytes that are no UTF-8, or a NUL.";
  if (!g_utf8_validate (path, -1, NULL))
    return 400;
  return query == NULL || (g_utf8_validate (query, -1, NULL) && strstr (query, "%00") == NULL)
             ? 0
             : 400;
}

static void
refuse (SandboxService *service,
        SoupServerMessage *message,
        const char *path,
        guint status,
        const char *words)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SandboxRequest request = {
    .method = soup_server_message_get_method (message),
    .path = path,
    .headers = soup_server_message_get_request_headers (message),
    .body = "",
  };
  SandboxReply reply = { 0 };
  gsize length;

  sandbox_reply_error (&reply, status, words);
  length = strlen (reply.body);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, status == 421 ? "Misdirected Request" : NULL);
  soup_server_message_set_response (message, reply.content_type, SOUP_MEMORY_TAKE,
                                    g_steal_pointer (&reply.body), length);
  sandbox_service_log (service, &request, status);
  sandbox_reply_clear (&reply);
}

/* Who has no token has nothing that is worth keeping in memory. */
static gboolean
may_send (SandboxService *service, SoupServerMessage *message, const char *path)
{
  SandboxRequest request = {
    .method = soup_server_message_get_method (message),
    .path = path,
    .headers = soup_server_message_get_request_headers (message),
    .body = "",
  };
  SandboxReply reply = { 0 };
  gboolean good;

  if (sandbox_sign_in_is_for (path) || g_str_equal (path, PROOF))
    return TRUE;
  good = sandbox_sign_in_check (service, &request, &reply);
  sandbox_reply_clear (&reply);
  return good;
}

void
sandbox_gate_open (SandboxService *service, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *words;
  guint status = find_fault (service, message, path, &words);
  gboolean known = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;
  goffset length = known ? soup_message_headers_get_content_length (headers) : 0;

  if (status != 0)
    refuse (service, message, path, status, words);
  if (status != 0 || !may_send (service, message, path))
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  /* libsoup would cut answers into the pieces that this asks for */
  soup_message_headers_remove (headers, "Range");
  /* negative: more than a number holds */
  if (length < 0 || length > (goffset) limit_of (path))
    refuse_body (service, message);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), service);
}
