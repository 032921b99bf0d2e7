/* cosell-sandbox-dataverse-service.c: the Dataverse Web API v9.2 as the practice server plays it */
#include "sandbox/cosell-sandbox-dataverse-service.h"

#include <string.h>

#include "sandbox/cosell-sandbox-dataverse-error.h"
#include "sandbox/cosell-sandbox-dataverse-list.h"
#include "sandbox/cosell-sandbox-dataverse-metadata.h"
#include "sandbox/cosell-sandbox-dataverse-value.h"
#include "sandbox/cosell-sandbox-dataverse-write.h"

#define PAGE 5000 /* the most that Dataverse gives out at once */
#define ORGANIZATION "0f7a3d5c-52f1-4c31-9d6e-6a1d2c9b7e10"
#define BUSINESS_UNIT "1b7c2a94-8e0d-4f6b-b0a5-73d9e4c1f208"

/* One request on its way. */
typedef struct
{
  SandboxService *service;
  SandboxDataverse *dataverse;
  const SandboxRequest *request;
  const char *prefer; /* never NULL */
  char *base;         /* (owned) */
  SandboxReply *reply;
} Call;

gboolean
sandbox_dataverse_is_for (const char *path)
{
  return g_str_has_prefix (path, SANDBOX_DATAVERSE_PATH);
}

char *
sandbox_dataverse_dup_base (SandboxService *service, const SandboxRequest *request)
{
  const char *host = soup_message_headers_get_one (request->headers, "Host");

  if (host != NULL)
    return g_strdup_printf ("http://%s" SANDBOX_DATAVERSE_PATH, host);
  return g_strdup_printf ("http://127.0.0.1:%u" SANDBOX_DATAVERSE_PATH, service->port);
}

static gboolean
is_method (const Call *call, const char *method)
{
  return g_str_equal (call->request->method, method);
}

static void
refuse (Call *call, guint code, const char *message)
{
  GError *error = NULL;

  sandbox_dataverse_set_error (&error, code, "%s", message);
  sandbox_dataverse_reply_take_error (call->reply, error);
}

static void
refuse_method (Call *call)
{
  refuse (call, SANDBOX_DATAVERSE_QUERY, "This cannot be done at this address.");
  call->reply->status = 405;
}

static const char *
get_option (const Call *call, const char *name)
{
  return call->request->query != NULL ? g_hash_table_lookup (call->request->query, name) : NULL;
}

/* FALSE when what is asked for is wrong, which was said. */
static gboolean
read_style (Call *call, const SandboxTable *table, SandboxRowStyle *style)
{
  GError *error = NULL;

  style->base = call->base;
  style->annotated = strstr (call->prefer, "odata.include-annotations") != NULL;
  if (sandbox_row_style_read (style, table, get_option (call, "$select"),
                              get_option (call, "$expand"), &error))
    return TRUE;
  sandbox_row_style_clear (style);
  sandbox_dataverse_reply_take_error (call->reply, error);
  return FALSE;
}

/* Returns: (nullable): NULL, and why was said */
static CosellJson *
read_body (Call *call)
{
  const char *type = soup_message_headers_get_content_type (call->request->headers, NULL);
  g_autoptr (GError) why = NULL;
  CosellJson *json;

  if (type == NULL || g_ascii_strcasecmp (type, "application/json") != 0)
    {
      refuse (call, SANDBOX_DATAVERSE_PAYLOAD, "The Content-Type must be application/json.");
      call->reply->status = 415;
      return NULL;
    }
  json = cosell_json_parse (call->request->body, (gssize) call->request->length, &why);
  if (json == NULL)
    refuse (call, SANDBOX_DATAVERSE_PAYLOAD, why->message);
  return json;
}

/* --- rows --- */

