/* Upgrades of a deal (rules A7–A9, A11): showing it to Microsoft sellers, inviting Microsoft,
 * inviting partners. Each is one job; rules are checked inside it, those of the deal first. */
#include "app/cosell-session-commands.h"
#include "app/cosell-session-private.h"

#include <glib/gi18n-lib.h>

#include "model/cosell-change.h"
#include "model/cosell-invite.h"
#include "model/cosell-issues-warnings.h"
#include "model/cosell-parties.h"

static gboolean
require_documents (GPtrArray *documents, GError **error)
{
  if (documents->len > 0)
    return TRUE;
  g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                       _ ("Nothing of this deal is stored here. Sync, then try again."));
  return FALSE;
}

/* The deal's documents, own half first; NULL with error. */
static GPtrArray *
load_documents (CosellStore *store, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) documents = cosell_store_get_documents (store, deal, error);

  return documents != NULL && require_documents (documents, error) ? g_steal_pointer (&documents)
                                                                   : NULL;
}

/* share */

static gboolean
share_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GPtrArray) documents = NULL;
  const CosellDocument *own;
  gboolean confirmed;

  if (!cosell_job_require_target (store, job, COSELL_ACTION_SHARE, NULL, &documents, error) ||
      !require_documents (documents, error))
    return FALSE;
  own = g_ptr_array_index (documents, 0);
  if (!cosell_changes_share (changes, own->current, job->share_mode, documents->len > 1, error))
    return FALSE;
  confirmed = job->share_mode == COSELL_SHARE_CONFIRMED && cosell_consent_is_missing (own->current);
  return cosell_store_edit_referral (store, own->referral, changes, error) &&
         (!confirmed || cosell_store_remember_consent (store, job->id, error)) &&
         cosell_job_open_undo_window (store, job, error);
}

void
cosell_session_share_async (CosellSession *self,
                            gint64 deal,
                            CosellShareMode mode,
                            GCancellable *c,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self));

  job = cosell_job_new (self);
  job->share_mode = mode;
  job->id = deal;
  job->takes_half = job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, share_job, job, cosell_session_share_async, c,
                          callback, user_data);
}

/* invite */

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
require_contents (CosellJob *job, const CosellInvite *invite, GPtrArray *documents, GError **error)
{
  const CosellDocument *own = g_ptr_array_index (documents, 0);
  g_auto (GStrv) invited = list_invited (documents);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GDate today;

  cosell_job_today (job->now, &today);
  issues = cosell_invite_validate (invite, own->current, (const char *const *) invited, &today);
  for (guint i = 0; i < issues->len; i++)
    {
      const CosellIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity == COSELL_SEVERITY_ERROR)
        g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? " " : "", issue->message,
                                issue->rule);
    }
  if (text->len == 0)
    {
      job->warnings = cosell_issues_warnings_to_json (issues);
      return TRUE;
    }
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, text->str);
  return FALSE;
}

/* C13 */
static gboolean
require_listed (CosellStore *store, const CosellInvite *invite, GError **error)
{
  g_autoptr (GListStore) partners = g_list_store_new (COSELL_TYPE_DRAFT_PARTNER);

  if (!cosell_invite_is_microsoft (invite))
    g_list_store_append (partners, cosell_invite_get_partner (invite));
  return cosell_job_require_listed (store, G_LIST_MODEL (partners), error);
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
           const CosellDealData *row,
           GPtrArray *documents,
           const char *own,
           GError **error)
{
  g_autoptr (CosellParties) parties = cosell_job_read_parties (store, row, documents, error);
  g_autofree char *ours = parties != NULL ? cosell_parties_keep_ours (parties, own) : NULL;

  return ours != NULL ? cosell_invite_make_body (invite, ours) : NULL;
}

static gboolean
send_invitation (CosellStore *store,
                 const CosellInvite *invite,
                 const CosellJob *job,
                 const CosellDealData *row,
                 GPtrArray *documents,
                 GError **error)
{
  const CosellDocument *own = g_ptr_array_index (documents, 0);
  g_autoptr (GPtrArray) changes = cosell_changes_new ();
  g_autoptr (GError) failure = NULL;
  g_autofree char *after = NULL;
  g_autofree char *body = NULL;
  g_autofree char *kept = cosell_store_get_waiting_draft (store, job->id, &failure);
  g_autofree char *draft = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  cosell_invite_change_own (invite, own->current, own->base == NULL, documents->len > 1, changes);
  after = cosell_changes_apply (changes, own->current, error);
  body = after != NULL ? make_body (store, invite, row, documents, after, error) : NULL;
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
          cosell_store_remember_consent (store, job->id, error));
}

static gboolean
invite_job (CosellStore *store, gpointer data, GError **error)
{
  CosellJob *job = data;
  g_autoptr (CosellInvite) invite = NULL;
  g_autoptr (CosellDealData) row = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  CosellAction action;

  if (!cosell_job_require (store, job->id, COSELL_ACTION_INVITE, job->now, NULL, error))
    return FALSE;
  invite = cosell_invite_new_from_json (job->text, error);
  if (invite == NULL)
    return FALSE;
  action = cosell_invite_is_microsoft (invite) ? COSELL_ACTION_INVITE_MICROSOFT
                                               : COSELL_ACTION_INVITE_PARTNERS;
  if (!cosell_job_require (store, job->id, action, job->now, &row, error) ||
      !require_engagement (row, error))
    return FALSE;
  documents = load_documents (store, job->id, error);
  return documents != NULL && require_contents (job, invite, documents, error) &&
         require_listed (store, invite, error) &&
         send_invitation (store, invite, job, row, documents, error) &&
         cosell_job_open_undo_window (store, job, error);
}

void
cosell_session_invite_async (CosellSession *self,
                             gint64 deal,
                             const char *invitation_json,
                             GCancellable *c,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CosellJob *job;

  g_return_if_fail (COSELL_IS_SESSION (self) && invitation_json != NULL);

  job = cosell_job_new (self);
  job->id = deal;
  job->text = g_strdup (invitation_json);
  job->local_edit = TRUE;
  cosell_session_run_job (self, COSELL_STORE_WRITE, invite_job, job, cosell_session_invite_async, c,
                          callback, user_data);
}
