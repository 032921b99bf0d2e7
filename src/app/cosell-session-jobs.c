/* The commands of the session: each is one job, and so one transaction. Rules are checked inside
 * it, against the deal as it stands then. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-oversized.h"

static void
job_free (gpointer data)
{
  CosellJob *job = data;

  cosell_target_clear (&job->target);
  g_free (job->text);
  g_free (job->result);
  g_clear_pointer (&job->row, cosell_deal_data_free);
  g_clear_pointer (&job->edit, cosell_edit_free);
  g_strfreev (job->filters);
  g_free (job->sort);
  g_free (job->notes);
  g_free (job->refusal);
  g_free (job->warnings);
  g_clear_pointer (&job->decisions, g_ptr_array_unref);
  g_free (job);
}

CosellJob *
cosell_job_new (CosellSession *self)
{
  CosellJob *job = g_new0 (CosellJob, 1);

  job->now = cosell_session_now (self);
  job->undo_window = self->undo_window;
  return job;
}

gboolean
cosell_job_open_undo_window (CosellStore *store, CosellJob *job, GError **error)
{
  g_autoptr (GError) failure = NULL;

  job->seq = cosell_store_get_newest_entry (store, job->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return job->seq == 0 || job->undo_window == 0 ||
         cosell_store_set_not_before (store, job->seq, job->now + job->undo_window, error);
}

gint64
cosell_session_get_seq (CosellSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  return cosell_session_get_job (result)->seq;
}

void
cosell_session_set_undo_window (CosellSession *self, guint seconds)
{
  g_return_if_fail (COSELL_IS_SESSION (self));

  self->undo_window = seconds * G_TIME_SPAN_SECOND;
}

guint
cosell_session_get_undo_window (CosellSession *self)
{
  g_return_val_if_fail (COSELL_IS_SESSION (self), 0);

  return (guint) (self->undo_window / G_TIME_SPAN_SECOND);
}

CosellJob *
cosell_session_get_job (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CosellSession *self = g_task_get_source_object (task);
  CosellJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cosell_session_run_finish (COSELL_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (job->refusal != NULL)
    {
      g_task_return_new_error (task, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, "%s",
                               job->refusal);
      return;
    }
  if (job->local_edit)
    cosell_session_sync_soon (self);
  g_task_return_boolean (task, TRUE);
}

/* One action, one record (P11). */
static gboolean
recorded_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  gint64 deal = job->id;
  g_autoptr (CosellStoreMemento) before = NULL;

  if (job->entry != 0 && !cosell_store_find_entry_deal (store, job->entry, &deal, NULL))
    return job->func (store, job, error); /* which says what is wrong */
  before = cosell_store_capture_deal (store, deal, error);
  return before != NULL && job->func (store, job, error) &&
         cosell_store_record (store, deal, before, &job->record, error);
}

/* P14: only what can act on a hidden half gets one; anything else would act on the other. */
static gboolean
refuse_half (CosellJob *job, GError **error)
{
  if (job->target.role == COSELL_ROLE_OWN)
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("“%s” is a second referral of your company in deal %" G_GINT64_FORMAT
                    ". This is done with the deal as a whole: use the ID %" G_GINT64_FORMAT "."),
                 job->target.remote_id, job->target.deal, job->target.deal);
  else
    g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                 _ ("“%s” is somebody else’s referral in deal %" G_GINT64_FORMAT
                    ", which only they can change. For your own part use the ID %" G_GINT64_FORMAT
                    "."),
                 job->target.remote_id, job->target.deal, job->target.deal);
  return FALSE;
}

static gboolean
targeted_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  if (job->id < 0)
    {
      if (!cosell_store_get_target (store, -job->id, &job->target, error))
        return FALSE;
      job->id = job->target.deal;
      if (job->target.referral != 0 &&
          (!job->takes_half || (job->recorded && job->target.role != COSELL_ROLE_OWN)))
        return refuse_half (job, error);
    }
  return job->recorded ? recorded_job (store, job, error) : job->func (store, job, error);
}

CosellDealData *
cosell_job_load_target (CosellStore *store, CosellJob *job, GPtrArray **documents, GError **error)
{
  /* somebody else's half is looked at as a part of the deal */
  const CosellTarget target = { .deal = job->id,
                                .referral =
                                    job->target.role == COSELL_ROLE_OWN ? job->target.referral : 0,
                                .invisible_since = job->target.invisible_since };

  return cosell_store_get_half (store, &target, documents, error);
}

