/* The actions of a deal's life: each is one job, and so one transaction; those that change the
 * status are one outbox entry, and one request. Rules are checked inside it, against the deal as it
 * stands then. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-reports.h"
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-eligibility.h"
#include "model/cosell-oversized.h"
#include "model/cosell-reason.h"

/* The own half of a deal on which an action is allowed. */
typedef struct
{
  CosellDealData *row;
  GPtrArray *documents;
  const CosellDocument *own;
} Subject;

static void
subject_clear (Subject *self)
{
  g_clear_pointer (&self->row, cosell_deal_data_free);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static gboolean
subject_load (Subject *self, CosellStore *store, CosellJob *job, GError **error)
{
  if (!cosell_job_require_target (store, job, job->action, &self->row, &self->documents, error))
    return FALSE;
  if (self->documents->len > 0)
    self->own = g_ptr_array_index (self->documents, 0);
  else
    g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                         _ ("Nothing of this deal is stored here. Sync, then try again."));
  return self->own != NULL;
}

/* E3 on top of what the rules said. */
static gboolean
guard (CosellStore *store,
       const CosellDealData *row,
       const CosellDocument *own,
       gint64 now,
       CosellVerdict *verdict,
       GError **error)
{
  g_autoptr (GHashTable) eligible = NULL;
  g_autoptr (CosellJson) json = cosell_json_parse (own->current, -1, error);
  g_auto (CosellEligibility) eligibility = { 0 };

  if (json == NULL || !cosell_job_read_eligible (store, &eligible, error))
    return FALSE;
  cosell_eligibility_check (row, cosell_json_root (json), eligible, &eligibility);
  cosell_eligibility_guard (row, &eligibility, now, verdict);
  return TRUE;
}

/* check */

static void
write_verdict (CosellJsonWriter *writer,
               const char *action,
               const char *half,
               const CosellVerdict *verdict)
{
  cosell_json_writer_begin_object (writer);
  cosell_json_writer_member (writer, "action", action);
  cosell_json_writer_name (writer, "allowed");
  cosell_json_writer_bool (writer, verdict->allowed);
  cosell_json_writer_member (writer, "rules", verdict->rules);
  cosell_json_writer_member (writer, "reason", verdict->reason);
  if (half != NULL)
    cosell_json_writer_member (writer, "half", half);
  cosell_json_writer_end_object (writer);
}

static gboolean
check_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (CosellDealData) row = cosell_job_load_target (store, job, &documents, error);
  g_autoptr (CosellJsonWriter) writer = NULL;
  g_autoptr (GEnumClass) actions = NULL;
  gboolean stand_in = FALSE;

  if (documents == NULL)
    return FALSE;
  stand_in = documents->len > 0 &&
             cosell_oversized_is_stand_in (((CosellDocument *) documents->pdata[0])->base);
  writer = cosell_json_writer_new ();
  actions = g_type_class_ref (COSELL_TYPE_ACTION);
  cosell_json_writer_begin_array (writer);
  for (guint i = 0; i < actions->n_values; i++)
    {
      g_auto (CosellVerdict) verdict = { FALSE };

      cosell_rules_check (row, (CosellAction) actions->values[i].value, job->now, &verdict);
      if (actions->values[i].value == COSELL_ACTION_WIN && verdict.allowed && documents->len > 0 &&
          !guard (store, row, g_ptr_array_index (documents, 0), job->now, &verdict, error))
        return FALSE;
      if (actions->values[i].value == COSELL_ACTION_REGISTER && verdict.allowed &&
          documents->len > 0 &&
          !cosell_job_check_register (store, row, g_ptr_array_index (documents, 0), &verdict,
                                      error))
        return FALSE;
      if (stand_in && verdict.allowed)
        {
          verdict.allowed = FALSE;
          verdict.reason = cosell_oversized_reason ();
        }
      write_verdict (writer, actions->values[i].value_nick, cosell_job_half (job), &verdict);
    }
  cosell_json_writer_end_array (writer);
  job->result = cosell_json_writer_end (g_steal_pointer (&writer));
  return TRUE;
}

void
cosell_session_check_async (CosellSession *self,
                            gint64 deal,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->id = deal;
  job->takes_half = TRUE;
  cosell_session_run_job (self, COSELL_STORE_READ, check_job, job, cosell_session_check_async, c,
                          callback, user_data);
}

/* accept */

static void
run_action (CosellSession *self,
            CosellJob *job,
            CosellAction action,
            CosellStoreFunc func,
            gpointer tag,
            GCancellable *c,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  job->action = action;
  job->takes_half = job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, func, job, tag, c, callback, user_data);
}

static gboolean
accept_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_auto (Subject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  if (!subject_load (&subject, store, job, error) ||
      !cosell_edit_collect (job->edit, subject.own->current, changes, error) ||
      !cosell_changes_require_contact_open (changes, subject.documents->len > 1, error) ||
      !cosell_changes_require_accept (changes, subject.own->current, error) ||
      !cosell_job_warn (store, job, subject.row, subject.own->current, changes, error))
    return FALSE;
  cosell_changes_set_status (changes, subject.own->current, COSELL_DEAL_STATUS_ACCEPTED, NULL);
  return cosell_store_change_status (store, subject.own->referral, changes, COSELL_NO_TIME,
                                     error) &&
         cosell_job_open_undo_window (store, job, error);
}

