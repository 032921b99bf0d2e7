/* sim-crm.c: the client's end of the network to a CRM, and what becomes of a request on the way */
#include "sync/sim-crm.h"

#include <string.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "support/service-call.h"

#define PATIENCE (30 * G_TIME_SPAN_SECOND)
/* seconds that a request is on its way at most; what makes something arrives before its sender
 * gives up, as with the service */
#define SHORTEST 25
#define LONGEST 45

#define SIM_TYPE_CRM (sim_crm_get_type ())
G_DECLARE_DERIVABLE_TYPE (SimCrm, sim_crm, SIM, CRM, GObject)

struct _SimCrmClass
{
  GObjectClass parent_class;
};

typedef struct
{
  SimClient *client;
} SimCrmPrivate;

static void
sim_crm_iface_init (CosellCrmInterface *iface);

G_DEFINE_TYPE_WITH_CODE (SimCrm,
                         sim_crm,
                         G_TYPE_OBJECT,
                         G_ADD_PRIVATE (SimCrm)
                             G_IMPLEMENT_INTERFACE (COSELL_TYPE_CRM, sim_crm_iface_init))

/* One that takes ids of the caller's choice. */
#define SIM_TYPE_CRM_TAKER (sim_crm_taker_get_type ())
G_DECLARE_FINAL_TYPE (SimCrmTaker, sim_crm_taker, SIM, CRM_TAKER, SimCrm)

struct _SimCrmTaker
{
  SimCrm parent_instance;
};

static void
taker_iface_init (CosellCrmInterface *iface)
{
  iface->takes_ids = TRUE;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SimCrmTaker,
                               sim_crm_taker,
                               SIM_TYPE_CRM,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_CRM, taker_iface_init))

static void
sim_crm_class_init (SimCrmClass *klass)
{
}

static void
sim_crm_init (SimCrm *self)
{
}

static void
sim_crm_taker_class_init (SimCrmTakerClass *klass)
{
}

static void
sim_crm_taker_init (SimCrmTaker *self)
{
}

CosellCrm *
sim_crm_new (SimClient *client, gboolean takes_ids)
{
  SimCrm *self = g_object_new (takes_ids ? SIM_TYPE_CRM_TAKER : SIM_TYPE_CRM, NULL);

  ((SimCrmPrivate *) sim_crm_get_instance_private (self))->client = client;
  return COSELL_CRM (self);
}

/* requests */

static void
request_clear (gpointer data)
{
  SimCrmRequest *self = data;

  g_assert (self->task == NULL);
  sandbox_reply_clear (&self->reply);
  g_clear_pointer (&self->opportunity, cosell_opportunity_free);
  g_clear_pointer (&self->link, cosell_crm_link_free);
  g_clear_pointer (&self->party, cosell_crm_party_free);
  g_free (self->id);
  g_free (self->name);
  g_free (self->postal_code);
  g_free (self->next);
  g_strfreev (self->ids);
  if (self->result != NULL)
    self->free_result (self->result);
}

SimCrmRequest *
sim_crm_request_ref (SimCrmRequest *request)
{
  return g_rc_box_acquire (request);
}

void
sim_crm_request_unref (SimCrmRequest *request)
{
  g_rc_box_release_full (request, request_clear);
}

static GTask *
steal_task (SimCrmRequest *request)
{
  GTask *task = g_steal_pointer (&request->task);

  if (task != NULL && request->cancel_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), request->cancel_id);
  request->cancel_id = 0;
  return task;
}

