/* cosell-store-unkept.c: what was sent and answered, but does not stand at the service
 *
 * P13: what the service did not keep of a change that it accepted stays here as an entry that makes
 * the difference. It is never sent by itself: a person sends it once more or drops it, edits the
 * same member anew, or a newer version of the service has it after all.
 *
 * B2: a heart that the service does not take stays here likewise, told nowhere.
 */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-answer.h"
#include "model/cosell-change.h"
#include "model/cosell-member.h"
#include "store/cosell-store-private.h"

char *
cosell_store_dup_sent_body (CosellStore *self,
                            gint64 seq,
                            const CosellReferralRow *row,
                            GError **error)
{
  g_autoptr (CosellStatement) statement =
      cosell_store_prepare (self, "SELECT body FROM unconfirmed_create WHERE seq = ?", error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, seq);
  step = cosell_statement_step (statement, error);
  if (step == COSELL_STEP_ERROR)
    return NULL;
  return cosell_store_body_to_send (
      g_strdup (step == COSELL_STEP_ROW ? cosell_statement_text (statement, 0) : row->current));
}

static gboolean
is_changed_by (CosellOutboxEntry *entry, const char *path)
{
  for (guint i = 0; i < entry->changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (entry->changes, i);

      if (cosell_conflict_is_one (change->path, path))
        return TRUE;
    }
  return FALSE;
}

/* A value that a later change sets anew is not missed. */
static void
leave_out_later (GPtrArray *unkept, GPtrArray *entries)
{
  for (guint i = unkept->len; i > 0; i--)
    {
      const CosellChange *change = g_ptr_array_index (unkept, i - 1);
      gboolean later = FALSE;

      for (guint k = 0; k < entries->len; k++)
        {
          CosellOutboxEntry *entry = g_ptr_array_index (entries, k);

          later = later ||
                  (entry->op == COSELL_OUTBOX_OP_UPDATE && is_changed_by (entry, change->path));
        }
      if (later)
        g_ptr_array_remove_index (unkept, i - 1);
    }
}

static gboolean
refresh_document (CosellStore *self, CosellReferralRow *row, GError **error)
{
  g_autofree char *base = g_strdup (row->base);

  return cosell_store_rebase (self, row, base, NULL, COSELL_ORIGINALS_SETTLED, error) &&
         cosell_store_save_referral (self, row, error) &&
         cosell_store_derive (self, row->engagement, NULL, error) &&
         cosell_store_refresh_sync (self, row->deal, error);
}

gboolean
cosell_store_note_unkept (CosellStore *self,
                          const CosellReferralRow *row,
                          GPtrArray *unkept,
                          GError **error)
{
  g_autoptr (CosellReferralRow) fresh = NULL;
  g_autoptr (CosellOutboxEntry) entry = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (unkept->len == 0)
    return TRUE;
  fresh = cosell_store_load_referral (self, row->id, error);
  entries = fresh != NULL ? cosell_store_load_referral_entries (self, row->id, error) : NULL;
  if (entries == NULL)
    return FALSE;
  leave_out_later (unkept, entries);
  cosell_answer_rebase (unkept, fresh->base); /* a pull may have brought something newer */
  if (unkept->len == 0 || fresh->deal == 0)
    return TRUE;
  entry = cosell_outbox_entry_new ();
  entry->deal = fresh->deal;
  entry->referral = fresh->id;
  entry->op = COSELL_OUTBOX_OP_UPDATE;
  entry->state = COSELL_OUTBOX_STATE_NOT_KEPT;
  entry->changes = g_ptr_array_ref (unkept);
  entry->last_error = cosell_answer_describe (unkept);
  return cosell_store_save_entry (self, entry, error) && refresh_document (self, fresh, error) &&
         cosell_store_note_not_sent (self, fresh->deal, entry->seq, error);
}

