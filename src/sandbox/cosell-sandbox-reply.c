/* cosell-sandbox-reply.c: what goes back to a client */
#include "sandbox/cosell-sandbox-reply.h"

void
sandbox_reply_clear (SandboxReply *reply)
{
  if (reply == NULL)
    return;
  g_clear_pointer (&reply->body, g_free);
  g_clear_pointer (&reply->etag, g_free);
  g_clear_pointer (&reply->location, g_free);
  g_clear_pointer (&reply->retry_after, g_free);
  g_clear_pointer (&reply->entity_id, g_free);
}

void
sandbox_reply_json (SandboxReply *reply, guint status, char *body)
{
  reply->status = status;
  reply->body = body;
  reply->content_type = "application/json";
}

/* Contract 11: codes of the error body. */
static const char *
error_code (guint status)
{
  switch (status)
    {
    case 401:
      return "unauthenticated";
    case 403:
      return "accessDenied";
    case 404:
    case 410:
      return "itemNotFound";
    case 409:
      return "resourceModified";
    case 412:
      return "preconditionFailed";
    case 408:
    case 423:
    case 429:
    case 503:
    case 509:
      return "serviceNotAvailable";
    default:
      return status >= 500 ? "generalException" : "invalidRequest";
    }
}

void
sandbox_reply_error (SandboxReply *reply, guint status, const char *message)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "error");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "code", error_code (status));
  cosell_json_writer_member (writer, "message", message);
  cosell_json_writer_member (writer, "target", "referral");
  cosell_json_writer_name (writer, "innerError");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "code",
                             status == 412 ? "resourceModified" : error_code (status));
  cosell_json_writer_member (writer, "message", message);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, status, cosell_json_writer_end (writer));
}

void
sandbox_reply_take_error (SandboxReply *reply, GError *error)
{
  sandbox_reply_error (reply, error->domain == SANDBOX_ERROR ? (guint) error->code : 400,
                       error->message);
  g_error_free (error);
}
