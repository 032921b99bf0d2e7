/* cosell-store-outbox.c: what waits, what may go out, and what became of it */
#include "model/cosell-change.h"
#include "store/cosell-store-outbox.h"

#include <glib/gi18n-lib.h>

#include "base/cosell-str.h"
#include "base/cosell-time.h"
#include "model/cosell-answer.h"
#include "model/cosell-changes-status.h"
#include "model/cosell-member.h"
#include "model/cosell-outbox-order.h"
#include "store/cosell-store-deals.h"
#include "store/cosell-store-private.h"

GPtrArray *
cosell_store_get_outbox (CosellStore *self, gint64 deal, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_load_entries (self,
                                    deal != 0 ? COSELL_STORE_SELECT_ENTRIES
                                        "WHERE o.deal = ? AND o.state <> 'local' ORDER BY o.seq"
                                              : COSELL_STORE_SELECT_ENTRIES
                                        "WHERE o.seq > ? AND o.state <> 'local' ORDER BY o.seq",
                                    deal, error);
}

GPtrArray *
cosell_store_get_sent (CosellStore *self, GError **error)
{
  COSELL_STORE_WORKER (self);

  return cosell_store_load_entries (self,
                                    COSELL_STORE_SELECT_ENTRIES
                                    "WHERE o.seq > ? AND o.state = 'sent' ORDER BY o.seq",
                                    0, error);
}

/* What waits of a deal, in the order in which it was made. */
static GArray *
load_heads (CosellStore *self, gint64 deal, GError **error)
{
  /* B2: an entry with the heart has no other change */
  static const char sql[] =
      "SELECT seq, deal, op, state, depends_on, attempts, not_before, "
      "op = 'update' AND coalesce (changes, '') LIKE '{\"" COSELL_PATH_FAVORITE "\":%' "
      "FROM outbox WHERE deal = ? ORDER BY seq";
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (CosellOutboxHead));
  g_autoptr (CosellStatement) statement = cosell_store_prepare (self, sql, error);
  CosellStep step;

  if (statement == NULL)
    return NULL;
  cosell_statement_bind_int (statement, 1, deal);
  while ((step = cosell_statement_step (statement, error)) == COSELL_STEP_ROW)
    {
      CosellOutboxHead head = {
        .seq = cosell_statement_int (statement, 0),
        .deal = cosell_statement_int (statement, 1),
        .op = cosell_statement_enum (statement, 2, COSELL_TYPE_OUTBOX_OP, COSELL_OUTBOX_OP_UPDATE),
        .state = cosell_statement_enum (statement, 3, COSELL_TYPE_OUTBOX_STATE,
                                        COSELL_OUTBOX_STATE_PARKED),
        .depends_on = cosell_statement_int (statement, 4),
        .attempts = cosell_statement_int (statement, 5),
        .not_before = cosell_statement_time (statement, 6),
        .is_heart = cosell_statement_int (statement, 7) != 0,
      };

      g_array_append_val (heads, head);
    }
  return step == COSELL_STEP_DONE ? g_steal_pointer (&heads) : NULL;
}

/* Which entries may go next, best first. What is passed over is not looked at again when the next
 * one is asked for, so that a round looks at each entry about once, however many wait. */
#define SELECT_CANDIDATES                                                                          \
  "SELECT seq, deal FROM outbox WHERE depends_on IS NULL AND (not_before IS NULL "                 \
  "OR not_before <= ?2 OR (?3 AND attempts > 0)) AND "

/* The first of the candidates of which the rule says that it goes; of each deal it needs all that
 * waits. Sets seq, to 0 for none. */