void
cosell_session_accept_async (CosellSession *self,
                             CosellEdit *edit,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self) && edit != NULL);

  job = cosell_job_new (self);
  job->id = edit->deal;
  job->edit = edit;
  run_action (self, job, COSELL_ACTION_ACCEPT, accept_job, cosell_session_accept_async, c, callback,
              user_data);
}

/* decline, lose, error: an end with a reason */

static gboolean
end_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  gboolean is_error = job->action == COSELL_ACTION_ERROR;
  g_auto (Subject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  CosellDealStatus status;
  const char *reason;

  if (!subject_load (&subject, store, job, error))
    return FALSE;
  reason = cosell_reason_find (is_error ? COSELL_REASONS_ERROR : COSELL_REASONS_CLOSING, job->text,
                               error);
  if (reason == NULL || !cosell_reason_require_notes (reason, job->notes, error))
    return FALSE;
  if (is_error)
    status = COSELL_DEAL_STATUS_ERROR;
  else
    status = job->action == COSELL_ACTION_DECLINE ? COSELL_DEAL_STATUS_DECLINED
                                                  : COSELL_DEAL_STATUS_LOST;
  if (job->notes != NULL)
    cosell_changes_add_notes (changes, subject.own->current, job->notes);
  cosell_changes_set_status (changes, subject.own->current, status, reason);
  return cosell_store_change_status (store, subject.own->referral, changes, COSELL_NO_TIME,
                                     error) &&
         cosell_job_open_undo_window (store, job, error);
}

/* text: the reason, or the stage */
static CosellJob *
text_job_new (CosellSession *self, gint64 deal, const char *text, const char *notes)
{
  CosellJob *job = cosell_job_new (self);

  job->id = deal;
  job->text = g_strdup (text);
  job->notes = g_strdup (notes);
  return job;
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

  run_action (self, text_job_new (self, deal, reason, notes), action, end_job,
              cosell_session_end_async, c, callback, user_data);
}

/* stage */

static gboolean
stage_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_auto (Subject) subject = { NULL };
  g_auto (CosellVerdict) verdict = { FALSE };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  int stage;

  if (!subject_load (&subject, store, job, error))
    return FALSE;
  stage = cosell_stage_parse (job->text, (CosellDealType) subject.row->type, error);
  if (stage == 0)
    return FALSE;
  cosell_rules_check_stage (subject.row, stage, &verdict);
  if (!verdict.allowed)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, verdict.reason);
      return FALSE;
    }
  cosell_changes_set_stage (changes, subject.own->current, stage);
  return cosell_store_edit_referral (store, subject.own->referral, changes, error);
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

  run_action (self, text_job_new (self, deal, stage, NULL), COSELL_ACTION_STAGE, stage_job,
              cosell_session_stage_async, c, callback, user_data);
}

/* win */

/* When the win goes out: COSELL_NO_TIME = now. FALSE with the refusal of E3. */
static gboolean
time_win (CosellStore *store,
          const CosellJob *job,
          const Subject *subject,
          gint64 *not_before,
          GError **error)
{
  g_auto (CosellVerdict) verdict = { TRUE, NULL, NULL };
  gint64 safe_at = cosell_eligibility_safe_at (subject->row);

  *not_before = COSELL_NO_TIME;
  if (job->win_mode == COSELL_WIN_ANYWAY)
    return TRUE;
  if (!guard (store, subject->row, subject->own, job->now, &verdict, error))
    return FALSE;
  if (verdict.allowed)
    return TRUE;
  if (job->win_mode == COSELL_WIN_GUARDED)
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, verdict.reason);
      return FALSE;
    }
  /* not made yet: the store moves it when the service says when it was */
  *not_before = safe_at != COSELL_NO_TIME ? safe_at : job->now + COSELL_REGISTRATION_WAIT;
  return TRUE;
}

static gboolean
win_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_auto (Subject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  gint64 not_before;

  if (!subject_load (&subject, store, job, error) ||
      !time_win (store, job, &subject, &not_before, error))
    return FALSE;
  cosell_changes_set_status (changes, subject.own->current, COSELL_DEAL_STATUS_WON, NULL);
  job->result = not_before != COSELL_NO_TIME ? cosell_time_format (not_before) : g_strdup ("");
  return cosell_store_change_status (store, subject.own->referral, changes, not_before, error) &&
         cosell_job_open_undo_window (store, job, error);
}

void
cosell_session_win_async (CosellSession *self,
                          gint64 deal,
                          CosellWinMode mode,
                          GCancellable *c,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->id = deal;
  job->win_mode = mode;
  run_action (self, job, COSELL_ACTION_WIN, win_job, cosell_session_win_async, c, callback,
              user_data);
}
