#include "ui/assistant/cosell-draft-saver.h"

#include "app/cosell-session-commands.h"
#include "base/cosell-time.h"

struct _CosellDraftSaver
{
  CosellSaver parent_instance;

  CosellSession *session; /* (owned) */
  CosellDraft *draft;     /* (owned) */
  gint64 id;
  gint64 saved_at;
};

G_DEFINE_FINAL_TYPE (CosellDraftSaver, cosell_draft_saver, COSELL_TYPE_SAVER)

typedef enum
{
  PROP_ID = 1,
  PROP_SAVED_AT,
  N_PROPS
} CosellDraftSaverProperty;
static GParamSpec *properties[N_PROPS];

static gboolean
cosell_draft_saver_is_needed (CosellSaver *saver)
{
  CosellDraftSaver *self = COSELL_DRAFT_SAVER (saver);

  return self->id != 0 || !cosell_draft_is_empty (self->draft);
}

static gboolean
cosell_draft_saver_begin (CosellSaver *saver, GAsyncReadyCallback callback, gpointer user_data)
{
  CosellDraftSaver *self = COSELL_DRAFT_SAVER (saver);

  cosell_session_save_draft_async (self->session, self->id, self->draft, NULL, callback, user_data);
  return TRUE;
}

static gboolean
cosell_draft_saver_finish (CosellSaver *saver, GAsyncResult *result, GError **error)
{
  CosellDraftSaver *self = COSELL_DRAFT_SAVER (saver);
  g_autoptr (GError) failure = NULL;
  gint64 id = cosell_session_id_finish (self->session, result, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  self->saved_at = cosell_session_now (self->session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED_AT]);
  if (self->id == id)
    return TRUE;
  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
  return TRUE;
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
    case N_PROPS:
      break;
    }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cosell_draft_saver_finalize (GObject *object)
{
  CosellDraftSaver *self = COSELL_DRAFT_SAVER (object);

  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_draft_saver_parent_class)->finalize (object);
}

static void
cosell_draft_saver_class_init (CosellDraftSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cosell_draft_saver_get_property;
  object_class->finalize = cosell_draft_saver_finalize;
  COSELL_SAVER_CLASS (klass)->is_needed = cosell_draft_saver_is_needed;
  COSELL_SAVER_CLASS (klass)->begin = cosell_draft_saver_begin;
  COSELL_SAVER_CLASS (klass)->finish = cosell_draft_saver_finish;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SAVED_AT] =
      g_param_spec_int64 ("saved-at", NULL, NULL, G_MININT64, G_MAXINT64, COSELL_NO_TIME, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cosell_draft_saver_init (CosellDraftSaver *self)
{
  self->saved_at = COSELL_NO_TIME;
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
  g_signal_connect_swapped (draft, "changed", G_CALLBACK (cosell_saver_touch), self);
  return self;
}

gint64
cosell_draft_saver_get_id (CosellDraftSaver *self)
{
  g_return_val_if_fail (COSELL_IS_DRAFT_SAVER (self), 0);

  return self->id;
}