static void
reply_row (Call *call, SandboxRow *row, guint status)
{
  SandboxRowStyle style = { 0 };
  CosellJsonWriter *writer;

  if (!read_style (call, &sandbox_dataverse_tables[row->table], &style))
    return;
  writer = cosell_json_writer_new ();
  sandbox_row_write (call->dataverse, row, &style, TRUE, writer);
  call->reply->etag = sandbox_dataverse_dup_etag (row);
  sandbox_reply_json (call->reply, status, cosell_json_writer_end (writer));
  sandbox_row_style_clear (&style);
}

/* What follows a write: the row when it was asked for, else only where it is. */
static void
reply_written (Call *call, SandboxRow *row, gboolean created)
{
  call->reply->entity_id =
      g_strdup_printf ("%s%s(%s)", call->base, sandbox_dataverse_tables[row->table].set, row->id);
  if (strstr (call->prefer, "return=representation") == NULL)
    {
      call->reply->status = 204;
      return;
    }
  call->reply->preference_applied = TRUE;
  reply_row (call, row, created ? 201 : 200);
}

static void
handle_list (Call *call, SandboxTableId id)
{
  const char *size = strstr (call->prefer, "odata.maxpagesize=");
  guint64 page = PAGE;
  SandboxRowStyle style = { 0 };
  GError *error = NULL;
  char *body;

  if (size != NULL)
    page = CLAMP (g_ascii_strtoull (size + strlen ("odata.maxpagesize="), NULL, 10), 1, PAGE);
  if (!read_style (call, &sandbox_dataverse_tables[id], &style))
    return;
  body = sandbox_dataverse_list (call->dataverse, id, call->request->query, &style, (guint) page,
                                 &error);
  sandbox_row_style_clear (&style);
  if (body != NULL)
    sandbox_reply_json (call->reply, 200, body);
  else
    sandbox_dataverse_reply_take_error (call->reply, error);
}

/* "column='text'": (nullable) the column; *text: (transfer full) */
static const SandboxColumn *
split_alternate_key (SandboxTableId id, const char *key, char **text)
{
  g_auto (GStrv) halves = g_strsplit (key, "=", 2);
  const SandboxColumn *column =
      halves[0] != NULL && halves[1] != NULL
          ? sandbox_dataverse_find_column (&sandbox_dataverse_tables[id], halves[0])
          : NULL;
  gsize length = column != NULL ? strlen (halves[1]) : 0;

  if (column == NULL || (column->flags & SANDBOX_COLUMN_UNIQUE) == 0 || length < 2 ||
      halves[1][0] != '\'' || halves[1][length - 1] != '\'')
    return NULL;
  *text = g_strndup (halves[1] + 1, length - 2);
  return column;
}

/* What the address names is a part of the row. Takes json. */
static CosellJson *
add_alternate_key (CosellJson *json, const SandboxColumn *column, const char *text)
{
  g_autoptr (CosellJson) old = json;
  g_autofree char *pointer = g_strconcat ("/", column->property, NULL);
  g_autofree char *quoted = cosell_json_quote (text);
  g_autofree char *full = cosell_json_set (cosell_json_get_text (old, NULL), pointer, quoted, NULL);

  return cosell_json_parse (full != NULL ? full : "null", -1, NULL);
}

/* key: (nullable): as the address has it */
static void
handle_create (Call *call, SandboxTableId id, const char *key)
{
  CosellJson *json = read_body (call);
  const char *name = sandbox_dataverse_tables[id].columns->property;
  g_autofree char *text = NULL;
  const SandboxColumn *column = key != NULL ? split_alternate_key (id, key, &text) : NULL;
  g_autoptr (CosellJson) body = NULL;
  g_autofree char *chosen = NULL;
  const char *guid = column == NULL ? key : NULL;
  GError *error = NULL;
  SandboxRow *row;

  if (json == NULL)
    return;
  body = column != NULL ? add_alternate_key (json, column, text) : json;
  /* the client may choose the key */
  chosen = cosell_json_dup_string (cosell_json_member (cosell_json_root (body), name));
  if (guid == NULL)
    guid = chosen;
  if (guid != NULL && !sandbox_format_is_guid (guid))
    refuse (call, SANDBOX_DATAVERSE_PAYLOAD, "The key of the row is no GUID.");
  else if (guid != NULL && sandbox_dataverse_find (call->dataverse, id, guid) != NULL)
    refuse (call, SANDBOX_DATAVERSE_DUPLICATE, "A record with matching key values already exists.");
  else if ((row = sandbox_dataverse_create (call->dataverse, id, guid, cosell_json_root (body),
                                            SANDBOX_WRITER_CLIENT, &error)) == NULL)
    sandbox_dataverse_reply_take_error (call->reply, error);
  else
    reply_written (call, row, TRUE);
}

