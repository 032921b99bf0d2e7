/* How a command of the session is run: one transaction, one record for undo. */
#include "app/cosell-command.h"

#include <glib/gi18n-lib.h>

#include "app/cosell-session-private.h"
#include "model/cosell-oversized.h"

gpointer
cosell_command_new (CosellSession *session, const CosellCommandKind *kind, gint64 id)
{
  CosellCommand *self;

  g_return_val_if_fail (session == NULL || COSELL_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind != NULL && kind->size >= sizeof (CosellCommand), NULL);

  self = g_malloc0 (kind->size);
  self->kind = kind;
  self->id = id;
  if (session != NULL)
    {
      self->now = cosell_session_now (session);
      self->undo_window = session->undo_window;
    }
  self->queued = (kind->flags & COSELL_COMMAND_QUEUES) != 0;
  return self;
}

void
cosell_command_free (gpointer command)
{
  CosellCommand *self = command;

  g_return_if_fail (self != NULL);

  if (self->kind->clear != NULL)
    self->kind->clear (self);
  cosell_target_clear (&self->target);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_free (self);
}

gpointer
cosell_command_get (GAsyncResult *result, const CosellCommandKind *kind)
{
  CosellCommand *self;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  self = g_task_get_task_data (G_TASK (result));
  return self != NULL && self->kind == kind ? self : NULL;
}

const CosellCommand *
cosell_command_head (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_get_task_data (G_TASK (result));
}

/* J7: before it is recorded, so that undo is about both. */
static gboolean
hold_queued (CosellStore *store, CosellCommand *self, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (self->held_group == 0)
    return TRUE;
  entries = cosell_store_get_outbox (store, deal, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->group == self->held_group && !cosell_store_hold (store, entry->seq, error))
        return FALSE;
    }
  return TRUE;
}

/* One action, one record (P11). */
static gboolean
run_recorded (CosellStore *store, CosellCommand *self, GError **error)
{
  gint64 deal = self->id;
  g_autoptr (CosellStoreMemento) before = NULL;

  if (self->entry != 0 && !cosell_store_find_entry_deal (store, self->entry, &deal, NULL))
    return self->kind->run (store, self, error); /* which says what is wrong */
  before = cosell_store_capture_deal (store, deal, error);
  return before != NULL && self->kind->run (store, self, error) &&
         hold_queued (store, self, deal, error) &&
         cosell_store_record (store, deal, before, &self->record, error);
}

/* P14: only what can act on a hidden half gets one; anything else would act on the other. */
static gboolean
refuse_half (const CosellTarget *target, GError **error)
{
  if (target->role == COSELL_ROLE_OWN)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("“%s” is a second referral of your company in deal %" G_GINT64_FORMAT
                    ". This is done with the deal as a whole: use the ID %" G_GINT64_FORMAT "."),
                 target->remote_id, target->deal, target->deal);
  else
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("“%s” is somebody else’s referral in deal %" G_GINT64_FORMAT
                    ", which only they can change. For your own part use the ID %" G_GINT64_FORMAT
                    "."),
                 target->remote_id, target->deal, target->deal);
  return FALSE;
}

gboolean
cosell_command_find_target (CosellStore *store,
                            gint64 *id,
                            CosellTarget *target,
                            CosellCommandFlags flags,
                            GError **error)
{
  if (*id >= 0)
    return TRUE;
  if (!cosell_store_get_target (store, -*id, target, error))
    return FALSE;
  *id = target->deal;
  if (target->referral != 0 &&
      ((flags & COSELL_COMMAND_TAKES_HALF) == 0 ||
       ((flags & COSELL_COMMAND_RECORDED) != 0 && target->role != COSELL_ROLE_OWN)))
    return refuse_half (target, error);
  return TRUE;
}

static gboolean
run (CosellStore *store, gpointer data, GError **error)
{
  CosellCommand *self = data;

  if (!cosell_command_find_target (store, &self->id, &self->target, self->kind->flags, error))
    return FALSE;
  return (self->kind->flags & COSELL_COMMAND_RECORDED) != 0 ? run_recorded (store, self, error)
                                                            : self->kind->run (store, self, error);
}

