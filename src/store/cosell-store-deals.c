/* cosell-store-deals.c: documents of deals: what the service sent, and local edits */
#include "model/cosell-change.h"
#include "store/cosell-store-deals.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-outbox-plan.h"
#include "model/cosell-referral.h"
#include "model/cosell-registration-entry.h"
#include "store/cosell-store-clock.h"
#include "store/cosell-store-permissions.h"
#include "store/cosell-store-private.h"

static CosellDocument *
document_new (const CosellReferralRow *row)
{
  CosellDocument *self = g_new0 (CosellDocument, 1);

  self->referral = row->id;
  self->role = row->role;
  self->remote_id = g_strdup (row->remote_id);
  self->etag = g_strdup (row->etag);
  self->base = g_strdup (row->base);
  self->current = g_strdup (row->current);
  return self;
}

GPtrArray *
cosell_store_get_documents (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *documents;

  COSELL_STORE_WORKER (self);

  rows = cosell_store_load_deal_referrals (self, deal, error);
  if (rows == NULL)
    return NULL;
  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) cosell_document_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (documents, document_new (g_ptr_array_index (rows, i)));
  return documents;
}

static CosellReferralRow *
require_referral (CosellStore *self, gint64 referral, GError **error)
{
  GError *local = NULL;
  CosellReferralRow *row = cosell_store_load_referral (self, referral, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (row == NULL)
    g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                         _ ("The deal is not there any more. It may have been discarded in "
                            "another window."));
  return row;
}

/* ---- from the service ---- */

/* P14: a stamp ahead of the service's own time says nothing of what is older or newer: what comes
 * with a right one afterwards would look old until then. */
static void
distrust_future (CosellStore *self, CosellReferralHead *head)
{
  if (cosell_store_is_ahead (self, head->updated_at))
    head->updated_at = COSELL_NO_TIME;
}

/* A list element may come without eTag; the one that belongs to the same state is still good. */
static char *
choose_etag (const CosellReferralRow *row, const CosellReferralHead *head, const char *etag)
{
  if (head->etag != NULL)
    return g_strdup (head->etag);
  if (etag != NULL)
    return g_strdup (etag);
  if (row->etag != NULL && row->updated_at != COSELL_NO_TIME && row->updated_at == head->updated_at)
    return g_strdup (row->etag);
  return NULL;
}

/* The half leaves its engagement; what stays behind looks for a row of its own, and bodies that
 * wait go along. */
static gboolean
leave_engagement (CosellStore *self,
                  const CosellReferralRow *row,
                  const char *old_key,
                  GError **error)
{
  g_autoptr (GPtrArray) rows = cosell_store_load_engagement (self, old_key, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      CosellReferralRow *other = g_ptr_array_index (rows, i);

      if (other->id == row->id || other->deal != row->deal || other->deal == 0)
        continue;
      if (other->remote_id == NULL && row->engagement_id != NULL)
        {
          g_autofree char *id = cosell_json_quote (row->engagement_id);
          char *body = cosell_json_set (other->current, "/engagementId", id, error);

          if (body == NULL)
            return FALSE;
          cosell_take_str (&other->current, body);
          cosell_set_str (&other->engagement_id, row->engagement_id);
          cosell_set_str (&other->engagement, row->engagement);
        }
      else
        other->deal = 0;
      if (!cosell_store_save_referral (self, other, error))
        return FALSE;
    }
  return TRUE;
}

/* A half that is not the row's own leaves the row behind. */
static gboolean
move_engagement (CosellStore *self, CosellReferralRow *row, const char *old_key, GError **error)
{
  gint64 own;

  if (row->deal == 0)
    return TRUE;
  if (!cosell_store_get_own_referral (self, row->deal, &own, error))
    return FALSE;
  if (own == row->id)
    return leave_engagement (self, row, old_key, error);
  cosell_store_note_deal (self, row->deal);
  row->deal = 0;
  return TRUE;
}