/* error: (transfer full) */
static void
fail (SimCrmRequest *request, GError *error)
{
  g_autoptr (GTask) task = steal_task (request);

  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

static void
gave_up (Sim *sim, gpointer data)
{
  SimCrmRequest *request = data;

  sim_trace (sim, "c%u gives up CRM request %u", request->client->index, request->number);
  fail (request, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
}

static void
later (SimCrmRequest *request, gint64 delay, SimFunc func)
{
  sim_later (request->sim, delay, func, sim_crm_request_ref (request),
             (GDestroyNotify) sim_crm_request_unref);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  later (data, 0, gave_up);
}

static SimCrmRequest *
request_new (CosellCrm *crm,
             SimCrmCall call,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  SimClient *client = ((SimCrmPrivate *) sim_crm_get_instance_private (SIM_CRM (crm)))->client;
  SimCrmRequest *self = g_rc_box_new0 (SimCrmRequest);

  self->sim = client->sim;
  self->client = client;
  self->number = ++client->crm->n_requests;
  self->call = call;
  self->asked = client->sim->now;
  self->since = COSELL_NO_TIME;
  self->task = g_task_new (crm, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, request_new);
  g_task_set_check_cancellable (self->task, FALSE);
  g_ptr_array_add (client->crm->fresh, self);
  if (cancellable != NULL)
    self->cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  return self;
}

/* calls */

static char *
sim_crm_dup_link (CosellCrm *crm, const char *id)
{
  return g_strconcat ("https://crm.example/", id, NULL);
}

static void
sim_crm_list_async (CosellCrm *crm,
                    gint64 since,
                    const char *const *ids,
                    const char *next,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  SimCrmRequest *request = request_new (crm, SIM_CRM_LIST, cancellable, callback, user_data);

  request->since = since;
  request->ids = g_strdupv ((char **) ids);
  request->next = g_strdup (next);
  request->client->crm->n_lists++;
  request->client->crm->n_first_pages += next == NULL;
}

static void
sim_crm_get_async (CosellCrm *crm,
                   const char *id,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  request_new (crm, SIM_CRM_GET, cancellable, callback, user_data)->id = g_strdup (id);
}

/* What a write brings along. */
static CosellOpportunity *
copy_written (const CosellOpportunity *from)
{
  CosellOpportunity *self = cosell_opportunity_new ();

  self->id = g_strdup (from->id);
  self->mark = g_strdup (from->mark);
  self->name = g_strdup (from->name);
  self->amount = g_strdup (from->amount);
  self->currency = g_strdup (from->currency);
  self->close_date = g_strdup (from->close_date);
  self->notes = g_strdup (from->notes);
  self->stage = g_strdup (from->stage);
  self->account_id = g_strdup (from->account_id);
  self->contact = cosell_crm_party_copy (from->contact);
  self->owner = cosell_crm_party_copy (from->owner);
  self->solutions = g_strdup (from->solutions);
  self->key = g_strdup (from->key);
  return self;
}

static void
sim_crm_create_async (CosellCrm *crm,
                      const CosellOpportunity *opportunity,
                      const char *defaults,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  request_new (crm, SIM_CRM_CREATE, cancellable, callback, user_data)->opportunity =
      copy_written (opportunity);
}

static void
sim_crm_update_async (CosellCrm *crm,
                      const CosellOpportunity *opportunity,
                      CosellOpportunityFields fields,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  SimCrmRequest *request = request_new (crm, SIM_CRM_UPDATE, cancellable, callback, user_data);

  request->opportunity = copy_written (opportunity);
  request->fields = fields;
  /* what a person says while it is on its way comes too late for it */
  request->link = sim_crm_check_find_link (request->client, opportunity->id);
}

static void
sim_crm_close_async (CosellCrm *crm,
                     const char *id,
                     const CosellCrmEnding *ending,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  SimCrmRequest *request = request_new (crm, SIM_CRM_CLOSE, cancellable, callback, user_data);

  request->id = g_strdup (id);
  request->won = ending->won;
}

static void
sim_crm_find_account_async (CosellCrm *crm,
                            const char *name,
                            const char *postal_code,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  SimCrmRequest *request =
      request_new (crm, SIM_CRM_FIND_ACCOUNT, cancellable, callback, user_data);

  request->name = g_strdup (name);
  request->postal_code = g_strdup (postal_code);
}

static void
sim_crm_find_contact_async (CosellCrm *crm,
                            const char *email,
                            const char *account_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  SimCrmRequest *request =
      request_new (crm, SIM_CRM_FIND_CONTACT, cancellable, callback, user_data);

  request->name = g_strdup (email);
  request->id = g_strdup (account_id);
}

static void
sim_crm_create_party_async (CosellCrm *crm,
                            const CosellCrmParty *party,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  request_new (crm, SIM_CRM_CREATE_PARTY, cancellable, callback, user_data)->party =
      cosell_crm_party_copy (party);
}

static void
sim_crm_describe_async (CosellCrm *crm,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  request_new (crm, SIM_CRM_DESCRIBE, cancellable, callback, user_data);
}

static void
sim_crm_who_async (CosellCrm *crm,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  request_new (crm, SIM_CRM_WHO, cancellable, callback, user_data);
}

static void
sim_crm_iface_init (CosellCrmInterface *iface)
{
  iface->dup_link = sim_crm_dup_link;
  iface->list_async = sim_crm_list_async;
  iface->get_async = sim_crm_get_async;
  iface->create_async = sim_crm_create_async;
  iface->update_async = sim_crm_update_async;
  iface->close_async = sim_crm_close_async;
  iface->find_account_async = sim_crm_find_account_async;
  iface->find_contact_async = sim_crm_find_contact_async;
  iface->create_party_async = sim_crm_create_party_async;
  iface->describe_async = sim_crm_describe_async;
  iface->who_async = sim_crm_who_async;
}

/* the way there and back */

static gboolean
is_change (const SimCrmRequest *request)
{
  return request->call == SIM_CRM_CREATE || request->call == SIM_CRM_UPDATE ||
         request->call == SIM_CRM_CLOSE || request->call == SIM_CRM_CREATE_PARTY;
}

static void
time_out (Sim *sim, gpointer data)
{
  SimCrmRequest *request = data;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u CRM request %u: no answer", request->client->index, request->number);
  fail (request, cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0, is_change (request),
                                        "No answer came."));
}

static void
answer (Sim *sim, gpointer data)
{
  SimCrmRequest *request = data;
  GError *error;
  g_autoptr (GTask) task = NULL;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u CRM request %u: %u", request->client->index, request->number,
             request->reply.status);
  error = service_call_dup_error (&request->reply, is_change (request), sim->now);
  if (error != NULL)
    {
      fail (request, error);
      return;
    }
  sim_crm_server_read_late (request);
  task = steal_task (request);
  if (request->call == SIM_CRM_CLOSE)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_pointer (task, g_steal_pointer (&request->result), request->free_result);
}

