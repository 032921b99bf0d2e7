#include "app/cosell-session-notice.h"

#include "app/cosell-profile.h"
#include "app/cosell-session-private.h"

#define META_FOLDER "folder-told" /* mode of the folder that was warned of */

/* Something that is told once: a look first, so that nothing is written when there is nothing to
 * tell. */
typedef struct
{
  CosellStoreFunc take;
  char *text; /* (owned) (nullable) what the jobs begin with */
  gint64 id;  /* the same */
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
  g_free (self->text);
  g_clear_object (&self->c);
  g_clear_object (&self->look);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Notice, notice_free)

static CosellJob *
notice_job (Notice *self, CosellSession *session)
{
  CosellJob *job = cosell_job_new (session);

  job->text = g_strdup (self->text);
  job->id = self->id;
  return job;
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
  const char *text = cosell_session_get_job (result)->result;
  Notice *notice = self;

  if (g_task_had_error (G_TASK (result)) || text == NULL || *text == '\0')
    {
      self->callback (source, result, self->user_data);
      return;
    }
  g_set_object (&self->look, result);
  g_steal_pointer (&self);
  cosell_session_run_job (session, COSELL_STORE_WRITE, notice->take, notice_job (notice, session),
                          notice->tag, notice->c, taken_cb, notice);
}

/* Takes notice. */
static void
take_async (Notice *notice, CosellSession *session, CosellStoreFunc look)
{
  cosell_session_run_job (session, COSELL_STORE_READ, look, notice_job (notice, session),
                          notice->tag, notice->c, looked_cb, notice);
}

static Notice *
notice_new (CosellStoreFunc take,
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

/* --- a repair --- */

static gboolean
look_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GError) failure = NULL;

  job->result = cosell_store_get_meta (store, COSELL_META_REPAIRED, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (job->result == NULL)
    job->result = g_strdup ("");
  return TRUE;
}

static gboolean
take_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  return look_job (store, data, error) &&
         (*job->result == '\0' || cosell_store_set_meta (store, COSELL_META_REPAIRED, NULL, error));
}

void
cosell_session_take_notice_async (CosellSession *self,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Notice *notice;

  g_return_if_fail (COSELL_IS_SESSION (self));

  notice = notice_new (take_job, cosell_session_take_notice_async, c, callback, user_data);
  notice->always = TRUE;
  take_async (notice, self, look_job);
}

/* --- a folder that others may look into --- */

/* text: the warning, NULL for none; id: the mode that it is about, which is what is kept. */
static gboolean
look_at_folder_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autofree char *mode = g_strdup_printf ("%o", (guint) job->id);
  g_autofree char *told = NULL;
  g_autoptr (GError) failure = NULL;

  told = job->text != NULL ? cosell_store_get_meta (store, META_FOLDER, &failure) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  job->result = g_strdup (job->text == NULL || g_strcmp0 (told, mode) == 0 ? "" : job->text);
  return TRUE;
}

static gboolean
take_folder_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autofree char *mode = g_strdup_printf ("%o", (guint) job->id);

  return look_at_folder_job (store, data, error) &&
         (*job->result == '\0' || cosell_store_set_meta (store, META_FOLDER, mode, error));
}

void
cosell_session_take_folder_notice_async (CosellSession *self,
                                         GCancellable *c,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  Notice *notice;
  guint mode;

  g_return_if_fail (COSELL_IS_SESSION (self));

  notice =
      notice_new (take_folder_job, cosell_session_take_folder_notice_async, c, callback, user_data);
  notice->text = cosell_profile_dup_warning (self->profile, &mode);
  notice->id = mode;
  take_async (notice, self, look_at_folder_job);
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