gboolean
cosell_store_apply_remote (CosellStore *self,
                           CosellReferralRow *row,
                           const char *text,
                           const CosellReferralHead *head,
                           const char *etag,
                           GPtrArray *settled,
                           gboolean later,
                           GError **error)
{
  CosellOriginals direct = row->base == NULL ? COSELL_ORIGINALS_ALL : COSELL_ORIGINALS_SETTLED;
  g_autofree char *old_key = g_strdup (row->engagement);
  g_autofree char *old_base = g_strdup (row->base);
  g_autofree char *old_current = g_strdup (row->current);
  g_autofree char *expected = NULL;
  gint64 old_stamp = row->updated_at;
  gboolean moved;
  gint64 deal;
  gint64 own;

  if (old_base != NULL)
    {
      expected = cosell_store_expected (self, row, settled, error);
      if (expected == NULL)
        return FALSE;
    }
  if (!cosell_store_rebase (self, row, text, settled, later ? COSELL_ORIGINALS_KEEP : direct,
                            error))
    return FALSE;
  cosell_set_str (&row->etag, etag);
  row->invisible_since = COSELL_NO_TIME;
  cosell_referral_row_take_head (row, head);
  if (cosell_store_is_ahead (self, row->updated_at)) /* the answer to a change has it as well */
    row->updated_at = old_stamp;
  moved = !g_str_equal (row->engagement, old_key);
  if ((moved && !move_engagement (self, row, old_key, error)) ||
      !cosell_store_save_referral (self, row, error) ||
      !cosell_store_derive (self, row->engagement, &deal, error) ||
      (moved && !cosell_store_derive (self, old_key, NULL, error)))
    return FALSE;
  if (!cosell_store_get_own_referral (self, deal, &own, error) ||
      (old_base != NULL && !cosell_store_note_news (self, row, deal, own, old_base, error)))
    return FALSE;
  if (own != row->id)
    return TRUE;
  if (old_base != NULL && !cosell_store_add_service_history (self, deal,
                                                             head->updated_at != COSELL_NO_TIME
                                                                 ? head->updated_at
                                                                 : cosell_store_now (self),
                                                             old_base, expected, text, error))
    return FALSE;
  return cosell_store_index_suggestions (self, old_current, row->current, row->updated_at, error);
}

/* Whether it belongs to another engagement than its row says: an older program read it otherwise.
 */
static gboolean
is_misplaced (const CosellReferralRow *row, const CosellReferralHead *head)
{
  g_autofree char *key =
      cosell_referral_row_make_engagement_key (head->engagement_id, row->remote_id);

  return !g_str_equal (key, row->engagement);
}

/* The same version is here already. Its stamp was ahead of the service's time when it came and is
 * not any more, so from now on it tells what is newer: else the version would be news each time. */
static gboolean
trust_stamp (CosellStore *self,
             CosellReferralRow *row,
             const CosellReferralHead *head,
             GError **error)
{
  if (head->updated_at == COSELL_NO_TIME || head->updated_at == row->updated_at)
    return TRUE;
  row->updated_at = head->updated_at;
  return cosell_store_save_referral (self, row, error);
}

gboolean
cosell_store_put_known (CosellStore *self,
                        CosellReferralRow *row,
                        const char *text,
                        const CosellReferralHead *head,
                        const char *etag,
                        gboolean alone,
                        GError **error)
{
  g_autofree char *chosen = choose_etag (row, head, etag);

  if (!cosell_store_mark_visible (self, row, error))
    return FALSE;
  if (!alone && row->updated_at != COSELL_NO_TIME && head->updated_at != COSELL_NO_TIME &&
      head->updated_at < row->updated_at && !cosell_store_is_ahead (self, row->updated_at))
    return TRUE;
  if (g_strcmp0 (chosen, row->etag) == 0 && g_strcmp0 (text, row->base) == 0 &&
      !is_misplaced (row, head))
    return trust_stamp (self, row, head, error);
  if (row->role == COSELL_ROLE_OWN && row->deal != 0 &&
      !cosell_store_forget_denied_permissions_of (self, row->deal, error))
    return FALSE;
  return cosell_store_apply_remote (self, row, text, head, chosen, NULL, TRUE, error);
}

/* Puts the half into the engagement that its document names, whatever row has it so far. */
static gboolean
put_in_place (CosellStore *self,
              CosellReferralRow *row,
              const CosellReferralHead *head,
              GError **error)
{
  g_autofree char *old_key = g_strdup (row->engagement);

  cosell_referral_row_take_head (row, head);
  return move_engagement (self, row, old_key, error) &&
         cosell_store_save_referral (self, row, error) &&
         cosell_store_derive (self, row->engagement, NULL, error) &&
         cosell_store_derive (self, old_key, NULL, error);
}

