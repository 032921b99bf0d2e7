/* cosell-store-status.c: changes of a deal's status
 *
 * Each is an outbox entry of its own, behind what waits already, and joined by nothing that comes
 * later: what was confirmed is sent as it was confirmed. One for later ("won when 72 hours are
 * over") is kept out of the deal's document until its hour: the deal stays open and can be edited.
 *
 * A deal that was not sent yet has a body that becomes the POST. A change of the status waits
 * beside it, since a new deal is not created closed; the row shows it all the same.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-eligibility.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

static gboolean
remember (CosellStore *self, gint64 deal, GPtrArray *changes, GError **error)
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

/* The document again, with every entry that counts now. */
static gboolean
refresh_document (CosellStore *self, gint64 referral, GError **error)
{
  g_autoptr (CosellReferralRow) row = cosell_store_load_referral (self, referral, error);
  g_autofree char *base = NULL;

  if (row == NULL)
    return FALSE;
  base = g_strdup (row->base);
  if (base != NULL &&
      (!cosell_store_rebase (self, row, base, NULL, COSELL_ORIGINALS_SETTLED, error) ||
       !cosell_store_save_referral (self, row, error)))
    return FALSE;
  return cosell_store_derive (self, row->engagement, NULL, error);
}

gboolean
cosell_store_take_effect (CosellStore *self, const CosellOutboxEntry *entry, GError **error)
{
  return remember (self, entry->deal, entry->changes, error) &&
         refresh_document (self, entry->referral, error);
}

/* What was scheduled makes room for a newer decision. unsent: (out) seq of the create that the
 * referral still waits for, 0 when the service has it; replaced: (out) when it was scheduled for */
static gboolean
make_room (CosellStore *self, gint64 referral, gint64 *unsent, gint64 *replaced, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, referral, error);

  if (entries == NULL)
    return FALSE;
  *unsent = 0;
  *replaced = COSELL_NO_TIME;
  for (guint i = 0; i < entries->len; i++)
    {
      const CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->op != COSELL_OUTBOX_OP_UPDATE)
        *unsent = entry->seq;
      else if (cosell_outbox_entry_is_deferred (entry))
        {
          *replaced = entry->not_before;
          if (!cosell_store_drop (self, entry->seq, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
cosell_store_change_status (CosellStore *self,
                            gint64 referral,
                            GPtrArray *changes,
                            gint64 not_before,
                            GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  g_autoptr (CosellOutboxEntry) entry = cosell_outbox_entry_new ();
  gint64 unsent, replaced;

  g_return_val_if_fail (changes != NULL && cosell_changes_have_status (changes), FALSE);
  COSELL_STORE_WORKER (self);

  if (!make_room (self, referral, &unsent, &replaced, error))
    return FALSE;
  row = cosell_store_load_referral (self, referral, error);
  if (row == NULL || row->deal == 0)
    {
      if (row != NULL)
        g_set_error_literal (error, COSELL_STORE_ERROR, COSELL_STORE_ERROR_NOT_FOUND,
                             _ ("This part of the deal cannot be changed: your company's own part "
                                "is not known here."));
      return FALSE;
    }
  entry->deal = row->deal;
  entry->referral = row->id;
  entry->op = COSELL_OUTBOX_OP_UPDATE;
  entry->state =
      not_before != COSELL_NO_TIME ? COSELL_OUTBOX_STATE_SCHEDULED : COSELL_OUTBOX_STATE_PENDING;
  entry->not_before = not_before;
  entry->depends_on = unsent;
  entry->replaced = replaced;
  entry->changes = cosell_changes_new ();
  cosell_changes_merge (entry->changes, changes);
  if (!cosell_store_supersede (self, row->id, entry->changes, error) ||
      !cosell_store_save_entry (self, entry, error))
    return FALSE;
  if (not_before != COSELL_NO_TIME)
    return cosell_store_refresh_sync (self, row->deal, error);
  if (row->base == NULL)
    return remember (self, row->deal, changes, error) &&
           cosell_store_derive (self, row->engagement, NULL, error);
  return cosell_store_take_effect (self, entry, error);
}

gboolean
cosell_store_reschedule (CosellStore *self, const CosellReferralRow *row, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, row->id, error);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (!cosell_outbox_entry_is_deferred (entry) || row->created_at == COSELL_NO_TIME)
        continue;
      entry->not_before = MAX (entry->not_before, row->created_at + COSELL_REGISTRATION_WAIT);
      if (!cosell_store_save_entry (self, entry, error))
        return FALSE;
    }
  return TRUE;
}
