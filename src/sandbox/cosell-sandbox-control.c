/* /sandbox/control/: for tests, scripts and curious people
 *
 * GET state   {"value":[referral…]}, oldest first, Microsoft's and partners' halves included
 * GET log     {"value":[{"method","path","query","headers","body","status","at"}…]}, oldest first;
 *             body is the JSON as it came, a string when it was none, null when there was no body;
 *             the token is left out
 * POST clock  {"seconds":N} moves the clock, back too → {"now","seconds","expired"}
 * POST act    see cosell-sandbox-act.c → the referral
 * POST identity see cosell-sandbox-identity.h: expires and revokes tokens, asks for a second factor
 * POST role   see cosell-sandbox-role.c → the answer of me
 * POST faults {"count":N,"method","path","status","delayMs","drop":"before"|"after",
 *             "body":"cut"|"garbled"|"html"|"empty","retryAfter"}: the next N (1) requests that fit
 *             are answered that way; {"count":0} forgets all faults → {"value":[faults that wait]}.
 *             Also "skip":N (requests that go through first), "location" (header, with status 302
 * or another), "nextLink" (in place of the list's own), "charset":"bom"|"utf-16"|"latin-1",
 * "encoding":"gzip", "chunked":true (with "cut"), "oversize":BYTES (blanks behind the body), "date"
 * (header, "" for none) and "engagement":"own" (a create gets an engagement of the service's own).
 * "forget":["/details/notes",…] carries a write out but keeps nothing new at these paths;
 * {"/details/notes":"other",…} keeps that instead;
 * "answer" with the same: only the answer says so
 * GET faults  the same answer
 * GET, POST crm see cosell-sandbox-crm-control.h
 */
#include "sandbox/cosell-sandbox-control.h"

#include <string.h>

#include "sandbox/cosell-sandbox-act.h"
#include "sandbox/cosell-sandbox-crm-control.h"

#define MAX_SECONDS (G_GINT64_CONSTANT (100) * 366 * 24 * 3600)