static gboolean
is_derived_later (CosellStore *self, const char *engagement, gboolean *later, GError **error)
{
  CosellStatement *statement =
      cosell_store_prepare (self,
                            "SELECT EXISTS (SELECT 1 FROM referral AS r JOIN stale AS s "
                            "ON s.referral = r.id WHERE r.engagement = ?)",
                            error);
  gint64 found;

  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_text (statement, 1, engagement);
  if (!cosell_statement_run_int (statement, 0, &found, error))
    return FALSE;
  *later = found != 0;
  return TRUE;
}

gboolean
cosell_store_derive_anew (CosellStore *self, gint64 referral, GError **error)
{
  g_autoptr (CosellReferralRow) row = require_referral (self, referral, error);
  g_auto (CosellReferralHead) head = { NULL };
  g_autoptr (CosellJson) doc = NULL;
  gboolean later;

  COSELL_STORE_WORKER (self);

  if (row == NULL)
    return FALSE;
  if (row->base != NULL && row->remote_id != NULL)
    {
      doc = cosell_json_parse (row->base, -1, error);
      if (doc == NULL)
        return FALSE;
      cosell_referral_read_head (cosell_json_root (doc), &head);
      distrust_future (self, &head);
      if (is_misplaced (row, &head))
        return put_in_place (self, row, &head, error);
    }
  return is_derived_later (self, row->engagement, &later, error) &&
         (later || cosell_store_derive (self, row->engagement, NULL, error));
}

gboolean
cosell_store_read_head (CosellStore *self,
                        const CosellJson *document,
                        CosellReferralHead *head,
                        GError **error)
{
  cosell_referral_read_head (cosell_json_root (document), head);
  if (head->remote_id == NULL)
    {
      g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                           "a referral without an id cannot be told from others");
      return FALSE;
    }
  distrust_future (self, head);
  return TRUE;
}

/* ---- local edits ---- */

/* J7: what a person may take back with its group, or without, takes nothing in that is not of it. A
 * change that was refused or is in conflict takes every further word (outbox plan); so does the
 * heart, of which two words are none. */
static gboolean
is_apart (const CosellOutboxEntry *entry, const CosellOutboxHead *head, gint64 group)
{
  return entry->group != group && entry->op == COSELL_OUTBOX_OP_UPDATE && !head->is_heart &&
         (entry->state == COSELL_OUTBOX_STATE_PENDING || entry->held);
}

static CosellOutboxPlan
plan_of (const CosellReferralRow *row, GPtrArray *entries, GPtrArray *changes, gint64 group)
{
  gboolean assessment = cosell_store_is_assessment (row->current);
  g_autofree CosellOutboxHead *heads = g_new0 (CosellOutboxHead, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      heads[i] = cosell_outbox_entry_get_head (entry);
      heads[i].is_stage = heads[i].is_stage && assessment;
      if (cosell_outbox_entry_is_frozen (entry) || is_apart (entry, &heads[i], group))
        heads[i].state = COSELL_OUTBOX_STATE_SENT;
    }
  if (cosell_changes_are_heart (changes))
    return cosell_outbox_plan_heart (heads, entries->len);
  return assessment && cosell_changes_are_stage (changes)
             ? cosell_outbox_plan_stage (heads, entries->len)
             : cosell_outbox_plan_update (heads, entries->len);
}

/* Whether anything that is decided together with the path was changed here. */
static gboolean
is_touched (GPtrArray *changes, const char *path)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (cosell_conflict_is_one (change->path, path) &&
          !cosell_change_same (change->path, change->original, change->current))
        return TRUE;
    }
  return FALSE;
}

/* A conflict stays until somebody decides; an edit only changes what "mine" is. A value that is
 * back where it began no longer conflicts. */
