/* cosell-crm-sync.c: keeps linked deals and the opportunities of one CRM in step; runs one after
 * the other */
#include "sync/cosell-crm-sync-private.h"

G_DEFINE_FINAL_TYPE (CosellCrmSync, cosell_crm_sync, G_TYPE_OBJECT)

/* A run that was asked for. */
typedef struct
{
  CosellCrmSyncFlags flags;
  CosellCrmSyncResult result;
} Request;

static void
cosell_crm_sync_finalize (GObject *object)
{
  CosellCrmSync *self = COSELL_CRM_SYNC (object);

  g_object_unref (self->store);
  g_object_unref (self->crm);
  g_free (self->name);
  g_free (self->lock_path);
  g_queue_clear_full (&self->tasks, g_object_unref);
  G_OBJECT_CLASS (cosell_crm_sync_parent_class)->finalize (object);
}

static void
cosell_crm_sync_class_init (CosellCrmSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cosell_crm_sync_finalize;
}

static void
cosell_crm_sync_init (CosellCrmSync *self)
{
  g_queue_init (&self->tasks);
}

CosellCrmSync *
cosell_crm_sync_new (CosellStore *store, CosellCrm *crm, const char *name, CosellCrmEditFunc edit)
{
  CosellCrmSync *self = g_object_new (COSELL_TYPE_CRM_SYNC, NULL);

  self->store = g_object_ref (store);
  self->crm = g_object_ref (crm);
  self->name = g_strdup (name);
  self->edit = edit;
  return self;
}

void
cosell_crm_sync_set_lock_path (CosellCrmSync *self, const char *path)
{
  g_return_if_fail (COSELL_IS_CRM_SYNC (self));

  g_free (self->lock_path);
  self->lock_path = g_strdup (path);
}

static void
next_run (CosellCrmSync *self);

/* The task that is at work is the head of the queue. */
static void
ended_cb (CosellCrmRound *round, gpointer user_data)
{
  g_autoptr (CosellCrmSync) self = user_data;
  g_autoptr (GTask) task = g_queue_pop_head (&self->tasks);
  Request *request = g_task_get_task_data (task);

  request->result = round->result;
  if (round->error != NULL)
    g_task_return_error (task, g_error_copy (round->error));
  else
    g_task_return_boolean (task, TRUE);
  next_run (self);
}

static void
next_run (CosellCrmSync *self)
{
  GTask *task = g_queue_peek_head (&self->tasks);
  g_autoptr (CosellCrmRound) round = NULL;

  if (task == NULL)
    return;
  round = cosell_crm_round_new (self->store, self->crm, self->name, self->edit,
                                ((Request *) g_task_get_task_data (task))->flags);
  round->lock_path = g_strdup (self->lock_path);
  g_set_object (&round->cancellable, g_task_get_cancellable (task));
  round->ended = ended_cb;
  round->user_data = g_object_ref (self);
  cosell_crm_round_begin (round);
}

void
cosell_crm_sync_run_async (CosellCrmSync *self,
                           CosellCrmSyncFlags flags,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Request *request;

  g_return_if_fail (COSELL_IS_CRM_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  request = g_new0 (Request, 1);
  request->flags = flags;
  g_task_set_source_tag (task, cosell_crm_sync_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, g_free);
  g_queue_push_tail (&self->tasks, task);
  if (g_queue_get_length (&self->tasks) == 1)
    next_run (self);
}

gboolean
cosell_crm_sync_run_finish (CosellCrmSync *self,
                            GAsyncResult *async_result,
                            CosellCrmSyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (async_result, self) && result != NULL, FALSE);

  *result = ((Request *) g_task_get_task_data (G_TASK (async_result)))->result;
  return g_task_propagate_boolean (G_TASK (async_result), error);
}