static gboolean
pick (CosellStore *self,
      const char *sql,
      gint64 after_seq,
      gboolean explicit_sync,
      gint64 *seq,
      GError **error)
{
  g_autoptr (CosellStatement) candidates = cosell_store_prepare (self, sql, error);
  gint64 now = cosell_store_now (self);
  CosellStep step;

  *seq = 0;
  if (candidates == NULL)
    return FALSE;
  cosell_statement_bind_int (candidates, 1, after_seq);
  cosell_statement_bind_int (candidates, 2, now);
  cosell_statement_bind_int (candidates, 3, explicit_sync != FALSE);
  while ((step = cosell_statement_step (candidates, error)) == COSELL_STEP_ROW)
    {
      g_autoptr (GArray) heads = load_heads (self, cosell_statement_int (candidates, 1), error);
      const CosellOutboxHead *next;

      if (heads == NULL)
        return FALSE;
      next = cosell_outbox_order_next ((const CosellOutboxHead *) heads->data, heads->len,
                                       after_seq, explicit_sync, now);
      if (next == NULL || next->seq != cosell_statement_int (candidates, 0))
        continue;
      *seq = next->seq;
      return TRUE;
    }
  return step == COSELL_STEP_DONE;
}

CosellOutboxEntry *
cosell_store_next_outbox (CosellStore *self,
                          gint64 after_seq,
                          gboolean explicit_sync,
                          GError **error)
{
  gint64 seq;

  COSELL_STORE_WORKER (self);

  if (!pick (self, SELECT_CANDIDATES "state IN ('pending', 'scheduled') AND seq > ?1 ORDER BY seq",
             after_seq, explicit_sync, &seq, error))
    return NULL;
  if (seq == 0 && !pick (self, SELECT_CANDIDATES "state = 'scheduled' AND seq <= ?1 ORDER BY seq",
                         after_seq, explicit_sync, &seq, error))
    return NULL;
  return seq != 0 ? cosell_store_load_entry (self, seq, error) : NULL;
}

/* ---- what becomes of an entry ---- */

gboolean
cosell_store_mark_sent (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gboolean deferred;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  deferred = cosell_outbox_entry_is_deferred (entry);
  if (entry->state == COSELL_OUTBOX_STATE_PARKED || cosell_outbox_entry_is_told (entry))
    {
      g_set_error_literal (error, COSELL_RULE_ERROR, COSELL_RULE_ERROR_REFUSED,
                           _ ("The change is held back and cannot be sent."));
      return FALSE;
    }
  entry->state = COSELL_OUTBOX_STATE_SENT;
  entry->not_before = COSELL_NO_TIME;
  return cosell_store_save_state (self, entry, error) &&
         cosell_store_mark_unconfirmed (self, entry, error) &&
         (!deferred || cosell_store_take_effect (self, entry, error));
}

gboolean
cosell_store_get_entry_state (CosellStore *self,
                              gint64 seq,
                              gboolean *there,
                              CosellOutboxState *state,
                              GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  CosellStep step;

  COSELL_STORE_WORKER (self);

  statement = cosell_store_prepare (self, "SELECT state FROM outbox WHERE seq = ?", error);
  if (statement == NULL)
    return FALSE;
  cosell_statement_bind_int (statement, 1, seq);
  step = cosell_statement_step (statement, error);
  *there = step == COSELL_STEP_ROW;
  if (*there)
    *state =
        cosell_statement_enum (statement, 0, COSELL_TYPE_OUTBOX_STATE, COSELL_OUTBOX_STATE_PARKED);
  return step != COSELL_STEP_ERROR;
}

gint64
cosell_store_get_newest_entry (CosellStore *self, gint64 deal, GError **error)
{
  g_autoptr (CosellStatement) statement = NULL;
  gint64 seq;

  COSELL_STORE_WORKER (self);

  statement =
      cosell_store_prepare (self, "SELECT coalesce(max(seq), 0) FROM outbox WHERE deal = ?", error);
  if (statement == NULL)
    return 0;
  cosell_statement_bind_int (statement, 1, deal);
  return cosell_statement_run_int (statement, 0, &seq, error) ? seq : 0;
}

/* The update that an invitation depends on is held as long: once sent, it cannot be taken back
 * either. */
static gboolean
delay_ground (CosellStore *self, gint64 seq, gint64 not_before, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry =
      seq != 0 ? cosell_store_load_entry (self, seq, error) : NULL;

  if (seq == 0)
    return TRUE;
  if (entry == NULL)
    return FALSE;
  if (entry->op != COSELL_OUTBOX_OP_UPDATE || entry->state != COSELL_OUTBOX_STATE_PENDING ||
      entry->attempts > 0)
    return TRUE;
  entry->not_before = not_before;
  return cosell_store_save_entry (self, entry, error);
}

