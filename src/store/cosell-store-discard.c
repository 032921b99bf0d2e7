/* cosell-store-discard.c: a person takes a waiting change back
 *
 * What is taken back is remembered in the history; a deal that was never sent becomes its draft
 * again, with everything that was edited since.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-draft.h"
#include "model/cosell-member.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

/* A body that waits has no base to go back to: each value goes back to what it was. */
static gboolean
revert_body (CosellReferralRow *row, GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);
      char *text = cosell_store_text_with (row->current, change->path, change->original, error);

      if (text == NULL)
        return FALSE;
      cosell_take_str (&row->current, text);
    }
  return TRUE;
}

static gboolean
remember_discard (CosellStore *self,
                  gint64 deal,
                  GPtrArray *changes,
                  const char *text,
                  GError **error)
{
  g_autoptr (CosellJson) now = cosell_json_parse (text, -1, error);

  if (now == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);
      g_autofree char *value = cosell_store_value_at (cosell_json_root (now), change->path);

      if (!cosell_store_add_history (self, deal, cosell_store_now (self), "you", change->path,
                                     change->current, value, error))
        return FALSE;
    }
  return TRUE;
}

/* D6, D7: the stages of an assessment are marked one after the other, and all of them before it is
 * won, so none of them goes while a later one or the win stands on it. */
static gboolean
refuse_to_skip (CosellStore *self,
                const CosellOutboxEntry *entry,
                const CosellReferralRow *row,
                GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (!cosell_changes_are_stage (entry->changes) || !cosell_store_is_assessment (row->current))
    return TRUE;
  entries = cosell_store_load_referral_entries (self, row->id, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const CosellOutboxEntry *later = g_ptr_array_index (entries, i);

      if (later->seq <= entry->seq || cosell_outbox_entry_is_told (later) ||
          (!cosell_changes_are_stage (later->changes) && !cosell_changes_are_win (later->changes)))
        continue;
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("What was marked after this stage stands on it: no stage of an "
                              "assessment may be left out. Discard the later change first."));
      return FALSE;
    }
  return entries != NULL;
}

static gboolean
discard_update (CosellStore *self, CosellOutboxEntry *entry, CosellReferralRow *row, GError **error)
{
  g_autofree char *old = g_strdup (row->current);
  g_autofree char *base = g_strdup (row->base);
  gboolean counted =
      cosell_outbox_entry_counts (entry, row->base != NULL ? row->base : row->current);
  gint64 own;

  if (!cosell_store_delete_entry (self, entry->seq, error))
    return FALSE;
  if (base != NULL
          ? !cosell_store_rebase (self, row, base, entry->changes, COSELL_ORIGINALS_SETTLED, error)
          : !revert_body (row, entry->changes, error))
    return FALSE;
  if (!cosell_store_save_referral (self, row, error) ||
      (counted && !remember_discard (self, entry->deal, entry->changes, row->current, error)) ||
      !cosell_store_get_own_referral (self, entry->deal, &own, error))
    return FALSE;
  if (own == row->id &&
      (!cosell_store_propagate_edit (self, entry->deal, entry->changes, row->current, error) ||
       !cosell_store_index_suggestions (self, old, row->current, row->updated_at, error) ||
       !cosell_store_drop_unshared (self, row, error)))
    return FALSE;
  return cosell_store_derive (self, row->engagement, NULL, error);
}

static gboolean
remember_member (CosellStore *self,
                 gint64 deal,
                 CosellJsonValue body,
                 const char *path,
                 GError **error)
{
  g_autofree char *value = cosell_store_value_at (body, path);

  return value == NULL || cosell_store_add_history (self, deal, cosell_store_now (self), "you",
                                                    path, value, NULL, error);
}

/* Deletes the row of a body that waits, with everything queued for it. */
static gboolean
delete_body (CosellStore *self, gint64 referral, GError **error)
{
  cosell_store_note_outbox (self);
  return cosell_store_run_ids (self, "DELETE FROM outbox WHERE referral = ?1", referral, 0,
                               error) &&
         cosell_store_run_ids (self, "DELETE FROM referral WHERE id = ?1", referral, 0, error);
}