gboolean
cosell_command_run_part (CosellStore *store, gpointer command, GError **error)
{
  return run (store, command, error);
}

gboolean
cosell_command_look (CosellStore *store, gpointer command, GPtrArray *changes, GError **error)
{
  CosellCommand *self = command;

  g_return_val_if_fail (self != NULL && self->kind->look != NULL && changes != NULL, FALSE);

  return cosell_command_find_target (store, &self->id, &self->target, self->kind->flags, error) &&
         self->kind->look (store, self, changes, error);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *session = COSELL_SESSION (source);
  CosellCommand *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_session_run_finish (session, result, &error) ||
      (self->kind->conclude != NULL && !self->kind->conclude (self, &error)))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->queued)
    cosell_session_sync_soon (session);
  g_task_return_boolean (task, TRUE);
}

void
cosell_command_run (CosellSession *session,
                    gpointer command,
                    gpointer tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  CosellCommand *self = command;
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, self, cosell_command_free);
  /* What was committed is reported as done, also when it was cancelled a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  cosell_session_run_async (session, self->kind->mode, run, self, NULL, cancellable, ran_cb,
                            g_steal_pointer (&task));
}

/* what is acted on */

const char *
cosell_command_half (const CosellTarget *target)
{
  return target->referral != 0 && target->role == COSELL_ROLE_OWN ? target->remote_id : NULL;
}

CosellDealData *
cosell_command_load (CosellStore *store,
                     gint64 id,
                     const CosellTarget *target,
                     GPtrArray **documents,
                     GError **error)
{
  /* somebody else's half is looked at as a part of the deal */
  const CosellTarget half = { .deal = id,
                              .referral = target->role == COSELL_ROLE_OWN ? target->referral : 0,
                              .invisible_since = target->invisible_since };

  return cosell_store_get_half (store, &half, documents, error);
}

/* P16: of a referral that is too large only a part is here. */
static gboolean
require_whole (GPtrArray *documents, GError **error)
{
  const CosellDocument *own = documents->len > 0 ? g_ptr_array_index (documents, 0) : NULL;
  g_autofree char *reason = NULL;

  if (own == NULL || !cosell_oversized_is_stand_in (own->base))
    return TRUE;
  reason = cosell_oversized_reason ();
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, reason);
  return FALSE;
}

gboolean
cosell_command_require (CosellStore *store,
                        const CosellCommand *command,
                        CosellAction action,
                        CosellDealData **row,
                        GPtrArray **documents,
                        GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (CosellDealData) data =
      cosell_command_load (store, command->id, &command->target, &all, error);

  if (data == NULL || !cosell_rules_require (data, action, command->now, error) ||
      !require_whole (all, error))
    return FALSE;
  if (row != NULL)
    *row = g_steal_pointer (&data);
  if (documents != NULL)
    *documents = g_steal_pointer (&all);
  return TRUE;
}

void
cosell_subject_clear (CosellSubject *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->row, cosell_deal_data_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  self->own = NULL;
}

gboolean
cosell_subject_require_own (CosellSubject *self, GError **error)
{
  if (self->documents->len > 0)
    self->own = g_ptr_array_index (self->documents, 0);
  else
    g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                         _ ("Nothing of this deal is stored here. Sync, then try again."));
  return self->own != NULL;
}

gboolean
cosell_subject_load (CosellSubject *self,
                     CosellStore *store,
                     const CosellCommand *command,
                     CosellAction action,
                     GError **error)
{
  return cosell_command_require (store, command, action, &self->row, &self->documents, error) &&
         cosell_subject_require_own (self, error);
}

/* what it came to */

gboolean
cosell_command_delay_entry (CosellStore *store, const CosellCommand *command, GError **error)
{
  return command->seq == 0 || command->undo_window == 0 ||
         cosell_store_set_not_before (store, command->seq, command->now + command->undo_window,
                                      error);
}

gboolean
cosell_command_open_undo_window (CosellStore *store, CosellCommand *command, GError **error)
{
  g_autoptr (GError) failure = NULL;

  command->seq = cosell_store_get_newest_entry (store, command->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return cosell_command_delay_entry (store, command, error);
}
