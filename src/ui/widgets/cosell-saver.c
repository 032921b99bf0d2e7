#include "ui/widgets/cosell-saver.h"

#include "base/cosell-str.h"

#define SAVE_MS 300
#define RETRY_MS 3000

typedef struct
{
  char *error;      /* (owned) (nullable) */
  gboolean dirty;   /* touched since what is being, or was, written */
  guint saving;     /* writings under way: one, and the last one behind it */
  gboolean stopped; /* nothing is written any more */
  guint source;     /* timer of the next writing, 0 = none */
  GPtrArray *tasks; /* (owned) of GTask: flushes that wait */
} CosellSaverPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CosellSaver, cosell_saver, G_TYPE_OBJECT)

typedef enum
{
  PROP_ERROR = 1,
  N_PROPS
} CosellSaverProperty;
static GParamSpec *properties[N_PROPS];

static CosellSaverPrivate *
get_private (CosellSaver *self)
{
  return cosell_saver_get_instance_private (self);
}

static void
save (CosellSaver *self);

static gboolean
timeout_cb (gpointer user_data)
{
  get_private (user_data)->source = 0;
  save (user_data);
  return G_SOURCE_REMOVE;
}

/* The timer is not restarted by further letters: who types without a pause is saved all the same.
 */
static void
schedule (CosellSaver *self, guint milliseconds)
{
  CosellSaverPrivate *priv = get_private (self);

  if (priv->source == 0 && priv->saving == 0 && !priv->stopped)
    priv->source = g_timeout_add (milliseconds, timeout_cb, self);
}

static void
end_flushes (CosellSaver *self, const GError *error)
{
  CosellSaverPrivate *priv = get_private (self);
  g_autoptr (GPtrArray) tasks = priv->tasks;

  priv->tasks = g_ptr_array_new_with_free_func (g_object_unref);
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
  g_autoptr (CosellSaver) self = user_data;
  g_autoptr (GError) error = NULL;
  CosellSaverPrivate *priv = get_private (self);

  priv->saving--;
  if (!COSELL_SAVER_GET_CLASS (self)->finish (self, result, &error))
    {
      priv->dirty = TRUE;
      cosell_saver_set_error (self, error->message);
      end_flushes (self, error);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED)) /* nothing opens it again */
        schedule (self, RETRY_MS);
      return;
    }
  cosell_saver_set_error (self, NULL);
  if (priv->saving > 0)
    return;
  if (!priv->dirty || priv->stopped)
    end_flushes (self, NULL);
  else if (priv->tasks->len > 0)
    save (self);
  else
    schedule (self, SAVE_MS);
}

static gboolean
is_needed (CosellSaver *self)
{
  CosellSaverClass *klass = COSELL_SAVER_GET_CLASS (self);

  return klass->is_needed == NULL || klass->is_needed (self);
}

/* Begins to write what is not written yet. Returns: FALSE when there is nothing */
static gboolean
begin (CosellSaver *self)
{
  CosellSaverPrivate *priv = get_private (self);
  gboolean wanted = priv->dirty && is_needed (self);

  priv->dirty = FALSE;
  if (!wanted)
    return FALSE;
  if (COSELL_SAVER_GET_CLASS (self)->begin (self, saved_cb, g_object_ref (self)))
    priv->saving++;
  else
    g_object_unref (self);
  return priv->saving > 0;
}

static void
save (CosellSaver *self)
{
  CosellSaverPrivate *priv = get_private (self);

  if (priv->saving > 0 || priv->stopped)
    return;
  g_clear_handle_id (&priv->source, g_source_remove);
  if (begin (self))
    return;
  cosell_saver_set_error (self, NULL);
  end_flushes (self, NULL);
}

/* --- object --- */

static void
cosell_saver_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ERROR)
    g_value_set_string (value, get_private (COSELL_SAVER (object))->error);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_saver_finalize (GObject *object)
{
  CosellSaverPrivate *priv = get_private (COSELL_SAVER (object));

  g_clear_handle_id (&priv->source, g_source_remove);
  g_ptr_array_unref (priv->tasks);
  g_free (priv->error);
  G_OBJECT_CLASS (cosell_saver_parent_class)->finalize (object);
}

static void
cosell_saver_class_init (CosellSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = cosell_saver_get_property;
  G_OBJECT_CLASS (klass)->finalize = cosell_saver_finalize;
  properties[PROP_ERROR] =
      g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
cosell_saver_init (CosellSaver *self)
{
  get_private (self)->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

void
cosell_saver_touch (CosellSaver *self)
{
  CosellSaverPrivate *priv;

  g_return_if_fail (COSELL_IS_SAVER (self));

  priv = get_private (self);
  if (priv->stopped)
    return;
  priv->dirty = TRUE;
  if (priv->error != NULL) /* what is typed now may be what makes it work again */
    g_clear_handle_id (&priv->source, g_source_remove);
  schedule (self, SAVE_MS);
}

void
cosell_saver_set_error (CosellSaver *self, const char *message)
{
  CosellSaverPrivate *priv;

  g_return_if_fail (COSELL_IS_SAVER (self));

  priv = get_private (self);
  if (g_strcmp0 (priv->error, message) == 0)
    return;
  cosell_set_str (&priv->error, message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

gboolean
cosell_saver_is_clean (CosellSaver *self)
{
  CosellSaverPrivate *priv;

  g_return_val_if_fail (COSELL_IS_SAVER (self), TRUE);

  priv = get_private (self);
  return priv->saving == 0 && (priv->stopped || !priv->dirty || !is_needed (self));
}

void
cosell_saver_flush_async (CosellSaver *self, GAsyncReadyCallback callback, gpointer user_data)
{
  CosellSaverPrivate *priv;
  GTask *task;

  g_return_if_fail (COSELL_IS_SAVER (self));

  priv = get_private (self);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cosell_saver_flush_async);
  g_ptr_array_add (priv->tasks, task);
  if (priv->stopped && priv->saving == 0)
    end_flushes (self, NULL);
  else
    save (self);
}

gboolean
cosell_saver_flush_finish (CosellSaver *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cosell_saver_stop (CosellSaver *self)
{
  CosellSaverPrivate *priv;

  g_return_if_fail (COSELL_IS_SAVER (self));

  priv = get_private (self);
  priv->stopped = TRUE;
  g_clear_handle_id (&priv->source, g_source_remove);
}

void
cosell_saver_close (CosellSaver *self)
{
  CosellSaverPrivate *priv;

  g_return_if_fail (COSELL_IS_SAVER (self));

  priv = get_private (self);
  /* behind the one that is under way */
  if (!priv->stopped && priv->tasks->len > 0)
    begin (self);
  else if (!priv->stopped && priv->dirty && is_needed (self))
    COSELL_SAVER_GET_CLASS (self)->begin (self, NULL, NULL);
  cosell_saver_stop (self);
}
