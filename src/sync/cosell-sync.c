/* cosell-sync.c: the sync engine's object; rounds one after the other */
#include "sync/cosell-sync.h"

#include "base/cosell-time.h"
#include "cosell-config.h"
#include "sync/cosell-round.h"

struct _CosellSync
{
  GObject parent_instance;

  CosellStore *store;   /* (owned) */
  CosellRemote *remote; /* (owned) */
  char *lock_path;      /* (owned) (nullable) */
  guint lock_limit;     /* ms; 0 = the usual one */
  gint64 arrival_limit; /* ms; -1 = the usual one */

  CosellRound *round; /* (owned) (nullable) the one that runs */
  GPtrArray *tasks;   /* of GTask: who waits for it */
  GPtrArray *next;    /* of GTask: who waits for the one after it */
  guint pulled;
  guint waiting;
  gint64 awaited;
  CosellSyncAwaits awaits;
};

typedef enum
{
  PROP_RUNNING = 1,
  PROP_PULLED,
  PROP_WAITING,
  PROP_AWAITED,
} CosellSyncProperty;

static GParamSpec *properties[PROP_AWAITED + 1];

G_DEFINE_FINAL_TYPE (CosellSync, cosell_sync, G_TYPE_OBJECT)

/* The task of one caller. */
typedef struct
{
  CosellSyncFlags flags;
  CosellSyncResult result;
  gulong cancel_id;
} Request;

static void
start_round (CosellSync *self);

static void
round_progressed_cb (CosellRound *round, gpointer user_data)
{
  CosellSync *self = user_data;

  if (self->pulled != round->result.pulled)
    {
      self->pulled = round->result.pulled;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PULLED]);
    }
  if (self->waiting != round->waiting)
    {
      self->waiting = round->waiting;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
    }
  if (self->awaited != round->awaits_until || self->awaits != round->awaits)
    {
      self->awaited = round->awaits_until;
      self->awaits = round->awaits;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAITED]);
    }
}

static void
answer_tasks (GPtrArray *tasks, const CosellSyncResult *result, const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);
      Request *request = g_task_get_task_data (task);

      if (request->cancel_id != 0)
        g_cancellable_disconnect (g_task_get_cancellable (task), request->cancel_id);
      request->cancel_id = 0;
      request->result = *result;
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
round_ended_cb (CosellRound *round, gpointer user_data)
{
  CosellSync *self = user_data;
  g_autoptr (CosellSync) alive = g_object_ref (self);
  g_autoptr (CosellRound) ended = g_steal_pointer (&self->round);
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->tasks);

  self->tasks = g_steal_pointer (&self->next);
  self->next = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->tasks->len > 0)
    start_round (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  answer_tasks (tasks, &ended->result, ended->error);
}

/* A round stops when nobody who asked for it wants it any more. */
static gboolean
everybody_cancelled (GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      GCancellable *cancellable = g_task_get_cancellable (g_ptr_array_index (tasks, i));

      if (cancellable == NULL || !g_cancellable_is_cancelled (cancellable))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_cancelled_cb (gpointer user_data)
{
  CosellSync *self = user_data;

  if (self->round != NULL && everybody_cancelled (self->tasks))
    cosell_round_cancel (self->round);
  return G_SOURCE_REMOVE;
}

static void
request_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  /* from the main loop: a cancellable may not be disconnected while it emits */
  g_idle_add_full (G_PRIORITY_DEFAULT, check_cancelled_cb, g_object_ref (user_data),
                   g_object_unref);
}

static void
start_round (CosellSync *self)
{
  CosellSyncFlags flags = 0;

  for (guint i = 0; i < self->tasks->len; i++)
    {
      Request *request = g_task_get_task_data (g_ptr_array_index (self->tasks, i));

      flags |= request->flags;
    }
  self->round = cosell_round_new (self->store, self->remote, self->lock_path, flags);
  if (self->lock_limit > 0)
    self->round->lock_limit = self->lock_limit;
  if (self->arrival_limit >= 0)
    self->round->arrival_limit = (guint) self->arrival_limit;
  self->round->progressed = round_progressed_cb;
  self->round->ended = round_ended_cb;
  self->round->user_data = self;
  self->pulled = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PULLED]);
  if (everybody_cancelled (self->tasks))
    g_cancellable_cancel (self->round->cancellable);
  cosell_round_go (self->round, COSELL_ROUND_LOCK);
}

