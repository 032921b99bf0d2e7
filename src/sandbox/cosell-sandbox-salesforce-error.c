/* cosell-sandbox-salesforce-error.c: what the practice Salesforce refuses, and in which words */
#include "sandbox/cosell-sandbox-salesforce-error.h"

#include <stdarg.h>
#include <string.h>

#include "base/cosell-json-edit.h"

typedef struct
{
  char *field; /* (owned) (nullable) */
} SandboxSalesforceErrorPrivate;

static void
sandbox_salesforce_error_private_init (SandboxSalesforceErrorPrivate *self)
{
}

static void
sandbox_salesforce_error_private_copy (const SandboxSalesforceErrorPrivate *from,
                                       SandboxSalesforceErrorPrivate *to)
{
  to->field = g_strdup (from->field);
}

static void
sandbox_salesforce_error_private_clear (SandboxSalesforceErrorPrivate *self)
{
  g_free (self->field);
}

G_DEFINE_EXTENDED_ERROR (SandboxSalesforceError, sandbox_salesforce_error)

typedef struct
{
  const char *name;
  guint status;
} Meaning;

/* By SandboxSalesforceError. */
static const Meaning meanings[] = {
  { "MALFORMED_QUERY", 400 },
  { "INVALID_FIELD", 400 },
  { "INVALID_TYPE", 400 },
  { "INVALID_QUERY_LOCATOR", 400 },
  { "JSON_PARSER_ERROR", 400 },
  { "REQUIRED_FIELD_MISSING", 400 },
  { "STRING_TOO_LONG", 400 },
  { "NUMBER_OUTSIDE_VALID_RANGE", 400 },
  { "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", 400 },
  { "INVALID_FIELD_FOR_INSERT_UPDATE", 400 },
  { "FIELD_CUSTOM_VALIDATION_EXCEPTION", 400 },
  { "INVALID_CROSS_REFERENCE_KEY", 400 },
  { "DUPLICATES_DETECTED", 400 },
  { "DUPLICATE_VALUE", 400 },
  { "INVALID_HEADER", 400 },
  { "INVALID_SESSION_ID", 401 },
  { "REQUEST_LIMIT_EXCEEDED", 403 },
  { "NOT_FOUND", 404 },
  { "ENTITY_IS_DELETED", 404 },
  { "METHOD_NOT_ALLOWED", 405 },
  { "PRECONDITION_FAILED", 412 },
  { "UNSUPPORTED_MEDIA_TYPE", 415 },
  { "UNKNOWN_EXCEPTION", 500 },
  { "SERVER_UNAVAILABLE", 503 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (meanings) == SANDBOX_SALESFORCE_UNAVAILABLE + 1);

void
sandbox_salesforce_set_error (GError **error,
                              SandboxSalesforceError code,
                              const char *field,
                              const char *format,
                              ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (error == NULL)
    return;
  g_set_error_literal (error, SANDBOX_SALESFORCE_ERROR, (int) code, message);
  sandbox_salesforce_error_get_private (*error)->field = g_strdup (field);
}

static void
reply_error (SandboxReply *reply,
             guint status,
             const char *name,
             const char *message,
             const char *field)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "message", message);
  cosell_json_writer_member (writer, "errorCode", name);
  cosell_json_writer_name (writer, "fields");
  cosell_json_writer_begin_array (writer);
  if (field != NULL)
    cosell_json_writer_string (writer, field);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  cosell_json_writer_end_array (writer);
  sandbox_reply_json (reply, status, cosell_json_writer_end (writer));
}

void
sandbox_salesforce_reply_take_error (SandboxReply *reply, GError *error)
{
  const Meaning *meaning = &meanings[SANDBOX_SALESFORCE_MALFORMED_QUERY];
  const char *field = NULL;

  if (error->domain == SANDBOX_SALESFORCE_ERROR)
    {
      meaning = &meanings[error->code];
      field = sandbox_salesforce_error_get_private (error)->field;
    }
  reply_error (reply, meaning->status, meaning->name, error->message, field);
  g_error_free (error);
}

void
sandbox_salesforce_dress (SandboxReply *reply)
{
  const Meaning *meaning = &meanings[SANDBOX_SALESFORCE_UNEXPECTED];
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *message = NULL;
  g_autofree char *old = NULL;

  reply->is_salesforce = TRUE;
  if (reply->status < 400 || reply->body == NULL ||
      !g_str_equal (reply->content_type, "application/json"))
    return;
  json = cosell_json_parse (reply->body, -1, NULL);
  if (cosell_json_kind (cosell_json_root (json)) != COSELL_JSON_OBJECT)
    return;
  for (guint i = G_N_ELEMENTS (meanings); i-- > 0;)
    if (meanings[i].status == reply->status)
      meaning = &meanings[i];
  message =
      cosell_json_dup_string (cosell_json_pointer (cosell_json_root (json), "/error/message"));
  old = g_steal_pointer (&reply->body);
  reply_error (reply, reply->status, meaning->name, message, NULL);
}