void
cosell_session_run_job (CosellSession *self,
                        CosellStoreMode mode,
                        CosellStoreFunc func,
                        CosellJob *job,
                        gpointer tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  /* What was committed is reported as done, also when it was cancelled a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  job->recorded = job->recorded || (job->local_edit && !job->undoes);
  job->func = func;
  cosell_session_run_async (self, mode, targeted_job, job, NULL, cancellable, job_done_cb,
                            g_steal_pointer (&task));
}

void
cosell_session_run_with_id (CosellSession *self,
                            CosellStoreMode mode,
                            CosellStoreFunc func,
                            gint64 id,
                            gpointer tag,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->id = id;
  cosell_session_run_job (self, mode, func, job, tag, cancellable, callback, user_data);
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
cosell_job_require_target (CosellStore *store,
                           CosellJob *job,
                           CosellAction action,
                           CosellDealData **row,
                           GPtrArray **documents,
                           GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (CosellDealData) data = cosell_job_load_target (store, job, &all, error);

  if (data == NULL || !cosell_rules_require (data, action, job->now, error) ||
      !require_whole (all, error))
    return FALSE;
  if (row != NULL)
    *row = g_steal_pointer (&data);
  if (documents != NULL)
    *documents = g_steal_pointer (&all);
  return TRUE;
}

gboolean
cosell_job_require (CosellStore *store,
                    gint64 id,
                    CosellAction action,
                    gint64 now,
                    CosellDealData **row,
                    GError **error)
{
  CosellJob job = { .id = id, .now = now };

  return cosell_job_require_target (store, &job, action, row, NULL, error);
}

const char *
cosell_job_half (const CosellJob *job)
{
  return job->target.referral != 0 && job->target.role == COSELL_ROLE_OWN ? job->target.remote_id
                                                                          : NULL;
}

gboolean
cosell_job_warn (CosellStore *store,
                 CosellJob *job,
                 const CosellDealData *row,
                 const char *before,
                 GPtrArray *changes,
                 GError **error)
{
  g_autoptr (GPtrArray) issues = cosell_issues_new ();
  g_autoptr (GHashTable) eligible = NULL;
  g_autofree char *after = cosell_changes_apply (changes, before, error);
  GDate today;

  if (after == NULL)
    return FALSE;
  /* C12 alone asks the catalogue, which is too long to be read for every heart */
  if (row->type == COSELL_DEAL_TYPE_PRIVATE && cosell_edit_touches (job->edit, "solutions") &&
      !cosell_job_read_eligible (store, &eligible, error))
    return FALSE;
  cosell_job_today (job->now, &today);
  cosell_issues_warn_of_changes (issues, before, after, row, eligible, &today,
                                 job->action == COSELL_ACTION_ACCEPT);
  job->warnings = cosell_issues_warnings_to_json (issues);
  return TRUE;
}

static gboolean
find_target_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  if (!cosell_store_find_target (store, job->text, &job->target, error))
    return FALSE;
  job->id = job->target.referral != 0 ? -job->target.referral : job->target.deal;
  return TRUE;
}

void
cosell_session_find_target_async (CosellSession *self,
                                  const char *id,
                                  GCancellable *c,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self) && id != NULL);

  job = cosell_job_new (self);
  job->text = g_strdup (id);
  cosell_session_run_job (self, COSELL_STORE_READ, find_target_job, job,
                          cosell_session_find_target_async, c, callback, user_data);
}

const char *
cosell_session_get_half (CosellSession *self, GAsyncResult *result, gint64 *deal)
{
  const CosellJob *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  job = cosell_session_get_job (result);
  *deal = job->target.deal;
  return cosell_job_half (job);
}

/* Of all that a draft is warned of, what the edit is about. */
static gboolean
warn_of_draft (CosellStore *store, CosellJob *job, CosellDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) issues = cosell_job_read_issues (store, draft, job->now, error);

  if (issues == NULL)
    return FALSE;
  for (guint i = issues->len; i > 0; i--)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i - 1);

      if (!cosell_edit_touches (job->edit, issue->field))
        g_ptr_array_remove_index (issues, i - 1);
    }
  job->warnings = cosell_issues_warnings_to_json (issues);
  return TRUE;
}

