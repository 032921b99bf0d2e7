/* cosell-session-crm-sync.c: runs of the engine for CRMs: those that are asked for, and those that
 * follow a round of Partner Center
 *
 * Nothing of the session waits for them, and its state says nothing of them: each CRM has an
 * outcome of its own.
 */
#include "app/cosell-session-crm-links.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cosell-session-crm-job.h"
#include "app/cosell-session-crm-open.h"
#include "app/cosell-session-crm-use.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "store/cosell-store-crm.h"

/* --- runs --- */

typedef struct
{
  GPtrArray *names; /* (owned) of char * */
  guint next;       /* of them */
  CosellCrmSyncFlags flags;
  gboolean follows; /* begun by the session itself */
  CosellCrmRun run;
  GError *error;     /* (owned) (nullable): the first */
  CosellCrmUse *use; /* (owned) (nullable): the one at work */
} Runs;

static void
runs_free (gpointer data)
{
  Runs *self = data;

  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_error (&self->error);
  cosell_crm_use_free (self->use);
  g_free (self);
}

static void
next_run (GTask *task);

/* What a CRM ended with is kept until it goes well. error: (nullable) */
static void
keep_outcome (CosellSession *session, const char *crm, const GError *error)
{
  if (cosell_session_is_closed (session) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      g_hash_table_replace (session->crm.errors, g_strdup (crm), g_error_copy (error));
      cosell_session_drop_crm (session, crm);
    }
  else
    g_hash_table_remove (session->crm.errors, crm);
  g_object_notify (G_OBJECT (session), "crm-error");
}

char *
cosell_session_dup_crm_error (CosellSession *self)
{
  const char *first = NULL;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->crm.errors);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (first == NULL || strcmp (name, first) < 0)
      first = name;
  if (first == NULL)
    return NULL;
  /* Translators: name of a CRM, then why, a sentence */
  return g_strdup_printf (
      _ ("%s was not synced. %s"), first,
      ((const GError *) g_hash_table_lookup (self->crm.errors, first))->message);
}

static void
add_result (CosellCrmRun *run, const CosellCrmSyncResult *result)
{
  run->to_crm += result->to_crm;
  run->from_crm += result->from_crm;
  run->created += result->created;
  run->conflicts += result->conflicts;
  run->questions += result->questions;
  run->notices += result->notices;
  run->preview = run->preview || result->preview;
}

static const char *
current (const Runs *self)
{
  return g_ptr_array_index (self->names, self->next);
}

/* Takes error (nullable). */
static void
ended (GTask *task, GError *error)
{
  CosellSession *session = g_task_get_source_object (task);
  Runs *self = g_task_get_task_data (task);

  keep_outcome (session, current (self), error);
  if (self->names->len > 1)
    g_prefix_error (&error, "%s: ", current (self));
  g_clear_pointer (&self->use, cosell_crm_use_free);
  self->next++;
  if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  g_clear_error (&error);
  next_run (task);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Runs *self = g_task_get_task_data (task);
  CosellCrmSyncResult found = { 0 };
  GError *error = NULL;

  if (cosell_crm_sync_run_finish (COSELL_CRM_SYNC (source), result, &found, &error) &&
      (self->flags & COSELL_CRM_SYNC_FULL) != 0)
    g_hash_table_add (self->use->session->crm.compared, g_strdup (self->use->name));
  add_result (&self->run, &found);
  ended (task, error);
}

/* Each start compares everything once, when it has time for it. */
static CosellCrmSyncFlags
flags_for (const Runs *self)
{
  return self->follows && !g_hash_table_contains (self->use->session->crm.compared, self->use->name)
             ? self->flags | COSELL_CRM_SYNC_FULL
             : self->flags;
}

static void
turn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Runs *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->use = cosell_session_crm_use_finish (COSELL_SESSION (source), result, &error);
  if (self->use == NULL)
    {
      ended (task, error);
      return;
    }
  self->flags = flags_for (self);
  cosell_crm_sync_run_async (self->use->sync, self->flags, self->use->cancellable, ran_cb,
                             g_object_ref (task));
}

