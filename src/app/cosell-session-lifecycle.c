/* The actions of a deal's life: each is one job, and so one transaction; those that change the
 * status are one outbox entry, and one request. Rules are checked inside it, against the deal as it
 * stands then. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-reason.h"

gboolean
cosell_session_lifecycle_guard_win (CosellStore *store,
                                    const CosellDealData *row,
                                    const CosellDocument *own,
                                    gint64 now,
                                    CosellVerdict *verdict,
                                    GError **error)
{
  g_autoptr (GHashTable) eligible = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (own->current, -1, error);
  g_auto (CosellEligibility) eligibility = { 0 };

  if (json == NULL || !cosell_session_register_read_eligible (store, &eligible, error))
    return FALSE;
  cosell_eligibility_check (row, cosell_json_root (json), eligible, &eligibility);
  cosell_eligibility_guard (row, &eligibility, now, verdict);
  return TRUE;
}

/* decline, lose, error: an end with a reason */

typedef struct
{
  CosellCommand head;
  CosellAction action;
  char *reason; /* (owned): a number of the list, or the exact text */
  char *notes;  /* (owned) (nullable) */
} End;

static void
end_clear (gpointer data)
{
  End *self = data;

  g_free (self->reason);
  g_free (self->notes);
}

static CosellDealStatus
status_of_end (CosellAction action)
{
  if (action == COSELL_ACTION_ERROR)
    return COSELL_DEAL_STATUS_ERROR;
  return action == COSELL_ACTION_DECLINE ? COSELL_DEAL_STATUS_DECLINED : COSELL_DEAL_STATUS_LOST;
}

static gboolean
work_out_end (CosellStore *store,
              End *self,
              CosellSubject *subject,
              GPtrArray *changes,
              GError **error)
{
  const char *reason;

  if (!cosell_subject_load (subject, store, &self->head, self->action, error))
    return FALSE;
  reason = cosell_reason_find (self->action == COSELL_ACTION_ERROR ? COSELL_REASONS_ERROR
                                                                   : COSELL_REASONS_CLOSING,
                               self->reason, error);
  if (reason == NULL || !cosell_reason_require_notes (reason, self->notes, error))
    return FALSE;
  if (self->notes != NULL)
    cosell_changes_add_notes (changes, subject->own->current, self->notes);
  cosell_changes_set_status (changes, subject->own->current, status_of_end (self->action), reason);
  return TRUE;
}

static gboolean
run_end (CosellStore *store, gpointer data, GError **error)
{
  End *self = data;
  g_auto (CosellSubject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  return work_out_end (store, self, &subject, changes, error) &&
         cosell_store_change_status (store, subject.own->referral, changes, COSELL_NO_TIME,
                                     error) &&
         cosell_command_open_undo_window (store, &self->head, error);
}

static gboolean
look_at_end (CosellStore *store, gpointer data, GPtrArray *changes, GError **error)
{
  g_auto (CosellSubject) subject = { NULL };

  return work_out_end (store, data, &subject, changes, error);
}

static const CosellCommandKind end_kind = {
  .size = sizeof (End),
  .mode = COSELL_STORE_WRITE,
  .run = run_end,
  .flags = COSELL_COMMAND_TAKES_HALF | COSELL_COMMAND_EDITS,
  .look = look_at_end,
  .clear = end_clear,
};

gpointer
cosell_session_end_command (CosellSession *self,
                            gint64 deal,
                            CosellAction action,
                            const char *reason,
                            const char *notes)
{
  End *end = cosell_command_new (self, &end_kind, deal);

  end->action = action;
  end->reason = g_strdup (reason);
  end->notes = g_strdup (notes);
  return end;
}

void
cosell_session_end_async (CosellSession *self,
                          gint64 deal,
                          CosellAction action,
                          const char *reason,
                          const char *notes,
                          GCancellable *c,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && reason != NULL);
  g_return_if_fail (action == COSELL_ACTION_DECLINE || action == COSELL_ACTION_LOSE ||
                    action == COSELL_ACTION_ERROR);

  cosell_command_run (self, cosell_session_end_command (self, deal, action, reason, notes),
                      cosell_session_end_async, c, callback, user_data);
}

/* stage */

typedef struct
{
  CosellCommand head;
  char *stage; /* (owned): as cosell_stage_parse takes it */
} Stage;

static void
stage_clear (gpointer data)
{
  g_free (((Stage *) data)->stage);
}