static void
unreadable (Sim *sim, gpointer data)
{
  SimCrmRequest *request = data;

  if (request->task == NULL)
    return;
  sim_trace (sim, "c%u CRM request %u: unreadable", request->client->index, request->number);
  fail (request, cosell_http_error_new (COSELL_HTTP_ERROR_PROTOCOL, 0, is_change (request),
                                        "The answer cannot be read."));
}

static void
refuse (Sim *sim, gpointer data)
{
  fail (data,
        cosell_http_error_new (COSELL_HTTP_ERROR_OFFLINE, 0, FALSE, "The CRM cannot be reached."));
}

/* At the CRM's door. */
static void
arrive (Sim *sim, gpointer data)
{
  SimCrmRequest *request = data;
  SimFunc comes_back = answer;

  if (sim->over || request->fate == SIM_FATE_LOST_BEFORE || request->client->cut_off)
    return;
  if (request->fate == SIM_FATE_WEB_PAGE)
    {
      later (request, sim_network_draw_delay (sim, &sim->crm_random, LONGEST), unreadable);
      return;
    }
  if (request->fate != SIM_FATE_STATUS)
    sim_crm_server_handle (request);
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
  later (request, sim_network_draw_delay (sim, &sim->crm_random, LONGEST), comes_back);
}

static char *
describe (const SimCrmRequest *request)
{
  static const char *const calls[] = { "list",     "get",          "create",       "update",
                                       "close",    "find account", "find contact", "create party",
                                       "describe", "who" };
  const CosellOpportunity *opportunity = request->opportunity;
  const char *call = calls[request->call];

  if (opportunity != NULL)
    return g_strdup_printf ("%s %s %s of deal %" G_GINT64_FORMAT
                            " fields %x: %s | %s %s | %s | %s | %s | %s",
                            call, opportunity->id, opportunity->mark, request->deal,
                            request->fields, opportunity->name, opportunity->amount,
                            opportunity->currency, opportunity->close_date, opportunity->stage,
                            opportunity->contact != NULL ? opportunity->contact->email : NULL,
                            opportunity->notes);
  if (request->call == SIM_CRM_LIST && request->ids != NULL)
    return g_strdup_printf ("%s of %u %s", call, g_strv_length (request->ids), request->next);
  if (request->call == SIM_CRM_LIST)
    return g_strdup_printf ("%s since %.0f %s", call,
                            (double) (request->since - request->sim->begin) / 1e6, request->next);
  if (request->party != NULL)
    return g_strdup_printf ("%s %s %s", call, request->party->name, request->party->email);
  return g_strdup_printf ("%s %s %s", call, request->id, request->name);
}

/* The deal for which an opportunity is to be made: that of which the link says that it was sent
 * just now. */
static gint64
find_deal (const SimCrmRequest *request)
{
  g_autoptr (GPtrArray) links = sim_crm_client_get_links (request->client);

  for (guint i = 0; i < links->len; i++)
    {
      const CosellCrmLink *link = g_ptr_array_index (links, i);

      if (link->opportunity == NULL &&
          link->sent_at == cosell_session_now (request->client->session))
        return link->deal;
    }
  sim_fail (request->sim, "c%u makes an opportunity, and no link says so", request->client->index);
  return 0;
}

static void
send_out (Sim *sim, SimCrmRequest *request)
{
  g_autofree char *what = NULL;

  if (request->call == SIM_CRM_CREATE)
    request->deal = find_deal (request);
  request->fate =
      request->client->cut_off ? SIM_FATE_REFUSED : sim_network_draw_fate (sim, &sim->crm_random);
  if (request->fate == SIM_FATE_STATUS || request->fate == SIM_FATE_STATUS_AFTER)
    request->status =
        sim_network_draw_status (sim, &sim->crm_random, request->fate, &request->retry_after);
  what = describe (request);
  sim_trace (sim, "c%u CRM request %u: %s (%s)", request->client->index, request->number, what,
             sim_network_fate_name (request->fate));
  if (request->fate == SIM_FATE_REFUSED)
    {
      later (request, 1000, refuse);
      return;
    }
  later (request,
         sim_network_draw_delay (sim, &sim->crm_random,
                                 request->call == SIM_CRM_CREATE ||
                                         request->call == SIM_CRM_CREATE_PARTY
                                     ? SHORTEST
                                     : LONGEST),
         arrive);
  later (request, PATIENCE, time_out);
}

void
sim_crm_network_take (SimClient *client)
{
  g_autoptr (GPtrArray) fresh = g_steal_pointer (&client->crm->fresh);

  client->crm->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_crm_request_unref);
  for (guint i = 0; i < fresh->len; i++)
    send_out (client->sim, g_ptr_array_index (fresh, i));
}
