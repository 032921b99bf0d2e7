#include "app/cosell-session-notice.h"

#include "app/cosell-profile.h"
#include "app/cosell-session-private.h"

#define META_FOLDER "folder-told" /* mode of the folder that was warned of */

/* A look at what there is to tell, or the same once more, noted as told. */
typedef struct
{
  CosellCommand head;
  char *warning; /* (owned) (nullable) argument of the folder's */
  guint mode;    /* the folder's mode, which the warning is about */
  char *text;    /* (owned) (nullable) result: NULL when there is nothing */
} Look;

static void
look_clear (gpointer data)
{
  Look *self = data;

  g_free (self->warning);
  g_free (self->text);
}

#define NOTICE_KIND(function, how)                                                                 \
  {                                                                                                \
    .size = sizeof (Look), .mode = how, .run = function, .clear = look_clear                       \
  }

/* Something that is told once: a look first, so that nothing is written when there is nothing to
 * tell. */
typedef struct
{
  const CosellCommandKind *take;
  char *warning; /* (owned) (nullable) what the commands begin with */
  guint mode;    /* the same */
  gpointer tag;
  GCancellable *c;    /* (owned) (nullable) */
  GAsyncResult *look; /* (owned) (nullable) the outcome of the look */
  gboolean always;    /* told also when that cannot be noted, and so more than once */
  GAsyncReadyCallback callback;
  gpointer user_data;
} Notice;

static void
notice_free (Notice *self)
{
  g_free (self->warning);
  g_clear_object (&self->c);
  g_clear_object (&self->look);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Notice, notice_free)

static Look *
look_new (Notice *self, CosellSession *session, const CosellCommandKind *kind)
{
  Look *look = cosell_command_new (session, kind, 0);

  look->warning = g_strdup (self->warning);
  look->mode = self->mode;
  return look;
}

static const char *
look_text (GAsyncResult *result)
{
  return ((const Look *) cosell_command_head (result))->text;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Notice) self = user_data;

  self->callback (source, self->always && g_task_had_error (G_TASK (result)) ? self->look : result,
                  self->user_data);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Notice) self = user_data;
  CosellSession *session = COSELL_SESSION (source);
  const char *text = look_text (result);
  Notice *notice = self;

  if (g_task_had_error (G_TASK (result)) || text == NULL)
    {
      self->callback (source, result, self->user_data);
      return;
    }
  g_set_object (&self->look, result);
  g_steal_pointer (&self);
  cosell_command_run (session, look_new (notice, session, notice->take), notice->tag, notice->c,
                      taken_cb, notice);
}

/* Takes notice. */
static void
take_async (Notice *notice, CosellSession *session, const CosellCommandKind *look)
{
  cosell_command_run (session, look_new (notice, session, look), notice->tag, notice->c, looked_cb,
                      notice);
}

static Notice *
notice_new (const CosellCommandKind *take,
            gpointer tag,
            GCancellable *c,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  Notice *self = g_new0 (Notice, 1);

  self->take = take;
  self->tag = tag;
  g_set_object (&self->c, c);
  self->callback = callback;
  self->user_data = user_data;
  return self;
}

char *
cosell_session_notice_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? g_strdup (look_text (result)) : NULL;
}

/* --- a repair --- */

static gboolean
run_look (CosellStore *store, gpointer data, GError **error)
{
  Look *self = data;

  return cosell_store_get_meta (store, COSELL_META_REPAIRED, &self->text, error);
}

static gboolean
run_take (CosellStore *store, gpointer data, GError **error)
{
  const Look *self = data;

  return run_look (store, data, error) &&
         (self->text == NULL || cosell_store_set_meta (store, COSELL_META_REPAIRED, NULL, error));
}

static const CosellCommandKind look_kind = NOTICE_KIND (run_look, COSELL_STORE_READ);
static const CosellCommandKind take_kind = NOTICE_KIND (run_take, COSELL_STORE_WRITE);

void
cosell_session_take_notice_async (CosellSession *self,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Notice *notice;

  g_return_if_fail (COSELL_IS_SESSION (self));

  notice = notice_new (&take_kind, cosell_session_take_notice_async, c, callback, user_data);
  notice->always = TRUE;
  take_async (notice, self, &look_kind);
}

/* --- a folder that others may look into --- */

/* What is kept is the mode that was warned of. */
static gboolean
run_look_at_folder (CosellStore *store, gpointer data, GError **error)
{
  Look *self = data;
  g_autofree char *mode = g_strdup_printf ("%o", self->mode);
  g_autofree char *told = NULL;

  if (self->warning != NULL && !cosell_store_get_meta (store, META_FOLDER, &told, error))
    return FALSE;
  self->text = g_strcmp0 (told, mode) != 0 ? g_strdup (self->warning) : NULL;
  return TRUE;
}

static gboolean
run_take_folder (CosellStore *store, gpointer data, GError **error)
{
  const Look *self = data;
  g_autofree char *mode = g_strdup_printf ("%o", self->mode);

  return run_look_at_folder (store, data, error) &&
         (self->text == NULL || cosell_store_set_meta (store, META_FOLDER, mode, error));
}

static const CosellCommandKind folder_look = NOTICE_KIND (run_look_at_folder, COSELL_STORE_READ);
static const CosellCommandKind folder_take = NOTICE_KIND (run_take_folder, COSELL_STORE_WRITE);

void
cosell_session_take_folder_notice_async (CosellSession *self,
                                         GCancellable *c,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  Notice *notice;

  g_return_if_fail (COSELL_IS_SESSION (self));

  notice =
      notice_new (&folder_take, cosell_session_take_folder_notice_async, c, callback, user_data);
  notice->warning = cosell_profile_dup_warning (self->profile, &notice->mode);
  take_async (notice, self, &folder_look);
}

gboolean
cosell_session_is_damage (const GError *error)
{
  return g_error_matches (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_CORRUPT);
}

gboolean
cosell_session_is_all_new (gconstpointer changes)
{
  return ((const CosellChangeSet *) changes)->everything;
}