/* Drafts have no documents: the steps go into the draft's own text. */
static gboolean
edit_draft (CosellStore *store, CosellJob *job, GError **error)
{
  g_autofree char *json = cosell_store_get_draft (store, job->id, error);
  g_autofree char *edited = NULL;
  g_autoptr (CosellDraft) draft = NULL;
  g_autoptr (CosellDealData) row = NULL;

  if (json == NULL)
    return FALSE;
  edited = cosell_edit_apply_to_draft (job->edit, json, error);
  if (edited == NULL)
    return FALSE;
  draft = cosell_draft_new_from_json (edited, error);
  if (draft == NULL)
    return FALSE;
  if (!warn_of_draft (store, job, draft, error))
    return FALSE;
  row = cosell_deal_data_new ();
  cosell_draft_derive (draft, row);
  return cosell_store_save_draft (store, job->id, edited, row, error) != 0;
}

/* C22: the other company's people are its own to change. */
static gboolean
require_own_people (CosellStore *store,
                    CosellEdit *edit,
                    const CosellDealData *row,
                    GPtrArray *documents,
                    GError **error)
{
  g_autoptr (CosellParties) parties = NULL;

  if (!cosell_edit_touches_members (edit))
    return TRUE;
  parties = cosell_job_read_parties (store, row, documents, error);
  return parties != NULL && cosell_edit_require_own_people (edit, parties, error);
}

static gboolean
edit_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  CosellAction action =
      cosell_edit_is_favorite_only (job->edit) ? COSELL_ACTION_FAVORITE : COSELL_ACTION_EDIT;
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  const CosellDocument *own;

  if (!cosell_job_require_target (store, job, action, &row, &documents, error))
    return FALSE;
  if (row->status == COSELL_DEAL_STATUS_DRAFT)
    return edit_draft (store, job, error);
  own = g_ptr_array_index (documents, 0);
  return require_own_people (store, job->edit, row, documents, error) &&
         cosell_edit_collect (job->edit, own->current, changes, error) &&
         cosell_changes_require_contact_open (changes, own->base != NULL && documents->len > 1,
                                              error) &&
         cosell_job_warn (store, job, row, own->current, changes, error) &&
         cosell_store_edit_referral (store, own->referral, changes, error);
}

void
cosell_session_edit_async (CosellSession *self,
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
  job->takes_half = job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, edit_job, job, cosell_session_edit_async, c,
                          callback, user_data);
}

void
cosell_session_set_favorite_async (CosellSession *self,
                                   gint64 deal,
                                   gboolean favorite,
                                   GCancellable *c,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  CosellEdit *edit = cosell_edit_new (deal);

  cosell_edit_set (edit, "favorite", favorite ? "true" : "false");
  cosell_session_edit_async (self, edit, c, callback, user_data);
}

static gboolean
outbox_act_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;

  if (g_str_equal (job->text, "hold"))
    return cosell_store_hold (store, job->id, error);
  if (g_str_equal (job->text, "retry"))
    return cosell_store_retry (store, job->id, error);
  if (g_str_equal (job->text, "discard"))
    return cosell_store_discard (store, job->id, error);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               _ ("“%s” is nothing that can be done to a change: hold, retry or discard."),
               job->text);
  return FALSE;
}

void
cosell_session_outbox_act_async (CosellSession *self,
                                 const char *verb,
                                 gint64 seq,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self) && verb != NULL);

  job = cosell_job_new (self);
  job->id = seq;
  job->text = g_strdup (verb);
  job->entry = seq;
  job->recorded = TRUE;
  job->local_edit = g_str_equal (verb, "retry");
  cosell_session_run_job (self, COSELL_STORE_WRITE, outbox_act_job, job,
                          cosell_session_outbox_act_async, c, callback, user_data);
}

char *
cosell_session_dup_warnings (CosellSession *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_strdup (cosell_session_get_job (result)->warnings);
}

gint64
cosell_session_id_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  return cosell_session_get_job (result)->id;
}

gboolean
cosell_session_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
cosell_session_text_finish (CosellSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&cosell_session_get_job (result)->result);
}
