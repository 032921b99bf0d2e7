/* Edits of a deal or draft: those of `set`, the favorite, Accept, and what is done to the outbox.
 */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-json.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-lead.h"

/* An edit, and Accept, which is one with a status. */
typedef struct
{
  CosellCommand head;
  CosellEdit *edit; /* (owned) */
} Edit;

static void
edit_clear (gpointer data)
{
  Edit *self = data;

  g_clear_pointer (&self->edit, cosell_edit_free);
}

/* What is warned of in what an edit made of a deal (C5, C6, C7, C12; accepting: D2). */
static gboolean
warn (CosellStore *store,
      Edit *self,
      const CosellSubject *subject,
      GPtrArray *changes,
      gboolean accepting,
      GError **error)
{
  const char *before = subject->own->current;
  g_autoptr (GHashTable) eligible = NULL;
  g_autofree char *after = cosell_changes_apply (changes, before, error);
  GDate today;

  if (after == NULL)
    return FALSE;
  /* C12 alone asks the catalogue, which is too long to be read for every heart */
  if (subject->row->type == COSELL_DEAL_TYPE_PRIVATE &&
      cosell_edit_touches (self->edit, "solutions") &&
      !cosell_session_register_read_eligible (store, &eligible, error))
    return FALSE;
  cosell_session_drafts_today (self->head.now, &today);
  self->head.issues = cosell_issues_new ();
  cosell_issues_warn_of_changes (self->head.issues, before, after, subject->row, eligible, &today,
                                 accepting);
  return TRUE;
}

/* Of all that a draft is warned of, what the edit is about. */
static gboolean
warn_of_draft (CosellStore *store, Edit *self, CosellDraft *draft, GError **error)
{
  self->head.issues = cosell_session_drafts_read_issues (store, draft, self->head.now, error);
  for (guint i = self->head.issues != NULL ? self->head.issues->len : 0; i > 0; i--)
    {
      const CosellIssue *issue = g_ptr_array_index (self->head.issues, i - 1);

      if (!cosell_edit_touches (self->edit, issue->field))
        g_ptr_array_remove_index (self->head.issues, i - 1);
    }
  return self->head.issues != NULL;
}

/* Drafts have no documents: the steps go into the draft's own text. Returns: (transfer full) */
static CosellDraft *
work_out_draft (CosellStore *store, Edit *self, GError **error)
{
  g_autofree char *json = cosell_store_get_draft (store, self->head.id, error);
  g_autoptr (CosellDraft) draft = json != NULL ? cosell_draft_new_from_json (json, error) : NULL;

  return draft != NULL && cosell_edit_apply_to_draft (self->edit, draft, error)
             ? g_steal_pointer (&draft)
             : NULL;
}

static gboolean
edit_draft (CosellStore *store, Edit *self, GError **error)
{
  g_autoptr (CosellDraft) draft = work_out_draft (store, self, error);

  return draft != NULL && cosell_session_drafts_save (store, self->head.id, draft, error) != 0 &&
         warn_of_draft (store, self, draft, error);
}

/* What differs between two texts of a draft, member by member. */
static gboolean
compare_drafts (const char *before, const char *after, GPtrArray *changes, GError **error)
{
  g_autoptr (CosellJson) old = cosell_json_parse (before, -1, error);
  g_autoptr (CosellJson) new = old != NULL ? cosell_json_parse (after, -1, error) : NULL;
  CosellJsonValue root;

  if (new == NULL)
    return FALSE;
  root = cosell_json_root (new);
  for (guint i = 0; i < cosell_json_length (root); i++)
    {
      g_autofree char *name = NULL;
      CosellJsonValue value = cosell_json_nth_member (root, i, &name);
      CosellJsonValue was = cosell_json_member (cosell_json_root (old), name);
      g_autofree char *path = g_strconcat ("/", name, NULL);
      g_autofree char *original = cosell_json_is_present (was) ? cosell_json_dup_raw (was) : NULL;
      g_autofree char *current =
          cosell_json_is_present (value) ? cosell_json_dup_raw (value) : NULL;

      if (!cosell_json_equal (was, value) && (original != NULL || current != NULL))
        g_ptr_array_add (changes, cosell_change_new (path, original, current));
    }
  return TRUE;
}

