/* cosell-store-drafts.c: deals that are still being written */
#include "store/cosell-store-drafts.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-referral.h"
#include "store/cosell-store-private.h"

static void
set_no_draft (GError **error)
{
  g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                       _ ("This is no draft any more: it was submitted or deleted meanwhile."));
}

/* created_at and the JSON of a draft, (optional) both. NOT_FOUND */
static gboolean
read_draft (CosellStore *self, gint64 id, gint64 *created_at, char **json, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self,
                            "SELECT created_at, draft FROM deal WHERE id = ? AND status = 'draft'",
                            error);
  CosellStep step;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, id);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_DONE)
    set_no_draft (error);
  if (step != COSELL_STEP_ROW)
    return FALSE;
  if (created_at != NULL)
    *created_at = cosell_statement_time (statement, 0);
  if (json != NULL)
    *json = cosell_statement_dup_text (statement, 1);
  return TRUE;
}

gint64
cosell_store_write_draft (CosellStore *self,
                          gint64 id,
                          const char *json,
                          const CosellDealData *data,
                          gint64 created_at,
                          GError **error)
{
  g_autoptr (CosellDealData) row = cosell_deal_data_copy (data);
  g_autoptr (CosellStatement) statement = NULL;

  row->status = COSELL_DEAL_STATUS_DRAFT;
  row->direction = COSELL_DIRECTION_OUTBOUND;
  row->sync = COSELL_SYNC_STATE_DRAFT;
  row->stage = 0;
  row->created_at = created_at;
  row->updated_at = cosell_store_now (self);
  id = cosell_store_write_deal (self, id, row, 0, error);
  if (id == 0)
    return 0;
  statement = cosell_store_prepare (self, "UPDATE deal SET draft = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return 0;
  cosell_statement_bind_int (statement, 1, id);
  cosell_statement_bind_text (statement, 2, json);
  return cosell_statement_run (statement, error) ? id : 0;
}

gint64
cosell_store_save_draft (CosellStore *self,
                         gint64 id,
                         const char *json,
                         const CosellDealData *data,
                         char **before,
                         GError **error)
{
  gint64 created_at;

  g_return_val_if_fail (json != NULL && data != NULL, 0);
  COSELL_STORE_WORKER (self);

  if (before != NULL)
    *before = NULL;
  created_at = cosell_store_now (self);
  if (id != 0 && !read_draft (self, id, &created_at, before, error))
    return 0;
  return cosell_store_write_draft (self, id, json, data, created_at, error);
}

char *
cosell_store_get_draft (CosellStore *self, gint64 id, GError **error)
{
  char *json = NULL;

  COSELL_STORE_WORKER (self);

  return read_draft (self, id, NULL, &json, error) ? json : NULL;
}

GArray *
cosell_store_get_drafts (CosellStore *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self, "SELECT id FROM deal WHERE status = 'draft' ORDER BY updated_at DESC, id DESC", error);
  if (statement == NULL)
    return NULL;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 id = cosell_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

gboolean
cosell_store_delete_draft (CosellStore *self, gint64 id, char **json, GError **error)
{
  g_autofree char *old = NULL;

  COSELL_STORE_WORKER (self);

  if (!read_draft (self, id, NULL, &old, error) ||
      !cosell_store_run_ids (self, "DELETE FROM deal WHERE id = ?1", id, 0, error))
    return FALSE;
  cosell_store_note_deal (self, id);
  if (json != NULL)
    *json = g_steal_pointer (&old);
  return TRUE;
}

gboolean
cosell_store_queue_body (CosellStore *self,
                         CosellOutboxEntry *entry,
                         const char *body,
                         char **engagement,
                         GError **error)
{
  g_auto (CosellReferralHead) head = { NULL };
  g_autoptr (CosellReferralRow) row = cosell_referral_row_new ();
  g_autoptr (CosellJson) doc = cosell_json_parse (body, -1, error);
  gint64 now = cosell_store_now (self);

  if (doc == NULL)
    return FALSE;
  cosell_referral_read_head (cosell_json_root (doc), &head);
  row->deal = entry->deal;
  row->role = entry->op == COSELL_OUTBOX_OP_CREATE
                  ? COSELL_ROLE_OWN
                  : cosell_referral_role (cosell_json_root (doc), NULL);
  row->engagement_id = g_strdup (head.engagement_id);
  row->engagement = cosell_referral_row_make_engagement_key (head.engagement_id, NULL);
  row->organization_id = g_strdup (head.organization_id);
  row->created_at = row->updated_at = now;
  row->current = g_strdup (body);
  if (!cosell_store_save_referral (self, row, error))
    return FALSE;
  entry->referral = row->id;
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  if (engagement != NULL)
    *engagement = g_strdup (row->engagement);
  return cosell_store_save_entry (self, entry, error);
}

static gboolean
queue_invitation (CosellStore *self, gint64 deal, gint64 create, const char *body, GError **error)
{
  g_autoptr (CosellOutboxEntry) invite = cosell_outbox_entry_new ();

  invite->deal = deal;
  invite->op = COSELL_OUTBOX_OP_INVITE;
  invite->depends_on = create;
  return cosell_store_queue_body (self, invite, body, NULL, error);
}

gboolean
cosell_store_submit_draft (CosellStore *self,
                           gint64 id,
                           const char *own_body,
                           const char *const *invitations,
                           GError **error)
{
  g_autoptr (CosellOutboxEntry) create = cosell_outbox_entry_new ();
  g_autofree char *engagement = NULL;
  gint64 now;

  g_return_val_if_fail (own_body != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (!read_draft (self, id, NULL, NULL, error))
    return FALSE;
  now = cosell_store_now (self);
  create->deal = id;
  create->op = COSELL_OUTBOX_OP_CREATE;
  if (!cosell_store_queue_body (self, create, own_body, &engagement, error))
    return FALSE;
  for (guint i = 0; invitations != NULL && invitations[i] != NULL; i++)
    if (!queue_invitation (self, id, create->seq, invitations[i], error))
      return FALSE;
  return cosell_store_add_history (self, id, now, "you", "", NULL, NULL, error) &&
         cosell_store_derive (self, engagement, NULL, error) &&
         cosell_store_index_suggestions (self, NULL, own_body, now, error);
}