static void
refresh_conflicts (CosellOutboxEntry *entry)
{
  if (entry->conflicts->len == 0)
    return;
  for (guint i = 0; i < entry->conflicts->len; i++)
    {
      CosellConflict *conflict = g_ptr_array_index (entry->conflicts, i);
      CosellChange *change = cosell_changes_find (entry->changes, conflict->path);

      if (change == NULL || !is_touched (entry->changes, conflict->path))
        {
          if (change != NULL)
            g_ptr_array_remove (entry->changes, change);
          g_ptr_array_remove_index (entry->conflicts, i--);
          continue;
        }
      cosell_set_str (&conflict->mine, change->current);
    }
  if (entry->conflicts->len > 0)
    return;
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  g_clear_pointer (&entry->last_error, g_free);
}

gboolean
cosell_store_merge_entry (CosellStore *self,
                          CosellOutboxEntry *entry,
                          GPtrArray *changes,
                          GError **error)
{
  cosell_changes_merge (entry->changes, changes);
  refresh_conflicts (entry);
  return entry->changes->len > 0 ? cosell_store_save_entry (self, entry, error)
                                 : cosell_store_delete_entry (self, entry->seq, error);
}

static gboolean
append_update (CosellStore *self,
               const CosellReferralRow *row,
               GPtrArray *changes,
               gint64 depends_on,
               GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_outbox_entry_new ();

  entry->deal = row->deal;
  entry->referral = row->id;
  entry->op = COSELL_OUTBOX_OP_UPDATE;
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  entry->depends_on = depends_on;
  entry->changes = cosell_changes_new ();
  cosell_changes_merge (entry->changes, changes);
  return cosell_store_save_entry (self, entry, error);
}

static gboolean
queue_changes (CosellStore *self, const CosellReferralRow *row, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  CosellOutboxPlan plan;

  if (changes->len == 0)
    return TRUE;
  entries = cosell_store_load_referral_entries (self, row->id, error);
  if (entries == NULL)
    return FALSE;
  plan = plan_of (row, entries, changes, cosell_store_get_group (self));
  switch (plan.decision)
    {
    case COSELL_OUTBOX_MERGE_BODY:
      cosell_store_note_outbox (self);
      return TRUE;
    case COSELL_OUTBOX_MERGE_FIELDS:
      for (guint i = 0; i < entries->len; i++)
        {
          CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

          if (entry->seq == plan.seq)
            return cosell_store_merge_entry (self, entry, changes, error);
        }
      g_assert_not_reached ();
    case COSELL_OUTBOX_APPEND:
      return append_update (self, row, changes, plan.seq, error);
    }
  g_assert_not_reached ();
}

/* B2: the heart goes out on its own. */
static gboolean
queue_edit (CosellStore *self, const CosellReferralRow *row, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) rest = cosell_changes_new ();
  g_autoptr (GPtrArray) heart = NULL;

  cosell_changes_merge (rest, changes);
  if (!cosell_store_supersede (self, row->id, rest, error))
    return FALSE;
  heart = cosell_changes_take_heart (rest);
  return queue_changes (self, row, rest, error) && queue_changes (self, row, heart, error);
}

static gboolean
remember_edit (CosellStore *self, gint64 deal, GPtrArray *changes, GError **error)
{
  gint64 now = cosell_store_now (self);

  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (!cosell_store_add_history (self, deal, now, "you", change->path, change->original,
                                     change->current, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
cosell_store_edit_referral (CosellStore *self, gint64 referral, GPtrArray *changes, GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  g_autofree char *old = NULL;
  gint64 own;

  g_return_val_if_fail (changes != NULL, FALSE);
  COSELL_STORE_WORKER (self);

  if (changes->len == 0)
    return TRUE;
  row = require_referral (self, referral, error);
  if (row == NULL || !cosell_store_get_own_referral (self, row->deal, &own, error))
    return FALSE;
  if (row->deal == 0)
    {
      g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                           _ ("This part of the deal cannot be edited: your company's own part is "
                              "not known here."));
      return FALSE;
    }
  old = g_steal_pointer (&row->current);
  row->current = cosell_changes_apply (changes, old, error);
  if (row->current == NULL || !cosell_store_save_referral (self, row, error) ||
      !queue_edit (self, row, changes, error) || !remember_edit (self, row->deal, changes, error))
    return FALSE;
  if (row->id == own &&
      (!cosell_store_propagate_edit (self, row->deal, changes, row->current, error) ||
       !cosell_store_learn_typed (self, old, row->current, error)))
    return FALSE;
  return cosell_store_derive (self, row->engagement, NULL, error);
}
