/* sim-remote.c: the client's end of the network */
#include <string.h>

#include "remote/cosell-odata.h"
#include "support/service-call.h"
#include "sync/sim.h"

#define SIM_TYPE_REMOTE (sim_remote_get_type ())
G_DECLARE_FINAL_TYPE (SimRemote, sim_remote, SIM, REMOTE, GObject)

struct _SimRemote
{
  GObject parent_instance;

  SimClient *client;
};

static void
sim_remote_iface_init (CosellRemoteInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimRemote,
                               sim_remote,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (COSELL_TYPE_REMOTE, sim_remote_iface_init))

/* requests */

static void
request_clear (gpointer data)
{
  SimRequest *self = data;

  g_assert (self->task == NULL);
  sandbox_reply_clear (&self->reply);
  g_free (self->path);
  g_free (self->query);
  g_free (self->body);
  g_free (self->etag);
}

SimRequest *
sim_request_ref (SimRequest *request)
{
  return g_rc_box_acquire (request);
}

void
sim_request_unref (SimRequest *request)
{
  g_rc_box_release_full (request, request_clear);
}

static GTask *
steal_task (SimRequest *request)
{
  GTask *task = g_steal_pointer (&request->task);

  if (task != NULL && request->cancel_id != 0)
    g_cancellable_disconnect (g_task_get_cancellable (task), request->cancel_id);
  request->cancel_id = 0;
  return task;
}

void
sim_request_fail (SimRequest *request, GError *error)
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
  SimRequest *request = data;

  sim_trace (sim, "c%u gives up request %u", request->client->index, request->number);
  sim_request_fail (request, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  SimRequest *request = data;

  sim_later (request->sim, 0, gave_up, sim_request_ref (request),
             (GDestroyNotify) sim_request_unref);
}

static SimRequest *
request_new (CosellRemote *remote,
             SimKind kind,
             const char *path,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  SimClient *client = SIM_REMOTE (remote)->client;
  SimRequest *self = g_rc_box_new0 (SimRequest);

  self->sim = client->sim;
  self->client = client;
  self->number = ++client->n_requests;
  self->kind = kind;
  self->asked = client->sim->now;
  self->path = g_strdup (path);
  self->task = g_task_new (remote, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, request_new);
  g_task_set_check_cancellable (self->task, FALSE);
  g_ptr_array_add (client->fresh, self);
  if (cancellable != NULL)
    self->cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  return self;
}

static char *
referral_path (const char *id)
{
  return g_strconcat (SERVICE_CALL_REFERRALS "/", id, NULL);
}

static void
sim_remote_list_async (CosellRemote *remote,
                       const char *next,
                       const char *engagement_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  SimRequest *request =
      request_new (remote, SIM_LIST, SERVICE_CALL_REFERRALS, cancellable, callback, user_data);

  request->query = next != NULL ? g_strdup (next) : cosell_odata_first_query (engagement_id);
}

static void
sim_remote_list_all_async (CosellRemote *remote,
                           const char *next,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SimRequest *request;

  if (!SIM_REMOTE (remote)->client->sim->has_reconciliations)
    {
      task = g_task_new (remote, cancellable, callback, user_data);
      g_task_return_error (task, cosell_http_error_new (COSELL_HTTP_ERROR_REJECTED, 0, FALSE,
                                                        "There is no such order."));
      return;
    }
  request =
      request_new (remote, SIM_LIST, SERVICE_CALL_REFERRALS, cancellable, callback, user_data);
  request->query = g_strdup (next != NULL ? next : cosell_odata_all_query ());
}

static CosellRemotePage *
sim_remote_list_finish (CosellRemote *remote, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sim_remote_get_async (CosellRemote *remote,
                      const char *id,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autofree char *path = referral_path (id);

  request_new (remote, SIM_GET, path, cancellable, callback, user_data);
}

static void
sim_remote_create_async (CosellRemote *remote,
                         const char *body,
                         const char *request_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  SimRequest *request =
      request_new (remote, SIM_CREATE, SERVICE_CALL_REFERRALS, cancellable, callback, user_data);

  request->body = g_strdup (body);
}

static void
sim_remote_patch_async (CosellRemote *remote,
                        const char *id,
                        const char *patch,
                        const char *etag,
                        const char *request_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *path = referral_path (id);
  SimRequest *request = request_new (remote, SIM_PATCH, path, cancellable, callback, user_data);

  request->body = g_strdup (patch);
  request->etag = g_strdup (etag);
}

static CosellRemoteAnswer *
sim_remote_answer_finish (CosellRemote *remote, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sim_remote_extra_async (CosellRemote *remote,
                        const char *what,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *path = g_strconcat (SERVICE_CALL_EXTRAS, what, NULL);
  g_autoptr (GTask) task = NULL;

  if (!SIM_REMOTE (remote)->client->sim->has_extras) /* as the real service */
    {
      task = g_task_new (remote, cancellable, callback, user_data);
      g_task_return_error (task, cosell_http_error_new (COSELL_HTTP_ERROR_GONE, 0, FALSE,
                                                        "There is no such list."));
      return;
    }
  request_new (remote, SIM_EXTRA, path, cancellable, callback, user_data);
}

/* answers */

void
sim_request_answer (SimRequest *request)
{
  const SandboxReply *reply = &request->reply;
  gboolean is_change = request->kind == SIM_CREATE || request->kind == SIM_PATCH;
  GError *error = service_call_dup_error (reply, is_change, request->sim->now);
  g_autoptr (GTask) task = NULL;
  CosellRemotePage *page;

  if (request->task != NULL && request->date != 0)
    cosell_service_clock_learn (COSELL_SERVICE_CLOCK (request->client->service_clock),
                                request->date, request->asked, request->sim->now);
  if (error == NULL && request->kind == SIM_LIST)
    {
      page = cosell_odata_read_page (reply->body, strlen (reply->body), request->query, &error);
      if (page != NULL && (task = steal_task (request)) != NULL)
        g_task_return_pointer (task, page, (GDestroyNotify) cosell_remote_page_free);
      else
        cosell_remote_page_free (page);
    }
  else if (error == NULL && (task = steal_task (request)) != NULL)
    {
      g_task_return_pointer (task, service_call_dup_answer (reply),
                             (GDestroyNotify) cosell_remote_answer_free);
    }
  if (error != NULL)
    sim_request_fail (request, error);
}

static void
sim_remote_iface_init (CosellRemoteInterface *iface)
{
  iface->list_async = sim_remote_list_async;
  iface->list_all_async = sim_remote_list_all_async;
  iface->list_finish = sim_remote_list_finish;
  iface->get_async = sim_remote_get_async;
  iface->create_async = sim_remote_create_async;
  iface->patch_async = sim_remote_patch_async;
  iface->answer_finish = sim_remote_answer_finish;
  iface->extra_async = sim_remote_extra_async;
}

static void
sim_remote_class_init (SimRemoteClass *klass)
{
}

static void
sim_remote_init (SimRemote *self)
{
}

CosellRemote *
sim_remote_new (SimClient *client)
{
  SimRemote *self = g_object_new (SIM_TYPE_REMOTE, NULL);

  self->client = client;
  return COSELL_REMOTE (self);
}