static gboolean
look_at_draft (CosellStore *store, Edit *self, GPtrArray *changes, GError **error)
{
  g_autofree char *json = cosell_store_get_draft (store, self->head.id, error);
  g_autoptr (CosellDraft) old = json != NULL ? cosell_draft_new_from_json (json, error) : NULL;
  g_autoptr (CosellDraft) draft = old != NULL ? work_out_draft (store, self, error) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (draft == NULL)
    return FALSE;
  before = cosell_draft_to_json (old);
  after = cosell_draft_to_json (draft);
  return compare_drafts (before, after, changes, error) &&
         warn_of_draft (store, self, draft, error);
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
  parties = cosell_session_parties_read (store, row, documents, error);
  return parties != NULL && cosell_edit_require_own_people (edit, parties, error);
}

/* L5 */
static gboolean
require_solutions (CosellEdit *edit, const CosellDealData *row, GError **error)
{
  return !cosell_edit_touches (edit, "solutions") || cosell_lead_require_solutions (row, error);
}

/* What the edit makes of a deal that the rules let it change. */
static gboolean
work_out (CosellStore *store,
          Edit *self,
          CosellSubject *subject,
          GPtrArray *changes,
          GError **error)
{
  return cosell_subject_require_own (subject, error) &&
         require_solutions (self->edit, subject->row, error) &&
         require_own_people (store, self->edit, subject->row, subject->documents, error) &&
         cosell_edit_collect (self->edit, subject->own->current, changes, error) &&
         cosell_changes_require_contact_open (
             changes, subject->own->base != NULL && subject->documents->len > 1, error) &&
         warn (store, self, subject, changes, FALSE, error);
}

static gboolean
load_subject (CosellStore *store, Edit *self, CosellSubject *subject, GError **error)
{
  CosellAction action =
      cosell_edit_is_favorite_only (self->edit) ? COSELL_ACTION_FAVORITE : COSELL_ACTION_EDIT;

  return cosell_command_require (store, &self->head, action, &subject->row, &subject->documents,
                                 error);
}