static void
end_runs (GTask *task)
{
  CosellSession *session = g_task_get_source_object (task);
  Runs *self = g_task_get_task_data (task);

  /* what came from there goes to Partner Center by itself */
  if (!cosell_session_is_closed (session) && self->run.from_crm > 0 && !self->run.preview)
    cosell_session_sync_soon (session);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
next_run (GTask *task)
{
  CosellSession *session = g_task_get_source_object (task);
  Runs *self = g_task_get_task_data (task);

  self->flags &= ~(CosellCrmSyncFlags) COSELL_CRM_SYNC_FULL;
  if (self->next < self->names->len && !cosell_session_is_closed (session))
    cosell_session_crm_use (session, current (self), g_task_get_cancellable (task), turn_cb,
                            g_object_ref (task));
  else
    {
      if (self->error == NULL)
        cosell_session_check_open (session, &self->error);
      end_runs (task);
    }
}

/* --- which of them --- */

typedef struct
{
  char *crm;        /* (owned) (nullable) */
  gboolean follows; /* only those that a person agreed to */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free (self->crm);
  g_free (self);
}

/* Whether a CRM may be written to without being asked. FALSE with error too */
static gboolean
is_agreed (CosellStore *store, const char *crm, GError **error)
{
  g_autoptr (CosellCrmState) state = cosell_store_load_crm_state (store, crm, error);

  return state != NULL && state->previewed;
}

static GPtrArray *
read_all (CosellStore *store, gboolean follows, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = cosell_store_list_crms (store, error);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const char *name = ((CosellCrmAccount *) g_ptr_array_index (all, i))->name;
      GError *why = NULL;

      if (!follows || is_agreed (store, name, &why))
        g_ptr_array_add (names, g_strdup (name));
      if (why != NULL)
        {
          g_propagate_error (error, why);
          return NULL;
        }
    }
  return g_steal_pointer (&names);
}

static gpointer
read_names (CosellStore *store, gconstpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (GPtrArray) names = NULL;
  char *name;

  if (asked->crm == NULL)
    names = read_all (store, asked->follows, error);
  if (names != NULL && (names->len > 0 || asked->follows))
    return g_steal_pointer (&names);
  if (asked->crm == NULL && names == NULL)
    return NULL;
  /* the only one, which there is not: that is said */
  name = cosell_session_crm_job_find (store, asked->crm, error);
  if (name == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (names, name);
  return g_steal_pointer (&names);
}

/* A CRM that was removed has no outcome any more. */
static void
forget_others (CosellSession *session, GPtrArray *names)
{
  GHashTableIter iter;
  gpointer name;
  gboolean gone = FALSE;

  g_hash_table_iter_init (&iter, session->crm.errors);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      {
        g_hash_table_iter_remove (&iter);
        gone = TRUE;
      }
  if (gone)
    g_object_notify (G_OBJECT (session), "crm-error");
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Runs *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->names = cosell_session_read_finish (COSELL_SESSION (source), result, &error);
  if (self->names == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->follows)
    forget_others (COSELL_SESSION (source), self->names);
  next_run (task);
}

static void
run_crms (CosellSession *self,
          const char *crm,
          CosellCrmSyncFlags flags,
          gboolean follows,
          GCancellable *c,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, c, callback, user_data);
  Runs *runs = g_new0 (Runs, 1);
  Asked *asked = g_new0 (Asked, 1);

  runs->flags = flags;
  runs->follows = follows;
  asked->crm = g_strdup (crm);
  asked->follows = follows;
  g_task_set_source_tag (task, cosell_session_sync_crm_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, runs, runs_free);
  cosell_session_read (self, read_names, asked, asked_free, (GDestroyNotify) g_ptr_array_unref, c,
                       names_cb, task);
}

void
cosell_session_sync_crm_async (CosellSession *self,
                               const char *crm,
                               gboolean apply,
                               GCancellable *c,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  run_crms (self, crm, apply ? COSELL_CRM_SYNC_APPLY : 0, FALSE, c, callback, user_data);
}

gboolean
cosell_session_sync_crm_finish (CosellSession *self,
                                GAsyncResult *result,
                                CosellCrmRun *run,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && run != NULL, FALSE);

  *run = ((Runs *) g_task_get_task_data (G_TASK (result)))->run;
  return g_task_propagate_boolean (G_TASK (result), error);
}

const GError *
cosell_session_get_crm_error (CosellSession *self, const char *crm)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self) && crm != NULL, NULL);

  return g_hash_table_lookup (self->crm.errors, crm);
}

/* --- behind a round --- */

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CosellSession *self = COSELL_SESSION (source);

  self->crm.following = FALSE;
  if (!cosell_session_is_closed (self) && self->crm.again)
    cosell_session_follow_crms (self);
}

void
cosell_session_follow_crms (CosellSession *self)
{
  if (!self->crm.follows || cosell_session_is_closed (self))
    return;
  self->crm.again = self->crm.following;
  if (self->crm.following)
    return;
  self->crm.following = TRUE;
  run_crms (self, NULL, 0, TRUE, self->closing, followed_cb, NULL);
}
