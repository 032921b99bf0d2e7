#include "sandbox/cosell-sandbox-exchange.h"

#include <string.h>

#include "sandbox/cosell-sandbox-dataverse-error.h"
#include "sandbox/cosell-sandbox-dataverse-service.h"
#include "sandbox/cosell-sandbox-salesforce-error.h"
#include "sandbox/cosell-sandbox-salesforce-service.h"

typedef struct
{
  SandboxService *service;
  SoupServerMessage *message; /* (owned) */
  GHashTable *pending;
  SandboxFault *fault; /* (owned) (nullable) */
  SandboxReply reply;
  GSource *source; /* (owned) (nullable) */
  gulong disconnected_id;
  gboolean is_disconnected;
} Exchange;

void
sandbox_exchange_free (gpointer data)
{
  Exchange *exchange = data;

  if (exchange == NULL)
    return;
  if (exchange->source != NULL)
    {
      g_source_destroy (exchange->source);
      g_source_unref (exchange->source);
    }
  g_clear_signal_handler (&exchange->disconnected_id, exchange->message);
  g_clear_pointer (&exchange->fault, sandbox_fault_free);
  sandbox_reply_clear (&exchange->reply);
  g_object_unref (exchange->message);
  g_free (exchange);
}

/* Values are one line of visible ASCII, whoever made them up. */
static void
set_header (SoupMessageHeaders *headers, const char *name, const char *value)
{
  gboolean fits = value != NULL;

  for (const char *p = value; fits && *p != '\0'; p++)
    fits = *p >= 0x20 && *p <= 0x7e;
  if (fits)
    soup_message_headers_replace (headers, name, value);
}

/* Contract 2: the headers of every answer. */
static void
set_headers (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  SoupMessageHeaders *request = soup_server_message_get_request_headers (exchange->message);
  gint64 now = sandbox_core_now (exchange->service->core);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *timestamp = sandbox_format_time (now, 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *date = soup_date_time_to_string (time, SOUP_DATE_HTTP);
  const char *given = exchange->fault != NULL ? exchange->fault->date : NULL;

  if (given != NULL && *given == '\0')
    soup_message_headers_remove (headers, "Date");
  else
    set_header (headers, "Date", given != NULL ? given : date);
  if (exchange->fault != NULL && exchange->fault->gzip)
    set_header (headers, "Content-Encoding", "gzip");
  set_header (headers, "request-id", id);
  set_header (headers, "client-request-id",
              soup_message_headers_get_one (request, "client-request-id"));
  set_header (headers, "x-ms-ags-diagnostic",
              "{\"ServerInfo\":{\"DataCenter\":\"Practice\",\"Slice\":\"E\",\"Ring\":\"1\"}}");
  set_header (headers, "timestamp", timestamp);
  set_header (headers, "ETag", exchange->reply.etag);
  set_header (headers, "Location", exchange->reply.location);
  set_header (headers, "Retry-After", exchange->reply.retry_after);
  set_header (headers, "OData-EntityId", exchange->reply.entity_id);
  if (exchange->reply.is_odata)
    set_header (headers, "OData-Version", "4.0");
  if (exchange->reply.is_salesforce)
    {
      g_autofree char *usage = g_strdup_printf ("api-usage=%u/100000", exchange->reply.api_calls);

      set_header (headers, "Sforce-Limit-Info", usage);
    }
  if (exchange->reply.is_page)
    {
      set_header (headers, "Cache-Control", "no-store");
      /* with "no-referrer" a browser would not say, in Origin, that the form is of this server */
      set_header (headers, "Referrer-Policy", "same-origin");
      set_header (headers, "X-Frame-Options", "DENY");
    }
  if (exchange->reply.preference_applied)
    set_header (headers, "Preference-Applied", "return=representation");
  if (exchange->reply.status == 401)
    set_header (headers, "WWW-Authenticate", "Bearer");
  if (exchange->reply.status == 405)
    set_header (headers, "Allow", "GET, POST, PATCH");
}

static void
send_reply (Exchange *exchange)
{
  SandboxReply *reply = &exchange->reply;
  gsize length = reply->body != NULL ? strlen (reply->body) : 0;
  char *body = g_steal_pointer (&reply->body);

  set_headers (exchange);
  soup_server_message_set_status (exchange->message, reply->status, NULL);
  if (body != NULL && exchange->fault != NULL)
    body = g_bytes_unref_to_data (sandbox_fault_shape (exchange->fault, body), &length);
  if (body != NULL)
    soup_server_message_set_response (exchange->message, reply->content_type, SOUP_MEMORY_TAKE,
                                      body, length);
  else
    /* libsoup ends the connection behind an answer without a body, and does not say so by itself */
    set_header (soup_server_message_get_response_headers (exchange->message), "Connection",
                "close");
}

static void
cut_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) stream = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/* Promises the whole body and sends half of it. */
static void
send_half (Exchange *exchange, GIOStream *stream)
{
  const char *body = exchange->reply.body != NULL ? exchange->reply.body : "";
  gsize length = strlen (body);
  g_autofree char *kind =
      exchange->fault->chunked
          ? g_strdup_printf ("Transfer-Encoding: chunked\r\n\r\n%x", (guint) MAX (length, 2))
          : g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", MAX (length, 2));
  char *text = g_strdup_printf ("HTTP/1.1 %u Cut\r\nContent-Type: application/json\r\n%s\r\n%.*s",
                                exchange->reply.status, kind, (int) (length / 2), body);
  GOutputStream *out = g_io_stream_get_output_stream (stream);

  /* the text must live until it is written */
  g_object_set_data_full (G_OBJECT (stream), "cosell-text", text, g_free);
  g_output_stream_write_all_async (out, text, strlen (text), G_PRIORITY_DEFAULT, NULL,
                                   cut_written_cb, g_object_ref (stream));
}

