#include "ui/forms/cosell-form-keeper.h"

#include "app/cosell-session-unsaved.h"
#include "base/cosell-str.h"

struct _CosellFormKeeper
{
  CosellSaver parent_instance;

  CosellSession *session;    /* (owned) (nullable) */
  CosellDeal *deal;          /* (owned) (nullable) */
  CosellDealForm *form;      /* (unowned) (nullable): a weak pointer */
  GCancellable *cancellable; /* (owned) of the reading */
  CosellUnsavedForm *kept;   /* (owned) (nullable): what was given back */
  char *written;             /* (owned) (nullable) what the store was given last */
  gboolean early;            /* typed before what was kept was read */
  gboolean ready;
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (CosellFormKeeper, cosell_form_keeper, COSELL_TYPE_SAVER)

enum
{
  READY,
  RESTORED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* The form as it stands, with what was kept of fields that it does not have this time. */
static CosellUnsavedForm *
read_form (CosellFormKeeper *self)
{
  CosellUnsavedForm *now = cosell_deal_form_read (self->form, self->deal);

  for (guint i = 0; self->kept != NULL && i < self->kept->fields->len; i++)
    {
      const CosellFormField *field = g_ptr_array_index (self->kept->fields, i);

      if (cosell_unsaved_form_find (now, field->name) == NULL)
        cosell_unsaved_form_add (now, field->name, field->label, field->base, field->value,
                                 field->words);
    }
  return now;
}

static gboolean
cosell_form_keeper_begin (CosellSaver *saver, GAsyncReadyCallback callback, gpointer user_data)
{
  CosellFormKeeper *self = COSELL_FORM_KEEPER (saver);
  g_autoptr (CosellUnsavedForm) now = NULL;
  g_autofree char *text = NULL;

  if (self->form == NULL)
    return FALSE;
  now = read_form (self);
  text = cosell_unsaved_form_to_json (now);
  if (g_strcmp0 (text, self->written) == 0)
    return FALSE;
  cosell_take_str (&self->written, g_steal_pointer (&text));
  cosell_session_unsaved_put_async (self->session, cosell_deal_get_id (self->deal), now, NULL,
                                    callback, user_data);
  return TRUE;
}

static gboolean
cosell_form_keeper_finish (CosellSaver *saver, GAsyncResult *result, GError **error)
{
  CosellFormKeeper *self = COSELL_FORM_KEEPER (saver);
  g_autoptr (GObject) session = g_async_result_get_source_object (result);

  if (self->ended || cosell_session_finish (COSELL_SESSION (session), result, error))
    return TRUE;
  g_clear_pointer (&self->written, g_free);
  return FALSE;
}

static void
typed_cb (CosellFormKeeper *self)
{
  if (self->ready)
    cosell_saver_touch (COSELL_SAVER (self));
  else
    self->early = TRUE;
}

/* What a person typed before it was read stays. */
static void
give_back (CosellFormKeeper *self, const CosellUnsavedForm *kept)
{
  g_autoptr (CosellUnsavedForm) now = cosell_deal_form_read (self->form, self->deal);
  g_autoptr (CosellUnsavedForm) back = cosell_unsaved_form_new (kept->form, NULL, NULL);
  gboolean changed = cosell_unsaved_form_has_other_base (kept, now);

  for (guint i = 0; i < kept->fields->len; i++)
    {
      const CosellFormField *field = g_ptr_array_index (kept->fields, i);
      const CosellFormField *shown = cosell_unsaved_form_find (now, field->name);

      if (shown == NULL || g_str_equal (shown->base, shown->value))
        cosell_unsaved_form_add (back, field->name, field->label, field->base, field->value,
                                 field->words);
    }
  cosell_deal_form_fill (self->form, back);
  self->early = TRUE;
  g_signal_emit (self, signals[RESTORED], 0, kept->at, changed);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CosellFormKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms =
      cosell_session_unsaved_get_finish (COSELL_SESSION (source), result, &error);
  g_autofree char *name = NULL;

  if (self->form == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  name = cosell_deal_form_dup_name (self->form);
  for (guint i = 0; forms != NULL && i < forms->len && self->kept == NULL; i++)
    if (g_str_equal (((CosellUnsavedForm *) g_ptr_array_index (forms, i))->form, name))
      self->kept = g_ptr_array_steal_index (forms, i);
  if (self->kept != NULL)
    give_back (self, self->kept);
  self->ready = TRUE;
  if (error != NULL)
    cosell_saver_set_error (COSELL_SAVER (self), error->message);
  if (self->early)
    cosell_saver_touch (COSELL_SAVER (self));
  g_signal_emit (self, signals[READY], 0);
}

/* --- life --- */

static void
cosell_form_keeper_dispose (GObject *object)
{
  CosellFormKeeper *self = COSELL_FORM_KEEPER (object);

  g_cancellable_cancel (self->cancellable);
  cosell_saver_close (COSELL_SAVER (self));
  self->ended = TRUE;
  g_clear_weak_pointer (&self->form);
  g_clear_object (&self->deal);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cosell_form_keeper_parent_class)->dispose (object);
}

static void
cosell_form_keeper_finalize (GObject *object)
{
  CosellFormKeeper *self = COSELL_FORM_KEEPER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->kept, cosell_unsaved_form_free);
  g_free (self->written);
  G_OBJECT_CLASS (cosell_form_keeper_parent_class)->finalize (object);
}

static void
cosell_form_keeper_class_init (CosellFormKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cosell_form_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = cosell_form_keeper_finalize;
  COSELL_SAVER_CLASS (klass)->begin = cosell_form_keeper_begin;
  COSELL_SAVER_CLASS (klass)->finish = cosell_form_keeper_finish;

  signals[READY] = g_signal_new ("ready", COSELL_TYPE_FORM_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[RESTORED] = g_signal_new ("restored", COSELL_TYPE_FORM_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
}

static void
cosell_form_keeper_init (CosellFormKeeper *self)
{
  self->cancellable = g_cancellable_new ();
}

CosellFormKeeper *
cosell_form_keeper_new (CosellSession *session, CosellDeal *deal, CosellDealForm *form)
{
  CosellFormKeeper *self;

  g_return_val_if_fail (COSELL_IS_SESSION (session) && COSELL_IS_DEAL (deal), NULL);
  g_return_val_if_fail (COSELL_IS_DEAL_FORM (form), NULL);

  self = g_object_new (COSELL_TYPE_FORM_KEEPER, NULL);
  self->session = g_object_ref (session);
  self->deal = g_object_ref (deal);
  g_set_weak_pointer (&self->form, form);
  g_signal_connect_object (form, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  cosell_session_unsaved_get_async (session, cosell_deal_get_id (deal), self->cancellable,
                                    loaded_cb, g_object_ref (self));
  return self;
}

void
cosell_form_keeper_reset (CosellFormKeeper *self)
{
  g_autoptr (CosellUnsavedForm) now = NULL;

  g_return_if_fail (COSELL_IS_FORM_KEEPER (self) && self->form != NULL);

  g_clear_pointer (&self->kept, cosell_unsaved_form_free);
  now = cosell_deal_form_read (self->form, self->deal);
  cosell_unsaved_form_reset (now);
  cosell_deal_form_fill (self->form, now);
  if (!self->ready)
    return;
  cosell_saver_touch (COSELL_SAVER (self));
  cosell_saver_flush_async (COSELL_SAVER (self), NULL, NULL);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cosell_session_finish (COSELL_SESSION (source), result, &error))
    g_info ("Dropping what was typed: %s", error->message);
}

void
cosell_form_keeper_end (CosellFormKeeper *self)
{
  g_autofree char *name = NULL;
  g_autoptr (CosellUnsavedForm) nothing = NULL;

  g_return_if_fail (COSELL_IS_FORM_KEEPER (self));

  if (self->ended || self->form == NULL)
    return;
  self->ended = TRUE;
  cosell_saver_stop (COSELL_SAVER (self));
  /* what was never read was never seen: it stays */
  if (!self->ready)
    return;
  name = cosell_deal_form_dup_name (self->form);
  nothing = cosell_unsaved_form_new (name, NULL, NULL);
  cosell_session_unsaved_put_async (self->session, cosell_deal_get_id (self->deal), nothing, NULL,
                                    dropped_cb, NULL);
}
