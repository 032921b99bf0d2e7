/* cosell-store-register.c: deal registrations in the outbox
 *
 * A registration goes out alone: what was filled in is sent as it was filled in, and a service that
 * refuses it refuses nothing else. It is made on a deal that is closed, so nothing else but the
 * favorite can wait beside it, and the win before it.
 */
#include <glib/gi18n-lib.h>

#include "base/cosell-time.h"
#include "model/cosell-change.h"
#include "model/cosell-registration-entry.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED, message);
  return FALSE;
}

/* The entry with a registration that waits; *waiting is NULL without error when there is none. */
static gboolean
find_waiting (CosellStore *self, gint64 referral, CosellOutboxEntry **waiting, GError **error)
{
  g_autoptr (GPtrArray) entries = cosell_store_load_referral_entries (self, referral, error);

  *waiting = NULL;
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      CosellOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry->op != COSELL_OUTBOX_OP_UPDATE || cosell_outbox_entry_is_told (entry) ||
          !cosell_changes_have_registration (entry->changes))
        continue;
      if (entry->state == COSELL_OUTBOX_STATE_SENT)
        return refuse (error, _ ("A registration of this deal is on its way to the service. Wait "
                                 "until the next sync has told what became of it."));
      *waiting = g_ptr_array_steal_index (entries, i);
      return TRUE;
    }
  return TRUE;
}

static gboolean
append (CosellStore *self,
        const CosellReferralRow *row,
        GPtrArray *changes,
        gint64 *seq,
        GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = cosell_outbox_entry_new ();

  entry->deal = row->deal;
  entry->referral = row->id;
  entry->op = COSELL_OUTBOX_OP_UPDATE;
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  entry->changes = cosell_changes_new ();
  cosell_changes_merge (entry->changes, changes);
  if (!cosell_store_supersede (self, row->id, entry->changes, error) ||
      !cosell_store_save_entry (self, entry, error))
    return FALSE;
  *seq = entry->seq;
  return TRUE;
}

/* A registration that the service refused is tried again with its new values; one in conflict
 * waits for a decision. */
static gboolean
merge (CosellStore *self, CosellOutboxEntry *entry, GPtrArray *changes, gint64 *seq, GError **error)
{
  if (entry->state == COSELL_OUTBOX_STATE_PARKED && entry->conflicts->len == 0)
    {
      entry->state = COSELL_OUTBOX_STATE_PENDING;
      entry->not_before = COSELL_NO_TIME;
      g_clear_pointer (&entry->last_error, g_free);
    }
  *seq = entry->seq;
  return cosell_store_merge_entry (self, entry, changes, error);
}

static gboolean
remember (CosellStore *self, gint64 deal, GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const CosellChange *change = g_ptr_array_index (changes, i);

      if (!cosell_store_add_history (self, deal, cosell_store_now (self), "you", change->path,
                                     change->original, change->current, error))
        return FALSE;
    }
  return TRUE;
}

static CosellReferralRow *
load_row (CosellStore *self, gint64 referral, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CosellReferralRow) row = cosell_store_load_referral (self, referral, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (row != NULL && row->deal != 0 && row->base != NULL)
    return g_steal_pointer (&row);
  refuse (error, _ ("The service does not have the deal yet. Sync first; it can be registered "
                    "then."));
  return NULL;
}

gint64
cosell_store_register (CosellStore *self, gint64 referral, GPtrArray *changes, GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  g_autoptr (CosellOutboxEntry) waiting = NULL;
  g_autofree char *old = NULL;
  gint64 seq = 0;

  g_return_val_if_fail (changes != NULL, 0);
  COSELL_STORE_WORKER (self);

  row = load_row (self, referral, error);
  if (row == NULL || !find_waiting (self, referral, &waiting, error) || changes->len == 0)
    return 0;
  old = g_steal_pointer (&row->current);
  row->current = cosell_changes_apply (changes, old, error);
  if (row->current == NULL || !cosell_store_save_referral (self, row, error) ||
      !(waiting != NULL ? merge (self, waiting, changes, &seq, error)
                        : append (self, row, changes, &seq, error)) ||
      !remember (self, row->deal, changes, error) ||
      !cosell_store_derive (self, row->engagement, NULL, error) ||
      !cosell_store_refresh_sync (self, row->deal, error))
    return 0;
  return seq;
}

/* E10 */

gboolean
cosell_store_set_registration (CosellStore *self, gint64 deal, const char *json, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "UPDATE deal SET registration = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, deal);
  cosell_statement_bind_text (statement, 2, json);
  cosell_store_note_deal (self, deal);
  return cosell_statement_run (statement, error);
}

char *
cosell_store_get_registration (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "SELECT registration FROM deal WHERE id = ?", error);
  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  if (cosell_statement_step (statement, error) != COSELL_STEP_ROW)
    return NULL;
  return cosell_statement_dup_text (statement, 0);
}
