/* cosell-sandbox-dataverse-error.c: what the practice Dataverse refuses, and in which words */
#include "sandbox/cosell-sandbox-dataverse-error.h"

#include <stdarg.h>
#include <string.h>

#include "base/cosell-json-edit.h"

G_DEFINE_QUARK (sandbox - dataverse - error - quark, sandbox_dataverse_error)

typedef struct
{
  guint code;
  guint status;
} Meaning;

/* The first one of a status stands for it. */
static const Meaning meanings[] = {
  { SANDBOX_DATAVERSE_QUERY, 400 },        { SANDBOX_DATAVERSE_INVALID_ARGUMENT, 400 },
  { SANDBOX_DATAVERSE_TOO_LONG, 400 },     { SANDBOX_DATAVERSE_PAYLOAD, 400 },
  { SANDBOX_DATAVERSE_PLUGIN, 400 },       { SANDBOX_DATAVERSE_NO_PRIVILEGE, 403 },
  { SANDBOX_DATAVERSE_NO_PRIVILEGE, 401 }, { SANDBOX_DATAVERSE_NOT_THERE, 404 },
  { SANDBOX_DATAVERSE_NO_SEGMENT, 404 },   { SANDBOX_DATAVERSE_STALE, 412 },
  { SANDBOX_DATAVERSE_DUPLICATE, 412 },    { SANDBOX_DATAVERSE_TOO_MANY, 429 },
  { SANDBOX_DATAVERSE_UNEXPECTED, 500 },
};

void
sandbox_dataverse_set_error (GError **error, guint code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SANDBOX_DATAVERSE_ERROR, (int) code, message);
}

static void
reply_error (SandboxReply *reply, guint status, guint code, const char *message)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *number = g_strdup_printf ("0x%08x", code);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "error");
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "code", number);
  cosell_json_writer_member (writer, "message", message);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, status, cosell_json_writer_end (writer));
}

void
sandbox_dataverse_reply_take_error (SandboxReply *reply, GError *error)
{
  guint code = SANDBOX_DATAVERSE_QUERY;
  guint status = 400;

  if (error->domain == SANDBOX_DATAVERSE_ERROR)
    code = (guint) error->code;
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].code == code)
      {
        status = meanings[i].status;
        break;
      }
  reply_error (reply, status, code, error->message);
  g_error_free (error);
}

void
sandbox_dataverse_dress (SandboxReply *reply)
{
  g_autofree char *old = NULL;
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;
  g_autoptr (CosellJson) json = NULL;
  CosellJsonValue root;
  guint number = SANDBOX_DATAVERSE_UNEXPECTED;

  reply->is_odata = TRUE;
  if (reply->status < 400 || reply->body == NULL ||
      !g_str_equal (reply->content_type, "application/json"))
    return;
  json = cosell_json_parse (reply->body, -1, NULL);
  root = cosell_json_root (json);
  code = cosell_json_dup_string (cosell_json_pointer (root, "/error/code"));
  if (code == NULL || g_str_has_prefix (code, "0x"))
    return;
  for (guint i = G_N_ELEMENTS (meanings); i-- > 0;)
    if (meanings[i].status == reply->status)
      number = meanings[i].code;
  message = cosell_json_dup_string (cosell_json_pointer (root, "/error/message"));
  old = g_steal_pointer (&reply->body);
  reply_error (reply, reply->status, number, message);
}
