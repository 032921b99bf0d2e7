/* sim-server.c: the practice server's core, and what it was told */
#include <string.h>

#include "sandbox/cosell-sandbox-act.h"
#include "sandbox/cosell-sandbox-catalog.h"
#include "sandbox/cosell-sandbox-samples.h"
#include "sandbox/cosell-sandbox-walk.h"
#include "support/json-text.h"
#include "support/service-call.h"
#include "sync/sim.h"

#define TOKEN "simulated"
#define MORE_DEALS 8 /* where there is a CRM, too */

void
sim_server_start (Sim *sim)
{
  SandboxCore *core;

  sim->hidden = g_ptr_array_new ();
  sim->server_clock = sim_clock_new (sim);
  core = sandbox_core_new (sim->server_clock, sim->options.seed);
  sandbox_samples_make (core, 4 + sim_below (sim, 12) + (sim->options.crm ? MORE_DEALS : 0));
  sim->service = sandbox_service_new (core, TOKEN);
}

/* deals that nobody sees */

static void
note_of (Sim *sim, const char *what, const SandboxRecord *record)
{
  if (!sim->over)
    sim_trace (sim, "server: %s %s%s", record->id, what,
               record->next != NULL ? " with others" : "");
}

/* Whether somebody does not know if what they made in there exists: gone, they cannot find out. */
static gboolean
is_unconfirmed (Sim *sim, const char *engagement_id)
{
  for (guint i = 0; i < sim->clients->len; i++)
    {
      g_autoptr (GPtrArray) entries = sim_client_get_outbox (g_ptr_array_index (sim->clients, i));

      for (guint j = 0; j < entries->len; j++)
        {
          const CosellOutboxEntry *entry = g_ptr_array_index (entries, j);

          if (entry->unconfirmed && entry->engagement_id != NULL &&
              g_ascii_strcasecmp (entry->engagement_id, engagement_id) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
hide (Sim *sim)
{
  SandboxCore *core = sim->service->core;
  const SandboxRecord *any;
  SandboxRecord *first;
  guint place;

  if (core->records->len == 0)
    return;
  any = g_ptr_array_index (core->records, sim_below_more (sim, core->records->len));
  first = sandbox_core_engagement (core, any->engagement_id);
  if (is_unconfirmed (sim, first->engagement_id))
    return;
  note_of (sim, "disappears", first);
  g_hash_table_remove (core->by_engagement, first->engagement_id);
  for (SandboxRecord *record = first; record != NULL; record = record->next)
    {
      g_hash_table_remove (core->by_id, record->id);
      g_assert_true (g_ptr_array_find (core->records, record, &place));
      g_ptr_array_steal_index (core->records, place);
    }
  g_queue_clear_full (&core->walks, sandbox_walk_free); /* no list shows it any more */
  g_ptr_array_add (sim->hidden, first);
}

static void
show (Sim *sim, guint place)
{
  SandboxRecord *record = g_ptr_array_steal_index (sim->hidden, place);
  g_autoptr (GError) error = NULL;

  note_of (sim, "is seen again", record);
  while (record != NULL)
    {
      SandboxRecord *next = g_steal_pointer (&record->next);

      sandbox_core_adopt (sim->service->core, record, &error);
      g_assert_no_error (error);
      record = next;
    }
}

void
sim_server_hide_or_show (Sim *sim)
{
  if (sim->hidden->len > 0 && sim_chance_more (sim, 450))
    show (sim, sim_below_more (sim, sim->hidden->len));
  else
    hide (sim);
}

static gboolean
is_one_of (const SandboxRecord *record, const char *id, const char *engagement_id)
{
  if (engagement_id != NULL)
    return g_ascii_strcasecmp (record->engagement_id, engagement_id) == 0;
  for (; record != NULL; record = record->next)
    if (g_ascii_strcasecmp (record->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_hidden (Sim *sim, const char *id, const char *engagement_id)
{
  for (guint i = 0; i < sim->hidden->len; i++)
    if (is_one_of (g_ptr_array_index (sim->hidden, i), id, engagement_id))
      return TRUE;
  return FALSE;
}

gboolean
sim_server_is_hidden (Sim *sim, const char *id)
{
  return is_hidden (sim, id, NULL);
}

/* Nobody is invited to a deal that nobody sees. */
static gboolean
refuse_hidden (Sim *sim, SimRequest *request)
{
  g_autoptr (CosellJson) json =
      request->kind == SIM_CREATE ? cosell_json_parse (request->body, -1, NULL) : NULL;
  g_autofree char *engagement =
      cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "engagementId"));

  if (engagement == NULL || !is_hidden (sim, NULL, engagement))
    return FALSE;
  sandbox_reply_error (&request->reply, 404, "There is no such engagement.");
  return TRUE;
}

void
sim_server_stop (Sim *sim)
{
  while (sim->service != NULL && sim->hidden->len > 0)
    show (sim, 0);
  g_clear_pointer (&sim->hidden, g_ptr_array_unref);
  g_clear_pointer (&sim->service, sandbox_service_free);
  g_clear_object (&sim->server_clock);
}

static void
note_write (Sim *sim, SimRequest *request)
{
  const char *body = request->reply.body;
  g_autoptr (CosellJson) json = body != NULL ? cosell_json_parse (body, -1, NULL) : NULL;
  SimWrite *write = g_new0 (SimWrite, 1);

  write->client = request->client->index;
  write->body = g_strdup (request->body);
  if (request->kind == SIM_CREATE)
    write->id = cosell_json_dup_string (cosell_json_member (cosell_json_root (json), "id"));
  else
    write->id = g_strdup (strrchr (request->path, '/') + 1);
  g_ptr_array_add (sim->writes, write);
  if (body != NULL)
    sim_look (sim, write->client, write->id, body);
}

void
sim_server_handle (Sim *sim, SimRequest *request)
{
  static const char *const methods[] = { "GET", "GET", "POST", "PATCH", "GET" };
  g_autofree char *query =
      request->query != NULL ? service_call_dup_small_pages (request->query, sim->page_size) : NULL;
  ServiceCall call = { methods[request->kind], request->path, query,          request->body,
                       request->etag,          TOKEN,         sim->no_content };
  g_autofree char *before = NULL;
  SandboxRecord *record;
  SandboxRequest wire;

  sim_lies_tell (sim, NULL); /* what happened since */
  if (request->kind == SIM_PATCH)
    {
      record = sandbox_core_find (sim->service->core, strrchr (request->path, '/') + 1);
      before = record != NULL ? g_strdup (record->text) : NULL;
    }
  service_call_open (&call, &wire);
  if (!refuse_hidden (sim, request))
    sandbox_service_handle (sim->service, &wire, &request->reply);
  service_call_clear (&wire);
  sim_lies_tell (sim, request);
  if (request->kind != SIM_CREATE && request->kind != SIM_PATCH)
    return;
  if (request->reply.status >= 300)
    {
      sim_trace (sim, "  server: %u %s", request->reply.status, request->reply.body);
      return;
    }
  note_write (sim, request);
  sim_check_overwrite (sim, request, before);
}

/* the other side */

static const SandboxRecord *
pick_record (Sim *sim, gboolean own)
{
  GPtrArray *records = sim->service->core->records;

  for (guint i = 0; i < 8 && records->len > 0; i++)
    {
      const SandboxRecord *record = g_ptr_array_index (records, sim_below (sim, records->len));

      if (own == g_str_equal (record->organization_id, SANDBOX_OWN_ID))
        return record;
    }
  return NULL;
}

#define BUSY_DEALS 3

const SandboxRecord *
sim_server_pick_busy (Sim *sim)
{
  GPtrArray *records = sim->service->core->records;
  const SandboxRecord *busy[BUSY_DEALS];
  guint n = 0;

  for (guint i = 0; i < records->len && n < BUSY_DEALS; i++)
    {
      const SandboxRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->organization_id, SANDBOX_OWN_ID) &&
          g_str_equal (record->status, "Active"))
        busy[n++] = record;
    }
  return n > 0 ? busy[sim_below (sim, n)] : NULL;
}

static char *
edit_of (Sim *sim, const char *id)
{
  guint n = ++sim->last_token;

  switch (sim_below (sim, 12) % 11 / 2)
    {
    case 0:
      return json_printf ("{'as':'microsoft','do':'edit','id':'%s',"
                          "'/name':'Their name x%ux'}",
                          id, n);
    case 1:
      return json_printf ("{'as':'microsoft','do':'edit','id':'%s',"
                          "'/details/notes':'Their notes x%ux.'}",
                          id, n);
    case 2:
      return json_printf ("{'as':'microsoft','do':'edit','id':'%s',"
                          "'/details/dealValue':%u}",
                          id, 900000 + n);
    case 3:
      return json_printf ("{'as':'microsoft','do':'edit','id':'%s','patch':[{'op':'add',"
                          "'path':'/team/-','value':{'firstName':'Their','lastName':'Member',"
                          "'phoneNumber':'+46 1 %u','email':'x%ux@contoso.example'}}]}",
                          id, n, n);
    case 4:
      return json_printf ("{'as':'microsoft','do':'edit','id':'%s',"
                          "'/externalReferenceId':'their-x%ux'}",
                          id, n);
    default:
      return json_printf ("{'as':'microsoft','do':'edit','id':'%s','patch':["
                          "{'op':'replace','path':'/status','value':'Closed'},"
                          "{'op':'replace','path':'/substatus','value':'Lost'},"
                          "{'op':'replace','path':'/statusReason',"
                          "'value':'Customer requirement not met'}]}",
                          id);
    }
}

/* An answer for a half of somebody else. */
static char *
answer_of (Sim *sim, const SandboxRecord *record)
{
  static const char *const verbs[] = { "accept", "accept", "decline", "win" };

  return json_printf ("{'as':'%s','do':'%s','id':'%s'}", record->organization_id,
                      verbs[sim_below (sim, G_N_ELEMENTS (verbs))], record->id);
}

static char *
make_act (Sim *sim)
{
  guint kind = sim_below (sim, 10);
  const SandboxRecord *record = kind >= 6 && sim_chance (sim, 700) ? sim_server_pick_busy (sim)
                                                                   : pick_record (sim, kind >= 6);

  if (kind < 2 || record == NULL)
    return json_printf ("{'as':'%s','do':'send','name':'Sent x%ux'}",
                        kind == 0 ? sandbox_partners[0].id : "microsoft", ++sim->last_token);
  if (kind < 6)
    return answer_of (sim, record);
  if (g_str_equal (record->status, "Closed"))
    return NULL;
  return edit_of (sim, record->id);
}

void
sim_server_act (Sim *sim)
{
  g_autofree char *text = make_act (sim);
  g_autoptr (CosellJson) json = text != NULL ? cosell_json_parse (text, -1, NULL) : NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  g_assert (json != NULL);
  sandbox_act (sim->service->core, cosell_json_root (json), &error);
  sim_trace (sim, "server: %s%s%s", text, error != NULL ? ": " : "",
             error != NULL ? error->message : "");
}
