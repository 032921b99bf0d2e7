/* cosell-sandbox-salesforce-service.c: the Salesforce REST API as the practice server plays it */
#include "sandbox/cosell-sandbox-salesforce-service.h"

#include <string.h>

#include "base/cosell-time.h"
#include "sandbox/cosell-sandbox-salesforce-describe.h"
#include "sandbox/cosell-sandbox-salesforce-error.h"
#include "sandbox/cosell-sandbox-salesforce-query.h"
#include "sandbox/cosell-sandbox-salesforce-write.h"

#define OLDEST 31
#define NEWEST 64
#define MIN_BATCH 200
#define MAX_SEGMENTS 6

/* One request on its way. */
typedef struct
{
  SandboxService *service;
  SandboxSalesforce *salesforce;
  const SandboxRequest *request;
  const char *version; /* "v60.0" */
  SandboxReply *reply;
} Call;

gboolean
sandbox_salesforce_is_for (const char *path)
{
  return g_str_equal (path, SANDBOX_SALESFORCE_PATH) ||
         g_str_has_prefix (path, SANDBOX_SALESFORCE_PATH "/") || g_str_has_prefix (path, "/id/") ||
         g_str_equal (path, "/services/oauth2/userinfo");
}

static gboolean
is_method (const Call *call, const char *method)
{
  return g_str_equal (call->request->method, method);
}

static void
refuse (Call *call, SandboxSalesforceError code, const char *message)
{
  GError *error = NULL;

  sandbox_salesforce_set_error (&error, code, NULL, "%s", message);
  sandbox_salesforce_reply_take_error (call->reply, error);
}

static void
refuse_missing (Call *call)
{
  refuse (call, SANDBOX_SALESFORCE_NOT_FOUND, "The requested resource does not exist");
}

static void
refuse_method (Call *call)
{
  refuse (call, SANDBOX_SALESFORCE_METHOD, "HTTP Method not allowed here.");
}

/* body: (nullable): error (nullable) says why there is none. Takes both. */
static void
reply_body (Call *call, char *body, GError *error)
{
  if (body != NULL)
    sandbox_reply_json (call->reply, 200, body);
  else
    sandbox_salesforce_reply_take_error (call->reply, error);
}

static char *
dup_origin (const Call *call)
{
  const char *host = soup_message_headers_get_one (call->request->headers, "Host");

  return host != NULL ? g_strconcat ("http://", host, NULL)
                      : g_strdup_printf ("http://127.0.0.1:%u", call->service->port);
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
      refuse (call, SANDBOX_SALESFORCE_MEDIA, "The Content-Type must be application/json.");
      return NULL;
    }
  json = cosell_json_parse (call->request->body, (gssize) call->request->length, &why);
  if (json == NULL)
    refuse (call, SANDBOX_SALESFORCE_JSON, why->message);
  return json;
}

/* --- about the service --- */

static void
handle_versions (Call *call)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_array (writer);
  for (guint i = OLDEST; i <= NEWEST; i++)
    {
      g_autofree char *version = g_strdup_printf ("%u.0", i);
      g_autofree char *url = g_strdup_printf (SANDBOX_SALESFORCE_PATH "/v%u.0", i);
      g_autofree char *label = g_strdup_printf ("Practice '%02u", i / 3 + 4);

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_member (writer, "label", label);
      cosell_json_writer_member (writer, "url", url);
      cosell_json_writer_member (writer, "version", version);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  sandbox_reply_json (call->reply, 200, cosell_json_writer_end (writer));
}

/* Where the one who is signed in is described. Returns: (transfer full) */
static char *
dup_identity (const Call *call)
{
  GPtrArray *organizations = call->salesforce->records[SANDBOX_OBJECT_ORGANIZATION];
  g_autofree char *origin = dup_origin (call);

  return g_strdup_printf ("%s/id/%s/%s", origin,
                          organizations->len > 0
                              ? ((SandboxObjectRecord *) g_ptr_array_index (organizations, 0))->id
                              : "",
                          call->salesforce->user_id != NULL ? call->salesforce->user_id : "");
}