/* The other half of an amount goes along: both are one. */
static void
bring_companions (CosellOutboxEntry *entry, GPtrArray *changes)
{
  for (guint i = entry->changes->len; i > 0; i--)
    {
      CosellChange *change = g_ptr_array_index (entry->changes, i - 1);
      gboolean one = FALSE;

      for (guint k = 0; k < changes->len && !one; k++)
        {
          const CosellChange *newer = g_ptr_array_index (changes, k);

          one = !g_str_equal (newer->path, change->path) &&
                cosell_conflict_is_one (newer->path, change->path);
        }
      if (one && cosell_changes_find (changes, change->path) == NULL)
        g_ptr_array_add (changes, g_ptr_array_steal_index (entry->changes, i - 1));
    }
}

/* Changes that say what the service has are none. Returns: whether the entry lost something */
static gboolean
take_paths (CosellOutboxEntry *entry, GPtrArray *changes)
{
  guint before = entry->changes->len;

  bring_companions (entry, changes);
  for (guint i = changes->len; i > 0; i--)
    {
      CosellChange *newer = g_ptr_array_index (changes, i - 1);
      CosellChange *older = cosell_changes_find (entry->changes, newer->path);

      if (older == NULL)
        continue;
      cosell_set_str (&newer->original, older->original);
      cosell_set_str (&newer->missing_parent, older->missing_parent);
      g_ptr_array_remove (entry->changes, older);
      if (cosell_change_same (newer->path, newer->original, newer->current))
        g_ptr_array_remove_index (changes, i - 1);
    }
  return entry->changes->len < before;
}

gboolean
cosell_store_supersede (CosellStore *self, gint64 referral, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, referral, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (!cosell_outbox_entry_is_told (entry) || !take_paths (entry, changes))
        continue;
      cosell_take_str (&entry->last_error, entry->state == COSELL_OUTBOX_STATE_NOT_KEPT
                                               ? cosell_answer_describe (entry->changes)
                                               : NULL);
      if (entry->changes->len > 0 ? !cosell_store_save_entry (self, entry, error)
                                  : !cosell_store_delete_entry (self, entry->seq, error))
        return FALSE;
      cosell_store_note_deal (self, entry->deal);
    }
  return TRUE;
}

/* ---- hearts ---- */

static gboolean
part_heart (CosellStore *self, CosellOutboxEntry *entry, GError **error)
{
  g_autoptr (CosellOutboxEntry) heart = cosell_outbox_entry_new ();

  heart->changes = cosell_changes_take_heart (entry->changes);
  if (heart->changes->len == 0)
    return TRUE;
  heart->deal = entry->deal;
  heart->referral = entry->referral;
  heart->op = COSELL_OUTBOX_OP_UPDATE;
  heart->state = COSELL_OUTBOX_STATE_PENDING;
  heart->depends_on = entry->depends_on;
  return cosell_store_save_entry (self, entry, error) &&
         cosell_store_save_entry (self, heart, error);
}

gboolean
cosell_store_part_hearts (CosellStore *self, GError **error)
{
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (
      self,
      "SELECT seq FROM outbox WHERE op = 'update' AND state IN ('pending', 'parked') "
      "AND conflicts IS NULL AND json_type (changes, '$.\"" COSELL_PATH_FAVORITE "\"') IS NOT NULL "
      "AND (SELECT count (*) FROM json_each (changes)) > 1",
      error);
  if (statement == NULL)
    return FALSE;
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      gint64 seq = cosell_statement_int (statement, 0);

      g_array_append_val (seqs, seq);
    }
  cosell_statement_done (statement);
  for (guint i = 0; step == COSELL_STEP_DONE && i < seqs->len; i++)
    {
      g_autoptr (CosellOutboxEntry) entry =
          cosell_store_load_entry (self, g_array_index (seqs, gint64, i), error);

      if (entry == NULL || !part_heart (self, entry, error))
        return FALSE;
    }
  return step == COSELL_STEP_DONE;
}
