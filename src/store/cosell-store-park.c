/* cosell-store-park.c: entries that are put aside: parked, until later, or for good */
#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "store/cosell-store-private.h"

gboolean
cosell_store_save_state (CosellStore *self, CosellOutboxEntry *entry, GError **error)
{
  return cosell_store_save_entry (self, entry, error) &&
         cosell_store_refresh_sync (self, entry->deal, error);
}

/* An entry that was out is frozen, so what was pulled meanwhile is put under it now. */
static gboolean
unfreeze (CosellStore *self, const CosellOutboxEntry *entry, GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  g_autofree char *base = NULL;

  if (entry->op != COSELL_OUTBOX_OP_UPDATE)
    return TRUE;
  row = cosell_store_load_referral (self, entry->referral, error);
  if (row == NULL)
    return FALSE;
  base = g_strdup (row->base);
  return base == NULL ||
         (cosell_store_rebase (self, row, base, NULL, COSELL_ORIGINALS_SETTLED, error) &&
          cosell_store_save_referral (self, row, error) &&
          cosell_store_derive (self, row->engagement, NULL, error));
}

gboolean
cosell_store_keep_local (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  entry->state = COSELL_OUTBOX_STATE_LOCAL;
  entry->not_before = COSELL_NO_TIME;
  cosell_set_str (&entry->last_error, NULL);
  return cosell_store_save_state (self, entry, error) && unfreeze (self, entry, error);
}

gboolean
cosell_store_postpone (CosellStore *self,
                       gint64 seq,
                       gint64 not_before,
                       const char *reason,
                       GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gboolean was_out;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  was_out = entry->state == COSELL_OUTBOX_STATE_SENT;
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  entry->attempts++;
  entry->not_before = not_before;
  cosell_set_str (&entry->last_error, reason);
  return cosell_store_save_state (self, entry, error) &&
         (!was_out || unfreeze (self, entry, error));
}

gboolean
cosell_store_park (CosellStore *self, gint64 seq, const char *reason, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gboolean was_out;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  was_out = entry->state == COSELL_OUTBOX_STATE_SENT;
  if (was_out || entry->state == COSELL_OUTBOX_STATE_PENDING)
    entry->not_before = COSELL_NO_TIME;
  entry->state = COSELL_OUTBOX_STATE_PARKED;
  entry->held = FALSE;
  cosell_set_str (&entry->last_error, reason);
  return cosell_store_save_state (self, entry, error) &&
         (!was_out || unfreeze (self, entry, error)) &&
         cosell_store_note_not_sent (self, entry->deal, seq, error);
}