static void
handle_resources (Call *call)
{
  static const char *const names[] = { "sobjects", "query", "queryAll", "limits", "connect" };
  g_autofree char *identity = dup_identity (call);
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *url =
          g_strdup_printf (SANDBOX_SALESFORCE_PATH "/%s/%s", call->version, names[i]);

      cosell_json_writer_member (writer, names[i], url);
    }
  cosell_json_writer_member (writer, "identity", identity);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (call->reply, 200, cosell_json_writer_end (writer));
}

static void
handle_identity (Call *call)
{
  SandboxSalesforce *salesforce = call->salesforce;
  const SandboxObjectRecord *user =
      sandbox_salesforce_find (salesforce, SANDBOX_OBJECT_USER, salesforce->user_id);
  g_autofree char *id = dup_identity (call);
  CosellJsonWriter *writer;
  static const char *const names[][2] = {
    { "username", "Username" }, { "preferred_username", "Username" },
    { "display_name", "Name" }, { "name", "Name" },
    { "email", "Email" },       { "first_name", "FirstName" },
    { "last_name", "LastName" }
  };

  if (user == NULL)
    {
      refuse_missing (call);
      return;
    }
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", id);
  cosell_json_writer_member (writer, "user_id", user->id);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = sandbox_salesforce_dup (user, names[i][1]);

      cosell_json_writer_member (writer, names[i][0], text);
    }
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (call->reply, 200, cosell_json_writer_end (writer));
}

static void
handle_limits (Call *call)
{
  g_autofree char *body =
      g_strdup_printf ("{\"DailyApiRequests\":{\"Max\":100000,\"Remaining\":%" G_GUINT64_FORMAT
                       "}}",
                       100000 - MIN (call->salesforce->calls, 100000));

  sandbox_reply_json (call->reply, 200, g_steal_pointer (&body));
}

/* --- questions --- */

static guint
read_batch (const Call *call)
{
  const char *options =
      soup_message_headers_get_list (call->request->headers, "Sforce-Query-Options");
  const char *size = options != NULL ? strstr (options, "batchSize=") : NULL;

  if (size == NULL)
    return SANDBOX_SALESFORCE_BATCH;
  return (guint) CLAMP (g_ascii_strtoull (size + strlen ("batchSize="), NULL, 10), MIN_BATCH,
                        SANDBOX_SALESFORCE_BATCH);
}

/* locator: (nullable): of a page that is not the first */
static void
handle_query (Call *call, gboolean all, const char *locator)
{
  const char *text =
      call->request->query != NULL ? g_hash_table_lookup (call->request->query, "q") : NULL;
  GError *error = NULL;
  char *body = NULL;

  if (!is_method (call, "GET"))
    {
      refuse_method (call);
      return;
    }
  if (locator != NULL)
    body = sandbox_salesforce_query_more (call->salesforce, locator, call->version, &error);
  else if (text != NULL)
    body = sandbox_salesforce_query (call->salesforce, text, all, call->version, read_batch (call),
                                     &error);
  else
    sandbox_salesforce_set_error (&error, SANDBOX_SALESFORCE_MALFORMED_QUERY, NULL,
                                  "A query string has to be specified");
  reply_body (call, body, error);
}

/* --- records --- */

static void
reply_written (Call *call, const SandboxObjectRecord *record, guint status, gboolean tells_created)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "id", record->id);
  cosell_json_writer_name (writer, "success");
  cosell_json_writer_bool (writer, TRUE);
  cosell_json_writer_name (writer, "errors");
  cosell_json_writer_begin_array (writer);
  cosell_json_writer_end_array (writer);
  if (tells_created)
    {
      cosell_json_writer_name (writer, "created");
      cosell_json_writer_bool (writer, status == 201);
    }
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (call->reply, status, cosell_json_writer_end (writer));
  if (status == 201)
    call->reply->location =
        g_strdup_printf (SANDBOX_SALESFORCE_PATH "/%s/sobjects/%s/%s", call->version,
                         sandbox_salesforce_objects[record->object].name, record->id);
}

/* body: of the request. status: of the success */
static void
create (Call *call, SandboxObjectId object, CosellJsonValue body, gboolean tells_created)
{
  GError *error = NULL;
  SandboxObjectRecord *record =
      sandbox_salesforce_create (call->salesforce, object, body, SANDBOX_BY_CLIENT, &error);

  if (record != NULL)
    reply_written (call, record, 201, tells_created);
  else
    sandbox_salesforce_reply_take_error (call->reply, error);
}