static void
cosell_sync_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellSync *self = COSELL_SYNC (object);

  switch ((CosellSyncProperty) id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->round != NULL);
      break;
    case PROP_PULLED:
      g_value_set_uint (value, self->pulled);
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting);
      break;
    case PROP_AWAITED:
      g_value_set_int64 (value, self->awaited);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cosell_sync_finalize (GObject *object)
{
  CosellSync *self = COSELL_SYNC (object);

  g_assert (self->round == NULL); /* its tasks hold this object */
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->remote);
  g_free (self->lock_path);
  G_OBJECT_CLASS (cosell_sync_parent_class)->finalize (object);
}

static void
cosell_sync_class_init (CosellSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cosell_sync_get_property;
  object_class->finalize = cosell_sync_finalize;
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_PULLED] = g_param_spec_uint ("pulled", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_AWAITED] =
      g_param_spec_int64 ("awaited", NULL, NULL, G_MININT64, G_MAXINT64, COSELL_NO_TIME, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* So that tests with a killed program need not wait as long as a person. */
static gint64
read_arrival_limit (void)
{
  gint64 limit = -1;
#if COSELL_DEVEL
  const char *text = g_getenv ("COSELL_ARRIVAL_LIMIT");

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, 60000, &limit, NULL))
    g_warning ("COSELL_ARRIVAL_LIMIT is not a number of milliseconds: “%s”", text);
#endif
  return limit;
}

static void
cosell_sync_init (CosellSync *self)
{
  self->arrival_limit = read_arrival_limit ();
  self->awaited = COSELL_NO_TIME;
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->next = g_ptr_array_new_with_free_func (g_object_unref);
}

CosellSync *
cosell_sync_new (CosellStore *store, CosellRemote *remote, const char *lock_path)
{
  CosellSync *self = NULL;

  g_return_val_if_fail (COSELL_IS_STORE (store), NULL);
  g_return_val_if_fail (COSELL_IS_REMOTE (remote), NULL);

  self = g_object_new (COSELL_TYPE_SYNC, NULL);
  self->store = g_object_ref (store);
  self->remote = g_object_ref (remote);
  self->lock_path = g_strdup (lock_path);
  return self;
}

CosellSyncAwaits
cosell_sync_get_awaits (CosellSync *self)
{
  g_return_val_if_fail (COSELL_IS_SYNC (self), COSELL_SYNC_AWAITS_NOTHING);

  return self->awaits;
}

void
cosell_sync_set_lock_limit (CosellSync *self, guint milliseconds)
{
  self->lock_limit = milliseconds;
}

void
cosell_sync_set_arrival_limit (CosellSync *self, guint milliseconds)
{
  self->arrival_limit = milliseconds;
}

void
cosell_sync_round_async (CosellSync *self,
                         CosellSyncFlags flags,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = NULL;
  Request *request = NULL;

  g_return_if_fail (COSELL_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cosell_sync_round_async);
  g_task_set_check_cancellable (task, FALSE);
  request = g_new0 (Request, 1);
  request->flags = flags;
  if ((flags & (COSELL_SYNC_PULL | COSELL_SYNC_PUSH)) == 0)
    request->flags |= COSELL_SYNC_PULL | COSELL_SYNC_PUSH;
  g_task_set_task_data (task, request, g_free);
  g_ptr_array_add (self->round != NULL ? self->next : self->tasks, task);
  if (cancellable != NULL)
    request->cancel_id =
        g_cancellable_connect (cancellable, G_CALLBACK (request_cancelled_cb), self, NULL);
  if (self->round != NULL)
    {
      self->round->hurry = TRUE;
      return;
    }
  start_round (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

gboolean
cosell_sync_round_finish (CosellSync *self,
                          GAsyncResult *async_result,
                          CosellSyncResult *result,
                          GError **error)
{
  Request *request = NULL;

  g_return_val_if_fail (g_task_is_valid (async_result, self), FALSE);

  request = g_task_get_task_data (G_TASK (async_result));
  if (result != NULL)
    *result = request->result;
  return g_task_propagate_boolean (G_TASK (async_result), error);
}
