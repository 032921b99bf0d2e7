#include "sandbox/cosell-sandbox-service.h"

#include <string.h>

#include "base/cosell-secret.h"
#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/cosell-sandbox-control.h"
#include "sandbox/cosell-sandbox-dataverse-service.h"
#include "sandbox/cosell-sandbox-query.h"
#include "sandbox/cosell-sandbox-referrals.h"
#include "sandbox/cosell-sandbox-salesforce-service.h"
#include "sandbox/cosell-sandbox-sign-in.h"

#define REFERRALS "/v1.0/engagements/referrals"
#define CATALOG "/sandbox/v1/"
#define CONTROL "/sandbox/control/"
/* Contract 3.2: the misspelling is the service's own. */
#define CONTEXT                                                                                    \
  "\"@odata.context\":\"https://api.partner.microsoft.com/v1.0/engagments/referrals/$metadata"     \
  "#Referrals/$entity\","
#define PROOF "/sandbox/proof"
#define MAX_NONCE 256
#define MAX_LOG (4 * 1024 * 1024)
/* A quarter of the log, however much of a body has to be escaped. */
#define MAX_LOGGED_BODY (160 * 1024)
#define MAX_CATALOG 1000

SandboxService *
sandbox_service_new (SandboxCore *core, const char *token)
{
  SandboxService *service = g_new0 (SandboxService, 1);

  service->core = core;
  service->token = g_strdup (token);
  g_queue_init (&service->log);
  g_queue_init (&service->faults);
  sandbox_identity_init (&service->identity);
  return service;
}

void
sandbox_service_free (SandboxService *service)
{
  if (service == NULL)
    return;
  g_queue_clear_full (&service->log, g_free);
  g_queue_clear_full (&service->faults, sandbox_fault_free);
  sandbox_core_free (service->core);
  sandbox_role_clear (&service->role);
  sandbox_identity_clear (&service->identity);
  sandbox_pin_clear (&service->pin);
  cosell_secret_free (service->token);
  g_free (service);
}

static const char *const own_names[] = { "127.0.0.1", "[::1]", "localhost" };

