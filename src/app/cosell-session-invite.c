/* Upgrades of a deal (rules A7–A9, A11): showing it to Microsoft sellers, inviting Microsoft,
 * inviting partners. Each is one job; rules are checked inside it, those of the deal first. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"
#include "model/cosell-draft-partner.h"
#include "model/cosell-invite.h"
#include "model/cosell-parties.h"

/* share */

typedef struct
{
  CosellCommand head;
  CosellShareMode mode;
} Share;

static gboolean
run_share (CosellStore *store, gpointer data, GError **error)
{
  Share *self = data;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_auto (CosellSubject) subject = { NULL };
  const char *own;
  gboolean confirmed;

  if (!cosell_subject_load (&subject, store, &self->head, COSELL_ACTION_SHARE, error))
    return FALSE;
  own = subject.own->current;
  if (!cosell_changes_share (changes, own, self->mode, subject.documents->len > 1, error))
    return FALSE;
  confirmed = self->mode == COSELL_SHARE_CONFIRMED && cosell_consent_is_missing (own);
  return cosell_store_edit_referral (store, subject.own->referral, changes, error) &&
         (!confirmed || cosell_store_remember_consent (store, self->head.id, error)) &&
         cosell_command_open_undo_window (store, &self->head, error);
}

static const CosellCommandKind share_kind = {
  .size = sizeof (Share),
  .mode = COSELL_STORE_WRITE,
  .run = run_share,
  .flags = COSELL_COMMAND_TAKES_HALF | COSELL_COMMAND_EDITS,
};

void
cosell_session_share_async (CosellSession *self,
                            gint64 deal,
                            CosellShareMode mode,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Share *share;

  g_return_if_fail (COSELL_IS_SESSION (self));

  share = cosell_command_new (self, &share_kind, deal);
  share->mode = mode;
  cosell_command_run (self, share, cosell_session_share_async, c, callback, user_data);
}

/* invite */

typedef struct
{
  CosellCommand head;
  CosellInvite *invite; /* (owned) (nullable) */
  GError *unreadable;   /* (owned) (nullable): why there is none */
} Invite;

static void
invite_clear (gpointer data)
{
  Invite *self = data;

  cosell_invite_free (self->invite);
  g_clear_error (&self->unreadable);
}

static void
add_member (GStrvBuilder *ids, CosellJsonValue value)
{
  g_autofree char *id = cosell_json_dup_string (value);

  if (id != NULL && *id != '\0')
    g_strv_builder_add (ids, id);
}

/* Everybody else who has a part in the deal: owners and addressees of the other halves. */
static GStrv
list_invited (GPtrArray *documents)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 1; i < documents->len; i++)
    {
      const CosellDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (CosellJson) json = cosell_json_parse (document->current, -1, NULL);
      CosellJsonValue target = cosell_json_member (cosell_json_root (json), "target");

      add_member (ids, cosell_json_member (cosell_json_root (json), "organizationId"));
      for (guint k = 0; k < cosell_json_length (target); k++)
        add_member (ids, cosell_json_member (cosell_json_element (target, k), "id"));
    }
  return g_strv_builder_end (ids);
}

static gboolean
require_contents (Invite *self, GPtrArray *documents, GError **error)
{
  const CosellDocument *own = g_ptr_array_index (documents, 0);
  g_auto (GStrv) invited = list_invited (documents);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *rule = NULL;
  GDate today;

  cosell_session_drafts_today (self->head.now, &today);
  self->head.issues =
      cosell_invite_validate (self->invite, own->current, (const char *const *) invited, &today);
  for (guint i = 0; i < self->head.issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (self->head.issues, i);

      if (issue->severity != COSELL_SEVERITY_ERROR)
        continue;
      rule = rule != NULL ? rule : issue->rule;
      g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? " " : "", issue->message,
                              issue->rule);
    }
  if (text->len == 0)
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, text->str);
  return cosell_rule_error_name (error, rule);
}

/* C13 */
static gboolean
require_listed (CosellStore *store, const CosellInvite *invite, GError **error)
{
  g_autoptr (GListStore) partners = g_list_store_new (COSELL_TYPE_DRAFT_PARTNER);

  if (!cosell_invite_is_microsoft (invite))
    g_list_store_append (partners, cosell_invite_get_partner (invite));
  return cosell_session_drafts_require_listed (store, G_LIST_MODEL (partners), error);
}

/* An invitation joins the engagement, so there has to be one. */
static gboolean
require_engagement (const CosellDealData *row, GError **error)
{
  if (row->engagement_id != NULL)
    return TRUE;
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                       _ ("The service does not say which engagement this deal belongs to, so that "
                          "nobody can be invited to it. Sync, then try again."));
  return FALSE;
}

