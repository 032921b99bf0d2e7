/* sim-network.c: what becomes of a request between the two ends
 *
 * Decided when it is made, so that one seed always decides alike. A client gives up after 30 s; the
 * request goes on all the same. */
#include <glib.h>

#include "sync/sim-crm.h"

#define PATIENCE (30 * G_TIME_SPAN_SECOND)
/* seconds that a request or an answer is on its way at most */
#define SHORTEST 25
#define LONGEST 45

static const struct
{
  const char *name;
  guint weight;
} fates[SIM_N_FATES] = {
  [SIM_FATE_GOOD] = { "good", 0 },
  [SIM_FATE_REFUSED] = { "refused", 2 },
  [SIM_FATE_LOST_BEFORE] = { "lost before", 2 },
  [SIM_FATE_LOST_AFTER] = { "lost after", 4 },
  [SIM_FATE_STATUS] = { "status", 4 },
  [SIM_FATE_STATUS_AFTER] = { "status after", 3 },
  [SIM_FATE_CUT] = { "cut", 2 },
  [SIM_FATE_WEB_PAGE] = { "web page", 1 },
};

const char *
sim_network_fate_name (SimFate fate)
{
  return fates[fate].name;
}

SimFate
sim_network_draw_fate (Sim *sim, SandboxRandom *random)
{
  guint roughness = random == &sim->crm_random ? sim->roughness / 3 : sim->roughness;
  guint total = 0;
  guint at;

  if (sandbox_random_below (random, 1000) >= roughness)
    return SIM_FATE_GOOD;
  for (guint i = 0; i < SIM_N_FATES; i++)
    total += fates[i].weight;
  at = sandbox_random_below (random, total);
  for (guint i = 0; i < SIM_N_FATES; i++)
    {
      if (at < fates[i].weight)
        return (SimFate) i;
      at -= fates[i].weight;
    }
  return SIM_FATE_GOOD;
}

/* Mostly short, sometimes longer than a client waits. */
gint64
sim_network_draw_delay (Sim *sim, SandboxRandom *random, guint limit)
{
  guint kind = sim->healed ? 0 : sandbox_random_below (random, 100);

  if (kind < 85)
    return (gint64) (5 + sandbox_random_below (random, 200)) * 1000;
  if (kind < 97)
    return (gint64) (200 + sandbox_random_below (random, 5000)) * 1000;
  return (gint64) (5 + sandbox_random_below (random, limit - 5)) * G_TIME_SPAN_SECOND;
}

guint
sim_network_draw_status (Sim *sim, SandboxRandom *random, SimFate fate, guint *retry_after)
{
  static const guint before[] = { 429, 503, 500, 502, 412, 408, 401, 509 };
  static const guint after[] = { 503, 500, 504, 408 };
  guint status = fate == SIM_FATE_STATUS ? before[sandbox_random_below (random, 8)]
                                         : after[sandbox_random_below (random, 4)];

  if ((status == 429 || status == 503) && sandbox_random_below (random, 1000) < 500)
    *retry_after = 1 + sandbox_random_below (random, 40);
  return status;
}

static gint64
draw_delay (Sim *sim, guint limit)
{
  return sim_network_draw_delay (sim, &sim->random, limit);
}

static void
time_out (Sim *sim, gpointer data)
{
  SimRequest *request = data;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u request %u: no answer", request->client->index, request->number);
  sim_request_fail (request, cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0,
                                                    request->kind == SIM_CREATE ||
                                                        request->kind == SIM_PATCH,
                                                    "No answer came."));
}

static void
arrive (Sim *sim, gpointer data);

static void
later (SimRequest *request, gint64 delay, SimFunc func);

/* What a gateway has given up on may be carried out all the same. */
static void
straggle (SimRequest *request)
{
  Sim *sim = request->sim;
  gint64 left = request->asked + SHORTEST * G_TIME_SPAN_SECOND - sim->now;

  if (!sim->breaks || request->fate != SIM_FATE_STATUS || request->reply.status != 502 ||
      (request->kind != SIM_CREATE && request->kind != SIM_PATCH) || left <= 0 ||
      !sim_chance_more (sim, 500))
    return;
  request->fate = SIM_FATE_LOST_AFTER;
  sandbox_reply_clear (&request->reply);
  later (request, (gint64) sim_below_more (sim, (guint) (left / 1000) + 1) * 1000, arrive);
}

