/* cosell-session-crm-use.c: one CRM at work, one after the other of a session */
#include "app/cosell-session-crm-use.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-crm-edit.h"
#include "app/cosell-session-crm-open.h"
#include "app/cosell-session-private.h"
#include "app/cosell-session-read.h"
#include "http/cosell-http-error.h"
#include "model/cosell-rule-error.h"

/* Processes that work on the profile: one run at a time. Partner Center has a lock of its own. */
#define LOCK "crm.lock"

typedef struct
{
  char *crm;         /* (owned) (nullable) */
  CosellCrmUse *use; /* (owned) */
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_free (self->crm);
  cosell_crm_use_free (self->use);
  g_free (self);
}

static void
next (CosellSession *session);

static void
cancelled_cb (GCancellable *one, GCancellable *all)
{
  g_cancellable_cancel (all);
}

static gulong
follow (GCancellable *one, GCancellable *all)
{
  return g_cancellable_connect (one, G_CALLBACK (cancelled_cb), g_object_ref (all), g_object_unref);
}

static CosellCrmUse *
use_new (CosellSession *session, GCancellable *callers)
{
  CosellCrmUse *self = g_new0 (CosellCrmUse, 1);

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->closing_handler = follow (session->closing, self->cancellable);
  if (callers != NULL)
    {
      self->callers = g_object_ref (callers);
      self->handler = follow (callers, self->cancellable);
    }
  return self;
}

void
cosell_crm_use_free (gpointer data)
{
  CosellCrmUse *self = data;
  gboolean had_turn;

  if (self == NULL)
    return;
  had_turn = self->sync != NULL;
  /* g_cancellable_disconnect waits for a cancelling that may well be what ended it */
  if (self->handler != 0)
    g_signal_handler_disconnect (self->callers, self->handler);
  if (self->closing_handler != 0)
    g_signal_handler_disconnect (self->session->closing, self->closing_handler);
  g_clear_object (&self->callers);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->crm);
  g_free (self->name);
  if (had_turn)
    next (self->session);
  g_object_unref (self->session);
  g_free (self);
}

GError *
cosell_crm_use_explain (const CosellCrmUse *self, const char *opportunity, GError *error)
{
  if (!g_error_matches (error, COSELL_HTTP_ERROR, COSELL_HTTP_ERROR_GONE) &&
      !g_error_matches (error, COSELL_CRM_ERROR, COSELL_CRM_ERROR_VALUE))
    return error;
  g_error_free (error);
  return g_error_new (COSELL_RULE_ERROR, COSELL_RULE_ERROR_UNKNOWN,
                      _ ("“%s” names no opportunity in %s."), opportunity, self->name);
}

static void
open_crm (CosellSession *session, CosellCrmUse *use, const CosellCrmFound *found, GError **error)
{
  g_autofree char *lock = g_build_filename (session->profile, LOCK, NULL);

  use->crm = cosell_session_reopen_crm (session, found, error);
  if (use->crm == NULL)
    return;
  use->name = g_strdup (found->account->name);
  use->sync = cosell_crm_sync_new (session->store, use->crm, use->name, cosell_session_crm_edit);
  cosell_crm_sync_set_lock_path (use->sync, lock);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *session = COSELL_SESSION (source);
  Waiting *waiting = g_task_get_task_data (task);
  GError *error = NULL;
  CosellCrmFound *found = cosell_session_read_finish (session, result, &error);

  if (found != NULL && cosell_session_check_open (session, &error))
    open_crm (session, waiting->use, found, &error);
  cosell_crm_found_free (found);
  if (error == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&waiting->use), cosell_crm_use_free);
      return;
    }
  g_task_return_error (task, error);
  next (session);
}

static void
next (CosellSession *session)
{
  GTask *task = g_queue_pop_head (&session->crm.waiting);
  Waiting *waiting;

  session->crm.busy = task != NULL;
  if (task == NULL)
    return;
  waiting = g_task_get_task_data (task);
  cosell_session_find_crm (session, waiting->crm, waiting->use->cancellable, found_cb, task);
}

void
cosell_session_crm_use (CosellSession *self,
                        const char *crm,
                        GCancellable *c,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (self, c, callback, user_data);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->crm = g_strdup (crm);
  waiting->use = use_new (self, c);
  g_task_set_source_tag (task, cosell_session_crm_use);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, waiting, waiting_free);
  g_queue_push_tail (&self->crm.waiting, task);
  if (!self->crm.busy)
    next (self);
}

CosellCrmUse *
cosell_session_crm_use_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