/* C22: the other company's people are not ours to take along. */
static char *
make_body (CosellStore *store,
           const CosellInvite *invite,
           const CosellSubject *subject,
           const char *own,
           GError **error)
{
  g_autoptr (CosellParties) parties =
      cosell_session_parties_read (store, subject->row, subject->documents, error);
  g_autofree char *ours = parties != NULL ? cosell_parties_keep_ours (parties, own) : NULL;

  return ours != NULL ? cosell_invite_make_body (invite, ours) : NULL;
}

static gboolean
send_invitation (CosellStore *store,
                 const CosellInvite *invite,
                 const CosellSubject *subject,
                 GError **error)
{
  const CosellDocument *own = subject->own;
  gint64 deal = subject->row->id;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) failure = NULL;
  g_autofree char *after = NULL;
  g_autofree char *body = NULL;
  g_autofree char *kept = cosell_store_get_waiting_draft (store, deal, &failure);
  g_autofree char *draft = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  cosell_invite_change_own (invite, own->current, own->base == NULL, subject->documents->len > 1,
                            changes);
  after = cosell_changes_apply (changes, own->current, error);
  body = after != NULL ? make_body (store, invite, subject, after, error) : NULL;
  if (body == NULL)
    return FALSE;
  if (kept != NULL)
    {
      draft = cosell_invite_add_to_draft (invite, kept, error);
      if (draft == NULL)
        return FALSE;
    }
  return cosell_store_invite (store, own->referral, changes, body, draft, error) &&
         (!cosell_invite_confirms_consent (invite, own->current) ||
          cosell_store_remember_consent (store, deal, error));
}

/* What the deal does not allow comes before what is wrong with the invitation. */
static gboolean
require_invitation (CosellStore *store, Invite *self, CosellSubject *subject, GError **error)
{
  CosellAction action;

  if (!cosell_command_require (store, &self->head, COSELL_ACTION_INVITE, NULL, NULL, error))
    return FALSE;
  if (self->invite == NULL)
    {
      g_propagate_error (error, g_error_copy (self->unreadable));
      return FALSE;
    }
  action = cosell_invite_is_microsoft (self->invite) ? COSELL_ACTION_INVITE_MICROSOFT
                                                     : COSELL_ACTION_INVITE_PARTNERS;
  return cosell_subject_load (subject, store, &self->head, action, error) &&
         require_engagement (subject->row, error) &&
         require_contents (self, subject->documents, error) &&
         require_listed (store, self->invite, error);
}

static gboolean
run_invite (CosellStore *store, gpointer data, GError **error)
{
  Invite *self = data;
  g_auto (CosellSubject) subject = { NULL };

  return require_invitation (store, self, &subject, error) &&
         send_invitation (store, self->invite, &subject, error) &&
         cosell_command_open_undo_window (store, &self->head, error);
}

/* What is changed in the own half, and the other half itself, as the outbox shows one: nothing
 * stood where it is now. */
static gboolean
look_at_invite (CosellStore *store, gpointer data, GPtrArray *changes, GError **error)
{
  Invite *self = data;
  g_auto (CosellSubject) subject = { NULL };
  g_autofree char *after = NULL;
  g_autofree char *body = NULL;

  if (!require_invitation (store, self, &subject, error))
    return FALSE;
  cosell_invite_change_own (self->invite, subject.own->current, subject.own->base == NULL,
                            subject.documents->len > 1, changes);
  after = cosell_changes_apply (changes, subject.own->current, error);
  body = after != NULL ? make_body (store, self->invite, &subject, after, error) : NULL;
  if (body == NULL)
    return FALSE;
  g_ptr_array_add (changes, cosell_change_new ("", NULL, body));
  return TRUE;
}

static const CosellCommandKind invite_kind = {
  .size = sizeof (Invite),
  .mode = COSELL_STORE_WRITE,
  .run = run_invite,
  .flags = COSELL_COMMAND_EDITS,
  .look = look_at_invite,
  .clear = invite_clear,
};

gpointer
cosell_session_invite_command (CosellSession *self,
                               gint64 deal,
                               CosellInvite *invite,
                               GError *unreadable)
{
  Invite *command = cosell_command_new (self, &invite_kind, deal);

  command->invite = invite;
  command->unreadable = unreadable;
  return command;
}

void
cosell_session_invite_async (CosellSession *self,
                             gint64 deal,
                             CosellInvite *invite,
                             GError *unreadable,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (COSELL_IS_SESSION (self));
  g_return_if_fail ((invite == NULL) != (unreadable == NULL));

  cosell_command_run (self, cosell_session_invite_command (self, deal, invite, unreadable),
                      cosell_session_invite_async, c, callback, user_data);
}

gboolean
cosell_session_invite_finish (CosellSession *self,
                              GAsyncResult *result,
                              GPtrArray **issues,
                              GError **error)
{
  Invite *invite;

  g_return_val_if_fail (g_task_is_valid (result, self) && issues != NULL, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  invite = cosell_command_get (result, &invite_kind);
  g_return_val_if_fail (invite != NULL, FALSE);
  *issues = g_steal_pointer (&invite->head.issues);
  return TRUE;
}