static void
handle_create (Call *call, SandboxObjectId object)
{
  g_autoptr (CosellJson) json = read_body (call);

  if (json != NULL)
    create (call, object, cosell_json_root (json), FALSE);
}

/* If-Unmodified-Since of a write. FALSE: it is refused, which was said. */
static gboolean
check_unmodified (Call *call, const SandboxObjectRecord *record)
{
  const char *header = soup_message_headers_get_one (call->request->headers, "If-Unmodified-Since");
  g_autoptr (GDateTime) since =
      header != NULL ? soup_date_time_new_from_http_string (header) : NULL;
  g_autofree char *own = sandbox_salesforce_dup (record, "LastModifiedDate");
  gint64 instant;

  cosell_time_parse (own, &instant);
  if (header != NULL && since == NULL)
    refuse (call, SANDBOX_SALESFORCE_HEADER, "The date of If-Unmodified-Since is none.");
  else if (since != NULL && instant / G_USEC_PER_SEC > g_date_time_to_unix (since))
    refuse (call, SANDBOX_SALESFORCE_STALE,
            "The record was changed after the date of If-Unmodified-Since.");
  else
    return TRUE;
  return FALSE;
}

/* Returns: whether it was done */
static gboolean
update (Call *call, SandboxObjectRecord *record, CosellJsonValue body)
{
  GError *error = NULL;

  if (!check_unmodified (call, record))
    return FALSE;
  if (sandbox_salesforce_update (call->salesforce, record, body, SANDBOX_BY_CLIENT, &error))
    return TRUE;
  sandbox_salesforce_reply_take_error (call->reply, error);
  return FALSE;
}

static void
handle_record (Call *call, SandboxObjectRecord *record)
{
  gboolean writable = sandbox_salesforce_objects[record->object].writable;
  g_autoptr (CosellJson) json = NULL;
  CosellJsonWriter *writer;

  if (record->deleted)
    refuse (call, SANDBOX_SALESFORCE_DELETED, "entity is deleted");
  else if (is_method (call, "GET"))
    {
      writer = cosell_json_writer_new ();
      sandbox_salesforce_write_record (call->salesforce, record, call->version, writer);
      sandbox_reply_json (call->reply, 200, cosell_json_writer_end (writer));
    }
  else if (is_method (call, "DELETE") && writable)
    {
      sandbox_salesforce_remove (call->salesforce, record);
      call->reply->status = 204;
    }
  else if (!is_method (call, "PATCH") || !writable)
    refuse_method (call);
  else if ((json = read_body (call)) != NULL && update (call, record, cosell_json_root (json)))
    call->reply->status = 204;
}

/* By an external id: made when it is not there. */
static void
handle_upsert (Call *call, SandboxObjectId object, const SandboxField *field, const char *value)
{
  g_autoptr (CosellJson) json = read_body (call);
  SandboxObjectRecord *record =
      sandbox_salesforce_find_by (call->salesforce, object, field->name, value);
  g_autofree char *pointer = g_strconcat ("/", field->name, NULL);
  g_autofree char *quoted = cosell_json_quote (value);
  g_autofree char *full = NULL;
  g_autoptr (CosellJson) whole = NULL;
  const char *only = call->request->query != NULL
                         ? g_hash_table_lookup (call->request->query, "updateOnly")
                         : NULL;

  if (json == NULL)
    return;
  if (record != NULL)
    {
      if (update (call, record, cosell_json_root (json)))
        reply_written (call, record, 200, TRUE);
      return;
    }
  if (g_strcmp0 (only, "true") == 0)
    {
      refuse_missing (call);
      return;
    }
  full = cosell_json_set (cosell_json_get_text (json, NULL), pointer, quoted, NULL);
  whole = full != NULL ? cosell_json_parse (full, -1, NULL) : NULL;
  create (call, object, cosell_json_root (whole), TRUE);
}