static void
handle_set (Call *call, SandboxTableId id)
{
  if (is_method (call, "GET"))
    handle_list (call, id);
  else if (is_method (call, "POST") && sandbox_dataverse_tables[id].writable)
    handle_create (call, id, NULL);
  else
    refuse_method (call);
}

static void
refuse_missing (Call *call, SandboxTableId id, const char *key)
{
  GError *error = NULL;

  sandbox_dataverse_set_error (&error, SANDBOX_DATAVERSE_NOT_THERE,
                               "Entity '%s' With Id = %s Does Not Exist",
                               sandbox_dataverse_tables[id].logical, key);
  sandbox_dataverse_reply_take_error (call->reply, error);
}

/* If-Match and If-None-Match of a write. FALSE: it is refused, which was said. */
static gboolean
check_marks (Call *call, SandboxTableId id, const char *key, SandboxRow *row)
{
  const char *match = soup_message_headers_get_one (call->request->headers, "If-Match");
  const char *none = soup_message_headers_get_list (call->request->headers, "If-None-Match");
  g_autofree char *etag = row != NULL ? sandbox_dataverse_dup_etag (row) : NULL;

  if (row == NULL && match != NULL)
    refuse_missing (call, id, key);
  else if (row != NULL && g_strcmp0 (none, "*") == 0)
    refuse (call, SANDBOX_DATAVERSE_DUPLICATE, "A record with matching key values already exists.");
  else if (row != NULL && match != NULL && !g_str_equal (match, "*") && !g_str_equal (match, etag))
    refuse (call, SANDBOX_DATAVERSE_STALE,
            "The version of the existing record doesn't match the RowVersion property provided.");
  else
    return TRUE;
  return FALSE;
}

/* PATCH makes a row that is not there, unless a header says otherwise. */
static void
handle_patch (Call *call, SandboxTableId id, const char *key, SandboxRow *row)
{
  g_autoptr (CosellJson) json = NULL;
  GError *error = NULL;

  if (!check_marks (call, id, key, row))
    return;
  if (row == NULL)
    {
      handle_create (call, id, key);
      return;
    }
  json = read_body (call);
  if (json == NULL)
    return;
  if (sandbox_dataverse_update (call->dataverse, row, cosell_json_root (json),
                                SANDBOX_WRITER_CLIENT, &error))
    reply_written (call, row, FALSE);
  else
    sandbox_dataverse_reply_take_error (call->reply, error);
}

static void
handle_get (Call *call, SandboxRow *row)
{
  const char *none = soup_message_headers_get_list (call->request->headers, "If-None-Match");
  g_autofree char *etag = sandbox_dataverse_dup_etag (row);

  if (g_strcmp0 (none, etag) == 0 && strstr (call->prefer, "annotations") == NULL)
    call->reply->status = 304;
  else
    reply_row (call, row, 200);
}

/* "GUID", or "column='text'" of an alternate key. FALSE: it is none, which was said. */
static gboolean
find_row (Call *call, SandboxTableId id, const char *key, SandboxRow **row)
{
  g_autofree char *text = NULL;
  const SandboxColumn *column;

  *row = NULL;
  if (sandbox_format_is_guid (key))
    *row = sandbox_dataverse_find (call->dataverse, id, key);
  else if ((column = split_alternate_key (id, key, &text)) != NULL)
    *row = sandbox_dataverse_find_by (call->dataverse, id, column->property, text);
  else
    {
      refuse (call, SANDBOX_DATAVERSE_QUERY, "The key in the address is none of this table.");
      return FALSE;
    }
  return TRUE;
}