static char *
answer_list (GQueue *texts)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  for (GList *l = texts->head; l != NULL; l = l->next)
    cosell_json_writer_raw (writer, l->data, -1);
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static char *
answer_state (SandboxCore *core)
{
  GString *text = g_string_new ("{\"value\":[");

  for (guint i = 0; i < core->records->len; i++)
    {
      const SandboxRecord *record = g_ptr_array_index (core->records, i);

      if (i > 0)
        g_string_append_c (text, ',');
      g_string_append_len (text, record->text, (gssize) g_ref_string_length (record->text));
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static void
control_clock (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  CosellJsonValue seconds = cosell_json_member (body, "seconds");
  gint64 n = cosell_json_get_int (seconds, G_MAXINT64);
  CosellJsonWriter *writer;
  g_autofree char *now = NULL;
  guint expired;

  /* all in all, so that the clock stays where dates can be written */
  if (n >= -MAX_SECONDS && n <= MAX_SECONDS)
    n += service->core->clock_offset / G_USEC_PER_SEC;
  if (n < -MAX_SECONDS || n > MAX_SECONDS)
    {
      sandbox_reply_error (reply, 400,
                           "seconds: a whole number was expected, within a hundred years.");
      return;
    }
  service->core->clock_offset = n * G_USEC_PER_SEC;
  expired = sandbox_core_expire (service->core);
  if (service->core->changed != NULL)
    service->core->changed (service->core->changed_data);
  now = sandbox_format_time (sandbox_core_now (service->core), 0);
  writer = cosell_json_writer_new ();
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "now", now);
  cosell_json_writer_name (writer, "seconds");
  cosell_json_writer_int (writer, service->core->clock_offset / G_USEC_PER_SEC);
  cosell_json_writer_name (writer, "expired");
  cosell_json_writer_int (writer, expired);
  cosell_json_writer_end_object (writer);
  sandbox_reply_json (reply, 200, cosell_json_writer_end (writer));
}

static void
control_act (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  GError *error = NULL;
  SandboxRecord *record = sandbox_act (service->core, body, &error);

  if (record == NULL)
    sandbox_reply_take_error (reply, error);
  else
    sandbox_reply_json (reply, 200, g_strdup (record->text));
}

static char *
answer_faults (GQueue *faults)
{
  CosellJsonWriter *writer = cosell_json_writer_new ();

  cosell_json_writer_begin_object (writer);
  cosell_json_writer_name (writer, "value");
  cosell_json_writer_begin_array (writer);
  for (GList *l = faults->head; l != NULL; l = l->next)
    {
      const SandboxFault *fault = l->data;

      cosell_json_writer_begin_object (writer);
      cosell_json_writer_name (writer, "count");
      cosell_json_writer_int (writer, fault->count);
      cosell_json_writer_member (writer, "method", fault->method);
      cosell_json_writer_member (writer, "path", fault->path);
      cosell_json_writer_end_object (writer);
    }
  cosell_json_writer_end_array (writer);
  cosell_json_writer_end_object (writer);
  return cosell_json_writer_end (writer);
}

static void
control_faults (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  SandboxFault *fault = sandbox_fault_read (body);

  if (fault == NULL)
    {
      sandbox_reply_error (reply, 400, "This is no fault that can be made.");
      return;
    }
  if (fault->count == 0)
    {
      g_queue_clear_full (&service->faults, sandbox_fault_free);
      sandbox_fault_free (fault);
    }
  else
    g_queue_push_tail (&service->faults, fault);
  sandbox_reply_json (reply, 200, answer_faults (&service->faults));
}

static void
control_role (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  if (sandbox_role_read (&service->role, body))
    sandbox_reply_json (reply, 200, sandbox_role_answer_me (&service->role));
  else
    sandbox_reply_error (reply, 400, "This is no role: ReferralsAdmin or ReferralsUser.");
}

static void
control_identity (SandboxService *service, CosellJsonValue body, SandboxReply *reply)
{
  char *answer = sandbox_identity_control (&service->identity, body);

  if (answer != NULL)
    sandbox_reply_json (reply, 200, answer);
  else
    sandbox_reply_error (reply, 400, "This is nothing that the identity provider can do.");
}

static void
control_post (SandboxService *service,
              const SandboxRequest *request,
              const char *name,
              SandboxReply *reply)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (request->body, (gssize) request->length, &error);
  CosellJsonValue body = cosell_json_root (json);

  if (json == NULL)
    sandbox_reply_error (reply, 400, error->message);
  else if (g_str_equal (name, "clock"))
    control_clock (service, body, reply);
  else if (g_str_equal (name, "act"))
    control_act (service, body, reply);
  else if (g_str_equal (name, "identity"))
    control_identity (service, body, reply);
  else if (g_str_equal (name, "role"))
    control_role (service, body, reply);
  else if (g_str_equal (name, "crm"))
    sandbox_crm_control_post (service, body, reply);
  else
    control_faults (service, body, reply);
}

gboolean
sandbox_control_handle (SandboxService *service,
                        const SandboxRequest *request,
                        const char *name,
                        SandboxReply *reply)
{
  static const char *const posts[] = { "clock", "act", "faults", "identity", "role", "crm", NULL };

  if (g_str_equal (request->method, "POST") && g_strv_contains (posts, name))
    control_post (service, request, name, reply);
  else if (!g_str_equal (request->method, "GET"))
    return FALSE;
  else if (g_str_equal (name, "state"))
    sandbox_reply_json (reply, 200, answer_state (service->core));
  else if (g_str_equal (name, "log"))
    sandbox_reply_json (reply, 200, answer_list (&service->log));
  else if (g_str_equal (name, "faults"))
    sandbox_reply_json (reply, 200, answer_faults (&service->faults));
  else if (g_str_equal (name, "crm"))
    sandbox_crm_control_get (service, request, reply);
  else
    return FALSE;
  return TRUE;
}
