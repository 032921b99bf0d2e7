/* service-call.c: requests to the practice server's service, without HTTP */
#include "support/service-call.h"

#include <string.h>

#include "http/cosell-http-status.h"

#define PAGE "$top=100"

void
service_call_open (const ServiceCall *call, SandboxRequest *request)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", call->token, NULL);
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);

  soup_message_headers_append (headers, "Authorization", bearer);
  soup_message_headers_append (headers, "Content-Type", "application/json");
  if (!call->no_content)
    soup_message_headers_append (headers, "Prefer", "return=representation");
  if (call->etag != NULL)
    soup_message_headers_append (headers, "If-Match", call->etag);
  *request = (SandboxRequest){
    .method = call->method,
    .path = call->path,
    .query_text = call->query,
    .query = call->query != NULL ? soup_form_decode (call->query) : NULL,
    .headers = headers,
    .body = call->body,
    .length = call->body != NULL ? strlen (call->body) : 0,
  };
}

void
service_call_clear (SandboxRequest *request)
{
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_clear_pointer (&request->headers, soup_message_headers_unref);
}

char *
service_call_dup_small_pages (const char *query, guint page_size)
{
  g_auto (GStrv) parts = g_strsplit (query, PAGE, 2);
  g_autofree char *page = g_strdup_printf ("$top=%u", page_size);

  return g_strjoinv (page, parts);
}

GError *
service_call_dup_error (const SandboxReply *reply, gboolean is_change, gint64 now)
{
  CosellHttpError code = COSELL_HTTP_ERROR_PROTOCOL;
  gboolean unknown = FALSE;
  g_autofree char *words =
      reply->body != NULL ? cosell_http_dup_body_message (reply->body, -1) : NULL;
  g_autofree char *message = NULL;
  GError *error = NULL;

  if (cosell_http_status_check (reply->status, &code, &unknown))
    return NULL;
  message = cosell_http_message (cosell_http_error_sentence (code), reply->status, words, NULL);
  error = cosell_http_error_new (code, cosell_http_retry_after (reply->retry_after, NULL, now),
                                 unknown && is_change, message);
  if (reply->status == 502 || reply->status == 504)
    cosell_http_error_set_under_way (error);
  return error;
}

CosellRemoteAnswer *
service_call_dup_answer (const SandboxReply *reply)
{
  CosellRemoteAnswer *answer = g_new0 (CosellRemoteAnswer, 1);

  answer->text = g_strdup (reply->body);
  answer->etag = g_strdup (reply->etag);
  return answer;
}