static gboolean
work_out_stage (CosellStore *store,
                Stage *self,
                CosellSubject *subject,
                GPtrArray *changes,
                GError **error)
{
  g_auto (CosellVerdict) verdict = { FALSE };
  int stage;

  if (!cosell_subject_load (subject, store, &self->head, COSELL_ACTION_STAGE, error))
    return FALSE;
  stage = cosell_stage_parse (self->stage, (CosellDealType) subject->row->type, error);
  if (stage == 0)
    return FALSE;
  cosell_rules_check_stage (subject->row, stage, &verdict);
  if (!verdict.allowed)
    return cosell_verdict_to_error (&verdict, error);
  cosell_changes_set_stage (changes, subject->own->current, stage);
  return TRUE;
}

static gboolean
run_stage (CosellStore *store, gpointer data, GError **error)
{
  g_auto (CosellSubject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  return work_out_stage (store, data, &subject, changes, error) &&
         cosell_store_edit_referral (store, subject.own->referral, changes, error);
}

static gboolean
look_at_stage (CosellStore *store, gpointer data, GPtrArray *changes, GError **error)
{
  g_auto (CosellSubject) subject = { NULL };

  return work_out_stage (store, data, &subject, changes, error);
}

static const CosellCommandKind stage_kind = {
  .size = sizeof (Stage),
  .mode = COSELL_STORE_WRITE,
  .run = run_stage,
  .flags = COSELL_COMMAND_TAKES_HALF | COSELL_COMMAND_EDITS,
  .look = look_at_stage,
  .clear = stage_clear,
};

gpointer
cosell_session_stage_command (CosellSession *self, gint64 deal, const char *stage)
{
  Stage *command = cosell_command_new (self, &stage_kind, deal);

  command->stage = g_strdup (stage);
  return command;
}

void
cosell_session_stage_async (CosellSession *self,
                            gint64 deal,
                            const char *stage,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && stage != NULL);

  cosell_command_run (self, cosell_session_stage_command (self, deal, stage),
                      cosell_session_stage_async, c, callback, user_data);
}

/* win */

typedef struct
{
  CosellCommand head;
  CosellWinMode mode;
  gint64 scheduled; /* result: when it goes out; COSELL_NO_TIME = now */
} Win;

/* When the win goes out. FALSE with the refusal of E3. */
static gboolean
time_win (CosellStore *store, Win *self, const CosellSubject *subject, GError **error)
{
  g_auto (CosellVerdict) verdict = { TRUE, NULL, NULL };
  gint64 safe_at = cosell_eligibility_safe_at (subject->row);

  self->scheduled = COSELL_NO_TIME;
  if (self->mode == COSELL_WIN_ANYWAY)
    return TRUE;
  if (!cosell_session_lifecycle_guard_win (store, subject->row, subject->own, self->head.now,
                                           &verdict, error))
    return FALSE;
  if (verdict.allowed)
    return TRUE;
  if (self->mode == COSELL_WIN_GUARDED)
    return cosell_verdict_to_error (&verdict, error);
  /* not made yet: the store moves it when the service says when it was */
  self->scheduled = safe_at != COSELL_NO_TIME ? safe_at : self->head.now + COSELL_REGISTRATION_WAIT;
  return TRUE;
}

static gboolean
run_win (CosellStore *store, gpointer data, GError **error)
{
  Win *self = data;
  g_auto (CosellSubject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  if (!cosell_subject_load (&subject, store, &self->head, COSELL_ACTION_WIN, error) ||
      !time_win (store, self, &subject, error))
    return FALSE;
  cosell_changes_set_status (changes, subject.own->current, COSELL_DEAL_STATUS_WON, NULL);
  return cosell_store_change_status (store, subject.own->referral, changes, self->scheduled,
                                     error) &&
         cosell_command_open_undo_window (store, &self->head, error);
}

static const CosellCommandKind win_kind = {
  .size = sizeof (Win),
  .mode = COSELL_STORE_WRITE,
  .run = run_win,
  .flags = COSELL_COMMAND_TAKES_HALF | COSELL_COMMAND_EDITS,
};

void
cosell_session_win_async (CosellSession *self,
                          gint64 deal,
                          CosellWinMode mode,
                          GCancellable *c,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Win *win;

  g_return_if_fail (COSELL_IS_SESSION (self));

  win = cosell_command_new (self, &win_kind, deal);
  win->mode = mode;
  cosell_command_run (self, win, cosell_session_win_async, c, callback, user_data);
}

gboolean
cosell_session_win_finish (CosellSession *self,
                           GAsyncResult *result,
                           gint64 *scheduled,
                           GError **error)
{
  const Win *win;

  g_return_val_if_fail (g_task_is_valid (result, self) && scheduled != NULL, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  win = cosell_command_get (result, &win_kind);
  g_return_val_if_fail (win != NULL, FALSE);
  *scheduled = win->scheduled;
  return TRUE;
}