static gboolean
exchange_due_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  if (!exchange->is_disconnected && sandbox_fault_breaks_connection (exchange->fault))
    {
      g_autoptr (GIOStream) stream = NULL;

      g_clear_signal_handler (&exchange->disconnected_id, exchange->message);
      stream = soup_server_message_steal_connection (exchange->message);
      if (exchange->fault->drop == SANDBOX_DROP_NONE)
        send_half (exchange, stream);
      else
        g_io_stream_close (stream, NULL, NULL);
    }
  else if (!exchange->is_disconnected)
    {
      send_reply (exchange);
      soup_server_message_unpause (exchange->message);
    }
  g_hash_table_remove (exchange->pending, exchange);
  return G_SOURCE_REMOVE;
}

static void
message_disconnected_cb (SoupServerMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->is_disconnected = TRUE;
}

/* What the service, or the fault in its place, says. */
static void
make_reply (Exchange *exchange, const SandboxRequest *request)
{
  const SandboxFault *fault = exchange->fault;

  if (fault != NULL && fault->drop == SANDBOX_DROP_BEFORE)
    exchange->reply.status = 0;
  else if (fault != NULL && (fault->status != 0 || fault->body == SANDBOX_BODY_HTML))
    sandbox_service_answer_fault (fault, &exchange->reply);
  else
    {
      exchange->service->core->own_engagements = fault != NULL && fault->own_engagements;
      exchange->service->core->unkept = fault != NULL ? fault->unkept : NULL;
      sandbox_service_handle (exchange->service, request, &exchange->reply);
      exchange->service->core->unkept = NULL;
    }
  if (sandbox_dataverse_is_for (request->path))
    sandbox_dataverse_dress (&exchange->reply);
  else if (sandbox_salesforce_is_for (request->path))
    sandbox_salesforce_dress (&exchange->reply);
  sandbox_service_log (exchange->service, request, exchange->reply.status);
}

void
sandbox_exchange_start (SandboxService *service,
                        SoupServerMessage *message,
                        const char *path,
                        GHashTable *query,
                        GHashTable *pending)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  /* what was not kept is no body */
  g_autoptr (GBytes) bytes =
      soup_message_body_get_accumulate (body) ? soup_message_body_flatten (body) : NULL;
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  SandboxRequest request = {
    .method = soup_server_message_get_method (message),
    .path = path,
    .query_text = g_uri_get_query (soup_server_message_get_uri (message)),
    .query = query,
    .headers = soup_server_message_get_request_headers (message),
    .body = data != NULL ? data : "",
    .length = length,
  };
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->service = service;
  exchange->message = g_object_ref (message);
  exchange->pending = pending;
  exchange->fault = sandbox_service_take_fault (service, &request);
  make_reply (exchange, &request);
  if (exchange->fault == NULL ||
      (exchange->fault->delay_ms == 0 && !sandbox_fault_breaks_connection (exchange->fault)))
    {
      send_reply (exchange);
      sandbox_exchange_free (exchange);
      return;
    }
  exchange->disconnected_id =
      g_signal_connect (message, "disconnected", G_CALLBACK (message_disconnected_cb), exchange);
  soup_server_message_pause (message);
  exchange->source = g_timeout_source_new (exchange->fault->delay_ms);
  g_source_set_callback (exchange->source, exchange_due_cb, exchange, NULL);
  g_source_set_static_name (exchange->source, "[cosell] sandbox answer");
  g_source_attach (exchange->source, g_main_context_get_thread_default ());
  g_hash_table_add (pending, exchange);
}