static void
answer (Sim *sim, gpointer data)
{
  SimRequest *request = data;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u request %u: %u", request->client->index, request->number,
             request->reply.status);
  sim_request_answer (request);
  straggle (request);
}

static void
unreadable (Sim *sim, gpointer data)
{
  SimRequest *request = data;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u request %u: unreadable", request->client->index, request->number);
  sim_request_fail (request, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0,
                                                    request->kind == SIM_CREATE ||
                                                        request->kind == SIM_PATCH,
                                                    "The answer cannot be read."));
}

static void
refuse (Sim *sim, gpointer data)
{
  sim_request_fail (data, cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0, FALSE,
                                                 "The service cannot be reached."));
}

static void
break_connection (Sim *sim, gpointer data)
{
  SimRequest *request = data;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u request %u: the connection breaks", request->client->index, request->number);
  sim_request_fail (request, cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0, TRUE,
                                                    "The connection broke off."));
}

static void
later (SimRequest *request, gint64 delay, SimFunc func)
{
  sim_later (request->sim, delay, func, sim_request_ref (request),
             (GDestroyNotify) sim_request_unref);
}

/* At the server's door. */
static void
arrive (Sim *sim, gpointer data)
{
  SimRequest *request = data;
  SimFunc comes_back = answer;

  if (sim->over || request->fate == SIM_FATE_LOST_BEFORE || request->client->cut_off)
    return;
  if (request->fate == SIM_FATE_WEB_PAGE)
    {
      later (request, draw_delay (sim, LONGEST), unreadable);
      return;
    }
  request->date = sim->now - sim->now % G_TIME_SPAN_SECOND;
  if (request->fate != SIM_FATE_STATUS)
    sim_server_handle (sim, request);
  if (request->fate == SIM_FATE_STATUS || request->fate == SIM_FATE_STATUS_AFTER)
    {
      sandbox_reply_clear (&request->reply);
      sandbox_reply_error (&request->reply, request->status, "The simulation wants it so.");
      if (request->retry_after > 0)
        request->reply.retry_after = g_strdup_printf ("%u", request->retry_after);
    }
  if (request->fate == SIM_FATE_CUT)
    comes_back = unreadable;
  if (request->fate == SIM_FATE_LOST_AFTER || request->client->cut_off)
    return;
  later (request, draw_delay (sim, LONGEST), comes_back);
}

static void
send_out (Sim *sim, SimRequest *request)
{
  static const char *const kinds[] = { "LIST", "GET", "POST", "PATCH", "EXTRA" };

  request->fate =
      request->client->cut_off ? SIM_FATE_REFUSED : sim_network_draw_fate (sim, &sim->random);
  if (request->fate == SIM_FATE_STATUS || request->fate == SIM_FATE_STATUS_AFTER)
    request->status =
        sim_network_draw_status (sim, &sim->random, request->fate, &request->retry_after);
  sim_trace (sim, "c%u request %u: %s %s %s (%s)", request->client->index, request->number,
             kinds[request->kind], request->kind == SIM_LIST ? request->query : request->path,
             request->body != NULL ? request->body : "", fates[request->fate].name);
  if (request->fate == SIM_FATE_REFUSED)
    {
      later (request, 1000, refuse);
      return;
    }
  /* Nobody can tell a create that still has to arrive from one that never will: a service that
   * takes it after the client gave up makes it double, whatever the client does. */
  later (request, draw_delay (sim, request->kind == SIM_CREATE ? SHORTEST : LONGEST), arrive);
  later (request, PATIENCE, time_out);
  /* the request goes on all the same, and arrives when its sender has gone on to other things */
  if (sim->breaks && (request->kind == SIM_CREATE || request->kind == SIM_PATCH) &&
      sim_chance_more (sim, sim->roughness / 2))
    later (request, (gint64) sim_below_more (sim, 3000) * 1000, break_connection);
}

void
sim_network_take (Sim *sim)
{
  for (guint i = 0; i < sim->clients->len; i++)
    {
      SimClient *client = g_ptr_array_index (sim->clients, i);

      for (guint j = 0; j < client->fresh->len; j++)
        send_out (sim, g_ptr_array_index (client->fresh, j));
      g_ptr_array_set_size (client->fresh, 0);
      if (client->crm != NULL)
        sim_crm_network_take (client);
    }
}