static void
handle_row (Call *call, SandboxTableId id, const char *key)
{
  gboolean writable = sandbox_dataverse_tables[id].writable;
  SandboxRow *row;

  if (!find_row (call, id, key, &row))
    return;
  if (is_method (call, "PATCH") && writable)
    handle_patch (call, id, key, row);
  else if (row == NULL || !sandbox_dataverse_is_visible (call->dataverse, row))
    refuse_missing (call, id, key);
  else if (is_method (call, "GET"))
    handle_get (call, row);
  else if (!is_method (call, "DELETE") || !writable)
    refuse_method (call);
  else if (check_marks (call, id, key, row))
    {
      sandbox_dataverse_remove (call->dataverse, row);
      call->reply->status = 204;
    }
}

/* --- the rest --- */

static void
handle_who (Call *call)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();
  g_autofree char *context =
      g_strconcat (call->base, "$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse", NULL);

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "@odata.context", context);
  cosell_json_writer_member (writer, "BusinessUnitId", BUSINESS_UNIT);
  cosell_json_writer_member (writer, "UserId", call->dataverse->user_id);
  cosell_json_writer_member (writer, "OrganizationId", ORGANIZATION);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (call->reply, 200, cosell_json_writer_end (writer));
}

static void
handle_close (Call *call, gboolean won)
{
  g_autoptr (CosellJson) json = NULL;
  GError *error = NULL;

  if (!is_method (call, "POST"))
    {
      refuse_method (call);
      return;
    }
  json = read_body (call);
  if (json == NULL)
    return;
  if (sandbox_dataverse_close (call->dataverse, won, cosell_json_root (json), SANDBOX_WRITER_CLIENT,
                               &error))
    call->reply->status = 204;
  else
    sandbox_dataverse_reply_take_error (call->reply, error);
}

static void
handle_metadata (Call *call, const char *path)
{
  GError *error = NULL;
  char *body;

  if (!is_method (call, "GET"))
    {
      refuse_method (call);
      return;
    }
  body = sandbox_dataverse_describe (call->dataverse, path, get_option (call, "$select"),
                                     get_option (call, "$expand"), call->base, &error);
  if (body != NULL)
    sandbox_reply_json (call->reply, 200, body);
  else
    sandbox_dataverse_reply_take_error (call->reply, error);
}

static void
route (Call *call, const char *path)
{
  g_autofree char *key = NULL;
  SandboxTableId id = sandbox_dataverse_find_table (path, -1);

  if (g_str_equal (path, "WhoAmI") || g_str_equal (path, "WhoAmI()"))
    handle_who (call);
  else if (g_str_equal (path, "WinOpportunity") || g_str_equal (path, "LoseOpportunity"))
    handle_close (call, path[0] == 'W');
  else if (g_str_has_prefix (path, "EntityDefinitions"))
    handle_metadata (call, path);
  else if (id != SANDBOX_N_TABLES && g_str_equal (path, sandbox_dataverse_tables[id].set))
    handle_set (call, id);
  else if (sandbox_dataverse_split_key (path, &id, &key))
    handle_row (call, id, key);
  else
    refuse (call, SANDBOX_DATAVERSE_NO_SEGMENT, "Resource not found for the segment.");
}

void
sandbox_dataverse_handle (SandboxService *service,
                          const SandboxRequest *request,
                          SandboxReply *reply)
{
  const char *prefer = soup_message_headers_get_list (request->headers, "Prefer");
  Call call = { service,
                service->core->dataverse,
                request,
                prefer != NULL ? prefer : "",
                sandbox_dataverse_dup_base (service, request),
                reply };

  route (&call, request->path + strlen (SANDBOX_DATAVERSE_PATH));
  g_free (call.base);
}