static gboolean
run_edit (CosellStore *store, gpointer data, GError **error)
{
  Edit *self = data;
  g_auto (CosellSubject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  if (!load_subject (store, self, &subject, error))
    return FALSE;
  if (subject.row->status == COSELL_DEAL_STATUS_DRAFT)
    return edit_draft (store, self, error);
  return work_out (store, self, &subject, changes, error) &&
         cosell_store_edit_referral (store, subject.own->referral, changes, error);
}

static gboolean
look_at_edit (CosellStore *store, gpointer data, GPtrArray *changes, GError **error)
{
  Edit *self = data;
  g_auto (CosellSubject) subject = { NULL };

  if (!load_subject (store, self, &subject, error))
    return FALSE;
  if (subject.row->status == COSELL_DEAL_STATUS_DRAFT)
    return look_at_draft (store, self, changes, error);
  return work_out (store, self, &subject, changes, error);
}

static const CosellCommandKind edit_kind = {
  .size = sizeof (Edit),
  .mode = COSELL_STORE_WRITE,
  .run = run_edit,
  .flags = COSELL_COMMAND_TAKES_HALF | COSELL_COMMAND_EDITS,
  .look = look_at_edit,
  .clear = edit_clear,
};

/* Takes edit. */
static gpointer
edit_new (CosellSession *session, const CosellCommandKind *kind, CosellEdit *edit)
{
  Edit *self = cosell_command_new (session, kind, edit->deal);

  self->edit = edit;
  return self;
}

gpointer
cosell_session_edit_command (CosellSession *self, CosellEdit *edit)
{
  return edit_new (self, &edit_kind, edit);
}

void
cosell_session_edit_async (CosellSession *self,
                           CosellEdit *edit,
                           GCancellable *c,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && edit != NULL);

  cosell_command_run (self, cosell_session_edit_command (self, edit), cosell_session_edit_async, c,
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

/* accept */

static gboolean
run_accept (CosellStore *store, gpointer data, GError **error)
{
  Edit *self = data;
  g_auto (CosellSubject) subject = { NULL };
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  if (!cosell_subject_load (&subject, store, &self->head, COSELL_ACTION_ACCEPT, error) ||
      !cosell_edit_collect (self->edit, subject.own->current, changes, error) ||
      !cosell_changes_require_contact_open (changes, subject.documents->len > 1, error) ||
      !cosell_changes_require_accept (changes, subject.own->current, error) ||
      !warn (store, self, &subject, changes, TRUE, error))
    return FALSE;
  cosell_changes_set_status (changes, subject.own->current, COSELL_DEAL_STATUS_ACCEPTED, NULL);
  return cosell_store_change_status (store, subject.own->referral, changes, COSELL_NO_TIME,
                                     error) &&
         cosell_command_open_undo_window (store, &self->head, error);
}

static const CosellCommandKind accept_kind = {
  .size = sizeof (Edit),
  .mode = COSELL_STORE_WRITE,
  .run = run_accept,
  .flags = COSELL_COMMAND_TAKES_HALF | COSELL_COMMAND_EDITS,
  .clear = edit_clear,
};

void
cosell_session_accept_async (CosellSession *self,
                             CosellEdit *edit,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self) && edit != NULL);

  cosell_command_run (self, edit_new (self, &accept_kind, edit), cosell_session_accept_async, c,
                      callback, user_data);
}

gboolean
cosell_session_edit_finish (CosellSession *self,
                            GAsyncResult *result,
                            GPtrArray **issues,
                            GError **error)
{
  Edit *edit;

  g_return_val_if_fail (g_task_is_valid (result, self) && issues != NULL, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  edit = cosell_command_get (result, &edit_kind);
  if (edit == NULL)
    edit = cosell_command_get (result, &accept_kind);
  g_return_val_if_fail (edit != NULL, FALSE);
  *issues = g_steal_pointer (&edit->head.issues);
  return TRUE;
}

/* the outbox */

typedef struct
{
  CosellCommand head;
  char *verb; /* (owned) */
} Act;

static void
act_clear (gpointer data)
{
  g_free (((Act *) data)->verb);
}

gboolean
cosell_session_edit_act (CosellStore *store, const char *verb, gint64 seq, GError **error)
{
  if (g_str_equal (verb, "hold"))
    return cosell_store_hold (store, seq, error);
  if (g_str_equal (verb, "retry"))
    return cosell_store_retry (store, seq, error);
  if (g_str_equal (verb, "discard"))
    return cosell_store_discard (store, seq, error);
  g_set_error (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_SYNTAX,
               _ ("“%s” is nothing that can be done to a change: hold, retry or discard."), verb);
  return FALSE;
}

static gboolean
run_act (CosellStore *store, gpointer data, GError **error)
{
  Act *self = data;

  return cosell_session_edit_act (store, self->verb, self->head.entry, error);
}

static const CosellCommandKind act_kind = {
  .size = sizeof (Act),
  .mode = COSELL_STORE_WRITE,
  .run = run_act,
  .flags = COSELL_COMMAND_RECORDED,
  .clear = act_clear,
};

void
cosell_session_outbox_act_async (CosellSession *self,
                                 const char *verb,
                                 gint64 seq,
                                 GCancellable *c,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Act *act;

  g_return_if_fail (COSELL_IS_SESSION (self) && verb != NULL);

  act = cosell_command_new (self, &act_kind, 0);
  act->head.entry = seq;
  act->head.queued = g_str_equal (verb, "retry");
  act->verb = g_strdup (verb);
  cosell_command_run (self, act, cosell_session_outbox_act_async, c, callback, user_data);
}