gboolean
cosell_store_set_not_before (CosellStore *self, gint64 seq, gint64 not_before, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_free_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  if (entry->state != COSELL_OUTBOX_STATE_PENDING || entry->attempts > 0)
    return TRUE;
  entry->not_before = not_before;
  return cosell_store_save_entry (self, entry, error) &&
         delay_ground (self, entry->depends_on, not_before, error);
}

/* "Try again" decides a conflict: mine goes out over what the service has now. */
static gboolean
decide_for_mine (CosellStore *self, CosellOutboxEntry *entry, GError **error)
{
  g_autoptr (CosellConflictDecision) decision =
      cosell_conflict_decision_new ("all", COSELL_CONFLICT_CHOICE_MINE, NULL);

  return cosell_store_decide (self, entry, decision, NULL, error);
}

/* D11: sent once more, a status goes with its substatus. */
static gboolean
complete_status (CosellStore *self, CosellOutboxEntry *entry, GError **error)
{
  g_autoptr (CosellReferralRow) row = cosell_store_load_referral (self, entry->referral, error);

  if (row == NULL)
    return FALSE;
  if (row->base != NULL)
    cosell_answer_complete_status (entry->changes, row->base);
  return TRUE;
}

gboolean
cosell_store_retry (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;
  gboolean deferred;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_free_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  if (entry->conflicts->len > 0)
    return decide_for_mine (self, entry, error);
  cosell_set_str (&entry->last_error, NULL);
  if (entry->state == COSELL_OUTBOX_STATE_NOT_KEPT && !complete_status (self, entry, error))
    return FALSE;
  deferred = cosell_outbox_entry_is_deferred (entry);
  if (deferred && entry->state == COSELL_OUTBOX_STATE_PARKED)
    {
      entry->state = COSELL_OUTBOX_STATE_SCHEDULED;
      return cosell_store_save_state (self, entry, error);
    }
  entry->state = COSELL_OUTBOX_STATE_PENDING;
  entry->not_before = COSELL_NO_TIME;
  return cosell_store_save_state (self, entry, error) &&
         (!deferred || cosell_store_take_effect (self, entry, error));
}

gboolean
cosell_store_hold (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_free_entry (self, seq, error);
  if (entry == NULL)
    return FALSE;
  if (entry->state == COSELL_OUTBOX_STATE_PARKED || cosell_outbox_entry_is_told (entry))
    return TRUE;
  if (entry->state == COSELL_OUTBOX_STATE_PENDING)
    entry->not_before = COSELL_NO_TIME;
  entry->state = COSELL_OUTBOX_STATE_PARKED;
  entry->held = TRUE;
  cosell_set_str (&entry->last_error, _ ("Held back by you."));
  return cosell_store_save_state (self, entry, error);
}

/* A win that made room for an entry is scheduled again when that is taken back: discarding is
 * exact. */
static gboolean
schedule_again (CosellStore *self, const CosellOutboxEntry *dropped, GError **error)
{
  g_autoptr (CosellReferralRow) row = NULL;
  g_autoptr (GPtrArray) changes = cosell_changes_new ();

  if (dropped->replaced == COSELL_NO_TIME)
    return TRUE;
  row = cosell_store_load_referral (self, dropped->referral, error);
  if (row == NULL)
    return FALSE;
  cosell_changes_set_status (changes, row->current, COSELL_DEAL_STATUS_WON, NULL);
  return cosell_store_change_status (self, dropped->referral, changes, dropped->replaced, error);
}

gboolean
cosell_store_discard (CosellStore *self, gint64 seq, GError **error)
{
  g_autoptr (CosellOutboxEntry) entry = NULL;

  COSELL_STORE_WORKER (self);

  entry = cosell_store_load_free_entry (self, seq, error);
  return entry != NULL && cosell_store_drop (self, seq, error) &&
         schedule_again (self, entry, error);
}
