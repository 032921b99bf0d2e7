#include "app/cosell-session-commands.h"
#include "ui/assistant/cosell-draft-saver.h"

#include "base/cosell-str.h"
#include "base/cosell-time.h"

#define SAVE_MS 300
#define RETRY_MS 3000

struct _CosellDraftSaver
{
  GObject parent_instance;

  CosellSession *session; /* (owned) */
  CosellDraft *draft;     /* (owned) */
  gint64 id;
  gint64 saved_at;
  char *error;      /* (owned) (nullable) */
  gboolean dirty;   /* changed since the text that is being, or was, written */
  gboolean saving;  /* one writing is under way */
  gboolean stopped; /* nothing is written any more */
  guint source;     /* timer of the next writing, 0 = none */
  GPtrArray *tasks; /* (owned) of GTask: flushes that wait */
};

G_DEFINE_FINAL_TYPE (CosellDraftSaver, cosell_draft_saver, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_SAVED_AT,
  PROP_ERROR,
  N_PROPS
} CosellDraftSaverProperty;
static GParamSpec *properties[N_PROPS];

static void
save (CosellDraftSaver *self);

static gboolean
timeout_cb (gpointer user_data)
{
  CosellDraftSaver *self = user_data;

  self->source = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* The timer is not restarted by further changes: who types without a pause is saved all the same.
 */
static void
schedule (CosellDraftSaver *self, guint milliseconds)
{
  if (self->source == 0 && !self->saving && !self->stopped)
    self->source = g_timeout_add (milliseconds, timeout_cb, self);
}

static void
set_error (CosellDraftSaver *self, const char *error)
{
  if (g_strcmp0 (self->error, error) == 0)
    return;
  cosell_set_str (&self->error, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
end_flushes (CosellDraftSaver *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = self->tasks;

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellDraftSaver) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = cosell_session_id_finish (COSELL_SESSION (source), result, &error);

  self->saving = FALSE;
  if (error != NULL)
    {
      self->dirty = TRUE;
      set_error (self, error->message);
      end_flushes (self, error);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)) /* nothing opens it again */
        schedule (self, RETRY_MS);
      return;
    }
  self->saved_at = cosell_session_now (self->session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
  if (self->id != id)
    {
      self->id = id;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
    }
  set_error (self, NULL);
  if (!self->dirty)
    end_flushes (self, NULL);
  else if (self->tasks->len > 0)
    save (self);
  else
    schedule (self, SAVE_MS);
}

static gboolean
is_untouched (CosellDraftSaver *self)
{
  return self->id == 0 && cosell_draft_is_empty (self->draft);
}

static void
save (CosellDraftSaver *self)
{
  if (self->saving || self->stopped)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  if (!self->dirty || is_untouched (self))
    {
      self->dirty = FALSE;
      set_error (self, NULL);
      end_flushes (self, NULL);
      return;
    }
  self->dirty = FALSE;
  self->saving = TRUE;
  cosell_session_save_draft_async (self->session, self->id, self->draft, NULL, saved_cb,
                                   g_object_ref (self));
}

static void
draft_changed_cb (CosellDraftSaver *self)
{
  if (self->stopped)
    return;
  self->dirty = TRUE;
  if (self->error != NULL) /* what is typed now may be what makes it work again */
    g_clear_handle_id (&self->source, g_source_remove);
  schedule (self, SAVE_MS);
}

static void
cosell_draft_saver_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CosellDraftSaver *self = COSELL_DRAFT_SAVER (object);

  switch ((CosellDraftSaverProperty) id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      return;
    case PROP_SAVED_AT:
      g_value_set_int64 (value, self->saved_at);
      return;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      return;
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_draft_saver_finalize (GObject *object)
{
  CosellDraftSaver *self = COSELL_DRAFT_SAVER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_free (self->error);
  G_OBJECT_CLASS (cosell_draft_saver_parent_class)->finalize (object);
}

static void
cosell_draft_saver_class_init (CosellDraftSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cosell_draft_saver_get_property;
  object_class->finalize = cosell_draft_saver_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SAVED_AT] =
      g_param_spec_int64 ("saved-at", NULL, NULL, G_MININT64, G_MAXINT64, COSELL_NO_TIME, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_draft_saver_init (CosellDraftSaver *self)
{
  self->saved_at = COSELL_NO_TIME;
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

CosellDraftSaver *
cosell_draft_saver_new (CosellSession *session, CosellDraft *draft, gint64 id)
{
  CosellDraftSaver *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && COSELL_IS_DRAFT (draft), NULL);

  self = g_object_new (COSELL_TYPE_DRAFT_SAVER, NULL);
  self->session = g_object_ref (session);
  self->draft = g_object_ref (draft);
  self->id = id;
  g_signal_connect_swapped (draft, "changed", G_CALLBACK (draft_changed_cb), self);
  return self;
}

gint64
cosell_draft_saver_get_id (CosellDraftSaver *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_SAVER (self), 0);

  return self->id;
}

gboolean
cosell_draft_saver_is_clean (CosellDraftSaver *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_SAVER (self), TRUE);

  return !self->saving && (self->stopped || !self->dirty || is_untouched (self));
}

void
cosell_draft_saver_flush_async (CosellDraftSaver *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (COSELL_IS_DRAFT_SAVER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cosell_draft_saver_flush_async);
  g_ptr_array_add (self->tasks, task);
  if (self->stopped && !self->saving)
    end_flushes (self, NULL);
  else
    save (self);
}

gboolean
cosell_draft_saver_flush_finish (CosellDraftSaver *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cosell_draft_saver_stop (CosellDraftSaver *self)
{
  g_return_if_fail (COSELL_IS_DRAFT_SAVER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
}