gboolean
sandbox_service_is_own_host (const SandboxService *service, const char *text)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (own_names); i++)
    {
      g_autofree char *own = g_strdup_printf ("%s:%u", own_names[i], service->port);

      if (g_ascii_strcasecmp (text, own) == 0 ||
          (service->port == 80 && g_ascii_strcasecmp (text, own_names[i]) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
reply_record (SandboxReply *reply, guint status, const SandboxRecord *record)
{
  reply->etag = sandbox_referral_dup_etag (record);
  sandbox_reply_json (reply, status, g_strconcat ("{", CONTEXT, record->text + 1, NULL));
}

static gboolean
is_json (const SandboxRequest *request)
{
  const char *type = soup_message_headers_get_content_type (request->headers, NULL);

  return type != NULL && (g_ascii_strcasecmp (type, "application/json") == 0 ||
                          g_ascii_strcasecmp (type, "application/json-patch+json") == 0);
}

static CosellJson *
read_body (const SandboxRequest *request, SandboxReply *reply)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  CosellJson *json;

  if (!is_json (request))
    {
      sandbox_reply_error (reply, 415, "The Content-Type must be application/json.");
      return NULL;
    }
  json = cosell_json_parse (request->body, (gssize) request->length, &error);
  if (json == NULL)
    {
      message = g_strdup_printf ("The body is no JSON: %s", error->message);
      sandbox_reply_error (reply, 400, message);
    }
  return json;
}

static void
handle_list (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  g_autoptr (GHashTable) empty = g_hash_table_new (g_str_hash, g_str_equal);
  GError *error = NULL;
  char *body =
      sandbox_query_run (service->core, request->query != NULL ? request->query : empty, &error);

  if (body == NULL)
    sandbox_reply_take_error (reply, error);
  else
    sandbox_reply_json (reply, 200, body);
}

static void
handle_create (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  g_autoptr (CosellJson) json = read_body (request, reply);
  SandboxRecord *record;
  GError *error = NULL;

  if (json == NULL)
    return;
  record = sandbox_role_check_new (&service->role, service->core, cosell_json_root (json), &error)
               ? sandbox_referral_create (service->core, cosell_json_root (json), &error)
               : NULL;
  if (record == NULL)
    {
      sandbox_reply_take_error (reply, error);
      return;
    }
  reply_record (reply, 201, record);
  reply->location = g_strconcat (REFERRALS "/", record->id, NULL);
}

static void
handle_patch (SandboxService *service,
              const SandboxRequest *request,
              SandboxRecord *record,
              SandboxReply *reply)
{
  g_autoptr (CosellJson) json = read_body (request, reply);
  const char *etag = soup_message_headers_get_one (request->headers, "If-Match");
  const char *prefer = soup_message_headers_get_list (request->headers, "Prefer");
  GError *error = NULL;

  if (json == NULL)
    return;
  if (!sandbox_role_check_record (&service->role, record, &error) ||
      !sandbox_referral_patch (service->core, record, cosell_json_root (json), etag, &error))
    {
      sandbox_reply_take_error (reply, error);
      return;
    }
  if (prefer != NULL && strstr (prefer, "return=representation") != NULL)
    {
      reply_record (reply, 200, record);
      reply->preference_applied = TRUE;
      return;
    }
  reply->status = 204;
  reply->etag = sandbox_referral_dup_etag (record);
}

static void
handle_one (SandboxService *service,
            const SandboxRequest *request,
            const char *id,
            SandboxReply *reply)
{
  SandboxRecord *record = sandbox_core_find (service->core, id);

  if (record == NULL)
    sandbox_reply_error (reply, 404, "There is no such referral.");
  else if (g_str_equal (request->method, "GET"))
    reply_record (reply, 200, record);
  else if (g_str_equal (request->method, "PATCH"))
    handle_patch (service, request, record, reply);
  else
    sandbox_reply_error (reply, 405, "A referral can be read with GET and changed with PATCH.");
}

static void
handle_all (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  if (g_str_equal (request->method, "GET"))
    handle_list (service, request, reply);
  else if (g_str_equal (request->method, "POST"))
    handle_create (service, request, reply);
  else
    sandbox_reply_error (reply, 405, "Referrals are listed with GET and created with POST.");
}

static void
handle_catalog (SandboxService *service,
                const SandboxRequest *request,
                const char *what,
                SandboxReply *reply)
{
  GHashTable *query = request->query;
  const char *top_text = query != NULL ? g_hash_table_lookup (query, "$top") : NULL;
  guint64 top = MAX_CATALOG;
  g_autofree char *body = NULL;

  if (top_text != NULL && !g_ascii_string_to_unsigned (top_text, 10, 1, MAX_CATALOG, &top, NULL))
    {
      sandbox_reply_error (reply, 400, "$top: a number from 1 to 1000 was expected.");
      return;
    }
  if (g_str_equal (what, "me"))
    body = sandbox_role_answer_me (&service->role);
  else
    body =
        sandbox_catalog_answer (what, query != NULL ? g_hash_table_lookup (query, "search") : NULL,
                                query != NULL ? g_hash_table_lookup (query, "country") : NULL,
                                (guint) top);
  if (body == NULL)
    sandbox_reply_error (reply, 404, "There is no such catalogue.");
  else if (!g_str_equal (request->method, "GET"))
    sandbox_reply_error (reply, 405, "The catalogues can only be read.");
  else
    sandbox_reply_json (reply, 200, g_steal_pointer (&body));
}

/* Whoever started this server knows its token, and learns that this one knows it as well, before it
 * sends the token anywhere. What follows an @ names the server that is asked: a proof that was
 * fetched here cannot be shown elsewhere. */
static void
handle_proof (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  g_autoptr (CosellJson) json = NULL;
  g_autofree char *nonce = NULL;
  g_autofree char *proof = NULL;
  const char *host;
  CosellJsonWriter *writer;

  if (!g_str_equal (request->method, "POST"))
    {
      sandbox_reply_error (reply, 405, "A proof is asked for with POST.");
      return;
    }
  json = read_body (request, reply);
  if (json == NULL)
    return;
  nonce = cosell_json_dup_scalar (cosell_json_member (cosell_json_root (json), "nonce"));
  host = nonce != NULL ? strrchr (nonce, '@') : NULL;
  if (nonce == NULL || *nonce == '\0' || strlen (nonce) > MAX_NONCE ||
      (host != NULL && !sandbox_service_is_own_host (service, host + 1)))
    {
      sandbox_reply_error (reply, 400, "nonce: a text of up to 256 bytes was expected.");
      return;
    }
  if (service->token == NULL)
    {
      sandbox_reply_error (reply, 404, "This server takes any token, so there is none to know.");
      return;
    }
  proof = cosell_secret_proof (service->token, nonce);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "proof", proof);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
}

static gboolean
plays (const SandboxService *service, const char *kind)
{
  return service->only_crm == NULL || g_str_equal (service->only_crm, kind);
}

void
sandbox_service_handle (SandboxService *service, const SandboxRequest *request, SandboxReply *reply)
{
  const char *path = request->path;

  sandbox_core_expire (service->core);
  if (sandbox_sign_in_is_for (path))
    sandbox_sign_in_handle (service, request, reply);
  else if (g_str_equal (path, PROOF))
    handle_proof (service, request, reply);
  else if (!sandbox_sign_in_check (service, request, reply))
    return;
  else if (sandbox_dataverse_is_for (path) && plays (service, "dynamics"))
    sandbox_dataverse_handle (service, request, reply);
  else if (sandbox_salesforce_is_for (path) && plays (service, "salesforce"))
    sandbox_salesforce_handle (service, request, reply);
  else if (service->only_crm != NULL && !g_str_has_prefix (path, CONTROL))
    sandbox_reply_error (reply, 404, "This server plays a CRM only.");
  else if (g_str_equal (path, REFERRALS))
    handle_all (service, request, reply);
  else if (g_str_has_prefix (path, REFERRALS "/"))
    handle_one (service, request, path + strlen (REFERRALS "/"), reply);
  else if (g_str_has_prefix (path, CATALOG))
    handle_catalog (service, request, path + strlen (CATALOG), reply);
  else if (!g_str_has_prefix (path, CONTROL) ||
           !sandbox_control_handle (service, request, path + strlen (CONTROL), reply))
    sandbox_reply_error (reply, 404, "There is nothing at this address.");
}

/* --- log --- */

static void
write_headers (CosellJsonWriter *writer, SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;

  cosell_json_writer_begin_object (writer);
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *valid = g_utf8_make_valid (value, -1);

      /* nobody finds the token in a log */
      if (g_ascii_strcasecmp (name, "Authorization") != 0)
        cosell_json_writer_member (writer, name, valid);
    }
  cosell_json_writer_end_object (writer);
}