static gboolean
discard_invitation (CosellStore *self,
                    CosellOutboxEntry *entry,
                    CosellReferralRow *row,
                    GError **error)
{
  g_autoptr (CosellJson) body = cosell_json_parse (row->current, -1, error);

  return body != NULL &&
         remember_member (self, entry->deal, cosell_json_root (body),
                          "/inviteContext/assistanceRequestCode", error) &&
         remember_member (self, entry->deal, cosell_json_root (body), "/inviteContext/notes",
                          error) &&
         delete_body (self, row->id, error) &&
         cosell_store_take_back_invitation (self, entry, row, error) &&
         cosell_store_derive (self, row->engagement, NULL, error);
}

static char *
read_draft (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT draft FROM deal WHERE id = ?", error);

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return NULL;
  return g_strdup (
      cosell_statement_text (statement, 0) != NULL ? cosell_statement_text (statement, 0) : "{}");
}

/* Deletes all bodies of a deal that wait. left: (out): documents of the service that stay */
static gboolean
delete_bodies (CosellStore *self, gint64 deal, guint *left, GError **error)
{
  g_autoptr (GPtrArray) rows = cosell_store_load_deal_referrals (self, deal, error);

  if (rows == NULL)
    return FALSE;
  *left = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const CosellReferralRow *row = g_ptr_array_index (rows, i);

      if (row->remote_id != NULL)
        ++*left;
      else if (!delete_body (self, row->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
discard_create (CosellStore *self, CosellOutboxEntry *entry, CosellReferralRow *row, GError **error)
{
  g_autofree char *json = read_draft (self, entry->deal, error);
  g_autoptr (CosellDraft) draft = NULL;
  g_autoptr (CosellDealData) data = NULL;
  guint left;

  if (json == NULL)
    return FALSE;
  draft = cosell_draft_new_from_json (json, error);
  if (draft == NULL)
    return FALSE;
  data = cosell_deal_data_new ();
  cosell_draft_derive (draft, data);
  if (!delete_bodies (self, entry->deal, &left, error) ||
      !cosell_store_index_suggestions (self, row->current, NULL, row->updated_at, error))
    return FALSE;
  if (left == 0)
    return cosell_store_write_draft (self, entry->deal, json, data, row->created_at, error) != 0;
  /* Somebody else's documents stand in this row meanwhile; it stays theirs. */
  return cosell_store_run_ids (self, "UPDATE deal SET draft = NULL WHERE id = ?1", entry->deal, 0,
                               error) &&
         cosell_store_write_draft (self, 0, json, data, row->created_at, error) != 0 &&
         cosell_store_derive (self, row->engagement, NULL, error);
}

gboolean
cosell_store_drop (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (CosellReferralRow) row = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_free_entry (self, seq, error);
  row = entry != NULL ? cosell_store_load_referral (self, entry->referral, error) : NULL;
  if (row == NULL)
    return FALSE;
  cosell_store_note_deal (self, entry->deal);
  switch (entry->op)
    {
    case COSELL_OUTBOX_OP_CREATE:
      return discard_create (self, entry, row, error);
    case COSELL_OUTBOX_OP_INVITE:
      return discard_invitation (self, entry, row, error);
    case COSELL_OUTBOX_OP_UPDATE:
      return refuse_to_skip (self, entry, row, error) && discard_update (self, entry, row, error);
    }
  g_assert_not_reached ();
}

static gboolean
is_shared (const CosellReferralRow *own)
{
  g_autoptr (CosellJson) doc = cosell_json_parse (own->current, -1, NULL);

  return cosell_json_get_bool (cosell_json_pointer (cosell_json_root (doc), COSELL_PATH_VISIBLE),
                               FALSE);
}

gboolean
cosell_store_drop_unshared (CosellStore *self, const CosellReferralRow *own, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (is_shared (own))
    return TRUE;
  entries = cosell_store_load_deal_entries (self, own->deal, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (CosellReferralRow) row = NULL;

      if (entry->op != COSELL_OUTBOX_OP_INVITE || entry->state == COSELL_OUTBOX_STATE_SENT)
        continue;
      row = cosell_store_load_referral (self, entry->referral, error);
      if (row == NULL ||
          (row->role == COSELL_ROLE_MICROSOFT && !cosell_store_drop (self, entry->seq, error)))
        return FALSE;
    }
  return TRUE;
}