static void
handle_external (Call *call, SandboxObjectId object, const char *name, const char *value)
{
  const SandboxField *field =
      sandbox_salesforce_find_field (object, name, sandbox_salesforce_is_multi (call->salesforce));
  SandboxObjectRecord *record;

  if (field == NULL || (field->flags & SANDBOX_FIELD_EXTERNAL) == 0)
    refuse (call, SANDBOX_SALESFORCE_NOT_FOUND,
            "Provided external ID field does not exist or is not accessible");
  else if (is_method (call, "PATCH"))
    handle_upsert (call, object, field, value);
  else if ((record = sandbox_salesforce_find_by (call->salesforce, object, field->name, value)) !=
           NULL)
    handle_record (call, record);
  else
    refuse_missing (call);
}

/* segments: behind "sobjects" */
static void
handle_objects (Call *call, char **segments)
{
  SandboxObjectId object =
      segments[0] != NULL ? sandbox_salesforce_find_object (segments[0]) : SANDBOX_N_OBJECTS;
  SandboxObjectRecord *record;

  if (segments[0] == NULL && is_method (call, "GET"))
    sandbox_reply_json (call->reply, 200,
                        sandbox_salesforce_describe_all (call->salesforce, call->version));
  else if (object == SANDBOX_N_OBJECTS || (sandbox_salesforce_objects[object].multi &&
                                           !sandbox_salesforce_is_multi (call->salesforce)))
    refuse_missing (call);
  else if (segments[1] == NULL && is_method (call, "GET"))
    sandbox_reply_json (call->reply, 200,
                        sandbox_salesforce_describe_basic (call->salesforce, object,
                                                           call->version));
  else if (segments[1] == NULL && is_method (call, "POST") &&
           sandbox_salesforce_objects[object].writable)
    handle_create (call, object);
  else if (segments[1] == NULL)
    refuse_method (call);
  else if (g_str_equal (segments[1], "describe") && is_method (call, "GET"))
    sandbox_reply_json (call->reply, 200,
                        sandbox_salesforce_describe (call->salesforce, object, call->version));
  else if (segments[2] != NULL)
    handle_external (call, object, segments[1], segments[2]);
  else if ((record = sandbox_salesforce_find (call->salesforce, object, segments[1])) != NULL)
    handle_record (call, record);
  else
    refuse_missing (call);
}

/* segments: behind the version */
static void
route (Call *call, char **segments)
{
  const char *first = segments[0];

  if (first == NULL || *first == '\0')
    handle_resources (call);
  else if (g_str_equal (first, "query") || g_str_equal (first, "queryAll"))
    handle_query (call, g_str_equal (first, "queryAll"), segments[1]);
  else if (g_str_equal (first, "sobjects"))
    handle_objects (call, segments + 1);
  else if (g_str_equal (first, "limits") && is_method (call, "GET"))
    handle_limits (call);
  else if (g_str_equal (first, "connect") && g_strcmp0 (segments[1], "organization") == 0 &&
           is_method (call, "GET"))
    sandbox_reply_json (call->reply, 200,
                        sandbox_salesforce_describe_organization (call->salesforce));
  else
    refuse_missing (call);
}

static gboolean
is_version (const char *text)
{
  guint64 number;
  g_autofree char *digits = g_str_has_prefix (text, "v") && g_str_has_suffix (text, ".0")
                                ? g_strndup (text + 1, strlen (text) - 3)
                                : g_strdup ("");

  return g_ascii_string_to_unsigned (digits, 10, OLDEST, NEWEST, &number, NULL);
}

void
sandbox_salesforce_handle (SandboxService *service,
                           const SandboxRequest *request,
                           SandboxReply *reply)
{
  Call call = { service, service->core->salesforce, request, SANDBOX_SALESFORCE_VERSION, reply };
  g_auto (GStrv) segments = NULL;

  if (!g_str_has_prefix (request->path, SANDBOX_SALESFORCE_PATH))
    {
      handle_identity (&call);
      return;
    }
  segments = g_strsplit (request->path + strlen (SANDBOX_SALESFORCE_PATH), "/", MAX_SEGMENTS);
  if (segments[0] == NULL || segments[1] == NULL || *segments[1] == '\0')
    handle_versions (&call);
  else if (!is_version (segments[1]))
    refuse_missing (&call);
  else
    {
      call.salesforce->calls++;
      call.version = segments[1];
      route (&call, segments + 2);
    }
  reply->api_calls = (guint) MIN (call.salesforce->calls, G_MAXUINT);
}