static gsize
log_size (const char *entry)
{
  return strlen (entry) + sizeof (GList) + 1;
}

/* Takes entry; the oldest ones make room. */
static void
log_entry (SandboxService *service, char *entry)
{
  g_queue_push_tail (&service->log, entry);
  service->log_size += log_size (entry);
  while (service->log_size > MAX_LOG)
    {
      g_autofree char *oldest = g_queue_pop_head (&service->log);

      service->log_size -= log_size (oldest);
    }
}

void
sandbox_service_log (SandboxService *service, const SandboxRequest *request, guint status)
{
  CosellJsonWriter *writer;
  g_autofree char *at = sandbox_format_time (sandbox_core_now (service->core), 0);
  g_autofree char *body = NULL;
  g_autoptr (CosellJson) json = NULL;
  gboolean is_secret;

  if (g_str_has_prefix (request->path, CONTROL))
    return;
  /* nor what signs in: codes, verifiers and refresh tokens */
  is_secret = sandbox_sign_in_is_for (request->path);
  if (request->length > 0 && !is_secret)
    body = g_utf8_make_valid (request->body, (gssize) MIN (request->length, MAX_LOGGED_BODY));
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "method", request->method);
  cosell_json_writer_member (writer, "path", request->path);
  cosell_json_writer_member (writer, "query", is_secret ? NULL : request->query_text);
  cosell_json_writer_name (writer, "headers");
  write_headers (writer, request->headers);
  cosell_json_writer_name (writer, "body");
  if ((json = body != NULL ? cosell_json_parse (body, -1, NULL) : NULL) != NULL)
    cosell_json_writer_raw (writer, body, -1);
  else
    cosell_json_writer_string (writer, body);
  cosell_json_writer_name (writer, "status");
  cosell_json_writer_int (writer, status);
  cosell_json_writer_member (writer, "at", at);
  cosell_json_writer_end_object (writer);
  log_entry (service, cosell_json_writer_end (writer));
}

/* --- faults --- */

SandboxFault *
sandbox_service_take_fault (SandboxService *service, const SandboxRequest *request)
{
  if (g_str_has_prefix (request->path, CONTROL) || g_str_equal (request->path, PROOF))
    return NULL;
  for (GList *l = service->faults.head; l != NULL; l = l->next)
    {
      SandboxFault *fault = l->data;
      SandboxFault *copy;

      if (!sandbox_fault_fits (fault, request->method, request->path))
        continue;
      if (fault->skip > 0)
        {
          fault->skip--;
          continue;
        }
      copy = sandbox_fault_copy (fault);
      if (--fault->count == 0)
        {
          g_queue_delete_link (&service->faults, l);
          sandbox_fault_free (fault);
        }
      return copy;
    }
  return NULL;
}

void
sandbox_service_answer_fault (const SandboxFault *fault, SandboxReply *reply)
{
  if (fault->body == SANDBOX_BODY_HTML)
    {
      sandbox_reply_json (reply, fault->status != 0 ? fault->status : 200,
                          g_strdup ("<!DOCTYPE html><html><head><title>Welcome</title></head><body>"
                                    "<h1>Sign in to use this network</h1></body></html>\n"));
      reply->content_type = "text/html; charset=utf-8";
    }
  else
    sandbox_reply_error (reply, fault->status, "This answer was asked for at faults.");
  reply->retry_after = g_strdup (fault->retry_after);
  reply->location = g_strdup (fault->location);
}
